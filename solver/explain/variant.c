/* Landscapes with something changed. */
#include <solver/explain/variant.h>

#include <solver/whatif/variant.h>
#include <string.h>

struct moot_variant *moot_variant_new(const struct moot_landscape *landscape, struct moot_arena *arena)
{
	struct moot_variant *variant = moot_arena_array(arena, 1, sizeof *variant);
	if (!variant)
		return NULL;
	variant->landscape = *landscape;
	variant->arena = arena;
	variant->rule_room = 0; /* the rules are the landscape's until one is added */
	return variant;
}

/* The next rule, in rules of the variant's own. */
static struct moot_rule *next_rule(struct moot_variant *variant)
{
	struct moot_landscape *l = &variant->landscape;
	if (l->rule_count >= variant->rule_room) {
		size_t room = 2 * l->rule_count + 8;
		struct moot_rule *rules = moot_arena_array(variant->arena, room, sizeof *rules);
		if (!rules)
			return NULL;
		if (l->rule_count > 0)
			memcpy(rules, l->rules, l->rule_count * sizeof *rules);
		l->rules = rules;
		variant->rule_room = room;
	}
	return &l->rules[l->rule_count++];
}

static const char *const ASKED = "what was asked";

static bool add_rule(struct moot_variant *variant, struct moot_rule made)
{
	struct moot_rule *rule = next_rule(variant);
	if (!rule || !made.text)
		return false;
	*rule = made;
	return true;
}

bool moot_variant_rule(struct moot_variant *variant, enum moot_rule_kind kind, const int *boards, size_t count)
{
	struct moot_rule rule = moot_variant_boards(variant->arena, kind, boards, (int)count, ASKED);
	return rule.board_count == count && add_rule(variant, rule);
}

static bool is_listed(const int *boards, size_t count, int board)
{
	for (size_t i = 0; i < count; i++)
		if (boards[i] == board)
			return true;
	return false;
}

/* The pairs of an `apart` rule that are not both among the boards, as rules of their own. */
static bool part_others(struct moot_variant *variant, const struct moot_rule *rule, const int *boards, size_t count)
{
	for (size_t i = 0; i < rule->board_count; i++)
		for (size_t j = i + 1; j < rule->board_count; j++) {
			const int pair[2] = {rule->boards[i], rule->boards[j]};
			if (is_listed(boards, count, pair[0]) && is_listed(boards, count, pair[1]))
				continue;
			if (!moot_variant_rule(variant, MOOT_RULE_APART, pair, 2))
				return false;
		}
	return true;
}

static size_t count_listed(const struct moot_rule *rule, const int *boards, size_t count)
{
	size_t listed = 0;
	for (size_t b = 0; b < rule->board_count; b++)
		listed += is_listed(boards, count, rule->boards[b]);
	return listed;
}

bool moot_variant_release(struct moot_variant *variant, const int *boards, size_t count)
{
	struct moot_landscape *l = &variant->landscape;
	const struct moot_rule *old = l->rules;
	size_t old_count = l->rule_count;
	l->rules = NULL;
	l->rule_count = 0;
	variant->rule_room = 0;
	for (size_t r = 0; r < old_count; r++) {
		size_t listed = count_listed(&old[r], boards, count);
		if (old[r].kind == MOOT_RULE_APART && listed > 1) {
			if (!part_others(variant, &old[r], boards, count))
				return false;
		} else if (old[r].kind == MOOT_RULE_KEEP && listed > 0) {
			for (size_t b = 0; b < old[r].board_count; b++)
				if (!is_listed(boards, count, old[r].boards[b]) &&
				    !moot_variant_rule(variant, MOOT_RULE_KEEP, &old[r].boards[b], 1))
					return false;
		} else {
			struct moot_rule *rule = next_rule(variant);
			if (!rule)
				return false;
			*rule = old[r];
		}
	}
	return true;
}

bool moot_variant_own_boards(struct moot_variant *variant)
{
	struct moot_landscape *l = &variant->landscape;
	struct moot_board *boards = moot_arena_array(variant->arena, l->board_count, sizeof *boards);
	if (!boards)
		return false;
	if (l->board_count > 0)
		memcpy(boards, l->boards, l->board_count * sizeof *boards);
	l->boards = boards;
	return true;
}
