/*
 * The calendar as one compact time-indexed program, in CPLEX's LP format, for other solvers (--write-lp).
 *
 *     x_m_d_s   meeting m is on day d at start s          d_m_d = sum_s x_m_d_s        u_m   it is not scheduled
 *     w_b_w     weekday w is the usual one of board b     o_m   m is off it
 *     q_b_s     start s is the usual one                  e_m   m is off it
 *     y_g_d     the person of gate g comes to its site on day d (gate.h)
 *
 *     minimise   sum price x + sum spacing d + 1000 u + weekday_penalty o + start_penalty e + sum h y - sum h most
 *     such that  sum d_m + u_m = 1;  sum of day d_(k+1) - sum of day d_k >= separation where both are scheduled
 *                sum_{d on w} d_m - w_b_w - o_m <= 0;  sum_w w_b_w = 1;  starts likewise
 *                sum of the board's d on a day <= y_g_d for each of its members' gates
 *                sum_{x that hold a needed person, or an only room, at an instant} <= 1
 *
 * Clashes of those who may be absent, breathing, crowding, travel between sites, reports, quorums and counted rules are
 * left out: its optimum is no more than the best calendar's hours. The text grows with meetings x slots x people who
 * are needed: some 30 MB for 45 boards.
 */
#ifndef MOOT_SOLVER_CALENDAR_COMPACT_H
#define MOOT_SOLVER_CALENDAR_COMPACT_H

#include <solver/calendar/instance.h>

/* The text is to be released with moot_release(). */
enum moot_status calendar_compact_write(const struct calendar_instance *in, char **out, struct moot_error *error);

#endif
