/*
 * Pictures in the cells of a table: a bar, a change from today's value to the proposed one, a range, a board's year as
 * a line of dots. The head of their column bears the axis; every cell repeats its grid, faintly. Positions are
 * percentages, so that they stretch with the column; texts do not.
 */
#include "io/report/chart_parts.h"

#include "io/report/html.h"

#include <math.h>

enum { CELL = 18, HEAD = 26, MONTHS_SHOWN = 60 };

/* Labels of the first and the last mark stay inside. */
static const char *anchor(int mark, int marks)
{
	return mark == 0 ? "" : mark + 1 == marks ? " end" : " mid";
}

void moot_chart_axis_cell(struct moot_text *text, const struct moot_scale *scale, const char *unit)
{
	int marks = moot_scale_marks(scale);
	moot_text_add(text, "<th scope=\"col\" class=\"picture\">");
	moot_html_text(text, unit);
	moot_chart_open_cell(text, HEAD);
	moot_text_add(text, "Axis from ");
	moot_text_fixed(text, scale->low, scale->decimals);
	moot_text_add(text, " to ");
	moot_text_fixed(text, scale->high, scale->decimals);
	moot_chart_titled(text);
	for (int i = 0; i < marks; i++) {
		double value = scale->low + i * scale->step;
		moot_text_add(text, "<line class=\"rule\" y1=\"20\" y2=\"26\"");
		moot_chart_percent(text, "x1", moot_scale_share(scale, value));
		moot_chart_percent(text, "x2", moot_scale_share(scale, value));
		moot_text_format(text, "/><text class=\"quiet%s\" y=\"14\"", anchor(i, marks));
		moot_chart_percent(text, "x", moot_scale_share(scale, value));
		moot_text_add(text, ">");
		moot_text_fixed(text, value, scale->decimals);
		moot_text_add(text, "</text>");
	}
	moot_text_add(text, "</svg></th>");
}

static void write_grid(struct moot_text *text, const struct moot_scale *scale)
{
	for (int i = 0; i < moot_scale_marks(scale); i++) {
		double share = moot_scale_share(scale, scale->low + i * scale->step);
		moot_text_format(text, "<line class=\"grid\" y2=\"%d\"", CELL);
		moot_chart_percent(text, "x1", share);
		moot_chart_percent(text, "x2", share);
		moot_text_add(text, "/>");
	}
}

static void write_value(struct moot_text *text, double value, const char *unit)
{
	moot_text_fixed(text, value, 1);
	moot_text_add(text, " ");
	moot_html_text(text, unit);
}

void moot_chart_bar_cell(struct moot_text *text, const struct moot_scale *scale, enum moot_tone tone, double value,
			 const char *unit)
{
	moot_text_add(text, "<td class=\"picture\">");
	moot_chart_open_cell(text, CELL);
	write_value(text, value, unit);
	moot_chart_titled(text);
	write_grid(text, scale);
	moot_text_format(text, "<rect class=\"%s flat\" y=\"3\" height=\"12\"", moot_chart_class(tone));
	moot_chart_percent(text, "width", moot_scale_share(scale, value));
	moot_text_add(text, "/></svg></td>");
}

static void write_end(struct moot_text *text, const char *class_name, double share)
{
	moot_text_format(text, "<circle class=\"%s\" cy=\"%d\" r=\"5\" stroke-width=\"2\"", class_name, CELL / 2);
	moot_chart_percent(text, "cx", share);
	moot_text_add(text, "/>");
}

void moot_chart_change_cell(struct moot_text *text, const struct moot_scale *scale, double before, double after,
			    const char *unit)
{
	double from = moot_scale_share(scale, before);
	double to = moot_scale_share(scale, after);
	moot_text_add(text, "<td class=\"picture\">");
	moot_chart_open_cell(text, CELL);
	moot_text_add(text, "From ");
	moot_text_fixed(text, before, 1);
	moot_text_add(text, " to ");
	write_value(text, after, unit);
	moot_chart_titled(text);
	write_grid(text, scale);
	moot_text_format(text, "<line class=\"%s\" stroke-width=\"3\" y1=\"%d\" y2=\"%d\"",
			 after > before ? "trouble" : "after", CELL / 2, CELL / 2);
	moot_chart_percent(text, "x1", from);
	moot_chart_percent(text, "x2", to);
	moot_text_add(text, "/>");
	write_end(text, "before hollow", from);
	write_end(text, after > before ? "trouble" : "after", to);
	moot_text_add(text, "</svg></td>");
}

static double inside(const struct moot_scale *scale, double value)
{
	return moot_scale_share(scale, fmin(scale->high, fmax(scale->low, value)));
}

/* An arrow at the end of the cell: the range goes on beyond it. */
static void write_beyond(struct moot_text *text, bool right)
{
	moot_text_add(text, "<svg overflow=\"visible\"");
	moot_chart_percent(text, "x", right ? 1 : 0);
	moot_text_format(text, "><path class=\"after flat\" d=\"%s\"/></svg>",
			 right ? "M-1 2L8 9L-1 16z" : "M1 2L-8 9L1 16z");
}

void moot_chart_range_cell(struct moot_text *text, const struct moot_scale *scale, double low, double value,
			   double high, const char *unit)
{
	double from = inside(scale, low);
	double to = inside(scale, high);
	moot_text_add(text, "<td class=\"picture\">");
	moot_chart_open_cell(text, CELL);
	moot_text_add(text, "From ");
	moot_text_fixed(text, low, 2);
	if (isfinite(high)) {
		moot_text_add(text, " to ");
		moot_text_fixed(text, high, 2);
		moot_text_add(text, " ");
	} else {
		moot_text_add(text, " on, without an end, ");
	}
	moot_html_text(text, unit);
	moot_chart_titled(text);
	write_grid(text, scale);
	moot_text_add(text, "<rect class=\"after flat\" y=\"5\" height=\"8\"");
	moot_chart_percent(text, "x", from);
	moot_chart_percent(text, "width", to - from);
	moot_text_add(text, "/>");
	if (low < scale->low)
		write_beyond(text, false);
	if (high > scale->high)
		write_beyond(text, true);
	write_end(text, "before hollow", inside(scale, value));
	moot_text_add(text, "</svg></td>");
}

static double share_of_year(moot_day day, moot_day from, moot_day to)
{
	double days = (double)to - from + 1;
	return days > 0 ? fmin(1, fmax(0, (day - from) / days)) : 0;
}

static bool has_months(moot_day from, moot_day to)
{
	return from != MOOT_NO_DAY && to != MOOT_NO_DAY && to >= from && to - from < 31 * MONTHS_SHOWN;
}

void moot_chart_year_head(struct moot_text *text, moot_day from, moot_day to)
{
	static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	moot_text_add(text, "<th scope=\"col\" class=\"year\">When");
	moot_chart_open_cell(text, 16);
	moot_text_add(text, "The months of the year");
	moot_chart_titled(text);
	for (moot_day day = from; has_months(from, to) && day <= to; day = moot_chart_next_month(day)) {
		int year = 0;
		int month = 0;
		int day_of_month = 0;
		moot_day_to_date(day, &year, &month, &day_of_month);
		moot_text_add(text, "<text class=\"quiet\" y=\"12\"");
		moot_chart_percent(text, "x", share_of_year(day, from, to));
		moot_text_format(text, ">%s</text>", names[month - 1]);
	}
	moot_text_add(text, "</svg></th>");
}

static void write_dot(struct moot_text *text, const struct moot_chart_dot *dot, double share)
{
	moot_text_format(text, "<circle class=\"%s\" cy=\"%d\" r=\"4\" stroke-width=\"2\"",
			 dot->is_trouble ? "trouble hollow" : "after", CELL / 2);
	moot_chart_percent(text, "cx", share);
	moot_text_add(text, "><title>");
	moot_html_text(text, dot->note);
	moot_text_add(text, "</title></circle>");
}

void moot_chart_year_cell(struct moot_text *text, moot_day from, moot_day to, const struct moot_chart_dot *dots,
			  size_t count)
{
	moot_text_add(text, "<td class=\"year\">");
	moot_chart_open_cell(text, CELL);
	moot_text_format(text, "%zu meeting%s", count, count == 1 ? "" : "s");
	for (size_t i = 0; i < count; i++) {
		moot_text_add(text, i == 0 ? ": " : "; ");
		moot_html_text(text, dots[i].note);
	}
	moot_chart_titled(text);
	moot_text_format(text, "<line class=\"rule\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>", CELL / 2, CELL / 2);
	for (moot_day day = from; has_months(from, to) && day <= to; day = moot_chart_next_month(day)) {
		moot_text_format(text, "<line class=\"grid\" y2=\"%d\"", CELL);
		moot_chart_percent(text, "x1", share_of_year(day, from, to));
		moot_chart_percent(text, "x2", share_of_year(day, from, to));
		moot_text_add(text, "/>");
	}
	for (size_t i = 0; i < count; i++)
		write_dot(text, &dots[i], share_of_year(dots[i].day, from, to));
	moot_text_add(text, "</svg></td>");
}
