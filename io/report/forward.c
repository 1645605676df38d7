/* The forward agenda (forward.h). */
#include "io/report/forward.h"

#include "io/report/words.h"

#include <string.h>
#include <strings.h>

struct making {
	const struct moot_report *report;
	const struct moot_plan_board *board;
	struct moot_forward *forward;
	moot_day *days; /* of the meetings; MOOT_NO_DAY for one without a date */
};

static void put(struct making *making, size_t theme, int meeting)
{
	struct moot_forward *forward = making->forward;
	forward->due[theme * (size_t)forward->meetings + (size_t)meeting] = true;
	forward->minutes[meeting] += making->board->themes[theme].minutes;
}

static bool is_put(const struct making *making, size_t theme, int meeting)
{
	return making->forward->due[theme * (size_t)making->forward->meetings + (size_t)meeting];
}

/* The least loaded meeting of [first, end) without the theme, only inside `window` where one is given; -1 for none. */
static int lightest(const struct making *making, size_t theme, int first, int end, const struct moot_window *window)
{
	int best = -1;
	for (int k = first; k < end; k++) {
		bool inside = !window || (making->days[k] != MOOT_NO_DAY && making->days[k] >= window->from &&
					  making->days[k] <= window->to);
		if (inside && !is_put(making, theme, k) &&
		    (best < 0 || making->forward->minutes[k] < making->forward->minutes[best]))
			best = k;
	}
	return best;
}

/* The duty that the theme carries on one of the boards that this one comes from, or NULL. */
static const struct moot_duty *duty_of(const struct making *making, const char *theme)
{
	const struct moot_landscape *landscape = making->report->landscape;
	for (size_t i = 0; i < landscape->item_count; i++) {
		const struct moot_item *item = &landscape->items[i];
		if (item->duty == MOOT_NONE || strcasecmp(landscape->themes[item->theme], theme) != 0)
			continue;
		for (size_t d = 0; d < making->board->duty_count; d++) {
			if (strcmp(making->board->duties[d], landscape->duties[item->duty].id) == 0)
				return &landscape->duties[item->duty];
		}
	}
	return NULL;
}

/* First a meeting inside each date's window, then one in each part of the year that has none yet. */
static void spread(struct making *making, size_t theme)
{
	int meetings = making->forward->meetings;
	int times = making->board->themes[theme].per_year;
	const struct moot_duty *duty = duty_of(making, making->board->themes[theme].theme);
	int left = times < meetings ? times : meetings;
	for (size_t w = 0; duty && w < duty->due_count && left > 0; w++) {
		int meeting = lightest(making, theme, 0, meetings, &duty->due[w]);
		if (meeting < 0)
			continue;
		put(making, theme, meeting);
		left--;
	}
	for (int part = 0; part < times && left > 0; part++) {
		int first = (int)((int64_t)part * meetings / times);
		int end = (int)((int64_t)(part + 1) * meetings / times);
		bool has = false;
		for (int k = first; k < end; k++)
			has = has || is_put(making, theme, k);
		int meeting = has ? -1 : lightest(making, theme, first, end, NULL);
		if (meeting < 0)
			continue;
		put(making, theme, meeting);
		left--;
	}
	for (int meeting = 0; left > 0 && meeting >= 0; left--) {
		meeting = lightest(making, theme, 0, meetings, NULL);
		if (meeting >= 0)
			put(making, theme, meeting);
	}
}

bool moot_forward_make(const struct moot_report *report, const struct moot_plan_board *board,
		       struct moot_forward *forward)
{
	const struct moot_plan *plan = report->plan;
	size_t meetings = (size_t)board->meetings_per_year;
	*forward = (struct moot_forward){.meetings = board->meetings_per_year, .themes = board->theme_count};
	struct making making = {.report = report,
				.board = board,
				.forward = forward,
				.days = moot_arena_array(report->arena, meetings, sizeof *making.days)};
	if (meetings > 0 && board->theme_count > SIZE_MAX / meetings)
		return false;
	forward->due = moot_arena_array(report->arena, board->theme_count * meetings, sizeof *forward->due);
	forward->minutes = moot_arena_array(report->arena, meetings, sizeof *forward->minutes);
	if (!making.days || !forward->due || !forward->minutes)
		return false;
	for (size_t k = 0; k < meetings; k++)
		making.days[k] = MOOT_NO_DAY;
	for (size_t i = 0; i < plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &plan->meetings[i];
		if (strcmp(meeting->board, board->id) == 0 && meeting->number >= 1 &&
		    meeting->number <= forward->meetings)
			making.days[meeting->number - 1] = moot_words_day_of(meeting->start);
	}
	/* What comes most often has the least choice. */
	for (int pass = 0; pass < 2; pass++) {
		for (size_t t = 0; t < board->theme_count; t++) {
			bool always = board->themes[t].per_year >= board->meetings_per_year;
			if (always == (pass == 0))
				spread(&making, t);
		}
	}
	return true;
}

bool moot_forward_is_due(const struct moot_forward *forward, size_t theme, int number)
{
	return number >= 1 && number <= forward->meetings &&
	       forward->due[theme * (size_t)forward->meetings + (size_t)number - 1];
}
