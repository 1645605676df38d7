/* What was assumed where the input is silent: the lines by which a reader of a plan judges what it rests on. */
#include "io/landscape/boards.h"
#include "io/landscape/members.h"

enum { MOST_ASSUMPTIONS = 16 };

static void note(struct moot_intake *intake, const char *key, const char *value)
{
	struct moot_landscape *l = intake->landscape;
	if (!value)
		intake->status = MOOT_ERROR_MEMORY;
	if (!value || l->assumption_count == MOST_ASSUMPTIONS + intake->scenario_count)
		return;
	l->assumptions[2 * l->assumption_count] = key;
	l->assumptions[2 * l->assumption_count + 1] = value;
	l->assumption_count++;
}

/* How many boards leave the column empty. */
static size_t silent_boards(const struct moot_intake *intake, int column)
{
	size_t count = 0;
	for (size_t b = 0; b < intake->landscape->board_count; b++)
		count += !*moot_sheet_text(&intake->sheets[MOOT_FILE_BOARDS], intake->board_rows[b], column);
	return count;
}

/* "meetings_per_year": "4 for 12 of 30 boards". */
static void note_boards(struct moot_intake *intake, int column, int assumed)
{
	const struct moot_landscape *l = intake->landscape;
	size_t silent = silent_boards(intake, column);
	if (silent > 0)
		note(intake, moot_boards_kind.columns[column].name,
		     moot_arena_format(l->arena, "%d for %zu of %zu boards", assumed, silent, l->board_count));
}

static void note_people(struct moot_intake *intake)
{
	const struct moot_landscape *l = intake->landscape;
	const char *salary = moot_policy_text(&l->policy, l->arena, MOOT_PARAM_ID_default_salary);
	size_t unpaid = 0;
	size_t unknown = 0;
	for (size_t p = 0; p < l->person_count; p++) {
		unpaid += l->people[p].salary < 0;
		unknown += intake->person_rows[p] == SIZE_MAX;
	}
	if (unpaid > 0 && salary)
		note(intake, "salary",
		     moot_arena_format(l->arena, "%s for %zu of %zu people", salary, unpaid, l->person_count));
	if (unknown > 0)
		note(intake, "people",
		     moot_arena_format(l->arena, "policy's defaults for %zu of %zu, whom only members.csv names",
				       unknown, l->person_count));
}

static void note_agendas(struct moot_intake *intake)
{
	const struct moot_landscape *l = intake->landscape;
	bool *listed = moot_intake_scratch(intake, l->board_count, sizeof *listed);
	size_t silent = l->board_count;
	for (size_t i = 0; listed && i < l->item_count; i++) {
		silent -= !listed[l->items[i].board];
		listed[l->items[i].board] = true;
	}
	if (listed && silent > 0)
		note(intake, "agenda",
		     moot_arena_format(l->arena, "%zu of %zu boards have none, so all their time is their own business",
				       silent, l->board_count));
}

void moot_note_assumptions(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	l->assumptions =
	    moot_intake_array(intake, 2 * (MOST_ASSUMPTIONS + intake->scenario_count), sizeof *l->assumptions);
	if (!l->assumptions)
		return;
	for (size_t s = 0; s < intake->scenario_count; s++)
		note(intake, "scenario", moot_arena_text(l->arena, intake->scenarios[s]));
	if (intake->start_assumed) {
		char start[11];
		moot_day_format(l->policy.start, start);
		note(intake, "start", moot_arena_format(l->arena, "%s, the next 1 April", start));
	}
	note_boards(intake, MOOT_BOARD_MEETINGS, 4);
	note_boards(intake, MOOT_BOARD_MINUTES, 120);
	note_boards(intake, MOOT_BOARD_STANDING, l->policy.standing_minutes);
	note_boards(intake, MOOT_BOARD_PREP, l->policy.prep_minutes);
	note_boards(intake, MOOT_BOARD_TRAVEL, l->policy.travel_minutes);
	note_people(intake);
	note_agendas(intake);
}
