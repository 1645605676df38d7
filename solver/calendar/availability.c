/*
 * Availability: who is busy at which slot, and so what each slot of a board costs by itself or whether it is forbidden.
 *
 * Busy and tentative times become a bit for each slot and attendee, by exact overlap, whatever the grid. Cost: each
 * busy time x the boards of its person x a day's starts.
 */
#include <solver/calendar/stretch.h>

#include <string.h>

static size_t words_of(const struct calendar_instance *in, const struct calendar_board *board)
{
	return ((size_t)calendar_slot_count(in, board) + 63) / 64;
}

static void mark_busy(const struct calendar_instance *in, const struct calendar_board *board,
		      const struct moot_busy *busy, size_t count, bool tentative, uint64_t *bits)
{
	const moot_minute origin = (moot_minute)in->landscape->policy.start * MOOT_MINUTES_A_DAY;
	for (size_t i = 0; i < count; i++)
		if ((busy[i].kind == MOOT_TENTATIVE) == tentative)
			calendar_mark_minutes(in, board, busy[i].start - origin, busy[i].end - origin, bits);
}

static void forbid(const struct calendar_instance *in, struct calendar_board *board, const uint64_t *bits)
{
	const int slots = calendar_slot_count(in, board);
	for (int slot = 0; slot < slots; slot++)
		if (calendar_bit(bits, slot))
			board->price[slot] = (double)INFINITY;
}

bool calendar_rule_bars(const struct calendar_instance *in, const struct calendar_board *board,
			const struct moot_rule *rule)
{
	if (rule->kind != MOOT_RULE_NOT_ON)
		return false;
	if (rule->everyone)
		return true;
	for (size_t i = 0; i < rule->board_count; i++)
		for (size_t j = 0; j < board->plan->from_count; j++)
			if (strcmp(in->landscape->boards[rule->boards[i]].id, board->plan->from[j]) == 0)
				return true;
	return false;
}

static void forbid_closed(const struct calendar_instance *in, struct calendar_board *board, uint64_t *scratch)
{
	memset(scratch, 0, words_of(in, board) * sizeof *scratch);
	for (int day = 0; day <= in->days; day++) {
		struct calendar_stretch stretch = {day, day, MOOT_NONE, 0, MOOT_MINUTES_A_DAY};
		if (in->closed[day])
			calendar_mark_stretch(in, board, &stretch, scratch);
	}
	for (size_t r = 0; r < in->landscape->rule_count; r++)
		if (calendar_rule_bars(in, board, &in->landscape->rules[r])) {
			struct calendar_stretch stretch = calendar_stretch_of_rule(in, &in->landscape->rules[r]);
			calendar_mark_stretch(in, board, &stretch, scratch);
		}
	forbid(in, board, scratch);
}

static void charge_disliked(const struct calendar_instance *in, struct calendar_board *board, uint64_t *scratch)
{
	const int slots = calendar_slot_count(in, board);
	memset(scratch, 0, words_of(in, board) * sizeof *scratch);
	calendar_mark_disliked(in, board, scratch);
	for (int slot = 0; slot < slots; slot++)
		if (calendar_bit(scratch, slot))
			board->price[slot] += in->landscape->policy.dislike_penalty;
	memset(scratch, 0, words_of(in, board) * sizeof *scratch);
	if (!calendar_mark_liked(in, board, scratch))
		return;
	for (int slot = 0; slot < slots; slot++)
		if (!calendar_bit(scratch, slot))
			board->price[slot] += in->landscape->policy.like_penalty;
}

/* Marks when the attendee is busy, and charges the board's slots for it. */
static bool charge_attendee(struct calendar_instance *in, struct calendar_board *board, struct calendar_attendee *who,
			    uint64_t *tentative)
{
	const struct moot_person *person = &in->landscape->people[who->person];
	const int slots = calendar_slot_count(in, board);
	who->busy = moot_arena_array(in->arena, words_of(in, board), sizeof *who->busy);
	if (!who->busy)
		return false;
	memset(tentative, 0, words_of(in, board) * sizeof *tentative);
	mark_busy(in, board, person->busy, person->busy_count, false, who->busy);
	calendar_mark_days_off(in, board, who->person, who->busy);
	calendar_mark_barred(in, board, who->person, who->busy);
	mark_busy(in, board, person->busy, person->busy_count, true, tentative);
	for (int slot = 0; slot < slots; slot++) {
		if (calendar_bit(who->busy, slot)) {
			board->price[slot] += who->needed ? (double)INFINITY : who->charge;
			continue;
		}
		if (board->free)
			board->free[slot]++;
		if (calendar_bit(tentative, slot))
			board->price[slot] += who->charge / 2;
	}
	return true;
}

/* A slot needs its quorum, and a venue that is not busy. */
static void forbid_hopeless(const struct calendar_instance *in, struct calendar_board *board)
{
	const int slots = calendar_slot_count(in, board);
	for (int slot = 0; slot < slots; slot++) {
		bool roomless = true;
		for (int i = 0; roomless && i < board->place_count; i++) {
			const struct calendar_place *place = &board->places[i];
			roomless = place->venue_count > 0;
			for (int v = 0; roomless && v < place->venue_count; v++)
				roomless = place->venues[v].busy && calendar_bit(place->venues[v].busy, slot);
		}
		if (roomless || (board->free && board->free[slot] < board->quorum))
			board->price[slot] = (double)INFINITY;
	}
}

static bool mark_venues(struct calendar_instance *in, struct calendar_board *board)
{
	for (int i = 0; i < board->place_count; i++)
		for (int v = 0; v < board->places[i].venue_count; v++) {
			struct calendar_venue *venue = &board->places[i].venues[v];
			const struct moot_venue *from = &in->landscape->venues[venue->venue];
			if (from->busy_count == 0)
				continue;
			venue->busy = moot_arena_array(in->arena, words_of(in, board), sizeof *venue->busy);
			if (!venue->busy)
				return false;
			mark_busy(in, board, from->busy, from->busy_count, false, venue->busy);
		}
	return true;
}

static bool price_board(struct calendar_instance *in, struct calendar_board *board, uint64_t *scratch)
{
	if (board->quorum > 0) {
		board->free = moot_arena_array(in->arena, (size_t)calendar_slot_count(in, board), sizeof *board->free);
		if (!board->free)
			return false;
	}
	for (int a = 0; a < board->attendee_count; a++)
		if (!charge_attendee(in, board, &board->attendees[a], scratch))
			return false;
	if (!mark_venues(in, board))
		return false;
	charge_disliked(in, board, scratch);
	for (int slot = 0; slot < calendar_slot_count(in, board); slot++)
		board->price[slot] += calendar_habit(in, board, slot);
	forbid_closed(in, board, scratch);
	forbid_hopeless(in, board);
	return true;
}

bool calendar_build_prices(struct calendar_instance *in)
{
	size_t most = 0;
	for (int b = 0; b < in->board_count; b++)
		if (words_of(in, &in->boards[b]) > most)
			most = words_of(in, &in->boards[b]);
	uint64_t *scratch = moot_allocate(most, sizeof *scratch);
	bool built = scratch != NULL;
	for (int b = 0; built && b < in->board_count; b++)
		built = price_board(in, &in->boards[b], scratch);
	moot_release(scratch);
	return built;
}
