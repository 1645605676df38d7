#!/usr/bin/env python3
"""The figures in the examples' READMEs, set beside what moot gives today.

figures.py MOOT [--check]   reads every example with scenarios, plans them, and writes the tables of its README anew;
                            with --check says which figures differ and changes nothing.
A table's row belongs to the scenario file that it names, to today, or to moot's own plan; its columns are boards,
meetings, senior hours, hours, cost and repeated agenda hours.
"""
import glob
import json
import os
import re
import subprocess
import sys

KEYS = ("boards", "meetings", "senior_hours", "hours", "cost", "duplicated_agenda_hours")


def totals_of(moot, area):
    scenarios = sorted(glob.glob(os.path.join(area, "scenarios", "*.csv")))
    out = subprocess.run([moot, "whatif", area, *scenarios, "--structure-only", "--json", "-q"],
                         capture_output=True, text=True)
    if out.returncode != 0:
        sys.exit("%s: exit %d: %s" % (area, out.returncode, out.stderr))
    found = json.loads(out.stdout)
    totals = {os.path.basename(s["name"]): s["totals"]["after"] for s in found["scenarios"] if s["totals"]}
    totals["today"] = found["planned"]["totals"]["before"]
    totals["moot's"] = found["planned"]["totals"]["after"]
    return totals


def row_name(cell):
    named = re.search(r"`([^`]+\.csv)`", cell)
    return named.group(1) if named else re.split(r"[\s,]", cell.strip())[0]


def renew(line, totals, told):
    """The table's row with today's figures; any other line as it is."""
    cells = line.rstrip("\n").strip("|").split("|")
    if len(cells) != 7 or not all(re.fullmatch(r" -?[\d,]+ ", c) for c in cells[1:]):
        return line
    name = row_name(cells[0])
    told.add(name)
    numbers = [totals[name][key] for key in KEYS]
    # A figure that its rounding may have made stays.
    kept = [c if abs(int(c.replace(",", "")) - n) <= 0.5 + 1e-6 else " {:,.0f} ".format(n)
            for c, n in zip(cells[1:], numbers)]
    return "|" + "|".join(cells[:1] + kept) + "|\n"


def main():
    moot, check = os.path.abspath(sys.argv[1]), "--check" in sys.argv[2:]
    fault = False
    for folder in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "*", "scenarios"))):
        readme = os.path.join(os.path.dirname(folder), "README.md")
        with open(readme, encoding="utf-8") as f:
            lines = f.readlines()
        told = set()
        totals = totals_of(moot, os.path.dirname(folder))
        new = [renew(line, totals, told) for line in lines]
        for old, now in zip(lines, new):
            if old != now:
                print("%s\n  says  %s  gives %s" % (readme, old, now), end="")
        missing = {"today", "moot's", "own.csv"} - told
        if missing:
            print("%s tells no figures of %s" % (readme, ", ".join(sorted(missing))))
        fault = fault or bool(missing) or (check and new != lines)
        if not check and new != lines:
            with open(readme, "w", encoding="utf-8") as f:
                f.writelines(new)
    sys.exit(1 if fault else 0)


if __name__ == "__main__":
    main()
