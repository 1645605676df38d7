/*
 * Agendas: what a board discusses in a year, gathered from its agenda rows (moot/solve.h, "the cost of a meeting").
 *
 * A footprint is a theme on a board: `minutes` a time (m), `per_year` times (n), so that their product is the yearly
 * minutes of all rows of the theme. The own theme is what the agenda leaves free, in minutes a year. Built once for a
 * landscape, in time and memory linear in its rows but for a sort.
 */
#ifndef MOOT_SOLVER_THEMES_H
#define MOOT_SOLVER_THEMES_H

#include <moot/landscape.h>

struct moot_footprint {
	int theme;
	int per_year;
	double minutes;
};

struct moot_agenda {
	struct moot_footprint *themes; /* by theme */
	int theme_count;
	int *duties; /* on its rows; ascending, each once */
	int duty_count;
	double own_minutes;  /* a year */
	double year_minutes; /* themes and own */
};

/*
 * One agenda for each board. `row_board` says on which board each agenda row counts (NULL: where it stands). Own
 * themes are those of the rows given; a caller that moves rows keeps today's own minutes.
 */
enum moot_status moot_agendas_build(const struct moot_landscape *landscape, const int *row_board,
				    struct moot_arena *arena, struct moot_agenda **out);

/* The largest min_per_year of these duties, 0 for none. */
int moot_duties_min(const struct moot_landscape *landscape, const int *duties, int count);

#endif
