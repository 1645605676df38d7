/* Whatever stands in the files, reading ends with a landscape or with problems, never with a crash. */
#include "landscape_folder.h"

#include <stdint.h>

static const char *const FILES[] = {"boards.csv", "members.csv", "people.csv", "agenda.csv", "duties.csv",
				    "venues.csv", "travel.csv",  "rules.csv",  "policy.csv"};

enum { FILE_COUNT = sizeof FILES / sizeof *FILES, MOST_BYTES = 16384, ROUNDS = 400 };

struct original {
	char bytes[MOST_BYTES];
	size_t count;
};

/* A generator of its own, so that every run sees the same. */
static uint32_t next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

static void load(struct original *original, const char *file)
{
	char path[512];
	snprintf(path, sizeof path, "%s/tests/data/mistakes/%s", MOOT_SOURCE, file);
	FILE *in = fopen(path, "rb");
	cr_assert_not_null(in, "%s", path);
	original->count = fread(original->bytes, 1, MOST_BYTES - 64, in);
	cr_assert_gt(original->count, 0);
	fclose(in);
}

static void mangle(struct original *o, uint64_t *state)
{
	static const char *const pieces[] = {"\"", ",",    "\n", "|",      "\xff", "\xef\xbb\xbf", "\xc3",
					     "/",  "\r\n", "-",  "999999", "all",  "\t",           ";"};
	uint32_t how = next(state) % 4;
	size_t at = next(state) % o->count;
	if (how == 0) {
		o->count = at + 1;
	} else if (how == 1) {
		o->bytes[at] = (char)next(state);
	} else if (how == 2) {
		const char *piece = pieces[next(state) % (sizeof pieces / sizeof *pieces)];
		size_t length = strlen(piece);
		memmove(o->bytes + at + length, o->bytes + at, o->count - at);
		memcpy(o->bytes + at, piece, length);
		o->count += length;
	} else {
		size_t length = next(state) % 40 + 1;
		if (at + length < o->count) {
			memmove(o->bytes + at, o->bytes + at + length, o->count - at - length);
			o->count -= length;
		}
	}
}

/* One round: each file mangled a few times with one chance in three. */
static void read_mangled(struct folder *f, const struct original *originals, uint64_t *state)
{
	static struct original copy;
	for (int i = 0; i < FILE_COUNT; i++) {
		copy = originals[i];
		for (uint32_t n = next(state) % 3 == 0 ? next(state) % 5 : 0; n > 0; n--)
			mangle(&copy, state);
		folder_write_bytes(f, FILES[i], copy.bytes, copy.count);
	}
	folder_read(f);
	cr_assert(f->status == MOOT_OK || f->status == MOOT_ERROR_INPUT, "%s", f->error.message);
	cr_assert_eq(f->status == MOOT_OK, f->landscape != NULL);
	cr_assert_eq(f->status == MOOT_OK, f->problems.errors == 0, "%s", f->error.message);
}

Test(mangled, mistakes)
{
	static struct original originals[FILE_COUNT];
	uint64_t state = 2027;
	struct folder *f = folder_new();
	for (int i = 0; i < FILE_COUNT; i++)
		load(&originals[i], FILES[i]);
	for (int round = 0; round < ROUNDS; round++)
		read_mangled(f, originals, &state);
	folder_free(f);
}

/* Small and correct files, so that many rounds come through to a landscape. */
Test(mangled, a_sound_landscape)
{
	static const char *const texts[FILE_COUNT] = {
	    "board_id,name,area,venue,reports_to\na,A,x/y,v,\nb,B,,,a\n",
	    "board_id,person_id,organisation,role,deputy\na,p,O,chair,q\nb,q,O,,\n",
	    "person_id,salary,days\np,50000,Mon|Tue\n",
	    "board_id,theme,minutes,per_year,duty\na,T,20,2,d\n",
	    "duty_id,organisations,due_from,due\nd,O,10-01,12-01\n",
	    "venue_id,site,capacity\nv,S,10\n",
	    "from,to,minutes\nS,R,10\n",
	    "rule,subject,object,value\napart,a,b,\nnot-on,p,Fri pm,\nwithin,a,2027-06-01/2027-07-01,1\n",
	    "key,value\nstart,2027-04-01\nlunch,12:00-13:00\n"};
	static struct original originals[FILE_COUNT];
	uint64_t state = 1828;
	int sound = 0;
	struct folder *f = folder_new();
	for (int i = 0; i < FILE_COUNT; i++) {
		originals[i].count = strlen(texts[i]);
		memcpy(originals[i].bytes, texts[i], originals[i].count);
	}
	for (int round = 0; round < ROUNDS; round++) {
		read_mangled(f, originals, &state);
		sound += f->status == MOOT_OK;
	}
	cr_assert_gt(sound, ROUNDS / 20);
	folder_free(f);
}
