"""A server of feeds that misbehaves, for feeds.sh: the first part of a path says how.

Called with a folder that holds good.pem and good.key. Writes `ports` there (its own, and three that are free) when it
listens; then `requests` (a line each), `sent` (bytes of the endless feed) and `most` (requests at once to /busy).
Everything that it says holds the marker, which must reach nobody.
"""
import gzip
import http.server
import os
import socket
import ssl
import sys
import threading
import time

WORK = sys.argv[1]
MARKER = "zZmArKeRzZ"
LOCK = threading.Lock()
COUNTS = {"flaky": 0, "busy": 0, "most": 0}


# Packed before anybody asks: on a busy machine that takes as long as a request may.
BOMB = gzip.compress(b"BEGIN:VCALENDAR\r\n" + b"\r\n" * 50_000_000 + b"END:VCALENDAR\r\n", 1)


def calendar(uid, start="20270607T090000Z"):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", "BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z",
             f"DTSTART:{start}", "DURATION:PT1H", "SUMMARY:Busy", "END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def write(name, text):
    with open(f"{WORK}/{name}.new", "w") as file:
        file.write(f"{text}\n")
    os.rename(f"{WORK}/{name}.new", f"{WORK}/{name}")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", length=None, **headers):
        self.send_response(status, f"Reason {MARKER}")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        how = self.path.split("/")[1]
        with LOCK, open(f"{WORK}/requests", "a") as log:
            log.write(f"{how} {self.path}\n")
        if how == "turn":
            how = open(f"{WORK}/mode").read().strip()
        self.close_connection = True
        try:
            getattr(self, how)()
        except (OSError, ssl.SSLError):
            pass

    def well(self):
        self.answer(200, calendar("turn"))

    def changed(self):
        self.answer(200, calendar("turn", "20270608T100000Z"))

    def missing(self):
        self.answer(404, f"<h1>{MARKER}</h1>".encode())

    def forbidden(self):
        self.answer(403, calendar("forbidden"))

    def unasked(self):
        self.send_response(304)
        self.end_headers()

    def loop(self):
        self.answer(302, Location=f"/loop/{MARKER}")

    def five(self):
        left = self.path.split("/")
        number = int(left[3]) if len(left) > 3 else 0
        if number == 5:
            self.answer(200, calendar("five"))
        else:
            self.answer(302, Location=f"/five/{MARKER}/{number + 1}")

    def http(self):
        self.answer(302, Location=f"http://localhost/{MARKER}")

    def file(self):
        self.answer(302, Location=f"file:///etc/{MARKER}")

    def user(self):
        self.answer(302, Location=f"https://ann:{MARKER}@localhost:{self.server.server_port}/well/{MARKER}")

    def slow(self):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for byte in calendar("slow"):
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(0.5)

    def short(self):
        self.answer(200, calendar("short")[:100], length=5000)

    def cut(self):
        self.answer(200, calendar("cut")[:150])

    def huge(self):
        self.answer(200, calendar("huge"), length=5 * 1024**3)

    def endless(self):
        self.send_response(200)
        self.end_headers()
        sent = 0
        try:
            self.wfile.write(b"BEGIN:VCALENDAR\r\n")
            while sent < 5 * 1024**3:
                self.wfile.write(b"X-FILL:" + b"x" * 65527 + b"\r\n")
                sent += 65536
        finally:
            write("sent", sent)

    def bomb(self):
        self.answer(200, BOMB, Content_Encoding="gzip")

    def login(self):
        self.answer(200, f"<html><title>Log in {MARKER}</title></html>".encode(), Content_Type="text/html")

    def silent(self):
        pass

    def flaky(self):
        with LOCK:
            COUNTS["flaky"] += 1
            turn = COUNTS["flaky"]
        if turn == 1:
            self.answer(503)
        elif turn == 2:
            self.short()
        else:
            self.answer(200, calendar("flaky"))

    def busy(self):
        with LOCK:
            COUNTS["busy"] += 1
            COUNTS["most"] = max(COUNTS["most"], COUNTS["busy"])
            write("most", COUNTS["most"])
        time.sleep(0.3)
        with LOCK:
            COUNTS["busy"] -= 1
        self.answer(200, calendar(self.path.split("/")[3]))


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        pass


def main():
    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{WORK}/good.pem", f"{WORK}/good.key")
    # The handshake belongs to the request's own thread.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    free = [socket.socket() for _ in range(3)]
    for one in free:
        one.bind(("127.0.0.1", 0))
    ports = [server.server_port] + [one.getsockname()[1] for one in free]
    for one in free:
        one.close()
    write("ports", " ".join(map(str, ports)))
    server.serve_forever()


main()
