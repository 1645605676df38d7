/*
 * Who may hand which theme to whom: need, duty, cover, area and lead of moot/solve.h, one function each.
 *
 * An organisation is a bit, so that covering is a count of common bits. The prints of one theme stand in one list; an
 * offer's leads are found by walking it.
 */
#include <solver/structure/hand_over.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct may {
	struct moot_hands *h;
	const struct moot_landscape *l;
	size_t words;       /* of a row of bits */
	uint64_t *of_board; /* organisations that sit on each board */
	uint64_t *of_set;   /* on each candidate */
	bool *duty;         /* of each footprint: a row of it has a duty */
	int *first_foot;    /* footprints of board b from first_foot[b] */
	int *theme_first;   /* prints of theme t: by_theme[theme_first[t]] on */
	int *by_theme;      /* prints */
	size_t offer_room;
	int *leads; /* scratch, one for each print */
};

static enum moot_status build_organisations(struct may *m)
{
	const struct moot_hands *h = m->h;
	struct moot_arena *arena = h->arena;
	m->words = m->l->organisation_count / 64 + 1;
	m->of_board = moot_arena_array(arena, m->l->board_count, m->words * sizeof *m->of_board);
	m->of_set = moot_arena_array(arena, (size_t)h->set_count, m->words * sizeof *m->of_set);
	if (!m->of_board || !m->of_set)
		return MOOT_ERROR_MEMORY;
	for (size_t i = 0; i < m->l->member_count; i++) {
		int organisation = m->l->members[i].organisation;
		if (organisation != MOOT_NONE)
			m->of_board[(size_t)m->l->members[i].board * m->words + (size_t)organisation / 64] |=
			    (uint64_t)1 << (organisation % 64);
	}
	for (int s = 0; s < h->set_count; s++)
		for (int b = 0; b < h->sets[s].board_count; b++)
			for (size_t w = 0; w < m->words; w++)
				m->of_set[(size_t)s * m->words + w] |=
				    m->of_board[(size_t)h->sets[s].boards[b] * m->words + w];
	return MOOT_OK;
}

/* Where theme t stands among a board's footprints, or MOOT_NONE. */
static int foot_of(const struct moot_agenda *agenda, int theme)
{
	int low = 0;
	int high = agenda->theme_count;
	while (low < high) {
		int middle = low + (high - low) / 2;
		if (agenda->themes[middle].theme < theme)
			low = middle + 1;
		else
			high = middle;
	}
	return low < agenda->theme_count && agenda->themes[low].theme == theme ? low : MOOT_NONE;
}

static enum moot_status build_duties(struct may *m)
{
	const struct moot_program *p = m->h->program;
	m->first_foot = moot_arena_array(m->h->arena, m->l->board_count + 1, sizeof *m->first_foot);
	if (!m->first_foot)
		return MOOT_ERROR_MEMORY;
	for (size_t b = 0; b < m->l->board_count; b++)
		m->first_foot[b + 1] = m->first_foot[b] + p->costs.agenda[b].theme_count;
	m->duty = moot_arena_array(m->h->arena, (size_t)m->first_foot[m->l->board_count], sizeof *m->duty);
	for (size_t i = 0; i < m->l->item_count && m->duty; i++) {
		int board = p->row_board[i];
		int foot = m->l->items[i].duty == MOOT_NONE ? MOOT_NONE
							    : foot_of(&p->costs.agenda[board], m->l->items[i].theme);
		if (foot != MOOT_NONE)
			m->duty[m->first_foot[board] + foot] = true;
	}
	return m->duty ? MOOT_OK : MOOT_ERROR_MEMORY;
}

static int compare_prints(const void *a, const void *b)
{
	return ((const struct moot_print *)a)->theme - ((const struct moot_print *)b)->theme;
}

/* Costs each candidate and lists its themes. */
static enum moot_status build_prints(struct may *m)
{
	struct moot_hands *h = m->h;
	struct moot_costs *costs = &h->program->costs;
	size_t room = 0;
	for (int s = 0; s < h->set_count; s++) {
		for (int b = 0; b < h->sets[s].board_count; b++)
			room += (size_t)costs->agenda[h->sets[s].boards[b]].theme_count;
		room += (size_t)h->sets[s].taken_count;
	}
	h->prints = moot_arena_array(h->arena, room, sizeof *h->prints);
	h->first_print = moot_arena_array(h->arena, (size_t)h->set_count + 1, sizeof *h->first_print);
	h->costs = moot_arena_array(h->arena, (size_t)h->set_count, sizeof *h->costs);
	if (!h->prints || !h->first_print || !h->costs)
		return MOOT_ERROR_MEMORY;
	for (int s = 0; s < h->set_count; s++) {
		moot_costs_of(costs, &h->sets[s], &h->costs[s]);
		for (int i = 0; i < costs->touched_count; i++) {
			int theme = costs->touched[i];
			h->prints[h->print_count++] = (struct moot_print){s, theme, moot_costs_times(costs, theme),
									  moot_costs_minutes(costs, theme), MOOT_NONE};
		}
		if (costs->touched_count > 1)
			qsort(h->prints + h->first_print[s], (size_t)costs->touched_count, sizeof *h->prints,
			      compare_prints);
		h->first_print[s + 1] = h->print_count;
	}
	return MOOT_OK;
}

static enum moot_status list_by_theme(struct may *m)
{
	const struct moot_hands *h = m->h;
	m->theme_first = moot_arena_array(h->arena, m->l->theme_count + 2, sizeof *m->theme_first);
	m->by_theme = moot_arena_array(h->arena, (size_t)h->print_count, sizeof *m->by_theme);
	m->leads = moot_arena_array(h->arena, (size_t)h->print_count, sizeof *m->leads);
	if (!m->theme_first || !m->by_theme || !m->leads)
		return MOOT_ERROR_MEMORY;
	/* Counted one place on, so that filling moves each start to where it belongs. */
	for (int i = 0; i < h->print_count; i++)
		m->theme_first[h->prints[i].theme + 2]++;
	for (size_t t = 2; t < m->l->theme_count + 2; t++)
		m->theme_first[t] += m->theme_first[t - 1];
	for (int i = 0; i < h->print_count; i++)
		m->by_theme[m->theme_first[h->prints[i].theme + 1]++] = i;
	return MOOT_OK;
}

static int count_bits(const uint64_t *a, const uint64_t *b, size_t words)
{
	int count = 0;
	for (size_t w = 0; w < words; w++)
		count += __builtin_popcountll(a[w] & b[w]);
	return count;
}

static bool covers(const struct may *m, const uint64_t *giver, int lead)
{
	int all = count_bits(giver, giver, m->words);
	int common = count_bits(giver, m->of_set + (size_t)lead * m->words, m->words);
	return all > 0 && common >= m->l->policy.cover * all - 1e-9;
}

static bool holds_board(const struct moot_set *set, int board)
{
	for (int i = 0; i < set->board_count; i++)
		if (set->boards[i] == board)
			return true;
	return false;
}

bool moot_hands_reach(const struct moot_program *program, int board, const struct moot_set *set)
{
	const struct moot_board *boards = program->landscape->boards;
	for (int i = 0; i < set->board_count; i++) {
		int other = set->boards[i];
		if (other == board)
			return true;
		if (program->scrutinises[other] != program->scrutinises[board])
			continue;
		if (moot_areas_fit(program->landscape, board, other) ||
		    moot_area_lies_inside(boards[board].area, boards[other].area) ||
		    moot_area_lies_inside(boards[other].area, boards[board].area))
			return true;
	}
	return false;
}

/* Whether the set may lead the theme for all these boards, as far as areas go; it holds none of them. */
static bool fits(const struct may *m, int theme, const int *boards, int count, const struct moot_set *lead)
{
	for (int i = 0; i < count; i++) {
		if (holds_board(lead, boards[i]))
			return false;
		if (foot_of(&m->h->program->costs.agenda[boards[i]], theme) != MOOT_NONE &&
		    !moot_hands_reach(m->h->program, boards[i], lead))
			return false;
	}
	return true;
}

/* Finds the leads of an offer of `year` minutes by these boards, on which the organisations `bits` sit. */
static enum moot_status find_leads(struct may *m, struct moot_offer *offer, const int *boards, int count,
				   const uint64_t *bits, double year)
{
	struct moot_hands *h = m->h;
	int found = 0;
	for (int i = m->theme_first[offer->theme]; i < m->theme_first[offer->theme + 1]; i++) {
		const struct moot_print *print = &h->prints[m->by_theme[i]];
		if (print->set == offer->set || print->times * print->minutes < m->l->policy.lead_share * year - 1e-9 ||
		    !covers(m, bits, print->set) || !fits(m, offer->theme, boards, count, &h->sets[print->set]))
			continue;
		m->leads[found++] = m->by_theme[i];
	}
	offer->leads = moot_arena_array(h->arena, (size_t)found, sizeof *offer->leads);
	if (!offer->leads)
		return MOOT_ERROR_MEMORY;
	memcpy(offer->leads, m->leads, (size_t)found * sizeof *offer->leads);
	offer->lead_count = found;
	return MOOT_OK;
}

/* Whether a set may hand over a theme of its agenda, if somebody leads it. */
static bool may_give(const struct may *m, const struct moot_print *print)
{
	const struct moot_hands *h = m->h;
	const struct moot_set *set = &h->sets[print->set];
	if (!(print->minutes > m->l->policy.report_minutes))
		return false;
	for (int k = 0; k < set->taken_count; k++)
		if (h->program->costs.taken[set->taken[k]].theme == print->theme)
			return false;
	for (int b = 0; b < set->board_count; b++) {
		int foot = foot_of(&h->program->costs.agenda[set->boards[b]], print->theme);
		if (foot != MOOT_NONE && m->duty[m->first_foot[set->boards[b]] + foot])
			return false;
	}
	return true;
}

static struct moot_offer *new_offer(struct may *m, int theme, int set, int board)
{
	struct moot_hands *h = m->h;
	if (!moot_array_reserve((void **)&h->offers, &m->offer_room, (size_t)h->offer_count + 1, sizeof *h->offers))
		return NULL;
	struct moot_offer *offer = &h->offers[h->offer_count];
	*offer = (struct moot_offer){.theme = theme, .set = set, .board = board};
	return offer;
}

static enum moot_status offer_of_sets(struct may *m)
{
	struct moot_hands *h = m->h;
	const struct moot_policy *policy = &m->l->policy;
	for (int i = 0; i < h->print_count; i++) {
		struct moot_print *print = &h->prints[i];
		const struct moot_set *set = &h->sets[print->set];
		if (!may_give(m, print))
			continue;
		struct moot_offer *offer = new_offer(m, print->theme, print->set, MOOT_NONE);
		if (!offer)
			return MOOT_ERROR_MEMORY;
		offer->minutes = print->times * (print->minutes - policy->report_minutes);
		offer->worth = offer->minutes / 60 * (h->costs[print->set].weight + policy->overlap_weight);
		/* Hours that nobody weighs still count against limits. */
		if (!(offer->worth > 1e-9) && h->program->limited_count == 0)
			continue;
		if (find_leads(m, offer, set->boards, set->board_count, m->of_set + (size_t)print->set * m->words,
			       print->times * print->minutes) != MOOT_OK)
			return MOOT_ERROR_MEMORY;
		if (offer->lead_count > 0)
			print->offer = h->offer_count++;
	}
	return MOOT_OK;
}

bool moot_board_may_close(const struct moot_program *program, int board)
{
	const struct moot_board *b = &program->landscape->boards[board];
	const struct moot_agenda *agenda = &program->costs.agenda[board];
	if (program->closed[board] || program->costs.not_alone == board || b->statutory || b->min_per_year > 0 ||
	    b->merge != MOOT_MERGE_FREE || agenda->own_minutes > 0 || agenda->theme_count == 0 ||
	    agenda->duty_count > 0)
		return false;
	for (size_t r = 0; r < program->landscape->rule_count; r++) {
		const struct moot_rule *rule = &program->landscape->rules[r];
		for (size_t i = 0; i < rule->board_count; i++)
			if (rule->boards[i] == board && rule->kind != MOOT_RULE_APART && rule->kind != MOOT_RULE_NOT_ON)
				return false;
	}
	return true;
}

/* The offers of a board that closes, one for each theme; none of them where a theme has no lead. */
static enum moot_status offer_of_board(struct may *m, int board)
{
	struct moot_hands *h = m->h;
	const struct moot_agenda *agenda = &h->program->costs.agenda[board];
	int first = h->offer_count;
	bool all = moot_board_may_close(m->h->program, board);
	for (int t = 0; t < agenda->theme_count && all; t++) {
		struct moot_offer *offer = new_offer(m, agenda->themes[t].theme, MOOT_NONE, board);
		if (!offer || find_leads(m, offer, &board, 1, m->of_board + (size_t)board * m->words,
					 agenda->themes[t].per_year * agenda->themes[t].minutes) != MOOT_OK)
			return MOOT_ERROR_MEMORY;
		all = offer->lead_count > 0;
		h->offer_count++;
	}
	if (!all)
		h->offer_count = first;
	h->may_close[board] = all;
	h->first_closing[board + 1] = h->offer_count;
	return MOOT_OK;
}

/* A candidate may go where all of its boards may close; where any set may be chosen, each may go. */
static void find_varying(const struct moot_hands *h)
{
	for (int s = 0; s < h->set_count; s++) {
		h->varies[s] = h->together || h->sets[s].taken_count == 0; /* who took work over stays to do it */
		for (int b = 0; b < h->sets[s].board_count && !h->together; b++)
			h->varies[s] = h->varies[s] && h->may_close[h->sets[s].boards[b]];
	}
	for (int s = 0; s < h->set_count && !h->together; s++)
		for (int b = 0; b < h->sets[s].board_count; b++)
			h->may_close[h->sets[s].boards[b]] = h->varies[s];
	for (int i = 0; i < h->offer_count; i++) {
		struct moot_offer *offer = &h->offers[i];
		for (int k = 0; k < offer->lead_count; k++) {
			const struct moot_print *lead = &h->prints[offer->leads[k]];
			offer->sure = offer->sure || (!h->varies[lead->set] && lead->offer == MOOT_NONE);
		}
	}
}

static enum moot_status begin(struct may *m)
{
	enum moot_status status = build_duties(m);
	return status == MOOT_OK ? build_prints(m) : status;
}

enum moot_status moot_hands_outlook(struct moot_hands *hands)
{
	struct may m = {.h = hands, .l = hands->program->landscape};
	enum moot_status status = begin(&m);
	for (int i = 0; i < hands->print_count && status == MOOT_OK; i++)
		hands->prints[i].offer = may_give(&m, &hands->prints[i]) ? 0 : MOOT_NONE;
	return status;
}

enum moot_status moot_hands_build(struct moot_hands *hands)
{
	struct may m = {.h = hands, .l = hands->program->landscape};
	size_t boards = m.l->board_count;
	hands->may_close = moot_arena_array(hands->arena, boards, sizeof *hands->may_close);
	hands->first_closing = moot_arena_array(hands->arena, boards + 1, sizeof *hands->first_closing);
	hands->varies = moot_arena_array(hands->arena, (size_t)hands->set_count, sizeof *hands->varies);
	if (!hands->may_close || !hands->first_closing || !hands->varies)
		return MOOT_ERROR_MEMORY;
	enum moot_status status = build_organisations(&m);
	if (status == MOOT_OK)
		status = begin(&m);
	if (status == MOOT_OK)
		status = list_by_theme(&m);
	if (status == MOOT_OK)
		status = offer_of_sets(&m);
	if (status == MOOT_OK)
		hands->first_closing[0] = hands->offer_count;
	for (int b = 0; b < (int)boards && status == MOOT_OK; b++)
		status = offer_of_board(&m, b);
	if (status == MOOT_OK)
		find_varying(hands);
	return status;
}
