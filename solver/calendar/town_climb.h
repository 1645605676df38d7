/*
 * Shares of towns by the day: what a board pays on days that others want too differs from what it pays elsewhere.
 *
 * Beginning with the shares that are the same all year (town.h), shares alpha_bd are moved along the subgradient of
 *
 *     L(alpha) = sum_b min_s (h_s + price u_s - mu a_s + sum_d alpha_bd s_d) + sum mu
 *                + sum_d min_S (T(S) - sum_{b of S} alpha_bd) - given
 *
 * with mu the duals of the program over whole series (program.h): the bound holds whatever the shares, for the cheapest
 * pattern of each day is looked for among all there are. Held, Wolfe and Crowder, "Validation of subgradient
 * optimization", 1974.
 */
#ifndef MOOT_SOLVER_CALENDAR_TOWN_CLIMB_H
#define MOOT_SOLVER_CALENDAR_TOWN_CLIMB_H

#include <solver/calendar/program.h>
#include <solver/calendar/town.h>

/* Raises run->priced, of a run whose instance has the shares of run->towns charged. */
enum moot_status calendar_town_climb(struct calendar_run *run, struct calendar_program *program,
				     struct moot_error *error);

#endif
