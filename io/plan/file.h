/* Single files, whole or not at all, beside moot_file_write() of <moot/io.h>. */
#ifndef MOOT_IO_PLAN_FILE_H
#define MOOT_IO_PLAN_FILE_H

#include <moot/status.h>

/* Readable by its owner alone. */
enum moot_status moot_file_write_private(const char *path, const char *text, struct moot_error *error);

#endif
