/* Words: trimming, folding, distance, repair. */
#include "io/csv/word.h"

#include <criterion/criterion.h>
#include <string.h>

Test(word, trim)
{
	static const char *const texts[] = {"  a b \t\n",
					    "\xc2\xa0"
					    "a b\xe2\x80\x8b",
					    "\xef\xbb\xbf"
					    "a b",
					    "a b"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *text = texts[i];
		size_t length = strlen(text);
		moot_word_trim(&text, &length);
		cr_assert_eq(length, 3);
		cr_assert_eq(memcmp(text, "a b", 3), 0);
	}
	const char *blank = " \xc2\xa0 ";
	size_t length = strlen(blank);
	moot_word_trim(&blank, &length);
	cr_assert_eq(length, 0);
}

Test(word, fold)
{
	struct moot_arena *arena = moot_arena_new();
	cr_assert_str_eq(moot_word_fold(arena, " Serious VIOLENCE "), "serious violence");
	cr_assert_str_eq(moot_word_fold(arena, "YNYS MÔN"), moot_word_fold(arena, "Ynys Môn"));
	cr_assert_str_eq(moot_word_fold(arena, "STRASSE"), moot_word_fold(arena, "Straße"));
	cr_assert_str_eq(moot_word_fold(arena, ""), "");
	moot_arena_free(arena);
}

Test(word, distance)
{
	cr_assert_eq(moot_word_distance("board", "Board", 3), 0);
	cr_assert_eq(moot_word_distance("apart", "aprat", 3), 1);
	cr_assert_eq(moot_word_distance("quorum", "qorum", 3), 1);
	cr_assert_eq(moot_word_distance("kitten", "sitting", 5), 3);
	cr_assert_eq(moot_word_distance("kitten", "sitting", 2), 3);
	cr_assert_eq(moot_word_distance("", "abc", 3), 3);
	cr_assert_eq(moot_word_distance("abcdef", "x", 2), 3);
}

Test(word, repair)
{
	char cut[] = "Mo\xc3";
	moot_word_repair(cut);
	cr_assert_str_eq(cut, "Mo?");
	char whole[] = "Môn";
	moot_word_repair(whole);
	cr_assert_str_eq(whole, "Môn");
}
