/* Strategies: owners and themes are found by name, and priorities of one theme, or of the same words, are one topic. */
#include "landscape_folder.h"

Test(landscape_strategies, priorities_have_topics)
{
	struct folder *f = folder_new();
	folder_write(f, "agenda.csv", "board_id,theme\na,Serious violence\n");
	folder_write(f, "strategies.csv",
		     "strategy_id,name,owner,priority,theme\n"
		     "safer,Safer Example,a,Knife crime,serious VIOLENCE\n"
		     "safer,,,Young people,\n"
		     "police-plan,Police plan,police,Violence in public,Serious violence\n"
		     "health,,Hospital,young  people,Ageing\n"
		     "health,,,YOUNG PEOPLE,\n");
	folder_read(f);
	cr_assert_eq(f->status, MOOT_OK, "%s", f->error.message);
	const struct moot_landscape *l = f->landscape;
	cr_assert_eq(l->strategy_count, 3);
	cr_assert_eq(l->priority_count, 5);
	cr_assert_str_eq(l->strategies[0].name, "Safer Example");
	cr_assert_eq(l->strategies[0].board, 0);
	cr_assert_eq(l->strategies[1].board, MOOT_NONE);
	cr_assert_str_eq(l->organisations[l->strategies[1].organisation], "Police");
	cr_assert_str_eq(l->strategies[2].name, "health");
	cr_assert_eq(l->priorities[0].theme, 0);
	cr_assert_eq(l->priorities[0].topic, l->priorities[2].topic);
	cr_assert_eq(l->priorities[1].topic, l->priorities[4].topic);
	cr_assert_neq(l->priorities[1].topic, l->priorities[3].topic);
	cr_assert_eq(l->priorities[3].theme, MOOT_NONE);
	cr_assert_eq(l->theme_count, 1, "a strategy adds no theme to the landscape");
	cr_assert_not_null(folder_find(f, "strategies.csv", 5, 3, "neither a board_id nor an organisation"));
	cr_assert_not_null(folder_find(f, "strategies.csv", 5, 5, "is on no agenda"));
	folder_free(f);
}
