/*
 * Why a fetch failed, in words for the user: one sentence, and what would help.
 *
 * libcurl's own messages are never used, because they repeat addresses and what servers say.
 */
#ifndef MOOT_IO_FEEDS_REASON_H
#define MOOT_IO_FEEDS_REASON_H

#include <stdbool.h>
#include <stddef.h>

/* How a try ended. */
struct moot_answer_facts {
	int code;    /* CURLcode */
	long status; /* of HTTP, 0 for none */
	int fault;   /* errno of writing the copy, 0 for none */
	bool too_long;
	bool has_begin; /* of a VCALENDAR */
	bool has_end;
};

/* Writes the reason; true where another try may go better. */
bool moot_fetch_reason(const struct moot_answer_facts *facts, char *why, size_t size);

#endif
