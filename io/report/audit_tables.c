/* The audit's tables (audit_tables.h). A column once given keeps its place; new ones follow at the end. */
#include "io/report/audit_tables.h"

#include "io/report/came.h"
#include "io/report/findings.h"
#include "io/report/review.h"
#include "io/report/seen.h"
#include "io/report/words.h"

struct subject {
	const struct moot_landscape *landscape;
	const struct moot_audit *audit;
	struct moot_arena *arena;
};

static const char *organisation_name(const struct moot_landscape *landscape, int organisation)
{
	return organisation == MOOT_NONE ? "" : landscape->organisations[organisation];
}

/* A built text moves to the arena; NULL is remembered as a failure of the table. */
static void take_text(struct moot_table *table, const struct subject *s, struct moot_text *built)
{
	const char *kept = built->failed ? NULL : moot_arena_text(s->arena, built->bytes);
	table->failed |= !kept;
	moot_table_text(table, kept);
	moot_text_clear(built);
}

/* What something takes in a year: the three columns that most tables end with. */
static void add_year(struct moot_table *table, double senior_hours, double hours, double cost)
{
	moot_table_hours(table, senior_hours);
	moot_table_hours(table, hours);
	moot_table_pounds(table, cost);
}

static void boards_table(struct moot_table *table, const struct subject *s)
{
	static const char *const titles[] = {
	    "board_id", "name",      "meetings_per_year", "minutes", "members", "senior_hours", "hours", "cost",
	    "kind",     "statutory", "legal_basis",       "area",    NULL};
	moot_table_begin(table, "boards", "What each board takes in a year", titles);
	for (size_t i = 0; i < s->audit->board_count; i++) {
		const struct moot_audit_board *figures = &s->audit->boards[i];
		const struct moot_board *board = &s->landscape->boards[figures->board];
		moot_table_text(table, board->id);
		moot_table_text(table, board->name);
		moot_table_whole(table, figures->meetings);
		moot_table_hours(table, figures->minutes);
		moot_table_whole(table, figures->members);
		add_year(table, figures->senior_hours, figures->hours, figures->cost);
		moot_table_text(table, board->kind);
		moot_table_text(table, board->statutory ? "yes" : "no");
		moot_table_text(table, board->legal_basis);
		moot_table_text(table, board->area);
	}
}

static void add_share(struct moot_table *table, const struct moot_audit_share *share)
{
	moot_table_whole(table, share->boards);
	add_year(table, share->senior_hours, share->hours, share->cost);
}

static void people_table(struct moot_table *table, const struct subject *s)
{
	static const char *const titles[] = {"person_id",    "name",  "organisation", "boards",
					     "senior_hours", "hours", "cost",         NULL};
	moot_table_begin(table, "people", "What boards take of each person's year", titles);
	for (size_t i = 0; i < s->audit->person_count; i++) {
		const struct moot_person *person = &s->landscape->people[s->audit->people[i].subject];
		moot_table_text(table, person->id);
		moot_table_text(table, person->name);
		moot_table_text(table, organisation_name(s->landscape, person->organisation));
		add_share(table, &s->audit->people[i]);
	}
}

static void organisations_table(struct moot_table *table, const struct subject *s)
{
	static const char *const titles[] = {"organisation", "boards", "senior_hours", "hours", "cost", NULL};
	moot_table_begin(table, "organisations", "What boards take of each organisation", titles);
	for (size_t i = 0; i < s->audit->organisation_count; i++) {
		moot_table_text(table, organisation_name(s->landscape, s->audit->organisations[i].subject));
		add_share(table, &s->audit->organisations[i]);
	}
}

static void overlaps_table(struct moot_table *table, const struct subject *s)
{
	static const char *const titles[] = {"a", "b", "a_name", "b_name", "people", "themes", "shared_hours", NULL};
	moot_table_begin(table, "overlaps", "What each two boards share", titles);
	for (size_t i = 0; i < s->audit->overlap_count; i++) {
		const struct moot_audit_overlap *pair = &s->audit->overlaps[i];
		moot_table_text(table, s->landscape->boards[pair->a].id);
		moot_table_text(table, s->landscape->boards[pair->b].id);
		moot_table_text(table, s->landscape->boards[pair->a].name);
		moot_table_text(table, s->landscape->boards[pair->b].name);
		moot_table_whole(table, pair->people);
		moot_table_whole(table, pair->themes);
		moot_table_hours(table, pair->shared_hours);
	}
}

static void kinds_table(struct moot_table *table, const struct subject *s)
{
	static const char *const titles[] = {"kind", "boards", "meetings_per_year", "senior_hours", "hours",
					     "cost", NULL};
	moot_table_begin(table, "kinds", "What boards of each kind take", titles);
	for (size_t i = 0; i < s->audit->kind_count; i++) {
		const struct moot_audit_kind *kind = &s->audit->kinds[i];
		moot_table_text(table, kind->name);
		moot_table_whole(table, kind->boards);
		moot_table_whole(table, kind->meetings);
		add_year(table, kind->senior_hours, kind->hours, kind->cost);
	}
}

static void themes_table(struct moot_table *table, const struct subject *s)
{
	static const char *const titles[] = {"theme",        "boards", "agenda_hours", "repeated_agenda_hours",
					     "senior_hours", "hours",  "cost",         NULL};
	moot_table_begin(table, "themes", "What each theme takes over all boards", titles);
	for (size_t i = 0; i < s->audit->theme_count; i++) {
		const struct moot_audit_theme *theme = &s->audit->themes[i];
		moot_table_text(table, moot_theme_name(s->landscape, theme->theme));
		moot_table_whole(table, theme->boards);
		moot_table_hours(table, theme->agenda_hours);
		moot_table_hours(table, theme->repeated_hours);
		add_year(table, theme->senior_hours, theme->hours, theme->cost);
	}
}

static void bookings_table(struct moot_table *table, const struct subject *s)
{
	static const char *const titles[] = {"person_id",       "name", "date", "time", "board_id", "board", "other",
					     "minutes_between", NULL};
	moot_table_begin(table, "double-bookings", "What stands at once, or too close, in calendars", titles);
	for (size_t i = 0; i < s->audit->booking_count; i++) {
		const struct moot_audit_booking *booking = &s->audit->bookings[i];
		const struct moot_person *person = &s->landscape->people[booking->person];
		struct moot_text built = {0};
		char day[11] = "";
		char clock[6] = "";
		if (moot_words_day_of(booking->start) != MOOT_NO_DAY)
			moot_day_format(moot_words_day_of(booking->start), day);
		moot_clock_format((int)(booking->start % MOOT_MINUTES_A_DAY), clock);
		moot_table_text(table, person->id);
		moot_table_text(table, person->name);
		moot_text_add(&built, day);
		take_text(table, s, &built);
		moot_text_add(&built, clock);
		take_text(table, s, &built);
		moot_table_text(table, s->landscape->boards[booking->board].id);
		moot_table_text(table, s->landscape->boards[booking->board].name);
		moot_table_text(table, moot_booking_other(s->landscape, booking));
		moot_table_whole(table, booking->minutes);
	}
}

static void findings_table(struct moot_table *table, const struct subject *s)
{
	static const char *const titles[] = {"finding", "board_id", "duty_id", "organisation",
					     "have",    "need",     "words",   NULL};
	moot_table_begin(table, "findings", "What falls short", titles);
	for (size_t i = 0; i < s->audit->finding_count; i++) {
		const struct moot_audit_finding *finding = &s->audit->findings[i];
		const struct moot_landscape *l = s->landscape;
		struct moot_text built = {0};
		moot_table_text(table, moot_fault_text(finding->fault));
		moot_table_text(table, finding->board == MOOT_NONE ? "" : l->boards[finding->board].id);
		moot_table_text(table, finding->duty == MOOT_NONE ? "" : l->duties[finding->duty].id);
		moot_table_text(table, organisation_name(l, finding->organisation));
		moot_table_whole(table, finding->have);
		moot_table_whole(table, finding->need);
		moot_text_plain(&built, moot_finding_subject(l, finding));
		moot_text_add(&built, ": ");
		moot_finding_words(&built, l, finding);
		take_text(table, s, &built);
	}
}

/* Names with | between, as lists in the landscape's own files. */
static void repeats_table(struct moot_table *table, const struct subject *s)
{
	static const char *const titles[] = {"priority", "theme", "strategies", "strategy_names", "could_own_it", NULL};
	const struct moot_landscape *l = s->landscape;
	moot_table_begin(table, "repeated-priorities", "Priorities that several strategies hold", titles);
	for (size_t i = 0; i < s->audit->repeat_count; i++) {
		const struct moot_audit_repeat *repeat = &s->audit->repeats[i];
		const struct moot_priority *priority = &l->priorities[repeat->priority];
		struct moot_text names = {0};
		moot_table_text(table, priority->text);
		moot_table_text(table, priority->theme == MOOT_NONE ? "" : l->themes[priority->theme]);
		moot_table_whole(table, (long)repeat->strategy_count);
		for (size_t k = 0; k < repeat->strategy_count; k++) {
			moot_text_add(&names, k > 0 ? "|" : "");
			moot_text_add(&names, l->strategies[repeat->strategies[k]].name);
		}
		take_text(table, s, &names);
		moot_text_add(&names, "");
		for (size_t k = 0; k < repeat->board_count; k++) {
			moot_text_add(&names, k > 0 ? "|" : "");
			moot_text_add(&names, l->boards[repeat->boards[k]].id);
		}
		take_text(table, s, &names);
	}
}

static void attendance_table(struct moot_table *table, const struct subject *s)
{
	moot_came_table(table, s->landscape);
}

void moot_audit_tables(const struct moot_landscape *landscape, const struct moot_audit *audit, struct moot_arena *arena,
		       struct moot_table tables[MOOT_AUDIT_TABLES])
{
	static void (*const makers[MOOT_AUDIT_TABLES - 1])(struct moot_table *, const struct subject *) = {
	    boards_table,   kinds_table,    organisations_table, people_table,  themes_table,
	    overlaps_table, bookings_table, findings_table,      repeats_table, attendance_table};
	struct subject subject = {.landscape = landscape, .audit = audit, .arena = arena};
	for (size_t i = 0; i < MOOT_AUDIT_TABLES - 1; i++)
		makers[i](&tables[i], &subject);
	if (audit->review)
		moot_review_table(&tables[MOOT_AUDIT_TABLES - 1], audit->review, arena);
}
