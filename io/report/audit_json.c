/* `moot audit --json`: the figures of today's landscape for a program, ids beside names. */
#include "io/plan/json.h"
#include "io/report/came.h"
#include "io/report/seen.h"

#include <moot/io.h>

static void write_totals(struct moot_json *json, const struct moot_totals *totals)
{
	moot_json_object(json, "totals");
	moot_json_integer(json, "boards", totals->boards);
	moot_json_integer(json, "meetings", totals->meetings);
	moot_json_number(json, "senior_hours", totals->senior_hours);
	moot_json_number(json, "hours", totals->hours);
	moot_json_number(json, "cost", totals->cost);
	moot_json_number(json, "duplicated_agenda_hours", totals->duplicated_agenda_hours);
	moot_json_object_end(json);
}

static void write_boards(struct moot_json *json, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	moot_json_array(json, "boards");
	for (size_t i = 0; i < audit->board_count; i++) {
		const struct moot_audit_board *board = &audit->boards[i];
		moot_json_object(json, NULL);
		moot_json_text(json, "id", landscape->boards[board->board].id);
		moot_json_text(json, "name", landscape->boards[board->board].name);
		moot_json_integer(json, "meetings", board->meetings);
		moot_json_integer(json, "members", board->members);
		moot_json_number(json, "minutes", board->minutes);
		moot_json_number(json, "hours", board->hours);
		moot_json_number(json, "senior_hours", board->senior_hours);
		moot_json_number(json, "cost", board->cost);
		moot_seen_json(json, landscape, &landscape->boards[board->board]);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static const char *organisation_name(const struct moot_landscape *landscape, int organisation)
{
	return organisation == MOOT_NONE ? "" : landscape->organisations[organisation];
}

static void write_share(struct moot_json *json, const struct moot_audit_share *share)
{
	moot_json_integer(json, "boards", share->boards);
	moot_json_number(json, "hours", share->hours);
	moot_json_number(json, "senior_hours", share->senior_hours);
	moot_json_number(json, "cost", share->cost);
}

static void write_people(struct moot_json *json, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	moot_json_array(json, "people");
	for (size_t i = 0; i < audit->person_count; i++) {
		const struct moot_person *person = &landscape->people[audit->people[i].subject];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "id", person->id);
		moot_json_text(json, "name", person->name);
		moot_json_text(json, "organisation", organisation_name(landscape, person->organisation));
		write_share(json, &audit->people[i]);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
	moot_json_array(json, "organisations");
	for (size_t i = 0; i < audit->organisation_count; i++) {
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "name", organisation_name(landscape, audit->organisations[i].subject));
		write_share(json, &audit->organisations[i]);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_overlaps(struct moot_json *json, const struct moot_landscape *landscape,
			   const struct moot_audit *audit)
{
	moot_json_array(json, "overlaps");
	for (size_t i = 0; i < audit->overlap_count; i++) {
		const struct moot_audit_overlap *pair = &audit->overlaps[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "a", landscape->boards[pair->a].id);
		moot_json_text(json, "b", landscape->boards[pair->b].id);
		moot_json_integer(json, "people", pair->people);
		moot_json_integer(json, "themes", pair->themes);
		moot_json_number(json, "shared_hours", pair->shared_hours);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

enum moot_status moot_audit_to_json(const struct moot_landscape *landscape, const struct moot_audit *audit, char **out,
				    struct moot_error *error)
{
	struct moot_json json = {0};
	moot_json_object(&json, NULL);
	moot_json_text(&json, "landscape", landscape->policy.name);
	write_totals(&json, &audit->totals);
	write_boards(&json, landscape, audit);
	write_people(&json, landscape, audit);
	write_overlaps(&json, landscape, audit);
	moot_missing_json(&json, landscape);
	moot_came_json(&json, landscape);
	moot_json_object_end(&json);
	return moot_json_take(&json, out, error);
}
