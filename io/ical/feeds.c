/* The calendars of a landscape; see feeds.h. */
#include "feeds.h"

#include <unistd.h>

enum moot_status moot_feeds_read(const char *folder, struct moot_landscape *landscape, struct moot_problems *problems,
				 struct moot_error *error)
{
	(void)landscape;
	(void)problems;
	if (access(folder, R_OK) != 0)
		return moot_error_set(error, MOOT_ERROR_SYSTEM, "%s cannot be read", folder);
	return MOOT_OK;
}
