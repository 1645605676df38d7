/*
 * report.html of a plan: half a page for a director, then what merges, what it saves and the detail behind it.
 *
 * The order is that of the questions asked in the room: what changes, what is saved, whose agreement is needed, how
 * good is it, and only then the tables.
 */
#include "io/report/plan_report.h"

#include "io/report/audit_report.h"
#include "io/report/compare.h"
#include "io/report/html.h"
#include "io/report/words.h"

enum { MOST_AGREEMENTS = 8 };

static void write_words(struct moot_text *text, const char *class_name, const struct moot_plan *plan,
			void (*write)(struct moot_text *text, const struct moot_plan *plan))
{
	struct moot_text words = {0};
	write(&words, plan);
	moot_html_words(text, class_name, &words);
}

static void write_agreements(struct moot_text *text, const struct moot_plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->board_count; i++) {
		if (!plan->boards[i].needs_agreement)
			continue;
		if (count++ == 0)
			moot_text_add(text, "<p>These need the agreement of their partners:</p>\n<ul>\n");
		if (count > MOST_AGREEMENTS)
			continue;
		moot_text_add(text, "<li>");
		moot_html_text(text, plan->boards[i].name);
		moot_text_format(text, " (%zu board%s)</li>\n", plan->boards[i].from_count,
				 plan->boards[i].from_count == 1 ? "" : "s");
	}
	if (count > MOST_AGREEMENTS)
		moot_text_format(text, "<li>and %zu more, marked below</li>\n", count - MOST_AGREEMENTS);
	moot_text_add(text, count > 0 ? "</ul>\n"
				      : "<p>Nothing proposed is marked as needing the agreement of partners.</p>\n");
}

static void write_placed(struct moot_text *text, const struct moot_plan *plan)
{
	if (!plan->has_calendar)
		return;
	size_t clashes = moot_words_clash_count(plan);
	moot_text_format(text, "<p>%zu meeting%s dated; ", plan->meeting_count,
			 plan->meeting_count == 1 ? " is" : "s are");
	if (plan->unscheduled_count == 0)
		moot_text_add(text, "none is left without a date. ");
	else
		moot_text_format(text, "<strong class=\"warn\">%zu found no date</strong>. ", plan->unscheduled_count);
	moot_text_format(text, "People who may miss one: %zu time%s (<a href=\"#troubles\">which</a>).</p>\n", clashes,
			 clashes == 1 ? "" : "s");
}

/* Themes that one board of the plan leads for another; those of closed boards are told with these. */
static void write_led(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	size_t led = 0;
	for (size_t i = 0; i < plan->handed_over_count; i++) {
		const struct moot_name *from = moot_names_find(&report->proposed, plan->handed_over[i].from);
		led += from && plan->boards[from->index].fate != MOOT_CLOSED;
	}
	if (led > 0)
		moot_text_format(text,
				 "<p>%zu time%s, a board leads a theme for another, which then only takes a report on "
				 "it (<a href=\"#boards\">which</a>).</p>\n",
				 led, led == 1 ? "" : "s");
}

static void write_opening(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	moot_html_section(text, "short", "In short");
	moot_text_add(text, "<p>From ");
	moot_words_day(text, plan->start);
	moot_text_add(text, " to ");
	moot_words_day(text, plan->end);
	moot_text_add(text, ".</p>\n");
	write_words(text, "big", plan, moot_words_changes);
	write_led(text, report);
	moot_compare_tiles(text, &plan->before, &plan->after);
	moot_text_add(text, "<div class=\"pair\"><div>\n<h3>What needs agreement</h3>\n");
	write_agreements(text, plan);
	moot_text_add(text, "</div><div>\n<h3>How good the plan is</h3>\n");
	write_words(text, "", plan, moot_words_structure_quality);
	write_words(text, "", plan, moot_words_calendar_quality);
	write_placed(text, plan);
	moot_text_add(text, "</div></div>\n");
	moot_html_section_end(text);
}

static void write_contents(struct moot_text *text, const struct moot_plan *plan)
{
	moot_text_add(text, "<nav aria-label=\"Contents\"><ul>\n"
			    "<li><a href=\"#flow\">From today's boards to tomorrow's</a></li>\n"
			    "<li><a href=\"#boards\">Each proposal, its reasons and its arithmetic</a></li>\n"
			    "<li><a href=\"#savings\">Savings by board</a></li>\n"
			    "<li><a href=\"#people\">People's hours</a></li>\n"
			    "<li><a href=\"#attendance\">Who sends a deputy or takes papers</a></li>\n"
			    "<li><a href=\"#overlap\">Who shares what with whom today</a></li>\n"
			    "<li><a href=\"#calendar\">The year's meetings</a></li>\n"
			    "<li><a href=\"#troubles\">Meetings without a date, and clashes</a></li>\n");
	if (plan->has_previous)
		moot_text_add(text, "<li><a href=\"#moves\">What changed since the earlier plan</a></li>\n");
	moot_text_add(text, "<li><a href=\"#duties\">Duties and who carries them</a></li>\n"
			    "<li><a href=\"#strategies\">Strategies and their priorities</a></li>\n"
			    "<li><a href=\"#assumptions\">Assumptions and how far they may move</a></li>\n"
			    "<li><a href=\"#inputs\">What was read</a></li>\n"
			    "</ul>\n");
	moot_html_editions(text);
	moot_text_add(text, "</nav>\n");
}

static enum moot_status write_page(struct moot_text *text, const struct moot_report *report, struct moot_error *error)
{
	struct moot_audit *today = NULL;
	enum moot_status status = moot_audit(report->landscape, &today, error);
	if (status != MOOT_OK)
		return status;
	moot_html_begin(text, "A plan for its boards", report->plan->landscape);
	write_opening(text, report);
	write_contents(text, report->plan);
	moot_plan_report_flow(text, report, today);
	moot_plan_report_boards(text, report, today);
	moot_plan_report_savings(text, report);
	moot_plan_report_people(text, report);
	moot_plan_report_attendance(text, report);
	moot_plan_report_overlap(text, report, today);
	moot_plan_report_calendar(text, report);
	moot_plan_report_troubles(text, report);
	moot_plan_report_moves(text, report);
	moot_plan_report_duties(text, report);
	moot_audit_report_strategies(text, report->landscape, today);
	moot_plan_report_assumptions(text, report);
	moot_plan_report_origin(text, report);
	moot_html_end(text);
	moot_audit_free(today);
	return MOOT_OK;
}

enum moot_status moot_plan_report(const struct moot_report *report, char **out, struct moot_error *error)
{
	struct moot_text text = {0};
	enum moot_status status = write_page(&text, report, error);
	if (status == MOOT_OK)
		return moot_text_take(&text, out, error);
	moot_text_clear(&text);
	return status;
}
