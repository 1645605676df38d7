/* The ladder's folder: ladder.json, ladder.csv and a page, whole or not at all. */
#include "io/csv/writer.h"
#include "io/plan/folder.h"
#include "io/report/ladder.h"

#include <moot/io.h>

static const char *const NAMES[] = {"ladder.json", "ladder.csv", "report.html", NULL};

static void add_row(struct moot_csv *csv, const struct moot_ladder *ladder, size_t rung, const struct moot_plan *plan)
{
	struct moot_text merges = {0};
	struct moot_text alone = {0};
	const struct moot_plan *before = moot_ladder_before(ladder, rung);
	moot_csv_integer(csv, ladder->rungs[rung].limit);
	moot_csv_integer(csv, plan->after.boards);
	moot_csv_integer(csv, plan->after.meetings);
	moot_csv_number(csv, plan->after.senior_hours);
	moot_csv_number(csv, plan->after.hours);
	moot_csv_number(csv, plan->after.cost);
	moot_csv_number(csv, plan->after.duplicated_agenda_hours);
	moot_csv_number(csv, plan->structure.objective);
	moot_csv_number(csv, 100 * plan->structure.gap);
	if (before) {
		moot_compare_merges(&merges, plan, before);
		moot_compare_alone(&alone, plan, before);
	}
	moot_csv_cell(csv, merges.length > 0 ? merges.bytes : "");
	moot_csv_cell(csv, alone.length > 0 ? alone.bytes : "");
	moot_csv_cell(csv, ladder->rungs[rung].limit == ladder->best ? "yes" : "no");
	moot_csv_end_row(csv);
	csv->text.failed = csv->text.failed || merges.failed || alone.failed;
	moot_text_clear(&merges);
	moot_text_clear(&alone);
}

static enum moot_status make_table(const struct moot_ladder *ladder, char **out, struct moot_error *error)
{
	static const char *const titles[] = {"boards",         "meetings",
					     "senior_hours",   "hours",
					     "cost",           "duplicated_agenda_hours",
					     "weighted_hours", "better_by_at_most_percent",
					     "merged",         "alone_again",
					     "best",           NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < ladder->rung_count; i++) {
		const struct moot_plan *plan = moot_ladder_shown(ladder, i);
		if (plan)
			add_row(&csv, ladder, i, plan);
	}
	return moot_text_take(&csv.text, out, error);
}

static enum moot_status put_all(struct moot_folder *folder, const struct moot_landscape *landscape,
				const struct moot_ladder *ladder, struct moot_error *error)
{
	char *bytes = NULL;
	enum moot_status status = moot_ladder_to_json(landscape, ladder, &bytes, error);
	if (status == MOOT_OK)
		status = moot_folder_take(folder, "", "ladder", ".json", bytes, error);
	if (status == MOOT_OK)
		status = make_table(ladder, &bytes, error);
	if (status == MOOT_OK)
		status = moot_folder_take(folder, "", "ladder", ".csv", bytes, error);
	if (status == MOOT_OK)
		status = moot_ladder_page(landscape, ladder, &bytes, error);
	if (status == MOOT_OK)
		status = moot_folder_take(folder, "", "report", ".html", bytes, error);
	return status;
}

enum moot_status moot_ladder_write(const struct moot_landscape *landscape, const struct moot_ladder *ladder,
				   const char *folder, struct moot_error *error)
{
	struct moot_folder *writing = NULL;
	enum moot_status status = moot_folder_begin(folder, NAMES, &writing, error);
	if (status != MOOT_OK)
		return status;
	status = put_all(writing, landscape, ladder, error);
	if (status == MOOT_OK)
		return moot_folder_commit(writing, error);
	moot_folder_abandon(writing);
	return status;
}
