/* `moot audit --json`: the figures of today's landscape for a program, ids beside names. */
#include "io/plan/json_parts.h"
#include "io/report/came.h"
#include "io/report/findings.h"
#include "io/report/review.h"
#include "io/report/seen.h"

#include <moot/io.h>

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

static void write_kinds(struct moot_json *json, const struct moot_audit *audit)
{
	moot_json_array(json, "kinds");
	for (size_t i = 0; i < audit->kind_count; i++) {
		const struct moot_audit_kind *kind = &audit->kinds[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "kind", kind->name);
		moot_json_integer(json, "boards", kind->boards);
		moot_json_integer(json, "meetings", kind->meetings);
		moot_json_number(json, "hours", kind->hours);
		moot_json_number(json, "senior_hours", kind->senior_hours);
		moot_json_number(json, "cost", kind->cost);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

/* A theme's `theme` is null for own business and for overhead; `name` tells them. */
static void write_themes(struct moot_json *json, const struct moot_landscape *landscape, const struct moot_audit *audit)
{
	moot_json_array(json, "themes");
	for (size_t i = 0; i < audit->theme_count; i++) {
		const struct moot_audit_theme *theme = &audit->themes[i];
		moot_json_object_in_line(json, NULL);
		if (theme->theme >= 0)
			moot_json_text(json, "theme", landscape->themes[theme->theme]);
		else
			moot_json_null(json, "theme");
		moot_json_text(json, "name", moot_theme_name(landscape, theme->theme));
		moot_json_integer(json, "boards", theme->boards);
		moot_json_number(json, "agenda_hours", theme->agenda_hours);
		moot_json_number(json, "repeated_agenda_hours", theme->repeated_hours);
		moot_json_number(json, "hours", theme->hours);
		moot_json_number(json, "senior_hours", theme->senior_hours);
		moot_json_number(json, "cost", theme->cost);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

/* The local start of the later of the two, "2027-05-12T10:00". */
static void add_start(struct moot_json *json, moot_minute start)
{
	struct moot_text text = {0};
	char day[11];
	char clock[6];
	moot_minute date = start / MOOT_MINUTES_A_DAY - (start % MOOT_MINUTES_A_DAY < 0);
	moot_day_format((moot_day)date, day);
	moot_clock_format((int)(start - date * MOOT_MINUTES_A_DAY), clock);
	moot_text_format(&text, "%sT%s", day, clock);
	moot_json_text(json, "start", text.failed ? "" : text.bytes);
	json->text.failed |= text.failed;
	moot_text_clear(&text);
}

static void write_bookings(struct moot_json *json, const struct moot_landscape *landscape,
			   const struct moot_audit *audit)
{
	moot_json_array(json, "double_bookings");
	for (size_t i = 0; i < audit->booking_count; i++) {
		const struct moot_audit_booking *booking = &audit->bookings[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "person", landscape->people[booking->person].id);
		moot_json_text(json, "board", landscape->boards[booking->board].id);
		if (booking->other != MOOT_NONE)
			moot_json_text(json, "other", landscape->boards[booking->other].id);
		else
			moot_json_null(json, "other");
		add_start(json, booking->start);
		moot_json_integer(json, "minutes_between", booking->minutes);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static void write_findings(struct moot_json *json, const struct moot_landscape *landscape,
			   const struct moot_audit *audit)
{
	moot_json_array(json, "findings");
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct moot_audit_finding *finding = &audit->findings[i];
		struct moot_text words = {0};
		moot_finding_words(&words, landscape, finding);
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "finding", moot_fault_text(finding->fault));
		moot_json_text(json, "board", finding->board == MOOT_NONE ? "" : landscape->boards[finding->board].id);
		moot_json_text(json, "duty", finding->duty == MOOT_NONE ? "" : landscape->duties[finding->duty].id);
		moot_json_text(json, "organisation", organisation_name(landscape, finding->organisation));
		moot_json_integer(json, "have", finding->have);
		moot_json_integer(json, "need", finding->need);
		moot_json_text(json, "words", words.failed || !words.bytes ? "" : words.bytes);
		json->text.failed |= words.failed;
		moot_json_object_end(json);
		moot_text_clear(&words);
	}
	moot_json_array_end(json);
}

static void write_repeats(struct moot_json *json, const struct moot_landscape *landscape,
			  const struct moot_audit *audit)
{
	moot_json_array(json, "repeated_priorities");
	for (size_t i = 0; i < audit->repeat_count; i++) {
		const struct moot_audit_repeat *repeat = &audit->repeats[i];
		const struct moot_priority *priority = &landscape->priorities[repeat->priority];
		moot_json_object(json, NULL);
		moot_json_text(json, "priority", priority->text);
		moot_json_text(json, "theme", priority->theme == MOOT_NONE ? "" : landscape->themes[priority->theme]);
		moot_json_array(json, "strategies");
		for (size_t k = 0; k < repeat->strategy_count; k++)
			moot_json_text(json, NULL, landscape->strategies[repeat->strategies[k]].id);
		moot_json_array_end(json);
		moot_json_array(json, "boards");
		for (size_t k = 0; k < repeat->board_count; k++)
			moot_json_text(json, NULL, landscape->boards[repeat->boards[k]].id);
		moot_json_array_end(json);
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
	moot_json_totals(&json, "totals", &audit->totals);
	write_boards(&json, landscape, audit);
	write_people(&json, landscape, audit);
	write_overlaps(&json, landscape, audit);
	write_kinds(&json, audit);
	write_themes(&json, landscape, audit);
	write_bookings(&json, landscape, audit);
	write_findings(&json, landscape, audit);
	write_repeats(&json, landscape, audit);
	moot_missing_json(&json, landscape);
	moot_came_json(&json, landscape);
	moot_review_json(&json, audit->review);
	moot_json_object_end(&json);
	return moot_json_take(&json, out, error);
}
