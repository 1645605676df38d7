/*
 * What a sweep has done, a line a run, flushed as it is written (sweep.h). The first line names the sweep; a line that
 * was cut by a kill has no end and is not believed. Numbers are written so that they read back the same.
 */
#include <io/cli/sweep.h>

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST_LINE = 512 };

static bool read_line(FILE *file, char line[LONGEST_LINE])
{
	return fgets(line, LONGEST_LINE, file) && strchr(line, '\n');
}

static bool read_result(const char *line, size_t count, size_t *index, struct sweep_result *r)
{
	int status = 0;
	int proven = 0;
	char end = '\0';
	*r = (struct sweep_result){.done = true};
	int fields = sscanf(line, "%zu %d %d %d %d %la %la %la %la %la %la %c", index, &status, &proven,
			    &r->after.boards, &r->after.meetings, &r->after.senior_hours, &r->after.hours,
			    &r->after.cost, &r->after.duplicated_agenda_hours, &r->objective, &r->gap, &end);
	r->status = (enum moot_status)status;
	r->proven = proven == 1;
	return fields == 12 && end == '.' && *index < count && status >= 0 && status <= MOOT_ERROR_INVALID;
}

/* True where the file is the journal of this sweep; its results are then read. */
static bool read_journal(const char *path, const char *head, struct sweep_result *results, size_t count)
{
	char line[LONGEST_LINE];
	FILE *file = fopen(path, "r");
	if (!file)
		return false;
	bool same = read_line(file, line) && strcmp(line, head) == 0;
	while (same && read_line(file, line)) {
		struct sweep_result result;
		size_t index = 0;
		if (read_result(line, count, &index, &result))
			results[index] = result;
	}
	fclose(file);
	return same;
}

bool sweep_journal_open(struct sweep_journal *journal, const char *output, uint64_t key, struct sweep_result *results,
			size_t count)
{
	char head[64];
	*journal = (struct sweep_journal){.file = NULL};
	if (!output)
		return true;
	size_t length = strlen(output);
	while (length > 1 && output[length - 1] == '/')
		length--;
	if (length + sizeof ".part" > sizeof journal->path)
		return false;
	snprintf(journal->path, sizeof journal->path, "%.*s.part", (int)length, output);
	snprintf(head, sizeof head, "moot-sweep/1 %016" PRIx64 "\n", key);
	bool same = read_journal(journal->path, head, results, count);
	journal->file = fopen(journal->path, same ? "a" : "w");
	if (!journal->file)
		return false;
	/* Behind a line that was cut a new one begins. */
	return fputs(same ? "\n" : head, journal->file) >= 0 && fflush(journal->file) == 0;
}

bool sweep_journal_add(struct sweep_journal *journal, size_t index, const struct sweep_result *r)
{
	if (!journal->file)
		return true;
	int written = fprintf(journal->file, "%zu %d %d %d %d %a %a %a %a %a %a .\n", index, (int)r->status, r->proven,
			      r->after.boards, r->after.meetings, r->after.senior_hours, r->after.hours, r->after.cost,
			      r->after.duplicated_agenda_hours, r->objective, r->gap);
	return written > 0 && fflush(journal->file) == 0;
}

void sweep_journal_close(struct sweep_journal *journal, bool remove_it)
{
	if (!journal->file)
		return;
	fclose(journal->file);
	if (remove_it)
		unlink(journal->path);
}
