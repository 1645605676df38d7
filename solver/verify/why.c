/*
 * The figures in a board's sentences: what `why` says is saved must be what is saved.
 *
 * A sentence is known by how it opens. Lists of amounts ("Saved: 7 hours of travel, ...") must hold each part of the
 * saving that is told, with its figure as rounded; totals, counts of people and meetings, and minutes that move are
 * compared with what the definitions give. Sentences of another kind are prose, and held to nothing.
 */
#include <solver/verify/verify.h>

#include <math.h>
#include <string.h>

/* What follows "12 hours", where a part is saved and where it is taken. */
static const char *const PHRASES[MOOT_PART_COUNT][2] = {
    [MOOT_PART_STANDING] = {"of standing business", "of more standing business"},
    [MOOT_PART_PREPARATION] = {"of preparation", "of more preparation"},
    [MOOT_PART_TRAVEL] = {"of travel", "of more travel"},
    [MOOT_PART_THEMES] = {"of themes heard once instead of twice", "of themes that take longer together"},
    [MOOT_PART_RELEASED] = {"of people whose seats are released", "of people whose seats are released"},
    [MOOT_PART_CLOSED] = {"of its members", "of its members"},
    [MOOT_PART_OTHERS] = {"of business that is not theirs", "of business that is not theirs"},
    [MOOT_PART_MORE_OFTEN] = {"of meeting more often", "of meeting more often"},
    [MOOT_PART_MOVED] = {"of themes that go elsewhere", "of themes that come from elsewhere"},
    [MOOT_PART_ATTENDANCE] = {"of people who take papers or send a deputy", "of deputies"},
    [MOOT_PART_DUPLICATION] = {"of repeated agenda time", "of repeated agenda time"},
    [MOOT_PART_SUPPORT] = {"of support staff", "of support staff"},
    [MOOT_PART_PENALTY] = {"for the change itself", "for the change itself"},
};

/* A tenth of an hour, a pound and a minute are the last digits told; half of one is lost by rounding. */
static const double HALF_TENTH = 0.05;
static const double HALF_ONE = 0.5;

static bool is_rounded(double told, double true_figure, double half)
{
	return fabs(told - true_figure) <= half + 1e-6 * fmax(1, fabs(true_figure));
}

/* Steps over the text, or stays where another stands. */
static bool skip(const char **at, const char *text)
{
	size_t length = strlen(text);
	if (strncmp(*at, text, length) != 0)
		return false;
	*at += length;
	return true;
}

/* "1,234.5" */
static bool take_number(const char **at, double *out)
{
	const char *first = *at;
	double scale = 1;
	*out = 0;
	for (; (**at >= '0' && **at <= '9') || (**at == ',' && *at > first && (*at)[1] >= '0' && (*at)[1] <= '9');
	     ++*at)
		if (**at != ',')
			*out = *out * 10 + (**at - '0');
	if (*at == first || **at != '.' || (*at)[1] < '0' || (*at)[1] > '9')
		return *at > first;
	for (++*at; **at >= '0' && **at <= '9'; ++*at)
		*out += (**at - '0') * (scale /= 10);
	return true;
}

static bool take_hours(const char **at, const char *what, double *out)
{
	return take_number(at, out) && skip(at, " ") && skip(at, what) && skip(at, "hour") && (skip(at, "s") || true);
}

/* "12 hours of travel, 3 hours of preparation": each amount goes to its part's place in `told`, or to people's. */
static bool take_amounts(const char **at, bool taken, double told[MOOT_PART_COUNT], double *people)
{
	do {
		double hours = 0;
		int part = 0;
		if (!take_hours(at, "", &hours) || !skip(at, " "))
			return false;
		if (people && skip(at, "of people's time")) {
			*people = taken ? -hours : hours;
			continue;
		}
		while (part < MOOT_PART_COUNT && !skip(at, PHRASES[part][taken]))
			part++;
		if (part == MOOT_PART_COUNT || told[part] != 0)
			return false;
		told[part] = taken ? -hours : hours;
	} while (skip(at, ", "));
	return true;
}

/* "Saved: ...", "Against that: ...": the parts in hours, of one sign. Less than half a tenth need not be told. */
static bool check_parts(const char *at, bool taken, const struct moot_amount *parts)
{
	double told[MOOT_PART_COUNT] = {0};
	if (!take_amounts(&at, taken, told, NULL) || strcmp(at, ".") != 0)
		return false;
	for (int i = 0; i < MOOT_PART_COUNT; i++)
		if ((parts[i].hours < 0) == taken ? !is_rounded(told[i], parts[i].hours, HALF_TENTH) : told[i] != 0)
			return false;
	return true;
}

/* "That saves 9 weighted hours, by which plans are compared: 5 hours of people's time; less 1 hour of ...". */
static bool check_weighted(const char *at, const struct moot_amount *parts)
{
	double told[MOOT_PART_COUNT] = {0};
	double people_told = 0;
	double total_told = 0;
	double people = 0;
	double total = 0;
	bool costs = !skip(&at, "saves ");
	if ((costs && !skip(&at, "costs ")) || !take_hours(&at, "weighted ", &total_told) ||
	    !skip(&at, ", by which plans are compared"))
		return false;
	bool list = skip(&at, ": ");
	bool less = skip(&at, "less ");
	if (list && !take_amounts(&at, less, told, &people_told))
		return false;
	if (skip(&at, "; less ") && !take_amounts(&at, true, told, &people_told))
		return false;
	for (int i = 0; i < MOOT_PART_COUNT; i++) {
		total += parts[i].weighted;
		people += i < MOOT_PART_DUPLICATION ? parts[i].weighted : 0;
		if (i < MOOT_PART_DUPLICATION ? told[i] != 0 : !is_rounded(told[i], parts[i].weighted, HALF_TENTH))
			return false;
	}
	return strcmp(at, ".") == 0 && is_rounded(people_told, people, HALF_TENTH) &&
	       is_rounded(costs ? -total_told : total_told, total, HALF_TENTH);
}

/* ", 3 senior hours among them", "but 3 senior hours more": above 0 where they are saved. */
static bool take_senior(const char **at, bool less, double *out)
{
	*out = 0;
	if (skip(at, "none of them senior"))
		return true;
	bool against = skip(at, "but ");
	if (!take_hours(at, "senior ", out) || !skip(at, !against ? " among them" : less ? " more" : " saved"))
		return false;
	*out = less == against ? -*out : *out;
	return true;
}

/* ": 9 hours saved a year, 3 senior hours among them, worth GBP 120." */
static bool check_total(const char *at, const struct moot_saving *saving)
{
	double hours = 0;
	double senior = 0;
	double money = 0;
	if (!skip(&at, ": ") || !take_number(&at, &hours))
		return false;
	bool less = !skip(&at, " more");
	if (!skip(&at, " hour"))
		return false;
	skip(&at, "s");
	if (!skip(&at, less ? " saved a year, " : " a year, ") || !take_senior(&at, less, &senior))
		return false;
	bool worth = skip(&at, ", worth GBP ");
	if ((!worth && !skip(&at, less ? ", at a cost of GBP " : ", saving GBP ")) || !take_number(&at, &money))
		return false;
	return strcmp(at, ".") == 0 && is_rounded(less ? hours : -hours, saving->hours, HALF_TENTH) &&
	       is_rounded(senior, saving->senior_hours, HALF_TENTH) &&
	       is_rounded(less == worth ? money : -money, saving->cost, HALF_ONE);
}

static bool take_count(const char **at, const char *what, double expected)
{
	double count = 0;
	return take_number(at, &count) && skip(at, " ") && skip(at, what) && (skip(at, "s") || true) &&
	       verify_near(count, expected);
}

static int meetings_today(const struct verify *v, const struct verify_set *set)
{
	int meetings = 0;
	for (size_t i = 0; i < set->count; i++)
		meetings += v->l->boards[set->boards[i]].meetings_per_year;
	return meetings;
}

/* "2 boards with 8 meetings a year become one with 4: ..." */
static bool check_merge(const struct verify *v, const struct verify_set *set, const char *at)
{
	double count = 0;
	return take_count(&at, "board", (double)set->count) && skip(&at, " with ") &&
	       take_count(&at, "meeting", meetings_today(v, set)) && skip(&at, " a year become one with ") &&
	       take_number(&at, &count) && verify_near(count, set->meetings) && check_total(at, &set->board->saving);
}

/* On how many of the set's boards from the i-th on the person sits. */
static int boards_from(const struct verify *v, const struct verify_set *set, size_t i, int person)
{
	int boards = 0;
	for (; i < set->count; i++)
		for (size_t m = v->first_member[set->boards[i]]; m < v->first_member[set->boards[i] + 1]; m++)
			boards += v->l->members[m].person == person;
	return boards;
}

static bool is_seated(const struct verify_set *set, int person)
{
	for (size_t i = 0; i < set->seat_count; i++)
		if (set->seats[i].person == person)
			return true;
	return false;
}

/* How many people of the set's boards sit on more than one of them, or keep no seat. */
static int count_people(const struct verify *v, const struct verify_set *set, bool released)
{
	int people = 0;
	for (size_t i = 0; i < set->count; i++)
		for (size_t m = v->first_member[set->boards[i]]; m < v->first_member[set->boards[i] + 1]; m++) {
			int person = v->l->members[m].person;
			int rest = boards_from(v, set, i + 1, person);
			/* Each once: at their last board where they leave, at the last but one where they sit twice. */
			people += released ? rest == 0 && !is_seated(set, person) : rest == 1;
		}
	return people;
}

/* "2 people sit on more than one ...", "1 person is released, as ...": both begin with a count of people. */
static bool check_people(const struct verify *v, const struct verify_set *set, const char *at)
{
	double count = 0;
	if (!take_number(&at, &count) || !(skip(&at, " people ") || skip(&at, " person ")))
		return false;
	bool released = skip(&at, "is released") || skip(&at, "are released");
	return verify_near(count, count_people(v, set, released));
}

/* "... is a report: 20 instead of 60 minutes a year." */
static bool check_report(const struct verify *v, const struct verify_hand *hand, const char *at)
{
	double report = 0;
	double whole = 0;
	const char *tail = strstr(at, "; what stays here is a report: ");
	for (const char *next = tail; next; next = strstr(next + 1, "; what stays here is a report: "))
		tail = next;
	return tail && skip(&tail, "; what stays here is a report: ") && take_number(&tail, &report) &&
	       skip(&tail, " instead of ") && take_number(&tail, &whole) && strcmp(tail, " minutes a year.") == 0 &&
	       is_rounded(report, hand->full.per_year * v->l->policy.report_minutes, HALF_ONE) &&
	       is_rounded(whole, hand->full.per_year * hand->full.minutes, HALF_ONE);
}

/* The sentence tells of the hand-over of one of the set's themes, with its minutes. */
static bool check_led(struct verify *v, const struct verify_set *set, const char *line)
{
	size_t index = (size_t)(set - v->sets);
	for (size_t h = v->first_hand[index]; h < v->first_hand[index + 1]; h++) {
		const struct verify_hand *hand = &v->hands[h];
		const char *at = line;
		if (hand->theme != MOOT_NONE && skip(&at, "\"") && skip(&at, v->l->themes[hand->theme]) &&
		    skip(&at, "\" is led by ") && check_report(v, hand, at))
			return true;
	}
	return false;
}

/* "It takes over "Drugs" from Board B, which closes: 60 minutes a year." */
static bool check_taken(struct verify *v, const struct verify_set *set, const char *line)
{
	for (size_t g = 0; g < v->gift_count; g++) {
		const struct verify_gift *gift = &v->gifts[g];
		const char *at = line;
		double minutes = 0;
		if (gift->set < 0 || &v->sets[gift->set] != set)
			continue;
		bool own = gift->row.theme == MOOT_NONE;
		if (own ? skip(&at, "the own business")
			: skip(&at, "\"") && skip(&at, v->l->themes[gift->row.theme]) && skip(&at, "\""))
			if (skip(&at, " from ") && skip(&at, v->l->boards[gift->board].name) &&
			    skip(&at, ", which closes: ") && take_number(&at, &minutes) &&
			    strcmp(at, " minutes a year.") == 0 &&
			    is_rounded(minutes, gift->row.per_year * gift->row.minutes, HALF_ONE))
				return true;
	}
	return false;
}

/* Sentences with a count at their head: of boards that become one, or of people. */
static bool check_counted(const struct verify *v, const struct verify_set *set, const char *line)
{
	return check_merge(v, set, line) || check_people(v, set, line);
}

static bool check_line(struct verify *v, const struct verify_set *set, const struct moot_amount *parts,
		       const char *line)
{
	const char *at = line;
	/* What a closed board's themes are called stands at the head of its sentences. */
	if (set->closed && strstr(line, " goes to "))
		return true;
	if (*line >= '0' && *line <= '9')
		return check_counted(v, set, line);
	if (skip(&at, "Nobody sits on more than one"))
		return count_people(v, set, false) == 0;
	if (skip(&at, "Saved: "))
		return check_parts(at, false, parts);
	if (skip(&at, "Against that: "))
		return check_parts(at, true, parts);
	if (skip(&at, "That "))
		return check_weighted(at, parts);
	if (skip(&at, "What moves changes its year"))
		return check_total(at, &set->board->saving);
	if (skip(&at, "It ends, with its "))
		return take_count(&at, "meeting", meetings_today(v, set)) && skip(&at, " a year") &&
		       check_total(at, &set->board->saving);
	if (skip(&at, "It takes over "))
		return check_taken(v, set, at);
	if (*line == '"' && strstr(line, "; what stays here is a report: "))
		return check_led(v, set, line);
	return true;
}

void verify_why(struct verify *v, const struct verify_set *set, const struct moot_amount *parts)
{
	for (size_t i = 0; i < set->board->why_count; i++)
		if (!check_line(v, set, parts, set->board->why[i]))
			verify_fault(v, "why %s: a figure is wrong in \"%s\"", set->board->id, set->board->why[i]);
}
