/*
 * The figures that the plan gives for one board, against those that sets.c works out: mode, meetings, minutes, themes
 * and duties.
 */
#include <solver/verify/verify.h>

#include <math.h>
#include <string.h>

static const char *mode_text(enum moot_mode mode)
{
	return (unsigned)mode <= MOOT_HYBRID ? moot_mode_text(mode) : "unknown";
}

/* The board of "(own business of BOARD)", or MOOT_NONE. */
static int own_board(struct verify *v, const char *text)
{
	static const char before[] = "(own business of ";
	const size_t start = sizeof before - 1;
	const size_t length = strlen(text);
	if (length <= start || strncmp(text, before, start) != 0 || text[length - 1] != ')')
		return MOOT_NONE;
	const char *id = moot_arena_text_n(v->scratch, text + start, length - start - 1);
	if (!id)
		v->failed = true;
	return id ? verify_names_find(&v->boards, id) : MOOT_NONE;
}

static int find_theme(const struct verify_set *set, int theme)
{
	for (size_t i = 0; i < set->theme_count && theme != MOOT_NONE; i++)
		if (set->themes[i].theme == theme)
			return (int)i;
	return MOOT_NONE;
}

static int find_own(const struct verify_set *set, int board)
{
	for (size_t i = 0; i < set->own_count && board != MOOT_NONE; i++)
		if (set->own[i].board == board)
			return (int)i;
	return MOOT_NONE;
}

static void check_theme(struct verify *v, const struct verify_set *set, const struct moot_plan_theme *theme,
			double minutes, double per_year)
{
	if (!(fabs(theme->minutes - minutes) <= 0.5 + 1e-6))
		verify_fault(v, "board %s: theme \"%s\" takes %d minutes by the plan, but %.6g by the agendas",
			     set->board->id, theme->theme, theme->minutes, minutes);
	if (!verify_near(theme->per_year, per_year))
		verify_fault(v, "board %s: theme \"%s\" comes %d times a year by the plan, but %.6g by the agendas",
			     set->board->id, theme->theme, theme->per_year, per_year);
}

/* Checks a listed theme; `seen` counts listings, first of the themes and behind them of the own ones. */
static void read_theme(struct verify *v, const struct verify_set *set, const struct moot_plan_theme *theme, int *seen)
{
	int board = own_board(v, theme->theme);
	int own = find_own(set, board);
	int row = own == MOOT_NONE ? find_theme(set, verify_names_find(&v->themes, theme->theme)) : MOOT_NONE;
	if (own == MOOT_NONE && row == MOOT_NONE) {
		verify_fault(v, "board %s: theme \"%s\" is on no agenda that it carries", set->board->id, theme->theme);
		return;
	}
	size_t place = own == MOOT_NONE ? (size_t)row : set->theme_count + (size_t)own;
	if (seen[place]++ > 0)
		verify_fault(v, "board %s: theme \"%s\" is listed twice", set->board->id, theme->theme);
	if (own == MOOT_NONE) {
		check_theme(v, set, theme, set->themes[row].minutes, set->themes[row].per_year);
	} else {
		double f = v->l->boards[board].meetings_per_year;
		check_theme(v, set, theme, set->own[own].minutes / f, f);
	}
}

static void check_themes(struct verify *v, const struct verify_set *set)
{
	int *seen = verify_room(v, set->theme_count + set->own_count, sizeof *seen);
	if (!seen)
		return;
	for (size_t i = 0; i < set->board->theme_count; i++)
		read_theme(v, set, &set->board->themes[i], seen);
	for (size_t i = 0; i < set->theme_count; i++)
		if (seen[i] == 0)
			verify_fault(v, "board %s: theme \"%s\" is missing", set->board->id,
				     v->l->themes[set->themes[i].theme]);
	for (size_t i = 0; i < set->own_count; i++)
		if (seen[set->theme_count + i] == 0)
			verify_fault(v, "board %s: theme \"(own business of %s)\" is missing", set->board->id,
				     v->l->boards[set->own[i].board].id);
}

static bool lists_duty(const struct moot_plan_board *board, const char *id)
{
	for (size_t i = 0; i < board->duty_count; i++)
		if (strcmp(board->duties[i], id) == 0)
			return true;
	return false;
}

static bool carries_duty(const struct verify *v, const struct verify_set *set, const char *id)
{
	for (size_t i = 0; i < set->duty_count; i++)
		if (strcmp(v->l->duties[set->duties[i]].id, id) == 0)
			return true;
	return false;
}

static void check_duties(struct verify *v, const struct verify_set *set)
{
	const struct moot_plan_board *board = set->board;
	for (size_t i = 0; i < set->duty_count; i++)
		if (!lists_duty(board, v->l->duties[set->duties[i]].id))
			verify_fault(v, "board %s: duty %s is missing, which stands on its agenda", board->id,
				     v->l->duties[set->duties[i]].id);
	for (size_t i = 0; i < board->duty_count; i++) {
		if (!carries_duty(v, set, board->duties[i]))
			verify_fault(v, "board %s: duty %s stands on no agenda that it carries", board->id,
				     board->duties[i]);
		for (size_t j = 0; j < i; j++)
			if (strcmp(board->duties[i], board->duties[j]) == 0)
				verify_fault(v, "board %s: duty %s is listed twice", board->id, board->duties[i]);
	}
}

void verify_figures(struct verify *v, const struct verify_set *set)
{
	const struct moot_plan_board *board = set->board;
	if (board->mode != set->mode)
		verify_fault(v, "board %s has mode %s, not %s", board->id, mode_text(board->mode),
			     mode_text(set->mode));
	if (board->meetings_per_year != set->meetings)
		verify_fault(v, "board %s has %d meetings a year, not %d", board->id, board->meetings_per_year,
			     set->meetings);
	if (board->minutes != set->minutes)
		verify_fault(v, "board %s meets for %d minutes, not for %d", board->id, board->minutes, set->minutes);
	check_themes(v, set);
	check_duties(v, set);
}
