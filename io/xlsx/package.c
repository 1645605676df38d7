/* The zip of a workbook (package.h), by libarchive from memory. */
#include "io/xlsx/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Excel writes some dozens; one of images and comments on every sheet has some hundreds. */
enum { MOST_PARTS = 10000, CHUNK_BYTES = 64 * 1024 };

static const char DAMAGED[] = "the workbook is damaged; open it in a spreadsheet and save it again as .xlsx";

void moot_package_fail(struct moot_package *package, const char *format, ...)
{
	char message[400];
	va_list arguments;
	if (package->why)
		return;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	package->why = moot_arena_text(package->arena, message);
	if (!package->why)
		package->status = MOOT_ERROR_MEMORY;
}

bool moot_package_failed(const struct moot_package *package)
{
	return package->why || package->status;
}

void *moot_package_check(struct moot_package *package, void *memory)
{
	if (!memory)
		package->status = MOOT_ERROR_MEMORY;
	return memory;
}

const char *moot_package_find(const struct moot_package *package, const char *name)
{
	for (size_t i = 0; i < package->name_count; i++)
		if (strcasecmp(package->names[i], name) == 0)
			return package->names[i];
	return NULL;
}

/* The archive before its first entry, or NULL. */
static struct archive *open_zip(struct moot_package *package)
{
	struct archive *zip = archive_read_new();
	if (!zip) {
		package->status = MOOT_ERROR_MEMORY;
		return NULL;
	}
	if (archive_read_support_format_zip_seekable(zip) == ARCHIVE_OK &&
	    archive_read_open_memory(zip, package->bytes, package->count) == ARCHIVE_OK)
		return zip;
	moot_package_fail(package, "%s", DAMAGED);
	archive_read_free(zip);
	return NULL;
}

/* The next entry and its name ("" where it has none). False at the end or where the package fails. */
static bool next_entry(struct moot_package *package, struct archive *zip, struct archive_entry **entry,
		       const char **name)
{
	int result = archive_read_next_header(zip, entry);
	if (result == ARCHIVE_EOF)
		return false;
	if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
		moot_package_fail(package, "%s", DAMAGED);
		return false;
	}
	*name = archive_entry_pathname(*entry);
	if (!*name)
		*name = "";
	return true;
}

static void list_parts(struct moot_package *package, struct archive *zip)
{
	struct archive_entry *entry = NULL;
	const char *name = NULL;
	size_t capacity = 0;
	const char **names = NULL;
	size_t count = 0;
	while (!moot_package_failed(package) && next_entry(package, zip, &entry, &name)) {
		if (count == MOST_PARTS)
			moot_package_fail(package, "the workbook holds more than %d parts, the most that are read",
					  MOST_PARTS);
		else if (archive_entry_is_encrypted(entry))
			moot_package_fail(package, "the workbook is locked with a password; save it without one");
		else if (!moot_array_reserve((void **)&names, &capacity, count + 1, sizeof *names))
			package->status = MOOT_ERROR_MEMORY;
		else
			names[count++] = moot_package_check(package, moot_arena_text(package->arena, name));
	}
	if (!moot_package_failed(package)) {
		package->names =
		    moot_package_check(package, moot_arena_array(package->arena, count, sizeof *package->names));
		if (package->names && count > 0)
			memcpy(package->names, names, count * sizeof *names);
		package->name_count = package->names ? count : 0;
	}
	moot_release((void *)names);
}

bool moot_package_open(struct moot_package *package, struct moot_arena *arena, const char *bytes, size_t count)
{
	static const char compound[] = "\xd0\xcf\x11\xe0"; /* .xls, and .xlsx with a password */
	*package =
	    (struct moot_package){.arena = arena, .bytes = bytes, .count = count, .budget = MOOT_PACKAGE_MAX_UNPACKED};
	if (count > MOOT_PACKAGE_MAX_BYTES)
		moot_package_fail(package, "the workbook is larger than %zu MiB, the most that is read",
				  MOOT_PACKAGE_MAX_BYTES / 1024 / 1024);
	else if (count >= 4 && memcmp(bytes, compound, 4) == 0)
		moot_package_fail(package, "the workbook is locked with a password or an old .xls file; save it as "
					   ".xlsx without a password");
	else if (count < 4 || memcmp(bytes, "PK\x03\x04", 4) != 0)
		moot_package_fail(package, "this is not an .xlsx workbook; save it as one from a spreadsheet");
	struct archive *zip = moot_package_failed(package) ? NULL : open_zip(package);
	if (zip) {
		list_parts(package, zip);
		archive_read_free(zip);
	}
	return !moot_package_failed(package);
}

static void unpack_entry(struct moot_package *package, struct archive *zip,
			 bool (*sink)(void *context, const char *bytes, size_t count), void *context)
{
	char buffer[CHUNK_BYTES];
	la_ssize_t got = 0;
	while (!moot_package_failed(package) && (got = archive_read_data(zip, buffer, sizeof buffer)) > 0) {
		if ((size_t)got > package->budget) {
			moot_package_fail(package, "the workbook unpacks to more than %zu MiB, the most that is read",
					  MOOT_PACKAGE_MAX_UNPACKED / 1024 / 1024);
			return;
		}
		package->budget -= (size_t)got;
		if (!sink(context, buffer, (size_t)got))
			return;
	}
	if (got < 0)
		moot_package_fail(package, "%s", DAMAGED);
}

bool moot_package_unpack(struct moot_package *package, const char *part,
			 bool (*sink)(void *context, const char *bytes, size_t count), void *context)
{
	struct archive *zip = moot_package_failed(package) ? NULL : open_zip(package);
	struct archive_entry *entry = NULL;
	const char *name = NULL;
	bool found = false;
	while (zip && !found && next_entry(package, zip, &entry, &name))
		found = strcmp(name, part) == 0;
	if (found)
		unpack_entry(package, zip, sink, context);
	else if (!moot_package_failed(package))
		moot_package_fail(package, "%s", DAMAGED);
	archive_read_free(zip);
	return !moot_package_failed(package);
}

const char *moot_package_library(void)
{
	return archive_version_string();
}
