#include <solver/calendar/stretch.h>

#include <string.h>
#include <strings.h>

enum { NOON = 720 };

void calendar_mark_minutes(const struct calendar_instance *in, const struct calendar_board *board, int64_t from,
			   int64_t to, uint64_t *bits)
{
	if (from >= to || to <= 0)
		return;
	const int latest = board->starts[board->start_count - 1] + board->minutes;
	int64_t first = from / MOOT_MINUTES_A_DAY - (latest > MOOT_MINUTES_A_DAY ? 1 : 0);
	int64_t last = (to - 1) / MOOT_MINUTES_A_DAY;
	if (first < 0 || from < 0)
		first = 0;
	for (int64_t day = first; day <= last && day < in->days; day++)
		for (int s = 0; s < board->start_count; s++) {
			int64_t start = day * MOOT_MINUTES_A_DAY + board->starts[s];
			if (start < to && start + board->minutes > from)
				calendar_bit_set(bits, (int)day * board->start_count + s);
		}
}

void calendar_mark_stretch(const struct calendar_instance *in, const struct calendar_board *board,
			   const struct calendar_stretch *stretch, uint64_t *bits)
{
	int first = stretch->first > 0 ? stretch->first : 0;
	int last = stretch->last <= in->days ? stretch->last : in->days;
	for (int day = first; day <= last; day++)
		if (stretch->weekday == MOOT_NONE || stretch->weekday == in->weekdays[day])
			calendar_mark_minutes(in, board, (int64_t)day * MOOT_MINUTES_A_DAY + stretch->from,
					      (int64_t)day * MOOT_MINUTES_A_DAY + stretch->to, bits);
}

static void set_half(struct calendar_stretch *stretch, enum moot_half half)
{
	stretch->from = half == MOOT_FROM_NOON ? NOON : 0;
	stretch->to = half == MOOT_BEFORE_NOON ? NOON : MOOT_MINUTES_A_DAY;
}

struct calendar_stretch calendar_stretch_of_rule(const struct calendar_instance *in, const struct moot_rule *rule)
{
	struct calendar_stretch stretch = {.first = 0, .last = in->days, .weekday = rule->weekday};
	if (rule->weekday == MOOT_NONE) {
		stretch.first = rule->from - in->landscape->policy.start;
		stretch.last = rule->to - in->landscape->policy.start;
	}
	set_half(&stretch, rule->half);
	return stretch;
}

/* "Fri", "Fri pm" or "12:00-14:00". */
static bool parse_time(const char *word, struct calendar_stretch *stretch)
{
	char first[16];
	size_t length = strcspn(word, " -");
	if (length == 0 || length >= sizeof first)
		return false;
	memcpy(first, word, length);
	first[length] = '\0';
	const char *rest = word + length + strspn(word + length, " -");
	int weekday = moot_weekday_parse(first);
	if (weekday >= 0) {
		stretch->weekday = weekday;
		set_half(stretch, strcasecmp(rest, "am") == 0   ? MOOT_BEFORE_NOON
				  : strcasecmp(rest, "pm") == 0 ? MOOT_FROM_NOON
								: MOOT_WHOLE_DAY);
		return true;
	}
	stretch->from = moot_clock_parse(first);
	stretch->to = moot_clock_parse(rest);
	return stretch->from >= 0 && stretch->to > stretch->from;
}

/* The next time of a list, `|` between, and what follows it; NULL at the end. Words that say nothing give no time. */
static const char *next_time(const struct calendar_instance *in, const char *text, struct calendar_stretch *stretch,
			     bool *known)
{
	char word[32];
	text += strspn(text, " |");
	size_t length = strcspn(text, "|");
	size_t kept = length;
	while (kept > 0 && text[kept - 1] == ' ')
		kept--;
	*stretch = (struct calendar_stretch){.last = in->days, .weekday = MOOT_NONE};
	*known = kept > 0 && kept < sizeof word;
	if (*known) {
		memcpy(word, text, kept);
		word[kept] = '\0';
		*known = parse_time(word, stretch);
	}
	return length > 0 ? text + length : NULL;
}

void calendar_mark_disliked(const struct calendar_instance *in, const struct calendar_board *board, uint64_t *bits)
{
	struct calendar_stretch stretch;
	bool known = false;
	for (const char *text = in->landscape->policy.disliked; text;) {
		text = next_time(in, text, &stretch, &known);
		if (known)
			calendar_mark_stretch(in, board, &stretch, bits);
	}
}

/* Sets the bit of every slot whose meeting lies wholly inside the stretch. */
static void mark_inside(const struct calendar_instance *in, const struct calendar_board *board,
			const struct calendar_stretch *stretch, uint64_t *bits)
{
	for (int day = 0; day < in->days; day++)
		for (int s = 0; s < board->start_count; s++)
			if ((stretch->weekday == MOOT_NONE || stretch->weekday == in->weekdays[day]) &&
			    board->starts[s] >= stretch->from && board->starts[s] + board->minutes <= stretch->to)
				calendar_bit_set(bits, day * board->start_count + s);
}

bool calendar_mark_liked(const struct calendar_instance *in, const struct calendar_board *board, uint64_t *bits)
{
	struct calendar_stretch stretch;
	bool known = false;
	bool some = false;
	for (const char *text = in->landscape->policy.liked; text;) {
		text = next_time(in, text, &stretch, &known);
		if (known)
			mark_inside(in, board, &stretch, bits);
		some = some || known;
	}
	return some;
}

void calendar_mark_days_off(const struct calendar_instance *in, const struct calendar_board *board, int person,
			    uint64_t *bits)
{
	const unsigned works = in->landscape->people[person].days;
	for (int weekday = 0; weekday < 7; weekday++) {
		struct calendar_stretch stretch = {0, in->days, weekday, 0, MOOT_MINUTES_A_DAY};
		if ((works >> weekday & 1u) == 0)
			calendar_mark_stretch(in, board, &stretch, bits);
	}
}

void calendar_mark_barred(const struct calendar_instance *in, const struct calendar_board *board, int person,
			  uint64_t *bits)
{
	for (size_t r = 0; r < in->landscape->rule_count; r++) {
		const struct moot_rule *rule = &in->landscape->rules[r];
		if (rule->kind != MOOT_RULE_NOT_ON || rule->person != person || rule->everyone)
			continue;
		struct calendar_stretch stretch = calendar_stretch_of_rule(in, rule);
		calendar_mark_stretch(in, board, &stretch, bits);
	}
}
