/* Text in CPLEX's LP format. */
#include <solver/structure/lp_text.h>

#include <moot/memory.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Readers of the format keep lines and names short. */
enum { LONGEST_ID = 120, LONGEST_LINE = 100 };

void moot_lp_text_put(struct moot_lp_text *t, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int need = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (need < 0 || !t->whole ||
	    !moot_array_reserve((void **)&t->bytes, &t->room, t->length + (size_t)need + 1, 1)) {
		t->whole = false;
		return;
	}
	va_start(arguments, format);
	vsnprintf(t->bytes + t->length, (size_t)need + 1, format, arguments);
	va_end(arguments);
	t->length += (size_t)need;
	const char *end = t->length > 0 ? strrchr(t->bytes + t->length - (size_t)need, '\n') : NULL;
	if (end)
		t->line = (size_t)(end - t->bytes) + 1;
}

void moot_lp_text_id(struct moot_lp_text *t, const char *id)
{
	char safe[LONGEST_ID + 1];
	size_t i = 0;
	for (; i < LONGEST_ID && id[i] != '\0'; i++)
		safe[i] = id[i] == '-' ? '~' : id[i];
	safe[i] = '\0';
	moot_lp_text_put(t, "%s", safe);
}

void moot_lp_text_fold(struct moot_lp_text *t, const char *lead)
{
	if (t->length - t->line > LONGEST_LINE)
		moot_lp_text_put(t, "\n%s", lead);
}
