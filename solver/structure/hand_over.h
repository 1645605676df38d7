/*
 * Hand-overs: single themes that one set leads for another, without a merge (moot/solve.h, "HAND-OVERS").
 *
 * Called once after the search for sets, with what it found; the sets then carry the themes they hand over, boards that
 * close are gone from them, and `given`, `closes`, `together` and `unproven` of the search are filled. Candidates are
 * sets: first those that were found, and then, where the possible ones are few, all that a better structure may use, so
 * that sets and hand-overs are one program. An offer is a theme that a set, or a board that closes, may hand over, with
 * the candidates that may lead it. Finding the offers takes time quadratic in the sets that share a theme; the integer
 * program falls into components that nothing ties together, most of them a handful of offers.
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
	bool together;                 /* candidates are all possible sets that matter */
	const struct moot_set *listed; /* all possible sets */
	int listed_count;
	double *reduced; /* of each: what a structure with it costs above `lower` at least */
	double lower;    /* what any structure costs at least; minus infinity where not known */
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

/* Costs and themes of the candidates only; `offer` of a print is 0 where its set may hand it over if somebody leads. */
enum moot_status moot_hands_outlook(struct moot_hands *hands);

/* Whether law, rules and agenda let a board close where others lead all its themes. */
bool moot_board_may_close(const struct moot_program *program, int board);

/* Whether areas let the set lead a theme of the board, or the board is in it. */
bool moot_hands_reach(const struct moot_program *program, int board, const struct moot_set *set);

/* hand_over_program.c: what is decided, as flags for candidates, boards and offers; *unproven is added to. */
struct moot_hands_choice {
	bool *set;    /* chosen */
	bool *closes; /* of each board */
	bool *offer;  /* handed over */
};
enum moot_status moot_hands_solve(const struct moot_hands *hands, struct moot_hands_choice *choice, double *unproven,
				  struct moot_error *error);

/* hand_over_together.c: lists all possible sets. *few: they are few enough, and `reduced` and `lower` are there. */
enum moot_status moot_hands_list_all(struct moot_hands *hands, bool *few, struct moot_error *error);

/* The listed sets of a reduced cost of at most `most` become the candidates. *few: a program of them can be solved. */
enum moot_status moot_hands_choose_from(struct moot_hands *hands, double most, bool *few);

/* The largest reduced cost of the sets that a good structure likely has in it. */
enum moot_status moot_hands_promising(const struct moot_hands *hands, double *most);

/* hand_over_bound.c: fills `reduced` and `lower`; the candidates are the sets listed. */
enum moot_status moot_hands_bound(struct moot_hands *hands, struct moot_error *error);

/* Whether every board is in a chosen candidate or closes, and every theme of one that a rule closes is taken over. */
bool moot_hands_is_whole(const struct moot_hands *hands, const struct moot_hands_choice *choice);

/* Adds to a board of the plan what it hands over and leads. `set` is its index in the search, MOOT_NONE for a board
   that closes, which is then `board`. hand_over_why.c */
enum moot_status moot_hand_over_why(struct moot_program *program, const struct moot_search *search, int set, int board,
				    struct moot_arena *arena, struct moot_plan_board *out);

#endif
