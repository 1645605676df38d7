/* Subjects and objects of rules (rules.h): boards, people, themes, duties, days and instants. */
#include "io/landscape/rules.h"

#include <string.h>
#include <strings.h>

/* Reports at the cell and marks the draft wrong. */
#define WRONG(...) (moot_cell_report(intake, MOOT_ERROR, cell, __VA_ARGS__), (void)(draft->wrong = true))

static void add_board(struct moot_draft *draft, int board)
{
	for (size_t i = 0; i < draft->rule.board_count; i++)
		if (draft->rule.boards[i] == board)
			return;
	draft->rule.boards[draft->rule.board_count++] = board;
}

/* Room for `count` more boards. */
static bool reserve_boards(struct moot_intake *intake, struct moot_draft *draft, size_t count)
{
	size_t have = draft->rule.board_count;
	int *boards = moot_intake_array(intake, have + count, sizeof *boards);
	if (boards && have > 0)
		memcpy(boards, draft->rule.boards, have * sizeof *boards);
	if (boards)
		draft->rule.boards = boards;
	return boards;
}

static bool reserve_people(struct moot_intake *intake, struct moot_draft *draft, size_t count)
{
	draft->people = moot_intake_scratch(intake, count, sizeof *draft->people);
	return draft->people;
}

void moot_rule_boards(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft)
{
	struct moot_list ids = moot_intake_split(intake, cell->text);
	if (!reserve_boards(intake, draft, ids.count))
		return;
	for (size_t i = 0; i < ids.count; i++) {
		struct moot_cell one = *cell;
		one.text = ids.items[i];
		int board = moot_intake_resolve(intake, &intake->boards, MOOT_FILE_BOARDS, "board", &one);
		if (board < 0)
			draft->wrong = true;
		else
			add_board(draft, board);
	}
	if (ids.count == 0)
		WRONG("no board is named; give at least one board_id");
}

void moot_rule_board(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft)
{
	if (strchr(cell->text, '|'))
		WRONG("one board is wanted here, not a list; write a row for each");
	else
		moot_rule_boards(intake, cell, draft);
}

void moot_rule_theme_or_duty(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft)
{
	draft->rule.duty = moot_lexicon_find(&intake->duties, cell->text);
	if (draft->rule.duty < 0)
		draft->rule.theme = moot_lexicon_find(&intake->themes, moot_intake_fold(intake, cell->text));
	if (draft->rule.duty >= 0 || draft->rule.theme >= 0)
		return;
	const char *suggestion = moot_intake_suggest(intake, &intake->themes, cell->text);
	if (!*suggestion)
		suggestion = moot_intake_suggest(intake, &intake->duties, cell->text);
	WRONG("there is no theme %s in agenda.csv and no such duty in duties.csv%s",
	      moot_intake_quote(intake, cell->text), suggestion);
}

/* The person of an id, or MOOT_NONE after saying that there is none. */
static int find_person(struct moot_intake *intake, const struct moot_cell *cell, const char *id,
		       struct moot_draft *draft)
{
	int person = moot_lexicon_find(&intake->people, id);
	if (person < 0)
		WRONG("there is no person %s in people.csv or members.csv%s", moot_intake_quote(intake, id),
		      moot_intake_suggest(intake, &intake->people, id));
	return person;
}

void moot_rule_person(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft)
{
	if (!reserve_people(intake, draft, 1))
		return;
	draft->people[0] = find_person(intake, cell, cell->text, draft);
	draft->person_count = 1;
}

void moot_rule_people_or_all(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft)
{
	struct moot_list ids = moot_intake_split(intake, cell->text);
	if (strcasecmp(cell->text, "all") == 0) {
		draft->rule.everyone = true;
		return;
	}
	if (!reserve_people(intake, draft, ids.count))
		return;
	for (size_t i = 0; i < ids.count; i++)
		draft->people[draft->person_count++] = find_person(intake, cell, ids.items[i], draft);
	if (ids.count == 0)
		WRONG("nobody is named; give a person_id or all");
}

/* "board:ID" or "person:ID", or an ID that only one of them has. */
static void add_anyone(struct moot_intake *intake, const struct moot_cell *cell, const char *text,
		       struct moot_draft *draft)
{
	bool is_board = strncasecmp(text, "board:", 6) == 0;
	bool is_person = strncasecmp(text, "person:", 7) == 0;
	const char *id = is_board ? text + 6 : is_person ? text + 7 : text;
	int board = is_person ? -1 : moot_lexicon_find(&intake->boards, id);
	int person = is_board ? -1 : moot_lexicon_find(&intake->people, id);
	if (board >= 0 && person >= 0) {
		WRONG("%s is a board and a person; write board:%s or person:%s", moot_intake_quote(intake, id), id, id);
	} else if (board >= 0) {
		add_board(draft, board);
	} else if (person >= 0) {
		draft->people[draft->person_count++] = person;
	} else {
		const char *suggestion = moot_intake_suggest(intake, &intake->boards, id);
		if (!*suggestion)
			suggestion = moot_intake_suggest(intake, &intake->people, id);
		WRONG("there is no board or person %s%s", moot_intake_quote(intake, id), suggestion);
	}
}

void moot_rule_anyone(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft)
{
	struct moot_list ids = moot_intake_split(intake, cell->text);
	if (strcasecmp(cell->text, "all") == 0) {
		draft->rule.everyone = true;
		return;
	}
	if (!reserve_boards(intake, draft, ids.count) || !reserve_people(intake, draft, ids.count))
		return;
	for (size_t i = 0; i < ids.count; i++)
		add_anyone(intake, cell, ids.items[i], draft);
	if (ids.count == 0)
		WRONG("nobody is named; give a board_id, a person_id or all");
}

/* "2027-07-20/2027-09-01" or one day. False where the text is neither. */
static bool parse_range(struct moot_intake *intake, const struct moot_cell *cell, const char *text,
			struct moot_when *when)
{
	char from[11] = "";
	*when = (struct moot_when){.weekday = MOOT_NONE};
	if (strlen(text) == 21 && text[10] == '/') {
		memcpy(from, text, 10);
		when->from = moot_day_parse(from);
		when->to = moot_day_parse(text + 11);
	} else {
		when->from = when->to = moot_intake_date(intake, cell, text);
	}
	return when->from != MOOT_NO_DAY && when->to != MOOT_NO_DAY;
}

static void check_range(struct moot_intake *intake, const struct moot_cell *cell, const struct moot_when *when,
			struct moot_draft *draft)
{
	const struct moot_policy *policy = &intake->landscape->policy;
	if (when->from > when->to)
		WRONG("the range ends before it begins; the earlier date comes first");
	else if (when->to < policy->start || when->from > policy->end)
		moot_cell_report(intake, MOOT_WARNING, cell, "the range lies outside the planning year");
}

void moot_rule_days(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft)
{
	struct moot_list texts = moot_intake_split(intake, cell->text);
	draft->whens = moot_intake_scratch(intake, texts.count, sizeof *draft->whens);
	for (size_t i = 0; draft->whens && i < texts.count; i++) {
		struct moot_when *when = &draft->whens[draft->when_count++];
		*when = (struct moot_when){.from = MOOT_NO_DAY, .to = MOOT_NO_DAY};
		if (moot_half_day_parse(texts.items[i], &when->weekday, &when->half))
			continue;
		if (parse_range(intake, cell, texts.items[i], when))
			check_range(intake, cell, when, draft);
		else
			WRONG("%s is neither a weekday nor a range of dates; write Fri, Fri am, Fri pm or "
			      "2027-07-20/2027-09-01%s",
			      moot_intake_quote(intake, texts.items[i]),
			      moot_intake_date_advice(intake, cell, texts.items[i]));
	}
	if (texts.count == 0)
		WRONG("no day is named; write Fri, Fri am, Fri pm or 2027-07-20/2027-09-01");
}

void moot_rule_range(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft)
{
	draft->whens = moot_intake_scratch(intake, 1, sizeof *draft->whens);
	draft->when_count = 1;
	if (!draft->whens)
		return;
	if (parse_range(intake, cell, cell->text, draft->whens))
		check_range(intake, cell, draft->whens, draft);
	else
		WRONG("%s is not a range of dates; write it as 2027-07-20/2027-09-01%s",
		      moot_intake_quote(intake, cell->text), moot_intake_date_advice(intake, cell, cell->text));
}

void moot_rule_instant(struct moot_intake *intake, const struct moot_cell *cell, struct moot_draft *draft)
{
	const struct moot_policy *policy = &intake->landscape->policy;
	char from[11];
	char to[11];
	moot_day_format(policy->start, from);
	moot_day_format(policy->end, to);
	if (!moot_minute_parse(cell->text, &draft->rule.pin))
		WRONG("%s is not a date and time; write it as 2027-03-02T10:00", moot_intake_quote(intake, cell->text));
	else if (draft->rule.pin < (moot_minute)policy->start * MOOT_MINUTES_A_DAY ||
		 draft->rule.pin >= ((moot_minute)policy->end + 1) * MOOT_MINUTES_A_DAY)
		WRONG("the pin lies outside the planning year, %s to %s; correct it or remove the rule", from, to);
}
