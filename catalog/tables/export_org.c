/* SPDX-License-Identifier: MIT */
/* Tables of Org (https://orgmode.org/manual/Tables.html). Signs with a meaning are written as entities; where there is none, \zwnj{} (no width)
 * keeps the sign from being read as markup. */
#include "catalog/tables/export.h"

#include <string.h>

static const char *entity(char c)
{
	switch (c) {
	case '|': return "\\vbar{}";
	case '_': return "\\under{}";
	case '^': return "\\asciicirc{}";
	case '~': return "\\tilde{}";
	case '=': return "\\equal{}";
	case '/': return "\\slash{}";
	case '+': return "\\plus{}";
	case '<': return "\\lt{}";
	case '>': return "\\gt{}";
	case '$': return "\\dollar{}";
	default: return NULL;
	}
}

/* Between two letters or figures, / + = and ~ mean nothing: 3/4 stays readable. _ and ^ always do. */
static bool is_inner(struct text text, size_t at)
{
	return text.bytes[at] != '\0' && strchr("/+=~", text.bytes[at]) && at > 0 &&
		at + 1 < text.size && text.bytes[at - 1] != ' ' && text.bytes[at + 1] != ' ';
}

/* [[link]], [fn:1], [2025-04-05]; [1] means nothing. */
static bool opens_bracket(struct text rest)
{
	size_t at = 1;

	while (at < rest.size && rest.bytes[at] >= '0' && rest.bytes[at] <= '9')
		at++;
	return text_starts_with(rest, TEXT("[[")) || text_starts_with(rest, TEXT("[fn:")) ||
		at == 5;
}

/* Where a sign without an entity would begin something, \\zwnj{} keeps it from that: before a * or a lone sign, which marks a row in the first cell,
 * behind a backslash or an opening bracket. */
static bool is_guarded_before(struct text text, size_t at)
{
	return text.bytes[at] == '*' || (text.size == 1 && strchr("!#", text.bytes[at]));
}

static bool is_guarded_behind(struct text text, size_t at)
{
	char c = text.bytes[at], next = at + 1 < text.size ? text.bytes[at + 1] : '\0';

	return c == '\\' || (c != '\0' && strchr("@{-.", c) && next == c) || /* -- is a dash */
		(c == '[' && opens_bracket(text_slice(text, at, text.size)));
}

static void escaped(struct export_job *job, struct text text)
{
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		const char *name = is_inner(text, i) ? NULL : entity(c);
		if (name) {
			sink_add_string(job->sink, name);
			continue;
		}
		sink_add_string(job->sink, is_guarded_before(text, i) ? "\\zwnj{}" : "");
		sink_add_char(job->sink, c);
		sink_add_string(job->sink, is_guarded_behind(text, i) ? "\\zwnj{}" : "");
	}
}

static void org_begin(struct export_job *job)
{
	if (job->table->title.size == 0)
		return;
	sink_add_string(job->sink, "#+CAPTION: ");
	escaped(job, job->table->title);
	sink_add_char(job->sink, '\n');
}

static void rule(struct export_job *job, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sink_add_string(job->sink, i == 0 ? "|---" : "+---");
	sink_add_string(job->sink, "|\n");
}

static void org_line(struct export_job *job, const struct export_line *line)
{
	bool is_section = line->kind == EXPORT_SECTION;

	if (is_section && job->lines > 1)
		rule(job, line->count);
	for (size_t i = 0; i < line->count; i++) {
		sink_add_string(job->sink, "| ");
		sink_add_string(job->sink, is_section && i == 0 ? "*" : "");
		escaped(job, line->texts[i]);
		sink_add_string(job->sink,
			is_section && i == 0              ? "* "
				: line->texts[i].size > 0 ? " "
							  : "");
	}
	sink_add_string(job->sink, "|\n");
	if (line->kind == EXPORT_HEAD)
		rule(job, line->count);
}

static void org_footer(struct export_job *job, struct text label, struct text text, struct text url)
{
	if (export_is_code(job, text)) { /* a fixed-width line has no markup */
		sink_add_format(job->sink, ": %.*s: %.*s\n", TEXT_ARGS(label), TEXT_ARGS(text));
		return;
	}
	sink_add_string(job->sink, "- ");
	escaped(job, label);
	sink_add_string(job->sink, label.bytes[0] == '[' ? " " : ": ");
	escaped(job, text);
	if (export_is_web(url)) {
		sink_add_string(job->sink, " [[");
		export_address(job, url);
		sink_add_string(job->sink, "]]");
	}
	sink_add_char(job->sink, '\n');
}

static void org_end(struct export_job *job)
{
	if (!job->options->has_no_footer)
		sink_add_char(job->sink, '\n');
	export_footer(job, org_footer);
}

const struct export_writer export_org = { .name = "org",
	.title = "Org",
	.endings = ".org",
	.begin = org_begin,
	.line = org_line,
	.end = org_end };
