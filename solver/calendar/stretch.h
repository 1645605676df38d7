/*
 * A stretch of time that comes again: minutes of the day on each day of a range, or on one weekday of it.
 *
 * not-on rules, closures, days off and disliked times all become stretches, and a stretch marks the slots of a board
 * that touch it.
 */
#ifndef MOOT_SOLVER_CALENDAR_STRETCH_H
#define MOOT_SOLVER_CALENDAR_STRETCH_H

#include <solver/calendar/instance.h>

struct calendar_stretch {
	int first; /* days, both included; may lie outside the year */
	int last;
	int weekday; /* MOOT_NONE for all */
	int from;    /* minutes of the day */
	int to;      /* exclusive */
};

/* Sets the bit of every slot whose meeting touches [from, to), minutes from the year's start. */
void calendar_mark_minutes(const struct calendar_instance *in, const struct calendar_board *board, int64_t from,
			   int64_t to, uint64_t *bits);
void calendar_mark_stretch(const struct calendar_instance *in, const struct calendar_board *board,
			   const struct calendar_stretch *stretch, uint64_t *bits);

/* The stretch of a not-on rule. */
struct calendar_stretch calendar_stretch_of_rule(const struct calendar_instance *in, const struct moot_rule *rule);

/* Whether the rule is a not-on of the board or of all. */
bool calendar_rule_bars(const struct calendar_instance *in, const struct calendar_board *board,
			const struct moot_rule *rule);

/* Marks what policy's `disliked` lists; words it can't read are passed over. */
void calendar_mark_disliked(const struct calendar_instance *in, const struct calendar_board *board, uint64_t *bits);

/* Marks the slots whose meeting lies inside what policy's `liked` lists; false where it lists nothing. */
bool calendar_mark_liked(const struct calendar_instance *in, const struct calendar_board *board, uint64_t *bits);

/* Marks the days on which the person does not work, or the times that `not-on` bars them. */
void calendar_mark_days_off(const struct calendar_instance *in, const struct calendar_board *board, int person,
			    uint64_t *bits);
void calendar_mark_barred(const struct calendar_instance *in, const struct calendar_board *board, int person,
			  uint64_t *bits);

#endif
