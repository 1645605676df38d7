/*
 * How far each assumption may move before another set of boards is better.
 *
 * The objective of one structure P is linear in each of the prices:
 *
 *     c_P = H_senior + other_weight H_other + overlap_weight A + merge_penalty M + other_weight support_hours F
 *           + over_price O
 *
 * with the sums of P. So P is best on an interval. Each end is found by going out in growing steps until another
 * structure Q is better, then back to the price at which both cost the same, and solving again, until none is better
 * than P. The last Q is what comes beyond. That is exact, and takes a few solves, most of them near today's prices,
 * where they are quick.
 *
 * Where the cost is not linear (overlap_residual and standing minutes, through the meetings that max_minutes asks for;
 * any price where boards are closed by a rule, as others may carry their themes then), or the parameter is a whole
 * number of minutes or a step (pay), the end is found by halving: what is stated is the last value that was tried at
 * which P is best. Where hand-overs only follow the sets they are left out throughout; where both are one program, c_P
 * is the least of several such lines, one for each choice of what P hands over.
 */
#include <solver/explain/explain.h>

#include <math.h>
#include <solver/clock.h>
#include <stdlib.h>
#include <string.h>

/* As far as a parameter is moved: so many times its value, within its range. */
enum { TIMES = 20, MOST_STEPS = 40, MOST_MINUTES = 120 };

struct assumption {
	const char *key;
	const char *unit;
	bool is_linear;
	double precision; /* of halving; 0: `values` are tried */
};

static const struct assumption ASSUMPTIONS[] = {
    {"merge_penalty", "hours for each board merged away", true, 0},
    {"overlap_weight", "hours for an agenda-hour", true, 0},
    {"other_weight", "weight of an hour of those who are not senior", true, 0},
    {"support_hours", "staff hours a meeting", true, 0},
    {"over_price", "hours for an hour above a limit", true, 0},
    {"overlap_residual", "share", false, 0.01},
    {"senior_salary", "GBP a year", false, 0},
    {"standing", "minutes more or less of standing business at every board", false, 1},
    {"prep", "minutes more or less of preparation at every board", false, 1},
    {"travel", "minutes more or less of travel at every board", false, 1},
};

struct moving {
	struct explain *e;
	const struct assumption *what;
	const int *labels;
	const struct structure *base;
	struct moot_sensitivity *out;
	bool is_linear;
	double precision; /* of halving */
	struct structure best;
	struct structure
	    own; /* the plan's sets at the value solved last: they hand over other themes at other prices */
	bool is_late;
};

static double *price_of(struct moot_policy *policy, const char *key)
{
	if (strcmp(key, "merge_penalty") == 0)
		return &policy->merge_penalty;
	if (strcmp(key, "overlap_weight") == 0)
		return &policy->overlap_weight;
	if (strcmp(key, "other_weight") == 0)
		return &policy->other_weight;
	if (strcmp(key, "support_hours") == 0)
		return &policy->support_hours;
	if (strcmp(key, "over_price") == 0)
		return &policy->over_price;
	if (strcmp(key, "overlap_residual") == 0)
		return &policy->overlap_residual;
	return strcmp(key, "senior_salary") == 0 ? &policy->senior_salary : NULL;
}

static int *minutes_of(struct moot_board *board, const char *key)
{
	if (strcmp(key, "standing") == 0)
		return &board->standing_minutes;
	return strcmp(key, "prep") == 0 ? &board->prep_minutes : &board->travel_minutes;
}

/*
 * The landscape with the assumption at `value`. More standing business makes meetings longer; none begins below 0.
 */
static struct moot_variant *move(struct moving *m, double value)
{
	struct moot_variant *variant = explain_base(m->e);
	double *price = variant ? price_of(&variant->landscape.policy, m->what->key) : NULL;
	if (price)
		*price = value;
	if (!variant || price)
		return variant;
	if (!moot_variant_own_boards(variant))
		return NULL;
	for (size_t b = 0; b < variant->landscape.board_count; b++) {
		struct moot_board *board = &variant->landscape.boards[b];
		int *minutes = minutes_of(board, m->what->key);
		int was = *minutes;
		*minutes = was + (int)value > 0 ? was + (int)value : 0;
		if (minutes == &board->standing_minutes)
			board->minutes += *minutes - was;
	}
	return variant;
}

/* c_P at other prices, the constant left out in every P alike. */
static double cost_at(const struct moot_structure_sums *sums, const struct moot_policy *policy)
{
	return sums->senior_hours + policy->other_weight * sums->other_hours +
	       policy->overlap_weight * sums->agenda_hours + policy->merge_penalty * sums->penalties +
	       policy->other_weight * policy->support_hours * sums->meetings + policy->over_price * sums->over;
}

static double line_at(const struct moving *m, const struct moot_structure_sums *sums, double value)
{
	struct moot_policy policy = m->e->landscape->policy;
	*price_of(&policy, m->what->key) = value;
	return cost_at(sums, &policy);
}

static enum moot_status solve_own(struct moving *m, double value)
{
	m->own = *m->base;
	if (!m->e->together)
		return MOOT_OK;
	struct moot_variant *variant = move(m, value);
	if (!variant || !explain_fix(variant, m->labels))
		return MOOT_ERROR_MEMORY;
	return explain_solve(m->e, &variant->landscape, MOOT_NONE, &m->own);
}

/* The best structure at `value`. False where there is no answer in time, or a failure in *status. */
static bool solve_at(struct moving *m, double value, enum moot_status *status)
{
	struct moot_variant *variant = move(m, value);
	if (!variant)
		*status = MOOT_ERROR_MEMORY;
	else
		*status = explain_solve(m->e, &variant->landscape, MOOT_NONE, &m->best);
	m->is_late = *status == MOOT_OK && !m->best.proven;
	return *status == MOOT_OK && !m->is_late;
}

static double tolerance(double objective)
{
	return 1e-6 * (1 + 1e-3 * fabs(objective));
}

/* What the other structure has instead, in words. */
static const char *changes(struct moving *m, const struct structure *other)
{
	const char **keys = NULL;
	size_t count = 0;
	struct moot_arena *arena = m->e->out->arena;
	if (!structure_less(arena, other, m->base, &keys, &count))
		return NULL;
	char *text = moot_arena_text(arena, "");
	for (size_t i = 0; i < count && text; i++)
		text = moot_arena_format(arena, "%s%s%s %s", text, i > 0 ? "; " : "", keys[i],
					 strchr(keys[i], '|') ? "together" : "alone");
	return text;
}

/* Where the lines of the plan's sets and of others, from their sums, meet: both are linear between two values. */
static double crossing(const struct moving *m, const struct moot_structure_sums *other, double from, double to)
{
	double gain_from = line_at(m, other, from) - line_at(m, &m->own.sums, from);
	double gain_to = line_at(m, other, to) - line_at(m, &m->own.sums, to);
	return from + (to - from) * gain_from / (gain_from - gain_to);
}

/* The parts of the way to the end of a range at which is looked, in this order. */
static const double STEPS[] = {1.0 / 64, 1.0 / 16, 1.0 / 4, 1};
enum { STEP_COUNT = sizeof STEPS / sizeof *STEPS };

/* What is known of where another structure takes over: between `holds` and `fails`. */
struct bracket {
	double holds;
	double fails;
	struct moot_structure_sums other; /* of what is better at `fails` */
};

/* Whether the plan's sets are the best at `at`, in the bracket; *what tells what is better. */
static bool look_at(struct moving *m, double at, struct bracket *bracket, const char **what, enum moot_status *status)
{
	if (!solve_at(m, at, status))
		return false;
	*status = solve_own(m, at);
	if (*status != MOOT_OK)
		return false;
	double own = line_at(m, &m->own.sums, at);
	bool holds = !(line_at(m, &m->best.sums, at) < own - tolerance(own));
	if (holds) {
		bracket->holds = at;
		return true;
	}
	bracket->fails = at;
	bracket->other = m->best.sums;
	*what = changes(m, &m->best);
	*status = *what ? MOOT_OK : MOOT_ERROR_MEMORY;
	return false;
}

/*
 * Steps back from `from` to the value at which another structure takes over. The plan's sets cost the least of several
 * lines where they hand over other themes at other prices, so that they may hold a little beyond a crossing, too.
 */
static enum moot_status step_back(struct moving *m, double from, double *value, bool *is_end, const char **what)
{
	enum moot_status status = MOOT_OK;
	struct bracket bracket = {.holds = m->out->value};
	double at = from;
	*what = "";
	*is_end = look_at(m, at, &bracket, what, &status);
	bool held = *is_end;
	for (int step = 0; step < MOST_STEPS && status == MOOT_OK && !m->is_late && !*is_end; step++) {
		double next = crossing(m, &bracket.other, bracket.holds, bracket.fails);
		bool inside = fabs(next - bracket.holds) < fabs(bracket.fails - bracket.holds) &&
			      (next - bracket.holds) * (bracket.fails - bracket.holds) >= 0;
		/* Rounding may leave the last crossing a hair short of where it was. */
		if ((!inside && !m->e->together) || (held && !(inside && fabs(next - bracket.holds) > 0)))
			break;
		at = inside ? next : bracket.holds + (bracket.fails - bracket.holds) / 2;
		held = look_at(m, at, &bracket, what, &status);
		if (held && !m->e->together)
			break;
	}
	*value = round((*is_end || m->e->together ? bracket.holds : at) * 1e9) / 1e9; /* what is beyond is rounding */
	return status;
}

static enum moot_status find_end(struct moving *m, double end, double *value, bool *is_end, const char **what)
{
	enum moot_status status = MOOT_OK;
	double start = m->out->value;
	*is_end = true;
	*value = start;
	*what = "";
	for (int i = 0; i < STEP_COUNT && status == MOOT_OK && !m->is_late && *is_end; i++)
		status =
		    step_back(m, i + 1 == STEP_COUNT ? end : start + STEPS[i] * (end - start), value, is_end, what);
	return status;
}

/* Whether the plan's boards are among the best at `value`; else *what tells what is better. */
static bool holds_at(struct moving *m, double value, const char **what, enum moot_status *status)
{
	struct structure fixed;
	int *labels = moot_arena_array(m->e->out->arena, m->e->landscape->board_count, sizeof *labels);
	if (!labels || !solve_at(m, value, status)) {
		*status = labels ? *status : MOOT_ERROR_MEMORY;
		return false;
	}
	if (!m->best.exists)
		return true; /* no structure at all: none is better */
	explain_labels(m->e, &m->best, labels);
	if (labels_are_same(labels, m->labels, m->e->landscape->board_count))
		return true;
	struct moot_variant *variant = move(m, value);
	*status = variant && explain_fix(variant, m->labels)
		      ? explain_solve(m->e, &variant->landscape, MOOT_NONE, &fixed)
		      : MOOT_ERROR_MEMORY;
	if (*status != MOOT_OK)
		return false;
	double objective = m->best.result.objective;
	if (fixed.exists && fixed.result.objective <= objective + tolerance(objective))
		return true;
	*what = changes(m, &m->best);
	*status = *what ? MOOT_OK : MOOT_ERROR_MEMORY;
	return false;
}

/* Halves between the value that holds and `end`, on a grid of `precision`. */
static enum moot_status halve(struct moving *m, double end, double *value, bool *is_end, const char **what)
{
	enum moot_status status = MOOT_OK;
	const double precision = m->precision;
	const double start = m->out->value;
	const double sign = end > start ? 1 : -1;
	long low = 0;
	long high = (long)floor(fabs(end - start) / precision + 1e-9);
	const long most = high;
	*what = "";
	*is_end = true;
	for (int i = 0; i < STEP_COUNT && *is_end && most > 0; i++) {
		high = i + 1 == STEP_COUNT ? most : (long)(STEPS[i] * (double)most);
		if (high <= low)
			continue;
		*is_end = holds_at(m, start + sign * (double)high * precision, what, &status);
		low = *is_end ? high : low;
		if (status != MOOT_OK || m->is_late)
			return status;
	}
	if (*is_end) {
		*value = start + sign * (double)most * precision;
		return status;
	}
	while (high - low > 1) {
		long middle = low + (high - low) / 2;
		bool holds = holds_at(m, start + sign * (double)middle * precision, what, &status);
		if (status != MOOT_OK || m->is_late)
			return status;
		*(holds ? &low : &high) = middle;
	}
	*value = start + sign * (double)low * precision;
	return MOOT_OK;
}

static int compare_numbers(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

/* The salaries given, each once, at which who is senior changes. */
static size_t find_salaries(struct moving *m, double **out)
{
	const struct moot_landscape *l = m->e->landscape;
	size_t count = 0;
	*out = moot_arena_array(m->e->out->arena, l->person_count + 1, sizeof **out);
	for (size_t p = 0; p < l->person_count && *out; p++)
		if (l->people[p].salary >= 0 && l->people[p].senior == MOOT_UNSAID)
			(*out)[count++] = l->people[p].salary;
	if (*out && count > 1)
		qsort(*out, count, sizeof **out, compare_numbers);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || (*out)[i] > (*out)[kept - 1])
			(*out)[kept++] = (*out)[i];
	return kept;
}

/*
 * Pay decides through who is senior: nothing changes while the threshold moves between two salaries. `above` of the
 * salaries are at least the threshold today; it is raised above more of them, or lowered to more of them.
 */
static enum moot_status step_salaries(struct moving *m, const double *salaries, size_t count, bool up, double *value,
				      bool *is_end, const char **what)
{
	enum moot_status status = MOOT_OK;
	size_t reached = 0;
	while (reached < count && salaries[reached] < m->out->value)
		reached++;
	size_t steps = up ? count - reached : reached;
	size_t low = 0;
	size_t high = steps + 1;
	*what = "";
	*is_end = true;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		/* Up: just above a salary more. Down: to a salary more. */
		double at = up ? salaries[reached + middle - 1] + 0.01 : salaries[reached - middle];
		bool holds = holds_at(m, at, what, &status);
		if (status != MOOT_OK || m->is_late)
			return status;
		*is_end = *is_end && holds;
		*(holds ? &low : &high) = middle;
	}
	if (*is_end)
		*value = up ? INFINITY : 0;
	else
		*value = up ? salaries[reached + low] : low == reached ? 0 : salaries[reached - low - 1] + 0.01;
	return MOOT_OK;
}

static double largest_minutes(const struct moving *m)
{
	int most = 0;
	for (size_t b = 0; b < m->e->landscape->board_count; b++) {
		struct moot_board board = m->e->landscape->boards[b];
		int minutes = *minutes_of(&board, m->what->key);
		most = minutes > most ? minutes : most;
	}
	return most;
}

static enum moot_status find_both(struct moving *m, double least, double most)
{
	struct moot_sensitivity *s = m->out;
	enum moot_status status = MOOT_OK;
	double *salaries = NULL;
	size_t count = 0;
	if (!m->is_linear && !(m->precision > 0)) {
		count = find_salaries(m, &salaries);
		if (!salaries)
			return MOOT_ERROR_MEMORY;
	}
	for (int up = 0; up < 2 && status == MOOT_OK && !m->is_late; up++) {
		double *value = up ? &s->high : &s->low;
		bool *is_end = up ? &s->high_is_end : &s->low_is_end;
		const char **what = up ? &s->above : &s->below;
		if (salaries)
			status = step_salaries(m, salaries, count, up, value, is_end, what);
		else if (m->is_linear)
			status = find_end(m, up ? most : least, value, is_end, what);
		else
			status = halve(m, up ? most : least, value, is_end, what);
	}
	return status;
}

static bool closes_boards(const struct moot_landscape *l)
{
	for (size_t r = 0; r < l->rule_count; r++)
		if (l->rules[r].kind == MOOT_RULE_CLOSE)
			return true;
	return false;
}

static enum moot_status find_interval(struct moving *m)
{
	struct moot_sensitivity *s = m->out;
	struct moot_policy policy = m->e->landscape->policy;
	const double *price = price_of(&policy, m->what->key);
	*s = (struct moot_sensitivity){
	    .key = m->what->key, .unit = m->what->unit, .value = price ? *price : 0, .below = "", .above = ""};
	m->is_linear = m->what->is_linear && !closes_boards(m->e->landscape);
	s->is_exact = m->is_linear;
	m->precision = m->what->is_linear ? fmax(s->value, 1) / 100 : m->what->precision;
	double least = price ? 0 : -largest_minutes(m);
	double most = MOST_MINUTES;
	if (price) {
		double high = moot_policy_params()[moot_policy_find(m->what->key)].high;
		most = fmin(high, s->value > 0 ? TIMES * s->value : TIMES);
	}
	enum moot_status status = moot_clock_seconds() < m->e->deadline ? find_both(m, least, most) : MOOT_OK;
	s->is_known = status == MOOT_OK && !m->is_late && moot_clock_seconds() < m->e->deadline;
	return status;
}

static bool has_limits(const struct moot_landscape *l)
{
	for (size_t p = 0; p < l->person_count; p++)
		if (l->people[p].max_hours >= 0)
			return true;
	return false;
}

enum moot_status explain_sensitivity(struct explain *e, const int *labels, const struct structure *base)
{
	enum { COUNT = sizeof ASSUMPTIONS / sizeof *ASSUMPTIONS };
	struct moving m = {.e = e, .labels = labels, .base = base, .what = &ASSUMPTIONS[0]};
	enum moot_status status = MOOT_OK;
	e->out->sensitivity = moot_arena_array(e->out->arena, COUNT, sizeof *e->out->sensitivity);
	if (!e->out->sensitivity)
		return MOOT_ERROR_MEMORY;
	struct moot_variant *variant = explain_base(e);
	status = variant ? explain_solve(e, &variant->landscape, MOOT_NONE, &m.best) : MOOT_ERROR_MEMORY;
	if (status != MOOT_OK)
		return status;
	double objective = m.best.exists ? m.best.result.objective : -INFINITY;
	e->out->is_best = m.best.proven && base->result.objective <= objective + tolerance(objective);
	for (int i = 0; i < COUNT && status == MOOT_OK && e->out->is_best; i++) {
		bool is_limit = strcmp(ASSUMPTIONS[i].key, "over_price") == 0;
		if ((is_limit && !has_limits(e->landscape)) ||
		    (e->only_prices && (is_limit || !ASSUMPTIONS[i].is_linear)))
			continue;
		m.what = &ASSUMPTIONS[i];
		m.out = &e->out->sensitivity[e->out->sensitivity_count++];
		m.is_late = false;
		status = find_interval(&m);
	}
	return status;
}
