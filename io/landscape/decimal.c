/*
 * Decimal numbers as people write them (intake.h): "52,000", "52 000", "£52,000", "52,000 GBP".
 *
 * They are read digit by digit, so that no locale has a say.
 */
#include "io/landscape/intake.h"

#include <string.h>

/* Digits in groups as people write them, "52,000" or "52 000" or "52000": the length read, 0 where it is no number. */
static size_t whole_part(const char *text, double *value)
{
	size_t i = 0;
	size_t group = 0; /* digits since the last separator */
	size_t groups = 0;
	for (*value = 0; (text[i] >= '0' && text[i] <= '9') || text[i] == ',' || text[i] == ' '; i++) {
		if (text[i] >= '0' && text[i] <= '9') {
			*value = *value * 10 + (text[i] - '0');
			group++;
			continue;
		}
		if (group == 0 || group > 3 || (groups > 0 && group != 3))
			return 0;
		groups++;
		group = 0;
	}
	return groups > 0 && group != 3 ? 0 : i;
}

enum { LONGEST_NUMBER = 40 };

/* Takes a mark of pounds off the front; true where there was one. */
static bool skip_pounds(const char **text)
{
	static const char *const marks[] = {"£", "GBP", "gbp"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strncmp(*text, marks[i], strlen(marks[i])) == 0) {
			*text += strlen(marks[i]);
			return true;
		}
	return false;
}

/* The number without pounds, spaces around them, and with one kind of space. False where it is too long. */
static bool simplify(const char *text, char plain[LONGEST_NUMBER + 1])
{
	static const char *const spaces[] = {"\u00a0", "\u202f", "\u2009"};
	size_t used = 0;
	while (*text) {
		if (used == LONGEST_NUMBER)
			return false;
		bool space = *text == ' ';
		for (size_t i = 0; i < sizeof spaces / sizeof *spaces && !space; i++)
			if (strncmp(text, spaces[i], strlen(spaces[i])) == 0) {
				space = true;
				text += strlen(spaces[i]) - 1;
			}
		bool edge = used == 0 || (used == 1 && (plain[0] == '-' || plain[0] == '+'));
		if (space) {
			if (!edge)
				plain[used++] = ' ';
			text++;
		} else if (skip_pounds(&text)) {
			while (used > 0 && plain[used - 1] == ' ')
				used--;
			edge = used == 0 || (used == 1 && (plain[0] == '-' || plain[0] == '+'));
			/* In the middle of a number it is no mark of its. */
			if (!edge && *text)
				return false;
		} else {
			plain[used++] = *text++;
		}
	}
	plain[used] = '\0';
	return true;
}

/* A decimal number, with pound sign and separators between thousands. False where it is none. */
bool moot_intake_decimal(const char *written, double *value)
{
	double scale = 1;
	char plain[LONGEST_NUMBER + 1];
	const char *text = plain;
	if (!simplify(written, plain))
		return false;
	bool minus = *text == '-';
	text += *text == '-' || *text == '+';
	size_t length = whole_part(text, value);
	if (length == 0)
		return false;
	text += length;
	if (*text == '.' && !text[1])
		return false;
	if (*text == '.')
		for (text++; *text >= '0' && *text <= '9'; text++)
			*value += (*text - '0') * (scale /= 10);
	if (minus)
		*value = -*value;
	return !*text;
}

const char *moot_intake_plain_number(struct moot_intake *intake, const char *text)
{
	double value = 0;
	size_t used = 0;
	if (!moot_intake_decimal(text, &value))
		return text;
	char *plain = moot_intake_scratch(intake, strlen(text) + 1, 1);
	if (!plain)
		return text;
	for (; *text; text++)
		if (strchr("0123456789.-", *text))
			plain[used++] = *text;
	return plain;
}
