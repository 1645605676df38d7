/*
 * Today's things flowing into tomorrow's: a row for each on the left, a block for each on the right, ribbons between
 * them as thick as what the left one takes. A block is as high as its ribbons; its full part is what it takes itself,
 * so the hollow part is what is saved.
 */
#include "io/report/chart_parts.h"

#include "io/report/html.h"

#include <math.h>

enum {
	WIDTH = 1000,
	LEFT = 330,
	RIGHT = 560,
	BLOCK = 12,
	TOP = 30,
	ROW = 21,      /* at least, for the label */
	THICKEST = 17, /* of a ribbon */
	TARGET = 34,   /* at least, for name and note */
	BETWEEN = 12,
	LONGEST_LEFT = 48,
	LONGEST_RIGHT = 54
};

/* Of a target: its rows on the left, the block on the right. */
struct band {
	size_t first;
	size_t end;
	double top;
	double height;
	double flowing; /* height of all its ribbons */
};

static double thickness(const struct moot_chart_flow *flow, const struct moot_chart_source *source)
{
	if (source->is_faint || !(flow->most > 0))
		return 2;
	return fmax(2, fmin(1, source->value / flow->most) * THICKEST);
}

static struct band measure(const struct moot_chart_flow *flow, size_t target, size_t first, double top)
{
	struct band band = {.first = first, .end = first, .top = top};
	for (; band.end < flow->source_count && flow->sources[band.end].target == target; band.end++)
		band.flowing += thickness(flow, &flow->sources[band.end]);
	band.height = fmax(fmax((double)(band.end - first) * ROW, band.flowing), TARGET);
	return band;
}

static double total_height(const struct moot_chart_flow *flow)
{
	double top = TOP;
	size_t first = 0;
	for (size_t target = 0; target < flow->target_count; target++) {
		struct band band = measure(flow, target, first, top);
		top += band.height + BETWEEN;
		first = band.end;
	}
	return top;
}

/* A ribbon between two upright edges, by two curves that leave and arrive level. */
static void write_ribbon(struct moot_text *text, double left, double right, double thick)
{
	const double middle = (LEFT + BLOCK + RIGHT) / 2.0;
	const double points[] = {LEFT + BLOCK, left,         middle,       left,          middle, right,
				 RIGHT,        right,        RIGHT,        right + thick, middle, right + thick,
				 middle,       left + thick, LEFT + BLOCK, left + thick};
	static const char *const commands[] = {"M", "C", " ", " ", "L", "C", " ", " "};
	moot_text_add(text, "<path class=\"before ribbon\" d=\"");
	for (size_t i = 0; i < 8; i++) {
		moot_text_add(text, commands[i]);
		moot_chart_number(text, points[2 * i]);
		moot_text_add(text, " ");
		moot_chart_number(text, points[2 * i + 1]);
	}
	moot_text_add(text, "Z\"/>");
}

static void write_thread(struct moot_text *text, double left, double right)
{
	const double middle = (LEFT + BLOCK + RIGHT) / 2.0;
	const double points[] = {LEFT + BLOCK, left, middle, left, middle, right, RIGHT, right};
	static const char *const commands[] = {"M", "C", " ", " "};
	moot_text_add(text, "<path class=\"rule dashed\" d=\"");
	for (size_t i = 0; i < 4; i++) {
		moot_text_add(text, commands[i]);
		moot_chart_number(text, points[2 * i]);
		moot_text_add(text, " ");
		moot_chart_number(text, points[2 * i + 1]);
	}
	moot_text_add(text, "\"/>");
}

static void write_rect(struct moot_text *text, const char *class_name, double x, double y, double height)
{
	moot_text_format(text, "<rect class=\"%s\" width=\"%d\"", class_name, BLOCK);
	moot_chart_at(text, "x", x);
	moot_chart_at(text, "y", y);
	moot_chart_at(text, "height", height);
	moot_text_add(text, "/>");
}

static void write_label(struct moot_text *text, const char *class_name, double x, double y, const char *raw,
			size_t most)
{
	moot_text_format(text, "<text class=\"%s\"", class_name);
	moot_chart_at(text, "x", x);
	moot_chart_at(text, "y", y);
	moot_text_add(text, ">");
	moot_chart_label(text, raw, most);
	moot_text_add(text, "</text>\n");
}

static void write_target(struct moot_text *text, const struct moot_chart_target *target, const struct band *band,
			 double top, double most)
{
	double full = most > 0 ? fmin(band->flowing, target->value / most * THICKEST) : 0;
	double middle = band->top + band->height / 2;
	bool has_note = target->note && *target->note;
	write_rect(text, "after hollow", RIGHT, top, band->flowing);
	if (full > 0)
		write_rect(text, "after", RIGHT, top, full);
	write_label(text, "strong", RIGHT + BLOCK + 8, middle + (has_note ? -2 : 4), target->name, LONGEST_RIGHT);
	if (has_note)
		write_label(text, "quiet", RIGHT + BLOCK + 8, middle + 13, target->note, LONGEST_RIGHT);
}

static void write_band(struct moot_text *text, const struct moot_chart_flow *flow, size_t target,
		       const struct band *band)
{
	double rows = (double)(band->end - band->first) * ROW;
	double row = band->top + (band->height - rows) / 2;
	double into = band->top + (band->height - band->flowing) / 2;
	double block = into;
	for (size_t i = band->first; i < band->end; i++) {
		const struct moot_chart_source *source = &flow->sources[i];
		double thick = thickness(flow, source);
		double from = row + (ROW - thick) / 2;
		if (source->is_faint)
			write_thread(text, from + thick / 2, into + thick / 2);
		else
			write_ribbon(text, from, into, thick);
		write_rect(text, "before flat", LEFT, from, thick);
		write_label(text, "end", LEFT - 8, row + ROW / 2.0 + 4, source->name, LONGEST_LEFT);
		row += ROW;
		into += thick;
	}
	write_target(text, &flow->targets[target], band, block, flow->most);
}

void moot_chart_flow(struct moot_text *text, const struct moot_chart_flow *flow)
{
	struct moot_chart_frame frame = {.id = flow->id,
					 .title = flow->title,
					 .description = flow->description,
					 .width = WIDTH,
					 .height = total_height(flow)};
	double top = TOP;
	size_t first = 0;
	moot_chart_open(text, &frame);
	write_label(text, "quiet end", LEFT + BLOCK, 14, flow->left_title, LONGEST_LEFT);
	write_label(text, "quiet", RIGHT, 14, flow->right_title, LONGEST_RIGHT + 10);
	for (size_t target = 0; target < flow->target_count; target++) {
		struct band band = measure(flow, target, first, top);
		write_band(text, flow, target, &band);
		top += band.height + BETWEEN;
		first = band.end;
	}
	moot_chart_close(text);
}
