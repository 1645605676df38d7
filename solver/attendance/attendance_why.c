/*
 * Each person's list: where they attend, where a deputy goes, where papers do, each with its reason.
 *
 * Reasons are told from what holds the person there, the strongest first: the role, a duty that needs their
 * organisation, then what the limit on their hours leaves room for.
 */
#include <solver/attendance/attendance.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct list {
	const struct moot_attending *a;
	struct moot_plan_person *out;
	int person;
	bool failed;
};

/* The duty for whose sake an organisation has nobody else there; NULL for none. */
static const char *duty_alone(const struct moot_attending *a, const struct moot_plan_board *board,
			      const struct moot_plan_member *member)
{
	for (size_t i = 0; i < board->member_count; i++)
		if (&board->members[i] != member && board->members[i].attendance == MOOT_ATTEND &&
		    strcasecmp(board->members[i].organisation, member->organisation) == 0)
			return NULL;
	for (size_t d = 0; d < board->duty_count; d++)
		for (size_t i = 0; i < a->landscape->duty_count; i++) {
			const struct moot_duty *duty = &a->landscape->duties[i];
			for (size_t o = 0; o < duty->organisation_count && strcmp(duty->id, board->duties[d]) == 0; o++)
				if (strcasecmp(a->landscape->organisations[duty->organisations[o]],
					       member->organisation) == 0)
					return duty->id;
		}
	return NULL;
}

static bool is_statutory(const struct moot_attending *a, const struct moot_plan_board *board)
{
	for (size_t i = 0; i < board->from_count; i++) {
		int b = moot_landscape_board(a->landscape, board->from[i]);
		if (b != MOOT_NONE && a->landscape->boards[b].statutory)
			return true;
	}
	return false;
}

static char *why_there(const struct moot_attending *a, const struct moot_attendance_seat *seat)
{
	const struct moot_plan_board *board = &a->plan->boards[seat->board];
	const struct moot_plan_member *member = &board->members[seat->member];
	struct moot_arena *arena = a->plan->arena;
	const char *duty = *member->organisation ? duty_alone(a, board, member) : NULL;
	if (member->role == MOOT_CHAIR)
		return moot_arena_text(arena, "chairs it");
	if (member->role == MOOT_VICE_CHAIR)
		return moot_arena_text(arena, "is its vice-chair");
	if (member->role == MOOT_REQUIRED)
		return moot_arena_text(arena, "is required there");
	if (duty)
		return moot_arena_format(arena, "speaks for %s, as duty %s asks", member->organisation, duty);
	if (!a->over[seat->person])
		return moot_arena_text(arena, a->landscape->people[seat->person].max_hours < 0
						  ? "no limit on their hours"
						  : "their hours are within the limit");
	if (is_statutory(a, board))
		return moot_arena_text(arena, "the board is statutory: it goes before others");
	if (board->duty_count > 0)
		return moot_arena_text(arena, "the board carries a duty: it goes before those that carry none");
	return moot_arena_text(arena, "the limit on their hours leaves room for it, or the quorum needs them");
}

static char *why_away(const struct moot_attending *a, const struct moot_attendance_seat *seat)
{
	const struct moot_plan_member *member = &a->plan->boards[seat->board].members[seat->member];
	const struct moot_person *person = &a->landscape->people[seat->person];
	struct moot_arena *arena = a->plan->arena;
	if (member->attendance == MOOT_DEPUTY)
		return moot_arena_format(arena, "%s goes: all seats would take %.0f hours, the limit is %.0f",
					 a->landscape->people[seat->deputy].name, a->year[seat->person],
					 person->max_hours);
	return moot_arena_format(
	    arena, "all seats would take %.0f hours, the limit is %.0f; %s", a->year[seat->person], person->max_hours,
	    *member->deputy ? "the deputy is needed elsewhere or there already" : "no deputy is named");
}

static void add(struct list *list, int board, enum moot_attendance attendance, const char *stands_in_for, char *why)
{
	struct moot_plan_seat *seat = &list->out->seats[list->out->seat_count++];
	*seat = (struct moot_plan_seat){list->a->plan->boards[board].id, attendance, stands_in_for, why};
	list->failed = list->failed || !why;
}

static bool is_sent(const struct moot_attending *a, const struct moot_attendance_seat *seat)
{
	return a->plan->boards[seat->board].members[seat->member].attendance == MOOT_DEPUTY;
}

static void fill_list(struct list *list)
{
	const struct moot_attending *a = list->a;
	size_t room = 0;
	for (int s = a->seat_of[list->person]; s != MOOT_NONE; s = a->seats[s].next)
		room++;
	for (int s = a->given_to[list->person]; s != MOOT_NONE; s = a->seats[s].next_given)
		room += is_sent(a, &a->seats[s]);
	list->out->seats = moot_arena_array(a->plan->arena, room, sizeof *list->out->seats);
	if (!list->out->seats) {
		list->failed = true;
		return;
	}
	for (int s = a->seat_of[list->person]; s != MOOT_NONE; s = a->seats[s].next) {
		const struct moot_attendance_seat *seat = &a->seats[s];
		enum moot_attendance comes = a->plan->boards[seat->board].members[seat->member].attendance;
		add(list, seat->board, comes, "", comes == MOOT_ATTEND ? why_there(a, seat) : why_away(a, seat));
	}
	for (int s = a->given_to[list->person]; s != MOOT_NONE; s = a->seats[s].next_given) {
		const struct moot_attendance_seat *seat = &a->seats[s];
		const struct moot_plan_member *member = &a->plan->boards[seat->board].members[seat->member];
		if (is_sent(a, seat))
			add(list, seat->board, MOOT_ATTEND, member->person,
			    moot_arena_format(a->plan->arena, "goes for %s", a->landscape->people[seat->person].name));
	}
}

/* Own seats first, then those of others; by board. Lists are short. */
static void sort_list(struct moot_plan_person *person)
{
	for (size_t i = 1; i < person->seat_count; i++)
		for (size_t j = i; j > 0; j--) {
			struct moot_plan_seat *before = &person->seats[j - 1];
			struct moot_plan_seat *after = &person->seats[j];
			bool own_before = *before->stands_in_for == '\0';
			bool own_after = *after->stands_in_for == '\0';
			bool right = own_before != own_after ? own_before : strcmp(before->board, after->board) <= 0;
			if (right)
				break;
			struct moot_plan_seat swap = *before;
			*before = *after;
			*after = swap;
		}
}

static int compare_people(const void *a, const void *b)
{
	return strcmp(a, ((const struct moot_plan_person *)b)->person);
}

enum moot_status moot_attendance_lists(const struct moot_attending *attendance)
{
	const struct moot_landscape *l = attendance->landscape;
	const struct moot_plan *plan = attendance->plan;
	struct list list = {.a = attendance};
	for (int p = 0; p < (int)l->person_count && plan->person_count > 0 && !list.failed; p++) {
		list.person = p;
		list.out =
		    bsearch(l->people[p].id, plan->people, plan->person_count, sizeof *plan->people, compare_people);
		if (!list.out)
			continue;
		fill_list(&list);
		sort_list(list.out);
	}
	return list.failed ? MOOT_ERROR_MEMORY : MOOT_OK;
}
