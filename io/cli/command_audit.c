/* moot audit: what today's boards cost; with --previous also which of them earned it. */
#include <io/cli/cli.h>

#include <moot/review.h>

static enum exit_code show(const struct arguments *arguments, const struct moot_landscape *landscape,
			   const struct moot_audit *audit)
{
	struct moot_error error = {0};
	char *text = NULL;
	enum moot_status status = arguments->json ? moot_audit_to_json(landscape, audit, &text, &error)
						  : moot_audit_to_text(landscape, audit, &text, &error);
	if (status != MOOT_OK)
		return report_error(status, &error);
	enum exit_code code = print_text(text);
	if (code != EXIT_DONE || !arguments->output)
		return code;
	return report_error(moot_audit_write(landscape, audit, arguments->output, &error), &error);
}

/* This year's best boards, checked; NULL where the rules allow no plan, and a review does without. */
static enum exit_code plan_next(const struct arguments *arguments, const struct moot_landscape *landscape,
				struct moot_plan **plan)
{
	struct moot_error error = {0};
	struct moot_solve_options options = solve_options(arguments);
	options.structure_only = true;
	enum moot_status status = moot_plan_make(landscape, &options, plan, &error);
	if (status == MOOT_ERROR_INFEASIBLE || status == MOOT_ERROR_LIMIT)
		return EXIT_DONE;
	return status == MOOT_OK ? check_plan(landscape, *plan) : report_error(status, &error);
}

static enum exit_code review(const struct arguments *arguments, const struct moot_landscape *landscape,
			     struct moot_review **out)
{
	struct moot_error error = {0};
	struct moot_plan *previous = NULL;
	struct moot_plan *next = NULL;
	enum moot_status status = moot_plan_read(arguments->previous, &previous, &error);
	enum exit_code code = status == MOOT_OK ? plan_next(arguments, landscape, &next) : report_error(status, &error);
	if (code == EXIT_DONE)
		code = report_error(moot_review_make(landscape, previous, next, out, &error), &error);
	moot_plan_free(next);
	moot_plan_free(previous);
	return code;
}

enum exit_code command_audit(const struct arguments *arguments)
{
	enum exit_code code = EXIT_DONE;
	struct moot_error error = {0};
	struct moot_audit *audit = NULL;
	struct moot_review *year = NULL;
	struct moot_landscape *landscape = load_landscape(arguments, arguments->start, arguments->end, &code);
	if (!landscape)
		return code;
	if (is_target(arguments, "audit.json", &code) && arguments->previous)
		code = review(arguments, landscape, &year);
	if (code == EXIT_DONE) {
		enum moot_status status = moot_audit(landscape, &audit, &error);
		if (status == MOOT_OK)
			audit->review = year;
		code = status == MOOT_OK ? show(arguments, landscape, audit) : report_error(status, &error);
	}
	moot_audit_free(audit);
	moot_review_free(year);
	moot_landscape_free(landscape);
	return code;
}
