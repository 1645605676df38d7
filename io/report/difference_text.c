/* The difference of two plans in words. */
#include "io/report/columns.h"
#include "io/report/difference.h"
#include "io/report/words.h"

#include <math.h>
#include <string.h>

enum { MOST_PEOPLE = 10 };

static void add_total(struct moot_columns *columns, const char *name, double before, double after)
{
	moot_columns_text(columns, name);
	moot_columns_number(columns, before, 0);
	moot_columns_number(columns, after, 0);
	moot_columns_number(columns, after - before, 0);
}

static void write_totals(struct moot_text *text, const struct moot_totals *a, const struct moot_totals *b)
{
	static const char *const titles[] = {"", "#first plan", "#second", "#change", NULL};
	struct moot_columns columns;
	moot_columns_begin(&columns, titles);
	add_total(&columns, "Boards", a->boards, b->boards);
	add_total(&columns, "Meetings a year", a->meetings, b->meetings);
	add_total(&columns, "Senior hours a year", a->senior_hours, b->senior_hours);
	add_total(&columns, "All hours a year", a->hours, b->hours);
	add_total(&columns, "Cost of the time, GBP", a->cost, b->cost);
	add_total(&columns, "Repeated agenda hours", a->duplicated_agenda_hours, b->duplicated_agenda_hours);
	moot_columns_end(&columns, text);
}

static void add_ids(struct moot_text *text, const struct moot_plan_board *board)
{
	for (size_t f = 0; f < board->from_count; f++) {
		moot_text_add(text, f > 0 ? " + " : "");
		moot_text_plain(text, board->from[f]);
	}
	if (board->fate == MOOT_CLOSED)
		moot_text_add(text, " (closed)");
}

/* Boards of `plan` that `other` has not, a line each. */
static size_t write_boards(struct moot_text *text, const char *lead, const struct moot_plan *plan,
			   const struct moot_plan *other)
{
	size_t count = 0;
	for (size_t b = 0; b < plan->board_count; b++) {
		if (moot_difference_same(other, &plan->boards[b]))
			continue;
		moot_text_add(text, lead);
		add_ids(text, &plan->boards[b]);
		moot_text_add(text, "\n");
		count++;
	}
	return count;
}

static void write_seats(struct moot_text *text, const char *word, const struct moot_plan_board *board,
			const struct moot_plan_board *other)
{
	bool any = false;
	for (size_t m = 0; m < board->member_count; m++) {
		if (moot_difference_sits(other, board->members[m].person))
			continue;
		moot_text_add(text, any ? ", " : word);
		moot_text_plain(text, board->members[m].person);
		any = true;
	}
	if (any)
		moot_text_add(text, ";");
}

/* What is different on a board that both plans have. */
static size_t write_board(struct moot_text *text, const struct moot_plan_board *a, const struct moot_plan_board *b)
{
	struct moot_text change = {0};
	if (a->meetings_per_year != b->meetings_per_year)
		moot_text_format(&change, " %d meetings, not %d;", b->meetings_per_year, a->meetings_per_year);
	if (a->minutes != b->minutes)
		moot_text_format(&change, " %d minutes, not %d;", b->minutes, a->minutes);
	if (strcmp(a->chair, b->chair) != 0)
		moot_text_format(&change, " chaired by %s, not %s;", *b->chair ? b->chair : "nobody",
				 *a->chair ? a->chair : "nobody");
	write_seats(&change, " joined by ", b, a);
	write_seats(&change, " left by ", a, b);
	bool any = change.length > 0;
	if (any) {
		moot_text_add(text, "  ");
		moot_text_plain(text, b->id);
		moot_text_add(text, ":");
		moot_text_add_n(text, change.bytes, change.length - 1);
		moot_text_add(text, "\n");
	}
	text->failed = text->failed || change.failed;
	moot_text_clear(&change);
	return any;
}

static void write_structure(struct moot_text *text, const struct moot_difference *d)
{
	size_t count = 0;
	moot_text_add(text, "\nBoards\n");
	count += write_boards(text, "  no longer: ", d->before, d->after);
	count += write_boards(text, "  new: ", d->after, d->before);
	for (size_t b = 0; b < d->after->board_count; b++) {
		const struct moot_plan_board *same = moot_difference_same(d->before, &d->after->boards[b]);
		count += same ? write_board(text, same, &d->after->boards[b]) : 0;
	}
	if (count == 0)
		moot_text_add(text, "  the same\n");
}

static void add_time(struct moot_text *text, const struct moot_meeting *meeting)
{
	moot_words_weekday(text, moot_words_day_of(meeting->start));
	moot_text_add(text, ", ");
	moot_words_times(text, meeting->start, meeting->end);
}

static void add_room(struct moot_text *text, const char *venue)
{
	moot_text_plain(text, venue[0] ? venue : "no room");
}

/* Its new time and room, each with the old one where it is another. */
static void add_change(struct moot_text *text, const struct moot_meeting *now, const struct moot_meeting *was)
{
	add_time(text, now);
	if (was->start != now->start || was->end != now->end) {
		moot_text_add(text, ", not ");
		add_time(text, was);
	}
	if (strcmp(was->venue, now->venue) != 0) {
		moot_text_add(text, "; in ");
		add_room(text, now->venue);
		moot_text_add(text, ", not ");
		add_room(text, was->venue);
	}
}

static void write_meetings(struct moot_text *text, const struct moot_difference *d)
{
	size_t same = 0;
	moot_text_add(text, "\nMeetings\n");
	for (size_t i = 0; i < d->after->meeting_count; i++) {
		const struct moot_meeting *now = &d->after->meetings[i];
		const struct moot_meeting *was = moot_difference_meeting(d->before, now);
		if (was && was->start == now->start && was->end == now->end && strcmp(was->venue, now->venue) == 0) {
			same++;
			continue;
		}
		moot_text_add(text, "  ");
		moot_text_plain(text, now->board);
		moot_text_format(text, " %d: ", now->number);
		if (was) {
			add_change(text, now, was);
		} else {
			add_time(text, now);
			moot_text_add(text, " (new)");
		}
		moot_text_add(text, "\n");
	}
	for (size_t i = 0; i < d->before->meeting_count; i++) {
		const struct moot_meeting *was = &d->before->meetings[i];
		if (moot_difference_meeting(d->after, was))
			continue;
		moot_text_add(text, "  ");
		moot_text_plain(text, was->board);
		moot_text_format(text, " %d: %s ", was->number,
				 moot_difference_is_held(d->after, was) ? "held, by a board that ends,"
									: "no longer, was");
		add_time(text, was);
		moot_text_add(text, "\n");
	}
	moot_text_format(text, "  %zu the same\n", same);
}

enum moot_status moot_difference_to_text(const struct moot_difference *d, char **out, struct moot_error *error)
{
	struct moot_text text = {0};
	write_totals(&text, &d->before->after, &d->after->after);
	write_structure(&text, d);
	if (d->before->has_calendar || d->after->has_calendar)
		write_meetings(&text, d);
	return moot_text_take(&text, out, error);
}
