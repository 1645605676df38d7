/*
 * A first landscape from calendars alone: the records between the steps of moot_discover().
 *
 *   moot_discover_gather()     feeds -> sightings of events, notices of what they say, addresses  (gather.c)
 *   moot_discover_owners()     whose calendar each feed is                                        (owners.c)
 *   moot_discover_group()      events of one meeting together, over feeds and changed UIDs         (group.c)
 *   moot_discover_boards()     meetings that recur with three people or more -> boards, members    (boards.c)
 *   moot_discover_subjects()   their themes, modes and rooms                                       (subjects.c)
 *   moot_discover_write()      the folder, whole or not at all                                     (write.c,
 * calendars.c)
 *
 * Everything is in the discovery's arena. Private events are times and nothing else. Texts of events that become no
 * board are read here and told nowhere. A failure (out of memory) sticks in `status`. Memory: what the feeds say of
 * their distinct events, and some 60 bytes for each occurrence.
 */
#ifndef MOOT_IO_DISCOVER_H
#define MOOT_IO_DISCOVER_H

#include <moot/io.h>

#include "io/landscape/lexicon.h"

/* Somebody or some room with an e-mail address. */
struct moot_address {
	const char *email;
	const char *name; /* the longest that any event gives, tidied; "" for none */
	bool is_room;
	bool is_person;           /* sits on a board */
	const char *id;           /* of the person */
	const char *organisation; /* "" for none */
};

struct moot_invite {
	int address;
	enum moot_invited role;
};

/* What a distinct event of a feed says. */
struct moot_notice {
	const char *title; /* clean */
	const char *core;
	int organiser;               /* address, MOOT_NONE */
	struct moot_invite *invites; /* people */
	size_t invite_count;
	const char *room; /* "" for none */
	const char *description;
	const char *location;
	bool recurs;
};

struct moot_sighting {
	int feed;
	int series; /* the UID; MOOT_NONE for a private event, of which only the time is known */
	int notice;
	moot_minute start;
	moot_minute end;
	moot_minute replaces; /* the start that an override moves away from; its own start for others */
	enum moot_busy_kind kind;
	bool is_free;
	bool is_cancelled;
	bool all_day;
	int board; /* MOOT_NONE */
};

/* The event of a series that was looked at last, so that its other occurrences cost nothing. */
struct moot_last_notice {
	int feed; /* from 1 */
	const struct moot_event_detail *detail;
	int notice;
};

struct moot_feed_owner_guess {
	int address; /* MOOT_NONE */
	const char *evidence;
	double confidence;
};

/* A meeting as a group of events. */
struct moot_found_member {
	int address;
	int dates; /* on which the address is invited */
	enum moot_role role;
	bool organises;
};

struct moot_found_theme {
	const char *theme;
	int minutes;
	bool from_agenda;
};

struct moot_found_board {
	const char *id;
	const char *name;
	const char *evidence; /* where and how often it was seen */
	double confidence;
	int first_series; /* stands for the group */
	int dates;        /* seen in all */
	int meetings;     /* a year */
	const char *meetings_evidence;
	int minutes;
	struct moot_found_member *members; /* by address's id once known */
	size_t member_count;
	const char *mode; /* "" where nothing tells */
	const char *mode_evidence;
	int venue; /* MOOT_NONE */
	struct moot_found_theme *themes;
	size_t theme_count;
	const struct moot_notice **notices; /* distinct ones */
	size_t notice_count;
};

struct moot_found_venue {
	const char *id;
	const char *name;
	bool is_room; /* an attendee of type room; else a location's text */
};

struct moot_discovery {
	struct moot_arena *arena;
	enum moot_status status;
	const char *const *paths;
	size_t feed_count;
	moot_day from; /* the planning year */
	moot_day to;
	moot_day seen_from; /* a year before it */
	struct moot_lexicon emails;
	struct moot_address *addresses;
	size_t address_capacity;
	struct moot_lexicon keys; /* of series */
	struct moot_notice *notices;
	size_t notice_count;
	size_t notice_capacity;
	struct moot_sighting *sightings;
	size_t sighting_count;
	size_t sighting_capacity;
	struct moot_last_notice *last; /* by series */
	size_t last_capacity;
	const char **calendar_names;          /* X-WR-CALNAME of feeds, "" for none */
	struct moot_feed_owner_guess *owners; /* of feeds */
	int *group;                           /* of series: the series that stands for all of its meeting */
	struct moot_found_board *boards;      /* by id */
	size_t board_count;
	size_t board_capacity;
	struct moot_found_venue *venues; /* by id */
	size_t venue_count;
	size_t venue_capacity;
};

enum moot_status moot_discover_gather(struct moot_discovery *d, int workers, struct moot_problems *problems,
				      struct moot_error *error);
/* The rest fail by `status` alone, with MOOT_ERROR_MEMORY. */
void moot_discover_owners(struct moot_discovery *d);
void moot_discover_group(struct moot_discovery *d);
void moot_discover_boards(struct moot_discovery *d);
void moot_discover_subjects(struct moot_discovery *d);
enum moot_status moot_discover_write(struct moot_discovery *d, const char *folder, struct moot_error *error);
/* The calendar of a person or a board as iCalendar bytes; NULL when out of memory. Release with moot_release(). */
char *moot_discover_person_calendar(const struct moot_discovery *d, int address);
char *moot_discover_board_calendar(const struct moot_discovery *d, int board);

/* The clock on which times are compared: policy's default. */
#define MOOT_DISCOVER_TIMEZONE "Europe/London"

/*
 * "Lincs Police" for lincs.police.uk; "" for a domain that everybody uses. *domain is what the name stands for: the
 * domain without hosts in front. NULL when out of memory. (names.c)
 */
const char *moot_organisation_name(struct moot_arena *arena, const char *email, const char **domain);
/* "Jane Smith" from "Smith, Jane (Council)" or from jane.smith@...; never an address. */
const char *moot_person_name(struct moot_arena *arena, const char *name, const char *email);
/* The address's local part as an id. */
const char *moot_person_id(struct moot_arena *arena, const char *email);

void *moot_discover_array(struct moot_discovery *d, size_t count, size_t size);
/* True for "Teams" and its like and for an address on the web of an online meeting. */
bool moot_is_online_text(const char *text);

/* True where what is invited is a room, whatever its calendar says that it is. */
bool moot_discover_is_room(const struct moot_attendee *attendee);

#endif
