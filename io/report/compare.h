/*
 * What is different between two plans of one landscape: the boards that are new, and those that went apart.
 *
 * A board of a plan is new to another where no board there is made of the same of today's boards.
 */
#ifndef MOOT_IO_REPORT_COMPARE_H
#define MOOT_IO_REPORT_COMPARE_H

#include "io/plan/json.h"
#include "io/text.h"

#include <moot/plan.h>

/* Whether the plan has a board of the same boards, with the same end: closed or not. */
bool moot_compare_has(const struct moot_plan *plan, const struct moot_plan_board *board);

/* The one-off work of a plan's merges at policy's default pay, and when the year's saving has paid for it. */
struct moot_payback {
	double hours;
	double cost;   /* GBP */
	double months; /* not-a-number where nothing is saved */
};
struct moot_payback moot_compare_payback(const struct moot_policy *policy, const struct moot_plan *plan);

/* "One-off work of 80 hours (GBP 2,041) is paid back in 5.0 months", without a full stop; "" where nothing merges. */
void moot_compare_payback_words(struct moot_text *text, const struct moot_policy *policy, const struct moot_plan *plan);

/* The large figures at the head of a page: a year as proposed and today. */
void moot_compare_tiles(struct moot_text *text, const struct moot_totals *before, const struct moot_totals *after);

/* Objective, bound, gap, status, then the totals, as keys of the object at hand. */
void moot_compare_figures(struct moot_json *json, const struct moot_plan *plan);
/* The boards of `plan` that `other` has not, as an array of arrays of ids: more than one of today's, or alone. */
void moot_compare_new(struct moot_json *json, const char *key, const struct moot_plan *plan,
		      const struct moot_plan *other, bool merged);
/* "a + b, c + d + e": today's boards that are one in `plan` and not in `other`; "" for none. */
void moot_compare_merges(struct moot_text *text, const struct moot_plan *plan, const struct moot_plan *other);
/* "a, b": those that stand alone in `plan` and not in `other`. */
void moot_compare_alone(struct moot_text *text, const struct moot_plan *plan, const struct moot_plan *other);
/* The same by name, as plain text: "A and B; C, D and E"; of boards that stand alone "A; B". */
void moot_compare_names(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_plan *plan,
			const struct moot_plan *other, bool merged);

#endif
