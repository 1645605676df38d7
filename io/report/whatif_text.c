/* A what-if on the terminal. */
#include "io/report/columns.h"
#include "io/report/whatif.h"
#include "io/report/words.h"

#include <math.h>

enum { MOST_PEOPLE = 10, MOST_HOSTS = 8, MOST_ORGANISATIONS = 8 };

static void add_figures(struct moot_columns *columns, const struct moot_totals *totals)
{
	moot_columns_number(columns, totals->boards, 0);
	moot_columns_number(columns, totals->meetings, 0);
	moot_columns_number(columns, totals->senior_hours, 0);
	moot_columns_number(columns, totals->hours, 0);
	moot_columns_number(columns, totals->cost, 0);
	moot_columns_number(columns, totals->duplicated_agenda_hours, 0);
}

static void add_empty(struct moot_columns *columns, int count)
{
	for (int i = 0; i < count; i++)
		moot_columns_text(columns, "");
}

static void write_table(struct moot_text *text, const struct moot_whatif *whatif)
{
	static const char *const titles[] = {"",           "#boards",     "#meetings",   "#senior h", "#all h",
					     "#cost, GBP", "#repeated h", "#agreements", NULL};
	struct moot_columns columns;
	moot_columns_begin(&columns, titles);
	moot_columns_text(&columns, "today");
	add_figures(&columns, &whatif->plan->before);
	moot_columns_text(&columns, "");
	moot_columns_text(&columns, "as planned");
	add_figures(&columns, &whatif->plan->after);
	moot_columns_number(&columns, moot_whatif_agreements(whatif->plan), 0);
	for (size_t i = 0; i < whatif->scenario_count; i++) {
		const struct moot_whatif_scenario *scenario = &whatif->scenarios[i];
		moot_columns_text(&columns, scenario->name);
		if (!scenario->plan) {
			moot_columns_text(&columns, "no plan");
			add_empty(&columns, 6);
			continue;
		}
		add_figures(&columns, &scenario->plan->after);
		moot_columns_number(&columns, moot_whatif_agreements(scenario->plan), 0);
	}
	moot_columns_end(&columns, text);
}

static void write_changes(struct moot_text *text, const struct moot_whatif *whatif, const struct moot_plan *plan)
{
	struct moot_text merges = {0};
	struct moot_text alone = {0};
	moot_compare_merges(&merges, plan, whatif->plan);
	moot_compare_alone(&alone, plan, whatif->plan);
	if (merges.length > 0)
		moot_text_format(text, "  one board, unlike as planned: %s\n", merges.bytes);
	if (alone.length > 0)
		moot_text_format(text, "  by itself, unlike as planned: %s\n", alone.bytes);
	if (merges.length == 0 && alone.length == 0)
		moot_text_add(text, "  the boards are those as planned\n");
	text->failed = text->failed || merges.failed || alone.failed;
	moot_text_clear(&merges);
	moot_text_clear(&alone);
}

static void write_payback(struct moot_text *text, const struct moot_whatif_scenario *scenario)
{
	const struct moot_policy *policy = &scenario->landscape->policy;
	if (!(moot_compare_payback(policy, scenario->plan).hours > 0))
		return;
	moot_text_add(text, "  ");
	moot_compare_payback_words(text, policy, scenario->plan);
	moot_text_add(text, "\n");
}

static void write_calendar(struct moot_text *text, const struct moot_plan *plan)
{
	if (!plan->has_calendar)
		return;
	moot_text_format(text, "  %zu clashes, %zu meetings without a date, calendar ", moot_words_clash_count(plan),
			 plan->unscheduled_count);
	moot_text_fixed(text, plan->calendar.objective, 1);
	moot_text_add(text, " hours\n");
}

/* "12.3 senior hours, 40 hours, GBP 900" with signs as savings. */
static void write_saving(struct moot_text *text, const struct moot_saving *saving)
{
	moot_text_fixed(text, saving->senior_hours, 1);
	moot_text_add(text, " senior hours, ");
	moot_text_fixed(text, saving->hours, 1);
	moot_text_add(text, " hours, GBP ");
	moot_text_fixed(text, saving->cost, 0);
}

static void write_prices(struct moot_text *text, const struct moot_whatif_scenario *scenario)
{
	if (scenario->price_count > 0)
		moot_text_add(text, "  what dropping a rule would save a year (weighted hours first):\n");
	for (size_t i = 0; i < scenario->price_count; i++) {
		const struct moot_whatif_price *price = &scenario->prices[i];
		moot_text_add(text, "    ");
		moot_text_plain(text, price->row->text);
		if (price->row->is_calendar) {
			moot_text_add(text, ": the boards do not depend on it\n");
		} else if (price->status == MOOT_ERROR_INPUT) {
			moot_text_add(text, ": other rows need it\n");
		} else if (price->status != MOOT_OK) {
			moot_text_add(text, ": not known\n");
		} else {
			moot_text_add(text, ": ");
			moot_text_fixed(text, price->objective, 1);
			moot_text_add(text, "; ");
			write_saving(text, &price->saving);
			moot_text_add(text, "\n");
		}
	}
}

static void write_shares(struct moot_text *text, const char *title, const struct moot_share *shares, size_t count,
			 size_t most, bool unchanged_too)
{
	const char *const titles[] = {title, "#today", "#as planned", "#here", "#change", "#GBP change", NULL};
	struct moot_columns columns;
	size_t shown = 0;
	moot_columns_begin(&columns, titles);
	for (size_t i = 0; i < count && i < most; i++) {
		if (!unchanged_too && fabs(shares[i].then - shares[i].planned) < 0.05 &&
		    fabs(shares[i].cost_then - shares[i].cost_planned) < 0.5)
			continue;
		moot_columns_text(&columns, shares[i].name);
		moot_columns_number(&columns, shares[i].today, 1);
		moot_columns_number(&columns, shares[i].planned, 1);
		moot_columns_number(&columns, shares[i].then, 1);
		moot_columns_number(&columns, shares[i].then - shares[i].planned, 1);
		moot_columns_number(&columns, shares[i].cost_then - shares[i].cost_planned, 0);
		shown++;
	}
	if (shown > 0)
		moot_columns_end(&columns, text);
	else
		moot_text_clear(&columns.cells);
}

static void write_duty(struct moot_text *text, const struct moot_whatif_duty *duty)
{
	static const char *const titles[] = {"Who carries it",  "#more senior h", "#more hours", "#more GBP",
					     "#weighted hours", "seats to add",   NULL};
	struct moot_columns columns;
	moot_text_add(text, "  the new duty ");
	moot_text_plain(text, duty->landscape->duties[duty->duty].id);
	moot_text_add(text, ", the best carriers and what it adds:\n");
	moot_columns_begin(&columns, titles);
	for (size_t i = 0; i < duty->host_count; i++) {
		const struct moot_whatif_host *host = &duty->hosts[i];
		if (host->status != MOOT_OK || (i >= MOST_HOSTS && host->board != MOOT_NONE))
			continue;
		moot_columns_text(&columns,
				  host->board == MOOT_NONE ? "(a new board)" : duty->landscape->boards[host->board].id);
		moot_columns_number(
		    &columns,
		    host->after.senior_hours - duty->without->after.senior_hours + host->seat_cost.senior_hours, 1);
		moot_columns_number(&columns, host->after.hours - duty->without->after.hours + host->seat_cost.hours,
				    1);
		moot_columns_number(&columns, host->after.cost - duty->without->after.cost + host->seat_cost.cost, 0);
		moot_columns_number(&columns, host->price - duty->without->structure.objective, 1);
		struct moot_text seats = {0};
		for (int s = 0; s < host->seats; s++) {
			moot_text_add(&seats, s > 0 ? ", " : "");
			moot_text_plain(&seats, host->seats_of[s]);
		}
		columns.cells.failed = columns.cells.failed || seats.failed;
		moot_columns_text(&columns, seats.length > 0 ? seats.bytes : "");
		moot_text_clear(&seats);
	}
	moot_columns_end(&columns, text);
}

static bool write_scenario(struct moot_text *text, const struct moot_whatif *whatif,
			   const struct moot_whatif_scenario *scenario)
{
	const struct moot_side planned = moot_whatif_planned(whatif);
	const struct moot_side then = moot_whatif_then(scenario);
	struct moot_who who;
	moot_text_add(text, "\n");
	moot_text_plain(text, scenario->name);
	moot_text_add(text, "\n");
	if (!scenario->plan) {
		moot_text_format(text, "  no plan: %s\n", scenario->message);
		return true;
	}
	write_changes(text, whatif, scenario->plan);
	write_payback(text, scenario);
	write_calendar(text, scenario->plan);
	for (size_t d = 0; d < scenario->duty_count; d++)
		write_duty(text, &scenario->duties[d]);
	write_prices(text, scenario);
	const bool whole = moot_who_changes(&planned, &then, &who);
	if (whole) {
		write_shares(text, "Organisation, hours", who.organisations, who.organisation_count,
			     whatif->burden ? who.organisation_count : MOST_ORGANISATIONS, whatif->burden);
		write_shares(text, "Person, hours", who.people, who.person_count, MOST_PEOPLE, false);
	}
	moot_who_clear(&who);
	return whole;
}

enum moot_status moot_whatif_to_text(const struct moot_whatif *whatif, char **out, struct moot_error *error)
{
	struct moot_text text = {0};
	moot_text_plain(&text, whatif->landscape->policy.name);
	moot_text_add(&text, "\n\n");
	write_table(&text, whatif);
	for (size_t i = 0; i < whatif->scenario_count; i++)
		text.failed = !write_scenario(&text, whatif, &whatif->scenarios[i]) || text.failed;
	return moot_text_take(&text, out, error);
}
