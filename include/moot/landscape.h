/*
 * A landscape: today's boards, who sits on them, what they discuss, what the law and the rules ask, and when people
 * are busy.
 *
 * It holds the input and nothing derived from it but resolved defaults, so that the solver and the verifier may both
 * start from it and share nothing else. Readers fill the arrays (allocated in the landscape's arena) and then call
 * moot_landscape_finish() once; from then on it is read-only and may be shared between threads. References between
 * the arrays are indices; -1 is none. Meant for up to some 5,000 boards, 50,000 people, 100,000 seats.
 */
#ifndef MOOT_LANDSCAPE_H
#define MOOT_LANDSCAPE_H

#include <moot/date.h>
#include <moot/memory.h>
#include <moot/policy.h>
#include <moot/status.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MOOT_NONE (-1)

enum moot_mode { MOOT_IN_PERSON, MOOT_ONLINE, MOOT_HYBRID };

/* Whether the law or the user lets a board be merged with others. */
enum moot_merge { MOOT_MERGE_FREE, MOOT_MERGE_AGREEMENT, MOOT_MERGE_IN_COMMON, MOOT_MERGE_NEVER };

/* From the strongest to the weakest. */
enum moot_role { MOOT_CHAIR, MOOT_VICE_CHAIR, MOOT_REQUIRED, MOOT_MEMBER, MOOT_OPTIONAL, MOOT_OBSERVER };

/* A seat is its person's, or its organisation's, which may send another. */
enum moot_seat { MOOT_SEAT_PERSONAL, MOOT_SEAT_ORGANISATION };

/* What a calendar says of a stretch of time; free time is not kept. */
enum moot_busy_kind { MOOT_TENTATIVE, MOOT_BUSY, MOOT_OUT };

struct moot_busy {
	moot_minute start; /* local wall clock */
	moot_minute end;   /* exclusive */
	enum moot_busy_kind kind;
};

/* What calendars say of a person at the meetings of a board: on how many dates which answer stands. */
struct moot_turnout {
	int person;  /* of the landscape; who comes may sit on the board or not */
	int invited; /* dates on which the person is asked, or has the meeting in the own calendar */
	int accepted;
	int tentative;
	int declined; /* delegated counts here: somebody else came */
};

/*
 * A board's meetings as calendars show them, in the planning year. An event is the board's by its own calendar, by the
 * name or a `match` title, by a title very like its name, or by who organises and attends it (io/recognise). Where the
 * board has a calendar of its own that holds meetings, that one says when it meets.
 */
struct moot_seen {
	int meetings;   /* dates; called-off ones left out; 0: none was recognised */
	int minutes;    /* the median length */
	moot_day first; /* of the meetings; MOOT_NO_DAY for none */
	moot_day last;
	int calendars;                /* in how many a meeting was recognised */
	int looked;                   /* calendars where one could be: the board's own and its members' */
	bool own;                     /* the board has a calendar of its own */
	struct moot_turnout *turnout; /* by person */
	size_t turnout_count;
};

/* A recurring meeting of at least three people of the landscape, in their calendars, that is no board's. No title. */
struct moot_missing {
	const char *text; /* "weekly, Tuesday 10:00, 60 minutes, 5 members: a, b, c, d, e" */
	int *people;      /* by index; their own calendars are given */
	size_t person_count;
	int organisation; /* of the organiser, MOOT_NONE where not known */
	int meetings;     /* dates in the planning year */
	int minutes;
	int weekday; /* the commonest, enum moot_weekday */
	int start;   /* the commonest, minute of the day */
	moot_day first;
	moot_day last;
};

struct moot_board {
	const char *id;
	const char *name;
	const char *parent; /* a label, "" for none */
	const char *area;   /* lower-case path without slashes at its ends; "" is the whole landscape */
	const char *kind;
	const char *legal_basis;
	const char *venue_text; /* as written; "" for none */
	bool statutory;
	enum moot_mode mode;
	enum moot_merge merge;
	int min_per_year;      /* 0 for none */
	int meetings_per_year; /* in the planning window */
	int minutes;           /* a meeting, standing business included */
	int standing_minutes;
	int prep_minutes;
	int travel_minutes; /* as given; counts 0 for an online board */
	int venue;          /* index into venues, or MOOT_NONE */
	int reports_to;     /* board, or MOOT_NONE */
	int report_days;    /* policy's where none is given */
	int quorum;         /* 0 for none */
	const char **match; /* titles of its events in calendars */
	size_t match_count;
	struct moot_busy *today; /* its meetings in today's calendar, by start; from calendars/boards */
	size_t today_count;
	struct moot_seen seen;
};

/*
 * A meeting of a board as it stands in a calendar today: what a cancellation must name so that it goes. Once for each
 * UID and date, whoever's calendar it is in. Times are on the event's own wall clock.
 */
struct moot_standing {
	int board;
	const char *uid;
	const char *timezone;  /* IANA name, "UTC", or "" for floating times and days */
	const char *organiser; /* e-mail, "" for none */
	int64_t start;         /* seconds since 1970 */
	int64_t end;           /* exclusive */
	int64_t replaces;      /* where it is one of a series: the start that the rule gives it */
	long sequence;         /* the highest that any copy has */
	bool recurs;
	bool all_day;
};

enum moot_answer { MOOT_UNSAID, MOOT_YES, MOOT_NO };

struct moot_person {
	const char *id;
	const char *name; /* the id where none is given */
	const char *post;
	const char *email;
	int organisation; /* MOOT_NONE */
	double salary;    /* GBP a year; negative where none is given */
	enum moot_answer senior;
	int base;               /* site, or MOOT_NONE */
	double max_hours;       /* a year; negative for no limit */
	unsigned days;          /* bit w set: works on enum moot_weekday w */
	struct moot_busy *busy; /* by start; meetings of the landscape's own boards are left out */
	size_t busy_count;
};

/* A row of members.csv. A person has at most one on a board. */
struct moot_member {
	int board;
	int person;
	int organisation; /* the row's, else the person's, else MOOT_NONE */
	enum moot_role role;
	int deputy; /* person, or MOOT_NONE */
	enum moot_seat seat;
};

/* A row of agenda.csv. */
struct moot_item {
	int board;
	int theme;
	const char *item; /* "" for none */
	int minutes;
	int per_year;
	int duty; /* MOOT_NONE */
};

struct moot_duty {
	const char *id;
	const char *name;
	const char *legal_basis;
	int min_per_year; /* 0 for none */
	int *organisations;
	size_t organisation_count;
	/* Windows in the planning year that must each hold a meeting that carries the duty; both days included. */
	struct moot_window {
		moot_day from;
		moot_day to;
	} * due;
	size_t due_count;
};

struct moot_strategy {
	const char *id;
	const char *name; /* the id where none is given */
	int board;        /* that owns it, MOOT_NONE */
	int organisation; /* that owns it, MOOT_NONE */
};

struct moot_priority {
	int strategy;
	const char *text;
	int theme; /* MOOT_NONE: none is given, or no agenda names it */
	int topic; /* the same for priorities of one theme, or of the same words where no theme is given */
};

struct moot_venue {
	const char *id;
	const char *name;
	int site;     /* MOOT_NONE */
	int capacity; /* 0: not given, any number fits */
	struct moot_busy *busy;
	size_t busy_count;
};

struct moot_link {
	int from;
	int to;
	int minutes; /* one way, both directions */
};

struct moot_closure {
	moot_day day;
	const char *why;
};

enum moot_rule_kind {
	MOOT_RULE_APART,       /* boards */
	MOOT_RULE_TOGETHER,    /* boards */
	MOOT_RULE_KEEP,        /* boards: each stays alone */
	MOOT_RULE_CLOSE,       /* boards: each ends */
	MOOT_RULE_HOST,        /* theme or duty; boards[0] carries it */
	MOOT_RULE_CHAIR,       /* boards[0], person */
	MOOT_RULE_NOT_ON,      /* boards, or person, or everyone; weekday and half, or from..to */
	MOOT_RULE_WITHIN,      /* boards[0]; from..to; value */
	MOOT_RULE_BEFORE,      /* boards[0] feeds boards[1]; value clear days */
	MOOT_RULE_PIN,         /* boards[0]; pin */
	MOOT_RULE_MAX_PER_DAY, /* person or everyone; value */
	MOOT_RULE_MAX_BOARDS   /* value */
};

enum moot_half { MOOT_WHOLE_DAY, MOOT_BEFORE_NOON, MOOT_FROM_NOON };

struct moot_rule {
	enum moot_rule_kind kind;
	int *boards;
	size_t board_count;
	int person;    /* MOOT_NONE */
	bool everyone; /* the subject was `all` */
	int theme;     /* MOOT_NONE */
	int duty;      /* MOOT_NONE */
	int weekday;   /* MOOT_NONE, or an enum moot_weekday */
	enum moot_half half;
	moot_day from; /* MOOT_NO_DAY where a weekday is meant */
	moot_day to;   /* included */
	moot_minute pin;
	int value;
	const char *text;   /* the rule as written: "apart csp-boston csp-lincoln" */
	const char *reason; /* "" for none */
	const char *file;   /* where it stands */
	int line;
};

/* A rule on nothing yet, with empty texts: to be filled in. */
struct moot_rule moot_rule_blank(enum moot_rule_kind kind);

/*
 * What became of the events in the landscape's calendars, by occurrence in the planning year: each that was read is
 * counted once more below it. For a reader who wants to know what was understood; nothing else uses it.
 */
struct moot_event_counts {
	size_t calendars;
	size_t read;
	size_t own_calendar; /* a board's meeting by the board's own calendar */
	size_t by_title;     /* by its title */
	size_t by_people;    /* by who is there */
	size_t busy;         /* busy time of a person or a venue */
	size_t closures;     /* closes days */
	size_t free;         /* ignored: marked as free time */
	size_t cancelled;    /* ignored */
	size_t empty;        /* ignored: takes no time */
};

/* A row of a scenario with which the landscape was read. */
struct moot_scenario_row {
	const char *text; /* as written: "set board:csp.minutes 90" */
	const char *file;
	int line;
	bool is_calendar; /* a rule on dates alone: the boards do not depend on it */
};

struct moot_input {
	const char *file; /* relative to the landscape */
	char sha256[65];
};

/* Who really came: the audit's, and no plan's. */
enum moot_came_status { MOOT_CAME_ATTENDED, MOOT_CAME_APOLOGIES, MOOT_CAME_ABSENT };
struct moot_came {
	int board;
	moot_day day;
	int person;
	enum moot_came_status status;
};

struct moot_landscape {
	struct moot_arena *arena;
	struct moot_policy policy; /* name, start and end resolved by moot_landscape_finish() */
	struct moot_board *boards;
	size_t board_count;
	struct moot_person *people;
	size_t person_count;
	struct moot_member *members;
	size_t member_count;
	struct moot_item *items;
	size_t item_count;
	struct moot_duty *duties;
	size_t duty_count;
	struct moot_strategy *strategies;
	size_t strategy_count;
	struct moot_priority *priorities; /* as written */
	size_t priority_count;
	struct moot_venue *venues;
	size_t venue_count;
	struct moot_link *links;
	size_t link_count;
	struct moot_rule *rules;
	size_t rule_count;
	struct moot_closure *closures; /* by day, one for each day; bank holidays included */
	size_t closure_count;
	const char **themes; /* first spelling */
	size_t theme_count;
	const char **organisations; /* first spelling */
	size_t organisation_count;
	const char **sites;
	size_t site_count;
	struct moot_standing *standing; /* today's meetings in the planning year, by board, then start, then UID */
	size_t standing_count;
	struct moot_scenario_row *scenario_rows; /* in their order, a row that was left out among them */
	size_t scenario_row_count;
	struct moot_missing *missing; /* meetings that the map misses, most people first */
	size_t missing_count;
	struct moot_event_counts events;
	struct moot_came *came; /* attendance.csv: by board, day and person, each once */
	size_t came_count;
	const char **warnings; /* "file:line: what is odd", as `check` tells it, but for feeds that were not fetched */
	size_t warning_count;
	struct moot_input *inputs;
	size_t input_count;
	const char *created;      /* "2026-11-22T09:00:00Z": SOURCE_DATE_EPOCH, else the newest input's time */
	const char **assumptions; /* pairs key, value: what was assumed beyond the policy ("policy: default") */
	size_t assumption_count;  /* pairs */
};

enum moot_status moot_landscape_new(struct moot_landscape **out);
void moot_landscape_free(struct moot_landscape *landscape); /* NULL-safe */

/*
 * Adds the computed bank holidays, sorts closures and busy times, and orders members by board and then person.
 * policy.start and policy.end must be set. Indices of boards, people, duties, themes, organisations, sites and venues
 * do not change. Fails with MOOT_ERROR_INPUT where an index or number is outside its documented range (readers check
 * first and say where; this guards callers of the C API).
 */
enum moot_status moot_landscape_finish(struct moot_landscape *landscape, struct moot_error *error);

/* Index of the board or person with this id, or MOOT_NONE. Linear; build a table where it matters. */
int moot_landscape_board(const struct moot_landscape *landscape, const char *id);
int moot_landscape_person(const struct moot_landscape *landscape, const char *id);

/* The words of an enum as FORMATS writes them: "in-person", "vice-chair", "in-common". */
const char *moot_mode_text(enum moot_mode mode);
const char *moot_merge_text(enum moot_merge merge);
const char *moot_role_text(enum moot_role role);

/*
 * The regular bank holidays of England and Wales in `year` (1978 on), substitute days included, one-off days not
 * (Banking and Financial Dealings Act 1971 s1 and Sch 1; Easter by the Gregorian computus). Writes at most 8, by
 * day, and returns how many.
 */
int moot_bank_holidays(int year, struct moot_closure holidays[8]);

#ifdef __cplusplus
}
#endif

#endif
