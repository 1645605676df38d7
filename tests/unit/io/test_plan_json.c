/* plan.json: the bytes round trip, faults are named by their place, nothing crashes the reader. */
#include "io/plan/json.h"
#include "tests/unit/io/plan_fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char HOSTILE[] = "=cmd() \"<script>\\\n\t../\xE2\x80\xAE\x01\xFF&' ";

static char *json_of(const struct moot_plan *plan)
{
	char *json = NULL;
	struct moot_error error;
	cr_assert_eq(moot_plan_to_json(plan, &json, &error), MOOT_OK, "%s", error.message);
	return json;
}

static enum moot_status read_bytes(const char *bytes, size_t length, struct moot_plan **plan, struct moot_error *error)
{
	char path[] = "/tmp/moot-test-plan-XXXXXX";
	int file = mkstemp(path);
	cr_assert_geq(file, 0);
	cr_assert_eq(write(file, bytes, length), (ssize_t)length);
	close(file);
	enum moot_status status = moot_plan_read(path, plan, error);
	unlink(path);
	return status;
}

static void check_round_trip(const char *hostile)
{
	struct fixture fixture = fixture_new(hostile);
	char *first = json_of(fixture.plan);
	struct moot_plan *back = NULL;
	struct moot_error error = {0};
	cr_assert_eq(read_bytes(first, strlen(first), &back, &error), MOOT_OK, "%s", error.message);
	char *second = json_of(back);
	cr_assert_str_eq(first, second);
	cr_assert(isinf(back->calendar.bound) && isnan(back->calendar.gap));
	cr_assert_eq(back->meetings[1].sequence, 3);
	cr_assert_eq(back->people[0].hours_after, 40);
	cr_assert_eq(back->boards[0].members[1].attendance, MOOT_DEPUTY);
	cr_assert_eq(back->after.duplicated_agenda_hours, 0.1 + 0.2);
	cr_assert(back->has_sensitivity && back->sensitivity_count == 3);
	cr_assert_eq(back->sensitivity[0].low, 2.375);
	cr_assert(back->sensitivity[0].high_is_end && !back->sensitivity[0].low_is_end);
	cr_assert(back->sensitivity[1].is_known && isinf(back->sensitivity[1].high));
	cr_assert_not(back->sensitivity[2].is_known);
	moot_plan_free(back);
	moot_release(first);
	moot_release(second);
	fixture_free(&fixture);
}

Test(plan_json, round_trip_is_byte_identical)
{
	check_round_trip("");
}

Test(plan_json, hostile_names_round_trip)
{
	check_round_trip(HOSTILE);
}

Test(plan_json, plan_without_calendar_round_trips)
{
	struct fixture fixture = fixture_new("");
	fixture.plan->has_calendar = false;
	fixture.plan->meeting_count = 0;
	fixture.plan->unscheduled_count = 0;
	char *first = json_of(fixture.plan);
	cr_assert_not_null(strstr(first, "\"calendar\": null"));
	struct moot_plan *back = NULL;
	struct moot_error error = {0};
	cr_assert_eq(read_bytes(first, strlen(first), &back, &error), MOOT_OK, "%s", error.message);
	cr_assert_not(back->has_calendar);
	cr_assert_str_eq(back->timezone, "Europe/London");
	moot_plan_free(back);
	moot_release(first);
	fixture_free(&fixture);
}

Test(plan_json, keys_stand_in_the_order_of_the_format)
{
	static const char *const keys[] = {"format",      "landscape",  "start",       "end",       "inputs",
					   "created",     "seed",       "status",      "structure", "calendar",
					   "totals",      "boards",     "handed_over", "meetings",  "unscheduled",
					   "assumptions", "sensitivity"};
	struct fixture fixture = fixture_new("");
	char *json = json_of(fixture.plan);
	const char *at = json;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		char wanted[40];
		snprintf(wanted, sizeof wanted, "\n  \"%s\": ", keys[i]);
		at = strstr(at, wanted);
		cr_assert_not_null(at, "%s", keys[i]);
	}
	cr_assert_not_null(strstr(json, "\"start\": \"2027-05-12T10:00\", \"end\": \"2027-05-12T12:30\", "
					"\"timezone\": \"Europe/London\""));
	cr_assert_not_null(strstr(json, "\"kind\": \"merged\""));
	moot_release(json);
	fixture_free(&fixture);
}

Test(plan_json, numbers_are_the_shortest_that_read_back)
{
	static const struct {
		double value;
		const char *text;
	} cases[] = {{0.1, "0.1"},
		     {-0.0, "0"},
		     {4000, "4000"},
		     {-1.5, "-1.5"},
		     {0.1 + 0.2, "0.30000000000000004"},
		     {1e15, "1000000000000000"},
		     {123456.789, "123456.789"},
		     {0.00012, "0.00012"},
		     {1e-7, "1e-7"},
		     {2.5e300, "2.5e300"},
		     {5e-324, "5e-324"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct moot_text text = {0};
		moot_text_number(&text, cases[i].value);
		cr_assert_str_eq(text.bytes, cases[i].text);
		cr_assert_eq(strtod(text.bytes, NULL), cases[i].value);
		moot_text_clear(&text);
	}
}

Test(plan_json, a_figure_that_is_no_number_is_refused)
{
	struct fixture fixture = fixture_new("");
	struct moot_error error = {0};
	char *json = NULL;
	fixture.plan->after.cost = NAN;
	cr_assert_eq(moot_plan_to_json(fixture.plan, &json, &error), MOOT_ERROR_USAGE);
	cr_assert_null(json);
	fixture_free(&fixture);
}

/* The place of each value that is spoilt, what it becomes, and what the message must say. */
struct spoilt {
	const char *from;
	const char *to;
	const char *message;
	enum moot_status status;
};

static const struct spoilt SPOILT[] = {
    {"\"role\": \"chair\"", "\"role\": \"king\"", "boards[0].members[0].role: should be one of chair, ",
     MOOT_ERROR_INPUT},
    {"\"seed\": 1", "\"seed\": \"1\"", "seed: should be a whole number, is a text", MOOT_ERROR_INPUT},
    {"\"number\": 1", "\"number\": -1", "meetings[0].number: should be from 0 to ", MOOT_ERROR_INPUT},
    {"\"cost\": 100000", "\"cost\": null", "totals.after.cost: should be a number, is null", MOOT_ERROR_INPUT},
    {"\"start\": \"2027-04-01\"", "\"start\": \"2027-02-30\"", "start: should be a date", MOOT_ERROR_INPUT},
    {"T10:00", "T25:00", "meetings[0].start: should be a time", MOOT_ERROR_INPUT},
    {"\"needs_agreement\"", "\"needs_argument\"", "boards[0].needs_agreement: is missing", MOOT_ERROR_INPUT},
    {"moot-plan/1", "moot-plan/2", "format: should be", MOOT_ERROR_INPUT},
    {"aaaa", "AAAA", "inputs[0].sha256: should be", MOOT_ERROR_INPUT},
    {"\"unscheduled\": 1", "\"unscheduled\": 9", "calendar: unscheduled is 9, but the list has 1", MOOT_ERROR_INVALID},
    {"\"timezone\": \"Europe/London\", \"venue\"", "\"timezone\": \"Europe/Paris\", \"venue\"", "meetings[0]: timezone",
     MOOT_ERROR_INVALID},
};

/* `json` with the first `from` replaced; the caller releases it. */
static char *replaced(const char *json, const char *from, const char *to)
{
	const char *at = strstr(json, from);
	cr_assert_not_null(at, "%s", from);
	struct moot_text text = {0};
	moot_text_add_n(&text, json, (size_t)(at - json));
	moot_text_add(&text, to);
	moot_text_add(&text, at + strlen(from));
	return text.bytes;
}

Test(plan_json, faults_are_named_by_their_place)
{
	struct fixture fixture = fixture_new("");
	char *json = json_of(fixture.plan);
	for (size_t i = 0; i < sizeof SPOILT / sizeof *SPOILT; i++) {
		char *bad = replaced(json, SPOILT[i].from, SPOILT[i].to);
		struct moot_plan *plan = NULL;
		struct moot_error error = {0};
		cr_assert_eq(read_bytes(bad, strlen(bad), &plan, &error), SPOILT[i].status, "%s", SPOILT[i].to);
		cr_assert_eq(strncmp(error.message, SPOILT[i].message, strlen(SPOILT[i].message)), 0, "%s",
			     error.message);
		cr_assert_null(plan);
		cr_assert_neq(error.file[0], '\0');
		moot_release(bad);
	}
	moot_release(json);
	fixture_free(&fixture);
}

/* A value that `value`'s key can't take: a text for a number, a list for an object, an object for all else. */
static json_t *other_kind(const json_t *value)
{
	return json_is_object(value) ? json_array() : json_is_number(value) ? json_string("x") : json_object();
}

struct spoiling {
	json_t *root;
	int tried;
};

/* The plan as it is now is refused, with a message that names the key. */
static void expect_refusal(struct spoiling *s, const char *key)
{
	char *bytes = json_dumps(s->root, 0);
	struct moot_plan *plan = NULL;
	struct moot_error error = {0};
	enum moot_status status = read_bytes(bytes, strlen(bytes), &plan, &error);
	s->tried++;
	cr_expect_eq(status, MOOT_ERROR_INPUT, "%s: %s", key, moot_status_text(status));
	cr_expect(strstr(error.message, key) && strstr(error.message, "should be"), "%s: %s", key, error.message);
	cr_expect_null(plan);
	free(bytes);
}

/* Each key of each object in turn holds another kind of value. */
static void spoil(struct spoiling *s, json_t *value)
{
	size_t index;
	json_t *item;
	json_array_foreach(value, index, item) spoil(s, item);
	if (!json_is_object(value))
		return;
	json_t *was = json_copy(value);
	const char *key;
	json_object_foreach(was, key, item)
	{
		json_object_set_new(value, key, other_kind(item));
		expect_refusal(s, key);
		json_object_set(value, key, item);
		spoil(s, item);
	}
	json_decref(was);
}

Test(plan_json, each_key_with_another_kind_of_value_is_refused)
{
	struct fixture fixture = fixture_new("");
	char *json = json_of(fixture.plan);
	struct spoiling s = {.root = json_loads(json, 0, NULL)};
	cr_assert_not_null(s.root);
	spoil(&s, s.root);
	cr_assert_gt(s.tried, 200);
	json_decref(s.root);
	moot_release(json);
	fixture_free(&fixture);
}

Test(plan_json, unknown_keys_are_ignored_and_our_own_may_be_missing)
{
	struct fixture fixture = fixture_new("");
	char *json = json_of(fixture.plan);
	char *more = replaced(json, "\"format\"", "\"mood\": [1, {\"a\": null}], \"format\"");
	char *less = replaced(more, "  \"timezone\": \"Europe/London\",\n", "");
	char *fewer = replaced(less, "\"people\"", "\"crowd\"");
	char *least = replaced(fewer, "\"sensitivity\"", "\"tenderness\"");
	struct moot_plan *plan = NULL;
	struct moot_error error = {0};
	cr_assert_eq(read_bytes(least, strlen(least), &plan, &error), MOOT_OK, "%s", error.message);
	cr_assert_str_eq(plan->timezone, "Europe/London");
	cr_assert_eq(plan->person_count, 0);
	cr_assert_not(plan->has_sensitivity);
	moot_plan_free(plan);
	moot_release(json);
	moot_release(fewer);
	moot_release(more);
	moot_release(less);
	moot_release(least);
	fixture_free(&fixture);
}

Test(plan_json, garbage_is_an_error_and_nothing_worse)
{
	static const char *const cases[] = {"",
					    "null",
					    "[]",
					    "{",
					    "{}",
					    "\xFF\xFE",
					    "{\"format\": \"moot-plan/1\"}",
					    "{\"a\": 1, \"a\": 2}",
					    "[1e999]",
					    "\"\\u0000\""};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct moot_plan *plan = NULL;
		struct moot_error error = {0};
		cr_assert_eq(read_bytes(cases[i], strlen(cases[i]), &plan, &error), MOOT_ERROR_INPUT, "%s", cases[i]);
		cr_assert_null(plan);
	}
	size_t deep = 1000000;
	char *brackets = malloc(deep);
	memset(brackets, '[', deep);
	struct moot_plan *plan = NULL;
	cr_assert_eq(read_bytes(brackets, deep, &plan, NULL), MOOT_ERROR_INPUT);
	free(brackets);
	cr_assert_eq(moot_plan_read("/nonexistent/plan.json", &plan, NULL), MOOT_ERROR_INPUT);
	cr_assert_eq(moot_plan_read("/tmp", &plan, NULL), MOOT_ERROR_INPUT);
}

/* Every prefix, and every byte flipped, of a small plan: an answer each time. */
Test(plan_json, broken_files_never_crash_the_reader)
{
	struct fixture fixture = fixture_new("");
	char *json = json_of(fixture.plan);
	size_t length = strlen(json);
	for (size_t i = 0; i + 1 < length; i += 13) { /* without its last line's end it is whole */
		struct moot_plan *plan = NULL;
		cr_assert_eq(read_bytes(json, i, &plan, NULL), MOOT_ERROR_INPUT);
		char kept = json[i];
		json[i] = (char)(kept ^ 0x15);
		if (read_bytes(json, length, &plan, NULL) == MOOT_OK)
			moot_plan_free(plan);
		json[i] = kept;
	}
	moot_release(json);
	fixture_free(&fixture);
}
