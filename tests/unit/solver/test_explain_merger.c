/* What explanations say of two boards as one: its form, and each line of what it saves. */
#include <moot/explain.h>
#include <solver/structure/why.h>
#include <tests/made.h>

/* Two boards on which the same six people sit and discuss drugs for an hour. */
static struct moot_landscape *twins(void)
{
	struct moot_landscape *l = made_new();
	for (int b = 0; b < 2; b++) {
		made_board(l, b == 0 ? "a" : "b");
		made_item(l, b, "drugs", 60, 4);
	}
	for (int p = 0; p < 6; p++) {
		char id[16];
		snprintf(id, sizeof id, "p%d", p);
		made_person(l, id)->senior = MOOT_YES;
		for (int b = 0; b < 2; b++)
			made_member(l, b, p);
	}
	made_finish(l);
	return l;
}

static bool says(const struct moot_merger *merger, const char *sentence)
{
	for (size_t i = 0; i < merger->sentence_count; i++)
		if (strcmp(merger->sentences[i], sentence) == 0)
			return true;
	return false;
}

Test(explain_merger, all_that_it_saves)
{
	static const int both[] = {0, 1};
	const struct moot_explain_request request = {.boards = both, .board_count = 2};
	struct moot_landscape *l = twins();
	struct moot_explanation *found = NULL;
	struct moot_solve_options options;
	struct moot_error error = {0};
	const char *lines[MOOT_WHY_SAVING];
	int count = 0;
	moot_solve_options_default(&options);
	options.structure_only = true;
	cr_assert_eq(moot_explain(l, &request, &options, &found, &error), MOOT_OK, "%s", error.message);
	cr_assert(found->are_together && found->has_merger);
	const struct moot_merger *merger = &found->merger;
	cr_assert_eq(merger->fate, MOOT_MERGED);
	cr_assert_eq(merger->meetings_today, 8);
	cr_assert_eq(merger->meetings_per_year, 4);
	cr_assert_eq(merger->minutes, 180);
	cr_assert_eq(merger->members, 6);
	cr_assert_float_eq(merger->saving.hours, 6 * (24 - 16), 1e-9);
	cr_assert(moot_why_saving(l->arena, &merger->breakdown, lines, &count));
	cr_assert_gt(count, 0);
	for (int i = 0; i < count; i++)
		cr_assert(says(merger, lines[i]), "not said: %s", lines[i]);
	moot_explanation_free(found);
	moot_landscape_free(l);
}
