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

/* Titles and ids in these are our own words, written as they are. */
void moot_html_section(struct moot_text *text, const char *id, const char *title);
void moot_html_section_end(struct moot_text *text);
/* `titles` ends with NULL; a column of numbers starts with '#'. */
void moot_html_table(struct moot_text *text, const char *raw_caption, const char *const *titles);
/* The same in steps, for a head that bears a chart's axis too. */
void moot_html_table_begin(struct moot_text *text, const char *raw_caption);
void moot_html_table_titles(struct moot_text *text, const char *const *titles);
void moot_html_table_body(struct moot_text *text);
void moot_html_table_end(struct moot_text *text);

/* The first cell of a row names it. */
void moot_html_row(struct moot_text *text, const char *raw_name);
void moot_html_row_end(struct moot_text *text);
void moot_html_cell(struct moot_text *text, const char *raw);
void moot_html_cell_begin(struct moot_text *text);
void moot_html_cell_end(struct moot_text *text);
void moot_html_cell_number(struct moot_text *text, double value, int decimals);
void moot_html_paragraph(struct moot_text *text, const char *raw);
/* A paragraph of built words, which are released. `class_name` may be "". */
void moot_html_words(struct moot_text *text, const char *class_name, struct moot_text *words);

/* What looked odd in the input, as a list under its own heading; nothing where nothing did. */
void moot_html_warnings(struct moot_text *text, const char *const *warnings, size_t count);

/* What opens on demand; on paper it stands open. `summary` is ours. */
void moot_html_details(struct moot_text *text, const char *summary, size_t count);
void moot_html_details_end(struct moot_text *text);

/* What only the full edition prints, besides what opens on demand. */
void moot_html_long(struct moot_text *text);
void moot_html_long_end(struct moot_text *text);
/* The reader's choice of the short edition, for the page's contents. It works without a script. */
void moot_html_editions(struct moot_text *text);

/* Large figures at the head of a page. */
struct moot_tile {
	const char *name;
	const char *unit; /* before the number: a pound sign; "" for none */
	int decimals;
	double before; /* of a change */
	double value;
};
void moot_html_tiles(struct moot_text *text);
void moot_html_tile(struct moot_text *text, const struct moot_tile *tile);
void moot_html_tile_change(struct moot_text *text, const struct moot_tile *tile);
void moot_html_tiles_end(struct moot_text *text);

#endif
