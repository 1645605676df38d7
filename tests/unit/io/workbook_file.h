/*
 * Small real workbooks for tests: parts written to a zip by libarchive.
 *
 * workbook_begin(), workbook_part() for each part, workbook_end(); or workbook_make() for the usual parts.
 */
#ifndef MOOT_TEST_WORKBOOK_FILE_H
#define MOOT_TEST_WORKBOOK_FILE_H

#include <archive.h>
#include <archive_entry.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAIN_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_NS "http://schemas.openxmlformats.org/package/2006/relationships"

struct workbook_file {
	struct archive *zip;
	char *bytes;
	size_t used;
	size_t size;
};

static inline void workbook_begin(struct workbook_file *w, size_t size)
{
	*w = (struct workbook_file){.size = size, .bytes = malloc(size), .zip = archive_write_new()};
	cr_assert_not_null(w->bytes);
	cr_assert_eq(archive_write_set_format_zip(w->zip), ARCHIVE_OK);
	cr_assert_eq(archive_write_open_memory(w->zip, w->bytes, w->size, &w->used), ARCHIVE_OK);
}

static inline void workbook_part_n(struct workbook_file *w, const char *name, const char *text, size_t length)
{
	struct archive_entry *entry = archive_entry_new();
	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (la_int64_t)length);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	cr_assert_eq(archive_write_header(w->zip, entry), ARCHIVE_OK);
	cr_assert_eq(archive_write_data(w->zip, text, length), (la_ssize_t)length);
	archive_entry_free(entry);
}

static inline void workbook_part(struct workbook_file *w, const char *name, const char *text)
{
	workbook_part_n(w, name, text, strlen(text));
}

static inline void workbook_end(struct workbook_file *w)
{
	cr_assert_eq(archive_write_close(w->zip), ARCHIVE_OK);
	archive_write_free(w->zip);
}

/* What a workbook is made of; NULL leaves a part out. Sheets are pairs of a name and its sheetData. */
struct workbook_parts {
	const char *properties; /* of workbookPr */
	const char *strings;    /* the <si>s */
	const char *formats;    /* the <numFmt>s */
	const char *styles;     /* the <xf>s */
	const char *sheets[8];
};

static inline void workbook_sheets(struct workbook_file *w, const struct workbook_parts *parts)
{
	char list[2048] = "";
	char relations[4096] = "";
	for (int i = 0; i < 4 && parts->sheets[2 * i]; i++) {
		char name[64];
		size_t length = strlen(parts->sheets[2 * i + 1]) + 256;
		char *text = malloc(length);
		cr_assert_not_null(text);
		snprintf(text, length, "<worksheet xmlns=\"" MAIN_NS "\"><sheetData>%s</sheetData></worksheet>",
			 parts->sheets[2 * i + 1]);
		snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", i + 1);
		workbook_part(w, name, text);
		free(text);
		snprintf(list + strlen(list), sizeof list - strlen(list),
			 "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>", parts->sheets[2 * i], i + 1, i + 1);
		snprintf(relations + strlen(relations), sizeof relations - strlen(relations),
			 "<Relationship Id=\"rId%d\" Type=\"" OFFICE_NS
			 "/worksheet\" Target=\"worksheets/sheet%d.xml\"/>",
			 i + 1, i + 1);
	}
	char text[8192];
	snprintf(text, sizeof text,
		 "<?xml version=\"1.0\"?><x:workbook xmlns:x=\"" MAIN_NS "\" xmlns:r=\"" OFFICE_NS "\" xmlns=\"" MAIN_NS
		 "\"><workbookPr %s/><sheets>%s</sheets></x:workbook>",
		 parts->properties ? parts->properties : "", list);
	workbook_part(w, "xl/workbook.xml", text);
	snprintf(text, sizeof text, "<Relationships xmlns=\"" PACKAGE_NS "\">%s%s%s</Relationships>", relations,
		 parts->strings ? "<Relationship Id=\"s\" Type=\"" OFFICE_NS
				  "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
				: "",
		 parts->styles ? "<Relationship Id=\"t\" Type=\"" OFFICE_NS "/styles\" Target=\"styles.xml\"/>" : "");
	workbook_part(w, "xl/_rels/workbook.xml.rels", text);
}

static inline void workbook_make(struct workbook_file *w, const struct workbook_parts *parts)
{
	char text[8192];
	workbook_begin(w, (size_t)1 << 20);
	workbook_part(w, "_rels/.rels",
		      "<Relationships xmlns=\"" PACKAGE_NS "\"><Relationship Id=\"a\" Type=\"" OFFICE_NS
		      "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
	workbook_sheets(w, parts);
	if (parts->strings) {
		snprintf(text, sizeof text, "<sst xmlns=\"" MAIN_NS "\">%s</sst>", parts->strings);
		workbook_part(w, "xl/sharedStrings.xml", text);
	}
	if (parts->styles) {
		snprintf(
		    text, sizeof text,
		    "<styleSheet xmlns=\"" MAIN_NS
		    "\"><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>%s</cellXfs>"
		    "</styleSheet>",
		    parts->formats ? parts->formats : "", parts->styles);
		workbook_part(w, "xl/styles.xml", text);
	}
	workbook_end(w);
}

static inline void workbook_free(struct workbook_file *w)
{
	free(w->bytes);
}

#endif
