/*
 * A month as a calendar shows it: a square a day, Monday first, the darker the more meetings, closed days struck out.
 * Twelve of them are a year; the page lays them out in as many columns as fit.
 */
#include "io/report/chart_parts.h"

#include "io/report/html.h"
#include "io/report/words.h"

enum { SQUARE = 28, TOP = 18, WIDTH = 7 * SQUARE, FIVE_LEVELS = 5 };

/* Black on pale or white on dark: no shade between, where neither can be read. */
static const char *shade(int meetings, int most, bool *is_dark)
{
	static const char *const shades[FIVE_LEVELS] = {".15", ".3", ".45", ".85", "1"};
	int level = most > 0 ? (meetings * FIVE_LEVELS - 1) / most : 0;
	level = level < 0 ? 0 : level >= FIVE_LEVELS ? FIVE_LEVELS - 1 : level;
	*is_dark = level >= 3;
	return shades[level];
}

static void write_square(struct moot_text *text, const struct moot_chart_day *day, int x, int y, int most)
{
	bool is_dark = false;
	if (day->meetings > 0) {
		moot_text_format(text, "<rect class=\"%s flat\" fill-opacity=\"%s\" x=\"%d\" y=\"%d\"", "after",
				 shade(day->meetings, most, &is_dark), x + 1, y + 1);
		moot_text_format(text, " width=\"%d\" height=\"%d\"/>", SQUARE - 2, SQUARE - 2);
		moot_text_format(text, "<text class=\"strong mid%s\" x=\"%d\" y=\"%d\">%d</text>", is_dark ? " on" : "",
				 x + SQUARE / 2 + 3, y + SQUARE - 7, day->meetings);
	}
	if (day->closed)
		moot_text_format(text, "<path class=\"rule\" d=\"M%d %dL%d %d\"/>", x + 4, y + SQUARE - 4,
				 x + SQUARE - 4, y + 4);
	if (day->is_trouble)
		moot_text_format(
		    text,
		    "<rect class=\"trouble hollow\" fill-opacity=\"0\" stroke-width=\"2\" x=\"%d\" y=\"%d\" "
		    "width=\"%d\" height=\"%d\"/>",
		    x + 2, y + 2, SQUARE - 4, SQUARE - 4);
}

static void write_day(struct moot_text *text, const struct moot_chart_day *day, int number, int place, int most)
{
	int x = place % 7 * SQUARE;
	int y = TOP + place / 7 * SQUARE;
	bool is_dark = false;
	if (day->meetings > 0)
		shade(day->meetings, most, &is_dark);
	moot_text_format(text, "<g><rect class=\"%s flat\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
			 day->closed || place % 7 > 4 ? "off" : "bare", x + 1, y + 1, SQUARE - 2, SQUARE - 2);
	write_square(text, day, x, y, most);
	moot_text_format(text, "<text class=\"tiny%s\" x=\"%d\" y=\"%d\">%d</text>", is_dark ? " on" : " quiet", x + 3,
			 y + 9, number);
	if (day->closed) {
		moot_text_add(text, "<title>Closed: ");
		moot_html_text(text, day->closed);
		moot_text_add(text, "</title>");
	} else if (day->meetings > 0) {
		moot_text_format(text, "<title>%d meeting%s</title>", day->meetings, day->meetings == 1 ? "" : "s");
	}
	moot_text_add(text, "</g>");
}

void moot_chart_month(struct moot_text *text, moot_day any, const struct moot_chart_day days[31], int most)
{
	static const char *const weekdays[] = {"M", "T", "W", "T", "F", "S", "S"};
	int year = 0;
	int month = 0;
	int day_of_month = 0;
	moot_day_to_date(any, &year, &month, &day_of_month);
	moot_day first = any - day_of_month + 1;
	int count = moot_chart_next_month(first) - first;
	int before = (int)moot_day_weekday(first);
	int height = TOP + (before + count + 6) / 7 * SQUARE;
	int meetings = 0;
	for (int i = 0; i < count; i++)
		meetings += days[i].meetings;
	moot_text_add(text, "<figure>\n<figcaption>");
	moot_words_month(text, first);
	moot_text_format(text,
			 "</figcaption>\n<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\"><title>",
			 WIDTH, height, WIDTH, height);
	moot_words_month(text, first);
	moot_text_format(text, ": %d meeting%s</title>", meetings, meetings == 1 ? "" : "s");
	for (int i = 0; i < 7; i++)
		moot_text_format(text, "<text class=\"quiet mid\" x=\"%d\" y=\"12\">%s</text>", i * SQUARE + SQUARE / 2,
				 weekdays[i]);
	for (int i = 0; i < count; i++)
		write_day(text, &days[i], i + 1, before + i, most);
	moot_text_add(text, "</svg>\n</figure>\n");
}
