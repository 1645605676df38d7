/* The files of a pack (pack.h): kept in memory, listed, zipped by libarchive, written. */
#include "io/export/pack.h"

#include "io/csv/writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <moot/date.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum moot_status no_memory(struct moot_error *error)
{
	return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
}

enum moot_status moot_pack_add_bytes(struct moot_pack *pack, struct moot_pack_file file, struct moot_error *error)
{
	if (!moot_array_reserve((void **)&pack->files, &pack->capacity, pack->count + 1, sizeof *pack->files)) {
		moot_release(file.bytes);
		return no_memory(error);
	}
	pack->files[pack->count++] = file;
	return MOOT_OK;
}

enum moot_status moot_pack_add(struct moot_pack *pack, const char *directory, const char *stem, const char *suffix,
			       char *bytes, const char *holds, const char *why, struct moot_error *error)
{
	return moot_pack_add_bytes(pack,
				   (struct moot_pack_file){.directory = directory,
							   .stem = stem,
							   .suffix = suffix,
							   .bytes = bytes,
							   .length = strlen(bytes),
							   .holds = holds,
							   .why = why},
				   error);
}

/* "calendars/boards/csp.ics" after `root`, which its directory begins with. */
static const char *path_of(struct moot_arena *arena, const struct moot_pack_file *file, const char *root)
{
	const char *directory = file->directory;
	if (*root && strncmp(directory, root, strlen(root)) == 0)
		directory += strlen(root) + (directory[strlen(root)] == '/');
	return moot_arena_format(arena, "%s%s%s%s", directory, *directory ? "/" : "", file->stem, file->suffix);
}

static void sha256_text(const struct moot_pack_file *file, char text[65])
{
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_init(&context);
	sha256_update(&context, file->length, (const uint8_t *)file->bytes);
	sha256_digest(&context, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		snprintf(text + 2 * i, 3, "%02x", digest[i]);
}

/* Files of other readers' packs are beside this one's in an export for all. */
static bool lies_in(const struct moot_pack_file *file, const char *directory)
{
	size_t length = strlen(directory);
	return strncmp(file->directory, directory, length) == 0 &&
	       (length == 0 || file->directory[length] == '\0' || file->directory[length] == '/');
}

enum moot_status moot_pack_manifest(struct moot_pack *pack, const char *directory, struct moot_error *error)
{
	static const char *const titles[] = {"file", "holds", "why", "bytes", "sha256", NULL};
	struct moot_csv csv;
	char *bytes = NULL;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < pack->count; i++) {
		const struct moot_pack_file *file = &pack->files[i];
		char sum[65];
		if (!lies_in(file, directory))
			continue;
		const char *path = path_of(pack->arena, file, directory);
		csv.text.failed = csv.text.failed || !path;
		sha256_text(file, sum);
		moot_csv_cell(&csv, path ? path : "");
		moot_csv_cell(&csv, file->holds);
		moot_csv_cell(&csv, file->why);
		moot_csv_integer(&csv, (long)file->length);
		moot_csv_cell(&csv, sum);
		moot_csv_end_row(&csv);
	}
	enum moot_status status = moot_text_take(&csv.text, &bytes, error);
	if (status != MOOT_OK)
		return status;
	return moot_pack_add(pack, directory, "manifest", ".csv", bytes, "this list", "so that nothing is hidden",
			     error);
}

struct zip {
	char *bytes;
	size_t length;
	size_t capacity;
};

static la_ssize_t take_zip(struct archive *archive, void *context, const void *bytes, size_t length)
{
	struct zip *zip = context;
	if (length > SIZE_MAX - zip->length ||
	    !moot_array_reserve((void **)&zip->bytes, &zip->capacity, zip->length + length, 1)) {
		archive_set_error(archive, ENOMEM, "out of memory");
		return -1;
	}
	memcpy(zip->bytes + zip->length, bytes, length);
	zip->length += length;
	return (la_ssize_t)length;
}

/* Zip has no dates before 1980; what is no date is that. */
static time_t zip_time(const char *created)
{
	char text[11] = "";
	snprintf(text, sizeof text, "%s", created ? created : "");
	moot_day day = moot_day_parse(text);
	const moot_day earliest = 3652;
	return (time_t)(day == MOOT_NO_DAY || day < earliest ? earliest : day) * 86400;
}

static bool zip_file(struct archive *archive, const struct moot_pack_file *file, const char *path, time_t when)
{
	struct archive_entry *entry = archive_entry_new();
	if (!entry)
		return false;
	archive_entry_set_pathname_utf8(entry, path);
	archive_entry_set_size(entry, (la_int64_t)file->length);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_mtime(entry, when, 0);
	bool done = archive_write_header(archive, entry) == ARCHIVE_OK &&
		    archive_write_data(archive, file->bytes, file->length) == (la_ssize_t)file->length;
	archive_entry_free(entry);
	return done;
}

enum moot_status moot_pack_zip(const struct moot_pack *pack, size_t first, const char *directory, const char *created,
			       char **out, size_t *length, struct moot_error *error)
{
	struct zip zip = {0};
	struct archive *archive = archive_write_new();
	/* Names are UTF-8 by a flag in the zip, whatever this machine's locale is. */
	bool done = archive && archive_write_set_format_zip(archive) == ARCHIVE_OK &&
		    archive_write_set_options(archive, "zip:hdrcharset=UTF-8") >= ARCHIVE_WARN &&
		    archive_write_set_bytes_in_last_block(archive, 1) == ARCHIVE_OK &&
		    archive_write_open(archive, &zip, NULL, take_zip, NULL) == ARCHIVE_OK;
	for (size_t i = first; i < pack->count && done; i++) {
		const char *path = path_of(pack->arena, &pack->files[i], directory);
		done = path && zip_file(archive, &pack->files[i], path, zip_time(created));
	}
	done = archive && archive_write_close(archive) == ARCHIVE_OK && done;
	archive_write_free(archive);
	if (!done) {
		moot_release(zip.bytes);
		/* All of it happens in memory: nothing else can be short. */
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory while the pack was zipped");
	}
	*out = zip.bytes;
	*length = zip.length;
	return MOOT_OK;
}

/* Makes `directory` and those above it; `made` are the ones before it. */
static enum moot_status make_directories(const struct moot_pack *pack, size_t upto, struct moot_folder *folder,
					 struct moot_error *error)
{
	const char *directory = pack->files[upto].directory;
	for (size_t end = 1; *directory && end <= strlen(directory); end++) {
		bool made = false;
		if (directory[end] != '/' && directory[end] != '\0')
			continue;
		for (size_t i = 0; i < upto && !made; i++) {
			const char *other = pack->files[i].directory;
			made = strncmp(other, directory, end) == 0 && (other[end] == '/' || other[end] == '\0');
		}
		const char *part = made ? NULL : moot_arena_text_n(pack->arena, directory, end);
		if (!made && !part)
			return no_memory(error);
		enum moot_status status = made ? MOOT_OK : moot_folder_directory(folder, part, error);
		if (status != MOOT_OK)
			return status;
	}
	return MOOT_OK;
}

enum moot_status moot_pack_write(const struct moot_pack *pack, struct moot_folder *folder, struct moot_error *error)
{
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < pack->count && status == MOOT_OK; i++) {
		const struct moot_pack_file *file = &pack->files[i];
		bool same = i > 0 && strcmp(pack->files[i - 1].directory, file->directory) == 0;
		if (!same)
			status = make_directories(pack, i, folder, error);
		if (status == MOOT_OK)
			status = moot_folder_file(folder, file->directory, file->stem, file->suffix, file->bytes,
						  file->length, error);
	}
	return status;
}

void moot_pack_clear(struct moot_pack *pack)
{
	for (size_t i = 0; i < pack->count; i++)
		moot_release(pack->files[i].bytes);
	moot_release(pack->files);
	*pack = (struct moot_pack){0};
}
