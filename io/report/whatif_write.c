/* The what-if's folder: the figures as JSON and CSV and on a page, whole or not at all. */
#include "io/csv/writer.h"
#include "io/plan/folder.h"
#include "io/report/whatif.h"
#include "io/report/words.h"

static const char *const NAMES[] = {"whatif.json", "scenarios.csv", "people.csv",  "organisations.csv",
				    "prices.csv",  "duties.csv",    "report.html", NULL};

static void add_figures(struct moot_csv *csv, const char *name, const struct moot_totals *totals,
			const struct moot_plan *plan)
{
	moot_csv_cell(csv, name);
	moot_csv_integer(csv, totals->boards);
	moot_csv_integer(csv, totals->meetings);
	moot_csv_number(csv, totals->senior_hours);
	moot_csv_number(csv, totals->hours);
	moot_csv_number(csv, totals->cost);
	moot_csv_number(csv, totals->duplicated_agenda_hours);
	if (plan) {
		moot_csv_number(csv, plan->structure.objective);
		moot_csv_number(csv, 100 * plan->structure.gap);
		moot_csv_integer(csv, moot_whatif_agreements(plan));
	} else {
		for (int i = 0; i < 3; i++)
			moot_csv_cell(csv, "");
	}
	if (plan && plan->has_calendar) {
		moot_csv_integer(csv, (long)moot_words_clash_count(plan));
		moot_csv_integer(csv, (long)plan->unscheduled_count);
	} else {
		moot_csv_cell(csv, "");
		moot_csv_cell(csv, "");
	}
}

static struct moot_csv scenarios_table(const struct moot_whatif *whatif)
{
	static const char *const titles[] = {"scenario",
					     "boards",
					     "meetings",
					     "senior_hours",
					     "hours",
					     "cost",
					     "duplicated_agenda_hours",
					     "weighted_hours",
					     "better_by_at_most_percent",
					     "agreements",
					     "clashes",
					     "unscheduled",
					     "no_plan_because",
					     NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	add_figures(&csv, "today", &whatif->plan->before, NULL);
	moot_csv_cell(&csv, "");
	moot_csv_end_row(&csv);
	add_figures(&csv, "as planned", &whatif->plan->after, whatif->plan);
	moot_csv_cell(&csv, "");
	moot_csv_end_row(&csv);
	for (size_t i = 0; i < whatif->scenario_count; i++) {
		const struct moot_whatif_scenario *scenario = &whatif->scenarios[i];
		if (scenario->plan) {
			add_figures(&csv, scenario->name, &scenario->plan->after, scenario->plan);
		} else {
			moot_csv_cell(&csv, scenario->name);
			for (int c = 0; c < 11; c++)
				moot_csv_cell(&csv, "");
		}
		moot_csv_cell(&csv, scenario->plan ? "" : scenario->message);
		moot_csv_end_row(&csv);
	}
	return csv;
}

static struct moot_csv shares_table(const struct moot_whatif *whatif, bool of_people)
{
	static const char *const titles[] = {"scenario",      "id",        "name",       "hours_today",
					     "hours_planned", "hours",     "hours_more", "cost_planned",
					     "cost",          "cost_more", NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < whatif->scenario_count; i++) {
		const struct moot_whatif_scenario *scenario = &whatif->scenarios[i];
		const struct moot_side planned = moot_whatif_planned(whatif);
		const struct moot_side then = moot_whatif_then(scenario);
		struct moot_arena *arena = scenario->plan ? moot_arena_new() : NULL;
		size_t count = 0;
		const struct moot_share *shares = !arena ? NULL
						  : of_people
						      ? moot_shares_of_people(&planned, &then, arena, &count)
						      : moot_shares_of_organisations(&planned, &then, arena, &count);
		csv.text.failed = csv.text.failed || (scenario->plan && !shares);
		for (size_t s = 0; shares && s < count; s++) {
			moot_csv_cell(&csv, scenario->name);
			moot_csv_cell(&csv, shares[s].id);
			moot_csv_cell(&csv, shares[s].name);
			moot_csv_number(&csv, shares[s].today);
			moot_csv_number(&csv, shares[s].planned);
			moot_csv_number(&csv, shares[s].then);
			moot_csv_number(&csv, shares[s].then - shares[s].planned);
			moot_csv_number(&csv, shares[s].cost_planned);
			moot_csv_number(&csv, shares[s].cost_then);
			moot_csv_number(&csv, shares[s].cost_then - shares[s].cost_planned);
			moot_csv_end_row(&csv);
		}
		moot_arena_free(arena);
	}
	return csv;
}

static struct moot_csv people_table(const struct moot_whatif *whatif)
{
	return shares_table(whatif, true);
}

static struct moot_csv organisations_table(const struct moot_whatif *whatif)
{
	return shares_table(whatif, false);
}

static struct moot_csv prices_table(const struct moot_whatif *whatif)
{
	static const char *const titles[] = {"scenario",     "file",  "line", "rule", "saves_weighted_hours",
					     "senior_hours", "hours", "cost", NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < whatif->scenario_count; i++)
		for (size_t p = 0; p < whatif->scenarios[i].price_count; p++) {
			const struct moot_whatif_price *price = &whatif->scenarios[i].prices[p];
			bool known = price->status == MOOT_OK && !price->row->is_calendar;
			moot_csv_cell(&csv, whatif->scenarios[i].name);
			moot_csv_cell(&csv, price->row->file);
			moot_csv_integer(&csv, price->row->line);
			moot_csv_cell(&csv, price->row->text);
			const double figures[] = {price->objective, price->saving.senior_hours, price->saving.hours,
						  price->saving.cost};
			for (int f = 0; f < 4; f++)
				if (known)
					moot_csv_number(&csv, figures[f]);
				else
					moot_csv_cell(&csv, "");
			moot_csv_end_row(&csv);
		}
	return csv;
}

static void add_host(struct moot_csv *csv, const struct moot_whatif_duty *duty, const struct moot_whatif_host *host)
{
	struct moot_text seats = {0};
	const struct moot_totals *planned = &duty->without->after;
	moot_csv_cell(csv, host->board == MOOT_NONE ? "(new board)" : duty->landscape->boards[host->board].id);
	for (int s = 0; s < host->seats; s++) {
		moot_text_add(&seats, s > 0 ? "|" : "");
		moot_text_add(&seats, host->seats_of[s]);
	}
	moot_csv_cell(csv, seats.length > 0 ? seats.bytes : "");
	csv->text.failed = csv->text.failed || seats.failed;
	moot_text_clear(&seats);
	moot_csv_number(csv, host->after.senior_hours - planned->senior_hours + host->seat_cost.senior_hours);
	moot_csv_number(csv, host->after.hours - planned->hours + host->seat_cost.hours);
	moot_csv_number(csv, host->after.cost - planned->cost + host->seat_cost.cost);
	moot_csv_number(csv, host->price - duty->without->structure.objective);
	moot_csv_end_row(csv);
}

static struct moot_csv duties_table(const struct moot_whatif *whatif)
{
	static const char *const titles[] = {"scenario",          "duty",       "rank",      "board", "seats_to_add",
					     "more_senior_hours", "more_hours", "more_cost", "price", NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < whatif->scenario_count; i++)
		for (size_t d = 0; d < whatif->scenarios[i].duty_count; d++) {
			const struct moot_whatif_duty *duty = &whatif->scenarios[i].duties[d];
			for (size_t h = 0; h < duty->host_count && duty->hosts[h].status == MOOT_OK; h++) {
				moot_csv_cell(&csv, whatif->scenarios[i].name);
				moot_csv_cell(&csv, duty->landscape->duties[duty->duty].id);
				moot_csv_integer(&csv, (long)h + 1);
				add_host(&csv, duty, &duty->hosts[h]);
			}
		}
	return csv;
}

static enum moot_status put_all(struct moot_folder *folder, const struct moot_whatif *whatif, struct moot_error *error)
{
	static const struct {
		const char *stem;
		struct moot_csv (*make)(const struct moot_whatif *whatif);
	} tables[] = {{"scenarios", scenarios_table},
		      {"people", people_table},
		      {"organisations", organisations_table},
		      {"prices", prices_table},
		      {"duties", duties_table}};
	char *bytes = NULL;
	enum moot_status status = moot_whatif_to_json(whatif, &bytes, error);
	if (status == MOOT_OK)
		status = moot_folder_take(folder, "", "whatif", ".json", bytes, error);
	for (size_t i = 0; i < sizeof tables / sizeof *tables && status == MOOT_OK; i++) {
		struct moot_csv csv = tables[i].make(whatif);
		status = moot_text_take(&csv.text, &bytes, error);
		if (status == MOOT_OK)
			status = moot_folder_take(folder, "", tables[i].stem, ".csv", bytes, error);
	}
	if (status == MOOT_OK)
		status = moot_whatif_page(whatif, &bytes, error);
	return status == MOOT_OK ? moot_folder_take(folder, "", "report", ".html", bytes, error) : status;
}

enum moot_status moot_whatif_write(const struct moot_whatif *whatif, const char *folder, struct moot_error *error)
{
	struct moot_folder *writing = NULL;
	enum moot_status status = moot_folder_begin(folder, NAMES, &writing, error);
	if (status != MOOT_OK)
		return status;
	status = put_all(writing, whatif, error);
	if (status == MOOT_OK)
		return moot_folder_commit(writing, error);
	moot_folder_abandon(writing);
	return status;
}
