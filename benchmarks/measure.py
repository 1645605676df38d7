#!/usr/bin/env python3
"""Runs moot on landscapes and tabulates what plan.json says, seconds and peak memory; called by run.sh.

    measure.py --moot PROGRAM --work FOLDER --part PART --runs N --time-limit SECONDS NAME=LANDSCAPE...

A run of up to two seconds is repeated and the median reported; a longer one counts as it is. Seconds are elapsed time,
"user s" the computing time of all threads, which a busy machine changes less. Memory is the largest
resident set of moot or of one of the workers that read calendars, whichever is larger, as GNU time gives it.
"""

import argparse
import csv
import datetime
import json
import math
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time

PARTS = {"reading": (), "structure": ("--structure-only",), "calendar": ("--calendar-only",), "plan": ()}
QUICK = 2.0
COLUMNS = ("instance", "boards", "meetings", "objective", "bound", "gap %", "status", "unplaced", "seconds", "user s",
           "MB", "exit")


def run_once(command):
    """Exit code, elapsed and user seconds, peak kilobytes and stderr's last line of one run."""
    with tempfile.NamedTemporaryFile("r") as report:
        # GNU time, for a small parent: the memory of the process that starts a child counts as the child's too.
        start = time.monotonic()
        done = subprocess.run(["/usr/bin/time", "-v", "-o", report.name, *command], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, check=False)
        seconds = time.monotonic() - start
        text = report.read()
    kilobytes = int(re.search(r"Maximum resident set size \(kbytes\): (\d+)", text).group(1))
    user = float(re.search(r"User time \(seconds\): ([\d.]+)", text).group(1))
    lines = done.stderr.strip().splitlines()
    return done.returncode, seconds, user, kilobytes, lines[-1] if lines else ""


def measure(command, runs):
    results = [run_once(command)]
    while len(results) < runs and results[0][1] <= QUICK and results[0][0] == 0:
        results.append(run_once(command))
    return (results[0][0], statistics.median(r[1] for r in results), statistics.median(r[2] for r in results),
            max(r[3] for r in results), results[0][4])


def figures(plan, part):
    """The columns that plan.json fills, for this part of the plan."""
    result = plan["structure"] if part == "structure" else plan["calendar"]
    gap = result.get("gap")
    number = lambda value: "" if value is None else f"{value:.2f}"
    return {
        "boards": f"{plan['totals']['before']['boards']} > {plan['totals']['after']['boards']}",
        "meetings": f"{plan['totals']['before']['meetings']} > {plan['totals']['after']['meetings']}",
        "objective": number(result.get("objective")),
        "bound": number(result.get("bound")),
        "gap %": "" if gap is None or not math.isfinite(gap) else f"{100 * gap:.2f}",
        "status": result.get("status", ""),
        "unplaced": "" if part == "structure" else len(plan["unscheduled"]),
    }


def row_of(options, part, name, landscape):
    out = os.path.join(options.work, f"{name}-{part}")
    if part == "reading":
        command = [options.moot, "check", landscape]
    else:
        command = [options.moot, "plan", landscape, "-o", out, *PARTS[part], "--time-limit", str(options.time_limit)]
    code, seconds, user, kilobytes, last = measure(command, options.runs)
    row = dict.fromkeys(COLUMNS, "")
    if part != "reading" and code == 0:
        with open(os.path.join(out, "plan.json"), encoding="utf-8") as file:
            row.update(figures(json.load(file), part))
    row.update({"instance": name, "seconds": f"{seconds:.2f}", "user s": f"{user:.2f}",
                "MB": f"{kilobytes / 1024:.0f}", "exit": code})
    if code != 0:
        print(f"{name}: {' '.join(command)} ended with {code}: {last}", file=sys.stderr)
    return row


def show(part, rows):
    # No column without news: an exit code is shown once something failed.
    used = [c for c in COLUMNS if any(r[c] if c == "exit" else str(r[c]) for r in rows)]
    widths = {c: max(len(c), *(len(str(r[c])) for r in rows)) for c in used}
    print(f"\n{part}")
    for cells in [dict(zip(used, used))] + rows:
        print("  ".join(f"{str(cells[c]):<{widths[c]}}" if c == "instance" else f"{str(cells[c]):>{widths[c]}}"
                        for c in used).rstrip(), flush=True)


def machine():
    model = platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                if line.startswith("model name"):
                    model = line.split(":", 1)[1].strip()
                    break
    except OSError:
        pass
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moot", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--part", choices=("reading", "structure", "calendar", "all"), required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--time-limit", type=float, default=60)
    parser.add_argument("instances", nargs="+", metavar="NAME=LANDSCAPE")
    options = parser.parse_args()
    parts = list(PARTS) if options.part == "all" else [options.part]
    version = subprocess.run([options.moot, "--version"], capture_output=True, text=True, check=False).stdout.split("\n")[0]
    print(f"{version}; {datetime.date.today().isoformat()}; {machine()}")
    everything = []
    for part in parts:
        rows = [row_of(options, part, *instance.split("=", 1)) for instance in options.instances]
        show(part, rows)
        everything += [{"part": part, **row} for row in rows]
    path = os.path.join(options.work, "results.csv")
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ("part",) + COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(everything)
    print(f"\nAlso in {path}")
    return 0 if all(row["exit"] == 0 for row in everything) else 1


if __name__ == "__main__":
    sys.exit(main())
