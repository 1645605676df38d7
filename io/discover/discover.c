/* moot_discover(): the steps in their order (discover.h). */
#include "discover.h"

#include <string.h>

static moot_day year_before(moot_day day)
{
	int year = 0;
	int month = 0;
	int of_month = 0;
	moot_day_to_date(day, &year, &month, &of_month);
	moot_day before = moot_day_from_date(year - 1, month, of_month);
	return before == MOOT_NO_DAY ? day - 365 : before;
}

static void count(const struct moot_discovery *d, struct moot_discovered *found)
{
	*found = (struct moot_discovered){.boards = d->board_count, .venues = d->venue_count};
	for (size_t a = 0; a < d->emails.count; a++)
		found->people += d->addresses[a].is_person;
	for (size_t b = 0; b < d->board_count; b++) {
		found->seats += d->boards[b].member_count;
		found->themes += d->boards[b].theme_count;
	}
	for (size_t f = 0; f < d->feed_count; f++)
		found->calendars += d->owners[f].address != MOOT_NONE && d->addresses[d->owners[f].address].is_person;
	for (size_t i = 0; i < d->sighting_count; i++)
		found->recognised += d->sightings[i].board != MOOT_NONE;
	found->events = d->sighting_count;
}

static enum moot_status run(struct moot_discovery *d, const struct moot_discover_request *request,
			    struct moot_discovered *found, struct moot_problems *problems, struct moot_error *error)
{
	static void (*const steps[])(struct moot_discovery * d) = {moot_discover_owners, moot_discover_group,
								   moot_discover_boards, moot_discover_subjects};
	enum moot_status status = moot_discover_gather(d, request->workers, problems, error);
	if (status == MOOT_OK)
		status = d->status;
	for (size_t i = 0; i < sizeof steps / sizeof *steps && status == MOOT_OK; i++) {
		steps[i](d);
		status = d->status;
	}
	if (status == MOOT_ERROR_MEMORY)
		return moot_error_set(error, status, "out of memory");
	if (status != MOOT_OK)
		return status;
	if (d->board_count == 0)
		return moot_error_set(
		    error, MOOT_ERROR_INPUT,
		    "no meeting of three or more people recurs in these calendars; name calendars that "
		    "list who is invited, or another year with --start");
	status = moot_discover_write(d, request->folder, error);
	if (status == MOOT_OK)
		count(d, found);
	return status;
}

enum moot_status moot_discover(const struct moot_discover_request *request, struct moot_discovered *found,
			       struct moot_problems *problems, struct moot_error *error)
{
	const struct moot_read_options options = {.start = request->start, .end = request->end};
	struct moot_discovery d = {.arena = moot_arena_new(), .paths = request->paths, .feed_count = request->count};
	enum moot_status status = d.arena ? moot_planning_year(&options, &d.from, &d.to, error)
					  : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (status == MOOT_OK) {
		d.seen_from = year_before(d.from);
		status = run(&d, request, found, problems, error);
	}
	moot_lexicon_clear(&d.emails);
	moot_lexicon_clear(&d.keys);
	moot_release(d.addresses);
	moot_release(d.notices);
	moot_release(d.sightings);
	moot_release(d.last);
	moot_release(d.boards);
	moot_release(d.venues);
	moot_arena_free(d.arena);
	return status;
}
