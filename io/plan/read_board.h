/* Boards of plan.json, for read.c. */
#ifndef MOOT_IO_PLAN_READ_BOARD_H
#define MOOT_IO_PLAN_READ_BOARD_H

#include "io/plan/reader.h"

#include <moot/plan.h>

/* `item` is a struct moot_plan_board. */
bool moot_read_board(struct moot_reader *reader, struct moot_object from, void *item);

/* The key "attendance", of a member or of a seat. */
bool moot_read_attendance_word(struct moot_reader *reader, struct moot_object from, enum moot_attendance *out);

#endif
