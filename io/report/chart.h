/*
 * Pictures: the one place that knows scales, axes, labels and colours. Every page draws through it.
 *
 * A picture is SVG inside the page: role="img" with a <title> and, where it stands by itself, a <desc> that says in
 * words what it shows; its title is seen above it, its axes bear units. The figures stand in a table too, so that
 * nobody depends on seeing it. Nothing is scripted or fetched. Colours are classes of the page's style
 * (moot_chart_style), good in light, dark and on paper, and told apart without seeing colour: today is hollow or grey,
 * the proposal full. Names that come from the input are given raw and escaped here; titles, units and descriptions too.
 *
 *     struct moot_scale scale = moot_scale_make(0, most_hours, 4);
 *     moot_chart_axis_cell(text, &scale, "hours a year");     the head of a table's column of pictures
 *     moot_chart_change_cell(text, &scale, 61, 44, "hours");  a cell below it
 *
 *     struct moot_chart_line line = {"Cost", MOOT_TONE_AFTER, points, count};
 *     moot_chart_curve(text, &(struct moot_chart_curve){
 *         .id = "ladder", .title = "Cost of the year for every number of boards", .description = "Falls from ...",
 *         .x_title = "boards", .y_title = "GBP a year", .lines = &line, .line_count = 1, .x_falls = true, .x_whole =
 * true});
 *
 * Curves and cells stretch with the page; matrices and flows scroll sideways on a narrow screen. Ids must be unique in
 * a page and are our own words. Drawing is linear in what is drawn.
 */
#ifndef MOOT_IO_REPORT_CHART_H
#define MOOT_IO_REPORT_CHART_H

#include "io/text.h"

#include <moot/date.h>

enum moot_tone { MOOT_TONE_BEFORE, MOOT_TONE_AFTER, MOOT_TONE_PEOPLE, MOOT_TONE_THEMES, MOOT_TONE_TROUBLE };

/* The part of the page's style that pictures need. */
extern const char moot_chart_style[];

/* --- scales */

/* From `low` to `high`, both round numbers, with a mark at every `step`. */
struct moot_scale {
	double low;
	double high;
	double step;
	int decimals; /* of a mark's label */
};

/* Holds both values; some `marks` marks. Values that are not finite count as 0. */
struct moot_scale moot_scale_make(double low, double high, int marks);
/* Where a value stands, 0 at the low end, 1 at the high one. */
double moot_scale_share(const struct moot_scale *scale, double value);
/* Marks of the scale, the first at `low`. */
int moot_scale_marks(const struct moot_scale *scale);

/* --- curves */

struct moot_chart_point {
	double x;
	double y;         /* not-a-number leaves a hole */
	const char *note; /* raw, written beside the point: "today", "proposed"; NULL for none */
};

struct moot_chart_line {
	const char *name; /* raw, for the key */
	enum moot_tone tone;
	const struct moot_chart_point *points; /* by x, rising */
	size_t count;
};

struct moot_chart_curve {
	const char *id;
	const char *title;
	const char *description;
	const char *x_title; /* what and unit */
	const char *y_title;
	const struct moot_chart_line *lines;
	size_t line_count;
	bool x_falls;   /* the largest x stands on the left */
	bool x_whole;   /* x counts things: no mark between two whole numbers */
	bool from_zero; /* the axis of y begins at 0 */
};

void moot_chart_curve(struct moot_text *text, const struct moot_chart_curve *curve);

/* --- cells of tables */

/* The axis in the column's head (a <th>); the cells below (each a <td>) share its scale. */
void moot_chart_axis_cell(struct moot_text *text, const struct moot_scale *scale, const char *unit);
void moot_chart_bar_cell(struct moot_text *text, const struct moot_scale *scale, enum moot_tone tone, double value,
			 const char *unit);
/* From today's value, hollow, to the proposed, full. */
void moot_chart_change_cell(struct moot_text *text, const struct moot_scale *scale, double before, double after,
			    const char *unit);

/* From `low` to `high`, either of which may lie beyond the scale, with a mark at `value`. */
void moot_chart_range_cell(struct moot_text *text, const struct moot_scale *scale, double low, double value,
			   double high, const char *unit);

/* A year as a line: the head with the months, then rows of meetings. */
struct moot_chart_dot {
	moot_day day;
	bool is_trouble;  /* drawn hollow */
	const char *note; /* raw: "Wed 12 May 2027, 10:00-12:00" */
};
void moot_chart_year_head(struct moot_text *text, moot_day from, moot_day to);
void moot_chart_year_cell(struct moot_text *text, moot_day from, moot_day to, const struct moot_chart_dot *dots,
			  size_t count);

/* --- months */

struct moot_chart_day {
	int meetings;
	bool is_trouble;    /* somebody may miss one of them */
	const char *closed; /* raw, why nothing meets that day; NULL */
};
/* The month that holds `any`; `days` are its days, from the 1st. `most` is the most meetings on one day of the year. */
void moot_chart_month(struct moot_text *text, moot_day any, const struct moot_chart_day days[31], int most);

/* --- matrices */

/* What each two of `count` things share: one quantity above the diagonal, another below it. */
struct moot_chart_matrix {
	const char *id;
	const char *title;
	const char *description;
	const char *const *names; /* raw */
	size_t count;
	const double *upper; /* count x count, row by row; entries with row < column are read */
	const double *lower; /* entries with row < column are read too */
	const char *upper_title;
	const char *lower_title;
	const int *groups; /* of each name; neighbours of one group are framed together; NULL for none */
};
void moot_chart_matrix(struct moot_text *text, const struct moot_chart_matrix *matrix);

/* --- flows */

/* Ribbons from a column of things on the left to one on the right, as thick as their values. */
struct moot_chart_source {
	const char *name; /* raw */
	double value;
	size_t target; /* index */
	bool is_faint; /* an end, or something handed over: a thin dashed line */
};

struct moot_chart_target {
	const char *name; /* raw */
	const char *note; /* raw, below the name */
	double value;     /* the full part of its block */
};

struct moot_chart_flow {
	const char *id;
	const char *title;
	const char *description;
	const char *left_title;
	const char *right_title;
	const struct moot_chart_source *sources; /* sorted by target */
	size_t source_count;
	const struct moot_chart_target *targets;
	size_t target_count;
	double most; /* the largest source of all pictures that belong together, for one scale */
};
void moot_chart_flow(struct moot_text *text, const struct moot_chart_flow *flow);

#endif
