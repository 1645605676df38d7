/* The yearly review (review.h). */
#include "io/report/review.h"

#include "io/plan/json_parts.h"
#include "io/report/columns.h"
#include "io/report/html.h"

#include <math.h>

static const enum moot_review_verdict ORDER[] = {MOOT_REVIEW_CLOSE, MOOT_REVIEW_MERGE, MOOT_REVIEW_WATCH,
						 MOOT_REVIEW_KEEP};
enum { VERDICTS = sizeof ORDER / sizeof *ORDER };

static void add_period(struct moot_text *text, const struct moot_review *review)
{
	char from[11];
	char to[11];
	moot_day_format(review->from, from);
	moot_day_format(review->to, to);
	moot_text_format(text, "%s to %s", from, to);
}

static void add_list(struct moot_text *text, const char *const *items, size_t count, const char *between)
{
	for (size_t i = 0; i < count; i++) {
		moot_text_add(text, i > 0 ? between : "");
		moot_text_plain(text, items[i]);
	}
}

/* Where nothing is recorded nobody knows what was held and who came: a 0 would read as if nobody had. */
static void add_column(struct moot_columns *columns, double value, bool known)
{
	if (known)
		moot_columns_number(columns, value, 0);
	else
		moot_columns_text(columns, "-");
}

static void add_cell(struct moot_text *text, double value, bool known)
{
	if (known)
		moot_html_cell_number(text, value, 0);
	else
		moot_html_cell(text, "not known");
}

static void write_board(struct moot_text *text, const struct moot_review_board *board)
{
	moot_text_format(text, "  %s ", moot_review_text(board->verdict));
	moot_text_plain(text, board->name);
	moot_text_add(text, " (");
	moot_text_plain(text, board->id);
	moot_text_add(text, ")");
	if (board->with_count > 0) {
		moot_text_add(text, " with ");
		add_list(text, (const char *const *)board->with, board->with_count, ", ");
	}
	moot_text_add(text, ": ");
	add_list(text, (const char *const *)board->why, board->why_count, "; ");
	moot_text_add(text, "\n");
}

void moot_review_to_text(struct moot_text *text, const struct moot_review *review)
{
	static const char *const titles[] = {
	    "", "#planned", "#held", "#came, %", "#seats", "#cost a year, GBP", "#time spent, GBP", NULL};
	struct moot_columns columns;
	if (!review)
		return;
	moot_text_add(text, "\n  The year in review, ");
	add_period(text, review);
	moot_text_add(text, "\n\n");
	moot_columns_begin(&columns, titles);
	for (size_t i = 0; i < review->count; i++) {
		const struct moot_review_board *board = &review->boards[i];
		moot_columns_text(&columns, board->name);
		moot_columns_number(&columns, board->planned, 0);
		add_column(&columns, board->held, board->recorded);
		add_column(&columns, 100 * board->share, !isnan(board->share));
		moot_columns_number(&columns, board->seats, 0);
		moot_columns_number(&columns, board->cost, 0);
		add_column(&columns, board->spent, board->recorded);
	}
	moot_columns_end(&columns, text);
	moot_text_add(text, "\n");
	for (size_t v = 0; v < VERDICTS; v++)
		for (size_t i = 0; i < review->count; i++)
			if (review->boards[i].verdict == ORDER[v])
				write_board(text, &review->boards[i]);
}

static void write_json_board(struct moot_json *json, const struct moot_review_board *board)
{
	moot_json_object(json, NULL);
	moot_json_text(json, "id", board->id);
	moot_json_text(json, "name", board->name);
	moot_json_texts(json, "from", (const char *const *)board->from, board->from_count);
	moot_json_text(json, "verdict", moot_review_text(board->verdict));
	moot_json_texts(json, "with", (const char *const *)board->with, board->with_count);
	moot_json_texts(json, "why", (const char *const *)board->why, board->why_count);
	moot_json_yes(json, "new", board->is_new);
	moot_json_yes(json, "needed", board->needed);
	moot_json_yes(json, "recorded", board->recorded);
	moot_json_integer(json, "meetings_planned", board->planned);
	moot_json_integer(json, "meetings_held", board->held);
	moot_json_integer(json, "seats", board->seats);
	moot_json_number_or_null(json, "share", board->share);
	moot_json_integer(json, "quorum", board->quorum);
	moot_json_integer(json, "quorate", board->quorate);
	moot_json_number(json, "cost", board->cost);
	moot_json_number(json, "spent", board->spent);
	moot_json_object_in_line(json, "saving");
	moot_json_saved(json, &board->saving);
	moot_json_object_end(json);
	moot_json_object_end(json);
}

void moot_review_json(struct moot_json *json, const struct moot_review *review)
{
	char day[11];
	if (!review)
		return;
	moot_json_object(json, "review");
	moot_day_format(review->from, day);
	moot_json_text(json, "from", day);
	moot_day_format(review->to, day);
	moot_json_text(json, "to", day);
	moot_json_array(json, "boards");
	for (size_t i = 0; i < review->count; i++)
		write_json_board(json, &review->boards[i]);
	moot_json_array_end(json);
	moot_json_object_end(json);
}

static void write_row(struct moot_text *text, const struct moot_review_board *board)
{
	struct moot_text words = {0};
	moot_html_row(text, board->name);
	moot_text_add(&words, moot_review_text(board->verdict));
	moot_text_add(&words, board->with_count > 0 ? " with " : "");
	add_list(&words, (const char *const *)board->with, board->with_count, ", ");
	moot_html_cell(text, words.failed || !words.bytes ? "" : words.bytes);
	text->failed |= words.failed;
	moot_text_clear(&words);
	moot_html_cell_number(text, board->planned, 0);
	add_cell(text, board->held, board->recorded);
	add_cell(text, 100 * board->share, !isnan(board->share));
	moot_html_cell_number(text, board->cost, 0);
	add_cell(text, board->spent, board->recorded);
	words = (struct moot_text){0};
	add_list(&words, (const char *const *)board->why, board->why_count, "; ");
	moot_html_cell(text, words.failed || !words.bytes ? "" : words.bytes);
	text->failed |= words.failed;
	moot_text_clear(&words);
	moot_html_row_end(text);
}

void moot_review_page(struct moot_text *text, const struct moot_review *review)
{
	static const char *const titles[] = {"Board",           "Proposed", "#Meetings planned",
					     "#Held",           "#Came, %", "#Cost a year (£)",
					     "#Time spent (£)", "Why",      NULL};
	struct moot_text caption = {0};
	if (!review)
		return;
	moot_html_section(text, "review", "The year in review");
	moot_text_add(&caption, "What was planned and what was held, ");
	add_period(&caption, review);
	moot_html_table_begin(text, caption.failed ? "" : caption.bytes);
	text->failed |= caption.failed;
	moot_text_clear(&caption);
	moot_html_table_titles(text, titles);
	moot_html_table_body(text);
	for (size_t v = 0; v < VERDICTS; v++)
		for (size_t i = 0; i < review->count; i++)
			if (review->boards[i].verdict == ORDER[v])
				write_row(text, &review->boards[i]);
	moot_html_table_end(text);
	moot_html_section_end(text);
}

static void add_joined(struct moot_table *table, struct moot_arena *arena, const char *const *items, size_t count,
		       const char *between)
{
	const char *all = "";
	for (size_t i = 0; i < count && all; i++)
		all = moot_arena_format(arena, "%s%s%s", all, i > 0 ? between : "", items[i]);
	moot_table_text(table, all);
	table->failed |= !all;
}

void moot_review_table(struct moot_table *table, const struct moot_review *review, struct moot_arena *arena)
{
	static const char *const titles[] = {"board_id", "name",   "verdict", "with", "planned", "held", "seats",
					     "share",    "quorum", "quorate", "cost", "spent",   "why",  NULL};
	moot_table_begin(table, "review", "The year in review", titles);
	for (size_t i = 0; i < review->count; i++) {
		const struct moot_review_board *board = &review->boards[i];
		moot_table_text(table, board->id);
		moot_table_text(table, board->name);
		moot_table_text(table, moot_review_text(board->verdict));
		add_joined(table, arena, (const char *const *)board->with, board->with_count, "|");
		moot_table_whole(table, board->planned);
		moot_table_whole(table, board->held);
		moot_table_whole(table, board->seats);
		moot_table_share(table, board->share);
		moot_table_whole(table, board->quorum);
		moot_table_whole(table, board->quorate);
		moot_table_pounds(table, board->cost);
		moot_table_pounds(table, board->spent);
		add_joined(table, arena, (const char *const *)board->why, board->why_count, "; ");
	}
}
