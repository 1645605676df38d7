/* Hands themes over once the sets are known, and writes what was decided into the search's answer. */
#include <solver/structure/hand_over.h>

#include <limits.h>
#include <math.h>
#include <solver/structure/fill.h>
#include <solver/structure/value.h>
#include <string.h>

/* How good a lead is: organisations in common, then minutes on the theme, then the id. */
struct rank {
	int common;
	double minutes;
	const char *id;
};

static bool outranks(const struct rank *a, const struct rank *b)
{
	if (a->common != b->common)
		return a->common > b->common;
	if (a->minutes != b->minutes)
		return a->minutes > b->minutes;
	return strcmp(a->id, b->id) < 0;
}

/* The organisations of the giver's boards that also sit on the lead. */
static int count_common(const struct moot_hands *h, const int *boards, int count, const struct moot_set *lead,
			int *seen)
{
	const struct moot_landscape *l = h->program->landscape;
	const int *first = h->program->costs.first;
	int common = 0;
	memset(seen, 0, l->organisation_count * sizeof *seen);
	for (int i = 0; i < count; i++)
		for (int m = first[boards[i]]; m < first[boards[i] + 1]; m++)
			if (l->members[m].organisation != MOOT_NONE)
				seen[l->members[m].organisation] = 1;
	for (int i = 0; i < lead->board_count; i++)
		for (int m = first[lead->boards[i]]; m < first[lead->boards[i] + 1]; m++) {
			int organisation = l->members[m].organisation;
			if (organisation == MOOT_NONE || seen[organisation] != 1)
				continue;
			seen[organisation] = 2;
			common++;
		}
	return common;
}

/* The best candidate that is chosen and keeps the theme; MOOT_NONE where there is none. */
static int best_lead(const struct moot_hands *h, const struct moot_hands_choice *choice, const struct moot_offer *offer,
		     int *scratch)
{
	const struct moot_set alone = {.boards = &offer->board, .board_count = 1};
	const struct moot_set *giver = offer->set == MOOT_NONE ? &alone : &h->sets[offer->set];
	struct rank best = {0, 0, ""};
	int found = MOOT_NONE;
	for (int k = 0; k < offer->lead_count; k++) {
		const struct moot_print *lead = &h->prints[offer->leads[k]];
		const struct moot_set *set = &h->sets[lead->set];
		if (!choice->set[lead->set] || (lead->offer != MOOT_NONE && choice->offer[lead->offer]))
			continue;
		int board = moot_structure_lead(h->program, set);
		const struct rank rank = {count_common(h, giver->boards, giver->board_count, set, scratch),
					  lead->times * lead->minutes, h->program->landscape->boards[board].id};
		if (found == MOOT_NONE || outranks(&rank, &best)) {
			best = rank;
			found = lead->set;
		}
	}
	return found;
}

/* The chosen candidates become the search's sets; *index says where each went. */
static enum moot_status keep_chosen(const struct moot_hands *h, const struct moot_hands_choice *choice, int *index,
				    struct moot_search *search)
{
	struct moot_arena *arena = h->program->arena;
	struct moot_chosen *sets = moot_arena_array(arena, (size_t)h->set_count, sizeof *sets);
	int count = 0;
	if (!sets)
		return MOOT_ERROR_MEMORY;
	for (int s = 0; s < h->set_count; s++) {
		index[s] = choice->set[s] ? count : MOOT_NONE;
		if (!choice->set[s])
			continue;
		int handed = 0;
		int *themes =
		    moot_arena_array(arena, (size_t)(h->first_print[s + 1] - h->first_print[s]), sizeof *themes);
		if (!themes)
			return MOOT_ERROR_MEMORY;
		for (int i = h->first_print[s]; i < h->first_print[s + 1]; i++)
			if (h->prints[i].offer != MOOT_NONE && choice->offer[h->prints[i].offer])
				themes[handed++] = h->prints[i].theme;
		sets[count].set = h->sets[s];
		sets[count].set.handed = themes;
		sets[count++].set.handed_count = handed;
	}
	search->sets = sets;
	search->set_count = count;
	return MOOT_OK;
}

static enum moot_status list_given(const struct moot_hands *h, const struct moot_hands_choice *choice, const int *index,
				   struct moot_search *search)
{
	struct moot_arena *arena = h->program->arena;
	int *scratch = moot_arena_array(h->arena, h->program->landscape->organisation_count, sizeof *scratch);
	search->given = moot_arena_array(arena, (size_t)h->offer_count, sizeof *search->given);
	if (!scratch || !search->given)
		return MOOT_ERROR_MEMORY;
	for (int o = 0; o < h->offer_count; o++) {
		const struct moot_offer *offer = &h->offers[o];
		bool given = offer->set == MOOT_NONE ? choice->closes[offer->board] : choice->offer[o];
		if (!given)
			continue;
		int lead = best_lead(h, choice, offer, scratch);
		if (lead == MOOT_NONE)
			return MOOT_ERROR_INTERNAL;
		search->given[search->given_count++] = (struct moot_given){
		    offer->theme, offer->set == MOOT_NONE ? MOOT_NONE : index[offer->set], offer->board, index[lead]};
	}
	return MOOT_OK;
}

static enum moot_status apply(const struct moot_hands *h, const struct moot_hands_choice *choice,
			      struct moot_search *search)
{
	size_t boards = h->program->landscape->board_count;
	int *index = moot_arena_array(h->arena, (size_t)h->set_count, sizeof *index);
	search->closes = moot_arena_array(h->program->arena, boards, sizeof *search->closes);
	if (!index || !search->closes)
		return MOOT_ERROR_MEMORY;
	memcpy(search->closes, choice->closes, boards * sizeof *search->closes);
	enum moot_status status = keep_chosen(h, choice, index, search);
	return status == MOOT_OK ? list_given(h, choice, index, search) : status;
}

/* Flags for what is decided about the candidates; all false. */
static bool new_choice(const struct moot_hands *h, struct moot_hands_choice *out)
{
	out->set = moot_arena_array(h->arena, (size_t)h->set_count, sizeof *out->set);
	out->closes = moot_arena_array(h->arena, h->program->landscape->board_count, sizeof *out->closes);
	out->offer = moot_arena_array(h->arena, (size_t)h->offer_count, sizeof *out->offer);
	return out->set && out->closes && out->offer;
}

/* The best hand-overs for the sets that were found. */
static enum moot_status follow(struct moot_hands *h, struct moot_search *search, struct moot_error *error)
{
	struct moot_set *sets = moot_arena_array(h->arena, (size_t)search->set_count, sizeof *sets);
	struct moot_hands_choice choice;
	if (!sets)
		return MOOT_ERROR_MEMORY;
	for (int s = 0; s < search->set_count; s++)
		sets[s] = search->sets[s].set;
	h->sets = sets;
	h->set_count = search->set_count;
	enum moot_status status = moot_hands_build(h);
	if (status != MOOT_OK || h->offer_count == 0)
		return status;
	if (!new_choice(h, &choice))
		return MOOT_ERROR_MEMORY;
	for (int s = 0; s < h->set_count; s++)
		choice.set[s] = true;
	status = moot_hands_solve(h, &choice, &search->unproven, error);
	return status == MOOT_OK ? apply(h, &choice, search) : status;
}

/* What a structure costs. */
static enum moot_status value_of(struct moot_program *program, const struct moot_search *search, double *out)
{
	struct moot_structure_sums sums;
	double *hours = moot_arena_array(program->arena, program->landscape->person_count, sizeof *hours);
	if (!hours)
		return MOOT_ERROR_MEMORY;
	*out = moot_search_value(program, search, hours, &sums);
	return MOOT_OK;
}

/*
 * The best of the candidates with their hand-overs, if it is better than *search, which then is it. *proven: solved to
 * the end. `found` are the sets before hand-overs.
 */
static enum moot_status decide(struct moot_hands *h, const struct moot_search *found, struct moot_search *search,
			       double *upper, bool *proven, struct moot_error *error)
{
	struct moot_hands_choice choice;
	struct moot_search other = *found;
	double unproven = 0;
	double value = 0;
	*proven = false;
	if (!new_choice(h, &choice))
		return MOOT_ERROR_MEMORY;
	enum moot_status status = moot_hands_solve(h, &choice, &unproven, error);
	const bool whole = status == MOOT_OK && moot_hands_is_whole(h, &choice);
	*proven = whole && unproven <= 1e-7;
	if (!whole)
		return status;
	status = apply(h, &choice, &other);
	if (status == MOOT_OK)
		status = value_of(h->program, &other, &value);
	/* Of equals, that whose sets are the best without hand-overs. */
	if (status == MOOT_OK && !(value >= *upper - 1e-9 * (1 + fabs(isfinite(*upper) ? *upper : 0)))) {
		*upper = value;
		*search = other;
	}
	return status;
}

/*
 * Sets and hand-overs as one program, where that is small enough to be solved to the end; else *search stays, with the
 * sets `found` before hand-overs.
 */
static enum moot_status decide_together(struct moot_hands *h, const struct moot_search *found,
					struct moot_search *search, struct moot_error *error)
{
	/* What closes boards afterwards may leave fewer than are asked for. */
	struct moot_search best = search->set_count < h->program->min_boards ? *found : *search;
	double upper = INFINITY;
	double most = 0;
	bool few = false;
	bool proven = false;
	enum moot_status status = MOOT_OK;
	if (search->end != MOOT_END_INFEASIBLE)
		status = value_of(h->program, &best, &upper);
	if (status == MOOT_OK)
		status = moot_hands_list_all(h, &few, error);
	if (status != MOOT_OK || !few)
		return status;
	status = moot_hands_promising(h, &most);
	if (status == MOOT_OK)
		status = moot_hands_choose_from(h, most, &few);
	if (status == MOOT_OK && few)
		status = decide(h, found, &best, &upper, &proven, error);
	double open = isfinite(upper) ? upper - h->lower + 1e-6 * (1 + fabs(upper)) : INFINITY;
	if (status == MOOT_OK && !(proven && most >= open)) {
		status = moot_hands_choose_from(h, open, &few);
		proven = false;
		if (status == MOOT_OK && few)
			status = decide(h, found, &best, &upper, &proven, error);
	}
	if (status != MOOT_OK || !proven)
		return status;
	*search = best;
	search->together = true;
	search->end = MOOT_END_OPTIMAL;
	search->bound = search->objective;
	search->unproven = 0;
	return MOOT_OK;
}

static void start(struct moot_program *program, struct moot_hands *h)
{
	moot_release(h->offers);
	moot_arena_free(h->arena);
	*h = (struct moot_hands){.program = program, .arena = moot_arena_new()};
}

enum moot_status moot_hand_over(struct moot_program *program, struct moot_search *search, struct moot_error *error)
{
	const struct moot_policy *policy = &program->landscape->policy;
	const bool ended = search->end == MOOT_END_OPTIMAL || search->end == MOOT_END_LIMIT;
	/* Where there are too many boards for a rule, those that hand all over may close. */
	const bool none =
	    search->end == MOOT_END_INFEASIBLE && program->max_boards < INT_MAX && !program->contradiction;
	const struct moot_search found = *search;
	struct moot_hands hands = {.program = NULL};
	enum moot_status status = MOOT_OK;
	if (!policy->hand_over || !(ended || none))
		return MOOT_OK;
	start(program, &hands);
	if (!none)
		status = hands.arena ? follow(&hands, search, error) : MOOT_ERROR_MEMORY;
	if (status == MOOT_OK && policy->hand_over_together && program->min_boards <= program->max_boards) {
		start(program, &hands);
		status = hands.arena ? decide_together(&hands, &found, search, error) : MOOT_ERROR_MEMORY;
	}
	moot_release(hands.offers);
	moot_arena_free(hands.arena);
	if (status == MOOT_ERROR_MEMORY || status == MOOT_ERROR_INTERNAL)
		return moot_error_set(error, status, "%s while themes were handed over", moot_status_text(status));
	return status;
}
