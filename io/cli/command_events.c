/*
 * moot events: what the reader of calendars makes of any file, feed by feed, as a table or as JSON.
 *
 * Each feed is printed as soon as it and those before it are read, so memory does not grow with their number. Times are
 * on the event's own clock. Cancelled occurrences are left out: nobody meets then.
 */
#include <string.h>

#include "io/cli/cli.h"
#include "io/plan/json.h"

#define TIMEZONE "Europe/London" /* policy's default: the clock of the window, and of times that name none */

struct listing {
	const struct arguments *arguments;
	struct moot_json json;
	struct moot_text table;
	struct moot_error *error;
};

static const char *busy_word(const struct moot_event *event)
{
	static const char *const words[] = {[MOOT_TENTATIVE] = "tentative", [MOOT_BUSY] = "busy", [MOOT_OUT] = "out"};
	return event->is_free ? "free" : words[event->kind];
}

enum { OWN_TIME_BYTES = 48 };

/* Two digits and what follows them; where the next begins. */
static char *two_digits(char *at, int64_t number, char after)
{
	*at++ = (char)('0' + number / 10 % 10);
	*at++ = (char)('0' + number % 10);
	*at++ = after;
	return at;
}

/* "2027-05-12T10:00:00+01:00", without the offset for a floating time, or the day alone. */
static void format_own(const struct moot_own_time *time, bool is_day, char text[OWN_TIME_BYTES])
{
	const int64_t day_seconds = 86400;
	int64_t second = ((time->seconds % day_seconds) + day_seconds) % day_seconds;
	char day[11];
	moot_day_format((moot_day)((time->seconds - second) / day_seconds), day);
	if (is_day) {
		snprintf(text, OWN_TIME_BYTES, "%s", day);
		return;
	}
	char *at = text + snprintf(text, OWN_TIME_BYTES, "%sT", day);
	at = two_digits(at, second / 3600, ':');
	at = two_digits(at, second / 60 % 60, ':');
	at = two_digits(at, second % 60, '\0');
	if (time->offset == MOOT_NO_OFFSET)
		return;
	int minutes = (time->offset < 0 ? -time->offset : time->offset) / 60;
	at[-1] = time->offset < 0 ? '-' : '+';
	at = two_digits(at, minutes / 60, ':');
	two_digits(at, minutes % 60, '\0');
}

/* Prints what has been built so far and forgets it. */
static enum moot_status flush(struct moot_text *text)
{
	bool arrived =
	    !text->failed && (text->length == 0 || fwrite(text->bytes, 1, text->length, stdout) == text->length);
	enum moot_status status = text->failed ? MOOT_ERROR_MEMORY : arrived ? MOOT_OK : MOOT_ERROR_SYSTEM;
	text->length = 0;
	return status;
}

static void add_json(struct moot_json *json, const char *source, const struct moot_event *event)
{
	char start[OWN_TIME_BYTES];
	char end[OWN_TIME_BYTES];
	char replaced[OWN_TIME_BYTES];
	format_own(&event->own_start, event->all_day, start);
	format_own(&event->own_end, event->all_day, end);
	moot_json_object_in_line(json, NULL);
	moot_json_text(json, "source", source);
	moot_json_text(json, "uid", event->uid);
	moot_json_text(json, "start", start);
	moot_json_text(json, "end", end);
	moot_json_yes(json, "all_day", event->all_day);
	moot_json_text(json, "busy", busy_word(event));
	moot_json_text(json, "title", event->title);
	if (event->recurrence_id[0]) {
		format_own(&event->own_recurrence, strlen(event->recurrence_id) == 10, replaced);
		moot_json_text(json, "recurrence_id", replaced);
	} else {
		moot_json_null(json, "recurrence_id");
	}
	moot_json_object_end(json);
}

/* "Wed 2027-05-12 10:00  11:00             Europe/London  busy  Title". The end has its day where that is another. */
static void add_row(struct moot_text *table, const struct moot_event *event)
{
	struct moot_own_time last = event->own_end;
	char start[OWN_TIME_BYTES];
	char end[OWN_TIME_BYTES];
	if (event->all_day)
		last.seconds -= 86400;
	format_own(&event->own_start, false, start);
	format_own(&last, false, end);
	start[10] = end[10] = ' ';
	start[16] = end[16] = '\0';
	bool same_day = event->own_start.seconds / 86400 == last.seconds / 86400;
	if (event->all_day)
		start[10] = end[10] = '\0';
	const char *weekday = moot_weekday_text(moot_day_weekday((moot_day)(event->own_start.seconds / 86400)));
	const char *shown_end = same_day ? (event->all_day ? "" : end + 11) : end;
	const char *zone = event->detail->timezone[0] ? event->detail->timezone
			   : event->all_day           ? "all day"
						      : "floating";
	moot_text_format(table, "  %s %-16s  %-16s  %-16s  %-9s  ", weekday, start, shown_end, zone, busy_word(event));
	moot_text_plain(table, event->detail->is_private ? "(private)" : event->title[0] ? event->title : "(no title)");
	if (event->recurrence_id[0])
		moot_text_format(table, "  (instead of %s)", event->recurrence_id);
	moot_text_add(table, "\n");
}

static enum moot_status take(void *context, size_t index, struct moot_events *events)
{
	struct listing *listing = context;
	const char *source = listing->arguments->positional[index];
	size_t shown = 0;
	for (size_t i = 0; i < events->count; i++)
		shown += !events->items[i].is_cancelled;
	if (!listing->arguments->json)
		moot_text_format(&listing->table, "%s: %zu event%s\n", source, shown, shown == 1 ? "" : "s");
	for (size_t i = 0; i < events->count; i++) {
		const struct moot_event *event = &events->items[i];
		if (event->is_cancelled)
			continue;
		if (listing->arguments->json)
			add_json(&listing->json, source, event);
		else
			add_row(&listing->table, event);
	}
	moot_events_free(events);
	enum moot_status status = flush(listing->arguments->json ? &listing->json.text : &listing->table);
	if (status != MOOT_OK)
		moot_error_set(listing->error, status, "the list could not be written: %s", moot_status_text(status));
	return status;
}

static void add_problems(struct moot_json *json, const struct moot_problems *problems)
{
	moot_json_array(json, "problems");
	for (size_t i = 0; i < problems->count; i++) {
		const struct moot_problem *problem = &problems->items[i];
		moot_json_object_in_line(json, NULL);
		moot_json_text(json, "file", problem->file);
		moot_json_integer(json, "line", shown_place(problem->line));
		moot_json_text(json, "message", problem->message);
		moot_json_text(json, "severity", problem->severity == MOOT_ERROR ? "error" : "warning");
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

static enum moot_status list_all(struct listing *listing, moot_day from, moot_day to, struct moot_problems *problems)
{
	const struct arguments *arguments = listing->arguments;
	const char *const *paths = (const char *const *)arguments->positional;
	const struct moot_events_request request = {.paths = paths,
						    .labels = paths,
						    .count = (size_t)arguments->count,
						    .timezone = TIMEZONE,
						    .from = from,
						    .to = to,
						    .workers = (int)arguments->threads,
						    .take = take,
						    .context = listing};
	moot_json_object(&listing->json, NULL);
	moot_json_array(&listing->json, "events");
	enum moot_status status = moot_events_read_all(&request, problems, listing->error);
	if (status != MOOT_OK || !arguments->json)
		return status;
	moot_json_array_end(&listing->json);
	add_problems(&listing->json, problems);
	moot_json_object_end(&listing->json);
	moot_text_add(&listing->json.text, "\n");
	return flush(&listing->json.text);
}

enum exit_code command_events(const struct arguments *arguments)
{
	const struct moot_read_options options = {.start = arguments->start, .end = arguments->end};
	struct moot_problems problems = {0};
	struct moot_error error = {0};
	struct listing listing = {.arguments = arguments, .error = &error};
	moot_day from = 0;
	moot_day to = 0;
	enum moot_status status = moot_planning_year(&options, &from, &to, &error);
	if (status == MOOT_OK)
		status = list_all(&listing, from, to, &problems);
	if (status == MOOT_OK && fflush(stdout) != 0)
		status = moot_error_set(&error, MOOT_ERROR_SYSTEM, "the list could not be written");
	if (!arguments->json && (problems.errors > 0 || !arguments->quiet))
		print_problems(stderr, &problems, arguments->quiet ? 0 : -1);
	enum exit_code code = report_error(status, &error);
	if (code == EXIT_DONE && problems.errors > 0)
		code = EXIT_INPUT;
	moot_text_clear(&listing.json.text);
	moot_text_clear(&listing.table);
	moot_problems_clear(&problems);
	return code;
}
