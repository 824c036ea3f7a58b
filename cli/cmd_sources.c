/* SPDX-License-Identifier: MIT */
/* sources: what was brought in, what it gave, what was left out and why. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "cli/catalogs.h"
#include "cli/context.h"
#include "cli/progress.h"
#include "state/source_conflicts.h"

#include <stdio.h>

enum { NAME_CELLS = 20 };

/* As wide as the longest name, so that figures stand below each other. */
static int cells_of_names(const struct sources_line *lines, size_t count)
{
	int cells = NAME_CELLS;

	for (size_t i = 0; i < count; i++) {
		int own = text_width(lines[i].name);
		cells = lines[i].is_counted && own > cells ? own : cells;
	}
	return cells;
}

static void print_line(const struct sources_line *line, int name_cells)
{
	struct strbuf day;

	print_padded(line->name, name_cells + 1);
	if (!line->is_counted) {
		printf("%.*s\n", TEXT_ARGS(line->note));
		return;
	}
	strbuf_init(&day);
	date_print(&day, line->date);
	printf("%-10s %9u %9u %9u %9u %8u\n", day.size > 0 ? day.bytes : "?", line->records,
		line->offers, line->refused, line->warnings, line->conflicts);
	strbuf_done(&day);
}

static void print_lines(const struct sources_line *lines, size_t count)
{
	const char *const heads[] = { _("records"), _("offers"), _("left out"), _("warnings"),
		_("differs") };
	static const int cells[] = { 10, 10, 10, 10, 9 };
	int name_cells = cells_of_names(lines, count);

	print_padded(text_of(_("source")), name_cells + 1);
	print_padded(text_of(_("date")), 10);
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		int width = text_width(text_of(heads[i]));
		printf("%*s%s", width < cells[i] ? cells[i] - width : 1, "", heads[i]);
	}
	printf("\n");
	for (size_t i = 0; i < count; i++)
		print_line(&lines[i], name_cells);
}

/* Where they lie, below the lines of all of them. */
static void print_own_folder(const struct sources_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t size = lines[i].note.size;
		if (!lines[i].is_own)
			continue;
		while (size > 0 && lines[i].note.bytes[size - 1] != '/')
			size--;
		printf(_("your own files: %.*s"), TEXT_ARGS(text_slice(lines[i].note, 0, size)));
		printf("\n");
		return;
	}
}

static enum result list_sources(struct context *context, const struct catalogs *catalogs)
{
	struct source_conflicts conflicts;
	struct sources_line *lines;
	struct progress progress;
	size_t count = sources_report(catalogs, &lines);

	progress_begin(&progress, _("comparing"));
	source_conflicts_begin(&conflicts, context->store, lines, count);
	enum result result = source_conflicts_count(&conflicts, &progress.interrupt);
	progress_end(&progress);
	if (result == RESULT_OK && output_is_asked(context)) {
		result = output_table(context,
			table_sources(context->store, lines, count, true, &context->arena));
	} else if (result == RESULT_OK) {
		print_lines(lines, count);
		printf("%.*s\n", TEXT_ARGS(source_conflicts_sentence(&conflicts, &context->arena)));
		print_own_folder(lines, count);
	} else {
		error_set(&context->err, result, "%s", _("Stopped: nothing was changed."));
	}
	source_conflicts_end(&conflicts);
	return result;
}

static enum result show_source(struct context *context, const struct catalogs *catalogs,
	struct text name)
{
	const struct text *sentences;
	size_t count;
	enum result result = sources_sentences(catalogs, name, &sentences, &count, &context->err);

	if (result == RESULT_OK && output_is_asked(context))
		return output_table(context,
			table_source(context->store, name, sentences, count, &context->arena));
	for (size_t i = 0; result == RESULT_OK && i < count; i++)
		printf("%.*s\n", TEXT_ARGS(sentences[i]));
	if (result == RESULT_OK && count == 0)
		say(_("%.*s: nothing was left out or changed."), TEXT_ARGS(name));
	return result;
}

static enum result remove_source(struct context *context, const struct catalogs *catalogs,
	struct text name)
{
	enum result result = catalogs_remove(catalogs, name, &context->err);

	if (result == RESULT_OK)
		say(_("%.*s is taken out."), TEXT_ARGS(name));
	return result;
}

static enum result run_sources(struct context *context)
{
	struct catalogs catalogs = catalogs_of(context);

	if (context->options.word_count > (context->options.removed ? 0 : 1))
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("sources takes the name of one source at a time."));
	if (context->options.removed && output_is_asked(context))
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("--remove prints no table: leave out --format and -o."));
	if (context->options.removed)
		return remove_source(context, &catalogs, text_of(context->options.removed));
	if (context->options.word_count == 0)
		return list_sources(context, &catalogs);
	struct text name = text_clean(&context->arena, text_of(context->options.words[0]), NULL);
	return show_source(context, &catalogs, name);
}

const struct command command_sources = { "sources", "sources [SOURCE]",
	N_("what was brought in, what was left out and why"), TABLE_OPTIONS " remove", true,
	run_sources };
