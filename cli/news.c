/* SPDX-License-Identifier: MIT */
#include "cli/news.h"

#include "catalog/base/bits.h"
#include "catalog/base/message.h"
#include "cli/catalogs.h"
#include "cli/context.h"
#include "cli/progress.h"
#include "state/marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEW_DAYS = 30, AT_ONCE_MAX = 50000 /* models that are compared before there is a screen */ };

void catalog_side_done(struct catalog_side *side)
{
	store_close(side->store);
	file_map_close(&side->map);
	strbuf_done(&side->bytes);
	*side = (struct catalog_side){ .store = NULL };
}

/* Both sides say what holds on one day: that a price ended is no news of a catalog that said so before. */
static void take_day(const struct context *context, struct catalog_side *side)
{
	if (context->store)
		store_set_day(side->store, store_day(context->store));
}

static enum result open_built_in(struct context *context, struct catalog_side *side)
{
	struct catalogs catalogs = catalogs_of(context);
	enum result result = store_open(&side->store, catalogs.built_in.bytes,
		catalogs.built_in.size, _("the built-in catalog"), &context->err);

	if (result == RESULT_OK)
		take_day(context, side);
	return result;
}

enum result catalog_side_open(struct context *context, struct catalog_side *side, const char *path)
{
	enum result result = file_map_open(&side->map, path, &context->err);

	if (result != RESULT_OK)
		return result;
	result = store_open(&side->store, side->map.bytes, side->map.size, path, &context->err);
	if (result != RESULT_OK)
		file_map_close(&side->map);
	else
		take_day(context, side);
	return result;
}

enum result catalog_side_before(struct context *context, struct catalog_side *side)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_kept *kept;
	size_t count = catalogs_history(&catalogs, &kept);

	for (size_t i = 0; i < count; i++) {
		uint64_t hash;
		if (store_file_hash(kept[i].path, &hash, &context->err) == RESULT_OK &&
			hash != store_hash(context->store) &&
			catalog_side_open(context, side, kept[i].path) == RESULT_OK) {
			side->kept = kept[i].date;
			return RESULT_OK;
		} /* a damaged one is passed over */
	}
	if (count == 0)
		return error_set(&context->err, RESULT_NO_MATCH, "%s",
			_("No earlier catalog is kept yet: imports and updates keep them."));
	return open_built_in(context, side);
}

/* Without an earlier catalog: what was released in the last days before the catalog's own. */
static const uint64_t *released_lately(struct context *context)
{
	const struct store *store = context->store;
	uint64_t *rows = ARENA_ARRAY(&context->arena, uint64_t, store_count(store) / 64 + 1);
	long today = date_day_number(store_date(store));

	for (uint32_t row = 0; row < store_count(store); row++) {
		struct value day = store_value(store, row, FIELD_RELEASED, NULL);
		bool is_whole = day.state == VALUE_KNOWN && day.is.date % 100 != 0;
		if (is_whole && today - date_day_number(day.is.date) <= NEW_DAYS &&
			today >= date_day_number(day.is.date))
			bit_set(rows, row);
	}
	return rows;
}

/* The catalog of before; false: there is none. */
static bool open_before(struct news *news)
{
	if (!news->is_opened) {
		news->is_opened = true;
		strbuf_init(&news->before.bytes);
		if (catalog_side_before(news->context, &news->before) != RESULT_OK)
			catalog_side_done(&news->before);
	}
	return news->before.store != NULL;
}

static enum result make(struct news *news, const struct interrupt *interrupt)
{
	struct context *context = news->context;
	struct progress_watch watch;
	enum result result = RESULT_OK;

	if (news->is_made)
		return RESULT_OK;
	if (news->waits && store_count(context->store) > AT_ONCE_MAX)
		return RESULT_INTERRUPTED;
	progress_watch(&watch, interrupt, news->show, news->show_context);
	news->has_changes = open_before(news);
	if (news->has_changes)
		result = diff_catalogs(&news->changes, news->before.store, context->store,
			&watch.interrupt, &context->arena);
	else
		news->changes.is_new = released_lately(context);
	news->changes.kept = news->before.kept;
	news->is_made = result == RESULT_OK;
	return result;
}

enum result news_changes(void *of, const struct interrupt *interrupt,
	const struct changes **changes)
{
	struct news *news = of;
	enum result result = make(news, interrupt);

	*changes = result == RESULT_OK && news->has_changes ? &news->changes : NULL;
	return result;
}

enum result news_rows(void *of, const struct interrupt *interrupt, struct query_rows_of *rows)
{
	struct news *news = of;
	enum result result = make(news, interrupt);

	*rows = (struct query_rows_of){ .is_new = news->changes.is_new,
		.is_changed = news->changes.is_changed };
	return result;
}

void news_done(struct news *news)
{
	if (news->is_opened)
		catalog_side_done(&news->before);
}

static bool asks(const struct query *query, enum clause_is is)
{
	for (size_t i = 0; i < query->clause_count; i++)
		if (query->clauses[i].kind == CLAUSE_IS && query->clauses[i].word.is == is)
			return true;
	return false;
}

/* The shortlist that the explorer keeps. */
static enum result marked_rows(struct context *context, const uint64_t **out)
{
	const char *path = paths_file(context->paths.state, "marks", &context->arena);
	uint64_t *rows = ARENA_ARRAY(&context->arena, uint64_t,
		store_count(context->store) / 64 + 1);
	struct marks marks;

	marks_init(&marks);
	enum result result = path ? marks_load(&marks, path, &context->err) : RESULT_OK;
	for (size_t i = 0; i < marks.count; i++) {
		uint32_t row;
		if (store_find_id(context->store, text_of(marks.items[i].id), &row))
			bit_set(rows, row);
	}
	marks_done(&marks);
	*out = rows;
	return result;
}

enum result give_rows(struct context *context, struct query_run *run, const struct query *query)
{
	struct query_rows_of rows = { 0 };
	enum result result = RESULT_OK;

	if (asks(query, IS_NEW) || asks(query, IS_CHANGED)) {
		struct news news = { .context = context };
		struct progress progress;
		progress_begin(&progress, _("comparing"));
		result = news_rows(&news, &progress.interrupt, &rows);
		progress_end(&progress);
		if (result == RESULT_INTERRUPTED)
			error_set(&context->err, result, "%s", _("Stopped: nothing was changed."));
		news_done(&news);
	}
	if (result == RESULT_OK && asks(query, IS_MARKED))
		result = marked_rows(context, &rows.marked);
	query_run_set_rows(run, rows);
	return result;
}

/* The catalog of the last start, by its hash: marks are compared once for each new catalog. *last: of another one; false: there was none. */
static bool was_another(struct context *context, uint64_t *last)
{
	const char *path = paths_file(context->paths.state, "catalog", &context->arena);
	char now[32], *before;
	size_t size = 0;
	struct error own;

	if (!path)
		return false;
	snprintf(now, sizeof(now), "%016llx\n", (unsigned long long)store_hash(context->store));
	if (!file_exists(path)) { /* the first start: nothing to compare with */
		if (file_make_folders(context->paths.state, &own) == RESULT_OK)
			file_save(path, text_of(now), false, &own);
		return false;
	}
	if (file_load(path, 4096, &before, &size, &own) != RESULT_OK)
		return false;
	bool is_same = size == strlen(now) && memcmp(before, now, size) == 0;
	*last = strtoull(arena_copy(&context->arena, (struct text){ before, size }).bytes, NULL,
		16);
	free(before);
	if (!is_same)
		file_save(path, text_of(now), false, &own);
	return !is_same;
}

/* Kept among those of earlier days, or the built-in one; else the one of before. */
static bool open_last(struct context *context, uint64_t last, struct catalog_side *side)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_kept *kept;
	size_t count = catalogs_history(&catalogs, &kept);
	uint64_t hash;

	for (size_t i = 0; i < count; i++)
		if (store_file_hash(kept[i].path, &hash, &context->err) == RESULT_OK &&
			hash == last)
			return catalog_side_open(context, side, kept[i].path) == RESULT_OK;
	if (store_bytes_hash(catalogs.built_in.bytes, catalogs.built_in.size) == last)
		return open_built_in(context, side) == RESULT_OK;
	return catalog_side_before(context, side) == RESULT_OK;
}

enum { NAMED = 3 };

struct telling {
	struct strbuf *sentence;
	uint32_t count;
};

static void tell(struct telling *telling, struct text name, enum change_kind kind,
	enum field_id field)
{
	bool is_of_rest = (kind == CHANGE_PRICED || kind == CHANGE_UNPRICED) &&
		field != FIELD_PRICE_IN && field != FIELD_PRICE_OUT; /* it still has its price */

	if (telling->count++ >= NAMED)
		return;
	strbuf_add_format(telling->sentence, "%s%.*s: %s", telling->count > 1 ? ", " : "",
		TEXT_ARGS(name), change_kind_title(kind));
	if (is_of_rest)
		strbuf_add_format(telling->sentence, " (%s)", field_title(field_get(field)));
}

/* Those that the catalog of then had; all that are missing, when there is none. */
static void tell_gone(struct telling *telling, const struct store *then, const struct marks *marks)
{
	for (size_t i = 0; i < marks->count; i++) {
		struct text id = text_of(marks->items[i].id);
		uint32_t row;
		if (marks->items[i].is_here)
			continue;
		if (!then)
			tell(telling, id, CHANGE_GONE, FIELD_NONE);
		else if (store_find_id(then, id, &row))
			tell(telling, store_title(then, row), CHANGE_GONE, FIELD_NONE);
	}
}

static void tell_changed(struct telling *telling, struct context *context, const struct store *then,
	const uint64_t *marked)
{
	const struct changes changes = diff_rows(then, context->store, marked, &context->arena);

	for (size_t i = 0; i < changes.count; i++) {
		const struct change *change = &changes.items[i];
		bool is_told = i > 0 && changes.items[i - 1].kind == change->kind &&
			changes.items[i - 1].row == change->row; /* both prices of one model */
		if (!is_told)
			tell(telling, store_title(changes.now, change->row), change->kind,
				(enum field_id)change->field);
	}
}

bool news_of_marked(struct context *context, const struct marks *marks, const uint64_t *marked,
	struct strbuf *sentence)
{
	struct catalog_side side = { .store = NULL };
	struct telling telling = { .sentence = sentence };
	uint64_t last;

	if (!was_another(context, &last) || marks->count == 0)
		return false;
	strbuf_init(&side.bytes);
	if (!open_last(context, last, &side))
		context->err.message[0] = '\0'; /* no news is no mistake */
	tell_gone(&telling, side.store, marks);
	if (side.store)
		tell_changed(&telling, context, side.store, marked);
	catalog_side_done(&side);
	if (telling.count > NAMED)
		strbuf_add_format(sentence, _(", and %u more"), telling.count - NAMED);
	return telling.count > 0;
}

static void add_counts(const struct changes *changes, struct strbuf *sentence)
{
	for (int kind = 0; kind < CHANGE_KIND_COUNT; kind++) {
		if (changes->counts[kind] == 0)
			continue;
		strbuf_add_string(sentence, sentence->size > 0 ? ", " : "");
		/* translators: how many changes of a kind, "54 new" */
		strbuf_add_format(sentence, _("%zu %s"), changes->counts[kind],
			change_kind_title((enum change_kind)kind));
	}
}

bool news_of_source(struct context *context, struct text name, struct strbuf *sentence)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalog_side before = { .store = NULL }, after = { .store = NULL };
	struct catalogs_source source;
	struct changes changes;
	struct error own = context->err; /* no news is no mistake */

	strbuf_init(&before.bytes);
	strbuf_init(&after.bytes);
	bool is_open = catalogs_find(&catalogs, name, &source, &context->err) == RESULT_OK &&
		source.has_former &&
		catalog_side_open(context, &before,
			arena_format(&context->arena, "%s.former", source.path).bytes) ==
			RESULT_OK &&
		catalog_side_open(context, &after, source.path) == RESULT_OK;
	if (is_open &&
		diff_catalogs(&changes, before.store, after.store, NULL, &context->arena) ==
			RESULT_OK)
		add_counts(&changes, sentence);
	catalog_side_done(&before);
	catalog_side_done(&after);
	context->err = own;
	return sentence->size > 0;
}
