/* A temporary folder, and in it the name of the result that a test writes. The test removes what it leaves there. */
#ifndef MOOT_TEST_PLACE_H
#define MOOT_TEST_PLACE_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

struct place {
	char base[64];
	char target[96];
};

static inline struct place place_new(void)
{
	struct place place;
	snprintf(place.base, sizeof place.base, "/tmp/moot-test-place-XXXXXX");
	cr_assert_not_null(mkdtemp(place.base));
	snprintf(place.target, sizeof place.target, "%s/out", place.base);
	return place;
}

#endif
