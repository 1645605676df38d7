/*
 * moot whatif: scenarios side by side.
 *
 * Every landscape is read first, by one thread (calendars are read by child processes). Then, on several threads: who
 * could carry new duties, the plans themselves, and the plans without each row, from which its price comes. Every plan
 * that is shown has passed the verifier.
 */
#include <io/cli/cli.h>

#include <io/report/whatif.h>
#include <stdlib.h>
#include <string.h>

/* A duty that was given to the best board. */
struct given {
	const char *duty;
	const char *board;
};

struct scenario {
	struct moot_whatif_scenario *shown;
	const char **paths;
	size_t path_count;
	struct moot_landscape *read;            /* as read */
	const struct moot_landscape *landscape; /* with new duties on their boards */
	struct moot_landscape **without;        /* of each price: read without its row, or NULL */
	const struct moot_landscape **variants; /* of each price: with new duties on their boards */
	struct given *given;
	size_t given_count;
};

struct work {
	const struct arguments *arguments;
	struct moot_arena *arena;
	struct moot_landscape *base;
	struct moot_whatif whatif;
	struct scenario *scenarios;
	size_t count;
	struct moot_plan **plans; /* to be freed */
	size_t plan_count;
	size_t plan_room;
	struct moot_solve_options options;
	enum exit_code code;
};

static bool out_of_memory(struct work *w)
{
	w->code = report_error(MOOT_ERROR_MEMORY, NULL);
	return false;
}

/* The first line of a heap or stack text, in the arena. */
static const char *keep(struct work *w, const char *text)
{
	const char *copy = moot_arena_text(w->arena, text);
	if (!copy)
		out_of_memory(w);
	return copy ? copy : "";
}

static struct moot_landscape *read_one(struct work *w, const struct scenario *s, int skip_row, bool structure_only,
				       struct moot_problems *problems, enum moot_status *status,
				       struct moot_error *error)
{
	struct moot_landscape *landscape = NULL;
	const struct moot_read_options options = {.start = w->arguments->start,
						  .end = w->arguments->end,
						  .scenarios = s ? s->paths : NULL,
						  .scenario_count = s ? s->path_count : 0,
						  .skip_row = skip_row,
						  .without_calendars = structure_only,
						  .offline = w->arguments->offline,
						  /* Every scenario sees the feeds as the landscape did. */
						  .wanted = w->base ? w->base->inputs : NULL,
						  .wanted_count = w->base ? w->base->input_count : 0};
	*status = moot_landscape_read(w->arguments->positional[0], &options, &landscape, problems, error);
	return landscape;
}

/* Reads a scenario; where it has errors they are printed and the others go on. */
static bool read_scenario(struct work *w, struct scenario *s, const char *text)
{
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	struct option_list list = {.items = {text}, .count = 1};
	s->shown->name = text;
	s->paths = split_scenarios(w->arena, &list, &s->path_count);
	if (!s->paths)
		return out_of_memory(w);
	s->read = read_one(w, s, 0, w->arguments->structure_only, &problems, &s->shown->status, &error);
	s->landscape = s->read;
	if (problems.errors > 0)
		print_problems(stderr, &problems, 0);
	if (s->shown->status != MOOT_OK && problems.errors == 0)
		w->code = report_error(s->shown->status, &error);
	else if (s->shown->status != MOOT_OK)
		s->shown->message = "the scenario has errors, which are listed on standard error";
	moot_problems_clear(&problems);
	return w->code == EXIT_DONE;
}

static bool keep_plan(struct work *w, struct moot_plan *plan)
{
	if (!plan)
		return true;
	if (!moot_array_reserve((void **)&w->plans, &w->plan_room, w->plan_count + 1, sizeof *w->plans)) {
		moot_plan_free(plan);
		return out_of_memory(w);
	}
	w->plans[w->plan_count++] = plan;
	return true;
}

/* Plans all cases and takes their plans over. A fault of any ends the work. */
static bool plan_all(struct work *w, struct moot_case *cases, size_t count)
{
	struct moot_error error = {0};
	enum moot_status status = moot_cases_plan(cases, count, &w->options, &error);
	if (status != MOOT_OK)
		w->code = report_error(status, &error);
	for (size_t i = 0; i < count; i++) {
		if (!keep_plan(w, cases[i].plan))
			cases[i].plan = NULL;
		if (cases[i].status == MOOT_ERROR_INTERNAL || cases[i].status == MOOT_ERROR_MEMORY)
			w->code = report_error(cases[i].status, &cases[i].error);
	}
	return w->code == EXIT_DONE;
}

/* --- new duties --- */

static bool is_carried(const struct moot_landscape *l, int duty)
{
	for (size_t i = 0; i < l->item_count; i++)
		if (l->items[i].duty == duty)
			return true;
	return false;
}

static int find_duty(const struct moot_landscape *l, const char *id)
{
	for (size_t d = 0; d < l->duty_count; d++)
		if (strcmp(l->duties[d].id, id) == 0)
			return (int)d;
	return MOOT_NONE;
}

static bool is_closed(const struct moot_landscape *l, int board)
{
	for (size_t r = 0; r < l->rule_count; r++)
		for (size_t i = 0; l->rules[r].kind == MOOT_RULE_CLOSE && i < l->rules[r].board_count; i++)
			if (l->rules[r].boards[i] == board)
				return true;
	return false;
}

/* The organisations of a duty for which nobody sits on the board. */
static bool find_seats(struct work *w, const struct moot_landscape *l, int duty, struct moot_whatif_host *host)
{
	const struct moot_duty *asked = &l->duties[duty];
	host->seats_of = moot_arena_array(w->arena, asked->organisation_count, sizeof *host->seats_of);
	if (!host->seats_of)
		return out_of_memory(w);
	for (size_t o = 0; o < asked->organisation_count && host->board != MOOT_NONE; o++) {
		bool sits = false;
		for (size_t m = 0; m < l->member_count; m++)
			sits = sits || (l->members[m].board == host->board &&
					l->members[m].organisation == asked->organisations[o]);
		if (!sits)
			host->seats_of[host->seats++] = l->organisations[asked->organisations[o]];
	}
	return true;
}

/* The plan's board that a board became part of. */
static const struct moot_plan_board *board_of(const struct moot_plan *plan, const char *id)
{
	for (size_t b = 0; b < plan->board_count; b++)
		for (size_t f = 0; f < plan->boards[b].from_count; f++)
			if (strcmp(plan->boards[b].from[f], id) == 0)
				return &plan->boards[b];
	return NULL;
}

/* What a year on the plan's board costs somebody of policy's default pay, for each seat. */
static void price_seats(const struct moot_landscape *l, const struct moot_plan *plan, struct moot_whatif_host *host)
{
	const struct moot_policy *policy = &l->policy;
	const struct moot_plan_board *board = host->seats > 0 ? board_of(plan, l->boards[host->board].id) : NULL;
	host->price = host->objective;
	if (!board)
		return;
	const struct moot_board *today = &l->boards[host->board];
	int travel = board->mode == MOOT_ONLINE ? 0 : today->travel_minutes;
	double hours = board->meetings_per_year * (board->minutes + today->prep_minutes + travel) / 60.0;
	double rate = policy->default_salary * (1 + policy->on_cost_rate) / policy->hours_per_year;
	bool senior = policy->default_salary >= policy->senior_salary;
	host->seat_cost.hours = host->seats * hours;
	host->seat_cost.senior_hours = senior ? host->seats * hours : 0;
	host->seat_cost.cost = host->seats * hours * rate;
	host->price += host->seats * hours * (senior ? 1 : policy->other_weight);
}

static int compare_hosts(const void *a, const void *b)
{
	const struct moot_whatif_host *x = a;
	const struct moot_whatif_host *y = b;
	if ((x->status == MOOT_OK) != (y->status == MOOT_OK))
		return x->status == MOOT_OK ? -1 : 1;
	if (x->status == MOOT_OK && x->price != y->price)
		return x->price < y->price ? -1 : 1;
	return (x->board > y->board) - (x->board < y->board);
}

/* Plans the duty on every board that is not closed, and on a new one; the ranking, best first. */
static bool rank_hosts(struct work *w, const struct scenario *s, struct moot_whatif_duty *duty)
{
	const struct moot_landscape *l = s->landscape;
	struct moot_case *cases = moot_arena_array(w->arena, l->board_count + 2, sizeof *cases);
	duty->hosts = moot_arena_array(w->arena, l->board_count + 1, sizeof *duty->hosts);
	duty->landscape = l;
	if (!cases || !duty->hosts)
		return out_of_memory(w);
	/* The scenario without the duty lends the others its sets. */
	size_t count = 1;
	cases[0] = (struct moot_case){.landscape = l, .structure_only = true, .brief = true};
	for (int b = 0; b <= (int)l->board_count; b++) {
		bool is_new = b == (int)l->board_count;
		struct moot_whatif_host *host = &duty->hosts[duty->host_count];
		if (!is_new && is_closed(l, b))
			continue;
		*host = (struct moot_whatif_host){.board = is_new ? MOOT_NONE : b};
		cases[count] =
		    (struct moot_case){.landscape = is_new ? moot_landscape_with_board_for(l, duty->duty, w->arena)
							   : moot_landscape_hosting(l, duty->duty, b, w->arena),
				       .structure_only = true,
				       .brief = true};
		if (!cases[count++].landscape || !find_seats(w, l, duty->duty, host))
			return out_of_memory(w);
		duty->host_count++;
	}
	if (!plan_all(w, cases, count))
		return false;
	duty->without = cases[0].plan;
	for (size_t h = 0; h < duty->host_count; h++) {
		struct moot_whatif_host *host = &duty->hosts[h];
		const struct moot_case *one = &cases[h + 1];
		host->status = duty->without ? one->status : cases[0].status;
		if (!one->plan || !duty->without)
			continue;
		host->objective = one->plan->structure.objective;
		host->after = one->plan->after;
		price_seats(l, one->plan, host);
	}
	qsort(duty->hosts, duty->host_count, sizeof *duty->hosts, compare_hosts);
	return true;
}

/* The seats that a board which is given a duty still lacks, behind those of the duties before. */
static bool note_seats(struct work *w, struct moot_whatif_scenario *shown, const struct moot_whatif_host *host)
{
	const int seats = host->seats > 0 ? host->seats : 1;
	struct moot_share *all = moot_arena_array(w->arena, shown->seat_count + (size_t)host->seats, sizeof *all);
	for (size_t i = 0; all && i < shown->seat_count; i++)
		all[i] = shown->seats[i];
	struct moot_share seat = {.then = host->seat_cost.hours / seats, .cost_then = host->seat_cost.cost / seats};
	for (int s = 0; all && s < host->seats; s++) {
		seat.id = seat.name = host->seats_of[s];
		all[shown->seat_count++] = seat;
	}
	shown->seats = all;
	return all != NULL;
}

/* New duties, one after the other: ranked, and given to the best board there is. */
static bool give_duties(struct work *w, struct scenario *s)
{
	const struct moot_landscape *l = s->landscape;
	s->shown->duties = moot_arena_array(w->arena, l->duty_count, sizeof *s->shown->duties);
	s->given = moot_arena_array(w->arena, l->duty_count, sizeof *s->given);
	if (!s->shown->duties || !s->given)
		return out_of_memory(w);
	for (int d = 0; d < (int)l->duty_count; d++) {
		if (is_carried(l, d) || find_duty(w->base, l->duties[d].id) != MOOT_NONE)
			continue;
		struct moot_whatif_duty *duty = &s->shown->duties[s->shown->duty_count++];
		duty->duty = d;
		if (!rank_hosts(w, s, duty))
			return false;
		size_t h = 0;
		while (h < duty->host_count && duty->hosts[h].board == MOOT_NONE)
			h++;
		if (h == duty->host_count || duty->hosts[h].status != MOOT_OK)
			continue;
		s->given[s->given_count++] =
		    (struct given){l->duties[d].id, s->landscape->boards[duty->hosts[h].board].id};
		s->landscape = moot_landscape_hosting(s->landscape, d, duty->hosts[h].board, w->arena);
		if (!s->landscape || !note_seats(w, s->shown, &duty->hosts[h]))
			return out_of_memory(w);
	}
	return true;
}

/* --- plans and prices --- */

static const char *why_not(struct work *w, const struct moot_case *one)
{
	return keep(w, one->error.message[0] ? one->error.message : moot_status_text(one->status));
}

static bool plan_scenarios(struct work *w)
{
	struct moot_case *cases = moot_arena_array(w->arena, w->count + 1, sizeof *cases);
	if (!cases)
		return out_of_memory(w);
	cases[0].landscape = w->base;
	for (size_t i = 0; i < w->count; i++)
		cases[i + 1].landscape = w->scenarios[i].landscape;
	if (!plan_all(w, cases, w->count + 1))
		return false;
	if (!cases[0].plan) {
		w->code = report_error(cases[0].status, &cases[0].error);
		return false;
	}
	w->whatif.plan = cases[0].plan;
	w->code = check_plan(w->base, cases[0].plan);
	for (size_t i = 0; i < w->count && w->code == EXIT_DONE; i++) {
		struct moot_whatif_scenario *shown = w->scenarios[i].shown;
		if (!w->scenarios[i].landscape)
			continue;
		shown->landscape = w->scenarios[i].landscape;
		shown->status = cases[i + 1].status;
		shown->plan = cases[i + 1].plan;
		if (shown->plan)
			w->code = check_plan(shown->landscape, shown->plan);
		else
			shown->message = why_not(w, &cases[i + 1]);
	}
	return w->code == EXIT_DONE;
}

/* The scenario without one of its rows, new duties where they are in the whole of it. */
static bool read_without(struct work *w, struct scenario *s, size_t row)
{
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	struct moot_whatif_price *price = &s->shown->prices[row];
	price->row = &s->read->scenario_rows[row];
	if (price->row->is_calendar)
		return true;
	s->without[row] = read_one(w, s, (int)row + 1, true, &problems, &price->status, &error);
	s->variants[row] = s->without[row];
	moot_problems_clear(&problems);
	for (size_t g = 0; g < s->given_count && s->variants[row]; g++) {
		int duty = find_duty(s->variants[row], s->given[g].duty);
		int board = moot_landscape_board(s->variants[row], s->given[g].board);
		if (duty == MOOT_NONE || board < 0 || is_carried(s->variants[row], duty))
			continue;
		s->variants[row] = moot_landscape_hosting(s->variants[row], duty, board, w->arena);
		if (!s->variants[row])
			return out_of_memory(w);
	}
	return true;
}

static bool prepare_prices(struct work *w, struct scenario *s)
{
	size_t rows = s->read->scenario_row_count;
	s->without = moot_arena_array(w->arena, rows, sizeof(struct moot_landscape *));
	s->variants = moot_arena_array(w->arena, rows, sizeof(struct moot_landscape *));
	s->shown->prices = moot_arena_array(w->arena, rows, sizeof *s->shown->prices);
	if (!s->without || !s->variants || !s->shown->prices)
		return out_of_memory(w);
	s->shown->price_count = rows;
	for (size_t row = 0; row < rows; row++)
		if (!read_without(w, s, row))
			return false;
	return true;
}

static void set_price(const struct moot_plan *with, const struct moot_case *without, struct moot_whatif_price *price)
{
	price->status = without->status;
	if (!without->plan)
		return;
	price->objective = with->structure.objective - without->plan->structure.objective;
	price->saving.senior_hours = with->after.senior_hours - without->plan->after.senior_hours;
	price->saving.hours = with->after.hours - without->plan->after.hours;
	price->saving.cost = with->after.cost - without->plan->after.cost;
}

/* The price of every row of every scenario that has a plan, all of them side by side. */
static bool price_rows(struct work *w)
{
	size_t count = 1;
	for (size_t i = 0; i < w->count; i++)
		if (w->scenarios[i].shown->plan) {
			if (!prepare_prices(w, &w->scenarios[i]))
				return false;
			count += w->scenarios[i].shown->price_count;
		}
	struct moot_case *cases = moot_arena_array(w->arena, count, sizeof *cases);
	if (!cases)
		return out_of_memory(w);
	if (count == 1)
		return true;
	cases[0] = (struct moot_case){.landscape = w->base, .structure_only = true, .brief = true};
	size_t at = 1;
	for (size_t i = 0; i < w->count; i++)
		for (size_t p = 0; p < w->scenarios[i].shown->price_count; p++)
			cases[at++] = (struct moot_case){
			    .landscape = w->scenarios[i].variants[p], .structure_only = true, .brief = true};
	if (!plan_all(w, cases, count))
		return false;
	at = 1;
	for (size_t i = 0; i < w->count; i++)
		for (size_t p = 0; p < w->scenarios[i].shown->price_count; p++, at++)
			if (cases[at].landscape)
				set_price(w->scenarios[i].shown->plan, &cases[at], &w->scenarios[i].shown->prices[p]);
	return true;
}

/* --- the whole --- */

static bool begin(struct work *w)
{
	w->base = load_landscape_for(w->arguments, w->arguments->structure_only, &w->code);
	if (!w->base || !is_target(w->arguments, "whatif.json", &w->code))
		return false;
	w->count = (size_t)w->arguments->count - 1;
	w->scenarios = moot_arena_array(w->arena, w->count, sizeof *w->scenarios);
	w->whatif = (struct moot_whatif){.landscape = w->base,
					 .scenarios = moot_arena_array(w->arena, w->count, sizeof *w->whatif.scenarios),
					 .scenario_count = w->count,
					 .burden = w->arguments->burden};
	if (!w->scenarios || !w->whatif.scenarios)
		return out_of_memory(w);
	for (size_t i = 0; i < w->count; i++) {
		w->scenarios[i].shown = &w->whatif.scenarios[i];
		if (!read_scenario(w, &w->scenarios[i], w->arguments->positional[i + 1]))
			return false;
	}
	return true;
}

static void deliver(struct work *w)
{
	struct moot_error error = {0};
	char *text = NULL;
	enum moot_status status = w->arguments->json ? moot_whatif_to_json(&w->whatif, &text, &error)
						     : moot_whatif_to_text(&w->whatif, &text, &error);
	if (status == MOOT_OK)
		w->code = print_text(text);
	if (status == MOOT_OK && w->code == EXIT_DONE && w->arguments->output)
		status = moot_whatif_write(&w->whatif, w->arguments->output, &error);
	if (status != MOOT_OK)
		w->code = report_error(status, &error);
}

/* Done, if only one scenario has a plan; else why the first has none. */
static enum exit_code verdict(const struct work *w)
{
	enum moot_status status = MOOT_OK;
	for (size_t i = w->count; i > 0; i--) {
		if (w->whatif.scenarios[i - 1].plan)
			return w->code;
		status = w->whatif.scenarios[i - 1].status;
	}
	return w->code == EXIT_DONE ? report_error(status, &(struct moot_error){.status = status}) : w->code;
}

static void end(struct work *w)
{
	for (size_t i = 0; i < w->plan_count; i++)
		moot_plan_free(w->plans[i]);
	for (size_t i = 0; w->scenarios && i < w->count; i++) {
		for (size_t p = 0; w->scenarios[i].without && p < w->scenarios[i].read->scenario_row_count; p++)
			moot_landscape_free(w->scenarios[i].without[p]);
		moot_landscape_free(w->scenarios[i].read);
	}
	moot_landscape_free(w->base);
	moot_release(w->plans);
	moot_arena_free(w->arena);
}

enum exit_code command_whatif(const struct arguments *arguments)
{
	struct work w = {.arguments = arguments, .arena = moot_arena_new(), .code = EXIT_DONE};
	w.options = solve_options(arguments);
	bool whole = w.arena ? begin(&w) : out_of_memory(&w);
	w.options.watch = watch_begin(arguments);
	for (size_t i = 0; i < w.count && whole; i++)
		whole = !w.scenarios[i].landscape || give_duties(&w, &w.scenarios[i]);
	whole = whole && plan_scenarios(&w) && price_rows(&w);
	watch_end();
	if (whole)
		deliver(&w);
	enum exit_code code = verdict(&w);
	end(&w);
	return code;
}
