/*
 * The program of the structure, as data: who may merge with whom, what must be carried, which rows tie the sets.
 *
 * An atom is a board, or the boards that `together` rules hold together; a set S of the partition is a union of
 * atoms. Built once for a solve, in time quadratic in the atoms; read-only afterwards but for the cost's scratch.
 */
#ifndef MOOT_SOLVER_STRUCTURE_PROGRAM_H
#define MOOT_SOLVER_STRUCTURE_PROGRAM_H

#include <moot/solve.h>
#include <solver/cost.h>
#include <solver/structure/warm.h>
#include <stdint.h>

/* Rules and facts set aside; all false, or NULL, for the landscape as it is. Used to find what conflicts. */
struct moot_leave {
	bool *rules; /* of each rule: set aside */
	bool *never; /* of each board: its merge=never is */
	bool areas;
	bool scrutiny;
	bool agreement;
	bool max_merge;
	bool max_members;
	bool max_minutes;
	bool carriers; /* anyone may carry a closed board's themes */
};

struct moot_atom {
	int *boards; /* ascending */
	int board_count;
};

/* Who may carry an item: a set whose atoms' masks together have all of `words` words' `need` bits. */
struct moot_carry {
	uint64_t *need;
	uint64_t *masks; /* atom a: masks[a * words] on */
	int words;
};

struct moot_program {
	const struct moot_landscape *landscape;
	const struct moot_solve_options *options;
	struct moot_record *record; /* NULL unless the final program is to be written; see record.h */
	double started;             /* on moot_clock_seconds() */
	double deadline;
	struct moot_arena *arena;
	struct moot_costs costs;
	bool *closed;      /* of each board */
	bool *scrutinises; /* of each board */
	int *row_board;    /* of each agenda row: the board on which it counts */
	struct moot_atom *atoms;
	int atom_count;
	int *atom_of;         /* of each board; MOOT_NONE for a closed one */
	uint64_t *compatible; /* atom a: bits of the atoms it may sit with, from compatible[a * compatible_words] */
	size_t compatible_words;
	struct moot_taken *items; /* themes of closed boards */
	struct moot_carry *carries;
	int item_count;
	int max_merge;
	int max_boards;         /* INT_MAX for none */
	int min_boards;         /* 0 for none: at least so many sets; no rule asks for it, the ladder does */
	int most_parts;         /* INT_MAX for none: the sets and the boards that close; explanations ask for it */
	struct moot_warm *warm; /* sets to begin with, and where those found go; or NULL */
	int *limited;           /* people whose hours are limited and priced */
	int limited_count;
	int *limit_of;       /* of each person: index into limited, or MOOT_NONE */
	bool terse;          /* the plan says nothing of why */
	double others_upper; /* for progress: what the blocks beside the one at hand cost at most, and at least */
	double others_lower;
	bool contradiction; /* the rules alone rule every plan out */
	long budget;        /* nodes of the enumeration that are left; what keeps results reproducible */
};

enum moot_status moot_program_build(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				    double deadline, const struct moot_leave *leave, struct moot_arena *arena,
				    struct moot_program *out);

/* Whether one area lies inside another; the empty area holds all others. */
bool moot_area_lies_inside(const char *inner, const char *outer);

/* Whether two boards may sit together as far as areas and reporting go. */
bool moot_areas_fit(const struct moot_landscape *landscape, int a, int b);

/* Whether the board's kind says that it scrutinises others. */
bool moot_board_scrutinises(const struct moot_landscape *landscape, int board);

/* Whether one of the two scrutinises and the other does not, so that they never sit together. */
bool moot_scrutiny_parts(const struct moot_landscape *landscape, int a, int b);

bool moot_atoms_compatible(const struct moot_program *program, int a, int b);

/* Whether the deadline has passed or the user asked to stop; the latter is told apart by moot_program_stopped(). */
bool moot_program_over(const struct moot_program *program);
bool moot_program_stopped(const struct moot_program *program);

/* Whether a rule is not set aside. */
bool moot_rule_holds(const struct moot_leave *leave, int rule);

#endif
