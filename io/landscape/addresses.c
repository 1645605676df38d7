/*
 * The rows of feeds.csv whose source is an address: fetched all together, then listed among the inputs by their
 * addresses as they may be shown.
 */
#include "io/landscape/intake.h"

#include "io/feeds/address.h"

enum moot_status moot_intake_fetch(struct moot_intake *intake, struct moot_remote *remote, struct moot_error *error)
{
	const struct moot_sheet *sheet = &intake->sheets[MOOT_FILE_FEEDS];
	enum moot_status status = MOOT_OK;
	for (size_t row = 0; sheet->usable && row < sheet->table.row_count && !status; row++) {
		struct moot_cell cell = moot_sheet_cell(sheet, row, 1);
		int line = 0;
		int column = 0;
		moot_cell_place(&cell, &line, &column);
		if (moot_address_is(cell.text))
			status = moot_remote_add(remote, cell.text, line, column);
	}
	if (!status)
		status = moot_remote_fetch(remote, sheet->kind->file, intake->problems, error);
	for (size_t i = 0; i < remote->count && !status; i++) {
		const struct moot_remote_feed *feed = &remote->feeds[i];
		if (feed->path)
			moot_intake_list(intake, feed->label, feed->sha256, feed->modified);
	}
	return status ? status : intake->status;
}
