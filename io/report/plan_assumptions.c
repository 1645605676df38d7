/*
 * Assumptions in a plan's report: how far each may move before other boards are better, as a table with a picture;
 * then what was given otherwise than usual, what was assumed for want of data, and the rest, folded.
 */
#include "io/report/plan_report.h"

#include "io/report/chart.h"
#include "io/report/html.h"

#include <math.h>
#include <string.h>

/* The picture goes to this many times an assumed value, or to so many minutes either way. */
enum { MOST_TIMES = 4, MOST_MINUTES = 120 };

/* --- how far they may move --- */

/* Minutes more or less at every board, which start from 0, are no parameter. */
static bool is_minutes(const struct moot_sensitivity *s)
{
	return moot_policy_find(s->key) < 0;
}

static const char *label_of(const struct moot_sensitivity *s)
{
	int param = moot_policy_find(s->key);
	if (param >= 0)
		return moot_policy_params()[param].meaning;
	return strcmp(s->key, "standing") == 0 ? "Standing business at every board, more or less"
	       : strcmp(s->key, "prep") == 0   ? "Preparation for every board, more or less"
	       : strcmp(s->key, "travel") == 0 ? "Travel to every board, more or less"
					       : s->key;
}

static int decimals_of(double value)
{
	return fabs(value) >= 100 || value == round(value) ? 0 : 2;
}

static void write_end_cell(struct moot_text *text, const struct moot_sensitivity *s, double value)
{
	if (!s->is_known)
		moot_html_cell(text, "not known");
	else if (!isfinite(value))
		moot_html_cell(text, "any");
	else
		moot_html_cell_number(text, value, decimals_of(value));
}

/* The first `length` bytes as they are, or as the name of the board with that id. */
static void write_piece(struct moot_text *text, const struct moot_names *names, const char *at, size_t length)
{
	struct moot_text piece = {0};
	moot_text_add_n(&piece, at, length);
	if (piece.bytes)
		moot_html_text(text, names ? moot_names_text(names, piece.bytes) : piece.bytes);
	text->failed |= piece.failed;
	moot_text_clear(&piece);
}

/* "a|b together; c alone" with the boards' names. */
static void write_change(struct moot_text *text, const struct moot_report *report, const char *change)
{
	for (const char *at = change; *at;) {
		size_t length = strcspn(at, " |");
		write_piece(text, &report->boards, at, length);
		at += length;
		if (*at == '|') {
			at++;
			moot_text_add(text, strcspn(at, "|") < strcspn(at, " ") ? ", " : " and ");
			continue;
		}
		length = strcspn(at, ";");
		write_piece(text, NULL, at, length);
		at += length;
		at += strspn(at, "; ");
		moot_text_add(text, *at ? "; " : "");
	}
}

static void write_side(struct moot_text *text, const struct moot_report *report, const char *side, double end,
		       const char *change)
{
	moot_text_add(text, side);
	if (isfinite(end)) {
		moot_text_add(text, " ");
		moot_text_fixed(text, end, decimals_of(end));
	}
	moot_text_add(text, ": ");
	write_change(text, report, change);
	moot_text_add(text, ". ");
}

/* What changes first beyond the two ends, an item an assumption. */
static void write_changes(struct moot_text *text, const struct moot_report *report, bool minutes)
{
	const struct moot_plan *plan = report->plan;
	moot_text_add(text, "<ul>\n");
	for (size_t i = 0; i < plan->sensitivity_count; i++) {
		const struct moot_sensitivity *s = &plan->sensitivity[i];
		if (is_minutes(s) != minutes)
			continue;
		moot_text_add(text, "<li><strong>");
		moot_html_text(text, label_of(s));
		moot_text_add(text, ".</strong> ");
		if (!s->is_known) {
			moot_text_add(text, "The time was too short to find out.");
		} else {
			if (*s->below)
				write_side(text, report, "Below", s->low, s->below);
			if (*s->above)
				write_side(text, report, "Above", s->high, s->above);
			if (!*s->below || !*s->above)
				moot_text_add(text, !*s->below && !*s->above
							? "Nothing changes as far as was looked."
							: "On the other side nothing changes as far as was looked.");
		}
		moot_text_add(text, "</li>\n");
	}
	moot_text_add(text, "</ul>\n");
}

static void write_sensitivity(struct moot_text *text, const struct moot_sensitivity *s, const struct moot_scale *scale)
{
	double one = is_minutes(s) ? 1 : s->value;
	moot_html_row(text, label_of(s));
	moot_html_cell(text, is_minutes(s) ? "minutes" : s->unit);
	moot_html_cell_number(text, s->value, decimals_of(s->value));
	write_end_cell(text, s, s->low);
	write_end_cell(text, s, s->high);
	if (s->is_known && one > 0)
		moot_chart_range_cell(text, scale, s->low / one, s->value / one, s->high / one,
				      is_minutes(s) ? "minutes" : "times what is assumed");
	else
		moot_html_cell(text, "");
	moot_html_row_end(text);
}

/* Prices in times of what is assumed, minutes in minutes: two tables, each with its axis. */
static void write_group(struct moot_text *text, const struct moot_report *report, bool minutes)
{
	static const char *const titles[] = {"Assumption", "Unit", "#Assumed", "#From", "#To", NULL};
	const struct moot_plan *plan = report->plan;
	const struct moot_scale scale =
	    minutes ? moot_scale_make(-MOST_MINUTES, MOST_MINUTES, 6) : moot_scale_make(0, MOST_TIMES, MOST_TIMES);
	size_t count = 0;
	for (size_t i = 0; i < plan->sensitivity_count; i++)
		count += is_minutes(&plan->sensitivity[i]) == minutes;
	if (count == 0)
		return;
	moot_html_table_begin(text, minutes ? "How far minutes may move at every board"
					    : "How far each assumption may move, the others as they are");
	moot_html_table_titles(text, titles);
	moot_chart_axis_cell(text, &scale, minutes ? "Minutes more or less" : "Times what is assumed");
	moot_html_table_body(text);
	for (size_t i = 0; i < plan->sensitivity_count; i++)
		if (is_minutes(&plan->sensitivity[i]) == minutes)
			write_sensitivity(text, &plan->sensitivity[i], &scale);
	moot_html_table_end(text);
	moot_text_add(text, "<p>What changes first beyond:</p>\n");
	write_changes(text, report, minutes);
}

static void write_sensitivities(struct moot_text *text, const struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	moot_text_add(text, "<h3>How far they may move</h3>\n");
	if (!plan->has_sensitivity) {
		moot_text_add(text,
			      "<p>Not worked out for this plan; <code>moot plan --assumptions</code> does.</p>\n");
	} else if (plan->sensitivity_count == 0) {
		moot_text_add(text, "<p>Not known: that these boards are the best as things are is not proven, or the "
				    "time was too short.</p>\n");
	} else {
		moot_html_paragraph(text, "The proposed mergers stay the best while an assumption is between these two "
					  "values; what is handed over between boards is left aside.");
		write_group(text, report, false);
		write_group(text, report, true);
	}
}

/* --- what is assumed --- */

enum origin { OF_THE_LANDSCAPE, FOR_WANT_OF_DATA, USUAL };

/* Settings come first: a key that stands a second time tells of cells that were empty. */
static enum origin origin_of(const struct moot_plan *plan, size_t index)
{
	const struct moot_assumption *assumption = &plan->assumptions[index];
	int param = moot_policy_find(assumption->key);
	bool again = param < 0;
	for (size_t i = 0; i < index && !again; i++)
		again = strcmp(plan->assumptions[i].key, assumption->key) == 0;
	if (again)
		return FOR_WANT_OF_DATA;
	return strcmp(moot_policy_params()[param].value, assumption->value) == 0 ? USUAL : OF_THE_LANDSCAPE;
}

static void write_assumption(struct moot_text *text, const struct moot_assumption *assumption, enum origin origin)
{
	moot_html_row(text, assumption->key);
	moot_html_cell(text, assumption->value);
	if (origin != FOR_WANT_OF_DATA) {
		const struct moot_param_info *info = &moot_policy_params()[moot_policy_find(assumption->key)];
		bool has_unit = info->type == MOOT_PARAM_NUMBER || info->type == MOOT_PARAM_INTEGER;
		moot_html_cell(text, has_unit ? info->unit : "");
		moot_html_cell(text, info->meaning);
		if (origin == OF_THE_LANDSCAPE)
			moot_html_cell(text, *info->value ? info->value : "(none)");
	}
	moot_html_row_end(text);
}

static size_t write_assumptions(struct moot_text *text, const struct moot_plan *plan, enum origin origin)
{
	static const char *const titles[][6] = {{"What", "Value", "Unit", "Meaning", "Usual value", NULL},
						{"What", "Assumed", NULL},
						{"What", "Value", "Unit", "Meaning", NULL}};
	static const char *const captions[] = {"Settings of this landscape", "Assumed where the input says nothing",
					       "Settings at their usual values"};
	size_t count = 0;
	for (size_t i = 0; i < plan->assumption_count; i++)
		count += origin_of(plan, i) == origin;
	if (count == 0)
		return 0;
	if (origin == USUAL)
		moot_html_details(text, captions[origin], count);
	moot_html_table(text, captions[origin], titles[origin]);
	for (size_t i = 0; i < plan->assumption_count; i++)
		if (origin_of(plan, i) == origin)
			write_assumption(text, &plan->assumptions[i], origin);
	moot_html_table_end(text);
	if (origin == USUAL)
		moot_html_details_end(text);
	return count;
}

void moot_plan_report_assumptions(struct moot_text *text, const struct moot_report *report)
{
	moot_html_section(text, "assumptions", "Assumptions and how far they may move");
	write_sensitivities(text, report);
	moot_html_long(text);
	moot_text_add(text, "<h3>What is assumed</h3>\n");
	if (write_assumptions(text, report->plan, OF_THE_LANDSCAPE) == 0)
		moot_html_paragraph(text, "Every setting is at its usual value.");
	write_assumptions(text, report->plan, FOR_WANT_OF_DATA);
	write_assumptions(text, report->plan, USUAL);
	moot_html_long_end(text);
	moot_html_section_end(text);
}
