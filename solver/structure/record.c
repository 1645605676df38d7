/* Writes the final program of the structure in CPLEX's LP format. */
#include <solver/structure/record.h>

#include <limits.h>
#include <math.h>
#include <moot/memory.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Readers of the format keep lines and names short. */
enum { LONGEST_ID = 120, LONGEST_LINE = 100 };

struct text {
	struct moot_program *program;
	const struct moot_record *record;
	char *bytes;
	size_t length;
	size_t room;
	size_t line; /* where the line at hand began */
	bool whole;
};

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void
put(struct text *t, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int need = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (need < 0 || !t->whole ||
	    !moot_array_reserve((void **)&t->bytes, &t->room, t->length + (size_t)need + 1, 1)) {
		t->whole = false;
		return;
	}
	va_start(arguments, format);
	vsnprintf(t->bytes + t->length, (size_t)need + 1, format, arguments);
	va_end(arguments);
	t->length += (size_t)need;
	const char *end = t->length > 0 ? strrchr(t->bytes + t->length - (size_t)need, '\n') : NULL;
	if (end)
		t->line = (size_t)(end - t->bytes) + 1;
}

/* Begins a new line, with `lead`, where the line at hand is long. */
static void fold(struct text *t, const char *lead)
{
	if (t->length - t->line > LONGEST_LINE)
		put(t, "\n%s", lead);
}

/* An id within the format's rules for names: a hyphen would be a minus. */
static void put_id(struct text *t, const char *id)
{
	char safe[LONGEST_ID + 1];
	size_t i = 0;
	for (; i < LONGEST_ID && id[i] != '\0'; i++)
		safe[i] = id[i] == '-' ? '~' : id[i];
	safe[i] = '\0';
	put(t, "%s", safe);
}

/* Rows and columns bear an id beside their number, which alone tells apart what a cut would make alike. */
static void put_numbered(struct text *t, const char *kind, int number, const char *id)
{
	put(t, "%s%d_", kind, number + 1);
	put_id(t, id);
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
	if (record)
		moot_release(record->sets);
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
	put(t, "\\ Which boards to merge, as moot decided it last. Each column is one board of the plan: keepN a\n"
	       "\\ board that stays as it is, setN several of today's boards together, or one that takes over\n"
	       "\\ themes of a board that closes. Numbers follow the list at the end. In ids a hyphen is ~.\n"
	       "\\ Rows: each board of today is in exactly one set; each theme of a board that closes goes to\n"
	       "\\ exactly one; at most so many boards, where a rule says so; hours above a person's limit are\n"
	       "\\ paid for (over). The column `constant` is fixed at 1: what cannot be saved, and what themes\n"
	       "\\ handed over afterwards save.\n");
	if (search->end == MOOT_END_OPTIMAL)
		put(t, "\\ All sets are here that any plan as good as this one may use: the others' reduced costs\n"
		       "\\ exceed the gap that was open. So the optimum is that of all sets:\n");
	else
		put(t, "\\ The search ended early, so better sets may be missing. The best found:\n");
	put(t, "\\ objective %.9f\n", objective);
	if (search->together)
		put(t, "\\ Sets and hand-overs were decided as one; here hand-overs stay as they were decided.\n");
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
	put(t, "Minimize\n hours: %.15g constant", constant);
	for (size_t j = 0; j < t->record->count; j++) {
		double hours = 0;
		put(t, " + %.15g ", cost_of(t, j, &hours));
		put_set(t, j);
		fold(t, " ");
	}
	for (int i = 0; i < p->limited_count; i++) {
		put(t, " + %.15g ", p->landscape->policy.over_price);
		put_numbered(t, "over", i, p->landscape->people[p->limited[i]].id);
		fold(t, " ");
	}
	put(t, "\n");
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
	t->whole = t->whole && whole;
	for (size_t k = 0; k < count && t->whole; k++) {
		if (lists.first[k] == lists.first[k + 1])
			continue;
		put(t, " ");
		put_numbered(t, items ? "theme" : "board", (int)k,
			     p->landscape->boards[items ? p->items[k].board : (int)k].id);
		put(t, ":");
		for (size_t i = lists.first[k]; i < lists.first[k + 1]; i++) {
			put(t, i > lists.first[k] ? " + " : " ");
			put_set(t, lists.of[i]);
			fold(t, " ");
		}
		put(t, " = 1\n");
	}
	moot_release(lists.first);
	moot_release(lists.of);
}

static void put_limits(struct text *t)
{
	const struct moot_program *p = t->program;
	for (int i = 0; i < p->limited_count; i++) {
		const struct moot_person *person = &p->landscape->people[p->limited[i]];
		put(t, " ");
		put_numbered(t, "limit", i, person->id);
		put(t, ": - 1 ");
		put_numbered(t, "over", i, person->id);
		for (size_t j = 0; j < t->record->count; j++) {
			double hours = 0;
			cost_of(t, j, &hours);
			for (int s = 0; s < p->costs.seats.count; s++) {
				if (p->costs.seats.sitters[s].person != p->limited[i] ||
				    !p->costs.seats.sitters[s].seated)
					continue;
				put(t, " + %.15g ", hours);
				put_set(t, j);
				fold(t, " ");
			}
		}
		put(t, " <= %.15g\n", (double)person->max_hours);
	}
}

static void put_rows(struct text *t)
{
	put(t, "Subject To\n");
	put_cover(t, false);
	put_cover(t, true);
	if (t->program->max_boards != INT_MAX) {
		put(t, " boards:");
		for (size_t j = 0; j < t->record->count; j++) {
			put(t, j > 0 ? " + " : " ");
			put_set(t, j);
			fold(t, " ");
		}
		put(t, " <= %d\n", t->program->max_boards);
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
	put(t, "\\ ");
	put_set(t, index);
	put(t, ":");
	for (int i = 0; i < set->board_count; i++) {
		put(t, " %s", p->landscape->boards[set->boards[i]].id);
		fold(t, "\\    ");
	}
	for (int i = 0; i < set->taken_count; i++) {
		put(t, " + theme%d of %s", set->taken[i] + 1, p->landscape->boards[p->items[set->taken[i]].board].id);
		fold(t, "\\    ");
	}
	put(t, "\n");
}

enum moot_status moot_record_write(struct moot_program *program, const struct moot_search *search, double objective,
				   char **out)
{
	struct text t = {.program = program, .record = program->record, .whole = true};
	tidy(program->record);
	put_comment(&t, search, objective);
	put_objective(&t, objective - search->objective);
	put_rows(&t);
	put(&t, "Bounds\n constant = 1\nBinary\n");
	for (size_t j = 0; j < program->record->count; j++) {
		put(&t, " ");
		put_set(&t, j);
		put(&t, "\n");
	}
	put(&t, "End\n\\\n\\ The sets:\n");
	for (size_t j = 0; j < program->record->count; j++)
		put_key(&t, j);
	if (!t.whole) {
		moot_release(t.bytes);
		return MOOT_ERROR_MEMORY;
	}
	*out = t.bytes;
	return MOOT_OK;
}
