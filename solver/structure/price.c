/* The depth-first growth of sets under prices (the bound stands in price.h). */
#include <solver/structure/price.h>

#include <limits.h>
#include <math.h>
#include <solver/structure/growth.h>
#include <solver/structure/look.h>
#include <stdlib.h>
#include <string.h>

struct child {
	int leaf;
	int level; /* its sums stand in levels[depth][level] */
	int lost;  /* senior people of the set whose seats it takes */
	struct moot_worth worth;
	double sure;  /* its gain where no people are charged */
	double gain;  /* the most that it takes off the cost of a set without it, beside others */
	double least; /* price of an hour of the people whom it adds at least, whoever else joins */
	double share; /* of the people whom it adds, what others may save */
};

struct weighed {
	double weight;
	int atom;
};

struct moot_pricer {
	struct moot_growth set; /* in growth */
	int depth_most;
	struct child **children; /* by depth */
	struct moot_level **levels;
	double *top;   /* scratch: the largest gains */
	double reach;  /* of the last drop() */
	bool *at_hand; /* scratch: the atoms of children */
	int *order;    /* atoms by falling weight: first atoms in this order */
	int *listed;   /* scratch of a look */
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
		struct moot_worth worth;
		moot_growth_join(&g->set, level, leaf, &next);
		next.dual += g->set.prices->items[k];
		if (!moot_growth_evaluate(&g->set, &next, &worth))
			continue;
		g->set.items[g->set.item_count++] = k;
		if (worth.base < g->threshold)
			emit(g, MOOT_NONE, worth.base);
		double rest = worth.base;
		for (int j = k + 1; j < g->set.block->item_count; j++)
			if (g->set.carriable[j])
				rest -= fmax(0, moot_growth_gain(&g->set, &g->set.leaves.items[j],
								 g->set.prices->items[j], worth.floor));
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
	if (count == slots && (slots == 0 || gain <= top[count - 1]))
		return count;
	int i = count < slots ? count++ : count - 1;
	for (; i > 0 && top[i - 1] < gain; i--)
		top[i] = top[i - 1];
	top[i] = gain;
	return count;
}

/* Price of an hour of the people whom a leaf adds at least, whoever else joins, where it puts out `lost`. */
static double least_of(const struct moot_pricer *g, const struct moot_leaf *leaf, int lost)
{
	return g->set.prices->scale * (leaf->lone_weight - g->set.leaves.row_weight * lost);
}

/*
 * The most that others, as many as may join beside it, save on the people of a child: the largest of its shares with
 * the children at hand. Not looked for beyond `most`.
 */
static double largest_shares(const struct moot_pricer *g, int atom, int others, double most)
{
	const struct moot_leaves *all = &g->set.leaves;
	const size_t atoms = (size_t)g->set.block->atom_count;
	if (others <= 0)
		return 0;
	if (!all->shares || all->words > all->other_words)
		return most; /* people with limits have prices of their own */
	const float *shares = all->shares + (size_t)atom * atoms;
	const int *sharers = all->sharers + (size_t)atom * atoms;
	double share = 0;
	for (size_t i = 0; i < atoms && others > 0 && share < most && shares[sharers[i]] > 0; i++) {
		if (!g->at_hand[sharers[i]])
			continue;
		share += g->set.prices->scale * shares[sharers[i]];
		others--;
	}
	return share < most ? share : most;
}

/*
 * Gains of the children where up to `others` join beside each. What the people of two children weigh less together is
 * charged to both as moot_growth_share() says, and never more than all that a child adds; `roughly`, always all.
 */
static void share_people(struct moot_pricer *g, const struct moot_worth *worth, struct child *children, int count,
			 int others, bool roughly)
{
	double longest = worth->hours;
	for (int i = 0; i < count; i++) {
		longest = children[i].worth.hours > longest ? children[i].worth.hours : longest;
		g->at_hand[children[i].leaf] = true;
	}
	for (int i = 0; i < count; i++) {
		struct child *child = &children[i];
		const double fresh = child->worth.crowd - worth->crowd;
		const double most = fresh > child->least ? fresh - child->least : 0;
		child->share = roughly || most == 0 ? most : largest_shares(g, child->leaf, others, most);
		child->gain = child->sure - (fresh - child->share) * (fresh > child->share ? worth->hours : longest);
	}
	for (int i = 0; i < count; i++)
		g->at_hand[children[i].leaf] = false;
}

/* The most that `others` of the children gain, and in *more one more than that. */
static double sum_gains(const struct moot_pricer *g, const struct child *children, int count, int others, double *more)
{
	int tops = 0;
	double sum = 0;
	for (int i = 0; i < count && others > 0; i++)
		if (children[i].gain > 0)
			tops = insert_top(g->top, tops, others + 1, children[i].gain);
	for (int i = 0; i < tops; i++)
		sum += g->top[i];
	*more = sum;
	return tops > others && tops > 0 ? sum - g->top[tops - 1] : sum;
}

/*
 * Drops the children that are in no set below the threshold; returns how many stay, and in g->reach a bound for all
 * that they are in. Those dropped leave less to gain for the others, so that it is tried again.
 */
static int drop(struct moot_pricer *g, const struct moot_worth *worth, struct child *children, int count, int slots,
		double items)
{
	const int others = slots - 1;
	bool roughly = others > 0; /* the first time, which is quick */
	for (;;) {
		double more = 0;
		share_people(g, worth, children, count, others, roughly);
		double fewer = sum_gains(g, children, count, others, &more);
		int before = count;
		count = 0;
		g->reach = INFINITY;
		for (int i = 0; i < before; i++) {
			const struct child *child = &children[i];
			double rest = others > 0 && child->gain > 0
					  ? (fewer < more - child->gain ? fewer : more - child->gain)
					  : fewer;
			double reach = child->worth.base - child->share * child->worth.hours - rest - items;
			if (!(reach < g->threshold))
				continue;
			g->reach = reach < g->reach ? reach : g->reach;
			if (count != i)
				children[count] = *child;
			count++;
		}
		if (count == 0 || (!roughly && count == before))
			return count;
		roughly = false;
	}
}

/*
 * Evaluates the children of the set in growth, of which `worth` is the worth, and drops those in no set below the
 * threshold. Returns how many stay.
 */
static int screen(struct moot_pricer *g, const struct moot_level *level, const struct moot_worth *worth, int depth,
		  int count, int slots)
{
	struct child *children = g->children[depth];
	int kept = 0;
	for (int i = 0; i < count; i++) {
		struct child *child = &children[kept];
		struct moot_level *joined = &g->levels[depth][kept];
		int e = children[i].leaf;
		const struct moot_leaf *leaf = &g->set.leaves.atoms[e];
		g->nodes++;
		g->set.program->budget--;
		child->leaf = e;
		if (leaf->boards > slots)
			continue;
		moot_growth_join(&g->set, level, leaf, joined);
		joined->dual += moot_growth_dual(&g->set, e);
		if (!moot_growth_evaluate(&g->set, joined, &child->worth))
			continue;
		child->sure = moot_growth_gain(&g->set, leaf, g->set.prices->atoms[e], child->worth.floor);
		child->lost = joined->lost;
		child->least = least_of(g, leaf, child->lost);
		child->level = kept++;
	}
	return drop(g, worth, children, kept, slots, moot_growth_items_gain(&g->set, worth));
}

static int compare_children(const void *a, const void *b)
{
	const struct child *x = a;
	const struct child *y = b;
	if (x->worth.crowd != y->worth.crowd)
		return x->worth.crowd > y->worth.crowd ? -1 : 1;
	return (x->leaf > y->leaf) - (x->leaf < y->leaf);
}

static bool are_adjacent(const struct moot_pricer *g, int a, int b)
{
	return g->set.leaves.adjacent[(size_t)a * g->set.leaves.adjacent_words + (size_t)b / 64] >> (b % 64) & 1;
}

static void grow(struct moot_pricer *g, const struct moot_level *level, const struct moot_worth *worth, int depth,
		 int count);

/*
 * Lists the children that come after one and may join it, bounded by what is known of either but not yet evaluated.
 * `worth` is that of the set without it.
 */
static int list_next(struct moot_pricer *g, const struct moot_worth *worth, const struct child *children, int place,
		     int count, struct child *next, int slots)
{
	const struct child *child = &children[place];
	const double base =
	    child->worth.base - child->share * child->worth.hours - moot_growth_items_gain(&g->set, &child->worth);
	int found = 0;
	for (int i = place + 1; i < count && slots > 0; i++) {
		int e = children[i].leaf;
		/* Nothing else can join the two. */
		if (slots == 1 && !(base - children[i].gain < g->threshold))
			continue;
		const struct moot_leaf *leaf = &g->set.leaves.atoms[e];
		if (!are_adjacent(g, child->leaf, e) || leaf->boards > slots)
			continue;
		struct child *joins = &next[found++];
		joins->leaf = e;
		joins->lost = children[i].lost + moot_growth_taken(&g->set, child->leaf, e);
		joins->least = least_of(g, leaf, joins->lost);
		moot_growth_both(&g->set, worth, child->leaf, &child->worth, e, &children[i].worth, &joins->worth);
		joins->sure = moot_growth_gain(&g->set, leaf, g->set.prices->atoms[e], joins->worth.floor);
	}
	return found;
}

/* Goes into one child of a set: its items, and the children that come after it. */
static void descend(struct moot_pricer *g, const struct moot_worth *worth, int place, int count, int depth)
{
	const struct child *children = g->children[depth];
	const struct child *child = &children[place];
	const struct moot_level *level = &g->levels[depth][child->level];
	struct child *next = depth + 1 < g->depth_most ? g->children[depth + 1] : NULL;
	const int slots = g->set.program->max_merge - level->boards;
	const double items = moot_growth_items_gain(&g->set, &child->worth);
	int found = 0;
	double bound = g->set.block->item_count > 0 ? child->worth.base - items : INFINITY;
	if (next && slots > 0) {
		found = list_next(g, worth, children, place, count, next, slots);
		found = drop(g, &child->worth, next, found, slots, items);
		bound = fmin(bound, g->reach);
	}
	if (!(bound < g->threshold))
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
	struct child *children = g->children[depth];
	int stay = screen(g, level, worth, depth, count, g->set.program->max_merge - level->boards);
	if (stay > 1)
		qsort(children, (size_t)stay, sizeof *children, compare_children);
	for (int i = 0; i < stay; i++) {
		if (children[i].worth.base < g->threshold)
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
	g->threshold = g->query.threshold;
	g->root_end = g->nodes + g->query.nodes;
	g->root_spent = false;
	g->first_of_root = g->found->count;
	moot_growth_join(&g->set, &empty, &g->set.leaves.atoms[root], &level);
	level.dual += moot_growth_dual(&g->set, root);
	if (!moot_growth_evaluate(&g->set, &level, &worth))
		return;
	moot_growth_add_atom(&g->set, root);
	if (g->set.block->item_count > 0 && moot_growth_find_carriable(&g->set))
		take_items(g, &level, 0);
	int count = 0;
	for (int i = place + 1; i < g->set.block->atom_count && g->depth_most > 0; i++)
		if (are_adjacent(g, root, g->order[i]))
			g->children[0][count++].leaf = g->order[i];
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
 * First atoms in falling order of their people, as the children of every set are; those that meet in common before all
 * others, so that either every set of a first atom holds one or none does.
 */
static bool order_atoms(struct moot_pricer *g, struct moot_arena *arena)
{
	int count = g->set.block->atom_count;
	struct weighed *weighed = moot_arena_array(arena, (size_t)count, sizeof *weighed);
	g->order = moot_arena_array(arena, (size_t)count, sizeof *g->order);
	if (!weighed || !g->order)
		return false;
	for (int a = 0; a < count; a++) {
		const struct moot_leaf *leaf = &g->set.leaves.atoms[a];
		weighed[a] = (struct weighed){leaf->common > 0 ? INFINITY : leaf->weight, a};
	}
	if (count > 1)
		qsort(weighed, (size_t)count, sizeof *weighed, compare_weighed);
	for (int a = 0; a < count; a++)
		g->order[a] = weighed[a].atom;
	return true;
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
	g->levels = moot_arena_array(arena, (size_t)g->depth_most, sizeof *g->levels);
	g->top = moot_arena_array(arena, atoms + 1, sizeof *g->top);
	g->at_hand = moot_arena_array(arena, atoms, sizeof *g->at_hand);
	g->listed = moot_arena_array(arena, atoms + 1, (size_t)(g->depth_most + 1) * sizeof *g->listed);
	bool whole = g->listed && g->children && g->levels && g->top && g->at_hand && order_atoms(g, arena);
	for (int d = 0; whole && d < g->depth_most; d++) {
		g->children[d] = moot_arena_array(arena, atoms, sizeof **g->children);
		g->levels[d] = moot_arena_array(arena, atoms, sizeof **g->levels);
		whole = g->children[d] && g->levels[d];
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

enum moot_status moot_pricer_look(struct moot_pricer *pricer, const struct moot_prices *prices, double threshold,
				  int each, struct moot_candidates *found)
{
	struct moot_look look = {.set = &pricer->set,
				 .order = pricer->order,
				 .listed = pricer->listed,
				 .depth_most = pricer->depth_most,
				 .threshold = threshold,
				 .each = each,
				 .found = found};
	enum moot_status status = moot_growth_set_prices(&pricer->set, prices);
	return status == MOOT_OK && !moot_look_run(&look) ? MOOT_ERROR_MEMORY : status;
}
