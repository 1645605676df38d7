/*
 * The integer program of hand-overs, one for each component of candidates and offers that something ties together.
 *
 *     minimise   sum_S c(S) x_S - sum_S (F0_S - F_S) price_S - sum_tS a_tS g_tS + over_price sum_p over_p
 *     such that  sum_{S contains i} x_S + z_i = 1                      every board i; z_i = 0 where it may not close
 *                min_boards <= sum_S x_S <= max_boards                 where all sets are candidates and a rule says so
 *                sum_{S takes k} x_S = 1                               every theme k of a board that a rule closes
 *                sum_{S reaches i} (x_S - g_tS) >= 1                   every theme t of i: implied by the next two
 *                g_tS <= x_S
 *                g_tS <= sum_{S' may lead t for S} (x_S' - g_tS')      somebody leads, and leads themselves
 *                z_i  <= sum_{S' may lead t for i} (x_S' - g_tS')      every theme t of i
 *                F_S + sum_t g_tS n_t (m_t - report) / room_S >= (Y_S / room_S - 1e-9) x_S,  least x_S <= F_S <= F0 x_S
 *                sum_S h_p(S; F, g) - over_p <= max_hours_p
 *
 * x_S = 1: candidate S is chosen; g_tS: it hands t over; z_i: board i closes; a_tS = n_t (m_t - report) / 60 times
 * (weight of S + overlap_weight); price_S is what a meeting costs beside its agenda; Y_S the minutes of the agenda.
 * Where the candidates are the sets found, x_S is 1 but for those whose boards may all close, F_S is fixed unless the
 * agenda raised it, and a limit on hours has a row only where the person is over it.
 */
#include <solver/structure/hand_over_program.h>

#include <math.h>

static void term(struct hand_program *p, int column, double value)
{
	if (column == MOOT_NONE)
		return;
	p->columns[p->count] = column;
	p->values[p->count++] = value;
}

static enum moot_status add_row(struct hand_program *p, const char *kind, double low, double high)
{
	enum moot_status status =
	    moot_lp_add_row_with(p->lp, NULL, low, high, p->count, p->columns, p->values, p->error);
	moot_hands_record_row(p, kind, low, high);
	p->count = 0;
	return status;
}

static enum moot_status add_column(struct hand_program *p, int *index, const struct hand_column *column)
{
	*index = moot_lp_columns(p->lp);
	moot_hands_record_column(p, *index, column);
	return moot_lp_add_column(p->lp, NULL, column->cost, column->low, column->high, column->integer, 0, NULL, NULL,
				  p->error);
}

/* The id that tells a candidate in the names of columns. */
static const char *id_of(const struct moot_hands *h, int set)
{
	return h->program->landscape->boards[h->sets[set].boards[0]].id;
}

double moot_hands_meeting_price(const struct moot_hands *h, int set)
{
	const struct moot_policy *policy = &h->program->landscape->policy;
	const struct moot_set_cost *cost = &h->costs[set];
	return cost->weight * ((double)cost->standing + cost->prep + cost->travel) / 60 +
	       policy->other_weight * policy->support_hours;
}

/* x_S and F_S of a candidate, with the rows that bind them. */
static enum moot_status add_candidate(struct hand_program *p, int s)
{
	const struct moot_hands *h = p->h;
	const struct moot_set_cost *cost = &h->costs[s];
	bool falls = moot_hands_frequency_falls(h, s);
	double meetings = falls ? cost->frequency * moot_hands_meeting_price(h, s) : 0;
	enum moot_status status = MOOT_OK;
	p->x[s] = MOOT_NONE;
	p->f[s] = MOOT_NONE;
	p->start += cost->cost;
	const struct hand_column x = {
	    h->sets[s].board_count > 1 ? "set" : "keep", s, id_of(h, s), cost->cost - meetings, 0, 1, true};
	const struct hand_column f = {
	    "meetings",      s,   id_of(h, s), moot_hands_meeting_price(h, s), h->varies[s] ? 0 : cost->least,
	    cost->frequency, true};
	if (h->varies[s])
		status = add_column(p, &p->x[s], &x);
	else
		p->start -= x.cost;
	if (status == MOOT_OK && falls)
		status = add_column(p, &p->f[s], &f);
	if (status != MOOT_OK || !falls || !h->varies[s])
		return status;
	term(p, p->f[s], 1);
	term(p, p->x[s], -cost->least);
	status = add_row(p, "meetings", 0, INFINITY);
	if (status != MOOT_OK)
		return status;
	term(p, p->f[s], 1);
	term(p, p->x[s], -cost->frequency);
	return add_row(p, "meetings", -INFINITY, 0);
}

/* Candidates stand before offers in a component's nodes. */
static enum moot_status add_columns(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	enum moot_status status = MOOT_OK;
	for (int i = 0; i < p->node_count && status == MOOT_OK; i++) {
		int o = p->nodes[i] - h->set_count;
		if (o < 0) {
			status = add_candidate(p, p->nodes[i]);
			continue;
		}
		const struct moot_offer *offer = &h->offers[o];
		if (offer->set != MOOT_NONE) {
			const struct hand_column g = {"report", o, id_of(h, offer->set), -offer->worth, 0, 1, true};
			status = add_column(p, &p->g[o], &g);
		} else if (h->may_close[offer->board] && o == h->first_closing[offer->board]) {
			const struct hand_column z = {
			    "close", offer->board, h->program->landscape->boards[offer->board].id, 0, 0, 1, true};
			status = add_column(p, &p->z[offer->board], &z);
		}
	}
	return status;
}

/* `taker` <= sum over the leads that are there and keep the theme themselves. */
static enum moot_status add_lead_row(struct hand_program *p, const struct moot_offer *offer, int taker)
{
	const struct moot_hands *h = p->h;
	double certain = 0;
	if (offer->sure)
		return MOOT_OK;
	term(p, taker, 1);
	for (int k = 0; k < offer->lead_count; k++) {
		const struct moot_print *lead = &h->prints[offer->leads[k]];
		certain += !h->varies[lead->set];
		term(p, p->x[lead->set], -1);
		if (lead->offer != MOOT_NONE)
			term(p, p->g[lead->offer], 1);
	}
	return add_row(p, "led", -INFINITY, certain);
}

static enum moot_status add_offer_rows(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	enum moot_status status = MOOT_OK;
	for (int i = 0; i < p->node_count && status == MOOT_OK; i++) {
		int o = p->nodes[i] - h->set_count;
		if (o < 0)
			continue;
		const struct moot_offer *offer = &h->offers[o];
		if (offer->set == MOOT_NONE) {
			status = h->may_close[offer->board] ? add_lead_row(p, offer, p->z[offer->board]) : MOOT_OK;
			continue;
		}
		status = add_lead_row(p, offer, p->g[o]);
		if (status != MOOT_OK || p->x[offer->set] == MOOT_NONE)
			continue;
		term(p, p->g[o], 1);
		term(p, p->x[offer->set], -1);
		status = add_row(p, "only_if_there", -INFINITY, 0);
	}
	return status;
}

/* A board is in one candidate that holds it, or closes. */
static enum moot_status add_board_row(struct hand_program *p, int board)
{
	const struct moot_hands *h = p->h;
	for (int i = 0; i < p->node_count && p->nodes[i] < h->set_count; i++) {
		const struct moot_set *set = &h->sets[p->nodes[i]];
		for (int b = 0; b < set->board_count; b++)
			if (set->boards[b] == board)
				term(p, p->x[p->nodes[i]], 1);
	}
	if (h->may_close[board])
		term(p, p->z[board], 1);
	return add_row(p, "board", 1, 1);
}

static enum moot_status add_board_rows(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	enum moot_status status = MOOT_OK;
	for (int i = 0; i < p->node_count && p->nodes[i] < h->set_count && status == MOOT_OK; i++) {
		const struct moot_set *set = &h->sets[p->nodes[i]];
		for (int b = 0; b < set->board_count && h->varies[p->nodes[i]] && status == MOOT_OK; b++) {
			if (p->seen[set->boards[b]])
				continue;
			p->seen[set->boards[b]] = true;
			status = add_board_row(p, set->boards[b]);
		}
	}
	return status;
}

/* How many boards there may be; those that close count among the parts. */
static enum moot_status add_count_rows(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	const int boards = (int)h->program->landscape->board_count;
	const bool most = h->program->max_boards < boards;
	enum moot_status status = MOOT_OK;
	if (!h->together || (!most && h->program->min_boards == 0))
		return MOOT_OK;
	for (int s = 0; s < h->set_count; s++)
		term(p, p->x[s], 1);
	status = add_row(p, "boards", h->program->min_boards, most ? (double)h->program->max_boards : INFINITY);
	if (status != MOOT_OK || h->program->most_parts >= boards)
		return status;
	for (int s = 0; s < h->set_count; s++)
		term(p, p->x[s], 1);
	for (int i = 0; i < p->node_count; i++) {
		int o = p->nodes[i] - h->set_count;
		if (o >= 0 && h->offers[o].set == MOOT_NONE && o == h->first_closing[h->offers[o].board])
			term(p, p->z[h->offers[o].board], 1);
	}
	return add_row(p, "parts", -INFINITY, h->program->most_parts);
}

/* Each theme of a board that a rule closes is taken over by one set. */
static enum moot_status add_item_rows(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	enum moot_status status = MOOT_OK;
	for (int k = 0; k < h->program->item_count && h->together && status == MOOT_OK; k++) {
		for (int i = 0; i < p->node_count && p->nodes[i] < h->set_count; i++)
			for (int j = 0; j < h->sets[p->nodes[i]].taken_count; j++)
				if (h->sets[p->nodes[i]].taken[j] == k)
					term(p, p->x[p->nodes[i]], 1);
		if (p->count > 0)
			status = add_row(p, "theme", 1, 1);
	}
	return status;
}

/*
 * Somebody keeps each theme of each board, whoever hands it to whom: a row that makes the relaxation much tighter. Left
 * out where those who may are not all in the component.
 */
static enum moot_status add_keeper_row(struct hand_program *p, int board, int theme)
{
	const struct moot_hands *h = p->h;
	bool here = true;
	for (int i = 0; i < h->print_count; i++) {
		const struct moot_print *print = &h->prints[i];
		if (print->theme != theme || !moot_hands_reach(h->program, board, &h->sets[print->set]))
			continue;
		here = here && p->root[print->set] == p->root[p->nodes[0]];
		term(p, p->x[print->set], 1);
		if (print->offer != MOOT_NONE)
			term(p, p->g[print->offer], -1);
	}
	if (here && p->count > 0)
		return add_row(p, "kept", 1, INFINITY);
	p->count = 0;
	return MOOT_OK;
}

static enum moot_status add_keeper_rows(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	enum moot_status status = MOOT_OK;
	for (int i = 0; i < (int)h->program->landscape->board_count && h->together; i++) {
		const struct moot_agenda *agenda = &h->program->costs.agenda[i];
		for (int t = 0; t < agenda->theme_count && !h->program->closed[i] && status == MOOT_OK; t++)
			status = add_keeper_row(p, i, agenda->themes[t].theme);
	}
	return status;
}

/* Enough meetings for what is left of the agenda. */
static enum moot_status add_frequency_rows(struct hand_program *p)
{
	const struct moot_hands *h = p->h;
	enum moot_status status = MOOT_OK;
	for (int n = 0; n < p->node_count && p->nodes[n] < h->set_count && status == MOOT_OK; n++) {
		int s = p->nodes[n];
		if (p->f[s] == MOOT_NONE)
			continue;
		double need = h->costs[s].year_minutes / h->costs[s].room - 1e-9;
		term(p, p->f[s], 1);
		term(p, p->x[s], -need);
		for (int i = h->first_print[s]; i < h->first_print[s + 1]; i++)
			if (h->prints[i].offer != MOOT_NONE)
				term(p, p->g[h->prints[i].offer],
				     h->offers[h->prints[i].offer].minutes / h->costs[s].room);
		status = add_row(p, "enough", p->x[s] == MOOT_NONE ? need : 0, INFINITY);
	}
	return status;
}

/* Adds the hours of one seat to a person's row; returns those that are there for certain. */
static double add_hours(struct hand_program *p, int s)
{
	const struct moot_hands *h = p->h;
	const struct moot_set_cost *cost = &h->costs[s];
	double meeting = ((double)cost->standing + cost->prep + cost->travel) / 60;
	double fixed = cost->hours - (p->f[s] == MOOT_NONE ? 0 : cost->frequency * meeting);
	term(p, p->x[s], fixed);
	term(p, p->f[s], meeting);
	for (int i = h->first_print[s]; i < h->first_print[s + 1]; i++)
		if (h->prints[i].offer != MOOT_NONE)
			term(p, p->g[h->prints[i].offer], -h->offers[h->prints[i].offer].minutes / 60);
	return p->x[s] == MOOT_NONE ? fixed : 0;
}

/* The limited people on the component's candidates. */
static int list_people(struct hand_program *p)
{
	int count = 0;
	for (int i = 0; i < p->node_count && p->nodes[i] < p->h->set_count; i++)
		for (int k = p->first_seat[p->nodes[i]]; k != MOOT_NONE; k = p->seats[k].next) {
			if (p->listed[p->seats[k].limited])
				continue;
			p->listed[p->seats[k].limited] = true;
			p->people[count++] = p->seats[k].limited;
		}
	return count;
}

static enum moot_status add_person_row(struct hand_program *p, int limited)
{
	const struct moot_landscape *l = p->h->program->landscape;
	const struct moot_person *person = &l->people[p->h->program->limited[limited]];
	const struct hand_column column = {"over", limited, person->id, l->policy.over_price, 0, INFINITY, false};
	double most = person->max_hours;
	double certain = 0;
	int over = MOOT_NONE;
	enum moot_status status = add_column(p, &over, &column);
	if (status != MOOT_OK)
		return status;
	for (int i = 0; i < p->node_count && p->nodes[i] < p->h->set_count; i++)
		for (int k = p->first_seat[p->nodes[i]]; k != MOOT_NONE; k = p->seats[k].next)
			if (p->seats[k].limited == limited)
				certain += add_hours(p, p->nodes[i]);
	term(p, over, -1);
	p->start += l->policy.over_price * fmax(0, p->hours[limited] - most);
	return add_row(p, "limit", -INFINITY, most - certain);
}

static enum moot_status add_people_rows(struct hand_program *p)
{
	enum moot_status status = MOOT_OK;
	int count = p->seat_count > 0 ? list_people(p) : 0;
	for (int i = 0; i < count && status == MOOT_OK; i++)
		status = add_person_row(p, p->people[i]);
	return status;
}

enum moot_status moot_hands_build_component(struct hand_program *p)
{
	static enum moot_status (*const parts[])(struct hand_program *) = {
	    add_columns,     add_board_rows, add_count_rows,     add_item_rows,
	    add_keeper_rows, add_offer_rows, add_frequency_rows, add_people_rows};
	enum moot_status status = moot_lp_new(&p->lp, p->error);
	p->start = 0;
	p->count = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts && status == MOOT_OK; i++)
		status = parts[i](p);
	return status;
}
