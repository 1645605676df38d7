/* Names of people taken apart, forms of given names, and who is likely one person. */
#include "io/landscape/name.h"

#include "landscape_folder.h"

static const struct {
	const char *text;
	const char *parts; /* joined by spaces */
	const char *surname;
} NAMES[] = {
    {"Matthew Walker", "matthew walker", "walker"},
    {"WALKER, Matthew", "matthew walker", "walker"},
    {"Walker, Cllr Matthew OBE", "matthew walker", "walker"},
    {"Cllr Dr Si\xc3\xa2n O\xe2\x80\x99"
     "Brien OBE",
     "sian obrien", "obrien"},
    {"O Brien, Sian", "sian obrien", "obrien"},
    {"Chief Supt. J.R. Smith QPM", "j r smith", "smith"},
    {"Matthew (Mat) Walker", "matthew walker", "walker"},
    {"Anthony \"Tony\" Brown", "anthony brown", "brown"},
    {"Matthew Walker, Chief Executive", "matthew walker", "walker"},
    {"Jane Smith-Jones", "jane smithjones", "smithjones"},
    {"Ian MacDonald", "ian macdonald", "mcdonald"},
    {"Ludwig van der Berg", "ludwig vanderberg", "vanderberg"},
    {"Di Jones", "di jones", "jones"},
    {"DI Ann Jones", "ann jones", "jones"},
    {"Dean Smith", "dean smith", "smith"},
    {"Jack Ma", "jack ma", "ma"},
    {"\xc5\x81ukasz \xc3\x98stergaard", "lukasz ostergaard", "ostergaard"},
    {"Earl of Leicester", "", ""},
    {"Cllr Jones", "jones", ""},
    {"Prince", "prince", ""},
    {"", "", ""},
    {",,,", "", ""},
    {"( [ \"", "", ""},
    {"\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd", ""},
};

struct names {
	struct moot_arena *arena;
	struct moot_namer namer;
};

static struct names begin(void)
{
	struct names n = {.arena = moot_arena_new()};
	cr_assert_eq(moot_namer_begin(&n.namer, n.arena), MOOT_OK);
	return n;
}

static void end(struct names *n)
{
	moot_namer_clear(&n->namer);
	moot_arena_free(n->arena);
}

Test(names, parts)
{
	struct names n = begin();
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct moot_name name;
		char joined[200] = "";
		cr_assert_eq(moot_name_read(&n.namer, n.arena, NAMES[i].text, false, &name), MOOT_OK);
		for (int p = 0; p < name.count; p++)
			snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%s%s", p ? " " : "",
				 name.parts[p]);
		cr_assert_str_eq(joined, NAMES[i].parts, "%s: %s", NAMES[i].text, joined);
		cr_assert_str_eq(name.surname, NAMES[i].surname, "%s: %s", NAMES[i].text, name.surname);
	}
	end(&n);
}

Test(names, ids)
{
	struct names n = begin();
	struct moot_name name;
	cr_assert_eq(moot_name_read(&n.namer, n.arena, "mat-walker.2", true, &name), MOOT_OK);
	cr_assert_eq(name.count, 2);
	cr_assert_str_eq(name.surname, "walker");
	end(&n);
}

Test(names, forms_of_given_names)
{
	static const char *const same[][2] = {{"matthew", "mat"},         {"anthony", "tony"},   {"elizabeth", "beth"},
					      {"dafydd", "dai"},          {"david", "dai"},      {"chris", "christine"},
					      {"chris", "christopher"},   {"william", "bill"},   {"kath", "catherine"},
					      {"katherine", "catherine"}, {"zebedee", "zebedee"}};
	static const char *const other[][2] = {{"christopher", "christine"}, {"john", "jane"},   {"matthew", "mark"},
					       {"dafydd", "david"},          {"zeb", "zebedee"}, {"m", "matthew"}};
	struct names n = begin();
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		cr_assert(moot_given_match(&n.namer, same[i][0], same[i][1]), "%s %s", same[i][0], same[i][1]);
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		cr_assert_not(moot_given_match(&n.namer, other[i][0], other[i][1]), "%s %s", other[i][0], other[i][1]);
	cr_assert(moot_surname_is_common("jones"));
	cr_assert_not(moot_surname_is_common("jone"));
	cr_assert_not(moot_surname_is_common(""));
	end(&n);
}

/* Two people as people.csv has them (name, organisation, e-mail), and whether they are likely one. */
static const struct {
	const char *a;
	const char *b;
	const char *words; /* of the warning, or NULL for none */
} PAIRS[] = {
    {"Matthew Walker,Council,", "Mat Walker,Council,", "one given name, or forms of it"},
    {"Anthony Brown,Lincolnshire Police,", "Tony Brown,Lincs Police,", "one given name, or forms of it"},
    {"Anthony Brown,Lincolnshire County Council,", "Tony Brown,LCC,", "one given name, or forms of it"},
    {"Anthony Brown,,", "Tony Brown,,", "one given name, or forms of it"},
    {"Si\xc3\xa2n Rees,Council,", "SIAN REES,Council,", "the same name and organisation"},
    {"Cllr Ann Lee,Council,", "\"Lee, Ann\",council,", "the same name and organisation"},
    {"Dr Ann O'Neill,Council,", "Ann O Neill,Health,", "they have the same name"},
    {"Ann Lee,Council,ann@x.org", "A. Lee,Police,ANN@x.org", "the same e-mail address"},
    {"Ann Lee,Council,ann@x.org", "Ann Poole,Council,ann@x.org", "the same e-mail address"},
    {"A Garrick,Council,", "Ann Garrick,Council,", "surname, initial and organisation"},
    {"Ann Lee,Council,ann@x.org", "Bob Poole,Council,ann@x.org", "but different names"},
    {"Ann Lee,Council,info@x.org", "Bob Poole,Council,info@x.org", NULL},
    /* Two people. */
    {"John Garrick,Police,", "Jane Garrick,Council,", NULL},
    {"John Garrick,Police,", "Jane Garrick,Police,", NULL},
    {"J Garrick,Police,", "Jane Garrick,Council,", NULL},
    {"Mat Walker,Police,", "Matthew Walker,Council,", NULL},
    {"David Jones,Gwent Police,", "David Jones,Newport Council,", NULL},
    {"Ann Garrick,Police,ann@police.uk", "Ann Garrick,Council,ann@council.gov.uk", NULL},
    {"David Jones,Police,david.jones@p.uk", "David Jones,Police,david.jones2@p.uk", NULL},
    {"David A Garrick,Police,", "David B Garrick,Police,", NULL},
    {"Earl of Leicester,Lords,", "Lord Bishop of Leicester,Lords,", NULL},
    {"Cllr Jones,Council,", "Mr Jones,Council,", NULL},
    {"Member 1,Council,", "Member 2,Council,", NULL},
};

static struct folder *pair_folder(const char *a, const char *b)
{
	char text[512];
	struct folder *folder = folder_new();
	snprintf(text, sizeof text, "person_id,name,organisation,email\nann,%s\nbob,%s\n", a, b);
	folder_write(folder, "people.csv", text);
	folder_write(folder, "members.csv", "board_id,person_id,role\na,ann,chair\na,bob,\nb,bob,chair\n");
	return folder;
}

Test(duplicates, pairs)
{
	for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
		struct folder *folder = pair_folder(PAIRS[i].a, PAIRS[i].b);
		folder_read(folder);
		if (folder->problems.count != (PAIRS[i].words ? 1 : 0))
			folder_print(folder);
		cr_assert_eq(folder->problems.count, PAIRS[i].words ? 1 : 0, "%s / %s", PAIRS[i].a, PAIRS[i].b);
		cr_assert_eq(folder->status, MOOT_OK);
		if (PAIRS[i].words)
			cr_assert_not_null(strstr(folder->problems.items[0].message, PAIRS[i].words), "%s",
					   folder->problems.items[0].message);
		folder_free(folder);
	}
}

Test(duplicates, the_fix_names_every_row)
{
	struct folder *folder = folder_new();
	folder_write(folder, "boards.csv", "board_id,name\na,A\nb,B\nc,C\nd,D\n");
	folder_write(folder, "people.csv",
		     "person_id,name,organisation\nmatthew,Matthew Walker,Council\n\nmat,Mat Walker,Council\n");
	folder_write(folder, "members.csv",
		     "board_id,person_id,role,deputy\na,matthew,chair,\nb,matthew,chair,\nc,matthew,chair,\nc,mat,,\nd,"
		     "mat,chair,\n"
		     "d,cyd,,mat\n");
	folder_write(folder, "rules.csv", "rule,subject,object\nchair,d,mat\nnot-on,person:mat,Fri\n");
	folder_expect(
	    folder, MOOT_WARNING, "people.csv", 4, 1,
	    "\"mat\" (Mat Walker) and \"matthew\" (Matthew Walker) are likely one person: they have the same "
	    "surname and one given name, or forms of it. If so, members.csv: write person_id matthew for mat in "
	    "line 6; members.csv: both sit on the same board, so delete line 5; members.csv: write deputy matthew "
	    "for mat in line 7; rules.csv: write matthew for mat in lines 2 and 3; people.csv: delete line 4");
	cr_assert_eq(folder->problems.count, 1);
	folder_free(folder);
}

Test(duplicates, whoever_fits_two_is_left_alone)
{
	struct folder *folder = folder_new();
	folder_write(folder, "members.csv",
		     "board_id,person_id,person_name,organisation,role\na,p1,Alexander Garrick,Council,chair\n"
		     "a,p2,Alexandra Garrick,Council,\nb,p3,Alex Garrick,Council,chair\n");
	folder_expect_clean(folder);
	folder_free(folder);
}

Test(duplicates, three_spellings_are_one_person)
{
	struct folder *folder = folder_new();
	folder_write(folder, "members.csv",
		     "board_id,person_id,person_name,organisation,role\na,p1,Matt Garrick,Council,chair\n"
		     "a,p2,Matthew Garrick,Council,\nb,p3,Mathew Garrick,Council,chair\nb,p2,,Council,\n");
	folder_read(folder);
	cr_assert_eq(folder->problems.count, 2);
	cr_assert_not_null(
	    folder_find(folder, "members.csv", 2, 2,
			"person_id p2 for p1 in line 2; members.csv: both sit on the same board, so delete line 3"));
	cr_assert_not_null(
	    folder_find(folder, "members.csv", 4, 2,
			"person_id p2 for p3 in line 4; members.csv: both sit on the same board, so delete line 5"));
	folder_free(folder);
}

/* Twenty thousand of one name, and no quadratic wait. */
Test(duplicates, many_of_one_name, .timeout = 60)
{
	struct folder *folder = folder_new();
	size_t size = 20000 * 64;
	char *text = malloc(size);
	cr_assert_not_null(text);
	size_t used = (size_t)snprintf(text, size, "board_id,person_id,person_name,organisation,role\n");
	for (int i = 0; i < 20000; i++)
		used += (size_t)snprintf(text + used, size - used, "a,p%d,Ann Garrick,Council %d,%s\n", i, i,
					 i ? "" : "chair");
	folder_write(folder, "members.csv", text);
	free(text);
	folder_read(folder);
	cr_assert_eq(folder->status, MOOT_OK);
	cr_assert_geq(folder->problems.count, 19999);
	folder_free(folder);
}
