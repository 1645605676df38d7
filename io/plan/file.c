/*
 * One file, whole or not at all: written beside its name, then renamed. A name that is no file, as /dev/stdout, is
 * written to as it is.
 */
#include "io/plan/file.h"

#include <moot/io.h>

#include <errno.h>
#include <fcntl.h>
#include <moot/memory.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum moot_status failed(struct moot_error *error, const char *path)
{
	return moot_error_set(error, MOOT_ERROR_SYSTEM, "cannot write %s: %s", path, strerror(errno));
}

/* False with errno. The bytes are on the disk before the name is. */
static bool fill(int file, const char *text, bool plain)
{
	size_t length = strlen(text);
	bool written = true;
	for (size_t done = 0; done < length && written;) {
		ssize_t count = write(file, text + done, length - done);
		written = count >= 0 || errno == EINTR;
		done += count > 0 ? (size_t)count : 0;
	}
	written = written && (!plain || fsync(file) == 0);
	int reason = errno;
	bool closed = close(file) == 0;
	if (!written)
		errno = reason;
	return written && closed;
}

static enum moot_status write_file(const char *path, const char *text, mode_t mode, struct moot_error *error)
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
	int file =
	    plain ? open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) : open(path, O_WRONLY | O_CLOEXEC);
	if (file < 0 || !fill(file, text, plain) || (plain && rename(beside, path) != 0)) {
		status = failed(error, path);
		if (file >= 0 && plain)
			unlink(beside);
	}
	moot_arena_free(arena);
	return status;
}

enum moot_status moot_file_write(const char *path, const char *text, struct moot_error *error)
{
	return write_file(path, text, 0666, error);
}

enum moot_status moot_file_write_private(const char *path, const char *text, struct moot_error *error)
{
	return write_file(path, text, 0600, error);
}
