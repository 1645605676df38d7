/*
 * Seats: who sits on a merged board, in which role, and who chairs it (moot/solve.h, "seats" and "chair").
 *
 * moot_seats_of() lists the people of a set of boards and marks those who stay. It allocates nothing: the caller's
 * moot_seats holds scratch for the largest set, is made once for a landscape and reused for millions of sets. Cost:
 * linear in the rows of the set, plus, for each organisation whose seats may be released, its rows times its seats.
 */
#ifndef MOOT_SOLVER_SEATS_H
#define MOOT_SOLVER_SEATS_H

#include <moot/landscape.h>

/* What the seats need to know of people: built once. */
struct moot_people {
	double *weight; /* w_p */
	double *rate;   /* GBP an hour */
	bool *senior;
	int *pay_order;    /* 0 for the highest salary, ties by id */
	int *senior_order; /* the same, the senior first */
};

struct moot_sitter {
	int person;
	enum moot_role role; /* the strongest on the set */
	int organisation;    /* of the row with that role; of the seat kept, where others were released */
	int deputy;
	bool seated;
};

struct moot_seats {
	struct moot_sitter *sitters; /* seated or released, in the order of their first rows */
	int count;
	int seated;
	int chair; /* person, or MOOT_NONE */
	/* Scratch. */
	int *place; /* of a person: 1 + index into sitters, valid where its mark is current */
	unsigned *person_mark;
	int *org_count; /* of an organisation: seats on the board at hand */
	int *org_kept;  /* of an organisation: the largest of these */
	unsigned *org_mark;
	struct moot_claims {
		int first; /* into claims */
		int last;
	} * lists;   /* of an organisation */
	int *listed; /* organisations with seats to fill, ascending */
	int listed_count;
	int *filled; /* of a sitter: the organisation of which they filled a seat last */
	struct moot_claim {
		int sitter;
		int strength; /* the lower, the earlier a released seat is filled; -1 fills it by a personal seat */
		int deputy;
		int next; /* of the same organisation */
	} * claims;
	unsigned mark;
};

enum moot_status moot_people_build(const struct moot_landscape *landscape, struct moot_arena *arena,
				   struct moot_people *out);
enum moot_status moot_seats_new(const struct moot_landscape *landscape, struct moot_arena *arena,
				struct moot_seats *out);

/*
 * The rows of board b are members[first[b]] to members[first[b + 1] - 1]. `ruled` is the person that a chair rule
 * names, or MOOT_NONE. With `release` false everyone keeps their seat.
 */
void moot_seats_of(const struct moot_landscape *landscape, const struct moot_people *people, const int *first,
		   const int *boards, int board_count, int ruled, bool release, struct moot_seats *seats);

#endif
