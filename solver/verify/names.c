/*
 * Look-up of ids and spellings: a sorted copy of the pointers and a binary search.
 *
 * Ids are compared byte by byte; themes, organisations, sites and venue texts trimmed and in any (ASCII) case.
 */
#include <solver/verify/verify.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *trimmed(const char *text, size_t *length)
{
	while (*text == ' ' || *text == '\t')
		text++;
	*length = strlen(text);
	while (*length > 0 && (text[*length - 1] == ' ' || text[*length - 1] == '\t'))
		(*length)--;
	return text;
}

static int compare_folded(const char *a, const char *b)
{
	size_t a_length = 0;
	size_t b_length = 0;
	a = trimmed(a, &a_length);
	b = trimmed(b, &b_length);
	int order = strncasecmp(a, b, a_length < b_length ? a_length : b_length);
	return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

bool verify_same_text(const char *a, const char *b)
{
	return compare_folded(a, b) == 0;
}

static int compare_exact(const void *a, const void *b)
{
	const struct verify_name *x = a;
	const struct verify_name *y = b;
	int order = strcmp(x->text, y->text);
	return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static int compare_any_case(const void *a, const void *b)
{
	const struct verify_name *x = a;
	const struct verify_name *y = b;
	int order = compare_folded(x->text, y->text);
	return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

void verify_names_build(struct verify *v, struct verify_names *names, const void *first, size_t stride, size_t count,
			bool fold)
{
	names->fold = fold;
	names->count = 0;
	names->items = verify_room(v, count, sizeof *names->items);
	if (!names->items)
		return;
	for (size_t i = 0; i < count; i++) {
		const void *place = (const char *)first + i * stride;
		names->items[i] = (struct verify_name){*(const char *const *)place, (int)i};
	}
	names->count = count;
	if (count > 1)
		qsort(names->items, count, sizeof *names->items, fold ? compare_any_case : compare_exact);
}

int verify_names_find(const struct verify_names *names, const char *text)
{
	size_t low = 0;
	size_t high = names->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *other = names->items[middle].text;
		if ((names->fold ? compare_folded(other, text) : strcmp(other, text)) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == names->count)
		return MOOT_NONE;
	const char *found = names->items[low].text;
	bool same = names->fold ? verify_same_text(found, text) : strcmp(found, text) == 0;
	return same ? names->items[low].index : MOOT_NONE;
}
