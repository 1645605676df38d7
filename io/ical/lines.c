/*
 * The first step of reading a calendar: bytes to the lines that moot reads, balanced and within limits.
 *
 * Long lines, deep nesting and broken ends go no further than here: lines are unfolded and counted, components that
 * moot does not read are left out, a BEGIN without its END is closed, and what is over a limit is a problem. Cost:
 * linear in the file; no copy is made, lines are unfolded in place.
 */
#include "feed.h"

#include <string.h>
#include <strings.h>

enum {
	MOST_LINE_BYTES = 256 * 1024, /* some 10,000 EXDATEs */
	MOST_DEPTH = 16,
	MOST_COMPONENTS = 200000,
	KEPT_DEPTH = 4 /* VCALENDAR, VTIMEZONE, STANDARD */
};

/* What is kept inside of what. Bare events without a VCALENDAR are read too. */
struct place {
	const char *name;
	enum moot_component component;
	enum moot_component within;
};

static const struct place places[] = {
    {"VCALENDAR", MOOT_CALENDAR, MOOT_NO_COMPONENT},     {"VEVENT", MOOT_EVENT, MOOT_CALENDAR},
    {"VFREEBUSY", MOOT_FREEBUSY, MOOT_CALENDAR},         {"VTIMEZONE", MOOT_TIMEZONE, MOOT_CALENDAR},
    {"STANDARD", MOOT_STANDARD, MOOT_TIMEZONE},          {"DAYLIGHT", MOOT_DAYLIGHT, MOOT_TIMEZONE},
    {"VAVAILABILITY", MOOT_AVAILABILITY, MOOT_CALENDAR}, {"AVAILABLE", MOOT_AVAILABLE, MOOT_AVAILABILITY},
    {"VEVENT", MOOT_EVENT, MOOT_NO_COMPONENT},           {"VFREEBUSY", MOOT_FREEBUSY, MOOT_NO_COMPONENT},
    {"VTIMEZONE", MOOT_TIMEZONE, MOOT_NO_COMPONENT},     {"VAVAILABILITY", MOOT_AVAILABILITY, MOOT_NO_COMPONENT},
};

struct name {
	const char *text;
	size_t length;
};

#define NAME(word, text) [MOOT_WORD_##word] = {text, sizeof(text) - 1}
static const struct name names[] = {
    NAME(BEGIN, "BEGIN"),
    NAME(END, "END"),
    NAME(ATTENDEE, "ATTENDEE"),
    NAME(BUSYSTATUS, "X-MICROSOFT-CDO-BUSYSTATUS"),
    NAME(BUSYTYPE, "BUSYTYPE"),
    NAME(CLASS, "CLASS"),
    NAME(DESCRIPTION, "DESCRIPTION"),
    NAME(DTEND, "DTEND"),
    NAME(DTSTAMP, "DTSTAMP"),
    NAME(DTSTART, "DTSTART"),
    NAME(DURATION, "DURATION"),
    NAME(EXDATE, "EXDATE"),
    NAME(EXRULE, "EXRULE"),
    NAME(FREEBUSY, "FREEBUSY"),
    NAME(LOCATION, "LOCATION"),
    NAME(METHOD, "METHOD"),
    NAME(ORGANIZER, "ORGANIZER"),
    NAME(PRIORITY, "PRIORITY"),
    NAME(RDATE, "RDATE"),
    NAME(RECURRENCE_ID, "RECURRENCE-ID"),
    NAME(RRULE, "RRULE"),
    NAME(SEQUENCE, "SEQUENCE"),
    NAME(STATUS, "STATUS"),
    NAME(SUMMARY, "SUMMARY"),
    NAME(TRANSP, "TRANSP"),
    NAME(TZID, "TZID"),
    NAME(TZOFFSETFROM, "TZOFFSETFROM"),
    NAME(TZOFFSETTO, "TZOFFSETTO"),
    NAME(UID, "UID"),
    NAME(ZONE, "X-WR-TIMEZONE"),
};
enum { WORDS = sizeof names / sizeof *names };

struct state {
	struct moot_feed *feed;
	moot_line_taker take;
	void *context;
	const struct place *open[KEPT_DEPTH];
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

/* The word that the name of a line is; WORDS for none. */
static int find_word(const char *line, size_t length)
{
	for (int w = 0; w < WORDS; w++) {
		if (names[w].length == length && (line[0] | 0x20) == (names[w].text[0] | 0x20) &&
		    strncasecmp(line, names[w].text, length) == 0)
			return w;
	}
	return WORDS;
}

static enum moot_component innermost(const struct state *state)
{
	return state->depth > 0 ? state->open[state->depth - 1]->component : MOOT_NO_COMPONENT;
}

/* The kept component of this name in the innermost open one, or NULL. */
static const struct place *find_place(const struct state *state, const char *name, size_t length)
{
	enum moot_component within = innermost(state);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		if (places[i].within == within && name_is(name, length, places[i].name))
			return &places[i];
	}
	return NULL;
}

static void send(struct state *state, enum moot_word word, enum moot_component component, char *text, int number)
{
	const struct moot_line line = {.word = word, .component = component, .text = text, .number = number};
	state->take(state->context, &line);
}

static void close_to(struct state *state, int depth, int number)
{
	while (state->depth > depth) {
		state->depth--;
		send(state, MOOT_WORD_END, state->open[state->depth]->component, NULL, number);
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
	const struct place *place = find_place(state, name, length);
	/* A second VEVENT inside an open one, or a VCALENDAR inside anything: the END before it is missing. */
	for (int depth = state->depth - 1; !place && depth >= 0; depth--) {
		struct state outer = *state;
		outer.depth = depth;
		place = find_place(&outer, name, length);
		if (place) {
			warn_unbalanced(state, number, place->name);
			close_to(state, depth, number);
		}
	}
	if (place) {
		state->open[state->depth++] = place;
		send(state, MOOT_WORD_BEGIN, place->component, NULL, number);
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
		if (!name_is(name, length, state->open[depth]->name))
			continue;
		if (depth != state->depth - 1)
			warn_unbalanced(state, number, state->open[state->depth - 1]->name);
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
		if (name_is(name, length, state->open[depth]->name) && !name_is(name, length, state->skipped)) {
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
	int word = find_word(line, name);
	bool begins = word == MOOT_WORD_BEGIN;
	bool ends = word == MOOT_WORD_END;
	if (word == WORDS)
		return;
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
	} else if (state->depth > 0) {
		if (length > MOST_LINE_BYTES)
			moot_feed_report(state->feed, MOOT_ERROR, number,
					 "has a line of %zu bytes; lines up to %d are read", length, MOST_LINE_BYTES);
		else
			send(state, (enum moot_word)word, innermost(state), line, number);
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
			if (write != read)
				bytes[write] = c;
			write++;
			read++;
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
				 state.open[state.depth - 1]->name);
	close_to(&state, 0, number);
	if (state.components == 0)
		moot_feed_report(feed, MOOT_ERROR, 0, "holds no calendar; an .ics file begins with BEGIN:VCALENDAR");
}
