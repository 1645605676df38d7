/*
 * A landscape planned with one rule more, for many rules (moot/whatif.h). The best plan without any is solved first;
 * each run starts from the sets that it liked. Boards that no plan may merge are told apart by the program of that
 * plan, so that to hold such a pair together costs no solve.
 */
#include <moot/whatif.h>

#include <pthread.h>
#include <solver/jobs.h>
#include <solver/structure/hint.h>
#include <solver/structure/program.h>
#include <solver/whatif/variant.h>

struct sweep {
	const struct moot_sweep *sweep;
	const struct moot_solve_options *options;
	const struct moot_warm *warm;
	const struct moot_program *program; /* without a rule more; read-only */
	pthread_mutex_t lock;               /* of done() */
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

/* Whether the rule holds boards together that the others, the law or their areas keep apart. */
static bool is_impossible(const struct moot_program *program, const struct moot_rule *rule)
{
	for (size_t i = 0; i < rule->board_count && rule->kind == MOOT_RULE_TOGETHER; i++)
		for (size_t j = 0; j < i; j++) {
			int a = program->atom_of[rule->boards[i]];
			int b = program->atom_of[rule->boards[j]];
			if (a == MOOT_NONE || b == MOOT_NONE || (a != b && !moot_atoms_compatible(program, a, b)))
				return true;
		}
	return false;
}

static enum moot_status plan_with(struct sweep *s, const struct moot_rule *rule,
				  const struct moot_solve_options *options, struct moot_arena *arena,
				  struct moot_plan **plan, struct moot_error *error)
{
	struct moot_landscape variant;
	if (is_impossible(s->program, rule))
		return MOOT_ERROR_INFEASIBLE;
	return moot_variant_with(s->sweep->landscape, rule, 1, arena, &variant)
		   ? moot_plan_make(&variant, options, plan, error)
		   : MOOT_ERROR_MEMORY;
}

static enum moot_status run(void *context, size_t index, const struct moot_watch *watch, struct moot_error *error)
{
	struct sweep *s = context;
	struct moot_rule rule;
	struct moot_warm warm = {0};
	struct moot_plan *plan = NULL;
	struct moot_arena *arena = moot_arena_new();
	struct moot_solve_options options = *s->options;
	const struct moot_hint hint = {.warm = &warm, .brief = true};
	enum moot_status status = MOOT_ERROR_MEMORY;
	options.watch = *watch;
	options.structure_only = true;
	options.threads = 1;
	options.hint = &hint;
	if (watch->stop(watch->context))
		status = MOOT_ERROR_LIMIT;
	else if (arena && moot_warm_add_all(&warm, s->warm) && s->sweep->rule(s->sweep->context, index, arena, &rule))
		status = plan_with(s, &rule, &options, arena, &plan, error);
	if (status != MOOT_ERROR_MEMORY && !hand_over(s, index, status, plan))
		status = MOOT_ERROR_SYSTEM;
	moot_plan_free(plan);
	moot_warm_clear(&warm);
	moot_arena_free(arena);
	return status == MOOT_ERROR_MEMORY || status == MOOT_ERROR_SYSTEM || status == MOOT_ERROR_INTERNAL ? status
													   : MOOT_OK;
}

/* The best plan without a rule more, for the sets it likes, and what may merge at all. */
static enum moot_status begin(struct sweep *s, struct moot_warm *warm, struct moot_program *program,
			      struct moot_arena *arena, struct moot_error *error)
{
	const struct moot_landscape *landscape = s->sweep->landscape;
	struct moot_plan *plan = NULL;
	const struct moot_hint hint = {.warm = warm};
	struct moot_solve_options first = *s->options;
	first.structure_only = true;
	first.hint = &hint;
	enum moot_status status = moot_plan_make(landscape, &first, &plan, error);
	moot_plan_free(plan);
	/* A landscape without a plan may have one with a rule more (close, host): each run says so itself. */
	if (status == MOOT_OK || status == MOOT_ERROR_INFEASIBLE)
		status = arena ? moot_program_build(landscape, s->options, 0, NULL, arena, program) : MOOT_ERROR_MEMORY;
	return status == MOOT_ERROR_MEMORY ? moot_error_set(error, status, "out of memory") : status;
}

enum moot_status moot_sweep_run(const struct moot_sweep *sweep, const struct moot_solve_options *options,
				struct moot_error *error)
{
	struct moot_warm warm = {0};
	struct moot_program program;
	struct moot_arena *arena = moot_arena_new();
	struct sweep s = {.sweep = sweep, .options = options, .warm = &warm, .program = &program};
	const struct moot_jobs jobs = {.count = sweep->count,
				       .threads = options->threads,
				       .watch = &options->watch,
				       .phase = "sweep",
				       .run = run,
				       .context = &s};
	pthread_mutex_init(&s.lock, NULL);
	enum moot_status status = begin(&s, &warm, &program, arena, error);
	if (status == MOOT_OK)
		status = moot_jobs_run(&jobs, error);
	pthread_mutex_destroy(&s.lock);
	moot_warm_clear(&warm);
	moot_arena_free(arena);
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
