/* People and their seats: the columns that other parts of the reading refer to. */
#ifndef MOOT_IO_LANDSCAPE_MEMBERS_H
#define MOOT_IO_LANDSCAPE_MEMBERS_H

#include "io/landscape/intake.h"

enum moot_member_column {
	MOOT_MEMBER_BOARD,
	MOOT_MEMBER_PERSON,
	MOOT_MEMBER_NAME,
	MOOT_MEMBER_ORGANISATION,
	MOOT_MEMBER_ROLE,
	MOOT_MEMBER_DEPUTY,
	MOOT_MEMBER_SEAT
};

enum moot_person_column {
	MOOT_PERSON_ID,
	MOOT_PERSON_NAME,
	MOOT_PERSON_ORGANISATION,
	MOOT_PERSON_POST,
	MOOT_PERSON_EMAIL,
	MOOT_PERSON_SALARY,
	MOOT_PERSON_SENIOR,
	MOOT_PERSON_BASE,
	MOOT_PERSON_MAX_HOURS,
	MOOT_PERSON_DAYS
};

/* Adds a person whom only members.csv names; people.csv has room for one for each of its rows. */
void moot_add_person(struct moot_intake *intake, const char *id, int *person);

#endif
