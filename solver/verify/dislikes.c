/*
 * dislike_penalty for each meeting that touches a disliked time: policy.disliked lists weekdays ("Fri"), halves of them
 * ("Fri pm", from 12:00) and hours ("08:00-09:30"), | between. like_penalty for each that lies inside no liked time,
 * where policy.liked lists any.
 */
#include <solver/verify/year.h>

#include <string.h>
#include <strings.h>

struct dislike {
	int weekday; /* MOOT_NONE: every day */
	int from;    /* minutes of the day */
	int to;
};

/* Reads one item of the list; an item that says nothing known dislikes nothing. */
static struct dislike read_item(const char *text, size_t length)
{
	const struct dislike nothing = {MOOT_NONE, 0, 0};
	char item[32];
	while (length > 0 && *text == ' ') {
		text++;
		length--;
	}
	while (length > 0 && text[length - 1] == ' ')
		length--;
	if (length == 0 || length >= sizeof item)
		return nothing;
	memcpy(item, text, length);
	item[length] = '\0';
	char *dash = strchr(item, '-');
	if (dash) {
		*dash = '\0';
		int from = moot_clock_parse(item);
		int to = moot_clock_parse(dash + 1);
		return from < 0 || to < 0 ? nothing : (struct dislike){MOOT_NONE, from, to};
	}
	char *half = strchr(item, ' ');
	if (half)
		*half++ = '\0';
	while (half && *half == ' ')
		half++;
	const int noon = MOOT_MINUTES_A_DAY / 2;
	struct dislike day = {moot_weekday_parse(item), 0, MOOT_MINUTES_A_DAY};
	if (day.weekday < 0 || (half && strcasecmp(half, "am") != 0 && strcasecmp(half, "pm") != 0))
		return nothing;
	if (half && strcasecmp(half, "am") == 0)
		day.to = noon;
	else if (half)
		day.from = noon;
	return day;
}

static bool touches(const struct occurrence *o, const struct dislike *dislike)
{
	for (moot_day day = o->day; day <= o->last_day; day++) {
		const moot_minute midnight = (moot_minute)day * MOOT_MINUTES_A_DAY;
		if ((dislike->weekday == MOOT_NONE || (int)moot_day_weekday(day) == dislike->weekday) &&
		    o->start < midnight + dislike->to && o->end > midnight + dislike->from)
			return true;
	}
	return false;
}

/* The meeting is on that day alone, from first to last minute in the time. */
static bool lies_inside(const struct occurrence *o, const struct dislike *liked)
{
	const moot_minute midnight = (moot_minute)o->day * MOOT_MINUTES_A_DAY;
	return (liked->weekday == MOOT_NONE || (int)moot_day_weekday(o->day) == liked->weekday) &&
	       o->start >= midnight + liked->from && o->end <= midnight + liked->to;
}

static bool is_disliked(const struct moot_policy *policy, const struct occurrence *o)
{
	bool disliked = false;
	for (const char *item = policy->disliked; *item; item += *item == '|') {
		size_t length = strcspn(item, "|");
		struct dislike dislike = read_item(item, length);
		disliked |= touches(o, &dislike);
		item += length;
	}
	return disliked;
}

static bool is_not_liked(const struct moot_policy *policy, const struct occurrence *o)
{
	bool some = false;
	bool liked = false;
	for (const char *item = policy->liked; *item; item += *item == '|') {
		size_t length = strcspn(item, "|");
		struct dislike like = read_item(item, length);
		some |= like.to > like.from;
		liked |= like.to > like.from && lies_inside(o, &like);
		item += length;
	}
	return some && !liked;
}

void year_dislikes(struct year *y)
{
	const struct moot_policy *policy = &y->v->l->policy;
	for (size_t i = 0; i < y->count; i++) {
		const struct occurrence *o = &y->occurrences[i];
		if (!o->frozen && is_disliked(policy, o))
			y->parts.dislikes += policy->dislike_penalty;
		if (!o->frozen && is_not_liked(policy, o))
			y->parts.dislikes += policy->like_penalty;
	}
}
