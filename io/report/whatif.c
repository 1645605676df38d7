/* Names, sides and differences of a what-if (whatif.h). */
#include "io/report/whatif.h"

#include <math.h>
#include <string.h>

struct moot_side moot_whatif_planned(const struct moot_whatif *whatif)
{
	return (struct moot_side){.landscape = whatif->landscape, .plan = whatif->plan};
}

struct moot_side moot_whatif_then(const struct moot_whatif_scenario *scenario)
{
	return (struct moot_side){scenario->landscape, scenario->plan, scenario->seats, scenario->seat_count};
}

int moot_whatif_agreements(const struct moot_plan *plan)
{
	int count = 0;
	for (size_t i = 0; i < plan->board_count; i++)
		count += plan->boards[i].needs_agreement;
	return count;
}

/* "a/b.csv+c/d.csv" as "b.csv+d.csv". */
static void strip(struct moot_text *text, const char *name)
{
	const char *from = name;
	for (const char *at = name; *at; at++) {
		if (*at == '/')
			from = at + 1;
		if (*at != '+')
			continue;
		moot_text_add_n(text, from, (size_t)(at + 1 - from));
		from = at + 1;
	}
	moot_text_add(text, from);
}

static bool is_alike(const char *a, const char *b)
{
	struct moot_text one = {0};
	struct moot_text other = {0};
	strip(&one, a);
	strip(&other, b);
	bool same = one.failed || other.failed || strcmp(one.bytes, other.bytes) == 0;
	moot_text_clear(&one);
	moot_text_clear(&other);
	return same;
}

void moot_whatif_short(struct moot_text *text, const struct moot_whatif *whatif, size_t scenario)
{
	const char *name = whatif->scenarios[scenario].name;
	struct moot_text brief = {0};
	for (size_t i = 0; i < whatif->scenario_count; i++) {
		if (i != scenario && is_alike(name, whatif->scenarios[i].name)) {
			moot_text_plain(text, name);
			return;
		}
	}
	strip(&brief, name);
	if (brief.bytes)
		moot_text_plain(text, brief.bytes);
	text->failed |= brief.failed;
	moot_text_clear(&brief);
}

/* "12.5 senior hours fewer", "1 board more"; nothing where there is no difference. */
static bool add_difference(struct moot_text *text, double more, int decimals, const char *what, bool any)
{
	double least = decimals > 0 ? 0.05 : 0.5;
	if (fabs(more) < least)
		return any;
	moot_text_add(text, any ? ", " : "");
	moot_text_fixed(text, fabs(more), decimals);
	moot_text_format(text, " %s%s %s", what, decimals == 0 && fabs(more) < 1.5 ? "" : "s",
			 more > 0 ? "more" : "fewer");
	return true;
}

void moot_whatif_difference(struct moot_text *text, const struct moot_whatif *whatif,
			    const struct moot_whatif_scenario *scenario)
{
	if (!scenario->plan) {
		moot_text_add(text, "there is no such plan");
		return;
	}
	const struct moot_totals *then = &scenario->plan->after;
	const struct moot_totals *planned = &whatif->plan->after;
	bool any = add_difference(text, then->boards - planned->boards, 0, "board", false);
	any = add_difference(text, then->meetings - planned->meetings, 0, "meeting", any);
	any = add_difference(text, then->senior_hours - planned->senior_hours, 1, "senior hour", any);
	any = add_difference(text, then->hours - planned->hours, 1, "hour", any);
	double cost = then->cost - planned->cost;
	if (fabs(cost) >= 0.5) {
		moot_text_add(text, any ? ", GBP " : "GBP ");
		moot_text_fixed(text, fabs(cost), 0);
		moot_text_add(text, cost > 0 ? " more" : " less");
		any = true;
	}
	moot_text_add(text, any ? " a year" : "no difference in boards, meetings, hours or cost");
}
