/* The essence of an event (event_text.h). */
#include "io/publish/event_text.h"

#include "io/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct lines {
	const char **items;
	size_t count;
	size_t capacity;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The folded line at *cursor on one line; moves behind it. NULL when out of memory. */
static const char *take_line(struct moot_arena *arena, const char **cursor)
{
	struct moot_text line = {0};
	const char *at = *cursor;
	moot_text_add(&line, "");
	for (;;) {
		size_t length = strcspn(at, "\r\n");
		moot_text_add_n(&line, at, length);
		at += length;
		at += *at == '\r';
		at += *at == '\n';
		if (*at != ' ' && *at != '\t')
			break;
		at++;
	}
	*cursor = at;
	const char *copy = line.failed ? NULL : moot_arena_text_n(arena, line.bytes, line.length);
	moot_text_clear(&line);
	return copy;
}

static bool passes(const char *line)
{
	static const char *const moving[] = {"DTSTAMP", "LAST-MODIFIED", "CREATED"};
	for (size_t i = 0; i < sizeof moving / sizeof *moving; i++) {
		size_t length = strlen(moving[i]);
		if (strncasecmp(line, moving[i], length) == 0 && (line[length] == ':' || line[length] == ';'))
			return false;
	}
	return *line != '\0';
}

static const char *join(struct moot_arena *arena, struct lines *lines)
{
	struct moot_text text = {0};
	moot_text_add(&text, "");
	if (lines->count > 1)
		qsort(lines->items, lines->count, sizeof *lines->items, by_text);
	for (size_t i = 0; i < lines->count; i++) {
		moot_text_add(&text, lines->items[i]);
		moot_text_add(&text, "\n");
	}
	const char *copy = text.failed ? NULL : moot_arena_text_n(arena, text.bytes, text.length);
	moot_text_clear(&text);
	return copy;
}

const char *moot_event_essence(struct moot_arena *arena, const char *ics)
{
	struct lines lines = {0};
	bool inside = false;
	bool done = true;
	while (*ics && done) {
		const char *line = take_line(arena, &ics);
		if (line && strcasecmp(line, "BEGIN:VEVENT") == 0)
			inside = true;
		if (line && inside && passes(line)) {
			done = moot_array_reserve((void **)&lines.items, &lines.capacity, lines.count + 1,
						  sizeof *lines.items);
			if (done)
				lines.items[lines.count++] = line;
		}
		if (line && strcasecmp(line, "END:VEVENT") == 0)
			inside = false;
		done = done && line;
	}
	const char *essence = done ? join(arena, &lines) : NULL;
	moot_release(lines.items);
	return essence;
}

const char *moot_event_property(struct moot_arena *arena, const char *essence, const char *name)
{
	size_t length = strlen(name);
	for (const char *line = essence; *line; line += strcspn(line, "\n") + 1) {
		if (strncasecmp(line, name, length) != 0 || (line[length] != ':' && line[length] != ';'))
			continue;
		size_t colon = strcspn(line, ":\n");
		if (line[colon] != ':')
			continue;
		return moot_arena_text_n(arena, line + colon + 1, strcspn(line + colon + 1, "\n"));
	}
	return "";
}
