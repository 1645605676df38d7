/*
 * moot_feed_write(): a folder for any web server, with the calendar of each person under a name that nobody guesses.
 *
 * Whoever has the address of a feed can read it, so each name is 160 random bits, and the server must not list the
 * folder. Names stay the same from one time to the next, or subscriptions would break: they are kept in a table beside
 * the folder, for its owner alone, not in it. A person who leaves keeps the row, but not the calendar.
 */
#include "io/csv/table.h"
#include "io/csv/writer.h"
#include "io/plan/file.h"
#include "io/plan/folder.h"
#include "io/report/report.h"

#include <moot/io.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RANDOM_BYTES = 20, STEM = 2 * RANDOM_BYTES + 1, MOST_TABLE = 8 * 1024 * 1024 };

static const char MARK[] = "robots.txt";

struct address {
	const char *person;
	const char *stem; /* of the file's name */
	bool is_planned;
};

struct feeding {
	const struct moot_report *report;
	const char *folder;
	const char *table;         /* beside it */
	struct address *addresses; /* those of earlier times first */
	size_t count;
	struct moot_error *error;
};

static enum moot_status no_memory(struct feeding *f)
{
	return moot_error_set(f->error, MOOT_ERROR_MEMORY, "out of memory");
}

static enum moot_status failed(struct feeding *f, const char *what)
{
	return moot_error_set(f->error, MOOT_ERROR_SYSTEM, "%s %s: %s", what, f->table, strerror(errno));
}

/* --- the table of earlier times --- */

/* *bytes is NULL where there is no table yet. */
static enum moot_status read_bytes(struct feeding *f, char **bytes, size_t *length)
{
	struct stat about;
	*bytes = NULL;
	int file = open(f->table, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (file < 0)
		return errno == ENOENT ? MOOT_OK : failed(f, "can't read");
	bool sane = fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size <= MOST_TABLE;
	size_t size = sane ? (size_t)about.st_size : 0;
	*bytes = sane ? moot_arena_array(f->report->arena, size + 1, 1) : NULL;
	ssize_t got = 1;
	*length = 0;
	while (*bytes && *length < size && got > 0) {
		got = read(file, *bytes + *length, size - *length);
		*length += got > 0 ? (size_t)got : 0;
	}
	close(file);
	if (!sane)
		return moot_error_set(f->error, MOOT_ERROR_USAGE, "%s is no table of addresses; move it away",
				      f->table);
	return !*bytes ? no_memory(f) : got < 0 ? failed(f, "can't read") : MOOT_OK;
}

static bool is_stem(const char *text)
{
	return strlen(text) == STEM - 1 && strspn(text, "0123456789abcdef") == STEM - 1;
}

static enum moot_status take_table(struct feeding *f, const struct moot_table *table)
{
	for (size_t i = 0; i < table->row_count; i++) {
		const struct moot_table_row *row = &table->rows[i];
		char stem[STEM + 4] = "";
		if (row->count >= 3)
			snprintf(stem, sizeof stem, "%s", row->cells[2].text);
		size_t length = strlen(stem);
		if (length == STEM + 3 && strcmp(stem + STEM - 1, ".ics") == 0)
			stem[STEM - 1] = '\0';
		if (!is_stem(stem))
			return moot_error_set(
			    f->error, MOOT_ERROR_USAGE,
			    "%s:%d: the third cell is no file name of an earlier export; put the table "
			    "back as it was, or move it away and all addresses change",
			    f->table, row->line);
		const char *copy = moot_arena_text(f->report->arena, stem);
		if (!copy)
			return no_memory(f);
		f->addresses[f->count++] = (struct address){.person = row->cells[0].text, .stem = copy};
	}
	return MOOT_OK;
}

static enum moot_status read_table(struct feeding *f)
{
	struct moot_problems problems = {0};
	struct moot_table table = {0};
	char *bytes = NULL;
	size_t length = 0;
	enum moot_status status = read_bytes(f, &bytes, &length);
	if (status == MOOT_OK && bytes)
		status = moot_table_read(f->report->arena, f->table, bytes, length, &table, &problems);
	/* A row that can't be read would give its person a new address. */
	for (size_t i = 0; i < problems.count && status == MOOT_OK; i++)
		if (problems.items[i].severity == MOOT_ERROR)
			status = moot_error_set(f->error, MOOT_ERROR_USAGE, "%s:%d: %s; put the table back as it was",
						f->table, problems.items[i].line, problems.items[i].message);
	moot_problems_clear(&problems);
	if (status != MOOT_OK)
		return status == MOOT_ERROR_MEMORY ? no_memory(f) : status;
	f->addresses =
	    moot_arena_array(f->report->arena, table.row_count + f->report->plan->person_count, sizeof *f->addresses);
	return f->addresses ? take_table(f, &table) : no_memory(f);
}

/* --- names --- */

static enum moot_status new_stem(struct feeding *f, const char **stem)
{
	unsigned char bytes[RANDOM_BYTES];
	char text[STEM];
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		return moot_error_set(f->error, MOOT_ERROR_SYSTEM, "the system gives no random numbers: %s",
				      strerror(errno));
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(text + 2 * i, 3, "%02x", bytes[i]);
	*stem = moot_arena_text(f->report->arena, text);
	return *stem ? MOOT_OK : no_memory(f);
}

static int by_person(const void *a, const void *b)
{
	return strcmp(((const struct address *)a)->person, ((const struct address *)b)->person);
}

/* Each person of the plan has a name then. */
static enum moot_status name_people(struct feeding *f)
{
	const struct moot_plan *plan = f->report->plan;
	size_t known = f->count;
	enum moot_status status = MOOT_OK;
	if (known > 1)
		qsort(f->addresses, known, sizeof *f->addresses, by_person);
	for (size_t i = 0; i < plan->person_count && f->addresses && status == MOOT_OK; i++) {
		struct address key = {.person = plan->people[i].person};
		struct address *old =
		    known > 0 ? bsearch(&key, f->addresses, known, sizeof *f->addresses, by_person) : NULL;
		if (old) {
			old->is_planned = true;
			continue;
		}
		status = new_stem(f, &key.stem);
		key.is_planned = true;
		f->addresses[f->count++] = key;
	}
	if (f->count > 1)
		qsort(f->addresses, f->count, sizeof *f->addresses, by_person);
	return status;
}

static char *table_bytes(struct feeding *f)
{
	static const char *const titles[] = {"person_id", "name", "file", NULL};
	struct moot_csv csv;
	char *bytes = NULL;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < f->count; i++) {
		char name[STEM + 4];
		snprintf(name, sizeof name, "%s.ics", f->addresses[i].stem);
		moot_csv_cell(&csv, f->addresses[i].person);
		moot_csv_cell(&csv, moot_names_text(&f->report->people, f->addresses[i].person));
		moot_csv_cell(&csv, name);
		moot_csv_end_row(&csv);
	}
	if (moot_text_take(&csv.text, &bytes, f->error) != MOOT_OK)
		moot_text_clear(&csv.text);
	return bytes;
}

/* Before the folder: a name that stands in the table alone does no harm, one in the folder alone is lost. */
static enum moot_status write_table(struct feeding *f)
{
	char *bytes = table_bytes(f);
	if (!bytes)
		return no_memory(f);
	enum moot_status status = moot_file_write_private(f->table, bytes, f->error);
	moot_release(bytes);
	return status;
}

/* --- the folder --- */

static enum moot_status put_calendar(struct feeding *f, struct moot_folder *folder, const struct address *address)
{
	struct moot_ics_request request = {.name = moot_names_text(&f->report->people, address->person),
					   .plan = f->report->plan,
					   .landscape = f->report->landscape,
					   .person = address->person,
					   .reader = ""};
	char *bytes = NULL;
	enum moot_status status = moot_ics_write(&request, &bytes, f->error);
	if (status == MOOT_OK)
		status = moot_folder_file(folder, "", address->stem, ".ics", bytes, strlen(bytes), f->error);
	moot_release(bytes);
	return status;
}

static enum moot_status fill_folder(struct feeding *f, struct moot_folder *folder)
{
	static const char robots[] = "User-agent: *\nDisallow: /\n";
	enum moot_status status = moot_folder_file(folder, "", "robots", ".txt", robots, sizeof robots - 1, f->error);
	for (size_t i = 0; i < f->count && status == MOOT_OK; i++) {
		if (f->addresses[i].is_planned)
			status = put_calendar(f, folder, &f->addresses[i]);
	}
	return status;
}

/* Every name that an earlier export may have written: the calendars of leavers are not carried over. */
static const char **names_of(struct feeding *f)
{
	const char **names = moot_arena_array(f->report->arena, f->count + 2, sizeof *names);
	bool done = names != NULL;
	for (size_t i = 0; i < f->count && done; i++) {
		names[i + 1] = moot_arena_format(f->report->arena, "%s.ics", f->addresses[i].stem);
		done = names[i + 1] != NULL;
	}
	if (!done)
		return NULL;
	names[0] = MARK;
	return names;
}

static enum moot_status write_all(struct feeding *f)
{
	struct moot_folder *folder = NULL;
	const char **names = names_of(f);
	if (!names)
		return no_memory(f);
	enum moot_status status = moot_folder_begin(f->folder, names, &folder, f->error);
	if (status == MOOT_OK)
		status = fill_folder(f, folder);
	if (status == MOOT_OK)
		status = write_table(f);
	if (status == MOOT_OK)
		return moot_folder_commit(folder, f->error);
	moot_folder_abandon(folder);
	return status;
}

enum moot_status moot_feed_write(const struct moot_landscape *landscape, const struct moot_plan *plan,
				 const char *folder, struct moot_error *error)
{
	struct moot_report report;
	struct feeding f = {.report = &report, .folder = folder, .error = error};
	size_t length = strlen(folder);
	if (!plan->has_calendar)
		return moot_error_set(error, MOOT_ERROR_USAGE,
				      "the plan has no calendar to publish; plan without --structure-only");
	enum moot_status status = moot_report_open(landscape, plan, &report, error);
	if (status != MOOT_OK)
		return status;
	while (length > 1 && folder[length - 1] == '/')
		length--;
	const char *plain = moot_arena_text_n(report.arena, folder, length);
	f.table = plain ? moot_arena_format(report.arena, "%s-addresses.csv", plain) : NULL;
	status = f.table ? read_table(&f) : no_memory(&f);
	if (status == MOOT_OK)
		status = name_people(&f);
	if (status == MOOT_OK)
		status = write_all(&f);
	moot_report_close(&report);
	return status;
}
