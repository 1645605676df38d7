/* Finds a landscape's calendar files; see feed_sources.h. */
#include "feed_sources.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "io/feeds/address.h"
#include "io/landscape/lexicon.h"

struct search {
	struct moot_feed_sources *sources;
	struct moot_problems *problems;
	const struct moot_feed_table *table;
	const char *root;           /* the folder without links */
	struct moot_lexicon ids[3]; /* by owner: boards, people, venues */
	size_t budget;              /* of comparisons for near ids */
	enum moot_status status;
};

/* A place in the input that names a feed. */
struct mention {
	const char *file;
	int line;
	int column;
};

static const char *const owner_words[] = {"board", "person", "venue", "closures"};
static const char *const owner_files[] = {"boards.csv", "people.csv or members.csv", "venues.csv"};
static const char *const owner_folders[] = {"boards", "people", "venues", "closures"};

static void report(struct search *search, enum moot_severity severity, struct mention at, const char *message,
		   const char *detail)
{
	if (search->status == MOOT_OK)
		search->status =
		    moot_problems_add(search->problems, severity, at.file, at.line, at.column, message, detail);
}

/* A text in the sources' arena; "" and a status when out of memory. */
static const char *join(struct search *search, const char *folder, const char *name)
{
	const char *path = moot_arena_format(search->sources->arena, "%s/%s", folder, name);
	if (!path)
		search->status = MOOT_ERROR_MEMORY;
	return path ? path : "";
}

static void add_ids(struct search *search, enum moot_feed_owner owner, const char *const *first, size_t stride,
		    size_t count)
{
	for (size_t i = 0; i < count && search->status == MOOT_OK; i++) {
		const char *id = *(const char *const *)(const void *)((const char *)(const void *)first + i * stride);
		int index = 0;
		search->status = moot_lexicon_add(&search->ids[owner], id, id, &index);
	}
}

static void add_all_ids(struct search *search, const struct moot_landscape *l)
{
	if (l->board_count > 0)
		add_ids(search, MOOT_OWNER_BOARD, &l->boards[0].id, sizeof *l->boards, l->board_count);
	if (l->person_count > 0)
		add_ids(search, MOOT_OWNER_PERSON, &l->people[0].id, sizeof *l->people, l->person_count);
	if (l->venue_count > 0)
		add_ids(search, MOOT_OWNER_VENUE, &l->venues[0].id, sizeof *l->venues, l->venue_count);
}

/* What a cell holds, for a message: not too long, and an address in the wrong place is still private. */
static const char *quote(struct search *search, const char *text)
{
	size_t length = strlen(text);
	const char *start = moot_arena_text_n(search->sources->arena, text, length < 200 ? length : 200);
	const char *hidden = start ? moot_address_hide(search->sources->arena, start) : NULL;
	if (!hidden)
		search->status = MOOT_ERROR_MEMORY;
	return hidden ? hidden : "";
}

static void report_unknown(struct search *search, enum moot_feed_owner owner, const char *id, struct mention at)
{
	char message[512];
	const char *nearest = moot_lexicon_nearest(&search->ids[owner], id, &search->budget);
	if (nearest)
		snprintf(message, sizeof message, "no %s has the id '%.200s'; did you mean '%.200s'?",
			 owner_words[owner], quote(search, id), nearest);
	else
		snprintf(message, sizeof message, "no %s has the id '%.200s'; name one of %s", owner_words[owner],
			 quote(search, id), owner_files[owner]);
	report(search, MOOT_ERROR, at, "%s", message);
}

/* The file without links where it lies inside the landscape, else NULL with a problem. */
static const char *find_inside(struct search *search, const char *label, struct mention at)
{
	char *real = realpath(join(search, search->root, label), NULL);
	size_t length = strlen(search->root);
	const char *inside = NULL;
	if (!real && errno == ENOMEM)
		search->status = MOOT_ERROR_MEMORY;
	else if (!real)
		report(search, MOOT_ERROR, at, "there is no file '%s' in the landscape's folder", quote(search, label));
	else if (strncmp(real, search->root, length) != 0 || (real[length] != '/' && length > 1))
		report(search, MOOT_ERROR, at, "'%s' leads out of the landscape's folder; put a copy inside",
		       quote(search, label));
	else if (!(inside = moot_arena_text(search->sources->arena, real)))
		search->status = MOOT_ERROR_MEMORY;
	free(real);
	return inside;
}

static void append(struct search *search, struct moot_feed_source source)
{
	struct moot_feed_sources *sources = search->sources;
	if (!moot_array_reserve((void **)&sources->items, &sources->capacity, sources->count + 1,
				sizeof *sources->items))
		search->status = MOOT_ERROR_MEMORY;
	else
		sources->items[sources->count++] = source;
}

static void add_source(struct search *search, enum moot_feed_owner owner, int index, const char *label,
		       struct mention at)
{
	const char *path = find_inside(search, label, at);
	const char *copy = moot_arena_text(search->sources->arena, label);
	if (!copy)
		search->status = MOOT_ERROR_MEMORY;
	if (path && search->status == MOOT_OK)
		append(search, (struct moot_feed_source){.owner = owner, .index = index, .path = path, .label = copy});
}

static void add_address(struct search *search, enum moot_feed_owner owner, int index, const char *source)
{
	const struct moot_remote_feed *feed = moot_remote_find(&search->table->remote, source);
	if (feed)
		append(search, (struct moot_feed_source){
				   .owner = owner, .index = index, .path = feed->path, .label = feed->label});
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder by byte; none where there is no such folder. */
static const char **list_folder(struct search *search, const char *path, size_t *count)
{
	const char **names = NULL;
	size_t capacity = 0;
	*count = 0;
	DIR *folder = opendir(path);
	if (!folder && errno != ENOENT && errno != ENOTDIR)
		report(search, MOOT_ERROR, (struct mention){.file = path}, "cannot be read: %s", strerror(errno));
	for (struct dirent *entry = NULL; folder && (entry = readdir(folder));) {
		if (entry->d_name[0] == '.')
			continue;
		const char *name = moot_arena_text(search->sources->arena, entry->d_name);
		if (!name || !moot_array_reserve((void **)(void *)&names, &capacity, *count + 1, sizeof *names)) {
			search->status = MOOT_ERROR_MEMORY;
			break;
		}
		names[(*count)++] = name;
	}
	if (folder)
		closedir(folder);
	if (*count > 1)
		qsort(names, *count, sizeof *names, compare_names);
	return names;
}

/* "ID" of "ID.ics", or NULL for another kind of file. */
static const char *id_of(struct search *search, const char *name)
{
	size_t length = strlen(name);
	if (length < 5 || strcasecmp(name + length - 4, ".ics") != 0)
		return NULL;
	const char *id = moot_arena_text_n(search->sources->arena, name, length - 4);
	if (!id)
		search->status = MOOT_ERROR_MEMORY;
	return id;
}

static void find_in_folder(struct search *search, enum moot_feed_owner owner)
{
	const char *folder = join(search, "calendars", owner_folders[owner]);
	size_t count = 0;
	const char **names = list_folder(search, join(search, search->root, folder), &count);
	for (size_t i = 0; i < count && search->status == MOOT_OK; i++) {
		const char *label = join(search, folder, names[i]);
		const char *id = id_of(search, names[i]);
		int index = MOOT_NONE;
		if (!id)
			continue;
		if (owner != MOOT_OWNER_CLOSURES)
			index = moot_lexicon_find(&search->ids[owner], id);
		if (owner != MOOT_OWNER_CLOSURES && index < 0)
			report_unknown(search, owner, id, (struct mention){.file = label});
		else
			add_source(search, owner, index, label, (struct mention){.file = label});
	}
	moot_release((void *)names);
}

/* A calendar in the wrong place would be missed in silence. */
static void find_strays(struct search *search)
{
	size_t count = 0;
	const char **names = list_folder(search, join(search, search->root, "calendars"), &count);
	for (size_t i = 0; i < count && search->status == MOOT_OK; i++) {
		bool known = false;
		struct stat info;
		const char *label = join(search, "calendars", names[i]);
		for (size_t f = 0; f < sizeof owner_folders / sizeof *owner_folders; f++)
			known = known || strcmp(names[i], owner_folders[f]) == 0;
		bool is_folder = stat(join(search, search->root, label), &info) == 0 && S_ISDIR(info.st_mode);
		if (!known && (is_folder || id_of(search, names[i])))
			report(search, MOOT_WARNING, (struct mention){.file = label},
			       "'%s' is not read; calendars lie in calendars/boards, people, venues or closures",
			       names[i]);
	}
	moot_release((void *)names);
}

/* "person:ID", "board:ID", "venue:ID", "closures": false for anything else. */
static bool parse_owner(const char *text, enum moot_feed_owner *owner, const char **id)
{
	for (int o = MOOT_OWNER_BOARD; o <= MOOT_OWNER_VENUE; o++) {
		size_t length = strlen(owner_words[o]);
		if (strncasecmp(text, owner_words[o], length) != 0 || text[length] != ':')
			continue;
		*owner = (enum moot_feed_owner)o;
		*id = text + length + 1;
		while (**id == ' ')
			++*id;
		return true;
	}
	*owner = MOOT_OWNER_CLOSURES;
	return strcasecmp(text, "closures") == 0;
}

static void add_row(struct search *search, const char *owner_text, struct mention owner_at, const char *source,
		    struct mention source_at)
{
	enum moot_feed_owner owner = MOOT_OWNER_CLOSURES;
	const char *id = "";
	int index = MOOT_NONE;
	if (!parse_owner(owner_text, &owner, &id)) {
		report(search, MOOT_ERROR, owner_at,
		       "'%s' owns no calendar; person:ID, board:ID, venue:ID or closures do",
		       quote(search, owner_text));
		return;
	}
	if (owner != MOOT_OWNER_CLOSURES && (index = moot_lexicon_find(&search->ids[owner], id)) < 0) {
		report_unknown(search, owner, id, owner_at);
		return;
	}
	if (moot_address_is(source))
		add_address(search, owner, index, source);
	else if (source[0] == '/')
		report(search, MOOT_ERROR, source_at, "'%s' is not a path inside the landscape; put a copy inside",
		       quote(search, source));
	else
		add_source(search, owner, index, source, source_at);
}

static void find_in_table(struct search *search)
{
	for (size_t i = 0; i < search->table->count && search->status == MOOT_OK; i++) {
		const struct moot_feed_row *row = &search->table->rows[i];
		const struct mention owner_at = {search->table->file, row->owner_line, row->owner_column};
		const struct mention source_at = {search->table->file, row->source_line, row->source_column};
		if (row->owner[0] && row->source[0])
			add_row(search, row->owner, owner_at, row->source, source_at);
		else if (row->owner[0])
			report(search, MOOT_ERROR, source_at, "%s",
			       "source is empty; name the calendar's file or address");
		else if (row->source[0])
			report(search, MOOT_ERROR, owner_at, "%s",
			       "owner is empty; say whose calendar it is: person:ID, board:ID, venue:ID or closures");
	}
}

static int compare_sources(const void *a, const void *b)
{
	const struct moot_feed_source *x = a;
	const struct moot_feed_source *y = b;
	if (x->owner != y->owner)
		return x->owner < y->owner ? -1 : 1;
	int order = strcmp(x->label, y->label);
	return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static void sort_sources(struct moot_feed_sources *sources)
{
	size_t kept = 0;
	if (sources->count > 1)
		qsort(sources->items, sources->count, sizeof *sources->items, compare_sources);
	for (size_t i = 0; i < sources->count; i++) {
		const struct moot_feed_source *last = kept > 0 ? &sources->items[kept - 1] : NULL;
		if (!last || last->owner != sources->items[i].owner || last->index != sources->items[i].index ||
		    strcmp(last->path, sources->items[i].path) != 0)
			sources->items[kept++] = sources->items[i];
	}
	sources->count = kept;
}

enum moot_status moot_feed_sources_find(const char *folder, const struct moot_landscape *landscape,
					const struct moot_feed_table *table, struct moot_feed_sources *sources,
					struct moot_problems *problems, struct moot_error *error)
{
	struct search search = {.sources = sources, .problems = problems, .table = table, .budget = 1000000};
	char *root = realpath(folder, NULL);
	if (!root)
		return moot_error_set(error, MOOT_ERROR_SYSTEM, "%s cannot be read: %s", folder, strerror(errno));
	search.root = root;
	sources->arena = moot_arena_new();
	search.status = sources->arena ? MOOT_OK : MOOT_ERROR_MEMORY;
	if (search.status == MOOT_OK)
		add_all_ids(&search, landscape);
	for (int o = MOOT_OWNER_BOARD; o <= MOOT_OWNER_CLOSURES && search.status == MOOT_OK; o++)
		find_in_folder(&search, (enum moot_feed_owner)o);
	if (search.status == MOOT_OK)
		find_strays(&search);
	if (search.status == MOOT_OK)
		find_in_table(&search);
	if (search.status == MOOT_OK)
		sort_sources(sources);
	for (size_t i = 0; i < sizeof search.ids / sizeof *search.ids; i++)
		moot_lexicon_clear(&search.ids[i]);
	free(root);
	if (search.status != MOOT_OK)
		return moot_error_set(error, search.status, "%s: %s", folder, moot_status_text(search.status));
	return MOOT_OK;
}

void moot_feed_sources_clear(struct moot_feed_sources *sources)
{
	moot_arena_free(sources->arena);
	moot_release(sources->items);
	*sources = (struct moot_feed_sources){0};
}
