/* Names by id for all reports (report.h). */
#include "io/report/report.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *a, const void *b)
{
	const struct moot_name *left = a;
	const struct moot_name *right = b;
	int order = strcmp(left->id, right->id);
	if (order != 0)
		return order;
	return left->index < right->index ? -1 : left->index > right->index;
}

static int by_hours(const void *a, const void *b)
{
	const struct moot_plan_person *left = a;
	const struct moot_plan_person *right = b;
	if (left->hours_before != right->hours_before)
		return left->hours_before > right->hours_before ? -1 : 1;
	return strcmp(left->person, right->person);
}

static bool names_new(struct moot_names *names, struct moot_arena *arena, size_t count)
{
	names->items = moot_arena_array(arena, count, sizeof *names->items);
	return names->items != NULL;
}

static void names_add(struct moot_names *names, const char *id, const char *name)
{
	bool named = name && *name;
	names->items[names->count] = (struct moot_name){.id = id, .name = named ? name : id, .index = names->count};
	names->count++;
}

static void names_sort(struct moot_names *names)
{
	if (names->count > 1)
		qsort(names->items, names->count, sizeof *names->items, by_id);
}

static bool name_landscape(struct moot_report *report)
{
	const struct moot_landscape *landscape = report->landscape;
	if (!names_new(&report->people, report->arena, landscape->person_count) ||
	    !names_new(&report->boards, report->arena, landscape->board_count) ||
	    !names_new(&report->venues, report->arena, landscape->venue_count) ||
	    !names_new(&report->duties, report->arena, landscape->duty_count))
		return false;
	for (size_t i = 0; i < landscape->person_count; i++)
		names_add(&report->people, landscape->people[i].id, landscape->people[i].name);
	for (size_t i = 0; i < landscape->board_count; i++)
		names_add(&report->boards, landscape->boards[i].id, landscape->boards[i].name);
	for (size_t i = 0; i < landscape->venue_count; i++)
		names_add(&report->venues, landscape->venues[i].id, landscape->venues[i].name);
	for (size_t i = 0; i < landscape->duty_count; i++)
		names_add(&report->duties, landscape->duties[i].id, landscape->duties[i].name);
	names_sort(&report->people);
	names_sort(&report->boards);
	names_sort(&report->venues);
	names_sort(&report->duties);
	return true;
}

static bool name_plan(struct moot_report *report)
{
	const struct moot_plan *plan = report->plan;
	if (!plan)
		return true;
	if (!names_new(&report->proposed, report->arena, plan->board_count))
		return false;
	for (size_t i = 0; i < plan->board_count; i++)
		names_add(&report->proposed, plan->boards[i].id, plan->boards[i].name);
	names_sort(&report->proposed);
	report->busiest = moot_arena_array(report->arena, plan->person_count, sizeof *report->busiest);
	if (!report->busiest)
		return false;
	if (plan->person_count > 0) {
		memcpy(report->busiest, plan->people, plan->person_count * sizeof *report->busiest);
		qsort(report->busiest, plan->person_count, sizeof *report->busiest, by_hours);
	}
	return true;
}

enum moot_status moot_report_open(const struct moot_landscape *landscape, const struct moot_plan *plan,
				  struct moot_report *report, struct moot_error *error)
{
	*report = (struct moot_report){.arena = moot_arena_new(), .landscape = landscape, .plan = plan};
	if (!report->arena || !name_landscape(report) || !name_plan(report)) {
		moot_report_close(report);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	return MOOT_OK;
}

void moot_report_close(struct moot_report *report)
{
	moot_arena_free(report->arena);
	report->arena = NULL;
}

const struct moot_name *moot_names_find(const struct moot_names *names, const char *id)
{
	size_t low = 0;
	size_t high = names->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(names->items[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < names->count && strcmp(names->items[low].id, id) == 0 ? &names->items[low] : NULL;
}

const char *moot_names_text(const struct moot_names *names, const char *id)
{
	const struct moot_name *found = moot_names_find(names, id);
	return found ? found->name : id;
}

const char *moot_report_board(const struct moot_report *report, const char *id)
{
	const struct moot_name *found = moot_names_find(&report->proposed, id);
	return found ? found->name : moot_names_text(&report->boards, id);
}

const struct moot_board *moot_report_today(const struct moot_report *report, const char *id)
{
	const struct moot_name *found = moot_names_find(&report->boards, id);
	return found ? &report->landscape->boards[found->index] : NULL;
}

const struct moot_person *moot_report_person(const struct moot_report *report, const char *id)
{
	const struct moot_name *found = moot_names_find(&report->people, id);
	return found ? &report->landscape->people[found->index] : NULL;
}

const struct moot_duty *moot_report_duty(const struct moot_report *report, const char *id)
{
	const struct moot_name *found = moot_names_find(&report->duties, id);
	return found ? &report->landscape->duties[found->index] : NULL;
}
