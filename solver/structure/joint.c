/* Bounds of sets with two atoms more (joint.h). */
#include <solver/structure/joint.h>

/* More than any cost, and small enough that nothing overflows. */
static const float HUGE_WEIGHT = 1e20f;

static float larger(float a, float b)
{
	return a > b ? a : b;
}

static float smaller(float a, float b)
{
	return a < b ? a : b;
}

static double greater(double a, double b)
{
	return a > b ? a : b;
}

enum moot_status moot_joint_new(int atoms, struct moot_arena *arena, struct moot_joint *out)
{
	const size_t places = (size_t)moot_joint_lanes(atoms);
	*out = (struct moot_joint){0};
	out->rows = moot_arena_array(arena, places / MOOT_JOINT_LANES, sizeof *out->rows);
	out->least = moot_arena_array(arena, places / MOOT_JOINT_LANES, sizeof *out->least);
	out->bound = moot_arena_array(arena, places, sizeof *out->bound);
	out->unknown = moot_arena_array(arena, places, sizeof *out->unknown);
	out->child = moot_arena_array(arena, places, sizeof *out->child);
	for (size_t i = 0; i < places && out->unknown; i++)
		out->unknown[i] = 2 * HUGE_WEIGHT;
	return out->rows && out->least && out->bound && out->unknown && out->child ? MOOT_OK : MOOT_ERROR_MEMORY;
}

/* What an atom adds to any set beside its minutes and people. */
static double more_of(const struct moot_growth *g, const struct moot_leaf *leaf)
{
	const struct moot_policy *policy = &g->program->landscape->policy;
	const double penalty = g->in_common ? 0 : policy->merge_penalty;
	return g->prices->scale * (policy->overlap_weight * leaf->added_themes / 60 + penalty * leaf->boards);
}

/* Puts a child into one lane of a row. */
static void note_child(struct moot_joint_row *row, int lane, const struct moot_growth *g,
		       const struct moot_child *child)
{
	const struct moot_leaf *leaf = &g->leaves.atoms[child->leaf];
	row->crowd[lane] = (float)child->worth.crowd;
	row->floor[lane] = (float)child->worth.floor;
	row->hours[lane] = (float)child->worth.hours;
	row->added[lane] = (float)(leaf->added / 60);
	row->other[lane] = (float)child->worth.other;
	row->more[lane] = (float)more_of(g, leaf);
	row->dual[lane] = (float)child->worth.dual;
	row->price[lane] = (float)g->prices->atoms[child->leaf];
}

void moot_joint_note(struct moot_joint *joint, const struct moot_growth *g, const struct moot_child *children,
		     int count)
{
	double crowd = 0;
	double hours = 0;
	double rest = 0;
	joint->places = count > 0 ? moot_joint_lanes(children[count - 1].place + 1) : 0;
	for (int i = 0; i < joint->places; i++) {
		struct moot_joint_row *row = &joint->rows[i / MOOT_JOINT_LANES];
		row->crowd[i % MOOT_JOINT_LANES] = HUGE_WEIGHT;
		row->floor[i % MOOT_JOINT_LANES] = HUGE_WEIGHT;
	}
	for (int i = 0; i < count; i++) {
		const struct moot_child *child = &children[i];
		const struct moot_leaf *leaf = &g->leaves.atoms[child->leaf];
		note_child(&joint->rows[child->place / MOOT_JOINT_LANES], child->place % MOOT_JOINT_LANES, g, child);
		joint->child[child->place] = i;
		crowd = greater(crowd, child->worth.crowd);
		hours = greater(hours, child->worth.hours + leaf->added / 60);
		rest = greater(rest, child->worth.other + more_of(g, leaf) + fabs(child->worth.dual) +
					 fabs(g->prices->atoms[child->leaf]));
	}
	/* A float is right to less than a ten-millionth; a sum of four and their product to less than a millionth. */
	joint->slack = 1e-5 * (2 * crowd * hours + 2 * rest + 1);
}

/* The bounds of a row beside a child, which is alone in `own`, and brings `fresh` people to the set. */
static void bound_row(const struct moot_joint_row *restrict row, const struct moot_joint_row *restrict own, float fresh,
		      const float *restrict share, float *restrict bound)
{
	for (int i = 0; i < MOOT_JOINT_LANES; i++) {
		const float sum = row->crowd[i] + fresh - share[i];
		const float people = larger(larger(sum, row->floor[i]), own->floor[0]);
		const float time = larger(larger(own->hours[0] + row->added[i], row->hours[i] + own->added[0]), 1e-6f);
		const float costs = larger(own->other[0] + row->more[i], row->other[i] + own->more[0]);
		const float gains = smaller(own->dual[0] + row->price[i], row->dual[i] + own->price[0]);
		bound[i] = people * time + costs - gains;
	}
}

static float least_of(const float *bound)
{
	float half[MOOT_JOINT_LANES / 2];
	for (int i = 0; i < MOOT_JOINT_LANES / 2; i++)
		half[i] = smaller(bound[i], bound[i + MOOT_JOINT_LANES / 2]);
	return smaller(smaller(half[0], half[1]), smaller(half[2], half[3]));
}

double moot_joint_bound(struct moot_joint *joint, const struct moot_growth *g, const struct moot_shares *shares,
			const struct moot_worth *set, const struct moot_child *child)
{
	const float fresh = (float)(child->worth.crowd - set->crowd);
	const float *share =
	    shares->count > 0 ? shares->pair + (size_t)child->place * (size_t)shares->stride : joint->unknown;
	const int first = (child->place + 1) / MOOT_JOINT_LANES;
	float lowest = HUGE_WEIGHT;
	struct moot_joint_row own;
	note_child(&own, 0, g, child);
	for (int r = first; r * MOOT_JOINT_LANES < joint->places; r++) {
		float *bound = joint->bound + (size_t)r * MOOT_JOINT_LANES;
		bound_row(&joint->rows[r], &own, fresh, share + (size_t)r * MOOT_JOINT_LANES, bound);
		for (int i = 0; r == first && i <= child->place - r * MOOT_JOINT_LANES; i++)
			bound[i] = HUGE_WEIGHT;
		joint->least[r] = least_of(bound);
		lowest = smaller(joint->least[r], lowest);
	}
	return (double)lowest - joint->slack;
}
