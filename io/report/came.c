/* Attendance (came.h). */
#include "io/report/came.h"

#include "io/report/chart.h"
#include "io/report/columns.h"
#include "io/report/html.h"

/* What attendance.csv says of one board. Counts are of members but observers; guests are everyone else who came. */
struct tally {
	int dates;
	int members;
	int attended;
	int apologies;
	int absent;
	int guests;
	double share; /* of seats on all dates; negative where there is neither */
};

static bool is_counted(const struct moot_landscape *l, int board, int person)
{
	for (size_t m = 0; m < l->member_count; m++) {
		const struct moot_member *member = &l->members[m];
		if (member->board == board && member->person == person)
			return member->role != MOOT_OBSERVER;
	}
	return false;
}

/* Whether the i-th row is the first with its board and day. */
static bool is_first_of_date(const struct moot_landscape *l, size_t i)
{
	return i == 0 || l->came[i - 1].board != l->came[i].board || l->came[i - 1].day != l->came[i].day;
}

static struct tally tally_of(const struct moot_landscape *l, int board)
{
	struct tally tally = {.share = -1};
	for (size_t i = 0; i < l->came_count; i++) {
		const struct moot_came *came = &l->came[i];
		if (came->board != board)
			continue;
		tally.dates += is_first_of_date(l, i);
		if (!is_counted(l, board, came->person))
			tally.guests += came->status == MOOT_CAME_ATTENDED;
		else if (came->status == MOOT_CAME_ATTENDED)
			tally.attended++;
		else if (came->status == MOOT_CAME_APOLOGIES)
			tally.apologies++;
		else
			tally.absent++;
	}
	for (size_t m = 0; m < l->member_count; m++)
		tally.members += l->members[m].board == board && l->members[m].role != MOOT_OBSERVER;
	if (tally.dates > 0 && tally.members > 0)
		tally.share = tally.attended / ((double)tally.dates * tally.members);
	return tally;
}

static int times_attended(const struct moot_landscape *l, int board, int person)
{
	int times = 0;
	for (size_t i = 0; i < l->came_count; i++)
		times +=
		    l->came[i].board == board && l->came[i].person == person && l->came[i].status == MOOT_CAME_ATTENDED;
	return times;
}

static void never_json(struct moot_json *json, const struct moot_landscape *l, int board)
{
	moot_json_array(json, "never");
	for (size_t m = 0; m < l->member_count; m++) {
		const struct moot_member *member = &l->members[m];
		if (member->board == board && member->role != MOOT_OBSERVER &&
		    times_attended(l, board, member->person) == 0)
			moot_json_text(json, NULL, l->people[member->person].id);
	}
	moot_json_array_end(json);
}

void moot_came_json(struct moot_json *json, const struct moot_landscape *l)
{
	moot_json_array(json, "attendance");
	for (int b = 0; b < (int)l->board_count; b++) {
		struct tally tally = tally_of(l, b);
		if (tally.dates == 0)
			continue;
		moot_json_object(json, NULL);
		moot_json_text(json, "id", l->boards[b].id);
		moot_json_integer(json, "meetings", tally.dates);
		moot_json_integer(json, "members", tally.members);
		moot_json_integer(json, "attended", tally.attended);
		moot_json_integer(json, "apologies", tally.apologies);
		moot_json_integer(json, "absent", tally.absent);
		moot_json_integer(json, "guests", tally.guests);
		if (tally.share < 0)
			moot_json_null(json, "share");
		else
			moot_json_number(json, "share", tally.share);
		never_json(json, l, b);
		moot_json_object_end(json);
	}
	moot_json_array_end(json);
}

void moot_came_text(struct moot_text *text, const struct moot_landscape *l)
{
	static const char *const titles[] = {
	    "Who came (attendance.csv)", "#meetings", "#members", "#came, %", "#apologies", "#absent", "#guests", NULL};
	struct moot_columns columns;
	if (l->came_count == 0)
		return;
	moot_columns_begin(&columns, titles);
	for (int b = 0; b < (int)l->board_count; b++) {
		struct tally tally = tally_of(l, b);
		if (tally.dates == 0)
			continue;
		moot_columns_text(&columns, l->boards[b].name);
		moot_columns_number(&columns, tally.dates, 0);
		moot_columns_number(&columns, tally.members, 0);
		moot_columns_number(&columns, tally.share < 0 ? 0 : tally.share * 100, 0);
		moot_columns_number(&columns, tally.apologies, 0);
		moot_columns_number(&columns, tally.absent, 0);
		moot_columns_number(&columns, tally.guests, 0);
	}
	moot_text_add(text, "\n");
	moot_columns_end(&columns, text);
}

void moot_came_page(struct moot_text *text, const struct moot_landscape *l)
{
	static const char *const titles[] = {"Board",      "#Meetings", "#Members", "#Came, %",
					     "#Apologies", "#Absent",   "#Guests",  NULL};
	struct moot_scale scale = moot_scale_make(0, 100, 4);
	if (l->came_count == 0)
		return;
	moot_html_section(text, "attendance", "Who came");
	moot_html_table_begin(text, "Members who came, of all members on all recorded dates");
	moot_html_table_titles(text, titles);
	moot_chart_axis_cell(text, &scale, "Came (%)");
	moot_html_table_body(text);
	for (int b = 0; b < (int)l->board_count; b++) {
		struct tally tally = tally_of(l, b);
		double percent = tally.share < 0 ? 0 : tally.share * 100;
		if (tally.dates == 0)
			continue;
		moot_html_row(text, l->boards[b].name);
		moot_html_cell_number(text, tally.dates, 0);
		moot_html_cell_number(text, tally.members, 0);
		moot_html_cell_number(text, percent, 0);
		moot_html_cell_number(text, tally.apologies, 0);
		moot_html_cell_number(text, tally.absent, 0);
		moot_html_cell_number(text, tally.guests, 0);
		moot_chart_bar_cell(text, &scale, percent < 50 ? MOOT_TONE_TROUBLE : MOOT_TONE_PEOPLE, percent, "%");
		moot_html_row_end(text);
	}
	moot_html_table_end(text);
	moot_html_section_end(text);
}

void moot_came_table(struct moot_table *table, const struct moot_landscape *landscape)
{
	static const char *const titles[] = {"board_id",  "name",   "meetings", "members", "attended",
					     "apologies", "absent", "guests",   "share",   NULL};
	moot_table_begin(table, "attendance", "Who came", titles);
	for (int b = 0; b < (int)landscape->board_count; b++) {
		struct tally tally = tally_of(landscape, b);
		if (tally.dates == 0)
			continue;
		moot_table_text(table, landscape->boards[b].id);
		moot_table_text(table, landscape->boards[b].name);
		moot_table_whole(table, tally.dates);
		moot_table_whole(table, tally.members);
		moot_table_whole(table, tally.attended);
		moot_table_whole(table, tally.apologies);
		moot_table_whole(table, tally.absent);
		moot_table_whole(table, tally.guests);
		moot_table_share(table, tally.share < 0 ? 0 : tally.share);
	}
}
