/* The end of a program: ICU's tables for the process are given back, so that a leak checker has nothing to say. */
#include <moot/io.h>

#include <unicode/uclean.h>

void moot_io_finish(void)
{
	u_cleanup();
}
