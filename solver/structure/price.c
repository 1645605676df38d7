/* The depth-first growth of sets under prices (the bound stands in price.h). */
#include <solver/structure/price.h>

#include <limits.h>
#include <math.h>
#include <solver/structure/growth.h>
#include <stdlib.h>
#include <string.h>

struct child {
	struct moot_level level;
	int leaf;
	double crowd; /* price of an hour of all its people */
	double value; /* reduced cost, or a lower bound where seats may be released */
	double base;  /* below the reduced cost of it and of all that contains it */
	double gain;
};

struct moot_pricer {
	struct moot_growth set; /* in growth */
	int depth_most;
	struct child **children; /* by depth */
	double *top;             /* scratch: the largest gains */
	double *tops;            /* scratch: their sums, from none on */
	/* The run at hand. */
	double threshold; /* of the root at hand */
	struct moot_price_query query;
	bool spent;
	bool root_spent; /* as many nodes as the query allows a first atom */
	long root_end;
	long nodes;
	long next_look; /* at the clock, in nodes */
	struct moot_candidates *found;
	size_t first_of_root; /* candidates of the root at hand start here */
	enum moot_status status;
};

void moot_candidates_clear(struct moot_candidates *candidates)
{
	moot_release(candidates->items);
	moot_release(candidates->members);
	*candidates = (struct moot_candidates){0};
}

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
	if (!moot_array_reserve((void **)&f->items, &f->capacity, f->count + 1, sizeof *f->items) ||
	    !moot_array_reserve((void **)&f->members, &f->member_capacity, f->member_count + (size_t)most_members,
				sizeof *f->members)) {
		g->status = MOOT_ERROR_MEMORY;
		return NULL;
	}
	f->items[f->count].members = f->member_count;
	f->member_count += (size_t)most_members;
	return &f->items[f->count++];
}

/* Keeps the set in growth, with its items, or with one atom more. */
static void emit(struct moot_pricer *g, int last, double value)
{
	if (g->set.leaves.exact == false)
		value = moot_growth_exact(&g->set, last);
	if (!(value < g->threshold))
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
		g->threshold = f->items[g->first_of_root].reduced_cost;
		for (size_t i = g->first_of_root; i < f->count; i++)
			g->threshold = fmax(g->threshold, f->items[i].reduced_cost);
	}
}

/* Counts a node; true when the search may go no deeper. */
static bool is_spent(struct moot_pricer *g)
{
	if (++g->nodes >= g->next_look) {
		g->next_look = g->nodes + 4096;
		g->spent = g->spent || moot_program_over(g->set.program);
	}
	if (--g->set.program->budget <= 0 || g->status != MOOT_OK)
		g->spent = true;
	if (g->query.nodes > 0 && g->nodes >= g->root_end)
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
		double value = 0;
		double base = 0;
		moot_growth_join(&g->set, level, leaf, &next);
		next.dual += g->set.prices->items[k];
		if (!moot_growth_evaluate(&g->set, &next, &value, &base))
			continue;
		g->set.items[g->set.item_count++] = k;
		if (value < g->threshold)
			emit(g, MOOT_NONE, value);
		double rest = base;
		for (int j = k + 1; j < g->set.block->item_count; j++)
			if (g->set.carriable[j])
				rest -=
				    fmax(0, moot_growth_gain(&g->set, &g->set.leaves.items[j], g->set.prices->items[j],
							     moot_growth_crowd(&g->set, &next)));
		if (rest < g->threshold && is_spent(g)) {
			leave(g, rest);
		} else if (rest < g->threshold) {
			moot_growth_add(&g->set, leaf);
			take_items(g, &next, k + 1);
			moot_growth_take_back(&g->set, leaf);
		}
		g->set.item_count--;
	}
}

/* Inserts a gain into the descending `top`, which holds at most `slots`. */
static int insert_top(double *top, int count, int slots, double gain)
{
	if (!(gain > 0) || slots <= 0 || (count == slots && gain <= top[count - 1]))
		return count;
	int i = count < slots ? count++ : count - 1;
	for (; i > 0 && top[i - 1] < gain; i--)
		top[i] = top[i - 1];
	top[i] = gain;
	return count;
}

/* Sums the `count` gains in `top`, from none on. */
static void sum_tops(struct moot_pricer *g, int count)
{
	g->tops[0] = 0;
	for (int i = 0; i < count; i++)
		g->tops[i + 1] = g->tops[i] + g->top[i];
}

/*
 * The most that children other than this one may gain in the slots that it leaves: the largest gains, where its own is
 * among these the next one in its place.
 */
static double rest_of(const struct moot_pricer *g, int tops, const struct child *child, int slots)
{
	int others = slots - g->set.leaves.atoms[child->leaf].boards;
	double rest = g->tops[others < tops ? others : tops];
	if (others > 0 && others <= tops && child->gain >= g->top[others - 1])
		rest = g->tops[others + 1 <= tops ? others + 1 : tops] - child->gain;
	else if (others > tops && child->gain > 0)
		rest -= child->gain;
	return rest;
}

/*
 * Drops the children that are in no set below the threshold, by their bases and gains; returns how many stay. Those
 * dropped leave less to gain for the others, so that it is tried again.
 */
static int drop(struct moot_pricer *g, struct child *children, int count, int slots, double items)
{
	for (int before = count + 1; count < before;) {
		int tops = 0;
		before = count;
		for (int i = 0; i < count; i++)
			tops = insert_top(g->top, tops, slots, children[i].gain);
		sum_tops(g, tops);
		count = 0;
		for (int i = 0; i < before; i++)
			if (children[i].base - rest_of(g, tops, &children[i], slots) - items < g->threshold) {
				if (count != i)
					children[count] = children[i];
				count++;
			}
	}
	return count;
}

/* Evaluates the children of the set in growth and drops those in no set below the threshold. Returns how many stay. */
static int screen(struct moot_pricer *g, const struct moot_level *level, struct child *children, int count, int slots)
{
	int kept = 0;
	for (int i = 0; i < count; i++) {
		struct child *child = &children[kept];
		int e = children[i].leaf;
		const struct moot_leaf *leaf = &g->set.leaves.atoms[e];
		g->nodes++;
		g->set.program->budget--;
		child->leaf = e;
		if (leaf->boards > slots)
			continue;
		moot_growth_join(&g->set, level, leaf, &child->level);
		child->level.dual += moot_growth_dual(&g->set, e);
		if (!moot_growth_evaluate(&g->set, &child->level, &child->value, &child->base))
			continue;
		child->crowd = moot_growth_crowd(&g->set, &child->level);
		child->gain = moot_growth_gain(&g->set, leaf, g->set.prices->atoms[e], child->crowd);
		kept++;
	}
	return drop(g, children, kept, slots, moot_growth_items_gain(&g->set, moot_growth_crowd(&g->set, level)));
}

static int compare_children(const void *a, const void *b)
{
	const struct child *x = a;
	const struct child *y = b;
	if (x->crowd != y->crowd)
		return x->crowd > y->crowd ? -1 : 1;
	return (x->leaf > y->leaf) - (x->leaf < y->leaf);
}

static bool are_adjacent(const struct moot_pricer *g, int a, int b)
{
	return g->set.leaves.adjacent[(size_t)a * g->set.leaves.adjacent_words + (size_t)b / 64] >> (b % 64) & 1;
}

static void grow(struct moot_pricer *g, const struct moot_level *level, int depth, int count);

/*
 * Lists the children that come after one and may join it, without evaluating them yet. A set with both is bounded by
 * either's base less the other's gain.
 */
static int list_next(struct moot_pricer *g, const struct child *children, int place, int count, struct child *next,
		     int slots)
{
	const struct child *child = &children[place];
	const double own = moot_growth_gain(&g->set, &g->set.leaves.atoms[child->leaf],
					    g->set.prices->atoms[child->leaf], child->crowd);
	int found = 0;
	for (int i = place + 1; i < count && slots > 0; i++) {
		int e = children[i].leaf;
		if (!are_adjacent(g, child->leaf, e) || g->set.leaves.atoms[e].boards > slots)
			continue;
		struct child *joins = &next[found++];
		joins->leaf = e;
		joins->gain = moot_growth_gain(&g->set, &g->set.leaves.atoms[e], g->set.prices->atoms[e], child->crowd);
		joins->base = fmax(child->base - joins->gain, children[i].base - own);
	}
	return found;
}

/* Goes into one child: its items, and the children that come after it. */
static void descend(struct moot_pricer *g, struct child *children, int place, int count, int depth)
{
	struct child *child = &children[place];
	struct child *next = depth + 1 < g->depth_most ? g->children[depth + 1] : NULL;
	int slots = g->set.program->max_merge - child->level.boards;
	double items = moot_growth_items_gain(&g->set, child->crowd);
	int found = 0;
	double bound = child->base - items;
	if (next) {
		found = list_next(g, children, place, count, next, slots);
		found = drop(g, next, found, slots, items);
		int tops = 0;
		for (int i = 0; i < found; i++)
			tops = insert_top(g->top, tops, slots, next[i].gain);
		for (int i = 0; i < tops; i++)
			bound -= g->top[i];
	}
	if (!(bound < g->threshold) || (found == 0 && g->set.block->item_count == 0))
		return;
	if (is_spent(g)) {
		leave(g, bound);
		return;
	}
	struct moot_level level = child->level;
	int atom = child->leaf;
	moot_growth_add_atom(&g->set, atom);
	if (g->set.block->item_count > 0 && moot_growth_find_carriable(&g->set))
		take_items(g, &level, 0);
	if (found > 0)
		grow(g, &level, depth + 1, found);
	moot_growth_take_back_atom(&g->set, atom);
}

/* Grows the set by each of the `count` leaves that stand in children[depth]. */
static void grow(struct moot_pricer *g, const struct moot_level *level, int depth, int count)
{
	struct child *children = g->children[depth];
	int stay = screen(g, level, children, count, g->set.program->max_merge - level->boards);
	if (stay > 1)
		qsort(children, (size_t)stay, sizeof *children, compare_children);
	for (int i = 0; i < stay; i++) {
		if (children[i].value < g->threshold)
			emit(g, children[i].leaf, children[i].value);
		descend(g, children, i, stay, depth);
	}
}

static void grow_root(struct moot_pricer *g, int root)
{
	const struct moot_level empty = {.dual = g->set.prices->boards};
	struct moot_level level;
	g->threshold = g->query.threshold;
	g->root_end = g->nodes + g->query.nodes;
	g->root_spent = false;
	g->first_of_root = g->found->count;
	moot_growth_join(&g->set, &empty, &g->set.leaves.atoms[root], &level);
	level.dual += moot_growth_dual(&g->set, root);
	moot_growth_add_atom(&g->set, root);
	if (g->set.block->item_count > 0 && moot_growth_find_carriable(&g->set))
		take_items(g, &level, 0);
	int count = 0;
	for (int e = root + 1; e < g->set.block->atom_count && g->depth_most > 0; e++)
		if (are_adjacent(g, root, e))
			g->children[0][count++].leaf = e;
	if (count > 0)
		grow(g, &level, 0, count);
	moot_growth_take_back_atom(&g->set, root);
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
	g->children = moot_arena_array(arena, (size_t)g->depth_most, sizeof *g->children);
	g->top = moot_arena_array(arena, atoms + 1, sizeof *g->top);
	g->tops = moot_arena_array(arena, atoms + 2, sizeof *g->tops);
	bool whole = g->children && g->top && g->tops;
	for (int d = 0; whole && d < g->depth_most; d++) {
		g->children[d] = moot_arena_array(arena, atoms, sizeof **g->children);
		whole = g->children[d] != NULL;
	}
	*out = g;
	return whole ? MOOT_OK : MOOT_ERROR_MEMORY;
}

void moot_pricer_free(struct moot_pricer *pricer)
{
	if (pricer)
		moot_growth_clear(&pricer->set);
}

enum moot_status moot_pricer_run(struct moot_pricer *pricer, const struct moot_prices *prices,
				 const struct moot_price_query *query, struct moot_candidates *found)
{
	struct moot_program *program = pricer->set.program;
	pricer->query = *query;
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
