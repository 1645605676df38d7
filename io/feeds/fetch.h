/*
 * Fetching feeds over https, several at once. Only fetch.c and reason.c know libcurl.
 *
 * The certificate is always verified, against the system's authorities or those of CURL_CA_BUNDLE, else
 * SSL_CERT_FILE; nothing but https is spoken, after a redirect either. Size, redirects and every wait are limited. A
 * fault that may pass is tried again twice; a timeout is not, it has had its time. Bytes go to the cache as they come,
 * so memory is flat. Nothing here, not even a reason, repeats an address or anything that a server said.
 */
#ifndef MOOT_IO_FEEDS_FETCH_H
#define MOOT_IO_FEEDS_FETCH_H

#include "io/feeds/cache.h"

enum moot_fetch_end { MOOT_FETCH_FAILED, MOOT_FETCH_NEW, MOOT_FETCH_UNCHANGED };

struct moot_fetch {
	const char *address; /* of moot_address_parse() */
	char key[MOOT_CACHE_KEY];
	bool is_settled; /* in: its copy is used, nobody is asked */
	bool has_copy;
	struct moot_cached copy; /* in: the copy to ask about. Out, for new bytes: all but confirmed */
	/* `modified` is negative where the server does not say. */
	enum moot_fetch_end end; /* out; new bytes wait for moot_cache_keep() or moot_cache_drop() */
	char why[256];           /* out: a failure, and its remedy */
};

/*
 * Asks for all of them, at most 8 at once, and returns within two minutes; those that are then unfinished have
 * failed. Only running out of memory or of libcurl itself is a status. Leaves errors of single feeds to their `why`.
 */
enum moot_status moot_fetch_all(const struct moot_cache *cache, struct moot_fetch *fetches, size_t count,
				struct moot_error *error);

/* "libcurl 7.88.1 OpenSSL/3.0.17 ...": with what it is built on. */
const char *moot_fetch_library(void);

#endif
