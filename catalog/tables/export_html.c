/* SPDX-License-Identifier: MIT */
/* One HTML page that needs nothing else: no script, no outside reference, its style allowed by hash (docs/exports.md says how the hash is made).
 * Every head has a scope, marks have names, sources are links to the foot. Light and dark follow the reader's system. */
#include "catalog/tables/export.h"

#include "catalog/base/message.h"

#include <string.h>

static const char style[] =
	":root{color-scheme:light dark;--text:#1b1b1f;--dim:#595962;--line:#c9c9d1;--back:#fff;--head:#f1f1f4;--link:#0b57d0;--best:#0a6b2d}"
	"@media (prefers-color-scheme:dark){:root{--text:#e6e6ea;--dim:#a9a9b4;--line:#44444d;--back:#16161a;--head:#232329;--link:#8ab4f8;--best:#7ddb97}}"
	"body{margin:2rem auto;max-width:90rem;padding:0 1rem;font:1rem/1.45 system-ui,sans-serif;color:var(--text);background:var(--back)}"
	"h1{font-size:1.4rem}a{color:var(--link)}"
	".table{overflow:auto;max-height:90vh;border:1px solid var(--line)}"
	"table{border-collapse:collapse}"
	"th,td{padding:.3rem .7rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}"
	"thead th{position:sticky;top:0;background:var(--head);white-space:nowrap;z-index:1}"
	"tbody th[scope=row]{position:sticky;left:0;background:var(--back);font-weight:600;max-width:18rem}"
	"tbody th[scope=rowgroup]{background:var(--head);padding-top:.8rem}"
	"td{max-width:36rem;overflow-wrap:break-word}"
	".number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
	".best{color:var(--best);font-weight:600}.unknown{color:var(--dim)}"
	"abbr{text-decoration:none}sup{line-height:0}sup a{text-decoration:none}"
	"footer{color:var(--dim);font-size:.9rem;margin-top:1rem}ul{list-style:none;margin:0;padding:0}li{padding:.1rem 0;overflow-wrap:anywhere}"
	"@media (max-width:40rem){body{margin:1rem auto}tbody th[scope=row]{max-width:9rem;overflow-wrap:break-word}}"
	"@media print{body{margin:0;max-width:none;padding:0;font-size:.75rem}th,td{padding:.2rem .4rem}tr,li{break-inside:avoid}"
	".table{overflow:visible;max-height:none;border:0}thead th,tbody th[scope=row]{position:static}}";
/* base64 of the SHA-256 of the style; a test compares them. */
#define STYLE_HASH "8FlKe0AUON1w+C0Lnmk2n8XnM2llDZFVtF5LWyl8kjk="

static void escaped(struct export_job *job, struct text text)
{
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		switch (c) {
		case '&': sink_add_string(job->sink, "&amp;"); break;
		case '<': sink_add_string(job->sink, "&lt;"); break;
		case '>': sink_add_string(job->sink, "&gt;"); break;
		case '"': sink_add_string(job->sink, "&quot;"); break;
		case '\'': sink_add_string(job->sink, "&#39;"); break;
		default: sink_add_char(job->sink, c);
		}
	}
}

static void element(struct export_job *job, const char *name, struct text text)
{
	sink_add_format(job->sink, "<%s>", name);
	escaped(job, text);
	sink_add_format(job->sink, "</%s>", name);
}

static void html_begin(struct export_job *job)
{
	struct text heading = export_heading(job);

	sink_add_format(job->sink,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-" STYLE_HASH
		"'; base-uri 'none'; form-action 'none'\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n"
		"<meta name=\"generator\" content=\"llmatlas\">\n",
		message_language() == LANGUAGE_KO ? "ko" : "en");
	element(job, "title", heading);
	sink_add_format(job->sink, "\n<style>%s</style>\n</head>\n<body>\n<main>\n", style);
	sink_add_string(job->sink, "<h1 id=\"title\">");
	escaped(job, heading);
	sink_add_string(job->sink,
		"</h1>\n<div class=\"table\" role=\"region\" aria-labelledby=\"title\" tabindex=\"0\">\n<table>\n");
}

/* <abbr title="best">★</abbr>: what the sign means is said to those who do not see it. */
static void sign(struct export_job *job, const char *title, struct text text)
{
	sink_add_string(job->sink, "<abbr title=\"");
	escaped(job, text_of(title));
	sink_add_string(job->sink, "\">");
	escaped(job, text);
	sink_add_string(job->sink, "</abbr>");
}

static const char *mark_title(const struct cell *cell)
{
	if (cell->has_conflict)
		return _("sources differ");
	return cell->basis == BASIS_REPORTED ? _("reported by others") : _("inferred");
}

static void blank(struct export_job *job, bool *is_first)
{
	if (!*is_first)
		sink_add_char(job->sink, ' ');
	*is_first = false;
}

/* The words of export_cell_join with elements around them: without tags it is the same text. */
static void cell_content(struct export_job *job, const struct cell *cell)
{
	struct export_cell_parts parts = export_cell_parts(cell, job->options->is_ascii,
		&job->sources);
	bool is_first = true;

	if (parts.best.size > 0) {
		blank(job, &is_first);
		sign(job, _("best"), parts.best);
	}
	if (parts.value.size > 0) {
		blank(job, &is_first);
		escaped(job, parts.value);
	}
	if (parts.note.size > 0) {
		blank(job, &is_first);
		element(job, "small", parts.note);
	}
	if (parts.mark.size > 0) {
		blank(job, &is_first);
		sign(job, mark_title(cell), parts.mark);
	}
	for (uint8_t i = 0; i < parts.number_count && export_shows_numbers(job); i++)
		sink_add_format(job->sink, "%s<sup><a href=\"#source-%u\">[%u]</a></sup>",
			i == 0 ? " " : "", parts.numbers[i], parts.numbers[i]);
}

static const char *cell_class(const struct cell *cell, enum alignment alignment)
{
	if (cell->role == CELL_BEST)
		return alignment == ALIGN_RIGHT ? " class=\"number best\"" : " class=\"best\"";
	if (!cell_is_known(cell))
		return alignment == ALIGN_RIGHT ? " class=\"number unknown\""
						: " class=\"unknown\"";
	return alignment == ALIGN_RIGHT ? " class=\"number\"" : "";
}

static void head_line(struct export_job *job, const struct export_line *line)
{
	sink_add_string(job->sink, "<thead>\n<tr>");
	for (size_t i = 0; i < line->count; i++) {
		sink_add_format(job->sink, "<th scope=\"col\"%s>",
			line->alignments[i] == ALIGN_RIGHT ? " class=\"number\"" : "");
		escaped(job, line->texts[i]);
		sink_add_string(job->sink, "</th>");
	}
	sink_add_string(job->sink, "</tr>\n</thead>\n");
	if (!job->table->is_transposed)
		sink_add_string(job->sink, "<tbody>\n");
}

static void html_line(struct export_job *job, const struct export_line *line)
{
	if (line->kind == EXPORT_HEAD) {
		head_line(job, line);
		return;
	}
	if (line->kind == EXPORT_SECTION) {
		sink_add_format(job->sink, "%s<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"%zu\">",
			job->lines > 1 ? "</tbody>\n" : "", line->count);
		escaped(job, line->texts[0]);
		sink_add_string(job->sink, "</th></tr>\n");
		return;
	}
	sink_add_string(job->sink, "<tr>");
	for (size_t i = 0; i < line->count; i++) {
		const struct cell *cell = line->cells[i];
		if (i == 0)
			sink_add_string(job->sink, "<th scope=\"row\">");
		else
			sink_add_format(job->sink, "<td%s>",
				cell ? cell_class(cell, line->alignments[i]) : "");
		if (cell)
			cell_content(job, cell);
		else
			escaped(job, line->texts[i]);
		sink_add_string(job->sink, i == 0 ? "</th>" : "</td>");
	}
	sink_add_string(job->sink, "</tr>\n");
}

static void html_footer(struct export_job *job, struct text label, struct text text,
	struct text url)
{
	if (label.bytes[0] == '[')
		sink_add_format(job->sink, "<li id=\"source-%.*s\">", (int)label.size - 2,
			label.bytes + 1);
	else
		sink_add_string(job->sink, "<li>");
	escaped(job, label);
	sink_add_string(job->sink, label.bytes[0] == '[' ? " " : ": ");
	if (export_is_code(job, text))
		element(job, "code", text);
	else
		escaped(job, text);
	if (export_is_web(url)) {
		sink_add_string(job->sink, " <a rel=\"noreferrer\" href=\"");
		for (size_t from = 0, i = 0; i <= url.size; i++)
			if (i == url.size || url.bytes[i] == '&') { /* export_address leaves & */
				export_address(job, text_slice(url, from, i - from));
				sink_add_string(job->sink, i < url.size ? "&amp;" : "");
				from = i + 1;
			}
		sink_add_string(job->sink, "\">");
		escaped(job, url);
		sink_add_string(job->sink, "</a>");
	}
	sink_add_string(job->sink, "</li>\n");
}

static void html_end(struct export_job *job)
{
	if (job->table->is_transposed && job->lines < 2)
		sink_add_string(job->sink, "<tbody>\n"); /* no row, no section */
	sink_add_string(job->sink, "</tbody>\n</table>\n</div>\n</main>\n");
	if (!job->options->has_no_footer) {
		sink_add_string(job->sink, "<footer>\n<ul>\n");
		export_footer(job, html_footer);
		sink_add_string(job->sink, "</ul>\n</footer>\n");
	}
	sink_add_string(job->sink, "</body>\n</html>\n");
}

const struct export_writer export_html = { .name = "html",
	.title = "HTML",
	.endings = ".html .htm",
	.begin = html_begin,
	.line = html_line,
	.end = html_end };
