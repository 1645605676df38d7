/* Addresses of feeds; see address.h. RFC 3986 names the parts. Nothing here depends on the locale. */
#include "io/feeds/address.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { SHOWN_SCHEME = 20, SHOWN_HOST = 260, SHOWN_PATH = 3 };

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_host(char c)
{
	return is_letter(c) || is_digit(c) || c == '.' || c == '-';
}

static bool is_slash(char c)
{
	return c == '/' || c == '\\';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The length of "https" in "https://x"; 0 where the text begins with no scheme. */
static size_t scheme_length(const char *text)
{
	size_t length = 0;
	while (is_letter(text[length]) || (length > 0 && (is_digit(text[length]) || text[length] == '+')))
		length++;
	return text[length] == ':' ? length : 0;
}

/* Up to the first of the authority's ends: a slash, "?" or "#". */
static size_t authority_length(const char *text)
{
	return strcspn(text, "/\\?#");
}

bool moot_address_is(const char *text)
{
	return scheme_length(text) > 0;
}

/* The authority without user name: "example.org:8443" of "ann:secret@example.org:8443". */
static const char *host_of(const char *authority, size_t length)
{
	const char *host = authority;
	for (size_t i = 0; i < length; i++)
		if (authority[i] == '@')
			host = authority + i + 1;
	return host;
}

/* Bytes of "[::1]"; 0 where that is not what stands there. */
static size_t number_length(const char *host, size_t most)
{
	size_t length = 1;
	while (length < most && (is_host(host[length]) || host[length] == ':'))
		length++;
	return length < most && host[length] == ']' ? length + 1 : 0;
}

/* Bytes of the host and, where it is a number, the port; what cannot be either ends it. */
static size_t host_length(const char *host, size_t most)
{
	size_t length = 0;
	size_t digits = 0;
	if (most > SHOWN_HOST)
		most = SHOWN_HOST;
	if (most > 0 && *host == '[')
		length = number_length(host, most);
	else
		while (length < most && is_host(host[length]))
			length++;
	while (length + 1 + digits < most && host[length] == ':' && is_digit(host[length + 1 + digits]))
		digits++;
	return digits > 0 && digits < 6 ? length + 1 + digits : length;
}

const char *moot_address_show(const char *text, char shown[MOOT_ADDRESS_SHOWN])
{
	size_t scheme = scheme_length(text);
	const char *rest = scheme > 0 ? text + scheme + 1 : text;
	size_t used = 0;
	for (size_t i = 0; i < scheme && i < SHOWN_SCHEME; i++)
		shown[used++] = lower(text[i]);
	for (const char *c = "://"; scheme > 0 && *c; c++)
		shown[used++] = *c;
	while (is_slash(*rest))
		rest++;
	size_t authority = authority_length(rest);
	const char *host = host_of(rest, authority);
	size_t length = host_length(host, authority - (size_t)(host - rest));
	for (size_t i = 0; i < length; i++)
		shown[used++] = lower(host[i]);
	const char *path = rest + authority;
	while (is_slash(*path))
		path++;
	/* Of a path that is hardly longer than what is shown, less. */
	size_t most = strcspn(path, "?#") / 2;
	shown[used++] = '/';
	for (size_t i = 0; i < most && i < SHOWN_PATH; i++)
		shown[used++] = path[i] > ' ' && path[i] < 0x7f ? path[i] : '?';
	snprintf(shown + used, MOOT_ADDRESS_SHOWN - used, "...");
	return shown;
}

/* What is wrong with the characters; NULL for nothing. */
static const char *check_characters(const char *text)
{
	for (const char *c = text; *c; c++)
		if (*c <= ' ' || *c >= 0x7f || strchr("\"<>\\", *c))
			return "it holds a character that no address has; copy it again from the calendar program, "
			       "which writes such characters as % and two digits";
	if (strlen(text) > MOOT_ADDRESS_LONGEST)
		return "it is longer than any address that is read; copy it again from the calendar program";
	return NULL;
}

/* What is wrong with the scheme. */
static const char *check_scheme(const char *text)
{
	if (strncasecmp(text, "https://", 8) == 0 || strncasecmp(text, "webcal://", 9) == 0)
		return NULL;
	if (strncasecmp(text, "http://", 7) == 0)
		return "http:// is not read, because anyone on the way could read and change the calendar; write "
		       "https:// if the server has it";
	return "only addresses that begin with https:// or webcal:// are read; a calendar on this machine is a path "
	       "inside the landscape";
}

static const char *check_authority(const char *authority, size_t length)
{
	if (memchr(authority, '@', length))
		return "an address with a user name or password is not read; ask for a private address (one with a "
		       "secret in its path) or export the calendar to a file";
	if (length == 0 || host_length(authority, length) != length || *authority == ':')
		return "it names no host that could be asked; copy it again from the calendar program";
	return NULL;
}

const char *moot_address_parse(struct moot_arena *arena, const char *text, const char **why)
{
	*why = check_characters(text);
	if (!*why)
		*why = check_scheme(text);
	if (*why)
		return NULL;
	const char *authority = strstr(text, "://") + 3;
	size_t length = authority_length(authority);
	*why = check_authority(authority, length);
	if (*why)
		return NULL;
	const char *path = authority + length;
	char *address = moot_arena_format(arena, "https://%.*s%s%.*s", (int)length, authority, *path == '/' ? "" : "/",
					  (int)strcspn(path, "#"), path);
	for (size_t i = strlen("https://"); address && i < strlen("https://") + length; i++)
		address[i] = lower(address[i]);
	return address;
}

/* Whether an address begins here, with its scheme or without. */
static bool begins_address(const char *text)
{
	size_t scheme = scheme_length(text);
	size_t authority = strcspn(text, "/\\?# \t\r\n");
	if (scheme > 0 && is_slash(text[scheme + 1]))
		return true;
	if (scheme > 0 && (strncasecmp(text, "http", 4) == 0 || strncasecmp(text, "webcal", 6) == 0))
		return true;
	return is_slash(text[authority]) && is_letter(*text) && memchr(text, '.', authority);
}

const char *moot_address_hide(struct moot_arena *arena, const char *text)
{
	char shown[MOOT_ADDRESS_SHOWN];
	for (const char *c = text; *c; c++) {
		bool inside = c > text && (is_host(c[-1]) || c[-1] == '/');
		if (!inside && begins_address(c))
			return moot_arena_format(arena, "%.*s%s", (int)(c - text), text, moot_address_show(c, shown));
	}
	return moot_arena_text(arena, text);
}
