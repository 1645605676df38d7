/* people.csv: what is known of people beside their seats. */
#include "io/landscape/members.h"

#include <string.h>

struct person_row {
	const char *id;
	const char *name;
	const char *organisation;
	const char *post;
	const char *email;
	const char *base;
	double salary;
	double max_hours;
	enum moot_answer senior;
	unsigned days;
};

#define FIELD(member) .offset = offsetof(struct person_row, member)

static const struct moot_column COLUMNS[] = {
    [MOOT_PERSON_ID] = {.name = "person_id",
			.required = true,
			.parse = moot_parse_id,
			FIELD(id),
			.meaning = "the person's id, by which the other files refer to them",
			.sample = "ann-example"},
    [MOOT_PERSON_NAME] = {.name = "name",
			  .parse = moot_parse_label,
			  FIELD(name),
			  .meaning = "their name; empty is members.csv's, else the id",
			  .sample = "Ann Example"},
    [MOOT_PERSON_ORGANISATION] = {.name = "organisation",
				  .parse = moot_parse_reference,
				  FIELD(organisation),
				  .meaning = "who they work for; members.csv's wins",
				  .sample = "Example Council"},
    [MOOT_PERSON_POST] = {.name = "post",
			  .parse = moot_parse_label,
			  FIELD(post),
			  .meaning = "their post; without a salary it tells who is senior",
			  .sample = "Director of Communities"},
    [MOOT_PERSON_EMAIL] = {.name = "email",
			   .parse = moot_parse_email,
			   FIELD(email),
			   .meaning = "their e-mail address",
			   .sample = "ann@example.org"},
    [MOOT_PERSON_SALARY] = {.name = "salary",
			    .parse = moot_parse_number,
			    FIELD(salary),
			    .high = 10000000,
			    .meaning = "pounds a year; empty is policy's default_salary",
			    .sample = "85000"},
    [MOOT_PERSON_SENIOR] = {.name = "senior",
			    .parse = moot_parse_yes,
			    FIELD(senior),
			    .meaning = "yes or no; empty leaves it to salary or post",
			    .sample = "yes"},
    [MOOT_PERSON_BASE] = {.name = "base",
			  .parse = moot_parse_reference,
			  FIELD(base),
			  .meaning = "the site they work at, as in venues.csv and travel.csv",
			  .sample = "Police Headquarters"},
    [MOOT_PERSON_MAX_HOURS] = {.name = "max_hours",
			       .parse = moot_parse_number,
			       FIELD(max_hours),
			       .high = 8784,
			       .meaning = "the most hours a year they can give to meetings; empty is no limit",
			       .sample = "200"},
    [MOOT_PERSON_DAYS] = {.name = "days",
			  .parse = moot_parse_days,
			  FIELD(days),
			  .meaning = "the days they work, such as Mon|Tue|Thu; empty is Mon-Fri",
			  .sample = "Mon|Tue|Wed|Thu|Fri"},
};

enum { MONDAY_TO_FRIDAY = 0x1f };

static void prepare(void *values)
{
	*(struct person_row *)values =
	    (struct person_row){.post = "", .email = "", .salary = -1, .max_hours = -1, .days = MONDAY_TO_FRIDAY};
}

static void take_row(struct moot_intake *intake, size_t row, const void *values)
{
	const struct person_row *p = values;
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_PEOPLE];
	struct moot_landscape *l = intake->landscape;
	int index = 0;
	if (!p->id)
		return;
	if ((index = moot_lexicon_find(&intake->people, p->id)) >= 0) {
		moot_intake_report_at(intake, MOOT_ERROR, sheet, row, MOOT_PERSON_ID,
				      "person %s stands twice, first in %s; ids must differ",
				      moot_intake_quote(intake, p->id),
				      moot_sheet_where(intake, sheet, intake->person_rows[index]));
		return;
	}
	if (moot_lexicon_add(&intake->people, p->id, p->id, &index)) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	intake->person_rows[index] = row;
	l->people[l->person_count++] = (struct moot_person){
	    .id = p->id,
	    .name = p->name,
	    .post = p->post,
	    .email = p->email,
	    .organisation =
		p->organisation ? moot_intake_intern(intake, &intake->organisations, p->organisation) : MOOT_NONE,
	    .salary = p->salary,
	    .senior = p->senior,
	    .base = p->base ? moot_intake_intern(intake, &intake->sites, p->base) : MOOT_NONE,
	    .max_hours = p->max_hours,
	    .days = p->days};
}

const struct moot_sheet_kind moot_people_kind = {
    .file = "people.csv",
    .meaning = "What is known of people beside their seats. Who is only in members.csv has policy's defaults.",
    .columns = COLUMNS,
    .column_count = sizeof COLUMNS / sizeof *COLUMNS,
    .row_size = sizeof(struct person_row),
    .prepare = prepare,
    .take = take_row,
};

void moot_read_people(struct moot_intake *intake)
{
	struct moot_landscape *l = intake->landscape;
	struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_PEOPLE];
	/* Every row of members.csv may name one more. */
	size_t most = sheet->table.row_count + intake->sheets[MOOT_FILE_MEMBERS].table.row_count;
	l->people = moot_intake_array(intake, most, sizeof *l->people);
	intake->person_rows = moot_intake_scratch(intake, most, sizeof *intake->person_rows);
	if (intake->status)
		return;
	moot_sheet_read(intake, sheet);
}

void moot_add_person(struct moot_intake *intake, const char *id, int *person)
{
	struct moot_landscape *l = intake->landscape;
	if (moot_lexicon_add(&intake->people, id, id, person)) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	intake->person_rows[*person] = SIZE_MAX;
	l->people[l->person_count++] = (struct moot_person){.id = id,
							    .post = "",
							    .email = "",
							    .organisation = MOOT_NONE,
							    .salary = -1,
							    .base = MOOT_NONE,
							    .max_hours = -1,
							    .days = MONDAY_TO_FRIDAY};
}
