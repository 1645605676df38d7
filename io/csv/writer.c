/* Spreadsheet-safe CSV (writer.h; RFC 4180 for the quoting). */
#include "io/csv/writer.h"

#include <math.h>
#include <string.h>

void moot_csv_begin(struct moot_csv *csv, const char *const *titles)
{
	*csv = (struct moot_csv){0};
	moot_text_add(&csv->text, "\xEF\xBB\xBF");
	for (; *titles; titles++)
		moot_csv_cell(csv, *titles);
	moot_csv_end_row(csv);
}

static bool is_plain_number(const char *raw)
{
	raw += *raw == '-';
	size_t whole = strspn(raw, "0123456789");
	if (whole == 0)
		return false;
	raw += whole;
	if (*raw == '.') {
		size_t decimals = strspn(raw + 1, "0123456789");
		if (decimals == 0)
			return false;
		raw += 1 + decimals;
	}
	return *raw == '\0';
}

/* Spreadsheets skip white space and invisible marks before they look for a formula, so the test does too. */
static bool would_run(const char *raw)
{
	if (*raw == '\t' || *raw == '\r' || *raw == '\n')
		return true;
	if (is_plain_number(raw))
		return false;
	for (int32_t c; (c = moot_text_next(&raw)) >= 0;) {
		if (c == ' ' || c == 0xa0 || c == 0x3000 || moot_text_is_hidden(c))
			continue;
		return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xff1d || c == 0xff0b || c == 0xff0d ||
		       c == 0xff20;
	}
	return false;
}

/* Semicolons and tabs are quoted too: some spreadsheets split at them, and the next part could be a formula. */
static bool needs_quotes(const char *raw)
{
	size_t length = strlen(raw);
	return strpbrk(raw, ",;\"\r\n\t") || (length > 0 && (raw[0] == ' ' || raw[length - 1] == ' '));
}

static void next_cell(struct moot_csv *csv)
{
	if (csv->in_row)
		moot_text_add(&csv->text, ",");
	csv->in_row = true;
}

void moot_csv_cell(struct moot_csv *csv, const char *raw)
{
	next_cell(csv);
	bool quoted = needs_quotes(raw);
	if (quoted)
		moot_text_add(&csv->text, "\"");
	if (would_run(raw))
		moot_text_add(&csv->text, "'");
	for (int32_t c; (c = moot_text_next(&raw)) >= 0;) {
		if (c == '"')
			moot_text_add(&csv->text, "\"\"");
		else if (c == '\n' || !moot_text_is_hidden(c))
			moot_text_code_point(&csv->text, c);
		else if (c == '\t')
			moot_text_add(&csv->text, " ");
	}
	if (quoted)
		moot_text_add(&csv->text, "\"");
}

void moot_csv_integer(struct moot_csv *csv, long value)
{
	next_cell(csv);
	moot_text_format(&csv->text, "%ld", value);
}

void moot_csv_number(struct moot_csv *csv, double value)
{
	next_cell(csv);
	if (isfinite(value))
		moot_text_number(&csv->text, fabs(value) < 1e12 ? round(value * 100) / 100 : value);
}

void moot_csv_end_row(struct moot_csv *csv)
{
	moot_text_add(&csv->text, "\r\n");
	csv->in_row = false;
}
