/* SPDX-License-Identifier: MIT */
#include "tui/explorer.h"

#include "catalog/base/bits.h"
#include "catalog/base/message.h"
#include "catalog/base/memory.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { UNDO_MAX = 500 };

static void steps_push(struct query_steps *steps, struct text text, uint32_t row)
{
	if (steps->count == UNDO_MAX) {
		free(steps->items[0].text);
		memmove(steps->items, steps->items + 1, (UNDO_MAX - 1) * sizeof(*steps->items));
		steps->count--;
	}
	steps->items = memory_grow(steps->items, &steps->capacity, steps->count + 1,
		sizeof(*steps->items));
	steps->items[steps->count++] = (struct query_step){ text_to_string(text), row };
}

static void steps_clear(struct query_steps *steps)
{
	for (size_t i = 0; i < steps->count; i++)
		free(steps->items[i].text);
	steps->count = 0;
}

static void steps_done(struct query_steps *steps)
{
	steps_clear(steps);
	free(steps->items);
	*steps = (struct query_steps){ 0 };
}

void explorer_init(struct explorer *explorer, const struct store *store,
	const struct computation *computations, size_t count)
{
	memset(explorer, 0, sizeof(*explorer));
	explorer->store = store;
	explorer->wanted_row = explorer->first_row = UINT32_MAX;
	explorer->here = explorer->back_to = UINT32_MAX;
	explorer->run = query_run_new(store, computations, count);
	explorer->computations = computations;
	explorer->computation_count = count;
	words_init(&explorer->words, TEXT_NONE, TEXT_NONE);
	arena_init(&explorer->result);
	arena_init(&explorer->failed);
	strbuf_init(&explorer->text);
	strbuf_init(&explorer->message);
	strbuf_init(&explorer->lent);
	strbuf_init(&explorer->lent_note);
	marks_init(&explorer->marks);
	marks_init(&explorer->marks_kept);
	marks_init(&explorer->put_by);
	history_init(&explorer->history);
	history_init(&explorer->searches);
	saved_init(&explorer->saved);
	workloads_init(&explorer->workloads);
	explorer->machine_root = "";
	explorer->defaults = parameters_default();
	explorer->marked = memory_get_zeroed(store_count(store) / 64 + 1,
		sizeof(*explorer->marked));
	query_run_set_rows(explorer->run, (struct query_rows_of){ .marked = explorer->marked });
	explorer_preview_text(explorer, TEXT(""));
}

void explorer_done(struct explorer *explorer)
{
	words_done(&explorer->words);
	query_run_free(explorer->run);
	query_done(&explorer->query);
	arena_done(&explorer->result);
	arena_done(&explorer->failed);
	strbuf_done(&explorer->text);
	strbuf_done(&explorer->message);
	strbuf_done(&explorer->lent);
	strbuf_done(&explorer->lent_note);
	steps_done(&explorer->undo);
	steps_done(&explorer->redo);
	marks_done(&explorer->marks);
	marks_done(&explorer->marks_kept);
	marks_done(&explorer->put_by);
	history_done(&explorer->history);
	history_done(&explorer->searches);
	saved_done(&explorer->saved);
	workloads_done(&explorer->workloads);
	free(explorer->marked);
}

static void marked_rows_update(struct explorer *explorer)
{
	memset(explorer->marked, 0,
		(store_count(explorer->store) / 64 + 1) * sizeof(*explorer->marked));
	explorer->marked_count = 0;
	for (size_t i = 0; i < explorer->marks.count; i++) {
		struct mark *mark = &explorer->marks.items[i];
		uint32_t row;
		mark->is_here = store_find_id(explorer->store, text_of(mark->id), &row);
		if (mark->is_here)
			bit_set(explorer->marked, row);
		explorer->marked_count += mark->is_here;
	}
}

/* Never written over where it could not be read. */
static enum result load_history(struct history *history, const char **path, const char *from,
	struct error *err)
{
	enum result result = from ? history_load(history, from, err) : RESULT_OK;

	*path = result == RESULT_OK ? from : NULL;
	return result;
}

enum result explorer_load(struct explorer *explorer, const char *marks_path,
	const char *history_path, const char *searches_path, struct error *err)
{
	enum result result = marks_path ? marks_load(&explorer->marks, marks_path, err) : RESULT_OK;

	if (result == RESULT_OK && marks_path)
		marks_copy(&explorer->marks_kept, &explorer->marks);
	explorer->marks_path = result == RESULT_OK ? marks_path : NULL; /* as below */
	if (result == RESULT_OK)
		result = load_history(&explorer->history, &explorer->history_path, history_path,
			err);
	if (result == RESULT_OK)
		result = load_history(&explorer->searches, &explorer->searches_path, searches_path,
			err);
	marked_rows_update(explorer);
	return result;
}

static bool asks_for_news(const struct query *query)
{
	for (size_t i = 0; i < query->clause_count; i++)
		if (query->clauses[i].kind == CLAUSE_IS &&
			(query->clauses[i].word.is == IS_NEW ||
				query->clauses[i].word.is == IS_CHANGED))
			return true;
	return false;
}

static void run_query(struct explorer *explorer)
{
	struct error err = { 0 };
	enum result result = RESULT_OK;

	if (explorer->news.rows && asks_for_news(&explorer->query)) {
		struct query_rows_of rows;
		result = explorer->news.rows(explorer->news.context, explorer->interrupt, &rows);
		rows.marked = explorer->marked;
		if (result == RESULT_OK)
			query_run_set_rows(explorer->run, rows);
	}
	if (result == RESULT_OK)
		result = query_run_execute(explorer->run, &explorer->query, explorer->interrupt,
			&err);

	explorer->is_stale = result == RESULT_INTERRUPTED;
	if (result == RESULT_OK || result == RESULT_INTERRUPTED)
		explorer->run_error.result = RESULT_OK;
	else
		explorer->run_error = err;
	explorer->generation++;
}

/* Takes the place of the query before, with what it stands on. */
static void take_query(struct explorer *explorer, struct query query, struct arena arena)
{
	struct arena former = explorer->result;
	struct query former_query = explorer->query;

	explorer->result = arena;
	explorer->query = query;
	run_query(explorer);
	query_done(&former_query);
	arena_done(&former);
}

/* Of a text with a mistake the rest is shown: all but the word that the mistake is in, which is being typed as a rule. */
static void show_rest(struct explorer *explorer, struct text text, struct span mistake)
{
	size_t from = mistake.from < text.size ? mistake.from : text.size, to = from;
	struct query query;
	struct query_error error = { 0 };
	struct arena arena;
	struct strbuf rest;

	while (from > 0 && text.bytes[from - 1] != ' ')
		from--;
	while (to < text.size && text.bytes[to] != ' ')
		to++;
	strbuf_init(&rest);
	strbuf_add(&rest, text_slice(text, 0, from));
	strbuf_add(&rest, text_slice(text, to, text.size));
	arena_init(&arena);
	if (query_parse(&query, explorer->store, strbuf_text(&rest), &explorer->defaults, &arena,
		    &error))
		take_query(explorer, query, arena);
	else
		arena_done(&arena);
	strbuf_done(&rest);
}

const struct query *explorer_told(const struct explorer *explorer, struct arena *arena)
{
	const struct query *query = &explorer->query;
	struct strbuf text;

	if ((explorer->defaults.given & ~query->parameters.given) == 0)
		return query;
	struct query *told = arena_get(arena, sizeof(*told));
	*told = *query;
	told->parameters.given |= explorer->defaults.given;
	strbuf_init(&text);
	edit_parameters(&text, query, explorer->store, &told->parameters);
	told->text = arena_copy(arena, strbuf_text(&text));
	strbuf_done(&text);
	return told;
}

/* Parses explorer->text; a good text becomes the query. */
static void read_text(struct explorer *explorer)
{
	struct query query;
	struct query_error error = { 0 };
	struct arena arena;

	arena_init(&arena);
	explorer->has_error = !query_parse(&query, explorer->store, strbuf_text(&explorer->text),
		&explorer->defaults, &arena, &error);
	if (!explorer->has_error) {
		take_query(explorer, query, arena);
		return;
	}
	arena_done(&explorer->failed);
	explorer->failed = arena;
	explorer->error = error;
	show_rest(explorer, strbuf_text(&explorer->text), error.span);
}

void explorer_preview_text(struct explorer *explorer, struct text text)
{
	struct strbuf copy;

	strbuf_init(&copy);
	strbuf_add(&copy, text); /* text may lie in explorer->text */
	strbuf_done(&explorer->text);
	explorer->text = copy;
	explorer->back_to = UINT32_MAX;
	read_text(explorer);
}

static bool asks_offers(const struct query *query)
{
	for (size_t i = 0; i < query->clause_count; i++)
		if (query_is_of_offers(&query->clauses[i]))
			return true;
	return false;
}

void explorer_set_text(struct explorer *explorer, struct text text, bool keeps_undo)
{
	bool asked_offers = asks_offers(&explorer->query);

	if (text_equal(text, strbuf_text(&explorer->text)))
		return;
	if (keeps_undo) {
		steps_push(&explorer->undo, strbuf_text(&explorer->text), explorer->here);
		steps_clear(&explorer->redo);
	}
	explorer_preview_text(explorer, text);
	if (keeps_undo && !asked_offers && asks_offers(&explorer->query)) /* they may be others */
		explorer_say(explorer, "%s",
			_("Prices are now those of the offers that meet the query; Enter says whose."));
}

void explorer_take_back(struct explorer *explorer, struct text text, uint32_t here)
{
	explorer_preview_text(explorer, text);
	explorer->here = explorer->back_to = here;
}

static bool walk(struct explorer *explorer, struct query_steps *from, struct query_steps *to)
{
	if (from->count == 0)
		return false;
	struct query_step step = from->items[--from->count];
	steps_push(to, strbuf_text(&explorer->text), explorer->here);
	explorer_take_back(explorer, text_of(step.text), step.row);
	free(step.text);
	return true;
}

bool explorer_undo(struct explorer *explorer)
{
	return walk(explorer, &explorer->undo, &explorer->redo);
}

bool explorer_redo(struct explorer *explorer)
{
	return walk(explorer, &explorer->redo, &explorer->undo);
}

void explorer_refresh(struct explorer *explorer)
{
	if (explorer->is_stale)
		run_query(explorer);
}

void explorer_keep_workload(struct explorer *explorer, struct text name, struct text list)
{
	struct arena arena;
	struct error err = { 0 };

	arena_init(&arena);
	name = arena_copy(&arena, name); /* it may be the very text that is put away */
	list = arena_copy(&arena, list);
	workloads_put(&explorer->workloads, name, list);
	if (explorer->workloads_path &&
		workloads_keep(explorer->workloads_path, name, list, &err) != RESULT_OK)
		explorer_complain(explorer, "%s", err.message);
	else if (list.size > 0)
		explorer_say(explorer, _("Workload kept: %.*s"), TEXT_ARGS(name));
	arena_done(&arena);
}

uint32_t explorer_count(const struct explorer *explorer)
{
	return query_run_count(explorer->run);
}

uint32_t explorer_row_at(struct explorer *explorer, uint32_t index)
{
	uint32_t row = UINT32_MAX, got = 0;

	query_run_rows(explorer->run, index, 1, &row, &got, explorer->interrupt);
	return got == 1 ? row : UINT32_MAX;
}

static void __attribute__((format(printf, 3, 0)))
say(struct explorer *explorer, bool is_bad, const char *format, va_list list)
{
	strbuf_clear(&explorer->message);
	strbuf_add_format_list(&explorer->message, format, list);
	explorer->is_message_bad = is_bad;
}

void explorer_say(struct explorer *explorer, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	say(explorer, false, format, list);
	va_end(list);
}

void explorer_complain(struct explorer *explorer, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	say(explorer, true, format, list);
	va_end(list);
}
