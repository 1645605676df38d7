/*
 * Status codes, errors, problems and progress: what every function of the library answers with.
 *
 * A function that can fail returns an enum moot_status and, where detail helps, fills the caller's struct moot_error.
 * The library never prints, exits or aborts. An infeasible or a stopped search is a result and not an error: it is
 * told by the plan's own status fields.
 */
#ifndef MOOT_STATUS_H
#define MOOT_STATUS_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum moot_status {
	MOOT_OK = 0,
	MOOT_ERROR_INPUT,      /* the input has errors; the problems list them */
	MOOT_ERROR_USAGE,      /* a caller's argument is outside its documented range */
	MOOT_ERROR_INFEASIBLE, /* no plan satisfies the rules; the message names the conflict */
	MOOT_ERROR_LIMIT,      /* a limit came before any plan was found */
	MOOT_ERROR_MEMORY,     /* out of memory */
	MOOT_ERROR_SYSTEM,     /* a file could not be read or written, a process not started */
	MOOT_ERROR_INTERNAL,   /* a fault in moot or in a library that it uses */
	MOOT_ERROR_INVALID     /* the plan was checked and is not valid */
};

/* The name of a status in words ("out of memory"). Static storage. */
const char *moot_status_text(enum moot_status status);

/* Detail of the first failure. `file` is empty and `line`, `column` 0 where they mean nothing. */
struct moot_error {
	enum moot_status status;
	char file[512];
	int line;
	int column;
	char message[2048];
};

/* Fills `error` (may be NULL) with a printf-formatted message and returns `status`. */
enum moot_status moot_error_set(struct moot_error *error, enum moot_status status, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;

enum moot_severity { MOOT_WARNING, MOOT_ERROR };

/* One thing wrong in the input, and what would be right. Lines and columns count from 1; 0 means the whole file. */
struct moot_problem {
	enum moot_severity severity;
	const char *file;
	int line;
	int column;
	const char *message;
};

/* A growing list of problems that owns its texts. Start from {0}; release with moot_problems_clear(). */
struct moot_problems {
	struct moot_problem *items;
	size_t count;
	size_t capacity;
	size_t errors; /* how many of the items are MOOT_ERROR */
};

/* Appends a problem, copying both texts. Returns MOOT_OK or MOOT_ERROR_MEMORY. */
enum moot_status moot_problems_add(struct moot_problems *problems, enum moot_severity severity, const char *file,
				   int line, int column, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 6, 7)))
#endif
    ;
void moot_problems_clear(struct moot_problems *problems);

/* Where a search stands. Not-a-number where there is no value yet. Hours for best and bound, a share for gap. */
struct moot_progress {
	const char *phase;
	double best;
	double bound;
	double gap;
	double seconds;
};

/* What a long call may ask of its caller. All members may be NULL. The callbacks come from the calling thread only. */
struct moot_watch {
	void (*progress)(void *context, const struct moot_progress *progress);
	bool (*stop)(void *context); /* true: end soon with the best answer so far; must be cheap */
	void (*log)(void *context, const char *line);
	void *context;
};

#ifdef __cplusplus
}
#endif

#endif
