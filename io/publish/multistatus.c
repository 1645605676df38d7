/* A multistatus document (multistatus.h). */
#include "io/publish/multistatus.h"

#include "io/text.h"

#include <curl/curl.h>
#include <expat.h>
#include <limits.h>
#include <string.h>

#define SEPARATOR '|'
enum { DEEPEST = 32 };

struct reader {
	struct moot_multistatus *out;
	struct moot_text text; /* of the element at hand */
	XML_Parser parser;
	int depth;
	bool is_multistatus;
	bool failed; /* out of memory */
};

static bool is(const char *name, const char *wanted)
{
	return strcmp(name, wanted) == 0;
}

static struct moot_resource *current(struct reader *r)
{
	return r->out->count > 0 ? &r->out->items[r->out->count - 1] : NULL;
}

static void on_start(void *context, const char *name, const char **attributes)
{
	struct reader *r = context;
	(void)attributes;
	moot_text_clear(&r->text);
	if (++r->depth > DEEPEST) {
		XML_StopParser(r->parser, XML_FALSE);
	} else if (is(name, "DAV:|multistatus")) {
		r->is_multistatus = true;
	} else if (is(name, "DAV:|response")) {
		r->failed = r->failed || !moot_array_reserve((void **)&r->out->items, &r->out->capacity,
							     r->out->count + 1, sizeof *r->out->items);
		if (!r->failed)
			r->out->items[r->out->count++] =
			    (struct moot_resource){.name = "", .etag = "", .data = "", .display_name = ""};
	} else if (is(name, "urn:ietf:params:xml:ns:caldav|calendar") && current(r)) {
		current(r)->is_calendar = true;
	}
}

static void on_text(void *context, const char *bytes, int length)
{
	struct reader *r = context;
	moot_text_add_n(&r->text, bytes, (size_t)length);
}

static const char *keep(struct reader *r)
{
	const char *copy = moot_arena_text_n(r->out->arena, r->text.length > 0 ? r->text.bytes : "", r->text.length);
	r->failed = r->failed || !copy || r->text.failed;
	return copy ? copy : "";
}

/* "/user/csp/x%40y.ics" is "x@y.ics", "/user/csp/" is "csp". */
static const char *name_of(struct reader *r)
{
	const char *href = keep(r);
	size_t end = strlen(href);
	while (end > 0 && href[end - 1] == '/')
		end--;
	size_t start = end;
	while (start > 0 && href[start - 1] != '/')
		start--;
	int length = 0;
	char *plain = end - start < INT_MAX && end > start
			  ? curl_easy_unescape(NULL, href + start, (int)(end - start), &length)
			  : NULL;
	const char *copy = plain ? moot_arena_text_n(r->out->arena, plain, strlen(plain)) : "";
	curl_free(plain);
	r->failed = r->failed || !copy;
	return copy ? copy : "";
}

static void on_end(void *context, const char *name)
{
	struct reader *r = context;
	struct moot_resource *item = current(r);
	r->depth--;
	if (!item || r->failed)
		return;
	if (is(name, "DAV:|href") && !*item->name)
		item->name = name_of(r);
	else if (is(name, "DAV:|getetag"))
		item->etag = keep(r);
	else if (is(name, "DAV:|displayname"))
		item->display_name = keep(r);
	else if (is(name, "urn:ietf:params:xml:ns:caldav|calendar-data"))
		item->data = keep(r);
}

/* No server of calendars declares entities; a document that does may be meant to explode. */
static void on_doctype(void *context, const char *name, const char *system, const char *public, int has_subset)
{
	struct reader *r = context;
	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	XML_StopParser(r->parser, XML_FALSE);
}

enum moot_status moot_multistatus_read(const char *bytes, size_t length, struct moot_multistatus *multistatus)
{
	struct reader r = {.out = multistatus, .parser = XML_ParserCreateNS(NULL, SEPARATOR)};
	if (!r.parser)
		return MOOT_ERROR_MEMORY;
	if (length > INT_MAX) {
		XML_ParserFree(r.parser);
		return MOOT_ERROR_INPUT;
	}
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_start, on_end);
	XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	bool whole = XML_Parse(r.parser, bytes, (int)length, XML_TRUE) == XML_STATUS_OK;
	bool memory = r.failed || XML_GetErrorCode(r.parser) == XML_ERROR_NO_MEMORY;
	XML_ParserFree(r.parser);
	moot_text_clear(&r.text);
	if (memory)
		return MOOT_ERROR_MEMORY;
	return whole && r.is_multistatus ? MOOT_OK : MOOT_ERROR_INPUT;
}

void moot_multistatus_clear(struct moot_multistatus *multistatus)
{
	moot_release(multistatus->items);
	*multistatus = (struct moot_multistatus){0};
}
