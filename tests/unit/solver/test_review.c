/* The yearly review against figures worked by hand: one board for each verdict, its evidence and its sentences. */
#include <math.h>
#include <moot/review.h>
#include <tests/made.h>

enum { FULL, EMPTY, RARE, LAW, UNTOLD, BOARDS };

static struct moot_plan *earlier;
static struct moot_plan *now;
static struct moot_came came[200];
static struct moot_plan_member members[BOARDS][3];
static struct moot_plan_board planned[BOARDS];
static struct moot_plan_board best[BOARDS];
static const char *ids[BOARDS + 1] = {"full", "empty", "rare", "law", "untold", "young"};
static struct moot_review *review;

static moot_day day_of(int month, int date)
{
	return moot_day_from_date(2027, month, date);
}

static void mark(struct moot_landscape *l, int board, moot_day day, int person, bool attended)
{
	l->came[l->came_count++] =
	    (struct moot_came){board, day, person, attended ? MOOT_CAME_ATTENDED : MOOT_CAME_ABSENT};
}

/*
 * Five boards of 120 minutes, 30 of preparation and 30 of travel, so three hours; people of GBP 10, 20, 30 an hour and
 * a guest of GBP 40. On each board p0 is expected, p1 sends the guest, p2 only takes papers.
 */
static struct moot_landscape *year(void)
{
	struct moot_landscape *l = made_new();
	for (int b = 0; b < BOARDS; b++) {
		made_board(l, ids[b]);
		planned[b] = (struct moot_plan_board){.id = ids[b],
						      .name = ids[b],
						      .from = &ids[b],
						      .from_count = 1,
						      .fate = MOOT_KEPT,
						      .mode = MOOT_HYBRID};
		planned[b].meetings_per_year = 4;
		planned[b].minutes = 120;
		planned[b].members = members[b];
		planned[b].member_count = 3;
		members[b][0] = (struct moot_plan_member){"p0", "", MOOT_CHAIR, MOOT_ATTEND, ""};
		members[b][1] = (struct moot_plan_member){"p1", "", MOOT_MEMBER, MOOT_DEPUTY, "p3"};
		members[b][2] = (struct moot_plan_member){"p2", "", MOOT_MEMBER, MOOT_PAPERS, ""};
		best[b] = planned[b];
	}
	for (int p = 0; p < 4; p++)
		made_person(l, (const char *const[]){"p0", "p1", "p2", "p3"}[p])->salary = 17640 * (p + 1);
	l->came = came;
	cr_assert_eq(moot_plan_new(&earlier), MOOT_OK);
	cr_assert_eq(moot_plan_new(&now), MOOT_OK);
	earlier->start = l->policy.start;
	earlier->end = l->policy.end;
	earlier->boards = planned;
	now->boards = best;
	earlier->board_count = now->board_count = BOARDS;
	return l;
}

static void look(struct moot_landscape *l, bool with_plan)
{
	struct moot_error error = {0};
	made_finish(l);
	cr_assert_eq(moot_review_make(l, earlier, with_plan ? now : NULL, &review, &error), MOOT_OK, "%s",
		     error.message);
}

static void done(struct moot_landscape *l)
{
	moot_review_free(review);
	earlier->boards = now->boards = NULL;
	earlier->board_count = now->board_count = 0;
	moot_plan_free(earlier);
	moot_plan_free(now);
	moot_landscape_free(l);
}

static bool says(const struct moot_review_board *board, const char *sentence)
{
	for (size_t i = 0; i < board->why_count; i++)
		if (strcmp(board->why[i], sentence) == 0)
			return true;
	return false;
}

/* full: two of four, one of two seats each; empty: four, nobody came; rare: one full; law: the same as empty. */
static void fill_year(struct moot_landscape *l)
{
	l->boards[LAW].min_per_year = 1;
	l->boards[FULL].quorum = 2;
	mark(l, FULL, day_of(5, 3), 0, true);
	mark(l, FULL, day_of(5, 3), 2, true);
	mark(l, FULL, day_of(6, 3), 1, false);
	mark(l, FULL, day_of(6, 3), 3, true);
	for (int k = 0; k < 4; k++)
		mark(l, EMPTY, day_of(5 + k, 4), 0, false);
	mark(l, RARE, day_of(5, 5), 0, true);
	mark(l, RARE, day_of(5, 5), 1, true);
	for (int k = 0; k < 4; k++)
		mark(l, LAW, day_of(5 + k, 6), 0, false);
}

Test(review, each_verdict_by_its_evidence)
{
	struct moot_landscape *l = year();
	fill_year(l);
	look(l, false);
	cr_assert_eq(review->count, BOARDS);
	const struct moot_review_board *full = &review->boards[FULL];
	cr_assert_eq(full->verdict, MOOT_REVIEW_KEEP, "half of the meetings, half of the seats");
	cr_assert_eq(full->planned, 4);
	cr_assert_eq(full->held, 2);
	cr_assert(full->recorded && !full->needed && !full->is_new);
	cr_assert_eq(full->seats, 2, "who takes papers has no seat to take");
	cr_assert_float_eq(full->share, 0.5, 1e-12);
	cr_assert_eq(full->quorum, 2);
	cr_assert_eq(full->quorate, 0);
	cr_assert_float_eq(full->cost, 4 * 3 * (10 + 40), 1e-9, "the deputy's hour is paid");
	cr_assert_float_eq(full->spent, 3 * (10 + 30 + 40), 1e-9);
	cr_assert(says(full, "2 of 4 meetings were held"));
	cr_assert(says(full, "50% of its 2 seats were taken, GBP 240 of time"));
	cr_assert(says(full, "2 of the 2 had no quorum"));
	const struct moot_review_board *empty = &review->boards[EMPTY];
	cr_assert_eq(empty->verdict, MOOT_REVIEW_CLOSE);
	cr_assert_eq(empty->held, 4);
	cr_assert_float_eq(empty->share, 0, 1e-12);
	cr_assert_eq(empty->why_count, 2, "no word of a quorum where there is none");
	const struct moot_review_board *rare = &review->boards[RARE];
	cr_assert_eq(rare->verdict, MOOT_REVIEW_WATCH, "a quarter of its meetings is not hardly any");
	cr_assert_float_eq(rare->share, 1, 1e-12, "the deputy's principal may come");
	const struct moot_review_board *law = &review->boards[LAW];
	cr_assert_eq(law->verdict, MOOT_REVIEW_WATCH);
	cr_assert(law->needed);
	cr_assert(says(law, "the law, a duty or its own terms ask for it"));
	cr_assert(says(law, "fewer or other members, another day or fewer meetings may mend it"));
	const struct moot_review_board *untold = &review->boards[UNTOLD];
	cr_assert_eq(untold->verdict, MOOT_REVIEW_WATCH);
	cr_assert(!untold->recorded && isnan(untold->share) && untold->held == 0);
	cr_assert(says(untold, "attendance.csv tells nothing of it"));
	cr_assert_eq(review->from, l->policy.start);
	cr_assert_eq(review->to, l->policy.end);
	done(l);
}

/* A quarter of the seats is not hardly anyone; fewer is. One meeting of eight is hardly any. */
Test(review, where_hardly_begins)
{
	struct moot_landscape *l = year();
	for (int k = 0; k < 2; k++) {
		mark(l, FULL, day_of(5 + k, 3), 0, k == 0);
		mark(l, EMPTY, day_of(5 + k, 3), 2, true);
	}
	mark(l, RARE, day_of(5, 5), 0, true);
	mark(l, RARE, day_of(5, 5), 3, true);
	planned[RARE].meetings_per_year = 8;
	members[LAW][2].attendance = MOOT_ATTEND;
	mark(l, LAW, day_of(5, 6), 0, true);
	mark(l, LAW, day_of(6, 6), 0, false);
	members[UNTOLD][1].role = MOOT_OBSERVER;
	mark(l, UNTOLD, day_of(5, 6), 0, true);
	mark(l, UNTOLD, day_of(6, 6), 3, true);
	planned[UNTOLD].mode = MOOT_ONLINE;
	look(l, false);
	cr_assert_eq(review->boards[FULL].verdict, MOOT_REVIEW_WATCH, "one of four seats: %g",
		     review->boards[FULL].share);
	cr_assert_eq(review->boards[EMPTY].verdict, MOOT_REVIEW_CLOSE, "guests take no seats");
	cr_assert_float_eq(review->boards[EMPTY].spent, 2 * 3 * 30, 1e-9, "but their time is spent");
	cr_assert_eq(review->boards[RARE].verdict, MOOT_REVIEW_CLOSE);
	cr_assert_float_eq(review->boards[LAW].share, 1 / 6.0, 1e-12);
	cr_assert_eq(review->boards[LAW].verdict, MOOT_REVIEW_CLOSE);
	cr_assert_eq(review->boards[UNTOLD].seats, 1, "an observer has none");
	cr_assert_float_eq(review->boards[UNTOLD].share, 0.5, 1e-12);
	cr_assert_float_eq(review->boards[UNTOLD].cost, 4 * 2.5 * 10, 1e-9, "online nobody travels");
	cr_assert_eq(review->boards[UNTOLD].verdict, MOOT_REVIEW_KEEP);
	done(l);
}

/* What is recorded outside the earlier plan's year counts only where nothing is recorded in it. */
Test(review, which_days_count)
{
	struct moot_landscape *l = year();
	mark(l, FULL, day_of(3, 31), 0, true);
	mark(l, FULL, day_of(4, 1), 0, true);
	mark(l, FULL, moot_day_from_date(2028, 3, 31), 0, true);
	mark(l, FULL, moot_day_from_date(2028, 4, 1), 0, true);
	look(l, false);
	cr_assert_eq(review->boards[FULL].held, 2);
	moot_review_free(review);
	l->came[1].day = day_of(2, 1);
	l->came[2].day = day_of(1, 1);
	look(l, false);
	cr_assert_eq(review->boards[FULL].held, 4);
	cr_assert_eq(review->from, day_of(1, 1));
	cr_assert_eq(review->to, moot_day_from_date(2028, 4, 1));
	done(l);
}

/* The merged board of the earlier plan met where either of its boards did, and both may tell of the same day. */
Test(review, a_merged_board_and_a_new_one)
{
	static const char *both[] = {"full", "empty"};
	struct moot_landscape *l = year();
	planned[FULL].from = both;
	planned[FULL].from_count = 2;
	planned[EMPTY] = planned[LAW];
	earlier->board_count = 2;
	l->boards[EMPTY].travel_minutes = 90;
	l->boards[EMPTY].prep_minutes = 60;
	l->boards[EMPTY].quorum = 1;
	l->boards[EMPTY].statutory = true;
	l->duties[l->duty_count++] = (struct moot_duty){.id = "d", .name = "", .legal_basis = ""};
	made_item(l, RARE, "drugs", 10, 1)->duty = 0;
	for (int b = FULL; b <= EMPTY; b++)
		mark(l, b, day_of(5, 3), 0, true);
	mark(l, EMPTY, day_of(6, 3), 3, true);
	mark(l, LAW, day_of(6, 3), 3, false);
	look(l, false);
	cr_assert_eq(review->count, 2 + 2, "rare and untold are new");
	const struct moot_review_board *one = &review->boards[0];
	cr_assert_eq(one->held, 2);
	cr_assert_eq(one->quorate, 2);
	cr_assert(one->needed && one->from_count == 2);
	cr_assert_float_eq(one->spent, 4.5 * (10 + 40), 1e-9, "p0 was there once");
	cr_assert_eq(review->boards[1].held, 1);
	const struct moot_review_board *rare = &review->boards[2];
	cr_assert_str_eq(rare->id, "rare");
	cr_assert(rare->is_new && rare->needed && rare->verdict == MOOT_REVIEW_KEEP);
	cr_assert(says(rare, "the earlier plan does not know it"));
	cr_assert_eq(rare->planned, 4);
	cr_assert(review->boards[3].is_new && !review->boards[3].needed);
	cr_assert_eq(review->boards[3].verdict, MOOT_REVIEW_WATCH);
	done(l);
}

/* This year's plan holds full and empty together, closes rare, and parts what the earlier one held together. */
Test(review, what_this_years_plan_does)
{
	static const char *together[] = {"empty", "full"};
	static const char *parted[] = {"law", "untold"};
	struct moot_landscape *l = year();
	fill_year(l);
	best[FULL].from = together;
	best[FULL].from_count = 2;
	best[FULL].saving.cost = 77;
	best[EMPTY] = best[UNTOLD];
	best[RARE].fate = MOOT_CLOSED;
	best[RARE].saving.cost = 55;
	now->board_count = BOARDS - 1; /* full with empty, untold, rare, law */
	planned[LAW].from = parted;
	planned[LAW].from_count = 2;
	planned[UNTOLD].fate = MOOT_CLOSED;
	look(l, true);
	for (int b = FULL; b <= EMPTY; b++) {
		cr_assert_eq(review->boards[b].verdict, MOOT_REVIEW_MERGE);
		cr_assert_eq(review->boards[b].with_count, 1);
		cr_assert_str_eq(review->boards[b].with[0], b == FULL ? "empty" : "full");
		cr_assert_float_eq(review->boards[b].saving.cost, 77, 1e-12);
		cr_assert(says(&review->boards[b],
			       "this year's best plan holds it together with others that it was not with before"));
	}
	cr_assert_eq(review->boards[RARE].verdict, MOOT_REVIEW_CLOSE);
	cr_assert_float_eq(review->boards[RARE].saving.cost, 55, 1e-12);
	cr_assert(says(&review->boards[LAW], "this year's best plan holds its boards apart again"));
	cr_assert_eq(review->boards[LAW].verdict, MOOT_REVIEW_WATCH);
	cr_assert_eq(review->boards[UNTOLD].verdict, MOOT_REVIEW_CLOSE);
	cr_assert(says(&review->boards[UNTOLD], "the earlier plan closed it"));
	moot_review_free(review);
	/* One of two that are parted closes: that does not close what they were. It met though it was closed. */
	best[LAW].fate = MOOT_CLOSED;
	mark(l, UNTOLD, day_of(5, 6), 0, true);
	look(l, true);
	cr_assert_eq(review->boards[LAW].verdict, MOOT_REVIEW_WATCH);
	cr_assert(says(&review->boards[UNTOLD], "the earlier plan closed it, yet it met 1 times"));
	done(l);
}
