/*
 * The yearly review (moot/review.h): the evidence for each board, then the verdict. Cost: a sort of each board's
 * attendance rows, and a pass over all of them for each board.
 */
#include <moot/review.h>
#include <solver/people.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Shares of the meetings held and of the seats taken: enough, and hardly any. */
static const double ENOUGH = 0.5;
static const double HARDLY = 0.25;

enum { MOST_WHY = 8 };

/* Somebody at a meeting of the board at hand. */
struct presence {
	moot_day day;
	int person;
};

struct reviewing {
	const struct moot_landscape *landscape;
	const struct moot_plan *previous;
	const struct moot_plan *next;
	struct moot_review *review;
	struct moot_arena *arena;
	bool *covered;            /* [board of today] some board of the earlier plan is made of it */
	bool *is_in;              /* [board of today] the board at hand is made of it */
	moot_day *days;           /* on which it met, each once */
	struct presence *present; /* by day and person, each once */
	size_t present_count;
	bool failed;
};

const char *moot_review_text(enum moot_review_verdict verdict)
{
	static const char *const words[] = {"keep", "merge", "close", "watch"};
	return words[verdict];
}

void moot_review_free(struct moot_review *review)
{
	if (review)
		moot_arena_free(review->arena);
}

static const char *keep_text(struct reviewing *r, const char *text)
{
	const char *copy = moot_arena_text(r->arena, text);
	r->failed = r->failed || !copy;
	return copy ? copy : "";
}

/* Takes the sentence, made in the arena. */
static void say(struct reviewing *r, struct moot_review_board *board, const char *sentence)
{
	r->failed = r->failed || !sentence;
	if (sentence && board->why_count < MOST_WHY)
		board->why[board->why_count++] = sentence;
}

/* Which of today's boards it is made of. */
static bool begin_board(struct reviewing *r, struct moot_review_board *board, const char *const *ids, size_t count)
{
	const struct moot_landscape *l = r->landscape;
	board->from = moot_arena_array(r->arena, count, sizeof *board->from);
	board->with = moot_arena_array(r->arena, l->board_count, sizeof *board->with);
	board->why = moot_arena_array(r->arena, MOST_WHY, sizeof *board->why);
	if (!board->from || !board->with || !board->why) {
		r->failed = true;
		return false;
	}
	memset(r->is_in, 0, l->board_count * sizeof *r->is_in);
	for (size_t i = 0; i < count; i++) {
		int b = moot_landscape_board(l, ids[i]);
		if (b < 0)
			continue;
		r->is_in[b] = true;
		r->covered[b] = true;
		board->from[board->from_count++] = keep_text(r, ids[i]);
	}
	return board->from_count > 0;
}

/* What law and agenda ask of the boards, and the quorum. */
static void find_needs(const struct reviewing *r, struct moot_review_board *board)
{
	const struct moot_landscape *l = r->landscape;
	for (size_t b = 0; b < l->board_count; b++) {
		if (!r->is_in[b])
			continue;
		board->needed = board->needed || l->boards[b].statutory || l->boards[b].min_per_year > 0;
		board->quorum = l->boards[b].quorum > board->quorum ? l->boards[b].quorum : board->quorum;
	}
	for (size_t i = 0; i < l->item_count; i++)
		board->needed = board->needed || (r->is_in[l->items[i].board] && l->items[i].duty != MOOT_NONE);
}

/* What a meeting takes of each person, in hours. */
static double hours_of(const struct reviewing *r, int minutes, bool online)
{
	int prep = 0;
	int travel = 0;
	for (size_t b = 0; b < r->landscape->board_count; b++) {
		const struct moot_board *board = &r->landscape->boards[b];
		if (!r->is_in[b])
			continue;
		prep = board->prep_minutes > prep ? board->prep_minutes : prep;
		travel = board->travel_minutes > travel ? board->travel_minutes : travel;
	}
	return (minutes + prep + (online ? 0 : travel)) / 60.0;
}

static int compare_days(const void *a, const void *b)
{
	moot_day x = *(const moot_day *)a;
	moot_day y = *(const moot_day *)b;
	return (x > y) - (x < y);
}

static int compare_presences(const void *a, const void *b)
{
	const struct presence *x = a;
	const struct presence *y = b;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->person > y->person) - (x->person < y->person);
}

/* Sorts `count` items of `size` bytes and leaves one of each; how many are left. */
static size_t sort_once(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
	char *bytes = items;
	size_t each = 0;
	if (count > 1)
		qsort(items, count, size, compare);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || compare(bytes + i * size, bytes + (each - 1) * size) != 0)
			memmove(bytes + each++ * size, bytes + i * size, size);
	return each;
}

/* The dates on which the boards met, and who was there; the number of dates. Two boards that are one may both tell. */
static int find_days(struct reviewing *r)
{
	const struct moot_landscape *l = r->landscape;
	size_t count = 0;
	r->present_count = 0;
	for (size_t i = 0; i < l->came_count; i++) {
		const struct moot_came *came = &l->came[i];
		if (!r->is_in[came->board] || came->day < r->review->from || came->day > r->review->to)
			continue;
		r->days[count++] = came->day;
		if (came->status == MOOT_CAME_ATTENDED)
			r->present[r->present_count++] = (struct presence){came->day, came->person};
	}
	r->present_count = sort_once(r->present, r->present_count, sizeof *r->present, compare_presences);
	return (int)sort_once(r->days, count, sizeof *r->days, compare_days);
}

static bool attended(const struct reviewing *r, moot_day day, int person)
{
	const struct presence wanted = {day, person};
	return r->present_count > 0 &&
	       bsearch(&wanted, r->present, r->present_count, sizeof wanted, compare_presences) != NULL;
}

static int person_of(const struct reviewing *r, const char *id)
{
	int person = *id ? moot_landscape_person(r->landscape, id) : -1;
	return person < 0 ? MOOT_NONE : person;
}

static bool is_expected(const struct moot_plan_member *member)
{
	return member->role != MOOT_OBSERVER && member->attendance != MOOT_PAPERS;
}

/* Seats taken on the dates, quorums, and money. */
static void weigh(struct reviewing *r, const struct moot_plan_board *plan, struct moot_review_board *board)
{
	const double hours = hours_of(r, plan->minutes, plan->mode == MOOT_ONLINE);
	long taken = 0;
	for (size_t m = 0; m < plan->member_count; m++) {
		const struct moot_plan_member *member = &plan->members[m];
		int person = person_of(r, member->attendance == MOOT_DEPUTY ? member->deputy : member->person);
		if (!is_expected(member))
			continue;
		board->seats++;
		if (person != MOOT_NONE)
			board->cost += board->planned * hours * moot_person_rate(r->landscape, person);
	}
	for (int d = 0; d < board->held; d++) {
		int there = 0;
		for (size_t m = 0; m < plan->member_count; m++)
			there += is_expected(&plan->members[m]) &&
				 (attended(r, r->days[d], person_of(r, plan->members[m].person)) ||
				  attended(r, r->days[d], person_of(r, plan->members[m].deputy)));
		taken += there;
		board->quorate += there >= board->quorum;
	}
	for (size_t i = 0; i < r->present_count; i++)
		board->spent += hours * moot_person_rate(r->landscape, r->present[i].person);
	board->share = board->held > 0 && board->seats > 0 ? (double)taken / ((double)board->held * board->seats) : NAN;
}

/* What this year's plan does with today's boards of it; true where that settles the verdict. */
static bool ask_next(struct reviewing *r, struct moot_review_board *board)
{
	size_t parts = 0;
	bool closes = false;
	for (size_t i = 0; r->next && i < r->next->board_count; i++) {
		const struct moot_plan_board *now = &r->next->boards[i];
		bool holds = false;
		for (size_t f = 0; f < now->from_count; f++) {
			int b = moot_landscape_board(r->landscape, now->from[f]);
			holds = holds || (b >= 0 && r->is_in[b]);
		}
		if (!holds)
			continue;
		parts++;
		closes = closes || now->fate == MOOT_CLOSED;
		board->saving = now->saving;
		for (size_t f = 0; f < now->from_count; f++) {
			int b = moot_landscape_board(r->landscape, now->from[f]);
			if (b >= 0 && !r->is_in[b])
				board->with[board->with_count++] = keep_text(r, now->from[f]);
		}
	}
	if (board->with_count > 0) {
		board->verdict = MOOT_REVIEW_MERGE;
		say(r, board, "this year's best plan holds it together with others that it was not with before");
		return true;
	}
	if (closes && parts == 1) {
		board->verdict = MOOT_REVIEW_CLOSE;
		say(r, board, "this year's best plan closes it: other boards carry all that it does");
		return true;
	}
	if (parts > 1)
		say(r, board, "this year's best plan holds its boards apart again");
	return false;
}

static void tell_evidence(struct reviewing *r, struct moot_review_board *board)
{
	if (!board->recorded) {
		say(r, board, "attendance.csv tells nothing of it");
		return;
	}
	say(r, board, moot_arena_format(r->arena, "%d of %d meetings were held", board->held, board->planned));
	if (!isnan(board->share))
		say(r, board,
		    moot_arena_format(r->arena, "%.0f%% of its %d seats were taken, GBP %.0f of time",
				      100 * board->share, board->seats, board->spent));
	if (board->quorum > 0 && board->quorate < board->held)
		say(r, board,
		    moot_arena_format(r->arena, "%d of the %d had no quorum", board->held - board->quorate,
				      board->held));
}

static void judge(struct reviewing *r, struct moot_review_board *board)
{
	const double held = board->planned > 0 ? board->held / (double)board->planned : 1;
	const bool earned = board->recorded && held >= ENOUGH && board->share >= ENOUGH;
	const bool hardly = board->recorded && (held < HARDLY || board->share < HARDLY);
	tell_evidence(r, board);
	if (ask_next(r, board))
		return;
	board->verdict = MOOT_REVIEW_WATCH;
	if (board->needed)
		say(r, board, "the law, a duty or its own terms ask for it");
	if (earned || (!board->recorded && board->needed))
		board->verdict = MOOT_REVIEW_KEEP;
	else if (hardly && !board->needed)
		board->verdict = MOOT_REVIEW_CLOSE;
	else if (board->recorded && board->needed)
		say(r, board, "fewer or other members, another day or fewer meetings may mend it");
}

static void review_planned(struct reviewing *r, const struct moot_plan_board *plan)
{
	struct moot_review_board *board = &r->review->boards[r->review->count];
	if (!begin_board(r, board, plan->from, plan->from_count))
		return;
	r->review->count++;
	board->id = keep_text(r, plan->id);
	board->name = keep_text(r, plan->name);
	board->planned = plan->meetings_per_year;
	board->share = NAN;
	find_needs(r, board);
	board->held = find_days(r);
	board->recorded = board->held > 0;
	if (plan->fate != MOOT_CLOSED) {
		weigh(r, plan, board);
		judge(r, board);
		return;
	}
	board->verdict = MOOT_REVIEW_CLOSE;
	say(r, board,
	    board->held > 0
		? moot_arena_format(r->arena, "the earlier plan closed it, yet it met %d times", board->held)
		: "the earlier plan closed it");
}

/* Today's board as a plan would have it that leaves everything as it is. */
static bool plan_of_today(struct reviewing *r, int b, struct moot_plan_board *out)
{
	const struct moot_landscape *l = r->landscape;
	const struct moot_board *today = &l->boards[b];
	size_t count = 0;
	for (size_t m = 0; m < l->member_count; m++)
		count += l->members[m].board == b;
	*out = (struct moot_plan_board){.mode = today->mode, .minutes = today->minutes};
	out->members = moot_arena_array(r->arena, count, sizeof *out->members);
	r->failed = r->failed || !out->members;
	for (size_t m = 0; m < l->member_count && !r->failed; m++) {
		const struct moot_member *member = &l->members[m];
		if (member->board == b)
			out->members[out->member_count++] = (struct moot_plan_member){
			    .person = l->people[member->person].id,
			    .role = member->role,
			    .attendance = MOOT_ATTEND,
			    .deputy = member->deputy == MOOT_NONE ? "" : l->people[member->deputy].id};
	}
	return !r->failed;
}

static void review_new(struct reviewing *r, int b)
{
	const struct moot_board *today = &r->landscape->boards[b];
	struct moot_review_board *board = &r->review->boards[r->review->count];
	struct moot_plan_board plan;
	if (!begin_board(r, board, &today->id, 1) || !plan_of_today(r, b, &plan))
		return;
	r->review->count++;
	board->id = keep_text(r, today->id);
	board->name = keep_text(r, today->name);
	board->planned = today->meetings_per_year;
	board->is_new = true;
	board->share = NAN;
	find_needs(r, board);
	say(r, board, "the earlier plan does not know it");
	board->held = find_days(r);
	board->recorded = board->held > 0;
	weigh(r, &plan, board);
	judge(r, board);
}

/* The earlier plan's year, where anything is recorded in it. */
static void set_days(struct reviewing *r)
{
	const struct moot_landscape *l = r->landscape;
	bool inside = false;
	struct moot_review *review = r->review;
	review->from = r->previous->start;
	review->to = r->previous->end;
	for (size_t i = 0; i < l->came_count; i++)
		inside = inside || (l->came[i].day >= review->from && l->came[i].day <= review->to);
	for (size_t i = 0; i < l->came_count && !inside; i++) {
		moot_day day = l->came[i].day;
		review->from = i == 0 || day < review->from ? day : review->from;
		review->to = i == 0 || day > review->to ? day : review->to;
	}
}

static enum moot_status begin(struct reviewing *r, struct moot_arena *arena)
{
	const struct moot_landscape *l = r->landscape;
	r->arena = arena;
	r->review = moot_arena_array(arena, 1, sizeof *r->review);
	r->covered = moot_arena_array(arena, l->board_count, sizeof *r->covered);
	r->is_in = moot_arena_array(arena, l->board_count, sizeof *r->is_in);
	r->days = moot_arena_array(arena, l->came_count, sizeof *r->days);
	r->present = moot_arena_array(arena, l->came_count, sizeof *r->present);
	if (!r->review || !r->covered || !r->is_in || !r->days || !r->present)
		return MOOT_ERROR_MEMORY;
	r->review->arena = arena;
	r->review->boards =
	    moot_arena_array(arena, r->previous->board_count + l->board_count, sizeof *r->review->boards);
	return r->review->boards ? MOOT_OK : MOOT_ERROR_MEMORY;
}

enum moot_status moot_review_make(const struct moot_landscape *landscape, const struct moot_plan *previous,
				  const struct moot_plan *next, struct moot_review **out, struct moot_error *error)
{
	struct reviewing r = {.landscape = landscape, .previous = previous, .next = next};
	struct moot_arena *arena = moot_arena_new();
	enum moot_status status = arena ? begin(&r, arena) : MOOT_ERROR_MEMORY;
	if (status == MOOT_OK) {
		set_days(&r);
		for (size_t i = 0; i < previous->board_count; i++)
			review_planned(&r, &previous->boards[i]);
		for (int b = 0; b < (int)landscape->board_count; b++)
			if (!r.covered[b])
				review_new(&r, b);
	}
	if (status != MOOT_OK || r.failed) {
		moot_arena_free(arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	*out = r.review;
	return MOOT_OK;
}
