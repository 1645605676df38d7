/* Children of sets in growth, and which of them are worth a look (screen.h). */
#include <solver/structure/screen.h>

#include <stdlib.h>

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
static double least_of(const struct moot_screen *s, const struct moot_leaf *leaf, int lost)
{
	return s->set->prices->scale * (leaf->lone_weight - s->set->leaves.row_weight * lost);
}

/*
 * Gains of the children where up to `others` join beside each. What the people of two children weigh less together is
 * charged to both as shares.h says, and never more than all that a child adds; `roughly`, always all.
 */
static void share_people(struct moot_screen *s, const struct moot_worth *worth, struct moot_child *children, int count,
			 int others, bool roughly)
{
	double longest = worth->hours;
	for (int i = 0; i < count; i++)
		longest = children[i].worth.hours > longest ? children[i].worth.hours : longest;
	for (int i = 0; i < count; i++) {
		struct moot_child *child = &children[i];
		const double fresh = child->worth.crowd - worth->crowd;
		const double most = fresh > child->least ? fresh - child->least : 0;
		const double share = roughly || most == 0 ? most : moot_shares_most(&s->shares, child->place, others);
		child->share = share < most ? share : most;
		child->gain = child->sure - (fresh - child->share) * (fresh > child->share ? worth->hours : longest);
	}
}

/* The most that `others` of the children gain, and in *more one more than that. */
static double sum_gains(const struct moot_screen *s, const struct moot_child *children, int count, int others,
			double *more)
{
	int tops = 0;
	double sum = 0;
	for (int i = 0; i < count && others > 0; i++)
		if (children[i].gain > 0)
			tops = insert_top(s->top, tops, others + 1, children[i].gain);
	for (int i = 0; i < tops; i++)
		sum += s->top[i];
	*more = sum;
	return tops > others && tops > 0 ? sum - s->top[tops - 1] : sum;
}

/*
 * Drops the children that are in no set below the threshold; returns how many stay, and in s->reach a bound for all
 * that they are in. Those dropped leave less to gain for the others, so that it is tried again.
 */
static int drop(struct moot_screen *s, const struct moot_worth *worth, struct moot_child *children, int count,
		int slots, double items)
{
	const int others = slots - 1;
	bool roughly = others > 0; /* the first time, which is quick */
	for (;;) {
		double more = 0;
		share_people(s, worth, children, count, others, roughly);
		double fewer = sum_gains(s, children, count, others, &more);
		int before = count;
		count = 0;
		s->reach = INFINITY;
		for (int i = 0; i < before; i++) {
			const struct moot_child *child = &children[i];
			double rest = others > 0 && child->gain > 0
					  ? (fewer < more - child->gain ? fewer : more - child->gain)
					  : fewer;
			double reach = child->worth.base - child->share * child->worth.hours - rest - items;
			if (!(reach < s->threshold))
				continue;
			s->reach = reach < s->reach ? reach : s->reach;
			if (count != i)
				children[count] = *child;
			count++;
		}
		if (count == 0 || (!roughly && count == before))
			return count;
		roughly = false;
	}
}

/* Evaluates the children; how many may exist. */
static int evaluate(struct moot_screen *s, const struct moot_level *level, int depth, int count, int slots)
{
	struct moot_child *children = s->children[depth];
	int kept = 0;
	for (int i = 0; i < count; i++) {
		struct moot_child *child = &children[kept];
		struct moot_level *joined = &s->levels[depth][kept];
		const int e = children[i].leaf;
		const struct moot_leaf *leaf = &s->set->leaves.atoms[e];
		s->nodes++;
		s->set->program->budget--;
		child->leaf = e;
		child->place = children[i].place;
		if (leaf->boards > slots)
			continue;
		moot_growth_join(s->set, level, leaf, joined);
		joined->dual += moot_growth_dual(s->set, e);
		if (!moot_growth_evaluate(s->set, joined, &child->worth))
			continue;
		child->sure = moot_growth_gain(s->set, leaf, s->set->prices->atoms[e], child->worth.floor);
		child->lost = joined->lost;
		child->least = least_of(s, leaf, child->lost);
		child->level = kept++;
	}
	return kept;
}

static int compare_children(const void *a, const void *b)
{
	const struct moot_child *x = a;
	const struct moot_child *y = b;
	if (x->worth.crowd != y->worth.crowd)
		return x->worth.crowd > y->worth.crowd ? -1 : 1;
	return (x->leaf > y->leaf) - (x->leaf < y->leaf);
}

/* Lists what the children share, once for a first atom, in falling order of the people that they make with it. */
static enum moot_status list_shares(struct moot_screen *s, int count)
{
	struct moot_child *children = s->children[0];
	if (count > 1)
		qsort(children, (size_t)count, sizeof *children, compare_children);
	for (int i = 0; i < count; i++) {
		children[i].place = i;
		s->atoms[i] = children[i].leaf;
	}
	return moot_shares_list(&s->shares, s->set, s->atoms, count);
}

int moot_screen_children(struct moot_screen *s, const struct moot_level *level, const struct moot_worth *worth,
			 int depth, int count, int slots)
{
	const double items = moot_growth_items_gain(s->set, worth);
	int kept = evaluate(s, level, depth, count, slots);
	if (depth == 0) {
		s->shares.count = 0;
		kept = drop(s, worth, s->children[0], kept, slots, items);
		if (list_shares(s, slots > 1 ? kept : 0) != MOOT_OK)
			return -1;
	}
	if (depth == 0 || slots > 2)
		kept = drop(s, worth, s->children[depth], kept, slots, items);
	if (slots == 2)
		moot_joint_note(&s->joint, s->set, s->children[depth], kept);
	return kept;
}

static bool are_adjacent(const struct moot_growth *g, int a, int b)
{
	return g->leaves.adjacent[(size_t)a * g->leaves.adjacent_words + (size_t)b / 64] >> (b % 64) & 1;
}

/* Whether a set with rises that sum up to `risen` and room for more boards may be wanted. */
static bool may_rise(const struct moot_screen *s, double risen, int slots)
{
	return !s->rises || risen + slots * s->largest_rise >= s->needed;
}

/* Children that fill the set and one child up. */
static int list_last(struct moot_screen *s, const struct moot_worth *worth, int depth, int place, double risen)
{
	const struct moot_child *children = s->children[depth];
	const struct moot_child *child = &children[place];
	struct moot_child *next = s->children[depth + 1];
	const double items = moot_growth_items_gain(s->set, &child->worth);
	const double wide = s->threshold + items + 2 * s->joint.slack;
	const float limit = (float)(wide < MOOT_JOINT_MOST ? wide : MOOT_JOINT_MOST);
	int found = 0;
	s->reach = moot_joint_bound(&s->joint, s->set, &s->shares, worth, child) - items;
	if (!(s->reach < s->threshold))
		return 0;
	for (int i = moot_joint_next(&s->joint, child->place + 1, limit); i < s->joint.places;
	     i = moot_joint_next(&s->joint, i + 1, limit)) {
		const int e = children[s->joint.child[i]].leaf;
		if (!are_adjacent(s->set, child->leaf, e) || s->set->leaves.atoms[e].boards > 1 ||
		    (s->rises && !may_rise(s, risen + s->rises[e], 0)))
			continue;
		next[found].leaf = e;
		next[found++].place = i;
	}
	return found;
}

int moot_screen_next(struct moot_screen *s, const struct moot_worth *worth, int depth, int place, int count, int slots)
{
	const struct moot_child *children = s->children[depth];
	const struct moot_child *child = &children[place];
	struct moot_child *next = s->children[depth + 1];
	const double risen = s->risen[depth] + (s->rises ? s->rises[child->leaf] : 0);
	int found = 0;
	s->risen[depth + 1] = risen;
	if (!may_rise(s, risen, slots)) {
		s->reach = INFINITY;
		return 0;
	}
	/* Joined to the child, which has one board where the room it leaves is less by one. */
	if (slots == 1 && s->set->leaves.atoms[child->leaf].boards == 1)
		return list_last(s, worth, depth, place, risen);
	for (int i = place + 1; i < count; i++) {
		const int e = children[i].leaf;
		const struct moot_leaf *leaf = &s->set->leaves.atoms[e];
		if (!are_adjacent(s->set, child->leaf, e) || leaf->boards > slots ||
		    (s->rises && !may_rise(s, risen + s->rises[e], slots - leaf->boards)))
			continue;
		struct moot_child *joins = &next[found++];
		const double share =
		    s->shares.count > 0
			? (double)s->shares
			      .pair[(size_t)child->place * (size_t)s->shares.stride + (size_t)children[i].place]
			: INFINITY;
		joins->leaf = e;
		joins->place = children[i].place;
		joins->lost = children[i].lost + moot_growth_taken(s->set, child->leaf, e);
		joins->least = least_of(s, leaf, joins->lost);
		moot_growth_both(s->set, worth, child->leaf, &child->worth, e, &children[i].worth, share,
				 &joins->worth);
		joins->sure = moot_growth_gain(s->set, leaf, s->set->prices->atoms[e], joins->worth.floor);
	}
	const double items = moot_growth_items_gain(s->set, &child->worth);
	return drop(s, &child->worth, next, found, slots, items);
}

int moot_screen_first(struct moot_screen *s, int root, const int *order, int count)
{
	int found = 0;
	s->risen[0] = s->rises ? s->rises[root] : 0;
	s->largest_rise = 0;
	for (int i = 0; i < count && s->rises; i++)
		if (are_adjacent(s->set, root, order[i]) && s->rises[order[i]] > s->largest_rise)
			s->largest_rise = s->rises[order[i]];
	const int slots = s->set->program->max_merge - s->set->leaves.atoms[root].boards;
	if (!may_rise(s, s->risen[0], slots))
		return 0;
	for (int i = 0; i < count && s->depth_most > 0; i++) {
		const int e = order[i];
		const int left = slots - s->set->leaves.atoms[e].boards;
		if (are_adjacent(s->set, root, e) &&
		    (!s->rises || may_rise(s, s->risen[0] + s->rises[e], left > 0 ? left : 0)))
			s->children[0][found++] = (struct moot_child){.leaf = e};
	}
	return found;
}

enum moot_status moot_screen_new(struct moot_growth *growth, int depth_most, struct moot_arena *arena,
				 struct moot_screen *out)
{
	const size_t atoms = (size_t)growth->block->atom_count;
	const size_t depths = (size_t)depth_most;
	*out = (struct moot_screen){.set = growth, .depth_most = depth_most};
	out->children = moot_arena_array(arena, depths, sizeof *out->children);
	out->levels = moot_arena_array(arena, depths, sizeof *out->levels);
	out->top = moot_arena_array(arena, atoms + 1, sizeof *out->top);
	out->atoms = moot_arena_array(arena, atoms, sizeof *out->atoms);
	out->risen = moot_arena_array(arena, depths + 1, sizeof *out->risen);
	bool whole = out->children && out->levels && out->top && out->atoms && out->risen &&
		     moot_shares_new(growth, arena, &out->shares) == MOOT_OK &&
		     moot_joint_new(growth->block->atom_count, arena, &out->joint) == MOOT_OK;
	for (int d = 0; whole && d < depth_most; d++) {
		out->children[d] = moot_arena_array(arena, atoms, sizeof **out->children);
		out->levels[d] = moot_arena_array(arena, atoms, sizeof **out->levels);
		whole = out->children[d] && out->levels[d];
	}
	return whole ? MOOT_OK : MOOT_ERROR_MEMORY;
}

void moot_screen_clear(struct moot_screen *screen)
{
	moot_shares_clear(&screen->shares);
}
