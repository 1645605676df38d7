/* A what-if as a page: all scenarios in one table, then each with its changes, its rules' prices and who it touches. */
#include "io/report/html.h"
#include "io/report/whatif.h"

#include <math.h>
#include <stdio.h>

enum { MOST_PEOPLE = 10 };

static void add_figures(struct moot_text *text, const char *name, const struct moot_totals *totals,
			const struct moot_plan *plan)
{
	moot_html_row(text, name);
	moot_html_cell_number(text, totals->boards, 0);
	moot_html_cell_number(text, totals->meetings, 0);
	moot_html_cell_number(text, totals->senior_hours, 0);
	moot_html_cell_number(text, totals->hours, 0);
	moot_html_cell_number(text, totals->cost, 0);
	moot_html_cell_number(text, totals->duplicated_agenda_hours, 0);
	if (plan)
		moot_html_cell_number(text, moot_whatif_agreements(plan), 0);
	else
		moot_html_cell(text, "");
	if (plan && plan->has_calendar) {
		moot_html_cell_number(text, (double)moot_whatif_clashes(plan), 0);
		moot_html_cell_number(text, (double)plan->unscheduled_count, 0);
	} else {
		moot_html_cell(text, "");
		moot_html_cell(text, "");
	}
	moot_html_row_end(text);
}

static void write_table(struct moot_text *text, const struct moot_whatif *whatif)
{
	static const char *const titles[] = {
	    "Scenario",        "#Boards",     "#Meetings", "#Senior hours",   "#All hours", "#Cost (GBP)",
	    "#Repeated hours", "#Agreements", "#Clashes",  "#Without a date", NULL};
	moot_html_section(text, "scenarios", "Side by side");
	moot_html_table(text, "A year in each scenario", titles);
	add_figures(text, "today", &whatif->plan->before, NULL);
	add_figures(text, "as planned", &whatif->plan->after, whatif->plan);
	for (size_t i = 0; i < whatif->scenario_count; i++)
		if (whatif->scenarios[i].plan)
			add_figures(text, whatif->scenarios[i].name, &whatif->scenarios[i].plan->after,
				    whatif->scenarios[i].plan);
	moot_html_table_end(text);
	moot_html_section_end(text);
}

static void write_prices(struct moot_text *text, const struct moot_whatif_scenario *scenario)
{
	static const char *const titles[] = {"Rule",       "#Weighted hours", "#Senior hours",
					     "#All hours", "#Cost (GBP)",     NULL};
	if (scenario->price_count == 0)
		return;
	moot_html_table(text, "What dropping a rule would save a year", titles);
	for (size_t i = 0; i < scenario->price_count; i++) {
		const struct moot_whatif_price *price = &scenario->prices[i];
		moot_html_row(text, price->row->text);
		if (price->status == MOOT_OK && !price->row->is_calendar) {
			moot_html_cell_number(text, price->objective, 1);
			moot_html_cell_number(text, price->saving.senior_hours, 1);
			moot_html_cell_number(text, price->saving.hours, 1);
			moot_html_cell_number(text, price->saving.cost, 0);
		} else {
			moot_html_cell(text, price->row->is_calendar ? "dates only" : "not known");
			for (int c = 0; c < 3; c++)
				moot_html_cell(text, "");
		}
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

static void write_duty(struct moot_text *text, const struct moot_whatif_duty *duty)
{
	static const char *const titles[] = {
	    "Carrier", "#More senior hours", "#More hours", "#More cost (GBP)", "#More weighted hours", "#Seats to add",
	    NULL};
	const struct moot_totals *planned = &duty->without->after;
	moot_html_table(text, "Who could carry the new duty, the best first; seats to add counted", titles);
	for (size_t i = 0; i < duty->host_count && duty->hosts[i].status == MOOT_OK; i++) {
		const struct moot_whatif_host *host = &duty->hosts[i];
		moot_html_row(text,
			      host->board == MOOT_NONE ? "A new board" : duty->landscape->boards[host->board].name);
		moot_html_cell_number(
		    text, host->after.senior_hours - planned->senior_hours + host->seat_cost.senior_hours, 1);
		moot_html_cell_number(text, host->after.hours - planned->hours + host->seat_cost.hours, 1);
		moot_html_cell_number(text, host->after.cost - planned->cost + host->seat_cost.cost, 0);
		moot_html_cell_number(text, host->price - duty->without->structure.objective, 1);
		moot_html_cell_number(text, host->seats, 0);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

static void write_shares(struct moot_text *text, const char *caption, const struct moot_whatif_share *shares,
			 size_t count)
{
	static const char *const titles[] = {"Name",    "#Hours today",  "#As planned", "#In this scenario",
					     "#Change", "#Change (GBP)", NULL};
	moot_html_table(text, caption, titles);
	for (size_t i = 0; i < count; i++) {
		moot_html_row(text, shares[i].name);
		moot_html_cell_number(text, shares[i].today, 1);
		moot_html_cell_number(text, shares[i].planned, 1);
		moot_html_cell_number(text, shares[i].then, 1);
		moot_html_cell_number(text, shares[i].then - shares[i].planned, 1);
		moot_html_cell_number(text, shares[i].cost_then - shares[i].cost_planned, 0);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

static void write_who(struct moot_text *text, const struct moot_whatif *whatif,
		      const struct moot_whatif_scenario *scenario)
{
	struct moot_arena *arena = moot_arena_new();
	size_t people = 0;
	size_t organisations = 0;
	const struct moot_whatif_share *bodies =
	    arena ? moot_whatif_organisations(whatif, scenario, arena, &organisations) : NULL;
	const struct moot_whatif_share *persons = arena ? moot_whatif_people(whatif, scenario, arena, &people) : NULL;
	if (bodies && persons) {
		write_shares(text, "Hours of organisations", bodies, organisations);
		write_shares(text, "The people most affected", persons, people < MOST_PEOPLE ? people : MOST_PEOPLE);
	}
	text->failed = text->failed || !bodies || !persons;
	moot_arena_free(arena);
}

static void
write_list(struct moot_text *text, const char *lead, const struct moot_plan *plan, const struct moot_plan *other,
	   void (*list)(struct moot_text *text, const struct moot_plan *plan, const struct moot_plan *other))
{
	struct moot_text line = {0};
	moot_text_add(&line, lead);
	size_t before = line.length;
	list(&line, plan, other);
	if (line.length > before)
		moot_html_paragraph(text, line.bytes);
	text->failed = text->failed || line.failed;
	moot_text_clear(&line);
}

static void write_scenario(struct moot_text *text, const struct moot_whatif *whatif, size_t index)
{
	const struct moot_whatif_scenario *scenario = &whatif->scenarios[index];
	char id[32];
	char title[64];
	snprintf(id, sizeof id, "scenario-%zu", index + 1);
	snprintf(title, sizeof title, "Scenario %zu", index + 1);
	moot_html_section(text, id, title);
	moot_html_paragraph(text, scenario->name);
	if (!scenario->plan) {
		moot_html_paragraph(text, "There is no such plan:");
		moot_html_paragraph(text, scenario->message);
	} else {
		write_list(text, "One board, unlike as planned: ", scenario->plan, whatif->plan, moot_compare_merges);
		write_list(text, "By itself, unlike as planned: ", scenario->plan, whatif->plan, moot_compare_alone);
		for (size_t d = 0; d < scenario->duty_count; d++)
			write_duty(text, &scenario->duties[d]);
		write_prices(text, scenario);
		write_who(text, whatif, scenario);
	}
	moot_html_section_end(text);
}

enum moot_status moot_whatif_page(const struct moot_whatif *whatif, char **out, struct moot_error *error)
{
	struct moot_text text = {0};
	moot_html_begin(&text, "What if", whatif->landscape->policy.name);
	write_table(&text, whatif);
	for (size_t i = 0; i < whatif->scenario_count; i++)
		write_scenario(&text, whatif, i);
	moot_html_end(&text);
	return moot_text_take(&text, out, error);
}
