/*
 * One content line (RFC 5545 section 3.1) taken apart where it stands: name, parameters, value.
 */
#ifndef MOOT_IO_ICAL_PROPERTY_H
#define MOOT_IO_ICAL_PROPERTY_H

#include <stdbool.h>

/* Later ones are forgotten: none of those that moot reads comes after so many. */
enum { MOOT_MOST_PARAMETERS = 24 };

struct moot_property {
	char *value;
	int line;
	int parameter_count;
	struct moot_parameter {
		char *name;
		char *value; /* without quotes, RFC 6868 decoded */
	} parameters[MOOT_MOST_PARAMETERS];
};

/* Cuts the line up in place. False where it has no value. */
bool moot_property_read(char *line, int number, struct moot_property *property);

/* The value of a parameter, "" for none. */
const char *moot_property_parameter(const struct moot_property *property, const char *name);

/* A TEXT value (RFC 5545 section 3.3.11) without its escapes, in place. */
char *moot_property_unescape(char *text);

#endif
