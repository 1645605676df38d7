/* The deletion filter, and its words. */
#include <solver/structure/conflict.h>

#include <solver/structure/search.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct filter {
	const struct moot_landscape *landscape;
	const struct moot_solve_options *options;
	double deadline;
	struct moot_arena *arena;
	struct moot_leave leave;
	struct moot_error *error;
	enum moot_status status;
	bool late; /* a test had no answer in time, so that the list may be too long */
};

/* Whether what is not set aside still conflicts, proven. */
static bool conflicts(struct filter *f)
{
	struct moot_program program;
	struct moot_search search = {.end = MOOT_END_UNKNOWN};
	struct moot_arena *arena = moot_arena_new();
	enum moot_status status = MOOT_ERROR_MEMORY;
	if (arena)
		status = moot_program_build(f->landscape, f->options, f->deadline, &f->leave, arena, &program);
	if (status == MOOT_OK)
		status = moot_search_all(&program, true, &search, f->error);
	moot_arena_free(arena);
	if (status != MOOT_OK)
		f->status = status;
	f->late = f->late || search.end == MOOT_END_UNKNOWN;
	return status == MOOT_OK && search.end == MOOT_END_INFEASIBLE;
}

/* Sets one thing aside for good where the rest still conflicts. */
static void try_without(struct filter *f, bool *aside)
{
	if (f->status != MOOT_OK)
		return;
	*aside = true;
	*aside = conflicts(f);
}

static bool concerns_structure(enum moot_rule_kind kind)
{
	return kind == MOOT_RULE_APART || kind == MOOT_RULE_TOGETHER || kind == MOOT_RULE_KEEP ||
	       kind == MOOT_RULE_CLOSE || kind == MOOT_RULE_HOST || kind == MOOT_RULE_CHAIR ||
	       kind == MOOT_RULE_MAX_BOARDS;
}

static void filter_rules(struct filter *f)
{
	const struct moot_landscape *l = f->landscape;
	for (size_t r = 0; r < l->rule_count; r++)
		if (!concerns_structure(l->rules[r].kind))
			f->leave.rules[r] = true;
	for (size_t r = 0; r < l->rule_count; r++)
		if (concerns_structure(l->rules[r].kind))
			try_without(f, &f->leave.rules[r]);
}

/* Boards that may never merge: all at once, and one by one where some of them matter. */
static void filter_never(struct filter *f)
{
	const struct moot_landscape *l = f->landscape;
	bool any = false;
	for (size_t b = 0; b < l->board_count; b++) {
		f->leave.never[b] = l->boards[b].merge == MOOT_MERGE_NEVER;
		any = any || f->leave.never[b];
	}
	if (!any || conflicts(f) || f->status != MOOT_OK)
		return;
	memset(f->leave.never, 0, l->board_count * sizeof *f->leave.never);
	for (size_t b = 0; b < l->board_count; b++)
		if (l->boards[b].merge == MOOT_MERGE_NEVER)
			try_without(f, &f->leave.never[b]);
}

struct text {
	char *bytes;
	size_t size;
	size_t length;
	bool full;
};

/* Adds a line; where the room ends, nothing after it is added either. */
static void say(struct text *text, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	size_t room = text->size - text->length;
	int need = text->full ? -1 : vsnprintf(text->bytes + text->length, room, format, arguments);
	va_end(arguments);
	if (need < 0 || (size_t)need >= room) {
		text->bytes[text->length] = '\0';
		text->full = true;
		return;
	}
	text->length += (size_t)need;
}

/* Whether a rule that is left names the board; without rules every board counts. */
static bool is_named(const struct filter *f, size_t board)
{
	bool all = true;
	for (size_t r = 0; r < f->landscape->rule_count; r++) {
		const struct moot_rule *rule = &f->landscape->rules[r];
		if (f->leave.rules[r])
			continue;
		for (size_t i = 0; i < rule->board_count; i++) {
			all = false;
			if ((size_t)rule->boards[i] == board)
				return true;
		}
	}
	return all;
}

static void say_rules(const struct filter *f, struct text *text)
{
	for (size_t r = 0; r < f->landscape->rule_count; r++) {
		const struct moot_rule *rule = &f->landscape->rules[r];
		if (f->leave.rules[r])
			continue;
		say(text, "\n%s:%d: %s", rule->file, rule->line, rule->text);
		if (rule->reason[0])
			say(text, " (%s)", rule->reason);
	}
}

/* Lists named boards for which `shown` holds, with a value each. */
static void say_boards(const struct filter *f, struct text *text, bool agreement)
{
	enum { MOST = 12 };
	int count = 0;
	for (size_t b = 0; b < f->landscape->board_count; b++) {
		const struct moot_board *board = &f->landscape->boards[b];
		if (!is_named(f, b) || (agreement && board->merge != MOOT_MERGE_AGREEMENT))
			continue;
		if (++count > MOST)
			continue;
		say(text, "%s%s", count > 1 ? ", " : "", board->id);
		if (!agreement)
			say(text, " (%s)", board->area[0] ? board->area : "whole landscape");
	}
	if (count > MOST)
		say(text, " and %d more", count - MOST);
}

/* Chairs who sit on no board that they are to chair, and items that nobody may carry, are told by name. */
static void say_chairs(const struct filter *f, struct text *text)
{
	const struct moot_landscape *l = f->landscape;
	for (size_t r = 0; r < l->rule_count; r++) {
		const struct moot_rule *rule = &l->rules[r];
		bool sits = false;
		if (f->leave.rules[r] || rule->kind != MOOT_RULE_CHAIR || rule->board_count == 0 ||
		    rule->person == MOOT_NONE)
			continue;
		for (size_t m = 0; m < l->member_count; m++)
			sits = sits || (l->members[m].board == rule->boards[0] && l->members[m].person == rule->person);
		if (!sits)
			say(text, "\n%s does not sit on %s", l->people[rule->person].id, l->boards[rule->boards[0]].id);
	}
}

/* Whether all boards together could carry the item. */
static bool has_carrier(const struct moot_program *program, int item)
{
	const struct moot_carry *carry = &program->carries[item];
	for (int w = 0; w < carry->words; w++) {
		uint64_t mask = 0;
		for (int a = 0; a < program->atom_count; a++)
			mask |= carry->masks[(size_t)a * (size_t)carry->words + (size_t)w];
		if (carry->need[w] & ~mask)
			return false;
	}
	return true;
}

static void say_carriers(struct filter *f, struct text *text)
{
	const struct moot_landscape *l = f->landscape;
	struct moot_program program;
	bool named = false;
	if (moot_program_build(l, f->options, f->deadline, &f->leave, f->arena, &program) != MOOT_OK) {
		f->status = MOOT_ERROR_MEMORY;
		return;
	}
	for (int k = 0; k < program.item_count; k++) {
		const struct moot_taken *item = &program.items[k];
		if (has_carrier(&program, k))
			continue;
		named = true;
		say(text,
		    "\nno board may carry %s%s of %s: an area that fits or holds its own, a board that scrutinises as "
		    "it does, or an "
		    "organisation of its duties, is missing",
		    item->theme == MOOT_NONE ? "the own business" : "theme ",
		    item->theme == MOOT_NONE ? "" : l->themes[item->theme], l->boards[item->board].id);
	}
	if (!named)
		say(text,
		    "\nno set of boards may carry what the closed boards leave: areas and organisations of duties");
}

/* Who scrutinises whom, of the boards that the rules name. */
static void say_scrutiny(const struct filter *f, struct text *text)
{
	const struct moot_landscape *l = f->landscape;
	for (size_t b = 0; b < l->board_count; b++) {
		const struct moot_board *board = &l->boards[b];
		if (is_named(f, b) && moot_board_scrutinises(l, (int)b))
			say(text, "\n%s scrutinises (its kind is %s), and may sit only with boards that do%s%s",
			    board->id, board->kind, board->legal_basis[0] ? ": " : "", board->legal_basis);
	}
}

static void say_facts(struct filter *f, struct text *text)
{
	const struct moot_landscape *l = f->landscape;
	const struct moot_policy *policy = &l->policy;
	for (size_t b = 0; b < l->board_count; b++)
		if (l->boards[b].merge == MOOT_MERGE_NEVER && !f->leave.never[b])
			say(text, "\nmerge=never of %s%s%s", l->boards[b].id, l->boards[b].legal_basis[0] ? ": " : "",
			    l->boards[b].legal_basis);
	if (!f->leave.areas) {
		say(text, "\nareas that differ: ");
		say_boards(f, text, false);
		say(text, "; allow_cross_area is no");
	}
	if (!f->leave.scrutiny)
		say_scrutiny(f, text);
	if (!f->leave.agreement) {
		say(text, "\nmerge=agreement of ");
		say_boards(f, text, true);
		say(text, "; allow_agreement_merges is no");
	}
	if (!f->leave.max_merge)
		say(text, "\nmax_merge is %d", policy->max_merge);
	if (!f->leave.max_members)
		say(text, "\nmax_members is %d", policy->max_members);
	if (!f->leave.max_minutes)
		say(text, "\nmax_minutes is %d", policy->max_minutes);
	if (!f->leave.carriers)
		say_carriers(f, text);
	say_chairs(f, text);
}

/* The rules and facts that are left, one a line, below a first line. */
static void write_error(struct filter *f)
{
	struct moot_error *error = f->error;
	moot_error_set(error, MOOT_ERROR_INFEASIBLE, "no plan satisfies all of these together:");
	struct text text = {error->message, sizeof error->message, strlen(error->message), false};
	say_rules(f, &text);
	say_facts(f, &text);
	if (f->late)
		say(&text, "\n(the time limit came before the list was at its smallest)");
	for (size_t r = 0; r < f->landscape->rule_count && error->line == 0; r++)
		if (!f->leave.rules[r]) {
			snprintf(error->file, sizeof error->file, "%s", f->landscape->rules[r].file);
			error->line = f->landscape->rules[r].line;
		}
}

enum moot_status moot_conflict_explain(const struct moot_landscape *landscape, const struct moot_solve_options *options,
				       double deadline, struct moot_error *error)
{
	struct filter f = {.landscape = landscape,
			   .options = options,
			   .deadline = deadline,
			   .arena = moot_arena_new(),
			   .error = error,
			   .status = MOOT_OK};
	if (f.arena) {
		f.leave.rules = moot_arena_array(f.arena, landscape->rule_count, sizeof *f.leave.rules);
		f.leave.never = moot_arena_array(f.arena, landscape->board_count, sizeof *f.leave.never);
	}
	if (!f.arena || !f.leave.rules || !f.leave.never) {
		moot_arena_free(f.arena);
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	}
	filter_rules(&f);
	filter_never(&f);
	try_without(&f, &f.leave.agreement);
	try_without(&f, &f.leave.areas);
	try_without(&f, &f.leave.scrutiny);
	try_without(&f, &f.leave.max_merge);
	try_without(&f, &f.leave.max_members);
	try_without(&f, &f.leave.max_minutes);
	try_without(&f, &f.leave.carriers);
	if (f.status == MOOT_OK)
		write_error(&f);
	moot_arena_free(f.arena);
	if (f.status == MOOT_OK)
		return MOOT_ERROR_INFEASIBLE;
	/* What failed inside has said why; memory alone may not have. */
	return error->status == f.status ? f.status : moot_error_set(error, f.status, "%s", moot_status_text(f.status));
}
