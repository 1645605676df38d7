/* What an hour of a person costs and counts (the definitions are in moot/solve.h, "the cost of a meeting"). */
#ifndef MOOT_SOLVER_PEOPLE_H
#define MOOT_SOLVER_PEOPLE_H

#include <moot/landscape.h>

bool moot_person_is_senior(const struct moot_landscape *landscape, int person);

/* Whether the text contains one of the words (`|` between them, each trimmed), ASCII case aside. */
bool moot_contains_one_of(const char *text, const char *words);

/* 1 for the senior, policy's other_weight for others. */
double moot_person_weight(const struct moot_landscape *landscape, int person);

/* GBP for an hour. */
double moot_person_rate(const struct moot_landscape *landscape, int person);

/* The salary that counts, GBP a year: the person's or policy's default. */
double moot_person_salary(const struct moot_landscape *landscape, int person);

#endif
