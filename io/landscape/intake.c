/* What the files of a landscape share while they are read (intake.h): problems, memory, names. */
#include "io/landscape/intake.h"

#include "io/csv/word.h"
#include "io/feeds/address.h"
#include "io/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST_PROBLEMS = 100000, /* the rest are counted */
	LONGEST_MESSAGE = 2000,
	LONGEST_QUOTE = 80
};

static void add_problem(struct moot_intake *intake, enum moot_severity severity, const char *file, int line, int column,
			const char *format, va_list arguments)
{
	char message[LONGEST_MESSAGE];
	if (intake->problems->count >= MOST_PROBLEMS) {
		intake->unlisted++;
		intake->problems->errors += severity == MOOT_ERROR;
		return;
	}
	vsnprintf(message, sizeof message, format, arguments);
	moot_word_repair(message);
	enum moot_status status = moot_problems_add(intake->problems, severity, file, line, column, "%s", message);
	if (status)
		intake->status = status;
}

void moot_intake_report(struct moot_intake *intake, enum moot_severity severity, const char *file, int line, int column,
			const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_problem(intake, severity, file, line, column, format, arguments);
	va_end(arguments);
}

/* A problem and its place in the order. */
struct ranked {
	struct moot_problem problem;
	int file; /* scenarios first, then sheets; the others as they come */
	size_t sequence;
};

static int compare_problems(const void *a, const void *b)
{
	const struct ranked *x = a;
	const struct ranked *y = b;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->file < MOOT_FILE_COUNT && x->problem.line != y->problem.line)
		return x->problem.line < y->problem.line ? -1 : 1;
	if (x->file < MOOT_FILE_COUNT && x->problem.column != y->problem.column)
		return x->problem.column < y->problem.column ? -1 : 1;
	return x->sequence < y->sequence ? -1 : 1;
}

static int rank_of(const struct moot_intake *intake, const char *file)
{
	int f = 0;
	while (f < MOOT_FILE_COUNT && (!intake->sheets[f].file || strcmp(intake->sheets[f].file, file) != 0))
		f++;
	for (size_t s = 0; f == MOOT_FILE_COUNT && s < intake->scenario_count; s++)
		if (strcmp(intake->scenarios[s], file) == 0)
			return (int)s - (int)intake->scenario_count;
	return f;
}

void moot_intake_sort(struct moot_intake *intake, size_t first)
{
	struct moot_problem *items = intake->problems->items;
	size_t count = intake->problems->count - first;
	struct ranked *ranked = count > 0 ? moot_allocate(count, sizeof *ranked) : NULL;
	if (!ranked) {
		intake->status = count > 0 ? MOOT_ERROR_MEMORY : intake->status;
		return;
	}
	for (size_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){items[first + i], rank_of(intake, items[first + i].file), i};
	qsort(ranked, count, sizeof *ranked, compare_problems);
	for (size_t i = 0; i < count; i++)
		items[first + i] = ranked[i].problem;
	moot_release(ranked);
}

/*
 * Where a cell was written: by a scenario, or in the sheet's own file. Where the row is too short to have the cell, the
 * line of the row, else the row's first cell.
 */
static struct moot_origin locate(const struct moot_sheet *sheet, size_t row, int column)
{
	const struct moot_table_row *cells = &sheet->table.rows[row];
	int place = sheet->places[column];
	const struct moot_table_cell *cell = place >= 0 && place < cells->count ? &cells->cells[place] : NULL;
	if (cell && cell->origin)
		return *cell->origin;
	if (cells->origin)
		return *cells->origin;
	return (struct moot_origin){sheet->file, cell ? cell->line : cells->line,
				    place >= 0              ? place + 1
				    : sheet->places[0] >= 0 ? sheet->places[0] + 1
							    : 1};
}

struct moot_origin moot_cell_origin(const struct moot_cell *cell)
{
	return locate(cell->sheet, cell->row, cell->column);
}

void moot_cell_place(const struct moot_cell *cell, int *line, int *column)
{
	struct moot_origin origin = moot_cell_origin(cell);
	*line = origin.line;
	*column = origin.column;
}

void moot_intake_report_at(struct moot_intake *intake, enum moot_severity severity, const struct moot_sheet *sheet,
			   size_t row, int column, const char *format, ...)
{
	va_list arguments;
	struct moot_origin at = locate(sheet, row, column);
	va_start(arguments, format);
	add_problem(intake, severity, at.file, at.line, at.column, format, arguments);
	va_end(arguments);
}

void moot_cell_report(struct moot_intake *intake, enum moot_severity severity, const struct moot_cell *cell,
		      const char *format, ...)
{
	va_list arguments;
	struct moot_origin at = moot_cell_origin(cell);
	va_start(arguments, format);
	add_problem(intake, severity, at.file, at.line, at.column, format, arguments);
	va_end(arguments);
}

/* `memory`, or NULL with the status set. */
static void *checked(struct moot_intake *intake, void *memory)
{
	if (!memory)
		intake->status = MOOT_ERROR_MEMORY;
	return memory;
}

const char *moot_intake_keep(struct moot_intake *intake, const char *text)
{
	const char *copy = checked(intake, moot_arena_text(intake->landscape->arena, text));
	return copy ? copy : "";
}

const char *moot_intake_fold(struct moot_intake *intake, const char *text)
{
	const char *folded = moot_word_fold(intake->arena, text);
	if (!folded)
		intake->status = MOOT_ERROR_MEMORY;
	return folded ? folded : "";
}

/* In place: breaks become spaces, and what would not be seen or would turn a terminal's line round a question mark. */
static void show_hidden(char *text)
{
	char *to = text;
	const char *next = text;
	for (const char *from = next; *from; from = next) {
		int32_t c = moot_text_next(&next);
		size_t length = (size_t)(next - from);
		if (c == '\n' || c == '\t') {
			*to++ = ' ';
		} else if (moot_text_is_hidden(c)) {
			*to++ = '?';
		} else {
			memmove(to, from, length);
			to += length;
		}
	}
	*to = '\0';
}

const char *moot_intake_quote(struct moot_intake *intake, const char *text)
{
	size_t length = strlen(text);
	bool cut = length > LONGEST_QUOTE;
	if (cut)
		length = LONGEST_QUOTE;
	/* Not in the middle of a character: its later bytes are 10xxxxxx. */
	while (cut && length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	const char *start = moot_arena_text_n(intake->arena, text, length);
	const char *hidden = start ? moot_address_hide(intake->arena, start) : NULL;
	char *quoted = hidden ? moot_arena_format(intake->arena, "\"%s%s\"", hidden, cut ? "..." : "") : NULL;
	if (!quoted) {
		intake->status = MOOT_ERROR_MEMORY;
		return "";
	}
	show_hidden(quoted);
	return quoted;
}

void *moot_intake_array(struct moot_intake *intake, size_t count, size_t size)
{
	return checked(intake, moot_arena_array(intake->landscape->arena, count, size));
}

void *moot_intake_scratch(struct moot_intake *intake, size_t count, size_t size)
{
	return checked(intake, moot_arena_array(intake->arena, count, size));
}

int moot_intake_intern(struct moot_intake *intake, struct moot_lexicon *names, const char *text)
{
	int index = MOOT_NONE;
	const char *key = moot_intake_fold(intake, text);
	if (!*key)
		return MOOT_NONE;
	index = moot_lexicon_find(names, key);
	if (index < 0 && moot_lexicon_add(names, key, moot_intake_keep(intake, text), &index))
		intake->status = MOOT_ERROR_MEMORY;
	return index;
}

const char *moot_intake_suggest(struct moot_intake *intake, const struct moot_lexicon *names, const char *text)
{
	const char *nearest = moot_lexicon_nearest(names, text, &intake->budget);
	if (!nearest)
		return "";
	const char *suggestion = moot_arena_format(intake->arena, "; is %s meant?", moot_intake_quote(intake, nearest));
	if (!suggestion)
		intake->status = MOOT_ERROR_MEMORY;
	return suggestion ? suggestion : "";
}

int moot_intake_resolve(struct moot_intake *intake, const struct moot_lexicon *names, enum moot_file file,
			const char *noun, const struct moot_cell *cell)
{
	if (!cell->text || !*cell->text)
		return MOOT_NONE;
	int index = moot_lexicon_find(names, cell->text);
	/* Where the file that should name it could not be read, that alone is worth saying. */
	if (index < 0 && intake->sheets[file].usable)
		moot_cell_report(intake, MOOT_ERROR, cell, "there is no %s %s in %s%s", noun,
				 moot_intake_quote(intake, cell->text), intake->sheets[file].file,
				 moot_intake_suggest(intake, names, cell->text));
	return index < 0 ? MOOT_NONE : index;
}
