/*
 * The verifier's own picture of a plan: what the definitions in moot/solve.h say that the plan should be.
 *
 * moot_verify() fills it in one order: names, people, agendas, the partition, seats, sets, money, and then the
 * calendar on top of it. Each step notes the faults that it sees and goes on with what the definitions give, so that
 * one wrong figure does not hide the next. Everything here lives in one scratch arena that ends with the call.
 */
#ifndef MOOT_SOLVER_VERIFY_VERIFY_H
#define MOOT_SOLVER_VERIFY_VERIFY_H

#include <moot/verify.h>

/* Ids or spellings, sorted for look-up. */
struct verify_name {
	const char *text;
	int index;
};
struct verify_names {
	struct verify_name *items;
	size_t count;
	bool fold; /* trimmed, in any case */
};

/* A theme on a board or in a set: n times a year, m minutes each. */
struct verify_row {
	int theme;
	double per_year;
	double minutes;
};

struct verify_agenda {
	struct verify_row *rows; /* by theme */
	size_t count;
	double own; /* minutes a year */
};

/* A board's own theme in a set. */
struct verify_own {
	int board;
	double minutes; /* a year */
};

/* A theme of a closed board (MOOT_NONE: its own) and the set that carries it, MOOT_NONE where the plan names none. */
struct verify_gift {
	int board;
	struct verify_row row;
	int set;
};

/* A theme that a set hands over and only reports on, or one of a board that closes by itself. */
struct verify_hand {
	int giver; /* set */
	int theme;
	int lead;               /* set */
	struct verify_row full; /* what the giver would spend on it; theme MOOT_NONE where it is not on its agenda */
};

struct verify_seat {
	int person;
	enum moot_role role;
	bool ruled; /* a `chair` rule names them */
	bool kept;
};

struct verify_set {
	const struct moot_plan_board *board;
	int *boards; /* today's, without those that do not exist or stand elsewhere */
	size_t count;
	bool closed;
	bool leaves; /* closed by no rule: others lead all its themes */
	bool alone;
	bool in_common;
	int lead; /* today's board that gives the id; MOOT_NONE where `boards` is empty */
	enum moot_mode mode;
	double standing;
	double prep;
	double travel;
	struct verify_row *themes; /* by theme, own ones apart */
	size_t theme_count;
	struct verify_own *own;
	size_t own_count;
	double agenda; /* minutes a year, own themes included */
	int *duties;   /* by index */
	size_t duty_count;
	int meetings;
	int minutes;  /* rounded up to 5 */
	double hours; /* that each member spends in a year */
	struct verify_seat *seats;
	size_t seat_count; /* those kept */
	int chair;         /* person, or MOOT_NONE */
	int quorum;
};

struct verify {
	const struct moot_landscape *l;
	const struct moot_plan *plan;
	struct moot_arena *scratch;
	struct moot_verdict *verdict;
	size_t more;      /* faults beyond those listed */
	bool exempt;      /* what is found now concerns frozen meetings: no fault, but an exception */
	bool failed;      /* out of memory */
	bool as_they_are; /* calendar only: no rule on boards is asked for */
	struct verify_names boards;
	struct verify_names people;
	struct verify_names themes;
	struct verify_names organisations;
	struct verify_names plan_ids; /* its boards */
	bool *senior;                 /* each person's */
	double *weight;
	double *salary;
	double *rate;
	size_t *first_member; /* board_count + 1: rows of each board in the landscape's members */
	int *item_board;      /* each agenda row's board once `host` has moved it */
	bool *hosts;          /* boards that `host` gave a row of another */
	bool *closing;        /* boards that a rule closes */
	struct verify_agenda *today;
	struct verify_agenda *agenda; /* once `host` has moved rows */
	int *set_of;                  /* each board's set, or MOOT_NONE */
	struct verify_set *sets;      /* the plan's boards in their order */
	struct verify_gift *gifts;    /* by board; the rows of its agenda, then its own theme where it has one */
	size_t gift_count;
	size_t *first_gift;        /* board_count + 1 */
	double *seat_hours;        /* each person's, of all their seats */
	struct verify_hand *hands; /* by giver */
	size_t hand_count;
	size_t *first_hand; /* of each set; board_count of the plan + 1 */
};

/* verify.c: faults, and what every check needs. A check of two plans has no landscape. */
enum moot_status verify_begin(struct verify *v, const struct moot_plan *plan, struct moot_error *error);
enum moot_status verify_end(struct verify *v, struct moot_verdict **out, struct moot_error *error);
void verify_fault(struct verify *v, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;
void *verify_room(struct verify *v, size_t count, size_t size); /* NULL: v->failed is set */
bool verify_near(double a, double b);                           /* 1e-6 relative; false for what is not finite */
bool verify_same_text(const char *a, const char *b);            /* trimmed, any case */
const char *verify_when(struct verify *v, moot_minute minute);  /* for a message; any number will do */

/* names.c. `first` is where the first text pointer stands, `stride` the bytes from one to the next. */
void verify_names_build(struct verify *v, struct verify_names *names, const void *first, size_t stride, size_t count,
			bool fold);
int verify_names_find(const struct verify_names *names, const char *text); /* the lowest index, or MOOT_NONE */

/* agenda.c: what each board discusses, today and after `host`. */
void verify_agendas(struct verify *v);
int verify_agenda_find(const struct verify_agenda *agenda, int theme); /* row, or MOOT_NONE */

/* partition.c: which of today's boards each board of the plan comes from, and who carries a closed one's themes. */
void verify_partition(struct verify *v);
void verify_gifts(struct verify *v);

/* hand_over.c: themes that one set leads for another; reading them before sets.c, which shortens them, checks after. */
void verify_read_hands(struct verify *v);
void verify_shorten(struct verify *v, struct verify_set *set); /* the themes that the set only reports on */
void verify_hands(struct verify *v);

/* law.c: who may sit together, who may carry what, and the rules on boards. */
void verify_law(struct verify *v);

/* seats.c: who keeps a seat and in what role. */
void verify_seats(struct verify *v);

/* members.c: the members that the plan lists; after sets.c, for the duties. */
void verify_members(struct verify *v);

/* sets.c: what each set discusses, how often and how long it meets. */
void verify_sets(struct verify *v);

/* figures.c: what the plan says of one board, against its set. */
void verify_figures(struct verify *v, const struct verify_set *set);

/* presence.c: who comes to a set, themselves or for another, and what staying away costs. */
struct verify_comer {
	int person;
	bool sent; /* as a deputy */
};
size_t verify_comers(struct verify *v, const struct verify_set *set, struct verify_comer **out);
void verify_presence(struct verify *v); /* the plan's attendance, and each person's list */

/* money.c: hours, cost, totals, savings and the structure's objective. */
void verify_people(struct verify *v);

/* Whether the text contains one of the words (`|` between them), in any case. */
bool verify_contains(const char *text, const char *words);
void verify_money(struct verify *v);

/* saving.c: what each saving is made of, and why.c: what the sentences about it say. */
void verify_breakdown(struct verify *v, const struct verify_set *set);
void verify_why(struct verify *v, const struct verify_set *set, const struct moot_amount *parts);

/* proof.c: bound, gap and status. */
void verify_proofs(struct verify *v);

/* calendar.c */
void verify_calendar(struct verify *v);

#endif
