/* Talking to a CalDAV server with libcurl (caldav.h). */
#include "io/publish/caldav.h"

#include "io/feeds/address.h"
#include "io/feeds/reason.h"
#include "io/text.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CONNECT_SECONDS = 10, SLOW_SECONDS = 30, ASK_SECONDS = 120 };
static const size_t MOST_BYTES = (size_t)64 * 1024 * 1024;

struct moot_caldav {
	struct moot_arena *arena;
	CURL *easy;
	const char *base; /* ends with a slash */
	char shown[MOOT_ADDRESS_SHOWN];
	char *bytes;
	size_t length;
	size_t capacity;
	bool too_long;
};

static enum moot_status no_memory(struct moot_error *error)
{
	return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct moot_caldav *server = context;
	size *= count;
	server->too_long = size > MOST_BYTES - server->length;
	if (server->too_long ||
	    !moot_array_reserve((void **)&server->bytes, &server->capacity, server->length + size + 1, 1))
		return 0;
	memcpy(server->bytes + server->length, bytes, size);
	server->length += size;
	server->bytes[server->length] = '\0';
	return size;
}

/* --- the address --- */

/* This machine, by its own names: 127.0.0.1.example.org is somebody else's. */
static bool is_loopback(const char *host)
{
	bool numbers = strspn(host, "0123456789.") == strlen(host);
	return strcasecmp(host, "localhost") == 0 || (numbers && strncmp(host, "127.", 4) == 0) ||
	       strcmp(host, "[::1]") == 0;
}

/* What is wrong with the address, or NULL. */
static const char *fault_of(CURLU *url)
{
	char *scheme = NULL;
	char *host = NULL;
	char *user = NULL;
	char *query = NULL;
	const char *fault = NULL;
	curl_url_get(url, CURLUPART_SCHEME, &scheme, 0);
	curl_url_get(url, CURLUPART_HOST, &host, 0);
	curl_url_get(url, CURLUPART_USER, &user, 0);
	curl_url_get(url, CURLUPART_QUERY, &query, 0);
	if (!scheme || !host)
		fault = "it is no address such as https://calendars.example.org/office/";
	else if (user)
		fault = "a user name or password does not belong in it: set MOOT_CALDAV_USER and MOOT_CALDAV_PASSWORD, "
			"or use ~/.netrc";
	else if (query)
		fault = "it has a query (after \"?\"), which no folder of calendars has";
	else if (strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0)
		fault = "it must begin with https://";
	else if (strcmp(scheme, "http") == 0 && !is_loopback(host))
		fault = "http would send the password for all to read; use https";
	curl_free(scheme);
	curl_free(host);
	curl_free(user);
	curl_free(query);
	return fault;
}

static enum moot_status take_address(struct moot_caldav *server, const char *address, struct moot_error *error)
{
	CURLU *url = curl_url();
	if (!url)
		return no_memory(error);
	bool read =
	    strlen(address) <= MOOT_ADDRESS_LONGEST && curl_url_set(url, CURLUPART_URL, address, 0) == CURLUE_OK;
	const char *fault = read ? fault_of(url) : "it is no address such as https://calendars.example.org/office/";
	curl_url_cleanup(url);
	moot_address_show(address, server->shown);
	if (fault)
		return moot_error_set(error, MOOT_ERROR_USAGE, "--publish %s: %s", server->shown, fault);
	size_t length = strlen(address);
	server->base = moot_arena_format(server->arena, "%s%s", address, address[length - 1] == '/' ? "" : "/");
	return server->base ? MOOT_OK : no_memory(error);
}

/* --- the connection --- */

static const char *environment(const char *name)
{
	const char *value = getenv(name);
	return value && *value ? value : NULL;
}

static bool prepare(CURL *easy, struct moot_caldav *server)
{
	const char *authorities = environment("CURL_CA_BUNDLE");
	const char *user = environment("MOOT_CALDAV_USER");
	const char *password = environment("MOOT_CALDAV_PASSWORD");
	CURLcode fault = CURLE_OK;
	authorities = authorities ? authorities : environment("SSL_CERT_FILE");
	fault |= curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https,http");
	fault |= curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	fault |= curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	fault |= curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
	fault |= curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
	fault |= curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)ASK_SECONDS);
	fault |= curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	fault |= curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)(CURLAUTH_BASIC | CURLAUTH_DIGEST));
	fault |= curl_easy_setopt(easy, CURLOPT_USERAGENT, "moot/" MOOT_VERSION);
	fault |= curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	fault |= curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	fault |= curl_easy_setopt(easy, CURLOPT_WRITEDATA, server);
	if (authorities) {
		fault |= curl_easy_setopt(easy, CURLOPT_CAINFO, authorities);
		fault |= curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	}
	if (user) {
		fault |= curl_easy_setopt(easy, CURLOPT_USERNAME, user);
		fault |= curl_easy_setopt(easy, CURLOPT_PASSWORD, password ? password : "");
	} else {
		fault |= curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL);
	}
	if (!user && environment("NETRC"))
		fault |= curl_easy_setopt(easy, CURLOPT_NETRC_FILE, environment("NETRC"));
	return fault == CURLE_OK;
}

enum moot_status moot_caldav_open(const char *address, struct moot_caldav **out, struct moot_error *error)
{
	struct moot_arena *arena = moot_arena_new();
	struct moot_caldav *server = arena ? moot_arena_array(arena, 1, sizeof *server) : NULL;
	if (!server) {
		moot_arena_free(arena);
		return no_memory(error);
	}
	server->arena = arena;
	enum moot_status status = take_address(server, address, error);
	if (status == MOOT_OK) {
		server->easy = curl_easy_init();
		if (!server->easy || !prepare(server->easy, server))
			status = no_memory(error);
	}
	if (status == MOOT_OK)
		*out = server;
	else
		moot_caldav_close(server);
	return status;
}

void moot_caldav_close(struct moot_caldav *server)
{
	if (!server)
		return;
	curl_easy_cleanup(server->easy);
	moot_release(server->bytes);
	moot_arena_free(server->arena);
}

const char *moot_caldav_shown(const struct moot_caldav *server)
{
	return server->shown;
}

/* --- asking --- */

/* Adds "name: value"; nothing for NULL. */
static bool add_header(struct curl_slist **list, const char *name, const char *value)
{
	struct moot_text line = {0};
	if (!value)
		return true;
	moot_text_format(&line, "%s: %s", name, value);
	struct curl_slist *longer = line.failed ? NULL : curl_slist_append(*list, line.bytes);
	moot_text_clear(&line);
	if (longer)
		*list = longer;
	return longer != NULL;
}

static bool add_headers(struct curl_slist **list, const struct moot_caldav_request *request)
{
	return add_header(list, "Depth", request->depth) && add_header(list, "If-Match", request->if_match) &&
	       add_header(list, "If-None-Match", request->if_none_match ? "*" : NULL) &&
	       add_header(list, "Content-Type", request->body ? request->type : NULL) &&
	       /* A server that does not know 100-continue would cost a second for each meeting. */
	       add_header(list, "Expect", request->body ? "" : NULL);
}

static bool set_body(CURL *easy, const struct moot_caldav_request *request)
{
	CURLcode fault = CURLE_OK;
	if (request->body) {
		fault |= curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body);
		fault |= curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(request->body));
	} else {
		fault |= curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
	}
	fault |= curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
	return fault == CURLE_OK;
}

/* NULL when out of memory. */
static char *url_of(const struct moot_caldav *server, const struct moot_caldav_request *request)
{
	struct moot_text url = {0};
	char *out = NULL;
	char *collection = curl_easy_escape(server->easy, request->collection, 0);
	char *resource = curl_easy_escape(server->easy, request->resource, 0);
	if (collection && resource)
		moot_text_format(&url, "%s%s%s%s", server->base, collection, *collection ? "/" : "", resource);
	bool made = collection && resource && moot_text_take(&url, &out, NULL) == MOOT_OK;
	curl_free(collection);
	curl_free(resource);
	moot_text_clear(&url);
	return made ? out : NULL;
}

static enum moot_status perform(struct moot_caldav *server, struct moot_caldav_answer *answer, struct moot_error *error)
{
	char why[256];
	server->length = 0;
	server->too_long = false;
	CURLcode code = curl_easy_perform(server->easy);
	if (code != CURLE_OK) {
		struct moot_answer_facts facts = {.code = (int)code, .too_long = server->too_long};
		moot_fetch_reason(&facts, why, sizeof why);
		return moot_error_set(error, MOOT_ERROR_SYSTEM, "%s: %s", server->shown, why);
	}
	curl_easy_getinfo(server->easy, CURLINFO_RESPONSE_CODE, &answer->status);
	answer->bytes = server->length > 0 ? server->bytes : "";
	answer->length = server->length;
	return MOOT_OK;
}

enum moot_status moot_caldav_ask(struct moot_caldav *server, const struct moot_caldav_request *request,
				 struct moot_caldav_answer *answer, struct moot_error *error)
{
	struct curl_slist *headers = NULL;
	char *url = url_of(server, request);
	enum moot_status status = MOOT_ERROR_MEMORY;
	if (url && add_headers(&headers, request) && set_body(server->easy, request) &&
	    curl_easy_setopt(server->easy, CURLOPT_URL, url) == CURLE_OK &&
	    curl_easy_setopt(server->easy, CURLOPT_HTTPHEADER, headers) == CURLE_OK)
		status = perform(server, answer, error);
	else
		no_memory(error);
	curl_easy_setopt(server->easy, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(headers);
	moot_release(url);
	return status;
}

enum moot_status moot_caldav_refused(const struct moot_caldav *server, long status, const char *doing,
				     struct moot_error *error)
{
	static const struct {
		long status;
		const char *why;
	} reasons[] = {
	    {301, "the calendars have moved; use the new address"},
	    {302, "the calendars have moved; use the new address"},
	    {307, "the calendars have moved; use the new address"},
	    {308, "the calendars have moved; use the new address"},
	    {401,
	     "the server does not accept the user name and password; set MOOT_CALDAV_USER and MOOT_CALDAV_PASSWORD, or "
	     "write them to ~/.netrc"},
	    {403, "the server does not let this user write there: the calendar may be read-only, or somebody else's"},
	    {404, "there is nothing at the address; use that of a folder in which this user may make calendars"},
	    {405, "the server knows no calendars (CalDAV) there; check the address"},
	    {409, "the folder does not exist on the server; check the address"},
	    {412, "somebody changed it meanwhile; run this again"},
	    {413, "the server takes no file of this size"},
	    {501, "the server knows no calendars (CalDAV); check the address"},
	    {507, "the server has no room left"},
	};
	const char *why = status >= 500 ? "the server has a fault; run this again, it goes on where it ended"
					: "that is no answer that moot knows; check the address";
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].status == status)
			why = reasons[i].why;
	return moot_error_set(error, MOOT_ERROR_SYSTEM, "%s, %s: %s (status %ld)", server->shown, doing, why, status);
}
