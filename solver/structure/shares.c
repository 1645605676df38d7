/* What the people of two atoms weigh less together (shares.h). */
#include <solver/structure/shares.h>

#include <limits.h>
#include <string.h>

enum { MOST_LISTED = 2000, ROW = 8 };

/*
 * Something that an atom has in it, as far as others read it: a person; a seat of an organisation beyond those of the
 * set; a row, read by those who take it, or one taken, read by its owner.
 */
struct moot_share_part {
	int in;
	int reads;
	float weight;
	float charge; /* what of it the atom answers for; who reads it, for the rest */
};

struct listing {
	struct moot_shares *out;
	const struct moot_growth *g;
	size_t count; /* of parts */
};

enum moot_status moot_shares_new(const struct moot_growth *g, struct moot_arena *arena, struct moot_shares *out)
{
	const struct moot_leaves *all = &g->leaves;
	*out = (struct moot_shares){0};
	out->organisation_first =
	    moot_arena_array(arena, (size_t)all->organisation_count + 1, sizeof *out->organisation_first);
	out->rows = moot_arena_array(arena, (size_t)all->row_words, sizeof *out->rows);
	if (!out->organisation_first || !out->rows)
		return MOOT_ERROR_MEMORY;
	int *most = out->organisation_first + 1;
	for (int a = 0; a < g->block->atom_count; a++)
		for (int q = 0; q < all->atoms[a].quota_count; q++) {
			const struct moot_quota *quota = &all->atoms[a].quotas[q];
			int seats = quota->solo;
			for (int i = 0; i < quota->personal_count; i++)
				seats += moot_count_bits(all->atoms[a].personal[quota->personal + i].bits);
			seats = quota->seats > seats ? quota->seats : seats;
			if (seats > most[quota->organisation])
				most[quota->organisation] = seats;
		}
	for (int o = 0; o < all->organisation_count; o++)
		most[o] += out->organisation_first[o];
	out->seat_count = out->organisation_first[all->organisation_count];
	const size_t things = (size_t)all->words * 64 + (size_t)out->seat_count + 128 * (size_t)all->row_words;
	out->first_in = moot_arena_array(arena, things + 1, sizeof *out->first_in);
	return out->first_in ? MOOT_OK : MOOT_ERROR_MEMORY;
}

void moot_shares_clear(struct moot_shares *shares)
{
	moot_release(shares->pair);
	moot_release(shares->tops);
	moot_release(shares->charges);
	moot_release(shares->parts);
	moot_release(shares->first_part);
	moot_release(shares->members);
	*shares = (struct moot_shares){0};
}

static void add_part(struct listing *l, int in, int reads, double weight, double charge)
{
	const float rounded = nextafterf((float)weight, INFINITY);
	l->out->parts[l->count++] = (struct moot_share_part){in, reads, rounded, rounded * (float)charge};
}

static void add_people(struct listing *l, const struct moot_leaf *leaf)
{
	const struct moot_leaves *all = &l->g->leaves;
	for (int i = 0; i < leaf->people_count; i++) {
		int word = leaf->people[i].word;
		uint64_t fresh = leaf->people[i].bits & ~l->g->people[word];
		for (int bit = 0; bit < 64 && fresh >> bit != 0; bit++) {
			if (!(fresh >> bit & 1))
				continue;
			int person = word * 64 + bit;
			double weight = l->g->prices->scale * all->bit_weight[person];
			int limited =
			    word < all->other_words ? MOOT_NONE : all->limited[person - all->other_words * 64];
			if (limited != MOOT_NONE)
				weight += l->g->prices->limits[limited];
			add_part(l, person, person, weight, 0.5);
		}
	}
}

/* An organisation's seats: those that the set has not, whoever fills them. */
static void add_seats(struct listing *l, const struct moot_leaf *leaf, int first)
{
	const struct moot_growth *g = l->g;
	for (int q = 0; q < leaf->quota_count; q++) {
		const struct moot_quota *quota = &leaf->quotas[q];
		int seats = quota->seats - g->kept[quota->organisation].seats;
		int personal = quota->solo;
		for (int i = 0; i < quota->personal_count; i++) {
			const struct moot_bits *bits = &leaf->personal[quota->personal + i];
			personal += moot_count_bits(bits->bits & ~g->people[bits->word]);
		}
		seats = seats > personal ? seats : personal;
		for (int k = 0; k < seats; k++) {
			int seat = first + l->out->organisation_first[quota->organisation] + k;
			add_part(l, seat, seat, g->prices->scale * g->leaves.quota_weight[quota->organisation], 0.5);
		}
	}
}

/* Rows: each is of one atom. `first` is that of its owner, the next that of those who take it. */
static void add_rows(struct listing *l, const struct moot_leaf *leaf, int first)
{
	const struct moot_growth *g = l->g;
	const double weight = g->prices->scale * g->leaves.row_weight;
	for (int w = 0; w < g->leaves.row_words; w++) {
		uint64_t own = leaf->rows[w] & ~g->takes[w];
		uint64_t taken = leaf->takes[w] & l->out->rows[w];
		for (int bit = 0; bit < 64 && (own | taken) >> bit != 0; bit++) {
			int thing = first + 2 * (w * 64 + bit);
			if (own >> bit & 1)
				add_part(l, thing, thing + 1, weight, 1);
			if (taken >> bit & 1)
				add_part(l, thing + 1, thing, weight, 0);
		}
	}
}

/* What each of the listed brings beyond the set in growth. */
static bool gather_parts(struct listing *l, const int *atoms, int count)
{
	const struct moot_growth *g = l->g;
	const int seats = g->leaves.words * 64;
	memset(l->out->rows, 0, (size_t)g->leaves.row_words * sizeof *l->out->rows);
	for (int i = 0; i < count; i++)
		for (int w = 0; w < g->leaves.row_words; w++)
			l->out->rows[w] |= g->leaves.atoms[atoms[i]].rows[w] & ~g->takes[w];
	for (int i = 0; i < count; i++) {
		const size_t most = 64 * (size_t)g->leaves.atoms[atoms[i]].people_count + (size_t)l->out->seat_count +
				    128 * (size_t)g->leaves.row_words;
		l->out->first_part[i] = (int)l->count;
		if (l->count + most > INT_MAX || !moot_array_reserve((void **)&l->out->parts, &l->out->part_room,
								     l->count + most, sizeof *l->out->parts))
			return false;
		add_people(l, &g->leaves.atoms[atoms[i]]);
		add_seats(l, &g->leaves.atoms[atoms[i]], seats);
		add_rows(l, &g->leaves.atoms[atoms[i]], seats + l->out->seat_count);
	}
	l->out->first_part[count] = (int)l->count;
	return true;
}

/* For each thing, the places that have it. */
static void index_parts(struct moot_shares *out, int count, int things)
{
	int *first = out->first_in;
	memset(first, 0, (size_t)(things + 1) * sizeof *first);
	for (int i = 0; i < out->first_part[count]; i++)
		first[out->parts[i].in]++;
	for (int t = 0, at = 0; t <= things; t++) {
		at += first[t];
		first[t] = at; /* the end; filling moves it back to the start */
	}
	for (int i = count - 1; i >= 0; i--)
		for (int p = out->first_part[i + 1] - 1; p >= out->first_part[i]; p--)
			out->members[--first[out->parts[p].in]] = i;
}

static bool are_adjacent(const struct moot_growth *g, int a, int b)
{
	return g->leaves.adjacent[(size_t)a * g->leaves.adjacent_words + (size_t)b / 64] >> (b % 64) & 1;
}

/* The largest of a row's, as sums. */
static void sum_tops(const struct moot_growth *g, const int *atoms, int count, int place, const float *row, float *tops)
{
	float largest[MOOT_SHARE_TOPS] = {0};
	for (int j = 0; j < count; j++) {
		float share = row[j];
		if (!(share > largest[MOOT_SHARE_TOPS - 1]) || j == place || !are_adjacent(g, atoms[place], atoms[j]))
			continue;
		for (int k = 0; k < MOOT_SHARE_TOPS; k++)
			if (share > largest[k]) {
				float other = largest[k];
				largest[k] = share;
				share = other;
			}
	}
	float sum = 0;
	for (int k = 0; k < MOOT_SHARE_TOPS; k++) {
		sum += largest[k];
		tops[k] = nextafterf(sum, INFINITY);
	}
}

/* What the atom at a place shares with each other, and what of that it answers for. */
static void fill_row(const struct moot_shares *out, int place, float *row, float *charges)
{
	memset(row, 0, (size_t)out->count * sizeof *row);
	memset(charges, 0, (size_t)out->count * sizeof *charges);
	for (int p = out->first_part[place]; p < out->first_part[place + 1]; p++) {
		const int thing = out->parts[p].reads;
		const float weight = out->parts[p].weight;
		const float charge = out->parts[p].charge;
		for (int m = out->first_in[thing]; m < out->first_in[thing + 1]; m++) {
			row[out->members[m]] += weight;
			charges[out->members[m]] += charge;
		}
	}
	/* Sums of floats may be rounded down. */
	for (int j = 0; j < out->count; j++) {
		row[j] *= 1.00001f;
		charges[j] *= 1.00001f;
	}
}

enum moot_status moot_shares_list(struct moot_shares *out, const struct moot_growth *g, const int *atoms, int count)
{
	struct listing l = {.out = out, .g = g};
	const size_t size = (size_t)count;
	const int things = g->leaves.words * 64 + out->seat_count + 128 * g->leaves.row_words;
	const int stride = (count + ROW - 1) / ROW * ROW;
	out->count = 0;
	if (count > MOST_LISTED)
		return MOOT_OK;
	bool whole =
	    moot_array_reserve((void **)&out->pair, &out->pair_room, size * (size_t)stride, sizeof *out->pair) &&
	    moot_array_reserve((void **)&out->tops, &out->top_room, size * MOOT_SHARE_TOPS, sizeof *out->tops) &&
	    moot_array_reserve((void **)&out->charges, &out->charge_room, size, sizeof *out->charges) &&
	    moot_array_reserve((void **)&out->first_part, &out->first_room, size + 1, sizeof *out->first_part) &&
	    gather_parts(&l, atoms, count) &&
	    moot_array_reserve((void **)&out->members, &out->member_room, l.count, sizeof *out->members);
	if (!whole)
		return MOOT_ERROR_MEMORY;
	index_parts(out, count, things);
	out->count = count;
	out->stride = stride;
	for (int i = 0; i < count; i++) {
		float *row = out->pair + (size_t)i * (size_t)stride;
		fill_row(out, i, row, out->charges);
		sum_tops(g, atoms, count, i, out->charges, out->tops + (size_t)i * MOOT_SHARE_TOPS);
	}
	return MOOT_OK;
}

double moot_shares_most(const struct moot_shares *shares, int place, int others)
{
	if (others <= 0)
		return 0;
	if (place >= shares->count)
		return INFINITY;
	const float *tops = shares->tops + (size_t)place * MOOT_SHARE_TOPS;
	if (others <= MOOT_SHARE_TOPS)
		return (double)tops[others - 1];
	/* No further one is larger than the last that is known. */
	const double last = (double)tops[MOOT_SHARE_TOPS - 1] - (double)tops[MOOT_SHARE_TOPS - 2];
	return (double)tops[MOOT_SHARE_TOPS - 1] + (others - MOOT_SHARE_TOPS) * last * 1.0001 + 1e-4;
}
