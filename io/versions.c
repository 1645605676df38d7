/* What runs: moot and its libraries. A fault is reported with these lines. */
#include "io/csv/table.h"
#include "io/feeds/fetch.h"
#include "io/ical/feed.h"
#include "io/text.h"
#include "io/xlsx/package.h"

#include <jansson.h>
#include <moot/io.h>
#include <nettle/version.h>
#include <unicode/uvernum.h>

enum moot_status moot_versions(char **out, struct moot_error *error)
{
	struct moot_text text = {0};
	moot_text_format(&text, "moot %s\n", MOOT_VERSION);
	moot_text_format(&text, "%s\n", moot_solver_version());
	moot_text_format(&text, "%s\n", moot_table_library());
	moot_text_format(&text, "%s\n", moot_feed_library());
	moot_text_format(&text, "ICU %s\n", U_ICU_VERSION);
	moot_text_format(&text, "jansson %s\n", jansson_version_str());
	moot_text_format(&text, "%s\n", moot_fetch_library());
	moot_text_format(&text, "%s\n", moot_package_library());
	moot_text_format(&text, "%s\n", moot_xml_library());
	moot_text_format(&text, "nettle %d.%d\n", nettle_version_major(), nettle_version_minor());
	enum moot_status status = moot_text_take(&text, out, error);
	moot_text_clear(&text);
	return status;
}
