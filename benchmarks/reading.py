#!/usr/bin/env python3
"""moot events beside a bare libical parse of the same calendars, turn by turn; called by run.sh.

    reading.py --moot PROGRAM --peer PROGRAM [--runs 5] FOLDER...

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
import tempfile

WINDOW = ["--start", "2027-04-01", "--end", "2028-03-31"]


def run(command):
    with tempfile.NamedTemporaryFile("r") as report:
        subprocess.run(["/usr/bin/time", "-f", "%e %U %S %M", "-o", report.name, *command], check=True,
                       stdout=subprocess.DEVNULL)
        elapsed, user, system, kilobytes = map(float, re.findall(r"[0-9.]+", report.read()))
    return elapsed, user + system, kilobytes / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moot", required=True)
    parser.add_argument("--peer", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    print("\nfeeds                  MB  reader             elapsed s  computing s  times the peer's  memory MB")
    for folder in options.folders:
        feeds = sorted(glob.glob(os.path.join(folder, "*.ics")))
        size = sum(os.path.getsize(feed) for feed in feeds) / 1e6
        moot = [options.moot, "events", "--json", *WINDOW]
        readers = {"libical, parse only": [options.peer], "moot, 2 workers": [*moot, "--threads", "2"],
                   "moot, 1 worker": [*moot, "--threads", "1"]}
        results = {name: [] for name in readers}
        for _ in range(options.runs):
            for name, command in readers.items():
                results[name].append(run(command + feeds))
        medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in results.items()}
        peer = medians["libical, parse only"]
        for name, (elapsed, computing, memory) in medians.items():
            ratio = f"{elapsed / peer[0]:.2f}, {computing / peer[1]:.2f}" if name != "libical, parse only" else ""
            print(f"{os.path.basename(folder):20} {size:4.0f}  {name:19} {elapsed:8.2f} {computing:12.2f}  {ratio:>16} {memory:10.0f}",
                  flush=True)


main()
