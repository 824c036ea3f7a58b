/* SPDX-License-Identifier: MIT */
/* sources: what was brought in, what it gave, what was left out and why. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "cli/catalogs.h"
#include "cli/context.h"

#include <stdio.h>

static void print_row(const char *name, uint32_t date, uint32_t rows, uint32_t offers,
	uint32_t refused, uint32_t warnings)
{
	struct strbuf day;
	struct value value = { .state = date > 0 ? VALUE_KNOWN : VALUE_UNKNOWN, .is.date = date };

	strbuf_init(&day);
	value_print_key(&day, field_get(FIELD_RELEASED), &value);
	printf("%-24s %-10s %9u %9u %9u %9u\n", name, day.size > 0 ? day.bytes : "?", rows, offers,
		refused, warnings);
	strbuf_done(&day);
}

static enum result open_source(struct context *context, const struct catalogs_source *source,
	struct file_map *map, struct store **store)
{
	enum result result = file_map_open(map, source->path, &context->err);

	if (result == RESULT_OK)
		result = store_open(store, map->bytes, map->size, source->path, &context->err);
	if (result != RESULT_OK)
		file_map_close(map);
	return result;
}

static enum result list_sources(struct context *context, const struct catalogs *catalogs)
{
	struct catalogs_source *sources;
	size_t count;
	const char **overlay;
	enum result result = catalogs_list(catalogs, &sources, &count, &context->err);

	if (result != RESULT_OK)
		return result;
	printf("%-24s %-10s %9s %9s %9s %9s\n", _("source"), _("date"), _("records"), _("offers"),
		_("left out"), _("warnings"));
	const struct store *store = context->store;
	struct store *built_in;
	result = store_open(&built_in, catalogs->built_in.bytes, catalogs->built_in.size,
		_("the built-in catalog"), &context->err);
	if (result != RESULT_OK)
		return result;
	print_row("built-in", store_date(built_in), store_count(built_in),
		store_offer_count(built_in), 0, store_warning_count(built_in));
	store_close(built_in);
	for (size_t i = 0; i < count; i++) {
		struct file_map map;
		struct store *source;
		const char *name = arena_copy(&context->arena, sources[i].name).bytes;
		if (open_source(context, &sources[i], &map, &source) != RESULT_OK) {
			printf("%-24s %s\n", name, context->err.message);
			continue;
		}
		print_row(name, store_date(source), store_count(source), store_offer_count(source),
			store_refused_count(source), store_warning_count(source));
		store_close(source);
		file_map_close(&map);
	}
	size_t files = catalogs_overlay(catalogs, &overlay);
	for (size_t i = 0; i < files; i++)
		printf("%-24s %s\n", _("yours"), overlay[i]);
	uint32_t conflicts = 0;
	for (uint32_t row = 0; row < store_count(store); row++)
		for (uint32_t field = 0; field < FIELD_COUNT; field++)
			conflicts += store_has_conflict(store, row, field);
	printf(_("%u models, %u offers; sources differ on %u facts\n"), store_count(store),
		store_offer_count(store), conflicts);
	return RESULT_OK;
}

static enum result show_source(struct context *context, const struct catalogs *catalogs,
	struct text name)
{
	struct catalogs_source *sources;
	size_t count;
	enum result result = catalogs_list(catalogs, &sources, &count, &context->err);

	if (result != RESULT_OK)
		return result;
	if (text_equal(name, TEXT("yours")) || text_equal(name, TEXT("built-in"))) {
		for (uint32_t i = 0; i < store_warning_count(context->store); i++)
			printf("%.*s\n", TEXT_ARGS(store_warning(context->store, i)));
		return RESULT_OK;
	}
	for (size_t i = 0; i < count; i++) {
		struct file_map map;
		struct store *source;
		if (!text_equal(sources[i].name, name))
			continue;
		result = open_source(context, &sources[i], &map, &source);
		if (result != RESULT_OK)
			return result;
		for (uint32_t j = 0; j < store_warning_count(source); j++)
			printf("%.*s\n", TEXT_ARGS(store_warning(source, j)));
		store_close(source);
		file_map_close(&map);
		return RESULT_OK;
	}
	return error_set(&context->err, RESULT_USAGE,
		_("There is no source %.*s. 'llmatlas sources' lists them."), TEXT_ARGS(name));
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

	if (context->options.removed)
		return remove_source(context, &catalogs, text_of(context->options.removed));
	if (context->options.word_count == 0)
		return list_sources(context, &catalogs);
	struct text name = text_clean(&context->arena, text_of(context->options.words[0]), NULL);
	return show_source(context, &catalogs, name);
}

const struct command command_sources = { "sources", "sources [NAME]",
	N_("what was brought in, what was left out and why"), "remove", true, run_sources };
