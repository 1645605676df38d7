/* The tables below keep their lines. */
/* clang-format off */
/*
 * Audit and plan: what today's boards cost, which to merge, and when the year's meetings are.
 *
 * THE COST OF A MEETING. Board i meets f_i times a year for minutes_i, of which o_i are standing business. Theme t
 * takes m_it minutes n_it times a year: of its agenda rows, n is the largest per_year and m the rows' yearly minutes
 * divided by n. What the agenda leaves free is the board's own theme, max(0, f_i (minutes_i - o_i) - sum_t n_it m_it)
 * minutes a year, shared with nobody. Every member, whatever the role, spends in a year
 *
 *     h_pi = f_i (o_i + prep_i + travel_i) / 60  +  sum_t n_it m_it / 60        own theme included; travel 0 if online
 *
 * An hour of p costs salary_p (1 + on_cost_rate) / hours_per_year. A person is senior if `senior` says so; else, where
 * a salary is given, if it reaches senior_salary; else if the post contains one of senior_words (any case). w_p is 1
 * for the senior and other_weight for others.
 *
 * MERGED BOARDS. A set S of today's boards becomes one board:
 *   themes     the union, each once: n_t(S) = max n_it, m_t(S) = max m_it + overlap_residual (sum m_it - max m_it);
 *              own themes stay apart and are added.
 *   form       o, preparation and travel are the largest of its boards' (an online board's travel is 0); online only
 *              if all are, in person if any is, else hybrid.
 *   frequency  F(S) = max(f_i, min_per_year of its boards and of the duties on their agendas,
 *              ceil(sum_t n_t m_t / (max_minutes - o))), the sum with own themes. S is impossible where
 *              max_minutes <= o. Length: o + sum_t n_t m_t / F, rounded up to 5 minutes for the calendar only.
 *   alone      a board that stays alone keeps its own f, its own length (longer if its agenda needs it) and all of its
 *              seats, and is exempt from max_minutes and max_members. min_per_year does not raise its f.
 *   seats      a personal seat, or a seat without organisation, stays with its person. For each organisation, S keeps
 *              the largest number of organisation seats that it holds on any one board of S; people of S who hold a
 *              personal seat for that organisation fill as many of them; the rest are filled by the strongest role in
 *              S, then the higher salary, then the id. The others are released. A person ruled chair is the strongest.
 *   deputy     the one that a row of the person on S names. Released people, the strongest first (role, salary, id),
 *              stay on as deputies: each of the first member (role, then id) for their organisation who has none yet.
 *   chair      the chair that a `chair` rule names; else of the chairs still seated the most senior (senior first,
 *              then the higher salary, then the id); other chairs become vice-chairs, alone or merged. S is impossible
 *              where two rules name two people, or one that is not seated on S. A person who sits on several boards of
 *              S has the strongest of the roles.
 *   in common  a set of two or more with an in-common board: no seat is released, standing business is summed, no
 *              merge_penalty; otherwise as above.
 *   id         that of the board of S with the most members today, then the first id by byte.
 *   venue      that of the board whose id it takes; else of the first (by id) that has one; none where it is too small
 *              for the members: then any venue that fits.
 *
 *     c(S) = sum_p w_p h_p(S) + overlap_weight sum_t T_t(S) + merge_penalty (|S| - 1) + other_weight support_hours F(S)
 *
 * with h_p(S) as above for the people still seated, T_t(S) = n_t(S) m_t(S) / 60 for all themes but own ones.
 *
 *     minimise   sum_S c(S) x_S - overlap_weight sum_t max_i n_it m_it / 60 + over_price sum_p over_p
 *     such that  sum_{S contains i} x_S = 1     every board i that is not closed
 *                sum_S x_S <= max_boards        where a rule says so
 *                sum_S h_p(S) x_S - over_p <= max_hours_p
 *
 * Every ceil and every rounding up forgives 1e-9. A salary that counts is the person's, else policy's default.
 *
 * SCRUTINY. A board scrutinises where its kind contains one of scrutiny_words (each trimmed, any case). One that does
 * and one that does not never sit together, whatever their areas, rules and policy; two that do may. What is said below
 * of areas that fit, or meet, asks this of the two boards too.
 *
 * S exists only if every pair in it may sit together: `never` and `keep` only alone; `agreement` only with
 * allow_agreement_merges, flagged; areas equal, or one board reports to the other, or one area lies inside the other
 * with allow_nested_area (the empty area holds all), or any with allow_cross_area; no `apart`; all of a `together`; at
 * most max_merge boards and, seats released, max_members people.
 *
 * CLOSE AND HOST. A closed board ends. Each of its themes (its own theme too, as one that stays apart) goes, with the
 * duties on it, to exactly one set that may carry it: a set with a board whose area fits that of the closed one as
 * above or holds it, and on which every organisation of the duty that sits on the closed board also sits. The set then counts the
 * theme as if the closed board were in it, and pays with the people it has; it meets F times, where the duties'
 * min_per_year and the minutes it took over count. A board alone that takes something over meets F times too, with the
 * length it has today in place of max_minutes where that is longer. `host` moves the agenda rows of the theme, or of
 * the duty, from every other board to the one named, before anything is merged: they count as that board's own rows,
 * own themes stay as they are today, and a board that loses a row keeps its f and meets for less time. A row may not
 * be claimed by two boards; a closed board neither hosts, nor is it kept or held together with another; a
 * `chair` of a closed board is void. An organisation sits on a set where it has a row, of whatever role, on any board
 * of it. The constant and the duplicated hours are of today's rows. The plan's handed_over names, for every theme of a
 * closed board, the set that carries it.
 *
 * Duplicated agenda-hours of a theme: its hours over all boards, less the largest yearly hours of one of today's
 * boards, never below 0.
 *
 * HAND-OVERS. With `hand_over`, and boards not left as they are: where a theme t stays on several sets, S may hand it
 * to another set S', which leads. S then only reports on it: m_t(S) becomes report_minutes, n_t(S) stays, and F(S),
 * length, h, T and c are worked out again from that (a board alone keeps its f). It may where
 *   need       m_t(S) > report_minutes, and S took t over from no closed board;
 *   duty       no agenda row of t on the boards of S has a duty;
 *   cover      an organisation sits on S at all, and on S' sit at least `cover` of those that do (1e-9 forgiven);
 *   area       for each board of S with a row of t, a board of S' has an area that equals its own, lies inside it or
 *              holds it, or one of the two reports to the other, or allow_cross_area;
 *   lead       t stands on the agenda of S', n_t m_t(S') is at least lead_share times n_t m_t(S) (1e-9 forgiven), and
 *              S' hands t to nobody.
 * A board i may close by itself where its own theme is 0 and it has others, no row of it has a duty, it is not
 * statutory, has no min_per_year, may merge freely, no rule names it but `apart` and `not-on`, its set took nothing
 * over from a closed board, and each of its themes may go from {i}, with its figures alone, to a set as above, need
 * aside. It is then in no set, is listed as closed, and those who lead its themes spend no more on them than before.
 * handed_over names theme, set that hands over (or board that closes), and set that leads. The objective is that of the
 * sets with their reports. scope `partition+handover` (with hand_over_together, where the sets are few enough for it to be
 * proven): sets and hand-overs are the best of all together, and max_boards counts sets, not boards that close. scope
 * `partition` elsewhere: the sets are those of the program above, and the hand-overs the best for them, where all boards
 * of one set may close; bound: the objective less what both searches leave unproven.
 *
 * ATTENDANCE. Everyone attends where they have a seat, unless h(S), summed over their seats, exceeds their max_hours by
 * more than 1e-9. Such a person may, where their role is member, optional or observer, send the deputy that the plan
 * names beside them, or take papers, as long as
 *   duties     of each organisation of a duty on S that is the organisation of a member in the plan, one attends;
 *   quorum     those who attend and those who send a deputy are as many as the largest quorum of its boards, or as
 *              there are members where these are fewer;
 *   deputies   a deputy has no seat on S, and goes for one member of S.
 * Papers take no hours; a deputy spends h(S). First the fewest hours over the limits, sum_p max(0, hours_p -
 * max_hours_p) over all people with a limit, hours as a deputy included; then the least loss, the sum over those who do
 * not attend of price a h(S), and deputy_share times it where a deputy goes: price = statutory_price where a board of S
 * is statutory, else duty_price where S carries a duty, else 1; a = 1/4 optional, 1/8 observers, 1 others. The totals
 * after, the savings and people's hours are of those who come; the structure's objective is of the seats.
 *
 * THE CALENDAR. The planning year has N days from `start`; meeting k of F has part k, [(k-1) L, k L) with L = N / F in
 * days from the start, widened by spacing_tolerance L at both ends and clipped to the year. It is on a day that lies
 * wholly inside (where no day does, on one that the window touches). Meetings keep their order; from one that is
 * scheduled to the next that is, there are at least ceil((1 - 2 spacing_tolerance) L) days (a day to the next is one)
 * and at least notice_days clear days (a day to the next is none). A slot starts on the grid, ends by day_end, and does
 * not touch lunch. With over_lunch a meeting that is longer than the longest stretch of the day may run over it. A pin
 * gives its meeting exactly that start, on or off the grid, at any hour; past midnight it touches both days.
 *
 * Site: the venue's; a venue text without venues.csv is the site of that name, or one by itself; equal text (trimmed,
 * any case) is the same. Online meetings have neither venue nor site. Travel: between two meetings that are not online,
 * the shortest path over travel.csv between their sites, 0 for the same site or none; travel_minutes / 2 where no path
 * is known. Two meetings are at once where the time between them is less than the travel.
 *
 * Attending: the members whose attendance is `attend`, and for one who sends a deputy the deputy, in the member's role
 * and for their organisation. The needed: chair, vice-chairs, required members, and for each organisation of a duty of
 * the board its strongest member (role, then salary, then id), all where their attendance is `attend`, the strongest of
 * those who attend; never a deputy. Busy: busy or out by the calendar, not working that weekday, or `not-on`.
 *
 *   hard       No two meetings at once for anyone whom both need, and no meeting when one whom it needs is busy. No two
 *              in one venue at once, nor in a venue that is busy, or too small for the members. No meeting touches a
 *              closure, a `not-on` of the board or of all. At least as many free attending members as the quorum (the
 *              largest of its boards'), or as there are attending members where these are fewer; free is neither busy
 *              nor at another meeting at once. max-per-day counts all meetings that the person attends.
 *   counted    `within` and pins ask the board for a number of meetings, no more than it has, each window of a duty asks
 *              each board that carries it for one; each meeting of the board that is not scheduled is forgiven once in
 *              each.
 *   before     `before A B n`: between two consecutive scheduled meetings of B lies one of A, that starts when the
 *              first is over, with at least n clear days between its day and that of the second.
 *              A rule on a board holds for the board that it becomes part of; void between boards of one merged board,
 *              and on those that are closed or never meet. Duties and reports ask nothing of the latter either.
 *   soft       In hours, each with its weight in policy, over the scheduled meetings:
 *   clashes    for each attending member p whom a meeting does not need: clash_weight w_p a hours of the meeting, a =
 *              1/4 for optional members, 0 for observers, 1 for others, where p is busy; half of it, for those
 *              needed too, where p is only tentatively busy. For two meetings of p at once, the smaller of the
 *              two charges among the meetings that do not need p (it is the first's where they are equal, by start and
 *              then board); none where p is busy at one of them.
 *   trips      for each person with a base and each other site: trip_weight w_p hours there and back, times the days
 *              with an attended meeting there above the most meetings that one of their boards has there.
 *   regularity weekday_penalty for each meeting off its board's commonest weekday; start_penalty off the
 *              commonest time.
 *   spacing    spacing_weight |d + 1/2 - (k - 1/2) L| / L, d the day from the start.
 *   dislikes   dislike_penalty for each meeting that touches a disliked time; where there are liked times, like_penalty
 *              for each that lies wholly inside none of them.
 *   moves      move_penalty for each meeting k that does not start where it stands today: where the calendar of the
 *              board that gives the id has a meeting whose day d is in part k (not widened), the first such.
 *   breathing  breathing_weight w_p for each two meetings of an attending member on one day with a time between, travel
 *              taken off, of at least 0 and under breathing_minutes.
 *   crowding   crowding_weight w_p for each meeting of an attending member on one day above crowded_meetings.
 *   reports    for each board and each other whose boards report to one of its boards (the child): report_penalty for
 *              each of its meetings without one of the child on the report_days days before it (the fewest, where
 *              several report); void where reporting goes round in a circle.
 * First the fewest meetings unscheduled, then the hours.
 *
 * AGAIN. A plan made from an earlier one goes on with its meetings. Boards go on in pairs, each once: first those with
 * most of today's boards in common, then those of the same id, then by id. A board's earlier meetings in the planning
 * year go on in their order: as the same numbers where F is what it was, else as many as F has room for, the frozen
 * first of all, where the sum of |d + 1/2 - (k - 1/2) L| / L is least. Each keeps its uid; `previous` says where it
 * stood. The others are cancelled, or where they are frozen held; what lies outside the planning year is left alone.
 *   frozen     a meeting that goes on and begins before the day freeze_before stays as it was: start, end and venue. It
 *              is held to no rule and charged nothing, nor does it clash with others. It counts in `counted`; the next
 *              of its board comes after it, as far apart as any; it feeds other boards by `before`, and the next of its
 *              board is fed after it; a child's is a fresh report. No other meeting is before that day, and windows and
 *              pins that lie before it are void, and none asks for more than what is not frozen can give.
 *   moves      move_penalty for each meeting, not frozen, that goes on and does not start at its `previous`; today's
 *              calendars count nothing.
 *   usual      where the earlier plan's year ended before this one begins, no meeting goes on. A board that goes on has
 *              as usual the commonest weekday and the commonest time (the earlier where equal) of its earlier meetings;
 *              moves then are habit_penalty for each meeting off the weekday and for each off the time.
 *   structure  the earlier boards stay merged as they were, those that are gone left out and new ones free to join,
 *              where that is possible and lies within the gap asked for of the best structure's bound, or where the best saves no more than
 *              move_penalty for each yearly meeting of the earlier boards that it has otherwise.
 *   rooms      a meeting, not frozen, that goes on in another venue than it had is told with a reason, whether it moved
 *              or not. It keeps its venue where that is free and costs at most move_penalty (moved: nothing) more.
 * After the fewest unscheduled come the fewest moved: a meeting that can stay stays, unless it has a clash that it had
 * not and moving saves hours. With a move_penalty of 0 all may move.
 */
/* clang-format on */
#ifndef MOOT_SOLVE_H
#define MOOT_SOLVE_H

#include <moot/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

struct moot_audit_board {
	int board;
	int meetings;
	int members;
	double hours;
	double senior_hours;
	double cost;    /* GBP */
	double minutes; /* a meeting, as its agenda makes it */
};

/* For a person (index into people) or an organisation (index into organisations, MOOT_NONE for none). */
struct moot_audit_share {
	int subject;
	int boards;
	double hours;
	double senior_hours;
	double cost;
};

struct moot_audit_overlap {
	int a;
	int b; /* boards, a before b by id */
	int people;
	int themes;
	double shared_hours; /* sum over common themes of the smaller n m / 60 */
};

/* Boards of one kind. */
struct moot_audit_kind {
	const char *name; /* the first spelling; "" for boards without one */
	int boards;
	int meetings;
	double hours;
	double senior_hours;
	double cost;
};

/* What the agendas hold; together the themes, own business and overhead take the hours of everyone. */
#define MOOT_AUDIT_OWN (-1)      /* what the agendas leave free */
#define MOOT_AUDIT_OVERHEAD (-2) /* standing business, preparation and travel */
struct moot_audit_theme {
	int theme; /* or one of the above */
	int boards;
	double agenda_hours;
	double repeated_hours; /* of agendas, above those of the board that gives it most; 0 for the two above */
	double hours;          /* of people */
	double senior_hours;
	double cost;
};

/* Two things in a person's calendar of today that touch: a meeting of a board, and another's or something else. */
struct moot_audit_booking {
	int person;
	int board;
	int other;         /* MOOT_NONE: not a board's meeting */
	moot_minute start; /* of the later one */
	int minutes;       /* between them; negative: of the overlap */
};

/* What falls short today. */
enum moot_audit_fault {
	MOOT_FAULT_BOARD_MINIMUM, /* the board meets less often than it must: have, need */
	MOOT_FAULT_DUTY_MINIMUM,  /* it meets less often than the duty asks */
	MOOT_FAULT_ORGANISATION,  /* an organisation of the duty does not sit on it */
	MOOT_FAULT_NO_CARRIER,    /* no board carries the duty */
	MOOT_FAULT_QUORUM,        /* fewer members than the quorum */
	MOOT_FAULT_SELDOM_MEETS,  /* once a year at most, or calendars show at most half of what is claimed */
	MOOT_FAULT_SELDOM_COME /* fewer than half came (attendance.csv; else accepted): have and need are in percent */
};
struct moot_audit_finding {
	enum moot_audit_fault fault;
	int board; /* MOOT_NONE for a duty that nobody carries */
	int duty;  /* MOOT_NONE where it is the board's own */
	int organisation;
	int have;
	int need;
};

/* A priority that several strategies hold. */
struct moot_audit_repeat {
	int priority; /* the first that says it */
	int *strategies;
	size_t strategy_count;
	int *
	    boards; /* that discuss its theme: those most of the owners sit on first, then by agenda hours; 3 at most */
	size_t board_count;
};

struct moot_review;

struct moot_audit {
	struct moot_arena *arena;
	struct moot_totals totals;
	struct moot_audit_board *boards; /* in the landscape's order */
	size_t board_count;
	struct moot_audit_share *people; /* those who sit on a board, by hours downwards, then id */
	size_t person_count;
	struct moot_audit_share *organisations; /* by hours downwards, then name */
	size_t organisation_count;
	struct moot_audit_overlap *overlaps; /* pairs with a common person or theme, most first */
	size_t overlap_count;
	struct moot_audit_kind *kinds; /* by hours downwards */
	size_t kind_count;
	struct moot_audit_theme *themes; /* by hours downwards, the two that are none at the end */
	size_t theme_count;
	struct moot_audit_booking *bookings; /* by person, then start */
	size_t booking_count;
	struct moot_audit_finding *findings; /* by fault, then board */
	size_t finding_count;
	struct moot_audit_repeat *repeats; /* by strategies downwards */
	size_t repeat_count;
	const struct moot_review *review; /* moot/review.h: of a caller who wants it told too; NULL */
};

enum moot_status moot_audit(const struct moot_landscape *landscape, struct moot_audit **out, struct moot_error *error);
void moot_audit_free(struct moot_audit *audit);

struct moot_hint; /* the library's own */

/*
 * Which assumptions a plan says how far they may move (explain.h). Prices: merge_penalty, overlap_weight, other_weight
 * and support_hours, on landscapes of up to 40 boards. Both with the time that is left, by many solves.
 */
enum moot_assumptions { MOOT_ASSUMPTIONS_NONE, MOOT_ASSUMPTIONS_PRICES, MOOT_ASSUMPTIONS_ALL };

struct moot_solve_options {
	double time_limit; /* seconds for the whole call */
	double spent; /* moot_plan_make(): seconds of the limit that reading took or writing will take; half is left */
	double gap;   /* a share: end when proven this close */
	int threads;
	long seed;
	bool structure_only;              /* no calendar */
	bool calendar_only;               /* boards as they are */
	const struct moot_plan *previous; /* the plan to go on from, or NULL; read during the call only */
	moot_day freeze_before;           /* MOOT_NO_DAY for nothing; only with `previous` */
	enum moot_assumptions assumptions;
	struct moot_watch watch;
	char **structure_lp; /* NULL, or where the final program of the structure goes as text in CPLEX's LP format; to
				be released with moot_release(). With calendar_only there is none */
	char **calendar_lp;  /* the same for the calendar, as a compact time-indexed program for other solvers */
	const struct moot_hint *hint; /* NULL but for calls of the library to itself */
};

/* time_limit 60, spent 0, gap 0.01, threads 2, seed 1, freeze_before MOOT_NO_DAY, the rest off. */
void moot_solve_options_default(struct moot_solve_options *options);

/*
 * The structure, then the calendar. On MOOT_OK *out is the caller's plan, not yet verified. MOOT_ERROR_INFEASIBLE:
 * error->message names the smallest set of rules and facts that conflict, one a line. MOOT_ERROR_LIMIT: the limit or
 * the user's stop came before any plan.
 */
enum moot_status moot_plan_make(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				struct moot_plan **out, struct moot_error *error);

/* The solver of the programs, as it is linked: "GLPK 5.0". */
const char *moot_solver_version(void);

#ifdef __cplusplus
}
#endif

#endif
