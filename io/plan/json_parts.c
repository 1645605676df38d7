/* Objects that several documents hold (json_parts.h). */
#include "io/plan/json_parts.h"

#include <math.h>

void moot_json_figures(struct moot_json *json, const struct moot_totals *totals)
{
	moot_json_integer(json, "meetings", totals->meetings);
	moot_json_number(json, "senior_hours", totals->senior_hours);
	moot_json_number(json, "hours", totals->hours);
	moot_json_number(json, "cost", totals->cost);
	moot_json_number(json, "duplicated_agenda_hours", totals->duplicated_agenda_hours);
}

void moot_json_totals(struct moot_json *json, const char *key, const struct moot_totals *totals)
{
	moot_json_object_in_line(json, key);
	moot_json_integer(json, "boards", totals->boards);
	moot_json_figures(json, totals);
	moot_json_object_end(json);
}

void moot_json_result(struct moot_json *json, const struct moot_structure_result *result)
{
	moot_json_number(json, "objective", result->objective);
	moot_json_number_or_null(json, "bound", result->bound);
	moot_json_number_or_null(json, "gap", result->gap);
	moot_json_text(json, "status", moot_search_status_text(result->status));
}

void moot_json_board(struct moot_json *json, const struct moot_plan_board *board)
{
	moot_json_object_in_line(json, NULL);
	moot_json_text(json, "id", board->id);
	moot_json_text(json, "kind", moot_fate_text(board->fate));
	moot_json_texts(json, "from", board->from, board->from_count);
	moot_json_object_end(json);
}

void moot_json_boards(struct moot_json *json, const char *key, const struct moot_plan *plan)
{
	moot_json_array(json, key);
	for (size_t i = 0; i < plan->board_count; i++)
		moot_json_board(json, &plan->boards[i]);
	moot_json_array_end(json);
}

void moot_json_saved(struct moot_json *json, const struct moot_saving *saving)
{
	moot_json_number(json, "senior_hours", saving->senior_hours);
	moot_json_number(json, "hours", saving->hours);
	moot_json_number(json, "cost", saving->cost);
}

static void write_breakdown(struct moot_json *json, const struct moot_breakdown *breakdown)
{
	moot_json_number(json, "weighted_hours", breakdown->weighted);
	moot_json_object(json, "parts");
	for (int i = 0; i < MOOT_PART_COUNT; i++) {
		const struct moot_amount *part = &breakdown->parts[i];
		if (part->hours == 0 && part->senior_hours == 0 && part->cost == 0 && part->weighted == 0)
			continue;
		moot_json_object_in_line(json, moot_part_text((enum moot_part)i));
		moot_json_number(json, "senior_hours", part->senior_hours);
		moot_json_number(json, "hours", part->hours);
		moot_json_number(json, "cost", part->cost);
		moot_json_number(json, "weighted_hours", part->weighted);
		moot_json_object_end(json);
	}
	moot_json_object_end(json);
}

void moot_json_saving(struct moot_json *json, const struct moot_saving *saving, const struct moot_breakdown *breakdown)
{
	moot_json_object(json, "saving");
	moot_json_saved(json, saving);
	if (breakdown->known)
		write_breakdown(json, breakdown);
	moot_json_object_end(json);
}

void moot_json_sensitivity(struct moot_json *json, const struct moot_sensitivity *items, size_t count)
{
	moot_json_array(json, "sensitivity");
	for (size_t i = 0; i < count; i++) {
		const struct moot_sensitivity *s = &items[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "key", s->key);
		moot_json_text(json, "unit", s->unit);
		moot_json_number(json, "value", s->value);
		moot_json_number_or_null(json, "low", s->is_known ? s->low : NAN);
		moot_json_number_or_null(json, "high", s->is_known ? s->high : NAN);
		moot_json_yes(json, "low_is_end", s->low_is_end);
		moot_json_yes(json, "high_is_end", s->high_is_end);
		moot_json_yes(json, "exact", s->is_exact);
		moot_json_text(json, "below", s->below);
		moot_json_text(json, "above", s->above);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}
