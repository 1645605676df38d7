/*
 * The instance: everything that the calendar's search asks again and again, worked out once from landscape and plan.
 *
 * Days count from the planning year's start. A board's `slot` is day * start_count + the index of one of its starts
 * (minutes of the day: the grid's, then those of its pins). What depends on one board's slot alone is a price: the
 * hours of its busy members and disliked times, or INFINITY where the slot is forbidden. What two boards do to each
 * other stands in pairs (conflict.h). Built by calendar_instance_new() in the order of its parts: sites and venues,
 * attendees, slots and prices, rules, pairs. Read-only afterwards.
 *
 * Memory: boards x slots x 8 bytes and a bit for each slot and attendee; 80 boards on the half-hour grid take 5 MB.
 */
#ifndef MOOT_SOLVER_CALENDAR_INSTANCE_H
#define MOOT_SOLVER_CALENDAR_INSTANCE_H

#include <math.h>
#include <moot/solve.h>
#include <stdint.h>

/* Someone on a board whose attendance is `attend`, or the deputy of one whose is `deputy`. */
struct calendar_attendee {
	int person; /* in the landscape */
	bool needed;
	double weight;  /* w_p */
	double charge;  /* hours for missing one meeting: clash_weight w_p a hours */
	uint64_t *busy; /* a bit for each slot */
};

/* A venue that a board may use. */
struct calendar_venue {
	int venue;      /* in the landscape */
	uint64_t *busy; /* a bit for each slot; NULL for never */
};

/* A site where a board may meet, with its venues there. A board that needs no venue has one place without venues. */
struct calendar_place {
	int site; /* MOOT_NONE where travel means nothing */
	struct calendar_venue *venues;
	int venue_count;
	int *visits; /* for each attendee, the visit that a meeting here is part of, or MOOT_NONE */
};

/* Days, both included. */
struct calendar_window {
	int first;
	int last;
};

/* `count` meetings between two days, both included; one fewer for each meeting that is not scheduled. */
struct calendar_interval {
	int from;
	int to;
	int count;
};

/*
 * The counted rules of a board as the digits of one number, its state: meetings so far in each interval, and pins hit
 * so far. The last state is the one in which all are satisfied.
 */
struct calendar_counts {
	int states;
	int *skip;         /* state after a meeting is not scheduled */
	int *pin;          /* state after a pin is hit, the day's intervals aside */
	int *step;         /* [class * states + state]: after a meeting on a day of this class */
	uint16_t *classes; /* [day] */
};

/* Another board that shares people with this one; pair is an index into the instance's pairs. */
struct calendar_neighbour {
	int board;
	int pair;
	bool second; /* this board is the pair's b */
};

struct calendar_board {
	const struct moot_plan_board *plan;
	int identity; /* the landscape's board that gives the id */
	int first;    /* the index of its first meeting among all meetings */
	int meetings; /* F, less those that are gone */
	int gone; /* its first numbers: frozen, or without a day left; the first of `meetings` has number gone + 1 */
	int earliest; /* the first day open to it */
	int minutes;
	int separation; /* least days from one meeting to the next */
	double period;  /* L, days */
	struct calendar_attendee *attendees;
	int attendee_count;
	int quorum;     /* least free attending members; 0 for none */
	uint16_t *free; /* [slot] attending members who are not busy; NULL without a quorum */
	int *starts;    /* minutes of the day, rising */
	int start_count;
	struct calendar_window *windows; /* of each meeting */
	double *price;                   /* [slot] */
	int *today;   /* slot where each meeting stands, today or in the earlier plan; MOOT_NONE: no move is charged */
	double *move; /* hours for each meeting that does not start there */
	int *stood;   /* each meeting in the plan's list, where it goes on from an earlier plan; else MOOT_NONE */
	int *pins;    /* slots, each once, rising */
	int pin_count;
	struct calendar_interval *intervals;
	int interval_count; /* those that `counts` keeps */
	int interval_total;
	struct calendar_counts counts;
	struct calendar_place *places;
	int place_count;
	int first_place;                       /* the index of its first place among all places */
	struct calendar_neighbour *neighbours; /* by board */
	int neighbour_count;
};

enum { CALENDAR_ELSEWHERE = -2 /* in `today`: it meets today, but at no slot of ours */ };

/* A person and a site away from their base. */
struct calendar_visit {
	int person;
	double hours; /* weighted, there and back */
	int *places;  /* indices among all places of those of the person's boards that are at the site */
	int place_count;
};

/* A person whom two boards share. */
struct calendar_shared {
	int in_a; /* attendee of a */
	int in_b;
	double charge; /* hours when the two are at once; 0 where one of them is needed at both or none counts */
};

struct calendar_pair {
	int a;
	int b;
	bool hard; /* someone is needed at both */
	double breathing;
	struct calendar_shared *shared;
	int shared_count;
};

/* A frozen meeting, in minutes from the year's start. It stands whatever the rules say, and is no board's here. */
struct calendar_frozen {
	int number; /* from 1 */
	int start;
	int end;
};

struct calendar_frozen_list {
	struct calendar_frozen *items; /* by start */
	int count;
};

struct calendar_before {
	int a; /* MOOT_NONE where all of its meetings are gone */
	int b;
	int clear;                          /* days */
	int rule;                           /* of the landscape */
	struct calendar_frozen_list fed_by; /* A's */
	int after;                          /* end of B's last frozen meeting, MOOT_NONE for none */
};

struct calendar_report {
	int child; /* MOOT_NONE where all of its meetings are gone */
	int parent;
	int days;
	struct calendar_frozen_list held; /* the child's */
};

struct calendar_instance {
	struct moot_arena *arena;
	const struct moot_landscape *landscape;
	const struct moot_plan *plan;
	int days;                            /* N */
	int open;                            /* the first day that is not frozen */
	struct calendar_frozen_list *frozen; /* [board of the plan] */
	int span;      /* meetings up to so many days apart may be at once; 0 in any ordinary year */
	int *weekdays; /* [day] and the day after the last, for a pin may run past midnight */
	bool *closed;  /* [day] and the day after the last */
	struct calendar_board *boards;
	int board_count;
	int meeting_count;
	int *board_of; /* [meeting] */
	int place_count;
	int site_count; /* the landscape's, then one for each venue text of its own */
	int **travel;   /* [site][site] twice the minutes one way; NULL rows for sites where nothing meets */
	struct calendar_visit *visits;
	int visit_count;
	struct calendar_pair *pairs;
	int pair_count;
	struct calendar_before *befores;
	int before_count;
	struct calendar_report *reports;
	int report_count;
	int *limits;      /* [person] most meetings a day; INT_MAX for no limit */
	int *limited;     /* [person] index among those with a limit or whose days may be crowded, or MOOT_NONE */
	double *crowding; /* [index] hours for each meeting of their day above crowded_meetings */
	int limited_count;
};

enum moot_status calendar_instance_new(const struct moot_landscape *landscape, const struct moot_plan *plan,
				       struct calendar_instance **out, struct moot_error *error);
void calendar_instance_free(struct calendar_instance *instance); /* NULL-safe */

/* The parts of the building, in order. False when out of memory. */
bool calendar_build_frozen(struct calendar_instance *in); /* frozen.c */
bool calendar_build_sites(struct calendar_instance *in);  /* site.c */
bool calendar_build_slots(struct calendar_instance *in);  /* slot.c */
bool calendar_build_prices(struct calendar_instance *in); /* availability.c */
bool calendar_build_rules(struct calendar_instance *in);  /* rule.c */
bool calendar_build_counts(struct calendar_instance *in); /* count.c */
bool calendar_build_pairs(struct calendar_instance *in);  /* conflict.c */
bool calendar_build_visits(struct calendar_instance *in); /* visit.c */

/* The board's numbers that are gone, by its period and separation; sets `earliest`. */
void calendar_count_gone(const struct calendar_instance *in, struct calendar_board *board);
/* Where each meeting that goes on stands. */
bool calendar_build_stood(struct calendar_instance *in); /* both frozen.c */

/* Index of the plan's board with this id, or MOOT_NONE. */
int calendar_plan_board(const struct moot_plan *plan, const char *id);

/* The days that meeting `number` (from 0, those gone counted) of a board with this period may be on. */
struct calendar_window calendar_window_of(const struct calendar_instance *in, double period, int number);

/* The slot that begins at an instant (minutes from the year's start): MOOT_NONE outside the year, CALENDAR_ELSEWHERE.
 */
int calendar_slot_at(const struct calendar_instance *in, const struct calendar_board *board, moot_minute instant);

/* Index of the board that one of all places belongs to (visit.c). */
int calendar_board_of_place(const struct calendar_instance *in, int place);

/* The frozen meetings of a board. */
static inline struct calendar_frozen_list calendar_frozen_of(const struct calendar_instance *in,
							     const struct calendar_board *board)
{
	return in->frozen[board->plan - in->plan->boards];
}

/* Index of the calendar's board that holds the landscape's board, or MOOT_NONE (closed, or never meets). */
int calendar_board_holding(const struct calendar_instance *in, int landscape_board);

/* The board whose venue or venue text a planned board inherits: the one with its id, else the first that has one. */
const struct moot_board *calendar_venue_giver(const struct moot_landscape *landscape,
					      const struct moot_plan_board *plan);

static inline int calendar_slot_count(const struct calendar_instance *in, const struct calendar_board *board)
{
	return in->days * board->start_count;
}

static inline int calendar_slot_day(const struct calendar_board *board, int slot)
{
	return slot / board->start_count;
}

static inline int calendar_slot_minute(const struct calendar_board *board, int slot)
{
	return board->starts[slot % board->start_count];
}

/* Hours for a start off the weekday or off the time that the board mostly had in the plan of an earlier year. */
static inline double calendar_habit(const struct calendar_instance *in, const struct calendar_board *board, int slot)
{
	const struct moot_plan_board *plan = board->plan;
	if (!plan->has_usual)
		return 0;
	int off = (in->weekdays[calendar_slot_day(board, slot)] != (int)plan->usual_weekday) +
		  (calendar_slot_minute(board, slot) != plan->usual_start);
	return in->landscape->policy.habit_penalty * off;
}

/* Whether grid, office hours and lunch allow the slot, whatever the day. */
bool calendar_slot_is_regular(const struct calendar_instance *in, const struct calendar_board *board, int slot);

/* Minutes from the planning year's first midnight. */
static inline int calendar_slot_instant(const struct calendar_board *board, int slot)
{
	return calendar_slot_day(board, slot) * MOOT_MINUTES_A_DAY + calendar_slot_minute(board, slot);
}

static inline bool calendar_bit(const uint64_t *bits, int index)
{
	return (bits[index / 64] >> (index % 64) & 1) != 0;
}

static inline void calendar_bit_set(uint64_t *bits, int index)
{
	bits[index / 64] |= (uint64_t)1 << (index % 64);
}

/* Twice the minutes from one site to another, one way. One of them must be a site where boards meet. */
static inline int calendar_travel(const struct calendar_instance *in, int a, int b)
{
	if (a == b || a == MOOT_NONE || b == MOOT_NONE)
		return 0;
	return in->travel[a] ? in->travel[a][b] : in->travel[b][a];
}

/* What meeting `number` (from 0) of the board costs on a slot beside the slot's own price. */
static inline double calendar_place_in_year(const struct calendar_instance *in, const struct calendar_board *board,
					    int number, int day)
{
	double even = (board->gone + number + 0.5) * board->period;
	return in->landscape->policy.spacing_weight * fabs(day + 0.5 - even) / board->period;
}

static inline double calendar_move(const struct calendar_board *board, int number, int slot)
{
	bool stays = board->today[number] == MOOT_NONE || board->today[number] == slot;
	return stays ? 0 : board->move[number];
}

#endif
