/*
 * The pieces that every calendar of ours is made of: folded and escaped lines, people, times, the head of a file.
 */
#include "write.h"

#include <stdio.h>
#include <string.h>

void moot_ics_line(struct moot_text *out, const struct moot_text *line)
{
	const size_t most = 75;
	size_t room = most;
	for (size_t at = 0; at < line->length;) {
		size_t size = moot_utf8_length(line->bytes + at);
		size = size == 0 ? 1 : size;
		if (size > room) {
			moot_text_add(out, "\r\n ");
			room = most - 1;
		}
		moot_text_add_n(out, line->bytes + at, size);
		at += size;
		room -= size;
	}
	moot_text_add(out, "\r\n");
	out->failed = out->failed || line->failed;
}

/* RFC 5545 section 3.3.11. Line ends inside a text are spaces by then. */
const char *moot_ics_escape(int32_t code_point)
{
	switch (code_point) {
	case '\\':
		return "\\\\";
	case ',':
		return "\\,";
	case ';':
		return "\\;";
	default:
		return NULL;
	}
}

/* RFC 6868: what a quoted parameter cannot hold. */
static const char *escape_parameter(int32_t code_point)
{
	switch (code_point) {
	case '^':
		return "^^";
	case '"':
		return "^'";
	default:
		return NULL;
	}
}

void moot_ics_text(struct moot_text *out, const char *name, const char *value)
{
	struct moot_text line = {0};
	if (!value || !*value)
		return;
	moot_text_format(&line, "%s:", name);
	moot_text_escaped(&line, value, moot_ics_escape);
	moot_ics_line(out, &line);
	moot_text_clear(&line);
}

void moot_ics_put(struct moot_text *out, const char *bytes)
{
	moot_text_add(out, bytes);
	moot_text_add(out, "\r\n");
}

void moot_ics_time(int64_t local, char text[MOOT_ICS_TIME_BYTES])
{
	int year = 0;
	int month = 0;
	int day = 0;
	int64_t days = local / 86400 - (local % 86400 < 0);
	unsigned second = (unsigned)(local - days * 86400);
	moot_day_to_date((moot_day)days, &year, &month, &day);
	snprintf(text, MOOT_ICS_TIME_BYTES, "%04u%02u%02uT%02u%02u%02u", (unsigned)year % 10000, (unsigned)month % 100,
		 (unsigned)day % 100, second / 3600 % 24, second / 60 % 60, second % 60);
}

void moot_ics_stamp(const char *created, char stamp[MOOT_ICS_STAMP_BYTES])
{
	static const char pattern[] = "0000-00-00T00:00:00Z";
	size_t used = 0;
	bool matches = created && strlen(created) == sizeof pattern - 1;
	for (size_t i = 0; matches && i < sizeof pattern - 1; i++) {
		bool digit = created[i] >= '0' && created[i] <= '9';
		matches = pattern[i] == '0' ? digit : created[i] == pattern[i];
		if (matches && pattern[i] != '-' && pattern[i] != ':')
			stamp[used++] = created[i];
	}
	if (!matches)
		memcpy(stamp, "19700101T000000Z", MOOT_ICS_STAMP_BYTES);
	else
		stamp[used] = '\0';
}

bool moot_ics_is_email(const char *text)
{
	const char *at = text ? strchr(text, '@') : NULL;
	if (!at || at == text || !at[1] || strchr(at + 1, '@'))
		return false;
	for (; *text; text++) {
		bool letter =
		    (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') || (*text >= '0' && *text <= '9');
		if (!letter && !strchr("@.!#$&'*+/=?^_`{|}~-", *text))
			return false;
	}
	return true;
}

void moot_ics_person(struct moot_text *out, const char *property, const char *parameters, const char *name,
		     const char *email)
{
	struct moot_text line = {0};
	moot_text_format(&line, "%s%s;CN=\"", property, parameters);
	moot_text_escaped(&line, name, escape_parameter);
	moot_text_format(&line, "\":mailto:%s", email);
	moot_ics_line(out, &line);
	moot_text_clear(&line);
}

void moot_ics_head(struct moot_text *out, const char *method, const char *name, const char *timezone)
{
	moot_ics_put(out, "BEGIN:VCALENDAR");
	moot_ics_put(out, "VERSION:2.0");
	moot_ics_put(out, "PRODID:-//moot//moot " MOOT_VERSION "//EN");
	moot_ics_put(out, "CALSCALE:GREGORIAN");
	moot_ics_text(out, "METHOD", method);
	moot_ics_text(out, "NAME", name);
	moot_ics_text(out, "X-WR-CALNAME", name);
	moot_ics_text(out, "X-WR-TIMEZONE", timezone);
}
