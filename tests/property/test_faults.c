/*
 * Memory runs out at every moment of a whole plan: reading a landscape with a calendar, structure, calendar, checking,
 * writing. Each time the answer is "out of memory", nothing is left behind on the disk or the heap, and an earlier plan
 * stands as it stood.
 *
 * The linker puts what is below in front of calloc() (all of moot's heap) and moot_arena_array() (see CMakeLists.txt);
 * the n-th of both together fails. MOOT_LONG tries every n up to 5,000 and a sample beyond, else a sample of all.
 */
#define _XOPEN_SOURCE 700 /* nftw */
#include <moot/moot.h>

#include <criterion/criterion.h>
#include <dirent.h>
#include <ftw.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_moot_arena_array(struct moot_arena *arena, size_t count, size_t size);
void *__wrap_moot_arena_array(struct moot_arena *arena, size_t count, size_t size);

/* How many are left until one fails; negative: none does. */
static atomic_long left = -1;
static atomic_long asked;

static bool fails(void)
{
	atomic_fetch_add(&asked, 1);
	return atomic_load(&left) >= 0 && atomic_fetch_sub(&left, 1) == 0;
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_moot_arena_array(struct moot_arena *arena, size_t count, size_t size)
{
	return fails() ? NULL : __real_moot_arena_array(arena, count, size);
}

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

/* The whole of a plan; what a command would do, in one status. */
static enum moot_status plan_once(const char *folder, const char *out)
{
	struct moot_error error = {0};
	struct moot_problems problems = {0};
	struct moot_landscape *landscape = NULL;
	struct moot_plan *plan = NULL;
	struct moot_verdict *verdict = NULL;
	struct moot_solve_options options;
	moot_solve_options_default(&options);
	options.gap = 1;
	options.threads = 1;
	enum moot_status status =
	    moot_landscape_read(folder, &(struct moot_read_options){0}, &landscape, &problems, &error);
	if (status == MOOT_OK)
		status = moot_plan_make(landscape, &options, &plan, &error);
	if (status == MOOT_OK)
		status = moot_verify(landscape, plan, &verdict, &error);
	if (status == MOOT_OK && verdict->count > 0)
		status = MOOT_ERROR_INVALID;
	if (status == MOOT_OK)
		status = moot_plan_write(landscape, plan, out, &error);
	moot_verdict_free(verdict);
	moot_plan_free(plan);
	moot_landscape_free(landscape);
	moot_problems_clear(&problems);
	return status;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
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

Test(faults, every_allocation, .timeout = 7200)
{
	char work[] = "/tmp/moot-faults-XXXXXX";
	char land[200];
	char out[200];
	cr_assert_not_null(mkdtemp(work));
	snprintf(land, sizeof land, "%s/land", work);
	snprintf(out, sizeof out, "%s/plan", work);
	mkdir(land, 0777);
	make_landscape(land);
	cr_assert_eq(plan_once(land, out), MOOT_OK, "the landscape can be planned");
	size_t entries = count_entries(work);
	atomic_store(&asked, 0);
	cr_assert_eq(plan_once(land, out), MOOT_OK);
	const long all = atomic_load(&asked);
	const bool every = getenv("MOOT_LONG") != NULL;
	long tried = 0;
	for (long n = 0; n < all; n += every && n < 5000 ? 1 : every ? 97 : 1 + all / 300) {
		ino_t before = identity(out);
		atomic_store(&left, n);
		enum moot_status status = plan_once(land, out);
		bool reached = atomic_load(&left) < 0;
		atomic_store(&left, -1);
		/* In the process that reads a calendar it is that calendar's own limit: an error of the input. */
		bool told = reached ? status == MOOT_ERROR_MEMORY : status == MOOT_OK || status == MOOT_ERROR_INPUT;
		cr_assert(told || status == MOOT_ERROR_MEMORY, "allocation %ld of %ld gives %s", n, all,
			  moot_status_text(status));
		cr_assert(status == MOOT_OK || identity(out) == before, "allocation %ld: the earlier plan was touched",
			  n);
		cr_assert_eq(count_entries(work), entries, "allocation %ld left something behind", n);
		tried++;
	}
	cr_assert_eq(plan_once(land, out), MOOT_OK, "all is well afterwards");
	moot_io_finish();
	nftw(work, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	fprintf(stderr, "faults: %ld of %ld allocations failed, each told as out of memory\n", tried, all);
}
