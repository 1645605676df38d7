/*
 * Who comes to each board, what is missed, and each person's list of boards.
 *
 *     over_hours = sum_p max(0, hours of the meetings p comes to - max_hours_p)
 *     loss       = sum over those who stay away of price a h(S), deputy_share times it where a deputy goes
 *     price      = statutory_price, duty_price or 1;  a = 1/4 optional, 1/8 observers, 1 others
 */
#include <solver/verify/verify.h>

#include <math.h>
#include <string.h>

size_t verify_comers(struct verify *v, const struct verify_set *set, struct verify_comer **out)
{
	const struct moot_plan_board *board = set->board;
	struct verify_comer *comers = verify_room(v, board->member_count, sizeof *comers);
	size_t count = 0;
	for (size_t i = 0; i < board->member_count && comers && !set->closed; i++) {
		const struct moot_plan_member *member = &board->members[i];
		bool sent = member->attendance == MOOT_DEPUTY;
		int person = verify_names_find(&v->people, sent ? member->deputy : member->person);
		bool seated = sent;
		for (size_t j = 0; j < set->seat_count; j++)
			seated |= set->seats[j].person == person;
		if (person != MOOT_NONE && seated && (sent || member->attendance == MOOT_ATTEND))
			comers[count++] = (struct verify_comer){person, sent};
	}
	*out = comers;
	return comers ? count : 0;
}

/* What an hour missed on a set counts. */
static double price_of(const struct verify *v, const struct verify_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		if (v->l->boards[set->boards[i]].statutory)
			return v->l->policy.statutory_price;
	return set->duty_count > 0 ? v->l->policy.duty_price : 1;
}

static double loss_on(const struct verify *v, const struct verify_set *set)
{
	double loss = 0;
	for (size_t i = 0; i < set->board->member_count; i++) {
		const struct moot_plan_member *member = &set->board->members[i];
		double share = member->role == MOOT_OBSERVER ? 0.125 : member->role == MOOT_OPTIONAL ? 0.25 : 1;
		if (member->attendance == MOOT_DEPUTY)
			share *= v->l->policy.deputy_share;
		if (member->attendance != MOOT_ATTEND)
			loss += share * price_of(v, set) * set->hours;
	}
	return loss;
}

static void check_sums(struct verify *v)
{
	const struct moot_attendance_result *found = &v->plan->attendance;
	double *hours = verify_room(v, v->l->person_count, sizeof *hours);
	double loss = 0;
	double over = 0;
	for (size_t i = 0; i < v->plan->board_count && !v->failed; i++) {
		struct verify_comer *comers = NULL;
		size_t count = verify_comers(v, &v->sets[i], &comers);
		for (size_t j = 0; j < count; j++)
			hours[comers[j].person] += v->sets[i].hours;
		loss += v->sets[i].closed ? 0 : loss_on(v, &v->sets[i]);
	}
	for (size_t i = 0; i < v->l->person_count && !v->failed; i++)
		if (v->l->people[i].max_hours >= 0)
			over += fmax(0, hours[i] - v->l->people[i].max_hours);
	if (!verify_near(found->over_hours, over))
		verify_fault(v, "the attendance leaves %.9g hours over the limits, not %.9g", over, found->over_hours);
	if (!verify_near(found->loss, loss))
		verify_fault(v, "the loss of the attendance is %.9g, not %.9g", found->loss, loss);
}

/* The member of a board whose seat an entry of a person's list means; NULL for none. */
static const struct moot_plan_member *member_of(const struct verify *v, const struct moot_plan_person *person,
						const struct moot_plan_seat *seat)
{
	int set = verify_names_find(&v->plan_ids, seat->board);
	const struct moot_plan_board *board = set == MOOT_NONE ? NULL : v->sets[set].board;
	const char *id = seat->stands_in_for[0] ? seat->stands_in_for : person->person;
	for (size_t i = 0; board && i < board->member_count; i++)
		if (strcmp(board->members[i].person, id) == 0)
			return &board->members[i];
	return NULL;
}

/* Each entry of a list says what the board's members say. */
static void check_list(struct verify *v, const struct moot_plan_person *person)
{
	for (size_t i = 0; i < person->seat_count; i++) {
		const struct moot_plan_seat *seat = &person->seats[i];
		const struct moot_plan_member *member = member_of(v, person, seat);
		bool right = false;
		if (member && seat->stands_in_for[0])
			right = member->attendance == MOOT_DEPUTY && seat->attendance == MOOT_ATTEND &&
				strcmp(member->deputy, person->person) == 0;
		else if (member)
			right = member->attendance == seat->attendance;
		if (!right)
			verify_fault(v, "the list of %s says otherwise of board %s than its members do", person->person,
				     seat->board);
		if (!seat->why[0])
			verify_fault(v, "the list of %s gives no reason for board %s", person->person, seat->board);
	}
}

/* How often the list of a person has a seat on a board, their own ("") or that of a member: once is right. */
static size_t count_entries(const struct verify *v, const struct verify_names *listed, const char *id,
			    const char *stands_in_for, const char *board)
{
	int place = verify_names_find(listed, id);
	const struct moot_plan_person *person = place == MOOT_NONE ? NULL : &v->plan->people[place];
	size_t count = 0;
	for (size_t i = 0; person && i < person->seat_count; i++)
		count += strcmp(person->seats[i].board, board) == 0 &&
			 strcmp(person->seats[i].stands_in_for, stands_in_for) == 0;
	return count;
}

/* Each member, and each deputy who goes, has the board on their list. */
static void check_listed(struct verify *v, const struct verify_names *listed, const struct moot_plan_board *board)
{
	for (size_t i = 0; i < board->member_count; i++) {
		const struct moot_plan_member *member = &board->members[i];
		if (count_entries(v, listed, member->person, "", board->id) != 1)
			verify_fault(v, "the list of %s does not hold board %s once", member->person, board->id);
		if (member->attendance == MOOT_DEPUTY &&
		    count_entries(v, listed, member->deputy, member->person, board->id) != 1)
			verify_fault(v, "the list of %s does not hold board %s once in place of %s", member->deputy,
				     board->id, member->person);
	}
}

void verify_presence(struct verify *v)
{
	const struct moot_plan_person *people = v->plan->people;
	struct verify_names listed;
	bool lists = false;
	if (v->plan->attendance.known)
		check_sums(v);
	if (!people || v->failed)
		return;
	for (size_t i = 0; i < v->plan->person_count && !v->failed; i++) {
		check_list(v, &people[i]);
		lists |= people[i].seat_count > 0;
	}
	verify_names_build(v, &listed, &people->person, sizeof *people, v->plan->person_count, false);
	/* A plan may do without lists. */
	for (size_t i = 0; lists && i < v->plan->board_count && !v->failed; i++)
		check_listed(v, &listed, &v->plan->boards[i]);
}
