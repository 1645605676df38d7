/*
 * A workbook's file as a package: the parts inside the zip, read one at a time and never beyond what a workbook needs.
 *
 * An .xlsx file is a zip of XML parts. Anybody may send one, so everything in it is bounded: the number of parts, the
 * bytes that all parts together unpack to, the depth of elements, the size of one tag; a document type declaration,
 * by which entities could grow without end, is refused. Start with moot_package_open(), then moot_xml_read() each part
 * wanted. A part is unpacked and parsed as a stream: memory does not grow with it. The one door to libarchive and
 * expat.
 */
#ifndef MOOT_IO_XLSX_PACKAGE_H
#define MOOT_IO_XLSX_PACKAGE_H

#include <moot/memory.h>
#include <moot/status.h>

#define MOOT_PACKAGE_MAX_BYTES ((size_t)32 * 1024 * 1024)     /* the file itself */
#define MOOT_PACKAGE_MAX_UNPACKED ((size_t)128 * 1024 * 1024) /* all parts that are read, together */

struct moot_package {
	struct moot_arena *arena;
	const char *bytes; /* borrowed */
	size_t count;
	const char **names; /* of the parts */
	size_t name_count;
	size_t budget;           /* bytes that may still be unpacked */
	enum moot_status status; /* MOOT_ERROR_MEMORY once out of memory */
	const char *why;         /* the first thing that is wrong and what would be right, or NULL */
};

/* Lists the parts. False, with `why` or `status` set, where the bytes are no zip that can be read. */
bool moot_package_open(struct moot_package *package, struct moot_arena *arena, const char *bytes, size_t count);

/* Keeps the first reason. */
void moot_package_fail(struct moot_package *package, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool moot_package_failed(const struct moot_package *package);
/* `memory`, or NULL with the status set. */
void *moot_package_check(struct moot_package *package, void *memory);

/* The part's name as the zip spells it, compared without case, or NULL. */
const char *moot_package_find(const struct moot_package *package, const char *name);

/* Names are without namespace. Handlers may fail the package; no more of them are called then. */
struct moot_xml_handlers {
	void (*start)(void *context, const char *name, const char **attributes);
	void (*end)(void *context, const char *name);
	void (*text)(void *context, const char *text, size_t length);
};

/* Parses a part that moot_package_find() named. False where the package has failed. */
bool moot_xml_read(struct moot_package *package, const char *part, const struct moot_xml_handlers *handlers,
		   void *context);

/* The attribute's value, or NULL. */
const char *moot_xml_attribute(const char **attributes, const char *name);

/* Feeds the bytes of a part to `sink`, which returns false to stop. For moot_xml_read(). */
bool moot_package_unpack(struct moot_package *package, const char *part,
			 bool (*sink)(void *context, const char *bytes, size_t count), void *context);

/* "libarchive 3.6.2", "expat_2.5.0" */
const char *moot_package_library(void);
const char *moot_xml_library(void);

#endif
