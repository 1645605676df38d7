#!/usr/bin/env python3
"""Spoils a valid plan.json in every way that its shape allows and asks `verify` of each.

    mutants.py MOOT LANDSCAPE PLAN.json [--each N] [--previous PLAN.json]

A kind of mutant is a place (`boards[].members[].role`) and what is done there: a number is raised, scaled, negated or
null, a text is another, empty or its neighbour's, a figure in a board's sentences is another, a list loses its first or
last entry, all of them, or has one twice, a key goes, a yes is a no. N mutants of each kind are tried. Each must be
refused: as no plan (exit 1) or as not valid (exit 6), by a message that names the place or what stands there. What says
nothing that a landscape could contradict is listed below, with the reason. The last line counts.
"""

import argparse
import collections
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

FREE = [  # place, what is done, why no verifier can object
    (r"created|seed", ".*", "says how the plan came about, not what it is"),
    (r"sensitivity.*", ".*", "a claim about other plans, for which a solver is needed"),
    (r".*why(\[\])?", "(?!figure).*", "prose; its figures are checked"),
    (r"attendance|timezone|meetings\[\]\.sequence", "remove", "a plan may do without"),
    (r"calendar\.parts\.crowding", "remove", "newer than some plans"),
    (r"inputs", "twice", "the same bytes read twice, as a feed of two owners"),
    (r"boards\[\]\.saving\.(parts|weighted_hours)", "remove|null", "a plan may do without"),
    (r"boards\[\]\.name", ".*", "a merged board may be called anything"),
    (r"(boards\[\]\.members\[\]\.deputy|people\[\]\.boards\[\]\.stands_in_for)", "empty|neighbour",
     "who could go, where nobody needs to"),
    (r"people\[\]\.boards", "remove|none", "a plan may do without lists"),
    (r"meetings\[\]\.(uid|sequence)", "other|add|times", "any uid that is its own, any count of changes"),
    (r"unscheduled\[\]\.why|assumptions.*", ".*", "prose; values of parameters are checked"),
    (r"inputs\[\]\.file", ".*", "a scenario may lie elsewhere; its bytes are known"),
    (r"calendar\.(bound|gap)|structure\.bound|attendance\.bound", ".*", "a lower bound is as true"),
    (r"(moved|rooms_changed|cancelled|held|exceptions|previous).*", ".*", "checked beside the earlier plan, with --previous"),
]


def walk(node, path=()):
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from walk(value, path + (key,))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from walk(value, path + (place,))


def place_of(path):
    return "".join("[]" if isinstance(step, int) else ("." if i else "") + step for i, step in enumerate(path))


SUMS = re.compile(r"\d|Saved: |Against that: |That (saves|costs) |What moves |It ends, with |It takes over |"
                  r".*; what stays here is a report: ")


def figures(sentence):
    """The sentences of a saving with one figure another; of those that count people, the count alone."""
    opening = SUMS.match(sentence)
    numbers = list(re.finditer(r"\d[\d,]*(\.\d+)?", sentence)) if opening else []
    if re.match(r"\d+ (people|person)", sentence):
        numbers = numbers[:1]
    if sentence.startswith('"'):
        numbers = numbers[-2:]
    for i, number in enumerate(numbers):
        other = str(int(number[0][0]) % 9 + 1)
        yield (f"figure {i} of {opening[0].split(':')[0].split(';')[-1]}",
               sentence[:number.start()] + other + sentence[number.start() + 1:])


def changes(place, node, neighbours):
    """What is done at a place: a word, and the new value; None for the value removes it."""
    if isinstance(node, bool):
        yield "flip", not node
    elif isinstance(node, (int, float)):
        yield "add", node + 1
        yield "times", node * 1.01 if node else 0.01
        yield "negative", -node - 1
    elif isinstance(node, str):
        yield "other", node + "x"
        yield from [("empty", "")] if node else []
        yield from [("neighbour", text) for text in neighbours[place] if text != node][:1]
        yield from figures(node) if place == "boards[].why[]" else []
    elif isinstance(node, list) and node:
        yield "last", node[:-1]
        yield "first", node[1:]
        yield "twice", node + [node[0]]
        yield "none", []
    if node is not None:
        yield "null", None
        yield "remove", None


def spoil(plan, path, what, value):
    spoilt = copy.deepcopy(plan)
    at = spoilt
    for step in path[:-1]:
        at = at[step]
    if what == "remove":
        at.pop(path[-1])
    else:
        at[path[-1]] = value
    return spoilt


def words_of(plan, path, value):
    """Any of these in a message names the place: its keys, the ids on the way there, what stood or stands there."""
    words = {step.split("_")[0] for step in path if isinstance(step, str)}
    words |= {step.rstrip("s") for step in words}
    at = plan
    for step in path:
        at = at[step]
        if isinstance(at, dict):
            words |= {str(at[key]) for key in ("id", "person", "board", "uid", "file", "theme", "key") if at.get(key)}
    words |= {"person"} if "people" in words else set()
    for entry in at if isinstance(at, list) else []:
        words |= {text for text in entry.values() if isinstance(text, str) and text} if isinstance(entry, dict) else set()
    for text in (at, value):
        if isinstance(text, (str, int, float)) and str(text):
            words.add(str(text))
    return words


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    for name in ("moot", "landscape", "plan"):
        parser.add_argument(name)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--previous")
    options = parser.parse_args()
    plan = json.loads(pathlib.Path(options.plan).read_text(encoding="utf-8"))
    neighbours = collections.defaultdict(list)
    for path, node in walk(plan):
        if isinstance(node, str):
            neighbours[place_of(path)].append(node)
    tried = collections.Counter()
    counts = collections.Counter()
    escaped, unnamed = [], []
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "mutant.json")
        more = ["--previous", options.previous] if options.previous else []
        for path, node in list(walk(plan))[1:]:
            place = place_of(path)
            for what, value in changes(place, node, neighbours):
                if tried[place, what] == options.each:
                    continue
                tried[place, what] += 1
                file.write_text(json.dumps(spoil(plan, path, what, value)), encoding="utf-8")
                done = subprocess.run([options.moot, "verify", options.landscape, str(file), *more], capture_output=True,
                                      text=True, errors="replace", timeout=60, check=False)
                said = done.stdout + done.stderr
                free = any(re.fullmatch(a, place) and re.fullmatch(b, what) for a, b, _ in FREE)
                counts["free" if done.returncode == 0 and free else done.returncode] += 1
                if done.returncode not in (1, 6) and not (done.returncode == 0 and free):
                    escaped.append(f"{place} {what}: exit {done.returncode}")
                elif done.returncode and not any(word in said for word in words_of(plan, path, value)):
                    unnamed.append(f"{place} {what}: {said.strip().splitlines()[:2]}")
    for line in escaped:
        print("passed as valid:", line, file=sys.stderr)
    for line in unnamed:
        print("not named:", line, file=sys.stderr)
    print(f"mutants: {sum(tried.values())} of {len(tried)} kinds, {counts[6]} not valid, {counts[1]} no plan, "
          f"{counts['free']} that contradict nothing, {len(escaped)} escaped, {len(unnamed)} not named")
    return 1 if escaped or unnamed else 0


if __name__ == "__main__":
    sys.exit(main())
