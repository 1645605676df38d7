/*
 * Curves: one or several lines over a common pair of axes, with a key where there is more than one.
 *
 * Everything across is a percentage of the page's width, so the picture is drawn with straight pieces, each a <line>.
 * A mark's note stands above its point, on the side where there is room.
 */
#include "io/report/chart_parts.h"

#include "io/report/html.h"

#include <math.h>

/* The plot's box: pixels down, shares across. */
enum { TOP = 34, BOTTOM = 290, HEIGHT = 336, MOST_NOTE = 40 };
static const double LEFT = 0.11;
static const double RIGHT = 0.97;

struct plot {
	const struct moot_chart_curve *curve;
	struct moot_scale x;
	struct moot_scale y;
};

static double across(const struct plot *plot, double x)
{
	double share = moot_scale_share(&plot->x, x);
	return LEFT + (plot->curve->x_falls ? 1 - share : share) * (RIGHT - LEFT);
}

static double down(const struct plot *plot, double y)
{
	return BOTTOM - moot_scale_share(&plot->y, y) * (BOTTOM - TOP);
}

static void measure(struct plot *plot)
{
	double low[2] = {INFINITY, plot->curve->from_zero ? 0 : INFINITY};
	double high[2] = {-INFINITY, -INFINITY};
	for (size_t l = 0; l < plot->curve->line_count; l++) {
		for (size_t i = 0; i < plot->curve->lines[l].count; i++) {
			const struct moot_chart_point *point = &plot->curve->lines[l].points[i];
			if (!isfinite(point->x) || !isfinite(point->y))
				continue;
			low[0] = fmin(low[0], point->x);
			high[0] = fmax(high[0], point->x);
			low[1] = fmin(low[1], point->y);
			high[1] = fmax(high[1], point->y);
		}
	}
	double whole = high[0] - low[0] >= 1 ? fmin(8, high[0] - low[0]) : 1;
	plot->x = moot_scale_make(low[0], high[0], plot->curve->x_whole ? (int)whole : 8);
	plot->y = moot_scale_make(low[1], high[1], 5);
}

static void write_x_axis(struct moot_text *text, const struct plot *plot)
{
	for (int i = 0; i < moot_scale_marks(&plot->x); i++) {
		double value = plot->x.low + i * plot->x.step;
		moot_text_format(text, "<line class=\"rule\" y1=\"%d\" y2=\"%d\"", BOTTOM, BOTTOM + 5);
		moot_chart_percent(text, "x1", across(plot, value));
		moot_chart_percent(text, "x2", across(plot, value));
		moot_text_format(text, "/><text class=\"quiet mid\" y=\"%d\"", BOTTOM + 19);
		moot_chart_percent(text, "x", across(plot, value));
		moot_text_add(text, ">");
		moot_text_fixed(text, value, plot->x.decimals);
		moot_text_add(text, "</text>\n");
	}
	moot_text_format(text, "<line class=\"rule\" y1=\"%d\" y2=\"%d\"", BOTTOM, BOTTOM);
	moot_chart_percent(text, "x1", LEFT);
	moot_chart_percent(text, "x2", RIGHT);
	moot_text_format(text, "/><text class=\"quiet mid\" x=\"54%%\" y=\"%d\">", HEIGHT - 6);
	moot_html_text(text, plot->curve->x_title);
	moot_text_add(text, "</text>\n");
}

static void write_y_axis(struct moot_text *text, const struct plot *plot)
{
	for (int i = 0; i < moot_scale_marks(&plot->y); i++) {
		double value = plot->y.low + i * plot->y.step;
		moot_text_add(text, "<line class=\"grid\" x1=\"0\"");
		moot_chart_percent(text, "x2", RIGHT);
		moot_chart_at(text, "y1", down(plot, value));
		moot_chart_at(text, "y2", down(plot, value));
		moot_text_add(text, "/><text class=\"quiet\" x=\"0\"");
		moot_chart_at(text, "y", down(plot, value) - 4);
		moot_text_add(text, ">");
		moot_text_fixed(text, value, plot->y.decimals);
		moot_text_add(text, "</text>\n");
	}
	moot_text_add(text, "<text class=\"quiet\" x=\"0\" y=\"12\">");
	moot_html_text(text, plot->curve->y_title);
	moot_text_add(text, "</text>\n");
}

/* Above the point; to the left of it in the right half. */
static void write_note(struct moot_text *text, const struct plot *plot, const struct moot_chart_point *point)
{
	double x = across(plot, point->x);
	bool is_right = x > (LEFT + RIGHT) / 2;
	moot_text_format(text, "<text class=\"strong%s\"", is_right ? " end" : "");
	moot_chart_percent(text, "x", x);
	moot_chart_at(text, "y", down(plot, point->y) - 10);
	moot_text_add(text, ">");
	moot_chart_label(text, point->note, MOST_NOTE);
	moot_text_add(text, "</text>\n");
}

static void write_point(struct moot_text *text, const struct plot *plot, const struct moot_chart_line *line,
			const struct moot_chart_point *point)
{
	moot_text_format(text, "<circle class=\"%s\" r=\"%s\"", moot_chart_class(line->tone), point->note ? "6" : "3");
	moot_chart_percent(text, "cx", across(plot, point->x));
	moot_chart_at(text, "cy", down(plot, point->y));
	moot_text_add(text, "><title>");
	moot_text_fixed(text, point->x, plot->x.decimals);
	moot_text_add(text, ": ");
	moot_text_fixed(text, point->y, fabs(point->y) < 100 ? 1 : 0);
	moot_text_add(text, "</title></circle>\n");
	if (point->note)
		write_note(text, plot, point);
}

static void write_line(struct moot_text *text, const struct plot *plot, const struct moot_chart_line *line)
{
	const struct moot_chart_point *last = NULL;
	for (size_t i = 0; i < line->count; i++) {
		const struct moot_chart_point *point = &line->points[i];
		bool is_drawn = isfinite(point->x) && isfinite(point->y);
		if (is_drawn && last) {
			moot_text_format(text, "<line class=\"%s curve\"", moot_chart_class(line->tone));
			moot_chart_percent(text, "x1", across(plot, last->x));
			moot_chart_at(text, "y1", down(plot, last->y));
			moot_chart_percent(text, "x2", across(plot, point->x));
			moot_chart_at(text, "y2", down(plot, point->y));
			moot_text_add(text, "/>\n");
		}
		last = is_drawn ? point : NULL;
	}
	for (size_t i = 0; i < line->count; i++) {
		if (isfinite(line->points[i].x) && isfinite(line->points[i].y))
			write_point(text, plot, line, &line->points[i]);
	}
}

/* To the right of the y axis's title; each name after its mark. */
static void write_key(struct moot_text *text, const struct moot_chart_curve *curve)
{
	double step = 0.65 / (double)(curve->line_count > 0 ? curve->line_count : 1);
	for (size_t i = 0; curve->line_count > 1 && i < curve->line_count; i++) {
		double x = 0.35 + step * (double)i;
		moot_text_format(text, "<circle class=\"%s\" cy=\"8\" r=\"4\"", moot_chart_class(curve->lines[i].tone));
		moot_chart_percent(text, "cx", x);
		moot_text_add(text, "/><text y=\"12\" dx=\"9\"");
		moot_chart_percent(text, "x", x);
		moot_text_add(text, ">");
		moot_chart_label(text, curve->lines[i].name, MOST_NOTE);
		moot_text_add(text, "</text>\n");
	}
}

void moot_chart_curve(struct moot_text *text, const struct moot_chart_curve *curve)
{
	struct plot plot = {.curve = curve};
	struct moot_chart_frame frame = {
	    .id = curve->id, .title = curve->title, .description = curve->description, .height = HEIGHT};
	measure(&plot);
	moot_chart_open(text, &frame);
	write_y_axis(text, &plot);
	write_x_axis(text, &plot);
	for (size_t i = 0; i < curve->line_count; i++)
		write_line(text, &plot, &curve->lines[i]);
	write_key(text, curve);
	moot_chart_close(text);
}
