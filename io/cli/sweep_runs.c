/* The list of a sweep's runs, from the command line (sweep.h). */
#include <io/cli/sweep.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A sweep over more values than this is a slip of the pen. */
enum { MOST_VALUES = 10000 };

static bool out_of_memory(enum exit_code *code)
{
	*code = report_error(MOOT_ERROR_MEMORY, NULL);
	return false;
}

static bool wrong(enum exit_code *code, const char *what, const char *text)
{
	fprintf(stderr, "moot: %s%s\n", what, text);
	*code = EXIT_USAGE;
	return false;
}

static struct sweep_run *add_run(struct sweep_list *list)
{
	if (!moot_array_reserve((void **)&list->runs, &list->room, list->count + 1, sizeof *list->runs))
		return NULL;
	return &list->runs[list->count++];
}

/* "together a b" or "close a" for one or two boards. */
static bool add_rule(struct sweep_list *list, const struct moot_landscape *l, enum moot_rule_kind kind, int a, int b)
{
	struct sweep_run *run = add_run(list);
	const char *word = kind == MOOT_RULE_TOGETHER ? "together" : "close";
	if (!run)
		return false;
	*run = (struct sweep_run){.kind = kind, .boards = {a, b}, .board_count = b < 0 ? 1 : 2};
	run->text = b < 0 ? moot_arena_format(list->arena, "%s %s", word, l->boards[a].id)
			  : moot_arena_format(list->arena, "%s %s %s", word, l->boards[a].id, l->boards[b].id);
	return run->text != NULL;
}

static bool add_rules(const struct arguments *arguments, const struct moot_landscape *l, struct sweep_list *list)
{
	int boards = (int)l->board_count;
	bool whole = true;
	for (int a = 0; a < boards && arguments->every_merge; a++)
		for (int b = a + 1; b < boards && whole; b++)
			whole = add_rule(list, l, MOOT_RULE_TOGETHER, a, b);
	for (int a = 0; a < boards && arguments->every_close && whole; a++)
		whole = add_rule(list, l, MOOT_RULE_CLOSE, a, -1);
	for (int a = 0; a < boards && arguments->every_close && arguments->pairs; a++)
		for (int b = a + 1; b < boards && whole; b++)
			whole = add_rule(list, l, MOOT_RULE_CLOSE, a, b);
	return whole;
}

/* One scenario of the command line, or two stacked. */
static bool add_scenarios(const struct arguments *arguments, struct sweep_list *list, const char *one,
			  const char *other)
{
	struct option_list texts = arguments->scenarios;
	texts.items[texts.count++] = one;
	if (other)
		texts.items[texts.count++] = other;
	struct sweep_run *run = add_run(list);
	if (!run)
		return false;
	*run = (struct sweep_run){.text = other ? moot_arena_format(list->arena, "%s + %s", one, other)
						: moot_arena_text(list->arena, one)};
	run->scenarios = split_scenarios(list->arena, &texts, &run->scenario_count);
	return run->text && run->scenarios;
}

static bool add_operands(const struct arguments *arguments, struct sweep_list *list)
{
	bool whole = true;
	for (int i = 1; i < arguments->count && whole; i++)
		whole = add_scenarios(arguments, list, arguments->positional[i], NULL);
	for (int i = 1; i < arguments->count && arguments->pairs; i++)
		for (int j = i + 1; j < arguments->count && whole; j++)
			whole = add_scenarios(arguments, list, arguments->positional[i], arguments->positional[j]);
	return whole;
}

/* "0:0.5:0.1" into low, high and step, by strtod: no locale is ever set. */
static bool read_range(const char *text, double *low, double *high, double *step)
{
	char *end = NULL;
	*low = strtod(text, &end);
	if (end == text || *end != ':')
		return false;
	text = end + 1;
	*high = strtod(text, &end);
	if (end == text || *end != ':')
		return false;
	text = end + 1;
	*step = strtod(text, &end);
	return end != text && *end == '\0' && isfinite(*low) && isfinite(*high) && *step > 0 && *high >= *low &&
	       (*high - *low) / *step < MOST_VALUES;
}

/* --over policy:key=low:high:step: a run for each value, both ends included. */
static bool add_over(const struct arguments *arguments, struct sweep_list *list, const char *text, enum exit_code *code)
{
	const char *equals = strchr(text, '=');
	double low = 0;
	double high = 0;
	double step = 0;
	if (!equals || !read_range(equals + 1, &low, &high, &step))
		return wrong(
		    code, "--over takes SUBJECT=LOW:HIGH:STEP, such as policy:overlap_residual=0:0.5:0.1; not ", text);
	const char *key = moot_arena_text_n(list->arena, text, (size_t)(equals - text));
	int count = (int)floor((high - low) / step + 1e-9) + 1;
	for (int i = 0; i < count && key; i++) {
		struct sweep_run *run = add_run(list);
		char value[32];
		if (!run)
			return out_of_memory(code);
		snprintf(value, sizeof value, "%.10g", low + i * step);
		*run = (struct sweep_run){
		    .key = key,
		    .value = low + i * step,
		    .text = moot_arena_format(list->arena, "%s=%s", key, value),
		    .extra = moot_arena_format(list->arena, "rule,subject,object,value\nset,\"%s\",,%s\n", key, value)};
		run->scenarios = split_scenarios(list->arena, &arguments->scenarios, &run->scenario_count);
		if (!run->text || !run->extra || !run->scenarios)
			return out_of_memory(code);
	}
	return key ? true : out_of_memory(code);
}

/* --shard 2/5: its part of the list, one behind the other, so that parts joined in their order are the whole. */
static bool take_shard(const char *text, struct sweep_list *list, enum exit_code *code)
{
	char *end = NULL;
	list->first = 0;
	list->end = list->count;
	if (!text)
		return true;
	long part = strtol(text, &end, 10);
	long parts = *end == '/' ? strtol(end + 1, &end, 10) : 0;
	if (*end || part < 1 || parts < part || parts > 100000)
		return wrong(code, "--shard takes I/N with I from 1 to N, such as 2/5; not ", text);
	list->first = list->count * (size_t)(part - 1) / (size_t)parts;
	list->end = list->count * (size_t)part / (size_t)parts;
	return true;
}

bool sweep_list_make(const struct arguments *arguments, const struct moot_landscape *landscape, struct sweep_list *list,
		     enum exit_code *code)
{
	*list = (struct sweep_list){.arena = moot_arena_new()};
	if (!list->arena)
		return out_of_memory(code);
	if (arguments->scenarios.count + 2 > MOST_LISTED)
		return wrong(code, "too many scenarios: join them with +", "");
	if (arguments->pairs && !arguments->every_close && arguments->count < 3)
		return wrong(code, "--pairs stacks scenarios two by two, or closes two boards with --every-close", "");
	for (int i = 0; i < arguments->over.count; i++)
		if (!add_over(arguments, list, arguments->over.items[i], code))
			return false;
	if (!add_operands(arguments, list) || !add_rules(arguments, landscape, list))
		return out_of_memory(code);
	if (list->count == 0)
		return wrong(code, "a sweep needs scenarios, --over, --every-merge or --every-close", "");
	return take_shard(arguments->shard, list, code);
}

void sweep_list_clear(struct sweep_list *list)
{
	moot_release(list->runs);
	moot_arena_free(list->arena);
}
