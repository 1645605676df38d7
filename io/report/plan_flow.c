/*
 * How today's boards become tomorrow's, in two pictures: ribbons from each of today's boards to what it becomes, as
 * thick as the hours that it takes a year, and the matrix of what they share, in which the boards of a merger stand
 * together. Boards that stay as they are appear in the first only where another hands them something.
 */
#include "io/report/plan_report.h"

#include "io/report/chart.h"
#include "io/report/html.h"
#include "io/report/overlap.h"

#include <math.h>
#include <string.h>

enum { MOST_ROWS = 34 }; /* of one picture; the next mergers go into another, so that each fits a page */

struct work {
	struct moot_arena *arena;
	const struct moot_report *report;
	const struct moot_audit *today;
	struct moot_chart_source *sources;
	size_t source_count;
	struct moot_chart_target *targets;
	size_t target_count;
};

static double hours_today(const struct work *w, const char *id)
{
	const struct moot_name *board = moot_names_find(&w->report->boards, id);
	return board && board->index < w->today->board_count ? w->today->boards[board->index].hours : 0;
}

static double hours_of(const struct work *w, const struct moot_plan_board *board)
{
	double hours = 0;
	for (size_t i = 0; i < board->from_count; i++)
		hours += hours_today(w, board->from[i]);
	return hours;
}

/* Whether an earlier row names the same two boards. */
static bool is_repeated(const struct moot_plan *plan, size_t row)
{
	for (size_t i = 0; i < row; i++) {
		if (strcmp(plan->handed_over[i].from, plan->handed_over[row].from) == 0 &&
		    strcmp(plan->handed_over[i].to, plan->handed_over[row].to) == 0)
			return true;
	}
	return false;
}

static void add_source(struct work *w, const char *name, double value, bool is_faint)
{
	w->sources[w->source_count++] =
	    (struct moot_chart_source){.name = name, .value = value, .target = w->target_count, .is_faint = is_faint};
}

/* What a board of the plan takes in: boards that become it, and themes that others hand to it. */
static void add_incoming(struct work *w, const struct moot_plan_board *board)
{
	const struct moot_plan *plan = w->report->plan;
	for (size_t i = 0; i < board->from_count; i++)
		add_source(w, moot_names_text(&w->report->boards, board->from[i]), hours_today(w, board->from[i]),
			   false);
	for (size_t i = 0; i < plan->handed_over_count; i++) {
		const char *from = moot_report_board(w->report, plan->handed_over[i].from);
		if (strcmp(plan->handed_over[i].to, board->id) != 0 || is_repeated(plan, i))
			continue;
		add_source(w, moot_arena_format(w->arena, "themes of %s", from), 0, true);
	}
}

/* NULL when out of memory. */
static const char *note_of(struct work *w, const struct moot_plan_board *board)
{
	struct moot_text note = {0};
	double before = hours_of(w, board);
	if (board->from_count > 1)
		moot_text_format(&note, "%zu boards, ", board->from_count);
	moot_text_fixed(&note, before, 0);
	moot_text_add(&note, " to ");
	moot_text_fixed(&note, before - board->saving.hours, 0);
	moot_text_add(&note, " hours a year");
	const char *kept = note.failed ? NULL : moot_arena_text(w->arena, note.bytes);
	moot_text_clear(&note);
	return kept;
}

static bool takes_anything(const struct moot_plan *plan, const struct moot_plan_board *board)
{
	for (size_t i = 0; i < plan->handed_over_count; i++) {
		if (strcmp(plan->handed_over[i].to, board->id) == 0)
			return true;
	}
	return false;
}

/* False when out of memory. */
static bool add_changes(struct work *w)
{
	const struct moot_plan *plan = w->report->plan;
	for (size_t i = 0; i < plan->board_count; i++) {
		const struct moot_plan_board *board = &plan->boards[i];
		if (board->fate == MOOT_CLOSED || (board->fate == MOOT_KEPT && !takes_anything(plan, board)))
			continue;
		add_incoming(w, board);
		const char *note = note_of(w, board);
		if (!note)
			return false;
		w->targets[w->target_count++] = (struct moot_chart_target){
		    .name = board->name, .note = note, .value = fmax(0, hours_of(w, board) - board->saving.hours)};
	}
	size_t closed = 0;
	for (size_t i = 0; i < plan->board_count; i++) {
		if (plan->boards[i].fate != MOOT_CLOSED)
			continue;
		add_source(w, plan->boards[i].name, hours_of(w, &plan->boards[i]), false);
		closed++;
	}
	if (closed > 0)
		w->targets[w->target_count++] =
		    (struct moot_chart_target){.name = closed == 1 ? "closes" : "close", .note = NULL};
	return true;
}

/* One picture of the targets from `first` on; returns where the next begins. */
static size_t draw_part(struct moot_text *text, const struct work *w, size_t first, double most, int part)
{
	size_t source = 0;
	while (source < w->source_count && w->sources[source].target < first)
		source++;
	size_t begin = source;
	size_t end = first;
	while (end < w->target_count && (end == first || source - begin < MOST_ROWS)) {
		while (source < w->source_count && w->sources[source].target == end)
			source++;
		end++;
	}
	for (size_t i = begin; i < source; i++)
		w->sources[i].target -= first;
	const char *id = moot_arena_format(w->arena, "flow-%d", part);
	struct moot_chart_flow flow = {
	    .id = id ? id : "",
	    .title = part == 1 ? "What becomes of the boards that change" : "What becomes of them, continued",
	    .description = "On the left today's boards, on the right what they become. The same is told in words for "
			   "each proposed board below.",
	    .left_title = "Today",
	    .right_title = "Proposed (full: the hours it takes; hollow: the hours saved)",
	    .sources = w->sources + begin,
	    .source_count = source - begin,
	    .targets = w->targets + first,
	    .target_count = end - first,
	    .most = most};
	text->failed |= !id;
	moot_chart_flow(text, &flow);
	return end;
}

static void draw(struct moot_text *text, const struct work *w)
{
	double most = 0;
	int part = 1;
	for (size_t i = 0; i < w->source_count; i++)
		most = fmax(most, w->sources[i].value);
	for (size_t first = 0; first < w->target_count; part++)
		first = draw_part(text, w, first, most, part);
}

void moot_plan_report_flow(struct moot_text *text, const struct moot_report *report, const struct moot_audit *today)
{
	const struct moot_plan *plan = report->plan;
	struct work work = {.arena = moot_arena_new(), .report = report, .today = today};
	size_t sources = plan->handed_over_count;
	for (size_t i = 0; i < plan->board_count; i++)
		sources += plan->boards[i].from_count;
	work.sources = work.arena ? moot_arena_array(work.arena, sources, sizeof *work.sources) : NULL;
	work.targets = work.arena ? moot_arena_array(work.arena, plan->board_count + 1, sizeof *work.targets) : NULL;
	if (!work.sources || !work.targets || !add_changes(&work)) {
		text->failed = true;
	} else {
		moot_html_section(text, "flow", "From today's boards to tomorrow's");
		if (work.target_count == 0)
			moot_html_paragraph(text, "Every board stays as it is.");
		else
			moot_html_paragraph(text, "Each ribbon is a board of today, as thick as the hours of everyone "
						  "that it takes in a year, preparation and usual travel included.");
		if (work.target_count > 0 && plan->handed_over_count > 0)
			moot_html_paragraph(text,
					    "A dashed line is work that moves: a theme that another board leads from "
					    "then on, so that its own board only takes a report, or carries on.");
		draw(text, &work);
		moot_html_section_end(text);
	}
	moot_arena_free(work.arena);
}

void moot_plan_report_overlap(struct moot_text *text, const struct moot_report *report, const struct moot_audit *today)
{
	const struct moot_landscape *landscape = report->landscape;
	const struct moot_plan *plan = report->plan;
	int *groups = moot_allocate(landscape->board_count + 1, sizeof *groups);
	if (!groups) {
		text->failed = true;
		return;
	}
	for (size_t b = 0; b < landscape->board_count; b++)
		groups[b] = -1 - (int)b;
	for (size_t i = 0; i < plan->board_count; i++) {
		for (size_t f = 0; f < plan->boards[i].from_count; f++) {
			const struct moot_name *board = moot_names_find(&report->boards, plan->boards[i].from[f]);
			if (board)
				groups[board->index] = (int)i;
		}
	}
	moot_html_section(text, "overlap", "Who shares what with whom today");
	moot_overlap_picture(text, landscape, today, groups);
	moot_html_details(text, "The pairs that share most", today->overlap_count < 50 ? today->overlap_count : 50);
	moot_overlap_table(text, landscape, today);
	moot_html_details_end(text);
	moot_html_section_end(text);
	moot_release(groups);
}
