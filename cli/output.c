/* SPDX-License-Identifier: MIT */
/* Tables to stdout or a file, and lines for people. */
#include "cli/context.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
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
