/*
 * The boards named as one board, by the exact cost of that set: how it would meet, what it saves and takes, and what
 * its boards share. What the law or a rule says against it is set aside for the sum.
 */
#include <solver/explain/explain.h>

#include <math.h>
#include <solver/structure/program.h>
#include <solver/structure/saving.h>
#include <solver/structure/why.h>
#include <solver/structure/words.h>
#include <stdlib.h>

enum { MOST_SENTENCES = 12, MOST_NAMES = 5, MOST_MINUTES = 1440 };

struct telling {
	struct explain *e;
	struct moot_program *program;
	const struct moot_set *set;
	struct moot_set_cost cost;
	const char **lines;
	size_t count;
	bool failed;
};

static void add(struct telling *t, const char *line)
{
	if (!line)
		t->failed = true;
	else if (t->count < MOST_SENTENCES)
		t->lines[t->count++] = line;
}

/* One more obstacle: explain_obstacles() left room for it. */
static void add_fault(struct telling *t, char *what, bool is_lifted)
{
	if (!what)
		t->failed = true;
	else
		t->e->out->obstacles[t->e->out->obstacle_count++] =
		    (struct moot_obstacle){what, "policy.csv", 0, "", is_lifted};
}

static void look_at_fault(struct telling *t)
{
	const struct moot_policy *policy = &t->e->landscape->policy;
	struct moot_arena *arena = t->e->out->arena;
	if (t->cost.fault == MOOT_SET_MINUTES)
		add_fault(t,
			  moot_arena_format(
			      arena, "Standing business takes %d minutes of every meeting, and max_minutes is %d",
			      t->cost.standing, policy->max_minutes),
			  t->cost.standing < MOST_MINUTES);
	else if (t->cost.fault == MOOT_SET_MEMBERS)
		add_fault(t,
			  moot_arena_format(arena, "It would have %d members, and max_members is %d",
					    t->program->costs.seats.seated, policy->max_members),
			  true);
	else if (t->cost.fault == MOOT_SET_CHAIR)
		add_fault(t, moot_arena_text(arena, "Chair rules name two people, or one who has no seat on it"),
			  false);
}

static void say_form(struct telling *t)
{
	struct moot_arena *arena = t->e->out->arena;
	const struct moot_costs *costs = &t->program->costs;
	int today = 0;
	int most = 0;
	for (int i = 0; i < t->set->board_count; i++) {
		int f = costs->forms[t->set->boards[i]].frequency;
		today += f;
		most = f > most ? f : most;
	}
	t->e->out->merger.meetings_today = today;
	char *saved = moot_why_total(arena, &t->e->out->merger.breakdown);
	add(t, saved
		   ? moot_arena_format(arena,
				       "Together, in place of %d meetings a year, there would be %d of %d minutes with "
				       "%d people%s",
				       today, t->cost.frequency, t->e->out->merger.minutes, costs->seats.seated, saved)
		   : NULL);
	if (t->cost.frequency > most && t->cost.year_minutes / (costs->max_minutes - t->cost.standing) > most)
		add(t, moot_arena_format(
			   arena,
			   "Their agendas take %.0f minutes a year; as no meeting may be longer than %.0f "
			   "(max_minutes), they would meet %d times, where the busiest meets %d times today.",
			   t->cost.year_minutes, costs->max_minutes, t->cost.frequency, most));
	else if (t->cost.frequency > most)
		add(t,
		    moot_arena_format(arena, "The law or their terms ask for %d meetings a year.", t->cost.frequency));
}

static void say_saving(struct telling *t)
{
	const char *lines[MOOT_WHY_SAVING];
	int count = 0;
	t->failed = !moot_why_saving(t->e->out->arena, &t->e->out->merger.breakdown, lines, &count) || t->failed;
	for (int i = 0; i < count; i++)
		add(t, lines[i]);
}

/* Marks on how many boards of the set each index is found, and lists the names of those on several. */
struct shared {
	int *boards; /* of each: the last board counted + 1 */
	int *counts;
	const char **names;
	int count;
};

static bool begin_shared(struct telling *t, struct shared *s, size_t room)
{
	s->boards = moot_arena_array(t->e->out->arena, room, sizeof *s->boards);
	s->counts = moot_arena_array(t->e->out->arena, room, sizeof *s->counts);
	s->names = moot_arena_array(t->e->out->arena, room, sizeof *s->names);
	s->count = 0;
	return s->boards && s->counts && s->names;
}

static void mark(struct shared *s, int index, int board, const char *name)
{
	if (s->boards[index] == board + 1)
		return;
	s->boards[index] = board + 1;
	if (++s->counts[index] == 2)
		s->names[s->count++] = name;
}

static char *list(struct telling *t, const struct shared *s)
{
	return moot_words_list(t->e->out->arena, s->names, s->count, MOST_NAMES);
}

/* Two boards may share no person and yet functions and organisations. */
static void say_shared(struct telling *t)
{
	const struct moot_landscape *l = t->e->landscape;
	const struct moot_costs *costs = &t->program->costs;
	struct moot_arena *arena = t->e->out->arena;
	struct shared people;
	struct shared organisations;
	struct shared themes;
	if (!begin_shared(t, &people, l->person_count) || !begin_shared(t, &organisations, l->organisation_count) ||
	    !begin_shared(t, &themes, l->theme_count)) {
		t->failed = true;
		return;
	}
	for (int i = 0; i < t->set->board_count; i++) {
		int b = t->set->boards[i];
		for (int m = costs->first[b]; m < costs->first[b + 1]; m++) {
			const struct moot_member *member = &l->members[m];
			mark(&people, member->person, b, l->people[member->person].name);
			if (member->organisation != MOOT_NONE)
				mark(&organisations, member->organisation, b, l->organisations[member->organisation]);
		}
		for (int k = 0; k < costs->today[b].theme_count; k++)
			mark(&themes, costs->today[b].themes[k].theme, b, l->themes[costs->today[b].themes[k].theme]);
	}
	char *who = people.count > 0 ? moot_arena_format(arena, "%d %s on more than one of them", people.count,
							 people.count == 1 ? "person sits" : "people sit")
				     : moot_arena_text(arena, "Nobody sits on more than one of them");
	char *bodies = list(t, &organisations);
	char *subjects = list(t, &themes);
	if (!who || !bodies || !subjects)
		t->failed = true;
	else
		add(t, moot_arena_format(arena, "%s; organisations in common: %s; themes in common: %s.", who,
					 *bodies ? bodies : "none", *subjects ? subjects : "none"));
}

static void fill(struct telling *t)
{
	struct moot_merger *merger = &t->e->out->merger;
	double steps = ceil(t->cost.length / 5 - 1e-9);
	merger->fate = t->cost.in_common ? MOOT_IN_COMMON : MOOT_MERGED;
	merger->meetings_per_year = t->cost.frequency;
	merger->minutes = steps < 2e8 ? 5 * (int)steps : 1000000000;
	merger->members = t->program->costs.seats.seated;
	merger->saving = moot_saving_total(&merger->breakdown);
	if (t->cost.fault == MOOT_SET_MEMBERS)
		t->e->lift_members = merger->members;
	if (t->cost.fault == MOOT_SET_MINUTES)
		t->e->lift_minutes = (int)fmin(MOST_MINUTES, fmax(merger->minutes, t->cost.standing + 5));
	look_at_fault(t);
	say_form(t);
	say_saving(t);
	if (t->cost.in_common)
		add(t, "They would meet in common: one meeting, while bodies, seats and quorums stay separate in law.");
	say_shared(t);
	merger->sentences = t->lines;
	merger->sentence_count = t->count;
}

static int compare_ints(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

enum moot_status explain_merger(struct explain *e)
{
	struct moot_arena *arena = e->out->arena;
	struct moot_program program;
	size_t count = e->request->board_count;
	int *boards = moot_arena_array(arena, count, sizeof *boards);
	if (!boards)
		return MOOT_ERROR_MEMORY;
	enum moot_status status = moot_program_build(e->landscape, &e->options, e->deadline, NULL, arena, &program);
	if (status != MOOT_OK)
		return status;
	for (size_t i = 0; i < count; i++) {
		boards[i] = e->request->boards[i];
		if (program.closed[boards[i]])
			return MOOT_OK;
	}
	qsort(boards, count, sizeof *boards, compare_ints);
	const struct moot_set set = {.boards = boards, .board_count = (int)count};
	struct telling t = {.e = e, .program = &program, .set = &set};
	t.lines = moot_arena_array(arena, MOST_SENTENCES, sizeof *t.lines);
	if (!t.lines || moot_saving_of_set(&program.costs, &set, arena, &t.cost, &e->out->merger.breakdown) != MOOT_OK)
		return MOOT_ERROR_MEMORY;
	e->out->has_merger = true;
	fill(&t);
	return t.failed ? MOOT_ERROR_MEMORY : MOOT_OK;
}
