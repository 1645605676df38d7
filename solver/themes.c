/* Gathers agenda rows into footprints: sorts them by board, theme and duty, then walks the runs. */
#include <solver/themes.h>

#include <stdlib.h>

struct row {
	int board;
	int theme;
	int duty;
	int item;
};

static int compare_rows(const void *a, const void *b)
{
	const struct row *x = a;
	const struct row *y = b;
	if (x->board != y->board)
		return x->board < y->board ? -1 : 1;
	if (x->theme != y->theme)
		return x->theme < y->theme ? -1 : 1;
	return (x->item > y->item) - (x->item < y->item);
}

static int compare_ints(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

/* The rows of one theme on one board: n is their largest per_year, n m their minutes in a year. */
static struct moot_footprint footprint(const struct moot_landscape *l, const struct row *rows, int count)
{
	struct moot_footprint found = {.theme = rows[0].theme};
	double year = 0;
	for (int i = 0; i < count; i++) {
		const struct moot_item *item = &l->items[rows[i].item];
		year += (double)item->minutes * item->per_year;
		if (item->per_year > found.per_year)
			found.per_year = item->per_year;
	}
	if (found.per_year > 0)
		found.minutes = year / found.per_year;
	return found;
}

/* The duties of a board's rows, each once. */
static bool gather_duties(const struct row *rows, int count, struct moot_arena *arena, struct moot_agenda *agenda)
{
	int *duties = moot_arena_array(arena, (size_t)count, sizeof *duties);
	if (!duties)
		return false;
	int found = 0;
	for (int i = 0; i < count; i++)
		if (rows[i].duty != MOOT_NONE)
			duties[found++] = rows[i].duty;
	if (found > 1)
		qsort(duties, (size_t)found, sizeof *duties, compare_ints);
	int kept = 0;
	for (int i = 0; i < found; i++)
		if (kept == 0 || duties[kept - 1] != duties[i])
			duties[kept++] = duties[i];
	agenda->duties = duties;
	agenda->duty_count = kept;
	return true;
}

static bool gather(const struct moot_landscape *l, const struct row *rows, int count, struct moot_arena *arena,
		   struct moot_agenda *agenda)
{
	agenda->themes = moot_arena_array(arena, (size_t)count, sizeof *agenda->themes);
	if (!agenda->themes || !gather_duties(rows, count, arena, agenda))
		return false;
	for (int from = 0; from < count;) {
		int to = from + 1;
		while (to < count && rows[to].theme == rows[from].theme)
			to++;
		agenda->themes[agenda->theme_count++] = footprint(l, rows + from, to - from);
		from = to;
	}
	return true;
}

static void leave_own(const struct moot_board *board, struct moot_agenda *agenda)
{
	double listed = 0;
	for (int i = 0; i < agenda->theme_count; i++)
		listed += agenda->themes[i].minutes * agenda->themes[i].per_year;
	double free_minutes = (double)board->meetings_per_year * (board->minutes - board->standing_minutes) - listed;
	/* Less than a millionth of a minute is what floating sums leave of nothing. */
	agenda->own_minutes = free_minutes > 1e-6 ? free_minutes : 0;
	agenda->year_minutes = listed + agenda->own_minutes;
}

enum moot_status moot_agendas_build(const struct moot_landscape *landscape, const int *row_board,
				    struct moot_arena *arena, struct moot_agenda **out)
{
	int count = (int)landscape->item_count;
	struct moot_agenda *agendas = moot_arena_array(arena, landscape->board_count, sizeof *agendas);
	struct row *rows = moot_arena_array(arena, landscape->item_count, sizeof *rows);
	if (!agendas || !rows)
		return MOOT_ERROR_MEMORY;
	for (int i = 0; i < count; i++) {
		const struct moot_item *item = &landscape->items[i];
		rows[i] = (struct row){row_board ? row_board[i] : item->board, item->theme, item->duty, i};
	}
	if (count > 1)
		qsort(rows, (size_t)count, sizeof *rows, compare_rows);
	int from = 0;
	for (int board = 0; board < (int)landscape->board_count; board++) {
		int to = from;
		while (to < count && rows[to].board == board)
			to++;
		if (!gather(landscape, rows + from, to - from, arena, &agendas[board]))
			return MOOT_ERROR_MEMORY;
		leave_own(&landscape->boards[board], &agendas[board]);
		from = to;
	}
	*out = agendas;
	return MOOT_OK;
}

int moot_duties_min(const struct moot_landscape *landscape, const int *duties, int count)
{
	int most = 0;
	for (int i = 0; i < count; i++)
		if (landscape->duties[duties[i]].min_per_year > most)
			most = landscape->duties[duties[i]].min_per_year;
	return most;
}
