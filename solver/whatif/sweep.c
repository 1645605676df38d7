/*
 * A landscape planned with one rule more, for many rules (moot/whatif.h). The best plan without any is solved first;
 * each run starts from the sets that it liked, and from those that earlier runs of the same thread found.
 */
#include <moot/whatif.h>

#include <pthread.h>
#include <solver/jobs.h>
#include <solver/structure/hint.h>
#include <solver/whatif/variant.h>

struct sweep {
	const struct moot_sweep *sweep;
	const struct moot_solve_options *options;
	const struct moot_warm *warm;
	pthread_mutex_t lock; /* of done() */
	bool ended;
};

static bool hand_over(struct sweep *s, size_t index, enum moot_status status, const struct moot_plan *plan)
{
	pthread_mutex_lock(&s->lock);
	if (!s->ended)
		s->ended = !s->sweep->done(s->sweep->context, index, status, plan);
	bool go_on = !s->ended;
	pthread_mutex_unlock(&s->lock);
	return go_on;
}

static enum moot_status run(void *context, size_t index, const struct moot_watch *watch, struct moot_error *error)
{
	struct sweep *s = context;
	struct moot_landscape variant;
	struct moot_rule rule;
	struct moot_warm warm = {0};
	struct moot_plan *plan = NULL;
	struct moot_arena *arena = moot_arena_new();
	struct moot_solve_options options = *s->options;
	const struct moot_hint hint = {.warm = &warm, .brief = true};
	enum moot_status status = MOOT_ERROR_MEMORY;
	options.watch = *watch;
	options.structure_only = true;
	options.hint = &hint;
	if (watch->stop(watch->context))
		status = MOOT_ERROR_LIMIT;
	else if (arena && moot_warm_add_all(&warm, s->warm) && s->sweep->rule(s->sweep->context, index, arena, &rule) &&
		 moot_variant_with(s->sweep->landscape, &rule, 1, arena, &variant))
		status = moot_plan_make(&variant, &options, &plan, error);
	if (status != MOOT_ERROR_MEMORY && !hand_over(s, index, status, plan))
		status = MOOT_ERROR_SYSTEM;
	moot_plan_free(plan);
	moot_warm_clear(&warm);
	moot_arena_free(arena);
	return status == MOOT_ERROR_MEMORY || status == MOOT_ERROR_SYSTEM || status == MOOT_ERROR_INTERNAL ? status
													   : MOOT_OK;
}

enum moot_status moot_sweep_run(const struct moot_sweep *sweep, const struct moot_solve_options *options,
				struct moot_error *error)
{
	struct moot_warm warm = {0};
	struct moot_plan *plan = NULL;
	const struct moot_hint hint = {.warm = &warm};
	struct moot_solve_options first = *options;
	struct sweep s = {.sweep = sweep, .options = options, .warm = &warm};
	const struct moot_jobs jobs = {.count = sweep->count,
				       .threads = options->threads,
				       .watch = &options->watch,
				       .phase = "sweep",
				       .run = run,
				       .context = &s};
	first.structure_only = true;
	first.hint = &hint;
	enum moot_status status = moot_plan_make(sweep->landscape, &first, &plan, error);
	moot_plan_free(plan);
	pthread_mutex_init(&s.lock, NULL);
	/* A landscape without a plan may have one with a rule more (close, host): each run says so itself. */
	if (status == MOOT_OK || status == MOOT_ERROR_INFEASIBLE)
		status = moot_jobs_run(&jobs, error);
	pthread_mutex_destroy(&s.lock);
	moot_warm_clear(&warm);
	return status;
}

static const char *kind_word(enum moot_rule_kind kind)
{
	switch (kind) {
	case MOOT_RULE_TOGETHER:
		return "together";
	case MOOT_RULE_APART:
		return "apart";
	case MOOT_RULE_KEEP:
		return "keep";
	default:
		return "close";
	}
}

bool moot_rule_on_boards(const struct moot_landscape *landscape, struct moot_arena *arena, enum moot_rule_kind kind,
			 const int *boards, int count, struct moot_rule *rule)
{
	const char *text = kind_word(kind);
	for (int i = 0; i < count && text; i++)
		text = moot_arena_format(arena, "%s %s", text, landscape->boards[boards[i]].id);
	*rule = moot_variant_boards(arena, kind, boards, count, text);
	return text && rule->text && rule->boards;
}
