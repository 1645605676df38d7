/*
 * Who need not come to what: deputies and papers with their reasons, where people's hours are limited or a released
 * person stands in; and, in a plan made from an earlier one, what moved, which rooms changed and what is cancelled.
 */
#include "io/report/plan_report.h"

#include "io/report/html.h"
#include "io/report/words.h"

static bool is_told(const struct moot_plan_seat *seat)
{
	return seat->attendance != MOOT_ATTEND || *seat->stands_in_for;
}

static size_t count_told(const struct moot_plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->person_count; i++) {
		for (size_t s = 0; s < plan->people[i].seat_count; s++)
			count += is_told(&plan->people[i].seats[s]);
	}
	return count;
}

static void write_seat(struct moot_text *text, const struct moot_report *report, const struct moot_plan_person *person,
		       const struct moot_plan_seat *seat)
{
	moot_html_row(text, moot_names_text(&report->people, person->person));
	moot_html_cell(text, moot_report_board(report, seat->board));
	moot_html_cell_begin(text);
	if (*seat->stands_in_for) {
		moot_text_add(text, "goes in place of ");
		moot_html_text(text, moot_names_text(&report->people, seat->stands_in_for));
	} else {
		moot_html_text(text, moot_words_attendance(seat->attendance));
	}
	moot_html_cell_end(text);
	moot_html_cell(text, seat->why ? seat->why : "");
	moot_html_row_end(text);
}

void moot_plan_report_attendance(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Person", "Board", "How", "Why", NULL};
	const struct moot_plan *plan = report->plan;
	size_t count = count_told(plan);
	moot_html_section(text, "attendance", "Who sends a deputy or takes papers");
	if (count == 0) {
		moot_html_paragraph(text, "Everyone who has a seat attends.");
	} else {
		moot_text_format(
		    text,
		    "<p>%zu seat%s where somebody sends a deputy, takes papers, or goes in another's place. "
		    "Everyone else attends.</p>\n",
		    count, count == 1 ? "" : "s");
		moot_html_table(text, "Seats whose holders do not come themselves, and who goes for them", titles);
		for (size_t i = 0; i < plan->person_count; i++) {
			for (size_t s = 0; s < plan->people[i].seat_count; s++) {
				if (is_told(&plan->people[i].seats[s]))
					write_seat(text, report, &plan->people[i], &plan->people[i].seats[s]);
			}
		}
		moot_html_table_end(text);
	}
	moot_html_section_end(text);
}

static void write_when(struct moot_text *text, moot_minute start)
{
	struct moot_text times = {0};
	moot_text_add(text, "<td class=\"d\">");
	moot_words_weekday(text, moot_words_day_of(start));
	moot_words_times(&times, start, start);
	if (times.length >= 5) {
		moot_text_add(text, ", ");
		moot_text_add_n(text, times.bytes, 5); /* "10:00" of "10:00-10:00" */
	}
	text->failed |= times.failed;
	moot_text_clear(&times);
	moot_html_cell_end(text);
}

static void write_moved(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Board", "#Meeting", "Was", "Is", "Why", NULL};
	const struct moot_plan *plan = report->plan;
	if (plan->moved_count == 0) {
		moot_html_paragraph(text, "No meeting of the earlier plan moves.");
		return;
	}
	moot_html_table(text, "Meetings that moved", titles);
	for (size_t i = 0; i < plan->moved_count; i++) {
		moot_html_row(text, moot_report_board(report, plan->moved[i].board));
		moot_html_cell_number(text, plan->moved[i].number, 0);
		write_when(text, plan->moved[i].from);
		write_when(text, plan->moved[i].to);
		moot_html_cell(text, plan->moved[i].why);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

static void write_rooms(struct moot_text *text, const struct moot_report *report)
{
	static const char *const titles[] = {"Board", "#Meeting", "Was in", "Is in", "Why", NULL};
	const struct moot_plan *plan = report->plan;
	if (plan->room_change_count == 0)
		return;
	moot_html_table(text, "Meetings in another room", titles);
	for (size_t i = 0; i < plan->room_change_count; i++) {
		const struct moot_room_change *change = &plan->rooms_changed[i];
		moot_html_row(text, moot_report_board(report, change->board));
		moot_html_cell_number(text, change->number, 0);
		moot_html_cell(text, change->from[0] ? moot_names_text(&report->venues, change->from) : "none");
		moot_html_cell(text, change->to[0] ? moot_names_text(&report->venues, change->to) : "none");
		moot_html_cell(text, change->why);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

static void write_dropped(struct moot_text *text, const char *caption, const struct moot_dropped *dropped, size_t count)
{
	static const char *const titles[] = {"Board", "#Meeting", "Was", "Why", NULL};
	if (count == 0)
		return;
	moot_html_table(text, caption, titles);
	for (size_t i = 0; i < count; i++) {
		moot_html_row(text, dropped[i].name);
		moot_html_cell_number(text, dropped[i].number, 0);
		write_when(text, dropped[i].start);
		moot_html_cell(text, dropped[i].why ? dropped[i].why : "");
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}

void moot_plan_report_moves(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	if (!plan->has_previous)
		return;
	moot_html_section(text, "moves", "What changed since the earlier plan");
	write_moved(text, report);
	write_rooms(text, report);
	write_dropped(text, "Meetings of the earlier plan that are cancelled", plan->cancelled, plan->cancelled_count);
	write_dropped(text, "Meetings that were held by boards of the earlier plan", plan->held, plan->held_count);
	for (size_t i = 0; i < plan->exception_count; i++)
		moot_html_paragraph(text, plan->exceptions[i]);
	moot_html_section_end(text);
}
