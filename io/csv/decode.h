/*
 * The bytes of a text file to UTF-8: UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252.
 *
 * Spreadsheets save in all of these. A NUL, which none of them holds in text, is an error. Linear in the bytes; files
 * of up to MOOT_TABLE_MAX_BYTES.
 */
#ifndef MOOT_IO_CSV_DECODE_H
#define MOOT_IO_CSV_DECODE_H

#include <moot/memory.h>
#include <moot/status.h>

#define MOOT_TABLE_MAX_BYTES ((size_t)64 * 1024 * 1024)

/*
 * Sets *text (in the arena) and *length, or *text to NULL after reporting why it can't be read. Problems name `file`.
 * Fails with MOOT_ERROR_MEMORY alone.
 */
enum moot_status moot_decode(struct moot_arena *arena, const char *file, const char *bytes, size_t count,
			     const char **text, size_t *length, struct moot_problems *problems);

#endif
