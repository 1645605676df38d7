/* Writes the final program of the structure in CPLEX's LP format. */
#include <solver/structure/record.h>

#include <limits.h>
#include <math.h>
#include <moot/memory.h>
#include <stdlib.h>

struct text {
	struct moot_program *program;
	const struct moot_record *record;
	struct moot_lp_text out;
};

/* Rows and columns bear an id beside their number, which alone tells apart what a cut would make alike. */
static void put_numbered(struct text *t, const char *kind, int number, const char *id)
{
	moot_lp_text_put(&t->out, "%s%d_", kind, number + 1);
	moot_lp_text_id(&t->out, id);
}

static void put_set(struct text *t, size_t index)
{
	const struct moot_set *set = &t->record->sets[index];
	const char *id = t->program->landscape->boards[set->boards[0]].id;
	put_numbered(t, set->board_count + set->taken_count > 1 ? "set" : "keep", (int)index, id);
}

static int compare_sets(const void *a, const void *b)
{
	const struct moot_set *x = a;
	const struct moot_set *y = b;
	for (int i = 0; i < x->board_count && i < y->board_count; i++)
		if (x->boards[i] != y->boards[i])
			return x->boards[i] < y->boards[i] ? -1 : 1;
	if (x->board_count != y->board_count)
		return x->board_count < y->board_count ? -1 : 1;
	for (int i = 0; i < x->taken_count && i < y->taken_count; i++)
		if (x->taken[i] != y->taken[i])
			return x->taken[i] < y->taken[i] ? -1 : 1;
	return (x->taken_count > y->taken_count) - (x->taken_count < y->taken_count);
}

static int compare_ints(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

enum moot_status moot_record_add(struct moot_program *program, const struct moot_set *set)
{
	struct moot_record *record = program->record;
	int *boards = moot_arena_array(program->arena, (size_t)set->board_count, sizeof *boards);
	int *taken = moot_arena_array(program->arena, (size_t)set->taken_count, sizeof *taken);
	if (!boards || !taken || record->count >= INT_MAX / 2 ||
	    !moot_array_reserve((void **)&record->sets, &record->room, record->count + 1, sizeof *record->sets))
		return MOOT_ERROR_MEMORY;
	for (int i = 0; i < set->board_count; i++)
		boards[i] = set->boards[i];
	for (int i = 0; i < set->taken_count; i++)
		taken[i] = set->taken[i];
	if (set->board_count > 1)
		qsort(boards, (size_t)set->board_count, sizeof *boards, compare_ints);
	if (set->taken_count > 1)
		qsort(taken, (size_t)set->taken_count, sizeof *taken, compare_ints);
	record->sets[record->count++] = (struct moot_set){
	    .boards = boards, .board_count = set->board_count, .taken = taken, .taken_count = set->taken_count};
	return MOOT_OK;
}

void moot_record_free(struct moot_record *record)
{
	if (!record)
		return;
	moot_release(record->sets);
	moot_release(record->hours.bytes);
	moot_release(record->rows.bytes);
	moot_release(record->binary.bytes);
	moot_release(record->general.bytes);
	moot_release(record->keys.bytes);
}

/* Sorted, and each once: a set may have been found more than once. */
static void tidy(struct moot_record *record)
{
	size_t kept = 0;
	if (record->count > 1)
		qsort(record->sets, record->count, sizeof *record->sets, compare_sets);
	for (size_t i = 0; i < record->count; i++)
		if (kept == 0 || compare_sets(&record->sets[kept - 1], &record->sets[i]) != 0)
			record->sets[kept++] = record->sets[i];
	record->count = kept;
}

static void put_comment(struct text *t, const struct moot_search *search, double objective)
{
	moot_lp_text_put(
	    &t->out,
	    "\\ Which boards to merge, as moot decided it last. Each column is one board of the plan: keepN a\n"
	    "\\ board that stays as it is, setN several of today's boards together, or one that takes over\n"
	    "\\ themes of a board that closes. Numbers follow the list at the end. In ids a hyphen is ~.\n"
	    "\\ Rows: each board of today is in exactly one set; each theme of a board that closes goes to\n"
	    "\\ exactly one; at most so many boards, where a rule says so; hours above a person's limit are\n"
	    "\\ paid for (over). The column `constant` is fixed at 1: what cannot be saved, and what themes\n"
	    "\\ handed over afterwards save.\n");
	if (search->end == MOOT_END_OPTIMAL)
		moot_lp_text_put(
		    &t->out,
		    "\\ All sets are here that any plan as good as this one may use: the others' reduced costs\n"
		    "\\ exceed the gap that was open. So the optimum is that of all sets:\n");
	else
		moot_lp_text_put(&t->out,
				 "\\ The search ended early, so better sets may be missing. The best found:\n");
	moot_lp_text_put(&t->out, "\\ objective %.9f\n", objective);
}

static double cost_of(struct text *t, size_t index, double *hours)
{
	struct moot_set_cost cost;
	moot_costs_of(&t->program->costs, &t->record->sets[index], &cost);
	*hours = cost.hours;
	return cost.cost;
}

static void put_objective(struct text *t, double constant)
{
	const struct moot_program *p = t->program;
	moot_lp_text_put(&t->out, "Minimize\n hours: %.15g constant", constant);
	for (size_t j = 0; j < t->record->count; j++) {
		double hours = 0;
		moot_lp_text_put(&t->out, " + %.15g ", cost_of(t, j, &hours));
		put_set(t, j);
		moot_lp_text_fold(&t->out, " ");
	}
	for (int i = 0; i < p->limited_count; i++) {
		moot_lp_text_put(&t->out, " + %.15g ", p->landscape->policy.over_price);
		put_numbered(t, "over", i, p->landscape->people[p->limited[i]].id);
		moot_lp_text_fold(&t->out, " ");
	}
	moot_lp_text_put(&t->out, "\n");
}

/* The sets of each board or item, one list after the other: first[k] to first[k + 1] - 1 of `of`. */
struct lists {
	size_t *first;
	size_t *of;
};

static bool list(const struct text *t, size_t count, bool items, struct lists *out)
{
	const struct moot_record *r = t->record;
	size_t total = 0;
	out->first = moot_allocate(count + 2, sizeof *out->first);
	for (size_t j = 0; j < r->count && out->first; j++)
		for (int i = 0; i < (items ? r->sets[j].taken_count : r->sets[j].board_count); i++, total++)
			out->first[(items ? r->sets[j].taken[i] : r->sets[j].boards[i]) + 2]++;
	out->of = moot_allocate(total, sizeof *out->of);
	for (size_t k = 2; k < count + 2 && out->first; k++)
		out->first[k] += out->first[k - 1];
	for (size_t j = 0; j < r->count && out->first && out->of; j++)
		for (int i = 0; i < (items ? r->sets[j].taken_count : r->sets[j].board_count); i++)
			out->of[out->first[(items ? r->sets[j].taken[i] : r->sets[j].boards[i]) + 1]++] = j;
	return out->first && out->of;
}

static void put_cover(struct text *t, bool items)
{
	const struct moot_program *p = t->program;
	size_t count = items ? (size_t)p->item_count : p->landscape->board_count;
	struct lists lists = {0};
	bool whole = list(t, count, items, &lists);
	t->out.whole = t->out.whole && whole;
	for (size_t k = 0; k < count && t->out.whole; k++) {
		if (lists.first[k] == lists.first[k + 1])
			continue;
		moot_lp_text_put(&t->out, " ");
		put_numbered(t, items ? "theme" : "board", (int)k,
			     p->landscape->boards[items ? p->items[k].board : (int)k].id);
		moot_lp_text_put(&t->out, ":");
		for (size_t i = lists.first[k]; i < lists.first[k + 1]; i++) {
			moot_lp_text_put(&t->out, i > lists.first[k] ? " + " : " ");
			put_set(t, lists.of[i]);
			moot_lp_text_fold(&t->out, " ");
		}
		moot_lp_text_put(&t->out, " = 1\n");
	}
	moot_release(lists.first);
	moot_release(lists.of);
}

static void put_limits(struct text *t)
{
	const struct moot_program *p = t->program;
	for (int i = 0; i < p->limited_count; i++) {
		const struct moot_person *person = &p->landscape->people[p->limited[i]];
		moot_lp_text_put(&t->out, " ");
		put_numbered(t, "limit", i, person->id);
		moot_lp_text_put(&t->out, ": - 1 ");
		put_numbered(t, "over", i, person->id);
		for (size_t j = 0; j < t->record->count; j++) {
			double hours = 0;
			cost_of(t, j, &hours);
			for (int s = 0; s < p->costs.seats.count; s++) {
				if (p->costs.seats.sitters[s].person != p->limited[i] ||
				    !p->costs.seats.sitters[s].seated)
					continue;
				moot_lp_text_put(&t->out, " + %.15g ", hours);
				put_set(t, j);
				moot_lp_text_fold(&t->out, " ");
			}
		}
		moot_lp_text_put(&t->out, " <= %.15g\n", (double)person->max_hours);
	}
}

static void put_rows(struct text *t)
{
	moot_lp_text_put(&t->out, "Subject To\n");
	put_cover(t, false);
	put_cover(t, true);
	if (t->program->max_boards != INT_MAX) {
		moot_lp_text_put(&t->out, " boards:");
		for (size_t j = 0; j < t->record->count; j++) {
			moot_lp_text_put(&t->out, j > 0 ? " + " : " ");
			put_set(t, j);
			moot_lp_text_fold(&t->out, " ");
		}
		moot_lp_text_put(&t->out, " <= %d\n", t->program->max_boards);
	}
	put_limits(t);
}

/* Which boards a set holds, and what it takes over. */
static void put_key(struct text *t, size_t index)
{
	const struct moot_program *p = t->program;
	const struct moot_set *set = &t->record->sets[index];
	if (set->board_count + set->taken_count == 1)
		return;
	moot_lp_text_put(&t->out, "\\ ");
	put_set(t, index);
	moot_lp_text_put(&t->out, ":");
	for (int i = 0; i < set->board_count; i++) {
		moot_lp_text_put(&t->out, " %s", p->landscape->boards[set->boards[i]].id);
		moot_lp_text_fold(&t->out, "\\    ");
	}
	for (int i = 0; i < set->taken_count; i++) {
		moot_lp_text_put(&t->out, " + theme%d of %s", set->taken[i] + 1,
				 p->landscape->boards[p->items[set->taken[i]].board].id);
		moot_lp_text_fold(&t->out, "\\    ");
	}
	moot_lp_text_put(&t->out, "\n");
}

/* Sets and hand-overs as one program. */
static void put_together(struct text *t, double objective)
{
	const struct moot_record *r = t->record;
	moot_lp_text_put(
	    &t->out,
	    "\\ Which boards to merge, and which themes to hand over, as moot decided both last. Each\n"
	    "\\ column set or keep is one board of the plan: several of today's boards together, or one\n"
	    "\\ that stays. report: the set only reports on a theme that another leads. close: the board\n"
	    "\\ ends, others lead all it does. meetings: of a set that needs more of them for its agenda.\n"
	    "\\ over: hours above a person's limit. Numbers follow the list at the end. In ids a hyphen\n"
	    "\\ is ~. The column `constant` is fixed at 1: what cannot be saved. All sets are here that\n"
	    "\\ a better plan may use, so the optimum is that of all sets:\n"
	    "\\ objective %.9f\n",
	    objective);
	moot_lp_text_put(&t->out, "Minimize\n hours: %.15g constant%s\n", -t->program->costs.constant, r->hours.bytes);
	moot_lp_text_put(&t->out, "Subject To\n%sBounds\n constant = 1\n", r->rows.bytes);
	moot_lp_text_put(&t->out, "Binary\n%s", r->binary.bytes);
	if (r->general.length > 0)
		moot_lp_text_put(&t->out, "General\n%s", r->general.bytes);
	moot_lp_text_put(&t->out, "End\n\\\n\\ The sets, and what they may hand over:\n%s", r->keys.bytes);
	t->out.whole =
	    t->out.whole && r->hours.whole && r->rows.whole && r->binary.whole && r->general.whole && r->keys.whole;
}

static void put_sets(struct text *t, const struct moot_search *search, double objective)
{
	put_comment(t, search, objective);
	put_objective(t, objective - search->objective);
	put_rows(t);
	moot_lp_text_put(&t->out, "Bounds\n constant = 1\nBinary\n");
	for (size_t j = 0; j < t->record->count; j++) {
		moot_lp_text_put(&t->out, " ");
		put_set(t, j);
		moot_lp_text_put(&t->out, "\n");
	}
	moot_lp_text_put(&t->out, "End\n\\\n\\ The sets:\n");
	for (size_t j = 0; j < t->record->count; j++)
		put_key(t, j);
}

enum moot_status moot_record_write(struct moot_program *program, const struct moot_search *search, double objective,
				   char **out)
{
	struct text t = {.program = program, .record = program->record, .out.whole = true};
	tidy(program->record);
	if (search->together)
		put_together(&t, objective);
	else
		put_sets(&t, search, objective);
	if (!t.out.whole) {
		moot_release(t.out.bytes);
		return MOOT_ERROR_MEMORY;
	}
	*out = t.out.bytes;
	return MOOT_OK;
}
