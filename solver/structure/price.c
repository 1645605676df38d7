/* The depth-first growth of sets under prices (the bound stands in price.h). */
#include <solver/structure/price.h>

#include <limits.h>
#include <math.h>
#include <solver/jobs.h>
#include <solver/structure/look.h>
#include <solver/structure/screen.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { FEWEST_SHARED = 100 }; /* atoms; fewer are done before threads have begun */

struct weighed {
	double weight;
	int atom;
};

/* Who works beside the others: a pricer with scratch of its own. */
struct helper {
	struct moot_program program;
	struct moot_solve_options options;
	struct moot_pricer *pricer;
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
	/* Made when they are first wanted. */
	struct moot_arena *help_arena;
	struct helper *helpers;
	int helper_count;
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
	for (int i = 0; i < pricer->helper_count; i++)
		moot_pricer_free(pricer->helpers[i].pricer);
	moot_arena_free(pricer->help_arena);
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

static void start(struct moot_pricer *g, const struct moot_prices *prices, const struct moot_price_query *query)
{
	g->query = *query;
	note_rises(g);
	g->status = moot_growth_set_prices(&g->set, prices);
	g->spent = g->set.program->budget <= 0 || moot_program_over(g->set.program);
}

/* One run, or look, of several threads. Each first atom's sets are a part of their own, whoever finds them. */
struct shared_run {
	struct moot_pricer *pricer;
	const struct moot_prices *prices;
	const struct moot_price_query *query;
	bool look;
	struct moot_candidates *parts; /* of each place of the order */
	atomic_int next;               /* place */
	atomic_size_t count;           /* sets found */
	atomic_bool failed;            /* they are more than wanted, or a limit came */
	long budget;
	atomic_long used;
};

static bool search_part(struct moot_pricer *g, const struct shared_run *run, struct moot_look *look, int place)
{
	g->found = &run->parts[place];
	look->found = g->found;
	g->found->least = run->query->threshold;
	g->found->whole = true;
	if (run->look)
		return moot_look_from(look, place);
	grow_root(g, place);
	return g->status == MOOT_OK;
}

static struct moot_look look_of(struct moot_pricer *g, const struct moot_price_query *query)
{
	return (struct moot_look){.set = &g->set,
				  .order = g->order,
				  .listed = g->listed,
				  .depth_most = g->depth_most,
				  .threshold = query->threshold,
				  .each = query->each};
}

static enum moot_status help(void *context, size_t index, const struct moot_watch *watch, struct moot_error *error)
{
	struct shared_run *run = context;
	struct helper *helper = &run->pricer->helpers[index];
	struct moot_pricer *g = helper->pricer;
	(void)error;
	helper->options.watch = *watch;
	helper->program.budget = run->budget;
	start(g, run->prices, run->query);
	struct moot_look look = look_of(g, run->query);
	bool whole = g->status == MOOT_OK;
	while (whole && !atomic_load(&run->failed)) {
		const int place = atomic_fetch_add(&run->next, 1);
		if (place >= g->set.block->atom_count)
			break;
		whole = search_part(g, run, &look, place);
		const size_t more = g->found->count;
		if (!g->found->whole || (!run->look && atomic_fetch_add(&run->count, more) + more > run->query->most))
			atomic_store(&run->failed, true);
	}
	atomic_fetch_add(&run->used, run->budget - helper->program.budget);
	return whole ? MOOT_OK : MOOT_ERROR_MEMORY;
}

/* Puts the parts together, in their order. */
static enum moot_status merge(const struct shared_run *run, int parts, struct moot_candidates *found)
{
	for (int p = 0; p < parts; p++) {
		const struct moot_candidates *part = &run->parts[p];
		found->least = fmin(found->least, part->least);
		for (size_t i = 0; i < part->count; i++) {
			const struct moot_candidate *set = &part->items[i];
			const int count = set->atom_count + set->item_count;
			int *members =
			    moot_candidates_add(found, set->atom_count, set->item_count, count, set->reduced_cost);
			if (!members)
				return MOOT_ERROR_MEMORY;
			memcpy(members, part->members + set->members, (size_t)count * sizeof *members);
		}
	}
	return MOOT_OK;
}

static enum moot_status make_helpers(struct moot_pricer *g, int count)
{
	if (g->helper_count > 0)
		return MOOT_OK;
	g->help_arena = moot_arena_new();
	if (!g->help_arena)
		return MOOT_ERROR_MEMORY;
	g->helpers = moot_arena_array(g->help_arena, (size_t)count, sizeof *g->helpers);
	for (int i = 0; i < count && g->helpers; i++) {
		struct helper *helper = &g->helpers[i];
		helper->program = *g->set.program;
		helper->options = *g->set.program->options;
		helper->program.options = &helper->options;
		enum moot_status status =
		    moot_costs_share(&g->set.program->costs, g->help_arena, &helper->program.costs);
		if (status == MOOT_OK)
			status = moot_pricer_new(&helper->program, g->set.block, g->help_arena, &helper->pricer);
		if (status != MOOT_OK)
			return status;
		g->helper_count++;
	}
	return g->helpers ? MOOT_OK : MOOT_ERROR_MEMORY;
}

/* *done is false where that would not come to the same end as one thread does: it has to begin again. */
static enum moot_status run_shared(struct moot_pricer *g, struct shared_run *run, struct moot_candidates *found,
				   bool *done)
{
	const int atoms = g->set.block->atom_count;
	struct moot_program *program = g->set.program;
	enum moot_status status = make_helpers(g, program->options->threads);
	run->parts = moot_allocate((size_t)atoms, sizeof *run->parts);
	run->budget = program->budget;
	const struct moot_watch watch = {.stop = program->options->watch.stop,
					 .context = program->options->watch.context};
	const struct moot_jobs jobs = {
	    .count = (size_t)g->helper_count, .threads = g->helper_count, .watch = &watch, .run = help, .context = run};
	if (status == MOOT_OK)
		status = run->parts ? moot_jobs_run(&jobs, NULL) : MOOT_ERROR_MEMORY;
	const long used = atomic_load(&run->used);
	*done = !atomic_load(&run->failed) && used < run->budget && !moot_program_over(program);
	if (status == MOOT_OK && *done) {
		program->budget -= used;
		status = merge(run, atoms, found);
	}
	for (int a = 0; a < atoms && run->parts; a++)
		moot_candidates_clear(&run->parts[a]);
	moot_release(run->parts);
	return status;
}

static void empty(struct moot_candidates *found, double least, bool whole)
{
	found->count = 0;
	found->member_count = 0;
	found->least = least;
	found->whole = whole;
}

static bool is_shared(const struct moot_pricer *g)
{
	return g->set.program->options->threads > 1 && g->set.block->atom_count >= FEWEST_SHARED;
}

enum moot_status moot_pricer_run(struct moot_pricer *pricer, const struct moot_prices *prices,
				 const struct moot_price_query *query, struct moot_candidates *found)
{
	bool done = false;
	empty(found, query->threshold, true);
	if (is_shared(pricer) && query->each == 0 && !query->rises) {
		struct shared_run run = {.pricer = pricer, .prices = prices, .query = query};
		enum moot_status status = run_shared(pricer, &run, found, &done);
		if (status != MOOT_OK || done)
			return status;
		empty(found, query->all_or_none ? -INFINITY : query->threshold, !query->all_or_none);
		if (query->all_or_none)
			return MOOT_OK;
	}
	start(pricer, prices, query);
	pricer->found = found;
	for (int root = 0; root < pricer->set.block->atom_count && pricer->status == MOOT_OK; root++)
		grow_root(pricer, root);
	return pricer->status;
}

enum moot_status moot_pricer_look(struct moot_pricer *pricer, const struct moot_prices *prices, double threshold,
				  int each, struct moot_candidates *found)
{
	const struct moot_price_query query = {.threshold = threshold, .each = each};
	bool done = false;
	enum moot_status status = MOOT_OK;
	empty(found, threshold, true);
	if (is_shared(pricer)) {
		struct shared_run run = {.pricer = pricer, .prices = prices, .query = &query, .look = true};
		status = run_shared(pricer, &run, found, &done);
	}
	if (!done && status == MOOT_OK) {
		empty(found, threshold, true);
		start(pricer, prices, &query);
		struct moot_look look = look_of(pricer, &query);
		look.found = found;
		status = pricer->status;
		for (int place = 0; place < pricer->set.block->atom_count && status == MOOT_OK; place++)
			status = moot_look_from(&look, place) ? MOOT_OK : MOOT_ERROR_MEMORY;
	}
	found->least = -INFINITY;
	found->whole = false;
	return status;
}
