/* SPDX-License-Identifier: MIT */
/* Which catalog a command works with. */
#include "cli/catalogs.h"

#include "catalog/base/message.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/fold.h"
#include "catalog/sources/source.h"
#include "cli/progress.h"
#include "cli/resources.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

struct catalogs catalogs_of(struct context *context)
{
	const struct resource *built_in = resource_find("catalog/builtin.snapshot");

	return (struct catalogs){ .paths = context->paths,
		.built_in = { built_in->bytes, built_in->size },
		.arena = &context->arena };
}

static enum result open_file(struct context *context, struct file_map *map, const char *path)
{
	enum result result = file_map_open(map, path, &context->err);

	if (result == RESULT_OK)
		result = store_open(&context->store, map->bytes, map->size, path, &context->err);
	if (result != RESULT_OK)
		file_map_close(map);
	return result;
}

static enum result open_built_in(struct context *context, const struct catalogs *catalogs)
{
	return store_open(&context->store, catalogs->built_in.bytes, catalogs->built_in.size,
		_("the built-in catalog"), &context->err);
}

enum result catalogs_merge_now(struct context *context, const char *what,
	const struct catalogs_fresh *fresh, struct fold_counts *counts, struct strbuf *bytes)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_memory memory;
	struct progress progress;

	strbuf_init(&memory.bytes);
	progress_begin(&progress, what);
	enum result result = catalogs_merge(&catalogs, fresh, &progress.interrupt, counts, &memory,
		&context->err);
	progress_end(&progress);
	if (result == RESULT_OK && memory.bytes.size > 0)
		say(_("llmatlas: %s. The merged catalog cannot be kept, so your sources are merged anew at every start: set XDG_CACHE_HOME to a folder that can be written."),
			memory.why.message);
	if (bytes)
		*bytes = memory.bytes;
	else
		strbuf_done(&memory.bytes);
	return result;
}

static enum result open_bytes(struct context *context, struct strbuf bytes)
{
	strbuf_done(&context->merged);
	context->merged = bytes;
	context->unmerged = text_of(
		_("The cache takes nothing, so every start merges anew: set XDG_CACHE_HOME."));
	return store_open(&context->store, bytes.bytes, bytes.size, _("the merged catalog"),
		&context->err);
}

/* Made and opened; once more when another run put a source in its place meanwhile. */
static enum result open_made(struct context *context, const struct catalogs *catalogs,
	struct file_map *map)
{
	enum { ATTEMPTS = 5 };
	const char *path = NULL;
	enum result result = RESULT_OK;

	for (int i = 0; i < ATTEMPTS; i++) {
		struct strbuf bytes;
		result = catalogs_merge_now(context, _("merging your catalogs"), NULL, NULL,
			&bytes);
		if (result == RESULT_OK && bytes.size > 0)
			return open_bytes(context, bytes);
		strbuf_done(&bytes);
		if (result == RESULT_OK)
			result = catalogs_merged_path(catalogs, &path, &context->err);
		if (result == RESULT_OK && !path)
			return open_built_in(context, catalogs);
		if (result == RESULT_OK)
			result = open_file(context, map, path);
		if (result != RESULT_IO || !path || file_exists(path))
			break;
	}
	return result;
}

/* Sources that cannot be merged never keep anyone from the catalog that is there. */
static enum result open_merged(struct context *context, const struct catalogs *catalogs,
	struct file_map *map)
{
	const char *path;
	bool is_known = catalogs_merged_path(catalogs, &path, &context->err) == RESULT_OK;

	if (is_known && !path)
		return open_built_in(context, catalogs);
	if (is_known && open_file(context, map, path) == RESULT_OK)
		return RESULT_OK;
	if (is_known)
		unlink(path); /* damaged, if it is there at all */
	const char *last = catalogs_last_merged(catalogs);
	if (open_made(context, catalogs, map) == RESULT_OK)
		return RESULT_OK;
	say("llmatlas: %s", context->err.message);
	context->unmerged = arena_copy(&context->arena, text_of(context->err.message));
	if (last && open_file(context, map, last) == RESULT_OK) {
		say("%s", _("The merged catalog is that of before."));
		return RESULT_OK;
	}
	say("%s", _("The built-in catalog serves meanwhile."));
	return open_built_in(context, catalogs);
}

/* Today, for which prices hold: never before the catalog's own day. LLMATLAS_DAY says another one, or "catalog", which is the same whenever it is asked. */
static uint32_t price_day(const struct context *context)
{
	enum { DAY = 24 * 60 * 60 };
	const char *asked = context->environment.day;
	uint32_t own = store_date(context->store),
		 day = date_of_day_number((long)(time(NULL) / DAY));

	if (asked && strcmp(asked, "catalog") == 0)
		return own;
	if (asked && value_parse_date(text_of(asked), &day, NULL) == RESULT_OK)
		return date_last_day(day);
	return day > own ? day : own;
}

enum result catalog_open(struct context *context, struct file_map *map)
{
	struct catalogs catalogs = catalogs_of(context);
	const char *path = context->options.catalog;
	enum result result = path && text_equal_string(text_of(path), "built-in")
		? open_built_in(context, &catalogs)
		: path ? open_file(context, map, path)
		       : open_merged(context, &catalogs, map);

	if (result == RESULT_OK)
		store_set_day(context->store, price_day(context));
	return result;
}

struct text catalog_complaint(struct context *context)
{
	uint32_t count = context->options.catalog || !context->store
		? 0
		: store_warning_count(context->store); /* a merged catalog has those of catalog.d */

	if (count == 0)
		return TEXT_NONE;
	struct text first = store_warning(context->store, 0);
	if (count == 1)
		return arena_format(&context->arena, _("In your own files: %.*s"),
			TEXT_ARGS(first));
	return arena_format(&context->arena,
		_("In your own files are %u mistakes, 'llmatlas sources yours' lists them: %.*s"),
		count, TEXT_ARGS(first));
}

void catalog_complain(struct context *context)
{
	struct text complaint = catalog_complaint(context);

	if (complaint.size > 0)
		say("llmatlas: %.*s", TEXT_ARGS(complaint));
}

static enum result finish(struct builder *builder, struct strbuf *bytes, struct error *err)
{
	struct sink *sink = sink_open_strbuf(bytes);
	enum result result = builder_finish(builder, sink, NULL, err);

	if (result == RESULT_OK)
		return sink_close(sink, err);
	sink_drop(sink);
	return result;
}

enum result catalog_open_source(struct context *context, const char *path, struct strbuf *bytes,
	enum source_format *format, struct store **store)
{
	struct catalogs catalogs = catalogs_of(context);
	struct store *built_in = NULL;
	struct source_import import = { .as_of = 0 };
	struct import_date date = { .date = 0 };
	struct progress progress;

	enum result result = store_open(&built_in, catalogs.built_in.bytes, catalogs.built_in.size,
		_("the built-in catalog"), &context->err);
	if (result == RESULT_OK)
		result = import_date(context, path, &date);
	if (result == RESULT_OK)
		result = stream_open(&import.stream, path, &context->err);
	import.known = built_in;
	import.as_of = date.date;
	progress_begin(&progress, _("reading"));
	import.interrupt = &progress.interrupt;
	if (result == RESULT_OK)
		result = source_read(&import, &context->err);
	progress_end(&progress);
	if (result == RESULT_OK)
		result = finish(import.builder, bytes, &context->err);
	if (result == RESULT_OK)
		result = store_open(store, bytes->bytes, bytes->size, path, &context->err);
	*format = import.format;
	builder_free(import.builder);
	store_close(built_in);
	stream_close(import.stream);
	return result;
}

enum result catalog_fold(struct context *context, const struct store *source, bool is_apart,
	struct strbuf *bytes, struct strbuf *landings, struct store **store)
{
	struct catalogs catalogs = catalogs_of(context);
	struct store *built_in = NULL;
	struct fold_input input = { .sources = &source,
		.source_count = 1,
		.is_apart = is_apart,
		.landings = landings };
	struct progress progress;
	struct fold_counts counts;
	struct builder *builder = builder_new(store_name(source), store_date(source));

	enum result result = store_open(&built_in, catalogs.built_in.bytes, catalogs.built_in.size,
		_("the built-in catalog"), &context->err);
	input.built_in = built_in;
	progress_begin(&progress, _("merging"));
	input.interrupt = &progress.interrupt;
	if (result == RESULT_OK)
		result = fold_catalogs(builder, &input, &counts, &context->err);
	progress_end(&progress);
	if (result == RESULT_INTERRUPTED)
		error_set(&context->err, result, "%s", _("Stopped: nothing was changed."));
	for (uint32_t i = 0; i < store_warning_count(source); i++)
		builder_add_warning(builder, store_warning(source, i));
	if (result == RESULT_OK)
		result = finish(builder, bytes, &context->err);
	builder_free(builder);
	store_close(built_in);
	return result == RESULT_OK
		? store_open(store, bytes->bytes, bytes->size,
			  arena_copy(&context->arena, store_name(source)).bytes, &context->err)
		: result;
}

enum result catalog_open_folded(struct context *context, const char *path, struct strbuf *bytes,
	struct strbuf *landings, struct store **store)
{
	struct store *source = NULL;
	struct strbuf source_bytes;
	enum source_format format;

	strbuf_init(&source_bytes);
	enum result result = catalog_open_source(context, path, &source_bytes, &format, &source);
	if (result == RESULT_OK)
		result = catalog_fold(context, source, false, bytes, landings, store);
	store_close(source);
	strbuf_done(&source_bytes);
	return result;
}
