/*
 * The calendars of a discovered landscape: board calendars with the dates seen, and people's with their busy times.
 *
 * They are written anew and never copied: a feed holds titles, private ones too, that are nobody else's business. A
 * meeting of a board keeps its board's name; any other time is "Busy". Both calendars give a meeting the same UID, by
 * which `check` knows it again.
 */
#include "discover.h"

#include <stdlib.h>
#include <string.h>

#include "io/ical/write.h"

static void add(struct moot_text *out, const char *name, const char *value)
{
	struct moot_text line = {0};
	moot_text_add(&line, name);
	for (; *value; value++) {
		moot_text_add(&line, strchr("\\,;", *value) ? "\\" : "");
		moot_text_add_n(&line, value, 1);
	}
	moot_ics_line(out, &line);
	moot_text_clear(&line);
}

static void begin(const struct moot_discovery *d, struct moot_text *out, const char *name)
{
	moot_text_add(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//moot//discover//EN\r\nCALSCALE:GREGORIAN\r\n"
			   "METHOD:PUBLISH\r\n");
	add(out, "X-WR-CALNAME:", name);
	if (moot_ics_timezone(MOOT_DISCOVER_TIMEZONE, d->seen_from, d->to, out) != MOOT_OK)
		out->failed = true;
}

static void add_time(struct moot_text *out, const char *name, moot_minute minute)
{
	char text[MOOT_ICS_TIME_BYTES];
	moot_ics_time(minute * 60, text);
	moot_text_format(out, "%s;TZID=%s:%s\r\n", name, MOOT_DISCOVER_TIMEZONE, text);
}

/* `stem` and the start make the UID. */
static void add_event(const struct moot_discovery *d, struct moot_text *out, const char *stem, const char *title,
		      const struct moot_sighting *sighting)
{
	char text[MOOT_ICS_TIME_BYTES];
	moot_minute end = sighting->end;
	moot_text_add(out, "BEGIN:VEVENT\r\n");
	moot_ics_time(sighting->start * 60, text);
	struct moot_text line = {0};
	moot_text_format(&line, "UID:%s-%s-%d@discovered.moot", stem, text, (int)(end - sighting->start));
	moot_ics_line(out, &line);
	moot_text_clear(&line);
	moot_ics_time((moot_minute)d->from * MOOT_MINUTES_A_DAY * 60, text);
	moot_text_format(out, "DTSTAMP:%sZ\r\n", text);
	add_time(out, "DTSTART", sighting->start);
	add_time(out, "DTEND", end);
	add(out, "SUMMARY:", title);
	if (sighting->kind == MOOT_TENTATIVE)
		moot_text_add(out, "STATUS:TENTATIVE\r\n");
	if (sighting->kind == MOOT_OUT)
		moot_text_add(out, "X-MICROSOFT-CDO-BUSYSTATUS:OOF\r\n");
	moot_text_add(out, "END:VEVENT\r\n");
}

static int compare(const void *a, const void *b)
{
	const struct moot_sighting *x = *(const struct moot_sighting *const *)a;
	const struct moot_sighting *y = *(const struct moot_sighting *const *)b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	if (x->board != y->board)
		return x->board > y->board ? -1 : 1; /* a board's first */
	if (x->kind != y->kind)
		return (int)y->kind - (int)x->kind;
	return (x->feed > y->feed) - (x->feed < y->feed);
}

static char *finish(struct moot_text *out)
{
	char *bytes = NULL;
	moot_text_add(out, "END:VCALENDAR\r\n");
	return moot_text_take(out, &bytes, NULL) == MOOT_OK ? bytes : NULL;
}

char *moot_discover_person_calendar(const struct moot_discovery *d, int address)
{
	const struct moot_sighting **sightings = moot_allocate(d->sighting_count, sizeof *sightings);
	struct moot_text out = {0};
	size_t count = 0;
	if (!sightings)
		return NULL;
	begin(d, &out, d->addresses[address].id);
	for (size_t i = 0; i < d->sighting_count; i++) {
		const struct moot_sighting *s = &d->sightings[i];
		if (d->owners[s->feed].address == address && !s->is_free && !s->is_cancelled && s->end > s->start)
			sightings[count++] = s;
	}
	if (count > 1)
		qsort(sightings, count, sizeof *sightings, compare);
	for (size_t i = 0; i < count; i++) {
		const struct moot_sighting *s = sightings[i];
		bool doubled = i > 0 && sightings[i - 1]->start == s->start && sightings[i - 1]->end == s->end;
		if (!doubled && s->board != MOOT_NONE)
			add_event(d, &out, d->boards[s->board].id, d->boards[s->board].name, s);
		else if (!doubled)
			add_event(d, &out, d->addresses[address].id, "Busy", s);
	}
	moot_release(sightings);
	return finish(&out);
}

char *moot_discover_board_calendar(const struct moot_discovery *d, int board)
{
	const struct moot_sighting **sightings = moot_allocate(d->sighting_count, sizeof *sightings);
	struct moot_text out = {0};
	size_t count = 0;
	moot_day last = MOOT_NO_DAY;
	if (!sightings)
		return NULL;
	begin(d, &out, d->boards[board].name);
	for (size_t i = 0; i < d->sighting_count; i++) {
		if (d->sightings[i].board == board)
			sightings[count++] = &d->sightings[i];
	}
	if (count > 1)
		qsort(sightings, count, sizeof *sightings, compare);
	for (size_t i = 0; i < count; i++) {
		const struct moot_sighting *s = sightings[i];
		moot_day day = (moot_day)(s->start / MOOT_MINUTES_A_DAY);
		if (day != last)
			add_event(d, &out, d->boards[board].id, d->boards[board].name, s);
		last = day;
	}
	moot_release(sightings);
	return finish(&out);
}
