#include <moot/memory.h>
#include <moot/status.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *moot_status_text(enum moot_status status)
{
	switch (status) {
	case MOOT_OK:
		return "done";
	case MOOT_ERROR_INPUT:
		return "the input has errors";
	case MOOT_ERROR_USAGE:
		return "wrong usage";
	case MOOT_ERROR_INFEASIBLE:
		return "no plan satisfies the rules";
	case MOOT_ERROR_LIMIT:
		return "the limit came before any plan was found";
	case MOOT_ERROR_MEMORY:
		return "out of memory";
	case MOOT_ERROR_SYSTEM:
		return "the system refused";
	case MOOT_ERROR_INTERNAL:
		return "internal error";
	case MOOT_ERROR_INVALID:
		return "the plan is not valid";
	}
	return "unknown status";
}

enum moot_status moot_error_set(struct moot_error *error, enum moot_status status, const char *format, ...)
{
	if (!error)
		return status;
	memset(error, 0, sizeof *error);
	error->status = status;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(error->message, sizeof error->message, format, arguments);
	va_end(arguments);
	return status;
}

/* A heap copy, or NULL. */
static char *copy_text(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = moot_allocate(size, 1);
	if (copy)
		memcpy(copy, text, size);
	return copy;
}

enum moot_status moot_problems_add(struct moot_problems *problems, enum moot_severity severity, const char *file,
				   int line, int column, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		return MOOT_ERROR_INTERNAL;
	char *message = moot_allocate((size_t)length + 1, 1);
	char *name = copy_text(file ? file : "");
	if (!message || !name ||
	    !moot_array_reserve((void **)&problems->items, &problems->capacity, problems->count + 1,
				sizeof *problems->items)) {
		moot_release(message);
		moot_release(name);
		return MOOT_ERROR_MEMORY;
	}
	va_start(arguments, format);
	vsnprintf(message, (size_t)length + 1, format, arguments);
	va_end(arguments);
	problems->items[problems->count++] = (struct moot_problem){
	    .severity = severity, .file = name, .line = line, .column = column, .message = message};
	if (severity == MOOT_ERROR)
		problems->errors++;
	return MOOT_OK;
}

void moot_problems_clear(struct moot_problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		moot_release((void *)problems->items[i].file);
		moot_release((void *)problems->items[i].message);
	}
	moot_release(problems->items);
	*problems = (struct moot_problems){0};
}
