#include "value.h"

#include <string.h>

#include <libical/ical.h>

/* `count` digits as a number, or -1. */
static int digits(const char *text, size_t count)
{
	int number = 0;
	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

enum { MOST_STAMP_BYTES = 32 };

/* "2027-05-12T10:00:00Z" as "20270512T100000Z", trimmed. False where it is too long to be a date. */
static bool compact(const char *text, char *out)
{
	size_t length = 0;
	while (*text == ' ' || *text == '\t')
		text++;
	bool extended = strlen(text) >= 10 && text[4] == '-' && text[7] == '-';
	for (; *text; text++) {
		if (extended && (*text == '-' || *text == ':'))
			continue;
		if (length == MOST_STAMP_BYTES - 1)
			return false;
		out[length++] = *text;
	}
	while (length > 0 && (out[length - 1] == ' ' || out[length - 1] == '\t'))
		length--;
	out[length] = '\0';
	return true;
}

static enum moot_value_end read_time(const char *text, struct moot_stamp *stamp)
{
	int hour = digits(text, 2);
	int minute = hour < 0 ? -1 : digits(text + 2, 2);
	if (minute < 0)
		return MOOT_VALUE_UNREADABLE;
	text += 4;
	int second = 0;
	if (*text && *text != 'Z' && *text != 'z') {
		second = digits(text, 2);
		if (second < 0)
			return MOOT_VALUE_UNREADABLE;
		text += 2;
	}
	bool utc = *text == 'Z' || *text == 'z';
	if (text[utc ? 1 : 0])
		return MOOT_VALUE_UNREADABLE;
	if (hour > 24 || minute > 59 || second > 60)
		return MOOT_VALUE_IMPOSSIBLE;
	stamp->kind = utc ? MOOT_STAMP_UTC : MOOT_STAMP_FLOATING;
	stamp->local += hour * 3600 + minute * 60 + second;
	return MOOT_VALUE_READ;
}

enum moot_value_end moot_value_stamp(const char *text, struct moot_stamp *stamp)
{
	char clean[MOST_STAMP_BYTES] = "";
	size_t length = compact(text, clean) ? strlen(clean) : 0;
	if (length < 8 || digits(clean, 8) < 0)
		return MOOT_VALUE_UNREADABLE;
	moot_day day = moot_day_from_date(digits(clean, 4), digits(clean + 4, 2), digits(clean + 6, 2));
	struct moot_stamp read = {.kind = MOOT_STAMP_DATE, .local = (int64_t)day * 86400};
	if (length > 8) {
		enum moot_value_end end = MOOT_VALUE_UNREADABLE;
		if (clean[8] == 'T' || clean[8] == 't' || clean[8] == ' ')
			end = read_time(clean + 9, &read);
		if (end != MOOT_VALUE_READ)
			return end;
	}
	if (day == MOOT_NO_DAY)
		return MOOT_VALUE_IMPOSSIBLE;
	*stamp = read;
	return MOOT_VALUE_READ;
}

enum moot_value_end moot_value_length(const char *text, struct moot_length *length)
{
	const unsigned most = 100 * 366;
	char clean[MOST_STAMP_BYTES] = "";
	if (!compact(text, clean))
		return MOOT_VALUE_UNREADABLE;
	struct icaldurationtype duration = icaldurationtype_from_string(clean);
	if (icaldurationtype_is_bad_duration(duration))
		return MOOT_VALUE_UNREADABLE;
	/* libical wraps huge numbers: a length of more than a century is no meeting's. */
	if (duration.is_neg || duration.weeks > most / 7 || duration.days > most || duration.hours > most * 24 ||
	    duration.minutes > most * 1440 || duration.seconds > most * 1440)
		return MOOT_VALUE_IMPOSSIBLE;
	length->days = (int64_t)duration.weeks * 7 + duration.days;
	length->seconds = (int64_t)duration.hours * 3600 + (int64_t)duration.minutes * 60 + duration.seconds;
	return MOOT_VALUE_READ;
}

enum moot_value_end moot_value_period(char *text, struct moot_extra *extra)
{
	char *slash = strchr(text, '/');
	*extra = (struct moot_extra){0};
	if (slash)
		*slash = '\0';
	enum moot_value_end end = moot_value_stamp(text, &extra->start);
	if (end != MOOT_VALUE_READ || !slash)
		return end;
	const char *rest = slash + 1;
	if (*rest >= '0' && *rest <= '9')
		return moot_value_stamp(rest, &extra->end);
	end = moot_value_length(rest, &extra->length);
	extra->has_length = end == MOOT_VALUE_READ;
	return end;
}

enum moot_value_end moot_value_offset(const char *text, int32_t *seconds)
{
	while (*text == ' ')
		text++;
	bool negative = *text == '-';
	if (*text == '-' || *text == '+')
		text++;
	int hours = digits(text, 2);
	if (hours < 0)
		return MOOT_VALUE_UNREADABLE;
	text += text[2] == ':' ? 3 : 2;
	int minutes = digits(text, 2);
	if (minutes < 0)
		return MOOT_VALUE_UNREADABLE;
	text += text[2] == ':' ? 3 : 2;
	int rest = digits(text, 2);
	int32_t total = hours * 3600 + minutes * 60 + (rest > 0 ? rest : 0);
	if (total > 26 * 3600)
		return MOOT_VALUE_IMPOSSIBLE;
	*seconds = negative ? -total : total;
	return MOOT_VALUE_READ;
}

char *moot_value_next(char **rest)
{
	while (*rest) {
		char *item = *rest;
		char *comma = strchr(item, ',');
		*rest = comma ? comma + 1 : NULL;
		if (comma)
			*comma = '\0';
		item += strspn(item, " \t");
		if (*item)
			return item;
	}
	return NULL;
}
