/*
 * Memory runs out at every moment of a whole plan (reading a landscape with a calendar, structure, calendar, checking,
 * writing), and of all that is done with one: planning again, audit, review, ladder, scenarios, sweeps, explanations,
 * exports, discovery. Each time the answer is "out of memory", nothing is left behind on the disk or the heap, and an
 * earlier result stands as it stood.
 *
 * The first allocation of each way through the program that leads to one fails (faults.h), so every place that asks for
 * memory does, and a few at equal distances; MOOT_LONG tries every one up to 5,000 and a sample beyond.
 */
#define _XOPEN_SOURCE 700 /* nftw */
#include "faults.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <unistd.h>

#include "faults_works.h"

static void put(const char *folder, const char *name, const char *text)
{
	char path[300];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	cr_assert_not_null(file);
	fputs(text, file);
	fclose(file);
}

static void make_landscape(const char *folder)
{
	char path[300];
	put(folder, "boards.csv",
	    "board_id,name,meetings_per_year,minutes,reports_to,venue\nnorth,North,2,60,top,hall\nsouth,South,2,60,top,"
	    "\n"
	    "top,Top,2,60,,\nlaw,Law,1,60,,\n");
	put(folder, "members.csv",
	    "board_id,person_id,role,deputy\nnorth,ann,chair,\nnorth,bob,,\nsouth,ann,,\nsouth,bob,chair,\ntop,cat,"
	    "chair,\n"
	    "top,ann,,bob\nlaw,cat,,\nlaw,dan,required,\n");
	put(folder, "people.csv",
	    "person_id,name,organisation,post,salary,max_hours\nann,Ann A,Police,Chief,90000,8\nbob,Bob "
	    "B,Police,,40000,\n"
	    "cat,Cat C,Council,,80000,\ndan,Dan D,Health,,50000,\n");
	put(folder, "agenda.csv",
	    "board_id,theme,minutes,duty\nnorth,Safety,40,\nsouth,Safety,40,\ntop,Safety,20,\nlaw,Review,30,review\n");
	put(folder, "duties.csv",
	    "duty_id,name,legal_basis,organisations,due\nreview,Review,Act s1,Council,2027-12-01\n");
	put(folder, "venues.csv", "venue_id,name,site,capacity\nhall,Hall,Town,20\n");
	put(folder, "rules.csv", "rule,subject,object,value,reason\nnot-on,all,Fri,,because\nbefore,law,top,5,x\n");
	put(folder, "travel.csv", "from,to,minutes\nTown,Port,40\n");
	put(folder, "attendance.csv",
	    "board_id,date,person_id,status\nnorth,2027-05-04,ann,attended\nnorth,2027-05-04,bob,apologies\n"
	    "law,2027-06-01,cat,attended\n");
	put(folder, "strategies.csv",
	    "strategy_id,owner,priority,theme\na,north,Fewer harms,Safety\nb,Police,Safe "
	    "streets,Safety\nb,Police,Parks,\n");
	put(folder, "policy.csv", "key,value\nstart,2027-04-01\nend,2028-03-31\n");
	snprintf(path, sizeof path, "%s/calendars", folder);
	mkdir(path, 0777);
	snprintf(path, sizeof path, "%s/calendars/people", folder);
	mkdir(path, 0777);
	put(folder, "calendars/people/ann.ics",
	    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20270101T000000Z\r\n"
	    "DTSTART:20270405T090000Z\r\nDTEND:20270405T100000Z\r\nRRULE:FREQ=WEEKLY;COUNT=20\r\nSUMMARY:x\r\n"
	    "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

/* A diary of a board's meetings in which everybody is invited. */
static void put_diary(const char *folder, const char *name)
{
	char text[4096];
	int used =
	    snprintf(text, sizeof text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:%s\r\n", name);
	for (int i = 0; i < 4; i++) {
		used +=
		    snprintf(text + used, sizeof text - (size_t)used,
			     "BEGIN:VEVENT\r\nUID:b%d\r\nDTSTAMP:20270101T000000Z\r\nDTSTART:20270%d06T100000Z\r\n"
			     "DTEND:20270%d06T120000Z\r\nSUMMARY:Safety Board\r\nLOCATION:Town Hall\r\n"
			     "DESCRIPTION:Agenda\\n1. Drugs\\n2. Roads\r\nORGANIZER;CN=Ann A:mailto:ann@police.uk\r\n",
			     i, 4 + i, 4 + i);
		used += snprintf(text + used, sizeof text - (size_t)used,
				 "ATTENDEE;CN=Ann A;PARTSTAT=ACCEPTED:mailto:ann@police.uk\r\n"
				 "ATTENDEE;CN=Bob B:mailto:bob@police.uk\r\nATTENDEE;CN=Cat C;PARTSTAT=DECLINED:mailto:"
				 "cat@council.gov.uk\r\nATTENDEE;CN=Dan D:mailto:dan@nhs.uk\r\nEND:VEVENT\r\n");
	}
	snprintf(text + used, sizeof text - (size_t)used, "END:VCALENDAR\r\n");
	put(folder, name, text);
}

static const char SCENARIO[] =
    "rule,subject,object,value,reason\nset,policy:cover,,0.5,x\nset,board:top.minutes,,90,x\n"
    "add-board,new,name=New|meetings_per_year=2|minutes=60,,x\nadd-member,new,bob,chair,x\nadd-member,new,dan,,x\n"
    "add-agenda,new,Parks,30,x\nadd-duty,parks,Council,2,x\nremove-member,south,ann,,x\napart,north,top,,The top one "
    "checks\n"
    "pin,top,2027-06-09T10:00,,x\nwithin,north,2027-11-01/2028-01-31,1,x\nmax-per-day,all,,2,x\n"
    "chair,north,bob,,x\nkeep,new,,,x\n";
static const char BROKEN[] =
    "rule,subject,object,value,reason\ntogether,north,south,,x\napart,north,south,,y\nkeep,top,,,z\n";

static void scene_paths(struct scene *scene)
{
	snprintf(scene->work, sizeof scene->work, "/tmp/moot-faults-XXXXXX");
	cr_assert_not_null(mkdtemp(scene->work));
	snprintf(scene->land, sizeof scene->land, "%s/land", scene->work);
	snprintf(scene->out, sizeof scene->out, "%s/plan", scene->work);
	snprintf(scene->fresh, sizeof scene->fresh, "%s/fresh", scene->work);
	snprintf(scene->scenario, sizeof scene->scenario, "%s/scenario.csv", scene->work);
	snprintf(scene->broken, sizeof scene->broken, "%s/broken.csv", scene->work);
	snprintf(scene->earlier, sizeof scene->earlier, "%s/earlier/plan.json", scene->work);
	snprintf(scene->other, sizeof scene->other, "%s/other/plan.json", scene->work);
}

/* Makes a plan by `run` and keeps it in the folder of that name. */
static void keep_plan(const struct scene *scene, enum moot_status (*run)(const struct scene *scene), const char *name)
{
	char kept[120];
	cr_assert_eq(run(scene), MOOT_OK, "%s: %s", name, said);
	snprintf(kept, sizeof kept, "%s/%s", scene->work, name);
	cr_assert_eq(rename(scene->out, kept), 0);
}

static void scene_make(struct scene *scene)
{
	char feeds[120];
	scene_paths(scene);
	mkdir(scene->land, 0777);
	make_landscape(scene->land);
	put(scene->work, "scenario.csv", SCENARIO);
	put(scene->work, "broken.csv", BROKEN);
	snprintf(feeds, sizeof feeds, "%s-feeds", scene->land);
	mkdir(feeds, 0777);
	put_diary(feeds, "ann.ics");
	put_diary(feeds, "bob.ics");
	put_diary(feeds, "cat.ics");
	keep_plan(scene, plan_once, "earlier");
	keep_plan(scene, scenario_once, "other");
}

static size_t count_entries(const char *folder)
{
	DIR *directory = opendir(folder);
	size_t count = 0;
	cr_assert_not_null(directory);
	while (readdir(directory))
		count++;
	closedir(directory);
	return count;
}

static ino_t identity(const char *folder)
{
	struct stat about;
	return stat(folder, &about) == 0 ? about.st_ino : 0;
}

struct work {
	const char *name;
	enum moot_status (*run)(const struct scene *scene);
};
static const struct work WORKS[] = {{"plan", plan_once},
				    {"plan --previous", plan_again},
				    {"plan --scenario", scenario_once},
				    {"plan that can't be", conflict_once},
				    {"check of mistakes", mistakes_once},
				    {"audit", audit_once},
				    {"audit --previous", review_once},
				    {"ladder", ladder_once},
				    {"explain", explain_once},
				    {"explain of boards apart", explain_apart},
				    {"explain --meeting", alternatives_once},
				    {"explain --meeting --at", time_once},
				    {"what if", cases_once},
				    {"sweep", sweep_once},
				    {"diff", difference_once},
				    {"verify of faults", verify_once},
				    {"summary", summary_once},
				    {"new", new_once},
				    {"discover", discover_once},
				    {"export", export_once},
				    {"export --feed", feed_once}};
enum { WORKS_COUNT = sizeof WORKS / sizeof *WORKS };

/* Fails allocation `n` of the work, and looks at what is left. */
static void fail_one(const struct work *work, const struct scene *scene, long n, size_t entries)
{
	ino_t before = identity(scene->out);
	atomic_store(&left, n);
	enum moot_status status = work->run(scene);
	bool reached = atomic_load(&left) < 0;
	atomic_store(&left, -1);
	/* In the process that reads a calendar it is that calendar's own limit: an error of the input. */
	bool told = reached ? status == MOOT_ERROR_MEMORY : status == MOOT_OK || status == MOOT_ERROR_INPUT;
	cr_expect(told || status == MOOT_ERROR_MEMORY, "%s: allocation %ld gives %s: %s", work->name, n,
		  moot_status_text(status), said);
	cr_expect(status == MOOT_OK || identity(scene->out) == before,
		  "%s: allocation %ld: the earlier result was touched", work->name, n);
	cr_expect_eq(count_entries(scene->work), entries, "%s: allocation %ld left something behind", work->name, n);
}

/* How many were tried. */
static long fail_all(const struct work *work, const struct scene *scene)
{
	cr_assert_eq(work->run(scene), MOOT_OK, "%s: %s", work->name, said);
	size_t entries = count_entries(scene->work);
	watch_ways(true);
	cr_assert_eq(work->run(scene), MOOT_OK, "%s: %s", work->name, said);
	watch_ways(false);
	const long all = atomic_load(&asked);
	const bool every = getenv("MOOT_LONG") != NULL;
	long tried = 0;
	for (long w = 0; w < ways.count; w++, tried++)
		fail_one(work, scene, ways.first[w], entries);
	for (long n = 0; n < all; n += every && n < 5000 ? 1 : every ? 97 : 1 + all / 20, tried++)
		fail_one(work, scene, n, entries);
	cr_assert_eq(work->run(scene), MOOT_OK, "%s: all is well afterwards", work->name);
	fprintf(stderr, "faults: %s: %ld of %ld allocations failed, each told as out of memory\n", work->name, tried,
		all);
	remove_folder(scene->out);
	return tried;
}

Test(faults, every_allocation, .timeout = 7200)
{
	struct scene scene;
	long tried = 0;
	scene_make(&scene);
	for (size_t i = 0; i < WORKS_COUNT; i++)
		tried += fail_all(&WORKS[i], &scene);
	moot_io_finish();
	remove_folder(scene.work);
	fprintf(stderr, "faults: %ld allocations failed in all\n", tried);
}
