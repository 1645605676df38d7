/* `moot explain --json`. Differences are the other structure's figures less the plan's. */
#include "io/plan/json_parts.h"

#include <moot/io.h>

#include <math.h>
#include <string.h>

static const char *solved_text(enum moot_solved solved)
{
	static const char *const texts[] = {"solved", "impossible", "unknown"};
	return texts[solved];
}

static void write_result(struct moot_json *json, const struct moot_structure_result *result)
{
	moot_json_result(json, result);
	moot_json_text(json, "scope", result->scope);
}

/* "a|b" as ["a", "b"]; "close a" as ["a"], and `closed` says so. */
static void write_key(struct moot_json *json, const char *key)
{
	bool closes = strncmp(key, "close ", 6) == 0;
	moot_json_object_in_line(json, NULL);
	moot_json_array(json, "from");
	for (const char *at = key + (closes ? 6 : 0); *at;) {
		struct moot_text id = {0};
		size_t length = strcspn(at, "|");
		moot_text_add_n(&id, at, length);
		moot_json_text(json, NULL, id.bytes ? id.bytes : "");
		json->text.failed |= id.failed;
		moot_text_clear(&id);
		at += length + (at[length] == '|');
	}
	moot_json_array_end(json);
	moot_json_yes(json, "closed", closes);
	moot_json_object_end(json);
}

static void write_keys(struct moot_json *json, const char *name, const char *const *keys, size_t count)
{
	moot_json_array(json, name);
	for (size_t i = 0; i < count; i++)
		write_key(json, keys[i]);
	moot_json_array_end(json);
}

static void write_alternative(struct moot_json *json, const char *key, const struct moot_alternative *other)
{
	if (!other && !key)
		return;
	if (!other) {
		moot_json_null(json, key);
		return;
	}
	moot_json_object(json, key);
	moot_json_text(json, "rule", other->rule);
	moot_json_text(json, "result", solved_text(other->solved));
	if (other->solved == MOOT_SOLVED_NONE)
		moot_json_text(json, "conflict", other->conflict);
	if (other->solved == MOOT_SOLVED) {
		write_result(json, &other->structure);
		moot_json_object_in_line(json, "difference");
		moot_json_number(json, "weighted_hours", other->weighted);
		moot_json_saved(json, &other->difference);
		moot_json_object_end(json);
		moot_json_totals(json, "totals", &other->totals);
		write_keys(json, "added", other->added, other->added_count);
		write_keys(json, "dropped", other->dropped, other->dropped_count);
	}
	moot_json_object_end(json);
}

static void write_boards(struct moot_json *json, const struct moot_explanation *explanation)
{
	moot_json_array(json, "boards");
	for (size_t i = 0; i < explanation->board_count; i++) {
		const struct moot_plan_board *board = explanation->boards[i].board;
		moot_json_object(json, NULL);
		moot_json_text(json, "id", board->id);
		moot_json_text(json, "name", board->name);
		moot_json_texts(json, "from", board->from, board->from_count);
		moot_json_text(json, "kind", moot_fate_text(board->fate));
		moot_json_yes(json, "needs_agreement", board->needs_agreement);
		moot_json_yes(json, "holds_all", explanation->boards[i].holds_all);
		moot_json_saving(json, &board->saving, &board->breakdown);
		moot_json_texts(json, "why", board->why, board->why_count);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_merger(struct moot_json *json, const struct moot_explanation *explanation)
{
	const struct moot_merger *merger = &explanation->merger;
	if (!explanation->has_merger) {
		moot_json_null(json, "merger");
		return;
	}
	moot_json_object(json, "merger");
	moot_json_text(json, "kind", moot_fate_text(merger->fate));
	moot_json_integer(json, "meetings_per_year", merger->meetings_per_year);
	moot_json_integer(json, "meetings_today", merger->meetings_today);
	moot_json_integer(json, "minutes", merger->minutes);
	moot_json_integer(json, "members", merger->members);
	moot_json_saving(json, &merger->saving, &merger->breakdown);
	moot_json_texts(json, "why", merger->sentences, merger->sentence_count);
	moot_json_object_end(json);
}

static void write_obstacles(struct moot_json *json, const struct moot_explanation *explanation)
{
	moot_json_array(json, "obstacles");
	for (size_t i = 0; i < explanation->obstacle_count; i++) {
		const struct moot_obstacle *obstacle = &explanation->obstacles[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "what", obstacle->what);
		moot_json_text(json, "file", obstacle->file);
		moot_json_integer(json, "line", obstacle->line);
		moot_json_text(json, "legal_basis", obstacle->law);
		moot_json_yes(json, "lifted", obstacle->is_lifted);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_rivals(struct moot_json *json, const struct moot_explain_request *request,
			 const struct moot_explanation *explanation)
{
	if (request->runners_up > 0 || request->assumptions)
		moot_json_yes(json, "plan_is_best", explanation->is_best);
	if (request->runners_up > 0) {
		moot_json_array(json, "runners_up");
		for (size_t i = 0; i < explanation->runner_up_count; i++)
			write_alternative(json, NULL, &explanation->runners_up[i]);
		moot_json_array_end(json);
		moot_json_yes(json, "runners_up_proven", explanation->runners_proven);
		moot_json_yes(json, "runners_up_are_all", explanation->runners_all);
	}
	if (request->assumptions)
		moot_json_sensitivity(json, explanation->sensitivity, explanation->sensitivity_count);
}

enum moot_status moot_explain_to_json(const struct moot_landscape *landscape,
				      const struct moot_explain_request *request,
				      const struct moot_explanation *explanation, char **out, struct moot_error *error)
{
	struct moot_json json = {0};
	moot_json_object(&json, NULL);
	moot_json_array(&json, "asked");
	for (size_t i = 0; i < request->board_count; i++)
		moot_json_text(&json, NULL, landscape->boards[request->boards[i]].id);
	moot_json_array_end(&json);
	moot_json_object(&json, "structure");
	write_result(&json, &explanation->plan->structure);
	moot_json_totals(&json, "totals", &explanation->plan->after);
	moot_json_object_end(&json);
	if (request->board_count > 0) {
		moot_json_yes(&json, "together", explanation->are_together);
		write_boards(&json, explanation);
		write_obstacles(&json, explanation);
		write_merger(&json, explanation);
		moot_json_texts(&json, "partners", explanation->partners, explanation->partner_count);
		write_alternative(&json, "forced", explanation->forced);
		write_alternative(&json, "lifted", explanation->lifted);
		write_alternative(&json, "forbidden", explanation->forbidden);
	}
	write_rivals(&json, request, explanation);
	moot_json_object_end(&json);
	return moot_json_take(&json, out, error);
}
