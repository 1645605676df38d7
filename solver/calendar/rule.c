/*
 * Rules over several meetings: counted intervals (within, duties), before, reports and the most meetings a day.
 */
#include <solver/calendar/instance.h>

#include <limits.h>
#include <string.h>

/* Whether the windows alone put enough of the board's scheduled meetings into the interval. */
static bool is_granted(const struct calendar_board *board, const struct calendar_interval *interval)
{
	int inside = 0;
	for (int k = 0; k < board->meetings; k++)
		if (board->windows[k].first >= interval->from && board->windows[k].last <= interval->to)
			inside++;
	return inside >= interval->count;
}

/* Frozen meetings count, and numbers that are gone without one are forgiven. A frozen time is asked for nothing. */
static void add_interval(const struct calendar_instance *in, struct calendar_board *board, int from, int to, int count)
{
	const struct calendar_frozen_list frozen = calendar_frozen_of(in, board);
	const int all = board->meetings + board->gone;
	struct calendar_interval interval = {from, to, count < all ? count : all};
	interval.count -= board->gone - frozen.count;
	for (int i = 0; i < frozen.count; i++) {
		int day = frozen.items[i].start / MOOT_MINUTES_A_DAY;
		interval.count -= day >= from && day <= to;
	}
	if (interval.count > board->meetings)
		interval.count = board->meetings;
	if (interval.count <= 0 || to < in->open || is_granted(board, &interval))
		return;
	for (int i = 0; i < board->interval_count; i++)
		if (board->intervals[i].from == from && board->intervals[i].to == to) {
			if (board->intervals[i].count < interval.count)
				board->intervals[i].count = interval.count;
			return;
		}
	board->intervals[board->interval_count++] = interval;
}

static bool carries(const struct calendar_board *board, const struct moot_duty *duty)
{
	for (size_t i = 0; i < board->plan->duty_count; i++)
		if (strcmp(board->plan->duties[i], duty->id) == 0)
			return true;
	return false;
}

static bool build_intervals(struct calendar_instance *in)
{
	const struct moot_landscape *landscape = in->landscape;
	const moot_day start = landscape->policy.start;
	size_t room = landscape->rule_count;
	for (size_t d = 0; d < landscape->duty_count; d++)
		room += landscape->duties[d].due_count;
	for (int b = 0; b < in->board_count; b++) {
		struct calendar_board *board = &in->boards[b];
		board->intervals = moot_arena_array(in->arena, room, sizeof *board->intervals);
		if (!board->intervals)
			return false;
		for (size_t d = 0; d < landscape->duty_count; d++) {
			const struct moot_duty *duty = &landscape->duties[d];
			for (size_t i = 0; carries(board, duty) && i < duty->due_count; i++)
				add_interval(in, board, duty->due[i].from - start, duty->due[i].to - start, 1);
		}
	}
	for (size_t r = 0; r < landscape->rule_count; r++) {
		const struct moot_rule *rule = &landscape->rules[r];
		if (rule->kind != MOOT_RULE_WITHIN || rule->board_count == 0)
			continue;
		int b = calendar_board_holding(in, rule->boards[0]);
		if (b != MOOT_NONE)
			add_interval(in, &in->boards[b], rule->from - start, rule->to - start, rule->value);
	}
	return true;
}

/* The plan's board that holds one of today's and meets, be all of its meetings gone; or MOOT_NONE. */
static int plan_holding(const struct calendar_instance *in, int landscape_board)
{
	const char *id = in->landscape->boards[landscape_board].id;
	for (size_t i = 0; i < in->plan->board_count; i++) {
		const struct moot_plan_board *board = &in->plan->boards[i];
		for (size_t j = 0; j < board->from_count; j++)
			if (strcmp(board->from[j], id) == 0)
				return board->fate == MOOT_CLOSED || board->meetings_per_year <= 0 ? MOOT_NONE : (int)i;
	}
	return MOOT_NONE;
}

/* The calendar's board of a plan's board; MOOT_NONE where all of its meetings are gone. */
static int of_plan(const struct calendar_instance *in, int plan_board)
{
	for (int b = 0; b < in->board_count; b++)
		if (in->boards[b].plan == &in->plan->boards[plan_board])
			return b;
	return MOOT_NONE;
}

static bool build_befores(struct calendar_instance *in)
{
	const struct moot_landscape *landscape = in->landscape;
	in->befores = moot_arena_array(in->arena, landscape->rule_count, sizeof *in->befores);
	if (!in->befores)
		return false;
	for (size_t r = 0; r < landscape->rule_count; r++) {
		const struct moot_rule *rule = &landscape->rules[r];
		if (rule->kind != MOOT_RULE_BEFORE || rule->board_count < 2)
			continue;
		int a = plan_holding(in, rule->boards[0]);
		int b = plan_holding(in, rule->boards[1]);
		if (a == MOOT_NONE || b == MOOT_NONE || a == b || of_plan(in, b) == MOOT_NONE)
			continue;
		const struct calendar_frozen_list frozen = in->frozen[b];
		in->befores[in->before_count++] = (struct calendar_before){
		    .a = of_plan(in, a),
		    .b = of_plan(in, b),
		    .clear = rule->value,
		    .rule = (int)r,
		    .fed_by = in->frozen[a],
		    .after = frozen.count > 0 ? frozen.items[frozen.count - 1].end : MOOT_NONE,
		};
	}
	return true;
}

/* Reports are between boards of the plan until build_reports() is done. */
static void add_report(struct calendar_instance *in, int child, int parent, int days)
{
	for (int i = 0; i < in->report_count; i++)
		if (in->reports[i].child == child && in->reports[i].parent == parent) {
			if (days < in->reports[i].days)
				in->reports[i].days = days;
			return;
		}
	in->reports[in->report_count++] = (struct calendar_report){.child = child, .parent = parent, .days = days};
}

/* Whether reports go from board to board until they reach `goal`; `seen` is scratch for each board. */
static bool reaches(const struct calendar_instance *in, int from, int goal, int *queue, bool *seen)
{
	int read = 0;
	int count = 0;
	memset(seen, 0, in->plan->board_count * sizeof *seen);
	queue[count++] = from;
	seen[from] = true;
	while (read < count) {
		int board = queue[read++];
		if (board == goal)
			return true;
		for (int i = 0; i < in->report_count; i++)
			if (in->reports[i].child == board && !seen[in->reports[i].parent]) {
				seen[in->reports[i].parent] = true;
				queue[count++] = in->reports[i].parent;
			}
	}
	return false;
}

/* Reporting that goes round in a circle is void. */
static bool drop_circles(struct calendar_instance *in)
{
	int *queue = moot_allocate(in->plan->board_count, sizeof *queue);
	bool *seen = moot_allocate(in->plan->board_count, sizeof *seen);
	bool *round = moot_allocate((size_t)in->report_count, sizeof *round);
	bool built = queue && seen && round;
	for (int i = 0; built && i < in->report_count; i++)
		round[i] = reaches(in, in->reports[i].parent, in->reports[i].child, queue, seen);
	int kept = 0;
	for (int i = 0; built && i < in->report_count; i++)
		if (!round[i])
			in->reports[kept++] = in->reports[i];
	if (built)
		in->report_count = kept;
	moot_release(queue);
	moot_release(seen);
	moot_release(round);
	return built;
}

static bool build_reports(struct calendar_instance *in)
{
	const struct moot_landscape *landscape = in->landscape;
	in->reports = moot_arena_array(in->arena, landscape->board_count, sizeof *in->reports);
	if (!in->reports)
		return false;
	for (size_t i = 0; i < landscape->board_count; i++) {
		if (landscape->boards[i].reports_to == MOOT_NONE)
			continue;
		int child = plan_holding(in, (int)i);
		int parent = plan_holding(in, landscape->boards[i].reports_to);
		if (child != MOOT_NONE && parent != MOOT_NONE && child != parent)
			add_report(in, child, parent, landscape->boards[i].report_days);
	}
	if (!drop_circles(in))
		return false;
	int kept = 0;
	for (int i = 0; i < in->report_count; i++) {
		struct calendar_report report = in->reports[i];
		report.held = in->frozen[report.child];
		report.child = of_plan(in, report.child);
		report.parent = of_plan(in, report.parent);
		if (report.parent != MOOT_NONE)
			in->reports[kept++] = report;
	}
	in->report_count = kept;
	return true;
}

static int limit_of(const struct moot_landscape *landscape, int person)
{
	int limit = INT_MAX;
	for (size_t r = 0; r < landscape->rule_count; r++) {
		const struct moot_rule *rule = &landscape->rules[r];
		bool meant = rule->kind == MOOT_RULE_MAX_PER_DAY && (rule->everyone || rule->person == person);
		if (meant && rule->value < limit)
			limit = rule->value;
	}
	return limit;
}

/* A board meets at most once a day, so that only those on more boards than `crowded_meetings` have crowded days. */
static bool build_limits(struct calendar_instance *in)
{
	const struct moot_landscape *landscape = in->landscape;
	const struct moot_policy *policy = &landscape->policy;
	in->limits = moot_arena_array(in->arena, landscape->person_count, sizeof *in->limits);
	in->limited = moot_arena_array(in->arena, landscape->person_count, sizeof *in->limited);
	in->crowding = moot_arena_array(in->arena, landscape->person_count, sizeof *in->crowding);
	double *weights = moot_arena_array(in->arena, landscape->person_count, sizeof *weights);
	int *boards = moot_arena_array(in->arena, landscape->person_count, sizeof *boards);
	if (!in->limits || !in->limited || !in->crowding || !weights || !boards)
		return false;
	for (int b = 0; b < in->board_count; b++)
		for (int a = 0; a < in->boards[b].attendee_count; a++) {
			boards[in->boards[b].attendees[a].person]++;
			weights[in->boards[b].attendees[a].person] = in->boards[b].attendees[a].weight;
		}
	for (int p = 0; p < (int)landscape->person_count; p++) {
		double hours = boards[p] > policy->crowded_meetings ? policy->crowding_weight * weights[p] : 0;
		in->limits[p] = limit_of(landscape, p);
		in->limited[p] = in->limits[p] == INT_MAX && hours <= 0 ? MOOT_NONE : in->limited_count++;
		if (in->limited[p] != MOOT_NONE)
			in->crowding[in->limited[p]] = hours;
	}
	return true;
}

bool calendar_build_rules(struct calendar_instance *in)
{
	return build_intervals(in) && build_befores(in) && build_reports(in) && build_limits(in);
}
