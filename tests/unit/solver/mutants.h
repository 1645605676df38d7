/*
 * Plans that are right but for one lie, each of which the verifier must name.
 *
 * A list of X(which, name, word, statements) makes the functions and the table: the statements change the landscape
 * `l` or the plan `p` of sample `which`, and one of the faults must hold `word`.
 */
#ifndef MOOT_TESTS_MUTANTS_H
#define MOOT_TESTS_MUTANTS_H

#include <criterion/criterion.h>
#include <moot/moot.h>
#include <string.h>

struct mutant {
	int which;
	const char *name;
	void (*mutate)(struct moot_landscape *l, struct moot_plan *p);
	const char *word;
};

#define MUTANT_FUNCTION(which, name, word, ...)                                                                        \
	static void mutate_##name(struct moot_landscape *l, struct moot_plan *p)                                       \
	{                                                                                                              \
		(void)l;                                                                                               \
		(void)p;                                                                                               \
		__VA_ARGS__;                                                                                           \
	}
#define MUTANT_ROW(which, name, word, ...) {which, #name, mutate_##name, word},

/* Makes sample `which` of a landscape, finished, and a plan of it that is right. */
typedef void (*mutant_sample)(int which, struct moot_landscape **l, struct moot_plan **p);

static inline void check_mutant(const struct mutant *mutant, mutant_sample sample)
{
	struct moot_landscape *l = NULL;
	struct moot_plan *p = NULL;
	struct moot_verdict *verdict = NULL;
	struct moot_error error = {0};
	sample(mutant->which, &l, &p);
	mutant->mutate(l, p);
	cr_assert_eq(moot_verify(l, p, &verdict, &error), MOOT_OK, "%s", error.message);
	bool named = false;
	for (size_t i = 0; i < verdict->count; i++)
		named |= strstr(verdict->faults[i].message, mutant->word) != NULL;
	cr_expect(named, "mutant %s: no fault says \"%s\"; the first of %zu is: %s", mutant->name, mutant->word,
		  verdict->count, verdict->count > 0 ? verdict->faults[0].message : "-");
	moot_verdict_free(verdict);
	moot_plan_free(p);
	moot_landscape_free(l);
}

static inline void check_mutants(const struct mutant *mutants, size_t count, mutant_sample sample)
{
	for (size_t i = 0; i < count; i++)
		check_mutant(&mutants[i], sample);
}

#endif
