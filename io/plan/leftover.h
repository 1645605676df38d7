/*
 * What killed programs have left beside a target: temporary folders that nobody holds any more.
 *
 * A program holds its temporary folder by flock(), which ends with it however it ends. Only folders of this user are
 * removed that hold nothing but `names`; another's, a running program's, or one with a user's own files stays.
 */
#ifndef MOOT_IO_PLAN_LEFTOVER_H
#define MOOT_IO_PLAN_LEFTOVER_H

#include <stdbool.h>

#define MOOT_TEMPORARY ".moot-new-"

/* Holds the open folder `top`, made as `name` in `parent`; false where it was cleaned away before it was held. */
bool moot_leftover_hold(int top, int parent, const char *name);

/* Removes what it can; what it can't is nobody's concern here. */
void moot_leftovers_remove(int parent, const char *const *names);

#endif
