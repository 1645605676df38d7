/* Hours of people or organisations in two plans, as a table with a picture (shares.h). */
#include "io/report/shares.h"

#include "io/report/chart.h"
#include "io/report/html.h"

#include <math.h>

static struct moot_scale scale_of(const struct moot_share *shares, size_t count)
{
	double most = 0;
	for (size_t i = 0; i < count; i++)
		most = fmax(most, fmax(shares[i].planned, shares[i].then));
	return moot_scale_make(0, most, 4);
}

void moot_shares_table(struct moot_text *text, const char *raw_caption, const char *then,
		       const struct moot_share *shares, size_t count)
{
	const char *const titles[] = {"Name", "#Hours today", "#As planned", then, "#Change", "#Change (£)", NULL};
	const struct moot_scale scale = scale_of(shares, count);
	moot_html_table_begin(text, raw_caption);
	moot_html_table_titles(text, titles);
	moot_chart_axis_cell(text, &scale, "Hollow: as planned; full: then (hours a year)");
	moot_html_table_body(text);
	for (size_t i = 0; i < count; i++) {
		moot_html_row(text, shares[i].name);
		moot_html_cell_number(text, shares[i].today, 1);
		moot_html_cell_number(text, shares[i].planned, 1);
		moot_html_cell_number(text, shares[i].then, 1);
		moot_html_cell_number(text, shares[i].then - shares[i].planned, 1);
		moot_html_cell_number(text, shares[i].cost_then - shares[i].cost_planned, 0);
		moot_chart_change_cell(text, &scale, shares[i].planned, shares[i].then, "hours");
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
}
