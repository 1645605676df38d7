/*
 * What falls short today: boards that meet less often than they must, duties that nobody carries or that are carried
 * without an organisation that must be there, quorums that cannot be reached, boards that seldom meet or whose members
 * seldom come. Calendars count only where enough of them could have shown a meeting.
 */
#include <solver/audit_parts.h>

#include <stdlib.h>

/* As io/report/seen.h: calendars enough to say that a board does not meet. */
enum { ENOUGH_CALENDARS = 3, HALF = 50 };

struct findings {
	const struct moot_landscape *landscape;
	struct moot_audit_finding *items;
	size_t count;
	size_t capacity;
	bool failed;
};

static void add(struct findings *f, struct moot_audit_finding finding)
{
	if (f->failed || !moot_array_reserve((void **)&f->items, &f->capacity, f->count + 1, sizeof *f->items)) {
		f->failed = true;
		return;
	}
	f->items[f->count++] = finding;
}

static void add_board(struct findings *f, enum moot_audit_fault fault, int board, int have, int need)
{
	add(f, (struct moot_audit_finding){.fault = fault,
					   .board = board,
					   .duty = MOOT_NONE,
					   .organisation = MOOT_NONE,
					   .have = have,
					   .need = need});
}

static bool sits(const struct moot_landscape *l, const struct moot_costs *costs, int board, int organisation)
{
	for (int m = costs->first[board]; m < costs->first[board + 1]; m++)
		if (l->members[m].organisation == organisation)
			return true;
	return false;
}

/* The share of members' invitations that were accepted, in percent; -1 where nobody answered. */
static int turnout(const struct moot_landscape *l, const struct moot_costs *costs, int b)
{
	const struct moot_seen *seen = &l->boards[b].seen;
	long invited = 0;
	long accepted = 0;
	long answered = 0;
	for (int m = costs->first[b]; m < costs->first[b + 1]; m++) {
		for (size_t t = 0; t < seen->turnout_count; t++) {
			const struct moot_turnout *one = &seen->turnout[t];
			if (one->person != l->members[m].person)
				continue;
			invited += one->invited;
			accepted += one->accepted;
			answered += one->accepted + one->tentative + one->declined;
		}
	}
	return answered > 0 && invited > 0 ? (int)(100 * accepted / invited) : -1;
}

/* The share of seats that were taken on the dates that attendance.csv records, in percent; -1 where it has none. */
static int came(const struct moot_landscape *l, const struct moot_costs *costs, int b)
{
	long dates = 0;
	long seats = 0;
	long attended = 0;
	for (size_t i = 0; i < l->came_count; i++) { /* by board, day and person */
		const struct moot_came *one = &l->came[i];
		if (one->board != b)
			continue;
		dates += i == 0 || one[-1].board != b || one[-1].day != one->day;
		for (int m = costs->first[b]; m < costs->first[b + 1]; m++)
			attended += l->members[m].person == one->person && l->members[m].role != MOOT_OBSERVER &&
				    one->status == MOOT_CAME_ATTENDED;
	}
	for (int m = costs->first[b]; m < costs->first[b + 1]; m++)
		seats += l->members[m].role != MOOT_OBSERVER;
	return dates > 0 && seats > 0 ? (int)(100 * attended / (dates * seats)) : -1;
}

static void look_at_board(struct findings *f, const struct moot_costs *costs, int b)
{
	const struct moot_board *board = &f->landscape->boards[b];
	const struct moot_seen *seen = &board->seen;
	int members = costs->first[b + 1] - costs->first[b];
	int recorded = came(f->landscape, costs, b);
	int come = recorded >= 0 ? recorded : turnout(f->landscape, costs, b);
	bool could_be_seen = seen->own || seen->looked >= ENOUGH_CALENDARS;
	if (board->meetings_per_year < board->min_per_year)
		add_board(f, MOOT_FAULT_BOARD_MINIMUM, b, board->meetings_per_year, board->min_per_year);
	if (members < board->quorum)
		add_board(f, MOOT_FAULT_QUORUM, b, members, board->quorum);
	if (could_be_seen && 2 * seen->meetings <= board->meetings_per_year && board->meetings_per_year > 0)
		add_board(f, MOOT_FAULT_SELDOM_MEETS, b, seen->meetings, board->meetings_per_year);
	else if (board->meetings_per_year <= 1)
		add_board(f, MOOT_FAULT_SELDOM_MEETS, b, board->meetings_per_year, 0);
	if (come >= 0 && come < HALF)
		add_board(f, MOOT_FAULT_SELDOM_COME, b, come, HALF);
}

static void look_at_carrier(struct findings *f, const struct moot_costs *costs, int b, int d)
{
	const struct moot_landscape *l = f->landscape;
	const struct moot_duty *duty = &l->duties[d];
	struct moot_audit_finding finding = {.fault = MOOT_FAULT_DUTY_MINIMUM,
					     .board = b,
					     .duty = d,
					     .organisation = MOOT_NONE,
					     .have = l->boards[b].meetings_per_year,
					     .need = duty->min_per_year};
	if (finding.have < finding.need)
		add(f, finding);
	finding.fault = MOOT_FAULT_ORGANISATION;
	finding.have = finding.need = 0;
	for (size_t o = 0; o < duty->organisation_count; o++) {
		finding.organisation = duty->organisations[o];
		if (!sits(l, costs, b, finding.organisation))
			add(f, finding);
	}
}

static void look_at_duties(struct findings *f, const struct moot_costs *costs, bool *carried)
{
	for (int b = 0; b < (int)f->landscape->board_count; b++) {
		for (int i = 0; i < costs->today[b].duty_count; i++) {
			carried[costs->today[b].duties[i]] = true;
			look_at_carrier(f, costs, b, costs->today[b].duties[i]);
		}
	}
	for (int d = 0; d < (int)f->landscape->duty_count; d++)
		if (!carried[d])
			add(f, (struct moot_audit_finding){.fault = MOOT_FAULT_NO_CARRIER,
							   .board = MOOT_NONE,
							   .duty = d,
							   .organisation = MOOT_NONE});
}

static int compare_ints(int a, int b)
{
	return a < b ? -1 : a > b;
}

static int compare_findings(const void *a, const void *b)
{
	const struct moot_audit_finding *x = a;
	const struct moot_audit_finding *y = b;
	int order = compare_ints((int)x->fault, (int)y->fault);
	if (order == 0)
		order = compare_ints(x->board, y->board);
	if (order == 0)
		order = compare_ints(x->duty, y->duty);
	return order != 0 ? order : compare_ints(x->organisation, y->organisation);
}

enum moot_status moot_audit_findings(struct moot_audit_work *work)
{
	struct findings f = {.landscape = work->landscape};
	bool *carried = moot_arena_array(work->arena, work->landscape->duty_count, sizeof *carried);
	if (!carried)
		return MOOT_ERROR_MEMORY;
	for (int b = 0; b < (int)work->landscape->board_count; b++)
		look_at_board(&f, &work->costs, b);
	look_at_duties(&f, &work->costs, carried);
	if (f.count > 1)
		qsort(f.items, f.count, sizeof *f.items, compare_findings);
	work->audit->findings = moot_arena_array(work->audit->arena, f.count, sizeof *f.items);
	bool done = !f.failed && work->audit->findings;
	for (size_t i = 0; i < f.count && done; i++)
		work->audit->findings[i] = f.items[i];
	work->audit->finding_count = done ? f.count : 0;
	moot_release(f.items);
	return done ? MOOT_OK : MOOT_ERROR_MEMORY;
}
