/* SPDX-License-Identifier: MIT */
/* Tables to stdout or a file, models by name, queries from arguments. */
#include "cli/context.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/search.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

void print_padded(struct text text, int cells)
{
	printf("%.*s%*s", TEXT_ARGS(text), cells > text_width(text) ? cells - text_width(text) : 1,
		"");
}

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

static const char *listed(struct context *context, void (*list)(struct strbuf *, bool),
	bool has_picture)
{
	struct strbuf names;

	strbuf_init(&names);
	list(&names, has_picture);
	struct text all = arena_copy(&context->arena, strbuf_text(&names));
	strbuf_done(&names);
	return all.bytes;
}

bool output_is_asked(const struct context *context)
{
	return context->options.format || context->options.output;
}

enum result output_format(struct context *context, bool has_picture, enum export_format *format)
{
	const struct options *options = &context->options;
	int found = EXPORT_TEXT;

	if (options->format) {
		found = export_find(text_of(options->format));
		if (found < 0)
			return error_set(&context->err, RESULT_USAGE,
				_("There is no format '%s'. Possible: %s."), options->format,
				listed(context, export_names, has_picture));
	} else if (options->output) {
		found = export_find_by_file(text_of(options->output));
		if (found < 0)
			return error_set(&context->err, RESULT_USAGE,
				_("The ending of %s names no format. Use one of %s, or --format."),
				options->output, listed(context, export_endings, has_picture));
	}
	*format = (enum export_format)found;
	return RESULT_OK;
}

/* --footer query,sources: the parts that are not named are left out. */
static enum result output_foot(struct context *context, struct export_options *how)
{
	struct text rest = text_of(context->options.footer);
	uint8_t wanted = 0;

	if (!context->options.footer)
		return RESULT_OK;
	do {
		struct text word = text_trim(text_next_part(&rest, ','));
		uint8_t part = export_foot_find(word);
		if (part == 0)
			return error_set(&context->err, RESULT_USAGE,
				_("--footer takes query, marks and sources, not '%.*s'."),
				TEXT_ARGS(word));
		wanted |= part;
	} while (rest.size > 0);
	how->foot_without = EXPORT_FOOT_ALL & (uint8_t)~wanted;
	return RESULT_OK;
}

int output_width(void)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		return 0;
	return size.ws_col;
}

/* --- Long exports: they say how far they are on a terminal, and a signal stops them without leaving a half file --------------------- */

static volatile sig_atomic_t stop_signal;

static void on_signal(int number)
{
	stop_signal = number;
}

struct progress {
	struct timespec from;
	long shown; /* in half seconds since then */
};

static bool poll_progress(void *context, uint64_t done, uint64_t total)
{
	struct progress *progress = context;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	long halves = (now.tv_sec - progress->from.tv_sec) * 2 +
		(now.tv_nsec - progress->from.tv_nsec) / 500000000;
	if (halves > progress->shown && total > 0 && isatty(STDERR_FILENO)) {
		progress->shown = halves;
		fprintf(stderr, "\r%3.0f %%", 100.0 * (double)done / (double)total);
		fflush(stderr);
	}
	return stop_signal != 0;
}

static void end_progress(const struct progress *progress)
{
	if (progress->shown > 0)
		fputs("\r     \r", stderr);
}

enum { STOPS = 3 };
static const int stops[STOPS] = { SIGINT, SIGTERM, SIGHUP };

static void watch_begin(struct sigaction former[STOPS])
{
	struct sigaction action = { .sa_handler = on_signal };

	for (int i = 0; i < STOPS; i++) {
		sigaction(stops[i], NULL, &former[i]);
		if (former[i].sa_handler != SIG_IGN)
			sigaction(stops[i], &action, NULL);
	}
}

/* What was stopped by a signal ends by it, as a shell expects. */
static void watch_end(const struct sigaction former[STOPS])
{
	for (int i = 0; i < STOPS; i++)
		sigaction(stops[i], &former[i], NULL);
	if (stop_signal != 0)
		raise(stop_signal);
}

static enum result open_output(struct context *context, struct export_options *how,
	struct sink **sink)
{
	const struct options *options = &context->options;

	if (options->output)
		return sink_open_file(sink, options->output, !options->is_forced, &context->err);
	how->width = output_width();
	*sink = sink_open_descriptor(STDOUT_FILENO, _("the output"));
	return RESULT_OK;
}

static enum result write_table(struct context *context, const struct table *table,
	enum export_format format, struct export_options *how)
{
	struct progress progress = { .shown = 0 };
	const struct interrupt interrupt = { poll_progress, &progress };
	struct sink *sink;
	enum result result = open_output(context, how, &sink);

	if (result != RESULT_OK)
		return result;
	clock_gettime(CLOCK_MONOTONIC, &progress.from);
	result = export_table(table, format, how, sink, &interrupt, &context->err);
	end_progress(&progress);
	if (result == RESULT_OK)
		return sink_close(sink, &context->err);
	sink_drop(sink);
	return result;
}

enum result output_table(struct context *context, const struct table *table)
{
	const struct options *options = &context->options;
	struct export_options how = { .has_no_footer = options->has_no_footer,
		.is_raw_csv = options->is_raw_csv,
		.has_bom = options->has_bom,
		.is_ascii = context->is_ascii };
	struct sigaction former[STOPS];
	enum export_format format;
	enum result result = output_format(context, table->picture != NULL, &format);

	if (result == RESULT_OK)
		result = output_foot(context, &how);
	if (result != RESULT_OK)
		return result;
	struct table named = *table; /* its command makes it from the same catalog */
	named.command = export_command_on(table->command, options->catalog, &context->arena);
	watch_begin(former);
	result = write_table(context, &named, format, &how);
	watch_end(former);
	if (result == RESULT_OK && options->output && isatty(STDERR_FILENO))
		say(P_("%u row saved to %s", "%u rows saved to %s", table->row_count),
			table->row_count, options->output);
	return result;
}

/* How well a name names a row. An id is one row's alone, whatever others are called; of two that differ in case, the one that is written so. */
enum closeness {
	CLOSE_NOT,
	CLOSE_PART, /* only looked for in rows that may have it */
	CLOSE_SHORT_ID,
	CLOSE_NAME,      /* or alias */
	CLOSE_SAME_NAME, /* in the same case */
	CLOSE_ID,
	CLOSE_SAME_ID
};

static enum closeness how_equal(struct text a, struct text b, enum closeness folded)
{
	if (text_equal(a, b))
		return folded + 1;
	return text_equal_folded_ascii(a, b) ? folded : CLOSE_NOT;
}

static enum closeness closeness_of_names(const struct context *context, uint32_t row,
	struct text word)
{
	struct value aliases = store_value(context->store, row, FIELD_ALIASES, NULL);
	struct text list = aliases.state == VALUE_KNOWN ? aliases.is.text : TEXT_NONE;
	enum closeness best = how_equal(store_title(context->store, row), word, CLOSE_NAME);

	while (list.size > 0) {
		enum closeness close = how_equal(text_next_part(&list, ' '), word, CLOSE_NAME);
		best = close > best ? close : best;
	}
	return best;
}

static enum closeness closeness_of(struct context *context, uint32_t row, struct text word,
	struct text folded, bool may_contain)
{
	struct text id = store_id(context->store, row);
	ptrdiff_t slash = text_find(id, TEXT("/"));
	enum closeness close = how_equal(id, word, CLOSE_ID);

	if (close == CLOSE_NOT)
		close = closeness_of_names(context, row, word);
	if (close != CLOSE_NOT)
		return close;
	if (slash >= 0 && text_equal_folded_ascii(text_slice(id, (size_t)slash + 1, id.size), word))
		return CLOSE_SHORT_ID;
	if (!may_contain)
		return CLOSE_NOT;
	struct text all = text_fold(&context->arena, store_search_text(context->store, row));
	return text_find(all, folded) >= 0 ? CLOSE_PART : CLOSE_NOT;
}

static enum result no_model(struct context *context, struct text word)
{
	struct text nearest = TEXT_NONE;
	int best = 6;

	for (uint32_t row = 0; row < store_count(context->store); row++) {
		struct text id = store_id(context->store, row);
		ptrdiff_t slash = text_find(id, TEXT("/"));
		if (text_is_nearer(word, text_slice(id, (size_t)(slash + 1), id.size), &best))
			nearest = id;
	}
	if (nearest.size > 0)
		return error_set(&context->err, RESULT_USAGE,
			_("There is no model '%.*s'. Nearest: %.*s"), TEXT_ARGS(word),
			TEXT_ARGS(nearest));
	return error_set(&context->err, RESULT_USAGE,
		_("There is no model '%.*s'. 'llmatlas list WORD' finds names."), TEXT_ARGS(word));
}

/* The one model that hosts call so; false: none does, or several. */
static bool find_by_host(const struct context *context, struct text word, uint32_t *row)
{
	bool is_found = false;

	for (uint32_t offer = 0; offer < store_offer_count(context->store); offer++) {
		if (!text_equal_folded_ascii(store_offer_id(context->store, offer), word))
			continue;
		uint32_t of = store_offer_row(context->store, offer);
		if (is_found && of != *row)
			return false;
		*row = of;
		is_found = true;
	}
	return is_found;
}

enum result find_model(struct context *context, const char *name, uint32_t *row)
{
	struct text word = text_clean(&context->arena, text_of(name), NULL),
		    folded = text_fold(&context->arena, word);
	uint32_t rows = store_count(context->store);
	bool is_ascii = text_is_ascii(folded);
	struct strbuf candidates;
	size_t count = 0;
	enum closeness best = CLOSE_NOT;

	if (text_trim(word).size == 0)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("A name of a model is empty. 'llmatlas list WORD' finds names."));
	uint8_t *hits = memory_get_zeroed((size_t)rows + 1, 1);
	if (is_ascii) /* of letters beyond ASCII the search knows only one case */
		search_literal(context->store, folded, true, hits, NULL);
	strbuf_init(&candidates);
	for (uint32_t i = 0; i < rows; i++) {
		enum closeness close = closeness_of(context, i, word, folded, !is_ascii || hits[i]);
		if (close == CLOSE_NOT || close < best)
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
	free(hits);
	enum result result = RESULT_OK;
	uint32_t of_host = 0;
	if (best <= CLOSE_PART && find_by_host(context, word, &of_host)) {
		*row = of_host;
		count = 1;
	}
	if (count == 0)
		result = no_model(context, word);
	else if (count > 1)
		result = error_set(&context->err, RESULT_USAGE,
			_("'%.*s' names %zu models: %.*s%s. Give the full id."), TEXT_ARGS(word),
			count, TEXT_ARGS(strbuf_text(&candidates)), count > 8 ? ", …" : "");
	strbuf_done(&candidates);
	return result;
}

void join_words(const struct context *context, struct strbuf *text)
{
	for (size_t i = 0; i < context->options.word_count; i++)
		strbuf_add_format(text, "%s%s", i > 0 ? " " : "", context->options.words[i]);
}

enum result parse_text(struct context *context, struct text text, struct query *query)
{
	struct query_error error;

	struct parameters defaults = default_parameters(context);
	if (query_parse(query, context->store, text, &defaults, &context->arena, &error))
		return RESULT_OK;
	error_set(&context->err, RESULT_USAGE, "%.*s", TEXT_ARGS(error.message));
	context->err.column = error.column;
	return RESULT_USAGE;
}

enum result parse_words(struct context *context, struct query *query)
{
	struct strbuf text;

	strbuf_init(&text);
	join_words(context, &text);
	enum result result = parse_text(context, strbuf_text(&text), query);
	strbuf_done(&text);
	return result;
}
