/*
 * One calendar file on its way from bytes to occurrences: the records between the steps.
 *
 *   moot_feed_parse()   bytes -> events and zones as written          (lines.c, property.c, value.c, times.c, people.c,
 * parse.c) moot_feed_expand()  events -> occurrences in the window (feed_zone.c, series.c, starts.c, availability.c,
 * occurrence.c, recurrence*.c)
 *
 * Both run inside the feed's worker process (worker.c) and never outside of it, because hostile input may make a
 * reader hang or crash. Everything lives in the feed's arena. A failure (out of memory) sticks in `status`; whatever is
 * wrong with the file is a problem.
 */
#ifndef MOOT_IO_ICAL_FEED_H
#define MOOT_IO_ICAL_FEED_H

#include <moot/io.h>

#include "zone.h"

enum moot_stamp_kind { MOOT_STAMP_NONE, MOOT_STAMP_DATE, MOOT_STAMP_FLOATING, MOOT_STAMP_UTC, MOOT_STAMP_ZONED };

/* A DATE or DATE-TIME as written: seconds since 1970 on its own wall clock. */
struct moot_stamp {
	enum moot_stamp_kind kind;
	int64_t local;
	const char *tzid; /* of a zoned one */
};

/* A DURATION: days follow the wall clock, seconds do not (RFC 5545 section 3.8.5.3). */
struct moot_length {
	int64_t days;
	int64_t seconds;
};

/* An RDATE: a start, and for a period its own end or length. */
struct moot_extra {
	struct moot_stamp start;
	struct moot_stamp end; /* MOOT_STAMP_NONE where there is none */
	struct moot_length length;
	bool has_length;
};

struct moot_raw_event {
	struct moot_event_detail detail;
	size_t attendee_capacity;
	size_t number;                /* in the feed's `shown`, from 1; 0 while no occurrence shows this event */
	const struct moot_zone *zone; /* of its start, once it is shown */
	int line;
	size_t order; /* in the file */
	const char *uid;
	const char *title; /* "" where private */
	struct moot_stamp start;
	struct moot_stamp end;
	struct moot_length length;
	bool has_length;
	struct moot_stamp recurrence; /* RECURRENCE-ID */
	bool and_future;              /* RANGE=THISANDFUTURE */
	int64_t replaces;             /* the instant of RECURRENCE-ID */
	const char **rules;
	size_t rule_count;
	size_t rule_capacity;
	const char **excluding; /* EXRULE, which RFC 5545 dropped and old feeds still carry */
	size_t excluding_count;
	size_t excluding_capacity;
	struct moot_extra *extras;
	size_t extra_count;
	size_t extra_capacity;
	struct moot_stamp *exceptions; /* EXDATE */
	size_t exception_count;
	size_t exception_capacity;
	long sequence;
	int64_t stamp; /* DTSTAMP */
	bool is_cancelled;
	bool is_free;
	bool is_copy;   /* of a series with another UID, and that was told */
	bool is_period; /* of a VFREEBUSY: no series, no UID */
	enum moot_busy_kind kind;
};

/* An occurrence on its way to the parent process. */
struct moot_occurrence {
	const struct moot_raw_event *event;
	moot_minute start;
	moot_minute end;
	moot_minute recurrence; /* where has_recurrence */
	struct moot_own_time own_start;
	struct moot_own_time own_end;
	struct moot_own_time own_recurrence;
	bool has_recurrence;
};

/* STANDARD or DAYLIGHT of a VTIMEZONE. */
struct moot_observance {
	struct moot_stamp start;
	int32_t from; /* offsets in seconds */
	int32_t to;
	const char *rule;          /* NULL for none */
	struct moot_extra *extras; /* RDATE */
	size_t extra_count;
};

struct moot_vtimezone {
	int line;
	const char *tzid;
	struct moot_observance *observances;
	size_t observance_count;
	size_t observance_capacity;
};

/* A VAVAILABILITY: outside of `free`, its time is busy. */
struct moot_availability {
	struct moot_raw_event whole; /* from when to when, and as what; a missing end is open */
	int priority;                /* 1 is the highest; 10 where none is given */
	struct moot_raw_event *free; /* AVAILABLE */
	size_t free_count;
	size_t free_capacity;
};

/* What a TZID came to mean. */
struct moot_zone_entry {
	const char *tzid;
	const char *name; /* to show: the IANA name, or the TZID where the file's own table explains it */
	struct moot_zone zone;
	const struct moot_zone *is; /* &zone, or the landscape's */
};

struct moot_feed {
	struct moot_arena *arena;
	struct moot_problems *problems;
	const char *label;
	const char *timezone; /* the landscape's */
	moot_day from;        /* the window, both days included */
	moot_day to;
	enum moot_status status;
	size_t reported;
	const char *last_tzid; /* as written, and cleaned: of the stamp before */
	const char *last_tzid_kept;
	/* From the file. */
	const char *declared_zone; /* X-WR-TIMEZONE, NULL for none */
	struct moot_raw_event *events;
	size_t event_count;
	size_t event_capacity;
	struct moot_vtimezone *vtimezones;
	size_t vtimezone_count;
	size_t vtimezone_capacity;
	struct moot_availability *availabilities;
	size_t availability_count;
	size_t availability_capacity;
	/* Of the expansion. */
	int64_t looks; /* that are left for the starts of rules */
	bool is_full;  /* of occurrences */
	int probes;    /* rules without a match in the window that were looked at for longer */
	struct moot_zone home;
	struct moot_zone utc;
	struct moot_zone_entry **zones;
	size_t zone_count;
	size_t zone_capacity;
	struct moot_occurrence *occurrences; /* by start, then uid */
	size_t occurrence_count;
	size_t occurrence_capacity;
	struct moot_raw_event **shown; /* events that have occurrences */
	size_t shown_count;
	size_t shown_capacity;
};

/* Reads `size` bytes (changed on the way) into events and zones. */
void moot_feed_parse(struct moot_feed *feed, char *bytes, size_t size);
/* Fills `occurrences`. */
void moot_feed_expand(struct moot_feed *feed);

/* So many rules of a feed are asked whether they ever match. */
#define MOOT_MOST_PROBES 10

/* Parts of it: the occurrences of some events, and the busy times of all availabilities. */
void moot_feed_expand_events(struct moot_feed *feed, struct moot_raw_event *events, size_t count);
void moot_feed_expand_availabilities(struct moot_feed *feed);

/* Appends a problem; a feed lists at most MOOT_FEED_PROBLEMS of them. */
#define MOOT_FEED_PROBLEMS 100
void moot_feed_report(struct moot_feed *feed, enum moot_severity severity, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Room for one more item at the end of an array in the feed's arena; NULL (and a status) when out of memory. */
void *moot_feed_append(struct moot_feed *feed, void **items, size_t *count, size_t *capacity, size_t size);

/* The zone of a stamp; a TZID that nothing explains is the feed's or the landscape's zone, with a warning. */
const struct moot_zone *moot_feed_zone(struct moot_feed *feed, const struct moot_stamp *stamp, int line);
/* The name of a stamp's zone as struct moot_event_detail shows it. */
const char *moot_feed_zone_name(struct moot_feed *feed, const struct moot_stamp *stamp, int line);
/* The instant of a stamp; a date is its midnight on the landscape's clock. */
int64_t moot_feed_instant(struct moot_feed *feed, const struct moot_stamp *stamp, int line);

/* Fills zone->onsets from a VTIMEZONE for the years around the window. False when it says nothing usable. */
bool moot_feed_table(struct moot_feed *feed, const struct moot_vtimezone *vtimezone, struct moot_zone *zone);

enum moot_component {
	MOOT_CALENDAR,
	MOOT_EVENT,
	MOOT_FREEBUSY,
	MOOT_TIMEZONE,
	MOOT_STANDARD,
	MOOT_DAYLIGHT,
	MOOT_AVAILABILITY, /* RFC 7953 */
	MOOT_AVAILABLE,
	MOOT_NO_COMPONENT
};

/* The names of the lines that moot reads. */
enum moot_word {
	MOOT_WORD_BEGIN,
	MOOT_WORD_END,
	MOOT_WORD_ATTENDEE,
	MOOT_WORD_BUSYSTATUS,
	MOOT_WORD_BUSYTYPE,
	MOOT_WORD_CLASS,
	MOOT_WORD_DESCRIPTION,
	MOOT_WORD_DTEND,
	MOOT_WORD_DTSTAMP,
	MOOT_WORD_DTSTART,
	MOOT_WORD_DURATION,
	MOOT_WORD_EXDATE,
	MOOT_WORD_EXRULE,
	MOOT_WORD_FREEBUSY,
	MOOT_WORD_LOCATION,
	MOOT_WORD_METHOD,
	MOOT_WORD_ORGANIZER,
	MOOT_WORD_PRIORITY,
	MOOT_WORD_RDATE,
	MOOT_WORD_RECURRENCE_ID,
	MOOT_WORD_RRULE,
	MOOT_WORD_SEQUENCE,
	MOOT_WORD_STATUS,
	MOOT_WORD_SUMMARY,
	MOOT_WORD_TRANSP,
	MOOT_WORD_TZID,
	MOOT_WORD_TZOFFSETFROM,
	MOOT_WORD_TZOFFSETTO,
	MOOT_WORD_UID,
	MOOT_WORD_ZONE /* X-WR-TIMEZONE */
};

struct moot_line {
	enum moot_word word;
	enum moot_component component; /* that begins, ends, or holds the line */
	char *text;                    /* the whole line, to be changed at will; NULL for a begin or an end */
	int number;                    /* on which it begins */
};

/*
 * The file unfolded line by line, within limits: hands the lines that moot reads to `take`, begins and ends balanced
 * whatever the file does.
 */
typedef void (*moot_line_taker)(void *context, const struct moot_line *line);
void moot_feed_lines(struct moot_feed *feed, char *bytes, size_t size, moot_line_taker take, void *context);

/* "libical 3.0.16" */
const char *moot_feed_library(void);

#endif
