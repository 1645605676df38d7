#!/usr/bin/env python3
"""How close calendars are after 10 s, 30 s and at the end, and other solvers beside; called by run.sh calendar.

    calendar.py --moot PROGRAM --work FOLDER [--time-limit SECONDS] [--peers NAME=LANDSCAPE]... [NAME=LANDSCAPE...]

Each landscape is planned once, boards as they are. `first` is when the first calendar was there, as `moot -v` says it;
gaps are of the best and the bound known by then; seconds, computing seconds and memory are the whole process's. Medians
are over what is named alike but for the seed: NAME is KIND or KIND-SEED.

The peers solve the program that `moot plan --write-lp` writes, for as many seconds as moot has. It leaves out clashes of
those who may be absent, breathing, crowded days and reports, so these are priced at 0 for this table: the objective is
then the same for all three. Travel times and quorums are left out too, which can only make the program easier.
"""

import argparse
import csv
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

TIMES = (10, 30)
SAME = {"clash_weight": 0, "breathing_weight": 0, "report_penalty": 0, "crowding_weight": 0}
LINE = re.compile(r"best (\S+)\s+bound (\S+)\s+gap \S+\s+(\d+) s")


def table(title, rows):
    columns = list(rows[0])
    widths = {c: max(len(c), *(len(str(r[c])) for r in rows)) for c in columns}
    print(f"\n{title}")
    for row in [dict(zip(columns, columns))] + rows:
        print("  ".join(f"{str(row[c]):<{widths[c]}}" if c == columns[0] else f"{str(row[c]):>{widths[c]}}"
                        for c in columns).rstrip(), flush=True)


def gap_of(best, bound):
    return None if best is None or bound is None else 0 if best - bound <= 1e-6 else 100 * (best - bound) / best


def number(text):
    return None if text == "-" else float(text)


def plan(options, landscape, more=()):
    """What plan.json says of the calendar, the lines of progress, seconds, computing seconds and megabytes."""
    out = os.path.join(options.work, "calendar-plan")
    with tempfile.NamedTemporaryFile("r") as report:
        begun = time.monotonic()
        done = subprocess.run(["/usr/bin/time", "-f", "%U %M", "-o", report.name, options.moot, "plan", landscape, "-o", out,
                               "--calendar-only", "-v", "--gap", "0", "--time-limit", str(options.time_limit), *more],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        seconds = time.monotonic() - begun
        user, kilobytes = report.read().split()[-2:]
    if done.returncode != 0:
        sys.exit(f"moot ended with {done.returncode} on {landscape}: {done.stderr[-300:]}")
    with open(os.path.join(out, "plan.json"), encoding="utf-8") as file:
        written = json.load(file)
    shutil.rmtree(out)
    lines = [(int(s), number(best), number(bound)) for best, bound, s in LINE.findall(done.stderr)]
    return written, lines, seconds, float(user), int(kilobytes) / 1024


def show(value, digits=1):
    return "" if value is None else f"{value:.{digits}f}"


def gap_row(options, name, landscape):
    written, lines, seconds, user, megabytes = plan(options, landscape)
    calendar = written["calendar"]
    first = next((s for s, best, _ in lines if best is not None), None)
    row = {"instance": name, "meetings": written["totals"]["after"]["meetings"], "first s": show(first, 0)}
    for at in TIMES:
        # A line comes every five seconds: what was known then is known later.
        known = [gap_of(best, bound) for s, best, bound in lines if s <= at]
        row[f"gap % {at} s"] = show(known[-1] if known and seconds > at else gap_of(calendar["objective"], calendar["bound"]))
    gap = None if calendar["gap"] is None else 100 * calendar["gap"]
    row.update({"gap %": show(gap, 2), "objective": show(calendar["objective"], 2), "bound": show(calendar["bound"], 2),
                "unplaced": calendar["unscheduled"], "seconds": show(seconds), "user s": show(user),
                "MB": show(megabytes, 0)})
    return row, gap


def same_objective(options, name, landscape):
    """A copy of the landscape in which what the written program leaves out costs nothing."""
    copy = os.path.join(options.work, f"same-{name}")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(landscape, copy)
    with open(os.path.join(copy, "policy.csv"), newline="", encoding="utf-8") as file:
        rows = [row for row in csv.reader(file) if row and row[0] not in SAME]
    with open(os.path.join(copy, "policy.csv"), "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows + [list(map(str, item)) for item in SAME.items()])
    return copy


def peer_rows(options, name, landscape):
    program = os.path.join(options.work, f"same-{name}.lp")
    copy = same_objective(options, name, landscape)
    written, _, seconds, _, _ = plan(options, copy, ("--write-lp", program))
    calendar = written["calendar"]
    rows = [{"instance": name, "by": "moot", "best": show(calendar["objective"], 2), "bound": show(calendar["bound"], 2),
             "gap %": show(gap_of(calendar["objective"], calendar["bound"])), "seconds": show(seconds)}]
    limit = str(int(options.time_limit))
    for peer, command in (("glpsol", ["glpsol", "--lp", program, "--tmlim", limit]),
                          ("cbc", ["cbc", program, "seconds", limit, "timemode", "elapsed", "solve"])):
        begun = time.monotonic()
        text = output_of(command, options.time_limit)
        taken = time.monotonic() - begun
        best, bound = (read_glpsol if peer == "glpsol" else read_cbc)(text)
        rows.append({"instance": name, "by": peer, "best": show(best, 2) or "none", "bound": show(bound, 2) or "none",
                     "gap %": show(gap_of(best, bound)), "seconds": show(taken)})
    return rows


def output_of(command, limit):
    """What the command printed; it is ended where it has not heard of its own limit some seconds after it."""
    try:
        # By the line, or what it has said would be lost where it is ended.
        return subprocess.run(["stdbuf", "-oL", *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                              timeout=1.1 * limit + 5).stdout
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode(errors="replace")


def read_glpsol(text):
    """The last line of the tree search: +iterations: mip = best >= bound; before that there is neither."""
    found = re.findall(r"mip =\s+(\S+(?: \w+ yet)?|not found yet) >=\s+(\S+)", text)
    if not found:
        return None, None
    best, bound = found[-1]
    value = lambda t: float(t) if re.fullmatch(r"-?[\d.]+(e[+-]?\d+)?", t) else None
    return value(best), value(bound)


def read_cbc(text):
    best = re.search(r"Objective value:\s+(\S+)", text)
    bound = re.search(r"Lower bound:\s+(\S+)", text)
    value = lambda found: None if found is None or abs(float(found.group(1))) > 1e49 else float(found.group(1))
    if "Result - Optimal solution found" in text:
        return value(best), value(best)
    return value(best), value(bound)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moot", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--time-limit", type=float, default=60)
    parser.add_argument("--peers", action="append", default=[], metavar="NAME=LANDSCAPE")
    parser.add_argument("instances", nargs="*", metavar="NAME=LANDSCAPE")
    options = parser.parse_args()
    rows, gaps = [], {}
    for instance in options.instances:
        name, landscape = instance.split("=", 1)
        row, gap = gap_row(options, name, landscape)
        rows.append(row)
        gaps.setdefault(re.sub(r"-\d+$", "", name), []).append(gap)
        print("  ".join(str(v) for v in row.values()), flush=True)
    if rows:
        table("calendars", rows)
        table("medians of the gap at the end", [
            {"kind": kind, "instances": len(values), "gap %": "unproven" if None in values else show(statistics.median(values), 2)}
            for kind, values in gaps.items()])
    beside = [row for instance in options.peers for row in peer_rows(options, *instance.split("=", 1))]
    if beside:
        table("the written program, by others, for the same time", beside)
    with open(os.path.join(options.work, "calendar.json"), "w", encoding="utf-8") as file:
        json.dump({"calendars": rows, "peers": beside}, file, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
