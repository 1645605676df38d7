#!/usr/bin/env python3
"""Which changes to the solver's own source would the tests notice?

    mutate.py [COUNT] [--only FOLDER] [--list]

Makes COUNT (120) small edits, one at a time, in a copy of the sources: a comparison shifts or turns, `&&` becomes `||`,
plus becomes minus, an answer is turned round, a loop ends early, a number is one more. After each the file is compiled,
the tests that bear on its folder are linked and run, quick ones only. An edit that they notice, by failing, crashing or not
ending, is killed; the survivors are listed: each is a test that is missing, or an edit that changes nothing. Which edits
are made is decided by a fingerprint of each line, so that most stay the same from one version to the next.
"""

import argparse
import collections
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "mutate"
TESTS = {  # folder: the tests that are run on it
    "solver/structure": ("unit_solver_structure", "unit_solver_structure_data", "unit_solver_structure_saving",
                         "unit_solver_hand_over", "property_structure_brute", "property_structure_price",
                         "property_hand_over_brute"),
    "solver/calendar": ("unit_solver_calendar_slots", "unit_solver_calendar_year"),
    "solver/verify": ("unit_solver_verify", "unit_solver_verify_structure", "unit_solver_verify_calendar",
                      "unit_solver_verify_hostile", "unit_solver_attendance", "property_attendance_brute"),
    "io/landscape": ("unit_io_landscape_read", "unit_io_landscape_cells", "unit_io_landscape_mistakes",
                     "unit_io_landscape_names", "unit_io_landscape_roles",
                     "unit_io_landscape_strategies", "unit_io_scenario"),
}
EDITS = [  # what is looked for, what stands there then
    (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "),
    (r" && ", " || "), (r" \|\| ", " && "), (r" \+ ", " - "), (r" - ", " + "), (r" \* ", " + "),
    (r"return true;", "return false;"), (r"return false;", "return true;"), (r"\bcontinue;", "break;"),
    (r" \+= ", " -= "), (r" \+ 1\b", " + 2"), (r" = 0;", " = 1;"), (r"\bfmax\(", "fmin("), (r"\bfmin\(", "fmax("),
    (r"if \(!", "if ("),
]
# Lines that are about memory, progress or messages: other tests look after those.
LEFT_OUT = re.compile(r"^\s*(/?\*|//|#|static const|enum\b)|failed|room\(|arena|allocate|_reserve|MEMORY|error|\bstatus\b"
                      r"|stop|progress|capacity|qsort|sizeof|printf|_format\(|report\(|fault\(|hint|lucky|tries|seconds|tolerance|1e-")
LIMIT = 150  # seconds for each test


def edits_of(path):
    comment = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        comment = comment or "/*" in line
        if not comment and not LEFT_OUT.search(line):
            for place, (pattern, new) in enumerate(EDITS):
                for found in re.finditer(pattern, line):
                    key = f"{path.name}:{line.strip()}:{place}:{found.start() - len(line) + len(line.lstrip())}"
                    yield hashlib.sha256(key.encode()).hexdigest(), path, number, found.span(), new
        if "*/" in line:
            comment = False


def choose(count, only):
    chosen = []
    folders = [folder for folder in TESTS if not only or folder == only]
    for folder in folders:
        all_edits = [edit for file in sorted((ROOT / folder).glob("*.c")) for edit in edits_of(file)]
        chosen += sorted(all_edits)[:-(-count // len(folders))]
    return chosen[:count]


def run(command, **more):
    return subprocess.run(command, cwd=WORK, capture_output=True, text=True, errors="replace", check=False, **more)


def copy_changed(source, target):
    """What an earlier run compiled stays, unless a header has changed."""
    for path in source.rglob("*.[ch]"):
        copy = target / path.relative_to(source)
        if not copy.exists() or copy.read_bytes() != path.read_bytes():
            if path.suffix == ".h":
                for old in WORK.rglob("*.o"):
                    old.unlink()
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    for path in target.rglob("*.[ch]"):
        if not (source / path.relative_to(target)).exists():
            path.unlink()


def build():
    """Everything once, in the copy."""
    for folder in ("solver", "io", "include", "tests"):
        copy_changed(ROOT / folder, WORK / folder)
    if not (WORK / "include" / "moot" / "params.def").exists() or (
            WORK / "include/moot/params.def").read_bytes() != (ROOT / "include/moot/params.def").read_bytes():
        shutil.copyfile(ROOT / "include/moot/params.def", WORK / "include/moot/params.def")
    flags = ["-std=c17", "-O1", "-w", "-D_POSIX_C_SOURCE=200809L", "-D_DEFAULT_SOURCE", '-DMOOT_VERSION="mutant"',
             f'-DMOOT_SOURCE="{WORK}"', "-I.", "-Iinclude"]
    names = "libical icu-i18n icu-uc jansson nettle libcurl libarchive expat xlsxwriter criterion"
    libraries = ["-lglpk", "-lcsv", *run(["pkg-config", "--libs", *names.split()]).stdout.split(), "-lm", "-lpthread"]
    tests = {name: f"tests/{name.replace('unit_', 'unit/', 1).replace('property_', 'property/test_', 1)}"
             for names in TESTS.values() for name in names}
    tests = {name: re.sub(r"^tests/unit/(solver|io)_", r"tests/unit/\1/test_", path) + ".c" for name, path in tests.items()}
    sources = [str(p.relative_to(WORK)) for f in ("solver", "io") for p in sorted((WORK / f).rglob("*.c"))
               if "io/cli" not in str(p)]
    rules = "".join(f"{s[:-2]}.o: {s}\n\tgcc $(FLAGS) -c {s} -o {s[:-2]}.o\n" for s in sources + list(tests.values()))
    objects = " ".join(s[:-2] + ".o" for s in sources)
    links = "".join(f"{name}: {path[:-2]}.o libmoot.a\n\tgcc {path[:-2]}.o libmoot.a $(LIBRARIES) -o {name}\n"
                    for name, path in tests.items())
    (WORK / "Makefile").write_text(
        f"FLAGS := {' '.join(f.replace(chr(34), chr(92) + chr(34)) for f in flags)}\nLIBRARIES := {' '.join(libraries)}\n"
        f"all: {' '.join(tests)}\nlibmoot.a: {objects}\n\t@rm -f $@\n\tar qcs $@ $^\n{rules}{links}", encoding="utf-8")
    done = run(["make", "-s", "-j", str(os.cpu_count())])
    if done.returncode:
        sys.exit("the copy can't be built:\n" + done.stderr[-2000:])


def tests_notice(names):
    """The first test that fails, or None."""
    done = run(["make", "-s", "-j", str(os.cpu_count()), *names])
    if done.returncode:
        print("not built:", done.stderr.strip()[-200:], file=sys.stderr)
        return "compiler"
    for name in names:
        try:
            if run([f"./{name}", "--jobs", "1", "--fail-fast"], timeout=LIMIT).returncode:
                return name
        except subprocess.TimeoutExpired:
            return name + " (no end)"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("count", type=int, nargs="?", default=120)
    parser.add_argument("--only")
    parser.add_argument("--list", action="store_true", help="the edits, without making them")
    options = parser.parse_args()
    chosen = choose(options.count, options.only)
    if options.list:
        for _, path, number, span, new in chosen:
            print(f"{path.relative_to(ROOT)}:{number + 1}: {path.read_text().splitlines()[number].strip()}  [{new.strip()}]")
        return 0
    build()
    killed, tried = collections.Counter(), collections.Counter()
    for folder, names in TESTS.items():
        if not options.only or folder == options.only:
            noticed = tests_notice(names)
            if noticed:
                sys.exit(f"{noticed} fails without any edit")
    for _, path, number, span, new in chosen:
        name = path.relative_to(ROOT)
        folder = str(name.parent)
        copy = WORK / name
        whole = copy.read_text(encoding="utf-8")
        lines = whole.splitlines(keepends=True)
        lines[number] = lines[number][:span[0]] + new + lines[number][span[1]:]
        copy.write_text("".join(lines), encoding="utf-8")
        noticed = tests_notice(TESTS[folder])
        copy.write_text(whole, encoding="utf-8")
        if noticed == "compiler":
            continue
        tried[folder] += 1
        killed[folder] += noticed is not None
        if noticed is None:
            print(f"survived: {name}:{number + 1}: {lines[number].strip()}", flush=True)
    for folder in tried:
        print(f"{folder}: {killed[folder]} of {tried[folder]} edits noticed")
    print(f"mutation: {sum(killed.values())} of {sum(tried.values())} edits noticed "
          f"({100 * sum(killed.values()) / max(1, sum(tried.values())):.0f}%)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
