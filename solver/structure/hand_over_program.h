/*
 * What the parts of the program of hand-overs share: hand_over_tie.c finds the components, hand_over_rows.c builds
 * each, hand_over_program.c solves it.
 */
#ifndef MOOT_SOLVER_STRUCTURE_HAND_OVER_PROGRAM_H
#define MOOT_SOLVER_STRUCTURE_HAND_OVER_PROGRAM_H

#include <solver/lp.h>
#include <solver/structure/hand_over.h>

/* A seat of someone whose limit on hours can bind. */
struct hand_seat {
	int set;
	int limited; /* index into the program's limited people */
	int next;    /* of the same candidate */
};

struct hand_program {
	const struct moot_hands *h;
	struct moot_hands_choice *choice;
	double *unproven;
	struct moot_error *error;
	/* What is tied together: nodes are the candidates, then the offers. */
	int *root;     /* union-find */
	int *order;    /* nodes by component */
	int *first_of; /* component: nodes order[first_of[c]] to order[first_of[c + 1] - 1] */
	int component_count;
	bool *coupled; /* of each candidate: its offers are tied to it */
	struct hand_seat *seats;
	int seat_count;
	int *first_seat; /* of each candidate */
	double *hours;   /* of each limited person, over all candidates */
	/* The component at hand. */
	struct moot_lp *lp;
	const int *nodes;
	int node_count;
	double start; /* its objective without hand-overs */
	int *x;       /* column of each candidate, MOOT_NONE where it is there for certain */
	int *f;
	int *g;             /* of each offer */
	int *z;             /* of each board */
	bool *seen;         /* of each board */
	int *people;        /* limited people with a seat on the component */
	bool *listed;       /* of each limited person: among them */
	const char **names; /* of the component's columns, where they are recorded */
	int row_number;     /* of the recorded rows */
	int *columns;       /* the row at hand */
	double *values;
	int count;
};

/* A column of the program. */
struct hand_column {
	const char *kind; /* the name begins with it, */
	int number;       /* goes on with that */
	const char *id;   /* and ends with the id */
	double cost;
	double low;
	double high;
	bool integer;
};

/*
 * hand_over_record.c: the program as text, in the program's record, where there is one and all sets are candidates.
 * Begin forgets what was recorded before. A row is the one at hand.
 */
enum moot_status moot_hands_record_begin(struct hand_program *p);
void moot_hands_record_column(struct hand_program *p, int index, const struct hand_column *column);
void moot_hands_record_row(struct hand_program *p, const char *kind, double low, double high);

/* Fills everything up to `hours`. */
enum moot_status moot_hands_tie(struct hand_program *p);

/* The columns and rows of the component at hand, in a new p->lp, which is the caller's also on failure. */
enum moot_status moot_hands_build_component(struct hand_program *p);

/* What a meeting of a candidate costs beside its agenda. */
double moot_hands_meeting_price(const struct moot_hands *h, int set);

/* Columns that a component has at most. */
size_t moot_hands_most_columns(const struct moot_hands *h);

/* Whether fewer minutes can mean fewer meetings of a candidate. */
bool moot_hands_frequency_falls(const struct moot_hands *h, int set);

#endif
