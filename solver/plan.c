#include <moot/plan.h>

enum moot_status moot_plan_new(struct moot_plan **out)
{
	struct moot_arena *arena = moot_arena_new();
	struct moot_plan *plan = arena ? moot_arena_array(arena, 1, sizeof *plan) : NULL;
	if (!plan) {
		moot_arena_free(arena);
		return MOOT_ERROR_MEMORY;
	}
	plan->arena = arena;
	*out = plan;
	return MOOT_OK;
}

void moot_plan_free(struct moot_plan *plan)
{
	if (plan)
		moot_arena_free(plan->arena);
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
