/* The state of a set in growth, and its bounds. */
#include <solver/structure/growth.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* fmax() and fmin() without a call; nothing here is NAN. */
static double greater(double a, double b)
{
	return a > b ? a : b;
}

static double lesser(double a, double b)
{
	return a < b ? a : b;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

/* An organisation's seats and personal seats once the leaf has joined. */
static inline struct moot_kept join_quota(const struct moot_growth *g, const struct moot_leaf *leaf,
					  const struct moot_quota *quota)
{
	struct moot_kept kept = g->kept[quota->organisation];
	kept.seats = larger(kept.seats, quota->seats);
	kept.personal += quota->solo;
	for (int i = 0; i < quota->personal_count; i++) {
		const struct moot_bits *bits = &leaf->personal[quota->personal + i];
		kept.personal += moot_count_bits(bits->bits & ~g->people[bits->word]);
	}
	return kept;
}

/* People with limits, who have weights of their own. */
static void join_limited(const struct moot_growth *g, int word, uint64_t fresh, struct moot_level *to)
{
	const struct moot_leaves *all = &g->leaves;
	for (int bit = 0; bit < 64; bit++) {
		if (!(fresh >> bit & 1))
			continue;
		int place = (word - all->other_words) * 64 + bit;
		to->weight += all->limited_weight[place];
		if (all->limited[place] != MOOT_NONE)
			to->extra += g->prices->limits[all->limited[place]];
	}
}

static void join_people(const struct moot_growth *g, const struct moot_leaf *leaf, struct moot_level *to)
{
	const struct moot_leaves *all = &g->leaves;
	const struct moot_bits *people = leaf->people;
	const int words = leaf->people_count;
	int seniors = 0;
	int others = 0;
	int i = 0;
	for (; i < words && people[i].word < all->senior_words; i++)
		seniors += moot_count_bits(people[i].bits & ~g->people[people[i].word]);
	for (; i < words && people[i].word < all->other_words; i++)
		others += moot_count_bits(people[i].bits & ~g->people[people[i].word]);
	int more = leaf->solo_count + seniors + others;
	double weight = leaf->solo_weight + seniors + g->program->landscape->policy.other_weight * others;
	for (; i < words; i++) {
		const uint64_t fresh = people[i].bits & ~g->people[people[i].word];
		more += moot_count_bits(fresh);
		join_limited(g, people[i].word, fresh, to);
	}
	for (int q = 0; q < leaf->quota_count; q++) {
		const struct moot_quota *quota = &leaf->quotas[q];
		const struct moot_kept before = g->kept[quota->organisation];
		const struct moot_kept after = join_quota(g, leaf, quota);
		const int seats = larger(0, after.seats - after.personal) - larger(0, before.seats - before.personal);
		more += seats;
		weight += seats * all->quota_weight[quota->organisation];
	}
	to->people += more;
	to->weight += weight;
}

/* A bit of a row stays alive until another leaf takes it. */
static void join_rows(const struct moot_growth *g, const struct moot_leaf *leaf, struct moot_level *to)
{
	int fresh = 0;
	int lost = 0;
	for (int i = 0; i < g->alive_count; i++)
		lost += moot_count_bits(g->alive[i].bits & leaf->takes[g->alive[i].word]);
	for (int i = 0; i < leaf->own_row_count; i++)
		fresh += moot_count_bits(leaf->own_rows[i].bits & ~g->takes[leaf->own_rows[i].word]);
	to->seniors = g->alive_bits - lost + fresh;
	to->lost = lost;
}

/* What join_rows() reads, of the set as it is. */
static void note_alive(struct moot_growth *g)
{
	g->alive_count = 0;
	g->alive_bits = 0;
	for (int w = 0; w < g->leaves.row_words; w++) {
		uint64_t stay = g->rows[w] & ~g->takes[w];
		if (stay == 0)
			continue;
		g->alive[g->alive_count++] = (struct moot_bits){w, stay};
		g->alive_bits += moot_count_bits(stay);
	}
}

/* Minutes a year of a theme of the set. */
static double theme_minutes(const struct moot_growth *g, int theme)
{
	const double residual = g->program->landscape->policy.overlap_residual;
	return g->times[theme] * (g->most[theme] + residual * (g->sum[theme] - g->most[theme]));
}

static void join_themes(const struct moot_growth *g, const struct moot_leaf *leaf, struct moot_level *to)
{
	const double residual = g->program->landscape->policy.overlap_residual;
	double more = 0;
	for (int i = 0; i < leaf->print_count; i++) {
		const struct moot_print *print = &leaf->prints[i];
		const int t = print->theme;
		const double most = greater(g->most[t], print->most);
		const double sum = g->sum[t] + print->sum;
		more += larger(g->times[t], print->per_year) * (most + residual * (sum - most)) - g->minutes[t];
	}
	to->minutes += leaf->own + more;
	to->themes += more;
}

void moot_growth_join(const struct moot_growth *g, const struct moot_level *from, const struct moot_leaf *leaf,
		      struct moot_level *to)
{
	*to = *from;
	join_themes(g, leaf, to);
	to->least = larger(from->least, leaf->least);
	if (leaf->boards == 0)
		return;
	/* Read from the set, not from its copy: processors wait for a word that was just written in two parts. */
	to->boards = from->boards + leaf->boards;
	to->frequency = larger(from->frequency, leaf->frequency);
	to->standing_most = larger(from->standing_most, leaf->standing_most);
	to->standing_sum = from->standing_sum + leaf->standing_sum;
	to->prep = larger(from->prep, leaf->prep);
	to->travel = larger(from->travel, leaf->travel);
	to->common = from->common + leaf->common;
	to->length = leaf->length;
	join_people(g, leaf, to);
	join_rows(g, leaf, to);
}

double moot_growth_dual(const struct moot_growth *g, int atom)
{
	double dual = g->prices->atoms[atom];
	for (int i = g->cuts_first[atom]; i < g->cuts_first[atom + 1]; i++)
		if (g->cut_seen[g->cuts_of[i]] == 1)
			dual -= g->prices->cuts[g->cuts_of[i]].sigma;
	return dual;
}

bool moot_growth_evaluate(const struct moot_growth *g, const struct moot_level *level, struct moot_worth *worth)
{
	const struct moot_policy *policy = &g->program->landscape->policy;
	const double longest = level->boards == 1 ? level->length : g->program->costs.max_minutes;
	const bool common = level->common > 0 && level->boards > 1;
	const int standing = common ? level->standing_sum : level->standing_most;
	if (standing >= longest || (level->boards > 1 && level->people > g->program->costs.max_members))
		return false;
	const int frequency =
	    moot_costs_frequency(larger(level->frequency, level->least), level->minutes, longest - standing);
	const double hours =
	    (level->minutes + (double)frequency * ((double)standing + level->prep + level->travel)) / 60;
	worth->floor = g->prices->scale * level->weight + level->extra;
	worth->crowd = worth->floor + g->prices->scale * g->leaves.row_weight * level->seniors;
	worth->hours = hours;
	worth->dual = level->dual;
	worth->other = g->prices->scale * (policy->overlap_weight * level->themes / 60 +
					   policy->other_weight * policy->support_hours * frequency);
	if (level->common == 0)
		worth->other += g->prices->scale * policy->merge_penalty * (level->boards - 1);
	worth->base = worth->crowd * hours + worth->other - level->dual;
	return true;
}

void moot_growth_both(const struct moot_growth *g, const struct moot_worth *set, int a, const struct moot_worth *with_a,
		      int b, const struct moot_worth *with_b, double share, struct moot_worth *out)
{
	const struct moot_policy *policy = &g->program->landscape->policy;
	const struct moot_leaf *x = &g->leaves.atoms[a];
	const struct moot_leaf *y = &g->leaves.atoms[b];
	const double penalty = g->in_common ? 0 : policy->merge_penalty;
	const double more_x = g->prices->scale * (policy->overlap_weight * x->added_themes / 60 + penalty * x->boards);
	const double more_y = g->prices->scale * (policy->overlap_weight * y->added_themes / 60 + penalty * y->boards);
	out->floor = greater(with_a->floor, with_b->floor);
	out->crowd = greater(out->floor, with_a->crowd + with_b->crowd - set->crowd - share);
	out->hours = greater(with_a->hours + y->added / 60, with_b->hours + x->added / 60);
	out->other = greater(with_a->other + more_y, with_b->other + more_x);
	out->dual = lesser(with_a->dual + g->prices->atoms[b], with_b->dual + g->prices->atoms[a]);
	out->base = out->crowd * out->hours + out->other - out->dual;
}

double moot_growth_items_gain(const struct moot_growth *g, const struct moot_worth *worth)
{
	double sum = 0;
	for (int k = 0; k < g->block->item_count; k++)
		sum += greater(0, moot_growth_gain(g, &g->leaves.items[k], g->prices->items[k], worth->floor));
	return sum;
}

void moot_growth_add(struct moot_growth *g, const struct moot_leaf *leaf)
{
	for (int i = 0; i < leaf->print_count; i++) {
		const struct moot_print *print = &leaf->prints[i];
		int t = print->theme;
		g->old_prints[g->old_print_count++] = (struct moot_print){t, g->times[t], g->most[t], g->sum[t]};
		g->times[t] = larger(g->times[t], print->per_year);
		g->most[t] = greater(g->most[t], print->most);
		g->sum[t] += print->sum;
		g->minutes[t] = theme_minutes(g, t);
	}
	for (int i = 0; i < leaf->quota_count; i++) {
		int body = leaf->quotas[i].organisation;
		g->old_kept[g->old_kept_count++] = g->kept[body];
		g->kept[body] = join_quota(g, leaf, &leaf->quotas[i]);
	}
	for (int w = 0; w < g->leaves.row_words && leaf->boards > 0; w++) {
		g->old_rows[g->old_row_count++] = g->rows[w];
		g->old_rows[g->old_row_count++] = g->takes[w];
		g->rows[w] = (g->rows[w] & ~leaf->takes[w]) | (leaf->rows[w] & ~g->takes[w]);
		g->takes[w] |= leaf->takes[w];
	}
	if (leaf->boards > 0)
		note_alive(g);
	for (int i = 0; i < leaf->people_count; i++) {
		int word = leaf->people[i].word;
		g->old_people[g->old_people_count++] = (struct moot_bits){word, g->people[word]};
		g->people[word] |= leaf->people[i].bits;
	}
}

/* Takes the leaf that was committed last back, to the last bit. */
void moot_growth_take_back(struct moot_growth *g, const struct moot_leaf *leaf)
{
	for (int i = 0; i < leaf->print_count; i++) {
		const struct moot_print *old = &g->old_prints[--g->old_print_count];
		g->times[old->theme] = old->per_year;
		g->most[old->theme] = old->most;
		g->sum[old->theme] = old->sum;
		g->minutes[old->theme] = theme_minutes(g, old->theme);
	}
	for (int w = g->leaves.row_words - 1; w >= 0 && leaf->boards > 0; w--) {
		g->takes[w] = g->old_rows[--g->old_row_count];
		g->rows[w] = g->old_rows[--g->old_row_count];
	}
	if (leaf->boards > 0)
		note_alive(g);
	for (int i = 0; i < leaf->people_count; i++) {
		const struct moot_bits *old = &g->old_people[--g->old_people_count];
		g->people[old->word] = old->bits;
	}
	for (int i = leaf->quota_count - 1; i >= 0; i--)
		g->kept[leaf->quotas[i].organisation] = g->old_kept[--g->old_kept_count];
}

void moot_growth_add_atom(struct moot_growth *g, int atom)
{
	moot_growth_add(g, &g->leaves.atoms[atom]);
	g->atoms[g->atom_count++] = atom;
	for (int i = g->cuts_first[atom]; i < g->cuts_first[atom + 1]; i++)
		g->cut_seen[g->cuts_of[i]]++;
}

void moot_growth_take_back_atom(struct moot_growth *g, int atom)
{
	moot_growth_take_back(g, &g->leaves.atoms[atom]);
	g->atom_count--;
	for (int i = g->cuts_first[atom]; i < g->cuts_first[atom + 1]; i++)
		g->cut_seen[g->cuts_of[i]]--;
}

static int compare_ints(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

double moot_growth_exact(struct moot_growth *g, int last)
{
	const struct moot_program *p = g->program;
	const struct moot_prices *prices = g->prices;
	double dual = prices->boards;
	int boards = 0;
	for (int i = 0; i <= g->atom_count; i++) {
		if (i == g->atom_count && last == MOOT_NONE)
			break;
		int a = i < g->atom_count ? g->atoms[i] : last;
		const struct moot_atom *atom = &p->atoms[g->block->atoms[a]];
		memcpy(g->boards + boards, atom->boards, (size_t)atom->board_count * sizeof(int));
		boards += atom->board_count;
		dual += prices->atoms[a];
	}
	qsort(g->boards, (size_t)boards, sizeof(int), compare_ints);
	for (int i = 0; i < g->item_count; i++) {
		g->taken[i] = g->block->items[g->items[i]];
		dual += prices->items[g->items[i]];
	}
	for (int i = 0; i < prices->cut_count; i++) {
		bool counted = false;
		for (int j = 0; j < 3 && last != MOOT_NONE; j++)
			counted = counted || prices->cuts[i].atoms[j] == last;
		dual -= g->cut_seen[i] + counted >= 2 ? prices->cuts[i].sigma : 0;
	}
	const struct moot_set set = {g->boards, boards, g->taken, g->item_count, NULL, 0};
	struct moot_set_cost cost;
	moot_costs_of(&g->program->costs, &set, &cost);
	if (cost.fault != MOOT_SET_POSSIBLE)
		return INFINITY;
	double value = prices->scale * cost.cost - dual;
	for (int i = 0; i < p->costs.seats.count && p->limited_count > 0; i++) {
		const struct moot_sitter *sitter = &p->costs.seats.sitters[i];
		if (sitter->seated && p->limit_of[sitter->person] != MOOT_NONE)
			value += prices->limits[p->limit_of[sitter->person]] * cost.hours;
	}
	return value;
}

bool moot_growth_find_carriable(struct moot_growth *g)
{
	bool any = false;
	for (int k = 0; k < g->block->item_count; k++) {
		const struct moot_carry *carry = &g->program->carries[g->block->items[k]];
		bool has = true;
		for (int w = 0; w < carry->words && has; w++) {
			uint64_t mask = 0;
			for (int i = 0; i < g->atom_count; i++)
				mask |= carry->masks[(size_t)g->block->atoms[g->atoms[i]] * (size_t)carry->words +
						     (size_t)w];
			has = (carry->need[w] & ~mask) == 0;
		}
		g->carriable[k] = has;
		any = any || has;
	}
	return any;
}

/* Lists each atom's cuts. */
static bool index_cuts(struct moot_growth *g)
{
	const struct moot_prices *prices = g->prices;
	size_t room = g->cut_room;
	if (!moot_array_reserve((void **)&g->cuts_of, &room, (size_t)prices->cut_count * 3, sizeof *g->cuts_of))
		return false;
	g->cut_room = room;
	moot_release(g->cut_seen);
	g->cut_seen = moot_allocate((size_t)prices->cut_count, sizeof *g->cut_seen);
	if (!g->cut_seen)
		return false;
	int *first = g->cuts_first;
	memset(first, 0, (size_t)(g->block->atom_count + 1) * sizeof *first);
	for (int i = 0; i < prices->cut_count; i++)
		for (int j = 0; j < 3; j++)
			first[prices->cuts[i].atoms[j]]++;
	for (int a = 0, at = 0; a <= g->block->atom_count; a++) {
		at += first[a];
		first[a] = at; /* the end; filling moves it back to the start */
	}
	for (int i = 0; i < prices->cut_count; i++)
		for (int j = 0; j < 3; j++)
			g->cuts_of[--first[prices->cuts[i].atoms[j]]] = i;
	return true;
}

static bool allocate_state(struct moot_growth *g, struct moot_arena *arena)
{
	const struct moot_leaves *all = &g->leaves;
	size_t prints = 0;
	size_t people = 0;
	size_t quotas = 0;
	for (int a = 0; a < g->block->atom_count; a++) {
		prints += (size_t)all->atoms[a].print_count;
		people += (size_t)all->atoms[a].people_count;
		quotas += (size_t)all->atoms[a].quota_count;
	}
	prints += (size_t)g->block->item_count;
	g->times = moot_arena_array(arena, (size_t)all->theme_count, sizeof *g->times);
	g->most = moot_arena_array(arena, (size_t)all->theme_count, sizeof *g->most);
	g->sum = moot_arena_array(arena, (size_t)all->theme_count, sizeof *g->sum);
	g->minutes = moot_arena_array(arena, (size_t)all->theme_count, sizeof *g->minutes);
	g->people = moot_arena_array(arena, (size_t)all->words, sizeof *g->people);
	g->kept = moot_arena_array(arena, (size_t)all->organisation_count, sizeof *g->kept);
	g->rows = moot_arena_array(arena, (size_t)all->row_words, sizeof *g->rows);
	g->takes = moot_arena_array(arena, (size_t)all->row_words, sizeof *g->takes);
	g->alive = moot_arena_array(arena, (size_t)all->row_words, sizeof *g->alive);
	g->old_rows =
	    moot_arena_array(arena, (size_t)g->block->atom_count * 2, (size_t)all->row_words * sizeof(uint64_t));
	g->old_prints = moot_arena_array(arena, prints, sizeof *g->old_prints);
	g->old_people = moot_arena_array(arena, people, sizeof *g->old_people);
	g->old_kept = moot_arena_array(arena, quotas, sizeof *g->old_kept);
	return g->rows && g->takes && g->alive && g->old_rows && g->times && g->most && g->sum && g->minutes &&
	       g->people && g->kept && g->old_prints && g->old_people && g->old_kept;
}

enum moot_status moot_growth_new(struct moot_program *program, const struct moot_block *block, struct moot_arena *arena,
				 struct moot_growth *out)
{
	*out = (struct moot_growth){.program = program, .block = block};
	size_t atoms = (size_t)block->atom_count;
	size_t items = (size_t)block->item_count;
	if (moot_leaves_build(program, block, arena, &out->leaves) != MOOT_OK || !allocate_state(out, arena))
		return MOOT_ERROR_MEMORY;
	out->atoms = moot_arena_array(arena, atoms, sizeof *out->atoms);
	out->items = moot_arena_array(arena, items, sizeof *out->items);
	out->cuts_first = moot_arena_array(arena, atoms + 1, sizeof *out->cuts_first);
	out->carriable = moot_arena_array(arena, items, sizeof *out->carriable);
	out->boards = moot_arena_array(arena, program->landscape->board_count, sizeof *out->boards);
	out->taken = moot_arena_array(arena, items, sizeof *out->taken);
	bool whole = out->atoms && out->items && out->cuts_first && out->carriable && out->boards && out->taken;
	return whole ? MOOT_OK : MOOT_ERROR_MEMORY;
}

void moot_growth_clear(struct moot_growth *growth)
{
	moot_release(growth->cuts_of);
	moot_release(growth->cut_seen);
}

enum moot_status moot_growth_set_prices(struct moot_growth *growth, const struct moot_prices *prices)
{
	growth->prices = prices;
	return index_cuts(growth) ? MOOT_OK : MOOT_ERROR_MEMORY;
}
