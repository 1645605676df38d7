/* Splits the program into blocks and solves each. */
#include <solver/disjoint.h>
#include <solver/structure/record.h>
#include <solver/structure/search.h>

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Atoms that one limited person sits on, and those that may carry one item, belong together. */
static bool tie(const struct moot_program *p, int *parents)
{
	int *first = moot_allocate((size_t)p->limited_count, sizeof *first);
	if (!first)
		return false;
	for (int m = 0; m < (int)p->landscape->member_count; m++) {
		int limit = p->limit_of[p->landscape->members[m].person];
		int atom = p->atom_of[p->landscape->members[m].board];
		if (limit == MOOT_NONE || atom == MOOT_NONE)
			continue;
		if (first[limit] > 0)
			moot_join(parents, first[limit] - 1, atom);
		first[limit] = atom + 1;
	}
	moot_release(first);
	for (int k = 0; k < p->item_count; k++) {
		const struct moot_carry *carry = &p->carries[k];
		int carrier = MOOT_NONE;
		for (int a = 0; a < p->atom_count; a++) {
			bool helps = carry->need[0] == 0;
			for (int w = 0; w < carry->words; w++)
				helps = helps || carry->masks[(size_t)a * (size_t)carry->words + (size_t)w] != 0;
			if (helps && carrier != MOOT_NONE)
				moot_join(parents, carrier, a);
			carrier = helps ? a : carrier;
		}
	}
	return true;
}

static bool find_parents(const struct moot_program *p, int *parents)
{
	for (int a = 0; a < p->atom_count; a++)
		parents[a] = a;
	for (int a = 0; a < p->atom_count; a++)
		for (int b = a + 1; b < p->atom_count; b++)
			if (p->max_boards != INT_MAX || p->min_boards > 0 || moot_atoms_compatible(p, a, b))
				moot_join(parents, a, b);
	return tie(p, parents);
}

/* The items whose possible carriers are in this block; without any carrier nothing can be planned. */
static void add_items(const struct moot_program *p, int *parents, int root, struct moot_block *block)
{
	for (int k = 0; k < p->item_count; k++) {
		const struct moot_carry *carry = &p->carries[k];
		for (int a = 0; a < p->atom_count; a++) {
			bool helps = carry->need[0] == 0;
			for (int w = 0; w < carry->words; w++)
				helps = helps || carry->masks[(size_t)a * (size_t)carry->words + (size_t)w] != 0;
			if (!helps)
				continue;
			if (moot_root(parents, a) == root)
				block->items[block->item_count++] = k;
			break;
		}
	}
}

static enum moot_search_end weaker(enum moot_search_end a, enum moot_search_end b)
{
	return a > b ? a : b;
}

/* Adds a block's sets: there is room for one an atom. */
static void append(const struct moot_search *part, struct moot_search *out)
{
	if (part->set_count > 0)
		memcpy(out->sets + out->set_count, part->sets, (size_t)part->set_count * sizeof *out->sets);
	out->set_count += part->set_count;
	out->objective += part->objective;
	out->bound += part->bound;
	out->end = part->end == MOOT_END_INFEASIBLE ? part->end : weaker(out->end, part->end);
}

/* For progress: what all atoms cost that are left by themselves. */
static double cost_alone(struct moot_program *p, const int *atoms, int count)
{
	double sum = 0;
	for (int a = 0; a < count; a++) {
		const struct moot_atom *atom = &p->atoms[atoms ? atoms[a] : a];
		const struct moot_set set = {.boards = atom->boards, .board_count = atom->board_count};
		struct moot_set_cost cost;
		moot_costs_of(&p->costs, &set, &cost);
		sum += cost.cost;
	}
	return sum;
}

/* A lone atom with nothing that ties it needs no program. */
static bool is_plain(const struct moot_program *p, const struct moot_block *block)
{
	return block->atom_count == 1 && block->item_count == 0 && p->limited_count == 0 && p->max_boards == INT_MAX &&
	       p->min_boards == 0;
}

static enum moot_status solve_plain(struct moot_program *p, const struct moot_block *block, struct moot_search *out)
{
	const struct moot_atom *atom = &p->atoms[block->atoms[0]];
	struct moot_set_cost cost;
	*out = (struct moot_search){.end = MOOT_END_OPTIMAL, .set_count = 1};
	out->sets = moot_arena_array(p->arena, 1, sizeof *out->sets);
	if (!out->sets)
		return MOOT_ERROR_MEMORY;
	out->sets[0].set = (struct moot_set){.boards = atom->boards, .board_count = atom->board_count};
	moot_costs_of(&p->costs, &out->sets[0].set, &cost);
	if (cost.fault != MOOT_SET_POSSIBLE)
		out->end = MOOT_END_INFEASIBLE;
	out->objective = cost.cost;
	out->bound = cost.cost;
	return p->record ? moot_record_add(p, &out->sets[0].set) : MOOT_OK;
}

/* Whether some item has no carrier at all, or the boards allowed are fewer than none. */
static bool is_hopeless(const struct moot_program *p)
{
	if (p->contradiction || p->min_boards > p->atom_count || p->min_boards > p->max_boards ||
	    (p->atom_count > 0 && p->max_boards < 1))
		return true;
	return p->item_count > 0 && p->atom_count == 0;
}

enum moot_status moot_search_all(struct moot_program *program, bool any, struct moot_search *out,
				 struct moot_error *error)
{
	*out = (struct moot_search){.end = MOOT_END_OPTIMAL};
	size_t atoms = (size_t)program->atom_count;
	int *parents = moot_arena_array(program->arena, atoms, sizeof *parents);
	struct moot_block block = {.atoms = moot_arena_array(program->arena, atoms, sizeof(int)),
				   .items = moot_arena_array(program->arena, (size_t)program->item_count, sizeof(int))};
	out->sets = moot_arena_array(program->arena, atoms, sizeof *out->sets);
	if (!out->sets || !parents || !block.atoms || !block.items || !find_parents(program, parents))
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (is_hopeless(program)) {
		out->end = MOOT_END_INFEASIBLE;
		return MOOT_OK;
	}
	int items = 0;
	double alone = cost_alone(program, NULL, program->atom_count);
	enum moot_status status = MOOT_OK;
	for (int root = 0; root < program->atom_count && status == MOOT_OK; root++) {
		struct moot_search part;
		if (moot_root(parents, root) != root)
			continue;
		block.atom_count = 0;
		block.item_count = 0;
		for (int a = root; a < program->atom_count; a++)
			if (moot_root(parents, a) == root)
				block.atoms[block.atom_count++] = a;
		add_items(program, parents, root, &block);
		items += block.item_count;
		alone -= cost_alone(program, block.atoms, block.atom_count);
		program->others_upper = out->objective + alone;
		program->others_lower = out->bound;
		status = is_plain(program, &block) ? solve_plain(program, &block, &part)
						   : moot_search_block(program, &block, any, &part, error);
		if (status == MOOT_OK)
			append(&part, out);
		if (status == MOOT_ERROR_MEMORY)
			return moot_error_set(error, status, "out of memory");
		if (status == MOOT_OK && out->end == MOOT_END_INFEASIBLE)
			return MOOT_OK;
	}
	if (items < program->item_count)
		out->end = MOOT_END_INFEASIBLE;
	return status;
}
