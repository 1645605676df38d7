/* The program of sets and hand-overs as text, row by row as it is built, for --write-lp. */
#include <solver/structure/hand_over_program.h>

#include <math.h>
#include <solver/structure/record.h>

static struct moot_record *record_of(const struct hand_program *p)
{
	return p->h->together ? p->h->program->record : NULL;
}

static void clear(struct moot_lp_text *text)
{
	text->whole = true;
	text->length = 0;
	text->line = 0;
	moot_lp_text_put(text, "%s", "");
}

/* On one line, whatever is in it. */
static void put_theme(struct moot_lp_text *text, const char *theme)
{
	for (; *theme; theme++)
		moot_lp_text_put(text, "%c", (unsigned char)*theme < ' ' ? ' ' : *theme);
	moot_lp_text_put(text, "\n");
}

/* Which boards each set holds and what it takes over, and which theme each report is about. */
static void put_keys(struct hand_program *p, struct moot_lp_text *text)
{
	const struct moot_hands *h = p->h;
	const struct moot_landscape *l = h->program->landscape;
	for (int s = 0; s < h->set_count; s++) {
		const struct moot_set *set = &h->sets[s];
		moot_lp_text_put(text, "\\ %s%d:", set->board_count > 1 ? "set" : "keep", s + 1);
		for (int i = 0; i < set->board_count; i++) {
			moot_lp_text_put(text, " %s", l->boards[set->boards[i]].id);
			moot_lp_text_fold(text, "\\    ");
		}
		for (int i = 0; i < set->taken_count; i++)
			moot_lp_text_put(text, " + theme%d of %s", set->taken[i] + 1,
					 l->boards[h->program->items[set->taken[i]].board].id);
		moot_lp_text_put(text, "\n");
	}
	for (int o = 0; o < h->offer_count; o++) {
		if (h->offers[o].set == MOOT_NONE)
			continue;
		moot_lp_text_put(text, "\\ report%d: %s%d on ", o + 1,
				 h->sets[h->offers[o].set].board_count > 1 ? "set" : "keep", h->offers[o].set + 1);
		put_theme(text, l->themes[h->offers[o].theme]);
	}
}

enum moot_status moot_hands_record_begin(struct hand_program *p)
{
	struct moot_record *r = record_of(p);
	if (!r)
		return MOOT_OK;
	p->names = moot_arena_array(p->h->arena, moot_hands_most_columns(p->h), sizeof(const char *));
	clear(&r->hours);
	clear(&r->rows);
	clear(&r->binary);
	clear(&r->general);
	clear(&r->keys);
	put_keys(p, &r->keys);
	return p->names && r->keys.whole ? MOOT_OK : MOOT_ERROR_MEMORY;
}

static void put_term(struct moot_lp_text *text, double value, const char *name)
{
	moot_lp_text_put(text, " %c %.15g %s", value < 0 ? '-' : '+', fabs(value), name);
	moot_lp_text_fold(text, " ");
}

void moot_hands_record_column(struct hand_program *p, int index, const struct hand_column *column)
{
	struct moot_record *r = record_of(p);
	struct moot_lp_text name = {.whole = true};
	if (!r)
		return;
	moot_lp_text_put(&name, "%s%d_", column->kind, column->number + 1);
	moot_lp_text_id(&name, column->id);
	p->names[index] = name.whole ? moot_arena_text(p->h->arena, name.bytes) : NULL;
	moot_release(name.bytes);
	if (!p->names[index]) {
		r->hours.whole = false;
		p->names[index] = "";
	}
	put_term(&r->hours, column->cost, p->names[index]);
	if (column->integer)
		moot_lp_text_put(column->high > 1 ? &r->general : &r->binary, " %s\n", p->names[index]);
}

static void put_row(struct hand_program *p, const char *kind, const char *sense, double bound)
{
	struct moot_lp_text *text = &record_of(p)->rows;
	moot_lp_text_put(text, " %s_%d:", kind, ++p->row_number);
	for (int i = 0; i < p->count; i++)
		put_term(text, p->values[i], p->names[p->columns[i]]);
	moot_lp_text_put(text, " %s %.15g\n", sense, bound);
}

void moot_hands_record_row(struct hand_program *p, const char *kind, double low, double high)
{
	if (!record_of(p))
		return;
	if (isfinite(low))
		put_row(p, kind, low < high ? ">=" : "=", low);
	if (isfinite(high) && high > low)
		put_row(p, kind, "<=", high);
}
