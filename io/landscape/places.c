/* venues.csv and travel.csv: where boards meet, and how long it takes from one site to another. */
#include "io/landscape/intake.h"

#include <string.h>

enum { VENUE_ID, VENUE_NAME, VENUE_SITE, VENUE_CAPACITY };
enum { TRAVEL_FROM, TRAVEL_TO, TRAVEL_MINUTES };

struct venue_row {
	const char *id;
	const char *name;
	const char *site;
	int capacity;
};

struct travel_row {
	const char *from;
	const char *to;
	int minutes;
};

static const struct moot_column VENUE_COLUMNS[] = {
    [VENUE_ID] = {.name = "venue_id",
		  .required = true,
		  .parse = moot_parse_id,
		  .offset = offsetof(struct venue_row, id),
		  .meaning = "its id, by which boards.csv refers to it",
		  .sample = "town-hall-1"},
    [VENUE_NAME] = {.name = "name",
		    .parse = moot_parse_label,
		    .offset = offsetof(struct venue_row, name),
		    .meaning = "its name; empty is the id",
		    .sample = "Committee Room 1"},
    [VENUE_SITE] = {.name = "site",
		    .parse = moot_parse_reference,
		    .offset = offsetof(struct venue_row, site),
		    .meaning = "the building or place it is in, as in travel.csv and people.csv's base",
		    .sample = "Town Hall"},
    [VENUE_CAPACITY] = {.name = "capacity",
			.parse = moot_parse_integer,
			.offset = offsetof(struct venue_row, capacity),
			.low = 1,
			.high = 100000,
			.meaning = "how many people it holds; empty is any number",
			.sample = "30"},
};

static const struct moot_column TRAVEL_COLUMNS[] = {
    [TRAVEL_FROM] = {.name = "from",
		     .required = true,
		     .parse = moot_parse_reference,
		     .offset = offsetof(struct travel_row, from),
		     .meaning = "a site",
		     .sample = "Town Hall"},
    [TRAVEL_TO] = {.name = "to",
		   .required = true,
		   .parse = moot_parse_reference,
		   .offset = offsetof(struct travel_row, to),
		   .meaning = "another site",
		   .sample = "Police Headquarters"},
    [TRAVEL_MINUTES] = {.name = "minutes",
			.required = true,
			.parse = moot_parse_integer,
			.offset = offsetof(struct travel_row, minutes),
			.low = 0,
			.high = 1440,
			.meaning = "minutes one way; the same both ways",
			.sample = "20"},
};

static void take_venue(struct moot_intake *intake, size_t row, const void *values)
{
	const struct venue_row *v = values;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_VENUES];
	struct moot_landscape *l = intake->landscape;
	int index = 0;
	if (!v->id)
		return;
	if ((index = moot_lexicon_find(&intake->venues, v->id)) >= 0) {
		moot_intake_report_at(
		    intake, MOOT_ERROR, sheet, row, VENUE_ID, "venue %s stands twice, first in %s; ids must differ",
		    moot_intake_quote(intake, v->id), moot_sheet_where(intake, sheet, intake->venue_rows[index]));
		return;
	}
	if (moot_lexicon_add(&intake->venues, v->id, v->id, &index)) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	intake->venue_rows[index] = row;
	l->venues[l->venue_count++] =
	    (struct moot_venue){.id = v->id,
				.name = v->name ? v->name : v->id,
				.site = v->site ? moot_intake_intern(intake, &intake->sites, v->site) : MOOT_NONE,
				.capacity = v->capacity};
}

static void take_travel(struct moot_intake *intake, size_t row, const void *values)
{
	const struct travel_row *t = values;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_TRAVEL];
	struct moot_landscape *l = intake->landscape;
	if (!t->from || !t->to || t->minutes < 0)
		return;
	int from = moot_intake_intern(intake, &intake->sites, t->from);
	int to = moot_intake_intern(intake, &intake->sites, t->to);
	if (from == to) {
		moot_intake_report_at(intake, MOOT_WARNING, sheet, row, TRAVEL_TO,
				      "the row leads from a site to itself, so it is not used");
		return;
	}
	const char *key = moot_arena_format(intake->arena, "%d %d", from < to ? from : to, from < to ? to : from);
	int index = 0;
	if (!key || moot_lexicon_add(&intake->links, key, key, &index)) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	if ((size_t)index == l->link_count) {
		l->links[l->link_count++] = (struct moot_link){.from = from, .to = to, .minutes = t->minutes};
	} else if (l->links[index].minutes != t->minutes) {
		moot_intake_report_at(intake, MOOT_WARNING, sheet, row, TRAVEL_MINUTES,
				      "this pair of sites already takes %d minutes; travel is the same both ways, and "
				      "the shorter counts",
				      l->links[index].minutes);
		if (t->minutes < l->links[index].minutes)
			l->links[index].minutes = t->minutes;
	}
}

static void prepare_travel(void *values)
{
	((struct travel_row *)values)->minutes = -1;
}

const struct moot_sheet_kind moot_venues_kind = {
    .file = "venues.csv",
    .meaning = "Rooms. Without this file any number of meetings may be anywhere at once.",
    .columns = VENUE_COLUMNS,
    .column_count = sizeof VENUE_COLUMNS / sizeof *VENUE_COLUMNS,
    .row_size = sizeof(struct venue_row),
    .take = take_venue,
};

const struct moot_sheet_kind moot_travel_kind = {
    .file = "travel.csv",
    .meaning = "How long it takes between sites; unknown pairs take half of policy's travel_minutes.",
    .columns = TRAVEL_COLUMNS,
    .column_count = sizeof TRAVEL_COLUMNS / sizeof *TRAVEL_COLUMNS,
    .row_size = sizeof(struct travel_row),
    .prepare = prepare_travel,
    .take = take_travel,
};

void moot_read_places(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	struct moot_sheet *venues = &intake->sheets[MOOT_FILE_VENUES];
	struct moot_sheet *travel = &intake->sheets[MOOT_FILE_TRAVEL];
	l->venues = moot_intake_array(intake, venues->table.row_count, sizeof *l->venues);
	l->links = moot_intake_array(intake, travel->table.row_count, sizeof *l->links);
	intake->venue_rows = moot_intake_scratch(intake, venues->table.row_count, sizeof *intake->venue_rows);
	if (intake->status)
		return;
	moot_sheet_read(intake, venues);
	moot_sheet_read(intake, travel);
}
