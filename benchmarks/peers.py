#!/usr/bin/env python3
"""Other solvers on the structure, side by side with moot; called by run.sh structure.

    peers.py --moot PROGRAM --work FOLDER [--limit SECONDS] [NAME=LANDSCAPE...]

First cbc on the program that `moot plan --write-lp` writes for each landscape: where it finishes, its optimum must be
moot's. Then the compact formulation of compact.mod, by glpsol, on made-up landscapes of 12, 20 and 30 boards that moot
plans too. Seconds are computing (user) time of the whole process, since a machine may be shared. Both tables are also
written as peers.csv.
"""

import argparse
import csv
import json
import os
import random
import re
import resource
import subprocess
import sys

FIXED = {"hand_over": "no", "max_minutes": 1440, "max_members": 10000, "max_merge": 4, "overlap_weight": 10,
         "overlap_residual": 0.25, "merge_penalty": 5, "support_hours": 6, "other_weight": 0.25}
TIMES, MINUTES, STANDING, PREPARATION, TRAVEL, THEME = 4, 120, 15, 30, 30, 30


def timed(command):
    """What the command printed, its exit code and the computing seconds that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout, done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def plan(moot, landscape, more=()):
    out, code, seconds = timed([moot, "plan", landscape, "--structure-only", "--json", "-q", *more])
    if code != 0:
        sys.exit(f"moot ended with {code} on {landscape}")
    return json.loads(out)["structure"], seconds


def cbc_row(options, name, landscape):
    path = os.path.join(options.work, name + ".lp")
    structure, seconds = plan(options.moot, landscape, ("--write-lp", path))
    solution = path + ".txt"
    _, _, theirs = timed(["cbc", path, "seconds", str(options.limit), "ratio", "0", "solve", "solution", solution])
    with open(solution, encoding="utf-8") as file:
        first = file.readline()
    found = re.search(r"[Oo]bjective value\s+(\S+)", first)
    optimal = first.startswith("Optimal") and found is not None
    return {"instance": name, "peer": "cbc, the written program", "objective": f"{structure['objective']:.4f}",
            "theirs": f"{float(found.group(1)):.4f}" if optimal else "", "seconds": f"{seconds:.2f}",
            "their seconds": f"{theirs:.2f}" if optimal else f"unfinished after {theirs:.0f}",
            "ratio": f"{theirs / max(seconds, 0.001):.1f}"}, structure["objective"], optimal and float(found.group(1))


def made(count):
    """Boards, members, themes and areas of a landscape that the compact formulation can tell."""
    chance = random.Random(count).random
    below = lambda n: int(chance() * n)
    boards = [f"b{i + 1:02d}" for i in range(count)]
    areas = {b: ("east", "west")[below(2)] for b in boards}
    members = {b: sorted({below(count) for _ in range(8)} | {count + below(count)}) for b in boards}
    themes = {b: sorted({below(count // 2 + 1) for _ in range(3)}) for b in boards}
    return boards, areas, members, themes


def write_landscape(folder, boards, areas, members, themes):
    os.makedirs(folder, exist_ok=True)

    def write(name, header, rows):
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([header, *rows])
    people = sorted({p for b in boards for p in members[b]})
    write("boards.csv", ("board_id", "name", "area", "meetings_per_year", "minutes", "standing_minutes", "prep_minutes",
                         "travel_minutes"),
          [(b, b, areas[b], TIMES, MINUTES, STANDING, PREPARATION, TRAVEL) for b in boards])
    write("members.csv", ("board_id", "person_id"), [(b, f"p{p}") for b in boards for p in members[b]])
    write("people.csv", ("person_id", "senior"), [(f"p{p}", "yes" if p % 3 == 0 else "no") for p in people])
    write("agenda.csv", ("board_id", "theme", "minutes"), [(b, f"t{t}", THEME) for b in boards for t in themes[b]])
    write("policy.csv", ("key", "value"), list(FIXED.items()))


def write_data(path, boards, areas, members, themes):
    people = sorted({p for b in boards for p in members[b]})
    topics = sorted({t for b in boards for t in themes[b]})
    index = {b: i + 1 for i, b in enumerate(boards)}
    hours = TIMES * THEME / 60
    pairs = [(a, b) for a in boards for b in boards if index[a] < index[b] and areas[a] != areas[b]]
    with open(path, "w", encoding="ascii") as file:
        show = lambda items: " ".join(str(i) for i in items)
        file.write(f"data;\nparam n := {len(boards)};\nset P := {show(people)};\nset T := {show(topics)};\n")
        file.write(f"set MEMBER := {show(f'({index[b]},{p})' for b in boards for p in members[b])};\n")
        file.write(f"set AGENDA := {show(f'({index[b]},{t})' for b in boards for t in themes[b])};\n")
        file.write(f"set CLASH := {show(f'({index[a]},{index[b]})' for a, b in pairs)};\n")
        weight = lambda p: 1 if p % 3 == 0 else FIXED["other_weight"]
        file.write(f"param weight := {show(f'{p} {weight(p)}' for p in people)};\n")
        own = {b: TIMES * (MINUTES - STANDING - THEME * len(themes[b])) / 60 for b in boards}
        file.write(f"param own := {show(f'{index[b]} {own[b]}' for b in boards)};\n")
        for key, value in (("overhead", TIMES * (STANDING + PREPARATION + TRAVEL) / 60), ("theme_hours", hours),
                           ("residual", FIXED["overlap_residual"]), ("overlap_weight", FIXED["overlap_weight"]),
                           ("merge_penalty", FIXED["merge_penalty"]), ("max_merge", FIXED["max_merge"]),
                           ("support", FIXED["other_weight"] * FIXED["support_hours"] * TIMES),
                           ("constant", FIXED["overlap_weight"] * hours * len(topics))):
            file.write(f"param {key} := {value};\n")
        file.write("end;\n")


def compact_row(options, count):
    folder = os.path.join(options.work, f"compact-{count}")
    parts = made(count)
    write_landscape(folder, *parts)
    write_data(folder + ".dat", *parts)
    structure, seconds = plan(options.moot, folder)
    model = os.path.join(os.path.dirname(os.path.abspath(__file__)), "compact.mod")
    out, _, theirs = timed(["glpsol", "-m", model, "-d", folder + ".dat", "--cuts", "--tmlim", str(options.limit)])
    optimal = "INTEGER OPTIMAL SOLUTION FOUND" in out
    found = re.search(r"compact objective (\S+)", out)
    best = float(found.group(1)) if found else None
    return {"instance": f"{count} boards", "peer": "glpsol, the compact program",
            "objective": f"{structure['objective']:.4f}", "theirs": "" if best is None else f"{best:.4f}",
            "seconds": f"{seconds:.3f}",
            "their seconds": f"{theirs:.2f}" if optimal else f"unfinished after {theirs:.0f}",
            "ratio": ("" if optimal else "over ") + f"{theirs / max(seconds, 0.001):.0f}"
            }, structure["objective"], optimal and best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moot", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("instances", nargs="*", metavar="NAME=LANDSCAPE")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    rows, wrong = [], 0
    jobs = [(compact_row, (count,)) for count in (12, 20, 30)]
    jobs += [(cbc_row, tuple(instance.split("=", 1))) for instance in options.instances]
    for job, arguments in jobs:
        row, ours, theirs = job(options, *arguments)
        if theirs is not False and abs(theirs - ours) > 1e-4 * (1 + abs(ours)):
            wrong += 1
            row["theirs"] += " (differs)"
        print("  ".join(f"{key} {value}" for key, value in row.items()), flush=True)
        rows.append(row)
    with open(os.path.join(options.work, "peers.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
