/*
 * Opens a workbook (workbook.h): from the package's relations to the workbook's part, from there to its sheets, shared
 * strings and styles (ECMA-376 part 2 section 6.5, part 1 section 18.2). Other names than Excel's own are met: some
 * programs write xl/workbook2.xml.
 */
#include "io/xlsx/workbook.h"

#include "io/csv/decode.h"
#include "io/xlsx/parts.h"

#include <string.h>

/* Excel's limits are its memory; so many would be no landscape. */
enum { MOST_SHEETS = 1000, MOST_RELATIONS = 10000 };

/* Cells that hold a text or lie to the left of one in their row: 64 MB of them. */
enum { MOST_CELLS = 4000000 };

struct relation {
	const char *id;
	const char *type; /* the last word of its address */
	const char *part;
};

struct relations {
	struct moot_package *package;
	const char *folder; /* of the part whose relations they are, with a slash at its end */
	struct relation *items;
	size_t count;
	size_t capacity;
};

struct opening {
	struct moot_workbook *workbook;
	struct relations relations;
	struct moot_workbook_sheet *sheets;
	size_t capacity;
};

long moot_xlsx_index(const char *text, long most)
{
	long value = 0;
	if (!*text)
		return -1;
	for (; *text >= '0' && *text <= '9'; text++) {
		value = value * 10 + (*text - '0');
		if (value >= most)
			return -1;
	}
	return *text ? -1 : value;
}

static const char *after_slash(const char *text)
{
	const char *slash = strrchr(text, '/');
	return slash ? slash + 1 : text;
}

static void ignore_end(void *context, const char *name)
{
	(void)context;
	(void)name;
}

static void ignore_text(void *context, const char *text, size_t length)
{
	(void)context;
	(void)text;
	(void)length;
}

static void start_relation(void *context, const char *name, const char **attributes)
{
	struct relations *r = context;
	const char *id = moot_xml_attribute(attributes, "Id");
	const char *type = moot_xml_attribute(attributes, "Type");
	const char *target = moot_xml_attribute(attributes, "Target");
	if (strcmp(name, "Relationship") != 0 || !id || !type || !target || r->count == MOST_RELATIONS)
		return;
	struct moot_arena *arena = r->package->arena;
	const char *path =
	    *target == '/' ? moot_arena_text(arena, target + 1) : moot_arena_format(arena, "%s%s", r->folder, target);
	id = moot_arena_text(arena, id);
	type = moot_arena_text(arena, after_slash(type));
	if (!path || !id || !type ||
	    !moot_array_reserve((void **)&r->items, &r->capacity, r->count + 1, sizeof *r->items)) {
		r->package->status = MOOT_ERROR_MEMORY;
		return;
	}
	r->items[r->count++] = (struct relation){id, type, moot_package_find(r->package, path)};
}

/* Reads the relations of `part` ("" for the package's own); there may be none. */
static void read_relations(struct relations *r, const char *part)
{
	static const struct moot_xml_handlers handlers = {start_relation, ignore_end, ignore_text};
	struct moot_arena *arena = r->package->arena;
	const char *name = after_slash(part);
	r->folder = moot_package_check(r->package, moot_arena_text_n(arena, part, (size_t)(name - part)));
	r->count = 0;
	if (!r->folder)
		return;
	const char *path = moot_package_check(r->package, moot_arena_format(arena, "%s_rels/%s.rels", r->folder, name));
	const char *found = path ? moot_package_find(r->package, path) : NULL;
	if (found)
		moot_xml_read(r->package, found, &handlers, r);
}

/* The part of the first relation of this type, or NULL. */
static const char *related(const struct relations *r, const char *type)
{
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->items[i].type, type) == 0)
			return r->items[i].part;
	return NULL;
}

static const char *sheet_part(const struct relations *r, const char *id)
{
	for (size_t i = 0; id && i < r->count; i++)
		if (strcmp(r->items[i].id, id) == 0)
			return strcmp(r->items[i].type, "worksheet") == 0 ? r->items[i].part : NULL;
	return NULL;
}

static void add_sheet(struct opening *o, const char **attributes)
{
	struct moot_workbook *w = o->workbook;
	const char *name = moot_xml_attribute(attributes, "name");
	const char *state = moot_xml_attribute(attributes, "state");
	if (!name)
		return;
	if (w->sheet_count == MOST_SHEETS) {
		moot_package_fail(w->package, "the workbook has more than %d sheets, the most that are read",
				  MOST_SHEETS);
		return;
	}
	if (!moot_array_reserve((void **)&o->sheets, &o->capacity, w->sheet_count + 1, sizeof *o->sheets)) {
		w->package->status = MOOT_ERROR_MEMORY;
		return;
	}
	o->sheets[w->sheet_count++] = (struct moot_workbook_sheet){
	    .name = moot_package_check(w->package, moot_arena_text(w->package->arena, name)),
	    .part = sheet_part(&o->relations, moot_xml_attribute(attributes, "id")),
	    .hidden = state && strcmp(state, "visible") != 0};
}

static void start_workbook(void *context, const char *name, const char **attributes)
{
	struct opening *o = context;
	if (strcmp(name, "workbookPr") == 0) {
		const char *later = moot_xml_attribute(attributes, "date1904");
		if (later && (strcmp(later, "1") == 0 || strcmp(later, "true") == 0))
			o->workbook->system = 1904;
	} else if (strcmp(name, "sheet") == 0) {
		add_sheet(o, attributes);
	}
}

static void read_workbook(struct opening *o)
{
	static const struct moot_xml_handlers handlers = {start_workbook, ignore_end, ignore_text};
	struct moot_workbook *w = o->workbook;
	read_relations(&o->relations, "");
	const char *part = related(&o->relations, "officeDocument");
	if (!part)
		part = moot_package_find(w->package, "xl/workbook.xml");
	if (!part)
		moot_package_fail(w->package, "this is a zip but no .xlsx workbook; save it as one from a spreadsheet");
	if (!part || moot_package_failed(w->package))
		return;
	read_relations(&o->relations, part);
	const char *strings = related(&o->relations, "sharedStrings");
	const char *styles = related(&o->relations, "styles");
	if (!moot_package_failed(w->package))
		moot_xml_read(w->package, part, &handlers, o);
	if (strings && !moot_package_failed(w->package))
		moot_workbook_read_strings(w, strings);
	if (styles && !moot_package_failed(w->package))
		moot_workbook_read_styles(w, styles);
	if (moot_package_failed(w->package))
		return;
	w->sheets =
	    moot_package_check(w->package, moot_arena_array(w->package->arena, w->sheet_count, sizeof *w->sheets));
	if (w->sheets && o->sheets)
		memcpy(w->sheets, o->sheets, w->sheet_count * sizeof *w->sheets);
}

enum moot_status moot_workbook_open(struct moot_arena *arena, const char *file, const char *bytes, size_t count,
				    struct moot_workbook **out, struct moot_problems *problems)
{
	struct moot_workbook *w = moot_arena_array(arena, 1, sizeof *w);
	struct moot_package *package = moot_arena_array(arena, 1, sizeof *package);
	*out = NULL;
	if (!w || !package)
		return MOOT_ERROR_MEMORY;
	*w = (struct moot_workbook){
	    .file = file, .package = package, .system = 1900, .cells = MOST_CELLS, .text = MOOT_TABLE_MAX_BYTES};
	struct opening o = {.workbook = w, .relations.package = package};
	if (moot_package_open(package, arena, bytes, count))
		read_workbook(&o);
	moot_release(o.relations.items);
	moot_release(o.sheets);
	if (package->status)
		return package->status;
	if (package->why)
		return moot_problems_add(problems, MOOT_ERROR, file, 0, 0, "%s", package->why);
	*out = w;
	return MOOT_OK;
}
