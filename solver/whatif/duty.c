/* Landscapes in which a new duty has found a carrier: an existing board, or one of its own (moot/whatif.h). */
#include <moot/whatif.h>

#include <solver/whatif/variant.h>
#include <string.h>

enum { ITEM_MINUTES = 15, BOARD_MINUTES = 60, TIMES = 4, MONDAY_TO_FRIDAY = 0x1f };

/* A copy of an array with room for `more` items behind it. */
static void *extended(struct moot_arena *arena, const void *items, size_t count, size_t more, size_t size)
{
	char *copy = moot_arena_array(arena, count + more, size);
	if (copy && count > 0)
		memcpy(copy, items, count * size);
	return copy;
}

static int times_of(const struct moot_landscape *l, int duty)
{
	return l->duties[duty].min_per_year > 0 ? l->duties[duty].min_per_year : TIMES;
}

/* The duty's item on a board, on a theme of its own. */
static bool add_item(struct moot_landscape *l, int duty, int board, struct moot_arena *arena)
{
	struct moot_item *items = extended(arena, l->items, l->item_count, 1, sizeof *items);
	const char **themes = extended(arena, (const void *)l->themes, l->theme_count, 1, sizeof *themes);
	if (!items || !themes)
		return false;
	int per_year = l->duties[duty].min_per_year;
	themes[l->theme_count] = l->duties[duty].id;
	items[l->item_count++] =
	    (struct moot_item){.board = board,
			       .theme = (int)l->theme_count++,
			       .item = "",
			       .minutes = ITEM_MINUTES,
			       .per_year = per_year > 0 ? per_year : l->boards[board].meetings_per_year,
			       .duty = duty};
	l->items = items;
	l->themes = themes;
	return true;
}

const struct moot_landscape *moot_landscape_hosting(const struct moot_landscape *base, int duty, int board,
						    struct moot_arena *arena)
{
	struct moot_landscape *l = moot_arena_array(arena, 1, sizeof *l);
	if (!l)
		return NULL;
	*l = *base;
	return add_item(l, duty, board, arena) ? l : NULL;
}

/* One new person for each organisation, all of them on the last board. Members stay in the order of boards. */
static bool add_people(struct moot_landscape *l, int duty, struct moot_arena *arena)
{
	const struct moot_duty *asked = &l->duties[duty];
	struct moot_person *people =
	    extended(arena, l->people, l->person_count, asked->organisation_count, sizeof *people);
	struct moot_member *members =
	    extended(arena, l->members, l->member_count, asked->organisation_count, sizeof *members);
	if (!people || !members)
		return false;
	for (size_t o = 0; o < asked->organisation_count; o++) {
		const char *id = moot_arena_format(arena, "new-seat-%04zu", o + 1);
		if (!id)
			return false;
		people[l->person_count] = (struct moot_person){.id = id,
							       .name = id,
							       .post = "",
							       .email = "",
							       .organisation = asked->organisations[o],
							       .salary = -1,
							       .base = MOOT_NONE,
							       .max_hours = -1,
							       .days = MONDAY_TO_FRIDAY};
		members[l->member_count++] = (struct moot_member){.board = (int)l->board_count - 1,
								  .person = (int)l->person_count++,
								  .organisation = asked->organisations[o],
								  .role = o == 0 ? MOOT_CHAIR : MOOT_MEMBER,
								  .deputy = MOOT_NONE,
								  .seat = MOOT_SEAT_ORGANISATION};
	}
	l->people = people;
	l->members = members;
	return true;
}

const struct moot_landscape *moot_landscape_with_board_for(const struct moot_landscape *base, int duty,
							   struct moot_arena *arena)
{
	struct moot_landscape *l = moot_arena_array(arena, 1, sizeof *l);
	struct moot_board *boards = extended(arena, base->boards, base->board_count, 1, sizeof *boards);
	const char *id = moot_arena_format(arena, "new-board-for-%s", base->duties[duty].id);
	int index = (int)base->board_count;
	if (!l || !boards || !id)
		return NULL;
	*l = *base;
	int standing = l->policy.standing_minutes < BOARD_MINUTES ? l->policy.standing_minutes : BOARD_MINUTES;
	boards[l->board_count++] = (struct moot_board){.id = id,
						       .name = id,
						       .parent = "",
						       .area = "",
						       .kind = "",
						       .legal_basis = "",
						       .venue_text = "",
						       .mode = MOOT_HYBRID,
						       .meetings_per_year = times_of(l, duty),
						       .minutes = BOARD_MINUTES,
						       .standing_minutes = standing,
						       .prep_minutes = l->policy.prep_minutes,
						       .travel_minutes = l->policy.travel_minutes,
						       .venue = MOOT_NONE,
						       .reports_to = MOOT_NONE,
						       .report_days = l->policy.report_days};
	l->boards = boards;
	struct moot_rule keep;
	if (!add_people(l, duty, arena) || !add_item(l, duty, index, arena) ||
	    !moot_rule_on_boards(l, arena, MOOT_RULE_KEEP, &index, 1, &keep))
		return NULL;
	struct moot_landscape *kept = moot_arena_array(arena, 1, sizeof *kept);
	return kept && moot_variant_with(l, &keep, 1, arena, kept) ? kept : NULL;
}
