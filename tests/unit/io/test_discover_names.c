/* Organisations, people and ids from e-mail addresses, and the agenda in a description. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "io/discover/discover.h"

static const char *const organisations[][3] = {{"a@lincs.police.uk", "Lincs Police", "lincs.police.uk"},
					       {"a@lincs.pnn.police.uk", "Lincs Police", "lincs.police.uk"},
					       {"a@mail.west-lindsey.gov.uk", "West Lindsey", "west-lindsey.gov.uk"},
					       {"a@ulh.nhs.uk", "ULH NHS", "ulh.nhs.uk"},
					       {"a@nhs.net", "NHS", "nhs.net"},
					       {"a@fire.example.org", "Fire", "fire.example.org"},
					       {"a@gmail.com", "", "gmail.com"},
					       {"a@localhost", "Localhost", "localhost"},
					       {"a@", "", ""},
					       {"", "", ""}};

Test(discover_names, organisations)
{
	struct moot_arena *arena = moot_arena_new();
	for (size_t i = 0; i < sizeof organisations / sizeof *organisations; i++) {
		const char *domain = NULL;
		cr_assert_str_eq(moot_organisation_name(arena, organisations[i][0], &domain), organisations[i][1]);
		cr_assert_str_eq(domain, organisations[i][2]);
	}
	moot_arena_free(arena);
}

static const char *const people[][3] = {{"Smith, Jane (Council)", "x@y", "Jane Smith"},
					{"Jane Smith [Police]", "x@y", "Jane Smith"},
					{"jane.o-smith@y", "jane.o-smith@y", "Jane O Smith"},
					{"", "jane_smith@y", "Jane Smith"},
					{"Smith,", "x@y", "Smith"},
					{"(Council), Jane", "x@y", ""}};

Test(discover_names, people)
{
	struct moot_arena *arena = moot_arena_new();
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		cr_assert_str_eq(moot_person_name(arena, people[i][0], people[i][1]), people[i][2], "%s", people[i][0]);
	cr_assert_str_eq(moot_person_id(arena, "jane.smith@y"), "jane.smith");
	cr_assert_str_eq(moot_person_id(arena, ".o'brien+x@y"), "o-brien-x");
	cr_assert_str_eq(moot_person_id(arena, "\xc3\xa9@y"), "person");
	moot_arena_free(arena);
}

struct agenda {
	const char *description;
	const char *themes; /* "theme minutes|..." */
};

static const struct agenda agendas[] = {
    {"Agenda: 1. Apologies 2. Drugs plan (20 mins) 3. Data sharing 4. AOB Join https://x",
     "Drugs plan 20|Data sharing 15|"},
    {"Agenda \xe2\x80\xa2 Welcome \xe2\x80\xa2 Knife crime \xe2\x80\xa2 Budget - 10 minutes \xe2\x80\xa2 Date of next "
     "meeting",
     "Knife crime 15|Budget 10|"},
    {"See version 1.2 of the paper", "Road Safety 15|"},
    {"1) Drugs (400 mins) 2) Alcohol (400 mins)", "Drugs 20|Alcohol 20|"},
    {"", "Road Safety 15|"}};

/* A board of an hour: 45 minutes are left beside standing business, and no agenda takes more. */
Test(discover_names, agendas)
{
	for (size_t i = 0; i < sizeof agendas / sizeof *agendas; i++) {
		struct moot_notice notice = {.room = "", .location = "", .description = agendas[i].description};
		const struct moot_notice *notices[] = {&notice};
		struct moot_found_board board = {.name = "The Road Safety Board",
						 .minutes = 60,
						 .notices = notices,
						 .notice_count = 1,
						 .venue = MOOT_NONE,
						 .mode = ""};
		struct moot_discovery d = {.arena = moot_arena_new(), .boards = &board, .board_count = 1};
		char found[512] = "";
		moot_discover_subjects(&d);
		cr_assert_eq(d.status, MOOT_OK);
		for (size_t t = 0; t < board.theme_count; t++)
			snprintf(found + strlen(found), sizeof found - strlen(found), "%s %d|", board.themes[t].theme,
				 board.themes[t].minutes);
		cr_assert_str_eq(found, agendas[i].themes);
		moot_arena_free(d.arena);
	}
}
