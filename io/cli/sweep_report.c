/* The results of a sweep: CSV, JSON, and a page with a chart (sweep.h). */
#include <io/cli/sweep.h>

#include <io/csv/writer.h>
#include <io/plan/folder.h>
#include <io/plan/json_parts.h>
#include <io/report/chart.h>
#include <io/report/html.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 50 };

static const char *status_text(const struct sweep_result *result)
{
	switch (result->status) {
	case MOOT_OK:
		return result->proven ? "optimal" : "gap";
	case MOOT_ERROR_INFEASIBLE:
		return "infeasible";
	case MOOT_ERROR_INPUT:
		return "input errors";
	default:
		return "limit";
	}
}

enum moot_status sweep_to_csv(const struct sweep_outcome *o, char **out, struct moot_error *error)
{
	static const char *const titles[] = {"number",
					     "run",
					     "status",
					     "boards",
					     "meetings",
					     "senior_hours",
					     "hours",
					     "cost",
					     "duplicated_agenda_hours",
					     "objective",
					     "more_objective",
					     "more_cost",
					     NULL};
	struct moot_csv csv = {.text = {0}};
	if (o->with_header)
		moot_csv_begin(&csv, titles);
	for (size_t i = o->list->first; i < o->list->end; i++) {
		const struct sweep_result *r = &o->results[i];
		if (!r->done)
			continue; /* stopped before it */
		moot_csv_integer(&csv, (long)i + 1);
		moot_csv_cell(&csv, o->list->runs[i].text);
		moot_csv_cell(&csv, status_text(r));
		if (r->status == MOOT_OK) {
			moot_csv_integer(&csv, r->after.boards);
			moot_csv_integer(&csv, r->after.meetings);
			moot_csv_number(&csv, r->after.senior_hours);
			moot_csv_number(&csv, r->after.hours);
			moot_csv_number(&csv, r->after.cost);
			moot_csv_number(&csv, r->after.duplicated_agenda_hours);
			moot_csv_number(&csv, r->objective);
			moot_csv_number(&csv, r->objective - o->planned->objective);
			moot_csv_number(&csv, r->after.cost - o->planned->after.cost);
		}
		moot_csv_end_row(&csv);
	}
	return moot_text_take(&csv.text, out, error);
}

static void write_result(struct moot_json *json, const struct sweep_outcome *o, const struct sweep_result *r)
{
	moot_json_text(json, "status", status_text(r));
	if (r->status != MOOT_OK)
		return;
	moot_json_integer(json, "boards", r->after.boards);
	moot_json_figures(json, &r->after);
	moot_json_number(json, "objective", r->objective);
	moot_json_number_or_null(json, "gap", r->gap);
	moot_json_number(json, "more_objective", r->objective - o->planned->objective);
	moot_json_number(json, "more_cost", r->after.cost - o->planned->after.cost);
}

enum moot_status sweep_to_json(const struct sweep_outcome *o, char **out, struct moot_error *error)
{
	struct moot_json json = {0};
	moot_json_object(&json, NULL);
	moot_json_text(&json, "landscape", o->landscape->policy.name);
	moot_json_object_in_line(&json, "planned");
	write_result(&json, o, o->planned);
	moot_json_object_end(&json);
	moot_json_array(&json, "runs");
	for (size_t i = o->list->first; i < o->list->end; i++) {
		if (!o->results[i].done)
			continue;
		moot_json_object_in_line(&json, NULL);
		moot_json_integer(&json, "number", (long)i + 1);
		moot_json_text(&json, "run", o->list->runs[i].text);
		write_result(&json, o, &o->results[i]);
		moot_json_object_end(&json);
	}
	moot_json_array_end(&json);
	moot_json_object_end(&json);
	return moot_json_take(&json, out, error);
}

/* --- the page --- */

/* A curve of the runs of one --over, which stand together from `from` on; returns the first behind them. */
static size_t draw_over(struct moot_text *text, const struct sweep_outcome *o, size_t from)
{
	const struct sweep_run *first = &o->list->runs[from];
	size_t end = from;
	size_t count = 0;
	char id[32];
	while (end < o->list->end && o->list->runs[end].key && strcmp(o->list->runs[end].key, first->key) == 0)
		end++;
	struct moot_chart_point *points = moot_allocate(end - from, sizeof *points);
	text->failed = text->failed || !points;
	for (size_t i = from; i < end && points; i++)
		if (o->results[i].status == MOOT_OK)
			points[count++] =
			    (struct moot_chart_point){o->list->runs[i].value, o->results[i].after.cost, NULL};
	const struct moot_chart_line line = {"Cost", MOOT_TONE_AFTER, points, count};
	snprintf(id, sizeof id, "over-%zu", from);
	if (count > 1)
		moot_chart_curve(text, &(struct moot_chart_curve){.id = id,
								  .title = "Cost of the year by the parameter's value",
								  .description = first->key,
								  .x_title = first->key,
								  .y_title = "GBP a year",
								  .lines = &line,
								  .line_count = 1});
	moot_release(points);
	return end;
}

struct ranked {
	double more;
	size_t run;
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a;
	const struct ranked *y = b;
	if (x->more != y->more)
		return x->more < y->more ? -1 : 1;
	return (x->run > y->run) - (x->run < y->run);
}

/* The runs that cost least, the best first. */
static void write_best(struct moot_text *text, const struct sweep_outcome *o)
{
	static const char *const titles[] = {"Run",           "#More weighted hours", "#Boards", "#Meetings",
					     "#Senior hours", "#Cost (GBP)",          NULL};
	struct ranked *order = moot_allocate(o->list->count + 1, sizeof *order);
	size_t count = 0;
	text->failed = text->failed || !order;
	for (size_t i = o->list->first; i < o->list->end && order; i++)
		if (o->results[i].status == MOOT_OK)
			order[count++] = (struct ranked){o->results[i].objective - o->planned->objective, i};
	if (count > 1)
		qsort(order, count, sizeof *order, compare_ranked);
	moot_html_section(text, "runs", "The runs that cost least");
	moot_text_format(text, "<p>%zu runs, %zu of them with a plan.</p>\n", o->list->end - o->list->first, count);
	moot_html_table(text, "Against the landscape as planned; all of them are in sweep.csv", titles);
	for (size_t i = 0; i < count && i < MOST_ROWS; i++) {
		const struct sweep_result *r = &o->results[order[i].run];
		moot_html_row(text, o->list->runs[order[i].run].text);
		moot_html_cell_number(text, order[i].more, 1);
		moot_html_cell_number(text, r->after.boards, 0);
		moot_html_cell_number(text, r->after.meetings, 0);
		moot_html_cell_number(text, r->after.senior_hours, 0);
		moot_html_cell_number(text, r->after.cost, 0);
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	moot_html_section_end(text);
	moot_release(order);
}

static enum moot_status make_page(const struct sweep_outcome *o, char **out, struct moot_error *error)
{
	struct moot_text text = {0};
	moot_html_begin(&text, "A sweep", o->landscape->policy.name);
	for (size_t i = o->list->first; i < o->list->end && o->list->runs[i].key;)
		i = draw_over(&text, o, i);
	write_best(&text, o);
	moot_html_end(&text);
	return moot_text_take(&text, out, error);
}

static const char *const NAMES[] = {"sweep.csv", "sweep.json", "report.html", NULL};

enum moot_status sweep_write(const struct sweep_outcome *outcome, const char *folder, struct moot_error *error)
{
	static const struct {
		const char *stem;
		const char *suffix;
		enum moot_status (*make)(const struct sweep_outcome *outcome, char **out, struct moot_error *error);
	} files[] = {
	    {"sweep", ".csv", sweep_to_csv}, {"sweep", ".json", sweep_to_json}, {"report", ".html", make_page}};
	struct moot_folder *writing = NULL;
	enum moot_status status = moot_folder_begin(folder, NAMES, &writing, error);
	if (status != MOOT_OK)
		return status;
	for (size_t i = 0; i < sizeof files / sizeof *files && status == MOOT_OK; i++) {
		char *bytes = NULL;
		status = files[i].make(outcome, &bytes, error);
		if (status == MOOT_OK)
			status =
			    moot_folder_file(writing, "", files[i].stem, files[i].suffix, bytes, strlen(bytes), error);
		moot_release(bytes);
	}
	if (status == MOOT_OK)
		return moot_folder_commit(writing, error);
	moot_folder_abandon(writing);
	return status;
}
