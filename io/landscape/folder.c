/*
 * The folder of a landscape: which files it holds, their bytes and their fingerprints.
 *
 * Only regular files that lie inside the folder are read, links followed: a landscape that someone sends must not
 * reach what lies elsewhere on the reader's machine. Every file that is read is listed with its SHA-256.
 */
#include "io/landscape/intake.h"

#include "io/csv/decode.h"
#include "io/csv/word.h"
#include "io/feeds/address.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BYTES ((size_t)64 * 1024)
/* A larger calendar is refused by its own reader. */
#define MOST_CALENDAR_BYTES ((size_t)256 * 1024 * 1024)

/* A file being read: its bytes where they are wanted, and the hash as it grows. */
struct source {
	const char *file; /* relative to the folder */
	int descriptor;
	struct stat facts;
	struct sha256_ctx hash;
	int fault; /* errno of what failed in opening or reading it, or 0 */
	char *bytes;
	size_t count;
	size_t capacity;
	bool wanted;
};

static bool lies_inside(const char *root, const char *path)
{
	size_t length = strlen(root);
	return strncmp(root, path, length) == 0 && (path[length] == '/' || length == 1);
}

static void refuse(struct moot_intake *intake, const char *file, const char *why)
{
	moot_intake_report(intake, MOOT_ERROR, file, 0, 0, "%s", why);
}

/* Opens a file of the folder. False where there is none or, after saying so, where it can't be read. */
static bool source_open(struct moot_intake *intake, struct source *source)
{
	char *path = moot_arena_format(intake->arena, "%s/%s", intake->root, source->file);
	struct stat facts;
	source->descriptor = -1;
	if (!path) {
		intake->status = MOOT_ERROR_MEMORY;
		return false;
	}
	if (lstat(path, &facts) != 0 && errno == ENOENT)
		return false;
	char *real = realpath(path, NULL);
	if (!real)
		refuse(intake, source->file, errno == ENOENT ? "the link leads to no file" : strerror(errno));
	else if (!lies_inside(intake->root, real))
		refuse(intake, source->file, "the file is a link that leaves the landscape's folder; put a copy there");
	else if ((source->descriptor = open(real, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) < 0 ||
		 fstat(source->descriptor, &source->facts) != 0) {
		source->fault = errno;
		moot_intake_report(intake, MOOT_ERROR, source->file, 0, 0, "the file can't be read: %s",
				   strerror(errno));
	} else if (!S_ISREG(source->facts.st_mode))
		refuse(intake, source->file,
		       S_ISDIR(source->facts.st_mode) ? "this is a folder; a file is wanted" : "this is not a file");
	else {
		free(real);
		return true;
	}
	free(real);
	if (source->descriptor >= 0)
		close(source->descriptor);
	return false;
}

/* Reads all of it. False after saying why not. */
static bool source_read(struct moot_intake *intake, struct source *source, size_t most)
{
	unsigned char buffer[READ_BYTES];
	sha256_init(&source->hash);
	for (size_t total = 0;;) {
		ssize_t got = read(source->descriptor, buffer, sizeof buffer);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			source->fault = errno;
			moot_intake_report(intake, MOOT_ERROR, source->file, 0, 0, "the file can't be read: %s",
					   strerror(errno));
			return false;
		}
		if (got == 0)
			return true;
		total += (size_t)got;
		if (total > most) {
			moot_intake_report(intake, MOOT_ERROR, source->file, 0, 0,
					   "the file is larger than %zu MiB, the most that is read",
					   most / 1024 / 1024);
			return false;
		}
		sha256_update(&source->hash, (size_t)got, buffer);
		if (!source->wanted)
			continue;
		if (!moot_array_reserve((void **)&source->bytes, &source->capacity, total, 1)) {
			intake->status = MOOT_ERROR_MEMORY;
			return false;
		}
		memcpy(source->bytes + source->count, buffer, (size_t)got);
		source->count = total;
	}
}

void moot_intake_list(struct moot_intake *intake, const char *file, const char *sha256, int64_t modified)
{
	if (!moot_array_reserve((void **)&intake->inputs, &intake->input_capacity, intake->input_count + 1,
				sizeof *intake->inputs)) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	struct moot_input *input = &intake->inputs[intake->input_count++];
	input->file = moot_intake_keep(intake, file);
	snprintf(input->sha256, sizeof input->sha256, "%s", sha256);
	if (modified > intake->newest)
		intake->newest = modified;
}

/* Lists the file among the inputs. */
static void source_list(struct moot_intake *intake, struct source *source)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	char hex[2 * SHA256_DIGEST_SIZE + 1];
	sha256_digest(&source->hash, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	moot_intake_list(intake, source->file, hex, source->facts.st_mtim.tv_sec);
}

bool moot_intake_read_file(struct moot_intake *intake, const char *file, size_t most, char **bytes, size_t *count)
{
	struct source source = {.file = file, .wanted = true};
	if (!source_open(intake, &source))
		return false;
	bool read = source_read(intake, &source, most);
	if (read)
		source_list(intake, &source);
	close(source.descriptor);
	*bytes = source.bytes;
	*count = source.count;
	return read;
}

/* Opens a file that the caller names, wherever it lies. False after saying why it can't be. */
static bool source_open_outside(struct moot_intake *intake, struct source *source, const char *path)
{
	source->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (source->descriptor < 0 || fstat(source->descriptor, &source->facts) != 0)
		moot_intake_report(intake, MOOT_ERROR, source->file, 0, 0, "the file can't be read: %s",
				   strerror(errno));
	else if (!S_ISREG(source->facts.st_mode))
		refuse(intake, source->file,
		       S_ISDIR(source->facts.st_mode) ? "this is a folder; a file is wanted" : "this is not a file");
	else
		return true;
	if (source->descriptor >= 0)
		close(source->descriptor);
	return false;
}

/* Two inputs must not bear one name: a plan tells by it which of them has changed. */
static const char *input_name(struct moot_intake *intake, const char *file)
{
	for (size_t i = 0; i < intake->input_count; i++)
		if (strcmp(intake->inputs[i].file, file) == 0) {
			const char *name = moot_arena_format(intake->arena, "scenario:%s", file);
			if (!name)
				intake->status = MOOT_ERROR_MEMORY;
			return name ? name : file;
		}
	return file;
}

bool moot_intake_read_outside(struct moot_intake *intake, const char *file, const char *path, size_t most, char **bytes,
			      size_t *count)
{
	struct source source = {.file = file, .wanted = true};
	if (!source_open_outside(intake, &source, path))
		return false;
	bool read = source_read(intake, &source, most);
	source.file = input_name(intake, file);
	if (read)
		source_list(intake, &source);
	close(source.descriptor);
	*bytes = source.bytes;
	*count = source.count;
	return read;
}

static bool is_there(const char *const *names, size_t count, const char *file)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], file) == 0)
			return true;
	return false;
}

static void read_sheet(struct moot_intake *intake, struct moot_sheet *sheet)
{
	char *bytes = NULL;
	size_t count = 0;
	size_t errors = intake->problems->errors;
	sheet->present = true;
	if (moot_intake_read_file(intake, sheet->file, MOOT_TABLE_MAX_BYTES, &bytes, &count)) {
		enum moot_status status = moot_table_read(intake->arena, sheet->file, bytes ? bytes : "", count,
							  &sheet->table, intake->problems);
		if (status)
			intake->status = status;
		else if (sheet->table.header.count > 0 || intake->problems->errors == errors)
			moot_sheet_open(intake, sheet);
	}
	moot_release(bytes);
}

/* Each file's table, from CSV or from the workbook. */
static void read_sheets(struct moot_intake *intake, const char *const *names, size_t count)
{
	for (int f = 0; f < MOOT_FILE_COUNT && !intake->status; f++) {
		struct moot_sheet *sheet = &intake->sheets[f];
		if (is_there(names, count, sheet->file))
			read_sheet(intake, sheet);
		moot_intake_read_workbook_sheet(intake, sheet, (enum moot_file)f);
		if (sheet->kind->required && !sheet->present && !intake->workbook_failed)
			refuse(intake, sheet->file,
			       "the file is missing; a landscape needs boards.csv and members.csv, or a workbook with "
			       "sheets of these names");
	}
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted, without those that begin with a full stop; NULL where it can't be listed. */
static const char **list_folder(struct moot_intake *intake, const char *path, size_t *count)
{
	const char **names = NULL;
	size_t capacity = 0;
	*count = 0;
	DIR *folder = opendir(path);
	if (!folder)
		return NULL;
	for (struct dirent *entry = readdir(folder); entry && !intake->status; entry = readdir(folder)) {
		if (entry->d_name[0] == '.')
			continue;
		if (!moot_array_reserve((void **)&names, &capacity, *count + 1, sizeof *names)) {
			intake->status = MOOT_ERROR_MEMORY;
			break;
		}
		names[*count] = moot_arena_text(intake->arena, entry->d_name);
		if (!names[(*count)++])
			intake->status = MOOT_ERROR_MEMORY;
	}
	closedir(folder);
	const char **sorted = intake->status ? NULL : moot_intake_scratch(intake, *count, sizeof *sorted);
	if (sorted && *count > 0) {
		memcpy(sorted, names, *count * sizeof *sorted);
		qsort(sorted, *count, sizeof *sorted, compare_names);
	}
	moot_release(names);
	return sorted;
}

bool moot_name_ends_with(const char *name, const char *ending)
{
	size_t length = strlen(name);
	return length > strlen(ending) && strcasecmp(name + length - strlen(ending), ending) == 0;
}

static void report_unknown_file(struct moot_intake *intake, const char *file)
{
	int limit = 4;
	const char *nearest = NULL;
	if (strcmp(file, "discovered.csv") == 0)
		return; /* evidence beside what `moot discover` wrote */
	for (int f = 0; f < MOOT_FILE_COUNT && limit >= 0; f++) {
		const char *known = moot_sheet_kind((enum moot_file)f)->file;
		int distance = moot_word_distance(known, file, limit);
		if (strcmp(known, file) == 0)
			return;
		if (distance <= limit) {
			nearest = known;
			limit = distance - 1;
		}
	}
	if (nearest)
		moot_intake_report(intake, MOOT_WARNING, file, 0, 0,
				   "the file is not part of a landscape, so it is not read; is %s meant?", nearest);
	else
		moot_intake_report(intake, MOOT_WARNING, file, 0, 0,
				   "the file is not part of a landscape, so it is not read; scenarios are given on the "
				   "command line and are best kept in a folder of their own");
}

/* Says which files of the folder are left aside. */
static void check_files(struct moot_intake *intake, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (moot_name_ends_with(names[i], ".csv"))
			report_unknown_file(intake, names[i]);
		else if (moot_name_ends_with(names[i], ".xls") || moot_name_ends_with(names[i], ".xlsm") ||
			 moot_name_ends_with(names[i], ".ods"))
			moot_intake_report(
			    intake, MOOT_WARNING, names[i], 0, 0,
			    "workbooks of this kind are not read; save it as .xlsx, or each sheet as CSV");
	}
}

/* The folder's real path into `root`. False after saying what is wrong. */
static bool open_root(struct moot_intake *intake)
{
	struct stat facts;
	intake->root = realpath(intake->folder, NULL);
	if (!intake->root && errno == ENOENT)
		refuse(intake, intake->folder, "there is no such folder; `moot new` makes a landscape to fill in");
	else if (!intake->root)
		moot_intake_report(intake, MOOT_ERROR, intake->folder, 0, 0, "the folder can't be read: %s",
				   strerror(errno));
	else if (stat(intake->root, &facts) != 0 || !S_ISDIR(facts.st_mode))
		refuse(intake, intake->folder, "this is not a folder; a landscape is a folder of CSV files");
	else
		return true;
	return false;
}

bool moot_intake_read_folder(struct moot_intake *intake)
{
	size_t count = 0;
	for (int f = 0; f < MOOT_FILE_COUNT; f++) {
		intake->sheets[f].kind = moot_sheet_kind((enum moot_file)f);
		intake->sheets[f].file = intake->sheets[f].kind->file;
	}
	if (!open_root(intake))
		return false;
	const char **names = list_folder(intake, intake->root, &count);
	if (!names && !intake->status)
		moot_intake_report(intake, MOOT_ERROR, intake->folder, 0, 0, "the folder can't be read: %s",
				   strerror(errno));
	if (names && count == 0)
		refuse(intake, intake->folder, "the folder is empty; `moot new` makes a landscape to fill in");
	if (!names || count == 0)
		return false;
	moot_intake_open_workbook(intake, names, count);
	if (!intake->status)
		read_sheets(intake, names, count);
	check_files(intake, names, count);
	return true;
}

/*
 * What is wrong with a calendar is told by its own reader; here it is only left out. But a fault of the system may come
 * and go: the plan must not be silent about a calendar that it used.
 */
static void list_calendar(struct moot_intake *intake, const char *file)
{
	struct moot_problems aside = {0};
	struct moot_problems *problems = intake->problems;
	struct source source = {.file = file};
	int index = 0;
	if (moot_lexicon_find(&intake->listed, file) >= 0)
		return;
	if (moot_lexicon_add(&intake->listed, file, file, &index))
		intake->status = MOOT_ERROR_MEMORY;
	intake->problems = &aside;
	if (source_open(intake, &source)) {
		if (source_read(intake, &source, MOST_CALENDAR_BYTES))
			source_list(intake, &source);
		close(source.descriptor);
	}
	moot_problems_clear(&aside);
	intake->problems = problems;
	if (source.fault && source.fault != EACCES)
		moot_intake_report(intake, MOOT_ERROR, file, 0, 0, "the file can't be read: %s",
				   strerror(source.fault));
}

static void list_calendar_folder(struct moot_intake *intake, const char *folder)
{
	size_t count = 0;
	const char *path = moot_arena_format(intake->arena, "%s/calendars/%s", intake->root, folder);
	const char **names = path ? list_folder(intake, path, &count) : NULL;
	if (!path)
		intake->status = MOOT_ERROR_MEMORY;
	for (size_t i = 0; names && i < count; i++) {
		const char *file = moot_arena_format(intake->arena, "calendars/%s/%s", folder, names[i]);
		if (!file)
			intake->status = MOOT_ERROR_MEMORY;
		else if (moot_name_ends_with(file, ".ics"))
			list_calendar(intake, file);
	}
}

void moot_intake_list_calendars(struct moot_intake *intake)
{
	static const char *const folders[] = {"boards", "closures", "people", "venues"};
	const struct moot_sheet *feeds = &intake->sheets[MOOT_FILE_FEEDS];
	for (size_t i = 0; i < sizeof folders / sizeof *folders && !intake->status; i++)
		list_calendar_folder(intake, folders[i]);
	for (size_t row = 0; feeds->usable && row < feeds->table.row_count && !intake->status; row++) {
		const char *source = moot_sheet_text(feeds, row, 1);
		if (*source && *source != '/' && !moot_address_is(source))
			list_calendar(intake, source);
	}
}
