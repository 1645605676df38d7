/*
 * A part of a workbook as XML (package.h), by expat.
 *
 * expat looks at an unfinished tag again with every chunk that arrives, so that one endless tag would cost the square
 * of its length: where no tag ends within MOST_SILENT_BYTES the part is refused.
 */
#include "io/xlsx/package.h"

#include <expat.h>
#include <string.h>

enum { DEEPEST = 64, MOST_SILENT_BYTES = 1024 * 1024 };

/* Stands between a namespace and a name; no namespace holds it. */
#define SEPARATOR '|'

struct reader {
	struct moot_package *package;
	const char *part;
	const struct moot_xml_handlers *handlers;
	void *context;
	XML_Parser parser;
	int depth;
	size_t fed;    /* bytes */
	size_t spoken; /* `fed` when expat last told something */
};

static const char *local_name(const char *name)
{
	const char *separator = strrchr(name, SEPARATOR);
	return separator ? separator + 1 : name;
}

const char *moot_xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(local_name(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}

static void on_start(void *user, const char *name, const char **attributes)
{
	struct reader *r = user;
	r->spoken = r->fed;
	if (++r->depth > DEEPEST)
		moot_package_fail(r->package, "%.200s in the workbook has elements more than %d deep", r->part,
				  DEEPEST);
	if (!moot_package_failed(r->package))
		r->handlers->start(r->context, local_name(name), attributes);
}

static void on_end(void *user, const char *name)
{
	struct reader *r = user;
	r->spoken = r->fed;
	r->depth--;
	if (!moot_package_failed(r->package))
		r->handlers->end(r->context, local_name(name));
}

static void on_text(void *user, const char *text, int length)
{
	struct reader *r = user;
	r->spoken = r->fed;
	if (!moot_package_failed(r->package))
		r->handlers->text(r->context, text, (size_t)length);
}

static void on_comment(void *user, const char *text)
{
	struct reader *r = user;
	(void)text;
	r->spoken = r->fed;
}

static void on_doctype(void *user, const char *name, const char *system, const char *public, int has_subset)
{
	struct reader *r = user;
	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	moot_package_fail(r->package, "%.200s in the workbook declares a document type, which no spreadsheet writes",
			  r->part);
	XML_StopParser(r->parser, XML_FALSE);
}

static void report_damage(struct reader *r)
{
	enum XML_Error error = XML_GetErrorCode(r->parser);
	if (error == XML_ERROR_NO_MEMORY)
		r->package->status = MOOT_ERROR_MEMORY;
	else
		moot_package_fail(r->package,
				  "%.200s in the workbook is damaged (%s); open it in a spreadsheet and save it again",
				  r->part, XML_ErrorString(error));
}

static bool feed(void *context, const char *bytes, size_t count)
{
	struct reader *r = context;
	r->fed += count;
	if (XML_Parse(r->parser, bytes, (int)count, 0) != XML_STATUS_OK)
		report_damage(r);
	else if (r->fed - r->spoken > MOST_SILENT_BYTES)
		moot_package_fail(r->package, "%.200s in the workbook holds a tag larger than 1 MiB", r->part);
	return !moot_package_failed(r->package);
}

bool moot_xml_read(struct moot_package *package, const char *part, const struct moot_xml_handlers *handlers,
		   void *context)
{
	struct reader r = {.package = package, .part = part, .handlers = handlers, .context = context};
	r.parser = XML_ParserCreateNS(NULL, SEPARATOR);
	if (!r.parser) {
		package->status = MOOT_ERROR_MEMORY;
		return false;
	}
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_start, on_end);
	XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetCommentHandler(r.parser, on_comment);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	if (moot_package_unpack(package, part, feed, &r) && XML_Parse(r.parser, "", 0, 1) != XML_STATUS_OK)
		report_damage(&r);
	XML_ParserFree(r.parser);
	return !moot_package_failed(package);
}

const char *moot_xml_library(void)
{
	return XML_ExpatVersion();
}
