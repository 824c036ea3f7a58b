/* SPDX-License-Identifier: MIT */
#include "state/workloads.h"

#include "catalog/base/arena.h"
#include "catalog/base/memory.h"
#include "catalog/base/strbuf.h"
#include "state/lines.h"

#include <stdlib.h>
#include <string.h>

enum { WORKLOADS_MAX = 200 };

void workloads_init(struct workloads *workloads)
{
	*workloads = (struct workloads){ 0 };
}

void workloads_done(struct workloads *workloads)
{
	for (size_t i = 0; i < workloads->count; i++) {
		free(workloads->items[i].name);
		free(workloads->items[i].list);
	}
	free(workloads->items);
	workloads_init(workloads);
}

int workloads_find(const struct workloads *workloads, struct text name)
{
	for (size_t i = 0; i < workloads->count; i++)
		if (text_equal_string(name, workloads->items[i].name))
			return (int)i;
	return -1;
}

static void take_out(struct workloads *workloads, size_t index)
{
	free(workloads->items[index].name);
	free(workloads->items[index].list);
	memmove(&workloads->items[index], &workloads->items[index + 1],
		(workloads->count - index - 1) * sizeof(*workloads->items));
	workloads->count--;
}

void workloads_put(struct workloads *workloads, struct text name, struct text list)
{
	int found = workloads_find(workloads, name);

	if (found >= 0)
		take_out(workloads, (size_t)found);
	if (name.size == 0 || list.size == 0 || workloads->count == WORKLOADS_MAX)
		return;
	workloads->items = memory_grow(workloads->items, &workloads->capacity, workloads->count + 1,
		sizeof(*workloads->items));
	workloads->items[workloads->count++] = (struct saved_workload){ text_to_string(name),
		text_to_string(list) };
}

static void read_line(void *context, struct text line)
{
	struct arena arena;
	ptrdiff_t tab = text_find(line, TEXT("\t"));

	if (tab <= 0)
		return;
	arena_init(&arena);
	workloads_put(context, text_clean(&arena, text_slice(line, 0, (size_t)tab), NULL),
		text_clean(&arena, text_slice(line, (size_t)tab + 1, line.size), NULL));
	arena_done(&arena);
}

enum result workloads_load(struct workloads *workloads, const char *path, struct error *err)
{
	return lines_load(path, read_line, workloads, err);
}

struct change {
	struct text name, list;
};

static enum result merge(void *context, const char *path, struct strbuf *out, struct error *err)
{
	const struct change *change = context;
	struct workloads all;

	workloads_init(&all);
	enum result result = workloads_load(&all, path, err);
	workloads_put(&all, change->name, change->list);
	for (size_t i = 0; i < all.count; i++)
		strbuf_add_format(out, "%s\t%s\n", all.items[i].name, all.items[i].list);
	workloads_done(&all);
	return result;
}

enum result workloads_keep(const char *path, struct text name, struct text list, struct error *err)
{
	struct change change = { name, list };

	return lines_update(path, merge, &change, err);
}
