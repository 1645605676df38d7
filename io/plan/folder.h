/*
 * A folder that appears whole or not at all.
 *
 * Files go to a new folder of a temporary name beside the target; moot_folder_commit() flushes them to the disk and
 * puts the folder in the target's place, by exchange where the system can, so that at each moment a complete folder
 * stands there. An existing target is replaced only when it is empty or holds the `mark` (plan.json); what else a
 * user keeps at the top of it is carried over, never deleted. A landscape is never replaced.
 *
 * Order: begin, directories and files, then commit or abandon, each of which releases the folder.
 */
#ifndef MOOT_IO_PLAN_FOLDER_H
#define MOOT_IO_PLAN_FOLDER_H

#include <moot/status.h>

struct moot_folder;

/* What we write at the top of a folder; `names` ends with NULL, and the first is the mark. */
enum moot_status moot_folder_begin(const char *target, const char *const *names, struct moot_folder **out,
				   struct moot_error *error);

/* `path` is relative and its last part may come from the input: "ics" + "boards" are two calls. */
enum moot_status moot_folder_directory(struct moot_folder *folder, const char *path, struct moot_error *error);

/*
 * Writes `directory`/`stem``suffix` (`directory` "" is the top). The stem may come from the input: what is no plain
 * file name is refused with MOOT_ERROR_INPUT.
 */
enum moot_status moot_folder_file(struct moot_folder *folder, const char *directory, const char *stem,
				  const char *suffix, const char *bytes, size_t length, struct moot_error *error);

/* The same of a text, which is released. */
enum moot_status moot_folder_take(struct moot_folder *folder, const char *directory, const char *stem,
				  const char *suffix, char *text, struct moot_error *error);

enum moot_status moot_folder_commit(struct moot_folder *folder, struct moot_error *error);
void moot_folder_abandon(struct moot_folder *folder); /* NULL-safe */

/* For tests: replace by two renames, as where the system has no exchange. */
void moot_folder_forbid_exchange(struct moot_folder *folder);

#endif
