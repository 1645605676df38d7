/* Everything in libmoot. */
#ifndef MOOT_MOOT_H
#define MOOT_MOOT_H

#include <moot/alternatives.h>
#include <moot/date.h>
#include <moot/explain.h>
#include <moot/io.h>
#include <moot/ladder.h>
#include <moot/landscape.h>
#include <moot/memory.h>
#include <moot/plan.h>
#include <moot/policy.h>
#include <moot/review.h>
#include <moot/solve.h>
#include <moot/status.h>
#include <moot/verify.h>
#include <moot/whatif.h>

#endif
