/* SPDX-License-Identifier: MIT */
/* Tables to stdout or a file, models by name, queries from arguments. */
#include "cli/context.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

void say(const char *format, ...)
{
	struct strbuf line;
	struct arena arena;
	va_list list;

	strbuf_init(&line);
	arena_init(&arena);
	va_start(list, format);
	strbuf_add_format_list(&line, format, list);
	va_end(list);
	struct text clean = text_clean(&arena, strbuf_text(&line), NULL);
	fprintf(stderr, "%.*s\n", TEXT_ARGS(clean));
	strbuf_done(&line);
	arena_done(&arena);
}

enum result output_format(struct context *context, enum export_format *format)
{
	const struct options *options = &context->options;
	int found = EXPORT_TEXT;

	if (options->format) {
		found = export_find(text_of(options->format));
		if (found < 0)
			return error_set(&context->err, RESULT_USAGE,
				_("There is no format '%s'. Possible: text, markdown, csv, tsv, json, ndjson."),
				options->format);
	} else if (options->output) {
		found = export_find_by_file(text_of(options->output));
		if (found < 0)
			return error_set(&context->err, RESULT_USAGE,
				_("The ending of %s names no format. Use .txt, .md, .csv, .tsv, .json or .ndjson, or --format."),
				options->output);
	}
	*format = (enum export_format)found;
	return RESULT_OK;
}

int output_width(void)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		return 0;
	return size.ws_col;
}

enum result output_table(struct context *context, const struct table *table)
{
	const struct options *options = &context->options;
	struct export_options how = { .has_no_footer = options->has_no_footer,
		.is_raw_csv = options->is_raw_csv,
		.is_ascii = context->is_ascii };
	enum export_format format;
	struct sink *sink;
	enum result result = output_format(context, &format);

	if (result != RESULT_OK)
		return result;
	if (options->output) {
		result = sink_open_file(&sink, options->output, !options->is_forced, &context->err);
		if (result != RESULT_OK)
			return result;
	} else {
		how.width = output_width();
		sink = sink_open_descriptor(STDOUT_FILENO, _("the output"));
	}
	result = export_table(table, format, &how, sink, NULL, &context->err);
	if (result != RESULT_OK) {
		sink_drop(sink);
		return result;
	}
	result = sink_close(sink, &context->err);
	if (result == RESULT_OK && options->output && isatty(STDERR_FILENO))
		say(P_("%u row saved to %s", "%u rows saved to %s", table->row_count),
			table->row_count, options->output);
	return result;
}

static bool names_alias(const struct context *context, uint32_t row, struct text word)
{
	struct value aliases = store_value(context->store, row, FIELD_ALIASES, NULL);
	struct text list = aliases.state == VALUE_KNOWN ? aliases.is.text : TEXT_NONE;

	while (list.size > 0) {
		ptrdiff_t blank = text_find(list, TEXT(" "));
		if (text_equal_folded_ascii(blank < 0 ? list : text_slice(list, 0, (size_t)blank),
			    word))
			return true;
		list = blank < 0 ? TEXT_NONE : text_slice(list, (size_t)blank + 1, list.size);
	}
	return false;
}

/* 3: id, alias or name exactly; 2: id without its developer; 1: a part; 0: not at all. */
static int closeness(struct context *context, uint32_t row, struct text word, struct text folded)
{
	struct text id = store_id(context->store, row), title = store_title(context->store, row);
	ptrdiff_t slash = text_find(id, TEXT("/"));

	if (text_equal_folded_ascii(id, word) || text_equal_folded_ascii(title, word) ||
		names_alias(context, row, word))
		return 3;
	if (slash >= 0 && text_equal_folded_ascii(text_slice(id, (size_t)slash + 1, id.size), word))
		return 2;
	struct text all = text_fold(&context->arena, store_search_text(context->store, row));
	return text_find(all, folded) >= 0;
}

static enum result no_model(struct context *context, struct text word)
{
	struct text nearest = TEXT_NONE;
	int best = 6;

	for (uint32_t row = 0; row < store_count(context->store); row++) {
		struct text id = store_id(context->store, row);
		ptrdiff_t slash = text_find(id, TEXT("/"));
		int distance = text_distance(word, text_slice(id, (size_t)(slash + 1), id.size),
			best);
		if (distance < best) {
			best = distance;
			nearest = id;
		}
	}
	if (nearest.size > 0)
		return error_set(&context->err, RESULT_USAGE,
			_("There is no model '%.*s'. Nearest: %.*s"), TEXT_ARGS(word),
			TEXT_ARGS(nearest));
	return error_set(&context->err, RESULT_USAGE,
		_("There is no model '%.*s'. 'llmatlas list WORD' finds names."), TEXT_ARGS(word));
}

enum result find_model(struct context *context, const char *name, uint32_t *row)
{
	struct text word = text_clean(&context->arena, text_of(name), NULL),
		    folded = text_fold(&context->arena, word);
	struct strbuf candidates;
	size_t count = 0;
	int best = 0;

	if (text_trim(word).size == 0)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("A name of a model is empty. 'llmatlas list WORD' finds names."));
	strbuf_init(&candidates);
	for (uint32_t i = 0; i < store_count(context->store); i++) {
		int close = closeness(context, i, word, folded);
		if (close == 0 || close < best)
			continue;
		if (close > best) {
			best = close;
			count = 0;
			strbuf_clear(&candidates);
		}
		*row = i;
		if (count++ < 8)
			strbuf_add_format(&candidates, "%s%.*s", candidates.size > 0 ? ", " : "",
				TEXT_ARGS(store_id(context->store, i)));
	}
	enum result result = RESULT_OK;
	if (count == 0)
		result = no_model(context, word);
	else if (count > 1)
		result = error_set(&context->err, RESULT_USAGE,
			_("'%.*s' names %zu models: %.*s%s. Give the full id."), TEXT_ARGS(word),
			count, TEXT_ARGS(strbuf_text(&candidates)), count > 8 ? " ..." : "");
	strbuf_done(&candidates);
	return result;
}

void join_words(const struct context *context, struct strbuf *text)
{
	for (size_t i = 0; i < context->options.word_count; i++)
		strbuf_add_format(text, "%s%s", i > 0 ? " " : "", context->options.words[i]);
}

enum result parse_words(struct context *context, struct query *query)
{
	struct strbuf text;
	struct query_error error;

	strbuf_init(&text);
	join_words(context, &text);
	struct parameters defaults = default_parameters(context);
	bool parsed = query_parse(query, context->store, strbuf_text(&text), &defaults,
		&context->arena, &error);
	strbuf_done(&text);
	if (parsed)
		return RESULT_OK;
	error_set(&context->err, RESULT_USAGE, "%.*s", TEXT_ARGS(error.message));
	context->err.column = error.column;
	return RESULT_USAGE;
}
