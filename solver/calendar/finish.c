/*
 * The plan's calendar from the best state: meetings with uid, venue and clashes, what is missing and why, and the
 * result's figures. All of it goes to the plan's arena.
 */
#include <solver/calendar/explain.h>
#include <solver/calendar/finish.h>
#include <solver/calendar/tally.h>

#include <stdlib.h>
#include <string.h>

/* The landscape's name in lower-case ASCII letters and digits, hyphens for everything else; "landscape" for nothing. */
static const char *slug_of(const char *name, struct moot_arena *arena)
{
	size_t length = strlen(name);
	char *slug = moot_arena_text_n(arena, name, length);
	size_t used = 0;
	for (size_t i = 0; slug && i < length; i++) {
		char c = name[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			slug[used++] = c;
		else if (used > 0 && slug[used - 1] != '-')
			slug[used++] = '-';
	}
	while (used > 0 && slug[used - 1] == '-')
		used--;
	if (slug)
		slug[used] = '\0';
	return slug && used == 0 ? "landscape" : slug;
}

static const char *venue_text(const struct calendar_state *state, int meeting, struct moot_arena *arena)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *board = &in->boards[in->board_of[meeting]];
	if (state->venue[meeting] != MOOT_NONE) {
		const struct calendar_place *place = &board->places[state->place[meeting]];
		return moot_arena_text(arena, in->landscape->venues[place->venues[state->venue[meeting]].venue].id);
	}
	if (board->plan->mode == MOOT_ONLINE || in->landscape->venue_count > 0)
		return "";
	const struct moot_board *giver = calendar_venue_giver(in->landscape, board->plan);
	return giver ? moot_arena_text(arena, giver->venue_text) : "";
}

static const char *uid_of(const struct calendar_instance *in, const struct calendar_board *board, int number,
			  const char *slug, struct moot_arena *arena)
{
	int year = 0;
	int month = 0;
	int day = 0;
	moot_day_to_date(in->landscape->policy.start, &year, &month, &day);
	return moot_arena_format(arena, "%s-%04d%02d%02d-%02d@%s.moot", board->plan->id, year, month, day, number,
				 slug);
}

static int compare_meetings(const void *a, const void *b)
{
	const struct moot_meeting *x = a;
	const struct moot_meeting *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	int order = strcmp(x->board, y->board);
	return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static int compare_unscheduled(const void *a, const void *b)
{
	const struct moot_unscheduled *x = a;
	const struct moot_unscheduled *y = b;
	int order = strcmp(x->board, y->board);
	return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static bool add_meeting(const struct calendar_state *state, int m, const struct calendar_tally *tally, const char *slug,
			struct moot_plan *plan)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *board = &in->boards[in->board_of[m]];
	const int number = m - board->first + 1;
	if (state->slot[m] == MOOT_NONE) {
		const char *why = calendar_explain_missing(state, m, plan->arena);
		plan->unscheduled[plan->unscheduled_count++] =
		    (struct moot_unscheduled){.board = board->plan->id, .number = number, .why = why};
		return why != NULL;
	}
	moot_minute start = (moot_minute)in->landscape->policy.start * MOOT_MINUTES_A_DAY +
			    calendar_slot_instant(board, state->slot[m]);
	const char *uid = uid_of(in, board, number, slug, plan->arena);
	const char *venue = venue_text(state, m, plan->arena);
	plan->meetings[plan->meeting_count++] = (struct moot_meeting){.uid = uid,
								      .board = board->plan->id,
								      .number = number,
								      .start = start,
								      .end = start + board->minutes,
								      .venue = venue,
								      .clashes = tally->clashes[m],
								      .clash_count = tally->clash_counts[m]};
	return uid && venue;
}

static bool write_meetings(const struct calendar_state *state, const struct calendar_tally *tally,
			   struct moot_plan *plan)
{
	const size_t meetings = (size_t)state->in->meeting_count;
	const char *slug = slug_of(state->in->landscape->policy.name, plan->arena);
	plan->meetings = moot_arena_array(plan->arena, meetings, sizeof *plan->meetings);
	plan->unscheduled = moot_arena_array(plan->arena, meetings, sizeof *plan->unscheduled);
	plan->meeting_count = 0;
	plan->unscheduled_count = 0;
	if (!slug || !plan->meetings || !plan->unscheduled)
		return false;
	for (size_t m = 0; m < meetings; m++)
		if (!add_meeting(state, (int)m, tally, slug, plan))
			return false;
	if (plan->meeting_count > 1)
		qsort(plan->meetings, plan->meeting_count, sizeof *plan->meetings, compare_meetings);
	if (plan->unscheduled_count > 1)
		qsort(plan->unscheduled, plan->unscheduled_count, sizeof *plan->unscheduled, compare_unscheduled);
	return true;
}

enum moot_status calendar_finish(struct calendar_run *run, struct moot_plan *plan, struct moot_error *error)
{
	struct calendar_tally tally;
	calendar_run_recall(run);
	enum moot_status status = calendar_tally_make(run->state, plan->arena, &tally, error);
	if (status != MOOT_OK)
		return status;
	if (!write_meetings(run->state, &tally, plan))
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	run->best_hours = calendar_tally_hours(&tally.parts);
	/* The sums were made in another order: a bound may be above by no more than rounding. */
	double bound = calendar_run_bound(run);
	plan->calendar = (struct moot_calendar_result){.objective = run->best_hours,
						       .bound = bound < run->best_hours ? bound : run->best_hours,
						       .gap = calendar_run_gap(run),
						       .parts = tally.parts};
	plan->calendar.status = plan->calendar.gap <= 0 ? MOOT_SEARCH_OPTIMAL
				: run->stopped          ? MOOT_SEARCH_STOPPED
							: MOOT_SEARCH_GAP;
	plan->has_calendar = true;
	return MOOT_OK;
}
