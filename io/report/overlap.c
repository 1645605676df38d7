/*
 * The matrix of boards (overlap.h). Its order is found greedily: next comes the board that shares most with the two
 * before it, and boards of one group stay together. Quadratic in the boards shown, which are the MOST_BOARDS that share
 * most; a picture of more could not be read.
 */
#include "io/report/overlap.h"

#include "io/report/chart.h"
#include "io/report/html.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BOARDS = 80, MOST_PAIRS = 50 };

struct picked {
	int board;
	double weight; /* of all that it shares */
};

struct work {
	struct moot_arena *arena;
	const struct moot_landscape *landscape;
	const struct moot_audit *audit;
	const int *groups;
	int *place; /* of each board of the landscape among the picked, MOOT_NONE */
	struct picked *picked;
	size_t count;
	double *people; /* count x count, symmetric */
	double *themes;
};

static int compare_picked(const void *a, const void *b)
{
	const struct picked *x = a;
	const struct picked *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->board < y->board ? -1 : x->board > y->board;
}

/* A shared theme weighs as much as a shared person. */
static double weight_of(const struct moot_audit_overlap *pair)
{
	return (double)pair->people + (double)pair->themes;
}

/* The boards that share something, those that share most first. */
static bool pick(struct work *w)
{
	size_t boards = w->landscape->board_count;
	w->picked = moot_arena_array(w->arena, boards, sizeof *w->picked);
	w->place = moot_arena_array(w->arena, boards, sizeof *w->place);
	if (!w->picked || !w->place)
		return false;
	for (size_t b = 0; b < boards; b++)
		w->picked[b].board = (int)b;
	for (size_t i = 0; i < w->audit->overlap_count; i++) {
		const struct moot_audit_overlap *pair = &w->audit->overlaps[i];
		w->picked[pair->a].weight += weight_of(pair);
		w->picked[pair->b].weight += weight_of(pair);
	}
	if (boards > 1)
		qsort(w->picked, boards, sizeof *w->picked, compare_picked);
	while (w->count < boards && w->count < MOST_BOARDS && w->picked[w->count].weight > 0)
		w->count++;
	for (size_t b = 0; b < boards; b++)
		w->place[w->picked[b].board] = b < w->count ? (int)b : MOOT_NONE;
	return true;
}

static bool fill(struct work *w)
{
	w->people = moot_arena_array(w->arena, w->count * w->count, sizeof *w->people);
	w->themes = moot_arena_array(w->arena, w->count * w->count, sizeof *w->themes);
	if (!w->people || !w->themes)
		return false;
	for (size_t i = 0; i < w->audit->overlap_count; i++) {
		const struct moot_audit_overlap *pair = &w->audit->overlaps[i];
		int a = w->place[pair->a];
		int b = w->place[pair->b];
		if (a == MOOT_NONE || b == MOOT_NONE)
			continue;
		size_t at = (size_t)a * w->count + (size_t)b;
		size_t mirror = (size_t)b * w->count + (size_t)a;
		w->people[at] = w->people[mirror] = pair->people;
		w->themes[at] = w->themes[mirror] = pair->themes;
	}
	return true;
}

static bool is_grouped(const struct work *w, size_t a, size_t b)
{
	return w->groups && w->groups[w->picked[a].board] == w->groups[w->picked[b].board];
}

/* What `candidate` shares with the last two of the order, the last but one counting half. */
static double nearness(const struct work *w, const size_t *order, size_t placed, size_t candidate)
{
	double sum = 0;
	for (size_t back = 1; back <= 2 && back <= placed; back++) {
		size_t at = order[placed - back] * w->count + candidate;
		sum += (w->people[at] + w->themes[at]) / (double)back;
	}
	return sum;
}

/* The order of the picked. `used` has one entry for each. */
static void arrange(const struct work *w, size_t *order, bool *used)
{
	for (size_t placed = 0; placed < w->count; placed++) {
		size_t best = SIZE_MAX;
		bool best_grouped = false;
		double best_nearness = -1;
		for (size_t c = 0; c < w->count; c++) {
			if (used[c])
				continue;
			bool grouped = placed > 0 && is_grouped(w, order[placed - 1], c);
			double near = nearness(w, order, placed, c);
			if (best != SIZE_MAX &&
			    (grouped < best_grouped || (grouped == best_grouped && near <= best_nearness)))
				continue;
			best = c;
			best_grouped = grouped;
			best_nearness = near;
		}
		order[placed] = best;
		used[best] = true;
	}
}

static void describe(struct moot_text *words, const struct work *w)
{
	const struct moot_audit_overlap *most = &w->audit->overlaps[0];
	moot_text_format(words, "%zu boards against each other. Most people in common: %d, on ", w->count,
			 most->people);
	moot_text_plain(words, w->landscape->boards[most->a].name);
	moot_text_add(words, " and ");
	moot_text_plain(words, w->landscape->boards[most->b].name);
	moot_text_add(words, ". The pairs that share most stand in a table.");
}

static bool draw(struct moot_text *text, struct work *w)
{
	size_t *order = moot_arena_array(w->arena, w->count, sizeof *order);
	bool *used = moot_arena_array(w->arena, w->count, sizeof *used);
	const char **names = moot_arena_array(w->arena, w->count, sizeof *names);
	int *groups = moot_arena_array(w->arena, w->count, sizeof *groups);
	double *upper = moot_arena_array(w->arena, w->count * w->count, sizeof *upper);
	double *lower = moot_arena_array(w->arena, w->count * w->count, sizeof *lower);
	struct moot_text words = {0};
	if (!order || !used || !names || !groups || !upper || !lower)
		return false;
	arrange(w, order, used);
	for (size_t i = 0; i < w->count; i++) {
		int board = w->picked[order[i]].board;
		names[i] = w->landscape->boards[board].name;
		groups[i] = w->groups ? w->groups[board] : 0;
		for (size_t k = 0; k < w->count; k++) {
			upper[i * w->count + k] = w->people[order[i] * w->count + order[k]];
			lower[i * w->count + k] = w->themes[order[i] * w->count + order[k]];
		}
	}
	describe(&words, w);
	struct moot_chart_matrix matrix = {.id = "matrix",
					   .title = "What each two of today's boards share",
					   .description = words.bytes ? words.bytes : "",
					   .names = names,
					   .count = w->count,
					   .upper = upper,
					   .lower = lower,
					   .upper_title = "People on both",
					   .lower_title = "Themes of both",
					   .groups = w->groups ? groups : NULL};
	moot_chart_matrix(text, &matrix);
	text->failed |= words.failed;
	moot_text_clear(&words);
	return true;
}

void moot_overlap_picture(struct moot_text *text, const struct moot_landscape *landscape,
			  const struct moot_audit *audit, const int *groups)
{
	struct work work = {.arena = moot_arena_new(), .landscape = landscape, .audit = audit, .groups = groups};
	if (!work.arena || !pick(&work) || !fill(&work)) {
		text->failed = true;
	} else if (work.count < 2) {
		moot_html_paragraph(text, "No two boards share a person or a theme.");
	} else {
		moot_text_format(
		    text, "<p>Each square is a pair of boards; the darker, the more they share.%s%s</p>\n",
		    groups ? " Boards in a frame would become one." : "",
		    work.count < landscape->board_count ? " Boards that share nothing, or least, are left out." : "");
		if (!draw(text, &work))
			text->failed = true;
	}
	moot_arena_free(work.arena);
}

void moot_overlap_table(struct moot_text *text, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	static const char *const titles[] = {"Board",           "And",           "#People on both",
					     "#Themes of both", "#Shared hours", NULL};
	if (audit->overlap_count == 0)
		return;
	moot_html_long(text);
	moot_html_table(text, "The pairs that share the most people and themes", titles);
	for (size_t i = 0; i < audit->overlap_count && i < MOST_PAIRS; i++) {
		const struct moot_audit_overlap *pair = &audit->overlaps[i];
		moot_html_row(text, landscape->boards[pair->a].name);
		moot_html_cell(text, landscape->boards[pair->b].name);
		moot_html_cell_number(text, pair->people, 0);
		moot_html_cell_number(text, pair->themes, 0);
		moot_html_cell_number(text, pair->shared_hours, 1);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	if (audit->overlap_count > MOST_PAIRS)
		moot_text_format(text, "<p class=\"note\">And %zu more pairs.</p>\n",
				 audit->overlap_count - MOST_PAIRS);
	moot_html_long_end(text);
}
