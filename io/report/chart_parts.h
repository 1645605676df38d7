/* What the files of the chart module share: numbers, labels and frames in SVG. Not for pages. */
#ifndef MOOT_IO_REPORT_CHART_PARTS_H
#define MOOT_IO_REPORT_CHART_PARTS_H

#include "io/report/chart.h"

/* A coordinate with at most two decimals and no separators; one that is not finite is 0. */
void moot_chart_number(struct moot_text *text, double value);
/* ` name="12.3"`, or with a percent sign. */
void moot_chart_at(struct moot_text *text, const char *name, double value);
void moot_chart_percent(struct moot_text *text, const char *name, double share);

/* `raw` escaped, cut to `most` characters with an ellipsis. */
void moot_chart_label(struct moot_text *text, const char *raw, size_t most);

/*
 * The figure with its title, then an open <svg> with <title> and <desc>. `width` 0: as wide as the page and `height`
 * pixels high; else the picture keeps its shape and scrolls.
 */
struct moot_chart_frame {
	const char *id;
	const char *title;
	const char *description;
	double width;
	double height;
};
void moot_chart_open(struct moot_text *text, const struct moot_chart_frame *frame);
void moot_chart_close(struct moot_text *text);

/* An open <svg> in a cell, with a title that is written by the caller before moot_chart_titled(). */
void moot_chart_open_cell(struct moot_text *text, int height);
void moot_chart_titled(struct moot_text *text);

/* The class that gives a tone its colour. */
const char *moot_chart_class(enum moot_tone tone);

/* The first of the month after `day`. */
moot_day moot_chart_next_month(moot_day day);

#endif
