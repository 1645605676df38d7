/*
 * Sets and hand-overs as one program, where the possible sets are few. All are listed and get a reduced cost from
 * hand_over_bound.c. hand_over_program.c decides both first for the most promising, and then, with what that found, for
 * all that can be in something better. Meant for up to some fifteen boards that may merge with each other; where there
 * are more than MOST_LISTED sets, or more than MOST_SETS that matter, hand-overs follow the sets.
 */
#include <solver/structure/hand_over.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LISTED = 4000, MOST_LOOKS = 200000, MOST_PROMISING = 60, MOST_SETS = 160, MOST_LEADS = 8000 };

struct listing {
	struct moot_hands *h;
	struct moot_set *sets;
	int *atoms; /* of the set that grows */
	int *items; /* that its boards may take over from closed ones */
	int *taken; /* of these */
	long looked;
	bool many;
	bool failed;
};

static bool may_carry(const struct moot_program *p, const int *atoms, int count, int item)
{
	const struct moot_carry *carry = &p->carries[item];
	for (int w = 0; w < carry->words; w++) {
		uint64_t mask = 0;
		for (int i = 0; i < count; i++)
			mask |= carry->masks[(size_t)atoms[i] * (size_t)carry->words + (size_t)w];
		if (carry->need[w] & ~mask)
			return false;
	}
	return true;
}

/* The set of these boards with what it takes over, if nothing makes it impossible. */
static void list_set(struct listing *list, const int *boards, int board_count, int taken_count)
{
	struct moot_program *p = list->h->program;
	struct moot_set_cost cost;
	list->many = list->many || ++list->looked > MOST_LOOKS;
	if (list->many || list->failed)
		return;
	struct moot_set set = {
	    .boards = boards, .board_count = board_count, .taken = list->taken, .taken_count = taken_count};
	moot_costs_of(&p->costs, &set, &cost);
	if (cost.fault != MOOT_SET_POSSIBLE)
		return;
	list->many = list->h->set_count == MOST_LISTED;
	int *taken = moot_arena_array(p->arena, (size_t)taken_count, sizeof *taken);
	list->failed = !taken;
	if (list->many || list->failed)
		return;
	if (taken_count > 0)
		memcpy(taken, list->taken, (size_t)taken_count * sizeof *taken);
	set.taken = taken;
	list->sets[list->h->set_count++] = set;
}

/* The boards with every choice of the items from `item` on. */
static void list_takers(struct listing *list, const int *boards, int board_count, int item, int item_count,
			int taken_count)
{
	if (list->many || list->failed)
		return;
	if (item == item_count) {
		list_set(list, boards, board_count, taken_count);
		return;
	}
	list_takers(list, boards, board_count, item + 1, item_count, taken_count);
	list->taken[taken_count] = list->items[item];
	list_takers(list, boards, board_count, item + 1, item_count, taken_count + 1);
}

/* The boards of the first `count` atoms, ascending; NULL when out of memory. */
static int *boards_of(const struct listing *list, int count, int *board_count)
{
	const struct moot_program *p = list->h->program;
	*board_count = 0;
	for (int i = 0; i < count; i++)
		*board_count += p->atoms[list->atoms[i]].board_count;
	int *all = moot_arena_array(p->arena, (size_t)*board_count, sizeof *all);
	int boards = 0;
	for (int i = 0; i < count && all; i++)
		for (int b = 0; b < p->atoms[list->atoms[i]].board_count; b++) {
			int board = p->atoms[list->atoms[i]].boards[b];
			int at = boards++;
			for (; at > 0 && all[at - 1] > board; at--)
				all[at] = all[at - 1];
			all[at] = board;
		}
	return all;
}

static void list_atoms(struct listing *list, int count)
{
	const struct moot_program *p = list->h->program;
	int board_count = 0;
	int item_count = 0;
	const int *boards = boards_of(list, count, &board_count);
	list->failed = list->failed || !boards;
	for (int k = 0; k < p->item_count; k++)
		if (may_carry(p, list->atoms, count, k))
			list->items[item_count++] = k;
	list_takers(list, boards, board_count, 0, item_count, 0);
}

/* Every set that begins with the first `count` atoms. */
static void grow(struct listing *list, int count, int boards)
{
	const struct moot_program *p = list->h->program;
	for (int a = count == 0 ? 0 : list->atoms[count - 1] + 1; a < p->atom_count; a++) {
		bool fits = boards + p->atoms[a].board_count <= p->max_merge || count == 0;
		for (int i = 0; i < count && fits; i++)
			fits = moot_atoms_compatible(p, list->atoms[i], a);
		list->many = list->many || ++list->looked > MOST_LOOKS;
		if (list->many || list->failed)
			return;
		if (!fits)
			continue;
		list->atoms[count] = a;
		list_atoms(list, count + 1);
		grow(list, count + 1, boards + p->atoms[a].board_count);
	}
}

static enum moot_status list_sets(struct moot_hands *hands, bool *few)
{
	const struct moot_program *p = hands->program;
	struct listing list = {.h = hands};
	list.sets = moot_arena_array(hands->arena, MOST_LISTED, sizeof *list.sets);
	list.atoms = moot_arena_array(hands->arena, (size_t)p->atom_count, sizeof *list.atoms);
	list.items = moot_arena_array(hands->arena, (size_t)p->item_count, sizeof *list.items);
	list.taken = moot_arena_array(hands->arena, (size_t)p->item_count, sizeof *list.taken);
	if (!list.sets || !list.atoms || !list.items || !list.taken)
		return MOOT_ERROR_MEMORY;
	hands->together = true;
	hands->sets = list.sets;
	grow(&list, 0, 0);
	hands->listed = hands->sets;
	hands->listed_count = hands->set_count;
	*few = !list.many;
	return list.failed ? MOOT_ERROR_MEMORY : MOOT_OK;
}

enum moot_status moot_hands_list_all(struct moot_hands *hands, bool *few, struct moot_error *error)
{
	enum moot_status status = list_sets(hands, few);
	return status == MOOT_OK && *few ? moot_hands_bound(hands, error) : status;
}

static int compare_numbers(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

enum moot_status moot_hands_promising(const struct moot_hands *hands, double *most)
{
	double *sorted = moot_arena_array(hands->arena, (size_t)hands->listed_count, sizeof *sorted);
	if (!sorted)
		return MOOT_ERROR_MEMORY;
	for (int s = 0; s < hands->listed_count; s++)
		sorted[s] = hands->reduced[s];
	if (hands->listed_count > 1)
		qsort(sorted, (size_t)hands->listed_count, sizeof *sorted, compare_numbers);
	*most = hands->listed_count > MOST_PROMISING ? sorted[MOST_PROMISING - 1] : INFINITY;
	return MOOT_OK;
}

enum moot_status moot_hands_choose_from(struct moot_hands *hands, double most, bool *few)
{
	struct moot_set *sets = moot_arena_array(hands->arena, (size_t)hands->listed_count, sizeof *sets);
	if (!sets)
		return MOOT_ERROR_MEMORY;
	hands->sets = sets;
	hands->set_count = 0;
	hands->print_count = 0;
	hands->offer_count = 0;
	moot_release(hands->offers);
	hands->offers = NULL;
	for (int s = 0; s < hands->listed_count; s++)
		if (!(hands->reduced[s] > most))
			sets[hands->set_count++] = hands->listed[s];
	*few = hands->set_count <= MOST_SETS;
	enum moot_status status = *few ? moot_hands_build(hands) : MOOT_OK;
	long leads = 0;
	for (int i = 0; i < hands->offer_count && status == MOOT_OK; i++)
		leads += hands->offers[i].lead_count;
	*few = *few && leads <= MOST_LEADS;
	return status;
}

bool moot_hands_is_whole(const struct moot_hands *hands, const struct moot_hands_choice *choice)
{
	int boards = 0;
	int items = 0;
	for (int s = 0; s < hands->set_count; s++) {
		boards += choice->set[s] ? hands->sets[s].board_count : 0;
		items += choice->set[s] ? hands->sets[s].taken_count : 0;
	}
	for (size_t b = 0; b < hands->program->landscape->board_count; b++)
		boards += choice->closes[b] || hands->program->closed[b];
	return boards == (int)hands->program->landscape->board_count && items == hands->program->item_count;
}
