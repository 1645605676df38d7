/* Cleaning up after killed programs (leftover.h). */
#include "io/plan/leftover.h"

#include "io/plan/remove.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

bool moot_leftover_hold(int top, int parent, const char *name)
{
	struct stat open_one;
	struct stat named;
	/* Where the system has no locks nobody cleans up either. */
	flock(top, LOCK_EX);
	return fstat(top, &open_one) == 0 && fstatat(parent, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	       open_one.st_ino == named.st_ino && open_one.st_dev == named.st_dev;
}

static bool is_listed(const char *const *names, const char *name)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names || strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Whether a dead program's folder has nothing in it but what we write. `descriptor` stays open. */
static bool is_ours(int descriptor, const char *const *names)
{
	struct stat about;
	if (fstat(descriptor, &about) != 0 || about.st_uid != geteuid() || flock(descriptor, LOCK_EX | LOCK_NB) != 0)
		return false;
	int again = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = again < 0 ? NULL : fdopendir(again);
	if (!entries) {
		if (again >= 0)
			close(again);
		return false;
	}
	bool ours = true;
	for (const struct dirent *entry; ours && (entry = readdir(entries));)
		ours = is_listed(names, entry->d_name);
	closedir(entries);
	return ours;
}

void moot_leftovers_remove(int parent, const char *const *names)
{
	int again = openat(parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = again < 0 ? NULL : fdopendir(again);
	if (!entries) {
		if (again >= 0)
			close(again);
		return;
	}
	for (const struct dirent *entry; (entry = readdir(entries));) {
		if (strncmp(entry->d_name, MOOT_TEMPORARY, sizeof MOOT_TEMPORARY - 1) != 0)
			continue;
		int left = openat(parent, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (left < 0)
			continue;
		if (is_ours(left, names))
			moot_remove_tree(parent, entry->d_name);
		close(left);
	}
	closedir(entries);
}
