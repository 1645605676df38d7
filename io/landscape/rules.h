/*
 * A rule while it is read: one row of rules.csv may become several rules (`not-on a|b Mon|Fri pm`).
 *
 * rules.c says what each kind of rule takes; rule_parts.c reads subjects, objects and values.
 */
#ifndef MOOT_IO_LANDSCAPE_RULES_H
#define MOOT_IO_LANDSCAPE_RULES_H

#include "io/landscape/intake.h"

enum moot_rule_column { MOOT_RULE_NAME, MOOT_RULE_SUBJECT, MOOT_RULE_OBJECT, MOOT_RULE_VALUE, MOOT_RULE_REASON };

/* When a `not-on` or `within` holds. */
struct moot_when {
	int weekday;
	enum moot_half half;
	moot_day from;
	moot_day to;
};

struct moot_draft {
	size_t row;
	struct moot_rule rule; /* boards are in the landscape's arena */
	int *people;
	size_t person_count;
	struct moot_when *whens;
	size_t when_count;
	bool wrong; /* something was reported, so no rule is made */
};

/* What a subject or an object is. Each reads the cell into the draft, or reports and marks the draft wrong. */
typedef void (*moot_rule_part)(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft);

void moot_rule_boards(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft);
void moot_rule_board(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft);
void moot_rule_theme_or_duty(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft);
void moot_rule_person(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft);
void moot_rule_anyone(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft);
void moot_rule_people_or_all(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft);
void moot_rule_days(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft);
void moot_rule_range(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft);
void moot_rule_instant(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft);

/* The name of a kind of rule, NULL behind the last. */
const char *moot_rule_name(size_t kind);

#endif
