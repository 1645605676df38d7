/*
 * The styles of a workbook (parts.h): which of them show a number as a date or a time.
 *
 * A cell names a style, the style a number format, and the format is one that every spreadsheet knows by its number or
 * one that the workbook spells out.
 */
#include "io/xlsx/parts.h"

#include "io/xlsx/number.h"

#include <stdlib.h>
#include <string.h>

/* Excel's own limit is 65,490 styles; a format's number is below 2^31. */
enum { MOST_STYLES = 70000, MOST_FORMATS = 70000, LARGEST_FORMAT = 2000000000 };

struct format {
	long id;
	enum moot_number_kind kind;
};

struct styles {
	struct moot_workbook *workbook;
	struct format *formats;
	size_t format_count;
	size_t format_capacity;
	long *used; /* the format of each style */
	size_t style_count;
	size_t style_capacity;
	bool in_styles; /* of cells; those of named styles look the same */
};

static void add_format(struct styles *s, const char **attributes)
{
	const char *id = moot_xml_attribute(attributes, "numFmtId");
	const char *code = moot_xml_attribute(attributes, "formatCode");
	if (!id || !code || s->format_count == MOST_FORMATS)
		return;
	if (!moot_array_reserve((void **)&s->formats, &s->format_capacity, s->format_count + 1, sizeof *s->formats))
		s->workbook->package->status = MOOT_ERROR_MEMORY;
	else
		s->formats[s->format_count++] =
		    (struct format){moot_xlsx_index(id, LARGEST_FORMAT), moot_number_kind(code)};
}

static void add_style(struct styles *s, const char **attributes)
{
	const char *id = moot_xml_attribute(attributes, "numFmtId");
	if (s->style_count == MOST_STYLES)
		return;
	if (!moot_array_reserve((void **)&s->used, &s->style_capacity, s->style_count + 1, sizeof *s->used))
		s->workbook->package->status = MOOT_ERROR_MEMORY;
	else
		s->used[s->style_count++] = id ? moot_xlsx_index(id, LARGEST_FORMAT) : 0;
}

static void start_style(void *context, const char *name, const char **attributes)
{
	struct styles *s = context;
	if (strcmp(name, "numFmt") == 0)
		add_format(s, attributes);
	else if (strcmp(name, "cellXfs") == 0)
		s->in_styles = true;
	else if (s->in_styles && strcmp(name, "xf") == 0)
		add_style(s, attributes);
}

static void end_style(void *context, const char *name)
{
	struct styles *s = context;
	if (strcmp(name, "cellXfs") == 0)
		s->in_styles = false;
}

static void no_text(void *context, const char *text, size_t length)
{
	(void)context;
	(void)text;
	(void)length;
}

static int compare_formats(const void *a, const void *b)
{
	const struct format *x = a;
	const struct format *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

/* A format that the workbook spells out wins over the built-in one of the same number. */
static void resolve(struct styles *s)
{
	struct moot_package *package = s->workbook->package;
	unsigned char *kinds = moot_package_check(package, moot_arena_array(package->arena, s->style_count, 1));
	if (!kinds)
		return;
	if (s->format_count > 1)
		qsort(s->formats, s->format_count, sizeof *s->formats, compare_formats);
	for (size_t i = 0; i < s->style_count; i++) {
		struct format wanted = {.id = s->used[i]};
		const struct format *found = s->format_count == 0 ? NULL
								  : bsearch(&wanted, s->formats, s->format_count,
									    sizeof *s->formats, compare_formats);
		kinds[i] = (unsigned char)(found ? found->kind : moot_number_kind_built_in((int)s->used[i]));
	}
	s->workbook->kinds = kinds;
	s->workbook->kind_count = s->style_count;
}

void moot_workbook_read_styles(struct moot_workbook *workbook, const char *part)
{
	static const struct moot_xml_handlers handlers = {start_style, end_style, no_text};
	struct styles s = {.workbook = workbook};
	if (moot_xml_read(workbook->package, part, &handlers, &s))
		resolve(&s);
	moot_release(s.formats);
	moot_release(s.used);
}
