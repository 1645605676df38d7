/*
 * Numbers as people write them with their unit (intake.h): "90 mins", "2 hours", "1h30", "1:30" in columns of minutes;
 * "quarterly", "monthly", "6 a year" for how often; "45,000 p.a.", "70k" for a salary. Only what can mean one thing is
 * read: bi-monthly is twice a month for one and every two months for another, so it stays an error.
 */
#include "io/landscape/intake.h"

#include <math.h>
#include <string.h>

struct unit {
	const char *word; /* behind the number; "" for none */
	double factor;
};

struct often {
	const char *word;
	double times;
};

static const struct unit MINUTES[] = {
    {"h", 60},  {"hr", 60},  {"hrs", 60}, {"hour", 60}, {"hours", 60}, {"m", 1},
    {"min", 1}, {"min.", 1}, {"mins", 1}, {"mins.", 1}, {"minute", 1}, {"minutes", 1},
};

static const struct unit TIMES[] = {
    {"x", 1},
    {"times", 1},
    {"meetings", 1},
    {"a year", 1},
    {"per year", 1},
    {"p.a.", 1},
    {"pa", 1},
    {"per annum", 1},
    {"times a year", 1},
    {"times per year", 1},
    {"x a year", 1},
    {"x per year", 1},
    {"meetings a year", 1},
    {"meetings per year", 1},
};

static const struct unit PAY[] = {
    {"k", 1000},   {"p.a.", 1},     {"p.a", 1},       {"pa", 1},      {"per annum", 1},
    {"a year", 1}, {"per year", 1}, {"k p.a.", 1000}, {"k pa", 1000}, {"/year", 1},
};

static const struct often OFTEN[] = {
    {"weekly", 52},       {"fortnightly", 26}, {"monthly", 12},         {"every month", 12},   {"quarterly", 4},
    {"every quarter", 4}, {"termly", 3},       {"six-monthly", 2},      {"6-monthly", 2},      {"twice a year", 2},
    {"half-yearly", 2},   {"yearly", 1},       {"annual", 1},           {"annually", 1},       {"once a year", 1},
    {"six-weekly", 9},    {"6-weekly", 9},     {"every two months", 6}, {"every 2 months", 6},
};
#define COUNT(table) (sizeof(table) / sizeof *(table))

static size_t number_length(const char *text)
{
	size_t length = strspn(text, "0123456789.,");
	while (length > 0 && (text[length - 1] == '.' || text[length - 1] == ','))
		length--;
	return length;
}

/* Reads "NUMBER UNIT" and moves on behind it; false where it is none. */
static bool take(const char **text, const struct unit *units, size_t count, double *value)
{
	char digits[32];
	size_t length = number_length(*text);
	if (length == 0 || length >= sizeof digits)
		return false;
	memcpy(digits, *text, length);
	digits[length] = '\0';
	const char *word = *text + length + strspn(*text + length, " ");
	size_t best = 0;
	double factor = 0;
	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(units[i].word);
		bool ends = strncmp(word, units[i].word, size) == 0 && !(word[size] >= 'a' && word[size] <= 'z');
		if (ends && size > best) {
			best = size;
			factor = units[i].factor;
		}
	}
	if (best == 0 || !moot_intake_decimal(digits, value))
		return false;
	/* 1.15 hours are 69 minutes, whatever the product's last bit says. */
	*value = round(*value * factor * 1e6) / 1e6;
	*text = word + best + strspn(word + best, " ");
	return true;
}

/* "1:30" */
static bool clock_minutes(const char *text, double *value)
{
	size_t hours = strspn(text, "0123456789");
	if (hours == 0 || hours > 2 || text[hours] != ':' || strspn(text + hours + 1, "0123456789") != 2 ||
	    text[hours + 3] || text[hours + 1] > '5')
		return false;
	double whole = 0;
	for (size_t i = 0; i < hours; i++)
		whole = whole * 10 + (text[i] - '0');
	*value = 60 * whole + 10 * (text[hours + 1] - '0') + (text[hours + 2] - '0');
	return true;
}

static bool minutes(const char *text, double *value)
{
	double hours = 0;
	double rest = 0;
	if (clock_minutes(text, value))
		return true;
	bool in_hours = strchr(text, 'h') != NULL;
	if (!take(&text, MINUTES, COUNT(MINUTES), &hours))
		return false;
	if (strncmp(text, "and ", 4) == 0)
		text += 4;
	/* "1h30"; nothing that begins with minutes goes on so */
	if (in_hours && strspn(text, "0123456789") == 2 && !text[2] && moot_intake_decimal(text, &rest))
		text += 2;
	else if (*text && !take(&text, MINUTES, COUNT(MINUTES), &rest))
		return false;
	*value = hours + rest;
	return !*text;
}

static bool times(const char *text, double *value)
{
	for (size_t i = 0; i < COUNT(OFTEN); i++) {
		const char *word = OFTEN[i].word;
		size_t c = 0;
		while (word[c] && (text[c] == word[c] || (word[c] == '-' && text[c] == ' ')))
			c++;
		if (!word[c] && !text[c]) {
			*value = OFTEN[i].times;
			return true;
		}
	}
	return take(&text, TIMES, COUNT(TIMES), value) && !*text;
}

bool moot_intake_unit(struct moot_intake *intake, const char *column, const char *text, double *value)
{
	size_t length = strlen(column);
	const char *folded = moot_intake_fold(intake, text);
	if (length >= 7 && strcmp(column + length - 7, "minutes") == 0)
		return minutes(folded, value);
	if (length >= 8 && strcmp(column + length - 8, "per_year") == 0)
		return times(folded, value);
	if (strcmp(column, "salary") != 0)
		return false;
	/* Pounds in front, in any of their spellings, are the number's own. */
	static const char *const marks[] = {"\u00a3", "gbp"};
	for (size_t i = 0; i < COUNT(marks); i++)
		if (strncmp(folded, marks[i], strlen(marks[i])) == 0)
			folded += strlen(marks[i]);
	folded += strspn(folded, " ");
	return take(&folded, PAY, COUNT(PAY), value) && !*folded;
}
