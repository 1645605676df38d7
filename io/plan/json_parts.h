/*
 * The objects that several of our documents hold alike: plan.json, and what audit, explain, whatif and ladder answer.
 * Each function writes keys of the object at hand, or, where it takes a key, an object of its own.
 */
#ifndef MOOT_IO_PLAN_JSON_PARTS_H
#define MOOT_IO_PLAN_JSON_PARTS_H

#include "io/plan/json.h"

#include <moot/plan.h>

/* meetings, senior_hours, hours, cost, duplicated_agenda_hours. */
void moot_json_figures(struct moot_json *json, const struct moot_totals *totals);

/* These and, before them, boards: an object. */
void moot_json_totals(struct moot_json *json, const char *key, const struct moot_totals *totals);

/* objective, bound, gap, status; null where a number is not known. */
void moot_json_result(struct moot_json *json, const struct moot_structure_result *result);

/* A board of a plan on one line: id, kind and from; and the array of all. */
void moot_json_board(struct moot_json *json, const struct moot_plan_board *board);
void moot_json_boards(struct moot_json *json, const char *key, const struct moot_plan *plan);

/* senior_hours, hours, cost. */
void moot_json_saved(struct moot_json *json, const struct moot_saving *saving);

/* The object "saving", with what it is made of where that is known; parts that are nothing are left out. */
void moot_json_saving(struct moot_json *json, const struct moot_saving *saving, const struct moot_breakdown *breakdown);

/* The key "sensitivity". low and high are null where they are not known, high also where it has no end. */
void moot_json_sensitivity(struct moot_json *json, const struct moot_sensitivity *items, size_t count);

#endif
