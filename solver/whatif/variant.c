/* Landscapes that differ in their rules (variant.h). */
#include <solver/whatif/variant.h>

#include <string.h>

static struct moot_rule blank(struct moot_arena *arena, enum moot_rule_kind kind, const char *text)
{
	struct moot_rule rule = moot_rule_blank(kind);
	rule.text = moot_arena_text(arena, text);
	rule.file = "rules";
	return rule;
}

struct moot_rule moot_variant_boards(struct moot_arena *arena, enum moot_rule_kind kind, const int *boards, int count,
				     const char *text)
{
	struct moot_rule rule = blank(arena, kind, text);
	rule.boards = moot_arena_array(arena, (size_t)count, sizeof *rule.boards);
	if (rule.boards) {
		memcpy(rule.boards, boards, (size_t)count * sizeof *boards);
		rule.board_count = (size_t)count;
	}
	return rule;
}

struct moot_rule moot_variant_value(struct moot_arena *arena, enum moot_rule_kind kind, int value, const char *text)
{
	struct moot_rule rule = blank(arena, kind, text);
	rule.value = value;
	return rule;
}

bool moot_variant_with(const struct moot_landscape *base, const struct moot_rule *rules, size_t count,
		       struct moot_arena *arena, struct moot_landscape *out)
{
	struct moot_rule *all = moot_arena_array(arena, base->rule_count + count, sizeof *all);
	*out = *base;
	if (!all)
		return false;
	if (base->rule_count > 0)
		memcpy(all, base->rules, base->rule_count * sizeof *all);
	memcpy(all + base->rule_count, rules, count * sizeof *all);
	for (size_t r = 0; r < count; r++)
		if (!rules[r].text || (rules[r].board_count == 0 && rules[r].kind != MOOT_RULE_MAX_BOARDS))
			return false;
	out->rules = all;
	out->rule_count = base->rule_count + count;
	return true;
}
