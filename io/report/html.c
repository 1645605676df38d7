/* The page and its parts (html.h). */
#include "io/report/html.h"

#include "io/report/chart.h"

#include <math.h>

enum { MOST_WARNINGS = 60 };

static const char *const STYLE =
    ":root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#57606a;--line:#d0d7de;--band:#f3f6f8;"
    "--mark:#0b5d3b;--warn:#a3231b}\n"
    "@media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--soft:#9da7b3;"
    "--line:#3a424c;--band:#161b22;--mark:#7ee2b8;--warn:#ff9d94}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:72rem;padding:1.5rem;font:1rem/1.5 system-ui,\"Segoe UI\",Arial,sans-serif;"
    "color:var(--ink);background:var(--paper);overflow-wrap:break-word}\n"
    "h1{font-size:2rem;line-height:1.2;margin:.1rem 0 .4rem}h2{font-size:1.4rem;margin:2.6rem 0 .6rem;"
    "border-bottom:2px solid var(--line);padding-bottom:.2rem}h3{font-size:1.08rem;margin:1.4rem 0 .4rem}\n"
    "p{margin:.4rem 0 .8rem;max-width:46rem}a{color:var(--mark)}.lead{color:var(--soft);margin:0}"
    ".big{font-size:1.15rem}\n"
    "a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid var(--mark);outline-offset:2px}\n"
    ".skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;padding:.4rem .8rem;"
    "background:var(--paper)}\n"
    ".wide{overflow-x:auto;margin:.4rem 0 1rem}table{border-collapse:collapse;width:100%;font-size:.94rem}\n"
    "caption{text-align:left;color:var(--soft);padding:.3rem 0}\n"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}\n"
    "thead th{background:var(--band);vertical-align:bottom}tbody th{font-weight:600;min-width:10rem}\n"
    "tfoot th,tfoot td{font-weight:600}tfoot tr:first-child>*{border-top:2px solid var(--soft)}\n"
    "th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}td.n,.d{white-space:nowrap}\n"
    "td ul{margin:0;padding-left:1.1rem}nav ul{columns:3 14rem;padding-left:1.1rem}li{margin:.15rem 0}\n"
    ".tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.8rem;margin:1rem 0}\n"
    ".tiles div{background:var(--band);border-left:4px solid var(--mark);padding:.6rem .8rem;display:flex;"
    "flex-direction:column}.tiles dt{color:var(--soft);font-size:.9rem}.tiles dd{margin:auto 0 0}"
    ".tiles b{font-size:1.7rem;line-height:1.25;white-space:nowrap;font-variant-numeric:tabular-nums}"
    ".tiles .less{display:block;font-size:.9rem}\n"
    ".pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:0 2.5rem}\n"
    ".note{color:var(--soft);font-size:.92rem}summary{cursor:pointer;padding:.3rem 0;font-weight:600}\n"
    ".warn{font-weight:600;color:var(--warn)}.card{border:1px solid var(--line);border-left:4px solid var(--mark);"
    "padding:.2rem 1rem .6rem;margin:1.2rem 0}footer{color:var(--soft);margin-top:3rem}\n"
    "label{cursor:pointer}input{accent-color:var(--mark);width:1.1rem;height:1.1rem;vertical-align:-.15rem}"
    "input:focus-visible{outline:3px solid var(--mark);outline-offset:2px}\n"
    "@media print{body:has(#brief:checked) "
    ":is(details,.long){display:none}@page{margin:14mm}html{font-size:9.5pt}body{max-width:none;padding:0;color:#000;"
    "background:#fff}"
    "nav,.skip{display:none}h1{font-size:20pt}h2,h3,caption,figcaption,thead,section>p,.card>p{break-after:avoid}thead,"
    "tbody tr:first-child{break-inside:avoid}tbody tr:first-child{break-before:avoid}th,td{padding:."
    "22rem .45rem}tr,.tiles,p,li"
    "{break-inside:avoid}.tiles{grid-template-columns:repeat(3,1fr)}thead{display:table-header-group}tfoot{display:"
    "table-row-group}.wide{overflow:visible}"
    "details::details-content{content-visibility:visible;display:block;height:auto}summary{list-style:none}"
    "tbody th{min-width:0}.card{break-inside:auto}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n";

static const char *escape(int32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void moot_html_text(struct moot_text *text, const char *raw)
{
	moot_text_escaped(text, raw, escape);
}

void moot_html_begin(struct moot_text *text, const char *lead, const char *title)
{
	moot_text_add(text, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
			    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
			    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
			    "style-src 'unsafe-inline'\">\n<title>");
	moot_html_text(text, title);
	moot_text_format(text,
			 " - %s</title>\n<style>\n%s%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To "
			 "the content</a>\n<header>\n<p class=\"lead\">%s</p>\n<h1>",
			 lead, STYLE, moot_chart_style, lead);
	moot_html_text(text, title);
	moot_text_add(text, "</h1>\n</header>\n<main id=\"main\">\n");
}

void moot_html_end(struct moot_text *text)
{
	moot_text_add(text, "</main>\n<footer><p>Written by moot " MOOT_VERSION ".</p></footer>\n</body>\n</html>\n");
}

void moot_html_section(struct moot_text *text, const char *id, const char *title)
{
	moot_text_format(text, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, title);
}

void moot_html_section_end(struct moot_text *text)
{
	moot_text_add(text, "</section>\n");
}

void moot_html_table_begin(struct moot_text *text, const char *raw_caption)
{
	moot_text_add(text, "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"");
	moot_html_text(text, raw_caption);
	moot_text_add(text, "\">\n<table>\n<caption>");
	moot_html_text(text, raw_caption);
	moot_text_add(text, "</caption>\n<thead><tr>");
}

void moot_html_table_titles(struct moot_text *text, const char *const *titles)
{
	for (; *titles; titles++) {
		bool number = **titles == '#';
		moot_text_format(text, "<th scope=\"col\"%s>%s</th>", number ? " class=\"n\"" : "", *titles + number);
	}
}

void moot_html_table_body(struct moot_text *text)
{
	moot_text_add(text, "</tr></thead>\n<tbody>\n");
}

void moot_html_table(struct moot_text *text, const char *raw_caption, const char *const *titles)
{
	moot_html_table_begin(text, raw_caption);
	moot_html_table_titles(text, titles);
	moot_html_table_body(text);
}

void moot_html_table_end(struct moot_text *text)
{
	moot_text_add(text, "</tbody>\n</table>\n</div>\n");
}

void moot_html_row(struct moot_text *text, const char *raw_name)
{
	moot_text_add(text, "<tr><th scope=\"row\">");
	moot_html_text(text, raw_name);
	moot_text_add(text, "</th>");
}

void moot_html_row_end(struct moot_text *text)
{
	moot_text_add(text, "</tr>\n");
}

void moot_html_cell_begin(struct moot_text *text)
{
	moot_text_add(text, "<td>");
}

void moot_html_cell_end(struct moot_text *text)
{
	moot_text_add(text, "</td>");
}

void moot_html_cell(struct moot_text *text, const char *raw)
{
	moot_html_cell_begin(text);
	moot_html_text(text, raw);
	moot_html_cell_end(text);
}

void moot_html_cell_number(struct moot_text *text, double value, int decimals)
{
	moot_text_add(text, "<td class=\"n\">");
	moot_text_fixed(text, value, decimals);
	moot_text_add(text, "</td>");
}

void moot_html_paragraph(struct moot_text *text, const char *raw)
{
	moot_text_add(text, "<p>");
	moot_html_text(text, raw);
	moot_text_add(text, "</p>\n");
}

void moot_html_words(struct moot_text *text, const char *class_name, struct moot_text *words)
{
	moot_text_format(text, "<p%s%s%s>", *class_name ? " class=\"" : "", class_name, *class_name ? "\"" : "");
	moot_html_text(text, words->bytes ? words->bytes : "");
	moot_text_add(text, "</p>\n");
	text->failed |= words->failed;
	moot_text_clear(words);
}

void moot_html_details(struct moot_text *text, const char *summary, size_t count)
{
	moot_text_format(text, "<details><summary>%s (%zu)</summary>\n", summary, count);
}

void moot_html_details_end(struct moot_text *text)
{
	moot_text_add(text, "</details>\n");
}

void moot_html_long(struct moot_text *text)
{
	moot_text_add(text, "<div class=\"long\">\n");
}

void moot_html_long_end(struct moot_text *text)
{
	moot_text_add(text, "</div>\n");
}

void moot_html_editions(struct moot_text *text)
{
	moot_text_add(text,
		      "<p><label><input type=\"checkbox\" id=\"brief\"> Print the short edition, without the long "
		      "tables</label></p>\n");
}

void moot_html_warnings(struct moot_text *text, const char *const *warnings, size_t count)
{
	if (count == 0)
		return;
	moot_text_format(text, "<h3>What looked odd in it (%zu)</h3>\n<ul>\n", count);
	for (size_t i = 0; i < count && i < MOST_WARNINGS; i++) {
		moot_text_add(text, "<li>");
		moot_html_text(text, warnings[i]);
		moot_text_add(text, "</li>\n");
	}
	if (count > MOST_WARNINGS)
		moot_text_format(text, "<li>and %zu more, which <code>moot check</code> tells</li>\n",
				 count - MOST_WARNINGS);
	moot_text_add(text, "</ul>\n");
}

void moot_html_tiles(struct moot_text *text)
{
	moot_text_add(text, "<dl class=\"tiles\">\n");
}

void moot_html_tiles_end(struct moot_text *text)
{
	moot_text_add(text, "</dl>\n");
}

static void write_amount(struct moot_text *text, const struct moot_tile *tile, double value)
{
	moot_text_add(text, value < 0 ? "-" : "");
	moot_text_add(text, tile->unit);
	moot_text_fixed(text, fabs(value), tile->decimals);
}

void moot_html_tile(struct moot_text *text, const struct moot_tile *tile)
{
	moot_text_format(text, "<div><dt>%s</dt><dd><b>", tile->name);
	write_amount(text, tile, tile->value);
	moot_text_add(text, "</b></dd></div>\n");
}

void moot_html_tile_change(struct moot_text *text, const struct moot_tile *tile)
{
	double less = tile->before - tile->value;
	moot_text_format(text, "<div><dt>%s</dt><dd><b>", tile->name);
	write_amount(text, tile, tile->value);
	moot_text_add(text, "</b><span class=\"less\">");
	write_amount(text, tile, tile->before);
	moot_text_add(text, " today");
	if (less == 0) {
		moot_text_add(text, ", no change");
	} else {
		moot_text_add(text, ", ");
		write_amount(text, tile, fabs(less));
		moot_text_add(text, less < 0 ? " more" : *tile->unit ? " less" : " fewer");
		if (tile->before > 0) {
			moot_text_add(text, " (");
			moot_text_fixed(text, 100 * fabs(less) / tile->before, 0);
			moot_text_add(text, "%)");
		}
	}
	moot_text_add(text, "</span></dd></div>\n");
}
