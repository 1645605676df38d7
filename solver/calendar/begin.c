/*
 * A calendar to begin with: that of another plan, whose landscape differs a little (a what-if's scenario).
 *
 * A board that is made of the same boards in both plans, as often a year, is put where the other plan has it, if all of
 * its meetings can be there; the others find their places around it. The search then goes on from there and never gets
 * hot, so that what differs between the two calendars is owed to what differs between the plans.
 */
#include <moot/solve.h>
#include <solver/calendar/run.h>
#include <solver/calendar/stand.h>

#include <string.h>

static bool is_same_board(const struct moot_plan_board *a, const struct moot_plan_board *b)
{
	bool same = a->from_count == b->from_count && a->meetings_per_year == b->meetings_per_year;
	for (size_t i = 0; same && i < a->from_count; i++)
		same = strcmp(a->from[i], b->from[i]) == 0;
	return same;
}

static const struct moot_plan_board *find_board(const struct moot_plan *plan, const struct moot_plan_board *board)
{
	for (size_t b = 0; b < plan->board_count; b++)
		if (is_same_board(&plan->boards[b], board))
			return &plan->boards[b];
	return NULL;
}

/* Feeders find their places first, or those they feed might find none. */
static bool is_fed(const struct calendar_run *run, int board, const bool *stands)
{
	for (int i = 0; i < run->in->before_count; i++) {
		const struct calendar_before *rule = &run->in->befores[i];
		if (rule->b == board && rule->a != MOOT_NONE && !stands[rule->a])
			return false;
	}
	return true;
}

/* Whether all meetings of the board are now where the other plan has them; else none is in. */
static bool stand(struct calendar_run *run, const struct moot_plan *start, int b)
{
	const struct calendar_board *board = &run->in->boards[b];
	const struct moot_plan_board *other = find_board(start, board->plan);
	const moot_minute year = (moot_minute)run->in->landscape->policy.start * MOOT_MINUTES_A_DAY;
	int found = 0;
	for (size_t i = 0; other && i < start->meeting_count; i++) {
		const struct moot_meeting *meeting = &start->meetings[i];
		const int k = meeting->number - 1 - board->gone;
		if (strcmp(meeting->board, other->id) != 0 || k < 0 || k >= board->meetings)
			continue;
		int slot = calendar_slot_at(run->in, board, meeting->start - year);
		if (slot >= 0 && calendar_stand(run->state, board->first + k, slot, meeting->venue))
			found++;
	}
	if (found < board->meetings)
		calendar_state_remove(run->state, b);
	return found == board->meetings;
}

enum moot_status calendar_begin(struct calendar_run *run, const struct moot_plan *start, struct moot_error *error)
{
	const int boards = run->in->board_count;
	bool *stands = moot_allocate((size_t)boards, sizeof *stands);
	if (!stands)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	for (int rank = 0, left = boards; left > 0 && rank <= boards; rank++)
		for (int b = 0; b < boards; b++)
			if (run->ranks[b] == rank) {
				left--;
				stands[b] = is_fed(run, b, stands) && stand(run, start, b);
			}
	run->stands = stands;
	run->is_warm = true;
	enum moot_status status = calendar_construct(run, error);
	run->stands = NULL;
	moot_release(stands);
	return status;
}
