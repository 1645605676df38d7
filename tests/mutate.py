#!/usr/bin/env python3
"""Which changes to the solver's own source would the tests notice?

    mutate.py [COUNT] [--seed N] [--from N] [--only FOLDER] [--list] [--again FILE] [--budget SECONDS] [--tests WORDS] [--jobs N]

Makes COUNT (120) small edits, one at a time: a comparison shifts or turns, `&&` becomes `||`, plus becomes minus, an answer
is turned round, a loop ends early, a number is one more. Which ones is decided by the seed and a fingerprint of each line,
so that most stay the same from one version to the next. It works in build/mutate, on a copy of the project:

 1. moot is built twice as a shared library, once with gcov's counters, and the tests against it.
 2. Each test runs once with the counters: afterwards it is known which tests reach which line, and how long each takes.
    The answers are kept, and used again as long as neither moot nor the test has changed. A test that computes for longer
    than LONGEST seconds is cut off there, here and below; what it has found by then counts.
 3. Each edit costs one file compiled, one library linked, and the tests that reach its line, the quickest first, until one
    fails, crashes, or computes without an end. Tests are left out once they would take longer than the budget.

The survivors are listed: each is a test that is missing, or an edit that changes nothing. An edit after which the compiler
makes the same code is not counted at all. tests/mutate_same.txt names the survivors that were looked into and change
nothing but the way that the search takes, each with the reason. --again makes the edits of an earlier run's survivors,
whose lines FILE holds.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "mutate"
TREE = WORK / "tree"
SAME = ROOT / "tests" / "mutate_same.txt"
# Scripts that run the solver and not the same as others do, and end within a minute.
SCRIPTS = ("cli/accept", "cli/attendance", "cli/cases", "cli/conflict", "cli/contradictions", "cli/effect", "cli/explain",
           "cli/ladder", "cli/planted", "cli/prices", "cli/replan", "cli/review", "cli/scenario", "cli/sweep", "cli/town",
           "cli/unplaced", "cli/whatif", "clients/structure_lp")
PROGRAMS_OUT = ("property_faults",)  # what runs for minutes, or needs its own way of linking
EDITS = [  # what is looked for, what stands there then
    (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "),
    (r" && ", " || "), (r" \|\| ", " && "), (r" \+ ", " - "), (r" - ", " + "), (r" \* ", " + "),
    (r"return true;", "return false;"), (r"return false;", "return true;"), (r"\bcontinue;", "break;"),
    (r" \+= ", " -= "), (r" \+ 1\b", " + 2"), (r" = 0;", " = 1;"), (r"\bfmax\(", "fmin("), (r"\bfmin\(", "fmax("),
    (r"if \(!", "if ("),
]
# Lines that are about memory, progress, messages or how long to try: other tests look after those, or none can.
LEFT_OUT = re.compile(r"^\s*(/?\*|//|#|static const|enum\b)|failed|room\(|arena|allocate|_reserve|MEMORY|error|\bstatus\b"
                      r"|stop|progress|capacity|qsort|sizeof|printf|_format\(|report\(|fault\(|hint|lucky|tries|seconds|tolerance"
                      r"|1e-|random|deadline|clock|TOLERANCE|EPSILON")
ABOUT_MEMORY = re.compile(r"MEMORY|return NULL;|failed = true")
FILES_OUT = re.compile(r"solver/(memory|jobs|clock|status)\.c|_text\.c")
LONGEST = 10  # seconds of computing for each test
# In each library: a process that is cut off says so, and leaves its counters behind.
CUT_OFF = """#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
__attribute__((weak)) void __gcov_dump(void);
static void leave(int signal)
{
	const char *name = getenv("MUTATE_CUT_OFF");
	(void)signal;
	if (name)
		close(open(name, O_CREAT | O_WRONLY, 0600));
	if (__gcov_dump)
		__gcov_dump();
	_exit(1);
}
__attribute__((constructor)) static void begin(void) { signal(SIGXCPU, leave); }
"""
LIBRARIES = "libical icu-i18n icu-uc jansson nettle libcurl libarchive expat xlsxwriter criterion"


def edits_of(path, seed):
    comment = False
    name = path.relative_to(ROOT)
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        comment = comment or "/*" in line
        # `if (!a || !b)` before a word of memory is about memory.
        of_memory = line.lstrip().startswith("if (!") and number + 1 < len(lines) and ABOUT_MEMORY.search(lines[number + 1])
        if not comment and not of_memory and not LEFT_OUT.search(line):
            for place, (pattern, new) in enumerate(EDITS):
                for found in re.finditer(pattern, line):
                    key = f"{seed}:{path.name}:{line.strip()}:{place}:{found.start() - len(line) + len(line.lstrip())}"
                    made = line[:found.start()] + new + line[found.end():]
                    yield hashlib.sha256(key.encode()).hexdigest(), str(name), number, made.strip()
        if "*/" in line:
            comment = False


def choose(count, only, seed):
    """Each edit with the same chance; at most one a line."""
    files = sorted(p for p in (ROOT / only).rglob("*.c") if not FILES_OUT.search(str(p)))
    seen, chosen = set(), []
    for edit in sorted(edit for file in files for edit in edits_of(file, seed)):
        if edit[1:3] not in seen and len(chosen) < count:
            seen.add(edit[1:3])
            chosen.append(edit)
    return chosen


def chosen_again(file):
    """The survivors that a run has printed, found again by their text where lines have moved."""
    wanted = re.findall(r"^(?:survived|same): ([^:]+):(\d+): (.*?)(?:  \[.*)?$", pathlib.Path(file).read_text("utf-8"), re.M)
    for path, number, made in wanted:
        near = [edit for edit in edits_of(ROOT / path, 0) if edit[3] == made]
        if near:
            yield min(near, key=lambda edit: abs(edit[2] + 1 - int(number)))
        else:
            print(f"gone: {path}:{number}: {made}")


def run(command, **more):
    return subprocess.run(command, cwd=WORK, capture_output=True, text=True, errors="replace", check=False, **more)


def copy():
    """The project as it stands; what has not changed keeps its time, so that it is not compiled again."""
    names = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True,
                           text=True, check=True).stdout.split("\n")
    wanted = {name for name in names if name and (ROOT / name).is_file()}
    for name in wanted:
        source, target = ROOT / name, TREE / name
        if not target.exists() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            shutil.copymode(source, target)
    for path in TREE.rglob("*"):
        if path.is_file() and str(path.relative_to(TREE)) not in wanted:
            path.unlink()
    data = (ROOT.parent / "shared").resolve()  # what the tests look for beside the project, if it is there
    if data.exists() and not (WORK / "shared").exists():
        (WORK / "shared").symlink_to(data)


def programs(only):
    """The tests written in C, by the names that CMake gives them, and their sources."""
    found = {}
    for folder in ("unit/solver", "property", *(["unit/io"] if only.startswith("io") else [])):
        for path in sorted((ROOT / "tests" / folder).glob("test_*.c")):
            name = re.sub(r"/test_|/", "_", str(path.relative_to(ROOT / "tests")))[:-2]
            if name not in PROGRAMS_OUT:
                found[name] = str(path.relative_to(ROOT))
    return found


def build(only, tests):
    """libmoot.so without and with gcov's counters (in the folder that is edited), and what is linked against it."""
    sources = sorted(str(p.relative_to(ROOT)) for f in ("solver", "io") for p in (ROOT / f).rglob("*.c"))
    command = [s for s in sources if s.startswith("io/cli/")]
    library = [s for s in sources if s not in command]
    counted = [s for s in library if s.startswith(only)]

    def objects(names, folder="plain"):
        return " ".join(f"{folder}/{s[:-2]}.o" for s in names)
    flags = ["-std=c17", "-O1", "-w", "-fPIC", "-D_POSIX_C_SOURCE=200809L", "-D_DEFAULT_SOURCE", "-DMOOT_VERSION=\\\"0.1.0\\\"",
             f"-DMOOT_SOURCE=\\\"{TREE}\\\"", "-Itree", "-Itree/include", "-Itree/tests"]
    libraries = ["-lglpk", "-lcsv", *run(["pkg-config", "--libs", *LIBRARIES.split()]).stdout.split(), "-lm", "-lpthread"]
    if not (WORK / "cut_off.c").exists() or (WORK / "cut_off.c").read_text(encoding="utf-8") != CUT_OFF:
        (WORK / "cut_off.c").write_text(CUT_OFF, encoding="utf-8")
    counters = objects(counted, "counted") + " " + objects([s for s in library if s not in counted])
    links = "".join(f"bin/{name}: plain/{path[:-2]}.o\n\t$(LINK) $< -Llib -lmoot $(LIBRARIES) -o $@\n" for name, path in tests.items())
    (WORK / "Makefile").write_text(f"""FLAGS := {' '.join(flags)}
LIBRARIES := {' '.join(libraries)}
LINK := @mkdir -p bin lib && gcc
all: lib/libmoot.so counted/libmoot.so bin/moot {' '.join('bin/' + name for name in tests)}
.SECONDARY:
plain/%.o: tree/%.c
\t@mkdir -p $(@D) && gcc $(FLAGS) -MMD -c $< -o $@
counted/%.o: tree/%.c
\t@mkdir -p $(@D) && gcc $(FLAGS) -O0 --coverage -MMD -c $< -o $@
lib/libmoot.so: cut_off.o {objects(library)}
\t$(LINK) -shared $^ $(LIBRARIES) -o $@
cut_off.o: cut_off.c
	gcc -O1 -fPIC -D_POSIX_C_SOURCE=200809L -c $< -o $@
counted/libmoot.so: cut_off.o {counters}
\t$(LINK) -shared --coverage -Wl,-u,__gcov_dump $^ $(LIBRARIES) -o $@
bin/moot: lib/libmoot.so {objects(command)}
\t$(LINK) {objects(command)} -Llib -lmoot $(LIBRARIES) -o $@
{links}$(filter bin/%,{' '.join('bin/' + name for name in tests)}): | lib/libmoot.so
-include $(shell find plain counted -name '*.d' 2>/dev/null)
""", encoding="utf-8")
    done = run(["make", "-s", "-j", str(os.cpu_count())])
    if done.returncode:
        sys.exit("the copy can't be built:\n" + done.stderr[-2000:])
    return objects(library).split()


def call(name, library, limit, more=()):
    """Runs one test with the library of that folder, each of its processes for `limit` seconds of computing at most: its
    exit code, or what else became of it, and the seconds that it took."""
    command = [f"bin/{name}", "--jobs", "1", "--fail-fast"]
    if name.startswith("cli"):
        command = ["sh", f"tree/tests/{name.replace('_', '/', 1)}.sh"]
    mark = WORK / library / f"cut_off_{name}"
    mark.unlink(missing_ok=True)
    environment = dict(os.environ, LC_ALL="C", LD_LIBRARY_PATH=str(WORK / library), MOOT=str(WORK / "bin/moot"), SOURCE=str(TREE),
                       MUTATE_CUT_OFF=str(mark), **dict(more))
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, cwd=WORK, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment,
                                 start_new_session=True,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5)))
        end = time.monotonic() + 60 + 40 * limit  # for those that wait; on a busy machine
        done, wait_status, used = os.wait4(child.pid, os.WNOHANG)
        while done == 0:
            if time.monotonic() > end:
                os.killpg(child.pid, 9)
            time.sleep(0.01)
            done, wait_status, used = os.wait4(child.pid, os.WNOHANG)
        child.returncode = os.waitstatus_to_exitcode(wait_status)
        out.seek(0)
        text = out.read()
    seconds = used.ru_utime + used.ru_stime
    code = child.returncode
    if mark.exists() or time.monotonic() > end:
        code = "no end"
    elif code == 0 and (b"Tested: 0 " in text or b"skipped" in text):
        code = "skipped"
    return code, seconds


def lines_reached(name):
    """Of each file, the lines whose counters a test has left above 0."""
    left = WORK / "counts" / name / str(WORK / "counted").lstrip("/")
    reached = {}
    for path in (WORK / "counted").rglob("*.gcda"):
        path.unlink()
    for path in left.rglob("*.gcda"):
        shutil.move(path, WORK / "counted" / path.relative_to(left))
    counters = [str(p) for p in (WORK / "counted").rglob("*.gcda")]
    if counters:
        for text in run(["gcov", "--json-format", "--stdout", *counters]).stdout.splitlines():
            for file in json.loads(text)["files"]:
                path = file["file"].removeprefix("tree/")
                lines = {line["line_number"] for line in file["lines"] if line["count"]}
                if lines and path.endswith(".c"):
                    reached[path] = sorted(lines | set(reached.get(path, [])))
    return reached


def survey(tests, only, jobs):
    """Which test reaches which lines, in how many seconds."""
    kept_at = WORK / "reached.json"
    kept = json.loads(kept_at.read_text()) if kept_at.exists() else {}
    text = hashlib.sha256(only.encode())
    for path in sorted([*(TREE / "solver").rglob("*.[ch]"), *(TREE / "include").rglob("*.*")]):
        text.update(path.read_bytes())
    keys = {name: text.hexdigest() + hashlib.sha256((TREE / path).read_bytes()).hexdigest() for name, path in tests.items()}
    one = threading.Lock()

    def look_at(name):
        shutil.rmtree(WORK / "counts" / name, ignore_errors=True)
        code, seconds = call(name, "counted", LONGEST, {"GCOV_PREFIX": str(WORK / "counts" / name)})
        if code not in (0, "skipped", "no end"):
            return f"{name} fails without any edit: {code}"
        with one:
            kept[name] = {"key": keys[name], "seconds": seconds, "ran": code != "skipped", "long": code == "no end",
                          "lines": lines_reached(name)}
            kept_at.write_text(json.dumps(kept))
            print(f"{name}: {seconds:.1f} s{'' if code == 0 else ', ' + str(code)}", file=sys.stderr, flush=True)
        return None
    missing = [name for name in tests if kept.get(name, {}).get("key") != keys[name]]
    with concurrent.futures.ThreadPoolExecutor(jobs) as workers:
        for fault in workers.map(look_at, missing):
            if fault:
                sys.exit(fault)
    return {name: {"seconds": kept[name]["seconds"], "long": kept[name]["long"],
                   "lines": {file: set(lines) for file, lines in kept[name]["lines"].items()}}
            for name in tests if kept[name]["ran"]}


def make(path, number, made, objects, folder):
    """The library with that edit: "same" where the compiler sees no difference, "not built" where it can't be compiled."""
    source = TREE / path
    whole = source.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    lines[number] = made + "\n"
    (WORK / folder).mkdir(exist_ok=True)
    flags = re.search(r"^FLAGS := (.*)$", (WORK / "Makefile").read_text(), re.M).group(1).replace('\\"', '"').split()
    libraries = re.search(r"^LIBRARIES := (.*)$", (WORK / "Makefile").read_text(), re.M).group(1).split()
    codes = []
    for text in (whole, "".join(lines)):  # under one name, so that the two can be compared
        (WORK / folder / "edited.c").write_text(text, encoding="utf-8")
        if run(["gcc", *flags, "-iquote", str(source.parent), "-c", f"{folder}/edited.c", "-o", f"{folder}/edited.o"]).returncode:
            return "not built"
        codes.append((WORK / folder / "edited.o").read_bytes())
    if codes[0] == codes[1]:
        return "same"
    mine = [(f"{folder}/edited.o" if o == f"plain/{path[:-2]}.o" else o) for o in objects]
    return "not built" if run(["gcc", "-shared", "cut_off.o", *mine, *libraries, "-o", f"{folder}/libmoot.so"]).returncode else "made"


def noticed_by(path, number, tests, budget, folder):
    """The first test that fails, or None; and how many ran."""
    spent, ran = 0.0, 0
    for name, test in sorted(tests.items(), key=lambda item: item[1]["seconds"]):
        if number + 1 not in test["lines"].get(path, ()):
            continue
        spent += test["seconds"]
        if ran and spent > budget:
            break
        ran += 1
        code, _ = call(name, folder, LONGEST if test["long"] else int(5 * test["seconds"] + 10))
        if code != 0 and not (test["long"] and code == "no end"):
            return name + (" (no end)" if code == "no end" else ""), ran
    return None, ran


def known_same():
    """Of the edits that were looked into and change nothing: path and line. The reason comes last."""
    lines = SAME.read_text(encoding="utf-8").splitlines() if SAME.exists() else []
    return {tuple(line.rsplit(" | ", 1)[0].split(" | ", 1)) for line in lines if line.count(" | ") >= 2}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("count", type=int, nargs="?", default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="first", help="leave the first so many edits out, to go on where a run ended")
    parser.add_argument("--only", default="solver", help="a folder or the beginning of its files' names")
    parser.add_argument("--list", action="store_true", help="the edits, without making them")
    parser.add_argument("--again", help="the survivors of an earlier run")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="edits at a time")
    parser.add_argument("--budget", type=float, default=25, help="seconds of tests for each edit")
    parser.add_argument("--tests", default="", help="only the tests whose name this expression finds")
    options = parser.parse_args()
    chosen = list(chosen_again(options.again)) if options.again else choose(options.count, options.only, options.seed)
    chosen = chosen[options.first:]
    if options.list:
        for _, path, number, made in chosen:
            print(f"{path}:{number + 1}: {(ROOT / path).read_text('utf-8').splitlines()[number].strip()}  ->  {made}")
        return 0
    WORK.mkdir(parents=True, exist_ok=True)
    copy()
    in_c = programs(options.only)
    objects = build(options.only, in_c)
    scripts = {name.replace("/", "_"): f"tests/{name}.sh" for name in SCRIPTS}
    tests = {n: p for n, p in {**in_c, **scripts}.items() if re.search(options.tests, n)}
    reaching = survey(tests, options.only, options.jobs)
    same = known_same()
    count = collections.defaultdict(collections.Counter)
    began = time.monotonic()
    place = threading.local()

    def look_into(edit):
        """What becomes of an edit: None where it changes no code."""
        _, path, number, made = edit
        if not hasattr(place, "folder"):
            place.folder = f"mutant{os.getpid()}_{threading.current_thread().name.rsplit('_', 1)[-1]}"
        folder = place.folder
        if make(path, number, made, objects, folder) != "made":
            return None
        return noticed_by(path, number, reaching, options.budget, folder)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as workers:
        for (_, path, number, made), found in zip(chosen, workers.map(look_into, chosen)):
            if not found:
                continue
            killer, ran = found
            kind = "noticed" if killer else "same" if (path, made) in same else "survived"
            count[str(pathlib.PurePath(path).parent)][kind] += 1
            print(f"{kind}: {path}:{number + 1}: {made}  [{killer if killer else f'{ran} tests reach it'}]", flush=True)
    for path in WORK.glob(f"mutant{os.getpid()}_*"):
        shutil.rmtree(path)
    total = collections.Counter()
    for folder in sorted(count):
        total += count[folder]
        print(f"{folder}: {count[folder]['noticed']} of {sum(count[folder].values())} noticed, "
              f"{count[folder]['same']} change nothing")
    print(f"mutation: seed {options.seed}, {sum(total.values())} edits: {total['noticed']} noticed by a test, {total['same']} "
          f"known to change nothing, {total['survived']} survived ({time.monotonic() - began:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
