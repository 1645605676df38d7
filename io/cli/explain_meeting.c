/*
 * explain --meeting BOARD:NUMBER: when else a meeting of a plan could be and at what cost, and with --at what stands in
 * the way of one time.
 */
#include <io/cli/cli.h>

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WAYS = 8 };

static void print_time(moot_minute at)
{
	char text[17];
	moot_minute_format(at, text);
	printf("%s %.10s %s", moot_weekday_text(moot_day_weekday((moot_day)(at / MOOT_MINUTES_A_DAY))), text,
	       text + 11);
}

/* "Ann Lee (busy), Bob May (at Safety Board)" */
static void print_absent(const struct moot_way *way)
{
	for (size_t i = 0; i < way->absent_count; i++) {
		const struct moot_absence *absence = &way->absent[i];
		bool word = absence->why[0] == '(';
		printf("%s%s %s%s%s", i == 0 ? "" : ", ", absence->name, word ? "" : "(at ", absence->why,
		       word ? "" : ")");
	}
	if (way->absent_count == 0)
		fputs("nobody is missing", stdout);
}

static void print_cost(double hours)
{
	if (fabs(hours) < 0.05)
		fputs("costs the same", stdout);
	else
		printf(hours > 0 ? "costs %.1f hours more" : "saves %.1f hours", fabs(hours));
}

static void print_way(const struct moot_way *way)
{
	print_time(way->start);
	printf("%s%s: ", *way->venue ? ", " : "", way->venue);
	print_cost(way->hours);
	fputs(way->absent_count > 0 ? "; could not come: " : "; ", stdout);
	print_absent(way);
	putchar('\n');
}

static void print_at(const struct moot_way *way)
{
	fputs("\nOn ", stdout);
	print_time(way->start);
	if (way->obstacle_count == 0) {
		fputs(": nothing stands in the way. It ", stdout);
		print_cost(way->hours);
		fputs(way->absent_count > 0 ? "; could not come: " : "; ", stdout);
		print_absent(way);
		putchar('\n');
		return;
	}
	fputs(" it can't be:\n", stdout);
	for (size_t i = 0; i < way->obstacle_count; i++)
		printf("  %s\n", way->obstacles[i]);
	if (way->absent_count > 0) {
		fputs("  could not come: ", stdout);
		print_absent(way);
		putchar('\n');
	}
}

static void print_all(const struct moot_alternatives *found, bool has_at)
{
	printf("%s, meeting %d", found->name, found->number);
	if (found->scheduled) {
		fputs(" is on ", stdout);
		print_time(found->now.start);
		if (*found->now.venue)
			printf(", %s", found->now.venue);
		if (found->frozen)
			fputs(" and is frozen", stdout);
		else
			fputs(found->now.absent_count > 0 ? "; can't come: " : "; ", stdout);
		if (!found->frozen)
			print_absent(&found->now);
		putchar('\n');
	} else {
		printf(" has no date: %s\n", found->why);
	}
	if (found->count > 0)
		puts("\nThe best other times:");
	else if (!found->frozen)
		puts("\nThere is no other day on which every rule would hold.");
	for (size_t i = 0; i < found->count; i++) {
		fputs("  ", stdout);
		print_way(&found->ways[i]);
	}
	if (has_at && !found->frozen)
		print_at(&found->at);
}

static json_t *way_json(const struct moot_way *way)
{
	char start[17];
	char end[17];
	json_t *absent = json_array();
	json_t *obstacles = json_array();
	moot_minute_format(way->start, start);
	moot_minute_format(way->end, end);
	for (size_t i = 0; i < way->absent_count; i++)
		json_array_append_new(absent, json_pack("{s:s, s:s, s:s, s:b}", "person", way->absent[i].person, "name",
							way->absent[i].name, "why", way->absent[i].why, "needed",
							way->absent[i].needed));
	for (size_t i = 0; i < way->obstacle_count; i++)
		json_array_append_new(obstacles, json_string(way->obstacles[i]));
	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o}", "start", start, "end", end, "venue", way->venue, "hours",
			 isfinite(way->hours) ? json_real(way->hours) : json_null(), "absent", absent, "obstacles",
			 obstacles);
}

static enum exit_code print_json(const struct moot_alternatives *found, bool has_at)
{
	json_t *ways = json_array();
	for (size_t i = 0; i < found->count; i++)
		json_array_append_new(ways, way_json(&found->ways[i]));
	json_t *root =
	    json_pack("{s:s, s:i, s:b, s:o, s:o, s:o, s:s}", "board", found->board, "number", found->number, "frozen",
		      found->frozen, "now", found->scheduled ? way_json(&found->now) : json_null(), "alternatives",
		      ways, "at", has_at && !found->frozen ? way_json(&found->at) : json_null(), "why", found->why);
	bool written =
	    root && json_dumpf(root, stdout, JSON_INDENT(2)) == 0 && putchar('\n') != EOF && fflush(stdout) == 0;
	json_decref(root);
	return written ? EXIT_DONE : report_error(MOOT_ERROR_SYSTEM, NULL);
}

/* The plan's board of that id, or the one that today's board of that id has become part of. */
static const char *find_board(const struct moot_plan *plan, const char *id)
{
	const char *part_of = NULL;
	for (size_t i = 0; i < plan->board_count; i++) {
		if (strcmp(plan->boards[i].id, id) == 0)
			return plan->boards[i].id;
		for (size_t j = 0; j < plan->boards[i].from_count; j++)
			if (strcmp(plan->boards[i].from[j], id) == 0)
				part_of = plan->boards[i].id;
	}
	return part_of;
}

/* "BOARD:NUMBER"; an id may hold no colon. */
static bool read_meeting(const char *text, const struct moot_plan *plan, struct moot_alternatives_request *request)
{
	char id[201];
	const char *colon = strchr(text, ':');
	char *end = NULL;
	if (!colon || colon == text || (size_t)(colon - text) >= sizeof id || strspn(colon + 1, "0123456789") == 0)
		return false;
	memcpy(id, text, (size_t)(colon - text));
	id[colon - text] = '\0';
	long number = strtol(colon + 1, &end, 10);
	request->board = find_board(plan, id);
	request->number = number > 0 && number <= 1000000 ? (int)number : 0;
	if (!request->board)
		request->board = ""; /* which no board is called: the library says so */
	return *end == '\0';
}

static enum exit_code explain(const struct arguments *arguments, const struct moot_landscape *landscape,
			      const struct moot_plan *plan)
{
	struct moot_error error = {0};
	struct moot_alternatives *found = NULL;
	struct moot_alternatives_request request = {.most = MOST_WAYS, .has_at = arguments->at != NULL};
	if (!read_meeting(arguments->meeting, plan, &request)) {
		fputs("moot: --meeting names a meeting of the plan as BOARD:NUMBER, for example hwb:2\n", stderr);
		return EXIT_USAGE;
	}
	if (arguments->at && !moot_minute_parse(arguments->at, &request.at)) {
		fputs("moot: --at is a time such as 2027-05-12T10:00\n", stderr);
		return EXIT_USAGE;
	}
	enum moot_status status = moot_alternatives_find(landscape, plan, &request, &found, &error);
	if (status != MOOT_OK)
		return report_error(status, &error);
	enum exit_code code = EXIT_DONE;
	if (arguments->json)
		code = print_json(found, request.has_at);
	else
		print_all(found, request.has_at);
	moot_alternatives_free(found);
	return code;
}

enum exit_code explain_meeting(const struct arguments *arguments)
{
	struct moot_landscape *landscape = NULL;
	struct moot_plan *plan = NULL;
	if (arguments->count > 1) {
		fputs("moot: explain takes either boards or --meeting\n", stderr);
		return EXIT_USAGE;
	}
	if (arguments->runners_up > 0 || arguments->assumptions) {
		fputs(
		    "moot: --runners-up and --assumptions are about sets of boards, --meeting about one date: ask one "
		    "by one\n",
		    stderr);
		return EXIT_USAGE;
	}
	if (!arguments->plan) {
		fputs("moot: --meeting needs the plan that it is in: add --plan PLAN.json\n", stderr);
		return EXIT_USAGE;
	}
	enum exit_code code = load_plan(arguments, arguments->plan, &landscape, &plan);
	if (code == EXIT_DONE)
		code = explain(arguments, landscape, plan);
	moot_landscape_free(landscape);
	moot_plan_free(plan);
	return code;
}
