/* Cells as people really write them: pay, headers, dates, what is empty at the edges. */
#include "landscape_folder.h"

static const struct {
	const char *cell;
	double salary; /* -1: an error */
} PAY[] = {
    {"52000", 52000},
    {"\"52,000\"", 52000},
    {"\xc2\xa3"
     "52000.50",
     52000.5},
    {"\"\xc2\xa3 52,000\"", 52000},
    {"52 000", 52000},
    {"52\xc2\xa0"
     "000",
     52000},
    {"52\xe2\x80\xaf"
     "000 \xc2\xa3",
     52000},
    {"\"GBP 1,052,000\"", 1052000},
    {"52000 GBP", 52000},
    {"5.2e4", -1},
    {"\"52,00\"", -1},
    {"52\xc2\xa3"
     "000",
     -1},
    {"$52000", -1},
    {"52k", 52000},
    {"\"GBP 52,000 p.a.\"", 52000},
    {"52 thousand", -1},
    {"\xc2\xa3", -1},
    {"-5", -1},
    {"1111111111111111111111111111111111111111111111111111111111111111", -1},
};

Test(cells, pay)
{
	for (size_t i = 0; i < sizeof PAY / sizeof *PAY; i++) {
		char text[256];
		struct folder *folder = folder_new();
		snprintf(text, sizeof text, "person_id,salary\nann,%s\n", PAY[i].cell);
		folder_write(folder, "people.csv", text);
		if (PAY[i].salary < 0) {
			folder_expect(folder, MOOT_ERROR, "people.csv", 2, 2, "it must be a number");
		} else {
			folder_expect_clean(folder);
			int ann = moot_landscape_person(folder->landscape, "ann");
			cr_assert_float_eq(folder->landscape->people[ann].salary, PAY[i].salary, 1e-9, "%s",
					   PAY[i].cell);
		}
		folder_free(folder);
	}
}

Test(cells, headers)
{
	static const char *const headers[] = {"board_id,name,meetings_per_year", "Board ID,Name,Meetings per year",
					      "BOARD-ID,NAME:,MeetingsPerYear",
					      " Board_Id *,name ,meetings  per\tyear"};
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
		char text[256];
		struct folder *folder = folder_new();
		snprintf(text, sizeof text, "%s\na,A,6\nb,B,4\n", headers[i]);
		folder_write(folder, "boards.csv", text);
		folder_expect_clean(folder);
		cr_assert_eq(folder->landscape->boards[0].meetings_per_year, 6);
		folder_free(folder);
	}
}

Test(cells, what_is_empty_at_the_edges)
{
	struct folder *folder = folder_new();
	folder_write(folder, "boards.csv", "board_id,name,,,\n,,,,\na,A,,,\n  , ,\t,,\nb,B,,,\n,,,,\n\n\n");
	folder_expect_clean(folder);
	cr_assert_eq(folder->landscape->board_count, 2);
	folder_free(folder);
}

static const struct {
	const char *text;
	const char *day; /* NULL: an error */
} DATES[] = {{"01/04/2027", "2027-04-01"},
	     {"1-Apr-27", "2027-04-01"},
	     {"01 April 2027", "2027-04-01"},
	     {"1-april-2027", "2027-04-01"},
	     {"1-Ap-27", NULL},
	     {"31-Apr-27", NULL},
	     {"04/13/2027", NULL},
	     {"1 April", NULL},
	     {"1 April 027", NULL},
	     {"46478", NULL},
	     {"April 2027", NULL}};

Test(cells, dates)
{
	for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++) {
		char text[256];
		struct folder *folder = folder_new();
		snprintf(text, sizeof text, "key,value\nstart,%s\n", DATES[i].text);
		folder_write(folder, "policy.csv", text);
		if (DATES[i].day) {
			folder_expect(folder, MOOT_WARNING, "policy.csv", 2, 2, "day before month");
			cr_assert_eq(folder->landscape->policy.start, moot_day_parse(DATES[i].day), "%s",
				     DATES[i].text);
		} else {
			folder_read(folder);
			cr_assert_eq(folder->status, MOOT_ERROR_INPUT, "%s", DATES[i].text);
		}
		folder_free(folder);
	}
}

static const struct {
	const char *text;
	int minutes; /* -1: refused */
} LENGTHS[] = {{"90", 90},        {"90 mins", 90},    {"2 hours", 120}, {"1h30", 90},   {"1h 30m", 90},
	       {"1:30", 90},      {"1.15 hours", 69}, {"2.5 hrs", 150}, {"1:60", -1},   {"90 mins 30", -1},
	       {"2 hours x", -1}, {"hours", -1},      {"1.01 h", -1},   {"1:30:00", -1}};

Test(cells, minutes_as_people_write_them)
{
	for (size_t i = 0; i < sizeof LENGTHS / sizeof *LENGTHS; i++) {
		struct folder *folder = folder_new();
		char text[128];
		snprintf(text, sizeof text, "board_id,name,minutes\na,Alpha,%s\nb,Beta,60\n", LENGTHS[i].text);
		folder_write(folder, "boards.csv", text);
		folder_read(folder);
		if (LENGTHS[i].minutes < 0)
			cr_assert_eq(folder->status, MOOT_ERROR_INPUT, "%s is read", LENGTHS[i].text);
		else
			cr_assert(folder->landscape && folder->landscape->boards[0].minutes == LENGTHS[i].minutes, "%s",
				  LENGTHS[i].text);
		folder_free(folder);
	}
}
