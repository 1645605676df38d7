/*
 * Copies of feeds in the user's cache folder, ${XDG_CACHE_HOME:-$HOME/.cache}/moot/feeds.
 *
 * Each feed has two files, named by the SHA-256 of its address (which stands nowhere in clear): KEY.ics, the bytes as
 * they came, and KEY.about, what is known of them. Files are the user's alone (0600 in a folder of 0700) and appear
 * whole or not at all. A copy counts only while its bytes have the fingerprint that KEY.about names, so that a crash
 * or another moot between the two writes costs one fetch and nothing else.
 *
 * The bytes that a copy replaces stay beside it as KEY.1.ics, those before as KEY.2.ics and so on: a plan can be
 * checked against the calendars that it was made from. Their time of modification is that of the feed.
 *
 * Where there is no such folder the copies live in a temporary one until moot_cache_close(). Deleting the folder is
 * safe at any time.
 */
#ifndef MOOT_IO_FEEDS_CACHE_H
#define MOOT_IO_FEEDS_CACHE_H

#include <moot/memory.h>
#include <moot/status.h>

#include <stdint.h>

#define MOOT_CACHE_KEY 65        /* bytes of a key, its NUL included */
enum { MOOT_CACHE_EARLIER = 4 }; /* copies that are kept behind the last one */

struct moot_cache {
	int folder; /* descriptor */
	const char *path;
	bool is_temporary;
	const char *why; /* it is temporary */
};

/* What is known of a copy. */
struct moot_cached {
	char sha256[65];
	int64_t modified;  /* seconds since 1970: Last-Modified, else when these bytes first came */
	int64_t confirmed; /* when the server last said that they are the feed */
	char etag[512];    /* "" for none */
	char last_modified[64];
};

/* The key of an address that moot_address_parse() gave. */
void moot_cache_key(const char *address, char key[MOOT_CACHE_KEY]);
/* 64 hexadecimal digits of a digest of 32 bytes. */
void moot_cache_hex(const unsigned char *digest, char hex[65]);

/* Makes the folder where it is missing. Close it with moot_cache_close(). */
enum moot_status moot_cache_open(struct moot_arena *arena, struct moot_cache *cache, struct moot_error *error);
void moot_cache_close(struct moot_cache *cache);

/* False where there is no whole copy. Reads all its bytes. */
bool moot_cache_load(const struct moot_cache *cache, const char *key, struct moot_cached *about);
/* Its n-th earlier one, 1 the latest: fingerprint and time alone. False where there is none. Reads all its bytes. */
bool moot_cache_load_earlier(const struct moot_cache *cache, const char *key, int number, struct moot_cached *about);
/* The file of a copy, 0, or of an earlier one; NULL when out of memory. */
const char *moot_cache_file(const struct moot_cache *cache, struct moot_arena *arena, const char *key, int number);

/* Opens a new, empty file for the bytes of a feed; a descriptor, or -1 with errno. */
int moot_cache_begin(const struct moot_cache *cache, const char *key);
/*
 * Makes what was begun the copy, or throws it away. Other bytes that it replaces become an earlier copy. False with
 * errno on failure; the copy may then be lost.
 */
bool moot_cache_keep(const struct moot_cache *cache, const char *key, const struct moot_cached *about);
void moot_cache_drop(const struct moot_cache *cache, const char *key);
/* Writes what is known of the copy anew. */
bool moot_cache_confirm(const struct moot_cache *cache, const char *key, const struct moot_cached *about);

#endif
