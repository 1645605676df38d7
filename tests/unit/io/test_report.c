/* What people read: the summary, the page, the terms of reference, the tables; and that no name can break them. */
#include "io/plan/slug.h"
#include "io/plan/tables.h"
#include "io/report/audit_report.h"
#include "io/report/columns.h"
#include "io/report/plan_report.h"
#include "io/report/terms.h"
#include "io/report/words.h"
#include "tests/unit/io/plan_fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>

/* A script, Markdown, a formula, a path, a right-to-left override, a bell, bad UTF-8 and a line end. */
static const char HOSTILE[] = "=cmd|'/c calc'!A1 <script>alert(1)</script>\"'&\r\n# ../[x](y)|\xE2\x80\xAE\x07\xFF ";

static void check_clean(const char *text)
{
	for (const char *at = text; *at; at++)
		cr_assert((unsigned char)*at >= 0x20 || *at == '\n' || *at == '\r', "control character %d", *at);
	cr_assert_null(strstr(text, "\xE2\x80\xAE"));
	cr_assert_null(strchr(text, '\xFF'));
}

static size_t occurrences(const char *text, const char *part)
{
	size_t count = 0;
	for (const char *at = text; (at = strstr(at, part)); at++)
		count++;
	return count;
}

static char *page_of(const struct fixture *fixture)
{
	struct moot_report report;
	char *page = NULL;
	cr_assert_eq(moot_report_open(fixture->landscape, fixture->plan, &report, NULL), MOOT_OK);
	cr_assert_eq(moot_plan_report(&report, &page, NULL), MOOT_OK);
	moot_report_close(&report);
	return page;
}

/* Every element that we open is closed, whatever stands between. */
static void check_balanced(const char *page)
{
	static const char *const elements[] = {"table",   "tr",  "td",    "ul",    "li",  "section",
					       "details", "div", "thead", "tbody", "main"};
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		char open[16];
		char attributed[16];
		char close[16];
		snprintf(open, sizeof open, "<%s>", elements[i]);
		snprintf(attributed, sizeof attributed, "<%s ", elements[i]);
		snprintf(close, sizeof close, "</%s>", elements[i]);
		cr_assert_eq(occurrences(page, open) + occurrences(page, attributed), occurrences(page, close), "%s",
			     elements[i]);
	}
}

Test(report, page_tells_the_plan)
{
	static const char *const parts[] = {
	    "From 1 April 2027 to 31 March 2028.",
	    "2 of today&#39;s boards become 1; 1 closes; 1 stays as it is.",
	    "<b>£100,000</b><span class=\"less\">£123,457 today, £23,457 less (19%)</span>",
	    "<svg role=\"img\"",
	    "<title>From 60.0 to 40.0 hours</title>",
	    "is more than 2.8% better",
	    "The two share 2 people and 1 theme.",
	    "Wed 12 May 2027",
	    "10:00-12:30",
	    "ann is never free",
	    "does not work then",
	    "<strong class=\"warn\">nobody</strong>",
	    "These need the agreement of their partners",
	    "default_salary",
	    "<td>Youth</td>"};
	struct fixture fixture = fixture_new("");
	char *page = page_of(&fixture);
	for (size_t i = 0; i + 1 < sizeof parts / sizeof *parts; i++)
		cr_assert_not_null(strstr(page, parts[i]), "%s", parts[i]);
	cr_assert_eq(strncmp(page, "<!DOCTYPE html>\n<html lang=\"en-GB\">", 35), 0);
	check_balanced(page);
	moot_release(page);
	fixture_free(&fixture);
}

Test(report, page_lets_no_name_through)
{
	struct fixture fixture = fixture_new(HOSTILE);
	char *page = page_of(&fixture);
	check_clean(page);
	cr_assert_null(strstr(page, "<script"));
	cr_assert_not_null(strstr(page, "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"));
	cr_assert_null(strstr(page, "://"), "nothing is fetched");
	cr_assert_null(strstr(page, "src="));
	check_balanced(page);
	moot_release(page);
	fixture_free(&fixture);
}

Test(report, page_of_an_empty_plan_stands)
{
	struct fixture fixture = fixture_new("");
	*fixture.plan = (struct moot_plan){.arena = fixture.plan->arena,
					   .landscape = "",
					   .timezone = "",
					   .start = MOOT_NO_DAY,
					   .end = MOOT_NO_DAY,
					   .created = "",
					   .structure = {.scope = "partition"}};
	char *page = page_of(&fixture);
	check_balanced(page);
	cr_assert_not_null(strstr(page, "Every board stays as it is."));
	cr_assert_not_null(strstr(page, "No calendar was asked for."));
	moot_release(page);
	fixture_free(&fixture);
}

static char *summary_of(const struct fixture *fixture)
{
	char *summary = NULL;
	cr_assert_eq(moot_plan_summary(fixture->landscape, fixture->plan, "out", &summary, NULL), MOOT_OK);
	return summary;
}

Test(report, summary_is_aligned_and_plain)
{
	static const char *const parts[] = {
	    "Lincolnshire, 1 April 2027 to 31 March 2028\n",
	    "                           today  proposed   saved\n",
	    "  Boards                       4         2       2\n",
	    "  Cost of the time, GBP  123,457   100,000  23,457\n",
	    "  csp-boston and csp-lincoln become one board (needs agreement).\n",
	    "      The two share 2 people and 1 theme.\n",
	    "      saves 12 senior hours a year and GBP 1,417\n",
	    "  Old forum closes.\n",
	    "  no date: Safer Partnership, meeting 2: ann is never free\n",
	    "The report: out/report.html\n",
	};
	struct fixture fixture = fixture_new("");
	char *summary = summary_of(&fixture);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		cr_assert_not_null(strstr(summary, parts[i]), "%s\n%s", parts[i], summary);
	moot_release(summary);
	fixture_free(&fixture);
	struct fixture hostile = fixture_new(HOSTILE);
	summary = summary_of(&hostile);
	check_clean(summary);
	cr_assert_eq(occurrences(summary, "\r"), 0);
	moot_release(summary);
	fixture_free(&hostile);
}

static char *terms_of(const struct fixture *fixture, size_t board)
{
	struct moot_report report;
	char *terms = NULL;
	cr_assert_eq(moot_report_open(fixture->landscape, fixture->plan, &report, NULL), MOOT_OK);
	cr_assert_eq(
	    moot_terms_write(&report, &fixture->plan->boards[board], (struct moot_terms_reader){0}, &terms, NULL),
	    MOOT_OK);
	moot_report_close(&report);
	return terms;
}

Test(report, terms_of_reference_say_what_a_clerk_needs)
{
	static const char *const parts[] = {"# Safer Partnership\n",
					    "- csp-boston (Crime and Disorder Act 1998)\n",
					    "| Serious violence | 25 | 4 |\n",
					    "- Strategic assessment (CDA 1998 s6), at least 1 time a year\n",
					    "| bob | Chief officer | Police | member | sends a deputy: cat |\n",
					    "Chair: ann\n",
					    "1 member, the largest quorum",
					    "2 a year, of 150 minutes, hybrid.\n",
					    "- Wed 12 May 2027, 10:00-12:30, Town hall\n",
					    "Meeting 2 has no date yet: ann is never free\n",
					    "- csp-boston: Council\n",
					    "- csp-lincoln: Police\n",
					    "| 1 | Wed 12 May 2027 | ",
					    "| 2 | no date yet | ",
					    "## Reporting\n\nNo reporting line was given.\n"};
	struct fixture fixture = fixture_new("");
	char *terms = terms_of(&fixture, 0);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		cr_assert_not_null(strstr(terms, parts[i]), "%s\n%s", parts[i], terms);
	moot_release(terms);
	fixture_free(&fixture);
}

/* What goes to partners holds no reasons and nobody's attendance; redacted, no person. */
Test(report, terms_of_reference_for_partners_hold_less)
{
	struct fixture fixture = fixture_new("");
	struct moot_report report;
	char *terms = NULL;
	cr_assert_eq(moot_report_open(fixture.landscape, fixture.plan, &report, NULL), MOOT_OK);
	struct moot_terms_reader partner = {.is_partner = true};
	cr_assert_eq(moot_terms_write(&report, &fixture.plan->boards[0], partner, &terms, NULL), MOOT_OK);
	cr_assert_not_null(strstr(terms, "| bob | Chief officer | Police | member |\n"), "%s", terms);
	cr_assert_null(strstr(terms, "deputy"));
	cr_assert_null(strstr(terms, "The two share"));
	moot_release(terms);
	partner.redact = true;
	cr_assert_eq(moot_terms_write(&report, &fixture.plan->boards[0], partner, &terms, NULL), MOOT_OK);
	cr_assert_null(strstr(terms, "bob"));
	cr_assert_null(strstr(terms, "ann"), "%s", terms);
	cr_assert_not_null(strstr(terms, "- Police: "));
	moot_release(terms);
	moot_report_close(&report);
	fixture_free(&fixture);
}

Test(report, terms_of_reference_escape_markdown_and_html)
{
	struct fixture fixture = fixture_new(HOSTILE);
	char *terms = terms_of(&fixture, 0);
	check_clean(terms);
	cr_assert_null(strstr(terms, "<script"));
	cr_assert_null(strstr(terms, "[x]"));
	cr_assert_not_null(strstr(terms, "\\# ../\\[x\\](y)\\|"));
	moot_release(terms);
	fixture_free(&fixture);
	fixture = fixture_new("1. -");
	terms = terms_of(&fixture, 0);
	cr_assert_not_null(strstr(terms, "- 1\\. -csp-boston"));
	moot_release(terms);
	fixture_free(&fixture);
}

Test(report, tables_run_no_formula)
{
	struct fixture fixture = fixture_new(HOSTILE);
	struct moot_report report;
	cr_assert_eq(moot_report_open(fixture.landscape, fixture.plan, &report, NULL), MOOT_OK);
	struct moot_csv tables[] = {moot_table_boards(&report), moot_table_calendar(&report),
				    moot_table_people(&report)};
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		const char *bytes = tables[i].text.bytes;
		check_clean(bytes);
		cr_assert_eq(strncmp(bytes, "\xEF\xBB\xBF", 3), 0);
		cr_assert_null(strstr(bytes, ",="));
		cr_assert_null(strstr(bytes, ",\"="));
		cr_assert_not_null(strstr(bytes, "'=cmd"));
		moot_text_clear(&tables[i].text);
	}
	moot_report_close(&report);
	fixture_free(&fixture);
}

Test(report, tables_hold_the_plan)
{
	struct fixture fixture = fixture_new("");
	struct moot_report report;
	cr_assert_eq(moot_report_open(fixture.landscape, fixture.plan, &report, NULL), MOOT_OK);
	struct moot_csv boards = moot_table_boards(&report);
	struct moot_csv calendar = moot_table_calendar(&report);
	struct moot_csv people = moot_table_people(&report);
	cr_assert_not_null(strstr(boards.text.bytes,
				  "\r\nhwb,Health and Wellbeing Board,kept,hwb,hybrid,2,150,ann,ann,2,,no,"
				  "0,0,-1.1,\r\n"));
	cr_assert_not_null(strstr(calendar.text.bytes, "\r\n2027-05-12,Wed,10:00,12:30,Europe/London,csp-boston,"
						       "Safer Partnership,1,Town hall,csp-boston-1@moot,"));
	cr_assert_not_null(strstr(calendar.text.bytes,
				  "\r\n,,,,Europe/London,csp-boston,Safer Partnership,2,,,,ann is never free\r\n"));
	cr_assert_not_null(
	    strstr(people.text.bytes, "\r\nbob,bob,Police,Chief officer,no,30,31,-1,850,878.4,,8,0,0,2,0,0\r\n"));
	moot_text_clear(&boards.text);
	moot_text_clear(&calendar.text);
	moot_text_clear(&people.text);
	moot_report_close(&report);
	fixture_free(&fixture);
}

Test(report, cells_are_neutralised_and_quoted)
{
	static const struct {
		const char *raw;
		const char *cell;
	} cases[] = {{"plain", "plain"},
		     {"-12.5", "-12.5"},
		     {"-12.5.1", "'-12.5.1"},
		     {"-", "'-"},
		     {"+44 1", "'+44 1"},
		     {"@x", "'@x"},
		     {"  =x", "\"'  =x\""},
		     {"\t=x", "\"' =x\""},
		     {"\rx", "\"'x\""},
		     {"\xE2\x80\x8B=x", "'=x"},
		     {"\xEF\xBC\x9Dx", "'\xEF\xBC\x9Dx"},
		     {"a;=b", "\"a;=b\""},
		     {"a\"b", "\"a\"\"b\""},
		     {"a\nb", "\"a\nb\""}};
	static const char *const titles[] = {"t", NULL};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char wanted[64];
		struct moot_csv csv;
		moot_csv_begin(&csv, titles);
		moot_csv_cell(&csv, cases[i].raw);
		moot_csv_end_row(&csv);
		snprintf(wanted, sizeof wanted, "\xEF\xBB\xBFt\r\n%s\r\n", cases[i].cell);
		cr_assert_str_eq(csv.text.bytes, wanted);
		moot_text_clear(&csv.text);
	}
}

Test(report, slugs_are_plain_and_unique)
{
	struct moot_slug slugs[] = {{"Ynys Môn", NULL}, {"Council!", NULL}, {"Council", NULL},   {"Council-2", NULL},
				    {"Council", NULL},  {"../..", NULL},    {"Łódź 東京", NULL}, {"King's", NULL}};
	static const char *const wanted[][2] = {
	    {"../..", "organisation"},      {"Council", "council"}, {"Council!", "council-2"},
	    {"Council-2", "council-2-2"},   {"King's", "kings"},    {"Ynys Môn", "ynys-mon"},
	    {"Łódź 東京", "lodz-dong-jing"}};
	size_t count = sizeof slugs / sizeof *slugs;
	struct moot_arena *arena = moot_arena_new();
	cr_assert_eq(moot_slugs_make(arena, slugs, &count, NULL), MOOT_OK);
	cr_assert_eq(count, sizeof wanted / sizeof *wanted);
	for (size_t i = 0; i < count; i++) {
		cr_assert_str_eq(slugs[i].name, wanted[i][0]);
		cr_assert_str_eq(slugs[i].slug, wanted[i][1]);
	}
	moot_arena_free(arena);
}

static char *quality(struct moot_plan plan, void (*write)(struct moot_text *, const struct moot_plan *))
{
	struct moot_text text = {0};
	write(&text, &plan);
	return text.bytes;
}

Test(report, quality_claims_no_more_than_is_proven)
{
	struct moot_plan plan = {.has_calendar = true, .unscheduled_count = 1};
	plan.structure.gap = 0.01001;
	char *words = quality(plan, moot_words_structure_quality);
	cr_assert_not_null(strstr(words, "more than 1.1% better"), "%s", words);
	moot_release(words);
	plan.structure.gap = NAN;
	plan.structure.status = MOOT_SEARCH_STOPPED;
	words = quality(plan, moot_words_structure_quality);
	cr_assert_str_eq(words, "The search for mergers was stopped before its end. How much better another way to "
				"merge these boards could be is not known.");
	moot_release(words);
	plan.calendar.gap = NAN;
	words = quality(plan, moot_words_calendar_quality);
	cr_assert_str_eq(words, "Whether a calendar with fewer unplaced meetings exists is not known.");
	moot_release(words);
}

Test(report, columns_count_what_the_screen_shows)
{
	cr_assert_eq(moot_columns_width("Môn", 4), 3);
	cr_assert_eq(moot_columns_width("e\xCC\x81", 3), 1);
	cr_assert_eq(moot_columns_width("東京", 6), 4);
}

/* The landscape's boards, people and pairs with figures made up. */
static struct moot_audit audit_of(struct moot_audit_board *boards, struct moot_audit_share *shares,
				  struct moot_audit_overlap *overlap)
{
	*boards = (struct moot_audit_board){0, 4, 2, 24, 12, 680.3, 120};
	shares[0] = (struct moot_audit_share){1, 2, 24, 12, 680.3};
	shares[1] = (struct moot_audit_share){MOOT_NONE, 1, 3, 0, 85};
	*overlap = (struct moot_audit_overlap){0, 1, 2, 1, 1.5};
	return (struct moot_audit){.totals = {4, 16, 100.25, 400.1, 123456.789, 10},
				   .boards = boards,
				   .board_count = 1,
				   .people = shares,
				   .person_count = 1,
				   .organisations = shares,
				   .organisation_count = 2,
				   .overlaps = overlap,
				   .overlap_count = 1};
}

Test(report, audit_as_text_json_and_page)
{
	static const char *const names[] = {"", HOSTILE};
	struct moot_audit_board board;
	struct moot_audit_share shares[2];
	struct moot_audit_overlap overlap;
	struct moot_audit audit = audit_of(&board, shares, &overlap);
	for (size_t i = 0; i < 2; i++) {
		struct fixture fixture = fixture_new(names[i]);
		char *text = NULL;
		char *json = NULL;
		char *page = NULL;
		cr_assert_eq(moot_audit_to_text(fixture.landscape, &audit, &text, NULL), MOOT_OK);
		cr_assert_eq(moot_audit_to_json(fixture.landscape, &audit, &json, NULL), MOOT_OK);
		cr_assert_eq(moot_audit_report(fixture.landscape, &audit, &page, NULL), MOOT_OK);
		check_clean(text);
		check_clean(json);
		check_clean(page);
		check_balanced(page);
		cr_assert_null(strstr(page, "<script"));
		cr_assert_not_null(
		    strstr(json, "\"a\": \"csp-boston\", \"b\": \"csp-lincoln\", \"people\": 2, \"themes\": 1, "
				 "\"shared_hours\": 1.5}"));
		cr_assert_not_null(strstr(text, "  Cost of the time, GBP  123,457\n"));
		cr_assert_not_null(strstr(text, "  (none) "));
		moot_release(text);
		moot_release(json);
		moot_release(page);
		fixture_free(&fixture);
	}
}
