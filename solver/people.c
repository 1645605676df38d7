#include <solver/people.h>

#include <string.h>
#include <strings.h>

/* Whether `text` contains the `length` bytes at `word`, ASCII case aside. */
static bool contains_word(const char *text, const char *word, size_t length)
{
	if (length == 0)
		return false;
	for (; strlen(text) >= length; text++)
		if (strncasecmp(text, word, length) == 0)
			return true;
	return false;
}

bool moot_contains_one_of(const char *text, const char *words)
{
	while (*words) {
		size_t length = strcspn(words, "|");
		const char *first = words;
		size_t trimmed = length;
		while (trimmed > 0 && *first == ' ') {
			first++;
			trimmed--;
		}
		while (trimmed > 0 && first[trimmed - 1] == ' ')
			trimmed--;
		if (contains_word(text, first, trimmed))
			return true;
		words += length;
		if (*words == '|')
			words++;
	}
	return false;
}

bool moot_person_is_senior(const struct moot_landscape *landscape, int person)
{
	const struct moot_person *who = &landscape->people[person];
	if (who->senior != MOOT_UNSAID)
		return who->senior == MOOT_YES;
	if (who->salary >= 0)
		return who->salary >= landscape->policy.senior_salary;
	return moot_contains_one_of(who->post, landscape->policy.senior_words);
}

double moot_person_weight(const struct moot_landscape *landscape, int person)
{
	return moot_person_is_senior(landscape, person) ? 1.0 : landscape->policy.other_weight;
}

double moot_person_salary(const struct moot_landscape *landscape, int person)
{
	double salary = landscape->people[person].salary;
	return salary >= 0 ? salary : landscape->policy.default_salary;
}

double moot_person_rate(const struct moot_landscape *landscape, int person)
{
	return moot_person_salary(landscape, person) * (1 + landscape->policy.on_cost_rate) /
	       landscape->policy.hours_per_year;
}
