/*
 * What each two things share, as a square of shaded cells: one quantity above the diagonal, another below it. Rows
 * bear number and name, columns the number. Things of one group that stand beside each other are framed together, which
 * is how a merger shows that it follows from what its boards share.
 *
 * Cells that share nothing are not drawn, so the picture grows with what there is to see.
 */
#include "io/report/chart_parts.h"

#include "io/report/html.h"

#include <math.h>

enum { NAMES = 300, TOP = 48, LONGEST_NAME = 38, LEVELS = 5, FEW = 30, SOME = 60 };

struct square {
	const struct moot_chart_matrix *matrix;
	double size; /* of a cell, pixels */
	double most[2];
};

static double cell_size(size_t count)
{
	return count <= FEW ? 22 : count <= SOME ? 16 : 11;
}

static double entry(const struct moot_chart_matrix *matrix, const double *values, size_t a, size_t b)
{
	return a < b ? values[a * matrix->count + b] : values[b * matrix->count + a];
}

static double largest(const struct moot_chart_matrix *matrix, const double *values)
{
	double most = 0;
	for (size_t a = 0; a < matrix->count; a++)
		for (size_t b = a + 1; b < matrix->count; b++)
			most = fmax(most, values[a * matrix->count + b]);
	return most;
}

/* Five shades: on the three pale ones ink can be read, on the two dark ones paper. */
static void write_cell(struct moot_text *text, const struct square *square, size_t row, size_t column)
{
	static const char *const shades[LEVELS] = {".15", ".3", ".45", ".85", "1"};
	const struct moot_chart_matrix *matrix = square->matrix;
	bool is_upper = row < column;
	double value = entry(matrix, is_upper ? matrix->upper : matrix->lower, row, column);
	if (!(value > 0))
		return;
	double share = value / square->most[!is_upper] * LEVELS;
	int level = share >= LEVELS ? LEVELS - 1 : (int)fmax(0, ceil(share) - 1);
	double x = NAMES + (double)column * square->size;
	double y = TOP + (double)row * square->size;
	moot_text_format(text, "<rect class=\"%s flat\" fill-opacity=\"%s\"", is_upper ? "people" : "themes",
			 shades[level]);
	moot_chart_at(text, "x", x + 0.5);
	moot_chart_at(text, "y", y + 0.5);
	moot_chart_at(text, "width", square->size - 1);
	moot_chart_at(text, "height", square->size - 1);
	moot_text_add(text, "/>");
	if (matrix->count > SOME)
		return;
	moot_text_format(text, "<text class=\"mid small%s\"", level >= 3 ? " on" : "");
	moot_chart_at(text, "x", x + square->size / 2);
	moot_chart_at(text, "y", y + square->size / 2 + 3.5);
	moot_text_add(text, ">");
	moot_text_fixed(text, value, 0);
	moot_text_add(text, "</text>\n");
}

static void write_names(struct moot_text *text, const struct square *square)
{
	bool is_many = square->matrix->count > SOME;
	for (size_t i = 0; i < square->matrix->count; i++) {
		double middle = ((double)i + 0.5) * square->size;
		moot_text_format(text, "<text class=\"end%s\" x=\"%d\"", is_many ? " small" : "", NAMES - 30);
		moot_chart_at(text, "y", TOP + middle + 4);
		moot_text_add(text, ">");
		moot_chart_label(text, square->matrix->names[i], LONGEST_NAME);
		moot_text_format(text, "</text><text class=\"quiet end%s\" x=\"%d\"", is_many ? " small" : "",
				 NAMES - 6);
		moot_chart_at(text, "y", TOP + middle + 4);
		moot_text_format(text, ">%zu</text><text class=\"quiet mid %s\"", i + 1, is_many ? "tiny" : "small");
		moot_chart_at(text, "x", NAMES + middle);
		moot_text_format(text, " y=\"%d\">%zu</text>\n", TOP - 6, i + 1);
	}
}

static void write_grid(struct moot_text *text, const struct square *square)
{
	double side = (double)square->matrix->count * square->size;
	moot_text_add(text, "<rect class=\"grid\"");
	moot_chart_at(text, "x", NAMES);
	moot_chart_at(text, "y", TOP);
	moot_chart_at(text, "width", side);
	moot_chart_at(text, "height", side);
	moot_text_add(text, "/>");
	for (size_t i = 0; i < square->matrix->count; i++) {
		double at = (double)i * square->size;
		moot_text_add(text, "<rect class=\"off flat\"");
		moot_chart_at(text, "x", NAMES + at);
		moot_chart_at(text, "y", TOP + at);
		moot_chart_at(text, "width", square->size);
		moot_chart_at(text, "height", square->size);
		moot_text_add(text, "/>");
	}
}

static void write_frames(struct moot_text *text, const struct square *square)
{
	const int *groups = square->matrix->groups;
	size_t end = 0;
	for (size_t i = 0; groups && i < square->matrix->count; i = end) {
		for (end = i + 1; end < square->matrix->count && groups[end] == groups[i];)
			end++;
		if (end - i < 2)
			continue;
		moot_text_add(text, "<rect class=\"frame\"");
		moot_chart_at(text, "x", NAMES + (double)i * square->size);
		moot_chart_at(text, "y", TOP + (double)i * square->size);
		moot_chart_at(text, "width", (double)(end - i) * square->size);
		moot_chart_at(text, "height", (double)(end - i) * square->size);
		moot_text_add(text, "/>\n");
	}
}

static void write_key(struct moot_text *text, const struct square *square)
{
	const char *const titles[] = {square->matrix->upper_title, square->matrix->lower_title};
	static const char *const classes[] = {"people", "themes"};
	static const char *const where[] = {"above the diagonal", "below it"};
	for (int i = 0; i < 2; i++) {
		moot_text_format(text, "<rect class=\"%s flat\" x=\"%d\" y=\"4\" width=\"12\" height=\"12\"/>",
				 classes[i], NAMES + i * 310);
		moot_text_format(text, "<text x=\"%d\" y=\"14\">", NAMES + i * 310 + 18);
		moot_html_text(text, titles[i]);
		moot_text_format(text, ", %s (most: ", where[i]);
		moot_text_fixed(text, square->most[i], 0);
		moot_text_add(text, ")</text>\n");
	}
}

void moot_chart_matrix(struct moot_text *text, const struct moot_chart_matrix *matrix)
{
	struct square square = {.matrix = matrix,
				.size = cell_size(matrix->count),
				.most = {largest(matrix, matrix->upper), largest(matrix, matrix->lower)}};
	double side = (double)matrix->count * square.size;
	struct moot_chart_frame frame = {.id = matrix->id,
					 .title = matrix->title,
					 .description = matrix->description,
					 .width = NAMES + fmax(side, 590) + 2,
					 .height = TOP + side + 2};
	moot_chart_open(text, &frame);
	write_key(text, &square);
	write_grid(text, &square);
	write_names(text, &square);
	for (size_t row = 0; row < matrix->count; row++)
		for (size_t column = 0; column < matrix->count; column++)
			if (row != column)
				write_cell(text, &square, row, column);
	write_frames(text, &square);
	moot_chart_close(text);
}
