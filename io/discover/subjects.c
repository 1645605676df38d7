/*
 * What boards discuss, where and how they meet.
 *
 * Themes come from an agenda in a description: items numbered from 1 on, or behind bullets after the word agenda;
 * standing business (apologies, minutes, any other business) is none. Without one the title's own words are the theme:
 * "Health and Wellbeing" of the Health and Wellbeing Board.
 */
#include "discover.h"

#include <stdlib.h>
#include <string.h>

#include "io/csv/word.h"
#include "io/plan/slug.h"
#include "io/text.h"

enum { MOST_ITEMS = 20, LONGEST_ITEM = 80, STANDING = 15, USUAL = 15, LEAST = 5 };

static bool holds(const char *folded, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strstr(folded, words[i]))
			return true;
	}
	return false;
}
#define HOLDS(folded, words) holds(folded, words, sizeof(words) / sizeof *(words))

bool moot_is_online_text(const char *text)
{
	static const char *const words[] = {
	    "teams.microsoft.com", "teams.live.com",  "microsoft teams", "ms teams",    "zoom.us",
	    "meet.google.com",     "webex.com",       "gotomeet",        "whereby.com", "online meeting",
	    "video call",          "join the meeting"};
	char lower[4096];
	size_t length = 0;
	for (; text[length] && length + 1 < sizeof lower; length++)
		lower[length] = (char)(text[length] >= 'A' && text[length] <= 'Z' ? text[length] | 0x20 : text[length]);
	lower[length] = '\0';
	return HOLDS(lower, words);
}

/* --- agendas --- */

static bool is_standing(const char *folded)
{
	static const char *const words[] = {"apolog",
					    "welcome",
					    "introduction",
					    "minutes of",
					    "previous minutes",
					    "last meeting",
					    "next meeting",
					    "matters arising",
					    "any other business",
					    "aob",
					    "declaration",
					    "action log",
					    "actions",
					    "http",
					    "close",
					    "date of next"};
	return HOLDS(folded, words) || strcmp(folded, "minutes") == 0;
}

/* "(20 mins)" or "- 20 minutes" at the end of an item: the number, and the item without it. 0 for none. */
static int take_minutes(char *item)
{
	char *word = strstr(item, " min");
	char *digit = word;
	while (digit && digit > item && digit[-1] >= '0' && digit[-1] <= '9')
		digit--;
	if (!word || digit == word || word - digit > 3)
		return 0;
	int minutes = 0;
	for (char *c = digit; c < word; c++)
		minutes = minutes * 10 + (*c - '0');
	while (digit > item && strchr(" (-[,:", digit[-1]))
		digit--;
	*digit = '\0';
	return minutes <= MOOT_MINUTES_A_DAY ? minutes : 0;
}

static void add_item(struct moot_discovery *d, struct moot_found_board *board, const char *start, size_t length)
{
	moot_word_trim(&start, &length);
	while (length > 0 && strchr(".;,:-|", start[length - 1]))
		length--;
	if (length < 3 || length > LONGEST_ITEM || board->theme_count == MOST_ITEMS)
		return;
	char *item = moot_arena_text_n(d->arena, start, length);
	const char *folded = item ? moot_word_fold(d->arena, item) : NULL;
	if (!folded) {
		d->status = MOOT_ERROR_MEMORY;
		return;
	}
	if (is_standing(folded))
		return;
	int minutes = take_minutes(item);
	for (size_t i = 0; i < board->theme_count; i++) {
		if (strcmp(moot_word_fold(d->arena, board->themes[i].theme), moot_word_fold(d->arena, item)) == 0)
			return;
	}
	if (*item)
		board->themes[board->theme_count++] =
		    (struct moot_found_theme){.theme = item, .minutes = minutes, .from_agenda = true};
}

/* Where item `number` begins at or after `text`: "2. " or "2) " behind a space; NULL for nowhere. */
static const char *find_number(const char *text, int number, const char **body)
{
	char mark[12];
	size_t length = 0;
	for (int n = number; n > 0; n /= 10)
		length++;
	for (size_t i = length; i > 0; i--, number /= 10)
		mark[i - 1] = (char)('0' + number % 10);
	mark[length] = '\0';
	for (const char *found = strstr(text, mark); found; found = strstr(found + 1, mark)) {
		const char *after = found + length;
		if ((found == text || found[-1] == ' ' || found[-1] == ':') && (*after == '.' || *after == ')') &&
		    after[1] == ' ') {
			*body = after + 2;
			return found;
		}
	}
	return NULL;
}

/* What follows the last item: invitations to join, rules of dashes. */
static size_t last_length(const char *item)
{
	static const char *const ends[] = {"Microsoft Teams", "Join ", "http", "____", "Dial", "Please ", ". "};
	size_t length = strlen(item);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *end = strstr(item, ends[i]);
		if (end && (size_t)(end - item) < length)
			length = (size_t)(end - item);
	}
	return length;
}

static void read_numbered(struct moot_discovery *d, struct moot_found_board *board, const char *description)
{
	const char *body = NULL;
	const char *next_body = NULL;
	if (!find_number(description, 1, &body) || !find_number(body, 2, &next_body))
		return;
	for (int number = 2; number <= MOST_ITEMS + 1 && !d->status; number++) {
		const char *next = find_number(body, number, &next_body);
		add_item(d, board, body, next ? (size_t)(next - body) : last_length(body));
		if (!next)
			break;
		body = next_body;
	}
}

static void read_bullets(struct moot_discovery *d, struct moot_found_board *board, const char *description)
{
	static const char *const bullets[] = {"\xe2\x80\xa2", " * ", " - "};
	const char *start = strstr(description, "genda");
	for (size_t b = 0; start && b < sizeof bullets / sizeof *bullets && board->theme_count == 0; b++) {
		size_t width = strlen(bullets[b]);
		const char *body = strstr(start, bullets[b]);
		if (!body || !strstr(body + width, bullets[b]))
			continue;
		while (body && !d->status) {
			body += width;
			const char *next = strstr(body, bullets[b]);
			add_item(d, board, body, next ? (size_t)(next - body) : last_length(body));
			body = next;
		}
	}
}

/* The board's minutes must hold its agenda: what is not said is shared out. */
static void share_minutes(struct moot_found_board *board)
{
	int room = board->minutes > STANDING ? board->minutes - STANDING : board->minutes;
	int said = 0;
	int silent = 0;
	if ((int)board->theme_count > room / LEAST)
		board->theme_count = (size_t)(room / LEAST);
	for (size_t i = 0; i < board->theme_count; i++) {
		said += board->themes[i].minutes;
		silent += board->themes[i].minutes == 0;
	}
	bool fits = said + LEAST * silent <= room;
	int count = fits ? silent : (int)board->theme_count;
	int share = count > 0 ? (fits ? room - said : room) / count / LEAST * LEAST : 0;
	for (size_t i = 0; i < board->theme_count; i++) {
		if (!fits || board->themes[i].minutes == 0)
			board->themes[i].minutes = share > USUAL && fits ? USUAL : share;
	}
}

/* --- titles --- */

static bool is_generic(const char *folded)
{
	static const char *const words[] = {
	    "board",    "group",     "partnership", "partnerships", "meeting",   "meetings",   "committee", "panel",
	    "forum",    "steering",  "strategic",   "operational",  "executive", "management", "delivery",  "joint",
	    "local",    "county",    "district",    "regional",     "network",   "team",       "working",   "party",
	    "subgroup", "sub-group", "sub",         "task",         "force",     "core",       "priority",  "programme",
	    "assembly", "council",   "conference",  "the",          "of",        "and",        "for",       "on",
	    "&",        "-",         "monthly",     "quarterly",    "weekly",    "annual",     "review"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(folded, words[i]) == 0)
			return true;
	}
	return false;
}

/* The name without general words at both ends. */
static void read_title(struct moot_discovery *d, struct moot_found_board *board)
{
	const char *first = NULL;
	const char *end = NULL;
	for (const char *word = board->name; *word;) {
		size_t length = strcspn(word, " ");
		const char *copy = moot_arena_text_n(d->arena, word, length);
		const char *folded = copy ? moot_word_fold(d->arena, copy) : NULL;
		if (!folded) {
			d->status = MOOT_ERROR_MEMORY;
			return;
		}
		if (*folded && !is_generic(folded)) {
			first = first ? first : word;
			end = word + length;
		}
		word += length + strspn(word + length, " ");
	}
	if (first)
		add_item(d, board, first, (size_t)(end - first));
	for (size_t i = 0; i < board->theme_count; i++)
		board->themes[i].from_agenda = false;
}

static void take_themes(struct moot_discovery *d, struct moot_found_board *board)
{
	board->themes = moot_discover_array(d, MOST_ITEMS, sizeof *board->themes);
	for (size_t n = 0; n < board->notice_count && !d->status && board->theme_count == 0; n++) {
		read_numbered(d, board, board->notices[n]->description);
		if (board->theme_count == 0)
			read_bullets(d, board, board->notices[n]->description);
	}
	if (board->theme_count == 0 && !d->status)
		read_title(d, board);
	if (!d->status)
		share_minutes(board);
}

/* --- places --- */

/* The part of a location that is a place: what stands between semicolons and is no online meeting; "" for none. */
static const char *place_of(struct moot_discovery *d, const char *location)
{
	static const char *const nowhere[] = {"teams", "online", "zoom",  "virtual", "tbc",
					      "tba",   "remote", "webex", "skype"};
	while (*location) {
		size_t length = strcspn(location, ";");
		const char *start = location;
		size_t kept = length;
		location += length + (location[length] == ';');
		moot_word_trim(&start, &kept);
		const char *part = moot_arena_text_n(d->arena, start, kept < 120 ? kept : 0);
		const char *folded = part ? moot_word_fold(d->arena, part) : NULL;
		bool place = folded && *folded && !moot_is_online_text(part) && !strstr(folded, "://");
		for (size_t i = 0; place && i < sizeof nowhere / sizeof *nowhere; i++)
			place = strcmp(folded, nowhere[i]) != 0;
		if (!folded)
			d->status = MOOT_ERROR_MEMORY;
		if (place)
			return part;
	}
	return "";
}

static int add_venue(struct moot_discovery *d, const char *name, bool is_room)
{
	const char *folded = moot_word_fold(d->arena, name);
	for (size_t v = 0; folded && v < d->venue_count; v++) {
		if (strcmp(moot_word_fold(d->arena, d->venues[v].name), folded) == 0) {
			d->venues[v].is_room = d->venues[v].is_room || is_room;
			return (int)v;
		}
	}
	if (!folded ||
	    !moot_array_reserve((void **)&d->venues, &d->venue_capacity, d->venue_count + 1, sizeof *d->venues)) {
		d->status = MOOT_ERROR_MEMORY;
		return MOOT_NONE;
	}
	d->venues[d->venue_count] = (struct moot_found_venue){.name = name, .is_room = is_room};
	return (int)d->venue_count++;
}

static void take_place(struct moot_discovery *d, struct moot_found_board *board)
{
	size_t online = 0;
	size_t placed = 0;
	for (size_t n = 0; n < board->notice_count && !d->status; n++) {
		const struct moot_notice *notice = board->notices[n];
		const char *place = *notice->room ? notice->room : place_of(d, notice->location);
		online += moot_is_online_text(notice->location) || moot_is_online_text(notice->description) ||
			  strcmp(notice->location, "Online") == 0 || strcmp(notice->location, "Teams") == 0;
		placed += *place != '\0';
		if (*place && board->venue == MOOT_NONE && !d->status)
			board->venue = add_venue(d, place, *notice->room != '\0');
	}
	if (online > 0 && placed > 0) {
		board->mode = "hybrid";
		board->mode_evidence = "a link to join and a place";
	} else if (online > 0) {
		board->mode = "online";
		board->mode_evidence = "a link to join and no place";
	} else if (placed > 0) {
		board->mode = "in-person";
		board->mode_evidence = "a place and no link to join";
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct moot_found_venue *)a)->name, ((const struct moot_found_venue *)b)->name);
}

/* Slugs come in the order of names, and so do the venues. */
static void name_venues(struct moot_discovery *d)
{
	struct moot_slug *slugs = moot_discover_array(d, d->venue_count, sizeof *slugs);
	const char **names = moot_discover_array(d, d->venue_count, sizeof *names);
	size_t count = d->venue_count;
	if (d->status || count == 0)
		return;
	for (size_t v = 0; v < count; v++)
		slugs[v].name = names[v] = d->venues[v].name;
	d->status = moot_slugs_make(d->arena, slugs, &count, NULL);
	qsort(d->venues, d->venue_count, sizeof *d->venues, by_name);
	for (size_t v = 0; v < d->venue_count && !d->status; v++)
		d->venues[v].id = slugs[v].slug;
	for (size_t b = 0; b < d->board_count && !d->status; b++) {
		for (size_t v = 0; d->boards[b].venue != MOOT_NONE && v < d->venue_count; v++) {
			if (strcmp(d->venues[v].name, names[d->boards[b].venue]) == 0) {
				d->boards[b].venue = (int)v;
				break;
			}
		}
	}
}

void moot_discover_subjects(struct moot_discovery *d)
{
	for (size_t b = 0; b < d->board_count && !d->status; b++) {
		take_themes(d, &d->boards[b]);
		take_place(d, &d->boards[b]);
	}
	if (!d->status)
		name_venues(d);
}
