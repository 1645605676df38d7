/*
 * The audit: what today's boards cost, by board, person and organisation, and which pairs of them overlap.
 *
 * Shares are linear in the members. Overlaps count, for each board, the boards that its people and its themes lead to:
 * cheap where people sit on few boards, quadratic in the boards at worst.
 */
#include <solver/audit_parts.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* `subject` joined with its name, so that sorting needs no context. */
struct share_row {
	struct moot_audit_share share;
	const char *name;
};

static int compare_shares(const void *a, const void *b)
{
	const struct share_row *x = a;
	const struct share_row *y = b;
	if (x->share.hours != y->share.hours)
		return x->share.hours > y->share.hours ? -1 : 1;
	return strcmp(x->name, y->name);
}

static enum moot_status boards(struct moot_audit_work *w)
{
	const struct moot_landscape *l = w->landscape;
	double *hours = moot_arena_array(w->arena, l->theme_count, sizeof *hours);
	w->audit->boards = moot_arena_array(w->audit->arena, l->board_count, sizeof *w->audit->boards);
	if (!hours || !w->audit->boards)
		return MOOT_ERROR_MEMORY;
	for (int b = 0; b < (int)l->board_count; b++) {
		struct moot_set_cost cost;
		moot_costs_today(&w->costs, b, &cost);
		w->audit->boards[b] = (struct moot_audit_board){
		    .board = b,
		    .meetings = cost.frequency,
		    .members = w->costs.seats.seated,
		    .hours = cost.total_hours,
		    .senior_hours = cost.senior_hours,
		    .cost = cost.cost_gbp,
		    .minutes = cost.frequency > 0 ? cost.length : l->boards[b].minutes,
		};
		moot_totals_add(&w->audit->totals, &cost);
		for (int i = 0; i < w->costs.today[b].theme_count; i++) {
			const struct moot_footprint *print = &w->costs.today[b].themes[i];
			hours[print->theme] += print->per_year * print->minutes / 60;
		}
	}
	w->audit->board_count = l->board_count;
	w->audit->totals.duplicated_agenda_hours = moot_costs_duplicated(&w->costs, hours);
	return MOOT_OK;
}

/* Sorts the subjects that sit on a board into an array of the audit. */
static enum moot_status keep_shares(struct moot_audit_work *w, struct share_row *rows, size_t count,
				    struct moot_audit_share **out, size_t *out_count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (rows[i].share.boards > 0)
			rows[kept++] = rows[i];
	if (kept > 1)
		qsort(rows, kept, sizeof *rows, compare_shares);
	*out = moot_arena_array(w->audit->arena, kept, sizeof **out);
	if (!*out)
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < kept; i++)
		(*out)[i] = rows[i].share;
	*out_count = kept;
	return MOOT_OK;
}

static void add_share(struct moot_audit_share *share, const struct moot_audit_work *w, int person, double hours)
{
	share->hours += hours;
	share->senior_hours += w->costs.people.senior[person] ? hours : 0;
	share->cost += hours * w->costs.people.rate[person];
}

static enum moot_status shares(struct moot_audit_work *w)
{
	const struct moot_landscape *l = w->landscape;
	size_t organisations = l->organisation_count + 1; /* the last is none */
	struct share_row *people = moot_arena_array(w->arena, l->person_count, sizeof *people);
	struct share_row *bodies = moot_arena_array(w->arena, organisations, sizeof *bodies);
	int *seen = moot_arena_array(w->arena, organisations, sizeof *seen);
	if (!people || !bodies || !seen)
		return MOOT_ERROR_MEMORY;
	for (int p = 0; p < (int)l->person_count; p++)
		people[p] = (struct share_row){.share.subject = p, .name = l->people[p].id};
	for (int o = 0; o < (int)organisations; o++) {
		bool none = o == (int)l->organisation_count;
		bodies[o] =
		    (struct share_row){.share.subject = none ? MOOT_NONE : o, .name = none ? "" : l->organisations[o]};
	}
	for (int m = 0; m < (int)l->member_count; m++) {
		const struct moot_member *row = &l->members[m];
		const struct moot_audit_board *board = &w->audit->boards[row->board];
		int body = row->organisation == MOOT_NONE ? (int)l->organisation_count : row->organisation;
		double hours = board->members > 0 ? board->hours / board->members : 0;
		people[row->person].share.boards++;
		add_share(&people[row->person].share, w, row->person, hours);
		add_share(&bodies[body].share, w, row->person, hours);
		bodies[body].share.boards += seen[body] != row->board + 1; /* rows are sorted by board */
		seen[body] = row->board + 1;
	}
	enum moot_status status = keep_shares(w, people, l->person_count, &w->audit->people, &w->audit->person_count);
	return status == MOOT_OK
		   ? keep_shares(w, bodies, organisations, &w->audit->organisations, &w->audit->organisation_count)
		   : status;
}

/* For each subject (person or theme), the boards that it is on. */
struct lists {
	int *first;
	int *boards;
};

static bool lists_of_people(struct moot_audit_work *w, struct lists *out)
{
	const struct moot_landscape *l = w->landscape;
	out->first = moot_arena_array(w->arena, l->person_count + 2, sizeof(int));
	out->boards = moot_arena_array(w->arena, l->member_count, sizeof(int));
	if (!out->first || !out->boards)
		return false;
	for (size_t m = 0; m < l->member_count; m++)
		out->first[l->members[m].person + 2]++;
	for (size_t p = 2; p < l->person_count + 2; p++)
		out->first[p] += out->first[p - 1];
	for (size_t m = 0; m < l->member_count; m++)
		out->boards[out->first[l->members[m].person + 1]++] = l->members[m].board;
	return true;
}

static bool lists_of_themes(struct moot_audit_work *w, struct lists *out)
{
	const struct moot_landscape *l = w->landscape;
	out->first = moot_arena_array(w->arena, l->theme_count + 2, sizeof(int));
	out->boards = moot_arena_array(w->arena, l->item_count, sizeof(int));
	if (!out->first || !out->boards)
		return false;
	for (size_t b = 0; b < l->board_count; b++)
		for (int i = 0; i < w->costs.today[b].theme_count; i++)
			out->first[w->costs.today[b].themes[i].theme + 2]++;
	for (size_t t = 2; t < l->theme_count + 2; t++)
		out->first[t] += out->first[t - 1];
	for (size_t b = 0; b < l->board_count; b++)
		for (int i = 0; i < w->costs.today[b].theme_count; i++)
			out->boards[out->first[w->costs.today[b].themes[i].theme + 1]++] = (int)b;
	return true;
}

static double yearly_minutes(const struct moot_agenda *agenda, int theme)
{
	for (int i = 0; i < agenda->theme_count; i++)
		if (agenda->themes[i].theme == theme)
			return agenda->themes[i].per_year * agenda->themes[i].minutes;
	return 0;
}

struct pairs {
	struct moot_audit_overlap *items;
	size_t count;
	size_t capacity;
};

/* What board a shares with each board that comes after it by id, gathered in `row`, one entry a board. */
static void gather_row(const struct moot_audit_work *w, int a, const struct lists *people, const struct lists *themes,
		       struct moot_audit_overlap *row)
{
	const struct moot_landscape *l = w->landscape;
	for (int m = w->costs.first[a]; m < w->costs.first[a + 1]; m++) {
		int person = l->members[m].person;
		for (int i = people->first[person]; i < people->first[person + 1]; i++)
			row[people->boards[i]].people++;
	}
	const struct moot_agenda *agenda = &w->costs.today[a];
	for (int t = 0; t < agenda->theme_count; t++) {
		int theme = agenda->themes[t].theme;
		double minutes = agenda->themes[t].per_year * agenda->themes[t].minutes;
		for (int i = themes->first[theme]; i < themes->first[theme + 1]; i++) {
			int b = themes->boards[i];
			row[b].themes++;
			row[b].shared_hours += fmin(minutes, yearly_minutes(&w->costs.today[b], theme)) / 60;
		}
	}
}

static bool gather_pairs(struct moot_audit_work *w, struct pairs *pairs)
{
	const struct moot_landscape *l = w->landscape;
	struct lists people;
	struct lists themes;
	struct moot_audit_overlap *row = moot_arena_array(w->arena, l->board_count, sizeof *row);
	if (!row || !lists_of_people(w, &people) || !lists_of_themes(w, &themes))
		return false;
	for (int a = 0; a < (int)l->board_count; a++) {
		memset(row, 0, l->board_count * sizeof *row);
		gather_row(w, a, &people, &themes, row);
		for (int b = 0; b < (int)l->board_count; b++) {
			bool shared = row[b].people > 0 || row[b].themes > 0;
			if (!shared || strcmp(l->boards[a].id, l->boards[b].id) >= 0)
				continue;
			if (!moot_array_reserve((void **)&pairs->items, &pairs->capacity, pairs->count + 1,
						sizeof *pairs->items))
				return false;
			row[b].a = a;
			row[b].b = b;
			pairs->items[pairs->count++] = row[b];
		}
	}
	return true;
}

struct named_pair {
	struct moot_audit_overlap overlap;
	const char *a;
	const char *b;
};

static int compare_pairs(const void *a, const void *b)
{
	const struct named_pair *x = a;
	const struct named_pair *y = b;
	if (x->overlap.people != y->overlap.people)
		return x->overlap.people > y->overlap.people ? -1 : 1;
	if (x->overlap.shared_hours != y->overlap.shared_hours)
		return x->overlap.shared_hours > y->overlap.shared_hours ? -1 : 1;
	if (x->overlap.themes != y->overlap.themes)
		return x->overlap.themes > y->overlap.themes ? -1 : 1;
	int order = strcmp(x->a, y->a);
	return order != 0 ? order : strcmp(x->b, y->b);
}

static enum moot_status overlaps(struct moot_audit_work *w)
{
	const struct moot_landscape *l = w->landscape;
	struct pairs pairs = {0};
	bool whole = gather_pairs(w, &pairs);
	struct named_pair *named = whole ? moot_arena_array(w->arena, pairs.count, sizeof *named) : NULL;
	w->audit->overlaps = moot_arena_array(w->audit->arena, pairs.count, sizeof *w->audit->overlaps);
	whole = named && w->audit->overlaps;
	for (size_t i = 0; whole && i < pairs.count; i++)
		named[i] =
		    (struct named_pair){pairs.items[i], l->boards[pairs.items[i].a].id, l->boards[pairs.items[i].b].id};
	if (whole && pairs.count > 1)
		qsort(named, pairs.count, sizeof *named, compare_pairs);
	for (size_t i = 0; whole && i < pairs.count; i++)
		w->audit->overlaps[i] = named[i].overlap;
	w->audit->overlap_count = pairs.count;
	moot_release(pairs.items);
	return whole ? MOOT_OK : MOOT_ERROR_MEMORY;
}

static enum moot_status fill(struct moot_audit_work *w)
{
	static enum moot_status (*const parts[])(struct moot_audit_work *) = {boards,
									      shares,
									      overlaps,
									      moot_audit_groups,
									      moot_audit_bookings,
									      moot_audit_findings,
									      moot_audit_strategies};
	enum moot_status status = moot_costs_build(w->landscape, NULL, w->arena, &w->costs);
	for (size_t i = 0; i < sizeof parts / sizeof *parts && status == MOOT_OK; i++)
		status = parts[i](w);
	return status;
}

enum moot_status moot_audit(const struct moot_landscape *landscape, struct moot_audit **out, struct moot_error *error)
{
	struct moot_audit_work work = {.landscape = landscape, .arena = moot_arena_new()};
	struct moot_arena *arena = moot_arena_new();
	work.audit = arena ? moot_arena_array(arena, 1, sizeof *work.audit) : NULL;
	enum moot_status status = MOOT_ERROR_MEMORY;
	if (work.arena && work.audit) {
		work.audit->arena = arena;
		status = fill(&work);
	}
	moot_arena_free(work.arena);
	if (status != MOOT_OK) {
		moot_arena_free(arena);
		return moot_error_set(error, status, "%s", moot_status_text(status));
	}
	*out = work.audit;
	return MOOT_OK;
}

void moot_audit_free(struct moot_audit *audit)
{
	if (audit)
		moot_arena_free(audit->arena);
}
