/*
 * The instance with its towns' shares charged: an instance like any other, whose bound holds for the true one.
 *
 * Each meeting of a town's board costs its share more than its slot; what the town's boards do to each other is charged
 * no more, nor are people for whom it counts when they are busy (town.h). Then no calendar of the true instance costs
 * less than the same calendar costs here without its trips, less what the towns give back.
 */
#ifndef MOOT_SOLVER_CALENDAR_CHARGED_H
#define MOOT_SOLVER_CALENDAR_CHARGED_H

#include <solver/calendar/run.h>
#include <solver/calendar/town.h>

struct calendar_charged {
	struct calendar_instance instance; /* shares all but boards and pairs with the true one */
	struct calendar_town *towns;
	int town_count; /* 0: as the true one */
	double given;
};

/*
 * Charges run->in. Everything is in `arena`. The work is limited by `steps`, of which any machine does some millions a
 * second, and ends with the run.
 */
enum moot_status calendar_charged_new(struct calendar_run *run, double steps, struct moot_arena *arena,
				      struct calendar_charged *out, struct moot_error *error);

#endif
