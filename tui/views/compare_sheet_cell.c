/* SPDX-License-Identifier: MIT */
/* A cell of the upright comparison: its lines, and how they are drawn. */
#include "tui/views/compare_sheet.h"

#include "catalog/base/message.h"

#include <string.h>

enum { TAIL_AT = 27 }; /* marks end in one line down the page, however wide the column is */

/* "† [3][4]" */
static struct text tail_of(const struct export_cell_parts *parts, struct arena *arena)
{
	struct export_cell_parts rest = *parts;

	rest.best = rest.value = rest.note = TEXT_NONE;
	return export_cell_join(&rest, arena);
}

/* As many whole numbers of sources as fit, with the sign that there are more. Nothing when none does. */
static struct text cut_tail(struct text tail, int room, struct arena *arena)
{
	size_t end = tail.size;

	if (text_width(tail) <= room)
		return tail;
	while (end > 0 &&
		(tail.bytes[end - 1] != ']' || text_width(text_slice(tail, 0, end)) + 1 > room))
		end--;
	return end > 0 ? arena_format(arena, "%.*s…", TEXT_ARGS(text_slice(tail, 0, end)))
		       : TEXT_NONE;
}

/* Sources that are too many for a line of their own may as well stand beside the value. */
static struct text tail_that_fits(struct text tail, int width, int used, struct arena *arena)
{
	if (text_width(tail) <= width)
		return tail;
	struct text beside = cut_tail(tail, width - used - 1, arena);
	return beside.size > 0 ? beside : cut_tail(tail, width, arena);
}

/* Wraps the value; note and tail go behind its last line, or below it when they do not fit. */
int compare_cell_lines(const struct export_cell_parts *parts, int width, struct arena *arena,
	struct compare_line lines[COMPARE_PARTS_MAX])
{
	struct text note = text_cut(arena, parts->note, width, false), tail = tail_of(parts, arena);
	size_t at = 0;
	int count = 0;

	memset(lines, 0, COMPARE_PARTS_MAX * sizeof(*lines));
	while (count < COMPARE_PARTS_MAX - 2) {
		lines[count].value = text_wrap(parts->value, &at, width);
		if (lines[count].value.size == 0)
			break;
		count++;
	}
	if (at < parts->value.size && count > 0)
		lines[count - 1].value = text_cut(arena,
			arena_format(arena, "%.*s …", TEXT_ARGS(lines[count - 1].value)), width,
			false);
	struct compare_line *last = &lines[count > 0 ? count - 1 : count++];
	int used = text_width(last->value);
	if (note.size > 0 && used + 1 + text_width(note) > width) {
		last = &lines[count++];
		used = 0;
	}
	last->note = note;
	used += note.size > 0 ? 1 + text_width(note) : 0;
	tail = tail_that_fits(tail, width, used, arena);
	if (tail.size > 0 && used + 1 + text_width(tail) > width)
		last = &lines[count++];
	last->tail = tail;
	return count;
}

/* Members by their short names: "SFT, RLHF" for what takes three lines in full. English has no names that are shorter and read as well. */
static struct text short_set(const struct field *field, const struct value *value,
	struct arena *arena)
{
	struct text text = TEXT_NONE;

	for (uint8_t i = 0; i < field->member_count; i++)
		if (value->is.mask >> i & 1)
			text = arena_format(arena, "%.*s%s%s", TEXT_ARGS(text),
				text.size > 0 ? ", " : "", member_brief(&field->members[i]));
	return text;
}

static bool wants_short(const struct field *field, const struct cell *cell, struct text full,
	int width)
{
	return field && field->kind == KIND_SET && message_language() != LANGUAGE_EN &&
		cell->value.state == VALUE_KNOWN && text_width(full) > 2 * width;
}

/* As exports write it; what is not disclosed in the word of the list where that keeps the marks on its line. */
struct export_cell_parts compare_cell_parts(const struct compare_sheet *sheet, size_t model,
	size_t column, bool is_ascii)
{
	const struct cell *cell = compare_sheet_cell(sheet, model, column);
	struct export_cell_parts parts = compare_sheet_parts(sheet, model, column, is_ascii);
	const struct field *field = sheet->table->columns[column].field;
	int tail = text_width(tail_of(&parts, sheet->arena)),
	    width = sheet->width - COMPARE_GUTTER - 1;

	if (wants_short(field, cell, parts.value, width))
		parts.value = short_set(field, &cell->value, sheet->arena);
	if (value_is_undisclosed(field, &cell->value) && text_width(parts.value) + 1 + tail > width)
		parts.value = cell->brief;
	return parts;
}

void compare_cell_draw(const struct compare_sheet *sheet, struct canvas *canvas, int x, int y,
	size_t model, const struct sheet_line *line)
{
	const struct cell *cell = compare_sheet_cell(sheet, model, (size_t)line->column);
	struct export_cell_parts parts = compare_cell_parts(sheet, model, (size_t)line->column,
		canvas->is_ascii);
	int width = sheet->width - COMPARE_GUTTER - 1;
	struct compare_line lines[COMPARE_PARTS_MAX];
	int count = compare_cell_lines(&parts, width, sheet->arena, lines);
	enum role role = cell->role == CELL_BEST ? ROLE_BEST
		: cell_is_known(cell)            ? ROLE_TEXT
						 : ROLE_DIM;

	if (line->part >= count)
		return;
	const struct compare_line *part = &lines[line->part];
	if (line->part == 0)
		canvas_text(canvas, x, y, COMPARE_GUTTER, ROLE_BEST, parts.best);
	x += COMPARE_GUTTER;
	int used = canvas_text(canvas, x, y, width, role, part->value);
	int note = text_width(part->note), tail = text_width(part->tail),
	    tail_space = tail + (tail > 0);
	if (note > 0) {
		int at = used + (used > 0);
		if (at < sheet->note_at && sheet->note_at + note + tail_space <= width)
			at = sheet->note_at;
		used = at + canvas_text(canvas, x + at, y, width - at, ROLE_TEXT, part->note);
	}
	if (tail > 0) {
		int end = width < TAIL_AT ? width : TAIL_AT, at = end - tail;
		if (at < used + 1)
			at = used + (used > 0);
		canvas_text(canvas, x + at, y, width - at, ROLE_DIM, part->tail);
	}
}
