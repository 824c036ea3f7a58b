/* SPDX-License-Identifier: MIT */
/* The shortlist of the explorer: marks, ranges of them, notes. */
#include "catalog/base/bits.h"
#include "tui/explorer.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"

#include <stdlib.h>

/* The rows of is:marked follow the marks. */
static void marks_changed(struct explorer *explorer)
{
	for (size_t i = 0; i < explorer->query.clause_count; i++) {
		const struct clause *clause = &explorer->query.clauses[i];
		if (clause->kind == CLAUSE_IS && clause->word.is == IS_MARKED) {
			explorer->is_stale = true;
			explorer_refresh(explorer);
			break;
		}
	}
}

static bool is_marked(const struct explorer *explorer, uint32_t row)
{
	return bit_has(explorer->marked, row);
}

/* What somebody wrote does not go with one key press: it waits until the model is marked again, as long as the program runs. */
static void put_note_by(struct explorer *explorer, struct text id)
{
	int at = marks_find(&explorer->marks, id), by;

	if (at < 0 || explorer->marks.items[at].note[0] == '\0')
		return;
	if (marks_find(&explorer->put_by, id) < 0)
		marks_toggle(&explorer->put_by, id);
	by = marks_find(&explorer->put_by, id);
	marks_note(&explorer->put_by, (size_t)by, text_of(explorer->marks.items[at].note));
}

static void bring_note_back(struct explorer *explorer, struct text id)
{
	int by = marks_find(&explorer->put_by, id);

	if (by < 0)
		return;
	marks_note(&explorer->marks, explorer->marks.count - 1,
		text_of(explorer->put_by.items[by].note));
	marks_toggle(&explorer->put_by, id);
}

static void toggle(struct explorer *explorer, uint32_t row)
{
	struct text id = store_id(explorer->store, row);

	put_note_by(explorer, id);
	bool is_now = marks_toggle(&explorer->marks, id);

	if (is_now) {
		bring_note_back(explorer, id);
		bit_set(explorer->marked, row);
		explorer->marks.items[explorer->marks.count - 1].is_here = true;
		explorer->marked_count++;
	} else {
		bit_clear(explorer->marked, row);
		explorer->marked_count--;
	}
}

void explorer_toggle_mark(struct explorer *explorer, uint32_t row)
{
	bool has_note = explorer_note(explorer, row).size > 0;

	toggle(explorer, row);
	marks_changed(explorer);
	if (has_note)
		explorer_say(explorer,
			_("No longer marked: %.*s; its note comes back with the mark."),
			TEXT_ARGS(store_title(explorer->store, row)));
}

/* Letters come in the order of walking, up or down. A few rows: no key that waits may leave some of them out. */
uint32_t explorer_mark_range(struct explorer *explorer, uint32_t from, uint32_t to)
{
	uint32_t low = from < to ? from : to, count = (from < to ? to : from) - low + 1;
	uint32_t *rows = memory_get(count * sizeof(*rows)), got = 0, added = 0;

	if (query_run_rows(explorer->run, low, count, rows, &got, NULL) != RESULT_OK)
		got = 0;
	for (uint32_t i = 0; i < got; i++) {
		uint32_t row = rows[from < to ? i : got - 1 - i];
		if (is_marked(explorer, row))
			continue;
		toggle(explorer, row);
		added++;
	}
	free(rows);
	marks_changed(explorer);
	return added;
}

struct text explorer_note(const struct explorer *explorer, uint32_t row)
{
	int index = is_marked(explorer, row)
		? marks_find(&explorer->marks, store_id(explorer->store, row))
		: -1;

	return index < 0 ? TEXT_NONE : text_of(explorer->marks.items[index].note);
}

void explorer_set_note(struct explorer *explorer, uint32_t row, struct text note)
{
	if (!is_marked(explorer, row) && note.size == 0)
		return;
	if (!is_marked(explorer, row))
		explorer_toggle_mark(explorer, row);
	int index = marks_find(&explorer->marks, store_id(explorer->store, row));
	if (index >= 0)
		marks_note(&explorer->marks, (size_t)index, note);
}

bool explorer_mark_letter(const struct explorer *explorer, uint32_t row, char out[4])
{
	if (!is_marked(explorer, row))
		return false;
	int index = marks_find(&explorer->marks, store_id(explorer->store, row));
	if (index < 0)
		return false;
	size_t place = 0; /* among those that this catalog has */
	for (int i = 0; i < index; i++)
		place += explorer->marks.items[i].is_here;
	marks_letter(place, out);
	return true;
}

size_t explorer_marked_rows(const struct explorer *explorer, struct arena *arena,
	const uint32_t **rows)
{
	uint32_t *out = ARENA_ARRAY(arena, uint32_t, explorer->marks.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < explorer->marks.count; i++)
		if (store_find_id(explorer->store, text_of(explorer->marks.items[i].id),
			    &out[count]))
			count++;
	*rows = out;
	return count;
}

/* --- keeping ---------------------------------------------------------------------------------------- */

bool explorer_wants_keeping(const struct explorer *explorer)
{
	return explorer->marks_path && !explorer->has_failed_to_keep &&
		!marks_are_same(&explorer->marks, &explorer->marks_kept);
}

enum result explorer_keep(struct explorer *explorer, struct error *err)
{
	if (!explorer->marks_path)
		return RESULT_OK;
	enum result result = marks_save(&explorer->marks, &explorer->marks_kept,
		explorer->marks_path, err);
	explorer->has_failed_to_keep = result != RESULT_OK;
	if (result == RESULT_OK)
		marks_copy(&explorer->marks_kept, &explorer->marks);
	return result;
}

enum result explorer_keep_all(struct explorer *explorer, struct error *err)
{
	enum result result = explorer_keep(explorer, err);

	if (result == RESULT_OK && explorer->history_path)
		result = history_save(&explorer->history, explorer->history_path, err);
	if (result == RESULT_OK && explorer->searches_path)
		result = history_save(&explorer->searches, explorer->searches_path, err);
	return result;
}
