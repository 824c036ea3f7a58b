/* SPDX-License-Identifier: MIT */
#include "state/history.h"

#include "catalog/base/arena.h"
#include "catalog/base/memory.h"
#include "catalog/base/strbuf.h"
#include "state/lines.h"

#include <stdlib.h>
#include <string.h>

enum { HISTORY_MAX = 500 };

void history_init(struct history *history)
{
	*history = (struct history){ 0 };
}

void history_done(struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		free(history->lines[i]);
	free(history->lines);
	*history = (struct history){ 0 };
}

static void take_out(struct history *history, size_t index)
{
	free(history->lines[index]);
	memmove(&history->lines[index], &history->lines[index + 1],
		(history->count - index - 1) * sizeof(*history->lines));
	history->count--;
}

void history_add(struct history *history, struct text line)
{
	if (line.size == 0)
		return;
	for (size_t i = 0; i < history->count; i++) {
		if (text_equal_string(line, history->lines[i])) {
			take_out(history, i);
			break;
		}
	}
	if (history->count == HISTORY_MAX)
		take_out(history, 0);
	history->lines = memory_grow(history->lines, &history->capacity, history->count + 1,
		sizeof(*history->lines));
	history->lines[history->count++] = text_to_string(line);
}

static void read_line(void *context, struct text line)
{
	struct arena arena;

	arena_init(&arena);
	history_add(context, text_clean(&arena, line, NULL));
	arena_done(&arena);
}

enum result history_load(struct history *history, const char *path, struct error *err)
{
	return lines_load(path, read_line, history, err);
}

/* Lines of the file first, then this copy's: what was typed last stands last. */
static enum result merge(void *context, const char *path, struct strbuf *out, struct error *err)
{
	const struct history *now = context;
	struct history both;

	history_init(&both);
	enum result result = history_load(&both, path, err);
	for (size_t i = 0; i < now->count; i++)
		history_add(&both, text_of(now->lines[i]));
	for (size_t i = 0; i < both.count; i++)
		strbuf_add_format(out, "%s\n", both.lines[i]);
	history_done(&both);
	return result;
}

enum result history_save(const struct history *history, const char *path, struct error *err)
{
	return history->count == 0 ? RESULT_OK : lines_update(path, merge, (void *)history, err);
}
