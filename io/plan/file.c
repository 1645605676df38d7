/*
 * One file, whole or not at all: written beside its name, then renamed. A name that is no file, as /dev/stdout, is
 * written to as it is.
 */
#include <moot/io.h>

#include <errno.h>
#include <moot/memory.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum moot_status failed(struct moot_error *error, const char *path)
{
	return moot_error_set(error, MOOT_ERROR_SYSTEM, "cannot write %s: %s", path, strerror(errno));
}

static bool fill(FILE *file, const char *text)
{
	size_t length = strlen(text);
	bool written = fwrite(text, 1, length, file) == length;
	int reason = errno;
	bool closed = fclose(file) == 0;
	if (!written)
		errno = reason;
	return written && closed;
}

enum moot_status moot_file_write(const char *path, const char *text, struct moot_error *error)
{
	struct stat found;
	bool plain = stat(path, &found) != 0 || S_ISREG(found.st_mode);
	struct moot_arena *arena = moot_arena_new();
	char *beside = arena ? moot_arena_format(arena, "%s.%ld.tmp", path, (long)getpid()) : NULL;
	if (!beside) {
		moot_arena_free(arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	enum moot_status status = MOOT_OK;
	const char *name = plain ? beside : path;
	FILE *file = fopen(name, plain ? "wbx" : "wb");
	if (!file || !fill(file, text) || (plain && rename(beside, path) != 0)) {
		status = failed(error, path);
		if (file && plain)
			remove(beside);
	}
	moot_arena_free(arena);
	return status;
}
