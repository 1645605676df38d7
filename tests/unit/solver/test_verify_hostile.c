/*
 * Plans that nobody should hand in: nonsense in every field, empty arrays, more faults than the verdict lists. The
 * verifier must answer each, and never call one of these plans right.
 */
#include "verify_samples.h"

/* A small generator, so that every run sees the same plans. */
static uint64_t state;

static unsigned draw(unsigned below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % below;
}

static double number(void)
{
	static const double numbers[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300, -1, 0, 1e-300, 0.5};
	return numbers[draw(sizeof numbers / sizeof *numbers)];
}

static int integer(void)
{
	static const int integers[] = {INT_MIN, INT_MAX, -1, 0, 1, 7, 366, 1000000000};
	return integers[draw(sizeof integers / sizeof *integers)];
}

static moot_minute instant(void)
{
	static const moot_minute instants[] = {INT64_MIN, INT64_MAX, -1, 0, (moot_minute)INT32_MAX * 1440};
	return draw(2) ? instants[draw(5)] : at((int)draw(366), (int)draw(24), (int)draw(60));
}

static const char *text(void)
{
	static const char *const texts[] = {"",
					    "alpha",
					    "beta",
					    "delta",
					    "nil",
					    "ann",
					    "bob",
					    "hall",
					    "Drugs",
					    "Health",
					    "(busy)",
					    "(own",
					    "(own business of )",
					    "%s%n",
					    "\xff\xfe",
					    "(own business of beta)"};
	return texts[draw(sizeof texts / sizeof *texts)];
}

static void spoil_board(struct moot_plan_board *b)
{
	const char **names[] = {&b->id, &b->name, &b->chair};
	double *numbers[] = {&b->saving.cost, &b->saving.hours, &b->saving.senior_hours};
	struct moot_plan_member *member = &b->members[draw(8)];
	switch (draw(11)) {
	case 0:
		*names[draw(3)] = text();
		break;
	case 1:
		*numbers[draw(3)] = number();
		break;
	case 2:
		b->from_count = draw((unsigned)b->from_count + 1);
		break;
	case 3:
		if (b->from_count)
			b->from[draw((unsigned)b->from_count)] = text();
		break;
	case 4:
		b->fate = (enum moot_fate)draw(4);
		break;
	case 5:
		b->mode = (enum moot_mode)draw(3);
		break;
	case 6:
		b->meetings_per_year = integer();
		break;
	case 7:
		b->minutes = integer();
		break;
	case 8:
		b->theme_count = draw((unsigned)b->theme_count + 1);
		break;
	case 9:
		b->member_count = draw((unsigned)b->member_count + 1);
		break;
	default:
		*member = (struct moot_plan_member){text(), text(), (enum moot_role)draw(6),
						    (enum moot_attendance)draw(3), text()};
		break;
	}
}

static void spoil_meeting(struct moot_plan *p)
{
	struct moot_meeting *m = &p->meetings[draw((unsigned)p->meeting_count)];
	switch (draw(8)) {
	case 0:
		m->uid = text();
		break;
	case 1:
		m->board = text();
		break;
	case 2:
		m->number = integer();
		break;
	case 3:
		m->start = instant();
		break;
	case 4:
		m->end = instant();
		break;
	case 5:
		m->venue = text();
		break;
	case 6:
		m->end = (m->start = at((int)draw(366), (int)draw(24), 0)) + draw(2000);
		break;
	default:
		m->clashes[0] = (struct moot_clash){text(), text()};
		m->clash_count = 1;
		break;
	}
}

static void spoil_header(struct moot_plan *p)
{
	double *numbers[] = {
	    &p->structure.objective,  &p->structure.bound,       &p->structure.gap,         &p->calendar.objective,
	    &p->calendar.bound,       &p->calendar.gap,          &p->before.hours,          &p->after.cost,
	    &p->calendar.parts.trips, &p->people[0].hours_after, &p->people[1].cost_before, &p->calendar.parts.spacing};
	switch (draw(8)) {
	case 0:
		p->landscape = text();
		break;
	case 1:
		p->timezone = text();
		break;
	case 2:
		p->start = integer();
		break;
	case 3:
		p->end = integer();
		break;
	case 4:
		p->after.meetings = integer();
		break;
	case 5:
		p->handed_over[draw(2)] = (struct moot_hand_over){text(), text(), text()};
		break;
	case 6:
		p->unscheduled[0] = (struct moot_unscheduled){text(), integer(), ""};
		p->unscheduled_count = 1;
		break;
	default:
		*numbers[draw(12)] = number();
		break;
	}
}

Test(verify_hostile, answers_any_plan)
{
	size_t caught = 0;
	for (unsigned i = 0; i < 3000; i++) {
		struct moot_landscape *l = NULL;
		struct moot_plan *p = NULL;
		state = i;
		sample(1, &l, &p);
		for (unsigned spoils = draw(4) + 1; spoils > 0; spoils--) {
			if (draw(3) == 0)
				spoil_board(&p->boards[draw((unsigned)p->board_count)]);
			else if (draw(2) == 0)
				spoil_meeting(p);
			else
				spoil_header(p);
		}
		struct moot_verdict *verdict = verify(l, p);
		for (size_t j = 0; j < verdict->count; j++)
			cr_assert_gt(strlen(verdict->faults[j].message), 0);
		caught += verdict->count > 0;
		moot_verdict_free(verdict);
		moot_plan_free(p);
		moot_landscape_free(l);
	}
	/* A few draws change nothing, or nothing that counts. */
	cr_assert_gt(caught, 2800);
}

Test(verify_hostile, an_empty_plan_misses_every_board)
{
	struct moot_landscape *l = NULL;
	struct moot_plan *p = NULL;
	struct moot_plan *empty = NULL;
	sample(1, &l, &p);
	cr_assert_eq(moot_plan_new(&empty), MOOT_OK);
	empty->landscape = "";
	empty->timezone = "";
	empty->structure.scope = "";
	struct moot_verdict *verdict = verify(l, empty);
	cr_assert_gt(verdict->count, 6);
	moot_verdict_free(verdict);
	moot_plan_free(empty);
	moot_plan_free(p);
	moot_landscape_free(l);
}

Test(verify_hostile, an_empty_landscape_has_an_empty_plan)
{
	struct moot_landscape *l = landscape_new();
	cr_assert_eq(moot_landscape_finish(l, NULL), MOOT_OK);
	struct moot_plan *p = plan_new(l);
	struct moot_verdict *verdict = verify(l, p);
	cr_assert_eq(verdict->count, 0, "%s", verdict->count > 0 ? verdict->faults[0].message : "");
	moot_verdict_free(verdict);
	moot_plan_free(p);
	moot_landscape_free(l);
}

Test(verify_hostile, the_list_ends_and_says_how_many_more)
{
	enum { MANY = 500 };
	struct moot_landscape *l = NULL;
	struct moot_plan *p = NULL;
	sample(1, &l, &p);
	struct moot_hand_over *many = room(p->arena, MANY, sizeof *many);
	for (size_t i = 0; i < MANY; i++)
		many[i] = (struct moot_hand_over){"x", "y", "z"};
	p->handed_over = many;
	p->handed_over_count = MANY;
	struct moot_verdict *verdict = verify(l, p);
	cr_assert_eq(verdict->count, 201);
	cr_assert_not_null(strstr(verdict->faults[200].message, "more faults"), "%s", verdict->faults[200].message);
	moot_verdict_free(verdict);
	moot_plan_free(p);
	moot_landscape_free(l);
}
