/*
 * Finds people who are likely one person (duplicates.h).
 *
 * Two are compared only if they share a key: an e-mail address, a whole name, a surname with a root of the given name,
 * or a surname with an initial. Keys are sorted, so the cost is that of sorting, and of MOST_COMPARED comparisons for
 * each key of a person. Where one name fits two people who can't be the same ("Alex" beside Alexander and Alexandra)
 * nothing is said.
 */
#include "io/landscape/duplicates.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COMPARED = 50, MOST_EDGES_A_PERSON = 200 };

struct key {
	const char *text;
	int person;
};

struct edge {
	int a; /* the smaller */
	int b;
	enum moot_evidence evidence;
	bool doubtful;
};

struct search {
	struct moot_intake *intake;
	struct moot_namer namer;
	struct moot_identity *people;
	size_t person_count;
	struct key *keys;
	size_t key_count;
	size_t key_capacity;
	struct edge *edges;
	size_t edge_count;
	size_t edge_capacity;
};

static void out_of_memory(struct search *s)
{
	s->intake->status = MOOT_ERROR_MEMORY;
}

/* --- keys --- */

static void add_key(struct search *s, int person, const char *text)
{
	if (!text || !moot_array_reserve((void **)&s->keys, &s->key_capacity, s->key_count + 1, sizeof *s->keys))
		out_of_memory(s);
	else
		s->keys[s->key_count++] = (struct key){text, person};
}

static void add_keys(struct search *s, int index)
{
	struct moot_arena *arena = s->intake->arena;
	const struct moot_identity *p = &s->people[index];
	const struct moot_name *name = &p->name;
	int roots[MOOT_NAME_MOST_ROOTS + 1];
	if (*p->email)
		add_key(s, index, moot_arena_format(arena, "e %s", p->email));
	if (name->count < 2)
		return;
	add_key(s, index, moot_arena_format(arena, "n %s", p->letters));
	add_key(s, index, moot_arena_format(arena, "n %s", p->sorted));
	add_key(s, index, moot_arena_format(arena, "i %s %.1s", name->surname, name->parts[0]));
	moot_given_roots(&s->namer, name->parts[0], roots);
	for (int r = 0; roots[r] >= 0; r++)
		add_key(s, index, moot_arena_format(arena, "s %s %d", name->surname, roots[r]));
	if (roots[0] < 0)
		add_key(s, index, moot_arena_format(arena, "s %s %s", name->surname, name->parts[0]));
}

static int compare_keys(const void *a, const void *b)
{
	const struct key *x = a;
	const struct key *y = b;
	int order = strcmp(x->text, y->text);
	return order != 0 ? order : (x->person > y->person) - (x->person < y->person);
}

/* --- edges --- */

static void add_edge(struct search *s, int a, int b)
{
	if (a == b)
		return;
	struct edge edge = {.a = a < b ? a : b, .b = a < b ? b : a};
	edge.evidence = moot_identity_judge(&s->namer, &s->people[a], &s->people[b]);
	if (edge.evidence == MOOT_NO_EVIDENCE)
		return;
	if (!moot_array_reserve((void **)&s->edges, &s->edge_capacity, s->edge_count + 1, sizeof *s->edges))
		out_of_memory(s);
	else
		s->edges[s->edge_count++] = edge;
}

/* Compares those who share a key, each with the next few. */
static void compare_run(struct search *s, size_t first, size_t end)
{
	for (size_t i = first; i < end && !s->intake->status; i++)
		for (size_t j = i + 1; j < end && j - i <= MOST_COMPARED; j++)
			add_edge(s, s->keys[i].person, s->keys[j].person);
}

static int compare_edges(const void *a, const void *b)
{
	const struct edge *x = a;
	const struct edge *y = b;
	return x->a != y->a ? (x->a > y->a) - (x->a < y->a) : (x->b > y->b) - (x->b < y->b);
}

static void find_edges(struct search *s)
{
	qsort(s->keys, s->key_count, sizeof *s->keys, compare_keys);
	for (size_t first = 0, end = 0; first < s->key_count; first = end) {
		for (end = first + 1; end < s->key_count && strcmp(s->keys[end].text, s->keys[first].text) == 0;)
			end++;
		compare_run(s, first, end);
	}
	if (s->edge_count == 0 || s->intake->status)
		return;
	qsort(s->edges, s->edge_count, sizeof *s->edges, compare_edges);
	size_t kept = 1;
	for (size_t i = 1; i < s->edge_count; i++)
		if (compare_edges(&s->edges[i], &s->edges[kept - 1]) != 0)
			s->edges[kept++] = s->edges[i];
	s->edge_count = kept;
}

static bool is_weak(enum moot_evidence evidence)
{
	return evidence == MOOT_FORM_OF_NAME || evidence == MOOT_INITIAL_OF_NAME;
}

/* Edges in the order of each person: edge i stands under both its ends. */
struct ends {
	size_t *starts;
	size_t *edges;
};

static bool index_ends(struct search *s, struct ends *ends)
{
	ends->starts = moot_intake_scratch(s->intake, s->person_count + 2, sizeof *ends->starts);
	ends->edges = moot_intake_scratch(s->intake, 2 * s->edge_count, sizeof *ends->edges);
	if (s->intake->status)
		return false;
	for (size_t i = 0; i < s->edge_count; i++) {
		ends->starts[s->edges[i].a + 2]++;
		ends->starts[s->edges[i].b + 2]++;
	}
	for (size_t p = 2; p < s->person_count + 2; p++)
		ends->starts[p] += ends->starts[p - 1];
	for (size_t i = 0; i < s->edge_count; i++) {
		ends->edges[ends->starts[s->edges[i].a + 1]++] = i;
		ends->edges[ends->starts[s->edges[i].b + 1]++] = i;
	}
	return true;
}

static int other_end(const struct edge *edge, int person)
{
	return edge->a == person ? edge->b : edge->a;
}

/* Where a person fits two who can't be one, which of them is meant is anybody's guess. */
static void doubt(struct search *s, const struct ends *ends, int person)
{
	size_t first = ends->starts[person];
	size_t end = ends->starts[person + 1];
	if (end - first > MOST_EDGES_A_PERSON)
		end = first + MOST_EDGES_A_PERSON;
	for (size_t i = first; i < end; i++) {
		struct edge *x = &s->edges[ends->edges[i]];
		for (size_t j = first; j < end && is_weak(x->evidence); j++) {
			const struct edge *y = &s->edges[ends->edges[j]];
			if (i != j && y->evidence != MOOT_SHARED_EMAIL &&
			    !moot_identity_names_agree(&s->namer, &s->people[other_end(x, person)],
						       &s->people[other_end(y, person)]))
				x->doubtful = true;
		}
	}
}

/* --- groups --- */

static int find_root(int *parents, int person)
{
	while (parents[person] != person) {
		parents[person] = parents[parents[person]];
		person = parents[person];
	}
	return person;
}

/* Who keeps their id: of people.csv before members.csv alone, then of more seats, then the first. */
static bool is_better(const struct moot_intake *intake, const size_t *seats, int a, int b)
{
	bool known_a = intake->person_rows[a] != SIZE_MAX;
	bool known_b = intake->person_rows[b] != SIZE_MAX;
	if (known_a != known_b)
		return known_a;
	return seats[a] != seats[b] ? seats[a] > seats[b] : a < b;
}

static void choose_keepers(struct search *s, int *parents, int *keepers)
{
	const struct moot_landscape *l = s->intake->landscape;
	size_t *seats = moot_intake_scratch(s->intake, s->person_count, sizeof *seats);
	for (size_t i = 0; seats && i < l->member_count; i++)
		seats[l->members[i].person]++;
	for (size_t i = 0; i < s->edge_count; i++)
		if (!s->edges[i].doubtful && s->edges[i].evidence != MOOT_SHARED_EMAIL)
			parents[find_root(parents, s->edges[i].b)] = find_root(parents, s->edges[i].a);
	for (int p = 0; seats && p < (int)s->person_count; p++) {
		int root = find_root(parents, p);
		if (keepers[root] < 0 || is_better(s->intake, seats, p, keepers[root]))
			keepers[root] = p;
	}
}

/* The strongest evidence for the dropped one: against the keeper if there is any, else against another of the group. */
static enum moot_evidence evidence_of(const struct search *s, const struct ends *ends, int drop, int keep)
{
	enum moot_evidence best = MOOT_NO_EVIDENCE;
	for (size_t i = ends->starts[drop]; i < ends->starts[drop + 1]; i++) {
		const struct edge *edge = &s->edges[ends->edges[i]];
		if (edge->doubtful || edge->evidence == MOOT_SHARED_EMAIL)
			continue;
		if (other_end(edge, drop) == keep)
			return edge->evidence;
		best = edge->evidence < best ? edge->evidence : best;
	}
	return best;
}

static void list_duplicates(struct search *s, const struct ends *ends)
{
	int *parents = moot_intake_scratch(s->intake, s->person_count, sizeof *parents);
	int *keepers = moot_intake_scratch(s->intake, s->person_count, sizeof *keepers);
	struct moot_duplicate *list = moot_intake_scratch(s->intake, s->person_count + s->edge_count, sizeof *list);
	size_t count = 0;
	if (s->intake->status)
		return;
	for (int p = 0; p < (int)s->person_count; p++) {
		parents[p] = p;
		keepers[p] = -1;
	}
	choose_keepers(s, parents, keepers);
	for (int p = 0; p < (int)s->person_count && !s->intake->status; p++) {
		int keep = keepers[find_root(parents, p)];
		if (keep != p)
			list[count++] = (struct moot_duplicate){keep, p, evidence_of(s, ends, p, keep)};
	}
	for (size_t i = 0; i < s->edge_count; i++)
		if (s->edges[i].evidence == MOOT_SHARED_EMAIL)
			list[count++] = (struct moot_duplicate){s->edges[i].a, s->edges[i].b, MOOT_SHARED_EMAIL};
	moot_report_duplicates(s->intake, list, count);
}

static void find_all(struct search *s)
{
	struct ends ends = {0};
	for (size_t p = 0; p < s->person_count && !s->intake->status; p++)
		moot_identity_read(s->intake, &s->namer, p, &s->people[p]);
	for (size_t p = 0; p < s->person_count && !s->intake->status; p++)
		add_keys(s, (int)p);
	if (!s->intake->status && s->key_count > 0)
		find_edges(s);
	if (s->intake->status || s->edge_count == 0 || !index_ends(s, &ends))
		return;
	for (size_t p = 0; p < s->person_count; p++)
		doubt(s, &ends, (int)p);
	list_duplicates(s, &ends);
}

void moot_check_duplicates(struct moot_intake *intake)
{
	struct search s = {.intake = intake, .person_count = intake->landscape->person_count};
	s.people = moot_intake_scratch(intake, s.person_count, sizeof *s.people);
	if (s.people && moot_namer_begin(&s.namer, intake->arena))
		out_of_memory(&s);
	if (s.people && !intake->status)
		find_all(&s);
	moot_namer_clear(&s.namer);
	moot_release(s.keys);
	moot_release(s.edges);
}
