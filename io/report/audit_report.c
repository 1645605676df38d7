/* Today's landscape as HTML: totals, boards, people, organisations, and the pairs of boards that overlap. */
#include "io/report/audit_report.h"

#include "io/report/came.h"
#include "io/report/html.h"
#include "io/report/seen.h"

enum { MOST_PAIRS = 50 };

static void write_totals(struct moot_text *text, const struct moot_totals *totals)
{
	static const char *const titles[] = {"A year", "#Today", NULL};
	static const char *const names[] = {"Boards",
					    "Meetings",
					    "Hours of senior people",
					    "Hours of everyone",
					    "Cost of the time (GBP)",
					    "Agenda hours spent twice on the same theme"};
	double values[] = {totals->boards, totals->meetings, totals->senior_hours,
			   totals->hours,  totals->cost,     totals->duplicated_agenda_hours};
	moot_html_section(text, "short", "In short");
	moot_html_table(text, "The whole landscape", titles);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		moot_html_row(text, names[i]);
		moot_html_cell_number(text, values[i], 0);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	moot_html_section_end(text);
}

static void write_boards(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	static const char *const titles[] = {"Board",         "#Meetings a year", "#Minutes",    "#Members",
					     "#Senior hours", "#All hours",       "#Cost (GBP)", NULL};
	moot_html_section(text, "boards", "Boards");
	moot_html_table(text, "Today's boards and what they take in a year", titles);
	for (size_t i = 0; i < audit->board_count; i++) {
		const struct moot_audit_board *board = &audit->boards[i];
		moot_html_row(text, landscape->boards[board->board].name);
		moot_html_cell_number(text, board->meetings, 0);
		moot_html_cell_number(text, board->minutes, 0);
		moot_html_cell_number(text, board->members, 0);
		moot_html_cell_number(text, board->senior_hours, 1);
		moot_html_cell_number(text, board->hours, 1);
		moot_html_cell_number(text, board->cost, 0);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	moot_html_section_end(text);
}

static const char *person_name(const struct moot_landscape *landscape, int subject)
{
	return landscape->people[subject].name;
}

static const char *organisation_name(const struct moot_landscape *landscape, int subject)
{
	return subject == MOOT_NONE ? "(none)" : landscape->organisations[subject];
}

static void write_shares(struct moot_text *text, const char *caption, const struct moot_audit_share *shares,
			 size_t count, const char *(*name_of)(const struct moot_landscape *landscape, int subject),
			 const struct moot_landscape *landscape)
{
	static const char *const titles[] = {"Name", "#Boards", "#Senior hours", "#All hours", "#Cost (GBP)", NULL};
	moot_html_table(text, caption, titles);
	for (size_t i = 0; i < count; i++) {
		moot_html_row(text, name_of(landscape, shares[i].subject));
		moot_html_cell_number(text, shares[i].boards, 0);
		moot_html_cell_number(text, shares[i].senior_hours, 1);
		moot_html_cell_number(text, shares[i].hours, 1);
		moot_html_cell_number(text, shares[i].cost, 0);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

static void write_pairs(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	static const char *const titles[] = {"Board",           "And",           "#People on both",
					     "#Themes of both", "#Shared hours", NULL};
	moot_html_section(text, "overlaps", "Boards that overlap");
	if (audit->overlap_count == 0)
		moot_html_paragraph(text, "No two boards share a person or a theme.");
	else
		moot_html_table(text, "The pairs that share the most people and themes", titles);
	for (size_t i = 0; i < audit->overlap_count && i < MOST_PAIRS; i++) {
		const struct moot_audit_overlap *pair = &audit->overlaps[i];
		moot_html_row(text, landscape->boards[pair->a].name);
		moot_html_cell(text, landscape->boards[pair->b].name);
		moot_html_cell_number(text, pair->people, 0);
		moot_html_cell_number(text, pair->themes, 0);
		moot_html_cell_number(text, pair->shared_hours, 1);
		moot_html_row_end(text);
	}
	if (audit->overlap_count > 0)
		moot_html_table_end(text);
	if (audit->overlap_count > MOST_PAIRS)
		moot_text_format(text, "<p>And %zu more pairs, in overlaps.csv.</p>\n",
				 audit->overlap_count - MOST_PAIRS);
	moot_html_section_end(text);
}

enum moot_status moot_audit_report(const struct moot_landscape *landscape, const struct moot_audit *audit, char **out,
				   struct moot_error *error)
{
	struct moot_text text = {0};
	moot_html_begin(&text, "Today's boards", landscape->policy.name);
	write_totals(&text, &audit->totals);
	write_boards(&text, landscape, audit);
	moot_html_section(&text, "people", "People and organisations");
	write_shares(&text, "Organisations, by hours", audit->organisations, audit->organisation_count,
		     organisation_name, landscape);
	moot_text_format(&text, "<details><summary>People (%zu)</summary>\n", audit->person_count);
	write_shares(&text, "People, by hours", audit->people, audit->person_count, person_name, landscape);
	moot_text_add(&text, "</details>\n");
	moot_html_section_end(&text);
	write_pairs(&text, landscape, audit);
	moot_seen_page(&text, landscape);
	moot_came_page(&text, landscape);
	moot_html_end(&text);
	return moot_text_take(&text, out, error);
}
