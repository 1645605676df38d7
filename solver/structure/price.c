/* The depth-first growth of sets under prices (the bound stands in price.h). */
#include <solver/structure/price.h>

#include <limits.h>
#include <math.h>
#include <solver/structure/look.h>
#include <solver/structure/screen.h>
#include <stdlib.h>
#include <string.h>

struct weighed {
	double weight;
	int atom;
};

struct moot_pricer {
	struct moot_growth set; /* in growth */
	struct moot_screen screen;
	int depth_most;
	struct weighed *weighed; /* scratch */
	int *by_people;
	int *by_rise;
	const int *order; /* first atoms in this order */
	int *listed;      /* scratch of a look */
	/* The run at hand. */
	struct moot_price_query query;
	bool spent;
	bool root_spent; /* as many nodes as the query allows a first atom */
	long root_end;
	long next_look; /* at the clock, in nodes */
	struct moot_candidates *found;
	size_t first_of_root; /* candidates of the root at hand start here */
	enum moot_status status;
};

/* The place for one more candidate: the end, or that of the worst of the root's when it has as many as wanted. */
static struct moot_candidate *room_for(struct moot_pricer *g, int members)
{
	struct moot_candidates *f = g->found;
	if (g->query.each > 0 && f->count - g->first_of_root >= (size_t)g->query.each) {
		struct moot_candidate *worst = &f->items[g->first_of_root];
		for (size_t i = g->first_of_root; i < f->count; i++)
			if (f->items[i].reduced_cost > worst->reduced_cost)
				worst = &f->items[i];
		return worst;
	}
	int most_members = g->query.each > 0 ? g->depth_most + 1 + g->set.block->item_count : members;
	if (!moot_candidates_add(f, 0, 0, most_members, 0)) {
		g->status = MOOT_ERROR_MEMORY;
		return NULL;
	}
	return &f->items[f->count - 1];
}

/* Keeps the set in growth, with its items, or with one atom more. */
static void emit(struct moot_pricer *g, int last, double value)
{
	if (g->set.leaves.exact == false)
		value = moot_growth_exact(&g->set, last);
	if (!(value < g->screen.threshold))
		return;
	struct moot_candidates *f = g->found;
	f->least = fmin(f->least, value);
	if (g->query.each <= 0 && f->count >= g->query.most) {
		f->whole = false;
		g->spent = true;
		return;
	}
	int atoms = g->set.atom_count + (last != MOOT_NONE);
	struct moot_candidate *place = room_for(g, atoms + g->set.item_count);
	if (!place)
		return;
	int *members = f->members + place->members;
	memcpy(members, g->set.atoms, (size_t)g->set.atom_count * sizeof(int));
	if (last != MOOT_NONE)
		members[atoms - 1] = last;
	memcpy(members + atoms, g->set.items, (size_t)g->set.item_count * sizeof(int));
	*place = (struct moot_candidate){place->members, atoms, g->set.item_count, value};
	if (g->query.each > 0 && f->count - g->first_of_root >= (size_t)g->query.each) {
		g->screen.threshold = f->items[g->first_of_root].reduced_cost;
		for (size_t i = g->first_of_root; i < f->count; i++)
			g->screen.threshold = fmax(g->screen.threshold, f->items[i].reduced_cost);
	}
}

/* Counts a node; true when the search may go no deeper. */
static bool is_spent(struct moot_pricer *g)
{
	if (++g->screen.nodes >= g->next_look) {
		g->next_look = g->screen.nodes + 4096;
		g->spent = g->spent || moot_program_over(g->set.program);
	}
	if (--g->set.program->budget <= 0 || g->status != MOOT_OK)
		g->spent = true;
	if (g->query.nodes > 0 && g->screen.nodes >= g->root_end)
		g->root_spent = true;
	return g->spent || g->root_spent;
}

/* Notes a branch that is left unexplored. */
static void leave(struct moot_pricer *g, double bound)
{
	g->found->whole = false;
	g->found->least = fmin(g->found->least, bound);
}

/* Takes over items from `from` on, one after the other, on the set in growth. */
static void take_items(struct moot_pricer *g, const struct moot_level *level, int from)
{
	for (int k = from; k < g->set.block->item_count; k++) {
		if (!g->set.carriable[k])
			continue;
		const struct moot_leaf *leaf = &g->set.leaves.items[k];
		struct moot_level next;
		struct moot_worth worth;
		moot_growth_join(&g->set, level, leaf, &next);
		next.dual += g->set.prices->items[k];
		if (!moot_growth_evaluate(&g->set, &next, &worth))
			continue;
		g->set.items[g->set.item_count++] = k;
		if (worth.base < g->screen.threshold)
			emit(g, MOOT_NONE, worth.base);
		double rest = worth.base;
		for (int j = k + 1; j < g->set.block->item_count; j++)
			if (g->set.carriable[j])
				rest -= fmax(0, moot_growth_gain(&g->set, &g->set.leaves.items[j],
								 g->set.prices->items[j], worth.floor));
		if (rest < g->screen.threshold && is_spent(g)) {
			leave(g, rest);
		} else if (rest < g->screen.threshold) {
			moot_growth_add(&g->set, leaf);
			take_items(g, &next, k + 1);
			moot_growth_take_back(&g->set, leaf);
		}
		g->set.item_count--;
	}
}

static void grow(struct moot_pricer *g, const struct moot_level *level, const struct moot_worth *worth, int depth,
		 int count);

/* Goes into one child of a set: its items, and the children that come after it. */
static void descend(struct moot_pricer *g, const struct moot_worth *worth, int place, int count, int depth)
{
	const struct moot_child *child = &g->screen.children[depth][place];
	const struct moot_level *level = &g->screen.levels[depth][child->level];
	const int slots = g->set.program->max_merge - level->boards;
	int found = 0;
	double bound = INFINITY;
	if (g->set.block->item_count > 0)
		bound = child->worth.base - moot_growth_items_gain(&g->set, &child->worth);
	if (depth + 1 < g->depth_most && slots > 0) {
		found = moot_screen_next(&g->screen, worth, depth, place, count, slots);
		bound = fmin(bound, g->screen.reach);
	}
	if (!(bound < g->screen.threshold))
		return;
	if (is_spent(g)) {
		leave(g, bound);
		return;
	}
	moot_growth_add_atom(&g->set, child->leaf);
	if (g->set.block->item_count > 0 && moot_growth_find_carriable(&g->set))
		take_items(g, level, 0);
	if (found > 0)
		grow(g, level, &child->worth, depth + 1, found);
	moot_growth_take_back_atom(&g->set, child->leaf);
}

/* Grows the set by each of the `count` leaves that stand in children[depth]. */
static void grow(struct moot_pricer *g, const struct moot_level *level, const struct moot_worth *worth, int depth,
		 int count)
{
	const struct moot_child *children = g->screen.children[depth];
	const int slots = g->set.program->max_merge - level->boards;
	int stay = moot_screen_children(&g->screen, level, worth, depth, count, slots);
	if (stay < 0)
		g->status = MOOT_ERROR_MEMORY;
	for (int i = 0; i < stay; i++) {
		if (children[i].worth.base < g->screen.threshold)
			emit(g, children[i].leaf, children[i].worth.base);
		descend(g, worth, i, stay, depth);
	}
}

static void grow_root(struct moot_pricer *g, int place)
{
	const struct moot_level empty = {.dual = g->set.prices->boards};
	struct moot_level level;
	struct moot_worth worth;
	int root = g->order[place];
	g->set.in_common = g->set.leaves.atoms[root].common > 0;
	g->screen.threshold = g->query.threshold;
	g->root_end = g->screen.nodes + g->query.nodes;
	g->root_spent = false;
	g->first_of_root = g->found->count;
	moot_growth_join(&g->set, &empty, &g->set.leaves.atoms[root], &level);
	level.dual += moot_growth_dual(&g->set, root);
	if (!moot_growth_evaluate(&g->set, &level, &worth))
		return;
	moot_growth_add_atom(&g->set, root);
	if (g->set.block->item_count > 0 && moot_growth_find_carriable(&g->set))
		take_items(g, &level, 0);
	const int count =
	    moot_screen_first(&g->screen, root, g->order + place + 1, g->set.block->atom_count - place - 1);
	if (count > 0)
		grow(g, &level, &worth, 0, count);
	moot_growth_take_back_atom(&g->set, root);
}

static int compare_weighed(const void *a, const void *b)
{
	const struct weighed *x = a;
	const struct weighed *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return (x->atom > y->atom) - (x->atom < y->atom);
}

/*
 * First atoms in falling order of their people, as the children of every set are, or of the prices' rises, so that few
 * come into question; those that meet in common before all others, so that either every set of a first atom holds one
 * or none does.
 */
static void order_atoms(struct moot_pricer *g, const double *rises, int *order)
{
	const int count = g->set.block->atom_count;
	for (int a = 0; a < count; a++) {
		const struct moot_leaf *leaf = &g->set.leaves.atoms[a];
		const double weight = rises ? rises[a] : leaf->weight;
		g->weighed[a] = (struct weighed){leaf->common > 0 ? INFINITY : weight, a};
	}
	if (count > 1)
		qsort(g->weighed, (size_t)count, sizeof *g->weighed, compare_weighed);
	for (int a = 0; a < count; a++)
		order[a] = g->weighed[a].atom;
}

enum moot_status moot_pricer_new(struct moot_program *program, const struct moot_block *block, struct moot_arena *arena,
				 struct moot_pricer **out)
{
	size_t atoms = (size_t)block->atom_count;
	struct moot_pricer *g = moot_arena_array(arena, 1, sizeof *g);
	if (!g || moot_growth_new(program, block, arena, &g->set) != MOOT_OK)
		return MOOT_ERROR_MEMORY;
	g->depth_most = (program->max_merge < block->atom_count ? program->max_merge : block->atom_count) - 1;
	g->depth_most = g->depth_most > 0 ? g->depth_most : 0;
	g->listed = moot_arena_array(arena, atoms + 1, (size_t)(g->depth_most + 1) * sizeof *g->listed);
	g->weighed = moot_arena_array(arena, atoms, sizeof *g->weighed);
	g->by_people = moot_arena_array(arena, atoms, sizeof *g->by_people);
	g->by_rise = moot_arena_array(arena, atoms, sizeof *g->by_rise);
	bool whole = g->listed && g->weighed && g->by_people && g->by_rise &&
		     moot_screen_new(&g->set, g->depth_most, arena, &g->screen) == MOOT_OK;
	if (whole)
		order_atoms(g, NULL, g->by_people);
	*out = g;
	return whole ? MOOT_OK : MOOT_ERROR_MEMORY;
}

void moot_pricer_free(struct moot_pricer *pricer)
{
	if (!pricer)
		return;
	moot_screen_clear(&pricer->screen);
	moot_growth_clear(&pricer->set);
}

/* Only sets whose rises sum up to so much are wanted. */
static void note_rises(struct moot_pricer *g)
{
	g->screen.rises = g->query.rises;
	g->screen.needed = g->query.rises_needed;
	g->order = g->by_people;
	if (!g->query.rises)
		return;
	order_atoms(g, g->query.rises, g->by_rise);
	g->order = g->by_rise;
}

enum moot_status moot_pricer_run(struct moot_pricer *pricer, const struct moot_prices *prices,
				 const struct moot_price_query *query, struct moot_candidates *found)
{
	struct moot_program *program = pricer->set.program;
	pricer->query = *query;
	note_rises(pricer);
	pricer->found = found;
	pricer->status = moot_growth_set_prices(&pricer->set, prices);
	pricer->spent = program->budget <= 0 || moot_program_over(program);
	found->count = 0;
	found->member_count = 0;
	found->least = query->threshold;
	found->whole = true;
	for (int root = 0; root < pricer->set.block->atom_count && pricer->status == MOOT_OK; root++)
		grow_root(pricer, root);
	return pricer->status;
}

enum moot_status moot_pricer_look(struct moot_pricer *pricer, const struct moot_prices *prices, double threshold,
				  int each, struct moot_candidates *found)
{
	struct moot_look look = {.set = &pricer->set,
				 .order = pricer->by_people,
				 .listed = pricer->listed,
				 .depth_most = pricer->depth_most,
				 .threshold = threshold,
				 .each = each,
				 .found = found};
	enum moot_status status = moot_growth_set_prices(&pricer->set, prices);
	return status == MOOT_OK && !moot_look_run(&look) ? MOOT_ERROR_MEMORY : status;
}
