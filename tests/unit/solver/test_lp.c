/* GLPK behind its door: answers, limits, and a fault inside it. */
#include <criterion/criterion.h>
#include <math.h>
#include <solver/lp.h>
#include <string.h>

/* minimise -3x - 2y, x + y <= 4, x + 3y <= 9, x <= 3 */
static struct moot_lp *small(bool integer, double most)
{
	struct moot_lp *lp = NULL;
	struct moot_error error;
	cr_assert_eq(moot_lp_new(&lp, &error), MOOT_OK);
	cr_assert_eq(moot_lp_add_row(lp, "both", -INFINITY, most, &error), MOOT_OK);
	cr_assert_eq(moot_lp_add_row(lp, NULL, -INFINITY, 9, &error), MOOT_OK);
	cr_assert_eq(moot_lp_add_column(lp, "x", -3, 0, 3, integer, 2, (int[]){0, 1}, (double[]){1, 1}, &error),
		     MOOT_OK);
	cr_assert_eq(moot_lp_add_column(lp, "y", -2, 0, INFINITY, integer, 2, (int[]){0, 1}, (double[]){1, 3}, &error),
		     MOOT_OK);
	return lp;
}

Test(lp, relaxation_and_duals)
{
	struct moot_lp *lp = small(false, 4);
	struct moot_error error;
	enum moot_lp_outcome outcome;
	cr_assert_eq(moot_lp_solve(lp, MOOT_LP_PRIMAL, 0, 0, &outcome, &error), MOOT_OK);
	cr_assert_eq(outcome, MOOT_LP_OPTIMAL);
	cr_assert_float_eq(moot_lp_objective(lp), -11, 1e-9);
	cr_assert_float_eq(moot_lp_value(lp, 0), 3, 1e-9);
	/* The row is worth 2 a unit: reduced cost of x is -3 + 2. */
	cr_assert_float_eq(moot_lp_dual(lp, 0), -2, 1e-9);
	cr_assert_float_eq(moot_lp_reduced_cost(lp, 0), -1, 1e-9);
	/* A new column, then a new row, from the basis that is there. */
	cr_assert_eq(moot_lp_add_column(lp, "z", -5, 0, 1, false, 1, (int[]){0}, (double[]){1}, &error), MOOT_OK);
	cr_assert_eq(moot_lp_solve(lp, MOOT_LP_PRIMAL, 0, 0, &outcome, &error), MOOT_OK);
	cr_assert_float_eq(moot_lp_objective(lp), -14, 1e-9);
	cr_assert_eq(moot_lp_add_row_with(lp, NULL, -INFINITY, 0, 1, (int[]){2}, (double[]){1}, &error), MOOT_OK);
	cr_assert_eq(moot_lp_solve(lp, MOOT_LP_DUAL, 0, 0, &outcome, &error), MOOT_OK);
	cr_assert_float_eq(moot_lp_objective(lp), -11, 1e-9);
	bool remove[] = {false, false, true};
	cr_assert_eq(moot_lp_remove_columns(lp, remove, &error), MOOT_OK);
	cr_assert_eq(moot_lp_columns(lp), 2);
	cr_assert_eq(moot_lp_solve(lp, MOOT_LP_PRIMAL, 0, 0, &outcome, &error), MOOT_OK);
	cr_assert_float_eq(moot_lp_objective(lp), -11, 1e-9);
	moot_lp_free(lp);
}

Test(lp, integer_with_bound)
{
	struct moot_lp *lp = small(true, 3.5);
	struct moot_error error;
	struct moot_lp_integer_options options;
	moot_lp_integer_options_default(&options);
	enum moot_lp_outcome outcome;
	double bound = 0;
	cr_assert_eq(moot_lp_solve_integer(lp, &options, &outcome, &bound, &error), MOOT_OK);
	cr_assert_eq(outcome, MOOT_LP_OPTIMAL);
	cr_assert_float_eq(moot_lp_integer_objective(lp), -9, 1e-9);
	cr_assert_float_eq(bound, -9, 1e-9);
	cr_assert_float_eq(moot_lp_integer_value(lp, 0), 3, 1e-9);
	options.cutoff = -20; /* nothing is that good */
	cr_assert_eq(moot_lp_solve_integer(lp, &options, &outcome, &bound, &error), MOOT_OK);
	cr_assert_eq(outcome, MOOT_LP_INFEASIBLE);
	moot_lp_free(lp);
}

Test(lp, infeasible)
{
	struct moot_lp *lp = small(true, -1);
	struct moot_error error;
	struct moot_lp_integer_options options;
	moot_lp_integer_options_default(&options);
	enum moot_lp_outcome outcome;
	double bound = 0;
	cr_assert_eq(moot_lp_solve(lp, MOOT_LP_DUAL, 0, 0, &outcome, &error), MOOT_OK);
	cr_assert_eq(outcome, MOOT_LP_INFEASIBLE);
	cr_assert_eq(moot_lp_solve_integer(lp, &options, &outcome, &bound, &error), MOOT_OK);
	cr_assert_eq(outcome, MOOT_LP_INFEASIBLE);
	moot_lp_free(lp);
}

Test(lp, wrong_entries_are_refused)
{
	struct moot_lp *lp = small(false, 4);
	struct moot_error error;
	cr_assert_eq(moot_lp_add_column(lp, "n", NAN, 0, 1, false, 0, NULL, NULL, &error), MOOT_ERROR_INTERNAL);
	cr_assert_eq(moot_lp_add_column(lp, "n", 1, 0, 1, false, 1, (int[]){7}, (double[]){1}, &error),
		     MOOT_ERROR_INTERNAL);
	cr_assert_eq(moot_lp_add_row(lp, "n", 2, 1, &error), MOOT_ERROR_INTERNAL);
	cr_assert_eq(moot_lp_columns(lp), 2);
	moot_lp_free(lp);
}

/* GLPK aborts on a row that names a column twice: here it is an error, and the thread's other programs are lost. */
Test(lp, fault_inside)
{
	struct moot_lp *lp = small(false, 4);
	struct moot_lp *other = small(false, 4);
	struct moot_error error;
	enum moot_lp_outcome outcome;
	cr_assert_eq(moot_lp_add_row_with(lp, "twice", 0, 1, 2, (int[]){0, 0}, (double[]){1, 1}, &error),
		     MOOT_ERROR_INTERNAL);
	cr_assert_eq(moot_lp_solve(other, MOOT_LP_PRIMAL, 0, 0, &outcome, &error), MOOT_ERROR_INTERNAL);
	moot_lp_free(lp);
	moot_lp_free(other);
	struct moot_lp *fresh = small(false, 4);
	cr_assert_eq(moot_lp_solve(fresh, MOOT_LP_PRIMAL, 0, 0, &outcome, &error), MOOT_OK);
	cr_assert_eq(outcome, MOOT_LP_OPTIMAL);
	moot_lp_free(fresh);
}
