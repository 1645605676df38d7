"""Every figure on the pages of a ladder, a what-if, a sweep and a year's review is that of their JSON, as the page rounds it.

    report_pages.py LADDER-FOLDER WHATIF-FOLDER SWEEP-FOLDER AUDIT-FOLDER
"""
import json, os, re, sys
import report_figures as figures
from report_figures import TILES, plain, read, same, shown

KEYS = ("boards", "meetings", "senior_hours", "hours", "cost", "duplicated_agenda_hours")


def folder_of(path, name):
    with open(os.path.join(path, name), encoding="utf-8") as file:
        return json.load(file), read(os.path.join(path, "report.html"))


def shown_rungs(ladder):
    """As the page shows them: above the best number the best with exactly so many, each plan once."""
    rungs = ladder["rungs"]
    for index, rung in enumerate(rungs):
        above = rung["boards"] > ladder["best"]
        # Null: there is none with exactly so many, or, where it is the rung's own plan, that one.
        own = rung["exact"] or (rung if len(rung["structure"]) - closed(rung) == rung["boards"] else None)
        shown_one = own if above else rung if index + 1 == len(rungs) or rungs[index + 1]["structure"] != rung["structure"] else None
        if shown_one:
            yield rung["boards"], shown_one


def closed(rung):
    return sum(board["kind"] == "closed" for board in rung["structure"])


def check_ladder(path):
    ladder, page = folder_of(path, "ladder.json")
    words = re.sub(r"\s+", " ", page.words)
    assert re.sub(r"\s+", " ", ladder["summary"]).strip() in words, "the summary"
    best = next(r for r in ladder["rungs"] if r["boards"] == ladder["best"])
    today = ladder["today"]
    for name, (key, unit, decimals) in TILES.items():
        after = best["plan_boards"] if key == "boards" else best[key]
        assert page.tiles[name].startswith(f"{unit}{shown(after, decimals)}{unit}{shown(today[key], decimals)} today"), (name, page.tiles[name])
    expected = [[f"{limit} (best)" if limit == ladder["best"] else str(limit), shown(r["meetings"]), shown(r["senior_hours"]),
                 shown(r["hours"]), shown(r["cost"]), shown(r["duplicated_agenda_hours"]), shown(r["objective"], 1),
                 "unknown" if r["gap"] is None else shown(100 * r["gap"], 1)] for limit, r in shown_rungs(ladder)]
    same([row[:8] for row in page.rows("rungs")], expected, "rungs")
    same([row[0] for row in page.rows("burden")], [row[0] for row in expected[1:]], "steps")
    # Each curve has a point for each rung, and today's where there is a figure of today.
    for curve, points in (("ladder-weighed", 0), ("ladder-hours", 1), ("ladder-cost", 1)):
        drawn = page.source[page.source.index(f'id="{curve}'):]
        drawn = drawn[:drawn.index("</svg>")]
        same(drawn.count("<title>"), len(expected) + points, curve)
    notes = re.findall(r'class="strong[^>]*>([^<]*)<', page.source)
    assert notes.count("best") == 3 and notes.count("today") == 2, notes
    least = min((r for _, r in shown_rungs(ladder)), key=lambda r: r["objective"])
    assert (least["objective"] < best["objective"] - 1e-6) == ("counting these" in ladder["summary"])


def check_shares(page, section, caption, shares, key):
    rows = page.table(section, caption)
    same([row[1:6] for row in rows],
         [[shown(s[k], 1) for k in ("hours_today", "hours_planned", "hours", "change")] + [shown(s["cost_change"])] for s in shares], caption)
    if key == "organisation":
        same([row[0] for row in rows], [plain(s["organisation"]) for s in shares], caption)


def check_whatif(path):
    whatif, page = folder_of(path, "whatif.json")
    planned = whatif["planned"]
    scenarios = [(f"scenario-{i + 1}", s) for i, s in enumerate(whatif["scenarios"])]
    found = [(section, s) for section, s in scenarios if s["status"] == "planned"]

    def figures_of(totals, plan):
        row = [shown(totals[key]) for key in KEYS]
        if plan is None:
            return row + ["", "", ""]
        dates = [str(plan["clashes"]), str(plan["unscheduled"])] if plan["clashes"] is not None else ["", ""]
        return row + [str(plan["agreements"]), *dates]
    rows = page.table("scenarios", "A year in each scenario")
    same([row[1:] for row in rows], [figures_of(whatif["today"], None), figures_of(planned["totals"]["after"], planned)] +
         [figures_of(s["totals"]["after"], s) for _, s in found], "side by side")
    same(len(page.rows("short")), len(scenarios), "scenarios in short")
    for row, (section, s) in zip(page.rows("short"), scenarios):
        if s["status"] != "planned":
            same(row[1], "there is no such plan", section)
            assert plain(s["message"]).split("\n")[0][:60] in re.sub(r"\s+", " ", page.words), s["message"]
            continue
        for key, word, decimals in (("boards", "board", 0), ("meetings", "meeting", 0), ("senior_hours", "senior hour", 1)):
            more = s["totals"]["after"][key] - planned["totals"]["after"][key]
            told = re.search(rf"(?:^|, )([0-9,.]+) {word}s? (more|fewer)", row[1])
            assert bool(told) == (abs(more) >= (0.05 if decimals else 0.5)), (section, key, row[1])
            if told:
                same(told.groups(), (shown(abs(more), decimals), "more" if more > 0 else "fewer"), section)
        prices = page.table(section, "The price of each row") if s["prices"] else []
        same([row[1:5] for row in prices if row[2]],
             [[shown(p["saving"]["objective"], 1), shown(p["saving"]["senior_hours"], 1), shown(p["saving"]["hours"], 1),
               shown(p["saving"]["cost"])] for p in s["prices"] if p["saving"]], "prices")
        same([row[0] for row in prices], [plain(p["rule"]) for p in s["prices"]], "rows of the scenario")
        carriers = [row for t in page.tables if t[0] == section and t[1].startswith("Who could carry") for row in t[3]]
        ranked = [h for d in s["duties"] for h in d["ranking"] if h["objective"] is not None]
        same([row[1:] for row in carriers],
             [[shown(h["more"]["senior_hours"] + h["seats"]["senior_hours"], 1), shown(h["more"]["hours"] + h["seats"]["hours"], 1),
               shown(h["more"]["cost"] + h["seats"]["cost"]), shown(h["more"]["objective"] + h["seats"]["objective"], 1),
               str(len(h["seats_to_add"]))] for h in ranked], "carriers")
        check_shares(page, section, "Hours of organisations", s["organisations"], "organisation")
        check_shares(page, section, "The people most affected", s["people"], "person")


def check_sweep(path):
    sweep, page = folder_of(path, "sweep.json")
    planned = [run for run in sweep["runs"] if run["status"] in ("optimal", "gap")]
    best = sorted(planned, key=lambda run: run["more_objective"])
    rows = page.table("runs", "Against the landscape as planned")
    same([row[1:] for row in rows],
         [[shown(run["more_objective"], 1), shown(run["boards"]), shown(run["meetings"]), shown(run["senior_hours"]),
           shown(run["cost"])] for run in best], "runs")
    same(sorted(row[0] for row in rows), sorted(plain(run["run"]) for run in best), "names of runs")
    assert f"{len(sweep['runs'])} runs, {len(planned)} of them with a plan." in page.words
    drawn = page.source[page.source.index('id="over-0'):]
    same(drawn[:drawn.index("</svg>")].count("<title>"), len(planned), "points of the curve")


def check_review(path):
    audit, page = folder_of(path, "audit.json")
    order = ("close", "merge", "watch", "keep")
    boards = sorted(audit["review"]["boards"], key=lambda board: order.index(board["verdict"]))

    def known(value, yes):
        return shown(value) if yes else "not known"
    rows = page.table("review", "What was planned and what was held, " + audit["review"]["from"])
    same([row[1:8] for row in rows],
         [[board["verdict"] + (" with " + ", ".join(board["with"]) if board["with"] else ""), shown(board["meetings_planned"]),
           known(board["meetings_held"], board["recorded"]),
           known(100 * (board["share"] or 0), board["share"] is not None), shown(board["cost"]),
           known(board["spent"], board["recorded"]), "; ".join(board["why"])] for board in boards], "the year in review")
    same([row[0] for row in rows], [plain(board["name"]) for board in boards], "boards in review")
    assert {board["recorded"] for board in boards} == {True, False}


check_ladder(sys.argv[1])
check_whatif(sys.argv[2])
check_sweep(sys.argv[3])
check_review(sys.argv[4])
print(f"{figures.compared} comparisons of pages with their JSON")
assert figures.compared > 20
