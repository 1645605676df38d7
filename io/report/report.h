/*
 * What every report looks things up in: a landscape, a plan beside it, and the names of their people, boards, venues
 * and duties by id. A plan may name what today's landscape no longer has; then the id stands for the name.
 *
 * Look-ups are a bisection. Open once for each report.
 */
#ifndef MOOT_IO_REPORT_REPORT_H
#define MOOT_IO_REPORT_REPORT_H

#include <moot/plan.h>
#include <moot/solve.h>

struct moot_name {
	const char *id;
	const char *name;
	size_t index; /* in the array it comes from */
};

struct moot_names { /* sorted by id */
	struct moot_name *items;
	size_t count;
};

struct moot_report {
	struct moot_arena *arena;
	const struct moot_landscape *landscape;
	const struct moot_plan *plan; /* NULL in an audit */
	struct moot_names people;
	struct moot_names boards; /* today's */
	struct moot_names venues;
	struct moot_names duties;
	struct moot_names proposed;       /* the plan's boards */
	struct moot_plan_person *busiest; /* the plan's people by hours before downwards, then id */
};

enum moot_status moot_report_open(const struct moot_landscape *landscape, const struct moot_plan *plan,
				  struct moot_report *report, struct moot_error *error);
void moot_report_close(struct moot_report *report);

/* NULL where there is none. */
const struct moot_name *moot_names_find(const struct moot_names *names, const char *id);
/* The id where there is no name. */
const char *moot_names_text(const struct moot_names *names, const char *id);
/* A board by the plan's name, else by today's. */
const char *moot_report_board(const struct moot_report *report, const char *id);
/* Today's board or person or duty of this id, or NULL. */
const struct moot_board *moot_report_today(const struct moot_report *report, const char *id);
const struct moot_person *moot_report_person(const struct moot_report *report, const char *id);
const struct moot_duty *moot_report_duty(const struct moot_report *report, const char *id);

#endif
