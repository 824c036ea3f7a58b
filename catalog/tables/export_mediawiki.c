/* SPDX-License-Identifier: MIT */
/* Tables of MediaWiki (https://www.mediawiki.org/wiki/Help:Tables). What has a meaning there is written as a character reference. */
#include "catalog/tables/export.h"

static void escaped(struct export_job *job, struct text text)
{
	export_references(job, text, "&<>|[]{}'~_=!*#\\");
}

static void wiki_begin(struct export_job *job)
{
	sink_add_string(job->sink, "{| class=\"wikitable\"\n|+ ");
	escaped(job, export_heading(job));
	sink_add_char(job->sink, '\n');
}

static void wiki_line(struct export_job *job, const struct export_line *line)
{
	sink_add_string(job->sink, "|-\n");
	if (line->kind == EXPORT_SECTION) {
		sink_add_format(job->sink, "! colspan=\"%zu\" scope=\"rowgroup\" | ", line->count);
		escaped(job, line->texts[0]);
		sink_add_char(job->sink, '\n');
		return;
	}
	for (size_t i = 0; i < line->count; i++) {
		if (line->kind == EXPORT_HEAD)
			sink_add_string(job->sink, "! scope=\"col\" | ");
		else if (i == 0)
			sink_add_string(job->sink, "! scope=\"row\" | ");
		else if (line->alignments[i] == ALIGN_RIGHT)
			sink_add_string(job->sink, "| style=\"text-align:right\" | ");
		else
			sink_add_string(job->sink, "| ");
		escaped(job, line->texts[i]);
		sink_add_char(job->sink, '\n');
	}
}

static void wiki_footer(struct export_job *job, struct text label, struct text text,
	struct text url)
{
	sink_add_string(job->sink, "* ");
	escaped(job, label);
	sink_add_string(job->sink, label.bytes[0] == '[' ? " " : ": ");
	if (export_is_web(url)) {
		sink_add_char(job->sink, '[');
		export_address(job, url);
		sink_add_char(job->sink, ' ');
	}
	sink_add_string(job->sink, export_is_code(job, text) ? "<code>" : "");
	escaped(job, text);
	sink_add_string(job->sink, export_is_code(job, text) ? "</code>" : "");
	sink_add_string(job->sink, export_is_web(url) ? "]\n" : "\n");
}

static void wiki_end(struct export_job *job)
{
	sink_add_string(job->sink, "|}\n");
	if (!job->options->has_no_footer)
		sink_add_char(job->sink, '\n');
	export_footer(job, wiki_footer);
}

const struct export_writer export_mediawiki = { .name = "mediawiki",
	.title = "MediaWiki",
	.endings = ".wiki .mediawiki",
	.begin = wiki_begin,
	.line = wiki_line,
	.end = wiki_end };
