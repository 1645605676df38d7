/* Pictures: round scales, well-formed SVG with title and description, and names that cannot break it. */
#include "io/report/chart.h"

#include <criterion/criterion.h>
#include <expat.h>
#include <math.h>
#include <string.h>

static const char HOSTILE[] = "</svg><script>alert(1)</script>\"'&\r\n\xE2\x80\xAE\x07\xFF";

/* Parses what was drawn as XML; every picture must have a title. */
static void check_drawn(struct moot_text *text, const char *expected)
{
	struct moot_text whole = {0};
	XML_Parser parser = XML_ParserCreate("UTF-8");
	moot_text_add(&whole, "<page>");
	moot_text_add(&whole, text->bytes);
	moot_text_add(&whole, "</page>");
	cr_assert(!text->failed && !whole.failed);
	cr_assert_eq(XML_Parse(parser, whole.bytes, (int)whole.length, 1), XML_STATUS_OK, "%s\n%s",
		     XML_ErrorString(XML_GetErrorCode(parser)), whole.bytes);
	XML_ParserFree(parser);
	cr_assert_null(strstr(whole.bytes, "<script"));
	cr_assert_null(strstr(whole.bytes, "nan"));
	cr_assert_null(strstr(whole.bytes, "inf"));
	cr_assert_not_null(strstr(whole.bytes, "role=\"img\""));
	cr_assert_not_null(strstr(whole.bytes, "<title"));
	cr_assert_not_null(strstr(whole.bytes, expected), "%s", expected);
	moot_text_clear(&whole);
	moot_text_clear(text);
}

Test(chart, scales_are_round_and_hold_their_values)
{
	static const struct {
		double low, high;
		int marks;
		double from, to, step;
	} cases[] = {{0, 97, 5, 0, 100, 20}, {0, 100, 5, 0, 100, 20},
		     {12, 34, 8, 10, 35, 5}, {0, 0, 4, 0, 1, 0.5},
		     {-3, 7, 5, -4, 8, 2},   {0, 0.07, 4, 0, 0.08, 0.02},
		     {5, 5, 2, 5, 6, 0.5},   {0, 1234567, 4, 0, 1500000, 500000}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct moot_scale scale = moot_scale_make(cases[i].low, cases[i].high, cases[i].marks);
		cr_expect_float_eq(scale.low, cases[i].from, 1e-9, "%zu: low %g", i, scale.low);
		cr_expect_float_eq(scale.high, cases[i].to, 1e-9, "%zu: high %g", i, scale.high);
		cr_expect_float_eq(scale.step, cases[i].step, 1e-9, "%zu: step %g", i, scale.step);
		cr_expect_geq(moot_scale_marks(&scale), 2);
	}
	struct moot_scale scale = moot_scale_make(0, NAN, 4);
	cr_expect_eq(moot_scale_share(&scale, INFINITY), 0);
	cr_expect_eq(moot_scale_share(&scale, 1e300), 1);
}

Test(chart, curve_is_well_formed)
{
	static const struct moot_chart_point points[] = {{3, 10, NULL}, {4, NAN, NULL}, {5, 30.5, HOSTILE}};
	const struct moot_chart_line lines[] = {{HOSTILE, MOOT_TONE_AFTER, points, 3},
						{"b", MOOT_TONE_TROUBLE, NULL, 0}};
	struct moot_chart_curve curve = {.id = "c",
					 .title = HOSTILE,
					 .description = "Rises.",
					 .x_title = "boards",
					 .y_title = HOSTILE,
					 .lines = lines,
					 .line_count = 2,
					 .x_falls = true,
					 .x_whole = true};
	struct moot_text text = {0};
	moot_chart_curve(&text, &curve);
	check_drawn(&text, "<desc id=\"c-d\">Rises.</desc>");
	curve.line_count = 0;
	moot_chart_curve(&text, &curve);
	check_drawn(&text, "aria-labelledby=\"c-t c-d\"");
}

Test(chart, cells_are_well_formed)
{
	struct moot_scale scale = moot_scale_make(0, 90, 4);
	struct moot_text text = {0};
	const struct moot_chart_dot dots[] = {{moot_day_from_date(2027, 5, 12), true, HOSTILE},
					      {moot_day_from_date(2031, 1, 1), false, "late"}};
	moot_day from = moot_day_from_date(2027, 4, 1);
	moot_day to = moot_day_from_date(2028, 3, 31);
	moot_chart_axis_cell(&text, &scale, "hours");
	moot_chart_bar_cell(&text, &scale, MOOT_TONE_BEFORE, 45, "hours");
	moot_chart_change_cell(&text, &scale, 61, 44, HOSTILE);
	moot_chart_year_head(&text, from, to);
	moot_chart_year_cell(&text, from, to, dots, 2);
	check_drawn(&text, "<title>From 61.0 to 44.0 ");
	moot_chart_bar_cell(&text, &scale, MOOT_TONE_BEFORE, 45, "hours");
	check_drawn(&text, "width=\"45%\"");
	moot_chart_year_head(&text, MOOT_NO_DAY, MOOT_NO_DAY);
	check_drawn(&text, "When");
}

Test(chart, month_counts_its_meetings)
{
	struct moot_chart_day days[31] = {[0] = {.meetings = 2}, [28] = {.meetings = 3, .is_trouble = true}};
	struct moot_text text = {0};
	days[1].closed = HOSTILE;
	moot_chart_month(&text, moot_day_from_date(2028, 2, 17), days, 3);
	check_drawn(&text, "<title>February 2028: 5 meetings</title>");
}

Test(chart, matrix_frames_its_groups)
{
	static const char *const names[] = {"A", HOSTILE, "C"};
	static const double people[] = {0, 3, 0, 0, 0, 1, 0, 0, 0};
	static const double themes[] = {0, 0, 2, 0, 0, 0, 0, 0, 0};
	static const int groups[] = {1, 1, 2};
	struct moot_chart_matrix matrix = {.id = "m",
					   .title = "M",
					   .description = "D",
					   .names = names,
					   .count = 3,
					   .upper = people,
					   .lower = themes,
					   .upper_title = "people",
					   .lower_title = "themes",
					   .groups = groups};
	struct moot_text text = {0};
	moot_chart_matrix(&text, &matrix);
	check_drawn(&text, "<rect class=\"frame\" x=\"300\" y=\"48\" width=\"44\" height=\"44\"/>");
	matrix.count = 0;
	moot_chart_matrix(&text, &matrix);
	check_drawn(&text, "(most: 0)");
}

Test(chart, flow_is_well_formed)
{
	static const struct moot_chart_source sources[] = {
	    {"A", 10, 0, false}, {HOSTILE, 5, 0, false}, {"C", 1, 1, true}};
	static const struct moot_chart_target targets[] = {{HOSTILE, "2 boards", 9}, {"closes", NULL, 0}};
	struct moot_chart_flow flow = {.id = "f",
				       .title = "F",
				       .description = "D",
				       .left_title = "Today",
				       .right_title = "Proposed",
				       .sources = sources,
				       .source_count = 3,
				       .targets = targets,
				       .target_count = 2,
				       .most = 10};
	struct moot_text text = {0};
	moot_chart_flow(&text, &flow);
	check_drawn(&text, "Proposed");
	flow.most = NAN;
	moot_chart_flow(&text, &flow);
	check_drawn(&text, "Today");
}
