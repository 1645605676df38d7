/* Addresses of feeds: which are read, and that no part that is secret is ever shown. */
#include <criterion/criterion.h>
#include <string.h>

#include "io/feeds/address.h"

/* An address, how it is shown, and what is asked or, after "!", part of the reason why it is refused. */
static const char *const SAMPLES[][3] = {
    {"https://calendar.example.org/calendar/ical/secret/basic.ics", "https://calendar.example.org/cal...",
     "https://calendar.example.org/calendar/ical/secret/basic.ics"},
    {"webcal://Example.ORG/feeds/secret.ics", "webcal://example.org/fee...", "https://example.org/feeds/secret.ics"},
    {"WebCal://example.org:8443/secret", "webcal://example.org:8443/sec...", "https://example.org:8443/secret"},
    {"https://example.org/abcd", "https://example.org/ab...", "https://example.org/abcd"},
    {"https://example.org/s", "https://example.org/...", "https://example.org/s"},
    {"https://example.org", "https://example.org/...", "https://example.org/"},
    {"https://example.org?key=secret", "https://example.org/...", "https://example.org/?key=secret"},
    {"https://example.org/a?key=secret#part", "https://example.org/...", "https://example.org/a?key=secret"},
    {"https://[::1]:8443/secret", "https://[::1]:8443/sec...", "https://[::1]:8443/secret"},
    {"https://[::1/secret", "https:///sec...", "!names no host"},
    {"http://example.org/secret.ics", "http://example.org/sec...", "!anyone on the way"},
    {"file:///etc/passwd", "file://etc/pas...", "!a path inside the landscape"},
    {"ftp://example.org/secret", "ftp://example.org/sec...", "!https:// or webcal://"},
    {"https:/example.org/secret", "https://example.org/sec...", "!https:// or webcal://"},
    {"https://ann:secret@example.org/x.ics", "https://example.org/x....", "!user name or password"},
    {"https://ann@secret@example.org/x.ics", "https://example.org/x....", "!user name or password"},
    {"https:///secret", "https://secret/...", "!names no host"},
    {"https://:8443/secret", "https://:8443/sec...", "!names no host"},
    {"https://example.org:secret/x.ics", "https://example.org/x....", "!names no host"},
    {"https://example.org:8443secret/x", "https://example.org:8443/...", "!names no host"},
    {"https://exa%6Dple.org/secret", "https://exa/sec...", "!names no host"},
    {"https://example.org\\@secret.org/x", "https://example.org/@se...", "!a character that no address has"},
    {"https://example.org/secret path", "https://example.org/sec...", "!a character that no address has"},
    {"https://example.org/\xc3\xa9t\xc3\xa9secret", "https://example.org/?\?t...", "!a character that no address has"},
};

Test(feeds_address, samples)
{
	for (size_t i = 0; i < sizeof SAMPLES / sizeof *SAMPLES; i++) {
		struct moot_arena *arena = moot_arena_new();
		const char *const *sample = SAMPLES[i];
		const char *why = NULL;
		char shown[MOOT_ADDRESS_SHOWN];
		cr_assert(moot_address_is(sample[0]), "%s", sample[0]);
		cr_assert_str_eq(moot_address_show(sample[0], shown), sample[1]);
		cr_assert_null(strstr(shown, "secret."), "%s", shown);
		const char *address = moot_address_parse(arena, sample[0], &why);
		if (sample[2][0] == '!')
			cr_assert(!address && why && strstr(why, sample[2] + 1), "%s: %s", sample[0], why ? why : "-");
		else
			cr_assert_str_eq(address, sample[2]);
		moot_arena_free(arena);
	}
}

Test(feeds_address, paths_are_none)
{
	static const char *const paths[] = {"x.ics", "feeds/x.ics", "/etc/x.ics", "../x.ics", "a b.ics", ""};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		cr_assert_not(moot_address_is(paths[i]), "%s", paths[i]);
}

/* Hosts and ports are shown whole, however long or odd, and never past the room. */
Test(feeds_address, long_ones)
{
	char text[2 * MOOT_ADDRESS_LONGEST];
	char shown[MOOT_ADDRESS_SHOWN];
	struct moot_arena *arena = moot_arena_new();
	const char *why = NULL;
	memset(text, 'a', sizeof text);
	text[sizeof text - 1] = '\0';
	memcpy(text, "https://", 8);
	cr_assert_lt(strlen(moot_address_show(text, shown)), sizeof shown);
	memset(text, 'a', 8);
	text[4000] = ':';
	cr_assert_lt(strlen(moot_address_show(text, shown)), sizeof shown);
	text[4000] = 'a';
	memcpy(text, "https://b/", 10);
	cr_assert_null(moot_address_parse(arena, text, &why));
	cr_assert(strstr(why, "longer than any address"));
	moot_arena_free(arena);
}

/* A text in a message, and what is left of it. */
static const char *const HIDDEN[][2] = {
    {"person:ann", "person:ann"},
    {"Chair: J. Smith/K. Jones", "Chair: J. Smith/K. Jones"},
    {"10:30 at the hall", "10:30 at the hall"},
    {"feeds/x.ics", "feeds/x.ics"},
    {"see https://example.org/a,secret and (secret)", "see https://example.org/a,s..."},
    {"(webcal://example.org/secret)", "(webcal://example.org/sec..."},
    {"webcal:example.org/secret", "webcal://example.org/sec..."},
    {"calendar.example.org/secret/basic.ics", "calendar.example.org/sec..."},
    {"x,https://ann:secret@example.org/secret", "x,https://example.org/sec..."},
};

Test(feeds_address, hidden_in_messages)
{
	for (size_t i = 0; i < sizeof HIDDEN / sizeof *HIDDEN; i++) {
		struct moot_arena *arena = moot_arena_new();
		cr_assert_str_eq(moot_address_hide(arena, HIDDEN[i][0]), HIDDEN[i][1]);
		moot_arena_free(arena);
	}
}
