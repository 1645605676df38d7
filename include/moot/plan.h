/*
 * A plan: the proposed boards, who sits on them, the year's meetings, and how good all of it is.
 *
 * The struct mirrors plan.json key by key. It refers to boards and people by id, so that a plan can be read beside a
 * landscape that has changed since. A plan owns one arena that holds everything in it.
 */
#ifndef MOOT_PLAN_H
#define MOOT_PLAN_H

#include <moot/landscape.h>

#ifdef __cplusplus
extern "C" {
#endif

/* optimal: proven, gap 0. gap: the search ended by itself or at its limit, `gap` says how far from the bound.
   stopped: the user ended it. */
enum moot_search_status { MOOT_SEARCH_OPTIMAL, MOOT_SEARCH_GAP, MOOT_SEARCH_STOPPED };

enum moot_fate { MOOT_KEPT, MOOT_MERGED, MOOT_IN_COMMON, MOOT_CLOSED };

enum moot_attendance { MOOT_ATTEND, MOOT_DEPUTY, MOOT_PAPERS };

/* A year's figures on the basis of the cost of a meeting (solve.h); trips never enter them. */
struct moot_totals {
	int boards;
	int meetings;
	double senior_hours;
	double hours;
	double cost; /* GBP */
	double duplicated_agenda_hours;
};

struct moot_saving {
	double senior_hours;
	double hours;
	double cost; /* GBP */
};

/*
 * What a saving is made of, for a set S of today's boards (the letters are solve.h's). Positive is saved. For people
 * who keep a seat, o, prep, travel, F and T_t are those of S, with T_t of its boards' own agendas as they are today:
 *   standing, preparation, travel    of the meetings that the person has today, less those of as many of S, F at most
 *   more often     less all three of the meetings of S beyond those that the person has today
 *   themes         of the themes that the person hears today: their hours on the person's boards, less T_t
 *   others         less T_t of the themes that the person does not hear today, and own business of boards that the
 *                  person is not on
 *   moved          less the agenda hours that `close`, `host` and hand-overs add to S or take from it
 *   attendance     h(S) of members who send a deputy or take papers, less that of the deputies; not in weighted hours
 * For those who don't: released and closed, all of their hours on these boards. Only in weighted hours:
 *   duplication    overlap_weight times (the hours of all themes on these boards today, less those of S)
 *   support        other_weight support_hours times the meetings that are no longer held
 *   penalty        less merge_penalty (|S| - 1), which meeting in common doesn't pay
 */
enum moot_part {
	MOOT_PART_STANDING,
	MOOT_PART_PREPARATION,
	MOOT_PART_TRAVEL,
	MOOT_PART_THEMES,
	MOOT_PART_RELEASED,
	MOOT_PART_CLOSED,
	MOOT_PART_OTHERS,
	MOOT_PART_MORE_OFTEN,
	MOOT_PART_MOVED,
	MOOT_PART_ATTENDANCE,
	MOOT_PART_DUPLICATION,
	MOOT_PART_SUPPORT,
	MOOT_PART_PENALTY,
	MOOT_PART_COUNT
};

struct moot_amount {
	double hours;
	double senior_hours;
	double cost;     /* GBP */
	double weighted; /* hours as the objective counts them */
};

/* The parts sum up to the saving, and in weighted hours to c of each board alone today, less c(S). */
struct moot_breakdown {
	bool known; /* a plan.json may do without */
	double weighted;
	struct moot_amount parts[MOOT_PART_COUNT];
};

struct moot_plan_member {
	const char *person;
	const char *organisation; /* "" for none */
	enum moot_role role;
	enum moot_attendance attendance;
	const char *deputy; /* person id, "" for none */
};

struct moot_plan_theme {
	const char *theme; /* own business, where there is any, as "(own business of BOARD)" */
	int minutes;       /* a time, rounded to the nearest minute */
	int per_year;      /* of own business: today's f of its board */
};

struct moot_plan_board {
	const char *id;
	const char *name;
	const char **from; /* ids of today's boards, sorted by byte */
	size_t from_count;
	enum moot_fate fate; /* "kind" in plan.json */
	enum moot_mode mode;
	int meetings_per_year;
	int minutes;                      /* a meeting, rounded up to 5 */
	const char *chair;                /* person id, "" for none */
	struct moot_plan_member *members; /* by role, then person id */
	size_t member_count;
	struct moot_plan_theme *themes;
	size_t theme_count;
	const char **duties; /* ids, sorted by byte */
	size_t duty_count;
	bool needs_agreement;
	struct moot_saving
	    saving; /* today's hours of `from` less tomorrow's; negative for a carrier that gained work */
	struct moot_breakdown breakdown; /* "saving.weighted_hours" and "saving.parts" in plan.json */
	const char **why;
	size_t why_count;
	bool has_usual; /* it goes on from the plan of an earlier year, where its meetings were mostly */
	enum moot_weekday usual_weekday;
	int usual_start; /* minutes of the day */
};

struct moot_clash {
	const char *person;
	const char
	    *with; /* id of the plan's board that meets then, or "(busy)", "(tentative)", "(not working)", "(not-on)" */
};

struct moot_meeting {
	const char *uid;
	const char *board; /* id in the plan */
	int number;        /* from 1 */
	moot_minute start;
	moot_minute end;
	const char *venue; /* venue id where venues are listed, else the board's own venue text, "" for none */
	int sequence;      /* iCalendar SEQUENCE; rises on a real change only */
	struct moot_clash *clashes;
	size_t clash_count;
	/* Only in a plan made from an earlier one: whether it is one of that plan's meetings, and where it stood then.
	 */
	bool has_previous;
	moot_minute previous;
	bool frozen; /* begins before freeze_before: it stands as it stood, whatever the rules say now */
};

/* A meeting that does not start where it stood in the earlier plan. */
struct moot_moved {
	const char *uid;
	const char *board; /* id in the plan */
	int number;
	moot_minute from;
	moot_minute to;
	const char *why;
};

/* A meeting that goes on, not frozen, in another venue than in the earlier plan, at the same time or not. */
struct moot_room_change {
	const char *uid;
	const char *board; /* id in the plan */
	int number;
	const char *from; /* a meeting's venue, "" for none */
	const char *to;
	const char *why;
};

/* A meeting of the earlier plan that is none of this plan's: its details are the earlier ones. */
struct moot_dropped {
	const char *uid;
	const char *board; /* id in the earlier plan */
	const char *name;  /* of that board */
	int number;
	moot_minute start;
	moot_minute end;
	const char *venue;
	int sequence; /* that a cancellation carries */
	const char *why;
};

struct moot_unscheduled {
	const char *board;
	int number;
	const char *why;
};

/* A board of the plan on which a person has a seat, or goes as a deputy, and why they come or stay away. */
struct moot_plan_seat {
	const char *board; /* id in the plan */
	enum moot_attendance attendance;
	const char *stands_in_for; /* person id, "" for a seat of their own */
	const char *why;           /* a sentence without a full stop */
};

/* A person's year on the same basis as the totals. Their senior hours are all of their hours or none. */
struct moot_plan_person {
	const char *person;
	bool senior;
	double hours_before;
	double hours_after; /* of the meetings they come to */
	double cost_before; /* GBP */
	double cost_after;
	struct moot_plan_seat *seats; /* by board, own seats first; a plan.json may do without */
	size_t seat_count;
};

/* Every theme of a closed board, own business too, and the board of the plan that carries it; every theme that one
   board of the plan leads for another, which only reports on it. */
struct moot_hand_over {
	const char *theme;
	const char *from; /* board ids: the closed board or the plan's that gives, tomorrow's that takes */
	const char *to;
};

struct moot_structure_result {
	double objective; /* hours */
	double bound;     /* -infinity where none is known */
	double gap; /* 0 when objective - bound <= 1e-6, else (objective - bound) / objective; not-a-number is null */
	enum moot_search_status status;
	const char *scope; /* "partition" or "partition+handover" */
};

/* Who attends (solve.h, "ATTENDANCE"). */
struct moot_attendance_result {
	bool known;        /* a plan.json may do without */
	double over_hours; /* above people's limits, after deputies and papers */
	double loss;       /* what is missed, priced */
	double bound;      /* of the loss, -infinity where the fewest hours over the limits are unproven */
	double gap;        /* by the definition of the structure's; not-a-number (null) where those are unproven */
	enum moot_search_status status;
};

struct moot_calendar_parts { /* hours */
	double clashes;
	double trips;
	double regularity;
	double spacing;
	double dislikes;
	double moves;
	double breathing;
	double crowding;
	double reports;
};

struct moot_calendar_result {
	double objective; /* the sum of the parts */
	double bound;
	double gap; /* not-a-number (null) while the fewest unscheduled is unproven */
	enum moot_search_status status;
	struct moot_calendar_parts parts;
};

struct moot_assumption {
	const char *key;
	const char *value;
};

/* How far one assumption may move before another set of boards is better. */
struct moot_sensitivity {
	const char *key; /* parameter; or "standing", "prep", "travel": minutes more or less at every board */
	const char *unit;
	double value; /* today's; 0 for minutes more or less */
	double low;   /* the set of boards stays the best from here to high */
	double high;
	bool low_is_end; /* nothing changes as far as the parameter's range goes */
	bool high_is_end;
	bool is_exact;     /* low and high are where another plan costs the same; else the last value that was tried */
	bool is_known;     /* false: the time ended first */
	const char *below; /* what changes first below low, as "a|b together; c alone"; "" for nothing */
	const char *above;
};

struct moot_plan {
	struct moot_arena *arena;
	const char *landscape; /* name */
	const char *timezone;
	moot_day start;
	moot_day end;
	struct moot_input *inputs;
	size_t input_count;
	const char *created;
	long seed;
	enum moot_search_status status; /* the weakest of structure's, attendance's and calendar's */
	struct moot_structure_result structure;
	struct moot_attendance_result attendance;
	bool has_calendar; /* false: "calendar" is null */
	struct moot_calendar_result calendar;
	struct moot_totals before;
	struct moot_totals after;
	struct moot_plan_board *boards; /* by id */
	size_t board_count;
	struct moot_plan_person *people; /* all who sit on a board before or after, or go as a deputy, by id */
	size_t person_count;
	struct moot_hand_over *handed_over;
	size_t handed_over_count;
	struct moot_meeting *meetings; /* by start, then board */
	size_t meeting_count;
	struct moot_unscheduled *unscheduled; /* by board, then number */
	size_t unscheduled_count;
	/* The rest of what a plan made from an earlier one says (solve.h). */
	bool has_previous;
	moot_day freeze_before;   /* MOOT_NO_DAY where nothing is frozen; meaningless without has_previous */
	struct moot_moved *moved; /* by uid */
	size_t moved_count;
	bool knows_rooms_changed;               /* a plan.json may do without */
	struct moot_room_change *rooms_changed; /* by uid */
	size_t room_change_count;
	/* By uid; those that the earlier plan had cancelled are cancelled still. */
	struct moot_dropped *cancelled;
	size_t cancelled_count;
	struct moot_dropped
	    *held; /* by uid: frozen, but of no board of this plan; they were held and stay in calendars */
	size_t held_count;
	const char **exceptions; /* sentences: the rules that frozen meetings break now */
	size_t exception_count;
	/* Key "calendar_only", value "yes", where the boards were left as they are, rules on them aside. */
	struct moot_assumption *assumptions;
	size_t assumption_count;
	bool has_sensitivity; /* false: "sensitivity" is null */
	struct moot_sensitivity *sensitivity;
	size_t sensitivity_count;
};

enum moot_status moot_plan_new(struct moot_plan **out);
void moot_plan_free(struct moot_plan *plan); /* NULL-safe */

/* The words of an enum as plan.json writes them. */
const char *moot_search_status_text(enum moot_search_status status);
const char *moot_fate_text(enum moot_fate fate);
const char *moot_attendance_text(enum moot_attendance attendance);
const char *moot_part_text(enum moot_part part);

#ifdef __cplusplus
}
#endif

#endif
