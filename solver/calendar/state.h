/*
 * The state: a calendar in the making, with its hours kept up to date as series come and go.
 *
 * Series go in by calendar_state_add() and out by calendar_state_remove(); both cost the meetings that share the day,
 * the visits of the board's members and the reports it takes part in. What may not be added (a required clash, a taken
 * venue) is for the caller to avoid, by the prices of offer.h.
 */
#ifndef MOOT_SOLVER_CALENDAR_STATE_H
#define MOOT_SOLVER_CALENDAR_STATE_H

#include <solver/calendar/instance.h>

struct calendar_day {
	int *meetings;
	int count;
};

struct calendar_state {
	const struct calendar_instance *in;
	int *slot;   /* [meeting] MOOT_NONE where it is not scheduled */
	int *place;  /* [meeting] of its board's places */
	int *venue;  /* [meeting] of the place's venues, or MOOT_NONE */
	int *booked; /* [meeting] the landscape's venue, MOOT_NONE for none */
	int *lost;   /* [meeting] members at another meeting at once, with repetition; boards with a quorum only */
	struct calendar_day *days;
	uint16_t *visit_days;  /* [visit][day] attended meetings */
	int *visit_total;      /* [visit] days with at least one */
	int *place_meetings;   /* [place] */
	uint16_t *person_days; /* [person with a limit][day] meetings attended */
	double hours;
	int scheduled;
	bool has_quorums; /* some board has one */
};

enum moot_status calendar_state_new(const struct calendar_instance *in, struct calendar_state **out,
				    struct moot_error *error);
void calendar_state_free(struct calendar_state *state); /* NULL-safe */

/* Whether a meeting of `board` may be at `place` in one of its venues on the slot; *venue is the first free one. */
bool calendar_state_venue(const struct calendar_state *state, int board, int place, int slot, int *venue);

/*
 * What a meeting of the board at the place is spared of its members' trips there: the most meetings of one board are
 * not charged, and a whole series there would raise that number. Each meeting's equal share.
 */
double calendar_state_trip_credit(const struct calendar_state *state, int board, int place);

/*
 * Adds the series of a board that has none, each meeting at `place` or, with MOOT_NONE, at the place that costs least.
 * The other form takes places and venues as they were.
 */
void calendar_state_add(struct calendar_state *state, int board, int place, const int *slots);
void calendar_state_restore(struct calendar_state *state, int board, const int *slots, const int *places,
			    const int *venues);
void calendar_state_remove(struct calendar_state *state, int board);

/* Takes one meeting out, its board's others stay; and puts one in that is out, at a place and one of its venues. */
void calendar_state_lift(struct calendar_state *state, int meeting);
void calendar_state_drop(struct calendar_state *state, int meeting, int slot, int place, int venue);

/*
 * One meeting goes in, its slot, place and venue set, or comes out. The hours change by those with other meetings of
 * the day alone; the rest is the caller's.
 */
void calendar_state_enter(struct calendar_state *state, int meeting);
void calendar_state_leave(struct calendar_state *state, int meeting);

/* What the parent's meetings without a fresh report of the child cost. */
double calendar_state_report_hours(const struct calendar_state *state, const struct calendar_report *report);

bool calendar_state_before_holds(const struct calendar_state *state, const struct calendar_before *rule);

/* Takes out boards that break `before` rules or counted ones: circles, and more counts than the series keeps. */
void calendar_state_clean(struct calendar_state *state);

/* The days whose meetings may be at once with one on the day. */
static inline int calendar_state_first_near(const struct calendar_state *state, int day)
{
	return day > state->in->span ? day - state->in->span : 0;
}

static inline int calendar_state_last_near(const struct calendar_state *state, int day)
{
	int last = day + state->in->span;
	return last < state->in->days ? last : state->in->days - 1;
}

/* Meetings not scheduled. */
static inline int calendar_state_missing(const struct calendar_state *state)
{
	return state->in->meeting_count - state->scheduled;
}

#endif
