/* SPDX-License-Identifier: MIT */
/* Tables of GitHub Flavored Markdown (https://github.github.com/gfm/#tables-extension-). */
#include "catalog/tables/export.h"

#include <string.h>

static bool is_wordy(struct text text, size_t at)
{
	unsigned char c = at < text.size ? (unsigned char)text.bytes[at] : ' ';

	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		c >= 0x80;
}

static void escaped(struct export_job *job, struct text text)
{
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		bool is_inner = c == '_' && i > 0 && is_wordy(text, i - 1) && is_wordy(text, i + 1);
		if (c != '\0' && strchr("\\|`*_[]<>!#&~$", c) && !is_inner)
			sink_add_char(job->sink, '\\');
		sink_add_char(job->sink, c);
	}
}

static void md_line(struct export_job *job, const struct export_line *line)
{
	for (size_t i = 0; i < line->count; i++) {
		sink_add_string(job->sink, "| ");
		if (line->kind == EXPORT_SECTION && line->texts[i].size > 0)
			sink_add_string(job->sink, "**");
		escaped(job, line->texts[i]);
		if (line->kind == EXPORT_SECTION && line->texts[i].size > 0)
			sink_add_string(job->sink, "**");
		sink_add_string(job->sink, line->texts[i].size > 0 ? " " : "");
	}
	sink_add_string(job->sink, "|\n");
	if (line->kind != EXPORT_HEAD)
		return;
	for (size_t i = 0; i < line->count; i++)
		sink_add_string(job->sink,
			line->alignments[i] == ALIGN_RIGHT ? "| ---: " : "| --- ");
	sink_add_string(job->sink, "|\n");
}

static void md_begin(struct export_job *job)
{
	if (job->table->title.size == 0)
		return;
	sink_add_string(job->sink, "# ");
	escaped(job, job->table->title);
	sink_add_string(job->sink, "\n\n");
}

static void md_code(struct export_job *job, struct text text)
{
	bool has_tick = text_find(text, TEXT("`")) >= 0;

	sink_add_string(job->sink, has_tick ? "`` " : "`");
	sink_add(job->sink, text);
	sink_add_string(job->sink, has_tick ? " ``" : "`");
}

static void md_footer(struct export_job *job, struct text label, struct text text, struct text url)
{
	bool is_source = label.size > 0 && label.bytes[0] == '[';

	sink_add_string(job->sink, "- ");
	escaped(job, label);
	sink_add_string(job->sink, is_source ? " " : ": ");
	if (export_is_code(job, text))
		md_code(job, text);
	else
		escaped(job, text);
	if (export_is_web(url)) {
		sink_add_string(job->sink, " <");
		export_address(job, url);
		sink_add_char(job->sink, '>');
	}
	sink_add_char(job->sink, '\n');
}

static void md_end(struct export_job *job)
{
	if (!job->options->has_no_footer)
		sink_add_char(job->sink, '\n');
	export_footer(job, md_footer);
}

const struct export_writer export_markdown = { .name = "markdown",
	.title = "Markdown",
	.endings = ".md .markdown",
	.begin = md_begin,
	.line = md_line,
	.end = md_end };
