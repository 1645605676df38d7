/* `moot audit` for a person: totals, boards, the busiest people, organisations, the pairs that overlap most. */
#include "io/report/came.h"
#include "io/report/columns.h"
#include "io/report/findings.h"
#include "io/report/review.h"
#include "io/report/seen.h"
#include "io/text.h"

#include <moot/io.h>

enum { MOST_PEOPLE = 20, MOST_ORGANISATIONS = 20, MOST_PAIRS = 15, MOST_THEMES = 20, MOST_FINDINGS = 20 };

static void write_totals(struct moot_text *text, const struct moot_totals *totals)
{
	static const char *const names[] = {"Boards",           "Meetings a year",       "Senior hours a year",
					    "All hours a year", "Cost of the time, GBP", "Repeated agenda hours"};
	static const char *const titles[] = {"A year", "#today", NULL};
	double values[] = {totals->boards, totals->meetings, totals->senior_hours,
			   totals->hours,  totals->cost,     totals->duplicated_agenda_hours};
	struct moot_columns columns;
	moot_columns_begin(&columns, titles);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		moot_columns_text(&columns, names[i]);
		moot_columns_number(&columns, values[i], 0);
	}
	moot_columns_end(&columns, text);
}

static void write_boards(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	static const char *const titles[] = {"Board",     "#meetings", "#minutes", "#members",
					     "#senior h", "#hours",    "#GBP",     NULL};
	struct moot_columns columns;
	moot_columns_begin(&columns, titles);
	for (size_t i = 0; i < audit->board_count; i++) {
		const struct moot_audit_board *board = &audit->boards[i];
		moot_columns_text(&columns, landscape->boards[board->board].name);
		moot_columns_number(&columns, board->meetings, 0);
		moot_columns_number(&columns, board->minutes, 0);
		moot_columns_number(&columns, board->members, 0);
		moot_columns_number(&columns, board->senior_hours, 1);
		moot_columns_number(&columns, board->hours, 1);
		moot_columns_number(&columns, board->cost, 0);
	}
	moot_text_add(text, "\n");
	moot_columns_end(&columns, text);
}

static void write_shares(struct moot_text *text, const char *title, const struct moot_audit_share *shares, size_t count,
			 size_t most, const char *(*name_of)(const struct moot_landscape *landscape, int subject),
			 const struct moot_landscape *landscape)
{
	const char *const titles[] = {title, "#boards", "#senior h", "#hours", "#GBP", NULL};
	struct moot_columns columns;
	moot_columns_begin(&columns, titles);
	for (size_t i = 0; i < count && i < most; i++) {
		moot_columns_text(&columns, name_of(landscape, shares[i].subject));
		moot_columns_number(&columns, shares[i].boards, 0);
		moot_columns_number(&columns, shares[i].senior_hours, 1);
		moot_columns_number(&columns, shares[i].hours, 1);
		moot_columns_number(&columns, shares[i].cost, 0);
	}
	moot_text_add(text, "\n");
	moot_columns_end(&columns, text);
	if (count > most)
		moot_text_format(text, "  and %zu more\n", count - most);
}

static const char *person_name(const struct moot_landscape *landscape, int subject)
{
	return landscape->people[subject].name;
}

static const char *organisation_name(const struct moot_landscape *landscape, int subject)
{
	return subject == MOOT_NONE ? "(none)" : landscape->organisations[subject];
}

static void write_pairs(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	static const char *const titles[] = {"Boards that overlap", "and", "#people", "#themes", "#shared h", NULL};
	struct moot_columns columns;
	if (audit->overlap_count == 0)
		return;
	moot_columns_begin(&columns, titles);
	for (size_t i = 0; i < audit->overlap_count && i < MOST_PAIRS; i++) {
		const struct moot_audit_overlap *pair = &audit->overlaps[i];
		moot_columns_text(&columns, landscape->boards[pair->a].name);
		moot_columns_text(&columns, landscape->boards[pair->b].name);
		moot_columns_number(&columns, pair->people, 0);
		moot_columns_number(&columns, pair->themes, 0);
		moot_columns_number(&columns, pair->shared_hours, 1);
	}
	moot_text_add(text, "\n");
	moot_columns_end(&columns, text);
	if (audit->overlap_count > MOST_PAIRS)
		moot_text_format(text, "  and %zu more pairs\n", audit->overlap_count - MOST_PAIRS);
}

static void write_themes(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	static const char *const titles[] = {"Theme", "#boards", "#agenda h", "#repeated h", "#hours", "#GBP", NULL};
	struct moot_columns columns;
	moot_columns_begin(&columns, titles);
	for (size_t i = 0; i < audit->theme_count; i++) {
		const struct moot_audit_theme *theme = &audit->themes[i];
		if (i >= MOST_THEMES && theme->theme >= 0)
			continue;
		moot_columns_text(&columns, moot_theme_name(landscape, theme->theme));
		moot_columns_number(&columns, theme->boards, 0);
		moot_columns_number(&columns, theme->agenda_hours, 1);
		moot_columns_number(&columns, theme->repeated_hours, 1);
		moot_columns_number(&columns, theme->hours, 1);
		moot_columns_number(&columns, theme->cost, 0);
	}
	moot_text_add(text, "\n");
	moot_columns_end(&columns, text);
}

static void write_kinds(struct moot_text *text, const struct moot_audit *audit)
{
	static const char *const titles[] = {"Kind of board", "#boards", "#meetings", "#senior h",
					     "#hours",        "#GBP",    NULL};
	struct moot_columns columns;
	moot_columns_begin(&columns, titles);
	for (size_t i = 0; i < audit->kind_count; i++) {
		const struct moot_audit_kind *kind = &audit->kinds[i];
		moot_columns_text(&columns, *kind->name ? kind->name : "(none)");
		moot_columns_number(&columns, kind->boards, 0);
		moot_columns_number(&columns, kind->meetings, 0);
		moot_columns_number(&columns, kind->senior_hours, 1);
		moot_columns_number(&columns, kind->hours, 1);
		moot_columns_number(&columns, kind->cost, 0);
	}
	moot_text_add(text, "\n");
	moot_columns_end(&columns, text);
}

static void write_findings(struct moot_text *text, const struct moot_landscape *landscape,
			   const struct moot_audit *audit)
{
	if (audit->finding_count > 0)
		moot_text_add(text, "\n  What falls short\n");
	for (size_t i = 0; i < audit->finding_count && i < MOST_FINDINGS; i++) {
		moot_text_add(text, "  ");
		moot_text_plain(text, moot_finding_subject(landscape, &audit->findings[i]));
		moot_text_add(text, ": ");
		moot_finding_words(text, landscape, &audit->findings[i]);
		moot_text_add(text, "\n");
	}
	if (audit->finding_count > MOST_FINDINGS)
		moot_text_format(text, "  and %zu more\n", audit->finding_count - MOST_FINDINGS);
}

static void write_troubles(struct moot_text *text, const struct moot_landscape *landscape,
			   const struct moot_audit *audit)
{
	size_t doubles = 0;
	for (size_t i = 0; i < audit->booking_count; i++)
		doubles += audit->bookings[i].minutes < 0;
	write_findings(text, landscape, audit);
	if (audit->booking_count > 0)
		moot_text_format(
		    text, "\n  Calendars show %zu double bookings, and %zu times with less than %d minutes between\n",
		    doubles, audit->booking_count - doubles, landscape->policy.breathing_minutes);
	if (landscape->priority_count > 0)
		moot_text_format(text, "\n  %zu of the strategies' priorities stand in more than one strategy\n",
				 audit->repeat_count);
}

enum moot_status moot_audit_to_text(const struct moot_landscape *landscape, const struct moot_audit *audit, char **out,
				    struct moot_error *error)
{
	struct moot_text text = {0};
	moot_text_plain(&text, landscape->policy.name);
	moot_text_add(&text, "\n\n");
	write_totals(&text, &audit->totals);
	write_boards(&text, landscape, audit);
	write_kinds(&text, audit);
	write_themes(&text, landscape, audit);
	write_shares(&text, "Person", audit->people, audit->person_count, MOST_PEOPLE, person_name, landscape);
	write_shares(&text, "Organisation", audit->organisations, audit->organisation_count, MOST_ORGANISATIONS,
		     organisation_name, landscape);
	write_pairs(&text, landscape, audit);
	write_troubles(&text, landscape, audit);
	moot_seen_text(&text, landscape);
	moot_came_text(&text, landscape);
	moot_review_to_text(&text, audit->review);
	return moot_text_take(&text, out, error);
}
