/*
 * The first step of reading a calendar: bytes to the lines that moot reads, balanced and within limits.
 *
 * libical is slow or worse on long lines, deep nesting and broken ends, so it sees none of these: lines are unfolded
 * and counted here, components that moot does not read are left out, a BEGIN without its END is closed, and what is
 * over a limit is a problem. Cost: linear in the file; no copy is made, lines are unfolded in place.
 */
#include "feed.h"

#include <string.h>
#include <strings.h>

enum {
	MOST_LINE_BYTES = 256 * 1024, /* some 10,000 EXDATEs */
	MOST_DEPTH = 16,
	MOST_COMPONENTS = 200000,
	KEPT_DEPTH = 4 /* VCALENDAR, VTIMEZONE, STANDARD; libical is never deeper */
};

/* What is kept inside of what; "" is the file itself. Bare events without a VCALENDAR are read too. */
struct place {
	const char *name;
	const char *within;
};

static const struct place places[] = {
    {"VCALENDAR", ""},
    {"VEVENT", "VCALENDAR"},
    {"VFREEBUSY", "VCALENDAR"},
    {"VTIMEZONE", "VCALENDAR"},
    {"STANDARD", "VTIMEZONE"},
    {"DAYLIGHT", "VTIMEZONE"},
    {"VEVENT", ""},
    {"VFREEBUSY", ""},
    {"VTIMEZONE", ""},
};

static const char *const wanted[] = {
    "METHOD",       "X-WR-TIMEZONE",
    "UID",          "DTSTAMP",
    "DTSTART",      "DTEND",
    "DURATION",     "RRULE",
    "EXRULE",       "RDATE",
    "EXDATE",       "RECURRENCE-ID",
    "SEQUENCE",     "STATUS",
    "TRANSP",       "CLASS",
    "SUMMARY",      "TZID",
    "TZOFFSETFROM", "TZOFFSETTO",
    "FREEBUSY",     "X-MICROSOFT-CDO-BUSYSTATUS",
    "DESCRIPTION",  "LOCATION",
    "ORGANIZER",    "ATTENDEE",
};

struct state {
	struct moot_feed *feed;
	moot_line_taker take;
	void *context;
	const char *open[KEPT_DEPTH];
	int depth;
	int skipping; /* depth inside a component that is left out */
	int skipped_from;
	char skipped[64]; /* its name */
	size_t components;
	bool stopped;
	bool warned_ends;
};

static bool name_is(const char *line, size_t length, const char *name)
{
	return strlen(name) == length && strncasecmp(line, name, length) == 0;
}

static bool is_wanted(const char *line, size_t length)
{
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		if (name_is(line, length, wanted[i]))
			return true;
	}
	return false;
}

/* The kept component of this name in the innermost open one, or NULL. */
static const char *find_place(const struct state *state, const char *name, size_t length)
{
	const char *within = state->depth > 0 ? state->open[state->depth - 1] : "";
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		if (name_is(name, length, places[i].name) && strcmp(places[i].within, within) == 0)
			return places[i].name;
	}
	return NULL;
}

static void send(struct state *state, const char *verb, const char *name, int number)
{
	char line[64];
	size_t length = 0;
	for (; verb[length]; length++)
		line[length] = verb[length];
	memcpy(line + length, name, strlen(name) + 1);
	state->take(state->context, line, number);
}

static void close_to(struct state *state, int depth, int number)
{
	while (state->depth > depth) {
		state->depth--;
		send(state, "END:", state->open[state->depth], number);
	}
}

static void warn_unbalanced(struct state *state, int number, const char *name)
{
	if (!state->warned_ends)
		moot_feed_report(state->feed, MOOT_WARNING, number,
				 "BEGIN and END do not match at %s; the file may be damaged, what could be read was",
				 name);
	state->warned_ends = true;
}

static void begin(struct state *state, const char *name, size_t length, int number)
{
	if (++state->components > MOST_COMPONENTS) {
		moot_feed_report(state->feed, MOOT_ERROR, number,
				 "has more than %d components; split the calendar or export fewer years",
				 MOST_COMPONENTS);
		state->stopped = true;
		return;
	}
	const char *place = find_place(state, name, length);
	/* A second VEVENT inside an open one, or a VCALENDAR inside anything: the END before it is missing. */
	for (int depth = state->depth - 1; !place && depth >= 0; depth--) {
		struct state outer = *state;
		outer.depth = depth;
		place = find_place(&outer, name, length);
		if (place) {
			warn_unbalanced(state, number, place);
			close_to(state, depth, number);
		}
	}
	if (place) {
		state->open[state->depth++] = place;
		send(state, "BEGIN:", place, number);
		return;
	}
	state->skipping = 1;
	state->skipped_from = number;
	size_t kept = length < sizeof state->skipped ? length : sizeof state->skipped - 1;
	memcpy(state->skipped, name, kept);
	state->skipped[kept] = '\0';
}

static void end(struct state *state, const char *name, size_t length, int number)
{
	for (int depth = state->depth - 1; depth >= 0; depth--) {
		if (!name_is(name, length, state->open[depth]))
			continue;
		if (depth != state->depth - 1)
			warn_unbalanced(state, number, state->open[state->depth - 1]);
		close_to(state, depth, number);
		return;
	}
	warn_unbalanced(state, number, "an END without its BEGIN");
}

/* Inside a component that is left out, only its depth matters. A kept component's END ends it too. */
static void skip(struct state *state, bool begins, bool ends, const char *name, size_t length, int number)
{
	if (begins && ++state->skipping > MOST_DEPTH) {
		moot_feed_report(state->feed, MOOT_ERROR, number,
				 "has components nested more than %d deep; it is not a calendar that a program wrote",
				 MOST_DEPTH);
		state->stopped = true;
	}
	if (begins && ++state->components > MOST_COMPONENTS)
		state->stopped = true;
	if (!ends)
		return;
	for (int depth = state->depth - 1; depth >= 0; depth--) {
		if (name_is(name, length, state->open[depth]) && !name_is(name, length, state->skipped)) {
			warn_unbalanced(state, state->skipped_from, state->skipped);
			state->skipping = 0;
			end(state, name, length, number);
			return;
		}
	}
	state->skipping--;
}

static void take_line(struct state *state, char *line, size_t length, int number)
{
	size_t name = strcspn(line, ";:");
	if (name == length)
		return; /* no property: a broken fold or stray text */
	bool begins = name_is(line, name, "BEGIN");
	bool ends = name_is(line, name, "END");
	size_t value = name + 1;
	size_t value_length = length - value;
	while (value_length > 0 && (line[value + value_length - 1] == ' ' || line[value + value_length - 1] == '\t'))
		value_length--;
	if (state->skipping > 0) {
		skip(state, begins, ends, line + value, value_length, number);
	} else if (begins) {
		begin(state, line + value, value_length, number);
	} else if (ends) {
		end(state, line + value, value_length, number);
	} else if (state->depth > 0 && is_wanted(line, name)) {
		if (length > MOST_LINE_BYTES)
			moot_feed_report(state->feed, MOOT_ERROR, number,
					 "has a line of %zu bytes; lines up to %d are read", length, MOST_LINE_BYTES);
		else
			state->take(state->context, line, number);
	}
}

/* Unfolds the line at `at` in place: an end of line before a space or tab is no end. Returns where the next begins. */
static size_t unfold(char *bytes, size_t size, size_t at, size_t *length, int *breaks, bool *whole)
{
	size_t write = at;
	size_t read = at;
	*breaks = 0;
	*whole = false;
	while (read < size) {
		char c = bytes[read];
		if (c != '\n' && c != '\r') {
			bytes[write++] = bytes[read++];
			continue;
		}
		size_t next = read + (c == '\r' && read + 1 < size && bytes[read + 1] == '\n' ? 2 : 1);
		/* Some programs end lines with CR CR LF. */
		if (c == '\r' && read + 2 < size && bytes[read + 1] == '\r' && bytes[read + 2] == '\n')
			next = read + 3;
		++*breaks;
		if (next < size && (bytes[next] == ' ' || bytes[next] == '\t')) {
			read = next + 1;
			continue;
		}
		*whole = true;
		*length = write - at;
		bytes[write] = '\0';
		return next;
	}
	*length = write - at;
	bytes[write] = '\0';
	return size;
}

void moot_feed_lines(struct moot_feed *feed, char *bytes, size_t size, moot_line_taker take, void *context)
{
	struct state state = {.feed = feed, .take = take, .context = context};
	int number = 1;
	bool whole = true;
	size_t at = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	while (at < size && !state.stopped && feed->status == MOOT_OK) {
		size_t length = 0;
		int breaks = 0;
		size_t next = unfold(bytes, size, at, &length, &breaks, &whole);
		/* A last line without its end may have been cut: only an END is trusted. */
		if (whole || strncasecmp(bytes + at, "END:", 4) == 0)
			take_line(&state, bytes + at, length, number);
		number += breaks;
		at = next;
	}
	if (state.stopped || feed->status != MOOT_OK)
		return;
	if (state.depth > 0)
		moot_feed_report(feed, MOOT_WARNING, number,
				 "ends inside %s; the file was cut short, what came before was read",
				 state.open[state.depth - 1]);
	close_to(&state, 0, number);
	if (state.components == 0)
		moot_feed_report(feed, MOOT_ERROR, 0, "holds no calendar; an .ics file begins with BEGIN:VCALENDAR");
}
