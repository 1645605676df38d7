/*
 * What each set discusses, how often and how long it meets, and where the plan says otherwise.
 *
 *     n_t = max n_it,  m_t = max m_it + overlap_residual (sum m_it - max m_it),  own themes apart
 *     o   = max o_i (in common: sum),  prep and travel the largest (travel 0 online)
 *     F   = max(f_i, min_per_year of boards and duties, ceil(sum n m / (max_minutes - o)))
 *     length = o + sum n m / F, rounded up to 5
 *
 * A board alone keeps its f, unless it took something over. Closed boards' themes count where they are handed to.
 */
#include <solver/verify/verify.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_rows(const void *a, const void *b)
{
	const struct verify_row *x = a;
	const struct verify_row *y = b;
	return (x->theme > y->theme) - (x->theme < y->theme);
}

/* Folds the footprints of one theme on the boards of a set into one. */
static struct verify_row union_of(const struct verify_row *rows, size_t count, double residual)
{
	struct verify_row all = {rows[0].theme, 0, 0};
	double sum = 0;
	for (size_t i = 0; i < count; i++) {
		all.per_year = fmax(all.per_year, rows[i].per_year);
		all.minutes = fmax(all.minutes, rows[i].minutes);
		sum += rows[i].minutes;
	}
	all.minutes += residual * (sum - all.minutes);
	return all;
}

/* Puts the set's own boards' themes, and own themes, into its lists; returns false when out of memory. */
static bool gather(struct verify *v, struct verify_set *set, const int *gift_next, int gift_first)
{
	size_t rows = 0;
	size_t own = set->count;
	for (size_t i = 0; i < set->count; i++)
		rows += v->agenda[set->boards[i]].count;
	for (int g = gift_first; g != MOOT_NONE; g = gift_next[g]) {
		rows++;
		own++;
	}
	set->themes = verify_room(v, rows, sizeof *set->themes);
	set->own = verify_room(v, own, sizeof *set->own);
	if (v->failed)
		return false;
	for (size_t i = 0; i < set->count; i++) {
		const struct verify_agenda *agenda = &v->agenda[set->boards[i]];
		for (size_t j = 0; j < agenda->count; j++)
			set->themes[set->theme_count++] = agenda->rows[j];
		if (agenda->own > 0)
			set->own[set->own_count++] = (struct verify_own){set->boards[i], agenda->own};
	}
	for (int g = gift_first; g != MOOT_NONE; g = gift_next[g]) {
		const struct verify_gift *gift = &v->gifts[g];
		if (gift->row.theme == MOOT_NONE)
			set->own[set->own_count++] = (struct verify_own){gift->board, v->agenda[gift->board].own};
		else
			set->themes[set->theme_count++] = gift->row;
	}
	return true;
}

static void join_themes(struct verify *v, struct verify_set *set)
{
	if (set->theme_count > 1)
		qsort(set->themes, set->theme_count, sizeof *set->themes, compare_rows);
	size_t kept = 0;
	for (size_t i = 0, next = 0; i < set->theme_count; i = next) {
		while (next < set->theme_count && set->themes[next].theme == set->themes[i].theme)
			next++;
		struct verify_row row = union_of(&set->themes[i], next - i, v->l->policy.overlap_residual);
		set->themes[kept++] = row;
	}
	set->theme_count = kept;
	verify_shorten(v, set);
	for (size_t i = 0; i < set->theme_count; i++)
		set->agenda += set->themes[i].per_year * set->themes[i].minutes;
	for (size_t i = 0; i < set->own_count; i++)
		set->agenda += set->own[i].minutes;
}

static void find_form(const struct verify *v, struct verify_set *set)
{
	bool all_online = true;
	bool any_in_person = false;
	for (size_t i = 0; i < set->count; i++) {
		const struct moot_board *board = &v->l->boards[set->boards[i]];
		double standing = board->standing_minutes;
		set->standing = set->in_common ? set->standing + standing : fmax(set->standing, standing);
		set->prep = fmax(set->prep, board->prep_minutes);
		if (board->mode != MOOT_ONLINE)
			set->travel = fmax(set->travel, board->travel_minutes);
		all_online &= board->mode == MOOT_ONLINE;
		any_in_person |= board->mode == MOOT_IN_PERSON;
	}
	set->mode = all_online ? MOOT_ONLINE : any_in_person ? MOOT_IN_PERSON : MOOT_HYBRID;
}

struct pair {
	int set;
	int duty;
};

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a;
	const struct pair *y = b;
	if (x->set != y->set)
		return x->set < y->set ? -1 : 1;
	return (x->duty > y->duty) - (x->duty < y->duty);
}

/* The set that carries agenda row `i`, or MOOT_NONE. */
static int carrier(const struct verify *v, size_t i)
{
	int board = v->item_board[i];
	int set = v->set_of[board];
	if (!v->closing[board])
		return set == MOOT_NONE || v->sets[set].closed ? MOOT_NONE : set;
	int row = verify_agenda_find(&v->agenda[board], v->l->items[i].theme);
	return row == MOOT_NONE ? MOOT_NONE : v->gifts[v->first_gift[board] + (size_t)row].set;
}

/* Gives each set the duties of the agenda rows that it carries. */
static void find_duties(struct verify *v)
{
	struct pair *pairs = verify_room(v, v->l->item_count, sizeof *pairs);
	int *duties = verify_room(v, v->l->item_count, sizeof *duties);
	if (!pairs || !duties)
		return;
	size_t count = 0;
	for (size_t i = 0; i < v->l->item_count; i++) {
		int set = v->l->items[i].duty == MOOT_NONE ? MOOT_NONE : carrier(v, i);
		if (set != MOOT_NONE)
			pairs[count++] = (struct pair){set, v->l->items[i].duty};
	}
	if (count > 1)
		qsort(pairs, count, sizeof *pairs, compare_pairs);
	for (size_t i = 0; i < count; i++) {
		struct verify_set *set = &v->sets[pairs[i].set];
		if (i > 0 && compare_pairs(&pairs[i - 1], &pairs[i]) == 0)
			continue;
		if (set->duty_count == 0)
			set->duties = &duties[i];
		set->duties[set->duty_count++] = pairs[i].duty;
	}
}

/* Minutes that a meeting of the board takes today, as its agenda makes it. */
static double length_today(const struct verify *v, int board)
{
	const struct moot_board *b = &v->l->boards[board];
	double yearly = v->today[board].own;
	for (size_t i = 0; i < v->today[board].count; i++)
		yearly += v->today[board].rows[i].per_year * v->today[board].rows[i].minutes;
	return b->standing_minutes + (b->meetings_per_year > 0 ? yearly / b->meetings_per_year : 0);
}

static double largest_frequency(struct verify *v, const struct verify_set *set)
{
	double f = 0;
	for (size_t i = 0; i < set->count; i++) {
		const struct moot_board *board = &v->l->boards[set->boards[i]];
		f = fmax(f, fmax(board->meetings_per_year, board->min_per_year));
	}
	for (size_t i = 0; i < set->duty_count; i++)
		f = fmax(f, v->l->duties[set->duties[i]].min_per_year);
	double most = v->l->policy.max_minutes;
	if (set->alone)
		most = fmax(most, length_today(v, set->boards[0]));
	if (most <= set->standing) {
		verify_fault(v, "board %s: its standing business of %g minutes leaves nothing of max_minutes %g",
			     set->board->id, set->standing, most);
		return f;
	}
	return fmax(f, ceil(set->agenda / (most - set->standing) - 1e-9));
}

static void find_meetings(struct verify *v, struct verify_set *set, bool took_over)
{
	double f = v->l->boards[set->boards[0]].meetings_per_year;
	if (!set->alone || took_over)
		f = largest_frequency(v, set);
	double length = set->standing + (f > 0 ? set->agenda / f : 0);
	double rounded = 5 * ceil(length / 5 - 1e-9);
	/* An agenda can be long enough to pass any int; such a plan has other faults. */
	set->meetings = f < 1e9 ? (int)f : 1000000000;
	set->minutes = rounded < 1e9 ? (int)rounded : 1000000000;
	set->hours = (f * (set->standing + set->prep + set->travel) + set->agenda) / 60;
}

void verify_sets(struct verify *v)
{
	int *first = verify_room(v, v->plan->board_count, sizeof *first);
	int *next = verify_room(v, v->gift_count, sizeof *next);
	if (!v->failed)
		find_duties(v);
	if (v->failed)
		return;
	for (size_t i = 0; i < v->plan->board_count; i++)
		first[i] = MOOT_NONE;
	for (size_t i = 0; i < v->gift_count; i++) {
		int set = v->gifts[i].set;
		if (set == MOOT_NONE)
			continue;
		next[i] = first[set];
		first[set] = (int)i;
	}
	for (size_t i = 0; i < v->plan->board_count; i++) {
		struct verify_set *set = &v->sets[i];
		if (set->closed)
			continue;
		if (!gather(v, set, next, first[i]))
			return;
		join_themes(v, set);
		find_form(v, set);
		find_meetings(v, set, first[i] != MOOT_NONE || (set->alone && v->hosts[set->boards[0]]));
		verify_figures(v, set);
	}
}
