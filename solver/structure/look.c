/* The look at the likely (look.h). */
#include <solver/structure/look.h>

#include <string.h>

enum { MOST_KEPT = 6, MOST_NODES = 2500 };

/* How many of the best of a set's children are grown further, by depth. */
static int kept_at(int depth)
{
	return depth == 0 ? MOST_KEPT : depth == 1 ? 2 : 1;
}

struct promising {
	double base;
	int atom;
	struct moot_level level;
};

/* Whether the set in growth and `last` was found before: from the same first atom, in another order. */
static bool is_known(const struct moot_look *look, int last)
{
	const struct moot_growth *set = look->set;
	for (size_t i = look->first_of_root; i < look->found->count; i++) {
		const struct moot_candidate *other = &look->found->items[i];
		const int *members = look->found->members + other->members;
		int same = 0;
		for (int a = 0; a < other->atom_count; a++) {
			bool in = members[a] == last;
			for (int b = 0; b < set->atom_count; b++)
				in = in || members[a] == set->atoms[b];
			same += in;
		}
		if (same == other->atom_count && same == set->atom_count + 1)
			return true;
	}
	return false;
}

/* Keeps the set in growth with `last` where it is among the best of its first atom. */
static bool emit(struct moot_look *look, int last, double bound)
{
	struct moot_candidates *f = look->found;
	const int atoms = look->set->atom_count + 1;
	const bool full = f->count - look->first_of_root >= (size_t)look->each;
	size_t worst = look->first_of_root;
	for (size_t i = worst; full && i < f->count; i++)
		worst = f->items[i].reduced_cost > f->items[worst].reduced_cost ? i : worst;
	/* The exact cost is dear, and no less than the bound. */
	if ((full && !(bound < f->items[worst].reduced_cost)) || is_known(look, last))
		return true;
	double value = moot_growth_exact(look->set, last);
	if (!(value < look->threshold))
		return true;
	if (full && !(value < f->items[worst].reduced_cost))
		return true;
	int *members =
	    full ? f->members + f->items[worst].members : moot_candidates_add(f, atoms, 0, look->depth_most + 1, value);
	if (!members)
		return false;
	if (full)
		f->items[worst] = (struct moot_candidate){f->items[worst].members, atoms, 0, value};
	memcpy(members, look->set->atoms, (size_t)(atoms - 1) * sizeof *members);
	members[atoms - 1] = last;
	return true;
}

/* Inserts into the best, which stand by rising base. */
static int insert(struct promising *best, int count, int most, const struct promising *new)
{
	if (count == most && (most == 0 || !(new->base < best[count - 1].base)))
		return count;
	int i = count < most ? count++ : count - 1;
	for (; i > 0 && best[i - 1].base > new->base; i--)
		best[i] = best[i - 1];
	best[i] = *new;
	return count;
}

/* Tries every listed atom beside the set in growth; those of the best are left in `best`. */
static bool try_all(struct moot_look *look, const struct moot_level *level, const int *listed, int count,
		    struct promising *best, int most, int *kept)
{
	const struct moot_growth *set = look->set;
	const int slots = set->program->max_merge - level->boards;
	*kept = 0;
	for (int i = 0; i < count; i++) {
		struct promising new = {.atom = listed[i]};
		struct moot_worth worth;
		const struct moot_leaf *leaf = &set->leaves.atoms[listed[i]];
		look->nodes++;
		set->program->budget--;
		if (leaf->boards > slots)
			continue;
		moot_growth_join(set, level, leaf, &new.level);
		new.level.dual += moot_growth_dual(set, listed[i]);
		if (!moot_growth_evaluate(set, &new.level, &worth))
			continue;
		new.base = worth.base;
		if (new.base < look->threshold && !emit(look, listed[i], new.base))
			return false;
		*kept = insert(best, *kept, most, &new);
	}
	return true;
}

static bool are_adjacent(const struct moot_growth *set, int a, int b)
{
	return set->leaves.adjacent[(size_t)a * set->leaves.adjacent_words + (size_t)b / 64] >> (b % 64) & 1;
}

/* Grows the set by each of the listed atoms, and by more beside the best of them. */
static bool grow(struct moot_look *look, const struct moot_level *level, int *listed, int count, int depth)
{
	struct promising best[MOST_KEPT];
	int kept = 0;
	bool whole = try_all(look, level, listed, count, best, kept_at(depth), &kept);
	int *next = listed + look->set->block->atom_count;
	for (int k = 0; k < kept && whole && depth + 1 < look->depth_most && look->nodes < look->root_end; k++) {
		int found = 0;
		for (int i = 0; i < count; i++)
			if (are_adjacent(look->set, best[k].atom, listed[i]))
				next[found++] = listed[i];
		moot_growth_add_atom(look->set, best[k].atom);
		whole = grow(look, &best[k].level, next, found, depth + 1);
		moot_growth_take_back_atom(look->set, best[k].atom);
	}
	return whole;
}

bool moot_look_from(struct moot_look *look, int place)
{
	struct moot_growth *set = look->set;
	const struct moot_level empty = {.dual = set->prices->boards};
	struct moot_level level;
	struct moot_worth worth;
	const int root = look->order[place];
	int count = 0;
	if (look->depth_most == 0 || set->program->budget <= 0 || moot_program_over(set->program))
		return true;
	set->in_common = set->leaves.atoms[root].common > 0;
	look->first_of_root = look->found->count;
	look->root_end = look->nodes + MOST_NODES;
	moot_growth_join(set, &empty, &set->leaves.atoms[root], &level);
	level.dual += moot_growth_dual(set, root);
	if (!moot_growth_evaluate(set, &level, &worth))
		return true;
	for (int i = place + 1; i < set->block->atom_count; i++)
		if (are_adjacent(set, root, look->order[i]))
			look->listed[count++] = look->order[i];
	moot_growth_add_atom(set, root);
	bool whole = grow(look, &level, look->listed, count, 0);
	moot_growth_take_back_atom(set, root);
	return whole;
}
