/*
 * Builds the instance: boards with their attendees, and who of them is needed. The other parts stand in files of their
 * own, called from here in order.
 */
#include <solver/calendar/instance.h>
#include <solver/people.h>

#include <limits.h>
#include <string.h>
#include <strings.h>

/* The landscape's boards by the calendar's board that holds them; people by id. */
struct names {
	int *people; /* indices sorted by id */
	const struct moot_landscape *landscape;
};

static void sort_by_id(const struct moot_landscape *landscape, int *order, int *scratch, int count)
{
	for (int width = 1; width < count; width *= 2) {
		for (int low = 0; low < count; low += 2 * width) {
			int middle = low + width < count ? low + width : count;
			int high = middle + width < count ? middle + width : count;
			int i = low;
			int j = middle;
			for (int k = low; k < high; k++) {
				bool left = i < middle && (j >= high || strcmp(landscape->people[order[i]].id,
									       landscape->people[order[j]].id) <= 0);
				scratch[k] = left ? order[i++] : order[j++];
			}
		}
		memcpy(order, scratch, (size_t)count * sizeof *order);
	}
}

static bool names_build(struct names *names, struct calendar_instance *in)
{
	int count = (int)in->landscape->person_count;
	names->landscape = in->landscape;
	names->people = moot_arena_array(in->arena, (size_t)count, sizeof *names->people);
	int *scratch = moot_allocate((size_t)count, sizeof *scratch);
	if (!names->people || !scratch) {
		moot_release(scratch);
		return false;
	}
	for (int i = 0; i < count; i++)
		names->people[i] = i;
	sort_by_id(in->landscape, names->people, scratch, count);
	moot_release(scratch);
	return true;
}

static int person_named(const struct names *names, const char *id)
{
	int low = 0;
	int high = (int)names->landscape->person_count - 1;
	while (low <= high) {
		int middle = low + (high - low) / 2;
		int order = strcmp(names->landscape->people[names->people[middle]].id, id);
		if (order == 0)
			return names->people[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return MOOT_NONE;
}

/* Whether member x sits more strongly than y: role, then salary, then id. */
static bool stronger(const struct moot_landscape *landscape, const struct names *names,
		     const struct moot_plan_member *x, const struct moot_plan_member *y)
{
	if (x->role != y->role)
		return x->role < y->role;
	double salary_x = moot_person_salary(landscape, person_named(names, x->person));
	double salary_y = moot_person_salary(landscape, person_named(names, y->person));
	if (salary_x > salary_y || salary_x < salary_y)
		return salary_x > salary_y;
	return strcmp(x->person, y->person) < 0;
}

/* The attending member who stands for an organisation, or NULL. */
static const struct moot_plan_member *delegate(const struct moot_landscape *landscape, const struct names *names,
					       const struct moot_plan_board *plan, const char *organisation)
{
	const struct moot_plan_member *best = NULL;
	for (size_t i = 0; i < plan->member_count; i++) {
		const struct moot_plan_member *member = &plan->members[i];
		if (member->attendance == MOOT_ATTEND && strcasecmp(member->organisation, organisation) == 0 &&
		    (!best || stronger(landscape, names, member, best)))
			best = member;
	}
	return best;
}

static double share_of(enum moot_role role)
{
	return role == MOOT_OBSERVER ? 0 : role == MOOT_OPTIONAL ? 0.25 : 1;
}

static void mark_needed(const struct moot_landscape *landscape, const struct names *names, struct calendar_board *board)
{
	const struct moot_plan_board *plan = board->plan;
	for (size_t i = 0; i < plan->duty_count; i++)
		for (size_t d = 0; d < landscape->duty_count; d++) {
			const struct moot_duty *duty = &landscape->duties[d];
			if (strcmp(duty->id, plan->duties[i]) != 0)
				continue;
			for (size_t o = 0; o < duty->organisation_count; o++) {
				const char *name = landscape->organisations[duty->organisations[o]];
				const struct moot_plan_member *who = delegate(landscape, names, plan, name);
				int person = who ? person_named(names, who->person) : MOOT_NONE;
				for (int a = 0; a < board->attendee_count; a++)
					if (board->attendees[a].person == person)
						board->attendees[a].needed = true;
			}
		}
}

static bool build_attendees(struct calendar_instance *in, const struct names *names, struct calendar_board *board)
{
	const struct moot_landscape *landscape = in->landscape;
	const struct moot_plan_board *plan = board->plan;
	board->attendees = moot_arena_array(in->arena, plan->member_count, sizeof *board->attendees);
	if (!board->attendees)
		return false;
	for (size_t i = 0; i < plan->member_count; i++) {
		const struct moot_plan_member *member = &plan->members[i];
		bool sends = member->attendance == MOOT_DEPUTY;
		int person = person_named(names, sends ? member->deputy : member->person);
		if (member->attendance == MOOT_PAPERS || person == MOOT_NONE)
			continue;
		double weight = moot_person_weight(landscape, person);
		board->attendees[board->attendee_count++] = (struct calendar_attendee){
		    .person = person,
		    .needed = !sends && member->role <= MOOT_REQUIRED,
		    .weight = weight,
		    .charge = landscape->policy.clash_weight * weight * share_of(member->role) * board->minutes / 60.0,
		};
	}
	mark_needed(landscape, names, board);
	return true;
}

/* The largest quorum of its boards, or as many as there are where these are fewer. */
static int quorum_of(const struct moot_landscape *landscape, const struct calendar_board *board)
{
	int quorum = 0;
	for (size_t i = 0; i < board->plan->from_count; i++) {
		int b = moot_landscape_board(landscape, board->plan->from[i]);
		if (b != MOOT_NONE && landscape->boards[b].quorum > quorum)
			quorum = landscape->boards[b].quorum;
	}
	return quorum < board->attendee_count ? quorum : board->attendee_count;
}

/* Least days from one meeting to the next. */
static int separation_of(const struct moot_policy *policy, double period)
{
	int apart = (int)ceil((1 - 2 * policy->spacing_tolerance) * period - 1e-9);
	return apart > policy->notice_days + 1 ? apart : policy->notice_days + 1;
}

static bool build_boards(struct calendar_instance *in)
{
	const struct moot_plan *plan = in->plan;
	struct names names;
	in->boards = moot_arena_array(in->arena, plan->board_count, sizeof *in->boards);
	if (!in->boards || !names_build(&names, in))
		return false;
	for (size_t i = 0; i < plan->board_count; i++) {
		const struct moot_plan_board *from = &plan->boards[i];
		if (from->fate == MOOT_CLOSED || from->meetings_per_year <= 0)
			continue;
		struct calendar_board *board = &in->boards[in->board_count];
		*board = (struct calendar_board){.plan = from, .first = in->meeting_count, .minutes = from->minutes};
		board->period = (double)in->days / from->meetings_per_year;
		board->separation = separation_of(&in->landscape->policy, board->period);
		calendar_count_gone(in, board);
		board->meetings = from->meetings_per_year - board->gone;
		if (board->meetings == 0)
			continue;
		in->board_count++;
		board->identity = moot_landscape_board(in->landscape, from->id);
		in->meeting_count += board->meetings;
		if (!build_attendees(in, &names, board))
			return false;
		board->quorum = quorum_of(in->landscape, board);
	}
	in->board_of = moot_arena_array(in->arena, (size_t)in->meeting_count, sizeof *in->board_of);
	if (!in->board_of)
		return false;
	for (int b = 0; b < in->board_count; b++)
		for (int k = 0; k < in->boards[b].meetings; k++)
			in->board_of[in->boards[b].first + k] = b;
	return true;
}

static bool build_days(struct calendar_instance *in)
{
	const struct moot_landscape *landscape = in->landscape;
	moot_day start = landscape->policy.start;
	in->days = landscape->policy.end - start + 1;
	in->weekdays = moot_arena_array(in->arena, (size_t)in->days + 1, sizeof *in->weekdays);
	in->closed = moot_arena_array(in->arena, (size_t)in->days + 1, sizeof *in->closed);
	if (!in->weekdays || !in->closed)
		return false;
	for (int day = 0; day <= in->days; day++)
		in->weekdays[day] = (int)moot_day_weekday(start + day);
	for (size_t i = 0; i < landscape->closure_count; i++) {
		int day = landscape->closures[i].day - start;
		if (day >= 0 && day <= in->days)
			in->closed[day] = true;
	}
	return true;
}

int calendar_board_holding(const struct calendar_instance *in, int landscape_board)
{
	const char *id = in->landscape->boards[landscape_board].id;
	for (int b = 0; b < in->board_count; b++)
		for (size_t i = 0; i < in->boards[b].plan->from_count; i++)
			if (strcmp(in->boards[b].plan->from[i], id) == 0)
				return b;
	return MOOT_NONE;
}

enum moot_status calendar_instance_new(const struct moot_landscape *landscape, const struct moot_plan *plan,
				       struct calendar_instance **out, struct moot_error *error)
{
	struct moot_arena *arena = moot_arena_new();
	struct calendar_instance *in = arena ? moot_arena_array(arena, 1, sizeof *in) : NULL;
	if (!in) {
		moot_arena_free(arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	*in = (struct calendar_instance){.arena = arena, .landscape = landscape, .plan = plan};
	if (!build_days(in) || !calendar_build_frozen(in) || !build_boards(in) || !calendar_build_sites(in) ||
	    !calendar_build_slots(in) || !calendar_build_stood(in) || !calendar_build_prices(in) ||
	    !calendar_build_rules(in) || !calendar_build_counts(in) || !calendar_build_pairs(in) ||
	    !calendar_build_visits(in)) {
		moot_arena_free(arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	*out = in;
	return MOOT_OK;
}

void calendar_instance_free(struct calendar_instance *instance)
{
	if (instance)
		moot_arena_free(instance->arena);
}
