/*
 * Offers: what each slot costs a board that has no series yet, given where all others meet.
 *
 * To the slot's own price come the clashes and lost breath with others, trips on days without one, reports, and
 * INFINITY for required clashes, taken venues, full days and lost quorums. The cheapest series under these costs
 * (series.h) is then the best way to put the board back. Trips and reports are exact for one meeting at a time and
 * close for several. Cost: the board's slots, and a day's starts for each meeting of its neighbours.
 */
#ifndef MOOT_SOLVER_CALENDAR_OFFER_H
#define MOOT_SOLVER_CALENDAR_OFFER_H

#include <solver/calendar/random.h>
#include <solver/calendar/state.h>

struct calendar_offer {
	const struct calendar_instance *in;
	double *cost;      /* [slot] */
	const int *limits; /* [day] for `before` rules; NULL where the board has none */
	/* Scratch. */
	double *at_place;
	uint64_t *taken;     /* [slot] a bit for each venue of the place */
	uint64_t *venue_bit; /* [venue of the landscape] */
	uint16_t *absent;
	double *by_day;
	double *by_start;
	int *limit_room;
};

enum moot_status calendar_offer_new(const struct calendar_instance *in, struct calendar_offer **out,
				    struct moot_error *error);
void calendar_offer_free(struct calendar_offer *offer); /* NULL-safe */

/*
 * Fills cost and limits. The board meets at `place`, or with MOOT_NONE wherever is best on each slot. With `random`,
 * each day and each start cost up to `noise` hours more, by chance.
 */
void calendar_offer_fill(struct calendar_offer *offer, const struct calendar_state *state, int board, int place,
			 double noise, struct calendar_random *random);

/* The limits let a meeting share the day of the feeder that must come after it. From here on they don't. */
void calendar_offer_tighten(struct calendar_offer *offer);

#endif
