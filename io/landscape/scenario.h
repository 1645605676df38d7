/*
 * The rules that only scenarios have, each as an edit of the landscape's tables.
 *
 * scenario.c reads the files and finds each row's rule; scenario_rules.c does what the rule says. Rows are applied in
 * their order, file by file: what one adds a later one may change.
 */
#ifndef MOOT_IO_LANDSCAPE_SCENARIO_H
#define MOOT_IO_LANDSCAPE_SCENARIO_H

#include "io/landscape/edit.h"

/* One row. Cells are empty where the rule takes none. */
struct moot_change {
	struct moot_intake *intake;
	struct moot_cell name; /* the cell of the rule's name */
	struct moot_cell subject;
	struct moot_cell object;
	struct moot_cell value;
};

void moot_change_set(struct moot_change *change);
void moot_change_add_board(struct moot_change *change);
void moot_change_add_member(struct moot_change *change);
void moot_change_remove_member(struct moot_change *change);
void moot_change_add_agenda(struct moot_change *change);
void moot_change_add_duty(struct moot_change *change);
void moot_change_leave(struct moot_change *change);

#endif
