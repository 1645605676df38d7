/* Roles as membership lists write them. */
#include "io/landscape/intake.h"

#include <criterion/criterion.h>

static const struct {
	const char *folded;
	int role;
} ROLES[] = {
    {"chair", MOOT_CHAIR},
    {"chairman", MOOT_CHAIR},
    {"chairwoman", MOOT_CHAIR},
    {"chairperson", MOOT_CHAIR},
    {"co-chair", MOOT_CHAIR},
    {"co chair", MOOT_CHAIR},
    {"acting chair", MOOT_CHAIR},
    {"independent chair", MOOT_CHAIR},
    {"chair & registered contact", MOOT_CHAIR},
    {"vice-chair", MOOT_VICE_CHAIR},
    {"vice chair", MOOT_VICE_CHAIR},
    {"vice_chair", MOOT_VICE_CHAIR},
    {"vice-chairman", MOOT_VICE_CHAIR},
    {"deputy chair", MOOT_VICE_CHAIR},
    {"deputy chairwoman", MOOT_VICE_CHAIR},
    {"co-vice chair", MOOT_VICE_CHAIR},
    {"senior vice chair", MOOT_VICE_CHAIR},
    {"required", MOOT_REQUIRED},
    {"required member", MOOT_REQUIRED},
    {"member", MOOT_MEMBER},
    {"members", MOOT_MEMBER},
    {"optional", MOOT_OPTIONAL},
    {"observer", MOOT_OBSERVER},
    {"member and vice-chair", MOOT_VICE_CHAIR},
    {"former chair", -1},
    {"chair's secretary", -1},
    {"deputy", -1},
    {"officer", -1},
    {"wheelchair user", -1},
    {"board", -1},
    {"chairchairchairchairchairchairchair", -1},
    {"a b c d e f g h i j chair", -1},
    {"&", -1},
    {"", -1},
};

Test(roles, words)
{
	for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
		cr_assert_eq(moot_role_parse(ROLES[i].folded), ROLES[i].role, "%s", ROLES[i].folded);
}
