#!/bin/sh
# Contradictions of every kind: exit 3, the smallest set of rules and facts in the user's words with their places. That
# it is the smallest is tried: without any one of the rules, or with any one of the facts lifted, there is a plan.
. "${SOURCE:?}/tests/head.sh"
export SOURCE_DATE_EPOCH=1795000000
cat >"$work/cases.py" <<'P'
import os, re, subprocess, sys

moot, work = sys.argv[1:]
HEADER = "board_id,name,area,kind,merge,legal_basis,minutes\n"
BOARDS = {
    "a": "a,Board A,,,free,,120", "b": "b,Board B,,,free,,120", "c": "c,Board C,,,free,,120",
    "n": "n,Board N,,,never,Some Act 2011 s28,120", "g": "g,Board G,,,agreement,Some Act 1998 s5A,120",
    "e": "e,Board E,east,,free,,120", "w": "w,Board W,west,,free,,120",
    "s": "s,Board S,,Overview and Scrutiny,free,Some Act 2006 s19,120"}
# Name; boards; rules; further policy; what must be told; what is lifted in turn, after which there must be a plan.
CASES = (
    ("together-apart", "abc", ["together,a,b|c", "keep,a", "apart,b,c"], {}, ("together a b|c", "apart b c"), ()),
    ("apart", "abc", ["together,a,b", "together,b,c", "apart,a,c"], {},
     ("together a b", "together b c", "apart a c"), ()),
    ("keep-together", "abc", ["keep,b", "together,a,b", "keep,c"], {}, ("keep b", "together a b"), ()),
    ("never", "an", ["together,a,n"], {}, ("together a n", "merge=never of n: Some Act 2011 s28"),
     ({"n": ("never", "free")},)),
    ("agreement", "ag", ["together,a,g"], {}, ("together a g", "merge=agreement of g", "allow_agreement_merges is no"),
     ({"allow_agreement_merges": "yes"},)),
    ("areas", "ew", ["together,e,w"], {}, ("together e w", "areas that differ: e (east), w (west)"),
     ({"allow_cross_area": "yes"},)),
    ("scrutiny", "as", ["together,a,s"], {"allow_cross_area": "yes"},
     ("together a s", "s scrutinises", "Some Act 2006 s19"), ({"s": ("Overview and Scrutiny", "")},)),
    ("max-boards-never", "anc", ["max-boards,,,1"], {}, ("max-boards 1", "merge=never of n"),
     ({"n": ("never", "free")},)),
    ("max-boards-keep", "abc", ["max-boards,,,1", "keep,c"], {}, ("max-boards 1", "keep c"), ()),
    ("max_merge", "abc", ["together,a,b", "together,b,c"], {"max_merge": "2"},
     ("together a b", "together b c", "max_merge is 2"), ({"max_merge": "3"},)),
    ("max_members", "ab", ["together,a,b"], {"max_members": "5"}, ("together a b", "max_members is 5"),
     ({"max_members": "6"},)),
    ("max_minutes", "ab", ["together,a,b"], {"max_minutes": "15"}, ("together a b", "max_minutes is 15"),
     ({"max_minutes": "180"},)),
    ("close-area", "ew", ["close,e"], {}, ("close e", "no board may carry"), ({"allow_cross_area": "yes"},)),
    ("close-duty", "ab", ["close,a"], {"duty": "only"}, ("close a", "no board may carry theme Crime of a"),
     ({"duty": "both"},)),
    ("close-scrutiny", "as", ["close,s"], {}, ("close s", "scrutinises"), ({"s": ("Overview and Scrutiny", "")},)),
    ("close-all", "ab", ["close,a", "close,b"], {}, ("close a", "close b"), ()),
    ("close-keep", "abc", ["keep,a", "close,a"], {}, ("keep a", "close a"), ()),
    ("close-together", "abc", ["together,a,b", "close,b"], {}, ("together a b", "close b"), ()),
    ("host-closed", "abc", ["host,Crime,a", "close,a"], {}, ("host Crime a", "close a"), ()),
    ("host-twice", "abc", ["host,Crime,a", "host,Crime,b", "keep,c"], {}, ("host Crime a", "host Crime b"), ()),
    ("chairs", "abc", ["together,a,b", "chair,a,a-1", "chair,b,b-1"], {},
     ("together a b", "chair a a-1", "chair b b-1"), ()))

def write(name, text):
    with open(os.path.join(work, "land", name), "w", encoding="utf-8") as file:
        file.write(text)

def plan(boards, rules, policy, lift):
    policy = {"hand_over": "no", **policy, **{k: v for k, v in lift.items() if k not in BOARDS}}
    duty = policy.pop("duty", "")
    lines = [BOARDS[b].replace(*lift[b]) if b in lift else BOARDS[b] for b in boards]
    write("boards.csv", HEADER + "\n".join(lines) + "\n")
    write("members.csv", "board_id,person_id,organisation,seat\n" + "".join(
        f"{b},{b}-{i},{'Police' if i == 1 and duty and (b == 'a' or duty == 'both') else 'Council'},personal\n"
        for b in boards for i in (1, 2, 3)))
    write("agenda.csv", "board_id,theme,minutes,duty\n" + "".join(
        f"{b},Crime,60,{'d' if duty and b == 'a' else ''}\n" for b in boards))
    write("duties.csv", "duty_id,name,organisations\n" + ("d,A plan,Police\n" if duty else ""))
    write("rules.csv", "rule,subject,object,value,reason\n" + "".join(r + "\n" for r in rules))
    write("policy.csv", "key,value\n" + "".join(f"{k},{v}\n" for k, v in policy.items()))
    return subprocess.run([moot, "plan", work + "/land", "--structure-only", "--json", "-q"], capture_output=True,
                          text=True, check=False)

os.mkdir(work + "/land")
failures = 0
for name, boards, rules, policy, words, lifts in CASES:
    done = plan(boards, rules, policy, {})
    told = [rules[int(line) - 2] for line in re.findall(r"rules\.csv:(\d+): ", done.stderr)]
    faults = [] if done.returncode == 3 else [f"exit {done.returncode}"]
    faults += [f'"{w}" is not told' for w in words if w not in done.stderr]
    faults += [f"{r} is told though not needed" for r in told
               if plan(boards, [t for t in told if t != r], policy, {}).returncode == 3]
    faults += [f"no plan with {lift}" for lift in lifts if plan(boards, told, policy, lift).returncode != 0]
    if plan(boards, told, policy, {}).returncode != 3:
        faults.append("what is told is no conflict")
    if faults:
        failures += 1
        print(f"{name}: {'; '.join(faults)}\n{done.stderr}")
if failures:
    sys.exit(f"FAIL: {failures} of {len(CASES)} cases")
print(f"{len(CASES)} contradictions are named, and at their smallest")
P
python3 "$work/cases.py" "$MOOT" "$work"
