/*
 * Deleting a folder (remove.h): every step is relative to an open folder and refuses links, so that nobody who can
 * write there can lead it elsewhere. Depth is bounded by the folders that we write, with room to spare.
 */
#include "io/plan/remove.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 32 };

static bool remove_entry(int parent, const char *name, int depth);

static bool remove_content(int folder, int depth)
{
	DIR *entries = fdopendir(folder);
	if (!entries) {
		close(folder);
		return false;
	}
	bool done = true;
	for (const struct dirent *entry; (errno = 0, entry = readdir(entries));) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (!remove_entry(dirfd(entries), entry->d_name, depth + 1))
			done = false;
	}
	int reason = errno;
	closedir(entries);
	errno = reason;
	return done;
}

static bool remove_entry(int parent, const char *name, int depth)
{
	if (depth > DEEPEST) {
		errno = ELOOP;
		return false;
	}
	if (unlinkat(parent, name, 0) == 0)
		return true;
	if (errno != EISDIR && errno != EPERM)
		return false;
	int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0 || !remove_content(folder, depth))
		return false;
	return unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

bool moot_remove_tree(int parent, const char *name)
{
	return remove_entry(parent, name, 0);
}
