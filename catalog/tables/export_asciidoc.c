/* SPDX-License-Identifier: MIT */
/* Tables of AsciiDoc (https://docs.asciidoctor.org/asciidoc/latest/tables/build-a-basic-table/). What has a meaning there is written as a
 * character reference, which every converter gives back as the character. */
#include "catalog/tables/export.h"

#include <string.h>

static void escaped(struct export_job *job, struct text text)
{
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i], behind = i + 1 < text.size ? text.bytes[i + 1] : '\0',
		     before = i > 0 ? text.bytes[i - 1] : '\0';
		bool is_run = (c == '-' || c == '.') && (before == c || behind == c);
		bool is_symbol = c == '(' && behind != '\0' && strchr("CRT", behind); /* (C) */
		bool is_scheme = c == ':' && behind == '/'; /* would become a link */
		if (is_run || is_symbol || is_scheme ||
			(c != '\0' && strchr("&<>|*_`#^~{}+[]'\"\\", c)))
			sink_add_format(job->sink, "&#%d;", c);
		else
			sink_add_char(job->sink, c);
	}
}

static void adoc_begin(struct export_job *job)
{
	const struct table *table = job->table;
	size_t count = table->is_transposed ? table->row_count + 1
					    : table->column_count + table->has_row_titles;

	if (table->title.size > 0) {
		sink_add_char(job->sink, '.');
		escaped(job, table->title);
		sink_add_char(job->sink, '\n');
	}
	sink_add_string(job->sink, "[%header,cols=\"");
	for (size_t i = 0; i < count; i++) {
		size_t column = i - table->has_row_titles;
		bool is_right = !table->is_transposed && (i > 0 || !table->has_row_titles) &&
			table->columns[column].alignment == ALIGN_RIGHT;
		sink_add_format(job->sink, "%s%s", i > 0 ? "," : "",
			is_right                                 ? ">"
				: i == 0 && table->is_transposed ? "<h"
								 : "<");
	}
	sink_add_string(job->sink, "\"]\n|===\n");
}

static void adoc_line(struct export_job *job, const struct export_line *line)
{
	if (line->kind == EXPORT_SECTION) {
		sink_add_format(job->sink, "\n%zu+h|", line->count);
		escaped(job, line->texts[0]);
		sink_add_char(job->sink, '\n');
		return;
	}
	if (line->kind == EXPORT_ROW)
		sink_add_char(job->sink, '\n');
	for (size_t i = 0; i < line->count; i++) {
		sink_add_string(job->sink, line->kind == EXPORT_HEAD && i > 0 ? " |" : "|");
		escaped(job, line->texts[i]);
		sink_add_string(job->sink, line->kind == EXPORT_ROW ? "\n" : "");
	}
	sink_add_string(job->sink, line->kind == EXPORT_HEAD ? "\n" : "");
}

static void adoc_footer(struct export_job *job, struct text label, struct text text,
	struct text url)
{
	sink_add_string(job->sink, "* ");
	escaped(job, label);
	sink_add_string(job->sink, label.bytes[0] == '[' ? " " : ": ");
	sink_add_string(job->sink, export_is_code(job, text) ? "`" : "");
	escaped(job, text);
	sink_add_string(job->sink, export_is_code(job, text) ? "`" : "");
	if (export_is_web(url)) {
		sink_add_string(job->sink, " link:");
		export_address(job, url);
		sink_add_string(job->sink, "[]");
	}
	sink_add_char(job->sink, '\n');
}

static void adoc_end(struct export_job *job)
{
	sink_add_string(job->sink, "|===\n");
	if (!job->options->has_no_footer)
		sink_add_char(job->sink, '\n');
	export_footer(job, adoc_footer);
}

const struct export_writer export_asciidoc = { .name = "asciidoc",
	.title = "AsciiDoc",
	.endings = ".adoc .asciidoc",
	.begin = adoc_begin,
	.line = adoc_line,
	.end = adoc_end };
