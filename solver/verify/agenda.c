/*
 * What each board discusses: its agenda rows folded into themes, and what the rows leave free as its own theme.
 *
 *     n_it = the largest per_year of the rows,  m_it = the rows' yearly minutes / n_it
 *     own  = max(0, f (minutes - o) - sum_t n_it m_it)   minutes a year
 *
 * Twice: today, and once `host` rules have moved rows to the board that they name. Own themes stay today's.
 */
#include <solver/verify/verify.h>

#include <math.h>
#include <stdlib.h>

struct item {
	int board;
	int theme;
	double minutes;
	double per_year;
};

static int compare_items(const void *a, const void *b)
{
	const struct item *x = a;
	const struct item *y = b;
	if (x->board != y->board)
		return x->board < y->board ? -1 : 1;
	return (x->theme > y->theme) - (x->theme < y->theme);
}

/* Folds one board's rows, sorted by theme, into agenda->rows. */
static void fold_board(const struct item *items, size_t count, struct verify_agenda *agenda)
{
	for (size_t i = 0; i < count;) {
		double yearly = 0;
		double most = 0;
		size_t next = i;
		for (; next < count && items[next].theme == items[i].theme; next++) {
			yearly += items[next].minutes * items[next].per_year;
			most = fmax(most, items[next].per_year);
		}
		double minutes = most > 0 ? yearly / most : 0;
		agenda->rows[agenda->count++] = (struct verify_row){items[i].theme, most, minutes};
		i = next;
	}
}

static struct verify_agenda *fold(struct verify *v, const int *board_of)
{
	const struct moot_landscape *l = v->l;
	struct verify_agenda *agendas = verify_room(v, l->board_count, sizeof *agendas);
	struct item *items = verify_room(v, l->item_count, sizeof *items);
	struct verify_row *rows = verify_room(v, l->item_count, sizeof *rows);
	if (!agendas || !items || !rows)
		return NULL;
	for (size_t i = 0; i < l->item_count; i++)
		items[i] = (struct item){board_of[i], l->items[i].theme, l->items[i].minutes, l->items[i].per_year};
	if (l->item_count > 1)
		qsort(items, l->item_count, sizeof *items, compare_items);
	for (size_t i = 0, next = 0; i < l->item_count; i = next) {
		while (next < l->item_count && items[next].board == items[i].board)
			next++;
		struct verify_agenda *agenda = &agendas[items[i].board];
		agenda->rows = &rows[i];
		fold_board(&items[i], next - i, agenda);
	}
	return agendas;
}

int verify_agenda_find(const struct verify_agenda *agenda, int theme)
{
	for (size_t i = 0; i < agenda->count; i++)
		if (agenda->rows[i].theme == theme)
			return (int)i;
	return MOOT_NONE;
}

/* Moves the rows that one `host` rule claims; `claimed` holds the rule that has a row already, or MOOT_NONE. */
static void move_rows(struct verify *v, int rule_index, int *claimed)
{
	const struct moot_rule *rule = &v->l->rules[rule_index];
	const int host = rule->boards[0];
	bool conflict = false;
	for (size_t i = 0; i < v->l->item_count; i++) {
		const struct moot_item *item = &v->l->items[i];
		if (!(rule->duty != MOOT_NONE ? item->duty == rule->duty : item->theme == rule->theme))
			continue;
		conflict |= claimed[i] != MOOT_NONE && v->l->rules[claimed[i]].boards[0] != host;
		claimed[i] = rule_index;
		if (item->board != host) {
			v->item_board[i] = host;
			v->hosts[host] = true;
		}
	}
	if (conflict)
		verify_fault(v, "rule \"%s\" claims an agenda row that another rule gives to another board",
			     rule->text);
	if (v->closing[host])
		verify_fault(v, "rule \"%s\" gives work to board %s, which is to be closed", rule->text,
			     v->l->boards[host].id);
}

static void apply_rules(struct verify *v, int *claimed)
{
	for (size_t i = 0; i < v->l->rule_count && !v->as_they_are; i++) {
		const struct moot_rule *rule = &v->l->rules[i];
		for (size_t j = 0; j < rule->board_count && rule->kind == MOOT_RULE_CLOSE; j++)
			v->closing[rule->boards[j]] = true;
	}
	for (size_t i = 0; i < v->l->rule_count && !v->as_they_are; i++)
		if (v->l->rules[i].kind == MOOT_RULE_HOST && v->l->rules[i].board_count > 0)
			move_rows(v, (int)i, claimed);
}

static void add_own_themes(struct verify *v)
{
	for (size_t i = 0; i < v->l->board_count; i++) {
		const struct moot_board *board = &v->l->boards[i];
		double taken = 0;
		for (size_t j = 0; j < v->today[i].count; j++)
			taken += v->today[i].rows[j].per_year * v->today[i].rows[j].minutes;
		double spare = (double)board->meetings_per_year * (board->minutes - board->standing_minutes) - taken;
		/* Less than a millionth of a minute is what floating sums leave of nothing. */
		v->today[i].own = v->agenda[i].own = spare > 1e-6 ? spare : 0;
	}
}

void verify_agendas(struct verify *v)
{
	const struct moot_landscape *l = v->l;
	int *today = verify_room(v, l->item_count, sizeof *today);
	int *claimed = verify_room(v, l->item_count, sizeof *claimed);
	v->item_board = verify_room(v, l->item_count, sizeof *v->item_board);
	v->hosts = verify_room(v, l->board_count, sizeof *v->hosts);
	v->closing = verify_room(v, l->board_count, sizeof *v->closing);
	if (v->failed)
		return;
	for (size_t i = 0; i < l->item_count; i++) {
		today[i] = v->item_board[i] = l->items[i].board;
		claimed[i] = MOOT_NONE;
	}
	apply_rules(v, claimed);
	v->today = fold(v, today);
	v->agenda = fold(v, v->item_board);
	if (!v->failed)
		add_own_themes(v);
}
