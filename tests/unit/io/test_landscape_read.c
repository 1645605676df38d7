/* A landscape's files to what the solver sees: defaults, references, windows, rules. */
#include "landscape_folder.h"

static const struct moot_board *board(const struct folder *folder, const char *id)
{
	int index = moot_landscape_board(folder->landscape, id);
	cr_assert_geq(index, 0, "%s", id);
	return &folder->landscape->boards[index];
}

static const struct moot_person *person(const struct folder *folder, const char *id)
{
	int index = moot_landscape_person(folder->landscape, id);
	cr_assert_geq(index, 0, "%s", id);
	return &folder->landscape->people[index];
}

static const struct moot_member *member(const struct folder *folder, const char *board_id, const char *person_id)
{
	const struct moot_landscape *l = folder->landscape;
	for (size_t i = 0; i < l->member_count; i++)
		if (strcmp(l->boards[l->members[i].board].id, board_id) == 0 &&
		    strcmp(l->people[l->members[i].person].id, person_id) == 0)
			return &l->members[i];
	cr_assert_fail("no member %s %s", board_id, person_id);
	return NULL;
}

static const char *organisation(const struct folder *folder, int index)
{
	return index < 0 ? "" : folder->landscape->organisations[index];
}

static void expect_day(moot_day day, const char *text)
{
	char shown[11];
	moot_day_format(day, shown);
	cr_assert_str_eq(shown, text);
}

Test(read, defaults)
{
	struct folder *f = folder_new();
	folder_expect_clean(f);
	const struct moot_board *a = board(f, "a");
	cr_assert_eq(a->meetings_per_year, 4);
	cr_assert_eq(a->minutes, 120);
	cr_assert_eq(a->standing_minutes, 15);
	cr_assert_eq(a->prep_minutes, 30);
	cr_assert_eq(a->travel_minutes, 30);
	cr_assert_eq(a->report_days, 28);
	cr_assert_eq(a->mode, MOOT_HYBRID);
	cr_assert_eq(a->merge, MOOT_MERGE_FREE);
	cr_assert_eq(a->reports_to, MOOT_NONE);
	cr_assert_eq(a->venue, MOOT_NONE);
	cr_assert_str_eq(a->area, "");
	const struct moot_person *ann = person(f, "ann");
	cr_assert_str_eq(ann->name, "ann");
	cr_assert_lt(ann->salary, 0);
	cr_assert_lt(ann->max_hours, 0);
	cr_assert_eq(ann->days, 0x1f);
	cr_assert_eq(ann->senior, MOOT_UNSAID);
	cr_assert_eq(member(f, "a", "ann")->role, MOOT_CHAIR);
	cr_assert_eq(member(f, "a", "bob")->role, MOOT_MEMBER);
	cr_assert_eq(member(f, "a", "bob")->seat, MOOT_SEAT_PERSONAL);
	expect_day(f->landscape->policy.start, "2027-04-01");
	expect_day(f->landscape->policy.end, "2028-03-31");
	cr_assert_str_eq(f->landscape->policy.name, strrchr(f->path, '/') + 1);
	folder_free(f);
}

Test(read, every_column_of_boards)
{
	struct folder *f = folder_new();
	folder_write(f, "venues.csv", "venue_id,name,site,capacity\nroom,Room 1,Town Hall,30\nbare,,,\n");
	folder_write(
	    f, "boards.csv",
	    "Board ID;NAME;parent;area;kind;statutory;legal_basis;min_per_year;meetings_per_year;minutes;"
	    "standing_minutes;prep_minutes;travel minutes;mode;venue;merge;reports_to;report_days;quorum;match\n"
	    "a;Board A;P;/Wales/ Gwent //Newport/;csp;Y;Act s1;2;6;90;10;45;20;In Person;room;In_Common;b;14;1;"
	    "One | Two|\n"
	    "b;Board B;;;;;;;;;;;;online;;never;;;;\n");
	folder_expect_clean(f);
	const struct moot_board *a = board(f, "a");
	cr_assert_str_eq(a->parent, "P");
	cr_assert_str_eq(a->area, "wales/gwent/newport");
	cr_assert_str_eq(a->kind, "csp");
	cr_assert_str_eq(a->legal_basis, "Act s1");
	cr_assert(a->statutory);
	cr_assert_eq(a->min_per_year, 2);
	cr_assert_eq(a->meetings_per_year, 6);
	cr_assert_eq(a->minutes, 90);
	cr_assert_eq(a->standing_minutes, 10);
	cr_assert_eq(a->prep_minutes, 45);
	cr_assert_eq(a->travel_minutes, 20);
	cr_assert_eq(a->mode, MOOT_IN_PERSON);
	cr_assert_eq(a->merge, MOOT_MERGE_IN_COMMON);
	cr_assert_eq(a->venue, 0);
	cr_assert_eq(a->report_days, 14);
	cr_assert_eq(a->quorum, 1);
	cr_assert_eq(a->match_count, 2);
	cr_assert_str_eq(a->match[1], "Two");
	cr_assert_str_eq(f->landscape->boards[a->reports_to].id, "b");
	cr_assert_eq(board(f, "b")->mode, MOOT_ONLINE);
	cr_assert_eq(board(f, "b")->merge, MOOT_MERGE_NEVER);
	cr_assert_str_eq(f->landscape->venues[1].name, "bare");
	cr_assert_eq(f->landscape->venues[1].site, MOOT_NONE);
	folder_free(f);
}

Test(read, standing_business_of_the_policy_does_not_make_a_short_meeting_wrong)
{
	struct folder *f = folder_new();
	folder_write(f, "boards.csv", "board_id,name,minutes\na,A,10\nb,B,20\n");
	folder_expect_clean(f);
	cr_assert_eq(board(f, "a")->standing_minutes, 10);
	cr_assert_eq(board(f, "b")->standing_minutes, 15);
	folder_free(f);
}

Test(read, people_and_organisations)
{
	struct folder *f = folder_new();
	folder_write(f, "people.csv",
		     "person_id,name,organisation,post,email,salary,senior,base,max_hours,days\n"
		     "ann,Ann,  COUNCIL ,Chief,ann@example.org,\"£85,000.50\",no,HQ,120.5,Mon|Wed-Fri\n"
		     "dee,Dee,Health,,,52 000,,,,Sat-Sun\n");
	folder_write(f, "members.csv",
		     "board_id,person_id,person_name,organisation,role,deputy,seat\n"
		     "a,ann,Ignored,Council,Chairwoman,dee,organisation\n"
		     "b,ann,,,,,\n"
		     "a,bob,Bob,Police,observer,,personal\n"
		     "b,dee,,,,,\n");
	folder_expect_clean(f);
	cr_assert_eq(f->landscape->person_count, 3);
	cr_assert_eq(f->landscape->organisation_count, 3);
	const struct moot_person *ann = person(f, "ann");
	cr_assert_str_eq(ann->name, "Ann");
	cr_assert_float_eq(ann->salary, 85000.5, 1e-9);
	cr_assert_eq(ann->senior, MOOT_NO);
	cr_assert_float_eq(ann->max_hours, 120.5, 1e-9);
	cr_assert_eq(ann->days, 1u << MOOT_MONDAY | 1u << MOOT_WEDNESDAY | 1u << MOOT_THURSDAY | 1u << MOOT_FRIDAY);
	cr_assert_str_eq(f->landscape->sites[ann->base], "HQ");
	cr_assert_str_eq(organisation(f, ann->organisation), "COUNCIL");
	cr_assert_str_eq(person(f, "bob")->name, "Bob");
	cr_assert_str_eq(organisation(f, person(f, "bob")->organisation), "Police");
	cr_assert_float_eq(person(f, "dee")->salary, 52000, 1e-9);
	cr_assert_eq(person(f, "dee")->days, 1u << MOOT_SATURDAY | 1u << MOOT_SUNDAY);
	cr_assert_str_eq(organisation(f, member(f, "b", "ann")->organisation), "COUNCIL");
	cr_assert_str_eq(organisation(f, member(f, "b", "dee")->organisation), "Health");
	cr_assert_eq(member(f, "a", "ann")->seat, MOOT_SEAT_ORGANISATION);
	cr_assert_str_eq(f->landscape->people[member(f, "a", "ann")->deputy].id, "dee");
	folder_free(f);
}

Test(read, the_organisation_of_members_wins)
{
	struct folder *f = folder_new();
	folder_write(f, "people.csv", "person_id,organisation\nann,Health\ncyd,Council\n");
	folder_expect(f, MOOT_WARNING, "people.csv", 2, 2, "\"Council\" in members.csv");
	cr_assert_str_eq(organisation(f, person(f, "ann")->organisation), "Council");
	cr_assert_str_eq(organisation(f, person(f, "cyd")->organisation), "Council");
	cr_assert_eq(f->problems.count, 1);
	folder_free(f);
}

/* Each row for itself: ann speaks for the council on a and, as people.csv has it, for health on b; bob has the police.
 */
Test(read, a_row_without_organisation_is_that_of_people)
{
	struct folder *f = folder_new();
	folder_write(f, "people.csv", "person_id,organisation\nann,Health\n");
	folder_write(f, "members.csv",
		     "board_id,person_id,organisation\na,ann,Council\nb,ann,\na,bob,Police\nb,bob,\n");
	folder_expect_clean(f);
	cr_assert_str_eq(organisation(f, member(f, "a", "ann")->organisation), "Council");
	cr_assert_str_eq(organisation(f, member(f, "b", "ann")->organisation), "Health");
	cr_assert_str_eq(organisation(f, person(f, "ann")->organisation), "Health");
	cr_assert_str_eq(organisation(f, member(f, "b", "bob")->organisation), "Police");
	folder_free(f);
}

Test(read, roles_that_nobody_knows_are_told_once)
{
	struct folder *f = folder_new();
	folder_write(f, "members.csv",
		     "board_id,person_id,role\na,ann,Officer\na,bob,OFFICER\nb,ann,Alderman\nb,bob,officer \n");
	folder_expect(f, MOOT_WARNING, "members.csv", 2, 3, "(3 rows)");
	cr_assert_not_null(folder_find(f, "members.csv", 4, 3, "(1 row)"));
	cr_assert_eq(f->problems.count, 2);
	folder_free(f);
}

Test(read, agenda_and_themes)
{
	struct folder *f = folder_new();
	folder_write(f, "duties.csv", "duty_id,name,organisations\nd,Duty,police|Council|POLICE\n");
	folder_write(f, "agenda.csv",
		     "board_id,theme,item,minutes,per_year,duty\na,Drugs,Plan,20,2,d\nb,\" DRUGS\",,,,\n");
	folder_expect_clean(f);
	const struct moot_landscape *l = f->landscape;
	cr_assert_eq(l->theme_count, 1);
	cr_assert_str_eq(l->themes[0], "Drugs");
	cr_assert_eq(l->items[0].minutes, 20);
	cr_assert_eq(l->items[0].per_year, 2);
	cr_assert_eq(l->items[0].duty, 0);
	cr_assert_eq(l->items[1].minutes, 15);
	cr_assert_eq(l->items[1].per_year, 4);
	cr_assert_eq(l->items[1].duty, MOOT_NONE);
	cr_assert_eq(l->duties[0].organisation_count, 2);
	folder_free(f);
}

static const struct {
	const char *start;
	const char *end;
	const char *due_from;
	const char *due;
	const char *windows; /* from..to, one after another */
} DUES[] = {
    {"2027-04-01", "2028-03-31", "", "02-08", "2027-12-10..2028-02-08"},
    {"2027-04-01", "2028-03-31", "12-01", "02-08", "2027-12-01..2028-02-08"},
    {"2027-04-01", "2028-03-31", "02-01", "02-08", "2028-02-01..2028-02-08"},
    {"2027-04-01", "2028-03-31", "", "04-10", "2027-04-01..2027-04-10"},
    {"2027-04-01", "2028-03-31", "", "2027-09-30", "2027-08-01..2027-09-30"},
    {"2027-04-01", "2028-03-31", "2027-05-01", "2027-09-30", "2027-05-01..2027-09-30"},
    {"2027-04-01", "2028-03-31", "05-01", "2027-09-30", "2027-05-01..2027-09-30"},
    {"2026-10-01", "2028-03-31", "01-01", "02-08", "2027-01-01..2027-02-082028-01-01..2028-02-08"},
    {"2026-04-01", "2027-03-31", "", "02-29", "2026-12-30..2027-02-28"},
};

Test(read, duty_windows)
{
	for (size_t i = 0; i < sizeof DUES / sizeof *DUES; i++) {
		struct folder *f = folder_new();
		char text[160];
		char shown[64] = "";
		snprintf(text, sizeof text, "key,value\nstart,%s\nend,%s\n", DUES[i].start, DUES[i].end);
		folder_write(f, "policy.csv", text);
		snprintf(text, sizeof text, "duty_id,due_from,due\nd,%s,%s\n", DUES[i].due_from, DUES[i].due);
		folder_write(f, "duties.csv", text);
		folder_write(f, "agenda.csv", "board_id,theme,duty\na,T,d\n");
		folder_expect_clean(f);
		const struct moot_duty *duty = &f->landscape->duties[0];
		for (size_t w = 0; w < duty->due_count; w++) {
			moot_day_format(duty->due[w].from, shown + strlen(shown));
			memcpy(shown + strlen(shown), "..", 3);
			moot_day_format(duty->due[w].to, shown + strlen(shown));
		}
		cr_assert_str_eq(shown, DUES[i].windows);
		folder_free(f);
	}
}

Test(read, travel_is_the_same_both_ways)
{
	struct folder *f = folder_new();
	folder_write(f, "venues.csv", "venue_id,site\nv,Town Hall\nw,HQ\n");
	folder_write(f, "travel.csv", "from,to,minutes\ntown hall,HQ,20\nHQ,Town Hall,20\n");
	folder_expect_clean(f);
	cr_assert_eq(f->landscape->link_count, 1);
	cr_assert_eq(f->landscape->links[0].minutes, 20);
	folder_free(f);
}

Test(read, texts_of_venues_without_venues_are_sites)
{
	struct folder *f = folder_new();
	folder_write(f, "boards.csv", "board_id,name,venue\na,A,Town Hall\nb,B,TOWN HALL\n");
	folder_write(f, "people.csv", "person_id,base\nann,HQ\n");
	folder_write(f, "travel.csv", "from,to,minutes\nTown hall,HQ,20\n");
	folder_expect_clean(f);
	cr_assert_eq(f->landscape->site_count, 2);
	cr_assert_eq(board(f, "b")->venue, MOOT_NONE);
	cr_assert_str_eq(board(f, "b")->venue_text, f->landscape->sites[f->landscape->links[0].from]);
	folder_free(f);
}

Test(read, every_kind_of_rule)
{
	struct folder *f = folder_new();
	folder_write(f, "agenda.csv", "board_id,theme\na,Drugs\n");
	folder_write(f, "duties.csv", "duty_id\nd\n");
	folder_write(f, "rules.csv",
		     "rule,subject,object,value,reason\n"
		     "apart,a,b,,Because\n"
		     "together,a|b,,,\n"
		     "keep,a|b,,,\n"
		     "close,b,,,\n"
		     "host,drugs,b,,\n"
		     "host,d,b,,\n"
		     "chair,a,bob,,\n"
		     "Not On,a|b|cyd,Fri pm|2027-07-20/2027-09-01,,\n"
		     "not_on,all,2027-12-24,,\n"
		     "within,a,2027-06-01/2027-07-31,2,\n"
		     "before,a,b,7,\n"
		     "pin,a,2028-03-31T10:00,,\n"
		     "max-per-day,all,,3,\n"
		     "max-per-day,ann|bob,,2,\n"
		     "max-boards,,,1,\n");
	folder_read(f);
	cr_assert_eq(f->status, MOOT_OK);
	cr_assert_eq(f->problems.count, 1); /* nobody carries the duty */
	const struct moot_landscape *l = f->landscape;
	static const enum moot_rule_kind kinds[] = {
	    MOOT_RULE_APART,       MOOT_RULE_TOGETHER,    MOOT_RULE_KEEP,        MOOT_RULE_CLOSE,     MOOT_RULE_HOST,
	    MOOT_RULE_HOST,        MOOT_RULE_CHAIR,       MOOT_RULE_NOT_ON,      MOOT_RULE_NOT_ON,    MOOT_RULE_NOT_ON,
	    MOOT_RULE_NOT_ON,      MOOT_RULE_NOT_ON,      MOOT_RULE_WITHIN,      MOOT_RULE_BEFORE,    MOOT_RULE_PIN,
	    MOOT_RULE_MAX_PER_DAY, MOOT_RULE_MAX_PER_DAY, MOOT_RULE_MAX_PER_DAY, MOOT_RULE_MAX_BOARDS};
	cr_assert_eq(l->rule_count, sizeof kinds / sizeof *kinds);
	for (size_t i = 0; i < l->rule_count; i++)
		cr_assert_eq(l->rules[i].kind, kinds[i], "%zu", i);
	cr_assert_str_eq(l->rules[0].text, "apart a b");
	cr_assert_str_eq(l->rules[0].reason, "Because");
	cr_assert_str_eq(l->rules[0].file, "rules.csv");
	cr_assert_eq(l->rules[0].line, 2);
	cr_assert_eq(l->rules[0].board_count, 2);
	cr_assert_eq(l->rules[1].board_count, 2);
	cr_assert_eq(l->rules[4].theme, 0);
	cr_assert_eq(l->rules[4].duty, MOOT_NONE);
	cr_assert_eq(l->rules[5].duty, 0);
	cr_assert_str_eq(l->people[l->rules[6].person].id, "bob");
	/* Boards on Fridays, Cyd on Fridays, boards in summer, Cyd in summer, all on one day. */
	cr_assert_eq(l->rules[7].board_count, 2);
	cr_assert_eq(l->rules[7].weekday, MOOT_FRIDAY);
	cr_assert_eq(l->rules[7].half, MOOT_FROM_NOON);
	cr_assert_eq(l->rules[7].person, MOOT_NONE);
	cr_assert_eq(l->rules[8].board_count, 0);
	cr_assert_str_eq(l->people[l->rules[8].person].id, "cyd");
	cr_assert_eq(l->rules[9].weekday, MOOT_NONE);
	expect_day(l->rules[9].from, "2027-07-20");
	expect_day(l->rules[10].to, "2027-09-01");
	cr_assert(l->rules[11].everyone);
	expect_day(l->rules[11].from, "2027-12-24");
	expect_day(l->rules[11].to, "2027-12-24");
	cr_assert_eq(l->rules[12].value, 2);
	cr_assert_eq(l->rules[13].value, 7);
	cr_assert_str_eq(l->boards[l->rules[13].boards[0]].id, "a");
	cr_assert_eq(l->rules[14].pin % MOOT_MINUTES_A_DAY, 600);
	cr_assert(l->rules[15].everyone);
	cr_assert_str_eq(l->people[l->rules[17].person].id, "bob");
	cr_assert_eq(l->rules[18].value, 1);
	folder_free(f);
}

Test(read, a_value_in_an_empty_column_is_understood)
{
	struct folder *f = folder_new();
	folder_write(f, "rules.csv", "rule,subject,object,value\nmax-per-day,all,3,\nmax-boards,2,,\n");
	folder_expect(f, MOOT_WARNING, "rules.csv", 2, 3, "its column is value");
	cr_assert_not_null(folder_find(f, "rules.csv", 3, 2, "its column is value"));
	cr_assert_eq(f->problems.count, 2);
	cr_assert_eq(f->landscape->rules[0].value, 3);
	cr_assert_eq(f->landscape->rules[1].value, 2);
	folder_free(f);
}

Test(read, policy_values)
{
	struct folder *f = folder_new();
	folder_write(f, "policy.csv",
		     "key,value,note\nName,Our area,\nstart,2028-02-29,\nlunch,,none\nDefault Salary,\"£48,500\",\n"
		     "default_seat,organisation,\ndisliked,,\ncover,,default\n");
	folder_expect_clean(f);
	const struct moot_policy *policy = &f->landscape->policy;
	cr_assert_str_eq(policy->name, "Our area");
	expect_day(policy->end, "2028-03-31");
	cr_assert_eq(policy->lunch.from, policy->lunch.to);
	cr_assert_float_eq(policy->default_salary, 48500, 1e-9);
	cr_assert_float_eq(policy->cover, 0.6, 1e-9);
	cr_assert_str_eq(policy->disliked, "");
	cr_assert_eq(member(f, "a", "ann")->seat, MOOT_SEAT_ORGANISATION);
	folder_free(f);
}

static const struct {
	const char *policy;
	const char *start;
	const char *end;
	const char *from;
	const char *to;
} YEARS[] = {
    {"key,value\n", NULL, NULL, "2027-04-01", "2028-03-31"},
    {"key,value\nstart,2029-01-01\n", NULL, NULL, "2029-01-01", "2029-03-31"},
    {"key,value\nstart,2029-03-31\n", NULL, NULL, "2029-03-31", "2030-03-31"},
    {"key,value\nstart,2029-01-01\n", "2030-05-01", NULL, "2030-05-01", "2031-03-31"},
    {"key,value\nstart,2029-01-01\nend,2029-12-31\n", "2029-06-01", NULL, "2029-06-01", "2029-12-31"},
    {"key,value\nstart,2029-01-01\nend,2029-12-31\n", "2030-01-01", NULL, "2030-01-01", "2030-03-31"},
    {"key,value\nstart,2029-01-01\n", NULL, "2029-03-31", "2029-01-01", "2029-03-31"},
};

Test(read, planning_year)
{
	setenv("SOURCE_DATE_EPOCH", "1795305600", 1); /* 2026-11-22 */
	for (size_t i = 0; i < sizeof YEARS / sizeof *YEARS; i++) {
		struct folder *f = folder_new();
		folder_write(f, "policy.csv", YEARS[i].policy);
		cr_assert_eq(folder_read_with(f, YEARS[i].start, YEARS[i].end), MOOT_OK);
		expect_day(f->landscape->policy.start, YEARS[i].from);
		expect_day(f->landscape->policy.end, YEARS[i].to);
		cr_assert_str_eq(f->landscape->created, "2026-11-22T00:00:00Z");
		folder_free(f);
	}
	setenv("SOURCE_DATE_EPOCH", "1806537600", 1); /* 2027-04-01, a whole year before the next */
	struct folder *f = folder_new();
	folder_write(f, "policy.csv", "key,value\n");
	folder_read(f);
	expect_day(f->landscape->policy.start, "2028-04-01");
	cr_assert_eq(folder_read_with(f, "tomorrow", NULL), MOOT_ERROR_USAGE);
	cr_assert_null(f->landscape);
	setenv("SOURCE_DATE_EPOCH", "soon", 1);
	cr_assert_eq(folder_read(f), MOOT_ERROR_USAGE);
	unsetenv("SOURCE_DATE_EPOCH");
	folder_free(f);
}

Test(read, inputs_and_assumptions)
{
	struct folder *f = folder_new();
	unsetenv("SOURCE_DATE_EPOCH");
	folder_write(f, "boards.csv", "abc");
	folder_write(f, "boards.csv", "board_id,name,meetings_per_year\na,Board A,3\nb,Board B,\n");
	folder_expect_clean(f);
	const struct moot_landscape *l = f->landscape;
	cr_assert_eq(l->input_count, 3);
	cr_assert_str_eq(l->inputs[0].file, "boards.csv");
	cr_assert_str_eq(l->inputs[2].file, "policy.csv");
	/* printf 'key,value\nstart,2027-04-01\n' | sha256sum */
	cr_assert_str_eq(l->inputs[2].sha256, "4bb482f94c9cfce9127071e1a586f2b26f6cf623a600942c5f3b7230391573a2");
	bool told = false;
	for (size_t i = 0; i < l->assumption_count; i++)
		told |= strcmp(l->assumptions[2 * i], "meetings_per_year") == 0 &&
			strcmp(l->assumptions[2 * i + 1], "4 for 1 of 2 boards") == 0;
	cr_assert(told);
	cr_assert_eq(strlen(l->created), 20);
	folder_free(f);
}

Test(read, a_calendar_is_an_input)
{
	struct folder *f = folder_new();
	char path[160];
	static const char *const folders[] = {"calendars", "calendars/closures"};
	for (size_t i = 0; i < 2; i++) {
		folder_path(f, folders[i], path);
		cr_assert_eq(mkdir(path, 0777), 0);
		snprintf(f->files[f->file_count++], sizeof f->files[0], "%s", folders[i]);
	}
	folder_write(f, "policy.csv", "key,value\nstart,2027-04-01\nbank_holidays,none\n");
	folder_expect(f, MOOT_WARNING, "policy.csv", 0, 0, "no day is closed");
	folder_write(f, "calendars/closures/c.ics",
		     "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\nUID:1@t\r\n"
		     "DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20270601\r\nSUMMARY:Closed\r\nEND:VEVENT\r\n"
		     "END:VCALENDAR\r\n");
	folder_expect_clean(f);
	cr_assert_eq(f->landscape->closure_count, 1);
	expect_day(f->landscape->closures[0].day, "2027-06-01");
	cr_assert_eq(f->landscape->input_count, 4);
	cr_assert_str_eq(f->landscape->inputs[1].file, "calendars/closures/c.ics");
	folder_free(f);
}
