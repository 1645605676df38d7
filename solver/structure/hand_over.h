/*
 * Hand-overs: single themes that one set leads for another, without a merge (moot/solve.h, "HAND-OVERS").
 *
 * Called once after the search for sets, with what it found; the sets then carry the themes they hand over, boards that
 * close are gone from them, and `given`, `closes`, `together` and `unproven` of the search are filled. Candidates are
 * sets: those that were found, or all possible ones where sets and hand-overs are one program. An offer is a theme that
 * a set, or a board that closes, may hand over, with the candidates that may lead it. Finding the offers takes time
 * quadratic in the sets that share a theme; the integer program falls into components that nothing ties together, most
 * of them a handful of offers.
 */
#ifndef MOOT_SOLVER_STRUCTURE_HAND_OVER_H
#define MOOT_SOLVER_STRUCTURE_HAND_OVER_H

#include <solver/structure/search.h>

enum moot_status moot_hand_over(struct moot_program *program, struct moot_search *search, struct moot_error *error);

/* A theme on the agenda of a candidate. */
struct moot_print {
	int set;
	int theme;
	int times;      /* a year */
	double minutes; /* a time */
	int offer;      /* MOOT_NONE where the set may not hand it over */
};

struct moot_offer {
	int theme;
	int set;        /* MOOT_NONE for a closing board's */
	int board;      /* MOOT_NONE for a set's */
	double minutes; /* a year that go; what is left is the report */
	double worth;   /* hours of the objective, the frequency aside */
	int *leads;     /* prints of this theme that may lead it */
	int lead_count;
	bool sure; /* one of them is there and keeps the theme whatever is decided */
};

struct moot_hands {
	struct moot_program *program;
	struct moot_arena *arena;
	const struct moot_set *sets; /* candidates */
	int set_count;
	bool together; /* candidates are all possible sets */
	struct moot_set_cost *costs;
	bool *varies; /* of each candidate: it may end up not chosen */
	struct moot_print *prints;
	int print_count;
	int *first_print; /* set_count + 1 */
	struct moot_offer *offers;
	int offer_count;
	bool *may_close;    /* of each board */
	int *first_closing; /* of each board that may close: its offers, one for each theme; board_count + 1 */
};

/* hand_over_may.c: who may hand what to whom. */
enum moot_status moot_hands_build(struct moot_hands *hands);

/* hand_over_program.c: what is decided, as flags for candidates, boards and offers; *unproven is added to. */
struct moot_hands_choice {
	bool *set;    /* chosen */
	bool *closes; /* of each board */
	bool *offer;  /* handed over */
};
enum moot_status moot_hands_solve(const struct moot_hands *hands, struct moot_hands_choice *choice, double *unproven,
				  struct moot_error *error);

/* hand_over_together.c: lists all possible sets as candidates; *few: they are few, and some may hand something over. */
enum moot_status moot_hands_list_all(struct moot_hands *hands, bool *few);

/* Whether every board is in a chosen candidate or closes. */
bool moot_hands_is_whole(const struct moot_hands *hands, const struct moot_hands_choice *choice);

/* Adds to a board of the plan what it hands over and leads. `set` is its index in the search, MOOT_NONE for a board
   that closes, which is then `board`. hand_over_why.c */
enum moot_status moot_hand_over_why(struct moot_program *program, const struct moot_search *search, int set, int board,
				    struct moot_arena *arena, struct moot_plan_board *out);

#endif
