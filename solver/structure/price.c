/* The depth-first growth of sets under prices (the bound stands in price.h). */
#include <solver/structure/price.h>

#include <limits.h>
#include <math.h>
#include <solver/structure/grow.h>
#include <stdlib.h>
#include <string.h>

/* A set in growth, as sums and maxima. */
struct level {
	double minutes; /* a year */
	double themes;  /* minutes a year of all but own business */
	double weight;  /* of people certain to stay */
	double extra;   /* lambda of those of them whose hours are limited */
	double dual;    /* pi + rho + mu - sigma */
	double length;  /* longest meeting, where a board alone takes something over */
	int people;
	int frequency;
	int least;
	int standing_most;
	int standing_sum;
	int prep;
	int travel;
	int common;
	int boards;
};

struct child {
	struct level level;
	int leaf;
	double crowd; /* price of an hour of all its people */
	double value; /* reduced cost, or a lower bound where seats may be released */
	double base;  /* below the reduced cost of it and of all that contains it */
	double gain;
};

struct moot_pricer {
	struct moot_program *program;
	const struct moot_block *block;
	struct moot_leaves leaves;
	int depth_most;
	struct child **children; /* by depth */
	int *atoms;              /* of the set in growth */
	int atom_count;
	int *items;
	int item_count;
	/* The state of the set in growth, and how to take its last leaf back. */
	int *times;
	double *most;
	double *sum;
	uint64_t *people;
	int *kept; /* quota of each organisation */
	struct moot_print *old_prints;
	int old_print_count;
	struct moot_bits *old_people;
	int old_people_count;
	struct moot_quota *old_quotas;
	int old_quota_count;
	int *cut_seen;   /* of each cut: its atoms in the set */
	int *cuts_first; /* of each atom: its cuts, from cuts_of[cuts_first[a]] */
	int *cuts_of;
	size_t cut_room;
	bool *carriable;
	double *top;  /* scratch: the largest gains */
	double *tops; /* scratch: their sums, from none on */
	int *boards;  /* scratch for exact costs */
	int *taken;
	/* The run at hand. */
	const struct moot_prices *prices;
	double threshold;
	double start;
	int each;
	size_t most_found;
	bool spent;
	long nodes;
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

/* Bits set (Hacker's Delight 5-1). */
static int count_bits(uint64_t x)
{
	x -= (x >> 1) & 0x5555555555555555u;
	x = (x & 0x3333333333333333u) + ((x >> 2) & 0x3333333333333333u);
	x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu;
	return (int)((x * 0x0101010101010101u) >> 56);
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static void join_people(const struct moot_pricer *g, const struct moot_leaf *leaf, struct level *to)
{
	const struct moot_leaves *all = &g->leaves;
	const double other = g->program->landscape->policy.other_weight;
	to->weight += leaf->solo_weight;
	to->people += leaf->solo_count;
	for (int i = 0; i < leaf->people_count; i++) {
		int word = leaf->people[i].word;
		uint64_t fresh = leaf->people[i].bits & ~g->people[word];
		if (fresh == 0)
			continue;
		int count = count_bits(fresh);
		to->people += count;
		if (word < all->senior_words) {
			to->weight += count;
		} else if (word < all->other_words) {
			to->weight += other * count;
		} else {
			for (int bit = 0; bit < 64; bit++) {
				if (!(fresh >> bit & 1))
					continue;
				int place = (word - all->other_words) * 64 + bit;
				to->weight += all->limited_weight[place];
				if (all->limited[place] != MOOT_NONE)
					to->extra += g->prices->limits[all->limited[place]];
			}
		}
	}
	for (int i = 0; i < leaf->quota_count; i++) {
		int more = leaf->quotas[i].seats - g->kept[leaf->quotas[i].organisation];
		if (more > 0) {
			to->people += more;
			to->weight += more * all->quota_weight[leaf->quotas[i].organisation];
		}
	}
}

static double theme_minutes(const struct moot_pricer *g, int times, double most, double sum)
{
	return times * (most + g->program->landscape->policy.overlap_residual * (sum - most));
}

static void join_themes(const struct moot_pricer *g, const struct moot_leaf *leaf, struct level *to)
{
	to->minutes += leaf->own;
	for (int i = 0; i < leaf->print_count; i++) {
		const struct moot_print *print = &leaf->prints[i];
		int t = print->theme;
		double before = theme_minutes(g, g->times[t], g->most[t], g->sum[t]);
		double after = theme_minutes(g, larger(g->times[t], print->per_year), fmax(g->most[t], print->most),
					     g->sum[t] + print->sum);
		to->minutes += after - before;
		to->themes += after - before;
	}
}

/* `to` becomes the set in growth, whose sums are `from`, with one leaf more. */
static void join(const struct moot_pricer *g, const struct level *from, const struct moot_leaf *leaf, struct level *to)
{
	*to = *from;
	join_themes(g, leaf, to);
	to->least = larger(to->least, leaf->least);
	if (leaf->boards == 0)
		return;
	to->boards += leaf->boards;
	to->frequency = larger(to->frequency, leaf->frequency);
	to->standing_most = larger(to->standing_most, leaf->standing_most);
	to->standing_sum += leaf->standing_sum;
	to->prep = larger(to->prep, leaf->prep);
	to->travel = larger(to->travel, leaf->travel);
	to->common += leaf->common;
	to->length = leaf->length;
	join_people(g, leaf, to);
}

/* Duals of an atom that joins: its own, less those of the cuts that it completes. */
static double atom_dual(const struct moot_pricer *g, int atom)
{
	double dual = g->prices->atoms[atom];
	for (int i = g->cuts_first[atom]; i < g->cuts_first[atom + 1]; i++)
		if (g->cut_seen[g->cuts_of[i]] == 1)
			dual -= g->prices->cuts[g->cuts_of[i]].sigma;
	return dual;
}

static double crowd_of(const struct moot_pricer *g, const struct level *level)
{
	return g->prices->scale * level->weight + level->extra;
}

/*
 * Reduced cost of a set (or a bound of it, where seats may be released), and in *base a bound for all that contains
 * it. False where neither it nor anything that contains it can exist.
 */
static bool evaluate(const struct moot_pricer *g, const struct level *level, double *value, double *base)
{
	const struct moot_policy *policy = &g->program->landscape->policy;
	const double longest = level->boards == 1 ? level->length : g->program->costs.max_minutes;
	const bool common = level->common > 0 && level->boards > 1;
	const int standing = common ? level->standing_sum : level->standing_most;
	if (standing >= longest || (level->boards > 1 && level->people > g->program->costs.max_members))
		return false;
	const int frequency =
	    moot_costs_frequency(larger(level->frequency, level->least), level->minutes, longest - standing);
	const double hours =
	    (level->minutes + (double)frequency * ((double)standing + level->prep + level->travel)) / 60;
	const double sum = crowd_of(g, level) * hours - level->dual +
			   g->prices->scale * (policy->overlap_weight * level->themes / 60 +
					       policy->other_weight * policy->support_hours * frequency);
	const double penalty = common ? 0 : g->prices->scale * policy->merge_penalty * (level->boards - 1);
	*value = sum + penalty;
	*base = g->leaves.any_common ? sum : sum + penalty;
	return true;
}

/* The least that a leaf adds to the reduced cost of any set whose people cost `crowd` an hour, taken from its dual. */
static double gain_of(const struct moot_pricer *g, const struct moot_leaf *leaf, double dual, double crowd)
{
	const struct moot_policy *policy = &g->program->landscape->policy;
	const int boards = g->leaves.any_common ? 0 : leaf->boards;
	return dual - crowd * leaf->added / 60 -
	       g->prices->scale * (policy->overlap_weight * leaf->added_themes / 60 + policy->merge_penalty * boards);
}

static double items_gain(const struct moot_pricer *g, double crowd)
{
	double sum = 0;
	for (int k = 0; k < g->block->item_count; k++)
		sum += fmax(0, gain_of(g, &g->leaves.items[k], g->prices->items[k], crowd));
	return sum;
}

/* Adds a leaf to the state. */
static void commit(struct moot_pricer *g, const struct moot_leaf *leaf)
{
	for (int i = 0; i < leaf->print_count; i++) {
		const struct moot_print *print = &leaf->prints[i];
		int t = print->theme;
		g->old_prints[g->old_print_count++] = (struct moot_print){t, g->times[t], g->most[t], g->sum[t]};
		g->times[t] = larger(g->times[t], print->per_year);
		g->most[t] = fmax(g->most[t], print->most);
		g->sum[t] += print->sum;
	}
	for (int i = 0; i < leaf->people_count; i++) {
		int word = leaf->people[i].word;
		g->old_people[g->old_people_count++] = (struct moot_bits){word, g->people[word]};
		g->people[word] |= leaf->people[i].bits;
	}
	for (int i = 0; i < leaf->quota_count; i++) {
		int body = leaf->quotas[i].organisation;
		g->old_quotas[g->old_quota_count++] = (struct moot_quota){body, g->kept[body]};
		g->kept[body] = larger(g->kept[body], leaf->quotas[i].seats);
	}
}

/* Takes the leaf that was committed last back, to the last bit. */
static void undo(struct moot_pricer *g, const struct moot_leaf *leaf)
{
	for (int i = 0; i < leaf->print_count; i++) {
		const struct moot_print *old = &g->old_prints[--g->old_print_count];
		g->times[old->theme] = old->per_year;
		g->most[old->theme] = old->most;
		g->sum[old->theme] = old->sum;
	}
	for (int i = 0; i < leaf->people_count; i++) {
		const struct moot_bits *old = &g->old_people[--g->old_people_count];
		g->people[old->word] = old->bits;
	}
	for (int i = 0; i < leaf->quota_count; i++) {
		const struct moot_quota *old = &g->old_quotas[--g->old_quota_count];
		g->kept[old->organisation] = old->seats;
	}
}

static void commit_atom(struct moot_pricer *g, int atom)
{
	commit(g, &g->leaves.atoms[atom]);
	g->atoms[g->atom_count++] = atom;
	for (int i = g->cuts_first[atom]; i < g->cuts_first[atom + 1]; i++)
		g->cut_seen[g->cuts_of[i]]++;
}

static void undo_atom(struct moot_pricer *g, int atom)
{
	undo(g, &g->leaves.atoms[atom]);
	g->atom_count--;
	for (int i = g->cuts_first[atom]; i < g->cuts_first[atom + 1]; i++)
		g->cut_seen[g->cuts_of[i]]--;
}

static int compare_ints(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

/* The exact reduced cost of the set in growth with its items and, where `last` is not none, that atom. */
static double exact_value(struct moot_pricer *g, int last)
{
	const struct moot_program *p = g->program;
	const struct moot_prices *prices = g->prices;
	double dual = prices->boards;
	int boards = 0;
	for (int i = 0; i <= g->atom_count; i++) {
		if (i == g->atom_count && last == MOOT_NONE)
			break;
		int a = i < g->atom_count ? g->atoms[i] : last;
		const struct moot_atom *atom = &p->atoms[g->block->atoms[a]];
		memcpy(g->boards + boards, atom->boards, (size_t)atom->board_count * sizeof(int));
		boards += atom->board_count;
		dual += prices->atoms[a];
	}
	qsort(g->boards, (size_t)boards, sizeof(int), compare_ints);
	for (int i = 0; i < g->item_count; i++) {
		g->taken[i] = g->block->items[g->items[i]];
		dual += prices->items[g->items[i]];
	}
	for (int i = 0; i < prices->cut_count; i++) {
		bool counted = false;
		for (int j = 0; j < 3 && last != MOOT_NONE; j++)
			counted = counted || prices->cuts[i].atoms[j] == last;
		dual -= g->cut_seen[i] + counted >= 2 ? prices->cuts[i].sigma : 0;
	}
	const struct moot_set set = {g->boards, boards, g->taken, g->item_count};
	struct moot_set_cost cost;
	moot_costs_of(&g->program->costs, &set, &cost);
	if (cost.fault != MOOT_SET_POSSIBLE)
		return INFINITY;
	double value = prices->scale * cost.cost - dual;
	for (int i = 0; i < p->costs.seats.count && p->limited_count > 0; i++) {
		const struct moot_sitter *sitter = &p->costs.seats.sitters[i];
		if (sitter->seated && p->limit_of[sitter->person] != MOOT_NONE)
			value += prices->limits[p->limit_of[sitter->person]] * cost.hours;
	}
	return value;
}

/* The place for one more candidate: the end, or that of the worst of the root's when it has as many as wanted. */
static struct moot_candidate *room_for(struct moot_pricer *g, int members)
{
	struct moot_candidates *f = g->found;
	if (g->each > 0 && f->count - g->first_of_root >= (size_t)g->each) {
		struct moot_candidate *worst = &f->items[g->first_of_root];
		for (size_t i = g->first_of_root; i < f->count; i++)
			if (f->items[i].reduced_cost > worst->reduced_cost)
				worst = &f->items[i];
		return worst;
	}
	int most_members = g->each > 0 ? g->depth_most + 1 + g->block->item_count : members;
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
	if (g->leaves.exact == false)
		value = exact_value(g, last);
	if (!(value < g->threshold))
		return;
	struct moot_candidates *f = g->found;
	f->least = fmin(f->least, value);
	if (g->each <= 0 && f->count >= g->most_found) {
		f->whole = false;
		g->spent = true;
		return;
	}
	int atoms = g->atom_count + (last != MOOT_NONE);
	struct moot_candidate *place = room_for(g, atoms + g->item_count);
	if (!place)
		return;
	int *members = f->members + place->members;
	memcpy(members, g->atoms, (size_t)g->atom_count * sizeof(int));
	if (last != MOOT_NONE)
		members[atoms - 1] = last;
	memcpy(members + atoms, g->items, (size_t)g->item_count * sizeof(int));
	*place = (struct moot_candidate){place->members, atoms, g->item_count, value};
	if (g->each > 0 && f->count - g->first_of_root >= (size_t)g->each) {
		g->threshold = f->items[g->first_of_root].reduced_cost;
		for (size_t i = g->first_of_root; i < f->count; i++)
			g->threshold = fmax(g->threshold, f->items[i].reduced_cost);
	}
}

/* Counts a node; true when the search may go no deeper. */
static bool is_spent(struct moot_pricer *g)
{
	if ((++g->nodes & 4095) == 0 && moot_program_over(g->program))
		g->spent = true;
	if (--g->program->budget <= 0 || g->status != MOOT_OK)
		g->spent = true;
	return g->spent;
}

/* Notes a branch that is left unexplored. */
static void leave(struct moot_pricer *g, double bound)
{
	g->found->whole = false;
	g->found->least = fmin(g->found->least, bound);
}

/* Takes over items from `from` on, one after the other, on the set in growth. */
static void take_items(struct moot_pricer *g, const struct level *level, int from)
{
	for (int k = from; k < g->block->item_count; k++) {
		if (!g->carriable[k])
			continue;
		const struct moot_leaf *leaf = &g->leaves.items[k];
		struct level next;
		double value = 0;
		double base = 0;
		join(g, level, leaf, &next);
		next.dual += g->prices->items[k];
		if (!evaluate(g, &next, &value, &base))
			continue;
		g->items[g->item_count++] = k;
		if (value < g->threshold)
			emit(g, MOOT_NONE, value);
		double rest = base;
		for (int j = k + 1; j < g->block->item_count; j++)
			if (g->carriable[j])
				rest -=
				    fmax(0, gain_of(g, &g->leaves.items[j], g->prices->items[j], crowd_of(g, &next)));
		if (rest < g->threshold && is_spent(g)) {
			leave(g, rest);
		} else if (rest < g->threshold) {
			commit(g, leaf);
			take_items(g, &next, k + 1);
			undo(g, leaf);
		}
		g->item_count--;
	}
}

/* Marks the items that the set in growth may carry. */
static bool find_carriable(struct moot_pricer *g)
{
	bool any = false;
	for (int k = 0; k < g->block->item_count; k++) {
		const struct moot_carry *carry = &g->program->carries[g->block->items[k]];
		bool has = true;
		for (int w = 0; w < carry->words && has; w++) {
			uint64_t mask = 0;
			for (int i = 0; i < g->atom_count; i++)
				mask |= carry->masks[(size_t)g->block->atoms[g->atoms[i]] * (size_t)carry->words +
						     (size_t)w];
			has = (carry->need[w] & ~mask) == 0;
		}
		g->carriable[k] = has;
		any = any || has;
	}
	return any;
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

/* Evaluates the children of the set in growth and drops those in no set below the threshold. Returns how many stay. */
static int screen(struct moot_pricer *g, const struct level *level, struct child *children, int count, int slots)
{
	int kept = 0;
	int tops = 0;
	for (int i = 0; i < count; i++) {
		struct child *child = &children[kept];
		int e = children[i].leaf;
		const struct moot_leaf *leaf = &g->leaves.atoms[e];
		g->nodes++;
		g->program->budget--;
		child->leaf = e;
		if (leaf->boards > slots)
			continue;
		join(g, level, leaf, &child->level);
		child->level.dual += atom_dual(g, e);
		if (!evaluate(g, &child->level, &child->value, &child->base))
			continue;
		child->crowd = crowd_of(g, &child->level);
		child->gain = gain_of(g, leaf, g->prices->atoms[e], child->crowd);
		tops = insert_top(g->top, tops, slots, child->gain);
		kept++;
	}
	double items = items_gain(g, crowd_of(g, level));
	double *sum = g->tops;
	sum[0] = 0;
	for (int i = 0; i < tops; i++)
		sum[i + 1] = sum[i] + g->top[i];
	int stay = 0;
	for (int i = 0; i < kept; i++) {
		/* The others' largest gains: where its own is among the first, the next one takes its place. */
		int others = slots - g->leaves.atoms[children[i].leaf].boards;
		bool within = others > 0 && others <= tops && children[i].gain >= g->top[others - 1];
		double rest = sum[others < tops ? others : tops];
		if (within)
			rest = sum[others + 1 <= tops ? others + 1 : tops] - children[i].gain;
		else if (others > tops && children[i].gain > 0)
			rest -= children[i].gain;
		if (children[i].base - rest - items < g->threshold)
			children[stay++] = children[i];
	}
	return stay;
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
	return g->leaves.adjacent[(size_t)a * g->leaves.adjacent_words + (size_t)b / 64] >> (b % 64) & 1;
}

static void grow(struct moot_pricer *g, const struct level *level, int depth, int count);

/* Goes into one child: its items, and the children that come after it. */
static void descend(struct moot_pricer *g, struct child *children, int place, int count, int depth)
{
	struct child *child = &children[place];
	struct child *next = depth + 1 < g->depth_most ? g->children[depth + 1] : NULL;
	int slots = g->program->max_merge - child->level.boards;
	int found = 0;
	int tops = 0;
	for (int i = place + 1; i < count && next && slots > 0; i++) {
		int e = children[i].leaf;
		if (!are_adjacent(g, child->leaf, e) || g->leaves.atoms[e].boards > slots)
			continue;
		next[found++].leaf = e;
		tops =
		    insert_top(g->top, tops, slots, gain_of(g, &g->leaves.atoms[e], g->prices->atoms[e], child->crowd));
	}
	double bound = child->base - items_gain(g, child->crowd);
	for (int i = 0; i < tops; i++)
		bound -= g->top[i];
	if (!(bound < g->threshold) || (found == 0 && g->block->item_count == 0))
		return;
	if (is_spent(g)) {
		leave(g, bound);
		return;
	}
	struct level level = child->level;
	int atom = child->leaf;
	commit_atom(g, atom);
	if (g->block->item_count > 0 && find_carriable(g))
		take_items(g, &level, 0);
	if (found > 0)
		grow(g, &level, depth + 1, found);
	undo_atom(g, atom);
}

/* Grows the set by each of the `count` leaves that stand in children[depth]. */
static void grow(struct moot_pricer *g, const struct level *level, int depth, int count)
{
	struct child *children = g->children[depth];
	int stay = screen(g, level, children, count, g->program->max_merge - level->boards);
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
	const struct level empty = {.dual = g->prices->boards};
	struct level level;
	g->threshold = g->start;
	g->first_of_root = g->found->count;
	join(g, &empty, &g->leaves.atoms[root], &level);
	level.dual += atom_dual(g, root);
	commit_atom(g, root);
	if (g->block->item_count > 0 && find_carriable(g))
		take_items(g, &level, 0);
	int count = 0;
	for (int e = root + 1; e < g->block->atom_count && g->depth_most > 0; e++)
		if (are_adjacent(g, root, e))
			g->children[0][count++].leaf = e;
	if (count > 0)
		grow(g, &level, 0, count);
	undo_atom(g, root);
}

static bool allocate_state(struct moot_pricer *g, struct moot_arena *arena)
{
	const struct moot_leaves *all = &g->leaves;
	size_t prints = 0;
	size_t people = 0;
	size_t quotas = 0;
	for (int a = 0; a < g->block->atom_count; a++) {
		prints += (size_t)all->atoms[a].print_count;
		people += (size_t)all->atoms[a].people_count;
		quotas += (size_t)all->atoms[a].quota_count;
	}
	prints += (size_t)g->block->item_count;
	g->times = moot_arena_array(arena, (size_t)all->theme_count, sizeof *g->times);
	g->most = moot_arena_array(arena, (size_t)all->theme_count, sizeof *g->most);
	g->sum = moot_arena_array(arena, (size_t)all->theme_count, sizeof *g->sum);
	g->people = moot_arena_array(arena, (size_t)all->words, sizeof *g->people);
	g->kept = moot_arena_array(arena, (size_t)all->organisation_count, sizeof *g->kept);
	g->old_prints = moot_arena_array(arena, prints, sizeof *g->old_prints);
	g->old_people = moot_arena_array(arena, people, sizeof *g->old_people);
	g->old_quotas = moot_arena_array(arena, quotas, sizeof *g->old_quotas);
	return g->times && g->most && g->sum && g->people && g->kept && g->old_prints && g->old_people && g->old_quotas;
}

static bool allocate_scratch(struct moot_pricer *g, struct moot_arena *arena)
{
	size_t atoms = (size_t)g->block->atom_count;
	size_t items = (size_t)g->block->item_count;
	size_t boards = g->program->landscape->board_count;
	g->children = moot_arena_array(arena, (size_t)g->depth_most, sizeof *g->children);
	g->atoms = moot_arena_array(arena, atoms, sizeof *g->atoms);
	g->items = moot_arena_array(arena, items, sizeof *g->items);
	g->cuts_first = moot_arena_array(arena, atoms + 1, sizeof *g->cuts_first);
	g->carriable = moot_arena_array(arena, items, sizeof *g->carriable);
	g->top = moot_arena_array(arena, atoms + 1, sizeof *g->top);
	g->tops = moot_arena_array(arena, atoms + 2, sizeof *g->tops);
	g->boards = moot_arena_array(arena, boards, sizeof *g->boards);
	g->taken = moot_arena_array(arena, items, sizeof *g->taken);
	bool whole = g->children && g->atoms && g->items && g->cuts_first && g->carriable && g->top && g->tops &&
		     g->boards && g->taken;
	for (int d = 0; whole && d < g->depth_most; d++) {
		g->children[d] = moot_arena_array(arena, atoms, sizeof **g->children);
		whole = g->children[d] != NULL;
	}
	return whole;
}

enum moot_status moot_pricer_new(struct moot_program *program, const struct moot_block *block, struct moot_arena *arena,
				 struct moot_pricer **out)
{
	struct moot_pricer *g = moot_arena_array(arena, 1, sizeof *g);
	if (!g || moot_leaves_build(program, block, arena, &g->leaves) != MOOT_OK)
		return MOOT_ERROR_MEMORY;
	g->program = program;
	g->block = block;
	g->depth_most = (program->max_merge < block->atom_count ? program->max_merge : block->atom_count) - 1;
	if (g->depth_most < 0)
		g->depth_most = 0;
	if (!allocate_state(g, arena) || !allocate_scratch(g, arena))
		return MOOT_ERROR_MEMORY;
	*out = g;
	return MOOT_OK;
}

void moot_pricer_free(struct moot_pricer *pricer)
{
	if (!pricer)
		return;
	moot_release(pricer->cuts_of);
	moot_release(pricer->cut_seen);
}

/* Lists each atom's cuts. */
static bool index_cuts(struct moot_pricer *g)
{
	const struct moot_prices *prices = g->prices;
	size_t room = g->cut_room;
	if (!moot_array_reserve((void **)&g->cuts_of, &room, (size_t)prices->cut_count * 3, sizeof *g->cuts_of))
		return false;
	g->cut_room = room;
	moot_release(g->cut_seen);
	g->cut_seen = moot_allocate((size_t)prices->cut_count, sizeof *g->cut_seen);
	if (!g->cut_seen)
		return false;
	int *first = g->cuts_first;
	memset(first, 0, (size_t)(g->block->atom_count + 1) * sizeof *first);
	for (int i = 0; i < prices->cut_count; i++)
		for (int j = 0; j < 3; j++)
			first[prices->cuts[i].atoms[j]]++;
	for (int a = 0, at = 0; a <= g->block->atom_count; a++) {
		at += first[a];
		first[a] = at; /* the end; filling moves it back to the start */
	}
	for (int i = 0; i < prices->cut_count; i++)
		for (int j = 0; j < 3; j++)
			g->cuts_of[--first[prices->cuts[i].atoms[j]]] = i;
	return true;
}

enum moot_status moot_pricer_run(struct moot_pricer *pricer, const struct moot_prices *prices, double threshold,
				 int each, size_t most, struct moot_candidates *found)
{
	pricer->prices = prices;
	pricer->start = threshold;
	pricer->each = each;
	pricer->most_found = most;
	pricer->found = found;
	pricer->status = MOOT_OK;
	pricer->spent = pricer->program->budget <= 0 || moot_program_over(pricer->program);
	found->count = 0;
	found->member_count = 0;
	found->least = threshold;
	found->whole = true;
	if (!index_cuts(pricer))
		return MOOT_ERROR_MEMORY;
	for (int root = 0; root < pricer->block->atom_count && pricer->status == MOOT_OK; root++)
		grow_root(pricer, root);
	return pricer->status;
}
