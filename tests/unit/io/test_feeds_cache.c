/* Copies of feeds: whole or absent, the user's alone, and without the address in clear. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/feeds/cache.h"
#include "io/plan/remove.h"

static const char ADDRESS[] = "https://example.org/secret.ics";
static const char BODY[] = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
/* sha256sum of BODY. */
static const char BODY_SHA256[] = "215efae54e34ac5657da47b49c8d1bd8ea12649ee1efa838c9a47d7233f18afb";

static void sha256_of(const unsigned char *bytes, size_t size, unsigned char digest[32])
{
	struct sha256_ctx hash;
	sha256_init(&hash);
	sha256_update(&hash, size, bytes);
	sha256_digest(&hash, 32, digest);
}

struct fixture {
	char base[64];
	struct moot_arena *arena;
	struct moot_cache cache;
	char key[MOOT_CACHE_KEY];
};

static void setup(struct fixture *f)
{
	struct moot_error error = {0};
	*f = (struct fixture){.base = "/tmp/moot-cache-XXXXXX"};
	cr_assert_not_null(mkdtemp(f->base));
	cr_assert_eq(setenv("XDG_CACHE_HOME", f->base, 1), 0);
	f->arena = moot_arena_new();
	cr_assert_eq(moot_cache_open(f->arena, &f->cache, &error), MOOT_OK, "%s", error.message);
	moot_cache_key(ADDRESS, f->key);
}

static void teardown(struct fixture *f)
{
	moot_cache_close(&f->cache);
	moot_arena_free(f->arena);
	cr_assert(moot_remove_tree(AT_FDCWD, f->base));
}

static struct moot_cached put(struct fixture *f)
{
	struct moot_cached about = {
	    .modified = 5, .confirmed = 7, .etag = "W/\"one two\"", .last_modified = "Thu, 01 Jan 1970 00:00:05 GMT"};
	snprintf(about.sha256, sizeof about.sha256, "%s", BODY_SHA256);
	int file = moot_cache_begin(&f->cache, f->key);
	cr_assert_geq(file, 0);
	cr_assert_eq(write(file, BODY, sizeof BODY - 1), (ssize_t)sizeof BODY - 1);
	close(file);
	cr_assert(moot_cache_keep(&f->cache, f->key, &about));
	return about;
}

static unsigned mode_of(const char *path)
{
	struct stat facts;
	cr_assert_eq(stat(path, &facts), 0, "%s", path);
	return facts.st_mode & 0777;
}

Test(feeds_cache, key_is_the_addresss_sha256)
{
	char key[MOOT_CACHE_KEY];
	moot_cache_key("abc", key);
	/* FIPS 180-2, appendix B.1. */
	cr_assert_str_eq(key, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

Test(feeds_cache, there_and_back)
{
	struct fixture f;
	struct moot_cached found = {0};
	setup(&f);
	cr_assert_not(moot_cache_load(&f.cache, f.key, &found));
	struct moot_cached about = put(&f);
	cr_assert(moot_cache_load(&f.cache, f.key, &found));
	cr_assert_eq(memcmp(&found, &about, sizeof found), 0);
	cr_assert_not(f.cache.is_temporary);
	cr_assert_eq(mode_of(f.cache.path), 0700);
	cr_assert_eq(mode_of(moot_cache_file(&f.cache, f.arena, f.key, 0)), 0600);
	cr_assert_eq(mode_of(moot_arena_format(f.arena, "%s/%s.about", f.cache.path, f.key)), 0600);
	about.confirmed = 9;
	cr_assert(moot_cache_confirm(&f.cache, f.key, &about));
	cr_assert(moot_cache_load(&f.cache, f.key, &found));
	cr_assert_eq(found.confirmed, 9);
	teardown(&f);
}

/* A file's bytes are replaced; the copy must then be absent, not wrong. */
static void damage(struct fixture *f, const char *ending, const char *bytes)
{
	FILE *file = fopen(moot_arena_format(f->arena, "%s/%s.%s", f->cache.path, f->key, ending), "wb");
	cr_assert_not_null(file);
	fputs(bytes, file);
	fclose(file);
}

Test(feeds_cache, damage_is_absence)
{
	static const char *const abouts[] = {
	    "",
	    "moot-feed 2\n",
	    "moot-feed 1\nsha256 x",
	    "moot-feed 1\nsha256 215efae54e34ac5657da47b49c8d1bd8ea12649ee1efa838c9a47d7233f18afb\nmodified "
	    "-1\nconfirmed 1\netag \nlast-modified \n",
	    "moot-feed 1\nsha256 215efae54e34ac5657da47b49c8d1bd8ea12649ee1efa838c9a47d7233f18afb\nmodified "
	    "1\nconfirmed 99999999999999999999\netag \nlast-modified \n",
	    "moot-feed 1\nsha256 215efae54e34ac5657da47b49c8d1bd8ea12649ee1efa838c9a47d7233f18afb\nmodified "
	    "1\nconfirmed 1\netag \nlast-modified "};
	struct fixture f;
	struct moot_cached found = {0};
	setup(&f);
	for (size_t i = 0; i < sizeof abouts / sizeof *abouts; i++) {
		put(&f);
		damage(&f, "about", abouts[i]);
		cr_assert_not(moot_cache_load(&f.cache, f.key, &found), "%zu", i);
	}
	damage(&f, "about",
	       "moot-feed 1\nsha256 215efae54e34ac5657da47b49c8d1bd8ea12649ee1efa838c9a47d7233f18afb\nmodified "
	       "1\nconfirmed 1\netag \nlast-modified \n");
	cr_assert(moot_cache_load(&f.cache, f.key, &found));
	damage(&f, "ics", "BEGIN:VCALENDAR\r\n");
	cr_assert_not(moot_cache_load(&f.cache, f.key, &found));
	teardown(&f);
}

/* Bytes that are replaced stay behind the copy, the latest first, and their time with them; the same bytes do not. */
Test(feeds_cache, what_is_replaced_stays_a_while)
{
	struct fixture f;
	struct moot_cached found = {0};
	setup(&f);
	put(&f);
	put(&f);
	cr_assert_not(moot_cache_load_earlier(&f.cache, f.key, 1, &found));
	for (int i = 0; i < 2 * MOOT_CACHE_EARLIER; i++) {
		unsigned char digest[32] = {0};
		struct moot_cached about = {.modified = 100 + i};
		int file = moot_cache_begin(&f.cache, f.key);
		cr_assert_eq(write(file, &i, 1), 1);
		close(file);
		sha256_of((const unsigned char *)&i, 1, digest);
		moot_cache_hex(digest, about.sha256);
		cr_assert(moot_cache_keep(&f.cache, f.key, &about));
		cr_assert(moot_cache_load(&f.cache, f.key, &found), "%d", i);
		cr_assert(moot_cache_load_earlier(&f.cache, f.key, 1, &found), "%d", i);
		cr_assert_eq(found.modified, i == 0 ? 5 : 99 + i);
		if (i == 0)
			cr_assert_str_eq(found.sha256, BODY_SHA256);
	}
	cr_assert(moot_cache_load_earlier(&f.cache, f.key, MOOT_CACHE_EARLIER, &found));
	cr_assert_not(moot_cache_load_earlier(&f.cache, f.key, MOOT_CACHE_EARLIER + 1, &found));
	cr_assert_eq(mode_of(moot_cache_file(&f.cache, f.arena, f.key, MOOT_CACHE_EARLIER)), 0600);
	teardown(&f);
}

Test(feeds_cache, what_is_dropped_leaves_the_copy)
{
	struct fixture f;
	struct moot_cached found = {0};
	setup(&f);
	put(&f);
	int file = moot_cache_begin(&f.cache, f.key);
	cr_assert_geq(file, 0);
	close(file);
	/* What a crash left is no obstacle. */
	file = moot_cache_begin(&f.cache, f.key);
	cr_assert_geq(file, 0);
	close(file);
	moot_cache_drop(&f.cache, f.key);
	cr_assert(moot_cache_load(&f.cache, f.key, &found));
	teardown(&f);
}

/* A folder that is open to others is closed; one that is a link is not used. */
Test(feeds_cache, folders_of_others)
{
	struct fixture f;
	struct moot_cache second;
	struct moot_error error = {0};
	setup(&f);
	cr_assert_eq(chmod(f.cache.path, 0755), 0);
	cr_assert_eq(moot_cache_open(f.arena, &second, &error), MOOT_OK);
	cr_assert_eq(mode_of(f.cache.path), 0700);
	moot_cache_close(&second);
	const char *aside = moot_arena_format(f.arena, "%s/aside", f.base);
	cr_assert_eq(rename(f.cache.path, aside), 0);
	cr_assert_eq(symlink(aside, f.cache.path), 0);
	cr_assert_eq(moot_cache_open(f.arena, &second, &error), MOOT_OK);
	cr_assert(second.is_temporary);
	cr_assert_eq(mode_of(second.path), 0700);
	const char *temporary = second.path;
	int file = moot_cache_begin(&second, f.key);
	cr_assert_geq(file, 0);
	close(file);
	moot_cache_close(&second);
	cr_assert_neq(access(temporary, F_OK), 0);
	teardown(&f);
}

Test(feeds_cache, no_home)
{
	struct fixture f;
	struct moot_cache second;
	struct moot_error error = {0};
	setup(&f);
	unsetenv("HOME");
	setenv("XDG_CACHE_HOME", "relative", 1);
	cr_assert_eq(moot_cache_open(f.arena, &second, &error), MOOT_OK);
	cr_assert(second.is_temporary);
	cr_assert(strstr(second.why, "HOME"));
	moot_cache_close(&second);
	setenv("HOME", f.base, 1);
	cr_assert_eq(moot_cache_open(f.arena, &second, &error), MOOT_OK);
	cr_assert_not(second.is_temporary);
	cr_assert_str_eq(second.path, moot_arena_format(f.arena, "%s/.cache/moot/feeds", f.base));
	moot_cache_close(&second);
	teardown(&f);
}
