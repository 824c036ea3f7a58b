/* SPDX-License-Identifier: MIT */
/* Wiki markup of Jira and Confluence. Signs with a meaning get a backslash. A backslash itself, of which two break the line, the bar, which ends
 * a cell whatever stands before it, and signs whose escape not every reader knows are character references. */
#include "catalog/tables/export.h"

#include <string.h>

static bool is_wordy(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		(unsigned char)c >= 0x80;
}

static bool is_markup(struct text text, size_t at)
{
	char c = text.bytes[at], before = at > 0 ? text.bytes[at - 1] : ' ',
	     behind = at + 1 < text.size ? text.bytes[at + 1] : ' ';

	if (strchr("{}[]!", c))
		return true;
	if (c == '?') /* ??cited?? */
		return before == '?' || behind == '?';
	if (strchr("*_+^~-#@", c)) /* between letters they mean nothing: gpt-4_mini */
		return !(is_wordy(before) && is_wordy(behind));
	if (c == '(') /* (!) (x) (on) are pictures */
		return strchr("!?/*+-xyino", behind) != NULL;
	return (c == ':' || c == ';') && strchr(")(PD", behind) != NULL;
}

static void escaped(struct export_job *job, struct text text)
{
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		bool is_special = c != '\0' && is_markup(text, i);
		if (c != '\0' && (strchr("\\|&<>", c) || (is_special && strchr("~^+", c)))) {
			sink_add_format(job->sink, "&#%d;", c);
			continue;
		}
		if (is_special)
			sink_add_char(job->sink, '\\');
		sink_add_char(job->sink, c);
	}
}

static void jira_begin(struct export_job *job)
{
	if (job->table->title.size == 0)
		return;
	sink_add_string(job->sink, "h3. ");
	escaped(job, job->table->title);
	sink_add_string(job->sink, "\n\n");
}

static void jira_line(struct export_job *job, const struct export_line *line)
{
	bool is_head = line->kind != EXPORT_ROW;

	for (size_t i = 0; i < line->count; i++) {
		sink_add_string(job->sink,
			is_head || (i == 0 && job->table->is_transposed) ? "||" : "|");
		escaped(job, line->texts[i]);
		sink_add_string(job->sink, line->texts[i].size == 0 ? " " : "");
	}
	sink_add_string(job->sink, is_head ? "||\n" : "|\n");
}

static void jira_footer(struct export_job *job, struct text label, struct text text,
	struct text url)
{
	sink_add_string(job->sink, "* ");
	escaped(job, label);
	sink_add_string(job->sink, label.bytes[0] == '[' ? " " : ": ");
	escaped(job, text);
	if (export_is_web(url)) {
		sink_add_string(job->sink, " [");
		export_address(job, url);
		sink_add_char(job->sink, ']');
	}
	sink_add_char(job->sink, '\n');
}

static void jira_end(struct export_job *job)
{
	if (!job->options->has_no_footer)
		sink_add_char(job->sink, '\n');
	export_footer(job, jira_footer);
}

const struct export_writer export_jira = { .name = "jira",
	.title = "Jira, Confluence",
	.endings = ".jira .confluence",
	.begin = jira_begin,
	.line = jira_line,
	.end = jira_end };
