"""A strict reader of our own for .ics files: what other programs forgive and still get wrong.

lint(bytes) gives the kinds of defects in a file. As a program: ics_lint.py FILE... prints them and fails if there is one;
ics_lint.py --self-test plants each kind in a sound file and fails if it is not found, or anything else is.
"""
import re
import sys

TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CATEGORIES", "NAME", "X-WR-CALNAME", "CONTACT", "RESOURCES"}
METHODS = {"PUBLISH", "REQUEST", "CANCEL"}


def split(line):
    """NAME, {PARAMETER: value}, value of a content line (RFC 5545 section 3.1); None where it is no such line."""
    found = re.match(r'^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$', line, re.S)
    if not found:
        return None
    parameters = {}
    for name, value in re.findall(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)', found.group(2)):
        parameters[name.upper()] = value.strip('"')
    return found.group(1).upper(), parameters, found.group(3)


def moment(value):
    """A date or date-time as a tuple that compares, None where it is neither."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", value)
    if not found:
        return None
    year, month, day = (int(found.group(i)) for i in (1, 2, 3))
    hour, minute, second = (int(found.group(i) or 0) for i in (4, 5, 6))
    days = [31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if not 1 <= month <= 12 or not 1 <= day <= days[month - 1] or hour > 23 or minute > 59 or second > 59:
        return None
    return year, month, day, hour, minute, second


def bytes_faults(data):
    if data.startswith(b"\xef\xbb\xbf"):
        yield "byte order mark"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        yield "line end that is not CRLF"
    if not data.endswith(b"\r\n"):
        yield "last line without an end"
    lines = data.split(b"\r\n")
    if any(len(line) > 75 for line in lines):
        yield "line longer than 75 octets"
    for line in lines:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield "bytes that are not UTF-8, or a character split by folding"
            break
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data):
        yield "control character"


def event_faults(event, method, zones):
    names = [name for name, _, _ in event]
    value = {name: (parameters, text) for name, parameters, text in event}
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "LAST-MODIFIED"):
        if names.count(name) != 1:
            yield f"event without exactly one {name}"
    if ("DTEND" in value) == ("DURATION" in value):
        yield "event without exactly one of DTEND and DURATION"
    for name, parameters, text in event:
        if name in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"):
            if any(moment(part) is None for part in text.split(",")):
                yield "date that is none"
            if parameters.get("TZID", "") not in zones | {""}:
                yield "TZID without its VTIMEZONE"
            if "T" in text and not text.endswith("Z") and "TZID" not in parameters:
                yield "floating time"
        if name == "RRULE" and re.search(r"UNTIL=\d{8}T\d{6}(?!Z)", text):
            yield "UNTIL in local time"
        if name in ("RDATE", "EXRULE"):
            yield "RDATE or EXRULE, which Outlook does not read"
        if name in ("ORGANIZER", "ATTENDEE") and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+", text):
            yield "address that is no mailto:"
    if "DTSTART" in value and "DTEND" in value:
        start, end = moment(value["DTSTART"][1]), moment(value["DTEND"][1])
        if start and end and end <= start:
            yield "end before its start"
    if method == "PUBLISH" and "ATTENDEE" in names:
        yield "ATTENDEE in a published file"
    if method == "REQUEST" and ("ATTENDEE" not in names or "ORGANIZER" not in names):
        yield "request without ORGANIZER and ATTENDEE"
    cancelled = value.get("STATUS", ({}, ""))[1] == "CANCELLED"
    if cancelled != (method == "CANCEL"):
        yield "STATUS that does not fit the METHOD"
    if method == "CANCEL" and value.get("SEQUENCE", ({}, "0"))[1] == "0":
        yield "cancellation that is not newer than its event"
    if "X-MICROSOFT-CDO-BUSYSTATUS" not in value or "TRANSP" not in value:
        yield "event that does not say whether it is busy"


def text_faults(name, text):
    if re.search(r"(?<!\\)(?:\\\\)*;", text) or (name != "CATEGORIES" and re.search(r"(?<!\\)(?:\\\\)*,", text)):
        yield "text that is not escaped"
    if re.search(r"\\(?![\\,;nN])", re.sub(r"\\\\", "", text)):
        yield "text that is not escaped"


def lint(data):
    faults = list(bytes_faults(data))
    lines = data.decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n").rstrip("\n").replace("\n ", "").split("\n")
    stack, events, calendar, zones, seen, count = [], [], [], set(), set(), 0
    for line in lines:
        content = split(line)
        if not content:
            faults.append("line that is no property")
            continue
        name, parameters, text = content
        if name == "BEGIN":
            count += text == "VCALENDAR"
            if not stack and text != "VCALENDAR":
                faults.append("component outside a VCALENDAR")
            stack.append(text)
            if text == "VEVENT":
                events.append([])
            if text == "VALARM":
                faults.append("alarm that nobody asked for")
        elif name == "END":
            if not stack or stack.pop() != text:
                faults.append("BEGIN and END that do not match")
                break
        elif stack == ["VCALENDAR"]:
            calendar.append(content)
        elif stack == ["VCALENDAR", "VTIMEZONE"] and name == "TZID":
            zones.add(text)
        elif stack == ["VCALENDAR", "VEVENT"]:
            events[-1].append(content)
        if name in TEXTS:
            faults.extend(text_faults(name, text))
    if stack:
        faults.append("BEGIN and END that do not match")
    if count != 1:
        faults.append("not exactly one VCALENDAR")
    values = {name: text for name, _, text in calendar}
    for name in ("VERSION", "PRODID", "CALSCALE", "METHOD"):
        if [n for n, _, _ in calendar].count(name) != 1:
            faults.append(f"calendar without exactly one {name}")
    if values.get("METHOD") not in METHODS:
        faults.append("unknown METHOD")
    for event in events:
        faults.extend(event_faults(event, values.get("METHOD"), zones))
        key = tuple(text for name, _, text in event if name in ("UID", "RECURRENCE-ID"))
        if key in seen:
            faults.append("two events with one UID")
        seen.add(key)
    return sorted(set(faults))


SOUND = "\r\n".join("""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:A\\, b
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:a@b
DTSTAMP:20270101T000000Z
LAST-MODIFIED:20270101T000000Z
SEQUENCE:0
DTSTART;TZID=Europe/London:20270512T100000
DTEND;TZID=Europe/London:20270512T120000
SUMMARY:Board\\; \u00e9t\u00e9
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
END:VCALENDAR
""".split("\n")).encode()

EVENT = SOUND[SOUND.index(b"BEGIN:VEVENT"):SOUND.index(b"END:VCALENDAR")]
DEFECTS = [
    ("byte order mark", lambda s: b"\xef\xbb\xbf" + s),
    ("line end that is not CRLF", lambda s: s.replace(b"UID:a@b\r\n", b"UID:a@b\n")),
    ("last line without an end", lambda s: s[:-2]),
    ("line longer than 75 octets", lambda s: s.replace(b"Board", b"B" * 80)),
    ("bytes that are not UTF-8, or a character split by folding", lambda s: s.replace("\u00e9t".encode(), b"\xc3\r\n \xa9t")),
    ("control character", lambda s: s.replace(b"Board", b"Bo\x07ard")),
    ("line that is no property", lambda s: s.replace(b"STATUS:", b"STATUS CONFIRMED\r\nSTATUS:")),
    ("BEGIN and END that do not match", lambda s: s.replace(b"END:VEVENT\r\n", b"")),
    ("not exactly one VCALENDAR", lambda s: s + s),
    ("calendar without exactly one METHOD", lambda s: s.replace(b"METHOD:PUBLISH\r\n", b"METHOD:PUBLISH\r\nMETHOD:PUBLISH\r\n")),
    ("calendar without exactly one VERSION", lambda s: s.replace(b"VERSION:2.0\r\n", b"")),
    ("calendar without exactly one PRODID", lambda s: s.replace(b"PRODID:-//x//y//EN\r\n", b"")),
    ("unknown METHOD", lambda s: s.replace(b"METHOD:PUBLISH", b"METHOD:SHOUT")),
    ("event without exactly one UID", lambda s: s.replace(b"UID:a@b\r\n", b"")),
    ("event without exactly one DTSTAMP", lambda s: s.replace(b"DTSTAMP:20270101T000000Z\r\n", b"")),
    ("event without exactly one SEQUENCE", lambda s: s.replace(b"SEQUENCE:0\r\n", b"")),
    ("event without exactly one of DTEND and DURATION", lambda s: s.replace(b"DTEND;", b"X-END;")),
    ("date that is none", lambda s: s.replace(b"20270512T100000", b"20270230T100000")),
    ("TZID without its VTIMEZONE", lambda s: s.replace(b"DTSTART;TZID=Europe/London", b"DTSTART;TZID=GMT Standard Time")),
    ("floating time", lambda s: s.replace(b"DTSTART;TZID=Europe/London", b"DTSTART")),
    ("end before its start", lambda s: s.replace(b"20270512T120000", b"20270512T090000")),
    ("UNTIL in local time", lambda s: s.replace(b"STATUS:", b"RRULE:FREQ=DAILY;UNTIL=20270601T100000\r\nSTATUS:")),
    ("RDATE or EXRULE, which Outlook does not read", lambda s: s.replace(b"STATUS:", b"RDATE:20270601T100000Z\r\nSTATUS:")),
    ("address that is no mailto:", lambda s: s.replace(b"STATUS:", b"ORGANIZER:ann@example.org\r\nSTATUS:")),
    ("ATTENDEE in a published file", lambda s: s.replace(b"STATUS:", b"ATTENDEE:mailto:a@b.c\r\nSTATUS:")),
    ("request without ORGANIZER and ATTENDEE", lambda s: s.replace(b"METHOD:PUBLISH", b"METHOD:REQUEST")),
    ("STATUS that does not fit the METHOD", lambda s: s.replace(b"STATUS:CONFIRMED", b"STATUS:CANCELLED")),
    ("text that is not escaped", lambda s: s.replace(b"Board\\;", b"Board;")),
    ("text that is not escaped", lambda s: s.replace(b"CALNAME:A\\,", b"CALNAME:A,")),
    ("two events with one UID", lambda s: s.replace(b"END:VCALENDAR", EVENT + b"END:VCALENDAR")),
    ("alarm that nobody asked for", lambda s: s.replace(b"END:VEVENT", b"BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT")),
    ("event that does not say whether it is busy", lambda s: s.replace(b"TRANSP:OPAQUE\r\n", b"")),
]


def self_test():
    assert lint(SOUND) == [], lint(SOUND)
    for kind, plant in DEFECTS:
        spoilt = plant(SOUND)
        assert spoilt != SOUND and kind in lint(spoilt), (kind, lint(spoilt))
    print(f"lint: {len({kind for kind, _ in DEFECTS})} kinds of defects are found")


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        sys.exit(0)
    failed = False
    for path in sys.argv[1:]:
        for fault in lint(open(path, "rb").read()):
            failed = True
            print(f"{path}: {fault}")
    sys.exit(failed)
