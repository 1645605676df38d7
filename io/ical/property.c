#include "property.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* ^n, ^^ and ^' (RFC 6868), in place. */
static void decode_carets(char *text)
{
	char *out = strchr(text, '^');
	if (!out)
		return;
	for (const char *in = out; *in; in++) {
		char next = in[0] == '^' ? in[1] : '\0';
		if (next == '^' || next == 'n' || next == '\'') {
			*out++ = next == 'n' ? ' ' : next == '\'' ? '"' : '^';
			in++;
		} else {
			*out++ = *in;
		}
	}
	*out = '\0';
}

/* Moves over a parameter's value, quotes left out of it; what follows, or NULL at the end of the line. */
static char *end_of_value(char *text)
{
	char *out = text;
	bool quoted = false;
	for (; *text; text++) {
		if (*text == '"') {
			quoted = !quoted;
			continue;
		}
		if (!quoted && (*text == ';' || *text == ':'))
			break;
		*out++ = *text;
	}
	if (!*text)
		return NULL;
	if (out != text)
		*out = '\0';
	return text;
}

/* A quote that is never closed must not cost the property: quotes then mean nothing. */
static bool has_open_quote(const char *line)
{
	bool quoted = false;
	for (; *line; line++) {
		if (*line == '"')
			quoted = !quoted;
		if (!quoted && *line == ':')
			return false;
	}
	return quoted;
}

static void drop_quotes(char *line)
{
	for (; *line; line++) {
		if (*line == '"')
			*line = ' ';
	}
}

bool moot_property_read(char *line, int number, struct moot_property *property)
{
	char *at = line + strcspn(line, ";:");
	property->line = number;
	property->parameter_count = 0;
	if (*at == ';' && has_open_quote(at))
		drop_quotes(at);
	while (*at == ';') {
		*at++ = '\0';
		struct moot_parameter parameter = {.name = at};
		at += strcspn(at, "=;:");
		if (*at == '=') {
			*at++ = '\0';
			parameter.value = at;
			at = end_of_value(at);
			if (!at)
				return false;
		}
		char after = *at;
		*at = '\0';
		if (parameter.value && property->parameter_count < MOOT_MOST_PARAMETERS) {
			decode_carets(parameter.value);
			property->parameters[property->parameter_count++] = parameter;
		}
		*at = after == ';' ? ';' : '\0';
		if (after == ':') {
			property->value = at + 1;
			return true;
		}
		if (after != ';')
			return false;
	}
	if (*at != ':')
		return false;
	property->value = at + 1;
	return true;
}

const char *moot_property_parameter(const struct moot_property *property, const char *name)
{
	for (int i = 0; i < property->parameter_count; i++) {
		if (strcasecmp(property->parameters[i].name, name) == 0)
			return property->parameters[i].value;
	}
	return "";
}

char *moot_property_unescape(char *text)
{
	char *out = strchr(text, '\\');
	if (!out)
		return text;
	for (const char *in = out; *in; in++) {
		/* A backslash that escapes nothing ("C:\temp") stays. */
		if (in[0] == '\\' && in[1] && strchr("nN\\,;:\"", in[1]))
			*out++ = *++in == 'n' || *in == 'N' ? '\n' : *in;
		else
			*out++ = *in;
	}
	*out = '\0';
	return text;
}
