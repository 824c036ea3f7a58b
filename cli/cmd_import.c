/* SPDX-License-Identifier: MIT */
/* import: a file of a public catalog, or a dump, into the catalogs of this person. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/source.h"
#include "catalog/tables/cell.h"
#include "cli/catalogs.h"
#include "cli/context.h"
#include "cli/download.h"
#include "cli/news.h"
#include "cli/progress.h"
#include "cli/remembered.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* "20260801" of ".../models-2026-08-01.json"; 0: none. */
static uint32_t date_in_name(const char *path)
{
	const char *name = strrchr(path, '/');
	uint32_t date;

	for (name = name ? name + 1 : path; strlen(name) >= 10; name++) {
		struct text word = { name, 10 };
		if (name[0] == '2' && name[4] == '-' && name[7] == '-' &&
			value_parse_date(word, &date, NULL) == RESULT_OK)
			return date;
	}
	return 0;
}

static uint32_t date_of_time(time_t time)
{
	return date_of_day_number((long)(time / 86400));
}

/* Today, here or in UTC, whichever is later. */
static uint32_t today(void)
{
	time_t now = time(NULL);
	struct tm here;
	uint32_t date = date_of_time(now), local;

	if (!localtime_r(&now, &here))
		return date;
	local = (uint32_t)((here.tm_year + 1900) * 10000 + (here.tm_mon + 1) * 100 + here.tm_mday);
	return local > date ? local : date;
}

static enum result given_date(struct context *context, uint32_t *date)
{
	enum result result = value_parse_date(text_of(context->options.date), date, &context->err);

	if (result == RESULT_OK && date_first_day(*date) > today())
		return error_set(&context->err, RESULT_USAGE,
			_("--date %s lies in the future; today is %.*s. It is the day for which the file holds: of two sources the later one is believed."),
			context->options.date, TEXT_ARGS(date_text(today(), &context->arena)));
	return result;
}

enum result import_date(struct context *context, const char *path, struct import_date *out)
{
	bool is_file = strcmp(path, "-") != 0;
	struct stat stat_of;

	out->from = DATE_GIVEN;
	if (context->options.date)
		return given_date(context, &out->date);
	out->from = DATE_OF_NAME;
	out->date = is_file ? date_in_name(path) : 0;
	if (out->date > 0 && out->date <= today())
		return RESULT_OK;
	out->from = DATE_TODAY;
	out->date = date_of_time(time(NULL));
	if (!is_file || stat(path, &stat_of) != 0 || !S_ISREG(stat_of.st_mode) ||
		date_of_time(stat_of.st_mtime) > out->date)
		return RESULT_OK;
	out->from = DATE_OF_FILE;
	out->date = date_of_time(stat_of.st_mtime);
	return RESULT_OK;
}

static void report_date(struct context *context, const struct import_date *of)
{
	struct text date = date_text(of->date, &context->arena);

	switch (of->from) {
	case DATE_GIVEN: say(_("The list holds for %.*s, as --date says."), TEXT_ARGS(date)); break;
	case DATE_OF_NAME:
		say(_("The list holds for %.*s, as the name of the file says."), TEXT_ARGS(date));
		break;
	case DATE_OF_FILE:
		say(_("The list holds for %.*s, when the file was last written: its name says no day up to today. --date DAY says otherwise."),
			TEXT_ARGS(date));
		break;
	case DATE_TODAY:
		say(_("The list holds for %.*s, today: nothing says for which day. --date DAY says otherwise."),
			TEXT_ARGS(date));
		break;
	}
}

static struct text records_text(struct context *context, uint32_t count)
{
	return COUNTED(context, "%u record", "%u records", count);
}

static void report_source(struct context *context, const struct source_import *import, bool is_new)
{
	struct text records = records_text(context, import->record_count),
		    warnings = COUNTED(context, "%u warning", "%u warnings", import->warning_count);

	say(_("%.*s: %s, %.*s read, %u left out, %.*s."), TEXT_ARGS(import->name),
		source_format_name(import->format), TEXT_ARGS(records), import->refused_count,
		TEXT_ARGS(warnings));
	if (!is_new)
		say(_("%.*s: nothing new."), TEXT_ARGS(import->name));
	else if (import->format == SOURCE_OPENAI && !context->options.name)
		say(_("The file does not say who serves these models: they stand as offers of %.*s. --name says who it is."),
			TEXT_ARGS(import->name));
	if (import->cut_line > 0 && import->is_perhaps_whole)
		say(_("%s:%llu: the last line has fewer cells than the header, and no line end; it is left out."),
			stream_name(import->stream), (unsigned long long)import->cut_line);
	else if (import->cut_line > 0)
		say(_("%s:%llu: the file is cut off in the middle of a record; that one is left out."),
			stream_name(import->stream), (unsigned long long)import->cut_line);
	if (import->refused_count > 0)
		say(_("'llmatlas sources %.*s' lists what was left out and why."),
			TEXT_ARGS(import->name));
	else if (import->warning_count > 0)
		say(_("'llmatlas sources %.*s' lists the warnings."), TEXT_ARGS(import->name));
}

/* What the source said before, if anything. A catalog that lost most of its records is more likely broken than right. */
static enum result check_former(struct context *context, const struct catalogs *catalogs,
	const struct source_import *import, bool *has_former)
{
	struct catalogs_source source;
	uint32_t former = 0;
	enum result result = catalogs_find(catalogs, import->name, &source, &context->err);

	*has_former = result == RESULT_OK && catalogs_is_sound(source.path);
	if (!*has_former || context->options.is_forced ||
		store_file_count(source.path, &former, &context->err) != RESULT_OK)
		return result == RESULT_NO_MATCH ? RESULT_OK : result;
	if (import->record_count < former / 2)
		return error_set(&context->err, RESULT_BAD_DATA,
			_("%s holds %.*s where the former catalog had %u: that one stays. --force takes it all the same, --name NAME keeps both."),
			stream_name(import->stream),
			TEXT_ARGS(records_text(context, import->record_count)), former);
	return RESULT_OK;
}

/* Of a file that takes the place of a download the address stays: the next update fetches it again. */
static void note_origin(struct context *context, struct text name, struct remembered before,
	const struct remembered *from)
{
	struct remembered now = *from;

	if (!from->url && before.url && is_same_content(&before, from->content))
		now = before;
	if (!from->url)
		now.url = before.url;
	remembered_write(context, name, &now);
}

static void report_changes(struct context *context, struct text name)
{
	struct strbuf counts;

	strbuf_init(&counts);
	if (news_of_source(context, name, &counts))
		say(_("Changed: %.*s."), TEXT_ARGS(strbuf_text(&counts)));
	strbuf_done(&counts);
}

/* Fetched again from where it came from, it is what was asked for; from elsewhere it may not be. */
static void report_former(struct text name, const struct remembered *before,
	const struct remembered *from)
{
	if (from->url && before->url && strcmp(from->url, before->url) == 0)
		say(_("'llmatlas diff %.*s' shows what changed, 'llmatlas update --rollback %.*s' brings back what it said before."),
			TEXT_ARGS(name), TEXT_ARGS(name));
	else
		say(_("It takes the place of what %.*s said before: 'llmatlas update --rollback %.*s' brings that back, --name keeps both."),
			TEXT_ARGS(name), TEXT_ARGS(name));
}

/* In its place. */
static enum result bring_in(struct context *context, struct imports *imports,
	struct source_import *import, const struct remembered *from, bool has_former,
	struct progress *progress)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_fresh *fresh = &imports->fresh;
	struct remembered before = remember(context, import->name);
	uint32_t held_for = has_former ? remembered_date(context, import->name) : 0;

	catalogs_fresh_end(fresh);
	fresh->is_known = is_same_content(&before, from->content);
	fresh->has_more = imports->left > 0;
	progress_what(progress, _("writing"));
	enum result result = catalogs_put(&catalogs, import->name, import->builder, fresh,
		import->interrupt, &context->err);
	import->name = arena_copy(&context->arena,
		import->name); /* the builder goes first: memory */
	builder_free(import->builder);
	import->builder = NULL;
	progress_end(progress);
	if (result != RESULT_OK)
		return result;
	note_origin(context, import->name, before, from);
	imports->has_any = true;
	imports->has_changed = imports->has_changed || !fresh->is_same;
	bool is_new = !fresh->is_same &&
		!fresh->is_known; /* the same bytes for another day, or from elsewhere */
	report_source(context, import, is_new);
	if (has_former && is_new) {
		report_changes(context, import->name);
		report_former(import->name, &before, from);
	}
	if (held_for > import->as_of && !fresh->is_same)
		say(_("What %.*s said before held for a later day, %.*s: a newer list was replaced by an older one."),
			TEXT_ARGS(import->name), TEXT_ARGS(date_text(held_for, &context->arena)));
	return RESULT_OK;
}

static enum result tell_cut(struct context *context)
{
	struct text why = arena_copy(&context->arena, text_of(context->err.message));

	return error_set(&context->err, RESULT_BAD_DATA,
		_("%.*s Nothing was changed; --force takes the records before it."),
		TEXT_ARGS(why));
}

/* What was read is no catalog, or cannot be written: as of a download that failed, what that means for the one that is there. */
static enum result tell_what_stays(struct context *context, const struct catalogs *catalogs,
	struct text name)
{
	struct text why = arena_copy(&context->arena, text_of(context->err.message));
	struct catalogs_source former;
	enum result failed = context->err.result;
	bool has_former = catalogs_find(catalogs, name, &former, &context->err) == RESULT_OK;

	while (why.size > 0 && why.bytes[why.size - 1] == '.')
		why.size--;
	return has_former
		? error_set(&context->err, failed, _("%.*s. The former catalog stays."),
			  TEXT_ARGS(why))
		: error_set(&context->err, failed, _("%.*s. Nothing was changed."), TEXT_ARGS(why));
}

enum result import_stream(struct context *context, struct imports *imports, struct stream *stream,
	uint32_t date, const struct remembered *from, struct text *name)
{
	struct progress progress;
	struct catalogs catalogs = catalogs_of(context);
	struct store *known = NULL;
	bool has_former = false;
	struct source_import import = { .stream = stream,
		.name = *name,
		.url = from->url ? download_citation(context, from->url) : TEXT_NONE,
		.as_of = date,
		.takes_cut = context->options.is_forced };

	enum result result = store_open(&known, catalogs.built_in.bytes, catalogs.built_in.size,
		_("the built-in catalog"), &context->err);
	if (result != RESULT_OK)
		return result;
	import.known = known;
	progress_begin(&progress, _("reading"));
	import.interrupt = &progress.interrupt;
	result = source_read(&import, &context->err);
	if (result == RESULT_BAD_DATA && import.cut_line > 0)
		result = tell_cut(context);
	else if (result == RESULT_BAD_DATA)
		result = tell_what_stays(context, &catalogs, import.name);
	if (result == RESULT_OK)
		builder_set_losses(import.builder, import.refused_count, import.warning_count);
	if (result == RESULT_OK)
		result = check_former(context, &catalogs, &import, &has_former);
	if (result == RESULT_OK)
		result = bring_in(context, imports, &import, from, has_former, &progress);
	else
		progress_end(&progress);
	if (result == RESULT_IO) /* a full disk */
		result = tell_what_stays(context, &catalogs, import.name);
	*name = arena_copy(&context->arena, import.name);
	builder_free(import.builder);
	store_close(known);
	return result;
}

static enum result import_file(struct context *context, struct imports *imports, const char *path)
{
	struct stream *stream;
	struct import_date date;
	struct text name = context->options.name ? text_of(context->options.name) : TEXT_NONE;
	enum result result = RESULT_OK;

	if (download_is_address(path) && !file_exists(path))
		result = error_set(&context->err, RESULT_USAGE,
			_("import takes a file; an address is fetched by: llmatlas update %s"),
			path);
	if (result == RESULT_OK)
		result = import_date(context, path, &date);
	if (result == RESULT_OK)
		result = stream_open(&stream, path, &context->err);
	if (result != RESULT_OK)
		return result;
	const struct remembered from = { .arena = &context->arena,
		.content = content_of(context, path) };
	result = import_stream(context, imports, stream, date.date, &from, &name);
	stream_close(stream);
	if (result == RESULT_OK)
		report_date(context, &date);
	return result;
}

static enum result import_one(struct context *context, struct imports *imports, size_t at,
	const void *files)
{
	const char *const *paths = files;

	return import_file(context, imports, paths[at]);
}

static void tell_failure(struct context *context, size_t at, const void *files)
{
	(void)at; /* the message names the file */
	(void)files;
	say("llmatlas: %s", context->err.message);
}

static enum result import_files(struct context *context, size_t count)
{
	const char *const *paths = (const char *const *)context->options.words;
	size_t failed;
	enum result result = imports_each(context, count, paths, import_one, tell_failure, &failed);

	return failed > 0 && count > 1
		? error_set(&context->err, result, _("%zu of %zu files could not be brought in."),
			  failed, count)
		: result;
}

static enum result run_import(struct context *context)
{
	const struct options *options = &context->options;
	enum result result = options->name
		? catalogs_check_name(text_of(options->name), &context->err)
		: RESULT_OK;

	if (options->word_count == 0)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("import takes files, or - for standard input."));
	if (result == RESULT_OK && options->name && options->word_count > 1)
		result = error_set(&context->err, RESULT_USAGE, "%s",
			_("--name names one source: give one file with it."));
	return result == RESULT_OK ? import_files(context, options->word_count) : result;
}

const struct command command_import = { "import", "import FILE ...|-",
	N_("bring in public catalogs, or models as JSON, NDJSON or CSV"), "name date-of-file force",
	false, run_import };
