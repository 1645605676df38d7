/*
 * Requests to a CalDAV server (RFC 4791, WebDAV RFC 4918), one at a time over one connection.
 *
 * https alone, and http to this machine itself; certificates as for feeds. The user name and password come from
 * MOOT_CALDAV_USER and MOOT_CALDAV_PASSWORD, else from the user's netrc; they and the address are never shown.
 * Redirects are not followed: a server that moves is told to the user.
 */
#ifndef MOOT_IO_PUBLISH_CALDAV_H
#define MOOT_IO_PUBLISH_CALDAV_H

#include <moot/memory.h>
#include <moot/status.h>

struct moot_caldav;

/* An answer. The bytes live until the next request. */
struct moot_caldav_answer {
	long status;
	const char *bytes; /* NUL-terminated */
	size_t length;
};

struct moot_caldav_request {
	const char *method;
	const char *collection; /* below the address; a plain name */
	const char *resource;   /* in the collection, "" for itself; escaped here */
	const char *depth;      /* header values, NULL for none */
	const char *if_match;
	bool if_none_match; /* only where nothing is there */
	const char *type;   /* of the body */
	const char *body;   /* NULL for none */
};

/* MOOT_ERROR_USAGE for an address that is not spoken to, with what would be right. */
enum moot_status moot_caldav_open(const char *address, struct moot_caldav **out, struct moot_error *error);
void moot_caldav_close(struct moot_caldav *server); /* NULL-safe */

/* MOOT_OK for any answer of the server; else MOOT_ERROR_SYSTEM with why there is none. */
enum moot_status moot_caldav_ask(struct moot_caldav *server, const struct moot_caldav_request *request,
				 struct moot_caldav_answer *answer, struct moot_error *error);

/* The error of a status that a caller did not hope for; `doing` is "writing meeting 3 of Health Board". */
enum moot_status moot_caldav_refused(const struct moot_caldav *server, long status, const char *doing,
				     struct moot_error *error);

/* The server as it may be shown. */
const char *moot_caldav_shown(const struct moot_caldav *server);

#endif
