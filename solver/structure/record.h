/*
 * The final program of the structure as a text that other solvers read (--write-lp): CPLEX's LP format.
 *
 * While the blocks are solved, the sets that each one's last program chose from are kept; afterwards they are written
 * as one program, whose optimum is the plan's. Sets that are not in it have a reduced cost above the gap that was open,
 * so that no plan with one of them is better. Linear in the sets, but for a sort.
 */
#ifndef MOOT_SOLVER_STRUCTURE_RECORD_H
#define MOOT_SOLVER_STRUCTURE_RECORD_H

#include <solver/structure/lp_text.h>
#include <solver/structure/search.h>

struct moot_record {
	struct moot_set *sets;
	size_t count;
	size_t room;
	/* Sets and hand-overs as one program (hand_over_record.c), each part as it stands in the file. */
	struct moot_lp_text hours;
	struct moot_lp_text rows;
	struct moot_lp_text binary;
	struct moot_lp_text general;
	struct moot_lp_text keys;
};

/* Keeps a set; the lists are copied into the program's arena. */
enum moot_status moot_record_add(struct moot_program *program, const struct moot_set *set);

/*
 * The text, to be released with moot_release(). `objective` is what its optimum is to be: what the sets cost less the
 * constant and what hand-overs decided afterwards save.
 */
enum moot_status moot_record_write(struct moot_program *program, const struct moot_search *search, double objective,
				   char **out);

void moot_record_free(struct moot_record *record); /* NULL-safe */

#endif
