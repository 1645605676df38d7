/*
 * Reading and writing: landscapes from folders of CSV files and calendars, plans to and from folders.
 *
 * Everything that touches a file is behind this header. Reading lists every problem of the input in one run; writing
 * is whole or not at all, and an earlier plan stays until the new one is complete.
 */
#ifndef MOOT_IO_H
#define MOOT_IO_H

#include <moot/plan.h>
#include <moot/solve.h>

#ifdef __cplusplus
extern "C" {
#endif

struct moot_read_options {
	const char *start; /* overrides policy's start and end: "2027-04-01", or NULL */
	const char *end;
};

/*
 * Reads a landscape folder and finishes it. All problems, warnings too, are appended to `problems`; with at least one
 * error the status is MOOT_ERROR_INPUT and *out is NULL.
 */
enum moot_status moot_landscape_read(const char *folder, const struct moot_read_options *options,
				     struct moot_landscape **out, struct moot_problems *problems,
				     struct moot_error *error);

/* Writes a landscape to fill in (`moot new`). The folder must not exist or be empty. */
enum moot_status moot_landscape_write_new(const char *folder, struct moot_error *error);

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
};

struct moot_events {
	struct moot_arena *arena;
	struct moot_event *items; /* by start, then uid */
	size_t count;
};

/*
 * Reads one calendar file in a worker process of its own, with limits on time, memory and size, and expands it to the
 * occurrences that touch [from, to] (days, both included) in wall-clock time of `timezone` (an IANA name). Problems
 * name `label` as their file. A worker that dies or runs too long is a MOOT_ERROR problem and an empty list; the
 * status is still MOOT_OK.
 */
enum moot_status moot_events_read(const char *path, const char *label, const char *timezone, moot_day from, moot_day to,
				  struct moot_events **out, struct moot_problems *problems, struct moot_error *error);
void moot_events_free(struct moot_events *events); /* NULL-safe */

/* True where ICU and the system know this IANA zone name exactly. */
bool moot_timezone_known(const char *name);

/* plan.json as bytes, and back. The writer's bytes depend on the plan alone. *out is released with moot_release(). */
enum moot_status moot_plan_to_json(const struct moot_plan *plan, char **out, struct moot_error *error);
enum moot_status moot_plan_read(const char *path, struct moot_plan **out, struct moot_error *error);

/*
 * The calendar of some meetings as iCalendar bytes (RFC 5545, METHOD:PUBLISH), one VEVENT a meeting. *out is released
 * with moot_release().
 */
struct moot_ics_request {
	const char *name; /* of the calendar */
	const struct moot_plan *plan;
	const struct moot_landscape *landscape;
	const char *board;        /* only this board's meetings, or NULL */
	const char *person;       /* only meetings that this person attends, or NULL */
	const char *organisation; /* only meetings that someone of this organisation attends, or NULL */
};
enum moot_status moot_ics_write(const struct moot_ics_request *request, char **out, struct moot_error *error);

/*
 * Writes the plan folder: plan.json, the CSV files, report.html, terms of reference and calendars, to a temporary
 * name beside `folder`, then renamed. An existing `folder` is replaced only if it holds an earlier plan (a plan.json)
 * or is empty; anything else is refused.
 */
enum moot_status moot_plan_write(const struct moot_landscape *landscape, const struct moot_plan *plan,
				 const char *folder, struct moot_error *error);

/* `audit` as text for a person or as JSON for a program, to a heap string released with moot_release(). */
enum moot_status moot_audit_to_text(const struct moot_landscape *landscape, const struct moot_audit *audit, char **out,
				    struct moot_error *error);
enum moot_status moot_audit_to_json(const struct moot_landscape *landscape, const struct moot_audit *audit, char **out,
				    struct moot_error *error);
/* The same as CSV files and a report, whole or not at all, as moot_plan_write(). */
enum moot_status moot_audit_write(const struct moot_landscape *landscape, const struct moot_audit *audit,
				  const char *folder, struct moot_error *error);

/* What a director reads on the terminal after `plan`. `folder` may be NULL. */
enum moot_status moot_plan_summary(const struct moot_landscape *landscape, const struct moot_plan *plan,
				   const char *folder, char **out, struct moot_error *error);

#ifdef __cplusplus
}
#endif

#endif
