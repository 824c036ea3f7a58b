/* SPDX-License-Identifier: MIT */
#include "state/marks.h"

#include "catalog/base/arena.h"
#include "catalog/base/memory.h"
#include "catalog/base/strbuf.h"
#include "state/lines.h"

#include <stdlib.h>
#include <string.h>

void marks_init(struct marks *marks)
{
	*marks = (struct marks){ 0 };
}

void marks_done(struct marks *marks)
{
	for (size_t i = 0; i < marks->count; i++) {
		free(marks->items[i].id);
		free(marks->items[i].note);
	}
	free(marks->items);
	*marks = (struct marks){ 0 };
}

int marks_find(const struct marks *marks, struct text id)
{
	for (size_t i = 0; i < marks->count; i++)
		if (text_equal_string(id, marks->items[i].id))
			return (int)i;
	return -1;
}

static void add(struct marks *marks, struct text id, struct text note)
{
	marks->items = memory_grow(marks->items, &marks->capacity, marks->count + 1,
		sizeof(*marks->items));
	marks->items[marks->count++] = (struct mark){ .id = text_to_string(id),
		.note = text_to_string(note) };
}

void marks_copy(struct marks *to, const struct marks *from)
{
	marks_done(to);
	for (size_t i = 0; i < from->count; i++)
		add(to, text_of(from->items[i].id), text_of(from->items[i].note));
}

bool marks_are_same(const struct marks *a, const struct marks *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i].id, b->items[i].id) != 0 ||
			strcmp(a->items[i].note, b->items[i].note) != 0)
			return false;
	return true;
}

static void take_out(struct marks *marks, size_t index)
{
	free(marks->items[index].id);
	free(marks->items[index].note);
	memmove(&marks->items[index], &marks->items[index + 1],
		(marks->count - index - 1) * sizeof(*marks->items));
	marks->count--;
}

bool marks_toggle(struct marks *marks, struct text id)
{
	int index = marks_find(marks, id);

	if (index >= 0) {
		take_out(marks, (size_t)index);
		return false;
	}
	add(marks, id, TEXT_NONE);
	return true;
}

void marks_move(struct marks *marks, size_t from, size_t to)
{
	if (from >= marks->count || to >= marks->count)
		return;
	struct mark moved = marks->items[from];
	if (from < to)
		memmove(&marks->items[from], &marks->items[from + 1], (to - from) * sizeof(moved));
	else
		memmove(&marks->items[to + 1], &marks->items[to], (from - to) * sizeof(moved));
	marks->items[to] = moved;
}

void marks_note(struct marks *marks, size_t index, struct text note)
{
	if (index >= marks->count)
		return;
	free(marks->items[index].note);
	marks->items[index].note = text_to_string(note);
}

void marks_letter(size_t index, char out[4])
{
	size_t at = 0;

	if (index >= 26 * 27) {
		strcpy(out, "+");
		return;
	}
	if (index >= 26)
		out[at++] = (char)('A' + index / 26 - 1);
	out[at++] = (char)('A' + index % 26);
	out[at] = '\0';
}

static void read_line(void *context, struct text line)
{
	struct marks *marks = context;
	struct arena arena;

	arena_init(&arena);
	ptrdiff_t tab = text_find(line, TEXT("\t"));
	struct text id = text_clean(&arena, text_slice(line, 0, tab < 0 ? line.size : (size_t)tab),
		NULL);
	struct text note = tab < 0
		? TEXT_NONE
		: text_clean(&arena, text_slice(line, (size_t)tab + 1, line.size), NULL);
	if (id.size > 0 && id.bytes[0] != '#' && marks_find(marks, id) < 0)
		add(marks, id, note);
	arena_done(&arena);
}

enum result marks_load(struct marks *marks, const char *path, struct error *err)
{
	return lines_load(path, read_line, marks, err);
}

struct marks_merge {
	const struct marks *now, *loaded;
};

/* What another copy added since stays, what it took out stays out; what this copy did is done again. */
static enum result merge(void *context, const char *path, struct strbuf *out, struct error *err)
{
	const struct marks_merge *change = context;
	struct marks file;

	marks_init(&file);
	enum result result = marks_load(&file, path, err);
	if (result != RESULT_OK)
		return result;
	for (size_t i = 0; i < change->now->count; i++) { /* this copy's order first */
		const struct mark *mark = &change->now->items[i];
		struct text id = text_of(mark->id);
		if (marks_find(&file, id) < 0 && marks_find(change->loaded, id) >= 0)
			continue; /* taken out elsewhere */
		strbuf_add_format(out, "%s\t%s\n", mark->id, mark->note);
	}
	for (size_t i = 0; i < file.count; i++) {
		struct text id = text_of(file.items[i].id);
		if (marks_find(change->now, id) < 0 && marks_find(change->loaded, id) < 0)
			strbuf_add_format(out, "%s\t%s\n", file.items[i].id, file.items[i].note);
	}
	marks_done(&file);
	return RESULT_OK;
}

enum result marks_save(struct marks *marks, const struct marks *loaded, const char *path,
	struct error *err)
{
	struct marks_merge change = { marks, loaded };

	return marks_are_same(marks, loaded) ? RESULT_OK : lines_update(path, merge, &change, err);
}
