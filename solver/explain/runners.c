/*
 * The next best structures, in order.
 *
 * All structures are a class; its best one, P, is taken out by splitting the rest of the class into classes that have
 * nothing in common. e_1 ... e_r are pairs of boards that hold the sets of P together, spanning each set:
 *
 *     class j    together e_1 ... e_{j-1}, apart e_j                      j = 1 ... r
 *     and        together e_1 ... e_r, at most |P| - 1 sets               those that only merge more
 *
 * The best of each class is a solve with these rules more; the least of all that are open is the next structure, whose
 * class is split in turn (Lawler's method for the k best). Cost: r + 1 solves for each structure.
 */
#include <solver/disjoint.h>
#include <solver/explain/explain.h>

#include <math.h>
#include <solver/clock.h>
#include <stdlib.h>
#include <string.h>

struct pair {
	int boards[2];
};

struct class
{
	struct pair *together;
	size_t together_count;
	struct pair *apart;
	size_t apart_count;
	int most_parts; /* 0 for any number */
	struct structure best;
	int *labels;
	bool is_open; /* solved, not yet taken */
};

struct runners {
	struct explain *e;
	struct class *classes;
	size_t count;
	size_t room;
	bool is_whole; /* every class was solved, with proof */
};

/* Pairs that, with those of the class, hold the sets of its best structure together. */
static bool find_edges(struct runners *r, const struct class *of, struct pair *edges, size_t *count)
{
	int boards = (int)r->e->landscape->board_count;
	int *parents = moot_arena_array(r->e->out->arena, (size_t)boards, sizeof *parents);
	*count = 0;
	if (!parents)
		return false;
	for (int b = 0; b < boards; b++)
		parents[b] = b;
	for (size_t i = 0; i < of->together_count; i++)
		moot_join(parents, of->together[i].boards[0], of->together[i].boards[1]);
	for (int b = 0; b < boards; b++)
		for (int a = 0; a < b && of->labels[b] != MOOT_NONE; a++) {
			if (of->labels[a] != of->labels[b])
				continue;
			if (moot_root(parents, a) != moot_root(parents, b))
				edges[(*count)++] = (struct pair){{a, b}};
			moot_join(parents, a, b);
		}
	return true;
}

static bool add_rules(struct moot_variant *variant, const struct class *of)
{
	bool whole = true;
	for (size_t i = 0; i < of->together_count && whole; i++)
		whole = moot_variant_rule(variant, MOOT_RULE_TOGETHER, of->together[i].boards, 2);
	for (size_t i = 0; i < of->apart_count && whole; i++)
		whole = moot_variant_rule(variant, MOOT_RULE_APART, of->apart[i].boards, 2);
	return whole;
}

/* Solves a class and keeps it where it holds anything. */
static enum moot_status open_class(struct runners *r, struct class of)
{
	struct explain *e = r->e;
	if (moot_clock_seconds() >= e->deadline) {
		r->is_whole = false;
		return MOOT_OK;
	}
	struct moot_variant *variant = explain_base(e);
	of.labels = moot_arena_array(e->out->arena, e->landscape->board_count, sizeof *of.labels);
	if (!variant || !of.labels || !add_rules(variant, &of))
		return MOOT_ERROR_MEMORY;
	e->most_parts = of.most_parts;
	enum moot_status status = explain_solve(e, &variant->landscape, MOOT_NONE, &of.best);
	e->most_parts = 0;
	if (status != MOOT_OK)
		return status;
	r->is_whole = r->is_whole && of.best.proven;
	if (!of.best.exists)
		return MOOT_OK;
	if (!explain_labels(e, &of.best, of.labels) ||
	    !moot_array_reserve((void **)&r->classes, &r->room, r->count + 1, sizeof *r->classes))
		return MOOT_ERROR_MEMORY;
	of.is_open = true;
	r->classes[r->count++] = of;
	return MOOT_OK;
}

/* A list of pairs with more behind it. */
static struct pair *longer(struct runners *r, const struct pair *pairs, size_t count, const struct pair *more,
			   size_t more_count)
{
	struct pair *list = moot_arena_array(r->e->out->arena, count + more_count, sizeof *list);
	if (list && count > 0)
		memcpy(list, pairs, count * sizeof *list);
	if (list && more_count > 0)
		memcpy(list + count, more, more_count * sizeof *list);
	return list;
}

/* The sets of a class's best structure, boards that close among them. */
static int count_parts(const struct runners *r, const struct class *of)
{
	int parts = 0;
	for (size_t b = 0; b < r->e->landscape->board_count; b++) {
		size_t first = 0;
		while (of->labels[b] != MOOT_NONE && of->labels[first] != of->labels[b])
			first++;
		parts += of->labels[b] != MOOT_NONE && first == b;
	}
	return parts;
}

static enum moot_status split(struct runners *r, size_t index)
{
	struct class of = r->classes[index];
	size_t edges = 0;
	struct pair *edge = moot_arena_array(r->e->out->arena, r->e->landscape->board_count, sizeof *edge);
	if (!edge || !find_edges(r, &of, edge, &edges))
		return MOOT_ERROR_MEMORY;
	for (size_t j = 0; j <= edges; j++) {
		struct class part = of;
		part.together = longer(r, of.together, of.together_count, edge, j);
		part.together_count = of.together_count + j;
		if (j < edges) {
			part.apart = longer(r, of.apart, of.apart_count, &edge[j], 1);
			part.apart_count = of.apart_count + 1;
		} else {
			part.most_parts = count_parts(r, &of) - 1;
		}
		if (!part.together || (j < edges && !part.apart))
			return MOOT_ERROR_MEMORY;
		const bool empty = j == edges && part.most_parts == 0;
		enum moot_status status = empty ? MOOT_OK : open_class(r, part);
		if (status != MOOT_OK)
			return status;
	}
	return MOOT_OK;
}

/* The open class with the least objective; the first of equals. */
static size_t find_least(const struct runners *r)
{
	size_t least = r->count;
	for (size_t i = 0; i < r->count; i++)
		if (r->classes[i].is_open && (least == r->count || r->classes[i].best.result.objective <
								       r->classes[least].best.result.objective - 1e-9))
			least = i;
	return least;
}

static enum moot_status run(struct runners *r, const int *labels, const struct structure *base)
{
	struct moot_explanation *out = r->e->out;
	size_t boards = r->e->landscape->board_count;
	enum moot_status status = open_class(r, (struct class){.most_parts = 0});
	if (status == MOOT_OK && r->classes && r->count > 0)
		out->is_best = r->is_whole && base->result.objective <= r->classes[0].best.result.objective + 1e-6;
	while (status == MOOT_OK && (int)out->runner_up_count < r->e->request->runners_up) {
		size_t next = find_least(r);
		if (!r->classes || next == r->count) {
			out->runners_all = r->is_whole;
			break;
		}
		r->classes[next].is_open = false;
		if (!labels_are_same(labels, r->classes[next].labels, boards) &&
		    !explain_compare(r->e, base, &r->classes[next].best, "", &out->runners_up[out->runner_up_count++]))
			return MOOT_ERROR_MEMORY;
		if ((int)out->runner_up_count < r->e->request->runners_up)
			status = split(r, next);
	}
	out->runners_proven = r->is_whole;
	return status;
}

enum moot_status explain_runners_up(struct explain *e, const int *labels, const struct structure *base)
{
	struct runners r = {.e = e, .is_whole = true};
	e->out->runners_up =
	    moot_arena_array(e->out->arena, (size_t)e->request->runners_up, sizeof *e->out->runners_up);
	enum moot_status status = e->out->runners_up ? run(&r, labels, base) : MOOT_ERROR_MEMORY;
	moot_release(r.classes);
	return status;
}
