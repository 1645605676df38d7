/* The sentences of a saving. */
#include <solver/structure/why.h>

#include <math.h>
#include <solver/structure/saving.h>
#include <solver/structure/words.h>

/* What stands behind "12 hours": where it is saved, and where it is taken. */
static const char *const WORDS[MOOT_PART_COUNT][2] = {
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

static bool is_told(double hours)
{
	return fabs(hours) >= 0.05;
}

/* How the senior hours stand to all hours: among them, or against them. */
static char *senior_words(struct moot_arena *arena, double hours, bool less)
{
	char *text = moot_words_hours(arena, hours, "senior");
	if (!is_told(hours))
		return moot_arena_text(arena, "none of them senior");
	if (!text)
		return NULL;
	if ((hours > 0) == less)
		return moot_arena_format(arena, "%s among them", text);
	return moot_arena_format(arena, less ? "but %s more" : "but %s saved", text);
}

char *moot_why_total(struct moot_arena *arena, const struct moot_breakdown *breakdown)
{
	struct moot_saving saving = moot_saving_total(breakdown);
	bool less = saving.hours >= 0;
	char *hours = moot_words_hours(arena, saving.hours, less ? "" : "more");
	char *senior = senior_words(arena, saving.senior_hours, less);
	char *money = moot_words_money(arena, saving.cost);
	const char *price = (saving.cost >= 0) == less ? "worth" : less ? "at a cost of" : "saving";
	if (!hours || !senior || !money)
		return NULL;
	return moot_arena_format(arena, ": %s%s a year, %s, %s %s.", hours, less ? " saved" : "", senior, price, money);
}

/* Adds ", 12 hours of travel" to a list in *text; NULL stays NULL. */
static void list_amount(struct moot_arena *arena, char **text, double hours, const char *what)
{
	char *amount = moot_words_hours(arena, hours, "");
	if (*text && amount)
		*text = moot_arena_format(arena, "%s%s%s %s", *text, **text ? ", " : "", amount, what);
	else
		*text = NULL;
}

/* The parts in hours of people with this sign; "" for none. */
static char *list_parts(struct moot_arena *arena, const struct moot_breakdown *breakdown, bool saved)
{
	char *text = moot_arena_text(arena, "");
	for (int i = 0; i < MOOT_PART_COUNT && text; i++) {
		double hours = breakdown->parts[i].hours;
		if (is_told(hours) && (hours > 0) == saved)
			list_amount(arena, &text, hours, WORDS[i][!saved]);
	}
	return text;
}

static bool add(const char *lines[MOOT_WHY_SAVING], int *count, const char *line)
{
	lines[*count] = line;
	*count += line != NULL;
	return line != NULL;
}

/* People's time is one figure here; the parts of it were told before. */
static char *weighted_sentence(struct moot_arena *arena, const struct moot_breakdown *breakdown)
{
	double people = 0;
	char *signs[2] = {moot_arena_text(arena, ""), moot_arena_text(arena, "")};
	for (int i = 0; i < MOOT_PART_DUPLICATION; i++)
		people += breakdown->parts[i].weighted;
	if (is_told(people) && signs[people < 0])
		list_amount(arena, &signs[people < 0], people, "of people's time");
	for (int i = MOOT_PART_DUPLICATION; i < MOOT_PART_COUNT; i++) {
		double hours = breakdown->parts[i].weighted;
		if (is_told(hours) && signs[hours < 0])
			list_amount(arena, &signs[hours < 0], hours, WORDS[i][hours < 0]);
	}
	char *total = moot_words_hours(arena, breakdown->weighted, "weighted");
	if (!signs[0] || !signs[1] || !total)
		return NULL;
	return moot_arena_format(arena, "That %s %s, by which plans are compared%s%s%s%s.",
				 breakdown->weighted >= 0 ? "saves" : "costs", total,
				 *signs[0] || *signs[1] ? ": " : "", signs[0],
				 *signs[1] ? (*signs[0] ? "; less " : "less ") : "", signs[1]);
}

bool moot_why_saving(struct moot_arena *arena, const struct moot_breakdown *breakdown,
		     const char *lines[MOOT_WHY_SAVING], int *count)
{
	char *saved = list_parts(arena, breakdown, true);
	char *taken = list_parts(arena, breakdown, false);
	*count = 0;
	if (!saved || !taken)
		return false;
	if (*saved && !add(lines, count, moot_arena_format(arena, "Saved: %s.", saved)))
		return false;
	if (*taken && !add(lines, count, moot_arena_format(arena, "Against that: %s.", taken)))
		return false;
	return add(lines, count, weighted_sentence(arena, breakdown));
}
