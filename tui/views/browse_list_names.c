/* SPDX-License-Identifier: MIT */
/* Names as they fit the list, told apart. */
#include "tui/views/browse_list.h"

struct name {
	struct text whole, cut, behind; /* behind: how many others it stands for */
	int cells;                      /* for the name alone */
};

/* From the word in which a differs from b on. */
static struct text difference(struct text a, struct text b)
{
	size_t from = 0;

	while (from < a.size && from < b.size && a.bytes[from] == b.bytes[from])
		from++;
	from -= text_last_word(text_slice(a, 0, from)).size;
	return text_slice(a, from, a.size);
}

static bool look_alike(const struct name *a, const struct name *b)
{
	return text_equal(a->cut, b->cut) && !text_equal(a->whole, b->whole);
}

/* A name is told apart from the next one in the order that it looks like, else from the one before. */
static struct text tell_apart(const struct list_pane *pane, const struct name *names,
	uint32_t count, uint32_t at, bool *has_twin, struct arena *arena)
{
	const struct name *name = &names[at];

	for (uint32_t i = 1; i < count; i++) {
		const struct name *other = &names[(at + i) % count];
		if (!look_alike(name, other))
			continue;
		*has_twin = true;
		return text_cut_before(arena, name->whole, difference(name->whole, other->whole),
			name->cells, pane->is_ascii);
	}
	return name->cut;
}

/* "Q…235B…Instruct": of names that differ in more than one place, what this one has there and its end. */
static struct text tell_twice(const struct list_pane *pane, const struct name *name,
	const struct name *other, struct arena *arena)
{
	enum { PREFIX = 2 };
	const char *gap = pane->is_ascii ? "~" : "…";
	struct text rest = difference(name->whole, other->whole), end = text_last_word(name->whole);
	struct text word = text_next_part(&rest, ' ');
	int room = name->cells - PREFIX - 2 - text_width(word);

	if (room < PREFIX || text_equal(word, end))
		return name->cut;
	end = text_cut(arena, end, room, pane->is_ascii);
	return arena_format(arena, "%.*s%s%.*s%s%.*s",
		TEXT_ARGS(text_fit(name->whole, PREFIX + room - text_width(end), NULL)), gap,
		TEXT_ARGS(word), gap, TEXT_ARGS(end));
}

/* All of them, as they are seen together; true when some two looked alike. */
static bool tell_all_apart(const struct list_pane *pane, struct name *names, uint32_t count,
	struct text *out, struct arena *arena)
{
	bool has_twins = false;

	for (uint32_t i = 0; i < count; i++)
		out[i] = tell_apart(pane, names, count, i, &has_twins, arena);
	for (uint32_t i = 0; i < count; i++)
		names[i].cut = out[i];
	return has_twins;
}

struct text *list_names(const struct list_pane *pane, struct explorer *explorer,
	const uint32_t *rows, uint32_t count, struct arena *arena)
{
	struct name *names = ARENA_ARRAY(arena, struct name, count + 1);
	struct text *out = ARENA_ARRAY(arena, struct text, count + 1);
	size_t column = 0;

	while (column < pane->table->column_count && !list_is_name(&pane->table->columns[column]))
		column++;
	if (column == pane->table->column_count)
		return out;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t folded = query_run_folded(explorer->run, rows[i]);
		struct name *name = &names[i];
		name->whole = list_cells_of(pane->cells_of, pane->table, rows[i])[column].brief;
		name->behind = folded > 0 ? arena_format(arena, " +%u", folded) : TEXT_NONE;
		name->cells = pane->widths[column] - text_width(name->behind);
		name->cut = text_cut_name(arena, name->whole, name->cells, pane->is_ascii);
	}
	bool has_twins = tell_all_apart(pane, names, count, out, arena);
	for (uint32_t i = 0; i < count; i++) {
		for (uint32_t j = 1; has_twins && j < count && text_equal(out[i], names[i].cut);
			j++)
			if (look_alike(&names[i], &names[(i + j) % count]))
				out[i] = tell_twice(pane, &names[i], &names[(i + j) % count],
					arena);
		if (names[i].behind.size > 0)
			out[i] = arena_format(arena, "%.*s%.*s", TEXT_ARGS(out[i]),
				TEXT_ARGS(names[i].behind));
	}
	return out;
}
