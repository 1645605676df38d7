/* Numbers and lists as people write them. */
#include <solver/structure/words.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

char *moot_words_count(struct moot_arena *arena, long count, const char *one, const char *many)
{
	return moot_arena_format(arena, "%ld %s", count, count == 1 ? one : many);
}

/* The digits of a whole number in groups of three, and, where it isn't nought, a tenth behind them. */
static char *grouped(struct moot_arena *arena, double value, int tenth)
{
	char digits[400];
	int length = snprintf(digits, sizeof digits, "%.0f", value);
	size_t room = (size_t)length + (size_t)length / 3 + 4;
	char *text = moot_arena_array(arena, room, 1);
	size_t at = 0;
	if (!text || length < 0 || length >= (int)sizeof digits)
		return NULL;
	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			text[at++] = ',';
		text[at++] = digits[i];
	}
	if (tenth > 0) {
		text[at++] = '.';
		text[at++] = (char)('0' + tenth);
	}
	return text;
}

char *moot_words_hours(struct moot_arena *arena, double hours, const char *what)
{
	double tenths = round(fabs(hours) * 10);
	double whole = floor(tenths / 10);
	char *number = isfinite(hours) ? grouped(arena, whole, (int)(tenths - 10 * whole)) : NULL;
	if (!number)
		return NULL;
	return moot_arena_format(arena, "%s %s%shour%s", number, what, *what ? " " : "", tenths == 10 ? "" : "s");
}

char *moot_words_money(struct moot_arena *arena, double gbp)
{
	char *number = isfinite(gbp) ? grouped(arena, round(fabs(gbp)), 0) : NULL;
	return number ? moot_arena_format(arena, "GBP %s", number) : NULL;
}

char *moot_words_list(struct moot_arena *arena, const char *const *names, int count, int most)
{
	int named = count > most ? most : count;
	char *list = moot_arena_text(arena, "");
	for (int i = 0; i < named && list; i++) {
		const char *comma = i == 0 ? "" : i + 1 == count ? " and " : ", ";
		list = moot_arena_format(arena, "%s%s%s", list, comma, names[i]);
	}
	if (list && count > named)
		list = moot_arena_format(arena, "%s and %d more", list, count - named);
	return list;
}
