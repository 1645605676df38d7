/* A what-if as a page: all scenarios in one table, then each with its changes, its rules' prices and who it touches. */
#include "io/report/chart.h"
#include "io/report/html.h"
#include "io/report/whatif.h"
#include "io/report/words.h"

#include <math.h>

enum { MOST_PEOPLE = 10 };

static void write_short(struct moot_text *text, const struct moot_whatif *whatif, size_t scenario)
{
	struct moot_text name = {0};
	moot_whatif_short(&name, whatif, scenario);
	moot_html_text(text, name.bytes ? name.bytes : "");
	text->failed |= name.failed;
	moot_text_clear(&name);
}

/* The cells behind a row's name. */
static void add_figures(struct moot_text *text, const struct moot_totals *totals, const struct moot_plan *plan)
{
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
		moot_html_cell_number(text, (double)moot_words_clash_count(plan), 0);
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
	    "Scenario",        "#Boards",   "#Meetings", "#Senior hours",   "#All hours", "#Cost (GBP)",
	    "#Repeated hours", "#To agree", "#May miss", "#Without a date", NULL};
	moot_html_section(text, "scenarios", "Side by side");
	moot_html_table(text, "A year in each scenario", titles);
	moot_html_row(text, "today");
	add_figures(text, &whatif->plan->before, NULL);
	moot_html_row(text, "as planned");
	add_figures(text, &whatif->plan->after, whatif->plan);
	for (size_t i = 0; i < whatif->scenario_count; i++) {
		if (!whatif->scenarios[i].plan)
			continue;
		moot_text_add(text, "<tr><th scope=\"row\">");
		write_short(text, whatif, i);
		moot_text_add(text, "</th>");
		add_figures(text, &whatif->scenarios[i].plan->after, whatif->scenarios[i].plan);
	}
	moot_html_table_end(text);
	moot_text_add(text, "<p class=\"note\">To agree: boards that need the agreement of their partners. May miss: "
			    "times that somebody who is expected is known to be elsewhere.</p>\n");
	moot_html_section_end(text);
}

static void write_words(struct moot_text *text, const struct moot_plan *plan,
			void (*write)(struct moot_text *text, const struct moot_plan *plan))
{
	struct moot_text words = {0};
	write(&words, plan);
	moot_html_words(text, "", &words);
}

static bool is_priced(const struct moot_whatif_price *price)
{
	return price->status == MOOT_OK && !price->row->is_calendar;
}

/* The largest saving or loss, for the scale. */
static struct moot_scale price_scale(const struct moot_whatif_scenario *scenario)
{
	double most = 0;
	for (size_t i = 0; i < scenario->price_count; i++)
		if (is_priced(&scenario->prices[i]))
			most = fmax(most, fabs(scenario->prices[i].objective));
	return moot_scale_make(0, most, 3);
}

static void write_price(struct moot_text *text, const struct moot_whatif_price *price, const struct moot_scale *scale)
{
	moot_html_row(text, price->row->text);
	if (is_priced(price)) {
		moot_html_cell_number(text, price->objective, 1);
		moot_html_cell_number(text, price->saving.senior_hours, 1);
		moot_html_cell_number(text, price->saving.hours, 1);
		moot_html_cell_number(text, price->saving.cost, 0);
		moot_chart_bar_cell(text, scale, price->objective < 0 ? MOOT_TONE_TROUBLE : MOOT_TONE_AFTER,
				    fabs(price->objective),
				    price->objective < 0 ? "weighted hours lost" : "weighted hours saved");
	} else {
		moot_html_cell(text, price->row->is_calendar             ? "on dates alone"
				     : price->status == MOOT_ERROR_INPUT ? "other rows need it"
									 : "not known");
		for (int c = 0; c < 4; c++)
			moot_html_cell(text, "");
	}
	moot_html_row_end(text);
}

static void write_prices(struct moot_text *text, const struct moot_whatif_scenario *scenario)
{
	static const char *const titles[] = {"Row of the scenario", "#Weighted hours", "#Senior hours",
					     "#All hours",          "#Cost (GBP)",     NULL};
	const struct moot_scale scale = price_scale(scenario);
	if (scenario->price_count == 0)
		return;
	moot_html_table_begin(text,
			      "The price of each row: what a year without it would save (negative: what it saves)");
	moot_html_table_titles(text, titles);
	moot_chart_axis_cell(text, &scale, "Weighted hours saved without it, or lost");
	moot_html_table_body(text);
	for (size_t i = 0; i < scenario->price_count; i++)
		write_price(text, &scenario->prices[i], &scale);
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

static void write_who(struct moot_text *text, const struct moot_whatif *whatif,
		      const struct moot_whatif_scenario *scenario)
{
	const struct moot_side planned = moot_whatif_planned(whatif);
	const struct moot_side then = moot_whatif_then(scenario);
	struct moot_who who;
	if (moot_who_changes(&planned, &then, &who)) {
		moot_shares_table(text, "Hours of organisations, those that change most first", "#In this scenario",
				  who.organisations, who.organisation_count);
		moot_shares_table(text, "The people most affected", "#In this scenario", who.people,
				  who.person_count < MOST_PEOPLE ? who.person_count : MOST_PEOPLE);
	} else {
		text->failed = true;
	}
	moot_who_clear(&who);
}

/* The boards that are otherwise than as planned, by name. */
static void write_boards(struct moot_text *text, const struct moot_whatif *whatif,
			 const struct moot_whatif_scenario *scenario)
{
	static const char *const leads[] = {"By itself, unlike as planned: ", "One board, unlike as planned: "};
	bool any = false;
	for (int merged = 1; merged >= 0; merged--) {
		struct moot_text words = {0};
		moot_text_add(&words, leads[merged]);
		size_t lead = words.length;
		moot_compare_names(&words, scenario->landscape, scenario->plan, whatif->plan, merged == 1);
		if (words.length > lead) {
			moot_text_add(&words, ".");
			moot_html_words(text, "", &words);
			any = true;
		}
		text->failed |= words.failed;
		moot_text_clear(&words);
	}
	if (!any)
		moot_html_paragraph(text, "The boards are those as planned.");
}

/* What the year costs against the plan, and what the change itself costs. */
static void write_summary(struct moot_text *text, const struct moot_whatif *whatif,
			  const struct moot_whatif_scenario *scenario)
{
	struct moot_text words = {0};
	moot_text_add(&words, "Against the plan: ");
	moot_whatif_difference(&words, whatif, scenario);
	moot_text_add(&words, ".");
	if (moot_compare_payback(&scenario->landscape->policy, scenario->plan).hours > 0) {
		moot_text_add(&words, " Against today: ");
		moot_compare_payback_words(&words, &scenario->landscape->policy, scenario->plan);
		moot_text_add(&words, ".");
	}
	moot_html_words(text, "", &words);
	write_words(text, scenario->plan, moot_words_structure_quality);
	if (scenario->plan->has_calendar)
		write_words(text, scenario->plan, moot_words_calendar_quality);
}

static void write_scenario(struct moot_text *text, const struct moot_whatif *whatif, size_t index)
{
	const struct moot_whatif_scenario *scenario = &whatif->scenarios[index];
	moot_text_format(text, "<section aria-labelledby=\"scenario-%zu\">\n<h2 id=\"scenario-%zu\">", index + 1,
			 index + 1);
	write_short(text, whatif, index);
	moot_text_add(text, "</h2>\n<p class=\"note\">Scenario ");
	moot_text_format(text, "%zu: ", index + 1);
	moot_html_text(text, scenario->name);
	moot_text_add(text, "</p>\n");
	if (!scenario->plan) {
		moot_html_paragraph(text, "There is no such plan:");
		moot_html_paragraph(text, scenario->message);
	} else {
		write_summary(text, whatif, scenario);
		write_boards(text, whatif, scenario);
		for (size_t d = 0; d < scenario->duty_count; d++)
			write_duty(text, &scenario->duties[d]);
		write_prices(text, scenario);
		write_who(text, whatif, scenario);
	}
	moot_html_section_end(text);
}

/* --- all of them at a glance --- */

static struct moot_scale glance_scale(const struct moot_whatif *whatif)
{
	double most = whatif->plan->after.senior_hours;
	for (size_t i = 0; i < whatif->scenario_count; i++)
		if (whatif->scenarios[i].plan)
			most = fmax(most, whatif->scenarios[i].plan->after.senior_hours);
	return moot_scale_make(0, most, 4);
}

static void write_glance(struct moot_text *text, const struct moot_whatif *whatif)
{
	static const char *const titles[] = {"Scenario", "In a sentence", NULL};
	const struct moot_scale scale = glance_scale(whatif);
	moot_html_section(text, "short", "In short");
	moot_html_table_begin(text, "Each scenario against the plan");
	moot_html_table_titles(text, titles);
	moot_chart_axis_cell(text, &scale, "Hollow: as planned; full: the scenario (senior hours)");
	moot_html_table_body(text);
	for (size_t i = 0; i < whatif->scenario_count; i++) {
		const struct moot_whatif_scenario *scenario = &whatif->scenarios[i];
		struct moot_text words = {0};
		moot_text_format(text, "<tr><th scope=\"row\"><a href=\"#scenario-%zu\">", i + 1);
		write_short(text, whatif, i);
		moot_text_add(text, "</a></th>");
		moot_whatif_difference(&words, whatif, scenario);
		moot_html_cell(text, words.bytes ? words.bytes : "");
		if (scenario->plan)
			moot_chart_change_cell(text, &scale, whatif->plan->after.senior_hours,
					       scenario->plan->after.senior_hours, "senior hours");
		else
			moot_html_cell(text, "");
		moot_html_row_end(text);
		text->failed |= words.failed;
		moot_text_clear(&words);
	}
	moot_html_table_end(text);
	moot_html_section_end(text);
}

enum moot_status moot_whatif_page(const struct moot_whatif *whatif, char **out, struct moot_error *error)
{
	struct moot_text text = {0};
	moot_html_begin(&text, "What if", whatif->landscape->policy.name);
	write_glance(&text, whatif);
	write_table(&text, whatif);
	for (size_t i = 0; i < whatif->scenario_count; i++)
		write_scenario(&text, whatif, i);
	moot_html_end(&text);
	return moot_text_take(&text, out, error);
}
