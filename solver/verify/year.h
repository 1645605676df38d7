/*
 * The verifier's picture of the calendar: each meeting of the plan placed in the year, and each person at each.
 *
 * Built by calendar.c from the plan's meetings that make sense (a known board, a number it has, a time in the year);
 * the others are faults and stay out. Then slots.c, places.c, counted.c, clashes.c and soft.c look at it.
 */
#ifndef MOOT_SOLVER_VERIFY_YEAR_H
#define MOOT_SOLVER_VERIFY_YEAR_H

#include <solver/verify/verify.h>

struct occurrence {
	const struct moot_meeting *meeting;
	int set;
	int number; /* from 1 */
	moot_minute start;
	moot_minute end;
	moot_day day;      /* of the start */
	moot_day last_day; /* that it touches */
	int venue;         /* listed venue, or MOOT_NONE */
	int site;          /* landscape's site, or one behind them for a venue text; MOOT_NONE for none */
	bool frozen;       /* it stands as an earlier plan had it: held to no rule and charged nothing */
	size_t first_attendance;
	size_t attendance_count;
};

enum busy { NOT_BUSY, BUSY_CALENDAR = 1, BUSY_NOT_WORKING = 2, BUSY_NOT_ON = 4 };

/* An attending member at one meeting. */
struct attendance {
	int person;
	size_t occurrence;
	bool needed;
	unsigned busy; /* enum busy, or-ed */
	bool tentative;
	bool elsewhere; /* at another meeting at once */
	double charge;  /* hours, if they miss it */
};

/* A member of a set who attends its meetings. */
struct attendee {
	int person;
	int organisation; /* index, or MOOT_NONE */
	enum moot_role role;
	bool needed;
	bool deputy; /* comes for a member, in whose role and for whose organisation */
};

struct year {
	struct verify *v;
	double days;                    /* N */
	struct occurrence *occurrences; /* by set, then number */
	size_t count;
	size_t *first;              /* board_count of the plan + 1: each set's occurrences */
	struct attendance *present; /* by occurrence */
	size_t present_count;
	struct attendance **by_person; /* the same, by person, then start */
	struct attendee **attendees;   /* each set's */
	size_t *attendee_count;
	double **travel;                  /* minutes from a site to each, filled when asked; rows NULL until then */
	struct moot_calendar_parts parts; /* recomputed */
};

/* calendar.c */
int year_unscheduled(const struct year *y, int set); /* meetings that the set should have and has not */
moot_day year_open(const struct year *y);            /* the first day that is not frozen; MOOT_NO_DAY where none is */
double year_period(const struct year *y, int set);   /* L, in days */
const struct moot_rule **year_rules(struct year *y, enum moot_rule_kind kind, size_t *count);

/* attendance.c: who attends and is needed; busy times. */
void year_attendees(struct year *y);
void year_presence(struct year *y);
bool year_not_on(const struct moot_rule *rule, const struct occurrence *o); /* a not-on rule's time is touched */
bool year_overlaps(const struct moot_busy *busy, size_t count, const struct occurrence *o, bool tentative);

/* places.c: venues, sites and travel. */
void year_places(struct year *y);
double year_travel(struct year *y, int a, int b); /* minutes between two sites */
double year_gap(struct year *y, const struct occurrence *first, const struct occurrence *second); /* less travel */
void year_venues(struct year *y);

/* slots.c, counted.c, clashes.c, soft.c: the checks. */
void year_frozen(struct year *y); /* previous.c */
void year_slots(struct year *y);
void year_counted(struct year *y);
void year_people(struct year *y);
void year_soft(struct year *y);
void year_dislikes(struct year *y); /* dislikes.c */

#endif
