#include <moot/plan.h>

enum moot_status moot_plan_new(struct moot_plan **out)
{
	struct moot_plan *plan = moot_allocate(1, sizeof *plan);
	if (!plan)
		return MOOT_ERROR_MEMORY;
	plan->arena = moot_arena_new();
	if (!plan->arena) {
		moot_release(plan);
		return MOOT_ERROR_MEMORY;
	}
	*out = plan;
	return MOOT_OK;
}

void moot_plan_free(struct moot_plan *plan)
{
	if (!plan)
		return;
	moot_arena_free(plan->arena);
	moot_release(plan);
}

const char *moot_search_status_text(enum moot_search_status status)
{
	static const char *const texts[] = {"optimal", "gap", "stopped"};
	return texts[status];
}

const char *moot_fate_text(enum moot_fate fate)
{
	static const char *const texts[] = {"kept", "merged", "in-common", "closed"};
	return texts[fate];
}

const char *moot_attendance_text(enum moot_attendance attendance)
{
	static const char *const texts[] = {"attend", "deputy", "papers"};
	return texts[attendance];
}

const char *moot_part_text(enum moot_part part)
{
	static const char *const texts[] = {"standing_business", "preparation", "travel",      "themes",
					    "released_seats",    "closed",      "others",      "more_often",
					    "moved_themes",      "attendance",  "duplication", "support",
					    "merge_penalty"};
	return texts[part];
}
