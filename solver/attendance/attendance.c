/* Prepares the seats, has them decided, and writes what was decided into the plan. */
#include <solver/attendance/attendance.h>

#include <math.h>
#include <solver/people.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct named {
	const char *id;
	int person;
};

static int compare_named(const void *a, const void *b)
{
	return strcmp(((const struct named *)a)->id, ((const struct named *)b)->id);
}

static struct named *name_people(const struct moot_attending *a)
{
	size_t count = a->landscape->person_count;
	struct named *names = moot_arena_array(a->arena, count, sizeof *names);
	for (size_t p = 0; p < count && names; p++)
		names[p] = (struct named){a->landscape->people[p].id, (int)p};
	if (names && count > 1)
		qsort(names, count, sizeof *names, compare_named);
	return names;
}

static int person_named(const struct moot_attending *a, const struct named *names, const char *id)
{
	const struct named key = {id, 0};
	const struct named *found = NULL;
	if (*id && a->landscape->person_count > 0)
		found = bsearch(&key, names, a->landscape->person_count, sizeof *names, compare_named);
	return found ? found->person : MOOT_NONE;
}

static double price_of(const struct moot_attending *a, const struct moot_plan_board *board)
{
	const struct moot_policy *policy = &a->landscape->policy;
	for (size_t i = 0; i < board->from_count; i++) {
		int b = moot_landscape_board(a->landscape, board->from[i]);
		if (b != MOOT_NONE && a->landscape->boards[b].statutory)
			return policy->statutory_price;
	}
	return board->duty_count > 0 ? policy->duty_price : 1;
}

static double share_of(enum moot_role role)
{
	return role == MOOT_OBSERVER ? 0.125 : role == MOOT_OPTIONAL ? 0.25 : 1;
}

static bool sits_on(const struct moot_attending *a, int board, int person)
{
	for (int s = a->first_seat[board]; s < a->first_seat[board + 1]; s++)
		if (a->seats[s].person == person)
			return true;
	return false;
}

static enum moot_status list_seats(struct moot_attending *a, const struct named *names)
{
	const struct moot_plan *plan = a->plan;
	size_t room = 0;
	for (size_t b = 0; b < plan->board_count; b++)
		room += plan->boards[b].member_count;
	a->seats = moot_arena_array(a->arena, room, sizeof *a->seats);
	a->first_seat = moot_arena_array(a->arena, plan->board_count + 1, sizeof *a->first_seat);
	if (!a->seats || !a->first_seat)
		return MOOT_ERROR_MEMORY;
	int count = 0;
	for (int b = 0; b < (int)plan->board_count; b++) {
		const struct moot_plan_board *board = &plan->boards[b];
		for (int m = 0; m < (int)board->member_count; m++) {
			struct moot_attendance_seat *seat = &a->seats[count];
			*seat = (struct moot_attendance_seat){.board = b, .member = m, .hours = a->hours[b]};
			seat->person = person_named(a, names, board->members[m].person);
			seat->next = a->seat_of[seat->person];
			a->seat_of[seat->person] = count++;
			a->year[seat->person] += seat->hours;
		}
		a->first_seat[b + 1] = count;
	}
	return MOOT_OK;
}

/* Who is over their limit, which of their seats may be left, and who may go there. */
static bool find_free_seats(struct moot_attending *a, const struct named *names)
{
	const struct moot_landscape *l = a->landscape;
	bool any = false;
	for (size_t p = 0; p < l->person_count; p++)
		a->over[p] = l->people[p].max_hours >= 0 && a->year[p] > l->people[p].max_hours + 1e-9;
	for (int s = 0; s < a->first_seat[a->plan->board_count]; s++) {
		struct moot_attendance_seat *seat = &a->seats[s];
		const struct moot_plan_member *member = &a->plan->boards[seat->board].members[seat->member];
		seat->deputy = MOOT_NONE;
		seat->next_given = MOOT_NONE;
		seat->may_stay = a->over[seat->person] && member->role > MOOT_REQUIRED;
		if (!seat->may_stay)
			continue;
		any = true;
		seat->loss = price_of(a, &a->plan->boards[seat->board]) * share_of(member->role) * seat->hours;
		int deputy = person_named(a, names, member->deputy);
		if (deputy == MOOT_NONE || sits_on(a, seat->board, deputy))
			continue;
		seat->deputy = deputy;
		seat->next_given = a->given_to[deputy];
		a->given_to[deputy] = s;
	}
	return any;
}

/* The members of a board for an organisation; how many of them come in any case. */
static int list_organisation(const struct moot_attending *a, int board, const char *organisation, int *seats,
			     int *certain)
{
	int count = 0;
	*certain = 0;
	for (int s = a->first_seat[board]; s < a->first_seat[board + 1]; s++) {
		const struct moot_plan_member *member = &a->plan->boards[board].members[a->seats[s].member];
		if (strcasecmp(member->organisation, organisation) != 0)
			continue;
		*certain += !a->seats[s].may_stay;
		if (a->seats[s].may_stay)
			seats[count++] = s;
	}
	return count;
}

static const struct moot_duty *duty_named(const struct moot_landscape *l, const char *id)
{
	for (size_t d = 0; d < l->duty_count; d++)
		if (strcmp(l->duties[d].id, id) == 0)
			return &l->duties[d];
	return NULL;
}

static bool visit_duties(const struct moot_attending *a, int board, int *seats, moot_attendance_group *visit,
			 void *context)
{
	const struct moot_plan_board *plan = &a->plan->boards[board];
	for (size_t d = 0; d < plan->duty_count; d++) {
		const struct moot_duty *duty = duty_named(a->landscape, plan->duties[d]);
		for (size_t o = 0; duty && o < duty->organisation_count; o++) {
			int certain = 0;
			int count = list_organisation(a, board, a->landscape->organisations[duty->organisations[o]],
						      seats, &certain);
			if (certain == 0 && count > 0 && !visit(context, seats, count, 1, false))
				return false;
		}
	}
	return true;
}

static bool visit_quorum(const struct moot_attending *a, int board, int *seats, moot_attendance_group *visit,
			 void *context)
{
	const struct moot_plan_board *plan = &a->plan->boards[board];
	int members = (int)plan->member_count;
	int quorum = 0;
	int count = 0;
	for (size_t i = 0; i < plan->from_count; i++) {
		int b = moot_landscape_board(a->landscape, plan->from[i]);
		if (b != MOOT_NONE && a->landscape->boards[b].quorum > quorum)
			quorum = a->landscape->boards[b].quorum;
	}
	for (int s = a->first_seat[board]; s < a->first_seat[board + 1]; s++)
		if (a->seats[s].may_stay)
			seats[count++] = s;
	int need = (quorum < members ? quorum : members) - (members - count);
	return need <= 0 || visit(context, seats, count, need, true);
}

/* Deputies whom more than one member names: need 0, for at most one of them sends the deputy. */
static bool visit_deputies(const struct moot_attending *a, int board, int *seats, moot_attendance_group *visit,
			   void *context)
{
	for (int s = a->first_seat[board]; s < a->first_seat[board + 1]; s++) {
		int count = 0;
		bool earlier = false;
		for (int t = a->first_seat[board]; t < a->first_seat[board + 1] && a->seats[s].deputy != MOOT_NONE;
		     t++) {
			if (a->seats[t].deputy != a->seats[s].deputy)
				continue;
			earlier = earlier || t < s;
			seats[count++] = t;
		}
		if (count > 1 && !earlier && !visit(context, seats, count, 0, true))
			return false;
	}
	return true;
}

bool moot_attendance_groups(const struct moot_attending *attendance, int board, moot_attendance_group *visit,
			    void *context)
{
	bool any = false;
	size_t members = attendance->plan->boards[board].member_count;
	for (int s = attendance->first_seat[board]; s < attendance->first_seat[board + 1]; s++)
		any = any || attendance->seats[s].may_stay;
	if (!any)
		return true;
	int *seats = moot_allocate(members, sizeof *seats);
	bool done = seats && visit_quorum(attendance, board, seats, visit, context) &&
		    visit_duties(attendance, board, seats, visit, context) &&
		    visit_deputies(attendance, board, seats, visit, context);
	moot_release(seats);
	return done;
}

/* The hours over the limits and the loss, as the plan's members now come. */
static enum moot_status sum_up(struct moot_attending *a)
{
	const struct moot_landscape *l = a->landscape;
	struct moot_attendance_result *out = &a->plan->attendance;
	double *hours = moot_arena_array(a->arena, l->person_count, sizeof *hours);
	if (!hours)
		return MOOT_ERROR_MEMORY;
	*out = (struct moot_attendance_result){.known = true, .status = MOOT_SEARCH_OPTIMAL};
	for (int s = 0; s < a->first_seat[a->plan->board_count]; s++) {
		const struct moot_attendance_seat *seat = &a->seats[s];
		enum moot_attendance comes = a->plan->boards[seat->board].members[seat->member].attendance;
		if (comes == MOOT_ATTEND) {
			hours[seat->person] += seat->hours;
			continue;
		}
		out->loss += seat->loss * (comes == MOOT_DEPUTY ? l->policy.deputy_share : 1);
		if (comes == MOOT_DEPUTY)
			hours[seat->deputy] += seat->hours;
	}
	for (size_t p = 0; p < l->person_count; p++)
		if (l->people[p].max_hours >= 0)
			out->over_hours += fmax(0, hours[p] - l->people[p].max_hours);
	out->bound = a->hours_proven ? fmin(out->loss, out->loss - a->unproven) : -INFINITY;
	double distance = out->loss - out->bound;
	out->gap = distance <= 1e-6 ? 0 : isfinite(distance) ? distance / out->loss : NAN;
	bool stopped = a->options->watch.stop && a->options->watch.stop(a->options->watch.context);
	if (out->gap != 0)
		out->status = stopped ? MOOT_SEARCH_STOPPED : MOOT_SEARCH_GAP;
	return MOOT_OK;
}

enum moot_status moot_attendance_decide(const struct moot_landscape *landscape,
					const struct moot_solve_options *options, double deadline, const double *hours,
					struct moot_arena *arena, struct moot_plan *plan, struct moot_attending *out,
					struct moot_error *error)
{
	*out = (struct moot_attending){.landscape = landscape,
				       .options = options,
				       .deadline = deadline,
				       .plan = plan,
				       .hours = hours,
				       .arena = arena,
				       .hours_proven = true};
	size_t people = landscape->person_count;
	struct named *names = name_people(out);
	out->seat_of = moot_arena_array(arena, people, sizeof *out->seat_of);
	out->given_to = moot_arena_array(arena, people, sizeof *out->given_to);
	out->year = moot_arena_array(arena, people, sizeof *out->year);
	out->over = moot_arena_array(arena, people, sizeof *out->over);
	if (!names || !out->seat_of || !out->given_to || !out->year || !out->over)
		return MOOT_ERROR_MEMORY;
	for (size_t p = 0; p < people; p++)
		out->seat_of[p] = out->given_to[p] = MOOT_NONE;
	enum moot_status status = list_seats(out, names);
	if (status == MOOT_OK && find_free_seats(out, names))
		status = moot_attendance_solve(out, error);
	return status == MOOT_OK ? sum_up(out) : status;
}
