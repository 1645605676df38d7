/*
 * The cost of a set of boards: c(S) of moot/solve.h, exactly, with everything that follows from S.
 *
 * moot_costs_build() derives, once for a landscape, the agendas before and after host rules, the boards' forms and
 * the people's weights. moot_costs_of() then evaluates one set in time linear in its rows, without allocation, so
 * that millions of sets can be costed. The solver's fast bounds live elsewhere; every figure in a plan comes from
 * here.
 */
#ifndef MOOT_SOLVER_COST_H
#define MOOT_SOLVER_COST_H

#include <moot/plan.h>
#include <solver/seats.h>
#include <solver/themes.h>

/* A board as its law and its form make it; the agenda stands beside it. */
struct moot_form {
	int frequency; /* f_i */
	int standing;  /* o_i */
	int prep;
	int travel;       /* 0 if online */
	int min_per_year; /* its own and its duties' */
	bool hosts;       /* a host rule gave it a row of another board */
	double length;    /* minutes of today's meeting, as its agenda makes it */
	int ruled;        /* person that a chair rule names, MOOT_NONE, or MOOT_TWO_CHAIRS */
};

#define MOOT_TWO_CHAIRS (-2)

/* A theme of a closed board, which a set may take over. */
struct moot_taken {
	int board;    /* the closed one */
	int theme;    /* MOOT_NONE: its own business, `minutes` a year */
	int per_year; /* 1 for own business */
	double minutes;
	int min_per_year; /* of the duties on it */
	const int *duties;
	int duty_count;
};

struct moot_set {
	const int *boards; /* ascending, none of them closed */
	int board_count;
	const int *taken; /* into moot_costs.taken */
	int taken_count;
	const int *handed; /* themes of the set that another leads, so that it only reports on them */
	int handed_count;
};

enum moot_set_fault { MOOT_SET_POSSIBLE, MOOT_SET_MINUTES, MOOT_SET_MEMBERS, MOOT_SET_CHAIR, MOOT_SET_ALONE };

struct moot_set_cost {
	enum moot_set_fault fault;
	bool in_common;
	int frequency;
	int least;   /* what the frequency is at least, whatever the agenda */
	double room; /* minutes of a meeting for the agenda; 0 where the agenda does not raise the frequency */
	int standing;
	int prep;
	int travel;
	enum moot_mode mode;
	double year_minutes; /* themes, own ones included */
	double length;       /* minutes of a meeting, not yet rounded */
	double overhead;     /* hours a person spends on standing business, preparation and travel */
	double hours;        /* h(S): a person's year */
	double weight;       /* sum of w_p */
	double theme_hours;  /* sum of T_t(S) */
	double cost;         /* c(S) */
	double total_hours;  /* of all people */
	double senior_hours;
	double cost_gbp;
};

struct moot_costs {
	const struct moot_landscape *landscape;
	struct moot_agenda *today;  /* as the rows stand */
	struct moot_agenda *agenda; /* with host rules */
	struct moot_form *forms;
	int *first; /* members of board b: first[b] to first[b + 1] - 1 */
	struct moot_people people;
	const struct moot_taken *taken;
	int taken_count;
	double constant; /* overlap_weight sum_t max_i n m / 60, today */
	double max_minutes;
	int max_members;
	bool chairs_bind; /* a set without its ruled chair is impossible */
	int not_alone;    /* a board that is no set by itself, or MOOT_NONE; no rule asks for it, explanations do */
	/* Scratch of moot_costs_of(). */
	struct moot_seats seats; /* the people of the set evaluated last */
	double *most;
	double *sum;
	int *times;
	unsigned *theme_mark;
	int *touched; /* themes of the set evaluated last */
	int touched_count;
	unsigned mark;
};

/* `row_board` as for moot_agendas_build(): where host rules move each agenda row; NULL for none. */
enum moot_status moot_costs_build(const struct moot_landscape *landscape, const int *row_board,
				  struct moot_arena *arena, struct moot_costs *out);

/* The same with scratch of its own, so that another thread can evaluate sets. */
enum moot_status moot_costs_share(const struct moot_costs *costs, struct moot_arena *arena, struct moot_costs *out);

/* Evaluates a set; the figures are set whatever the fault. Its people stand in costs->seats until the next call. */
void moot_costs_of(struct moot_costs *costs, const struct moot_set *set, struct moot_set_cost *out);

/* Board `board` as it is today: alone, and before any host rule. */
void moot_costs_today(struct moot_costs *costs, int board, struct moot_set_cost *out);

/* n_t(S) and m_t(S) of a theme of the set evaluated last; of one handed over, the report. */
int moot_costs_times(const struct moot_costs *costs, int theme);
double moot_costs_minutes(const struct moot_costs *costs, int theme);

/*
 * The meetings that a frequency of at least `least` needs for `year_minutes` when each has `room` minutes beside the
 * standing business. A thousand-millionth of a meeting too much is rounding, not a meeting.
 */
int moot_costs_frequency(int least, double year_minutes, double room);

/* Adds a set to a plan's totals (all but the duplicated agenda-hours). */
void moot_totals_add(struct moot_totals *totals, const struct moot_set_cost *set);

/* Hours on themes above the largest yearly hours of one of today's boards; `hours` holds one sum for each theme. */
double moot_costs_duplicated(const struct moot_costs *costs, const double *hours);

#endif
