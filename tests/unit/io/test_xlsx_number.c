/* Numbers of workbooks: decimals as a spreadsheet shows them, dates and times by their format. */
#include "io/xlsx/number.h"

#include <criterion/criterion.h>

static const struct {
	const char *stored;
	enum moot_number_kind kind;
	int system;
	const char *text;
} NUMBERS[] = {
    {"12", MOOT_PLAIN, 1900, "12"},
    {"-0", MOOT_PLAIN, 1900, "0"},
    {"0.10000000000000001", MOOT_PLAIN, 1900, "0.1"},
    {"50000.000000000007", MOOT_PLAIN, 1900, "50000"},
    {"0.99999999999999999", MOOT_PLAIN, 1900, "1"},
    {"1E-3", MOOT_PLAIN, 1900, "0.001"},
    {"5.2E4", MOOT_PLAIN, 1900, "52000"},
    {"-12.50", MOOT_PLAIN, 1900, "-12.5"},
    {"1e300", MOOT_PLAIN, 1900, "1e300"},
    {"1e-300", MOOT_PLAIN, 1900, "1e-300"},
    {"123456789012345678", MOOT_PLAIN, 1900, "123456789012346000"},
    {"46477", MOOT_DATE, 1900, "2027-03-31"},
    {"46477.75", MOOT_DATE, 1900, "2027-03-31"},
    {"46477.99999", MOOT_DATE, 1900, "2027-03-31"},
    {"45015", MOOT_DATE, 1904, "2027-03-31"},
    {"0", MOOT_DATE, 1904, "1904-01-01"},
    {"1", MOOT_DATE, 1900, "1900-01-01"},
    {"59", MOOT_DATE, 1900, "1900-02-28"},
    {"60", MOOT_DATE, 1900, "60"},
    {"61", MOOT_DATE, 1900, "1900-03-01"},
    {"2958465", MOOT_DATE, 1900, "9999-12-31"},
    {"2958466", MOOT_DATE, 1900, "2958466"},
    {"-5", MOOT_DATE, 1900, "-5"},
    {"46448.416666666664", MOOT_DATE_AND_TIME, 1900, "2027-03-02T10:00"},
    {"46448", MOOT_DATE_AND_TIME, 1900, "2027-03-02"},
    {"46447.999999999", MOOT_DATE_AND_TIME, 1900, "2027-03-02"},
    {"0.375", MOOT_TIME, 1900, "09:00"},
    {"46448.375", MOOT_TIME, 1900, "09:00"},
    {"0.75", MOOT_DATE_AND_TIME, 1900, "18:00"},
    {"1.0625", MOOT_ELAPSED, 1900, "25:30"},
};

Test(xlsx_number, texts)
{
	char text[MOOT_NUMBER_SIZE];
	for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
		cr_assert(moot_number_text(NUMBERS[i].stored, NUMBERS[i].kind, NUMBERS[i].system, text), "%s",
			  NUMBERS[i].stored);
		cr_assert_str_eq(text, NUMBERS[i].text, "%s is %s, not %s", NUMBERS[i].stored, text, NUMBERS[i].text);
	}
}

Test(xlsx_number, what_is_none)
{
	static const char *const texts[] = {"",
					    "-",
					    "abc",
					    "1.2.3",
					    "1E",
					    "1E+",
					    "1E9999",
					    "NaN",
					    "0x10",
					    "1,5",
					    " 1",
					    "11111111111111111111111111111111111111111111111111111111111111111111111111"
					    "1111111111"};
	char text[MOOT_NUMBER_SIZE];
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_assert_not(moot_number_text(texts[i], MOOT_PLAIN, 1900, text), "%s", texts[i]);
}

static const struct {
	const char *code;
	enum moot_number_kind kind;
} FORMATS[] = {
    {"General", MOOT_PLAIN},
    {"0.00", MOOT_PLAIN},
    {"#,##0.00_);[Red](#,##0.00)", MOOT_PLAIN},
    {"\"days\" 0", MOOT_PLAIN},
    {"\\d0", MOOT_PLAIN},
    {"[$£-809]#,##0", MOOT_PLAIN},
    {"_-* #,##0_-;-* #,##0_-", MOOT_PLAIN},
    {"0.00E+00", MOOT_PLAIN},
    {"dd/mm/yyyy", MOOT_DATE},
    {"[$-809]d mmmm yyyy;@", MOOT_DATE},
    {"mmm", MOOT_DATE},
    {"yyyy\\-mm\\-dd", MOOT_DATE},
    {"d/m/yyyy h:mm", MOOT_DATE_AND_TIME},
    {"h:mm AM/PM", MOOT_TIME},
    {"hh:mm:ss", MOOT_TIME},
    {"[h]:mm", MOOT_ELAPSED},
    {"[mm]:ss", MOOT_ELAPSED},
    {"\"", MOOT_PLAIN},
    {"[", MOOT_PLAIN},
    {"A", MOOT_PLAIN},
    {"a/", MOOT_PLAIN},
};

Test(xlsx_number, formats)
{
	for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
		cr_assert_eq(moot_number_kind(FORMATS[i].code), FORMATS[i].kind, "%s", FORMATS[i].code);
	cr_assert_eq(moot_number_kind_built_in(0), MOOT_PLAIN);
	cr_assert_eq(moot_number_kind_built_in(14), MOOT_DATE);
	cr_assert_eq(moot_number_kind_built_in(20), MOOT_TIME);
	cr_assert_eq(moot_number_kind_built_in(22), MOOT_DATE_AND_TIME);
	cr_assert_eq(moot_number_kind_built_in(46), MOOT_ELAPSED);
	cr_assert_eq(moot_number_kind_built_in(49), MOOT_PLAIN);
}
