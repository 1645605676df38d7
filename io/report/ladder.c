/* Rungs and words of a ladder (ladder.h). */
#include "io/report/ladder.h"

#include <math.h>

const struct moot_plan *moot_ladder_shown(const struct moot_ladder *ladder, size_t rung)
{
	const struct moot_rung *at = &ladder->rungs[rung];
	if (at->limit > ladder->best)
		return at->exact;
	/* A plan that serves several rungs is shown at the last of them, its own. */
	return rung + 1 == ladder->rung_count || ladder->rungs[rung + 1].plan != at->plan ? at->plan : NULL;
}

const struct moot_plan *moot_ladder_before(const struct moot_ladder *ladder, size_t rung)
{
	while (rung > 0) {
		const struct moot_plan *plan = moot_ladder_shown(ladder, --rung);
		if (plan)
			return plan;
	}
	return NULL;
}

/* "12 senior hours and GBP 3,400 a year more", or less. */
static void add_change(struct moot_text *text, const struct moot_totals *from, const struct moot_totals *to)
{
	double hours = to->senior_hours - from->senior_hours;
	double cost = to->cost - from->cost;
	moot_text_fixed(text, fabs(hours), 0);
	moot_text_add(text, hours >= 0 ? " senior hours more and GBP " : " senior hours fewer and GBP ");
	moot_text_fixed(text, fabs(cost), 0);
	moot_text_add(text, cost >= 0 ? " more a year" : " less a year");
}

/* The first plan below the best one. */
static const struct moot_plan *next_below(const struct moot_ladder *ladder)
{
	for (size_t i = 0; i < ladder->rung_count; i++) {
		const struct moot_plan *plan = moot_ladder_shown(ladder, i);
		if (plan && ladder->rungs[i].limit < ladder->best)
			return plan;
	}
	return NULL;
}

static const struct moot_plan *best_plan(const struct moot_ladder *ladder)
{
	for (size_t i = 0; i < ladder->rung_count; i++)
		if (ladder->rungs[i].limit == ladder->best)
			return ladder->rungs[i].plan;
	return NULL;
}

int moot_ladder_least(const struct moot_ladder *ladder)
{
	const struct moot_plan *least = NULL;
	int limit = ladder->best;
	for (size_t i = 0; i < ladder->rung_count; i++) {
		const struct moot_plan *plan = moot_ladder_shown(ladder, i);
		if (!plan || (least && plan->structure.objective > least->structure.objective - 1e-6))
			continue;
		least = plan;
		limit = ladder->rungs[i].limit;
	}
	const struct moot_plan *best = best_plan(ladder);
	return least && best && least->structure.objective < best->structure.objective - 1e-6 ? limit : ladder->best;
}

/* Mergers are chosen before items are handed over; with these another number of boards may come out lower. */
static void add_least(struct moot_text *text, const struct moot_ladder *ladder, const struct moot_plan *best)
{
	int limit = moot_ladder_least(ladder);
	for (size_t i = 0; i < ladder->rung_count && limit != ladder->best; i++) {
		if (ladder->rungs[i].limit != limit)
			continue;
		const struct moot_plan *least = moot_ladder_shown(ladder, i);
		moot_text_format(text,
				 " That is before items are handed over between boards; counting these, %d boards "
				 "take the fewest weighted hours, ",
				 limit);
		moot_text_fixed(text, best->structure.objective - least->structure.objective, 1);
		moot_text_format(text, " fewer than %d: ", ladder->best);
		add_change(text, &best->after, &least->after);
		moot_text_add(text, ".");
	}
}

void moot_ladder_words(struct moot_text *text, const struct moot_ladder *ladder)
{
	const struct moot_plan *best = best_plan(ladder);
	const struct moot_plan *next = next_below(ladder);
	if (!best || ladder->rung_count == 0)
		return;
	moot_text_format(text, "The gains stop at %d boards", ladder->best);
	if (best->after.boards != ladder->best)
		moot_text_format(text, " (%d once themes are handed over)", best->after.boards);
	moot_text_add(text, ": against today, ");
	add_change(text, &best->before, &best->after);
	moot_text_add(text, ".");
	if (next) {
		moot_text_format(text, " Going on to at most %d makes the year worse by ", ladder->best - 1);
		moot_text_fixed(text, next->structure.objective - best->structure.objective, 1);
		moot_text_add(text, " weighted hours: ");
		add_change(text, &best->after, &next->after);
		moot_text_add(text, ".");
	}
	add_least(text, ladder, best);
	const struct moot_rung *last = &ladder->rungs[ladder->rung_count - 1];
	moot_text_format(text,
			 ladder->least_proven ? " Fewer than %d boards are not possible."
					      : " Whether fewer than %d boards are possible is not settled.",
			 last->limit);
}
