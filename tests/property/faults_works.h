/*
 * What is done with a landscape, each as a command does it, for property/test_faults.c: one function a work, which
 * cleans up after itself wherever it fails.
 */
#ifndef MOOT_TESTS_FAULTS_WORKS_H
#define MOOT_TESTS_FAULTS_WORKS_H

#include "io/report/difference.h"

#include <moot/moot.h>

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

static void remove_folder(const char *folder)
{
	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Where a work reads and writes. */
struct scene {
	char work[64];
	char land[100];
	char out[100];
	char fresh[100];   /* no folder yet */
	char earlier[100]; /* plan.json of a plan made before */
	char other[100];   /* of one for the scenario */
	char scenario[100];
	char broken[100]; /* a scenario that no plan satisfies */
};

struct hands {
	struct moot_landscape *landscape;
	struct moot_plan *plan;
	struct moot_problems problems;
	struct moot_error error;
	struct moot_solve_options options;
};

static enum moot_status take_with(struct hands *h, const struct scene *scene, const char *scenario)
{
	struct moot_understood understood;
	const char *const scenarios[] = {scenario};
	const struct moot_read_options options = {
	    .scenarios = scenarios, .scenario_count = scenario != NULL, .understood = &understood};
	*h = (struct hands){0};
	moot_solve_options_default(&h->options);
	h->options.gap = 1;
	h->options.threads = 1;
	return moot_landscape_read(scene->land, &options, &h->landscape, &h->problems, &h->error);
}

static enum moot_status take(struct hands *h, const struct scene *scene, bool with_plan)
{
	enum moot_status status = take_with(h, scene, NULL);
	if (status == MOOT_OK && with_plan)
		status = moot_plan_read(scene->earlier, &h->plan, &h->error);
	return status;
}

/* What the last work said when it failed. */
static char said[sizeof((struct moot_error *)0)->message];

static enum moot_status let_go(struct hands *h, enum moot_status status)
{
	snprintf(said, sizeof said, "%s", h->error.message);
	for (size_t i = 0; i < h->problems.count && h->problems.errors > 0; i++)
		if (h->problems.items[i].severity == MOOT_ERROR)
			snprintf(said, sizeof said, "%s", h->problems.items[i].message);
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

static enum moot_status scenario_once(const struct scene *scene)
{
	struct hands h;
	enum moot_status status = take_with(&h, scene, scene->scenario);
	return let_go(&h, status == MOOT_OK ? plan_by(&h, scene->out) : status);
}

/* Says which rules conflict. */
static enum moot_status conflict_once(const struct scene *scene)
{
	struct hands h;
	struct moot_plan *plan = NULL;
	enum moot_status status = take_with(&h, scene, scene->broken);
	if (status == MOOT_OK)
		status = moot_plan_make(h.landscape, &h.options, &plan, &h.error);
	moot_plan_free(plan);
	return let_go(&h, status == MOOT_ERROR_INFEASIBLE ? MOOT_OK : status);
}

static enum moot_status review_once(const struct scene *scene)
{
	struct hands h;
	struct moot_plan *next = NULL;
	struct moot_review *review = NULL;
	struct moot_audit *audit = NULL;
	enum moot_status status = take(&h, scene, true);
	h.options.structure_only = true;
	if (status == MOOT_OK)
		status = moot_plan_make(h.landscape, &h.options, &next, &h.error);
	if (status == MOOT_OK)
		status = moot_review_make(h.landscape, h.plan, next, &review, &h.error);
	if (status == MOOT_OK)
		status = moot_audit(h.landscape, &audit, &h.error);
	if (status == MOOT_OK) {
		audit->review = review;
		status = moot_audit_write(h.landscape, audit, scene->out, &h.error);
	}
	moot_audit_free(audit);
	moot_review_free(review);
	moot_plan_free(next);
	return let_go(&h, status);
}

static bool close_board(void *context, size_t index, struct moot_arena *arena, struct moot_rule *rule)
{
	const int board = (int)index;
	return moot_rule_on_boards(context, arena, MOOT_RULE_CLOSE, &board, 1, rule);
}

static bool take_run(void *context, size_t index, enum moot_status status, const struct moot_plan *plan)
{
	(void)context;
	(void)index;
	(void)plan;
	return status == MOOT_OK || status == MOOT_ERROR_INFEASIBLE;
}

static enum moot_status sweep_once(const struct scene *scene)
{
	struct hands h;
	enum moot_status status = take(&h, scene, false);
	const struct moot_sweep sweep = {
	    .landscape = h.landscape, .count = 3, .rule = close_board, .done = take_run, .context = h.landscape};
	if (status == MOOT_OK)
		status = moot_sweep_run(&sweep, &h.options, &h.error);
	return let_go(&h, status);
}

static enum moot_status difference_once(const struct scene *scene)
{
	struct hands h = {0};
	struct moot_difference difference = {0};
	struct moot_plan *other = NULL;
	char *text = NULL;
	char *json = NULL;
	enum moot_status status = moot_plan_read(scene->earlier, &h.plan, &h.error);
	if (status == MOOT_OK)
		status = moot_plan_read(scene->other, &other, &h.error);
	difference.before = h.plan;
	difference.after = other;
	if (status == MOOT_OK)
		status = moot_difference_to_text(&difference, &text, &h.error);
	if (status == MOOT_OK)
		status = moot_difference_to_json(&difference, &json, &h.error);
	moot_release(text);
	moot_release(json);
	moot_plan_free(other);
	return let_go(&h, status);
}

/* A plan of another landscape than it says: the verifier has a great deal to tell. */
static enum moot_status verify_once(const struct scene *scene)
{
	struct hands h;
	struct moot_plan *other = NULL;
	struct moot_verdict *verdict = NULL;
	enum moot_status status = take(&h, scene, true);
	if (status == MOOT_OK)
		status = moot_plan_read(scene->other, &other, &h.error);
	if (status == MOOT_OK)
		status = moot_verify(h.landscape, other, &verdict, &h.error);
	if (status == MOOT_OK && verdict->count == 0)
		status = MOOT_ERROR_INVALID;
	moot_verdict_free(verdict);
	verdict = NULL;
	if (status == MOOT_OK)
		status = moot_verify_previous(other, h.plan, &verdict, &h.error);
	moot_verdict_free(verdict);
	moot_plan_free(other);
	return let_go(&h, status);
}

static enum moot_status summary_once(const struct scene *scene)
{
	struct hands h;
	char *text = NULL;
	char *json = NULL;
	char *versions = NULL;
	enum moot_status status = take(&h, scene, true);
	if (status == MOOT_OK)
		status = moot_plan_summary(h.landscape, h.plan, scene->out, &text, &h.error);
	if (status == MOOT_OK)
		status = moot_plan_to_json(h.plan, &json, &h.error);
	if (status == MOOT_OK)
		status = moot_versions(&versions, &h.error);
	moot_release(text);
	moot_release(json);
	moot_release(versions);
	return let_go(&h, status);
}

/* Into a folder that is not there: done, it goes; failed, there must be none. */
static enum moot_status new_once(const struct scene *scene)
{
	struct hands h = {0};
	enum moot_status status = moot_landscape_write_new(scene->fresh, &h.error);
	if (status == MOOT_OK)
		remove_folder(scene->fresh);
	return let_go(&h, status);
}

static enum moot_status discover_once(const struct scene *scene)
{
	struct hands h = {0};
	char paths[3][120];
	const char *const names[] = {"ann", "bob", "cat"};
	const char *listed[3];
	struct moot_discovered found;
	for (int i = 0; i < 3; i++) {
		snprintf(paths[i], sizeof paths[i], "%s-feeds/%s.ics", scene->land, names[i]);
		listed[i] = paths[i];
	}
	const struct moot_discover_request request = {.paths = listed,
						      .count = 3,
						      .start = "2027-04-01",
						      .end = "2028-03-31",
						      .workers = 1,
						      .folder = scene->fresh};
	enum moot_status status = moot_discover(&request, &found, &h.problems, &h.error);
	if (status == MOOT_OK)
		remove_folder(scene->fresh);
	return let_go(&h, status);
}

static enum moot_status feed_once(const struct scene *scene)
{
	struct hands h;
	char folder[120];
	enum moot_status status = take(&h, scene, true);
	snprintf(folder, sizeof folder, "%s-feed", scene->out);
	if (status == MOOT_OK)
		status = moot_feed_write(h.landscape, h.plan, folder, &h.error);
	return let_go(&h, status);
}

/* A landscape full of mistakes: every one is told, or that there is no memory for it. */
static enum moot_status mistakes_once(const struct scene *scene)
{
	struct hands h = {0};
	struct moot_understood understood;
	const struct moot_read_options options = {.understood = &understood};
	(void)scene;
	enum moot_status status =
	    moot_landscape_read(MOOT_SOURCE "/tests/data/mistakes", &options, &h.landscape, &h.problems, &h.error);
	return let_go(&h, status == MOOT_ERROR_INPUT && h.problems.errors > 0 ? MOOT_OK : status);
}

/* When else each meeting could be, and what stands in the way of a time. */
static enum moot_status time_once(const struct scene *scene)
{
	struct hands h;
	struct moot_alternatives *found = NULL;
	enum moot_status status = take(&h, scene, true);
	struct moot_alternatives_request request = {.number = 1, .most = 1, .has_at = true};
	for (size_t m = 0; status == MOOT_OK && m < h.plan->meeting_count && m < 3; m++) {
		const struct moot_meeting *meeting = &h.plan->meetings[m];
		request.board = meeting->board;
		request.number = meeting->number;
		request.at = h.plan->meetings[h.plan->meeting_count - 1].start;
		status = moot_alternatives_find(h.landscape, h.plan, &request, &found, &h.error);
		moot_alternatives_free(found);
		found = NULL;
	}
	return let_go(&h, status);
}

/* Boards that a rule keeps apart: what would be, were it not for that. */
static enum moot_status explain_apart(const struct scene *scene)
{
	static const int pair[] = {0, 2};
	struct hands h;
	struct moot_explanation *explanation = NULL;
	char *text = NULL;
	enum moot_status status = take_with(&h, scene, scene->scenario);
	const struct moot_explain_request request = {.boards = pair, .board_count = 2};
	if (status == MOOT_OK)
		status = moot_explain(h.landscape, &request, &h.options, &explanation, &h.error);
	if (status == MOOT_OK)
		status = moot_explain_to_text(h.landscape, &request, explanation, &text, &h.error);
	moot_release(text);
	moot_explanation_free(explanation);
	return let_go(&h, status);
}

#endif
