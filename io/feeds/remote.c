/* The feeds of a landscape that lie at addresses; see remote.h. */
#include "io/feeds/remote.h"

#include "io/feeds/address.h"
#include "io/feeds/fetch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* What one call of moot_remote_fetch() shares. */
struct errand {
	struct moot_remote *remote;
	const char *file;
	struct moot_problems *problems;
	struct moot_fetch *fetches; /* by distinct address */
	struct moot_cached *before; /* the copies that there were */
	int *earlier;               /* by fetch: which copy of a plan is used, 0 for the last one; MOOT_NONE for none */
	size_t count;
	int64_t now; /* seconds since 1970 */
	enum moot_status status;
};

enum moot_status moot_remote_add(struct moot_remote *remote, const char *source, int line, int column)
{
	int index = moot_lexicon_find(&remote->sources, source);
	if (index >= 0)
		return MOOT_OK;
	if (!remote->arena)
		remote->arena = moot_arena_new();
	const char *copy = remote->arena ? moot_arena_text(remote->arena, source) : NULL;
	if (!copy ||
	    !moot_array_reserve((void **)&remote->feeds, &remote->capacity, remote->count + 1, sizeof *remote->feeds) ||
	    moot_lexicon_add(&remote->sources, copy, copy, &index))
		return MOOT_ERROR_MEMORY;
	remote->feeds[remote->count++] = (struct moot_remote_feed){.source = copy, .line = line, .column = column};
	return MOOT_OK;
}

const struct moot_remote_feed *moot_remote_find(const struct moot_remote *remote, const char *source)
{
	int index = moot_lexicon_find(&remote->sources, source);
	if (index < 0 || !remote->feeds[index].address)
		return NULL;
	const struct moot_remote_feed *feed = &remote->feeds[remote->feeds[index].first];
	return feed->path ? feed : NULL;
}

void moot_remote_clear(struct moot_remote *remote)
{
	moot_cache_close(&remote->cache);
	moot_lexicon_clear(&remote->sources);
	moot_release(remote->feeds);
	moot_arena_free(remote->arena);
	*remote = (struct moot_remote)MOOT_REMOTE_EMPTY;
}

static void tell(struct errand *errand, enum moot_severity severity, const struct moot_remote_feed *feed,
		 const char *what)
{
	char shown[MOOT_ADDRESS_SHOWN];
	if (!errand->status)
		errand->status = moot_problems_add(errand->problems, severity, errand->file, feed->line, feed->column,
						   "%s: %s", moot_address_show(feed->source, shown), what);
}

/* Refuses or understands an address, and finds whether another row has it in another spelling. */
static void parse(struct errand *errand, int index, struct moot_lexicon *addresses, int *owners)
{
	struct moot_remote_feed *feed = &errand->remote->feeds[index];
	const char *why = NULL;
	int place = 0;
	feed->first = index;
	feed->address = moot_address_parse(errand->remote->arena, feed->source, &why);
	if (!feed->address && why) {
		tell(errand, MOOT_ERROR, feed, why);
	} else if (!feed->address || moot_lexicon_add(addresses, feed->address, feed->address, &place)) {
		errand->status = MOOT_ERROR_MEMORY;
	} else if ((size_t)place < errand->count) {
		feed->first = owners[place];
	} else {
		owners[place] = index;
		errand->count++;
	}
}

static void parse_all(struct errand *errand)
{
	struct moot_lexicon addresses = {0};
	int *owners = moot_arena_array(errand->remote->arena, errand->remote->count, sizeof *owners);
	if (!owners)
		errand->status = MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < errand->remote->count && !errand->status; i++)
		parse(errand, (int)i, &addresses, owners);
	moot_lexicon_clear(&addresses);
}

/* Labels are how problems and plan.json name a feed, so no two feeds have the same. */
static void label_all(struct errand *errand)
{
	struct moot_remote *remote = errand->remote;
	struct moot_lexicon shown = {0};
	int *places = moot_arena_array(remote->arena, remote->count, sizeof *places);
	int *sharing = moot_arena_array(remote->arena, remote->count, sizeof *sharing);
	if (!places || !sharing)
		errand->status = MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < remote->count && !errand->status; i++) {
		struct moot_remote_feed *feed = &remote->feeds[i];
		char text[MOOT_ADDRESS_SHOWN];
		feed->label = moot_arena_text(remote->arena, moot_address_show(feed->source, text));
		if (!feed->label || moot_lexicon_add(&shown, feed->label, feed->label, &places[i]))
			errand->status = MOOT_ERROR_MEMORY;
		else
			sharing[places[i]] += feed->first == (int)i;
	}
	for (size_t i = 0; i < remote->count && !errand->status; i++) {
		struct moot_remote_feed *feed = &remote->feeds[i];
		if (sharing[places[i]] > 1)
			feed->label =
			    moot_arena_format(remote->arena, "%s (%s:%d)", feed->label, errand->file, feed->line);
		if (!feed->label)
			errand->status = MOOT_ERROR_MEMORY;
	}
	moot_lexicon_clear(&shown);
}

static bool is_wanted(const struct moot_remote *remote, const char *sha256)
{
	for (size_t i = 0; i < remote->wanted_count; i++)
		if (strcmp(remote->wanted[i].sha256, sha256) == 0)
			return true;
	return false;
}

/* The copy that a plan was made from, 0 for the last one; MOOT_NONE for none. It becomes the fetch's copy. */
static int find_wanted(const struct moot_remote *remote, struct moot_fetch *fetch)
{
	struct moot_cached about;
	if (remote->wanted_count == 0)
		return MOOT_NONE;
	if (fetch->has_copy && is_wanted(remote, fetch->copy.sha256))
		return 0;
	for (int number = 1; number <= MOOT_CACHE_EARLIER; number++)
		if (moot_cache_load_earlier(&remote->cache, fetch->key, number, &about) &&
		    is_wanted(remote, about.sha256)) {
			fetch->copy = about;
			return number;
		}
	return MOOT_NONE;
}

/* One fetch for each distinct address, with what there is of it. */
static void prepare(struct errand *errand)
{
	struct moot_remote *remote = errand->remote;
	size_t next = 0;
	errand->fetches = moot_arena_array(remote->arena, errand->count, sizeof *errand->fetches);
	errand->before = moot_arena_array(remote->arena, errand->count, sizeof *errand->before);
	errand->earlier = moot_arena_array(remote->arena, errand->count, sizeof *errand->earlier);
	if (!errand->fetches || !errand->before || !errand->earlier) {
		errand->status = MOOT_ERROR_MEMORY;
		return;
	}
	for (size_t i = 0; i < remote->count; i++) {
		const struct moot_remote_feed *feed = &remote->feeds[i];
		if (!feed->address || feed->first != (int)i)
			continue;
		struct moot_fetch *fetch = &errand->fetches[next];
		fetch->address = feed->address;
		moot_cache_key(feed->address, fetch->key);
		fetch->has_copy = moot_cache_load(&remote->cache, fetch->key, &fetch->copy);
		errand->before[next] = fetch->copy;
		errand->earlier[next] = find_wanted(remote, fetch);
		fetch->is_settled = remote->offline || errand->earlier[next] != MOOT_NONE;
		next++;
	}
}

/* "3 days" */
static void describe_age(int64_t seconds, char age[40])
{
	static const struct {
		int64_t seconds;
		const char *unit;
	} units[] = {{86400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}};
	size_t unit = 0;
	if (seconds < 0)
		seconds = 0;
	while (unit < 3 && seconds < units[unit].seconds)
		unit++;
	long long number = (long long)(seconds / units[unit].seconds);
	snprintf(age, 40, "%lld %s%s", number, units[unit].unit, number == 1 ? "" : "s");
}

static void use_copy(struct errand *errand, struct moot_remote_feed *feed, const char *key,
		     const struct moot_cached *about, int number)
{
	feed->path = moot_cache_file(&errand->remote->cache, errand->remote->arena, key, number);
	feed->modified = about->modified;
	memcpy(feed->sha256, about->sha256, sizeof feed->sha256);
	if (!feed->path)
		errand->status = MOOT_ERROR_MEMORY;
}

static void fall_back(struct errand *errand, struct moot_remote_feed *feed, const struct moot_fetch *fetch)
{
	char what[512];
	char age[40];
	if (fetch->has_copy) {
		describe_age(errand->now - fetch->copy.confirmed, age);
		snprintf(what, sizeof what, "%s; the copy that was fetched %s ago is used", fetch->why, age);
		tell(errand, MOOT_WARNING, feed, what);
		use_copy(errand, feed, fetch->key, &fetch->copy, 0);
		return;
	}
	snprintf(what, sizeof what, "%s; there is no earlier copy to use, so %s", fetch->why,
		 errand->remote->offline ? "run \"moot check\" once without --offline"
					 : "mend it or name an exported .ics file in the landscape instead");
	tell(errand, MOOT_ERROR, feed, what);
}

/* The time of new bytes: bytes that are not new keep theirs, whatever the server says, so that plans stay the same. */
static int64_t time_of(const struct errand *errand, const struct moot_fetch *fetch, const struct moot_cached *before)
{
	if (fetch->has_copy && strcmp(fetch->copy.sha256, before->sha256) == 0)
		return before->modified;
	bool is_known = fetch->copy.modified >= 0 && fetch->copy.modified <= errand->now;
	return is_known ? fetch->copy.modified : errand->now;
}

static void settle(struct errand *errand, struct moot_remote_feed *feed, struct moot_fetch *fetch,
		   const struct moot_cached *before)
{
	const struct moot_cache *cache = &errand->remote->cache;
	if (fetch->end == MOOT_FETCH_FAILED) {
		fall_back(errand, feed, fetch);
		return;
	}
	bool is_new = fetch->end == MOOT_FETCH_NEW;
	if (is_new)
		fetch->copy.modified = time_of(errand, fetch, before);
	fetch->copy.confirmed = errand->now;
	/* Where an old copy can't be marked as fresh it only looks older than it is. */
	if (is_new ? moot_cache_keep(cache, fetch->key, &fetch->copy)
		   : moot_cache_confirm(cache, fetch->key, &fetch->copy) || true) {
		use_copy(errand, feed, fetch->key, &fetch->copy, 0);
		return;
	}
	snprintf(fetch->why, sizeof fetch->why, "no copy of it can be written: %s", strerror(errno));
	moot_cache_drop(cache, fetch->key);
	fetch->has_copy = moot_cache_load(cache, fetch->key, &fetch->copy);
	fall_back(errand, feed, fetch);
}

static void stay_offline(struct errand *errand, struct moot_remote_feed *feed, struct moot_fetch *fetch)
{
	snprintf(fetch->why, sizeof fetch->why, "it is not asked, for --offline");
	fall_back(errand, feed, fetch);
}

static void settle_all(struct errand *errand)
{
	struct moot_remote *remote = errand->remote;
	size_t next = 0;
	for (size_t i = 0; i < remote->count && !errand->status; i++) {
		struct moot_remote_feed *feed = &remote->feeds[i];
		if (feed->address && feed->first == (int)i) {
			struct moot_fetch *fetch = &errand->fetches[next];
			if (errand->earlier[next] != MOOT_NONE)
				use_copy(errand, feed, fetch->key, &fetch->copy, errand->earlier[next]);
			else if (remote->offline)
				stay_offline(errand, feed, fetch);
			else
				settle(errand, feed, fetch, &errand->before[next]);
			next++;
		}
	}
}

static enum moot_status run(struct errand *errand, struct moot_error *error)
{
	struct moot_remote *remote = errand->remote;
	enum moot_status status = moot_cache_open(remote->arena, &remote->cache, error);
	if (status)
		return status;
	if (remote->cache.is_temporary && !remote->offline)
		errand->status = moot_problems_add(errand->problems, MOOT_WARNING, errand->file, 0, 0,
						   "what is fetched can't be kept for a time when a feed fails: %s",
						   remote->cache.why);
	if (!errand->status)
		prepare(errand);
	if (errand->status)
		return errand->status;
	status = moot_fetch_all(&remote->cache, errand->fetches, errand->count, error);
	errand->now = (int64_t)time(NULL);
	if (!status)
		settle_all(errand);
	return status ? status : errand->status;
}

enum moot_status moot_remote_fetch(struct moot_remote *remote, const char *file, struct moot_problems *problems,
				   struct moot_error *error)
{
	struct errand errand = {.remote = remote, .file = file, .problems = problems};
	enum moot_status status = MOOT_OK;
	if (remote->count == 0)
		return MOOT_OK;
	parse_all(&errand);
	label_all(&errand);
	if (!errand.status && errand.count > 0)
		status = run(&errand, error);
	if (status == MOOT_OK && errand.status)
		status = errand.status;
	if (status == MOOT_ERROR_MEMORY)
		return moot_error_set(error, status, "out of memory");
	return status;
}
