/* Scales, frames, labels and colours of all pictures (chart.h, chart_parts.h). */
#include "io/report/chart_parts.h"

#include "io/report/html.h"

#include <math.h>
#include <stdlib.h>

/* Every colour has at least 3:1 against its paper, texts 4.5:1; the page's style gives ink, paper, soft and line. */
const char moot_chart_style[] =
    ":root{--before:#6e7781;--after:#0b6e4f;--people:#1f5fa8;--themes:#a04a00;--trouble:#b3261e}\n"
    "@media screen and (prefers-color-scheme:dark){:root{--before:#9da7b3;--after:#56d4a8;--people:#79b8ff;"
    "--themes:#ffab5c;--trouble:#ff8a80}}\n"
    "figure{margin:1rem 0 1.5rem}figcaption{font-weight:600;margin-bottom:.3rem}\n"
    "svg{display:block;font:12px system-ui,\"Segoe UI\",Arial,sans-serif;overflow:visible}\n"
    "svg text{fill:var(--ink)}svg .quiet{fill:var(--soft)}svg .strong{font-weight:600}svg .on{fill:var(--paper)}"
    "svg .small{font-size:10px}svg .tiny{font-size:8px}svg .end{text-anchor:end}svg .mid{text-anchor:middle}\n"
    "svg .grid{stroke:var(--line);stroke-width:1;fill:none}svg .rule{stroke:var(--soft);stroke-width:1;fill:none}"
    "svg .frame{stroke:var(--ink);stroke-width:1.5;fill:none}svg .off{fill:var(--line)}"
    "svg .bare{fill:var(--paper)}\n"
    "svg .before{fill:var(--before);stroke:var(--before)}svg .after{fill:var(--after);stroke:var(--after)}"
    "svg .people{fill:var(--people);stroke:var(--people)}svg .themes{fill:var(--themes);stroke:var(--themes)}"
    "svg .trouble{fill:var(--trouble);stroke:var(--trouble)}\n"
    "svg .flat{stroke:none}svg .hollow{fill:var(--paper)}svg .curve{stroke-width:2.5;fill:none}"
    "svg .ribbon{fill-opacity:.32;stroke:none}svg .dashed{stroke-dasharray:4 3;fill:none;stroke-width:1.5}\n"
    ".picture{width:28%;min-width:11rem}.year{min-width:26rem;width:40%}td.picture,td.year{vertical-align:middle}\n"
    ".months{display:grid;grid-template-columns:repeat(auto-fill,minmax(10.5rem,1fr));gap:1rem}.months figure{margin:0}"
    ".months svg{width:100%;height:auto;max-width:14rem}\n"
    "@media print{figure,.months figure{break-inside:avoid}svg{max-width:100%}svg[viewBox]{height:auto;max-height:24cm}"
    ".year{min-width:0}.year text{font-size:8px}.months{grid-template-columns:repeat(4,1fr)}}\n";

static double known(double value)
{
	return isfinite(value) ? value : 0;
}

/* The smallest of 1, 2 and 5 times a power of ten that is at least `rough`. */
static double round_step(double rough)
{
	double power = pow(10, floor(log10(rough)));
	double lead = rough / power;
	if (lead <= 1 + 1e-9)
		return power;
	return lead <= 2 + 1e-9 ? 2 * power : lead <= 5 + 1e-9 ? 5 * power : 10 * power;
}

struct moot_scale moot_scale_make(double low, double high, int marks)
{
	low = known(low);
	high = known(high);
	if (high <= low)
		high = low + fmax(1, fabs(low) * 0.1);
	double step = round_step((high - low) / (marks > 1 ? marks : 1));
	return (struct moot_scale){
	    .low = floor(low / step + 1e-9) * step,
	    .high = ceil(high / step - 1e-9) * step,
	    .step = step,
	    .decimals = step < 1 ? (int)ceil(-log10(step) - 1e-9) : 0,
	};
}

double moot_scale_share(const struct moot_scale *scale, double value)
{
	double share = (known(value) - scale->low) / (scale->high - scale->low);
	return fmin(1, fmax(0, share));
}

int moot_scale_marks(const struct moot_scale *scale)
{
	double marks = floor((scale->high - scale->low) / scale->step + 0.5) + 1;
	return marks < 100 ? (int)marks : 100;
}

void moot_chart_number(struct moot_text *text, double value)
{
	long hundredths = lround(fmax(-1e7, fmin(1e7, known(value))) * 100);
	long whole = labs(hundredths) / 100;
	int rest = (int)(labs(hundredths) % 100);
	moot_text_format(text, "%s%ld", hundredths < 0 ? "-" : "", whole);
	if (rest % 10 != 0)
		moot_text_format(text, ".%02d", rest);
	else if (rest > 0)
		moot_text_format(text, ".%d", rest / 10);
}

void moot_chart_at(struct moot_text *text, const char *name, double value)
{
	moot_text_format(text, " %s=\"", name);
	moot_chart_number(text, value);
	moot_text_add(text, "\"");
}

void moot_chart_percent(struct moot_text *text, const char *name, double share)
{
	moot_text_format(text, " %s=\"", name);
	moot_chart_number(text, share * 100);
	moot_text_add(text, "%\"");
}

void moot_chart_label(struct moot_text *text, const char *raw, size_t most)
{
	struct moot_text plain = {0};
	moot_text_plain(&plain, raw);
	const char *at = plain.bytes ? plain.bytes : "";
	const char *cut = at; /* where the text ends if an ellipsis follows */
	size_t count = 0;
	while (count <= most && moot_text_next(&at) >= 0) {
		count++;
		cut = count < most ? at : cut;
	}
	bool is_long = count > most;
	if (is_long && plain.bytes)
		plain.bytes[cut - plain.bytes] = '\0';
	moot_html_text(text, plain.bytes ? plain.bytes : "");
	moot_text_add(text, is_long ? "\xE2\x80\xA6" : "");
	text->failed |= plain.failed;
	moot_text_clear(&plain);
}

void moot_chart_open(struct moot_text *text, const struct moot_chart_frame *frame)
{
	moot_text_format(text, "<figure id=\"%s\">\n<figcaption>", frame->id);
	moot_html_text(text, frame->title);
	moot_text_add(text, "</figcaption>\n<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"");
	moot_html_text(text, frame->title);
	moot_text_format(text, "\">\n<svg role=\"img\" aria-labelledby=\"%s-t %s-d\"", frame->id, frame->id);
	if (frame->width > 0) {
		moot_text_add(text, " viewBox=\"0 0 ");
		moot_chart_number(text, frame->width);
		moot_text_add(text, " ");
		moot_chart_number(text, frame->height);
		moot_text_add(text, "\"");
		moot_chart_at(text, "width", frame->width);
	} else {
		moot_text_add(text, " width=\"100%\"");
	}
	moot_chart_at(text, "height", frame->height);
	moot_text_format(text, ">\n<title id=\"%s-t\">", frame->id);
	moot_html_text(text, frame->title);
	moot_text_format(text, "</title><desc id=\"%s-d\">", frame->id);
	moot_html_text(text, frame->description);
	moot_text_add(text, "</desc>\n");
}

void moot_chart_close(struct moot_text *text)
{
	moot_text_add(text, "</svg>\n</div>\n</figure>\n");
}

void moot_chart_open_cell(struct moot_text *text, int height)
{
	moot_text_format(text, "<svg role=\"img\" width=\"100%%\" height=\"%d\"><title>", height);
}

void moot_chart_titled(struct moot_text *text)
{
	moot_text_add(text, "</title>");
}

const char *moot_chart_class(enum moot_tone tone)
{
	static const char *const classes[] = {"before", "after", "people", "themes", "trouble"};
	return classes[tone];
}

moot_day moot_chart_next_month(moot_day day)
{
	int year = 0;
	int month = 0;
	int day_of_month = 0;
	/* Day by day: after December 9999 comes a month that moot_day_from_date() doesn't know. */
	while (day_of_month != 1)
		moot_day_to_date(++day, &year, &month, &day_of_month);
	return day;
}
