/*
 * Memory runs out at every moment of a whole plan (reading a landscape with a calendar, structure, calendar, checking,
 * writing), and of all that is done with one: planning again, audit, ladder, scenarios, explanations, exports. Each
 * time the answer is "out of memory", nothing is left behind on the disk or the heap, and an earlier result stands as
 * it stood.
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

/* Where a work reads and writes. */
struct scene {
	char work[64];
	char land[100];
	char out[100];
	char earlier[100]; /* plan.json of a plan made before */
};

struct hands {
	struct moot_landscape *landscape;
	struct moot_plan *plan;
	struct moot_problems problems;
	struct moot_error error;
	struct moot_solve_options options;
};

static enum moot_status take(struct hands *h, const struct scene *scene, bool with_plan)
{
	*h = (struct hands){0};
	moot_solve_options_default(&h->options);
	h->options.gap = 1;
	h->options.threads = 1;
	enum moot_status status =
	    moot_landscape_read(scene->land, &(struct moot_read_options){0}, &h->landscape, &h->problems, &h->error);
	if (status == MOOT_OK && with_plan)
		status = moot_plan_read(scene->earlier, &h->plan, &h->error);
	return status;
}

/* What the last work said when it failed. */
static char said[sizeof((struct moot_error *)0)->message];

static enum moot_status let_go(struct hands *h, enum moot_status status)
{
	snprintf(said, sizeof said, "%s", h->error.message);
	moot_plan_free(h->plan);
	moot_landscape_free(h->landscape);
	moot_problems_clear(&h->problems);
	return status;
}

/* Makes a plan, has it verified and writes it, as the command does. */
static enum moot_status plan_by(struct hands *h, const char *out)
{
	struct moot_plan *plan = NULL;
	struct moot_verdict *verdict = NULL;
	enum moot_status status = moot_plan_make(h->landscape, &h->options, &plan, &h->error);
	if (status == MOOT_OK)
		status = moot_verify(h->landscape, plan, &verdict, &h->error);
	if (status == MOOT_OK && verdict->count > 0)
		status = MOOT_ERROR_INVALID;
	if (status == MOOT_OK)
		status = moot_plan_write(h->landscape, plan, out, &h->error);
	moot_verdict_free(verdict);
	moot_plan_free(plan);
	return status;
}

static enum moot_status plan_once(const struct scene *scene)
{
	struct hands h;
	enum moot_status status = take(&h, scene, false);
	return let_go(&h, status == MOOT_OK ? plan_by(&h, scene->out) : status);
}

static enum moot_status plan_again(const struct scene *scene)
{
	struct hands h;
	enum moot_status status = take(&h, scene, true);
	h.options.previous = h.plan;
	h.options.freeze_before = moot_day_from_date(2027, 9, 1);
	h.options.assumptions = MOOT_ASSUMPTIONS_PRICES;
	return let_go(&h, status == MOOT_OK ? plan_by(&h, scene->out) : status);
}

static enum moot_status audit_once(const struct scene *scene)
{
	struct hands h;
	struct moot_audit *audit = NULL;
	char *text = NULL;
	char *json = NULL;
	enum moot_status status = take(&h, scene, false);
	if (status == MOOT_OK)
		status = moot_audit(h.landscape, &audit, &h.error);
	if (status == MOOT_OK)
		status = moot_audit_to_text(h.landscape, audit, &text, &h.error);
	if (status == MOOT_OK)
		status = moot_audit_to_json(h.landscape, audit, &json, &h.error);
	if (status == MOOT_OK)
		status = moot_audit_write(h.landscape, audit, scene->out, &h.error);
	moot_release(text);
	moot_release(json);
	moot_audit_free(audit);
	return let_go(&h, status);
}

static enum moot_status ladder_once(const struct scene *scene)
{
	struct hands h;
	struct moot_ladder *ladder = NULL;
	char *text = NULL;
	char *json = NULL;
	enum moot_status status = take(&h, scene, false);
	if (status == MOOT_OK)
		status = moot_ladder_make(h.landscape, &h.options, &ladder, &h.error);
	if (status == MOOT_OK)
		status = moot_ladder_to_text(h.landscape, ladder, &text, &h.error);
	if (status == MOOT_OK)
		status = moot_ladder_to_json(h.landscape, ladder, &json, &h.error);
	if (status == MOOT_OK)
		status = moot_ladder_write(h.landscape, ladder, scene->out, &h.error);
	moot_release(text);
	moot_release(json);
	moot_ladder_free(ladder);
	return let_go(&h, status);
}

static enum moot_status explain_once(const struct scene *scene)
{
	static const int pair[] = {0, 1};
	struct hands h;
	struct moot_explanation *explanation = NULL;
	char *text = NULL;
	char *json = NULL;
	enum moot_status status = take(&h, scene, true);
	const struct moot_explain_request request = {
	    .boards = pair, .board_count = 2, .plan = h.plan, .runners_up = 2, .assumptions = true};
	if (status == MOOT_OK)
		status = moot_explain(h.landscape, &request, &h.options, &explanation, &h.error);
	if (status == MOOT_OK)
		status = moot_explain_to_text(h.landscape, &request, explanation, &text, &h.error);
	if (status == MOOT_OK)
		status = moot_explain_to_json(h.landscape, &request, explanation, &json, &h.error);
	moot_release(text);
	moot_release(json);
	moot_explanation_free(explanation);
	return let_go(&h, status);
}

static enum moot_status alternatives_once(const struct scene *scene)
{
	struct hands h;
	struct moot_alternatives *found = NULL;
	enum moot_status status = take(&h, scene, true);
	struct moot_alternatives_request request = {.number = 1, .most = 3};
	request.board = status == MOOT_OK ? h.plan->meetings[0].board : "";
	if (status == MOOT_OK)
		status = moot_alternatives_find(h.landscape, h.plan, &request, &found, &h.error);
	moot_alternatives_free(found);
	return let_go(&h, status);
}

static enum moot_status cases_once(const struct scene *scene)
{
	struct hands h;
	enum moot_status status = take(&h, scene, false);
	struct moot_case cases[2] = {{.landscape = h.landscape}, {.landscape = h.landscape, .structure_only = true}};
	if (status == MOOT_OK)
		status = moot_cases_plan(cases, 2, &h.options, &h.error);
	for (size_t i = 0; i < 2; i++) {
		if (status == MOOT_OK)
			status = cases[i].status;
		moot_plan_free(cases[i].plan);
	}
	return let_go(&h, status);
}

static enum moot_status export_once(const struct scene *scene)
{
	struct hands h;
	size_t uninvited = 0;
	enum moot_status status = take(&h, scene, true);
	const struct moot_export_request request = {
	    .landscape = h.landscape, .plan = h.plan, .all = true, .invite = true, .folder = scene->out};
	if (status == MOOT_OK)
		status = moot_export_write(&request, &uninvited, &h.error);
	return let_go(&h, status);
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

struct work {
	const char *name;
	enum moot_status (*run)(const struct scene *scene);
	long samples; /* where not every allocation is tried */
};
static const struct work WORKS[] = {{"plan", plan_once, 300},      {"plan --previous", plan_again, 80},
				    {"audit", audit_once, 80},     {"ladder", ladder_once, 80},
				    {"explain", explain_once, 80}, {"explain --meeting", alternatives_once, 60},
				    {"what if", cases_once, 60},   {"export", export_once, 80}};
enum { WORKS_COUNT = sizeof WORKS / sizeof *WORKS };

static void scene_make(struct scene *scene)
{
	snprintf(scene->work, sizeof scene->work, "/tmp/moot-faults-XXXXXX");
	cr_assert_not_null(mkdtemp(scene->work));
	snprintf(scene->land, sizeof scene->land, "%s/land", scene->work);
	snprintf(scene->out, sizeof scene->out, "%s/plan", scene->work);
	mkdir(scene->land, 0777);
	make_landscape(scene->land);
	cr_assert_eq(plan_once(scene), MOOT_OK, "the landscape can be planned");
	snprintf(scene->earlier, sizeof scene->earlier, "%s/earlier", scene->work);
	rename(scene->out, scene->earlier);
	snprintf(scene->earlier, sizeof scene->earlier, "%s/earlier/plan.json", scene->work);
}

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
	cr_assert(told || status == MOOT_ERROR_MEMORY, "%s: allocation %ld gives %s: %s", work->name, n,
		  moot_status_text(status), said);
	cr_assert(status == MOOT_OK || identity(scene->out) == before,
		  "%s: allocation %ld: the earlier result was touched", work->name, n);
	cr_assert_eq(count_entries(scene->work), entries, "%s: allocation %ld left something behind", work->name, n);
}

/* How many were tried. */
static long fail_all(const struct work *work, const struct scene *scene)
{
	cr_assert_eq(work->run(scene), MOOT_OK, "%s", work->name);
	size_t entries = count_entries(scene->work);
	atomic_store(&asked, 0);
	cr_assert_eq(work->run(scene), MOOT_OK, "%s", work->name);
	const long all = atomic_load(&asked);
	const bool every = getenv("MOOT_LONG") != NULL;
	long tried = 0;
	for (long n = 0; n < all; n += every && n < 5000 ? 1 : every ? 97 : 1 + all / work->samples) {
		fail_one(work, scene, n, entries);
		tried++;
	}
	cr_assert_eq(work->run(scene), MOOT_OK, "%s: all is well afterwards", work->name);
	fprintf(stderr, "faults: %s: %ld of %ld allocations failed, each told as out of memory\n", work->name, tried,
		all);
	nftw(scene->out, remove_one, 8, FTW_DEPTH | FTW_PHYS);
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
	nftw(scene.work, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	fprintf(stderr, "faults: %ld allocations failed in all\n", tried);
}
