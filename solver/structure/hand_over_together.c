/*
 * Sets and hand-overs as one program, where the possible sets are few: they are all listed as candidates, and
 * hand_over_program.c decides both. Meant for up to some fifteen boards that may merge with each other; beyond
 * MOST_SETS candidates, and where rules close boards, hand-overs follow the sets.
 */
#include <solver/structure/hand_over.h>

#include <string.h>

enum { MOST_SETS = 400, MOST_LEADS = 60000 };

struct listing {
	struct moot_hands *h;
	struct moot_set *sets;
	int *atoms; /* of the set that grows */
	bool many;
	bool failed;
};

/* The set of the first `count` atoms, if nothing makes it impossible. */
static void list_set(struct listing *list, int count)
{
	struct moot_program *p = list->h->program;
	struct moot_set_cost cost;
	int boards = 0;
	for (int i = 0; i < count; i++)
		boards += p->atoms[list->atoms[i]].board_count;
	int *all = moot_arena_array(p->arena, (size_t)boards, sizeof *all);
	if (!all) {
		list->failed = true;
		return;
	}
	boards = 0;
	for (int i = 0; i < count; i++)
		for (int b = 0; b < p->atoms[list->atoms[i]].board_count; b++) {
			int board = p->atoms[list->atoms[i]].boards[b];
			int at = boards++;
			for (; at > 0 && all[at - 1] > board; at--)
				all[at] = all[at - 1];
			all[at] = board;
		}
	const struct moot_set set = {.boards = all, .board_count = boards};
	moot_costs_of(&p->costs, &set, &cost);
	if (cost.fault != MOOT_SET_POSSIBLE)
		return;
	list->many = list->many || list->h->set_count == MOST_SETS;
	if (!list->many)
		list->sets[list->h->set_count++] = set;
}

/* Every set that begins with the first `count` atoms; `looked` counts those that are looked at. */
static void grow(struct listing *list, int count, int boards, long *looked)
{
	const struct moot_program *p = list->h->program;
	for (int a = count == 0 ? 0 : list->atoms[count - 1] + 1; a < p->atom_count; a++) {
		bool fits = boards + p->atoms[a].board_count <= p->max_merge || count == 0;
		for (int i = 0; i < count && fits; i++)
			fits = moot_atoms_compatible(p, list->atoms[i], a);
		list->many = list->many || ++*looked > 50L * MOST_SETS;
		if (list->many || list->failed)
			return;
		if (!fits)
			continue;
		list->atoms[count] = a;
		list_set(list, count + 1);
		grow(list, count + 1, boards + p->atoms[a].board_count, looked);
	}
}

enum moot_status moot_hands_list_all(struct moot_hands *hands, bool *few)
{
	struct listing list = {.h = hands};
	long looked = 0;
	list.sets = moot_arena_array(hands->arena, MOST_SETS, sizeof *list.sets);
	list.atoms = moot_arena_array(hands->arena, (size_t)hands->program->atom_count, sizeof *list.atoms);
	if (!list.sets || !list.atoms)
		return MOOT_ERROR_MEMORY;
	hands->together = true;
	hands->sets = list.sets;
	grow(&list, 0, 0, &looked);
	if (list.failed)
		return MOOT_ERROR_MEMORY;
	*few = !list.many;
	enum moot_status status = *few ? moot_hands_build(hands) : MOOT_OK;
	long leads = 0;
	for (int i = 0; i < hands->offer_count && status == MOOT_OK; i++)
		leads += hands->offers[i].lead_count;
	*few = *few && hands->offer_count > 0 && leads <= MOST_LEADS;
	return status;
}

bool moot_hands_is_whole(const struct moot_hands *hands, const struct moot_hands_choice *choice)
{
	int boards = 0;
	for (int s = 0; s < hands->set_count; s++)
		boards += choice->set[s] ? hands->sets[s].board_count : 0;
	for (size_t b = 0; b < hands->program->landscape->board_count; b++)
		boards += choice->closes[b];
	return boards == (int)hands->program->landscape->board_count;
}
