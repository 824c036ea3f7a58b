/* SPDX-License-Identifier: MIT */
#include "state/saved.h"

#include "catalog/base/arena.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "state/lines.h"

#include <stdlib.h>
#include <string.h>

void saved_init(struct saved *saved)
{
	memset(saved, 0, sizeof(*saved));
}

void saved_done(struct saved *saved)
{
	for (size_t i = 0; i < saved->count; i++) {
		free(saved->items[i].name);
		free(saved->items[i].query);
	}
	free(saved->items);
	saved_init(saved);
}

int saved_find(const struct saved *saved, struct text name)
{
	for (size_t i = 0; i < saved->count; i++)
		if (text_equal_folded_ascii(text_of(saved->items[i].name), name))
			return (int)i;
	return -1;
}

static void take_out(struct saved *saved, size_t at)
{
	free(saved->items[at].name);
	free(saved->items[at].query);
	memmove(&saved->items[at], &saved->items[at + 1],
		(saved->count - at - 1) * sizeof(*saved->items));
	saved->count--;
}

static void put(struct saved *saved, struct text name, struct text query)
{
	int there = saved_find(saved, name);
	size_t at = 0;

	if (there >= 0)
		take_out(saved, (size_t)there);
	if (!query.bytes)
		return;
	saved->items = memory_grow(saved->items, &saved->capacity, saved->count + 1,
		sizeof(*saved->items));
	while (at < saved->count && text_compare(text_of(saved->items[at].name), name) < 0)
		at++;
	memmove(&saved->items[at + 1], &saved->items[at],
		(saved->count - at) * sizeof(*saved->items));
	saved->items[at] = (struct saved_query){ text_to_string(name), text_to_string(query) };
	saved->count++;
}

static void read_line(void *context, struct text line)
{
	struct arena arena;
	ptrdiff_t tab = text_find(line, TEXT("\t"));

	if (tab <= 0 || line.bytes[0] == '#')
		return;
	arena_init(&arena);
	struct text name = text_clean(&arena, text_slice(line, 0, (size_t)tab), NULL);
	struct text query = text_clean(&arena, text_slice(line, (size_t)tab + 1, line.size), NULL);
	if (name.size > 0)
		put(context, name, query.bytes ? query : TEXT(""));
	arena_done(&arena);
}

enum result saved_load(struct saved *saved, const char *path, struct error *err)
{
	return lines_load(path, read_line, saved, err);
}

struct change {
	struct text name, query;
};

static enum result merge(void *context, const char *path, struct strbuf *out, struct error *err)
{
	const struct change *change = context;
	struct saved file;

	saved_init(&file);
	enum result result = saved_load(&file, path, err);
	if (result == RESULT_OK)
		put(&file, change->name, change->query);
	for (size_t i = 0; i < file.count; i++)
		strbuf_add_format(out, "%s\t%s\n", file.items[i].name, file.items[i].query);
	saved_done(&file);
	return result;
}

enum result saved_put(struct saved *saved, const char *path, struct text name, struct text query,
	struct error *err)
{
	struct change change = { name, query };

	if (name.size == 0 || name.size > SAVED_NAME_MAX)
		return error_set(err, RESULT_USAGE, _("A name has 1 to %d bytes."), SAVED_NAME_MAX);
	enum result result = path ? lines_update(path, merge, &change, err) : RESULT_OK;
	if (result == RESULT_OK)
		put(saved, name, query);
	return result;
}
