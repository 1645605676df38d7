/* The page and its parts (html.h). */
#include "io/report/html.h"

#include "io/report/chart.h"

static const char *const STYLE =
    ":root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#57606a;--line:#d0d7de;--band:#f6f8fa;"
    "--mark:#0b5d3b}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--soft:#9da7b3;--line:#30363d;"
    "--band:#161b22;--mark:#7ee2b8}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:72rem;padding:1.5rem;font:1rem/1.5 system-ui,\"Segoe UI\",Arial,sans-serif;"
    "color:var(--ink);background:var(--paper);overflow-wrap:break-word}\n"
    "h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0 .5rem}h2{font-size:1.35rem;margin:2.2rem 0 .6rem;"
    "border-bottom:2px solid var(--line);padding-bottom:.2rem}h3{font-size:1.08rem;margin:1.4rem 0 .4rem}\n"
    "p{margin:.4rem 0 .8rem;max-width:46rem}a{color:var(--mark)}.lead{color:var(--soft);margin:0}\n"
    ".wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.4rem 0 1rem;font-size:.94rem}\n"
    "caption{text-align:left;color:var(--soft);padding:.3rem 0}\n"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}\n"
    "thead th{background:var(--band)}tbody th{font-weight:600}\n"
    "th.n,td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    "td ul{margin:0;padding-left:1.1rem}nav ul{columns:2;padding-left:1.1rem;max-width:46rem}\n"
    "summary{cursor:pointer;padding:.3rem 0}.warn{font-weight:600}footer{color:var(--soft);margin-top:3rem}\n"
    "@media print{body{max-width:none;padding:0;font-size:10pt;color:#000;background:#fff}nav{display:none}"
    "h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}.wide{overflow:visible}}\n";

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
	moot_text_format(
	    text, " - %s</title>\n<style>\n%s%s</style>\n</head>\n<body>\n<header>\n<p class=\"lead\">%s</p>\n<h1>", lead,
	    STYLE, moot_chart_style, lead);
	moot_html_text(text, title);
	moot_text_add(text, "</h1>\n</header>\n<main>\n");
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

void moot_html_table(struct moot_text *text, const char *caption, const char *const *titles)
{
	moot_text_format(text,
			 "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n"
			 "<table>\n<caption>%s</caption>\n<thead><tr>",
			 caption, caption);
	for (; *titles; titles++) {
		bool number = **titles == '#';
		moot_text_format(text, "<th scope=\"col\"%s>%s</th>", number ? " class=\"n\"" : "", *titles + number);
	}
	moot_text_add(text, "</tr></thead>\n<tbody>\n");
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
