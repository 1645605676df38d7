/*
 * Text that grows: what every writer of ours builds its output in.
 *
 * Start from {0}, add, then moot_text_take() or moot_text_clear(). Running out of memory is remembered and told once,
 * by moot_text_take(), so that the calls between need no checks. Nothing here depends on the locale.
 */
#ifndef MOOT_IO_TEXT_H
#define MOOT_IO_TEXT_H

#include <moot/memory.h>
#include <moot/status.h>

#include <stdint.h>

struct moot_text {
	char *bytes; /* NUL-terminated once anything was added */
	size_t length;
	size_t capacity;
	bool failed;
};

void moot_text_add(struct moot_text *text, const char *bytes);
void moot_text_add_n(struct moot_text *text, const char *bytes, size_t length);

/* printf without %f, %e and %g, which would write the locale's decimal separator. */
void moot_text_format(struct moot_text *text, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/* The shortest decimal that reads back as the same double, in JSON's notation. `value` must be finite. */
void moot_text_number(struct moot_text *text, double value);

/* For people: "12,345.6". A value that is not finite is "unknown". */
void moot_text_fixed(struct moot_text *text, double value, int decimals);

/* The next code point of UTF-8, U+FFFD for a byte that belongs to none; -1 at the end. */
int32_t moot_text_next(const char **cursor);
void moot_text_code_point(struct moot_text *text, int32_t code_point);

/*
 * True for what must not reach a reader's screen: control characters, line separators, invisible marks that reorder
 * what follows (bidirectional controls), byte order marks.
 */
bool moot_text_is_hidden(int32_t code_point);

/* `raw` on one line: white space and line ends become one space each, other hidden characters go. */
void moot_text_plain(struct moot_text *text, const char *raw);

/* The same, with each code point replaced by what `escape` gives for it; NULL leaves it as it is. */
void moot_text_escaped(struct moot_text *text, const char *raw, const char *(*escape)(int32_t code_point));

/* Hands the bytes to the caller (released with moot_release()) and empties the text. Untouched *out on failure. */
enum moot_status moot_text_take(struct moot_text *text, char **out, struct moot_error *error);
void moot_text_clear(struct moot_text *text);

#endif
