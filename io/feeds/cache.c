/* Copies of feeds; see cache.h. */
#include "io/feeds/cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_NAME = 128, LONGEST_ABOUT = 1024 };

static const char FIRST_LINE[] = "moot-feed 1";

void moot_cache_hex(const unsigned char *digest, char hex[65])
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[64] = '\0';
}

void moot_cache_key(const char *address, char key[MOOT_CACHE_KEY])
{
	struct sha256_ctx hash;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_init(&hash);
	sha256_update(&hash, strlen(address), (const uint8_t *)address);
	sha256_digest(&hash, sizeof digest, digest);
	moot_cache_hex(digest, key);
}

/* --- the folder --- */

/* Makes every folder of a path, as the XDG specification asks with 0700. */
static bool make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/');; slash = strchr(slash + 1, '/')) {
		if (slash)
			*slash = '\0';
		bool made = mkdir(path, 0700) == 0 || errno == EEXIST || errno == EISDIR;
		if (slash)
			*slash = '/';
		if (!made)
			return false;
		if (!slash)
			return true;
	}
}

/* Opens a folder that is the user's own and closed to others; -1 with errno. */
static int open_own(const char *path)
{
	struct stat facts;
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0)
		return -1;
	int fault = 0;
	if (fstat(folder, &facts) != 0)
		fault = errno;
	else if (facts.st_uid != geteuid())
		fault = EPERM;
	else if ((facts.st_mode & 077) != 0 && fchmod(folder, 0700) != 0)
		fault = errno;
	/* A folder on a full or read-only disk takes no copies. */
	else if (faccessat(folder, ".", W_OK, AT_EACCESS) != 0)
		fault = errno;
	if (fault) {
		close(folder);
		errno = fault;
		return -1;
	}
	return folder;
}

/* The cache folder's path, or NULL with *why: there is none ("" when out of memory). */
static char *cache_path(struct moot_arena *arena, const char **why)
{
	const char *base = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");
	/* The XDG specification has relative paths ignored. */
	bool has_base = base && *base == '/';
	*why = "";
	if (!has_base && (!home || *home != '/')) {
		*why = "neither XDG_CACHE_HOME nor HOME names a folder";
		return NULL;
	}
	return has_base ? moot_arena_format(arena, "%s/moot/feeds", base)
			: moot_arena_format(arena, "%s/.cache/moot/feeds", home);
}

static enum moot_status open_temporary(struct moot_arena *arena, struct moot_cache *cache, struct moot_error *error)
{
	const char *base = getenv("TMPDIR");
	char *path = moot_arena_format(arena, "%s/moot-feeds-XXXXXX", base && *base == '/' ? base : "/tmp");
	if (!path)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (!mkdtemp(path))
		return moot_error_set(error, MOOT_ERROR_SYSTEM,
				      "there is no folder for the calendars that are fetched: %s; and none can be made "
				      "in %.200s: %s",
				      cache->why, base && *base == '/' ? base : "/tmp", strerror(errno));
	cache->is_temporary = true;
	cache->path = path;
	cache->folder = open_own(path);
	if (cache->folder >= 0)
		return MOOT_OK;
	int fault = errno;
	rmdir(path);
	return moot_error_set(error, MOOT_ERROR_SYSTEM, "a temporary folder can't be opened: %s", strerror(fault));
}

enum moot_status moot_cache_open(struct moot_arena *arena, struct moot_cache *cache, struct moot_error *error)
{
	*cache = (struct moot_cache){.folder = -1};
	char *path = cache_path(arena, &cache->why);
	if (path) {
		cache->folder = make_folders(path) ? open_own(path) : -1;
		cache->why = cache->folder < 0 ? moot_arena_format(arena, "%.200s: %s", path, strerror(errno)) : "";
	}
	if (!cache->why || (!path && !*cache->why))
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	cache->path = path;
	return cache->folder >= 0 ? MOOT_OK : open_temporary(arena, cache, error);
}

void moot_cache_close(struct moot_cache *cache)
{
	if (cache->folder < 0)
		return;
	DIR *folder = cache->is_temporary ? fdopendir(cache->folder) : NULL;
	for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder))
		if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2)
			unlinkat(cache->folder, entry->d_name, 0);
	if (folder)
		closedir(folder);
	else
		close(cache->folder);
	if (cache->is_temporary)
		rmdir(cache->path);
	cache->folder = -1;
}

/* --- files --- */

static const char *file_name(const char *key, const char *ending, char name[LONGEST_NAME])
{
	snprintf(name, LONGEST_NAME, "%s.%s", key, ending);
	return name;
}

/* Of the copy, 0, or of an earlier one. */
static const char *copy_name(const char *key, int number, char name[LONGEST_NAME])
{
	if (number == 0)
		return file_name(key, "ics", name);
	snprintf(name, LONGEST_NAME, "%s.%d.ics", key, number);
	return name;
}

/* Its own name for each process, so that two never write one file. */
static const char *new_name(const char *key, const char *ending, char name[LONGEST_NAME])
{
	snprintf(name, LONGEST_NAME, ".%s.%ld.%s", key, (long)getpid(), ending);
	return name;
}

const char *moot_cache_file(const struct moot_cache *cache, struct moot_arena *arena, const char *key, int number)
{
	char name[LONGEST_NAME];
	return moot_arena_format(arena, "%s/%s", cache->path, copy_name(key, number, name));
}

static int create(const struct moot_cache *cache, const char *name)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int file = openat(cache->folder, name, flags, 0600);
	if (file < 0 && errno == EEXIST && unlinkat(cache->folder, name, 0) == 0)
		file = openat(cache->folder, name, flags, 0600);
	return file;
}

int moot_cache_begin(const struct moot_cache *cache, const char *key)
{
	char name[LONGEST_NAME];
	return create(cache, new_name(key, "ics", name));
}

void moot_cache_drop(const struct moot_cache *cache, const char *key)
{
	char name[LONGEST_NAME];
	unlinkat(cache->folder, new_name(key, "ics", name), 0);
}

bool moot_cache_confirm(const struct moot_cache *cache, const char *key, const struct moot_cached *about)
{
	char text[LONGEST_ABOUT];
	char fresh[LONGEST_NAME];
	char name[LONGEST_NAME];
	int length =
	    snprintf(text, sizeof text,
		     "%s\nsha256 %s\nmodified %" PRId64 "\nconfirmed %" PRId64 "\netag %s\nlast-modified %s\n",
		     FIRST_LINE, about->sha256, about->modified, about->confirmed, about->etag, about->last_modified);
	if (length < 0 || (size_t)length >= sizeof text) {
		errno = EOVERFLOW;
		return false;
	}
	int file = create(cache, new_name(key, "about", fresh));
	if (file < 0)
		return false;
	errno = ENOSPC;
	bool done = write(file, text, (size_t)length) == length;
	done = close(file) == 0 && done;
	done = done && renameat(cache->folder, fresh, cache->folder, file_name(key, "about", name)) == 0;
	if (!done) {
		int fault = errno;
		unlinkat(cache->folder, fresh, 0);
		errno = fault;
	}
	return done;
}

/* --- what is known of a copy --- */

/* The rest of the line that begins with `name`, copied; false where it is missing or too long. */
static bool take_line(const char **cursor, const char *name, char *value, size_t size)
{
	size_t prefix = strlen(name);
	if (strncmp(*cursor, name, prefix) != 0 || (*cursor)[prefix] != ' ')
		return false;
	const char *start = *cursor + prefix + 1;
	size_t length = strcspn(start, "\n");
	if (length >= size || start[length] != '\n')
		return false;
	memcpy(value, start, length);
	value[length] = '\0';
	*cursor = start + length + 1;
	return true;
}

static bool take_seconds(const char **cursor, const char *name, int64_t *seconds)
{
	char value[32];
	char *end = NULL;
	if (!take_line(cursor, name, value, sizeof value))
		return false;
	errno = 0;
	long long number = strtoll(value, &end, 10);
	*seconds = number;
	/* Up to the year 9999. */
	return end != value && *end == '\0' && errno == 0 && number >= 0 && number <= INT64_C(253402300799);
}

static bool read_about(const struct moot_cache *cache, const char *key, struct moot_cached *about)
{
	char name[LONGEST_NAME];
	char text[LONGEST_ABOUT + 1];
	int file = openat(cache->folder, file_name(key, "about", name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0)
		return false;
	ssize_t got = read(file, text, sizeof text - 1);
	close(file);
	if (got <= 0 || memchr(text, '\0', (size_t)got))
		return false;
	text[got] = '\0';
	const char *cursor = text;
	if (strncmp(cursor, FIRST_LINE, sizeof FIRST_LINE - 1) != 0 || cursor[sizeof FIRST_LINE - 1] != '\n')
		return false;
	cursor += sizeof FIRST_LINE;
	return take_line(&cursor, "sha256", about->sha256, sizeof about->sha256) &&
	       take_seconds(&cursor, "modified", &about->modified) &&
	       take_seconds(&cursor, "confirmed", &about->confirmed) &&
	       take_line(&cursor, "etag", about->etag, sizeof about->etag) &&
	       take_line(&cursor, "last-modified", about->last_modified, sizeof about->last_modified);
}

/* The fingerprint of the bytes; false where they can't be read. */
static bool hash_file(const struct moot_cache *cache, const char *name, char hex[65], struct stat *facts)
{
	uint8_t buffer[16384];
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx hash;
	ssize_t got = -1;
	int file = openat(cache->folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0)
		return false;
	sha256_init(&hash);
	if (fstat(file, facts) == 0 && S_ISREG(facts->st_mode))
		while ((got = read(file, buffer, sizeof buffer)) > 0)
			sha256_update(&hash, (size_t)got, buffer);
	close(file);
	sha256_digest(&hash, sizeof digest, digest);
	moot_cache_hex(digest, hex);
	return got == 0;
}

bool moot_cache_load(const struct moot_cache *cache, const char *key, struct moot_cached *about)
{
	char name[LONGEST_NAME];
	char hex[65];
	struct stat facts;
	struct moot_cached found = {0};
	if (!read_about(cache, key, &found) || !hash_file(cache, copy_name(key, 0, name), hex, &facts) ||
	    strcmp(hex, found.sha256) != 0)
		return false;
	*about = found;
	return true;
}

bool moot_cache_load_earlier(const struct moot_cache *cache, const char *key, int number, struct moot_cached *about)
{
	char name[LONGEST_NAME];
	struct stat facts;
	struct moot_cached found = {0};
	if (!hash_file(cache, copy_name(key, number, name), found.sha256, &facts))
		return false;
	found.modified = (int64_t)facts.st_mtime;
	*about = found;
	return true;
}

/* --- a new copy --- */

/* Moves every copy one place back; the last one goes. Earlier copies are a kindness: nothing fails without them. */
static void move_back(const struct moot_cache *cache, const char *key)
{
	for (int number = MOOT_CACHE_EARLIER; number > 0; number--) {
		char from[LONGEST_NAME];
		char to[LONGEST_NAME];
		renameat(cache->folder, copy_name(key, number - 1, from), cache->folder, copy_name(key, number, to));
	}
}

bool moot_cache_keep(const struct moot_cache *cache, const char *key, const struct moot_cached *about)
{
	char fresh[LONGEST_NAME];
	char name[LONGEST_NAME];
	struct moot_cached before;
	const struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = (time_t)about->modified}};
	new_name(key, "ics", fresh);
	utimensat(cache->folder, fresh, times, AT_SYMLINK_NOFOLLOW);
	if (moot_cache_load(cache, key, &before) && strcmp(before.sha256, about->sha256) != 0)
		move_back(cache, key);
	return renameat(cache->folder, fresh, cache->folder, copy_name(key, 0, name)) == 0 &&
	       moot_cache_confirm(cache, key, about);
}
