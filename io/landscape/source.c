/*
 * The bytes and fingerprints of a landscape's files.
 *
 * Only regular files that lie inside the folder are read, links followed: a landscape that someone sends must not
 * reach what lies elsewhere on the reader's machine. Every file that is read is listed with its SHA-256.
 */
#include "io/landscape/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BYTES ((size_t)64 * 1024)
/* A larger calendar is refused by its own reader. */
#define MOST_CALENDAR_BYTES ((size_t)256 * 1024 * 1024)

/* A file being read: its bytes where they are wanted, and the hash as it grows. */
struct source {
	const char *file; /* relative to the folder */
	int descriptor;
	struct stat facts;
	struct sha256_ctx hash;
	int fault; /* errno of what failed in opening or reading it, or 0 */
	char *bytes;
	size_t count;
	size_t capacity;
	bool wanted;
};

static bool lies_inside(const char *root, const char *path)
{
	size_t length = strlen(root);
	return strncmp(root, path, length) == 0 && (path[length] == '/' || length == 1);
}

static void refuse(struct moot_intake *intake, const char *file, const char *why)
{
	moot_intake_report(intake, MOOT_ERROR, file, 0, 0, "%s", why);
}

/* Opens a file of the folder. False where there is none or, after saying so, where it can't be read. */
static bool source_open(struct moot_intake *intake, struct source *source)
{
	char *path = moot_arena_format(intake->arena, "%s/%s", intake->root, source->file);
	struct stat facts;
	source->descriptor = -1;
	if (!path) {
		intake->status = MOOT_ERROR_MEMORY;
		return false;
	}
	if (lstat(path, &facts) != 0 && errno == ENOENT)
		return false;
	char *real = realpath(path, NULL);
	if (!real)
		refuse(intake, source->file, errno == ENOENT ? "the link leads to no file" : strerror(errno));
	else if (!lies_inside(intake->root, real))
		refuse(intake, source->file, "the file is a link that leaves the landscape's folder; put a copy there");
	else if ((source->descriptor = open(real, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) < 0 ||
		 fstat(source->descriptor, &source->facts) != 0) {
		source->fault = errno;
		moot_intake_report(intake, MOOT_ERROR, source->file, 0, 0, "the file can't be read: %s",
				   strerror(errno));
	} else if (!S_ISREG(source->facts.st_mode))
		refuse(intake, source->file,
		       S_ISDIR(source->facts.st_mode) ? "this is a folder; a file is wanted" : "this is not a file");
	else {
		free(real);
		return true;
	}
	free(real);
	if (source->descriptor >= 0)
		close(source->descriptor);
	return false;
}

/* Reads all of it. False after saying why not. */
static bool source_read(struct moot_intake *intake, struct source *source, size_t most)
{
	unsigned char buffer[READ_BYTES];
	sha256_init(&source->hash);
	for (size_t total = 0;;) {
		ssize_t got = read(source->descriptor, buffer, sizeof buffer);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			source->fault = errno;
			moot_intake_report(intake, MOOT_ERROR, source->file, 0, 0, "the file can't be read: %s",
					   strerror(errno));
			return false;
		}
		if (got == 0)
			return true;
		total += (size_t)got;
		if (total > most) {
			moot_intake_report(intake, MOOT_ERROR, source->file, 0, 0,
					   "the file is larger than %zu MiB, the most that is read",
					   most / 1024 / 1024);
			return false;
		}
		sha256_update(&source->hash, (size_t)got, buffer);
		if (!source->wanted)
			continue;
		if (!moot_array_reserve((void **)&source->bytes, &source->capacity, total, 1)) {
			intake->status = MOOT_ERROR_MEMORY;
			return false;
		}
		memcpy(source->bytes + source->count, buffer, (size_t)got);
		source->count = total;
	}
}

void moot_intake_list(struct moot_intake *intake, const char *file, const char *sha256, int64_t modified)
{
	if (!moot_array_reserve((void **)&intake->inputs, &intake->input_capacity, intake->input_count + 1,
				sizeof *intake->inputs)) {
		intake->status = MOOT_ERROR_MEMORY;
		return;
	}
	struct moot_input *input = &intake->inputs[intake->input_count++];
	input->file = moot_intake_keep(intake, file);
	snprintf(input->sha256, sizeof input->sha256, "%s", sha256);
	if (modified > intake->newest)
		intake->newest = modified;
}

/* Lists the file among the inputs. */
static void source_list(struct moot_intake *intake, struct source *source)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	char hex[2 * SHA256_DIGEST_SIZE + 1];
	sha256_digest(&source->hash, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	moot_intake_list(intake, source->file, hex, source->facts.st_mtim.tv_sec);
}

bool moot_intake_read_file(struct moot_intake *intake, const char *file, size_t most, char **bytes, size_t *count)
{
	struct source source = {.file = file, .wanted = true};
	if (!source_open(intake, &source))
		return false;
	bool read = source_read(intake, &source, most);
	if (read)
		source_list(intake, &source);
	close(source.descriptor);
	*bytes = source.bytes;
	*count = source.count;
	return read;
}

/* Opens a file that the caller names, wherever it lies. False after saying why it can't be. */
static bool source_open_outside(struct moot_intake *intake, struct source *source, const char *path)
{
	source->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (source->descriptor < 0 || fstat(source->descriptor, &source->facts) != 0)
		moot_intake_report(intake, MOOT_ERROR, source->file, 0, 0, "the file can't be read: %s",
				   strerror(errno));
	else if (!S_ISREG(source->facts.st_mode))
		refuse(intake, source->file,
		       S_ISDIR(source->facts.st_mode) ? "this is a folder; a file is wanted" : "this is not a file");
	else
		return true;
	if (source->descriptor >= 0)
		close(source->descriptor);
	return false;
}

/* Two inputs must not bear one name: a plan tells by it which of them has changed. */
static const char *input_name(struct moot_intake *intake, const char *file)
{
	for (size_t i = 0; i < intake->input_count; i++)
		if (strcmp(intake->inputs[i].file, file) == 0) {
			const char *name = moot_arena_format(intake->arena, "scenario:%s", file);
			if (!name)
				intake->status = MOOT_ERROR_MEMORY;
			return name ? name : file;
		}
	return file;
}

bool moot_intake_read_outside(struct moot_intake *intake, const char *file, const char *path, size_t most, char **bytes,
			      size_t *count)
{
	struct source source = {.file = file, .wanted = true};
	if (!source_open_outside(intake, &source, path))
		return false;
	bool read = source_read(intake, &source, most);
	source.file = input_name(intake, file);
	if (read)
		source_list(intake, &source);
	close(source.descriptor);
	*bytes = source.bytes;
	*count = source.count;
	return read;
}

/*
 * What is wrong with a calendar is told by its own reader; here it is only left out. But a fault of the system may come
 * and go: the plan must not be silent about a calendar that it used.
 */
void moot_intake_list_calendar(struct moot_intake *intake, const char *file)
{
	struct moot_problems aside = {0};
	struct moot_problems *problems = intake->problems;
	struct source source = {.file = file};
	int index = 0;
	if (moot_lexicon_find(&intake->listed, file) >= 0)
		return;
	if (moot_lexicon_add(&intake->listed, file, file, &index))
		intake->status = MOOT_ERROR_MEMORY;
	intake->problems = &aside;
	if (source_open(intake, &source)) {
		if (source_read(intake, &source, MOST_CALENDAR_BYTES))
			source_list(intake, &source);
		close(source.descriptor);
	}
	moot_problems_clear(&aside);
	intake->problems = problems;
	if (source.fault && source.fault != EACCES)
		moot_intake_report(intake, MOOT_ERROR, file, 0, 0, "the file can't be read: %s",
				   strerror(source.fault));
}

bool moot_name_ends_with(const char *name, const char *ending)
{
	size_t length = strlen(name);
	return length > strlen(ending) && strcasecmp(name + length - strlen(ending), ending) == 0;
}
