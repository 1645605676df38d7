#!/bin/sh
# Explanations on small landscapes: boards that merge, that may not, that would not pay, that would starve an item, that
# share no person; runners-up, assumptions; the same numbers in words, in parts and by planning with the rule.
. "${SOURCE:?}/tests/head.sh"
export SOURCE_DATE_EPOCH=1795000000

expect 2 "$MOOT" explain "$town"
expect 2 "$MOOT" explain "$town" nobody
expect 2 "$MOOT" explain
expect 1 "$MOOT" explain "$work/nothing" csp

# What the boards of a plan say adds up, and every number that they say is one of the parts.
cat >"$work/sums.py" <<'P'
import json, re, sys
plan = json.load(open(sys.argv[1]))
parts = ("senior_hours", "hours", "cost")
for key in parts:
    saved = sum(b["saving"][key] for b in plan["boards"])
    assert abs(saved - (plan["totals"]["before"][key] - plan["totals"]["after"][key])) < 1e-4, key
words = {"standing_business": "standing business", "preparation": "preparation", "travel": "travel",
         "themes": "themes (?:heard once|that take longer)", "released_seats": "people whose seats are released",
         "closed": "its members", "others": "business that is not theirs", "more_often": "meeting more often",
         "moved_themes": "themes that (?:go|come)", "duplication": "repeated agenda time", "support": "support staff",
         "merge_penalty": "the change itself"}
said = 0
for board in plan["boards"]:
    saving = board["saving"]
    for key in parts + ("weighted_hours",):
        assert abs(sum(p[key] for p in saving["parts"].values()) - saving[key]) < 1e-4, (board["id"], key)
    for part, pattern in words.items():
        figure = saving["parts"].get(part, {})
        key = "weighted_hours" if part in ("duplication", "support", "merge_penalty") else "hours"
        text = " ".join(board["why"])
        found = [float(n.replace(",", "")) for n in re.findall(r"([\d,.]+) hours? (?:of|for) (?:more )?" + pattern, text)]
        if abs(figure.get(key, 0)) < 0.05:
            assert not found, (board["id"], part, found)
        elif found:
            assert all(abs(f - abs(figure[key])) <= 0.05 + 1e-9 for f in found), (board["id"], part, found, figure)
            said += 1
        else:
            assert board["kind"] == "kept" or not text, (board["id"], part, figure, text)
assert said > 3, said
P
expect 0 "$MOOT" plan "$town" --structure-only -o "$work/plan"
grep -A1 "worth GBP" "$work/out" | grep "senior hours a year and" && fail "a merger's saving stands twice in the summary"
python3 "$work/sums.py" "$work/plan/plan.json"

# ask FILE BOARD...: explain --json.
ask() {
	file=$1
	shift
	expect 0 "$MOOT" explain "$land" "$@" --json -q
	cp "$work/out" "$work/$file"
}
# objective RULE...: of the plan with rules more.
objective() {
	rm -rf "$work/more"
	cp -r "$land" "$work/more"
	[ -e "$work/more/rules.csv" ] || echo rule,subject,object,value,reason >"$work/more/rules.csv"
	printf '%s\n' "$@" >>"$work/more/rules.csv"
	expect 0 "$MOOT" plan "$work/more" --structure-only --json -q
	python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["structure"]["objective"])' "$work/out"
}

land=$town
ask pair csp drugs
ask one victims
ask never panel csp
want=$(objective apart,csp,drugs,,)
python3 - "$work/pair" "$want" <<'P'
import json, sys
why = json.load(open(sys.argv[1]))
assert why["together"] and why["asked"] == ["csp", "drugs"], why
other = why["forbidden"]
assert other["rule"] == "apart,csp|drugs" and other["result"] == "solved" and other["gap"] == 0, other
assert abs(other["objective"] - float(sys.argv[2])) < 1e-6, other
assert abs(other["difference"]["weighted_hours"] - (other["objective"] - why["structure"]["objective"])) < 1e-6
assert abs(other["totals"]["cost"] - why["structure"]["totals"]["cost"] - other["difference"]["cost"]) < 1e-6
assert ["csp"] in [a["from"] for a in other["added"]], other
assert abs(sum(p["hours"] for p in why["merger"]["saving"]["parts"].values()) - why["merger"]["saving"]["hours"]) < 1e-6
assert why["forced"] is None and why["obstacles"] == []
P
python3 - "$work/one" "$work/never" <<'P'
import json, sys
one, never = (json.load(open(name)) for name in sys.argv[1:])
assert one["boards"][0]["kind"] == "kept" and one["boards"][0]["why"], one["boards"]
assert one["forced"] is None or one["partners"], one
assert any("apart panel csp" in o["what"] and o["file"] == "rules.csv" and o["line"] == 2 for o in never["obstacles"]), never["obstacles"]
assert never["forced"] is None
P
expect 0 "$MOOT" explain "$town" csp drugs
grep -q 'apart,csp|drugs' "$work/out" || fail "the text does not name the rule"
expect 0 "$MOOT" explain "$town" csp drugs --plan "$work/plan/plan.json" --json -q
cmp -s "$work/out" "$work/pair" || fail "the best plan is explained otherwise when it is given"
sed 's/"hours": [0-9.]*,/"hours": 1,/' "$work/plan/plan.json" >"$work/wrong.json"
expect 6 "$MOOT" explain "$town" csp --plan "$work/wrong.json"

# Two boards that share no person, but organisations and themes: run together where it pays, and told by what.
land=$work/tees
mkdir "$land"
printf 'key,value\nhand_over,no\n' >"$land/policy.csv"
cat >"$land/boards.csv" <<'E'
board_id,name,merge,meetings_per_year,minutes
north,North Health Board,in-common,6,120
south,South Health Board,in-common,6,120
E
{
	echo board_id,person_id,organisation,role,seat
	for side in north south; do
		echo "$side,$side-chair,Council of the $side,chair,personal"
		for body in Hospital Police Fire; do
			echo "$side,$side-$body,$body,member,organisation"
		done
	done
} >"$land/members.csv"
cat >"$land/agenda.csv" <<'E'
board_id,theme,minutes
north,Obesity,50
north,Smoking,40
south,Obesity,50
south,Smoking,40
E
ask tees.json north south
python3 - "$work/tees.json" <<'P'
import json, sys
why = json.load(open(sys.argv[1]))
assert why["together"] and why["boards"][0]["kind"] == "in-common", why["boards"]
text = " ".join(why["merger"]["why"])
assert "Nobody sits on more than one of them" in text and "Hospital" in text and "Obesity" in text, text
assert why["boards"][0]["saving"]["parts"]["duplication"]["weighted_hours"] > 0
assert why["forbidden"]["difference"]["weighted_hours"] > 0
P
expect 0 "$MOOT" explain "$land" north south
grep -q 'meet in common' "$work/out" || fail "the text does not say that they meet in common"
# By default they meet in common too: merges come first, and items are handed over between what stays apart.
rm "$land/policy.csv"
ask tees-default.json north south
python3 -c 'import json, sys; assert json.load(open(sys.argv[1]))["boards"][0]["kind"] == "in-common"' \
    "$work/tees-default.json" || fail "boards that pay in common stay apart by default"
# As one program, handing items over can save more than meeting in common: told by what, and what the other would cost.
printf 'key,value\nhand_over_together,yes\n' >"$land/policy.csv"
ask tees-shared.json north south
python3 - "$work/tees-shared.json" <<'P'
import json, sys
why = json.load(open(sys.argv[1]))
assert why["structure"]["scope"] == "partition+handover" and not why["together"], why["structure"]
assert why["forced"]["difference"]["weighted_hours"] > 0 and why["merger"]["saving"]["weighted_hours"] > 0
assert "saves more by handing items over" in " ".join(why["boards"][0]["why"]), why["boards"][0]["why"]
P

# Health and community safety as one board would leave no time: it would have to meet more often, which does not pay.
land=$work/surrey
mkdir "$land"
printf 'key,value\nhand_over,no\n' >"$land/policy.csv"
cat >"$land/boards.csv" <<'E'
board_id,name,meetings_per_year,minutes,standing_minutes
health,Health and Wellbeing Board,4,180,60
safety,Community Safety Board,4,180,60
E
{
	echo board_id,person_id
	for i in 1 2 3 4 5 6 7 8; do echo "health,h$i"; echo "safety,s$i"; done
} >"$land/members.csv"
cat >"$land/agenda.csv" <<'E'
board_id,theme,minutes
health,Health,120
safety,Safety,120
E
ask surrey.json health safety
want=$(objective 'together,health,safety,,')
python3 - "$work/surrey.json" "$want" <<'P'
import json, sys
why = json.load(open(sys.argv[1]))
assert not why["together"] and why["merger"]["meetings_per_year"] == 8, why["merger"]
assert "max_minutes" in " ".join(why["merger"]["why"]) and why["merger"]["saving"]["parts"]["more_often"]["hours"] < 0
forced = why["forced"]
assert abs(forced["objective"] - float(sys.argv[2])) < 1e-6 and forced["difference"]["weighted_hours"] > 0, forced
P

# Its counterpart: the two were merged years ago and meet eight times. Splitting them is a scenario, and its cost compared.
land=$work/split
mkdir "$land"
printf 'key,value\nhand_over,no\n' >"$land/policy.csv"
cat >"$land/boards.csv" <<'E'
board_id,name,meetings_per_year,minutes,standing_minutes
both,Health and Community Safety Board,8,120,60
E
{
	echo board_id,person_id
	for i in 1 2 3 4 5 6 7 8; do echo "both,h$i"; echo "both,s$i"; done
} >"$land/members.csv"
printf 'board_id,theme,minutes,per_year\nboth,Health,120,4\nboth,Safety,120,4\n' >"$land/agenda.csv"
{
	echo rule,subject,object,value,reason
	echo 'add-board,safety,name=Community Safety Board|meetings_per_year=4|minutes=60|standing_minutes=60,,'
	echo 'set,board:both.meetings_per_year,,4,'
	echo 'set,board:both.minutes,,180,'
	echo 'host,Safety,safety,,'
	for i in 1 2 3 4 5 6 7 8; do echo "remove-member,both,s$i,,"; echo "add-member,safety,s$i,member,"; done
} >"$work/split.csv"
expect 0 "$MOOT" whatif "$land" "$work/split.csv" --json -q
python3 - "$work/out" <<'P'
import json, sys
told = json.load(open(sys.argv[1]))
split = told["scenarios"][0]
today, after = told["planned"]["totals"]["after"], split["totals"]["after"]
# 16 people at 8 meetings against 8 and 8 people at 4 each, all of 3 hours and one more to prepare and travel.
assert (today["boards"], today["meetings"], today["hours"]) == (1, 8, 512), today
assert split["status"] == "planned" and (after["boards"], after["meetings"], after["hours"]) == (2, 8, 256), after
assert split["structure"]["objective"] < told["planned"]["structure"]["objective"]
P

# Agreement: what it would bring. And law, which nothing sets aside.
land=$work/agree
mkdir "$land"
printf 'key,value\nhand_over,no\n' >"$land/policy.csv"
cat >"$land/boards.csv" <<'E'
board_id,name,merge,legal_basis
a,First,agreement,Some Act 1998 s5A
b,Second,agreement,Some Act 1998 s5A
c,Third,never,Another Act 2011 s28
E
{
	echo board_id,person_id
	for i in 1 2 3 4 5 6; do for b in a b c; do echo "$b,p$i"; done; done
} >"$land/members.csv"
printf 'board_id,theme,minutes\na,Crime,100\nb,Crime,100\nc,Crime,100\n' >"$land/agenda.csv"
ask agree.json a b
ask alone a
ask law a c
python3 - "$work/agree.json" "$work/alone" "$work/law" <<'P'
import json, sys
agree, alone, law = (json.load(open(name)) for name in sys.argv[1:])
assert agree["obstacles"][0]["legal_basis"] == "Some Act 1998 s5A" and agree["obstacles"][0]["lifted"]
assert agree["forced"] is None and agree["lifted"]["result"] == "solved", agree["lifted"]
assert agree["merger"]["saving"]["weighted_hours"] > 10, agree["merger"]
assert alone["lifted"] is None or alone["lifted"]["result"] == "solved"
assert any(o["legal_basis"] == "Another Act 2011 s28" and not o["lifted"] for o in law["obstacles"])
assert law["forced"] is None and law["lifted"] is None and law["merger"]["saving"]["hours"] > 0
P

# Sizes: too many members, and meetings too short for any agenda, are the user's to lift too.
land=$work/sizes
mkdir "$land"
printf 'key,value\nhand_over,no\nmax_members,8\n' >"$land/policy.csv"
printf 'board_id,name,standing_minutes,minutes\na,First,60,120\nb,Second,60,120\n' >"$land/boards.csv"
{
	echo board_id,person_id
	for i in 1 2 3 4 5; do echo "a,p$i"; echo "b,q$i"; done
} >"$land/members.csv"
printf 'board_id,theme,minutes\na,Crime,50\nb,Crime,50\n' >"$land/agenda.csv"
ask members a b
printf 'key,value\nhand_over,no\nmax_minutes,60\n' >"$land/policy.csv"
ask minutes a b
python3 - "$work/members" "$work/minutes" <<'P'
import json, sys
for name, key in zip(sys.argv[1:], ("max_members is 8", "max_minutes is 60")):
    why = json.load(open(name))
    assert any(key in o["what"] and o["lifted"] for o in why["obstacles"]), why["obstacles"]
    assert why["forced"] is None and why["lifted"]["result"] == "solved", why["lifted"]
    assert why["lifted"]["added"][0]["from"] == ["a", "b"], why["lifted"]
P

# Scrutiny: a body and those whom it holds to account, whatever else would let them sit together.
land=$work/scrutiny
mkdir "$land"
printf 'key,value\nallow_cross_area,yes\nallow_agreement_merges,yes\n' >"$land/policy.csv"
cat >"$land/boards.csv" <<'E'
board_id,name,kind,legal_basis,reports_to
panel,Crime Panel,Overview and Scrutiny,Police and Justice Act 2006 s19,
safer,Safer Town Partnership,partnership,,panel
E
{
	echo board_id,person_id
	for i in 1 2 3 4 5 6; do for b in panel safer; do echo "$b,p$i"; done; done
} >"$land/members.csv"
printf 'board_id,theme,minutes\npanel,Crime,100\nsafer,Crime,100\n' >"$land/agenda.csv"
ask scrutiny.json safer panel
python3 - "$work/scrutiny.json" <<'P'
import json, sys
why = json.load(open(sys.argv[1]))
assert not why["together"] and why["forced"] is None and why["lifted"] is None
assert [o["legal_basis"] for o in why["obstacles"]] == ["Police and Justice Act 2006 s19"], why["obstacles"]
assert "scrutinises" in why["obstacles"][0]["what"] and not why["obstacles"][0]["lifted"], why["obstacles"]
P
expect 0 "$MOOT" plan "$land" --structure-only --json -q
python3 - "$work/out" <<'P'
import json, sys
plan = json.load(open(sys.argv[1]))
assert [b["kind"] for b in plan["boards"]] == ["kept", "kept"] and not plan["handed_over"], plan["boards"]
P

# Runners-up and assumptions, with or without boards.
expect 0 "$MOOT" explain "$town" --runners-up 3 --assumptions --json -q
cp "$work/out" "$work/rivals"
expect 0 "$MOOT" explain "$town" --runners-up 3 --assumptions --json -q
cmp -s "$work/out" "$work/rivals" || fail "two runs differ"
python3 - "$work/rivals" <<'P'
import json, sys
why = json.load(open(sys.argv[1]))
costs = [r["difference"]["weighted_hours"] for r in why["runners_up"]]
assert why["plan_is_best"] and why["runners_up_proven"] and len(costs) == 3 and costs == sorted(costs) and costs[0] >= 0
assert len({json.dumps(r["added"]) + json.dumps(r["dropped"]) for r in why["runners_up"]}) == 3
by_key = {s["key"]: s for s in why["sensitivity"]}
assert {"merge_penalty", "overlap_weight", "overlap_residual", "other_weight", "support_hours", "senior_salary"} <= set(by_key)
for s in by_key.values():
    assert s["low"] is not None and s["low"] <= s["value"] and (s["high"] is None or s["high"] >= s["value"]), s
P
# A plan says the same of four prices, with --assumptions of all.
expect 0 "$MOOT" plan "$town" --json -q -t 300
cp "$work/out" "$work/prices"
expect 0 "$MOOT" plan "$town" --structure-only --assumptions --json -q
cp "$work/out" "$work/all"
expect 0 "$MOOT" plan "$town" --structure-only --json -q
python3 - "$work/rivals" "$work/prices" "$work/all" "$work/out" <<'P'
import json, sys
rivals, prices, everything, none = (json.load(open(name))["sensitivity"] for name in sys.argv[1:])
assert everything == rivals and none is None
assert prices == [s for s in rivals if s["key"] in ("merge_penalty", "overlap_weight", "other_weight", "support_hours")]
P

# Just inside an end the boards are the plan's, just outside they are not.
python3 - "$work/rivals" "$town" "$work" "$MOOT" <<'P'
import json, shutil, subprocess, sys
why, town, work, moot = json.load(open(sys.argv[1])), *sys.argv[2:]
def boards(key, value):
    shutil.rmtree(work + "/moved", ignore_errors=True)
    shutil.copytree(town, work + "/moved")
    with open(work + "/moved/policy.csv", "a") as policy:
        policy.write(f"{key},{value:.6f},\n")
    done = subprocess.run([moot, "plan", work + "/moved", "--structure-only", "--json", "-q"], capture_output=True, check=True)
    return sorted("|".join(b["from"]) for b in json.loads(done.stdout)["boards"])
tried = 0
for s in why["sensitivity"]:
    if not s["exact"]:
        continue
    now = boards(s["key"], s["value"])
    for end, sign, name in ((s["low"], -1, "low"), (s["high"], 1, "high")):
        if s[name + "_is_end"]:
            continue
        assert boards(s["key"], end - sign * 1e-3) == now, s
        assert boards(s["key"], end + sign * 1e-3) != now, s
        tried += 1
assert tried >= 3, tried
P
echo "explain: all as expected"
