/*
 * The folder of a discovered landscape. Every cell that was inferred has a row in discovered.csv, with the line of its
 * file, the value, what it was read from, and how sure that is (0 to 1).
 */
#include <stdlib.h>
#include <string.h>

#include "discover.h"
#include "io/csv/writer.h"
#include "io/plan/folder.h"

static const char *const NAMES[] = {"discovered.csv", "boards.csv", "members.csv", "people.csv", "agenda.csv",
				    "venues.csv",     "policy.csv", "calendars",   NULL};

struct writing {
	struct moot_discovery *d;
	struct moot_folder *folder;
	struct moot_error *error;
	struct moot_csv evidence;
	int *order; /* addresses of people, by id */
	size_t people;
};

static void note(struct writing *w, const char *file, int line, const char *column, const char *value,
		 const char *evidence, double confidence)
{
	moot_csv_cell(&w->evidence, file);
	moot_csv_integer(&w->evidence, line);
	moot_csv_cell(&w->evidence, column);
	moot_csv_cell(&w->evidence, value);
	moot_csv_cell(&w->evidence, evidence);
	moot_csv_number(&w->evidence, confidence);
	moot_csv_end_row(&w->evidence);
}

static void note_number(struct writing *w, const char *file, int line, const char *column, int value,
			const char *evidence, double confidence)
{
	const char *text = moot_arena_format(w->d->arena, "%d", value);
	note(w, file, line, column, text ? text : "", evidence, confidence);
}

static enum moot_status put(struct writing *w, const char *directory, const char *stem, const char *suffix, char *bytes)
{
	if (!bytes)
		return moot_error_set(w->error, MOOT_ERROR_MEMORY, "out of memory");
	return moot_folder_take(w->folder, directory, stem, suffix, bytes, w->error);
}

static enum moot_status put_table(struct writing *w, const char *stem, struct moot_csv *csv)
{
	char *bytes = NULL;
	enum moot_status status = moot_text_take(&csv->text, &bytes, w->error);
	return status == MOOT_OK ? put(w, "", stem, ".csv", bytes) : status;
}

static void note_board(struct writing *w, const struct moot_found_board *board, int line)
{
	static const char file[] = "boards.csv";
	note(w, file, line, "name", board->name, board->evidence, board->confidence);
	note_number(w, file, line, "meetings_per_year", board->meetings, board->meetings_evidence,
		    board->meetings == board->dates ? 0.9 : 0.8);
	note_number(w, file, line, "minutes", board->minutes, "the median length of its dates", 0.9);
	if (*board->mode)
		note(w, file, line, "mode", board->mode, board->mode_evidence, 0.7);
	if (board->venue != MOOT_NONE)
		note(w, file, line, "venue", w->d->venues[board->venue].id,
		     w->d->venues[board->venue].is_room ? "a room is invited" : "the location",
		     w->d->venues[board->venue].is_room ? 0.85 : 0.6);
}

static enum moot_status put_boards(struct writing *w)
{
	static const char *const titles[] = {"board_id", "name", "meetings_per_year", "minutes", "mode", "venue", NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t b = 0; b < w->d->board_count; b++) {
		const struct moot_found_board *board = &w->d->boards[b];
		bool placed = board->venue != MOOT_NONE;
		moot_csv_cell(&csv, board->id);
		moot_csv_cell(&csv, board->name);
		moot_csv_integer(&csv, board->meetings);
		moot_csv_integer(&csv, board->minutes);
		moot_csv_cell(&csv, board->mode);
		moot_csv_cell(&csv, placed ? w->d->venues[board->venue].id : "");
		moot_csv_end_row(&csv);
		note_board(w, board, (int)b + 2);
	}
	return put_table(w, "boards", &csv);
}

static const char *role_evidence(struct writing *w, const struct moot_found_board *board,
				 const struct moot_found_member *member, double *confidence)
{
	const char *as = "invited";
	*confidence = member->dates == board->dates ? 0.95 : 0.8;
	if (member->role == MOOT_CHAIR) {
		as = member->organises ? "calls the meeting" : "invited as chair";
		*confidence = member->organises ? 0.7 : 0.9;
	} else if (member->organises) {
		as = "calls meetings, and another is the chair";
	} else if (member->role == MOOT_OPTIONAL || member->role == MOOT_OBSERVER) {
		as = "invited as optional or for information";
	}
	return moot_arena_format(w->d->arena, "%s on %d of %d dates", as, member->dates, board->dates);
}

static enum moot_status put_members(struct writing *w)
{
	static const char *const titles[] = {"board_id", "person_id", "role", NULL};
	struct moot_csv csv;
	int line = 1;
	moot_csv_begin(&csv, titles);
	for (size_t b = 0; b < w->d->board_count; b++) {
		const struct moot_found_board *board = &w->d->boards[b];
		for (size_t m = 0; m < board->member_count; m++) {
			const struct moot_found_member *member = &board->members[m];
			const char *role = moot_role_text(member->role);
			double confidence = 0;
			const char *evidence = role_evidence(w, board, member, &confidence);
			moot_csv_cell(&csv, board->id);
			moot_csv_cell(&csv, w->d->addresses[member->address].id);
			moot_csv_cell(&csv, role);
			moot_csv_end_row(&csv);
			note(w, "members.csv", ++line, "role", role, evidence ? evidence : "", confidence);
		}
	}
	return put_table(w, "members", &csv);
}

static enum moot_status put_people(struct writing *w)
{
	static const char *const titles[] = {"person_id", "name", "organisation", "email", NULL};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < w->people; i++) {
		const struct moot_address *person = &w->d->addresses[w->order[i]];
		const char *name = moot_person_name(w->d->arena, person->name, person->email);
		int line = (int)i + 2;
		moot_csv_cell(&csv, person->id);
		moot_csv_cell(&csv, name ? name : "");
		moot_csv_cell(&csv, person->organisation);
		moot_csv_cell(&csv, person->email);
		moot_csv_end_row(&csv);
		note(w, "people.csv", line, "person_id", person->id, "the e-mail address's local part", 0.9);
		note(w, "people.csv", line, "name", name ? name : "",
		     *person->name ? "the name in invitations" : "the e-mail address", *person->name ? 0.9 : 0.5);
		if (*person->organisation)
			note(w, "people.csv", line, "organisation", person->organisation,
			     "the domain of the e-mail address", 0.6);
	}
	return put_table(w, "people", &csv);
}

static enum moot_status put_agenda(struct writing *w)
{
	static const char *const titles[] = {"board_id", "theme", "minutes", NULL};
	struct moot_csv csv;
	int line = 1;
	moot_csv_begin(&csv, titles);
	for (size_t b = 0; b < w->d->board_count; b++) {
		const struct moot_found_board *board = &w->d->boards[b];
		for (size_t t = 0; t < board->theme_count; t++) {
			const struct moot_found_theme *theme = &board->themes[t];
			moot_csv_cell(&csv, board->id);
			moot_csv_cell(&csv, theme->theme);
			moot_csv_integer(&csv, theme->minutes);
			moot_csv_end_row(&csv);
			note(w, "agenda.csv", ++line, "theme", theme->theme,
			     theme->from_agenda ? "an agenda in the description" : "the words of the title",
			     theme->from_agenda ? 0.8 : 0.3);
		}
	}
	return put_table(w, "agenda", &csv);
}

static enum moot_status put_venues(struct writing *w)
{
	static const char *const titles[] = {"venue_id", "name", NULL};
	struct moot_csv csv;
	if (w->d->venue_count == 0)
		return MOOT_OK;
	moot_csv_begin(&csv, titles);
	for (size_t v = 0; v < w->d->venue_count; v++) {
		const struct moot_found_venue *venue = &w->d->venues[v];
		moot_csv_cell(&csv, venue->id);
		moot_csv_cell(&csv, venue->name);
		moot_csv_end_row(&csv);
		note(w, "venues.csv", (int)v + 2, "name", venue->name,
		     venue->is_room ? "a room is invited" : "the location of a board's meetings",
		     venue->is_room ? 0.9 : 0.6);
	}
	return put_table(w, "venues", &csv);
}

static enum moot_status put_policy(struct writing *w)
{
	static const char *const titles[] = {"key", "value", NULL};
	const moot_day days[] = {w->d->from, w->d->to};
	static const char *const keys[] = {"start", "end"};
	struct moot_csv csv;
	moot_csv_begin(&csv, titles);
	for (size_t i = 0; i < 2; i++) {
		char text[11];
		moot_day_format(days[i], text);
		moot_csv_cell(&csv, keys[i]);
		moot_csv_cell(&csv, text);
		moot_csv_end_row(&csv);
		note(w, "policy.csv", (int)i + 2, "value", text, "the planning year that was looked at", 1);
	}
	return put_table(w, "policy", &csv);
}

static enum moot_status put_calendars(struct writing *w)
{
	struct moot_discovery *d = w->d;
	static const char *const folders[] = {"calendars", "calendars/boards", "calendars/people"};
	enum moot_status status = MOOT_OK;
	for (size_t i = 0; i < 3 && status == MOOT_OK; i++)
		status = moot_folder_directory(w->folder, folders[i], w->error);
	for (size_t b = 0; b < d->board_count && status == MOOT_OK; b++)
		status = put(w, folders[1], d->boards[b].id, ".ics", moot_discover_board_calendar(d, (int)b));
	for (size_t i = 0; i < w->people && status == MOOT_OK; i++) {
		const struct moot_address *person = &d->addresses[w->order[i]];
		size_t f = 0;
		while (f < d->feed_count && d->owners[f].address != w->order[i])
			f++;
		if (f == d->feed_count)
			continue;
		status = put(w, folders[2], person->id, ".ics", moot_discover_person_calendar(d, w->order[i]));
		const char *file = moot_arena_format(d->arena, "calendars/people/%s.ics", person->id);
		note(w, file ? file : "", 0, "", person->id, d->owners[f].evidence, d->owners[f].confidence);
	}
	return status;
}

struct by_email {
	const char *email;
	int address;
};

static int compare_emails(const void *a, const void *b)
{
	return strcmp(((const struct by_email *)a)->email, ((const struct by_email *)b)->email);
}

/* `bodies` holds each name with the domain that had it first; another domain's is told apart by it. */
static bool name_organisation(struct moot_discovery *d, struct moot_lexicon *bodies, struct moot_address *person)
{
	const char *domain = "";
	int index = 0;
	const char *name = moot_organisation_name(d->arena, person->email, &domain);
	if (!name || moot_lexicon_add(bodies, name, domain, &index) != MOOT_OK)
		return false;
	bool other = *name && strcmp(bodies->texts[index], domain) != 0;
	person->organisation = other ? moot_arena_format(d->arena, "%s (%s)", name, domain) : name;
	return person->organisation != NULL;
}

/* Ids from local parts, in the order of the addresses; a second jane.smith is jane.smith-2. */
static bool name_people(struct writing *w)
{
	struct moot_discovery *d = w->d;
	struct by_email *list = moot_arena_array(d->arena, d->emails.count, sizeof *list);
	struct moot_lexicon ids = {0};
	struct moot_lexicon bodies = {0};
	w->order = moot_arena_array(d->arena, d->emails.count, sizeof *w->order);
	bool done = list && w->order;
	for (size_t a = 0; done && a < d->emails.count; a++) {
		if (d->addresses[a].is_person)
			list[w->people++] = (struct by_email){.email = d->addresses[a].email, .address = (int)a};
	}
	if (done && w->people > 1)
		qsort(list, w->people, sizeof *list, compare_emails);
	for (size_t i = 0; done && i < w->people; i++) {
		struct moot_address *person = &d->addresses[w->order[i] = list[i].address];
		const char *base = moot_person_id(d->arena, person->email);
		int index = 0;
		person->id = base;
		for (int n = 2; person->id && moot_lexicon_find(&ids, person->id) >= 0; n++)
			person->id = moot_arena_format(d->arena, "%s-%d", base, n);
		done = person->id && name_organisation(d, &bodies, person) &&
		       moot_lexicon_add(&ids, person->id, person->id, &index) == MOOT_OK;
	}
	moot_lexicon_clear(&ids);
	moot_lexicon_clear(&bodies);
	return done;
}

static enum moot_status put_all(struct writing *w)
{
	static enum moot_status (*const steps[])(struct writing * w) = {
	    put_boards, put_members, put_people, put_agenda, put_venues, put_policy, put_calendars};
	static const char *const titles[] = {"file", "row", "column", "value", "evidence", "confidence", NULL};
	enum moot_status status = MOOT_OK;
	moot_csv_begin(&w->evidence, titles);
	for (size_t i = 0; i < sizeof steps / sizeof *steps && status == MOOT_OK; i++)
		status = steps[i](w);
	if (status == MOOT_OK)
		return put_table(w, "discovered", &w->evidence);
	moot_text_clear(&w->evidence.text);
	return status;
}

enum moot_status moot_discover_write(struct moot_discovery *d, const char *folder, struct moot_error *error)
{
	struct writing w = {.d = d, .error = error};
	if (!name_people(&w))
		return moot_error_set(error, MOOT_ERROR_MEMORY, "out of memory");
	enum moot_status status = moot_folder_begin(folder, NAMES, &w.folder, error);
	if (status != MOOT_OK)
		return status;
	status = put_all(&w);
	if (status == MOOT_OK)
		return moot_folder_commit(w.folder, error);
	moot_folder_abandon(w.folder);
	return status;
}
