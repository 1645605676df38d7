/*
 * The VTIMEZONE of a plan's zone.
 *
 * Europe/London is written by hand: one DAYLIGHT and one STANDARD that begin in 1970, with the rule of today (The
 * Summer Time Order 2002). Other zones get what held when the plan begins and each change of the clocks up to its end;
 * libical's own VTIMEZONEs have a path for a name and history since 1847, and Outlook misreads them.
 */
#include "write.h"

#include <stdlib.h>
#include <string.h>

#include "zone.h"

static const char london[] = "BEGIN:VTIMEZONE\r\n"
			     "TZID:Europe/London\r\n"
			     "BEGIN:DAYLIGHT\r\n"
			     "TZNAME:BST\r\n"
			     "TZOFFSETFROM:+0000\r\n"
			     "TZOFFSETTO:+0100\r\n"
			     "DTSTART:19700329T010000\r\n"
			     "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
			     "END:DAYLIGHT\r\n"
			     "BEGIN:STANDARD\r\n"
			     "TZNAME:GMT\r\n"
			     "TZOFFSETFROM:+0100\r\n"
			     "TZOFFSETTO:+0000\r\n"
			     "DTSTART:19701025T020000\r\n"
			     "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
			     "END:STANDARD\r\n"
			     "END:VTIMEZONE\r\n";

static void put_offset(struct moot_text *out, const char *name, int32_t offset)
{
	int minutes = abs(offset) / 60;
	moot_text_format(out, "%s:%c%02d%02d\r\n", name, offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static void put_observance(struct moot_text *out, const struct moot_zone *zone, int64_t utc, int32_t from)
{
	const char *part = moot_zone_is_summer(zone, utc) ? "DAYLIGHT" : "STANDARD";
	char start[MOOT_ICS_TIME_BYTES];
	moot_ics_time(utc + from, start);
	moot_text_format(out, "BEGIN:%s\r\n", part);
	put_offset(out, "TZOFFSETFROM", from);
	put_offset(out, "TZOFFSETTO", moot_zone_offset(zone, utc));
	moot_text_format(out, "DTSTART:%s\r\nEND:%s\r\n", start, part);
}

static void put_changes(struct moot_text *out, const struct moot_zone *zone, moot_day from, moot_day to)
{
	const int64_t day = 86400;
	int64_t at = ((int64_t)from - 1) * day;
	int64_t end = ((int64_t)to + 2) * day;
	put_observance(out, zone, at, moot_zone_offset(zone, at));
	while (moot_zone_next_change(zone, at, &at) && at < end)
		put_observance(out, zone, at, moot_zone_offset(zone, at - 1));
}

enum moot_status moot_ics_timezone(const char *name, moot_day from, moot_day to, struct moot_text *out)
{
	if (strcmp(name, "Europe/London") == 0) {
		moot_text_add(out, london);
		return MOOT_OK;
	}
	struct moot_zone zone;
	enum moot_status status = moot_zone_open(&zone, name);
	if (status != MOOT_OK)
		return status;
	moot_text_format(out, "BEGIN:VTIMEZONE\r\nTZID:%s\r\n", name);
	put_changes(out, &zone, from, to);
	moot_text_add(out, "END:VTIMEZONE\r\n");
	moot_zone_close(&zone);
	return MOOT_OK;
}
