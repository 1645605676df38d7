/* The text of a recurrence rule; see recurrence.h. Strict about numbers, lenient about what producers really write. */
#include "recurrence.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <moot/date.h>

static const char *const frequency_names[] = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
static const char *const weekday_names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

enum { MOST_INTERVAL = INT32_MAX };

/* A piece of the rule's text. */
struct piece {
	const char *text;
	size_t length;
};

void moot_numbers_add(struct moot_numbers *numbers, int number)
{
	uint64_t *bits = number < 0 ? numbers->back : numbers->ahead;
	unsigned n = (unsigned)(number < 0 ? -number : number);
	bits[n / 64] |= (uint64_t)1 << (n % 64);
	numbers->given = true;
}

bool moot_numbers_have(const struct moot_numbers *numbers, int ahead, int back)
{
	if (ahead >= 0 && (numbers->ahead[ahead / 64] >> (ahead % 64) & 1))
		return true;
	return back > 0 && (numbers->back[back / 64] >> (back % 64) & 1);
}

/* The next piece up to `separator`; false at the end. */
static bool next_piece(struct piece *rest, char separator, struct piece *piece)
{
	if (!rest->text)
		return false;
	const char *end = memchr(rest->text, separator, rest->length);
	piece->text = rest->text;
	piece->length = end ? (size_t)(end - rest->text) : rest->length;
	if (end) {
		rest->length -= piece->length + 1;
		rest->text = end + 1;
	} else {
		rest->text = NULL;
	}
	while (piece->length > 0 && *piece->text == ' ') {
		piece->text++;
		piece->length--;
	}
	while (piece->length > 0 && piece->text[piece->length - 1] == ' ')
		piece->length--;
	return true;
}

static bool piece_is(struct piece piece, const char *word)
{
	return strlen(word) == piece.length && strncasecmp(piece.text, word, piece.length) == 0;
}

/* A whole number of at most ten digits with an optional sign. */
static bool piece_number(struct piece piece, long *number)
{
	bool negative = piece.length > 0 && piece.text[0] == '-';
	size_t i = negative || (piece.length > 0 && piece.text[0] == '+') ? 1 : 0;
	if (i == piece.length || piece.length - i > 10)
		return false;
	long value = 0;
	for (; i < piece.length; i++) {
		if (piece.text[i] < '0' || piece.text[i] > '9')
			return false;
		value = value * 10 + (piece.text[i] - '0');
	}
	*number = negative ? -value : value;
	return true;
}

static int find_weekday(struct piece piece)
{
	for (int w = 0; w < 7; w++) {
		if (piece_is(piece, weekday_names[w]))
			return w;
	}
	return -1;
}

/* "19971224" or "19971224T090000" with or without Z. */
static bool parse_until(struct piece value, struct moot_recurrence *rule)
{
	char digits[16] = "";
	long number[6] = {0};
	static const size_t at[] = {0, 4, 6, 9, 11, 13, 15};
	static const size_t widths[] = {4, 2, 2, 2, 2, 2};
	rule->until_is_utc = value.length == 16 && (value.text[15] == 'Z' || value.text[15] == 'z');
	rule->until_is_date = value.length == 8;
	if (!rule->until_is_date && !rule->until_is_utc && value.length != 15)
		return false;
	memcpy(digits, value.text, rule->until_is_date ? 8 : 15);
	if (!rule->until_is_date && digits[8] != 'T' && digits[8] != 't')
		return false;
	for (size_t i = 0; i < (rule->until_is_date ? 3U : 6U); i++) {
		struct piece part = {digits + at[i], widths[i]};
		if (*part.text < '0' || !piece_number(part, &number[i]))
			return false;
	}
	moot_day day = moot_day_from_date((int)number[0], (int)number[1], (int)number[2]);
	if (day == MOOT_NO_DAY || number[3] > 24 || number[4] > 59 || number[5] > 60)
		return false;
	rule->until = (int64_t)day * 86400 + number[3] * 3600 + number[4] * 60 + number[5];
	rule->has_until = true;
	return true;
}

static bool parse_weekdays(struct piece value, struct moot_recurrence *rule)
{
	struct piece item;
	while (next_piece(&value, ',', &item)) {
		if (item.length == 0)
			continue;
		if (item.length < 2)
			return false;
		struct piece name = {item.text + item.length - 2, 2};
		struct piece ordinal = {item.text, item.length - 2};
		int weekday = find_weekday(name);
		long number = 0;
		if (weekday < 0)
			return false;
		if (ordinal.length > 0 && (!piece_number(ordinal, &number) || number < -53 || number > 53))
			return false;
		if (number == 0)
			rule->weekdays |= 1U << weekday;
		else
			moot_numbers_add(&rule->ordinals[weekday], (int)number);
		rule->by_weekday = true;
	}
	return rule->by_weekday;
}

/* Where a BY list goes and what it may hold. */
struct list {
	const char *name;
	size_t offset;
	int low; /* of the absolute value */
	int high;
	bool negative;
};

static const struct list lists[] = {
    {"BYSECOND", offsetof(struct moot_recurrence, seconds), 0, 60, false},
    {"BYMINUTE", offsetof(struct moot_recurrence, minutes), 0, 59, false},
    {"BYHOUR", offsetof(struct moot_recurrence, hours), 0, 23, false},
    {"BYMONTH", offsetof(struct moot_recurrence, months), 1, 12, false},
    {"BYMONTHDAY", offsetof(struct moot_recurrence, month_days), 1, 31, true},
    {"BYYEARDAY", offsetof(struct moot_recurrence, year_days), 1, 366, true},
    {"BYWEEKNO", offsetof(struct moot_recurrence, weeks), 1, 53, true},
    {"BYSETPOS", offsetof(struct moot_recurrence, positions), 1, 366, true},
};

static bool parse_list(const struct list *list, struct piece value, struct moot_recurrence *rule)
{
	struct moot_numbers *numbers = (struct moot_numbers *)(void *)((char *)rule + list->offset);
	struct piece item;
	while (next_piece(&value, ',', &item)) {
		long number = 0;
		if (item.length == 0)
			continue;
		if (!piece_number(item, &number))
			return false;
		long size = number < 0 ? -number : number;
		if (size < list->low || size > list->high || (number < 0 && !list->negative))
			return false;
		moot_numbers_add(numbers, (int)number);
	}
	return numbers->given;
}

static bool parse_frequency(struct piece value, struct moot_recurrence *rule)
{
	for (int f = 0; f < MOOT_NO_FREQUENCY; f++) {
		if (piece_is(value, frequency_names[f]))
			rule->frequency = (enum moot_frequency)f;
	}
	return rule->frequency != MOOT_NO_FREQUENCY;
}

/* FREQ, COUNT, UNTIL, INTERVAL, WKST and what is not supported. 1: understood, 0: wrong, -1: not one of these. */
static int parse_scalar(struct piece name, struct piece value, struct moot_recurrence *rule)
{
	long number = 0;
	if (piece_is(name, "FREQ"))
		return parse_frequency(value, rule);
	if (piece_is(name, "UNTIL"))
		return parse_until(value, rule);
	if (piece_is(name, "COUNT")) {
		if (!piece_number(value, &number) || number < 1)
			return 0;
		rule->count = number;
		return 1;
	}
	if (piece_is(name, "INTERVAL")) {
		if (!piece_number(value, &number) || number < 0 || number > MOST_INTERVAL)
			return 0;
		/* Some programs write INTERVAL=0 for every one. */
		rule->interval = number == 0 ? 1 : (int)number;
		return 1;
	}
	if (piece_is(name, "WKST")) {
		rule->week_start = find_weekday(value);
		return rule->week_start >= 0;
	}
	if (piece_is(name, "BYDAY"))
		return parse_weekdays(value, rule);
	if (piece_is(name, "RSCALE"))
		return piece_is(value, "GREGORIAN");
	if (piece_is(name, "SKIP"))
		return piece_is(value, "OMIT");
	return -1;
}

static bool parse_part(struct piece part, struct moot_recurrence *rule)
{
	struct piece value = part;
	struct piece name;
	next_piece(&value, '=', &name);
	if (!value.text)
		return false;
	while (value.length > 0 && *value.text == ' ') {
		value.text++;
		value.length--;
	}
	int understood = parse_scalar(name, value, rule);
	if (understood >= 0)
		return understood == 1;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		if (piece_is(name, lists[i].name))
			return parse_list(&lists[i], value, rule);
	}
	return name.length > 2 && strncasecmp(name.text, "X-", 2) == 0;
}

bool moot_recurrence_parse(const char *text, struct moot_recurrence *rule, char why[MOOT_RECURRENCE_WHY_BYTES])
{
	*rule = (struct moot_recurrence){.frequency = MOOT_NO_FREQUENCY, .interval = 1, .week_start = MOOT_MONDAY};
	struct piece rest = {text, strlen(text)};
	struct piece part;
	while (next_piece(&rest, ';', &part)) {
		if (part.length > 0 && !parse_part(part, rule)) {
			int shown = part.length > 60 ? 60 : (int)part.length;
			snprintf(why, MOOT_RECURRENCE_WHY_BYTES, "its part %.*s is not understood", shown, part.text);
			return false;
		}
	}
	if (rule->frequency == MOOT_NO_FREQUENCY) {
		snprintf(why, MOOT_RECURRENCE_WHY_BYTES, "it has no FREQ");
		return false;
	}
	return true;
}
