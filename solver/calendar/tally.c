#include <solver/calendar/conflict.h>
#include <solver/calendar/series.h>
#include <solver/calendar/stretch.h>
#include <solver/calendar/tally.h>

#include <string.h>

/* Clashes are gathered in one list and then dealt out to their meetings. */
struct found {
	int meeting;
	struct moot_clash clash;
};

struct work {
	const struct calendar_state *state;
	struct moot_calendar_parts *parts;
	struct found *found;
	size_t count;
	size_t room;
	bool failed;
};

double calendar_tally_hours(const struct moot_calendar_parts *parts)
{
	return parts->clashes + parts->trips + parts->regularity + parts->spacing + parts->dislikes + parts->moves +
	       parts->breathing + parts->crowding + parts->reports;
}

static void note(struct work *work, int meeting, int person, const char *with)
{
	if (!moot_array_reserve((void **)&work->found, &work->room, work->count + 1, sizeof *work->found)) {
		work->failed = true;
		return;
	}
	const char *id = work->state->in->landscape->people[person].id;
	work->found[work->count++] = (struct found){meeting, {id, with}};
}

/* One meeting as a board of its own with a single slot, so that the marks of stretch.h can be asked about it. */
static struct calendar_board lone_slot(int *minute, int minutes)
{
	return (struct calendar_board){.starts = minute, .start_count = 1, .minutes = minutes};
}

const char *calendar_why_absent(const struct calendar_instance *in, int person, int start, int minutes)
{
	const struct moot_person *who = &in->landscape->people[person];
	const moot_minute origin = (moot_minute)in->landscape->policy.start * MOOT_MINUTES_A_DAY;
	const int day = start / MOOT_MINUTES_A_DAY;
	int minute = start % MOOT_MINUTES_A_DAY;
	struct calendar_board lone = lone_slot(&minute, minutes);
	uint64_t bits[(3 * 366 + 63) / 64 + 1] = {0};
	bool tentative = false;
	for (size_t i = 0; i < who->busy_count; i++) {
		moot_minute from = who->busy[i].start - origin;
		moot_minute to = who->busy[i].end - origin;
		if (from >= start + minutes || to <= start || from >= to)
			continue;
		if (who->busy[i].kind != MOOT_TENTATIVE)
			return "(busy)";
		tentative = true;
	}
	calendar_mark_days_off(in, &lone, person, bits);
	if (calendar_bit(bits, day))
		return "(not working)";
	calendar_mark_barred(in, &lone, person, bits);
	if (calendar_bit(bits, day))
		return "(not-on)";
	return tentative ? "(tentative)" : NULL;
}

/* What a time costs that is disliked, or not liked. */
static double dislike_hours(const struct calendar_instance *in, int start, int minutes)
{
	int minute = start % MOOT_MINUTES_A_DAY;
	struct calendar_board lone = lone_slot(&minute, minutes);
	uint64_t disliked[(3 * 366 + 63) / 64 + 1] = {0};
	uint64_t liked[(3 * 366 + 63) / 64 + 1] = {0};
	double hours = 0;
	calendar_mark_disliked(in, &lone, disliked);
	if (calendar_bit(disliked, start / MOOT_MINUTES_A_DAY))
		hours += in->landscape->policy.dislike_penalty;
	if (calendar_mark_liked(in, &lone, liked) && !calendar_bit(liked, start / MOOT_MINUTES_A_DAY))
		hours += in->landscape->policy.like_penalty;
	return hours;
}

/* What a meeting costs by itself. */
static void tally_alone(struct work *work, int meeting)
{
	const struct calendar_instance *in = work->state->in;
	const struct calendar_board *board = &in->boards[in->board_of[meeting]];
	const int slot = work->state->slot[meeting];
	const int start = calendar_slot_instant(board, slot);
	const int number = meeting - board->first;
	for (int a = 0; a < board->attendee_count; a++) {
		const struct calendar_attendee *who = &board->attendees[a];
		const char *why = calendar_why_absent(in, who->person, start, board->minutes);
		if (!why)
			continue;
		note(work, meeting, who->person, why);
		work->parts->clashes += calendar_bit(who->busy, slot) ? who->charge : who->charge / 2;
	}
	work->parts->spacing += calendar_place_in_year(in, board, number, calendar_slot_day(board, slot));
	work->parts->moves += calendar_move(board, number, slot) + calendar_habit(in, board, slot);
	work->parts->dislikes += dislike_hours(in, start, board->minutes);
}

/* Which of two meetings at once the shared person misses: 0 the first, 1 the second. `x` starts no later than `y`. */
static int missed(const struct calendar_attendee *x, const struct calendar_attendee *y)
{
	if (x->needed)
		return 1;
	return y->needed || x->charge <= y->charge ? 0 : 1;
}

/* Two meetings on one day or near it, `x` the earlier (by start, then board). */
static void tally_pair(struct work *work, int x, int y)
{
	const struct calendar_state *state = work->state;
	const struct calendar_instance *in = state->in;
	const struct calendar_board *of_x = &in->boards[in->board_of[x]];
	const struct calendar_board *of_y = &in->boards[in->board_of[y]];
	const struct calendar_neighbour *link = calendar_neighbour_of(of_x, in->board_of[y]);
	if (!link)
		return;
	int travel = calendar_travel(in, of_x->places[state->place[x]].site, of_y->places[state->place[y]].site);
	enum calendar_relation relation =
	    calendar_relate(in, calendar_slot_instant(of_x, state->slot[x]), of_x->minutes,
			    calendar_slot_instant(of_y, state->slot[y]), of_y->minutes, travel);
	const struct calendar_pair *pair = &in->pairs[link->pair];
	if (relation == CALENDAR_CLOSE)
		work->parts->breathing += pair->breathing;
	for (int i = 0; relation == CALENDAR_AT_ONCE && i < pair->shared_count; i++) {
		const struct calendar_shared *shared = &pair->shared[i];
		const struct calendar_attendee *in_x = &of_x->attendees[link->second ? shared->in_b : shared->in_a];
		const struct calendar_attendee *in_y = &of_y->attendees[link->second ? shared->in_a : shared->in_b];
		if (calendar_bit(in_x->busy, state->slot[x]) || calendar_bit(in_y->busy, state->slot[y]))
			continue;
		work->parts->clashes += shared->charge;
		if (missed(in_x, in_y) == 0)
			note(work, x, in_x->person, of_y->plan->id);
		else
			note(work, y, in_x->person, of_x->plan->id);
	}
}

static bool comes_first(const struct calendar_state *state, int x, int y)
{
	const struct calendar_instance *in = state->in;
	const struct calendar_board *of_x = &in->boards[in->board_of[x]];
	const struct calendar_board *of_y = &in->boards[in->board_of[y]];
	int start_x = calendar_slot_instant(of_x, state->slot[x]);
	int start_y = calendar_slot_instant(of_y, state->slot[y]);
	return start_x != start_y ? start_x < start_y : strcmp(of_x->plan->id, of_y->plan->id) < 0;
}

static void tally_days(struct work *work)
{
	const struct calendar_state *state = work->state;
	const struct calendar_instance *in = state->in;
	for (int day = 0; day < in->days; day++)
		for (int i = 0; i < state->days[day].count; i++) {
			int x = state->days[day].meetings[i];
			for (int near = day; near <= day + in->span && near < in->days; near++)
				for (int j = near == day ? i + 1 : 0; j < state->days[near].count; j++) {
					int y = state->days[near].meetings[j];
					bool first = comes_first(state, x, y);
					tally_pair(work, first ? x : y, first ? y : x);
				}
		}
}

/* Trips, from the state's counts of attended meetings by visit and day. */
static void tally_trips(struct work *work)
{
	const struct calendar_state *state = work->state;
	const struct calendar_instance *in = state->in;
	for (int v = 0; v < in->visit_count; v++) {
		const struct calendar_visit *visit = &in->visits[v];
		int days = 0;
		int most = 0;
		for (int day = 0; day < in->days; day++)
			days += state->visit_days[(size_t)v * (size_t)in->days + (size_t)day] > 0;
		for (int i = 0; i < visit->place_count; i++)
			if (state->place_meetings[visit->places[i]] > most)
				most = state->place_meetings[visit->places[i]];
		work->parts->trips += visit->hours * (days - most);
	}
}

/* Meetings of one person's day above what is not too many. */
static void tally_crowding(struct work *work)
{
	const struct calendar_instance *in = work->state->in;
	const int most = in->landscape->policy.crowded_meetings;
	for (int i = 0; i < in->limited_count; i++)
		for (int day = 0; day < in->days; day++) {
			int count = work->state->person_days[(size_t)i * (size_t)in->days + (size_t)day];
			work->parts->crowding += count > most ? in->crowding[i] * (count - most) : 0;
		}
}

static void tally_boards(struct work *work)
{
	const struct calendar_state *state = work->state;
	const struct calendar_instance *in = state->in;
	for (int b = 0; b < in->board_count; b++)
		work->parts->regularity +=
		    calendar_series_regularity(in, &in->boards[b], state->slot + in->boards[b].first);
	for (int i = 0; i < in->report_count; i++)
		work->parts->reports += calendar_state_report_hours(state, &in->reports[i]);
}

static bool deal_out(const struct work *work, struct moot_arena *arena, struct calendar_tally *tally)
{
	const size_t meetings = (size_t)work->state->in->meeting_count;
	tally->clashes = moot_arena_array(arena, meetings, sizeof(struct moot_clash *));
	tally->clash_counts = moot_arena_array(arena, meetings, sizeof *tally->clash_counts);
	if (!tally->clashes || !tally->clash_counts)
		return false;
	for (size_t i = 0; i < work->count; i++)
		tally->clash_counts[work->found[i].meeting]++;
	for (size_t m = 0; m < meetings; m++) {
		tally->clashes[m] = moot_arena_array(arena, tally->clash_counts[m], sizeof(struct moot_clash));
		if (!tally->clashes[m])
			return false;
		tally->clash_counts[m] = 0;
	}
	for (size_t i = 0; i < work->count; i++) {
		int m = work->found[i].meeting;
		struct moot_clash clash = work->found[i].clash;
		clash.person = moot_arena_text(arena, clash.person);
		if (!clash.person)
			return false;
		tally->clashes[m][tally->clash_counts[m]++] = clash;
	}
	return true;
}

enum moot_status calendar_tally_make(const struct calendar_state *state, struct moot_arena *arena,
				     struct calendar_tally *tally, struct moot_error *error)
{
	*tally = (struct calendar_tally){0};
	struct work work = {.state = state, .parts = &tally->parts};
	for (int m = 0; m < state->in->meeting_count; m++)
		if (state->slot[m] != MOOT_NONE)
			tally_alone(&work, m);
	tally_days(&work);
	tally_trips(&work);
	tally_crowding(&work);
	tally_boards(&work);
	bool made = !work.failed && deal_out(&work, arena, tally);
	moot_release(work.found);
	return made ? MOOT_OK : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
}
