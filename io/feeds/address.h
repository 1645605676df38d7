/*
 * Addresses of feeds: which are read, and what of one may be shown.
 *
 * The address of a private calendar is its password: whoever has it can read the calendar. So an address is never
 * shown whole, wherever it comes from; everything that people or programs read has moot_address_show()'s form of it.
 */
#ifndef MOOT_IO_FEEDS_ADDRESS_H
#define MOOT_IO_FEEDS_ADDRESS_H

#include <moot/memory.h>

enum {
	MOOT_ADDRESS_LONGEST = 4096, /* bytes of an address that is read */
	MOOT_ADDRESS_SHOWN = 320     /* room for any address as it is shown */
};

/* True where the text begins with a scheme ("https:", "file:") and so is no path in a landscape. */
bool moot_address_is(const char *text);

/*
 * Scheme, host, port and the first 3 characters of the path: "https://calendar.example.org/cal...". Never the whole
 * of a path, nor a user name, a query or a fragment. Takes any text, however malformed; printable ASCII comes out.
 */
const char *moot_address_show(const char *text, char shown[MOOT_ADDRESS_SHOWN]);

/*
 * The address to ask, in one spelling: https for webcal, the host in lower case, without fragment. NULL where the
 * address is refused; *why then says what would be right (static), and is NULL when out of memory.
 */
const char *moot_address_parse(struct moot_arena *arena, const char *text, const char **why);

/*
 * `text` up to the first address in it, and that as it is shown, for messages that quote what someone wrote; what
 * follows may belong to the address and goes. One that lacks its scheme ("calendar.example.org/x") is hidden too.
 * NULL when out of memory. The time is quadratic in a text without spaces: cut long ones first.
 */
const char *moot_address_hide(struct moot_arena *arena, const char *text);

#endif
