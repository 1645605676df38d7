/*
 * report.html of an audit: half a page for a director, then what falls short, what overlaps, and what today's boards
 * take, by board, kind, theme, organisation and person, each with a picture beside its figures.
 */
#include "io/report/audit_report.h"

#include "io/report/came.h"
#include "io/report/chart.h"
#include "io/report/findings.h"
#include "io/report/html.h"
#include "io/report/overlap.h"
#include "io/report/review.h"
#include "io/report/seen.h"
#include "io/report/words.h"

#include <math.h>

enum { MOST_PEOPLE = 40 };

static void write_totals(struct moot_text *text, const struct moot_totals *totals)
{
	const struct moot_tile tiles[] = {
	    {"Boards", "", 0, 0, totals->boards},
	    {"Meetings a year", "", 0, 0, totals->meetings},
	    {"Hours of senior people a year", "", 0, 0, totals->senior_hours},
	    {"Hours of everyone a year", "", 0, 0, totals->hours},
	    {"Cost of the time a year", "£", 0, 0, totals->cost},
	    {"Agenda hours spent twice on the same theme", "", 1, 0, totals->duplicated_agenda_hours},
	};
	moot_html_tiles(text);
	for (size_t i = 0; i < sizeof tiles / sizeof *tiles; i++)
		moot_html_tile(text, &tiles[i]);
	moot_html_tiles_end(text);
}

static void write_busiest(struct moot_text *text, const struct moot_landscape *landscape,
			  const struct moot_audit *audit)
{
	const struct moot_audit_share *busiest = &audit->people[0];
	moot_text_add(text, "<li><strong>");
	moot_html_text(text, landscape->people[busiest->subject].name);
	moot_text_add(text, "</strong> gives the most hours: ");
	moot_text_fixed(text, busiest->hours, 0);
	moot_text_format(text, " a year, on %d board%s.</li>\n", busiest->boards, busiest->boards == 1 ? "" : "s");
}

static void write_closest(struct moot_text *text, const struct moot_landscape *landscape,
			  const struct moot_audit *audit)
{
	const struct moot_audit_overlap *pair = &audit->overlaps[0];
	moot_text_add(text, "<li>The most people in common: <strong>");
	moot_html_text(text, landscape->boards[pair->a].name);
	moot_text_add(text, "</strong> and <strong>");
	moot_html_text(text, landscape->boards[pair->b].name);
	moot_text_format(text, "</strong> share %d people and %d theme%s.</li>\n", pair->people, pair->themes,
			 pair->themes == 1 ? "" : "s");
}

static void write_points(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	size_t doubles = 0;
	for (size_t i = 0; i < audit->booking_count; i++)
		doubles += audit->bookings[i].minutes < 0;
	moot_text_add(text, "<h3>What stands out</h3>\n<ul>\n");
	if (audit->person_count > 0)
		write_busiest(text, landscape, audit);
	if (audit->overlap_count > 0)
		write_closest(text, landscape, audit);
	if (audit->theme_count > 0 && audit->themes[0].theme >= 0) {
		moot_text_add(text, "<li>The theme with the most hours: <strong>");
		moot_html_text(text, landscape->themes[audit->themes[0].theme]);
		moot_text_format(text, "</strong>, on the agendas of %d board%s.</li>\n", audit->themes[0].boards,
				 audit->themes[0].boards == 1 ? "" : "s");
	}
	moot_text_format(text, "<li>What falls short: <a href=\"#findings\">%zu finding%s</a>.</li>\n",
			 audit->finding_count, audit->finding_count == 1 ? "" : "s");
	moot_text_format(text, "<li>Double bookings that calendars show: <a href=\"#bookings\">%zu</a>.</li>\n",
			 doubles);
	if (landscape->priority_count > 0)
		moot_text_format(text,
				 "<li>Priorities in more than one strategy: <a href=\"#strategies\">%zu</a>.</li>\n",
				 audit->repeat_count);
	moot_text_add(text, "</ul>\n");
}

static void write_contents(struct moot_text *text, const struct moot_landscape *landscape,
			   const struct moot_audit *audit)
{
	moot_text_add(text, "<nav aria-label=\"Contents\"><ul>\n");
	if (audit->review)
		moot_text_add(text, "<li><a href=\"#review\">The year in review</a></li>\n");
	moot_text_add(text, "<li><a href=\"#findings\">What falls short</a></li>\n"
			    "<li><a href=\"#overlaps\">Boards that overlap</a></li>\n"
			    "<li><a href=\"#boards\">Boards</a></li>\n"
			    "<li><a href=\"#themes\">Kinds and themes</a></li>\n"
			    "<li><a href=\"#people\">Organisations and people</a></li>\n"
			    "<li><a href=\"#bookings\">Double bookings and back-to-backs</a></li>\n");
	if (landscape->came_count > 0)
		moot_text_add(text, "<li><a href=\"#attendance\">Who came</a></li>\n");
	if (moot_seen_anything(landscape))
		moot_text_add(text, "<li><a href=\"#seen\">What calendars show</a></li>\n");
	moot_text_add(text, "<li><a href=\"#strategies\">Strategies and their priorities</a></li>\n"
			    "</ul>\n");
	moot_html_editions(text);
	moot_text_add(text, "</nav>\n");
}

/* The four figures that every group has, and a bar of its hours. */
static void write_figures(struct moot_text *text, const struct moot_scale *scale, double senior, double hours,
			  double cost)
{
	moot_html_cell_number(text, senior, 1);
	moot_html_cell_number(text, hours, 1);
	moot_html_cell_number(text, cost, 0);
	moot_chart_bar_cell(text, scale, MOOT_TONE_AFTER, hours, "hours");
	moot_html_row_end(text);
}

static void begin_figures(struct moot_text *text, const char *caption, const char *const *titles,
			  const struct moot_scale *scale)
{
	static const char *const figures[] = {"#Senior hours", "#All hours", "#Cost (£)", NULL};
	moot_html_table_begin(text, caption);
	moot_html_table_titles(text, titles);
	moot_html_table_titles(text, figures);
	moot_chart_axis_cell(text, scale, "All hours a year");
	moot_html_table_body(text);
}

static void write_boards(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	static const char *const titles[] = {"Board", "#Meetings a year", "#Minutes", "#Members", NULL};
	double most = 0;
	for (size_t i = 0; i < audit->board_count; i++)
		most = fmax(most, audit->boards[i].hours);
	struct moot_scale scale = moot_scale_make(0, most, 3);
	moot_html_section(text, "boards", "Boards");
	begin_figures(text, "Today's boards and what they take in a year", titles, &scale);
	for (size_t i = 0; i < audit->board_count; i++) {
		const struct moot_audit_board *board = &audit->boards[i];
		moot_html_row(text, landscape->boards[board->board].name);
		moot_html_cell_number(text, board->meetings, 0);
		moot_html_cell_number(text, board->minutes, 0);
		moot_html_cell_number(text, board->members, 0);
		write_figures(text, &scale, board->senior_hours, board->hours, board->cost);
	}
	moot_html_table_end(text);
	moot_html_section_end(text);
}

static void write_kinds(struct moot_text *text, const struct moot_audit *audit)
{
	static const char *const titles[] = {"Kind of board", "#Boards", "#Meetings a year", NULL};
	struct moot_scale scale = moot_scale_make(0, audit->kind_count > 0 ? audit->kinds[0].hours : 0, 3);
	begin_figures(text, "Boards by kind", titles, &scale);
	for (size_t i = 0; i < audit->kind_count; i++) {
		const struct moot_audit_kind *kind = &audit->kinds[i];
		moot_html_row(text, *kind->name ? kind->name : "(no kind given)");
		moot_html_cell_number(text, kind->boards, 0);
		moot_html_cell_number(text, kind->meetings, 0);
		write_figures(text, &scale, kind->senior_hours, kind->hours, kind->cost);
	}
	moot_html_table_end(text);
}

static void write_themes(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	static const char *const titles[] = {"Theme", "#Boards", "#Agenda hours", "#Of them repeated", NULL};
	double most = 0;
	for (size_t i = 0; i < audit->theme_count; i++)
		most = fmax(most, audit->themes[i].hours);
	struct moot_scale scale = moot_scale_make(0, most, 3);
	begin_figures(text, "What boards talk about, over all of them, in a year", titles, &scale);
	for (size_t i = 0; i < audit->theme_count; i++) {
		const struct moot_audit_theme *theme = &audit->themes[i];
		moot_html_row(text, moot_theme_name(landscape, theme->theme));
		moot_html_cell_number(text, theme->boards, 0);
		moot_html_cell_number(text, theme->agenda_hours, 1);
		moot_html_cell_number(text, theme->repeated_hours, 1);
		write_figures(text, &scale, theme->senior_hours, theme->hours, theme->cost);
	}
	moot_html_table_end(text);
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
	static const char *const titles[] = {"Name", "#Boards", NULL};
	struct moot_scale scale = moot_scale_make(0, count > 0 ? shares[0].hours : 0, 3);
	begin_figures(text, caption, titles, &scale);
	for (size_t i = 0; i < count; i++) {
		moot_html_row(text, name_of(landscape, shares[i].subject));
		moot_html_cell_number(text, shares[i].boards, 0);
		write_figures(text, &scale, shares[i].senior_hours, shares[i].hours, shares[i].cost);
	}
	moot_html_table_end(text);
}

static void write_people(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	size_t shown = audit->person_count < MOST_PEOPLE ? audit->person_count : MOST_PEOPLE;
	moot_html_section(text, "people", "Organisations and people");
	write_shares(text, "Organisations, by hours", audit->organisations, audit->organisation_count,
		     organisation_name, landscape);
	write_shares(text, shown < audit->person_count ? "The people with the most hours" : "People, by hours",
		     audit->people, shown, person_name, landscape);
	if (shown < audit->person_count) {
		moot_html_details(text, "Everyone else", audit->person_count - shown);
		write_shares(text, "Everyone else, by hours", audit->people + shown, audit->person_count - shown,
			     person_name, landscape);
		moot_html_details_end(text);
	}
	moot_html_section_end(text);
}

static void write_overlaps(struct moot_text *text, const struct moot_landscape *landscape,
			   const struct moot_audit *audit)
{
	moot_html_section(text, "overlaps", "Boards that overlap");
	moot_overlap_picture(text, landscape, audit, NULL);
	moot_overlap_table(text, landscape, audit);
	moot_html_section_end(text);
}

enum moot_status moot_audit_report(const struct moot_landscape *landscape, const struct moot_audit *audit, char **out,
				   struct moot_error *error)
{
	struct moot_text text = {0};
	moot_html_begin(&text, "Today's boards", landscape->policy.name);
	moot_html_section(&text, "short", "In short");
	moot_text_add(&text, "<p>From ");
	moot_words_day(&text, landscape->policy.start);
	moot_text_add(&text, " to ");
	moot_words_day(&text, landscape->policy.end);
	moot_text_add(&text, ".</p>\n");
	write_totals(&text, &audit->totals);
	write_points(&text, landscape, audit);
	moot_html_section_end(&text);
	write_contents(&text, landscape, audit);
	moot_review_page(&text, audit->review);
	moot_audit_report_findings(&text, landscape, audit);
	write_overlaps(&text, landscape, audit);
	write_boards(&text, landscape, audit);
	moot_html_section(&text, "themes", "Kinds and themes");
	write_kinds(&text, audit);
	write_themes(&text, landscape, audit);
	moot_html_section_end(&text);
	write_people(&text, landscape, audit);
	moot_audit_report_bookings(&text, landscape, audit);
	moot_seen_page(&text, landscape);
	moot_came_page(&text, landscape);
	moot_audit_report_strategies(&text, landscape, audit);
	if (landscape->warning_count > 0) {
		moot_html_section(&text, "inputs", "What was read");
		moot_html_warnings(&text, landscape->warnings, landscape->warning_count);
		moot_html_section_end(&text);
	}
	moot_html_end(&text);
	return moot_text_take(&text, out, error);
}
