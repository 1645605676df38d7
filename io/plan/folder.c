/* Writing a folder whole or not at all (folder.h). All steps are relative to the open parent folder. */
#define _GNU_SOURCE /* renameat2, syncfs */
#include "io/plan/folder.h"

#include "io/plan/leftover.h"
#include "io/plan/remove.h"

#include <moot/io.h>
#include <moot/memory.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_TRIES = 10000, LONGEST_NAME = 255 };

struct moot_folder {
	struct moot_arena *arena;
	const char *const *names;
	const char *target; /* as the caller wrote it, for messages */
	const char *name;   /* its last part */
	char temporary[32]; /* beside it */
	int parent;
	int top;     /* the temporary folder */
	int earlier; /* the one it replaces, held while it is removed, or -1 */
	bool no_exchange;
};

static enum moot_status failed(struct moot_error *error, const char *what, const char *path)
{
	return moot_error_set(error, MOOT_ERROR_SYSTEM, "%s %s: %s", what, path, strerror(errno));
}

static enum moot_status refused(struct moot_error *error, const char *target, const char *why)
{
	return moot_error_set(error, MOOT_ERROR_USAGE, "%s %s; name a new or empty folder, or an earlier result",
			      target, why);
}

void moot_folder_abandon(struct moot_folder *folder)
{
	if (!folder)
		return;
	if (folder->temporary[0])
		moot_remove_tree(folder->parent, folder->temporary);
	if (folder->top >= 0)
		close(folder->top);
	if (folder->earlier >= 0)
		close(folder->earlier);
	if (folder->parent >= 0)
		close(folder->parent);
	moot_arena_free(folder->arena);
}

void moot_folder_forbid_exchange(struct moot_folder *folder)
{
	folder->no_exchange = true;
}

/* Splits the target into parent and name; trailing slashes mean nothing. False for "", "/", "." and "..". */
static enum moot_status split_target(struct moot_folder *folder, const char **parent, struct moot_error *error)
{
	size_t length = strlen(folder->target);
	while (length > 1 && folder->target[length - 1] == '/')
		length--;
	size_t start = length;
	while (start > 0 && folder->target[start - 1] != '/')
		start--;
	folder->name = moot_arena_text_n(folder->arena, folder->target + start, length - start);
	*parent = start == 0 ? "." : moot_arena_text_n(folder->arena, folder->target, start);
	if (!folder->name || !*parent)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (folder->name[0] == '\0' || strcmp(folder->name, ".") == 0 || strcmp(folder->name, "..") == 0)
		return refused(error, folder->target, "has no name of its own");
	return MOOT_OK;
}

static bool has_file(int folder, const char *name)
{
	struct stat about;
	return fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(about.st_mode);
}

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* `descriptor` is closed. */
static bool is_empty(int descriptor)
{
	DIR *entries = fdopendir(descriptor);
	if (!entries) {
		close(descriptor);
		return false;
	}
	bool empty = true;
	for (const struct dirent *entry; empty && (entry = readdir(entries));)
		empty = is_dots(entry->d_name);
	closedir(entries);
	return empty;
}

/* Whether what stands at the target may be replaced. */
static enum moot_status check_target(struct moot_folder *folder, struct moot_error *error)
{
	struct stat about;
	if (fstatat(folder->parent, folder->name, &about, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? MOOT_OK : failed(error, "can't look at", folder->target);
	if (S_ISLNK(about.st_mode))
		return refused(error, folder->target, "is a symbolic link");
	if (!S_ISDIR(about.st_mode))
		return refused(error, folder->target, "is a file");
	int old = openat(folder->parent, folder->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (old < 0)
		return failed(error, "can't open", folder->target);
	bool landscape = has_file(old, "members.csv");
	bool ours = has_file(old, folder->names[0]);
	bool empty = is_empty(old);
	if (landscape)
		return refused(error, folder->target, "is a landscape");
	if (!ours && !empty)
		return refused(error, folder->target, "holds other files");
	return MOOT_OK;
}

static enum moot_status make_temporary(struct moot_folder *folder, struct moot_error *error)
{
	moot_leftovers_remove(folder->parent, folder->names);
	for (int i = 1; i <= NAME_TRIES; i++) {
		char name[sizeof folder->temporary];
		snprintf(name, sizeof name, MOOT_TEMPORARY "%d", i);
		if (mkdirat(folder->parent, name, 0777) == 0) {
			memcpy(folder->temporary, name, sizeof name);
			folder->top = openat(folder->parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
			if (folder->top < 0 && errno != ENOENT)
				return failed(error, "can't open", name);
			if (folder->top >= 0 && moot_leftover_hold(folder->top, folder->parent, name))
				return MOOT_OK;
			/* Another program took it for a dead one's before it was opened or held. */
			if (folder->top >= 0)
				close(folder->top);
			folder->top = -1;
			folder->temporary[0] = '\0';
		} else if (errno != EEXIST)
			break;
	}
	return failed(error, "can't make a folder beside", folder->target);
}

enum moot_status moot_folder_begin(const char *target, const char *const *names, struct moot_folder **out,
				   struct moot_error *error)
{
	struct moot_arena *arena = moot_arena_new();
	struct moot_folder *folder = arena ? moot_arena_array(arena, 1, sizeof *folder) : NULL;
	if (!folder) {
		moot_arena_free(arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	*folder = (struct moot_folder){.arena = arena, .names = names, .parent = -1, .top = -1, .earlier = -1};
	folder->target = moot_arena_text(arena, target);
	const char *parent = "";
	enum moot_status status = folder->target ? split_target(folder, &parent, error)
						 : moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (status == MOOT_OK) {
		folder->parent = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (folder->parent < 0 && errno == ENOENT)
			status =
			    moot_error_set(error, MOOT_ERROR_SYSTEM, "there is no folder %s; make it first", parent);
		else if (folder->parent < 0)
			status = failed(error, "can't open the folder", parent);
	}
	if (status == MOOT_OK)
		status = check_target(folder, error);
	if (status == MOOT_OK)
		status = make_temporary(folder, error);
	if (status == MOOT_OK)
		*out = folder;
	else
		moot_folder_abandon(folder);
	return status;
}

enum moot_status moot_folder_target(const char *folder, const char *mark, struct moot_error *error)
{
	const char *const names[] = {mark, NULL};
	struct moot_folder *trial = NULL;
	enum moot_status status = moot_folder_begin(folder, names, &trial, error);
	moot_folder_abandon(trial);
	return status;
}

enum moot_status moot_folder_directory(struct moot_folder *folder, const char *path, struct moot_error *error)
{
	return mkdirat(folder->top, path, 0777) == 0 ? MOOT_OK : failed(error, "can't make the folder", path);
}

/* Plain: no path, not hidden, nothing that a terminal or another system would trip over. */
static bool is_plain_name(const char *name)
{
	if (*name == '\0' || *name == '.')
		return false;
	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;
		if (c < 0x20 || c == 0x7f || c == '/' || c == '\\' || c == ':')
			return false;
	}
	return true;
}

static enum moot_status write_bytes(int file, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t count = write(file, bytes, length);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return MOOT_ERROR_SYSTEM;
		bytes += count;
		length -= (size_t)count;
	}
	return MOOT_OK;
}

enum moot_status moot_folder_file(struct moot_folder *folder, const char *directory, const char *stem,
				  const char *suffix, const char *bytes, size_t length, struct moot_error *error)
{
	if (!is_plain_name(stem) || strlen(stem) + strlen(suffix) > LONGEST_NAME)
		return moot_error_set(error, MOOT_ERROR_INPUT, "\"%.300s\" can't be the name of a file", stem);
	char path[512];
	int size = snprintf(path, sizeof path, "%s%s%s%s", directory, *directory ? "/" : "", stem, suffix);
	if (size < 0 || size >= (int)sizeof path)
		return moot_error_set(error, MOOT_ERROR_USAGE, "the name of a file is too long");
	int file = openat(folder->top, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (file < 0)
		return failed(error, "can't make the file", path);
	enum moot_status status = write_bytes(file, bytes, length);
	if (status != MOOT_OK)
		failed(error, "can't write the file", path);
	if (close(file) != 0 && status == MOOT_OK)
		status = failed(error, "can't write the file", path);
	return status;
}

static bool is_ours(const struct moot_folder *folder, const char *name)
{
	for (const char *const *ours = folder->names; *ours; ours++) {
		if (strcmp(*ours, name) == 0)
			return true;
	}
	return false;
}

/* What the user put at the top of the old folder moves to the new one, so that removing the old deletes only ours. */
static bool carry_over(struct moot_folder *folder, const char *old_name)
{
	int old = openat(folder->parent, old_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *entries = old < 0 ? NULL : fdopendir(old);
	if (!entries) {
		if (old >= 0)
			close(old);
		return false;
	}
	bool done = true;
	for (const struct dirent *entry; (entry = readdir(entries));) {
		if (!is_dots(entry->d_name) && !is_ours(folder, entry->d_name) &&
		    renameat(old, entry->d_name, folder->top, entry->d_name) != 0)
			done = false;
	}
	closedir(entries);
	return done;
}

/* The old folder aside, the new one in; if that fails, the old one back. *old is where the old folder stands then. */
static bool swap_by_renames(struct moot_folder *folder, char old[32])
{
	for (int i = 1; i <= NAME_TRIES; i++) {
		struct stat about;
		snprintf(old, 32, ".moot-old-%d", i);
		if (fstatat(folder->parent, old, &about, AT_SYMLINK_NOFOLLOW) != 0)
			break;
	}
	if (renameat(folder->parent, folder->name, folder->parent, old) != 0)
		return false;
	if (renameat(folder->parent, folder->temporary, folder->parent, folder->name) == 0)
		return true;
	int reason = errno;
	renameat(folder->parent, old, folder->parent, folder->name);
	errno = reason;
	return false;
}

/* After success `old` names the folder to remove, or is empty where none is left. */
static bool put_in_place(struct moot_folder *folder, char old[32])
{
	old[0] = '\0';
	/* Where nothing stands, or an empty folder, one rename does it. */
	if (renameat(folder->parent, folder->temporary, folder->parent, folder->name) == 0)
		return true;
	if (errno != ENOTEMPTY && errno != EEXIST)
		return false;
#ifdef RENAME_EXCHANGE
	/* After the exchange the earlier folder has a temporary's name, which others clean up unless it is held. */
	folder->earlier = openat(folder->parent, folder->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder->earlier >= 0)
		flock(folder->earlier, LOCK_EX | LOCK_NB);
	if (!folder->no_exchange &&
	    renameat2(folder->parent, folder->temporary, folder->parent, folder->name, RENAME_EXCHANGE) == 0) {
		memcpy(old, folder->temporary, 32);
		return true;
	}
#endif
	return swap_by_renames(folder, old);
}

enum moot_status moot_folder_take(struct moot_folder *folder, const char *directory, const char *stem,
				  const char *suffix, char *text, struct moot_error *error)
{
	enum moot_status status = moot_folder_file(folder, directory, stem, suffix, text, strlen(text), error);
	moot_release(text);
	return status;
}

enum moot_status moot_folder_commit(struct moot_folder *folder, struct moot_error *error)
{
	char old[sizeof folder->temporary];
	enum moot_status status = check_target(folder, error); /* again: a search may have taken minutes since */
	/* One flush of all: of the hundreds of small files of a plan, each would wait for the disk by itself. */
	if (status == MOOT_OK && syncfs(folder->top) != 0)
		status = failed(error, "can't flush to the disk", folder->target);
	if (status == MOOT_OK && !put_in_place(folder, old))
		status = failed(error, "can't put in place", folder->target);
	if (status == MOOT_OK) {
		folder->temporary[0] = '\0';
		fsync(folder->parent); /* as good as the file system can; the folder is complete either way */
		if (old[0] && (!carry_over(folder, old) || !moot_remove_tree(folder->parent, old)))
			status = moot_error_set(error, MOOT_ERROR_SYSTEM,
						"%s is written, but the earlier one stays beside it as %s: %s",
						folder->target, old, strerror(errno));
	}
	moot_folder_abandon(folder);
	return status;
}
