/*
 * One self-contained page of HTML: no script, no outside resource, light and dark, fit to print. Everything that comes
 * from the input goes through moot_html_text(), or a helper here that calls it.
 */
#ifndef MOOT_IO_REPORT_HTML_H
#define MOOT_IO_REPORT_HTML_H

#include "io/text.h"

void moot_html_text(struct moot_text *text, const char *raw);

/* `title` is raw; `lead` is what stands above it. */
void moot_html_begin(struct moot_text *text, const char *lead, const char *title);
void moot_html_end(struct moot_text *text);

/* Titles, captions and ids in these are our own words, written as they are. */
void moot_html_section(struct moot_text *text, const char *id, const char *title);
void moot_html_section_end(struct moot_text *text);
/* `titles` ends with NULL; a column of numbers starts with '#'. */
void moot_html_table(struct moot_text *text, const char *caption, const char *const *titles);
void moot_html_table_end(struct moot_text *text);

/* The first cell of a row names it. */
void moot_html_row(struct moot_text *text, const char *raw_name);
void moot_html_row_end(struct moot_text *text);
void moot_html_cell(struct moot_text *text, const char *raw);
void moot_html_cell_begin(struct moot_text *text);
void moot_html_cell_end(struct moot_text *text);
void moot_html_cell_number(struct moot_text *text, double value, int decimals);
void moot_html_paragraph(struct moot_text *text, const char *raw);

#endif
