/* SPDX-License-Identifier: MIT */
#include "state/warning_groups.h"

#include "catalog/base/message.h"
#include "catalog/store/store.h"

#include <stdlib.h>
#include <string.h>

struct warning {
	struct text line,
		sentence;      /* "FILE:LINE:COLUMN: $.path: sentence", and the sentence alone */
	uint32_t place, times; /* among all; of the first of a group */
};

/* Behind ":LINE:COLUMN: ", and behind a path that follows it. */
static struct text sentence_of(struct text line)
{
	for (size_t at = 0; at < line.size; at++) {
		size_t row = line.bytes[at] == ':' ? text_digits(line, at + 1) : 0,
		       middle = at + 1 + row,
		       column = row > 0 && middle < line.size && line.bytes[middle] == ':'
			? text_digits(line, middle + 1)
			: 0;
		if (column == 0)
			continue;
		struct text rest = text_slice(line, middle + 1 + column, line.size);
		if (!text_starts_with(rest, TEXT(": ")))
			continue;
		rest = text_slice(rest, 2, rest.size);
		ptrdiff_t path = text_starts_with(rest, TEXT("$")) ? text_find(rest, TEXT(": "))
								   : -1;
		return path < 0 ? rest : text_slice(rest, (size_t)path + 2, rest.size);
	}
	return line;
}

static int by_sentence(const void *a, const void *b)
{
	const struct warning *one = a, *two = b;
	int order = text_compare(one->sentence, two->sentence);

	return order != 0 ? order : (one->place > two->place) - (one->place < two->place);
}

static int by_times(const void *a, const void *b)
{
	const struct warning *one = a, *two = b;

	if (one->times != two->times)
		return one->times > two->times ? -1 : 1;
	return (one->place > two->place) - (one->place < two->place);
}

/* The first of each group stays. */
static size_t group(struct warning *warnings, size_t count)
{
	size_t kept = 0;

	if (count > 0)
		qsort(warnings, count, sizeof(*warnings), by_sentence);
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && text_equal(warnings[kept - 1].sentence, warnings[i].sentence))
			warnings[kept - 1].times++;
		else
			warnings[kept++] = warnings[i];
	}
	if (kept > 0)
		qsort(warnings, kept, sizeof(*warnings), by_times);
	return kept;
}

/* In the arena, with room for one more. */
static struct text *group_lines(const struct text *lines, size_t told, struct arena *arena,
	size_t *count)
{
	struct warning *warnings = ARENA_ARRAY(arena, struct warning, told + 1);
	struct text *out = ARENA_ARRAY(arena, struct text, told + 1);

	for (size_t i = 0; i < told; i++)
		warnings[i] = (struct warning){ lines[i], sentence_of(lines[i]), (uint32_t)i, 1 };
	*count = group(warnings, told);
	for (size_t i = 0; i < *count; i++)
		out[i] = warnings[i].times == 1
			? warnings[i].line
			: arena_format(arena, _("%.*s (%u times, here first)"),
				  TEXT_ARGS(warnings[i].line), warnings[i].times);
	return out;
}

const struct text *warning_groups_of(const struct text *lines, size_t line_count,
	struct arena *arena, size_t *count)
{
	return group_lines(lines, line_count, arena, count);
}

const struct text *warning_groups(const struct store *store, struct arena *arena, size_t *count)
{
	uint32_t told = store_warning_count(store), all = store_warned_count(store);
	struct text *lines = ARENA_ARRAY(arena, struct text, (size_t)told + 1);

	for (uint32_t i = 0; i < told; i++)
		lines[i] = arena_copy(arena, store_warning(store, i));
	struct text *out = group_lines(lines, told, arena, count);
	if (all > told)
		out[(*count)++] = arena_format(arena,
			P_("... and %u warning more, of which only the number is kept",
				"... and %u warnings more, of which only the number is kept",
				all - told),
			all - told);
	return out;
}
