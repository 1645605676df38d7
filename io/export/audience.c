/* Who reads an export (audience.h). */
#include "io/export/audience.h"

#include "io/csv/word.h"
#include "io/landscape/lexicon.h"

#include <string.h>
#include <strings.h>

static bool is_organisation(const struct moot_landscape *landscape, int organisation, const char *name)
{
	return organisation != MOOT_NONE && strcasecmp(landscape->organisations[organisation], name) == 0;
}

/* The people of the organisation: by their own entry, or by a seat that they hold for it. */
static void mark_people(struct moot_audience *audience)
{
	const struct moot_landscape *landscape = audience->report->landscape;
	for (size_t p = 0; p < landscape->person_count; p++)
		audience->is_own[p] =
		    audience->kind == MOOT_FOR_ORGANISATION
			? is_organisation(landscape, landscape->people[p].organisation, audience->id)
			: audience->kind == MOOT_FOR_PERSON && strcmp(landscape->people[p].id, audience->id) == 0;
	for (size_t m = 0; m < landscape->member_count && audience->kind == MOOT_FOR_ORGANISATION; m++) {
		if (is_organisation(landscape, landscape->members[m].organisation, audience->id))
			audience->is_own[landscape->members[m].person] = true;
	}
	for (size_t p = 0; p < landscape->person_count; p++)
		audience->people += audience->is_own[p];
}

static bool is_own(const struct moot_audience *audience, const char *person)
{
	const struct moot_name *found = moot_names_find(&audience->report->people, person);
	return found && audience->is_own[found->index];
}

static bool has_seat(const struct moot_audience *audience, const struct moot_plan_board *board)
{
	for (size_t i = 0; i < board->member_count; i++) {
		const struct moot_plan_member *member = &board->members[i];
		bool sends_own = member->attendance == MOOT_DEPUTY && is_own(audience, member->deputy);
		bool seat = audience->kind == MOOT_FOR_ORGANISATION
				? strcasecmp(member->organisation, audience->id) == 0
				: strcmp(member->person, audience->id) == 0;
		if (seat || sends_own)
			return true;
	}
	return false;
}

static void mark_boards(struct moot_audience *audience)
{
	const struct moot_plan *plan = audience->report->plan;
	const struct moot_landscape *landscape = audience->report->landscape;
	for (size_t i = 0; i < plan->board_count; i++) {
		const struct moot_plan_board *board = &plan->boards[i];
		bool wanted =
		    audience->kind == MOOT_FOR_BOARD ? strcmp(board->id, audience->id) == 0 : has_seat(audience, board);
		audience->sees[i] = wanted && board->fate != MOOT_CLOSED;
		for (size_t k = 0; k < board->from_count && wanted && audience->kind == MOOT_FOR_BOARD; k++) {
			const struct moot_name *today = moot_names_find(&audience->report->boards, board->from[k]);
			if (today)
				audience->saw[today->index] = true;
		}
	}
	for (size_t m = 0; m < landscape->member_count && audience->kind != MOOT_FOR_BOARD; m++) {
		const struct moot_member *member = &landscape->members[m];
		bool seat = audience->kind == MOOT_FOR_ORGANISATION
				? is_organisation(landscape, member->organisation, audience->id)
				: audience->is_own[member->person];
		if (seat)
			audience->saw[member->board] = true;
	}
}

/* All names of the kind, to suggest one. False when out of memory. */
static bool gather(const struct moot_report *report, enum moot_audience_kind kind, struct moot_lexicon *names)
{
	const struct moot_landscape *landscape = report->landscape;
	const struct moot_plan *plan = report->plan;
	size_t count = kind == MOOT_FOR_ORGANISATION ? landscape->organisation_count
		       : kind == MOOT_FOR_PERSON     ? landscape->person_count
						     : plan->board_count;
	for (size_t i = 0; i < count; i++) {
		const char *text = kind == MOOT_FOR_ORGANISATION ? landscape->organisations[i]
				   : kind == MOOT_FOR_PERSON     ? landscape->people[i].id
								 : plan->boards[i].id;
		const char *folded = moot_word_fold(report->arena, text);
		int index = 0;
		if (!folded || moot_lexicon_add(names, folded, text, &index) != MOOT_OK)
			return false;
	}
	return true;
}

/* The reader's name as it is spelt here; else an error that suggests the nearest. */
static enum moot_status find_reader(const struct moot_report *report, enum moot_audience_kind kind, const char *id,
				    const char **spelt, struct moot_error *error)
{
	static const char *const kinds[] = {"organisation", "person", "board"};
	struct moot_lexicon names = {0};
	size_t budget = 100000;
	enum moot_status status = MOOT_ERROR_MEMORY;
	const char *folded = moot_word_fold(report->arena, id);
	if (folded && gather(report, kind, &names)) {
		int index = moot_lexicon_find(&names, folded);
		const char *nearest = index < 0 ? moot_lexicon_nearest(&names, folded, &budget) : NULL;
		*spelt = index >= 0 && names.texts ? names.texts[index] : NULL;
		status = MOOT_OK;
		if (index < 0)
			status = moot_error_set(error, MOOT_ERROR_USAGE,
						"the plan has no %s \"%.200s\"%s%s%s; boards.csv and people.csv of "
						"the plan list them",
						kinds[kind], id, nearest ? "; is \"" : "", nearest ? nearest : "",
						nearest ? "\" meant?" : "");
	} else {
		moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	moot_lexicon_clear(&names);
	return status;
}

static const char *name_of(const struct moot_report *report, enum moot_audience_kind kind, const char *id)
{
	if (kind == MOOT_FOR_ORGANISATION)
		return id;
	return kind == MOOT_FOR_PERSON ? moot_names_text(&report->people, id) : moot_report_board(report, id);
}

enum moot_status moot_audience_make(const struct moot_report *report, enum moot_audience_kind kind, const char *id,
				    bool redact, struct moot_audience *audience, struct moot_error *error)
{
	*audience = (struct moot_audience){.report = report, .kind = kind, .redact = redact};
	enum moot_status status = find_reader(report, kind, id, &audience->id, error);
	if (status != MOOT_OK)
		return status;
	audience->name = name_of(report, kind, audience->id);
	audience->is_own = moot_arena_array(report->arena, report->landscape->person_count, sizeof(bool));
	audience->sees = moot_arena_array(report->arena, report->plan->board_count, sizeof(bool));
	audience->saw = moot_arena_array(report->arena, report->landscape->board_count, sizeof(bool));
	if (!audience->is_own || !audience->sees || !audience->saw)
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	mark_people(audience);
	mark_boards(audience);
	return MOOT_OK;
}

enum moot_status moot_audience_of(const struct moot_report *report, const char *organisation, const char *person,
				  const char *board, bool redact, struct moot_audience *audience,
				  struct moot_error *error)
{
	if (organisation)
		return moot_audience_make(report, MOOT_FOR_ORGANISATION, organisation, redact, audience, error);
	return moot_audience_make(report, person ? MOOT_FOR_PERSON : MOOT_FOR_BOARD, person ? person : board, redact,
				  audience, error);
}

struct moot_ics_request moot_audience_calendar(const struct moot_audience *audience, const char *name)
{
	return (struct moot_ics_request){
	    .name = name,
	    .plan = audience->report->plan,
	    .landscape = audience->report->landscape,
	    /* No organisation is named "": a person or a board sees no addresses. */
	    .reader = audience->kind == MOOT_FOR_ORGANISATION ? audience->id : "",
	    .redact = audience->redact,
	};
}
