/*
 * Reading and writing: landscapes from folders of CSV files and calendars, plans to and from folders.
 *
 * Everything that touches a file is behind this header. Reading lists every problem of the input in one run; writing
 * is whole or not at all, and an earlier plan stays until the new one is complete.
 */
#ifndef MOOT_IO_H
#define MOOT_IO_H

#include <moot/explain.h>
#include <moot/ladder.h>
#include <moot/plan.h>
#include <moot/solve.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How much of a landscape was understood, whether or not it has errors. */
struct moot_understood {
	size_t files;
	size_t boards;
	size_t people;
	size_t seats;
	size_t agenda_rows;
	size_t duties;
	size_t venues;
	size_t rules;
	size_t closed_days; /* with errors, without bank holidays */
	struct moot_event_counts events;
};

struct moot_read_options {
	const char *start; /* overrides policy's start and end: "2027-04-01", or NULL */
	const char *end;
	struct moot_understood *understood; /* filled where anything could be read; or NULL */
	/* The year where neither the above nor policy says it, in place of the one from the next 1 April; or NULL. */
	const char *usual_start;
	const char *usual_end;
	/* Scenario files, read on top of the landscape in this order; they may lie anywhere. */
	const char *const *scenarios;
	size_t scenario_count;
	int skip_row;           /* this row of all the scenarios' is left out, counted from 1; 0 for none */
	const char *extra;      /* the text of one more scenario, read last; or NULL */
	bool without_calendars; /* enough for the structure: busy times and meetings as seen stay unknown */
	bool offline;           /* feeds at addresses are read from their copies alone */
	/* A plan's inputs: a feed of which a copy with one of these fingerprints is here is that copy, unasked. */
	const struct moot_input *wanted;
	size_t wanted_count;
};

/*
 * Reads a landscape folder and finishes it. All problems, warnings too, are appended to `problems`; with at least one
 * error the status is MOOT_ERROR_INPUT and *out is NULL.
 */
enum moot_status moot_landscape_read(const char *folder, const struct moot_read_options *options,
				     struct moot_landscape **out, struct moot_problems *problems,
				     struct moot_error *error);

/*
 * The planning year where no policy says it: [*from, *to], both included, from `start` and `end` as in struct
 * moot_read_options; the next 1 April and a year from there where they are NULL.
 */
enum moot_status moot_planning_year(const struct moot_read_options *options, moot_day *from, moot_day *to,
				    struct moot_error *error);

/* Writes a landscape to fill in (`moot new`). The folder must not exist or be empty. */
enum moot_status moot_landscape_write_new(const char *folder, struct moot_error *error);

/* What an invited person answered; who says nothing has MOOT_ANSWER_OPEN. */
enum moot_partstat {
	MOOT_ANSWER_OPEN,
	MOOT_ANSWER_ACCEPTED,
	MOOT_ANSWER_TENTATIVE,
	MOOT_ANSWER_DECLINED,
	MOOT_ANSWER_DELEGATED
};

/* As what a person is invited (ROLE); who is invited without a word is required. */
enum moot_invited { MOOT_INVITED_CHAIR, MOOT_INVITED_REQUIRED, MOOT_INVITED_OPTIONAL, MOOT_INVITED_TO_KNOW };

struct moot_attendee {
	const char *email; /* lower case, without "mailto:"; "" where the address is none of e-mail */
	const char *name;  /* "" where none is given, or the event is private */
	enum moot_partstat partstat;
	enum moot_invited role;
	bool is_room; /* a room or a thing (CUTYPE) */
};

#define MOOT_MOST_ATTENDEES 1000 /* of one event; later ones are left out */

/* What the occurrences of an event share. Texts are one line of at most some 4,000 bytes, "" for none. */
struct moot_event_detail {
	const char *organiser; /* e-mail, as of an attendee */
	const char *organiser_name;
	struct moot_attendee *attendees; /* as written; the organiser is among them only where the file says so */
	size_t attendee_count;
	const char *description;
	const char *location;
	const char *rule;     /* the first RRULE of the series, of an override its master's */
	long sequence;        /* SEQUENCE: how often it was changed; 0 where the file does not say */
	bool recurs;          /* belongs to a series: rules, extra dates or a RECURRENCE-ID */
	bool is_private;      /* CLASS is not PUBLIC: title, description, location and people's names are "" */
	const char *timezone; /* IANA name, "UTC", the file's own name for a zone; "" for floating times and days */
};

/* A time on the event's own wall clock. */
struct moot_own_time {
	int64_t seconds; /* since 1970 on that clock */
	int32_t offset;  /* seconds east of UTC; MOOT_NO_OFFSET for floating times and days */
};
#define MOOT_NO_OFFSET INT32_MIN

/* One occurrence seen in a calendar. Times are landscape-local wall clock where a zone is known. */
struct moot_event {
	const char *uid;
	const char *title; /* "" where the event is private */
	moot_minute start;
	moot_minute end; /* exclusive */
	bool all_day;
	bool is_free;              /* transparent, cancelled or marked free */
	bool is_cancelled;         /* STATUS:CANCELLED, or in a METHOD:CANCEL file */
	enum moot_busy_kind kind;  /* where not free */
	const char *recurrence_id; /* "" for none */
	struct moot_own_time own_start;
	struct moot_own_time own_end;           /* exclusive */
	struct moot_own_time own_recurrence;    /* where recurrence_id is not "" */
	const struct moot_event_detail *detail; /* never NULL; occurrences of one event share it */
};

struct moot_events {
	struct moot_arena *arena;
	struct moot_event *items; /* by start, then uid */
	size_t count;
};

/* The longest calendar that is read, in bytes. */
#define MOOT_CALENDAR_MOST_BYTES ((size_t)32 * 1024 * 1024)

/*
 * Reads one calendar file in a worker process of its own, with limits on time, memory and size, and expands it to the
 * occurrences that touch [from, to] (days, both included) in wall-clock time of `timezone` (an IANA name). Problems
 * name `label` as their file. A worker that dies or runs too long is a MOOT_ERROR problem and an empty list; the
 * status is still MOOT_OK.
 */
enum moot_status moot_events_read(const char *path, const char *label, const char *timezone, moot_day from, moot_day to,
				  struct moot_events **out, struct moot_problems *problems, struct moot_error *error);

/* Many files, several at a time, handed over one by one in the order in which they are listed. */
struct moot_events_request {
	const char *const *paths;
	const char *const *labels;
	size_t count;
	const char *timezone;
	moot_day from;
	moot_day to;
	int workers; /* at a time, at least 1; memory is that of some three feeds for each */
	/* Takes the events of file `index`, to be freed by the taker; not MOOT_OK, with the caller's error filled, ends
	 * it. */
	enum moot_status (*take)(void *context, size_t index, struct moot_events *events);
	void *context;
};
enum moot_status moot_events_read_all(const struct moot_events_request *request, struct moot_problems *problems,
				      struct moot_error *error);
void moot_events_free(struct moot_events *events); /* NULL-safe */

/*
 * A first landscape from calendars alone: recurring meetings of three people or more become boards, whom they invite
 * becomes a member, and discovered.csv says of every inferred cell from what and how surely. Looks at the planning year
 * and the year before it. Private events are times only, and no title of what is no board is written anywhere. The
 * folder is new, or holds nothing; it is written whole or not at all. MOOT_ERROR_INPUT where no board is found.
 */
struct moot_discover_request {
	const char *const *paths;
	size_t count;
	const char *start; /* of the planning year, as in struct moot_read_options */
	const char *end;
	int workers;
	const char *folder;
};

struct moot_discovered {
	size_t boards;
	size_t people;
	size_t seats;
	size_t themes;
	size_t venues;
	size_t calendars;  /* that clearly belong to one of the people */
	size_t events;     /* occurrences in all calendars, copies counted */
	size_t recognised; /* of them, those that are meetings of the boards */
};

enum moot_status moot_discover(const struct moot_discover_request *request, struct moot_discovered *found,
			       struct moot_problems *problems, struct moot_error *error);

/* "moot 0.1.0" and a line for each library that it runs with. *out is released with moot_release(). */
enum moot_status moot_versions(char **out, struct moot_error *error);

/* True where ICU and the system know this IANA zone name exactly. */
bool moot_timezone_known(const char *name);

/* plan.json as bytes, and back. The writer's bytes depend on the plan alone. *out is released with moot_release(). */
enum moot_status moot_plan_to_json(const struct moot_plan *plan, char **out, struct moot_error *error);
enum moot_status moot_plan_read(const char *path, struct moot_plan **out, struct moot_error *error);

/*
 * The calendar of some meetings as iCalendar bytes (RFC 5545), one VEVENT a meeting. *out is released with
 * moot_release().
 */
/* How the bytes will travel. A published file shows no ATTENDEE; a request (RFC 5546) asks each member who is expected
   and has an address; a stored event is for a CalDAV server, whose resources have no METHOD (RFC 4791 section 4.1). */
enum moot_ics_method { MOOT_ICS_PUBLISH, MOOT_ICS_REQUEST, MOOT_ICS_STORED };

struct moot_ics_request {
	const char *name; /* of the calendar */
	const struct moot_plan *plan;
	const struct moot_landscape *landscape;
	const char *board;        /* only this board's meetings, or NULL */
	const char *person;       /* only meetings that this person attends, or NULL */
	const char *organisation; /* only meetings that someone of this organisation attends, or NULL */
	const char *uid;          /* only this meeting, or NULL */
	enum moot_ics_method method;
	const char *reader; /* shows only this organisation's people's e-mail addresses; NULL shows all */
	bool redact;        /* names no person */
};
enum moot_status moot_ics_write(const struct moot_ics_request *request, char **out, struct moot_error *error);

/*
 * Cancellations (METHOD:CANCEL) of today's meetings of `board`, an index in the landscape, as the calendars that were
 * read hold them: each by its own UID, with a higher SEQUENCE. *out is NULL where there are none. Of `request` the
 * board, person, organisation, uid and method are not looked at.
 */
enum moot_status moot_ics_cancel(const struct moot_ics_request *request, size_t board, char **out,
				 struct moot_error *error);

/*
 * Writes the plan folder: plan.json, the CSV files, report.html, terms of reference and calendars, to a temporary
 * name beside `folder`, then renamed. An existing `folder` is replaced only if it holds an earlier plan (a plan.json)
 * or is empty; anything else is refused.
 */
enum moot_status moot_plan_write(const struct moot_landscape *landscape, const struct moot_plan *plan,
				 const char *folder, struct moot_error *error);

/* Writes one file whole or not at all. */
enum moot_status moot_file_write(const char *path, const char *text, struct moot_error *error);

/*
 * Whether a result could be written to `folder` now, with the writer's errors if not: to ask before a long search.
 * `mark` is the file by which an earlier result of that kind is known: plan.json, audit.json, whatif.json, ...
 */
enum moot_status moot_folder_target(const char *folder, const char *mark, struct moot_error *error);

/*
 * What goes to a partner: for exactly one of `organisation`, `person` and `board` a pack (tables, calendars,
 * cancellations, draft terms of reference, a manifest, and all of it as a zip) with nothing about anyone else beyond
 * names and posts of fellow members; for `all` such a pack for each organisation, and every calendar. The folder is
 * written whole or not at all; only an earlier export is replaced. MOOT_ERROR_USAGE for an unknown reader.
 */
struct moot_export_request {
	const struct moot_landscape *landscape;
	const struct moot_plan *plan;
	const char *organisation; /* its name in any case, or NULL */
	const char *person;       /* an id, or NULL */
	const char *board;        /* of the plan: an id, or NULL */
	bool all;
	bool redact; /* organisations only: no person is named. Not for a person */
	bool invite; /* of a board or all: an invitation (METHOD:REQUEST) for each meeting, with the members' addresses
		      */
	const char *folder;
};
/* *uninvited: meetings for which there is no invitation because the chair or everyone else has no e-mail address. */
enum moot_status moot_export_write(const struct moot_export_request *request, size_t *uninvited,
				   struct moot_error *error);

/*
 * Puts a plan's meetings on a CalDAV server (RFC 4791), one calendar for each board, or for the one person or
 * organisation: makes what is missing, writes new meetings, updates changed ones by their ETag, deletes those of this
 * plan's year that moot wrote and the plan has no more. What others wrote there stays. Doing it again changes nothing;
 * after a failure, again goes on. User name and password: MOOT_CALDAV_USER and MOOT_CALDAV_PASSWORD, else netrc.
 */
struct moot_publish_request {
	const struct moot_landscape *landscape;
	const struct moot_plan *plan;
	const char *address;      /* of the folder that holds the calendars; https, or http to this machine */
	const char *organisation; /* one of these, or none: every board */
	const char *person;
	const char *board;
	bool redact;
};

struct moot_published {
	size_t calendars;
	size_t made; /* of them, new ones */
	size_t added;
	size_t changed;
	size_t unchanged;
	size_t deleted;
};

/* Fills `published`, also with what was done before a failure. */
enum moot_status moot_publish(const struct moot_publish_request *request, struct moot_published *published,
			      struct moot_error *error);

/*
 * A folder for any web server: each person's calendar under a random name. The names are kept in FOLDER-addresses.csv
 * beside it (person_id, name, file), readable by its owner alone, and stay the same from one time to the next.
 */
enum moot_status moot_feed_write(const struct moot_landscape *landscape, const struct moot_plan *plan,
				 const char *folder, struct moot_error *error);

/* `audit` as text for a person or as JSON for a program, to a heap string released with moot_release(). */
enum moot_status moot_audit_to_text(const struct moot_landscape *landscape, const struct moot_audit *audit, char **out,
				    struct moot_error *error);
enum moot_status moot_audit_to_json(const struct moot_landscape *landscape, const struct moot_audit *audit, char **out,
				    struct moot_error *error);
/* The same as CSV files and a report, whole or not at all, as moot_plan_write(). */
enum moot_status moot_audit_write(const struct moot_landscape *landscape, const struct moot_audit *audit,
				  const char *folder, struct moot_error *error);

/* A ladder, likewise: as text, as JSON, and as a folder of ladder.json, ladder.csv and a page. */
enum moot_status moot_ladder_to_text(const struct moot_landscape *landscape, const struct moot_ladder *ladder,
				     char **out, struct moot_error *error);
enum moot_status moot_ladder_to_json(const struct moot_landscape *landscape, const struct moot_ladder *ladder,
				     char **out, struct moot_error *error);
enum moot_status moot_ladder_write(const struct moot_landscape *landscape, const struct moot_ladder *ladder,
				   const char *folder, struct moot_error *error);

/* An explanation as text for a person or as JSON for a program, to a heap string. */
enum moot_status moot_explain_to_text(const struct moot_landscape *landscape,
				      const struct moot_explain_request *request,
				      const struct moot_explanation *explanation, char **out, struct moot_error *error);
enum moot_status moot_explain_to_json(const struct moot_landscape *landscape,
				      const struct moot_explain_request *request,
				      const struct moot_explanation *explanation, char **out, struct moot_error *error);

/* What a director reads on the terminal after `plan`. `folder` may be NULL. */
enum moot_status moot_plan_summary(const struct moot_landscape *landscape, const struct moot_plan *plan,
				   const char *folder, char **out, struct moot_error *error);

/*
 * Gives back what ICU keeps for the whole process. For the end of a program, with no other thread in the library; the
 * library may be used again afterwards.
 */
void moot_io_finish(void);

#ifdef __cplusplus
}
#endif

#endif
