/* A what-if for programs. */
#include "io/plan/json_parts.h"
#include "io/report/whatif.h"
#include "io/report/words.h"

#include <string.h>

enum { MOST_PEOPLE = 10 };

static void write_saving(struct moot_json *json, double objective, const struct moot_saving *saving)
{
	moot_json_number(json, "objective", objective);
	moot_json_saved(json, saving);
}

static void write_plan(struct moot_json *json, const struct moot_policy *policy, const struct moot_plan *plan)
{
	const struct moot_payback payback = moot_compare_payback(policy, plan);
	moot_json_object(json, "totals");
	moot_json_totals(json, "before", &plan->before);
	moot_json_totals(json, "after", &plan->after);
	moot_json_object_end(json);
	moot_json_object_in_line(json, "structure");
	moot_json_result(json, &plan->structure);
	moot_json_object_end(json);
	moot_json_object_in_line(json, "payback");
	moot_json_number(json, "one_off_hours", payback.hours);
	moot_json_number(json, "one_off_cost", payback.cost);
	moot_json_number_or_null(json, "months", payback.months);
	moot_json_object_end(json);
	moot_json_integer(json, "agreements", moot_whatif_agreements(plan));
	if (plan->has_calendar) {
		moot_json_integer(json, "clashes", (long)moot_words_clash_count(plan));
		moot_json_integer(json, "unscheduled", (long)plan->unscheduled_count);
		moot_json_number(json, "calendar_objective", plan->calendar.objective);
		moot_json_number_or_null(json, "calendar_gap", plan->calendar.gap);
	} else {
		moot_json_null(json, "clashes");
		moot_json_null(json, "unscheduled");
		moot_json_null(json, "calendar_objective");
		moot_json_null(json, "calendar_gap");
	}
	moot_json_boards(json, "boards", plan);
}

static void write_prices(struct moot_json *json, const struct moot_whatif_scenario *scenario)
{
	moot_json_array(json, "prices");
	for (size_t i = 0; i < scenario->price_count; i++) {
		const struct moot_whatif_price *price = &scenario->prices[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "rule", price->row->text);
		moot_json_text(json, "file", price->row->file);
		moot_json_integer(json, "line", price->row->line);
		if (price->status == MOOT_OK && !price->row->is_calendar) {
			moot_json_object_in_line(json, "saving");
			write_saving(json, price->objective, &price->saving);
			moot_json_object_end(json);
		} else {
			moot_json_null(json, "saving");
			moot_json_text(json, "why",
				       price->row->is_calendar             ? "the boards do not depend on it"
				       : price->status == MOOT_ERROR_INPUT ? "other rows need it"
									   : moot_status_text(price->status));
		}
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_host(struct moot_json *json, const struct moot_whatif_duty *duty, const struct moot_whatif_host *host)
{
	const struct moot_totals *planned = &duty->without->after;
	bool is_new = host->board == MOOT_NONE;
	const struct moot_board *board = is_new ? NULL : &duty->landscape->boards[host->board];
	moot_json_object(json, NULL);
	if (is_new)
		moot_json_null(json, "board");
	else
		moot_json_text(json, "board", board->id);
	moot_json_yes(json, "new_board", is_new);
	moot_json_yes(json, "statutory", board && board->statutory);
	moot_json_text(json, "legal_basis", board ? board->legal_basis : "");
	moot_json_integer(json, "meetings_per_year", board ? board->meetings_per_year : 0);
	moot_json_texts(json, "seats_to_add", host->seats_of, (size_t)host->seats);
	if (host->status == MOOT_OK) {
		moot_json_number(json, "objective", host->objective);
		moot_json_totals(json, "totals", &host->after);
		moot_json_object_in_line(json, "more");
		moot_json_number(json, "objective", host->objective - duty->without->structure.objective);
		moot_json_number(json, "senior_hours", host->after.senior_hours - planned->senior_hours);
		moot_json_number(json, "hours", host->after.hours - planned->hours);
		moot_json_number(json, "cost", host->after.cost - planned->cost);
		moot_json_object_end(json);
		moot_json_object_in_line(json, "seats");
		write_saving(json, host->price - host->objective, &host->seat_cost);
		moot_json_object_end(json);
		moot_json_number(json, "price", host->price);
	} else {
		moot_json_null(json, "objective");
		moot_json_text(json, "why", moot_status_text(host->status));
	}
	moot_json_object_end(json);
}

static void write_duties(struct moot_json *json, const struct moot_whatif_scenario *scenario)
{
	moot_json_array(json, "duties");
	for (size_t d = 0; d < scenario->duty_count; d++) {
		const struct moot_whatif_duty *duty = &scenario->duties[d];
		moot_json_object(json, NULL);
		moot_json_text(json, "duty", duty->landscape->duties[duty->duty].id);
		moot_json_array(json, "ranking");
		for (size_t i = 0; i < duty->host_count; i++)
			write_host(json, duty, &duty->hosts[i]);
		moot_json_array_end(json);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_shares(struct moot_json *json, const char *key, const char *name, const struct moot_share *shares,
			 size_t count)
{
	moot_json_array(json, key);
	for (size_t i = 0; i < count; i++) {
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, name, shares[i].id);
		moot_json_number(json, "hours_today", shares[i].today);
		moot_json_number(json, "hours_planned", shares[i].planned);
		moot_json_number(json, "hours", shares[i].then);
		moot_json_number(json, "change", shares[i].then - shares[i].planned);
		moot_json_number(json, "cost_planned", shares[i].cost_planned);
		moot_json_number(json, "cost", shares[i].cost_then);
		moot_json_number(json, "cost_change", shares[i].cost_then - shares[i].cost_planned);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static bool write_who(struct moot_json *json, const struct moot_whatif *whatif,
		      const struct moot_whatif_scenario *scenario)
{
	const struct moot_side planned = moot_whatif_planned(whatif);
	const struct moot_side then = moot_whatif_then(scenario);
	struct moot_who who;
	const bool whole = moot_who_changes(&planned, &then, &who);
	if (whole) {
		write_shares(json, "organisations", "organisation", who.organisations, who.organisation_count);
		write_shares(json, "people", "person", who.people,
			     who.person_count < MOST_PEOPLE ? who.person_count : MOST_PEOPLE);
	}
	moot_who_clear(&who);
	return whole;
}

static void write_scenario(struct moot_json *json, const struct moot_whatif *whatif,
			   const struct moot_whatif_scenario *scenario)
{
	moot_json_object(json, NULL);
	moot_json_text(json, "name", scenario->name);
	moot_json_text(json, "status",
		       scenario->plan                              ? "planned"
		       : scenario->status == MOOT_ERROR_INFEASIBLE ? "infeasible"
		       : scenario->status == MOOT_ERROR_INPUT      ? "input errors"
								   : moot_status_text(scenario->status));
	moot_json_text(json, "message", scenario->message ? scenario->message : "");
	if (scenario->plan) {
		write_plan(json, &scenario->landscape->policy, scenario->plan);
		moot_json_object(json, "changes");
		moot_compare_new(json, "merged", scenario->plan, whatif->plan, true);
		moot_compare_new(json, "alone", scenario->plan, whatif->plan, false);
		moot_json_object_end(json);
		write_prices(json, scenario);
		write_duties(json, scenario);
		json->text.failed = !write_who(json, whatif, scenario) || json->text.failed;
	}
	moot_json_object_end(json);
}

enum moot_status moot_whatif_to_json(const struct moot_whatif *whatif, char **out, struct moot_error *error)
{
	struct moot_json json = {0};
	moot_json_object(&json, NULL);
	moot_json_text(&json, "landscape", whatif->landscape->policy.name);
	moot_json_totals(&json, "today", &whatif->plan->before);
	moot_json_object(&json, "planned");
	write_plan(&json, &whatif->landscape->policy, whatif->plan);
	moot_json_object_end(&json);
	moot_json_array(&json, "scenarios");
	for (size_t i = 0; i < whatif->scenario_count; i++)
		write_scenario(&json, whatif, &whatif->scenarios[i]);
	moot_json_array_end(&json);
	moot_json_object_end(&json);
	return moot_json_take(&json, out, error);
}
