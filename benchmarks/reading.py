#!/usr/bin/env python3
"""moot events beside a bare libical parse of the same calendars, turn by turn; called by run.sh.

    reading.py --moot PROGRAM [--runs 5] FOLDER...

The peer reads each file into memory, and libical parses, counts and frees it: no expansion, no limits, one process. It is
called as a library, in a process of its own, that tells the time of that alone.

Each turn runs the peer, moot with two workers and moot with one on all calendars of a folder. The table has medians:
elapsed and computing seconds (workers included), moot's as multiples of the peer's, and the largest resident set of
moot or of one of its workers in MB. moot's time includes writing every occurrence of the year as JSON.
"""

import argparse
import glob
import os
import re
import statistics
import subprocess
import sys
import tempfile

WINDOW = ["--start", "2027-04-01", "--end", "2028-03-31"]


def run(command):
    with tempfile.NamedTemporaryFile("r") as report:
        subprocess.run(["/usr/bin/time", "-f", "%e %U %S %M", "-o", report.name, *command], check=True,
                       stdout=subprocess.DEVNULL)
        elapsed, user, system, kilobytes = map(float, re.findall(r"[0-9.]+", report.read()))
    return elapsed, user + system, kilobytes / 1024


PEER = """
import ctypes, ctypes.util, resource, sys, time
ical = ctypes.CDLL(ctypes.util.find_library("ical"))
ical.icalparser_parse_string.restype = ctypes.c_void_p
ical.icalparser_parse_string.argtypes = [ctypes.c_char_p]
ical.icalcomponent_count_components.argtypes = [ctypes.c_void_p, ctypes.c_int]
ical.icalcomponent_free.argtypes = [ctypes.c_void_p]
usage = lambda: sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
begun, used, components = time.monotonic(), usage(), 0
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        root = ical.icalparser_parse_string(file.read())
    if not root:
        sys.exit(path + ": cannot be read")
    components += ical.icalcomponent_count_components(root, 1)  # ICAL_ANY_COMPONENT
    ical.icalcomponent_free(root)
assert components > 0, "libical saw nothing"
print(time.monotonic() - begun, usage() - used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run_peer(feeds):
    done = subprocess.run([sys.executable, "-c", PEER, *feeds], check=True, capture_output=True, text=True)
    return tuple(map(float, done.stdout.split()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moot", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    print("\nfeeds                  MB  reader             elapsed s  computing s  times the peer's  memory MB")
    for folder in options.folders:
        feeds = sorted(glob.glob(os.path.join(folder, "*.ics")))
        size = sum(os.path.getsize(feed) for feed in feeds) / 1e6
        moot = [options.moot, "events", "--json", *WINDOW]
        readers = {"libical, parse only": run_peer,
                   "moot, 2 workers": lambda feeds: run([*moot, "--threads", "2", *feeds]),
                   "moot, 1 worker": lambda feeds: run([*moot, "--threads", "1", *feeds])}
        results = {name: [] for name in readers}
        for _ in range(options.runs):
            for name, read in readers.items():
                results[name].append(read(feeds))
        medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in results.items()}
        peer = medians["libical, parse only"]
        for name, (elapsed, computing, memory) in medians.items():
            ratio = f"{elapsed / peer[0]:.2f}, {computing / peer[1]:.2f}" if name != "libical, parse only" else ""
            print(f"{os.path.basename(folder):20} {size:4.0f}  {name:19} {elapsed:8.2f} {computing:12.2f}  {ratio:>16} {memory:10.0f}",
                  flush=True)


main()
