/* moot_landscape_read(): a folder of CSV files and calendars to a landscape, in the order that intake.h tells. */
#include "io/landscape/intake.h"

#include "io/ical/feeds.h"

#include <stdlib.h>
#include <string.h>

/* Words that moot_lexicon_nearest() may compare in one reading: about a second's work. */
enum { WORD_BUDGET = 5000000 };

static int compare_inputs(const void *a, const void *b)
{
	return strcmp(((const struct moot_input *)a)->file, ((const struct moot_input *)b)->file);
}

static const char **copy_texts(struct moot_intake *intake, const struct moot_lexicon *names)
{
	const char **texts = moot_intake_array(intake, names->count, sizeof *texts);
	if (texts && names->count > 0)
		memcpy(texts, names->texts, names->count * sizeof *texts);
	return texts;
}

/* What was kept for the reading moves to the landscape. */
static void settle(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	l->themes = copy_texts(intake, &intake->themes);
	l->theme_count = intake->themes.count;
	l->organisations = copy_texts(intake, &intake->organisations);
	l->organisation_count = intake->organisations.count;
	l->sites = copy_texts(intake, &intake->sites);
	l->site_count = intake->sites.count;
	l->scenario_rows = moot_intake_array(intake, intake->scenario_row_count, sizeof *l->scenario_rows);
	if (l->scenario_rows && intake->scenario_row_count > 0) {
		memcpy(l->scenario_rows, intake->scenario_rows, intake->scenario_row_count * sizeof *l->scenario_rows);
		l->scenario_row_count = intake->scenario_row_count;
	}
	l->inputs = moot_intake_array(intake, intake->input_count, sizeof *l->inputs);
	if (!l->inputs || intake->input_count == 0)
		return;
	memcpy(l->inputs, intake->inputs, intake->input_count * sizeof *l->inputs);
	l->input_count = intake->input_count;
	qsort(l->inputs, l->input_count, sizeof *l->inputs, compare_inputs);
}

static void check_closures(struct moot_intake *intake)
{
	const struct moot_policy *policy = &intake->landscape->policy;
	const char *holidays = moot_policy_text(policy, intake->arena, MOOT_PARAM_ID_bank_holidays);
	if (holidays && strcmp(holidays, "none") == 0 && intake->landscape->closure_count == 0)
		moot_intake_report(intake, MOOT_WARNING, intake->sheets[MOOT_FILE_POLICY].file, 0, 0,
				   "no day is closed: bank_holidays is none and calendars/closures holds nothing; "
				   "meetings may fall on any working day");
}

/* The files in their order; each refers only to what stands before it. */
static enum moot_status read_files(struct moot_intake *intake, const struct moot_read_options *options,
				   struct moot_error *error)
{
	static void (*const phases[])(struct moot_intake *) = {
	    moot_read_places,  moot_read_boards, moot_read_people,      moot_read_duties,
	    moot_read_members, moot_read_agenda, moot_read_attendance,  moot_read_strategies,
	    moot_read_rules,   moot_check_whole, moot_check_duplicates, moot_note_assumptions};
	moot_read_policy(intake);
	enum moot_status status = moot_read_year(intake, options, error);
	/* Advice on which lines to mend is about the landscape's own files. */
	for (size_t i = 0; i < sizeof phases / sizeof *phases && !status && !intake->status; i++)
		if (phases[i] != moot_check_duplicates || intake->scenario_count == 0)
			phases[i](intake);
	return status ? status : intake->status;
}

/* The calendars, wherever they lie, and the date of all input. */
static enum moot_status read_calendars(struct moot_intake *intake, struct moot_error *error)
{
	struct moot_feed_table table = {.remote = MOOT_REMOTE_EMPTY};
	moot_intake_list_calendars(intake);
	enum moot_status status = intake->without_calendars ? MOOT_OK : moot_intake_fetch(intake, &table, error);
	if (!status)
		settle(intake);
	if (!status)
		status = intake->status;
	if (!status)
		status = moot_read_created(intake, error);
	/* A time zone that nobody knows was reported; no calendar can be read in it. */
	if (!status && !intake->without_calendars && moot_timezone_known(intake->landscape->policy.timezone))
		status = moot_feeds_read(intake->folder, intake->landscape, &table, intake->problems, error);
	moot_remote_clear(&table.remote);
	return status;
}

static enum moot_status read_all(struct moot_intake *intake, const struct moot_read_options *options,
				 struct moot_error *error)
{
	if (!moot_intake_read_folder(intake))
		return intake->status;
	moot_intake_apply_scenarios(intake);
	if (intake->status)
		return intake->status;
	enum moot_status status = read_files(intake, options, error);
	if (status)
		return status;
	status = read_calendars(intake, error);
	if (!status)
		check_closures(intake);
	return status ? status : intake->status;
}

static void release(struct moot_intake *intake)
{
	struct moot_lexicon *names[] = {&intake->boards, &intake->people,        &intake->duties, &intake->venues,
					&intake->themes, &intake->organisations, &intake->sites,  &intake->seats,
					&intake->links,  &intake->strategies,    &intake->topics, &intake->odd_words,
					&intake->listed, &intake->came};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		moot_lexicon_clear(names[i]);
	moot_release(intake->odd_roles);
	moot_release(intake->rules);
	moot_release(intake->inputs);
	moot_release(intake->scenario_rows);
	moot_release(intake->workbook_bytes);
	moot_arena_free(intake->arena);
	free(intake->root);
}

static void count(const struct moot_intake *intake, const struct moot_read_options *options)
{
	const struct moot_landscape *l = intake->landscape;
	if (!l || !options || !options->understood)
		return;
	*options->understood = (struct moot_understood){.files = intake->input_count,
							.boards = l->board_count,
							.people = l->person_count,
							.seats = l->member_count,
							.agenda_rows = l->item_count,
							.duties = l->duty_count,
							.venues = l->venue_count,
							.rules = l->rule_count,
							.closed_days = l->closure_count,
							.events = l->events};
}

static enum moot_status finish(struct moot_intake *intake, enum moot_status status, size_t errors_before,
			       struct moot_error *error)
{
	size_t errors = intake->problems->errors - errors_before;
	if (!status)
		status = intake->status;
	if (!status && intake->unlisted > 0)
		status = moot_problems_add(intake->problems, MOOT_WARNING, intake->folder, 0, 0,
					   "%zu more problems are not listed", intake->unlisted);
	if (status == MOOT_ERROR_MEMORY)
		return moot_error_set(error, status, "out of memory");
	if (!status && errors > 0)
		return moot_error_set(error, MOOT_ERROR_INPUT, "the landscape %.400s has %zu error%s", intake->folder,
				      errors, errors == 1 ? "" : "s");
	return status ? status : moot_landscape_finish(intake->landscape, error);
}

/* Whether a feed answered is the day's matter: with it, the same input would not give the same report. */
static bool is_kept(const struct moot_intake *intake, const struct moot_problem *problem)
{
	return problem->severity == MOOT_WARNING && strcmp(problem->file, intake->sheets[MOOT_FILE_FEEDS].file) != 0;
}

/* Warnings stay with the landscape, for its reports. */
static enum moot_status keep_warnings(struct moot_intake *intake, size_t first)
{
	struct moot_landscape *l = intake->landscape;
	const struct moot_problems *problems = intake->problems;
	l->warnings = moot_arena_array(l->arena, problems->count - first, sizeof *l->warnings);
	if (!l->warnings)
		return MOOT_ERROR_MEMORY;
	for (size_t i = first; i < problems->count; i++) {
		const struct moot_problem *problem = &problems->items[i];
		if (!is_kept(intake, problem))
			continue;
		const char *text =
		    problem->line > 0
			? moot_arena_format(l->arena, "%s:%d: %s", problem->file, problem->line, problem->message)
			: moot_arena_format(l->arena, "%s: %s", problem->file, problem->message);
		if (!text)
			return MOOT_ERROR_MEMORY;
		l->warnings[l->warning_count++] = text;
	}
	return MOOT_OK;
}

enum moot_status moot_landscape_read(const char *folder, const struct moot_read_options *options,
				     struct moot_landscape **out, struct moot_problems *problems,
				     struct moot_error *error)
{
	struct moot_intake *intake = moot_allocate(1, sizeof *intake);
	size_t errors_before = problems->errors;
	size_t first_problem = problems->count;
	if (!intake)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	intake->folder = folder;
	intake->problems = problems;
	intake->options = options;
	intake->newest = -1;
	intake->scenarios = options ? options->scenarios : NULL;
	intake->scenario_count = options ? options->scenario_count : 0;
	intake->skip_row = options ? options->skip_row : 0;
	intake->extra = options ? options->extra : NULL;
	intake->without_calendars = options && options->without_calendars;
	intake->budget = WORD_BUDGET;
	intake->arena = moot_arena_new();
	enum moot_status status = intake->arena ? moot_landscape_new(&intake->landscape) : MOOT_ERROR_MEMORY;
	if (!status)
		status = read_all(intake, options, error);
	if (intake->arena)
		moot_intake_sort(intake, first_problem);
	status = finish(intake, status, errors_before, error);
	if (!status && keep_warnings(intake, first_problem))
		status = moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	count(intake, options);
	if (status)
		moot_landscape_free(intake->landscape);
	else
		*out = intake->landscape;
	release(intake);
	moot_release(intake);
	return status;
}
