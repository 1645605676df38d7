/*
 * moot accept: what is agreed of a plan, as a scenario that locks it.
 *
 * A merged board becomes a `together`, one that stays a `keep`, one that ends a `close`; its chair a `chair`, each of
 * its meetings a `pin`. Planned with that scenario the agreed boards come out as they are, and the rest around them. A
 * board that closes as others lead all its themes has no rule: `close` would move its themes whole, and does so only
 * where the board is named.
 */
#include <io/cli/cli.h>

#include <io/csv/writer.h>
#include <string.h>

#define AGREED "Agreed: the plan of "

struct acceptance {
	const struct arguments *arguments;
	const struct moot_landscape *landscape;
	const struct moot_plan *plan;
	struct moot_csv csv;
	char reason[64];
};

static void add_row(struct acceptance *a, const char *rule, const char *subject, const char *object)
{
	moot_csv_cell(&a->csv, rule);
	moot_csv_cell(&a->csv, subject);
	moot_csv_cell(&a->csv, object);
	moot_csv_cell(&a->csv, "");
	moot_csv_cell(&a->csv, a->reason);
	moot_csv_end_row(&a->csv);
}

static bool names_board(const struct moot_plan_board *board, const char *id)
{
	bool names = strcmp(board->id, id) == 0;
	for (size_t f = 0; f < board->from_count; f++)
		names = names || strcmp(board->from[f], id) == 0;
	return names;
}

/* Calls `each` with every id that the command line lists; ids of one option may be joined by | or commas. */
static bool for_listed(const struct arguments *arguments, bool (*each)(void *context, const char *id), void *context)
{
	bool go_on = true;
	for (int i = 0; i < arguments->boards.count && go_on; i++) {
		char id[512];
		for (const char *text = arguments->boards.items[i]; *text && go_on;) {
			size_t length = strcspn(text, "|,");
			if (length > 0 && length < sizeof id) {
				memcpy(id, text, length);
				id[length] = '\0';
				go_on = each(context, id);
			}
			text += length + (text[length] != '\0');
		}
	}
	for (int i = 2; i < arguments->count && go_on; i++)
		go_on = each(context, arguments->positional[i]);
	return go_on;
}

static bool is_known(void *context, const char *id)
{
	const struct acceptance *a = context;
	for (size_t b = 0; b < a->plan->board_count; b++)
		if (names_board(&a->plan->boards[b], id))
			return true;
	fprintf(stderr, "moot: the plan has no board \"%s\"; boards.csv of the plan lists them\n", id);
	return false;
}

static bool is_other(void *context, const char *id)
{
	return !names_board(context, id);
}

/* No rule closes it: others lead all its themes. */
static bool closes_by_itself(const struct acceptance *a, const struct moot_plan_board *board)
{
	const struct moot_landscape *l = a->landscape;
	for (size_t r = 0; r < l->rule_count; r++)
		for (size_t b = 0; l->rules[r].kind == MOOT_RULE_CLOSE && b < l->rules[r].board_count; b++)
			if (names_board(board, l->boards[l->rules[r].boards[b]].id))
				return false;
	return board->fate == MOOT_CLOSED;
}

static bool is_wanted(const struct acceptance *a, struct moot_plan_board *board)
{
	bool all = a->arguments->boards.count == 0 && a->arguments->count == 2;
	return all ? !closes_by_itself(a, board) : !for_listed(a->arguments, is_other, board);
}

/* One of the boards it is made of on which the chair has a seat; NULL for none. */
static const char *seat_of_chair(const struct acceptance *a, const struct moot_plan_board *board)
{
	const struct moot_landscape *l = a->landscape;
	int person = *board->chair ? moot_landscape_person(l, board->chair) : MOOT_NONE;
	for (size_t m = 0; m < l->member_count && person >= 0; m++)
		if (l->members[m].person == person && names_board(board, l->boards[l->members[m].board].id))
			return l->boards[l->members[m].board].id;
	return NULL;
}

static void add_pins(struct acceptance *a, const struct moot_plan_board *board)
{
	for (size_t i = 0; i < a->plan->meeting_count; i++) {
		const struct moot_meeting *meeting = &a->plan->meetings[i];
		char text[32];
		char day[11];
		if (strcmp(meeting->board, board->id) != 0)
			continue;
		int minute = (int)(meeting->start % MOOT_MINUTES_A_DAY);
		moot_day_format((moot_day)(meeting->start / MOOT_MINUTES_A_DAY), day);
		snprintf(text, sizeof text, "%sT%02d:%02d", day, minute / 60, minute % 60);
		add_row(a, "pin", board->id, text);
	}
}

static void add_board(struct acceptance *a, const struct moot_plan_board *board)
{
	struct moot_text list = {0};
	for (size_t f = 0; f < board->from_count; f++) {
		moot_text_add(&list, f > 0 ? "|" : "");
		moot_text_add(&list, board->from[f]);
	}
	const char *boards = list.bytes ? list.bytes : "";
	const char *seat = seat_of_chair(a, board);
	add_row(a, board->fate == MOOT_CLOSED ? "close" : board->from_count > 1 ? "together" : "keep", boards, "");
	if (seat && board->fate != MOOT_CLOSED)
		add_row(a, "chair", seat, board->chair);
	add_pins(a, board);
	a->csv.text.failed = a->csv.text.failed || list.failed;
	moot_text_clear(&list);
}

/* Whether each row below the header gives our reason: a row of the user's own is not written over. */
static bool is_accepted(FILE *file)
{
	char row[16384]; /* as long a list of boards as there can be */
	bool agreed = fgets(row, sizeof row, file) && strstr(row, "rule,subject,object,value,reason");
	while (agreed && fgets(row, sizeof row, file))
		agreed = strstr(row, AGREED) != NULL;
	return agreed;
}

static enum exit_code deliver(struct acceptance *a)
{
	struct moot_error error = {0};
	char *text = NULL;
	enum moot_status status = moot_text_take(&a->csv.text, &text, &error);
	if (status == MOOT_OK && a->arguments->output) {
		status = moot_file_write(a->arguments->output, text, &error);
		moot_release(text);
	} else if (status == MOOT_OK) {
		return print_text(text);
	}
	return report_error(status, &error);
}

static enum exit_code accept(struct acceptance *a)
{
	static const char *const titles[] = {"rule", "subject", "object", "value", "reason", NULL};
	snprintf(a->reason, sizeof a->reason, AGREED "%.10s", a->plan->created);
	if (!for_listed(a->arguments, is_known, a))
		return EXIT_USAGE;
	moot_csv_begin(&a->csv, titles);
	for (size_t b = 0; b < a->plan->board_count; b++)
		if (is_wanted(a, &a->plan->boards[b]))
			add_board(a, &a->plan->boards[b]);
	return deliver(a);
}

enum exit_code command_accept(const struct arguments *arguments)
{
	struct moot_landscape *landscape = NULL;
	struct moot_plan *plan = NULL;
	enum exit_code code = load_plan(arguments, arguments->positional[1], &landscape, &plan);
	if (code == EXIT_DONE && is_file_target(arguments->output, is_accepted, &code)) {
		struct acceptance a = {.arguments = arguments, .landscape = landscape, .plan = plan};
		code = accept(&a);
	}
	moot_landscape_free(landscape);
	moot_plan_free(plan);
	return code;
}
