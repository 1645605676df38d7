#!/bin/sh
# What README.md tells a reader to type works as it is printed, in order, each part of the page in a folder of its own:
# its files are written, its commands are run. Every command, option, parameter and exit code is on the page, and what
# the page points at is there. Searches are cut short: what they find is tested elsewhere.
. "${SOURCE:?}/tests/head.sh"

# Programs that stand in for those of the page: moot with less time and fewer runs, and a queue of jobs that runs them.
mkdir "$work/bin"
cat >"$work/bin/moot" <<'SH'
#!/bin/sh
case "$1:$*" in
sweep:*--shard*) set -- "$@" && for part; do shift; set -- "$@" "$(printf '%s' "$part" | sed 's|^\([0-9]*\)/8$|\1/160|')"; done ;;
sweep:*--every*) set -- "$@" --shard 1/160 ;;
esac
case $1 in
plan | whatif | ladder | sweep | explain) set -- "$@" --time-limit 3 ;;
esac
exec "$MOOT" "$@"
SH
cat >"$work/bin/sbatch" <<'SH'
#!/bin/sh
[ "$1" = --array=1-8 ] && [ "$2" = --wrap ] || exit 2
for task in 1 2 3 4 5 6 7 8; do
	SLURM_ARRAY_TASK_ID=$task sh -c "$3" || exit
done
SH
chmod +x "$work/bin/moot" "$work/bin/sbatch"
python3 "$SOURCE/tests/clients/discover_feeds.py" make 1 "$work/calendars"

cat >"$work/readme.py" <<'PY'
import os, pathlib, re, shutil, subprocess, sys
source, work, moot = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
text = (source / "README.md").read_text(encoding="utf-8")
os.environ.update(PATH=f"{work}/bin:{os.environ['PATH']}", MOOT=moot, SOURCE_DATE_EPOCH="1795000000")
faults = []


def blocks():
    """Each block of code as (part of the page, line before it, number of its first line, its lines)."""
    part = before = ""
    here = []
    for number, line in enumerate(text.splitlines() + [""], 1):
        if re.match(r" {4}", line) and (here or not before_is_text):
            here.append(line)
        elif line.strip() or here:
            if here and not line.strip():
                yield part, before, number - len(here), here
                here = []
                before = ""
            elif line.strip():
                before = line.strip()
        if line.startswith("# "):
            part = line[2:]
        before_is_text = bool(line.strip()) and not here


def run(folder, line, number):
    done = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True)
    if done.returncode or ": error:" in done.stderr:
        faults.append(f"README.md:{number}: exit {done.returncode}: {line}\n{done.stdout[-500:]}{done.stderr[-1500:]}")
    for target in re.findall(r"(?:-o|>) ([\w.-]+)(?=\s|$)", line):
        if not (folder / target).exists():
            faults.append(f"README.md:{number}: writes no {target}: {line}")


folders, commands, files = {}, [], 0
for part, before, first, lines in blocks():
    if part not in folders:
        folders[part] = work / f"part{len(folders)}"
        folders[part].mkdir()
        (folders[part] / "examples").symlink_to(source / "examples")
        shutil.copytree(work / "calendars", folders[part] / "calendars")
    folder, indent = folders[part], min(len(l) - len(l.lstrip()) for l in lines if l.strip())
    named = re.search(r"`([\w/.-]+\.(?:csv|ics))`[^`]*:$", before)
    if named:
        target = folder / named[1]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(l[indent:] for l in lines) + "\n", encoding="utf-8")
        files += 1
        if lines[0].strip().startswith("rule,subject,object") and "/" not in named[1]:
            run(folder, f"moot check examples/lincolnshire --scenario {named[1]}", first)
        continue
    for number, line in enumerate(lines, first):
        line = line.strip()
        if re.match(r"(moot|sbatch|cp|cat|mkdir) ", line):
            run(folder, line, number)
            commands.append(line)
        elif not re.match(r"(sh|cmake|ctest|sudo|\(cd) |git clone ", line):
            faults.append(f"README.md:{number}: neither a command nor the lines of a file that is named before: {line}")

# Every command and option of the program is on the page, and the commands are shown at work.
told = subprocess.run([moot, "--help"], capture_output=True, text=True, check=True).stdout
names = re.findall(r"^  ([a-z]+) +\S", told, re.M)
ran = " ".join(commands)
for name in names:
    if f"moot {name} " not in ran + " ":
        faults.append(f"README.md shows no moot {name}")
    options = subprocess.run([moot, name, "--help"], capture_output=True, text=True, check=True).stdout
    for option in re.findall(r"^ +(?:-\w, | {4})(--[a-z-]+)", options, re.M):
        if not re.search(re.escape(option) + r"(?![a-z-])", text):
            faults.append(f"README.md lacks {option} of moot {name}")
for code, _ in re.findall(r"(\d) ([a-z][^,\n]*)", told.split("exit codes:")[1]):
    if not re.search(rf"^\| {code} \|", text, re.M):
        faults.append(f"README.md lacks exit code {code}")

# Every parameter, with its default and its meaning.
table = (source / "include/moot/params.def").read_text(encoding="utf-8")
parameters = re.findall(r'^PARAM\((\w+), \w+, "([^"]*)", .*, "([^"]+)"\)$', table, re.M)
for key, default, meaning in parameters:
    row = re.search(rf"^\| `{key}` \| (.*?) \| .* \| (.*) \|$", text, re.M)
    shown = default.replace("|", "\\|") or "empty"
    if not row or row[1].strip("`") != shown or row[2].replace("\\|", "|") != meaning:
        faults.append(f"README.md lacks {key}, default {shown}: {meaning}")

# What the page points at.
for link in re.findall(r"\]\((?!https?:|#)([^)]+)\)", text):
    if not (source / link).exists():
        faults.append(f"README.md links to {link}, which is not there")
for path in re.findall(r"`((?:solver|io|include|tests|benchmarks|examples)/[\w./-]+)`", text):
    if not (source / path).exists():
        faults.append(f"README.md names {path}, which is not there")
for section in re.findall(r'See "([^"]+)"', re.sub(r"\s+", " ", text)):
    if not re.search(rf"^#+ {re.escape(section)}$", text, re.M):
        faults.append(f"README.md sends to {section}, which is not there")

print("\n".join(faults))
print(f"{len(commands)} commands, {files} files, {len(names)} commands of moot, {len(parameters)} parameters")
sys.exit(1 if faults or len(commands) < 25 or files < 3 or not names or len(parameters) < 50 else 0)
PY
python3 "$work/readme.py" "$SOURCE" "$work" "$MOOT" || fail "README.md"
