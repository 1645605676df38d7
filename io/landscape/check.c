/*
 * What only the whole landscape can tell: seats against quorums and rooms, agendas against meetings, duties against
 * those who carry them. Nearly all are warnings: real landscapes are so, and the plan copes.
 */
#include "io/landscape/agenda.h"
#include "io/landscape/boards.h"
#include "io/landscape/members.h"

#include <string.h>

/* A warning at a board's row; __VA_ARGS__ begin with the format. */
#define WARN_BOARD(index, column, ...)                                                                                 \
	moot_intake_report_at(intake, MOOT_WARNING, &intake->sheets[MOOT_FILE_BOARDS], intake->board_rows[index],      \
			      column, __VA_ARGS__)

static size_t members_of(const struct moot_intake *intake, size_t board)
{
	return intake->member_starts[board + 1] - intake->member_starts[board];
}

static void check_seats(struct moot_intake *intake, size_t b)
{
	const struct moot_landscape *l = intake->landscape;
	const struct moot_board *board = &l->boards[b];
	size_t members = members_of(intake, b);
	const char *id = moot_intake_quote(intake, board->id);
	if (members == 0 && intake->sheets[MOOT_FILE_MEMBERS].usable)
		WARN_BOARD(b, MOOT_BOARD_ID, "board %s has no members; add them to members.csv", id);
	else if ((size_t)board->quorum > members)
		WARN_BOARD(b, MOOT_BOARD_QUORUM, "the quorum is %d but board %s has only %zu member%s", board->quorum,
			   id, members, members == 1 ? "" : "s");
	if (board->venue < 0 || board->mode == MOOT_ONLINE)
		return;
	const struct moot_venue *venue = &l->venues[board->venue];
	if (venue->capacity > 0 && members > (size_t)venue->capacity)
		WARN_BOARD(b, MOOT_BOARD_VENUE,
			   "venue %s holds %d but board %s has %zu members; name a larger one or leave it empty",
			   moot_intake_quote(intake, venue->id), venue->capacity, id, members);
}

static void check_frequency(struct moot_intake *intake, size_t b)
{
	const struct moot_board *board = &intake->landscape->boards[b];
	if (board->meetings_per_year < board->min_per_year)
		WARN_BOARD(b, MOOT_BOARD_MEETINGS, "board %s meets %d times a year, less than its min_per_year, %d",
			   moot_intake_quote(intake, board->id), board->meetings_per_year, board->min_per_year);
}

static void check_names(struct moot_intake *intake)
{
	struct moot_lexicon names = {0};
	const struct moot_landscape *l = intake->landscape;
	for (size_t b = 0; b < l->board_count && !intake->status; b++) {
		int first = 0;
		const char *folded = moot_intake_fold(intake, l->boards[b].name);
		if (moot_lexicon_add(&names, folded, l->boards[b].id, &first))
			intake->status = MOOT_ERROR_MEMORY;
		else if (strcmp(names.texts[first], l->boards[b].id) != 0)
			WARN_BOARD(b, MOOT_BOARD_NAME, "boards %s and %s have the same name; is one of them too many?",
				   moot_intake_quote(intake, names.texts[first]),
				   moot_intake_quote(intake, l->boards[b].id));
	}
	moot_lexicon_clear(&names);
}

/* Agendas that need more than the meetings have: they make the meetings longer. */
static void check_agendas(struct moot_intake *intake)
{
	const struct moot_landscape *l = intake->landscape;
	int64_t *minutes = moot_intake_scratch(intake, l->board_count, sizeof *minutes);
	if (!minutes)
		return;
	for (size_t i = 0; i < l->item_count; i++)
		minutes[l->items[i].board] += (int64_t)l->items[i].minutes * l->items[i].per_year;
	for (size_t b = 0; b < l->board_count; b++) {
		const struct moot_board *board = &l->boards[b];
		int64_t room = (int64_t)board->meetings_per_year * (board->minutes - board->standing_minutes);
		if (minutes[b] > room && room > 0)
			WARN_BOARD(b, MOOT_BOARD_MINUTES,
				   "the agenda of board %s needs %lld minutes a year but its meetings leave %lld; they "
				   "are counted as longer",
				   moot_intake_quote(intake, board->id), (long long)minutes[b], (long long)room);
	}
}

static bool is_represented(const struct moot_intake *intake, int board, int organisation)
{
	for (size_t i = intake->member_starts[board]; i < intake->member_starts[board + 1]; i++)
		if (intake->landscape->members[intake->member_order[i]].organisation == organisation)
			return true;
	return false;
}

/* An agenda row that carries a duty: the board must hold those whom the duty names. */
static void check_carrier(struct moot_intake *intake, size_t i)
{
	const struct moot_landscape *l = intake->landscape;
	const struct moot_item *item = &l->items[i];
	const struct moot_duty *duty = &l->duties[item->duty];
	const struct moot_board *board = &l->boards[item->board];
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_AGENDA];
	for (size_t o = 0; o < duty->organisation_count && intake->sheets[MOOT_FILE_MEMBERS].usable; o++)
		if (!is_represented(intake, item->board, duty->organisations[o]))
			moot_intake_report_at(
			    intake, MOOT_WARNING, sheet, intake->item_rows[i], MOOT_AGENDA_DUTY,
			    "duty %s must have %s represented, but nobody of it sits on board %s",
			    moot_intake_quote(intake, duty->id),
			    moot_intake_quote(intake, intake->organisations.texts[duty->organisations[o]]),
			    moot_intake_quote(intake, board->id));
	if (board->meetings_per_year < duty->min_per_year)
		moot_intake_report_at(intake, MOOT_WARNING, sheet, intake->item_rows[i], MOOT_AGENDA_DUTY,
				      "duty %s asks for %d meetings a year, but board %s has %d",
				      moot_intake_quote(intake, duty->id), duty->min_per_year,
				      moot_intake_quote(intake, board->id), board->meetings_per_year);
}

static void check_duties(struct moot_intake *intake)
{
	const struct moot_landscape *l = intake->landscape;
	bool *carried = moot_intake_scratch(intake, l->duty_count, sizeof *carried);
	for (size_t i = 0; carried && i < l->item_count; i++)
		if (l->items[i].duty >= 0) {
			carried[l->items[i].duty] = true;
			check_carrier(intake, i);
		}
	for (size_t d = 0; carried && d < l->duty_count; d++)
		if (!carried[d])
			moot_intake_report_at(intake, MOOT_WARNING, &intake->sheets[MOOT_FILE_DUTIES],
					      intake->duty_rows[d], MOOT_DUTY_ID,
					      "no board carries duty %s; name it in agenda.csv",
					      moot_intake_quote(intake, l->duties[d].id));
}

/* Sites of travel.csv where nobody is and nothing meets: most often another spelling. */
static void check_sites(struct moot_intake *intake)
{
	enum { FROM, TO };
	const struct moot_landscape *l = intake->landscape;
	const struct moot_sheet *travel = &intake->sheets[MOOT_FILE_TRAVEL];
	bool *used = moot_intake_scratch(intake, intake->sites.count, sizeof *used);
	if (!used || !travel->usable)
		return;
	for (size_t v = 0; v < l->venue_count; v++)
		if (l->venues[v].site >= 0)
			used[l->venues[v].site] = true;
	for (size_t p = 0; p < l->person_count; p++)
		if (l->people[p].base >= 0)
			used[l->people[p].base] = true;
	for (size_t b = 0; b < l->board_count && !intake->sheets[MOOT_FILE_VENUES].present; b++) {
		int site = moot_intake_intern(intake, &intake->sites, l->boards[b].venue_text);
		if (site >= 0)
			used[site] = true;
	}
	for (size_t row = 0; row < travel->table.row_count && !intake->status; row++)
		for (int column = FROM; column <= TO; column++) {
			const char *text = moot_sheet_text(travel, row, column);
			int site = moot_intake_intern(intake, &intake->sites, text);
			if (site < 0 || used[site])
				continue;
			used[site] = true;
			moot_intake_report_at(intake, MOOT_WARNING, travel, row, column,
					      "no venue is at %s and nobody is based there; is it spelt as elsewhere?",
					      moot_intake_quote(intake, text));
		}
}

void moot_check_whole(struct moot_intake *intake)
{
	for (size_t b = 0; b < intake->landscape->board_count && !intake->status; b++) {
		check_seats(intake, b);
		check_frequency(intake, b);
	}
	check_names(intake);
	check_agendas(intake);
	if (!intake->status)
		check_duties(intake);
	if (!intake->status)
		check_sites(intake);
}
