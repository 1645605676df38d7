/*
 * Reads a landscape's calendars one after another and puts what they say where it belongs; see feeds.h.
 *
 * An event of a person's or a venue's calendar that is a meeting of one of the landscape's own boards is no busy time,
 * because the plan is about to move it; which are, io/recognise tells.
 */
#include "feeds.h"

#include <stdlib.h>
#include <string.h>

#include "feed_owners.h"
#include "feed_sources.h"

static enum moot_status out_of_memory(struct moot_error *error)
{
	return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
}

static enum moot_status apply(struct moot_owners *owners, const struct moot_feed_source *source,
			      const struct moot_events *events)
{
	switch (source->owner) {
	case MOOT_OWNER_BOARD:
		return moot_owners_add_board(owners, source->index, events);
	case MOOT_OWNER_PERSON:
		return moot_owners_add_person(owners, source->index, events);
	case MOOT_OWNER_VENUE:
		return moot_owners_add_venue(owners, source->index, events);
	case MOOT_OWNER_CLOSURES:
		return moot_owners_add_closures(owners, events);
	}
	return MOOT_ERROR_INTERNAL;
}

static enum moot_status read_source(struct moot_owners *owners, const struct moot_feed_source *source,
				    struct moot_problems *problems, struct moot_error *error)
{
	const struct moot_policy *policy = &owners->landscape->policy;
	struct moot_events *events = NULL;
	enum moot_status status = moot_events_read(source->path, source->label, policy->timezone, policy->start,
						   policy->end, &events, problems, error);
	if (status != MOOT_OK)
		return status;
	status = apply(owners, source, events);
	moot_events_free(events);
	return status == MOOT_OK ? MOOT_OK : out_of_memory(error);
}

enum moot_status moot_feeds_read(const char *folder, struct moot_landscape *landscape,
				 const struct moot_feed_table *table, struct moot_problems *problems,
				 struct moot_error *error)
{
	struct moot_feed_sources sources = {0};
	struct moot_owners owners = {0};
	enum moot_status status = moot_feed_sources_find(folder, landscape, table, &sources, problems, error);
	if (status == MOOT_OK && moot_owners_begin(&owners, landscape) != MOOT_OK)
		status = out_of_memory(error);
	for (size_t i = 0; i < sources.count && status == MOOT_OK; i++)
		status = read_source(&owners, &sources.items[i], problems, error);
	if (status == MOOT_OK && moot_owners_settle(&owners, problems) != MOOT_OK)
		status = out_of_memory(error);
	moot_owners_end(&owners);
	moot_feed_sources_clear(&sources);
	return status;
}
