/* Builds the program of the structure from the landscape's rules, law and areas. */
#include <solver/structure/program.h>

#include <limits.h>
#include <solver/clock.h>
#include <solver/disjoint.h>
#include <solver/people.h>
#include <stdlib.h>
#include <string.h>

bool moot_rule_holds(const struct moot_leave *leave, int rule)
{
	return !(leave && leave->rules && leave->rules[rule]);
}

bool moot_program_stopped(const struct moot_program *program)
{
	const struct moot_watch *watch = &program->options->watch;
	return watch->stop && watch->stop(watch->context);
}

bool moot_program_over(const struct moot_program *program)
{
	return moot_clock_seconds() >= program->deadline || moot_program_stopped(program);
}

bool moot_atoms_compatible(const struct moot_program *program, int a, int b)
{
	const uint64_t *row = program->compatible + (size_t)a * program->compatible_words;
	return row[b / 64] >> (b % 64) & 1;
}

/* Whether path `inner` lies inside path `outer`; the empty path holds all. */
bool moot_area_lies_inside(const char *inner, const char *outer)
{
	size_t length = strlen(outer);
	return length == 0 || (strncmp(inner, outer, length) == 0 && inner[length] == '/');
}

bool moot_areas_fit(const struct moot_landscape *landscape, int a, int b)
{
	const struct moot_board *x = &landscape->boards[a];
	const struct moot_board *y = &landscape->boards[b];
	if (landscape->policy.allow_cross_area || x->reports_to == b || y->reports_to == a)
		return true;
	if (strcmp(x->area, y->area) == 0)
		return true;
	return landscape->policy.allow_nested_area &&
	       (moot_area_lies_inside(x->area, y->area) || moot_area_lies_inside(y->area, x->area));
}

bool moot_board_scrutinises(const struct moot_landscape *landscape, int board)
{
	return moot_contains_one_of(landscape->boards[board].kind, landscape->policy.scrutiny_words);
}

bool moot_scrutiny_parts(const struct moot_landscape *landscape, int a, int b)
{
	return moot_board_scrutinises(landscape, a) != moot_board_scrutinises(landscape, b);
}

/* One board alone may sit with others at all: law and `keep` set this. */
static bool may_merge(const struct moot_program *p, const struct moot_leave *leave, const bool *kept, int board)
{
	enum moot_merge merge = p->landscape->boards[board].merge;
	if (kept[board] || p->closed[board])
		return false;
	if (merge == MOOT_MERGE_NEVER)
		return leave && leave->never && leave->never[board];
	if (merge == MOOT_MERGE_AGREEMENT)
		return p->landscape->policy.allow_agreement_merges || (leave && leave->agreement);
	return true;
}

/* Rules on single boards: closed, kept, chaired; and the smallest max-boards. */
static void read_simple_rules(struct moot_program *p, const struct moot_leave *leave, bool *kept)
{
	const struct moot_landscape *l = p->landscape;
	p->max_boards = INT_MAX;
	p->most_parts = INT_MAX;
	for (int r = 0; r < (int)l->rule_count; r++) {
		const struct moot_rule *rule = &l->rules[r];
		if (!moot_rule_holds(leave, r))
			continue;
		for (size_t i = 0; i < rule->board_count; i++) {
			if (rule->kind == MOOT_RULE_KEEP)
				kept[rule->boards[i]] = true;
			if (rule->kind == MOOT_RULE_CLOSE)
				p->closed[rule->boards[i]] = true;
		}
		if (rule->kind == MOOT_RULE_MAX_BOARDS && rule->value < p->max_boards)
			p->max_boards = rule->value;
	}
	for (size_t b = 0; b < l->board_count; b++)
		if (kept[b] && p->closed[b])
			p->contradiction = true;
}

/* Where each agenda row counts: `host` rules move those of their theme or duty. */
static void read_host_rules(struct moot_program *p, const struct moot_leave *leave)
{
	const struct moot_landscape *l = p->landscape;
	for (int i = 0; i < (int)l->item_count; i++)
		p->row_board[i] = MOOT_NONE;
	for (int r = 0; r < (int)l->rule_count; r++) {
		const struct moot_rule *rule = &l->rules[r];
		if (rule->kind != MOOT_RULE_HOST || !moot_rule_holds(leave, r) || rule->board_count == 0)
			continue;
		if (p->closed[rule->boards[0]])
			p->contradiction = true;
		for (int i = 0; i < (int)l->item_count; i++) {
			const struct moot_item *row = &l->items[i];
			bool named = rule->duty != MOOT_NONE ? rule->duty == row->duty : rule->theme == row->theme;
			if (named && p->row_board[i] != MOOT_NONE && p->row_board[i] != rule->boards[0])
				p->contradiction = true;
			if (named)
				p->row_board[i] = rule->boards[0];
		}
	}
	for (int i = 0; i < (int)l->item_count; i++)
		if (p->row_board[i] == MOOT_NONE)
			p->row_board[i] = l->items[i].board;
}

static void read_chair_rules(struct moot_program *p, const struct moot_leave *leave)
{
	const struct moot_landscape *l = p->landscape;
	for (int r = 0; r < (int)l->rule_count; r++) {
		const struct moot_rule *rule = &l->rules[r];
		if (rule->kind != MOOT_RULE_CHAIR || !moot_rule_holds(leave, r) || rule->board_count == 0)
			continue;
		int *ruled = &p->costs.forms[rule->boards[0]].ruled;
		*ruled = *ruled == MOOT_NONE || *ruled == rule->person ? rule->person : MOOT_TWO_CHAIRS;
	}
}

static void unite(const struct moot_program *p, const struct moot_leave *leave, int *parents)
{
	const struct moot_landscape *l = p->landscape;
	for (int b = 0; b < (int)l->board_count; b++)
		parents[b] = b;
	for (int r = 0; r < (int)l->rule_count; r++)
		for (size_t i = 1; i < l->rules[r].board_count; i++)
			if (l->rules[r].kind == MOOT_RULE_TOGETHER && moot_rule_holds(leave, r))
				moot_join(parents, l->rules[r].boards[0], l->rules[r].boards[i]);
}

static enum moot_status build_atoms(struct moot_program *p, const struct moot_leave *leave)
{
	size_t count = p->landscape->board_count;
	int *parents = moot_arena_array(p->arena, count, sizeof *parents);
	int *sizes = moot_arena_array(p->arena, count, sizeof *sizes);
	p->atoms = moot_arena_array(p->arena, count, sizeof *p->atoms);
	p->atom_of = moot_arena_array(p->arena, count, sizeof *p->atom_of);
	if (!parents || !sizes || !p->atoms || !p->atom_of)
		return MOOT_ERROR_MEMORY;
	unite(p, leave, parents);
	for (int b = 0; b < (int)count; b++)
		sizes[moot_root(parents, b)]++;
	for (int b = 0; b < (int)count; b++) {
		int root = moot_root(parents, b);
		p->atom_of[b] = MOOT_NONE;
		if (p->closed[b]) {
			p->contradiction = p->contradiction || sizes[root] > 1;
			continue;
		}
		if (root == b || p->closed[root]) {
			p->atom_of[b] = p->atom_count;
			struct moot_atom *atom = &p->atoms[p->atom_count++];
			atom->boards = moot_arena_array(p->arena, (size_t)sizes[root], sizeof *atom->boards);
			if (!atom->boards)
				return MOOT_ERROR_MEMORY;
		}
		p->atom_of[b] = p->closed[root] ? p->atom_of[b] : p->atom_of[root];
		struct moot_atom *atom = &p->atoms[p->atom_of[b]];
		atom->boards[atom->board_count++] = b;
	}
	return MOOT_OK;
}

/* Bits of board pairs that an `apart` rule parts. */
static uint64_t *read_apart_rules(const struct moot_program *p, const struct moot_leave *leave, size_t words)
{
	const struct moot_landscape *l = p->landscape;
	uint64_t *apart = moot_arena_array(p->arena, l->board_count, words * sizeof *apart);
	for (int r = 0; apart && r < (int)l->rule_count; r++) {
		const struct moot_rule *rule = &l->rules[r];
		if (rule->kind != MOOT_RULE_APART || !moot_rule_holds(leave, r))
			continue;
		for (size_t i = 0; i < rule->board_count; i++)
			for (size_t j = 0; j < rule->board_count; j++) {
				int a = rule->boards[i];
				int b = rule->boards[j];
				if (a != b)
					apart[(size_t)a * words + (size_t)b / 64] |= (uint64_t)1 << (b % 64);
			}
	}
	return apart;
}

struct pairing {
	const uint64_t *apart;
	size_t words;
	const bool *merges; /* of each board: may sit with another */
	bool any_area;
	bool any_scrutiny;
};

static bool boards_fit(const struct moot_program *p, const struct pairing *pairing, int a, int b)
{
	if (!pairing->merges[a] || !pairing->merges[b])
		return false;
	if (pairing->apart[(size_t)a * pairing->words + (size_t)b / 64] >> (b % 64) & 1)
		return false;
	if (!pairing->any_scrutiny && p->scrutinises[a] != p->scrutinises[b])
		return false;
	return pairing->any_area || moot_areas_fit(p->landscape, a, b);
}

/* Whether every board of atom x may sit with every board of atom y; inside one atom, every pair. */
static bool atoms_fit(const struct moot_program *p, const struct pairing *pairing, int x, int y)
{
	const struct moot_atom *a = &p->atoms[x];
	const struct moot_atom *b = &p->atoms[y];
	for (int i = 0; i < a->board_count; i++)
		for (int j = x == y ? i + 1 : 0; j < b->board_count; j++)
			if (!boards_fit(p, pairing, a->boards[i], b->boards[j]))
				return false;
	return true;
}

static enum moot_status build_pairs(struct moot_program *p, const struct moot_leave *leave, const bool *kept)
{
	size_t boards = p->landscape->board_count;
	struct pairing pairing = {
	    .words = boards / 64 + 1, .any_area = leave && leave->areas, .any_scrutiny = leave && leave->scrutiny};
	bool *merges = moot_arena_array(p->arena, boards, sizeof *merges);
	pairing.apart = read_apart_rules(p, leave, pairing.words);
	p->compatible_words = (size_t)p->atom_count / 64 + 1;
	p->compatible = moot_arena_array(p->arena, (size_t)p->atom_count, p->compatible_words * sizeof *p->compatible);
	if (!merges || !pairing.apart || !p->compatible)
		return MOOT_ERROR_MEMORY;
	for (int b = 0; b < (int)boards; b++)
		merges[b] = may_merge(p, leave, kept, b);
	pairing.merges = merges;
	for (int x = 0; x < p->atom_count; x++) {
		if (p->atoms[x].board_count > p->max_merge || !atoms_fit(p, &pairing, x, x))
			p->contradiction = true;
		for (int y = x + 1; y < p->atom_count; y++) {
			if (p->atoms[x].board_count + p->atoms[y].board_count > p->max_merge ||
			    !atoms_fit(p, &pairing, x, y))
				continue;
			p->compatible[(size_t)x * p->compatible_words + (size_t)y / 64] |= (uint64_t)1 << (y % 64);
			p->compatible[(size_t)y * p->compatible_words + (size_t)x / 64] |= (uint64_t)1 << (x % 64);
		}
	}
	return MOOT_OK;
}

/* The duties on the rows of a theme that count on a board, each once. */
static bool item_duties(const struct moot_program *p, struct moot_taken *item)
{
	const struct moot_landscape *l = p->landscape;
	int *duties = moot_arena_array(p->arena, l->duty_count, sizeof *duties);
	if (!duties)
		return false;
	for (int i = 0; i < (int)l->item_count && item->theme != MOOT_NONE; i++) {
		if (p->row_board[i] != item->board || l->items[i].theme != item->theme || l->items[i].duty == MOOT_NONE)
			continue;
		bool known = false;
		for (int d = 0; d < item->duty_count; d++)
			known = known || duties[d] == l->items[i].duty;
		if (!known)
			duties[item->duty_count++] = l->items[i].duty;
	}
	item->duties = duties;
	item->min_per_year = moot_duties_min(l, duties, item->duty_count);
	return true;
}

static bool sits_on(const struct moot_program *p, int organisation, int board)
{
	for (int m = p->costs.first[board]; m < p->costs.first[board + 1]; m++)
		if (p->landscape->members[m].organisation == organisation)
			return true;
	return false;
}

/* Bit 0: an area that fits or holds the closed board's, and scrutiny; one bit more for each organisation that the
 * item's duties ask for. */
static bool build_carry(const struct moot_program *p, const struct moot_leave *leave, const struct moot_taken *item,
			struct moot_carry *carry)
{
	const struct moot_landscape *l = p->landscape;
	int *asked = moot_arena_array(p->arena, l->organisation_count, sizeof *asked);
	int count = 0;
	for (int o = 0; asked && o < (int)l->organisation_count; o++) {
		bool wanted = false;
		for (int d = 0; d < item->duty_count; d++) {
			const struct moot_duty *duty = &l->duties[item->duties[d]];
			for (size_t i = 0; i < duty->organisation_count; i++)
				wanted = wanted || duty->organisations[i] == o;
		}
		if (wanted && sits_on(p, o, item->board))
			asked[count++] = o;
	}
	bool anyone = leave && leave->carriers;
	int bits = anyone ? 0 : count + 1;
	carry->words = bits / 64 + 1;
	carry->need = moot_arena_array(p->arena, (size_t)carry->words, sizeof *carry->need);
	carry->masks = moot_arena_array(p->arena, (size_t)p->atom_count, (size_t)carry->words * sizeof *carry->masks);
	if (!asked || !carry->need || !carry->masks)
		return false;
	for (int bit = 0; bit < bits; bit++)
		carry->need[bit / 64] |= (uint64_t)1 << (bit % 64);
	for (int b = 0; b < (int)l->board_count && bits > 0; b++) {
		if (p->atom_of[b] == MOOT_NONE)
			continue;
		uint64_t *mask = carry->masks + (size_t)p->atom_of[b] * (size_t)carry->words;
		bool holds = moot_area_lies_inside(l->boards[item->board].area, l->boards[b].area);
		if ((holds || moot_areas_fit(l, b, item->board)) && p->scrutinises[b] == p->scrutinises[item->board])
			mask[0] |= 1;
		for (int i = 0; i < count; i++)
			if (sits_on(p, asked[i], b))
				mask[(i + 1) / 64] |= (uint64_t)1 << ((i + 1) % 64);
	}
	return true;
}

static enum moot_status build_items(struct moot_program *p, const struct moot_leave *leave)
{
	const struct moot_landscape *l = p->landscape;
	size_t room = 0;
	for (size_t b = 0; b < l->board_count; b++)
		room += p->closed[b] ? (size_t)p->costs.agenda[b].theme_count + 1 : 0;
	p->items = moot_arena_array(p->arena, room, sizeof *p->items);
	p->carries = moot_arena_array(p->arena, room, sizeof *p->carries);
	if (!p->items || !p->carries)
		return MOOT_ERROR_MEMORY;
	for (int b = 0; b < (int)l->board_count; b++) {
		const struct moot_agenda *agenda = &p->costs.agenda[b];
		if (!p->closed[b])
			continue;
		for (int t = 0; t < agenda->theme_count; t++) {
			const struct moot_footprint *print = &agenda->themes[t];
			p->items[p->item_count++] = (struct moot_taken){
			    .board = b, .theme = print->theme, .per_year = print->per_year, .minutes = print->minutes};
		}
		if (agenda->own_minutes > 0)
			p->items[p->item_count++] = (struct moot_taken){
			    .board = b, .theme = MOOT_NONE, .per_year = 1, .minutes = agenda->own_minutes};
	}
	for (int k = 0; k < p->item_count; k++)
		if (!item_duties(p, &p->items[k]) || !build_carry(p, leave, &p->items[k], &p->carries[k]))
			return MOOT_ERROR_MEMORY;
	p->costs.taken = p->items;
	p->costs.taken_count = p->item_count;
	return MOOT_OK;
}

/* People on a board whose hours are limited; without a price the limit decides nothing here. */
static enum moot_status build_limits(struct moot_program *p)
{
	const struct moot_landscape *l = p->landscape;
	p->limited = moot_arena_array(p->arena, l->person_count, sizeof *p->limited);
	p->limit_of = moot_arena_array(p->arena, l->person_count, sizeof *p->limit_of);
	if (!p->limited || !p->limit_of)
		return MOOT_ERROR_MEMORY;
	for (int i = 0; i < (int)l->person_count; i++)
		p->limit_of[i] = MOOT_NONE;
	for (int m = 0; m < (int)l->member_count && l->policy.over_price > 0; m++) {
		int person = l->members[m].person;
		if (l->people[person].max_hours < 0 || p->limit_of[person] != MOOT_NONE ||
		    p->closed[l->members[m].board])
			continue;
		p->limit_of[person] = p->limited_count;
		p->limited[p->limited_count++] = person;
	}
	return MOOT_OK;
}

enum moot_status moot_program_build(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				    double deadline, const struct moot_leave *leave, struct moot_arena *arena,
				    struct moot_program *out)
{
	*out = (struct moot_program){.landscape = landscape,
				     .options = options,
				     .started = moot_clock_seconds(),
				     .deadline = deadline,
				     .arena = arena,
				     .max_merge = landscape->policy.max_merge,
				     .budget = 400000000};
	if (leave && leave->max_merge)
		out->max_merge = INT_MAX;
	bool *kept = moot_arena_array(arena, landscape->board_count, sizeof *kept);
	out->closed = moot_arena_array(arena, landscape->board_count, sizeof *out->closed);
	out->row_board = moot_arena_array(arena, landscape->item_count, sizeof *out->row_board);
	out->scrutinises = moot_arena_array(arena, landscape->board_count, sizeof *out->scrutinises);
	if (!kept || !out->closed || !out->scrutinises || !out->row_board)
		return MOOT_ERROR_MEMORY;
	for (int b = 0; b < (int)landscape->board_count; b++)
		out->scrutinises[b] = moot_board_scrutinises(landscape, b);
	read_simple_rules(out, leave, kept);
	read_host_rules(out, leave);
	enum moot_status status = moot_costs_build(landscape, out->row_board, arena, &out->costs);
	if (status != MOOT_OK)
		return status;
	read_chair_rules(out, leave);
	if (leave && leave->max_minutes)
		out->costs.max_minutes = 1e6;
	if (leave && leave->max_members)
		out->costs.max_members = INT_MAX;
	status = build_atoms(out, leave);
	if (status == MOOT_OK)
		status = build_pairs(out, leave, kept);
	if (status == MOOT_OK)
		status = build_items(out, leave);
	return status == MOOT_OK ? build_limits(out) : status;
}
