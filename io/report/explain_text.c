/*
 * What `moot explain` says on the terminal: where the boards are in the plan and why, what their merger is made of,
 * what stands in the way, and what it costs to have it otherwise.
 */
#include "io/report/columns.h"
#include "io/report/words.h"

#include <moot/io.h>

#include <math.h>
#include <string.h>

static void line(struct moot_text *text, const char *raw)
{
	moot_text_add(text, "  ");
	moot_text_plain(text, raw);
	moot_text_add(text, "\n");
}

static void heading(struct moot_text *text, const char *words)
{
	moot_text_add(text, "\n");
	moot_text_add(text, words);
	moot_text_add(text, "\n");
}

/* "a, b" of "a|b". */
static void write_ids(struct moot_text *text, const char *key)
{
	for (; *key; key += *key == '|') {
		size_t length = strcspn(key, "|");
		moot_text_add_n(text, key, length);
		key += length;
		moot_text_add(text, *key ? ", " : "");
	}
}

static void write_key(struct moot_text *text, const char *key)
{
	bool closes = strncmp(key, "close ", 6) == 0;
	moot_text_add(text, "    ");
	write_ids(text, key + (closes ? 6 : 0));
	moot_text_add(text, closes ? " would end\n" : strchr(key, '|') ? " would be one board\n" : " would be alone\n");
}

/* "12.5 hours more", "12.5 hours less". */
static void write_difference(struct moot_text *text, double value, const char *before, const char *after, int decimals)
{
	moot_text_add(text, before);
	moot_text_fixed(text, fabs(value), decimals);
	moot_text_add(text, after);
	moot_text_add(text, value < 0 ? " less" : " more");
}

static void write_proof(struct moot_text *text, const struct moot_structure_result *result)
{
	if (result->gap == 0) {
		moot_text_add(text, "proven the best of its kind");
		return;
	}
	moot_text_add(text, "could be better by up to ");
	moot_text_fixed(text, result->objective - result->bound, 1);
	moot_text_add(text, " weighted hours");
}

static void write_figures(struct moot_text *text, const struct moot_alternative *other)
{
	moot_text_add(text, "  ");
	write_difference(text, other->weighted, "", " weighted hours", 1);
	moot_text_add(text, " a year than the plan:");
	write_difference(text, other->difference.hours, " ", " hours", 1);
	write_difference(text, other->difference.senior_hours, ", ", " senior hours", 1);
	write_difference(text, other->difference.cost, ", GBP ", "", 0);
	moot_text_add(text, " (");
	write_proof(text, &other->structure);
	moot_text_add(text, ").\n");
	for (size_t i = 0; i < other->added_count; i++)
		write_key(text, other->added[i]);
	if (other->added_count == 0)
		moot_text_add(text, "    The boards would be those of the plan.\n");
}

static void write_alternative(struct moot_text *text, const char *words, const struct moot_alternative *other)
{
	if (!other)
		return;
	heading(text, words);
	moot_text_add(text, "  (as the line ");
	moot_text_plain(text, other->rule);
	moot_text_add(text, " in rules.csv asks)\n");
	if (other->solved == MOOT_SOLVED) {
		write_figures(text, other);
		if (other->weighted < -0.05)
			moot_text_add(text,
				      "  The plan is the best before themes are handed over; with that, this would "
				      "be better.\n");
	} else if (other->solved == MOOT_SOLVED_NOT) {
		moot_text_add(text, "  The time ended before this was answered.\n");
	} else {
		moot_text_add(text, "  No plan is left then.");
		moot_text_add(text, *other->conflict ? " " : "\n");
		for (const char *at = other->conflict; *at;) {
			size_t length = strcspn(at, "\n");
			struct moot_text part = {0};
			moot_text_add_n(&part, at, length);
			moot_text_plain(text, part.bytes ? part.bytes : "");
			text->failed |= part.failed;
			moot_text_clear(&part);
			at += length + (at[length] == '\n');
			moot_text_add(text, *at ? "\n    " : "\n");
		}
	}
}

static void write_boards(struct moot_text *text, const struct moot_explanation *explanation)
{
	for (size_t i = 0; i < explanation->board_count; i++) {
		const struct moot_plan_board *board = explanation->boards[i].board;
		moot_text_add(text, "\nIn the plan, ");
		for (size_t f = 0; f < board->from_count; f++) {
			moot_text_add(text, f == 0 ? "" : f + 1 == board->from_count ? " and " : ", ");
			moot_text_add(text, board->from[f]);
		}
		moot_text_add(text, board->fate == MOOT_KEPT     ? " stays a board by itself"
				    : board->fate == MOOT_CLOSED ? " ends"
				    : board->fate == MOOT_MERGED ? " are one board"
								 : " meet in common");
		moot_text_add(text, board->needs_agreement ? " (needs agreement):\n" : ":\n");
		for (size_t w = 0; w < board->why_count; w++)
			line(text, board->why[w]);
	}
}

static void write_merger(struct moot_text *text, const struct moot_explanation *explanation)
{
	const struct moot_merger *merger = &explanation->merger;
	if (!explanation->has_merger ||
	    (explanation->are_together && explanation->boards[0].board->from_count == (size_t)explanation->board_count))
		return;
	heading(text, "These boards as one, and nothing else changed:");
	for (size_t i = 0; i < merger->sentence_count; i++)
		line(text, merger->sentences[i]);
}

static void write_obstacles(struct moot_text *text, const struct moot_explanation *explanation)
{
	if (explanation->obstacle_count == 0)
		return;
	heading(text, "What stands in the way:");
	for (size_t i = 0; i < explanation->obstacle_count; i++) {
		const struct moot_obstacle *obstacle = &explanation->obstacles[i];
		moot_text_add(text, "  ");
		moot_text_add(text, obstacle->file);
		if (obstacle->line > 0)
			moot_text_format(text, ":%d", obstacle->line);
		moot_text_add(text, ": ");
		moot_text_plain(text, obstacle->what);
		if (*obstacle->law) {
			moot_text_add(text, "; ");
			moot_text_plain(text, obstacle->law);
		}
		moot_text_add(text, ".\n");
	}
}

static void write_runners_up(struct moot_text *text, const struct moot_explanation *explanation)
{
	heading(text, "The next best sets of boards (hand-overs left aside):");
	for (size_t i = 0; i < explanation->runner_up_count; i++) {
		moot_text_format(text, "  %zu.", i + 1);
		write_figures(text, &explanation->runners_up[i]);
	}
	if (explanation->runners_all)
		moot_text_add(text, "  There are no others.\n");
	else if (!explanation->runners_proven)
		moot_text_add(text, "  The time ended before it was proven that none was missed.\n");
	else
		moot_text_add(text, "  Proven: none lies between these.\n");
}

static void write_end(struct moot_text *text, const struct moot_sensitivity *s, bool is_end, double value)
{
	if (!s->is_known)
		moot_text_add(text, "not known");
	else if (isinf(value))
		moot_text_add(text, "any");
	else
		moot_text_fixed(text, value, s->is_exact || fabs(value) < 10 ? 2 : 0);
	if (s->is_known && is_end && !isinf(value))
		moot_text_add(text, " (end)");
}

static void write_cell(struct moot_columns *columns, const struct moot_sensitivity *s, bool is_end, double value)
{
	struct moot_text cell = {0};
	write_end(&cell, s, is_end, value);
	moot_columns_text(columns, cell.bytes ? cell.bytes : "");
	columns->cells.failed |= cell.failed;
	moot_text_clear(&cell);
}

static void write_sensitivity(struct moot_text *text, const struct moot_explanation *explanation)
{
	static const char *const titles[] = {"assumption", "now", "from", "to", "in", NULL};
	struct moot_columns columns;
	heading(text, "How far each assumption may move, the others as they are, before other boards are better:");
	if (!explanation->is_best) {
		moot_text_add(text, "  The plan's boards are not proven to be the best as things are.\n");
		return;
	}
	moot_columns_begin(&columns, titles);
	for (size_t i = 0; i < explanation->sensitivity_count; i++) {
		const struct moot_sensitivity *s = &explanation->sensitivity[i];
		moot_columns_text(&columns, s->key);
		write_cell(&columns, &(struct moot_sensitivity){.is_known = true}, false, s->value);
		write_cell(&columns, s, s->low_is_end, s->low);
		write_cell(&columns, s, s->high_is_end, s->high);
		moot_columns_text(&columns, s->unit);
	}
	moot_columns_end(&columns, text);
	moot_text_add(text, "  (end): nothing changes as far as this was tried.\n");
	for (size_t i = 0; i < explanation->sensitivity_count; i++) {
		const struct moot_sensitivity *s = &explanation->sensitivity[i];
		if (*s->below) {
			moot_text_format(text, "  Below, %s first: ", s->key);
			moot_text_plain(text, s->below);
			moot_text_add(text, ".\n");
		}
		if (*s->above) {
			moot_text_format(text, "  Above, %s first: ", s->key);
			moot_text_plain(text, s->above);
			moot_text_add(text, ".\n");
		}
	}
	moot_text_add(text,
		      "  Other pay, on-costs and hours a year change the cost in pounds, and boards at most through "
		      "who keeps a seat.\n");
}

static void write_partners(struct moot_text *text, const struct moot_explanation *explanation)
{
	if (explanation->partner_count == 0)
		return;
	moot_text_add(text, "\nIf it had to merge, it would best be with ");
	for (size_t i = 0; i < explanation->partner_count; i++) {
		moot_text_add(text, i == 0 ? "" : i + 1 == explanation->partner_count ? " and " : ", ");
		moot_text_plain(text, explanation->partners[i]);
	}
	moot_text_add(text, ".\n");
}

enum moot_status moot_explain_to_text(const struct moot_landscape *landscape,
				      const struct moot_explain_request *request,
				      const struct moot_explanation *explanation, char **out, struct moot_error *error)
{
	struct moot_text text = {0};
	moot_text_plain(&text, landscape->policy.name);
	for (size_t i = 0; i < request->board_count; i++) {
		moot_text_add(&text, i == 0 ? ": " : i + 1 == request->board_count ? " and " : ", ");
		moot_text_plain(&text, landscape->boards[request->boards[i]].name);
	}
	moot_text_add(&text, "\n");
	write_boards(&text, explanation);
	if (request->board_count > 0) {
		write_merger(&text, explanation);
		write_obstacles(&text, explanation);
		write_partners(&text, explanation);
	}
	write_alternative(&text, "To merge them all the same would take:", explanation->forced);
	write_alternative(&text, "Were that no obstacle, merging them would take:", explanation->lifted);
	write_alternative(&text, "To keep them apart would take:", explanation->forbidden);
	if (request->runners_up > 0)
		write_runners_up(&text, explanation);
	if (request->assumptions)
		write_sensitivity(&text, explanation);
	return moot_text_take(&text, out, error);
}
