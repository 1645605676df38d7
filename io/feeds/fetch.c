/* Fetching feeds over https; see fetch.h. A transfer waits, runs, perhaps waits again for another try, and is done. */
#include "io/feeds/fetch.h"

#include "io/feeds/reason.h"

#include <curl/curl.h>
#include <errno.h>
#include <moot/io.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	MOST_AT_ONCE = 8,
	MOST_REDIRECTS = 5,
	MOST_TRIES = 3,
	CONNECT_SECONDS = 10,
	SLOW_BYTES = 100, /* a second, over */
	SLOW_SECONDS = 10,
	TRY_SECONDS = 60,
	ALL_SECONDS = 120,
	FIRST_WAIT = 250, /* milliseconds; four times as long before the next try */
};

enum state { WAITING, RUNNING, DONE };

/* A word that a calendar must hold, looked for as the bytes pass by. */
struct mark {
	const char *word;
	size_t matched;
};

struct transfer {
	struct moot_fetch *fetch;
	enum state state;
	int tries;
	int64_t from; /* the time of the next try */
	CURL *easy;
	struct curl_slist *headers;
	int file;
	int fault; /* errno of writing the file */
	bool too_long;
	size_t bytes;
	struct sha256_ctx hash;
	struct mark begin;
	struct mark end;
};

struct session {
	const struct moot_cache *cache;
	CURLM *multi;
	struct transfer *transfers;
	size_t count;
	size_t running;
	size_t done;
	int64_t until;
};

static int64_t now_milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- the body --- */

/* The length of the longest proper start of word[0..length) that it also ends with. */
static size_t border(const char *word, size_t length)
{
	for (size_t k = length - 1; k > 0; k--)
		if (memcmp(word, word + length - k, k) == 0)
			return k;
	return 0;
}

static void look(struct mark *mark, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size && mark->word[mark->matched]; i++) {
		char c = bytes[i] >= 'a' && bytes[i] <= 'z' ? (char)(bytes[i] - 'a' + 'A') : bytes[i];
		while (mark->matched > 0 && c != mark->word[mark->matched])
			mark->matched = border(mark->word, mark->matched);
		mark->matched += c == mark->word[mark->matched];
	}
}

static bool seen(const struct mark *mark)
{
	return mark->word[mark->matched] == '\0';
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;
	size *= count;
	if (size > MOOT_CALENDAR_MOST_BYTES - transfer->bytes) {
		transfer->too_long = true;
		return 0;
	}
	transfer->bytes += size;
	sha256_update(&transfer->hash, size, (const uint8_t *)bytes);
	look(&transfer->begin, bytes, size);
	look(&transfer->end, bytes, size);
	for (size_t sent = 0; sent < size;) {
		ssize_t written = write(transfer->file, bytes + sent, size - sent);
		if (written < 0 && errno != EINTR) {
			transfer->fault = errno;
			return 0;
		}
		sent += written > 0 ? (size_t)written : 0;
	}
	return size;
}

/* --- one try --- */

/* What the user set in place of the system's authorities; NULL for nothing. */
static const char *authorities(void)
{
	const char *file = getenv("CURL_CA_BUNDLE");
	if (!file || !*file)
		file = getenv("SSL_CERT_FILE");
	return file && *file ? file : NULL;
}

static bool limit(CURL *easy)
{
	CURLcode fault = CURLE_OK;
	fault |= curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
	fault |= curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
	fault |= curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	fault |= curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
	fault |= curl_easy_setopt(easy, CURLOPT_MAXREDIRS, (long)MOST_REDIRECTS);
	fault |= curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)MOOT_CALENDAR_MOST_BYTES);
	fault |= curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	fault |= curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
	fault |= curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
	fault |= curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)TRY_SECONDS);
	return fault == CURLE_OK;
}

static bool trust(CURL *easy)
{
	const char *file = authorities();
	CURLcode fault = CURLE_OK;
	fault |= curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	fault |= curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	fault |= curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (file) {
		/* In place of the system's, not beside them. */
		fault |= curl_easy_setopt(easy, CURLOPT_CAINFO, file);
		fault |= curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	}
	return fault == CURLE_OK;
}

static bool add_header(struct transfer *transfer, const char *name, const char *value)
{
	char line[sizeof transfer->fetch->copy.etag + 32];
	if (!*value)
		return true;
	snprintf(line, sizeof line, "%s: %s", name, value);
	struct curl_slist *longer = curl_slist_append(transfer->headers, line);
	if (longer)
		transfer->headers = longer;
	return longer != NULL;
}

static bool ask(struct transfer *transfer)
{
	const struct moot_fetch *fetch = transfer->fetch;
	bool ready = add_header(transfer, "Accept", "text/calendar, */*;q=0.1");
	if (fetch->has_copy) {
		ready = ready && add_header(transfer, "If-None-Match", fetch->copy.etag);
		ready = ready && add_header(transfer, "If-Modified-Since", fetch->copy.last_modified);
	}
	CURLcode fault = CURLE_OK;
	fault |= curl_easy_setopt(transfer->easy, CURLOPT_URL, fetch->address);
	fault |= curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
	fault |= curl_easy_setopt(transfer->easy, CURLOPT_USERAGENT, "moot/" MOOT_VERSION);
	/* One codec, to unpack no more than a calendar needs; take_body() counts what is unpacked. */
	fault |= curl_easy_setopt(transfer->easy, CURLOPT_ACCEPT_ENCODING, "gzip");
	/* The body of a 404 is nobody's calendar. */
	fault |= curl_easy_setopt(transfer->easy, CURLOPT_FAILONERROR, 1L);
	fault |= curl_easy_setopt(transfer->easy, CURLOPT_WRITEFUNCTION, take_body);
	fault |= curl_easy_setopt(transfer->easy, CURLOPT_WRITEDATA, transfer);
	fault |= curl_easy_setopt(transfer->easy, CURLOPT_PRIVATE, transfer);
	return ready && fault == CURLE_OK;
}

/* Ends a try; what it wrote stays. */
static void stop(struct session *session, struct transfer *transfer)
{
	if (transfer->easy && transfer->state == RUNNING) {
		curl_multi_remove_handle(session->multi, transfer->easy);
		session->running--;
	}
	curl_easy_cleanup(transfer->easy);
	curl_slist_free_all(transfer->headers);
	transfer->easy = NULL;
	transfer->headers = NULL;
	if (transfer->file >= 0 && close(transfer->file) != 0 && !transfer->fault)
		transfer->fault = errno;
	transfer->file = -1;
}

static void finish(struct session *session, struct transfer *transfer, enum moot_fetch_end end)
{
	transfer->fetch->end = end;
	if (end != MOOT_FETCH_NEW)
		moot_cache_drop(session->cache, transfer->fetch->key);
	transfer->state = DONE;
	session->done++;
}

/* False when out of memory. */
static bool start(struct session *session, struct transfer *transfer)
{
	transfer->tries++;
	transfer->bytes = 0;
	transfer->too_long = false;
	transfer->begin = (struct mark){"BEGIN:VCALENDAR", 0};
	transfer->end = (struct mark){"END:VCALENDAR", 0};
	sha256_init(&transfer->hash);
	transfer->file = moot_cache_begin(session->cache, transfer->fetch->key);
	if (transfer->file < 0) {
		snprintf(transfer->fetch->why, sizeof transfer->fetch->why, "no copy of it can be written: %s",
			 strerror(errno));
		finish(session, transfer, MOOT_FETCH_FAILED);
		return true;
	}
	transfer->easy = curl_easy_init();
	if (!transfer->easy || !limit(transfer->easy) || !trust(transfer->easy) || !ask(transfer) ||
	    curl_multi_add_handle(session->multi, transfer->easy) != CURLM_OK)
		return false;
	transfer->state = RUNNING;
	session->running++;
	return true;
}

/* --- its end --- */

/* A header of the last answer into a field; what is too long or not plain ASCII is left out. */
static void keep_header(CURL *easy, const char *name, char *field, size_t size)
{
	struct curl_header *header = NULL;
	field[0] = '\0';
	if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
		return;
	size_t length = strlen(header->value);
	for (size_t i = 0; i < length; i++)
		if (header->value[i] < ' ' || header->value[i] >= 0x7f)
			return;
	if (length < size)
		memcpy(field, header->value, length + 1);
}

static enum moot_fetch_end judge(struct transfer *transfer, CURLcode code, struct moot_answer_facts *facts)
{
	struct moot_fetch *fetch = transfer->fetch;
	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &facts->status);
	facts->too_long = transfer->too_long;
	facts->fault = transfer->fault;
	facts->has_begin = seen(&transfer->begin);
	facts->has_end = seen(&transfer->end);
	if (code == CURLE_OK && facts->status == 304 && fetch->has_copy)
		return MOOT_FETCH_UNCHANGED;
	if (code != CURLE_OK || facts->status != 200 || !facts->has_begin || !facts->has_end)
		return MOOT_FETCH_FAILED;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_digest(&transfer->hash, sizeof digest, digest);
	moot_cache_hex(digest, fetch->copy.sha256);
	keep_header(transfer->easy, "ETag", fetch->copy.etag, sizeof fetch->copy.etag);
	keep_header(transfer->easy, "Last-Modified", fetch->copy.last_modified, sizeof fetch->copy.last_modified);
	fetch->copy.modified = (int64_t)curl_getdate(fetch->copy.last_modified, NULL);
	return MOOT_FETCH_NEW;
}

/* A try is over: done, or another one after a wait. */
static void conclude(struct session *session, struct transfer *transfer, CURLcode code)
{
	struct moot_answer_facts facts = {.code = (int)code};
	enum moot_fetch_end end = judge(transfer, code, &facts);
	stop(session, transfer);
	if (end == MOOT_FETCH_NEW && transfer->fault) {
		facts.fault = transfer->fault;
		end = MOOT_FETCH_FAILED;
	}
	bool may_pass = false;
	if (end == MOOT_FETCH_FAILED)
		may_pass = moot_fetch_reason(&facts, transfer->fetch->why, sizeof transfer->fetch->why);
	if (!may_pass || transfer->tries >= MOST_TRIES) {
		finish(session, transfer, end);
		return;
	}
	moot_cache_drop(session->cache, transfer->fetch->key);
	transfer->state = WAITING;
	transfer->from = now_milliseconds() + (transfer->tries == 1 ? FIRST_WAIT : 4 * FIRST_WAIT);
}

/* --- all of them --- */

/* Starts what may start; the milliseconds until more may. Negative when out of memory. */
static int start_some(struct session *session)
{
	int64_t now = now_milliseconds();
	int64_t next = now + 1000;
	for (size_t i = 0; i < session->count; i++) {
		struct transfer *transfer = &session->transfers[i];
		if (transfer->state != WAITING)
			continue;
		if (transfer->from > now)
			next = transfer->from < next ? transfer->from : next;
		else if (session->running >= MOST_AT_ONCE)
			break;
		else if (!start(session, transfer))
			return -1;
	}
	return (int)(next - now);
}

static void collect(struct session *session)
{
	int left = 0;
	for (CURLMsg *message = curl_multi_info_read(session->multi, &left); message;
	     message = curl_multi_info_read(session->multi, &left)) {
		char *transfer = NULL;
		CURLcode code = message->data.result;
		if (message->msg == CURLMSG_DONE &&
		    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer) == CURLE_OK)
			conclude(session, (struct transfer *)(void *)transfer, code);
	}
}

static enum moot_status run(struct session *session)
{
	while (session->done < session->count && now_milliseconds() < session->until) {
		int running = 0;
		int wait = start_some(session);
		if (wait < 0)
			return MOOT_ERROR_MEMORY;
		if (curl_multi_perform(session->multi, &running) != CURLM_OK)
			return MOOT_ERROR_SYSTEM;
		size_t done = session->done;
		collect(session);
		if (session->done == done && session->done < session->count &&
		    curl_multi_poll(session->multi, NULL, 0, wait, NULL) != CURLM_OK)
			return MOOT_ERROR_SYSTEM;
	}
	return MOOT_OK;
}

/* Ends what has not ended by itself. */
static void wind_up(struct session *session)
{
	for (size_t i = 0; i < session->count; i++) {
		struct transfer *transfer = &session->transfers[i];
		if (transfer->state == DONE)
			continue;
		stop(session, transfer);
		snprintf(transfer->fetch->why, sizeof transfer->fetch->why,
			 "the %d s for all feeds were over before it was fetched; try again", (int)ALL_SECONDS);
		finish(session, transfer, MOOT_FETCH_FAILED);
	}
}

enum moot_status moot_fetch_all(const struct moot_cache *cache, struct moot_fetch *fetches, size_t count,
				struct moot_error *error)
{
	struct session session = {.cache = cache, .count = count};
	enum moot_status status = MOOT_ERROR_SYSTEM;
	if (count == 0)
		return MOOT_OK;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return moot_error_set(error, status, "libcurl, which fetches feeds, does not start");
	session.multi = curl_multi_init();
	session.transfers = moot_allocate(count, sizeof *session.transfers);
	if (session.multi && session.transfers) {
		for (size_t i = 0; i < count; i++) {
			fetches[i].end = MOOT_FETCH_FAILED;
			session.transfers[i] = (struct transfer){.fetch = &fetches[i], .file = -1};
			if (fetches[i].is_settled) {
				session.transfers[i].state = DONE;
				session.done++;
			}
		}
		session.until = now_milliseconds() + (int64_t)ALL_SECONDS * 1000;
		status = run(&session);
		wind_up(&session);
	} else {
		status = MOOT_ERROR_MEMORY;
	}
	moot_release(session.transfers);
	curl_multi_cleanup(session.multi);
	curl_global_cleanup();
	if (status)
		return moot_error_set(error, status, "feeds can't be fetched: %s", moot_status_text(status));
	return MOOT_OK;
}

const char *moot_fetch_library(void)
{
	return curl_version();
}
