/* Compresses the atoms of a block to leaves. */
#include <solver/structure/leaves.h>

#include <math.h>

struct compress {
	const struct moot_program *program;
	const struct moot_block *block;
	struct moot_arena *arena;
	struct moot_leaves *out;
	int *theme_of;  /* of the landscape's themes: 1 + the block's */
	int *bit_of;    /* of people: bit, or MOOT_NONE for a person on one atom only */
	int *atom_seen; /* of people: 1 + the atom where they last sat */
	bool *several;  /* of people: sits on several atoms */
	int *body_of;   /* of organisations: 1 + the block's, 0 where it gives no quota */
	int *counted;   /* of people: 1 + the last atom on which a personal seat of theirs counted */
	int *bound_to;  /* of people: 2 + their organisation; 1 none; 0 not met */
	bool *loose;    /* of organisations: one of its people also sits for another, or for none */
	int *home;      /* of organisations: 1 + the one board where it sits; -1 where several, or a seat is personal */
	int *theme_atoms; /* of the block's themes: leaves that have it */
};

/* Seats of an organisation on one board only are all kept by whatever that board becomes part of. */
static bool is_certain(const struct compress *c, const struct moot_member *row)
{
	return row->seat == MOOT_SEAT_PERSONAL || row->organisation == MOOT_NONE || c->home[row->organisation] > 0;
}

typedef void (*row_visitor)(struct compress *c, int atom, const struct moot_member *row);

/* Calls `visit` for every row of every board of the block. */
static void each_row(struct compress *c, row_visitor visit)
{
	const struct moot_program *p = c->program;
	for (int a = 0; a < c->block->atom_count; a++) {
		const struct moot_atom *atom = &p->atoms[c->block->atoms[a]];
		for (int i = 0; i < atom->board_count; i++)
			for (int m = p->costs.first[atom->boards[i]]; m < p->costs.first[atom->boards[i] + 1]; m++)
				visit(c, a, &p->landscape->members[m]);
	}
}

static void see_home(struct compress *c, int atom, const struct moot_member *row)
{
	(void)atom;
	if (row->organisation == MOOT_NONE)
		return;
	int *home = &c->home[row->organisation];
	bool first = *home == 0 || *home == row->board + 1;
	*home = first && row->seat != MOOT_SEAT_PERSONAL ? row->board + 1 : -1;
}

static void see_person(struct compress *c, int atom, const struct moot_member *row)
{
	int *seen = &c->atom_seen[row->person];
	if (*seen != 0 && *seen != atom + 1)
		c->several[row->person] = true;
	*seen = atom + 1;
	if (!is_certain(c, row))
		c->out->exact = false;
	int *bound = &c->bound_to[row->person];
	int organisation = row->organisation == MOOT_NONE ? 1 : row->organisation + 2;
	if (*bound != 0 && *bound != organisation) {
		if (*bound > 1)
			c->loose[*bound - 2] = true;
		if (organisation > 1)
			c->loose[organisation - 2] = true;
	}
	*bound = organisation;
}

static void see_quota(struct compress *c, int atom, const struct moot_member *row)
{
	(void)atom;
	if (!is_certain(c, row) && !c->loose[row->organisation] && c->body_of[row->organisation] == 0)
		c->body_of[row->organisation] = ++c->out->organisation_count;
}

/* The block's number of a row's organisation, where it gives a quota; else MOOT_NONE. */
static int quota_of(const struct compress *c, const struct moot_member *row)
{
	return row->organisation == MOOT_NONE ? MOOT_NONE : c->body_of[row->organisation] - 1;
}

static void weigh_quota(struct compress *c, int atom, const struct moot_member *row)
{
	(void)atom;
	int body = quota_of(c, row);
	if (body != MOOT_NONE)
		c->out->quota_weight[body] =
		    fmin(c->out->quota_weight[body], c->program->costs.people.weight[row->person]);
}

/* Zone 0: senior, 1: others, 2: limited. */
static int zone_of(const struct compress *c, int person)
{
	if (c->program->limit_of[person] != MOOT_NONE)
		return 2;
	return c->program->costs.people.senior[person] ? 0 : 1;
}

/* Numbers the people who need a bit, each zone from a word of its own. */
static bool number_people(struct compress *c)
{
	int people = (int)c->program->landscape->person_count;
	int starts[4] = {0};
	for (int zone = 0; zone < 3; zone++) {
		int bit = starts[zone] * 64;
		for (int p = 0; p < people; p++) {
			bool limited = c->program->limit_of[p] != MOOT_NONE && c->atom_seen[p] != 0;
			if (zone_of(c, p) == zone && (c->several[p] || limited))
				c->bit_of[p] = bit++;
		}
		starts[zone + 1] = (bit + 63) / 64;
	}
	c->out->senior_words = starts[1];
	c->out->other_words = starts[2];
	c->out->words = starts[3];
	size_t limited = (size_t)(starts[3] - starts[2]) * 64;
	c->out->limited_weight = moot_arena_array(c->arena, limited, sizeof(double));
	c->out->limited = moot_arena_array(c->arena, limited, sizeof(int));
	if (!c->out->limited_weight || !c->out->limited)
		return false;
	for (int p = 0; p < people; p++)
		if (c->bit_of[p] >= starts[2] * 64) {
			c->out->limited_weight[c->bit_of[p] - starts[2] * 64] = c->program->costs.people.weight[p];
			c->out->limited[c->bit_of[p] - starts[2] * 64] = c->program->limit_of[p];
		}
	return true;
}

/* The people of an atom who are certain to stay. `c->atom_seen` marks those already taken (negative). */
static bool leaf_people(struct compress *c, int a, struct moot_leaf *leaf, uint64_t *words)
{
	const struct moot_program *p = c->program;
	const struct moot_atom *atom = &p->atoms[c->block->atoms[a]];
	for (int i = 0; i < atom->board_count; i++)
		for (int m = p->costs.first[atom->boards[i]]; m < p->costs.first[atom->boards[i] + 1]; m++) {
			const struct moot_member *row = &p->landscape->members[m];
			int bit = c->bit_of[row->person];
			if (!is_certain(c, row) || c->atom_seen[row->person] == -1 - a)
				continue;
			c->atom_seen[row->person] = -1 - a;
			if (bit == MOOT_NONE) {
				leaf->solo_count++;
				leaf->solo_weight += p->costs.people.weight[row->person];
				if (quota_of(c, row) == MOOT_NONE)
					leaf->lone_weight += p->costs.people.weight[row->person];
			} else {
				words[bit / 64] |= (uint64_t)1 << (bit % 64);
			}
		}
	for (int w = 0; w < c->out->words; w++)
		leaf->people_count += words[w] != 0;
	leaf->people = moot_arena_array(c->arena, (size_t)leaf->people_count, sizeof *leaf->people);
	if (!leaf->people)
		return false;
	int filled = 0;
	for (int w = 0; w < c->out->words; w++) {
		if (words[w] != 0)
			leaf->people[filled++] = (struct moot_bits){w, words[w]};
		words[w] = 0;
	}
	return true;
}

/* The leaf's quota of an organisation, made where it has none; there is room for one a row. */
static struct moot_quota *leaf_quota(struct moot_leaf *leaf, int organisation)
{
	int q = 0;
	while (q < leaf->quota_count && leaf->quotas[q].organisation != organisation)
		q++;
	if (q == leaf->quota_count)
		leaf->quotas[leaf->quota_count++] = (struct moot_quota){.organisation = organisation};
	return &leaf->quotas[q];
}

/* The largest number of seats of each organisation on one board of the atom. */
static void count_seats(struct compress *c, int board, struct moot_leaf *leaf, int *counts)
{
	const struct moot_program *p = c->program;
	for (int pass = 0; pass < 2; pass++)
		for (int m = p->costs.first[board]; m < p->costs.first[board + 1]; m++) {
			const struct moot_member *row = &p->landscape->members[m];
			int body = is_certain(c, row) ? MOOT_NONE : quota_of(c, row);
			if (body == MOOT_NONE)
				continue;
			counts[body] = pass == 0 ? counts[body] + 1 : 0;
			struct moot_quota *quota = leaf_quota(leaf, body);
			quota->seats = counts[body] > quota->seats ? counts[body] : quota->seats;
		}
}

/* Those of the atom's people who hold a personal seat for the organisation. */
static void count_personal(struct compress *c, int a, struct moot_leaf *leaf, struct moot_quota *quota, uint64_t *words)
{
	const struct moot_program *p = c->program;
	const struct moot_atom *atom = &p->atoms[c->block->atoms[a]];
	for (int i = 0; i < atom->board_count; i++)
		for (int m = p->costs.first[atom->boards[i]]; m < p->costs.first[atom->boards[i] + 1]; m++) {
			const struct moot_member *row = &p->landscape->members[m];
			int bit = c->bit_of[row->person];
			if (row->seat != MOOT_SEAT_PERSONAL || quota_of(c, row) != quota->organisation ||
			    c->counted[row->person] == a + 1)
				continue;
			c->counted[row->person] = a + 1;
			if (bit == MOOT_NONE)
				quota->solo++;
			else
				words[bit / 64] |= (uint64_t)1 << (bit % 64);
		}
	for (int w = 0; w < c->out->words; w++) {
		if (words[w] != 0)
			leaf->personal[quota->personal + quota->personal_count++] = (struct moot_bits){w, words[w]};
		words[w] = 0;
	}
}

static bool leaf_quotas(struct compress *c, int a, struct moot_leaf *leaf, int *counts, uint64_t *words)
{
	const struct moot_program *p = c->program;
	const struct moot_atom *atom = &p->atoms[c->block->atoms[a]];
	size_t rows = 0;
	for (int i = 0; i < atom->board_count; i++)
		rows += (size_t)(p->costs.first[atom->boards[i] + 1] - p->costs.first[atom->boards[i]]);
	leaf->quotas = moot_arena_array(c->arena, rows, sizeof *leaf->quotas);
	leaf->personal = moot_arena_array(c->arena, rows, sizeof *leaf->personal);
	if (!leaf->quotas || !leaf->personal)
		return false;
	for (int i = 0; i < atom->board_count; i++) {
		count_seats(c, atom->boards[i], leaf, counts);
		for (int m = p->costs.first[atom->boards[i]]; m < p->costs.first[atom->boards[i] + 1]; m++)
			if (p->landscape->members[m].seat == MOOT_SEAT_PERSONAL &&
			    quota_of(c, &p->landscape->members[m]) != MOOT_NONE)
				leaf_quota(leaf, quota_of(c, &p->landscape->members[m]));
	}
	int personal = 0;
	for (int q = 0; q < leaf->quota_count; q++) {
		leaf->quotas[q].personal = personal;
		count_personal(c, a, leaf, &leaf->quotas[q], words);
		personal += leaf->quotas[q].personal_count;
	}
	return true;
}

static void add_print(struct compress *c, struct moot_leaf *leaf, int theme, int per_year, double minutes)
{
	int *local = &c->theme_of[theme];
	if (*local == 0)
		*local = ++c->out->theme_count;
	int i = 0;
	while (i < leaf->print_count && leaf->prints[i].theme != *local - 1)
		i++;
	if (i == leaf->print_count) {
		leaf->prints[leaf->print_count++] = (struct moot_print){.theme = *local - 1};
		c->theme_atoms[*local - 1]++;
	}
	struct moot_print *print = &leaf->prints[i];
	print->per_year = per_year > print->per_year ? per_year : print->per_year;
	print->most = fmax(print->most, minutes);
	print->sum += minutes;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static bool leaf_form(struct compress *c, int a, struct moot_leaf *leaf)
{
	const struct moot_costs *costs = &c->program->costs;
	const struct moot_atom *atom = &c->program->atoms[c->block->atoms[a]];
	int prints = 0;
	for (int i = 0; i < atom->board_count; i++)
		prints += costs->agenda[atom->boards[i]].theme_count;
	leaf->prints = moot_arena_array(c->arena, (size_t)prints, sizeof *leaf->prints);
	if (!leaf->prints)
		return false;
	leaf->boards = atom->board_count;
	leaf->length = costs->max_minutes;
	for (int i = 0; i < atom->board_count; i++)
		for (int m = costs->first[atom->boards[i]]; m < costs->first[atom->boards[i] + 1]; m++)
			leaf->weight += costs->people.weight[c->program->landscape->members[m].person];
	for (int i = 0; i < atom->board_count; i++) {
		const struct moot_form *form = &costs->forms[atom->boards[i]];
		const struct moot_agenda *agenda = &costs->agenda[atom->boards[i]];
		leaf->frequency = larger(leaf->frequency, form->frequency);
		leaf->least = larger(leaf->least, form->min_per_year);
		leaf->standing_most = larger(leaf->standing_most, form->standing);
		leaf->standing_sum += form->standing;
		leaf->prep = larger(leaf->prep, form->prep);
		leaf->travel = larger(leaf->travel, form->travel);
		leaf->common += c->program->landscape->boards[atom->boards[i]].merge == MOOT_MERGE_IN_COMMON;
		leaf->own += agenda->own_minutes;
		if (atom->board_count == 1)
			leaf->length = fmax(leaf->length, form->length);
		if (form->ruled != MOOT_NONE)
			c->out->exact = false;
		for (int t = 0; t < agenda->theme_count; t++)
			add_print(c, leaf, agenda->themes[t].theme, agenda->themes[t].per_year,
				  agenda->themes[t].minutes);
	}
	return true;
}

static bool leaf_item(struct compress *c, int k, struct moot_leaf *leaf)
{
	const struct moot_taken *item = &c->program->items[c->block->items[k]];
	leaf->least = item->min_per_year;
	leaf->prints = moot_arena_array(c->arena, 1, sizeof *leaf->prints);
	if (!leaf->prints)
		return false;
	if (item->theme == MOOT_NONE)
		leaf->own = item->minutes;
	else
		add_print(c, leaf, item->theme, item->per_year, item->minutes);
	return true;
}

/* What the leaf adds to any set: its own business, themes that no other leaf has, the residual of the others. */
static void leaf_added(const struct compress *c, struct moot_leaf *leaf)
{
	const double residual = c->program->landscape->policy.overlap_residual;
	for (int i = 0; i < leaf->print_count; i++) {
		const struct moot_print *print = &leaf->prints[i];
		double shared = c->theme_atoms[print->theme] > 1 ? 0 : (1 - residual) * print->most;
		leaf->added_themes += print->per_year * (shared + residual * print->sum);
	}
	leaf->added = leaf->own + leaf->added_themes;
}

static bool build_adjacency(struct compress *c)
{
	int count = c->block->atom_count;
	c->out->adjacent_words = (size_t)count / 64 + 1;
	c->out->adjacent = moot_arena_array(c->arena, (size_t)count, c->out->adjacent_words * sizeof(uint64_t));
	if (!c->out->adjacent)
		return false;
	for (int a = 0; a < count; a++)
		for (int b = 0; b < count; b++)
			if (moot_atoms_compatible(c->program, c->block->atoms[a], c->block->atoms[b]))
				c->out->adjacent[(size_t)a * c->out->adjacent_words + (size_t)b / 64] |= (uint64_t)1
													 << (b % 64);
	return true;
}

static bool allocate(struct compress *c)
{
	const struct moot_landscape *l = c->program->landscape;
	c->theme_of = moot_arena_array(c->arena, l->theme_count, sizeof *c->theme_of);
	c->bit_of = moot_arena_array(c->arena, l->person_count, sizeof *c->bit_of);
	c->atom_seen = moot_arena_array(c->arena, l->person_count, sizeof *c->atom_seen);
	c->several = moot_arena_array(c->arena, l->person_count, sizeof *c->several);
	c->bound_to = moot_arena_array(c->arena, l->person_count, sizeof *c->bound_to);
	c->body_of = moot_arena_array(c->arena, l->organisation_count, sizeof *c->body_of);
	c->counted = moot_arena_array(c->arena, l->person_count, sizeof *c->counted);
	c->loose = moot_arena_array(c->arena, l->organisation_count, sizeof *c->loose);
	c->home = moot_arena_array(c->arena, l->organisation_count, sizeof *c->home);
	c->theme_atoms = moot_arena_array(c->arena, l->theme_count, sizeof *c->theme_atoms);
	c->out->quota_weight = moot_arena_array(c->arena, l->organisation_count, sizeof(double));
	c->out->atoms = moot_arena_array(c->arena, (size_t)c->block->atom_count, sizeof *c->out->atoms);
	c->out->items = moot_arena_array(c->arena, (size_t)c->block->item_count, sizeof *c->out->items);
	return c->theme_of && c->bit_of && c->atom_seen && c->several && c->bound_to && c->body_of && c->counted &&
	       c->loose && c->home && c->theme_atoms && c->out->quota_weight && c->out->atoms && c->out->items;
}

static bool claim_seats(struct compress *c)
{
	const struct moot_program *p = c->program;
	struct moot_seating seating = {.body_of = c->body_of};
	seating.ruled = moot_arena_array(c->arena, p->landscape->person_count, sizeof *seating.ruled);
	for (size_t b = 0; b < p->landscape->board_count && seating.ruled; b++)
		if (p->costs.forms[b].ruled >= 0)
			seating.ruled[p->costs.forms[b].ruled] = true;
	return seating.ruled && moot_claims_build(p, c->block, &seating, c->arena, c->out) == MOOT_OK;
}

static bool list_rows(struct compress *c)
{
	for (int a = 0; a < c->block->atom_count; a++) {
		struct moot_leaf *leaf = &c->out->atoms[a];
		int words = 0;
		for (int w = 0; w < c->out->row_words; w++)
			words += leaf->rows[w] != 0;
		leaf->own_rows = moot_arena_array(c->arena, (size_t)words, sizeof *leaf->own_rows);
		if (!leaf->own_rows)
			return false;
		for (int w = 0; w < c->out->row_words; w++)
			if (leaf->rows[w] != 0)
				leaf->own_rows[leaf->own_row_count++] = (struct moot_bits){w, leaf->rows[w]};
	}
	return true;
}

/* A person with a personal seat of an organisation that gives a quota fills a seat that would be counted anyway. */
static bool weigh_bits(struct compress *c)
{
	struct moot_leaves *all = c->out;
	const double other = c->program->landscape->policy.other_weight;
	all->bit_weight = moot_arena_array(c->arena, (size_t)all->words, 64 * sizeof *all->bit_weight);
	if (!all->bit_weight)
		return false;
	for (int bit = 0; bit < all->words * 64; bit++)
		all->bit_weight[bit] = bit < all->senior_words * 64  ? 1
				       : bit < all->other_words * 64 ? other
								     : all->limited_weight[bit - all->other_words * 64];
	for (size_t p = 0; p < c->program->landscape->person_count; p++) {
		const int body = c->bound_to[p] > 1 ? c->body_of[c->bound_to[p] - 2] - 1 : MOOT_NONE;
		if (c->bit_of[p] != MOOT_NONE && body >= 0)
			all->bit_weight[c->bit_of[p]] -= all->quota_weight[body];
	}
	return true;
}

enum moot_status moot_leaves_build(const struct moot_program *program, const struct moot_block *block,
				   struct moot_arena *arena, struct moot_leaves *out)
{
	struct compress c = {.program = program, .block = block, .arena = arena, .out = out};
	*out = (struct moot_leaves){.exact = true};
	if (!allocate(&c) || !build_adjacency(&c))
		return MOOT_ERROR_MEMORY;
	for (size_t p = 0; p < program->landscape->person_count; p++)
		c.bit_of[p] = MOOT_NONE;
	each_row(&c, see_home);
	each_row(&c, see_person);
	each_row(&c, see_quota);
	for (int o = 0; o < out->organisation_count; o++)
		out->quota_weight[o] = INFINITY;
	each_row(&c, weigh_quota);
	if (!number_people(&c))
		return MOOT_ERROR_MEMORY;
	uint64_t *words = moot_arena_array(arena, (size_t)out->words, sizeof *words);
	int *counts = moot_arena_array(arena, (size_t)out->organisation_count, sizeof *counts);
	bool whole = words && counts;
	for (int a = 0; whole && a < block->atom_count; a++)
		whole = leaf_form(&c, a, &out->atoms[a]) && leaf_people(&c, a, &out->atoms[a], words) &&
			leaf_quotas(&c, a, &out->atoms[a], counts, words);
	for (int k = 0; whole && k < block->item_count; k++)
		whole = leaf_item(&c, k, &out->items[k]);
	for (int a = 0; whole && a < block->atom_count; a++)
		leaf_added(&c, &out->atoms[a]);
	for (int k = 0; whole && k < block->item_count; k++)
		leaf_added(&c, &out->items[k]);
	return whole && claim_seats(&c) && list_rows(&c) && weigh_bits(&c) ? MOOT_OK : MOOT_ERROR_MEMORY;
}
