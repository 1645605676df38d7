#!/bin/sh
# The reports, as other programs see them: every figure on a page is that of its JSON; names that try to be markup, formulas,
# paths or control characters pass harmless; the workbook opens with numbers as numbers; headless
# Chromium shows the pages without an error, a request or a violation that axe-core finds, and prints them; a report of 80
# boards is under 3 MB. REPORT_SHOTS names a folder for screenshots, MOOT_NODE_MODULES one that has the packages.
. "${SOURCE:?}/tests/head.sh"
here="$SOURCE/tests/clients"
export SOURCE_DATE_EPOCH=1780000000

example="$SOURCE/examples/lincolnshire"
"$MOOT" plan "$example" -o "$work/plan" --time-limit 10 -q >/dev/null 2>&1
"$MOOT" audit "$example" -o "$work/audit" >/dev/null
"$python" "$here/report_figures.py" "$work/plan" "$work/audit" --spoil || fail "figures of the example"

# A plan made from that one: what moved, what is cancelled, what was held by a board that is no more.
printf 'rule,subject,object,value\nnot-on,all,Fri,\nclose,slp-asb,,\n' >"$work/later.csv"
"$MOOT" plan "$example" -o "$work/replan" --previous "$work/plan/plan.json" --freeze-before 2027-06-01 \
	--scenario "$work/later.csv" --time-limit 10 -q >/dev/null 2>&1
"$python" "$here/report_figures.py" "$work/replan" "$work/audit" --spoil || fail "figures of a plan made from another"
grep -q 'that are cancelled' "$work/replan/report.html" || fail "nothing is cancelled where a board closes"

# Fewer boards step by step, and scenarios side by side, one of which cannot be.
export PYTHONDONTWRITEBYTECODE=1
"$MOOT" ladder "$example" -o "$work/ladder" --time-limit 30 -q >/dev/null
other="$SOURCE/examples/humberside"
printf 'rule,subject,object\ntogether,cj-efficiency|cj-victims\napart,cj-efficiency|cj-victims\n' >"$work/never.csv"
"$MOOT" whatif "$other" "$other/scenarios/own.csv" "$other/scenarios/new-duty.csv" "$work/never.csv" --structure-only --burden \
	-o "$work/whatif" -q >/dev/null
# A sweep over values, and the year in review of a plan of which one board's attendance is known.
"$MOOT" sweep "$other" --over policy:overlap_residual=0:0.5:0.25 -o "$work/sweep" -q >/dev/null
cp -R "$town" "$work/town"
"$MOOT" plan "$work/town" --structure-only -o "$work/town-plan" -q >/dev/null
printf 'board_id,date,person_id,status\n' >"$work/town/attendance.csv"
"$python" - "$work/town-plan/plan.json" >>"$work/town/attendance.csv" <<'END'
import json, sys
plan = json.load(open(sys.argv[1], encoding="utf-8"))
board = plan["boards"][0]
for place, member in enumerate(board["members"]):
    print(board["from"][0], plan["start"][:4] + "-05-11", member["person"], "absent" if place == 0 else "attended", sep=",")
END
"$MOOT" audit "$work/town" --previous "$work/town-plan/plan.json" -o "$work/review" -q >/dev/null
"$python" "$here/report_pages.py" "$work/ladder" "$work/whatif" "$work/sweep" "$work/review" || fail "figures of a page"

# Names that try everything; they must come out as they are, on one line, and do nothing.
"$python" "$here/report_hostile.py" make "$work/hostile"
"$MOOT" plan "$work/hostile" -o "$work/hostile-plan" --time-limit 5 -q >/dev/null 2>&1
"$MOOT" audit "$work/hostile" -o "$work/hostile-audit" >/dev/null
"$MOOT" ladder "$work/hostile" -o "$work/hostile-ladder" --time-limit 5 -q >/dev/null
printf 'rule,subject,object\nkeep,b0,\nkeep,b1,\n' >"$work/<img src=x onerror=alert(1)>.csv"
"$MOOT" whatif "$work/hostile" "$work/<img src=x onerror=alert(1)>.csv" --structure-only -o "$work/hostile-whatif" -q >/dev/null
"$python" "$here/report_hostile.py" check "$work/hostile-plan" "$work/hostile-audit" "$work/hostile-ladder" \
	"$work/hostile-whatif" || fail "hostile names"
"$python" "$here/report_figures.py" "$work/hostile-plan" "$work/hostile-audit" || fail "figures of hostile names"

"$python" "$SOURCE/benchmarks/generate.py" "$work/area" --boards 80 --people 200 --seed 1 --busy normal >/dev/null
"$MOOT" plan "$work/area" -o "$work/area-plan" --time-limit 15 -q >/dev/null 2>&1
"$MOOT" audit "$work/area" -o "$work/area-audit" >/dev/null
"$python" "$here/report_figures.py" "$work/area-plan" "$work/area-audit" || fail "figures of 80 boards"
for page in "$work/area-plan/report.html" "$work/area-audit/report.html"; do
	size=$(wc -c <"$page")
	[ "$size" -lt 3000000 ] || fail "$page has $size bytes"
done

# The same input gives the same bytes.
"$MOOT" audit "$example" -o "$work/again" >/dev/null
diff -r "$work/audit" "$work/again" || fail "a second audit differs"

"$python" "$here/report_workbook.py" "$work/audit" "$work/hostile-audit" || fail "the workbook"

chromium=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$chromium" ] || ! command -v node >/dev/null; then
	echo "skipped: chromium or node is not here"
	exit 0
fi
NODE_PATH=${MOOT_NODE_MODULES:-$work/node_modules}
export NODE_PATH
if [ -z "${MOOT_NODE_MODULES-}" ] && { ! command -v npm >/dev/null || ! (cd "$work" &&
	timeout 120 npm install --silent --no-audit --no-fund playwright-core@1 axe-core@4 >/dev/null 2>&1); }; then
	echo "skipped: playwright-core and axe-core (npm is not installed or fetches nothing)"
	exit 0
fi
# A page that is wrong in every way must be found out.
cat >"$work/wrong.html" <<'END'
<!DOCTYPE html><html><head><title></title></head><body><img src="https://example.invalid/x.png">
<script>console.error("wrong"); nothing()</script><p style="color:#ccc;background:#fff">pale</p>
<div style="width:2000px">wide</div></body></html>
END
node "$here/report_open.js" "$chromium" "$work/wrong.html" >"$work/wrong" && fail "a wrong page passes"
for fault in "console: wrong" "script: " "request: https" "axe at 390 dark: image-alt" "color-contrast" "pixels too wide"; do
	grep -q "$fault" "$work/wrong" || fail "not found in a wrong page: $fault"
done
set --
for page in plan audit replan ladder whatif sweep review hostile-plan hostile-audit hostile-ladder hostile-whatif area-plan area-audit; do
	set -- "$@" "$work/$page/report.html"
done
node "$here/report_open.js" "$chromium" "$@" || fail "a page in Chromium"
