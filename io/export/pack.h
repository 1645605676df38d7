/*
 * A pack: the files for one reader, gathered before any of them is written, so that a manifest can name them all and
 * a zip can hold the same bytes as the folder.
 *
 * Start from {.arena = ...}; add; then moot_pack_manifest(), moot_pack_zip() and moot_pack_write(); clear.
 */
#ifndef MOOT_IO_EXPORT_PACK_H
#define MOOT_IO_EXPORT_PACK_H

#include <moot/memory.h>
#include <moot/status.h>

#include "io/plan/folder.h"

struct moot_pack_file {
	const char *directory; /* "" is the top */
	const char *stem;
	const char *suffix;
	char *bytes; /* the pack's */
	size_t length;
	const char *holds; /* what is in it, and why this reader gets it: for the manifest */
	const char *why;
};

struct moot_pack {
	struct moot_arena *arena; /* of the caller */
	struct moot_pack_file *files;
	size_t count;
	size_t capacity;
};

/* Takes `bytes` (of moot_allocate(), NUL-terminated), also on failure. The other texts must outlive the pack. */
enum moot_status moot_pack_add(struct moot_pack *pack, const char *directory, const char *stem, const char *suffix,
			       char *bytes, const char *holds, const char *why, struct moot_error *error);

/* Adds manifest.csv: each file so far with what it holds, why it is there, its size and its SHA-256. */
enum moot_status moot_pack_manifest(struct moot_pack *pack, const char *directory, struct moot_error *error);

/*
 * The files of the pack from `first` on as a zip, their paths under `directory` left away. The same files and
 * `created` give the same bytes. Released with moot_release().
 */
enum moot_status moot_pack_zip(const struct moot_pack *pack, size_t first, const char *directory, const char *created,
			       char **out, size_t *length, struct moot_error *error);

/* Adds bytes that may hold NULs. Takes them, as moot_pack_add(). */
enum moot_status moot_pack_add_bytes(struct moot_pack *pack, struct moot_pack_file file, struct moot_error *error);

/* Writes every file, and the folders that they need, to `folder`. */
enum moot_status moot_pack_write(const struct moot_pack *pack, struct moot_folder *folder, struct moot_error *error);

void moot_pack_clear(struct moot_pack *pack);

#endif
