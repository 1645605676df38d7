/*
 * The rows of feeds.csv, or of the sheet that stands in for it: gathered for the reader of calendars, those whose
 * source is an address fetched all together, and these listed among the inputs by their addresses as they may be shown.
 */
#include "io/landscape/intake.h"

#include "io/feeds/address.h"

static void gather(struct moot_intake *intake, struct moot_feed_table *table)
{
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_FEEDS];
	size_t count = sheet->usable ? sheet->table.row_count : 0;
	struct moot_feed_row *rows = moot_intake_scratch(intake, count, sizeof *rows);
	table->file = sheet->file ? sheet->file : sheet->kind->file;
	for (size_t i = 0; rows && i < count; i++) {
		struct moot_cell owner = moot_sheet_cell(sheet, i, 0);
		struct moot_cell source = moot_sheet_cell(sheet, i, 1);
		rows[i].owner = owner.text;
		rows[i].source = source.text;
		moot_cell_place(&owner, &rows[i].owner_line, &rows[i].owner_column);
		moot_cell_place(&source, &rows[i].source_line, &rows[i].source_column);
	}
	table->rows = rows;
	table->count = rows ? count : 0;
}

enum moot_status moot_intake_fetch(struct moot_intake *intake, struct moot_feed_table *table, struct moot_error *error)
{
	struct moot_remote *remote = &table->remote;
	enum moot_status status = MOOT_OK;
	gather(intake, table);
	if (intake->options) {
		remote->offline = intake->options->offline;
		remote->wanted = intake->options->wanted;
		remote->wanted_count = intake->options->wanted_count;
	}
	for (size_t i = 0; i < table->count && !status; i++) {
		const struct moot_feed_row *row = &table->rows[i];
		if (moot_address_is(row->source))
			status = moot_remote_add(remote, row->source, row->source_line, row->source_column);
	}
	if (!status)
		status = moot_remote_fetch(remote, table->file, intake->problems, error);
	for (size_t i = 0; i < remote->count && !status; i++) {
		const struct moot_remote_feed *feed = &remote->feeds[i];
		if (feed->path)
			moot_intake_list(intake, feed->label, feed->sha256, feed->modified);
	}
	return status ? status : intake->status;
}
