/*
 * Recurring meetings of several people of the landscape that are no board's: what the map misses.
 *
 * The records that no board claims, by event: those of one title, organiser and length are one meeting even where the
 * UIDs differ. A meeting counts that is on at least three days (two, where the calendars call it a series) and has at
 * least three people whose own calendars are given, who have not declined and who are there at one time on at least
 * half of the days: leave or a lesson of the same name in three calendars is no meeting. No title is kept, so none can
 * be told.
 */
#include "recognise.h"

#include <stdlib.h>
#include <string.h>

#include "io/text.h"

enum { FEWEST_PEOPLE = 3, FEWEST_DAYS = 3, FEWEST_OF_SERIES = 2, MOST_NAMED = 10 };

/* One record, or one guest of one, of a meeting. */
struct trace {
	int meeting; /* the series that stands for it */
	int person;
	const struct moot_record *record;
};

static int compare_traces(const void *a, const void *b)
{
	const struct trace *x = a;
	const struct trace *y = b;
	if (x->meeting != y->meeting)
		return x->meeting < y->meeting ? -1 : 1;
	if (x->record->start != y->record->start)
		return x->record->start < y->record->start ? -1 : 1;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return x->record < y->record ? -1 : x->record > y->record;
}

struct hashed {
	uint64_t title;
	int series;
};

static int compare_hashes(const void *a, const void *b)
{
	const struct hashed *x = a;
	const struct hashed *y = b;
	if (x->title != y->title)
		return x->title < y->title ? -1 : 1;
	return (x->series > y->series) - (x->series < y->series);
}

/* meeting[s]: the first series with the title of series s, else s. */
static bool join_titles(const struct moot_recognition *r, int *meeting)
{
	size_t count = r->keys.count;
	struct hashed *hashes = moot_allocate(count, sizeof *hashes);
	if (!hashes)
		return false;
	for (size_t s = 0; s < count; s++)
		hashes[s] = (struct hashed){.title = r->series[s].title, .series = (int)s};
	if (count > 1)
		qsort(hashes, count, sizeof *hashes, compare_hashes);
	for (size_t i = 0, first = 0; i < count; i++) {
		if (hashes[i].title != hashes[first].title || hashes[i].title == 0)
			first = i;
		meeting[hashes[i].series] = hashes[first].series;
	}
	moot_release(hashes);
	return true;
}

struct search {
	struct moot_recognition *r;
	struct trace *traces;
	size_t count;
	size_t capacity;
	int *people; /* of the meeting at hand */
	size_t person_count;
	int *dates;    /* by person */
	int *weekdays; /* of the dates of the meeting at hand, and their starts */
	int *starts;
	struct moot_missing *found;
	size_t found_count;
	size_t found_capacity;
};

static bool add_trace(struct search *s, int meeting, int person, const struct moot_record *record)
{
	if (!moot_array_reserve((void **)&s->traces, &s->capacity, s->count + 1, sizeof *s->traces))
		return false;
	s->traces[s->count++] = (struct trace){.meeting = meeting, .person = person, .record = record};
	return true;
}

static bool declines(const struct moot_recognition *r, const struct moot_record *record, int person)
{
	const struct moot_invitation *list = &r->invitations[record->invitation];
	for (size_t g = list->first; g < list->first + list->count; g++) {
		if (r->guests[g].person == person)
			return r->guests[g].answer == MOOT_ANSWER_DECLINED;
	}
	return false;
}

static bool add_traces(struct search *s, const int *meeting)
{
	const struct moot_recognition *r = s->r;
	for (size_t i = 0; i < r->record_count; i++) {
		const struct moot_record *record = &r->records[i];
		if (record->board != MOOT_NONE || record->of != MOOT_CALENDAR_PERSON || record->is_cancelled ||
		    record->is_stale || record->all_day || record->end <= record->start)
			continue;
		if (!declines(r, record, record->owner) &&
		    !add_trace(s, meeting[record->series], record->owner, record))
			return false;
		const struct moot_invitation *list = &r->invitations[record->invitation];
		for (size_t g = list->first; g < list->first + list->count; g++) {
			const struct moot_guest *guest = &r->guests[g];
			if (guest->person != record->owner && r->has_calendar[guest->person] &&
			    guest->answer != MOOT_ANSWER_DECLINED &&
			    !add_trace(s, meeting[record->series], guest->person, record))
				return false;
		}
	}
	if (s->count > 1)
		qsort(s->traces, s->count, sizeof *s->traces, compare_traces);
	return true;
}

static moot_day day_of(moot_minute start)
{
	return (moot_day)(start / MOOT_MINUTES_A_DAY - (start % MOOT_MINUTES_A_DAY < 0));
}

static int compare_numbers(const void *a, const void *b)
{
	int x = *(const int *)a;
	int y = *(const int *)b;
	return (x > y) - (x < y);
}

/* The commonest of sorted numbers, the least of equals. */
static int commonest(int *numbers, size_t count)
{
	int best = numbers[0];
	size_t most = 0;
	qsort(numbers, count, sizeof *numbers, compare_numbers);
	for (size_t i = 0, run = 0; i < count; i++) {
		run = i > 0 && numbers[i] == numbers[i - 1] ? run + 1 : 1;
		if (run > most) {
			most = run;
			best = numbers[i];
		}
	}
	return best;
}

static const char *rhythm(const struct moot_missing *missing)
{
	static const struct {
		int days;
		const char *word;
	} rhythms[] = {{4, "several times a week"}, {10, "weekly"},     {20, "fortnightly"},  {45, "monthly"},
		       {75, "every two months"},    {130, "quarterly"}, {240, "twice a year"}};
	int gap = missing->meetings > 1 ? (missing->last - missing->first) / (missing->meetings - 1) : 366;
	for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++) {
		if (gap <= rhythms[i].days)
			return rhythms[i].word;
	}
	return "yearly";
}

static const char *describe(const struct moot_landscape *l, const struct moot_missing *missing)
{
	static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
					   "Friday", "Saturday", "Sunday"};
	struct moot_text text = {0};
	char clock[6];
	moot_clock_format(missing->start, clock);
	moot_text_format(&text, "%s, %s %s, %d minutes, %zu members: ", rhythm(missing), days[missing->weekday], clock,
			 missing->minutes, missing->person_count);
	for (size_t i = 0; i < missing->person_count && i < MOST_NAMED; i++) {
		moot_text_add(&text, i > 0 ? ", " : "");
		moot_text_add(&text, l->people[missing->people[i]].id);
	}
	if (missing->person_count > MOST_NAMED)
		moot_text_format(&text, " and %zu more", missing->person_count - MOST_NAMED);
	const char *copy = text.failed ? NULL : moot_arena_text(l->arena, text.bytes);
	moot_text_clear(&text);
	return copy;
}

/* The traces [first, end) start together; each trace of one person stands together. How many people are there. */
static size_t count_together(const struct search *s, size_t first, size_t end)
{
	size_t count = 0;
	for (size_t i = first; i < end; i++)
		count += i == first || s->traces[i].person != s->traces[i - 1].person;
	return count;
}

static void add_date(struct search *s, size_t first, size_t end, struct moot_missing *missing)
{
	const struct moot_record *record = s->traces[first].record;
	moot_day day = day_of(record->start);
	if (missing->organisation == MOOT_NONE)
		missing->organisation = s->r->invitations[record->invitation].organisation;
	for (size_t i = first; i < end; i++) {
		int person = s->traces[i].person;
		if (i > first && person == s->traces[i - 1].person)
			continue;
		if (s->dates[person]++ == 0)
			s->people[s->person_count++] = person;
	}
	missing->first = missing->meetings == 0 ? day : missing->first;
	missing->last = day;
	missing->minutes = (int)(record->end - record->start);
	s->weekdays[missing->meetings] = (int)moot_day_weekday(day);
	s->starts[missing->meetings++] = (int)(record->start - (moot_minute)day * MOOT_MINUTES_A_DAY);
}

/* The traces [first, end) are one meeting's, by start and person. */
static void gather(struct search *s, size_t first, size_t end, struct moot_missing *missing)
{
	size_t kept = 0;
	s->person_count = 0;
	for (size_t i = first; i < end;) {
		size_t next = i + 1;
		while (next < end && s->traces[next].record->start == s->traces[i].record->start)
			next++;
		if (count_together(s, i, next) >= FEWEST_PEOPLE)
			add_date(s, i, next, missing);
		i = next;
	}
	for (size_t i = 0; i < s->person_count; i++) {
		int person = s->people[i];
		if (2 * s->dates[person] >= missing->meetings)
			s->people[kept++] = person;
		s->dates[person] = 0;
	}
	s->person_count = kept;
}

static bool keep(struct search *s, struct moot_missing missing)
{
	struct moot_landscape *l = s->r->landscape;
	qsort(s->people, s->person_count, sizeof *s->people, compare_numbers);
	missing.people = moot_arena_array(l->arena, s->person_count, sizeof *missing.people);
	if (!missing.people)
		return false;
	memcpy(missing.people, s->people, s->person_count * sizeof *missing.people);
	missing.person_count = s->person_count;
	missing.text = describe(l, &missing);
	if (!missing.text ||
	    !moot_array_reserve((void **)&s->found, &s->found_capacity, s->found_count + 1, sizeof *s->found))
		return false;
	s->found[s->found_count++] = missing;
	return true;
}

static bool take_meetings(struct search *s)
{
	bool done = true;
	for (size_t i = 0; i < s->count && done;) {
		size_t end = i + 1;
		struct moot_missing missing = {.organisation = MOOT_NONE};
		while (end < s->count && s->traces[end].meeting == s->traces[i].meeting)
			end++;
		gather(s, i, end, &missing);
		bool recurs = s->r->series[s->traces[i].meeting].recurs;
		if (s->person_count >= FEWEST_PEOPLE && missing.meetings >= (recurs ? FEWEST_OF_SERIES : FEWEST_DAYS)) {
			missing.weekday = commonest(s->weekdays, (size_t)missing.meetings);
			missing.start = commonest(s->starts, (size_t)missing.meetings);
			done = keep(s, missing);
		}
		i = end;
	}
	return done;
}

static int compare_missing(const void *a, const void *b)
{
	const struct moot_missing *x = a;
	const struct moot_missing *y = b;
	if (x->person_count != y->person_count)
		return x->person_count > y->person_count ? -1 : 1;
	if (x->meetings != y->meetings)
		return x->meetings > y->meetings ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return strcmp(x->text, y->text);
}

enum moot_status moot_recognition_fill_missing(struct moot_recognition *r)
{
	struct moot_landscape *l = r->landscape;
	struct search s = {.r = r,
			   .people = moot_allocate(l->person_count, sizeof *s.people),
			   .dates = moot_allocate(l->person_count, sizeof *s.dates)};
	int *meeting = moot_allocate(r->keys.count, sizeof *meeting);
	bool done = meeting && s.people && s.dates && join_titles(r, meeting) && add_traces(&s, meeting);
	s.weekdays = done ? moot_allocate(s.count, sizeof *s.weekdays) : NULL;
	s.starts = done ? moot_allocate(s.count, sizeof *s.starts) : NULL;
	done = s.weekdays && s.starts && take_meetings(&s);
	l->missing = done ? moot_arena_array(l->arena, s.found_count, sizeof *l->missing) : NULL;
	done = done && l->missing;
	if (done && s.found_count > 0) {
		qsort(s.found, s.found_count, sizeof *s.found, compare_missing);
		memcpy(l->missing, s.found, s.found_count * sizeof *l->missing);
		l->missing_count = s.found_count;
	}
	moot_release(meeting);
	moot_release(s.people);
	moot_release(s.dates);
	moot_release(s.weekdays);
	moot_release(s.starts);
	moot_release(s.traces);
	moot_release(s.found);
	return done ? MOOT_OK : MOOT_ERROR_MEMORY;
}
