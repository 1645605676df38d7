/*
 * The audit's sums over kinds of boards and over themes. A theme's people's hours are those of all members of the
 * boards that discuss it; own business and the overhead of meeting at all (standing business, preparation, travel) make
 * up the rest, so that the rows add up to the totals.
 */
#include <solver/audit_parts.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int compare_kinds(const void *a, const void *b)
{
	const struct moot_audit_kind *x = a;
	const struct moot_audit_kind *y = b;
	if (x->hours != y->hours)
		return x->hours > y->hours ? -1 : 1;
	return strcmp(x->name, y->name);
}

static struct moot_audit_kind *kind_of(struct moot_audit *audit, const char *name)
{
	for (size_t i = 0; i < audit->kind_count; i++)
		if (strcasecmp(audit->kinds[i].name, name) == 0)
			return &audit->kinds[i];
	audit->kinds[audit->kind_count] = (struct moot_audit_kind){.name = name};
	return &audit->kinds[audit->kind_count++];
}

static bool add_kinds(struct moot_audit_work *w)
{
	const struct moot_landscape *l = w->landscape;
	w->audit->kinds = moot_arena_array(w->audit->arena, l->board_count, sizeof *w->audit->kinds);
	if (!w->audit->kinds)
		return false;
	for (size_t b = 0; b < w->audit->board_count; b++) {
		const struct moot_audit_board *board = &w->audit->boards[b];
		struct moot_audit_kind *kind = kind_of(w->audit, l->boards[b].kind ? l->boards[b].kind : "");
		kind->boards++;
		kind->meetings += board->meetings;
		kind->hours += board->hours;
		kind->senior_hours += board->senior_hours;
		kind->cost += board->cost;
	}
	if (w->audit->kind_count > 1)
		qsort(w->audit->kinds, w->audit->kind_count, sizeof *w->audit->kinds, compare_kinds);
	return true;
}

/* Own business and overhead last; themes by hours, then by their order in the landscape. */
static int compare_themes(const void *a, const void *b)
{
	const struct moot_audit_theme *x = a;
	const struct moot_audit_theme *y = b;
	if ((x->theme < 0) != (y->theme < 0))
		return x->theme < 0 ? 1 : -1;
	if (x->theme >= 0 && x->hours != y->hours)
		return x->hours > y->hours ? -1 : 1;
	bool before = x->theme < 0 ? x->theme > y->theme : x->theme < y->theme;
	return before ? -1 : 1;
}

/* `hours` of board `b`'s year for each of its people, of which `share` is the share of all of the board's hours. */
static void add_part(struct moot_audit_theme *theme, const struct moot_audit_board *board, double hours, double each)
{
	double share = each > 0 ? hours / each : 0;
	theme->boards += hours > 0;
	theme->agenda_hours += hours;
	theme->hours += share * board->hours;
	theme->senior_hours += share * board->senior_hours;
	theme->cost += share * board->cost;
}

static void add_board(const struct moot_audit_work *w, size_t b, struct moot_audit_theme *themes, double *most)
{
	const struct moot_audit_board *board = &w->audit->boards[b];
	const struct moot_agenda *agenda = &w->costs.today[b];
	const struct moot_form *form = &w->costs.forms[b];
	size_t count = w->landscape->theme_count;
	double overhead = form->frequency * (form->standing + form->prep + form->travel) / 60.0;
	double each = overhead + agenda->year_minutes / 60;
	for (int i = 0; i < agenda->theme_count; i++) {
		const struct moot_footprint *print = &agenda->themes[i];
		double hours = print->per_year * print->minutes / 60;
		add_part(&themes[print->theme], board, hours, each);
		most[print->theme] = fmax(most[print->theme], hours);
	}
	add_part(&themes[count], board, agenda->own_minutes / 60, each);
	add_part(&themes[count + 1], board, overhead, each);
}

static bool add_themes(struct moot_audit_work *w)
{
	size_t count = w->landscape->theme_count;
	struct moot_audit_theme *themes = moot_arena_array(w->audit->arena, count + 2, sizeof *themes);
	double *most = moot_arena_array(w->arena, count, sizeof *most);
	if (!themes || !most)
		return false;
	for (size_t t = 0; t < count; t++)
		themes[t].theme = (int)t;
	themes[count].theme = MOOT_AUDIT_OWN;
	themes[count + 1].theme = MOOT_AUDIT_OVERHEAD;
	for (size_t b = 0; b < w->audit->board_count; b++)
		add_board(w, b, themes, most);
	size_t kept = 0;
	for (size_t t = 0; t < count + 2; t++) {
		if (t < count)
			themes[t].repeated_hours = fmax(0, themes[t].agenda_hours - most[t]);
		if (themes[t].boards > 0)
			themes[kept++] = themes[t];
	}
	if (kept > 1)
		qsort(themes, kept, sizeof *themes, compare_themes);
	w->audit->themes = themes;
	w->audit->theme_count = kept;
	return true;
}

enum moot_status moot_audit_groups(struct moot_audit_work *work)
{
	return add_kinds(work) && add_themes(work) ? MOOT_OK : MOOT_ERROR_MEMORY;
}
