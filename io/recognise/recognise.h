/*
 * Which events are meetings of which board.
 *
 * Begin with the landscape's boards, people and members; add each calendar of a board, person or venue, in any order;
 * settle. What one calendar shows (a title, who is invited) then serves for the copies of the same event, by UID, in
 * others. In falling strength an event is a board's
 *
 *   own     by its UID in the board's own calendar;
 *   named   by its title: the board's name, or a text of `match` inside it;
 *   alike   by a title at least 0.75 like the name or a `match` text (titles.h) and 0.1 more than like any other
 * board's, or by the name's initials; people  by who is there: a recurring event with at least three people of the
 * landscape, of whom three quarters sit on the board and who are at least 0.6 of it, that a member organises (the
 * chair, or else with a title at least 0.3 alike), clearly nearer to this board than to any other, where nothing
 * stronger shows the board.
 *
 * By title and people only boards count on which the calendar's owner or somebody invited sits. A copy belongs to the
 * board where its owner is a member or invited, or where it starts when a member's copy does. A private event is told
 * by its UID alone. Cost: for each distinct event the boards of the people who are there.
 */
#ifndef MOOT_IO_RECOGNISE_RECOGNISE_H
#define MOOT_IO_RECOGNISE_RECOGNISE_H

#include <moot/io.h>

#include "titles.h"

enum moot_calendar_of { MOOT_CALENDAR_BOARD, MOOT_CALENDAR_PERSON, MOOT_CALENDAR_VENUE };

enum moot_recognised_by { MOOT_BY_NOTHING, MOOT_BY_PEOPLE, MOOT_BY_LIKENESS, MOOT_BY_NAME, MOOT_BY_OWN_CALENDAR };

/* Events of one UID (or, without a UID, of one title in one calendar). */
struct moot_series {
	const char *key;
	int board; /* MOOT_NONE */
	enum moot_recognised_by by;
	double likeness; /* of people, where they decided */
	uint64_t title;  /* hash of title, organiser and length: the same where a UID changed; 0 for private ones */
	bool recurs;
	/* The event that was looked at last, so that its other occurrences cost nothing. */
	int last_calendar;
	const struct moot_event_detail *last_detail;
	int last_invitation;
	/* What a cancellation of it would say; texts live as long as the landscape. */
	const char *timezone;  /* NULL where none that is known was seen */
	const char *organiser; /* NULL while unknown */
	long sequence;
};

struct moot_guest {
	int person;
	enum moot_partstat answer;
};

/* The people of the landscape whom an event invites, organiser included. */
struct moot_invitation {
	size_t first; /* in guests */
	size_t count;
	int organiser; /* person, MOOT_NONE */
	int organisation;
};

/* An occurrence in a calendar. */
struct moot_record {
	enum moot_calendar_of of;
	int owner; /* board, person or venue */
	int series;
	int invitation;
	moot_minute start;
	moot_minute end;
	enum moot_busy_kind kind;
	bool is_free;
	bool is_cancelled;
	bool all_day;
	bool is_moved;        /* an override that starts elsewhere */
	bool is_stale;        /* once settled: a copy that stands where another was moved away */
	moot_minute replaces; /* the start that an override takes the place of */
	const char *zone;     /* of the own times, "" for floating ones; NULL where it is not the series' */
	struct moot_own_time own_start;
	struct moot_own_time own_end;
	struct moot_own_time own_replaces; /* own_start where it takes no other's place */
	int board;                         /* once settled: whose meeting it is, or MOOT_NONE */
};

/* The words of a board's name or of one `match` text. */
struct moot_board_name {
	struct moot_title words;
	const char *folded;
};

struct moot_recognition {
	struct moot_landscape *landscape;
	struct moot_arena *arena;
	struct moot_arena *scratch; /* while a calendar is added */
	struct moot_lexicon emails; /* to `email_people` */
	int *email_people;
	struct moot_board_name *names; /* of board b: from first_name[b] on, the name first */
	size_t *first_name;
	const char **initials; /* of each board's name, "" for few words */
	struct moot_title_weights weights;
	int *seats; /* boards of person p: from first_seat[p] on */
	size_t *first_seat;
	int *member_count;  /* of boards */
	bool *has_calendar; /* of people */
	struct moot_lexicon keys;
	struct moot_series *series; /* by key */
	size_t series_capacity;
	struct moot_invitation *invitations;
	size_t invitation_count;
	size_t invitation_capacity;
	struct moot_guest *guests;
	size_t guest_count;
	size_t guest_capacity;
	struct moot_record *records;
	size_t record_count;
	size_t record_capacity;
	const char *zone; /* the last IANA name that was seen, as long as the landscape; NULL for none yet */
	int calendar_count;
	int *score; /* by board, zero between calls */
};

/* All of these fail with MOOT_ERROR_MEMORY alone. */
enum moot_status moot_recognition_begin(struct moot_recognition *recognition, struct moot_landscape *landscape);
enum moot_status moot_recognition_add(struct moot_recognition *recognition, enum moot_calendar_of of, int owner,
				      const struct moot_events *events);
/*
 * Decides each record's board and fills the boards' `seen` and the landscape's `missing`; each of the latter is a
 * warning too. Records are then in the order of their calendars' owners.
 */
enum moot_status moot_recognition_settle(struct moot_recognition *recognition, struct moot_problems *problems);
void moot_recognition_end(struct moot_recognition *recognition);

/* --- inside --- */

bool moot_recognition_sits(const struct moot_recognition *recognition, int person, int board);
/* match.c: the board of an event that is not private, in the calendar of `owner`. False when out of memory. */
bool moot_recognition_match(struct moot_recognition *recognition, enum moot_calendar_of of, int owner,
			    const struct moot_event *event, int invitation, struct moot_series *series);
enum moot_status moot_recognition_fill_seen(struct moot_recognition *recognition);    /* seen.c */
enum moot_status moot_recognition_fill_missing(struct moot_recognition *recognition); /* missing.c */
bool moot_recognition_note_origin(struct moot_recognition *recognition, const struct moot_event *event,
				  struct moot_series *series); /* standing.c */
/* The zone of the event's own times where it is the series'. */
const char *moot_recognition_zone(const struct moot_series *series, const struct moot_event *event);
enum moot_status moot_recognition_fill_standing(struct moot_recognition *recognition); /* standing.c */

#endif
