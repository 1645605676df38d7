/*
 * What a what-if found, for its writers: the landscape as planned, and each scenario beside it.
 *
 * The caller fills it and owns what it points to; io/cli/command_whatif.c does. Texts and figures that several writers
 * need are worked out here.
 */
#ifndef MOOT_IO_REPORT_WHATIF_H
#define MOOT_IO_REPORT_WHATIF_H

#include "io/report/compare.h"
#include "io/report/shares.h"

#include <moot/whatif.h>

/* What dropping one row of a scenario would save: the scenario's figure less that without the row. */
struct moot_whatif_price {
	const struct moot_scenario_row *row;
	enum moot_status status; /* MOOT_ERROR_INPUT: other rows need this one; the figures are void unless MOOT_OK */
	double objective;
	struct moot_saving saving;
};

/* A board that could carry a new duty. */
struct moot_whatif_host {
	int board;               /* MOOT_NONE: a new one */
	enum moot_status status; /* as of moot_case */
	double objective;        /* of the plan with the duty there, and the other figures likewise */
	struct moot_totals after;
	int seats;                    /* of the duty's organisations: those that nobody of the board speaks for */
	const char **seats_of;        /* their names */
	struct moot_saving seat_cost; /* a year, of somebody of policy's default pay on each of these seats */
	double price;                 /* objective and weighted hours of the seats: what the ranking goes by */
};

struct moot_whatif_duty {
	const struct moot_landscape *landscape;
	int duty;
	const struct moot_plan *without; /* the scenario before anybody carries the duty, structure only; or NULL */
	struct moot_whatif_host *hosts;  /* the best first; those without a plan last */
	size_t host_count;
};

struct moot_whatif_scenario {
	const char *name;                       /* as on the command line */
	const struct moot_landscape *landscape; /* NULL where it has errors */
	enum moot_status status;
	const char *message; /* why there is no plan */
	const struct moot_plan *plan;
	struct moot_whatif_price *prices;
	size_t price_count;
	struct moot_whatif_duty *duties; /* new ones that no row gives to a board */
	size_t duty_count;
	struct moot_share *seats; /* that the boards which carry them are still to fill, by organisation */
	size_t seat_count;
};

struct moot_whatif {
	const struct moot_landscape *landscape;
	const struct moot_plan *plan; /* as planned */
	struct moot_whatif_scenario *scenarios;
	size_t scenario_count;
	bool burden; /* the table by organisation for all of them, not the most affected alone */
};

struct moot_side moot_whatif_planned(const struct moot_whatif *whatif);
struct moot_side moot_whatif_then(const struct moot_whatif_scenario *scenario);

/* A scenario's name without the folders of its files, where that tells it from the others. */
void moot_whatif_short(struct moot_text *text, const struct moot_whatif *whatif, size_t scenario);
/* "12 senior hours and GBP 900 a year fewer, 2 boards more": what the scenario changes, or why there is no plan. */
void moot_whatif_difference(struct moot_text *text, const struct moot_whatif *whatif,
			    const struct moot_whatif_scenario *scenario);

/* Boards of a plan that need an agreement. */
int moot_whatif_agreements(const struct moot_plan *plan);

enum moot_status moot_whatif_to_text(const struct moot_whatif *whatif, char **out, struct moot_error *error);
enum moot_status moot_whatif_to_json(const struct moot_whatif *whatif, char **out, struct moot_error *error);
enum moot_status moot_whatif_page(const struct moot_whatif *whatif, char **out, struct moot_error *error);
/* whatif.json, scenarios.csv, people.csv, organisations.csv, prices.csv, duties.csv, report.html. */
enum moot_status moot_whatif_write(const struct moot_whatif *whatif, const char *folder, struct moot_error *error);

#endif
