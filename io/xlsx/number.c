/* Decimals, dates and times of cells (number.h). */
#include "io/xlsx/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
	MOST_DIGITS = 15,      /* that a spreadsheet shows */
	MOST_PLACES = 40,      /* before or behind the point; beyond, the stored text stays */
	LAST_SERIAL = 2958465, /* 9999-12-31 in the 1900 system */
	LEAP_SERIAL = 60       /* 1900-02-29 */
};

/* A stored number: digits without leading zeros, and how many of them stand before the point. */
struct decimal {
	bool minus;
	char digits[MOST_DIGITS + 2];
	int count;
	int point;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads the exponent behind an E: -999 to 999. */
static bool read_exponent(const char *text, int *exponent)
{
	bool minus = *text == '-';
	text += *text == '-' || *text == '+';
	size_t length = strspn(text, "0123456789");
	if (length == 0 || length > 3 || text[length])
		return false;
	for (*exponent = 0; *text; text++)
		*exponent = *exponent * 10 + (*text - '0');
	if (minus)
		*exponent = -*exponent;
	return true;
}

/* Keeps one digit more than is shown, for the rounding. */
static bool read_decimal(const char *text, struct decimal *d)
{
	bool any = false;
	bool behind = false;
	int exponent = 0;
	*d = (struct decimal){.minus = *text == '-'};
	if (strlen(text) >= MOOT_NUMBER_SIZE - 4)
		return false;
	for (text += *text == '-' || *text == '+'; is_digit(*text) || (*text == '.' && !behind); text++) {
		if (*text == '.') {
			behind = true;
			continue;
		}
		any = true;
		if (d->count > 0 || *text != '0') {
			if (d->count <= MOST_DIGITS)
				d->digits[d->count++] = *text;
			d->point += !behind;
		} else {
			d->point -= behind;
		}
	}
	if (!any || ((*text == 'E' || *text == 'e') ? !read_exponent(text + 1, &exponent) : *text != '\0'))
		return false;
	d->point += exponent;
	return true;
}

/* To MOST_DIGITS digits, half up, without zeros at the end. */
static void round_decimal(struct decimal *d)
{
	if (d->count > MOST_DIGITS) {
		bool up = d->digits[MOST_DIGITS] >= '5';
		d->count = MOST_DIGITS;
		for (int i = MOST_DIGITS - 1; up && i >= 0; i--) {
			up = d->digits[i] == '9';
			d->digits[i] = up ? '0' : (char)(d->digits[i] + 1);
		}
		if (up) {
			d->digits[0] = '1';
			d->point++;
		}
	}
	while (d->count > 0 && d->digits[d->count - 1] == '0')
		d->count--;
	d->digits[d->count] = '\0';
}

static void write_decimal(const struct decimal *d, char text[MOOT_NUMBER_SIZE])
{
	char *out = text;
	if (d->minus && d->count > 0)
		*out++ = '-';
	for (int i = 0; i < d->point; i++)
		*out++ = i < d->count ? d->digits[i] : '0';
	if (d->point <= 0)
		*out++ = '0';
	if (d->count > d->point && d->count > 0) {
		*out++ = '.';
		for (int i = d->point; i < d->count; i++)
			*out++ = i < 0 ? '0' : d->digits[i];
	}
	*out = '\0';
}

static double decimal_value(const struct decimal *d)
{
	double value = 0;
	for (int i = 0; i < d->count; i++)
		value = value * 10 + (d->digits[i] - '0');
	value *= pow(10, d->point - d->count);
	return d->minus ? -value : value;
}

moot_day moot_number_day(int64_t serial, int system)
{
	const moot_day first_1904 = -24107;  /* 1904-01-01 */
	const moot_day before_1900 = -25568; /* 1899-12-31 */
	if (serial < (system == 1904 ? 0 : 1) || serial > LAST_SERIAL || (system != 1904 && serial == LEAP_SERIAL))
		return MOOT_NO_DAY;
	if (system == 1904)
		return serial > LAST_SERIAL - 1462 ? MOOT_NO_DAY : first_1904 + (moot_day)serial;
	return before_1900 + (moot_day)serial - (serial > LEAP_SERIAL);
}

/* False where the number is no date or time of that kind. */
static bool write_moment(double value, enum moot_number_kind kind, int system, char text[MOOT_NUMBER_SIZE])
{
	if (!(value >= 0 && value < LAST_SERIAL + 1))
		return false;
	int64_t minutes = (int64_t)floor(value * MOOT_MINUTES_A_DAY + 0.5);
	int64_t serial = minutes / MOOT_MINUTES_A_DAY;
	int clock = (int)(minutes % MOOT_MINUTES_A_DAY);
	if (kind == MOOT_DATE)
		serial = (int64_t)floor(value);
	moot_day day = moot_number_day(serial, system);
	if (kind == MOOT_ELAPSED) {
		snprintf(text, MOOT_NUMBER_SIZE, "%02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
	} else if (kind == MOOT_TIME || (kind == MOOT_DATE_AND_TIME && serial == 0)) {
		moot_clock_format(clock, text);
	} else {
		if (day == MOOT_NO_DAY)
			return false;
		moot_day_format(day, text);
		if (kind == MOOT_DATE_AND_TIME && clock > 0)
			snprintf(text + 10, MOOT_NUMBER_SIZE - 10, "T%02d:%02d", clock / 60, clock % 60);
	}
	return true;
}

bool moot_number_text(const char *stored, enum moot_number_kind kind, int system, char text[MOOT_NUMBER_SIZE])
{
	struct decimal d;
	if (!read_decimal(stored, &d))
		return false;
	round_decimal(&d);
	if (kind != MOOT_PLAIN && write_moment(decimal_value(&d), kind, system, text))
		return true;
	if (d.count == 0)
		d.point = 0;
	if (d.point > MOST_PLACES || d.point < -(MOST_PLACES / 2))
		snprintf(text, MOOT_NUMBER_SIZE, "%s", stored);
	else
		write_decimal(&d, text);
	return true;
}

/* The end of what a format code shows as it stands, or leaves out: "text", \x, _x, *x, [Red]; else `code`. */
static const char *skip_literal(const char *code)
{
	char close = *code == '"' ? '"' : *code == '[' ? ']' : '\0';
	if (close) {
		const char *end = strchr(code + 1, close);
		return end ? end + 1 : code + strlen(code);
	}
	if ((*code == '\\' || *code == '_' || *code == '*') && code[1])
		return code + 2;
	return code;
}

/* "[h]", "[mm]", "[s]": hours and minutes that go beyond a day. */
static bool is_elapsed(const char *code)
{
	size_t length = *code == '[' ? strspn(code + 1, "hHmMsS") : 0;
	return length > 0 && code[length + 1] == ']';
}

enum moot_number_kind moot_number_kind(const char *code)
{
	bool day = false;
	bool month = false;
	bool clock = false;
	while (*code && *code != ';') {
		if (is_elapsed(code))
			return MOOT_ELAPSED;
		const char *next = skip_literal(code);
		if (next == code) {
			day |= strchr("dDyY", *code) != NULL;
			month |= *code == 'm' || *code == 'M';
			clock |= strchr("hHsS", *code) != NULL;
			/* AM/PM and A/P are of a time; their M is no month. */
			if ((*code == 'A' || *code == 'a') && (code[1] == '/' || code[1] == 'M' || code[1] == 'm'))
				next = code + (code[1] == '/' ? 3 : 5);
			else
				next = code + 1;
			next = strlen(code) < (size_t)(next - code) ? code + strlen(code) : next;
		}
		code = next;
	}
	if (clock)
		return day ? MOOT_DATE_AND_TIME : MOOT_TIME;
	return day || month ? MOOT_DATE : MOOT_PLAIN;
}

enum moot_number_kind moot_number_kind_built_in(int id)
{
	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
		return MOOT_DATE;
	if (id >= 18 && id <= 21)
		return MOOT_TIME;
	if (id == 22)
		return MOOT_DATE_AND_TIME;
	if ((id >= 32 && id <= 35) || id == 45 || id == 47)
		return MOOT_TIME;
	return id == 46 ? MOOT_ELAPSED : MOOT_PLAIN;
}
