/*
 * moot_verify(): the order of the checks, the list of faults, and whether the plan is of this landscape at all.
 *
 * Called with a finished landscape and any plan, even a hostile one: ids may be unknown, numbers not numbers. Nothing
 * in a plan is used as an index or a size before it is checked. The list ends after MOST_FAULTS with a line that says
 * how many more there are.
 */
#include <solver/verify/verify.h>

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MOST_FAULTS = 200, LONGEST_FAULT = 1000 };

void verify_fault(struct verify *v, const char *format, ...)
{
	struct moot_verdict *verdict = v->verdict;
	struct moot_fault *list = v->exempt ? verdict->exceptions : verdict->faults;
	size_t *count = v->exempt ? &verdict->exception_count : &verdict->count;
	if (*count == MOST_FAULTS) {
		v->more += !v->exempt;
		return;
	}
	char text[LONGEST_FAULT];
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	const char *copy = length < 0 ? NULL : moot_arena_text(verdict->arena, text);
	if (!copy)
		v->failed = true;
	else
		list[(*count)++].message = copy;
}

void *verify_room(struct verify *v, size_t count, size_t size)
{
	void *room = moot_arena_array(v->scratch, count, size);
	if (!room)
		v->failed = true;
	return room;
}

bool verify_near(double a, double b)
{
	double larger = fmax(fabs(a), fabs(b));
	return isfinite(larger) && fabs(a - b) <= 1e-6 * fmax(1.0, larger);
}

const char *verify_when(struct verify *v, moot_minute minute)
{
	char text[17];
	/* The formatting of dates knows years 1 to 9999 only. */
	const moot_minute first = (moot_minute)moot_day_from_date(1, 1, 1) * MOOT_MINUTES_A_DAY;
	const moot_minute last = (moot_minute)moot_day_from_date(9999, 12, 31) * MOOT_MINUTES_A_DAY;
	const char *copy = NULL;
	if (minute < first || minute > last) {
		copy = moot_arena_format(v->scratch, "minute %" PRId64, minute);
	} else {
		moot_minute_format(minute, text);
		copy = moot_arena_text(v->scratch, text);
	}
	if (!copy)
		v->failed = true;
	return copy ? copy : "";
}

static const char *day_text(struct verify *v, moot_day day)
{
	const char *text = verify_when(v, (moot_minute)day * MOOT_MINUTES_A_DAY);
	char *copy = moot_arena_text(v->scratch, text);
	char *time = copy ? strchr(copy, 'T') : NULL;
	if (time)
		*time = '\0';
	return copy ? copy : "";
}

/* The input of that name and bytes, else of that name, else of those bytes, as a scenario may lie elsewhere now. Feeds
   can share a name, as it hides most of their address. NULL for none. */
static const struct moot_input *find_input(const struct moot_input *inputs, size_t count,
					   const struct moot_input *wanted)
{
	const struct moot_input *named = NULL;
	const struct moot_input *same = NULL;
	for (size_t i = 0; i < count; i++) {
		bool name = strcmp(inputs[i].file, wanted->file) == 0;
		bool bytes = wanted->sha256[0] && strncmp(inputs[i].sha256, wanted->sha256, 64) == 0;
		if (name && bytes)
			return &inputs[i];
		named = name ? &inputs[i] : named;
		same = bytes ? &inputs[i] : same;
	}
	return named ? named : same;
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text);
	return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

/* A plan without a calendar may have been made without looking at anyone's. */
static bool is_needed(const struct moot_plan *plan, const struct moot_input *input)
{
	return plan->has_calendar || ends_with(input->file, ".csv") || ends_with(input->file, ".xlsx");
}

static void check_inputs(struct verify *v)
{
	const struct moot_plan *plan = v->plan;
	for (size_t i = 0; i < plan->input_count; i++) {
		const struct moot_input *was = &plan->inputs[i];
		const struct moot_input *is = find_input(v->l->inputs, v->l->input_count, was);
		if (!is)
			verify_fault(v, "input %s of the plan is not here", was->file);
		else if (was->sha256[0] && is->sha256[0] && strncmp(was->sha256, is->sha256, 64) != 0)
			verify_fault(v, "input %s has changed since the plan was made: sha256 %.64s, not %.64s",
				     is->file, is->sha256, was->sha256);
	}
	for (size_t i = 0; i < v->l->input_count; i++)
		if (is_needed(plan, &v->l->inputs[i]) && !find_input(plan->inputs, plan->input_count, &v->l->inputs[i]))
			verify_fault(v, "input %s is not among the plan's", v->l->inputs[i].file);
}

/* Whether the reader of the landscape assumed this too, such as where a default stood in for empty cells. */
static bool also_assumed(const struct moot_landscape *l, const struct moot_assumption *said)
{
	for (size_t i = 0; i < l->assumption_count; i++)
		if (strcmp(l->assumptions[2 * i], said->key) == 0 &&
		    strcmp(l->assumptions[2 * i + 1], said->value) == 0)
			return true;
	return false;
}

/* "2027-04-01, the next 1 April": the value, and how the plan's reader came to it. */
static bool begins_with(const char *said, const char *is)
{
	size_t length = strlen(is);
	return strncmp(said, is, length) == 0 && said[length] == ',';
}

/* What the plan says of a parameter is what the landscape says. */
static void check_assumptions(struct verify *v)
{
	for (size_t i = 0; i < v->plan->assumption_count && !v->failed; i++) {
		const struct moot_assumption *said = &v->plan->assumptions[i];
		for (int p = 0; p < MOOT_PARAM_COUNT; p++) {
			if (strcmp(said->key, moot_policy_params()[p].name) != 0)
				continue;
			const char *is = moot_policy_text(&v->l->policy, v->scratch, p);
			v->failed |= !is;
			if (is && strcmp(is, said->value) != 0 && !begins_with(said->value, is) &&
			    !also_assumed(v->l, said))
				verify_fault(v, "the plan assumes %s to be \"%s\", not \"%s\"", said->key, said->value,
					     is);
		}
	}
}

static void check_header(struct verify *v)
{
	const struct moot_policy *policy = &v->l->policy;
	const struct moot_plan *plan = v->plan;
	if (strcmp(plan->landscape, policy->name) != 0)
		verify_fault(v, "the plan is of landscape \"%s\", not of \"%s\"", plan->landscape, policy->name);
	if (strcmp(plan->timezone, policy->timezone) != 0)
		verify_fault(v, "the plan's timezone is %s, not %s", plan->timezone, policy->timezone);
	if (plan->start != policy->start)
		verify_fault(v, "the plan's start is %s, not %s", day_text(v, plan->start), day_text(v, policy->start));
	if (plan->end != policy->end)
		verify_fault(v, "the plan's end is %s, not %s", day_text(v, plan->end), day_text(v, policy->end));
	check_inputs(v);
	check_assumptions(v);
}

static bool left_as_they_are(const struct moot_plan *plan)
{
	for (size_t i = 0; i < plan->assumption_count; i++)
		if (strcmp(plan->assumptions[i].key, "calendar_only") == 0 &&
		    strcmp(plan->assumptions[i].value, "yes") == 0)
			return true;
	return false;
}

static void build_names(struct verify *v)
{
	const struct moot_landscape *l = v->l;
	const char *boards = (const char *)l->boards + (l->boards ? offsetof(struct moot_board, id) : 0);
	const char *people = (const char *)l->people + (l->people ? offsetof(struct moot_person, id) : 0);
	const struct moot_plan_board *sets = v->plan->boards;
	verify_names_build(v, &v->boards, boards, sizeof *l->boards, l->board_count, false);
	verify_names_build(v, &v->people, people, sizeof *l->people, l->person_count, false);
	verify_names_build(v, &v->themes, l->themes, sizeof *l->themes, l->theme_count, true);
	verify_names_build(v, &v->organisations, l->organisations, sizeof *l->organisations, l->organisation_count,
			   true);
	verify_names_build(v, &v->plan_ids, (const char *)sets + (sets ? offsetof(struct moot_plan_board, id) : 0),
			   sizeof *sets, v->plan->board_count, false);
}

static void check_all(struct verify *v)
{
	void (*const steps[])(struct verify *) = {check_header,      build_names,  verify_people, verify_agendas,
						  verify_partition,  verify_gifts, verify_law,    verify_seats,
						  verify_read_hands, verify_sets,  verify_hands,  verify_members,
						  verify_presence,   verify_money, verify_proofs, verify_calendar};
	for (size_t i = 0; i < sizeof steps / sizeof *steps && !v->failed; i++)
		steps[i](v);
}

enum moot_status verify_begin(struct verify *v, const struct moot_plan *plan, struct moot_error *error)
{
	struct moot_arena *arena = moot_arena_new();
	struct moot_arena *scratch = moot_arena_new();
	struct moot_verdict *verdict = arena ? moot_arena_array(arena, 1, sizeof *verdict) : NULL;
	*v = (struct verify){.plan = plan, .scratch = scratch, .verdict = verdict};
	if (verdict) {
		verdict->arena = arena;
		verdict->faults = moot_arena_array(arena, MOST_FAULTS + 1, sizeof *verdict->faults);
		verdict->exceptions = moot_arena_array(arena, MOST_FAULTS, sizeof *verdict->exceptions);
	}
	if (scratch && verdict && verdict->faults && verdict->exceptions)
		return MOOT_OK;
	moot_arena_free(arena);
	moot_arena_free(scratch);
	return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory while the plan was verified");
}

enum moot_status verify_end(struct verify *v, struct moot_verdict **out, struct moot_error *error)
{
	if (v->more > 0 && !v->failed) {
		const char *last = moot_arena_format(v->verdict->arena, "and %zu more faults", v->more);
		if (!last)
			v->failed = true;
		else
			v->verdict->faults[v->verdict->count++].message = last;
	}
	moot_arena_free(v->scratch);
	if (v->failed) {
		moot_arena_free(v->verdict->arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory while the plan was verified");
	}
	*out = v->verdict;
	return MOOT_OK;
}

enum moot_status moot_verify(const struct moot_landscape *landscape, const struct moot_plan *plan,
			     struct moot_verdict **out, struct moot_error *error)
{
	struct verify v;
	enum moot_status status = verify_begin(&v, plan, error);
	if (status != MOOT_OK)
		return status;
	v.l = landscape;
	v.as_they_are = left_as_they_are(plan);
	check_all(&v);
	return verify_end(&v, out, error);
}

void moot_verdict_free(struct moot_verdict *verdict)
{
	if (verdict)
		moot_arena_free(verdict->arena);
}
