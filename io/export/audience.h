/*
 * Whom an export is for, and so what may be in it.
 *
 * An organisation sees its own people's calendars and hours, and of the boards that it sits on what a member knows
 * anyway: names and posts of fellow members, dates, terms. A person sees the same of the own year; a board what its
 * members know. Nobody sees other people's hours, absences, addresses or diaries.
 */
#ifndef MOOT_IO_EXPORT_AUDIENCE_H
#define MOOT_IO_EXPORT_AUDIENCE_H

#include "io/report/report.h"

#include <moot/io.h>

enum moot_audience_kind { MOOT_FOR_ORGANISATION, MOOT_FOR_PERSON, MOOT_FOR_BOARD };

struct moot_audience {
	const struct moot_report *report;
	enum moot_audience_kind kind;
	const char *id;   /* organisation as the landscape spells it, person or board of the plan */
	const char *name; /* for people */
	bool redact;
	bool *is_own;  /* of the landscape's people */
	bool *sees;    /* of the plan's boards */
	bool *saw;     /* of today's boards */
	size_t people; /* how many are own */
};

/* In the report's arena. MOOT_ERROR_USAGE where the plan has no such reader, with the nearest name. */
enum moot_status moot_audience_make(const struct moot_report *report, enum moot_audience_kind kind, const char *id,
				    bool redact, struct moot_audience *audience, struct moot_error *error);

/* The same for whichever of the three is named; the others are NULL. */
enum moot_status moot_audience_of(const struct moot_report *report, const char *organisation, const char *person,
				  const char *board, bool redact, struct moot_audience *audience,
				  struct moot_error *error);

/* What the calendars of this reader may show. */
struct moot_ics_request moot_audience_calendar(const struct moot_audience *audience, const char *name);

#endif
