/* Deletes folders without ever following a symbolic link. */
#ifndef MOOT_IO_PLAN_REMOVE_H
#define MOOT_IO_PLAN_REMOVE_H

#include <stdbool.h>

/* Removes `name` in the open folder `parent`, with all that it holds. False, with errno set, where something stays. */
bool moot_remove_tree(int parent, const char *name);

#endif
