/*
 * Reads a landscape's calendars in their order and puts what they say where it belongs; see feeds.h.
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

struct reading {
	struct moot_owners *owners;
	const struct moot_feed_sources *sources;
	struct moot_error *error;
};

static enum moot_status take(void *context, size_t index, struct moot_events *events)
{
	struct reading *reading = context;
	enum moot_status status = apply(reading->owners, &reading->sources->items[index], events);
	moot_events_free(events);
	return status == MOOT_OK ? MOOT_OK : out_of_memory(reading->error);
}

enum { WORKERS = 2 };

/* All feeds, in their order, some of them being read ahead. */
static enum moot_status read_sources(struct moot_owners *owners, const struct moot_feed_sources *sources,
				     struct moot_problems *problems, struct moot_error *error)
{
	const struct moot_policy *policy = &owners->landscape->policy;
	struct reading reading = {.owners = owners, .sources = sources, .error = error};
	const char **paths = moot_arena_array(sources->arena, sources->count, sizeof *paths);
	const char **labels = moot_arena_array(sources->arena, sources->count, sizeof *labels);
	if (!paths || !labels)
		return out_of_memory(error);
	for (size_t i = 0; i < sources->count; i++) {
		paths[i] = sources->items[i].path;
		labels[i] = sources->items[i].label;
	}
	const struct moot_events_request request = {.paths = paths,
						    .labels = labels,
						    .count = sources->count,
						    .timezone = policy->timezone,
						    .from = policy->start,
						    .to = policy->end,
						    .workers = WORKERS,
						    .take = take,
						    .context = &reading};
	return moot_events_read_all(&request, problems, error);
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
	if (status == MOOT_OK && sources.count > 0)
		status = read_sources(&owners, &sources, problems, error);
	if (status == MOOT_OK && moot_owners_settle(&owners, problems) != MOOT_OK)
		status = out_of_memory(error);
	moot_owners_end(&owners);
	moot_feed_sources_clear(&sources);
	return status;
}
