/*
 * GLPK behind solver/lp.h.
 *
 * GLPK aborts the process on misuse and on inner faults. Every call into it therefore runs under a hook that jumps
 * back here; the thread's GLPK environment is then dead and is freed, with every program in it. `generation` counts
 * those deaths, so that a program of a dead environment is recognised and never touched again.
 */
#include <solver/lp.h>

#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

struct moot_lp {
	glp_prob *problem;
	unsigned generation;
	bool has_basis;
	/* Scratch with GLPK's indices, which count from 1. */
	int *indices;
	size_t index_room;
	double *values;
	size_t value_room;
};

static _Thread_local unsigned generation;
static _Thread_local jmp_buf trap;
static _Thread_local bool out_of_memory; /* what GLPK's last fault was about */

static void on_fault(void *context)
{
	(void)context;
	longjmp(trap, 1);
}

/* Swallows GLPK's output: a fault switches its terminal on before it prints what is wrong. */
static int on_output(void *context, const char *text)
{
	(void)context;
	out_of_memory |= strstr(text, "no memory available") || strstr(text, "memory allocation limit");
	return 1;
}

static void arm(void)
{
	glp_term_out(GLP_OFF);
	glp_term_hook(on_output, NULL);
	glp_error_hook(on_fault, NULL);
}

/* After a fault: frees the environment and every program in it. */
static enum moot_status bury(struct moot_error *error)
{
	const bool memory = out_of_memory;
	glp_free_env();
	generation++;
	out_of_memory = false;
	if (memory)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory in GLPK");
	return moot_error_set(error, MOOT_ERROR_INTERNAL,
			      "GLPK stopped with a fault of its own; the search cannot go on");
}

void moot_lp_end_thread(void)
{
	glp_free_env();
	generation++;
}

/* Guards the calls that follow it in the same function. Locals changed after it and read after a fault: none. */
#define GUARD(error)                                                                                                   \
	do {                                                                                                           \
		if (setjmp(trap))                                                                                      \
			return bury(error);                                                                            \
		arm();                                                                                                 \
	} while (0)

static enum moot_status alive(const struct moot_lp *lp, struct moot_error *error)
{
	if (lp->generation == generation)
		return MOOT_OK;
	return moot_error_set(error, MOOT_ERROR_INTERNAL, "this program was lost in an earlier fault of GLPK");
}

static enum moot_status out_of_range(struct moot_error *error, const char *what)
{
	return moot_error_set(error, MOOT_ERROR_INTERNAL, "a program was built with a wrong %s", what);
}

enum moot_status moot_lp_new(struct moot_lp **out, struct moot_error *error)
{
	struct moot_lp *lp = moot_allocate(1, sizeof *lp);
	if (!lp)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	if (setjmp(trap)) {
		moot_release(lp);
		return bury(error);
	}
	arm();
	lp->problem = glp_create_prob();
	lp->generation = generation;
	glp_set_obj_dir(lp->problem, GLP_MIN);
	*out = lp;
	return MOOT_OK;
}

void moot_lp_free(struct moot_lp *lp)
{
	if (!lp)
		return;
	if (lp->generation == generation && lp->problem) {
		if (setjmp(trap) == 0)
			glp_delete_prob(lp->problem);
		else
			bury(NULL);
	}
	moot_release(lp->indices);
	moot_release(lp->values);
	moot_release(lp);
}

int moot_lp_rows(const struct moot_lp *lp)
{
	return lp->generation == generation ? glp_get_num_rows(lp->problem) : 0;
}

int moot_lp_columns(const struct moot_lp *lp)
{
	return lp->generation == generation ? glp_get_num_cols(lp->problem) : 0;
}

/* A name that GLPK takes: up to 255 printable characters. Others are left out: names are for reading only. */
static const char *usable_name(const char *name)
{
	if (!name || strlen(name) > 255)
		return NULL;
	for (const char *c = name; *c; c++)
		if ((unsigned char)*c < 32 || *c == 127)
			return NULL;
	return name;
}

static bool bounds_are_sound(double low, double high)
{
	return !isnan(low) && !isnan(high) && low <= high && low < INFINITY && high > -INFINITY;
}

static int bound_type(double low, double high)
{
	if (isinf(low))
		return isinf(high) ? GLP_FR : GLP_UP;
	if (isinf(high))
		return GLP_LO;
	return low < high ? GLP_DB : GLP_FX;
}

/* Copies entries to the scratch arrays, indices raised by 1. */
static enum moot_status take_entries(struct moot_lp *lp, int count, const int *indices, const double *values, int limit,
				     struct moot_error *error)
{
	if (count < 0)
		return out_of_range(error, "number of entries");
	size_t need = (size_t)count + 1;
	if (!moot_array_reserve((void **)&lp->indices, &lp->index_room, need, sizeof *lp->indices) ||
	    !moot_array_reserve((void **)&lp->values, &lp->value_room, need, sizeof *lp->values))
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	for (int i = 0; i < count; i++) {
		if (indices[i] < 0 || indices[i] >= limit || !isfinite(values[i]))
			return out_of_range(error, "entry");
		lp->indices[i + 1] = indices[i] + 1;
		lp->values[i + 1] = values[i];
	}
	return MOOT_OK;
}

enum moot_status moot_lp_add_row(struct moot_lp *lp, const char *name, double low, double high,
				 struct moot_error *error)
{
	return moot_lp_add_row_with(lp, name, low, high, 0, NULL, NULL, error);
}

enum moot_status moot_lp_add_row_with(struct moot_lp *lp, const char *name, double low, double high, int count,
				      const int *columns, const double *values, struct moot_error *error)
{
	enum moot_status status = alive(lp, error);
	if (status == MOOT_OK && !bounds_are_sound(low, high))
		status = out_of_range(error, "row bound");
	if (status == MOOT_OK)
		status = take_entries(lp, count, columns, values, moot_lp_columns(lp), error);
	if (status != MOOT_OK)
		return status;
	GUARD(error);
	int row = glp_add_rows(lp->problem, 1);
	glp_set_row_name(lp->problem, row, usable_name(name));
	glp_set_row_bnds(lp->problem, row, bound_type(low, high), low, high);
	if (count > 0)
		glp_set_mat_row(lp->problem, row, count, lp->indices, lp->values);
	return MOOT_OK;
}

enum moot_status moot_lp_add_column(struct moot_lp *lp, const char *name, double cost, double low, double high,
				    bool integer, int count, const int *rows, const double *values,
				    struct moot_error *error)
{
	enum moot_status status = alive(lp, error);
	if (status == MOOT_OK && (!bounds_are_sound(low, high) || !isfinite(cost)))
		status = out_of_range(error, "column bound or cost");
	if (status == MOOT_OK)
		status = take_entries(lp, count, rows, values, moot_lp_rows(lp), error);
	if (status != MOOT_OK)
		return status;
	GUARD(error);
	int column = glp_add_cols(lp->problem, 1);
	glp_set_col_name(lp->problem, column, usable_name(name));
	glp_set_col_bnds(lp->problem, column, bound_type(low, high), low, high);
	glp_set_obj_coef(lp->problem, column, cost);
	if (integer)
		glp_set_col_kind(lp->problem, column, GLP_IV);
	if (count > 0)
		glp_set_mat_col(lp->problem, column, count, lp->indices, lp->values);
	return MOOT_OK;
}

enum moot_status moot_lp_set_cost(struct moot_lp *lp, int column, double cost, struct moot_error *error)
{
	enum moot_status status = alive(lp, error);
	if (status != MOOT_OK)
		return status;
	if (column < 0 || column >= moot_lp_columns(lp) || !isfinite(cost))
		return out_of_range(error, "cost");
	GUARD(error);
	glp_set_obj_coef(lp->problem, column + 1, cost);
	return MOOT_OK;
}

enum moot_status moot_lp_set_column_bounds(struct moot_lp *lp, int column, double low, double high,
					   struct moot_error *error)
{
	enum moot_status status = alive(lp, error);
	if (status != MOOT_OK)
		return status;
	if (column < 0 || column >= moot_lp_columns(lp) || !bounds_are_sound(low, high))
		return out_of_range(error, "column bound");
	GUARD(error);
	glp_set_col_bnds(lp->problem, column + 1, bound_type(low, high), low, high);
	return MOOT_OK;
}

/* Lists the marked of `count` indices in the scratch array; returns how many, or -1 when out of memory. */
static int take_marks(struct moot_lp *lp, int count, const bool *remove)
{
	if (!moot_array_reserve((void **)&lp->indices, &lp->index_room, (size_t)count + 1, sizeof *lp->indices))
		return -1;
	int marked = 0;
	for (int i = 0; i < count; i++)
		if (remove[i])
			lp->indices[++marked] = i + 1;
	return marked;
}

/* Deletes the columns that the scratch array lists. */
static enum moot_status delete_columns(struct moot_lp *lp, int marked, struct moot_error *error)
{
	GUARD(error);
	glp_del_cols(lp->problem, marked, lp->indices);
	return MOOT_OK;
}

enum moot_status moot_lp_remove_columns(struct moot_lp *lp, const bool *remove, struct moot_error *error)
{
	enum moot_status status = alive(lp, error);
	if (status != MOOT_OK)
		return status;
	int marked = take_marks(lp, moot_lp_columns(lp), remove);
	if (marked < 0)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	return marked > 0 ? delete_columns(lp, marked, error) : MOOT_OK;
}

/* GLPK's limit in milliseconds: none below or at 0. */
static int milliseconds(double seconds)
{
	if (!(seconds > 0) || seconds > 1e6)
		return INT_MAX;
	double ms = ceil(seconds * 1000);
	return ms < 1 ? 1 : (int)ms;
}

static bool is_broken_basis(int code)
{
	return code == GLP_EBADB || code == GLP_ESING || code == GLP_ECOND || code == GLP_EFAIL;
}

static enum moot_status read_relaxation(struct moot_lp *lp, int code, enum moot_lp_outcome *outcome,
					struct moot_error *error)
{
	int status = glp_get_status(lp->problem);
	if (status == GLP_OPT)
		*outcome = MOOT_LP_OPTIMAL;
	else if (status == GLP_NOFEAS || glp_get_prim_stat(lp->problem) == GLP_NOFEAS)
		*outcome = MOOT_LP_INFEASIBLE;
	else if (status == GLP_UNBND)
		*outcome = MOOT_LP_UNBOUNDED;
	else if (code == 0 || code == GLP_EITLIM || code == GLP_ETMLIM)
		*outcome = MOOT_LP_LIMIT;
	else
		return moot_error_set(error, MOOT_ERROR_INTERNAL, "GLPK could not solve a linear program (code %d)",
				      code);
	return MOOT_OK;
}

enum moot_status moot_lp_solve(struct moot_lp *lp, enum moot_lp_method method, int iterations, double seconds,
			       enum moot_lp_outcome *outcome, struct moot_error *error)
{
	enum moot_status status = alive(lp, error);
	if (status != MOOT_OK)
		return status;
	GUARD(error);
	glp_smcp control;
	glp_init_smcp(&control);
	control.msg_lev = GLP_MSG_OFF;
	control.meth = method == MOOT_LP_PRIMAL ? GLP_PRIMAL : GLP_DUALP;
	control.it_lim = iterations > 0 ? iterations : INT_MAX;
	control.tm_lim = milliseconds(seconds);
	if (!lp->has_basis && glp_get_num_rows(lp->problem) > 0 && glp_get_num_cols(lp->problem) > 0)
		glp_adv_basis(lp->problem, 0);
	lp->has_basis = true;
	int code = glp_simplex(lp->problem, &control);
	if (is_broken_basis(code)) {
		glp_adv_basis(lp->problem, 0);
		code = glp_simplex(lp->problem, &control);
	}
	if (is_broken_basis(code)) {
		glp_std_basis(lp->problem);
		control.meth = GLP_PRIMAL;
		code = glp_simplex(lp->problem, &control);
	}
	return read_relaxation(lp, code, outcome, error);
}

double moot_lp_objective(const struct moot_lp *lp)
{
	return lp->generation == generation ? glp_get_obj_val(lp->problem) : NAN;
}

double moot_lp_value(const struct moot_lp *lp, int column)
{
	return lp->generation == generation ? glp_get_col_prim(lp->problem, column + 1) : NAN;
}

double moot_lp_dual(const struct moot_lp *lp, int row)
{
	return lp->generation == generation ? glp_get_row_dual(lp->problem, row + 1) : NAN;
}

double moot_lp_reduced_cost(const struct moot_lp *lp, int column)
{
	return lp->generation == generation ? glp_get_col_dual(lp->problem, column + 1) : NAN;
}

void moot_lp_integer_options_default(struct moot_lp_integer_options *options)
{
	*options = (struct moot_lp_integer_options){.clique_cuts = true, .gomory_cuts = true, .cutoff = INFINITY};
}

/* What the callback watches: it changes nothing, it only counts, reads the bound and ends the search. */
struct watch {
	const struct moot_lp_integer_options *options;
	long nodes;
	double bound;
	bool reached_cutoff;
};

static void on_node(glp_tree *tree, void *context)
{
	struct watch *watch = context;
	int best = glp_ios_best_node(tree);
	if (best != 0) {
		double bound = glp_ios_node_bound(tree, best);
		if (isfinite(bound) && bound > watch->bound && fabs(bound) < 1e300)
			watch->bound = bound;
	}
	if (glp_ios_reason(tree) == GLP_ISELECT)
		watch->nodes++;
	watch->reached_cutoff = watch->bound >= watch->options->cutoff;
	bool over = watch->options->nodes > 0 && watch->nodes > watch->options->nodes;
	bool stop = watch->options->stop && watch->options->stop(watch->options->context);
	if (watch->reached_cutoff || over || stop)
		glp_ios_terminate(tree);
}

static void integer_control(glp_iocp *control, struct watch *watch)
{
	const struct moot_lp_integer_options *options = watch->options;
	glp_init_iocp(control);
	control->msg_lev = GLP_MSG_OFF;
	control->br_tech = options->most_fractional ? GLP_BR_MFV : GLP_BR_DTH;
	control->bt_tech = GLP_BT_BLB;
	control->clq_cuts = options->clique_cuts ? GLP_ON : GLP_OFF;
	control->gmi_cuts = options->gomory_cuts ? GLP_ON : GLP_OFF;
	control->presolve = options->presolve ? GLP_ON : GLP_OFF;
	control->tm_lim = milliseconds(options->seconds);
	control->mip_gap = options->gap;
	control->cb_func = on_node;
	control->cb_info = watch;
}

/* Translates GLPK's answer; raises the watched bound where the answer is proven. */
static enum moot_status read_integer(struct moot_lp *lp, int code, struct watch *watch, enum moot_lp_outcome *outcome,
				     struct moot_error *error)
{
	int status = glp_mip_status(lp->problem);
	bool ended = code == GLP_ESTOP || code == GLP_ETMLIM || code == GLP_EMIPGAP;
	if (code != 0 && !ended && code != GLP_ENOPFS && code != GLP_ENODFS)
		return moot_error_set(error, MOOT_ERROR_INTERNAL, "GLPK could not solve an integer program (code %d)",
				      code);
	if (code == GLP_ENOPFS || status == GLP_NOFEAS) {
		*outcome = MOOT_LP_INFEASIBLE;
		watch->bound = INFINITY;
	} else if (code == GLP_ENODFS) {
		*outcome = MOOT_LP_UNBOUNDED;
	} else if (code == 0 && status == GLP_OPT) {
		*outcome = MOOT_LP_OPTIMAL;
		watch->bound = glp_mip_obj_val(lp->problem);
	} else if (status == GLP_FEAS || status == GLP_OPT) {
		*outcome = MOOT_LP_FEASIBLE;
	} else {
		*outcome = watch->reached_cutoff ? MOOT_LP_INFEASIBLE : MOOT_LP_LIMIT;
	}
	return MOOT_OK;
}

enum moot_status moot_lp_solve_integer(struct moot_lp *lp, const struct moot_lp_integer_options *options,
				       enum moot_lp_outcome *outcome, double *bound, struct moot_error *error)
{
	*bound = -INFINITY;
	if (!options->presolve) {
		enum moot_lp_outcome relaxed = MOOT_LP_LIMIT;
		enum moot_status status = moot_lp_solve(lp, MOOT_LP_PRIMAL, 0, options->seconds, &relaxed, error);
		if (status != MOOT_OK || relaxed != MOOT_LP_OPTIMAL) {
			*outcome = relaxed;
			if (status == MOOT_OK && relaxed == MOOT_LP_INFEASIBLE)
				*bound = INFINITY;
			return status;
		}
		*bound = moot_lp_objective(lp);
	}
	enum moot_status status = alive(lp, error);
	if (status != MOOT_OK)
		return status;
	struct watch watch = {.options = options, .bound = *bound};
	GUARD(error);
	glp_iocp control;
	integer_control(&control, &watch);
	int code = glp_intopt(lp->problem, &control);
	status = read_integer(lp, code, &watch, outcome, error);
	*bound = watch.bound;
	return status;
}

double moot_lp_integer_objective(const struct moot_lp *lp)
{
	return lp->generation == generation ? glp_mip_obj_val(lp->problem) : NAN;
}

double moot_lp_integer_value(const struct moot_lp *lp, int column)
{
	return lp->generation == generation ? glp_mip_col_val(lp->problem, column + 1) : NAN;
}

const char *moot_solver_version(void)
{
	static _Thread_local char text[32];
	snprintf(text, sizeof text, "GLPK %s", glp_version());
	return text;
}
