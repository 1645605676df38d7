/*
 * Finds people who are likely one person (duplicates.h).
 *
 * Two are compared only if they share a key: an e-mail address, a whole name, a surname with a root of the given name,
 * or a surname with an initial. Keys are sorted, so the cost is that of sorting, and of MOST_COMPARED comparisons for
 * each key of a person. To be believed matters more than to find all: two of one surname and initial at different
 * organisations are two people unless their e-mail says otherwise, and where one name fits two people who can't be the
 * same ("Alex" beside Alexander and Alexandra) nothing is said.
 */
#include "io/landscape/duplicates.h"

#include "io/csv/word.h"
#include "io/landscape/name.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COMPARED = 50, MOST_EDGES_A_PERSON = 200 };

struct person {
	struct moot_name name;
	const char *letters; /* of all parts, joined */
	const char *email;   /* folded; "" for none or a mailbox of an office */
	const char *organisation;
};

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
	struct person *people;
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

static bool is_office(const char *email)
{
	static const char *const offices[] = {"info",
					      "admin",
					      "administrator",
					      "office",
					      "enquiries",
					      "enquiry",
					      "contact",
					      "contactus",
					      "mail",
					      "email",
					      "reception",
					      "secretary",
					      "secretariat",
					      "committee",
					      "committees",
					      "clerk",
					      "councillors",
					      "members",
					      "board",
					      "boards",
					      "support",
					      "team",
					      "pa",
					      "partnerships",
					      "partnership",
					      "democratic.services",
					      "democraticservices",
					      "noreply"};
	size_t length = strcspn(email, "@");
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
		if (strlen(offices[i]) == length && strncmp(email, offices[i], length) == 0)
			return true;
	return false;
}

static const char *join_parts(struct search *s, const struct moot_name *name)
{
	const char *letters = "";
	for (int i = 0; letters && i < name->count; i++)
		letters = moot_arena_format(s->intake->arena, "%s%s", letters, name->parts[i]);
	if (!letters)
		out_of_memory(s);
	return letters ? letters : "";
}

static void read_person(struct search *s, size_t index)
{
	struct moot_intake *intake = s->intake;
	const struct moot_person *p = &intake->landscape->people[index];
	struct person *person = &s->people[index];
	if (moot_name_read(&s->namer, intake->arena, p->name, p->name == p->id, &person->name))
		out_of_memory(s);
	person->letters = join_parts(s, &person->name);
	person->email = moot_intake_fold(intake, p->email);
	if (is_office(person->email))
		person->email = "";
	person->organisation =
	    p->organisation == MOOT_NONE ? "" : moot_intake_fold(intake, intake->organisations.texts[p->organisation]);
}

/* --- keys --- */

static void add_key(struct search *s, int person, const char *text)
{
	if (!text || !moot_array_reserve((void **)&s->keys, &s->key_capacity, s->key_count + 1, sizeof *s->keys))
		out_of_memory(s);
	else
		s->keys[s->key_count++] = (struct key){text, person};
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The parts in the order of the alphabet: "walker matthew" is "matthew walker". */
static const char *sorted_parts(struct search *s, const struct moot_name *name)
{
	const char *parts[MOOT_NAME_MOST_PARTS];
	struct moot_name sorted = *name;
	memcpy(parts, name->parts, sizeof parts);
	qsort(parts, (size_t)name->count, sizeof *parts, compare_texts);
	memcpy(sorted.parts, parts, sizeof parts);
	return join_parts(s, &sorted);
}

static void add_keys(struct search *s, int index)
{
	struct moot_arena *arena = s->intake->arena;
	const struct person *p = &s->people[index];
	const struct moot_name *name = &p->name;
	int roots[MOOT_NAME_MOST_ROOTS + 1];
	if (*p->email)
		add_key(s, index, moot_arena_format(arena, "e %s", p->email));
	if (name->count < 2)
		return;
	add_key(s, index, moot_arena_format(arena, "n %s", p->letters));
	add_key(s, index, moot_arena_format(arena, "n %s", sorted_parts(s, name)));
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

/* --- evidence --- */

enum likeness { SAME, UNKNOWN, DIFFERENT };

static bool is_filler(const char *word, size_t length)
{
	static const char *const fillers[] = {"the", "of", "and", "for", "&", "in"};
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (strlen(fillers[i]) == length && strncmp(fillers[i], word, length) == 0)
			return true;
	return false;
}

/* The next word that tells something; its length, 0 at the end. */
static size_t next_word(const char **text)
{
	static const char gaps[] = " ,.-/()&'\n\t";
	for (;;) {
		*text += strspn(*text, gaps);
		size_t length = strcspn(*text, gaps);
		if (length == 0 || !is_filler(*text, length))
			return length;
		*text += length;
	}
}

/* "lcc" for "lincolnshire county council". */
static bool is_acronym(const char *acronym, const char *text)
{
	size_t used = 0;
	for (size_t length = next_word(&text); length > 0; text += length, length = next_word(&text))
		if (acronym[used] == '\0' || acronym[used++] != *text)
			return false;
	return used > 1 && acronym[used] == '\0';
}

/* Word by word, "lincs police" is "lincolnshire police": equal, or alike in their first four letters. */
static bool same_words(const char *a, const char *b)
{
	for (;;) {
		size_t m = next_word(&a);
		size_t n = next_word(&b);
		if (m == 0 || n == 0)
			return m == n;
		if ((m != n || strncmp(a, b, m) != 0) && (m < 4 || n < 4 || strncmp(a, b, 4) != 0))
			return false;
		a += m;
		b += n;
	}
}

static enum likeness compare_organisations(const char *a, const char *b)
{
	if (!*a || !*b)
		return UNKNOWN;
	return same_words(a, b) || is_acronym(a, b) || is_acronym(b, a) ? SAME : DIFFERENT;
}

/* Middle names that differ: "David A Jones" is not "David B Jones", but may be "David Jones" and "David Alan Jones". */
static bool middles_agree(const struct moot_name *a, const struct moot_name *b)
{
	for (int i = 1; i < a->count - 1 && i < b->count - 1; i++) {
		bool initial = !a->parts[i][1] || !b->parts[i][1];
		if (initial ? a->parts[i][0] != b->parts[i][0] : strcmp(a->parts[i], b->parts[i]) != 0)
			return false;
	}
	return true;
}

static bool is_initial(const struct moot_name *name)
{
	return name->count > 1 && !name->parts[0][1];
}

/* One organisation gives david.jones and david.jones2 to two people. */
static bool numbered_apart(const char *a, const char *b)
{
	const char *at = strchr(a, '@');
	const char *other = strchr(b, '@');
	if (!at || !other || strcmp(at, other) != 0)
		return false;
	for (;; a++, b++) {
		a += strspn(a, "0123456789");
		b += strspn(b, "0123456789");
		if (*a != *b)
			return false;
		if (*a == '@')
			return true;
	}
}

static bool same_name(const struct person *a, const struct person *b, struct search *s)
{
	return a->name.count > 1 && b->name.count > 1 &&
	       (strcmp(a->letters, b->letters) == 0 ||
		strcmp(sorted_parts(s, &a->name), sorted_parts(s, &b->name)) == 0);
}

/* Whether the names may be one person's, whatever else is known; a surname may change with marriage. */
static bool names_agree(struct search *s, const struct person *a, const struct person *b)
{
	const struct moot_name *x = &a->name;
	const struct moot_name *y = &b->name;
	if (x->count < 2 || y->count < 2 || same_name(a, b, s))
		return true;
	bool given = is_initial(x) || is_initial(y) ? x->parts[0][0] == y->parts[0][0]
						    : moot_given_match(&s->namer, x->parts[0], y->parts[0]);
	return given && middles_agree(x, y);
}

static enum moot_evidence judge_email(struct search *s, const struct person *a, const struct person *b)
{
	return names_agree(s, a, b) ? MOOT_SAME_EMAIL : MOOT_SHARED_EMAIL;
}

static enum moot_evidence judge(struct search *s, const struct person *a, const struct person *b)
{
	const struct moot_name *x = &a->name;
	const struct moot_name *y = &b->name;
	enum likeness organisations = compare_organisations(a->organisation, b->organisation);
	bool two_emails = *a->email && *b->email;
	if (two_emails && strcmp(a->email, b->email) == 0)
		return judge_email(s, a, b);
	if ((two_emails && organisations == DIFFERENT) || numbered_apart(a->email, b->email))
		return MOOT_NO_EVIDENCE;
	if (same_name(a, b, s) && !is_initial(x)) {
		if (organisations == SAME)
			return MOOT_SAME_NAME_AND_ORGANISATION;
		return organisations == DIFFERENT && moot_surname_is_common(x->surname) ? MOOT_NO_EVIDENCE
											: MOOT_SAME_NAME;
	}
	if (organisations == DIFFERENT || strcmp(x->surname, y->surname) != 0 || !*x->surname || !middles_agree(x, y))
		return MOOT_NO_EVIDENCE;
	if (!is_initial(x) && !is_initial(y))
		return moot_given_match(&s->namer, x->parts[0], y->parts[0]) ? MOOT_FORM_OF_NAME : MOOT_NO_EVIDENCE;
	return organisations == SAME && x->parts[0][0] == y->parts[0][0] ? MOOT_INITIAL_OF_NAME : MOOT_NO_EVIDENCE;
}

/* --- edges --- */

static void add_edge(struct search *s, int a, int b)
{
	if (a == b)
		return;
	struct edge edge = {.a = a < b ? a : b, .b = a < b ? b : a};
	edge.evidence = judge(s, &s->people[a], &s->people[b]);
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
			    !names_agree(s, &s->people[other_end(x, person)], &s->people[other_end(y, person)]))
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
		read_person(s, p);
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
