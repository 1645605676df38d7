/*
 * The calendars of a landscape: who is busy when, when boards meet today, and on which days nothing meets.
 *
 * Reads calendars/people/ID.ics, calendars/boards/ID.ics, calendars/venues/ID.ics, calendars/closures/ (any .ics) and
 * the rows of a table. Called once, after the CSV files have filled boards, people and venues and after policy.start
 * and policy.end are resolved, and before moot_landscape_finish(). Each feed is read by a worker process, a
 * few at a time, so memory stays that of a few feeds beside what the landscape keeps.
 */
#ifndef MOOT_IO_ICAL_FEEDS_H
#define MOOT_IO_ICAL_FEEDS_H

#include "feed_sources.h"
#include <moot/io.h>

/*
 * Fills busy times of people and venues, `today` of boards, and closures, all in the landscape's arena. Whatever is
 * wrong in a feed is a problem that names the file relative to `folder`; the status is then still MOOT_OK. Problems
 * are in the order board feeds, people, venues, closures, each by name. An address is read from what the
 * table's `remote` has fetched; one that is not there was told of when it was fetched.
 */
enum moot_status moot_feeds_read(const char *folder, struct moot_landscape *landscape,
				 const struct moot_feed_table *table, struct moot_problems *problems,
				 struct moot_error *error);

#endif
