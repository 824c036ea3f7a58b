/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_list_draw.h"

#include "catalog/base/message.h"
#include "catalog/query/search.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NEAR_MAX = 12 };

/* Place among the keys of sort:; -1: not sorted by it. */
static int sort_place(const struct explorer *explorer, const struct table_column *column)
{
	for (size_t i = 0; column->field && i < explorer->query.sort_count; i++)
		if (explorer->query.sort[i].field == column->field->id)
			return (int)i;
	return -1;
}

/* "SWE-bench Pro (public)": what stands in brackets is the first to go. */
static struct text without_brackets(struct text title)
{
	int64_t at = text_find(title, TEXT(" ("));

	return at > 0 ? text_slice(title, 0, (size_t)at) : title;
}

static struct text alias_of(const struct table_column *column)
{
	bool has_alias = column->field && column->field->alias && message_language() == LANGUAGE_EN;

	return has_alias ? text_of(column->field->alias) : without_brackets(column->brief);
}

int list_head_cells(const struct table_column *column)
{
	int brief = text_width(column->brief), alias = text_width(alias_of(column));

	return alias < brief ? alias : brief;
}

/* The short name that fits: the brief title, else the alias, cut as names are, whose ends tell them apart; capitals where the script has them. */
static struct text head_of(const struct table_column *column, int width, bool is_ascii,
	struct arena *arena)
{
	struct text head = column->brief;

	if (text_width(head) > width)
		head = alias_of(column);
	head = text_cut_name(arena, head, width, is_ascii);
	char *upper = arena_get(arena, head.size + 1);
	for (size_t i = 0; i < head.size; i++)
		upper[i] = (char)(head.bytes[i] >= 'a' && head.bytes[i] <= 'z' ? head.bytes[i] - 32
									       : head.bytes[i]);
	return (struct text){ upper, head.size };
}

void list_draw_head(const struct list_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect row, bool is_focused, struct arena *frame)
{
	int x = row.x + BROWSE_GUTTER, arrow = -1;
	struct list_away away = list_columns_away(pane);

	for (size_t i = 0; i < pane->table->column_count; i++) {
		const struct table_column *column = &pane->table->columns[i];
		int width = pane->widths[i];
		if (width == 0)
			continue;
		enum role role = is_focused && i == pane->column ? ROLE_ACCENT : ROLE_DIM;
		int sorted = sort_place(explorer, column);
		int used = width;
		struct text head = head_of(column, width, canvas->is_ascii, frame);
		if (column->alignment == ALIGN_RIGHT)
			canvas_text_right(canvas, x, row.y, width, role, head);
		else
			used = canvas_text_cut(canvas, x, row.y, width, role, head);
		if (sorted >= 0) { /* the first key stands out */
			arrow = x + used;
			canvas_put_sign(canvas, arrow, row.y, sorted == 0 ? ROLE_ACCENT : ROLE_DIM,
				explorer->query.sort[sorted].is_descending ? SIGN_DOWN : SIGN_UP);
		}
		x += list_step(pane, i);
	}
	int end = row.x + row.width - 1;
	if (away.right > 0 && arrow != end) /* there are more columns: > goes to them */
		canvas_put_sign(canvas, end, row.y, ROLE_DIM, SIGN_LEADS_ON);
	if (away.left > 0)
		canvas_text(canvas, row.x + BROWSE_GUTTER - 2, row.y, 1, ROLE_DIM, TEXT("<"));
}

struct text list_away_text(const struct list_pane *pane, const struct keymap *keymap, int cells,
	struct arena *arena)
{
	struct list_away away = list_columns_away(pane);
	char back[32] = "", onward[32] = "";

	if (away.left + away.right == 0 || pane->scroll.count == 0)
		return TEXT_NONE;
	if (away.left > 0)
		keymap_key(keymap, ACTION_MOVE_LEFT, back);
	if (away.right > 0)
		keymap_key(keymap, ACTION_MOVE_RIGHT, onward);
	struct text keys = arena_format(arena, "%s%s%s", back, *back && *onward ? " " : "", onward);
	unsigned count = (unsigned)(away.left + away.right);
	struct text text = arena_format(arena,
		P_("%.*s %u more column", "%.*s %u more columns", count), TEXT_ARGS(keys), count);
	if (text_width(text) > cells)
		text = arena_format(arena, P_("%.*s %u column", "%.*s %u columns", count),
			TEXT_ARGS(keys), count);
	return text_width(text) <= cells ? text : TEXT_NONE;
}

static enum role cell_role(const struct table_column *column, const struct cell *cell)
{
	if (!cell_is_known(cell))
		return ROLE_DIM;
	if (column->field && column->field->id == FIELD_LICENSE && cell->value.state == VALUE_KNOWN)
		return cell->value.is.choice == 0    ? ROLE_CLOSED
			: cell->value.is.choice == 1 ? ROLE_OPEN_WEIGHT
						     : ROLE_OPEN_SOURCE;
	return column->alignment == ALIGN_RIGHT ? ROLE_NUMBER : ROLE_TEXT;
}

/* Signs stand right behind the value, at most in the gap to the next column: figures end in one line down the page. In ASCII the sign is a letter,
 * apart from the value where the cells behind it, and a blank behind it, are free: "1.05M r", "free r". */
static void draw_cell(struct canvas *canvas, int x, int y, int width, int room,
	const struct table_column *column, const struct cell *cell, enum role role)
{
	int used = width;

	if (column->alignment == ALIGN_RIGHT)
		canvas_text_right(canvas, x, y, width, role, cell->brief);
	else
		used = canvas_text_cut(canvas, x, y, width, role, cell->brief);
	if (canvas->is_ascii && used + 3 <= width + room)
		used++;
	canvas_text(canvas, x + used, y, 1, ROLE_DIM, text_of(table_mark(cell, canvas->is_ascii)));
}

/* Cells behind a column that nothing of this row takes; the last one has the edge behind it. */
static int room_behind(const struct list_pane *pane, size_t at, const struct cell *cells)
{
	size_t next = at + 1;
	int gap = pane->gaps[at];

	while (next < pane->table->column_count && pane->widths[next] == 0)
		next++;
	if (next == pane->table->column_count)
		return gap + 1;
	int left = pane->widths[next] - text_width(cells[next].brief);
	bool is_free = list_step(pane, at) == pane->widths[at] + gap &&
		pane->table->columns[next].alignment == ALIGN_RIGHT;
	return is_free && left > 0 ? gap + left : gap;
}

static void highlight(struct canvas *canvas, const struct explorer *explorer, int x, int y,
	int width, struct text name)
{
	size_t from, size;

	if (!search_match(&explorer->query, name, &from, &size))
		return;
	int before = text_width(text_slice(name, 0, from)),
	    cells = text_width(text_slice(name, from, size));
	if (before + cells <= width)
		canvas_text(canvas, x + before, y, cells, ROLE_MATCH, text_slice(name, from, size));
}

/* near: the clause that keeps the model out, NULL when it is in. */
void list_draw_model(const struct list_pane *pane, struct explorer *explorer, struct canvas *canvas,
	struct rect row, uint32_t model, struct text name, const struct clause *near)
{
	int x = row.x + BROWSE_GUTTER;
	char letter[4];

	if (explorer_mark_letter(explorer, model, letter)) {
		int used = canvas_text(canvas, row.x + 2, row.y, 2, ROLE_MARK, text_of(letter));
		if (used == 1 && explorer_note(explorer, model).size > 0)
			canvas_text(canvas, row.x + 3, row.y, 1, ROLE_DIM, TEXT("\""));
	}
	const struct cell *cells = list_cells_of(pane->cells_of, pane->table, model);
	for (size_t i = 0; i < pane->table->column_count; i++) {
		const struct table_column *column = &pane->table->columns[i];
		int width = pane->widths[i];
		if (width == 0)
			continue;
		struct cell cell = cells[i];
		bool fails = near && near->kind == CLAUSE_FIELD && near->field == column->field->id;
		if (list_is_name(column))
			cell.brief = name;
		enum role role = fails                 ? ROLE_WARN
			: near && list_is_name(column) ? ROLE_DIM
						       : cell_role(column, &cell);
		draw_cell(canvas, x, row.y, width, room_behind(pane, i, cells), column, &cell,
			role);
		if (list_is_name(column) && !near)
			highlight(canvas, explorer, x, row.y, width, cell.brief);
		if (list_step(pane, i) > width + pane->gaps[i] && !near)
			list_bar_draw(canvas, x + width + pane->gaps[i], row.y,
				list_bar_share(&pane->bar, &cell.value));
		x += list_step(pane, i);
	}
}

/* What has none of the words that were typed is near to nothing. */
static bool fail_by_words(const struct explorer *explorer, const struct near_miss *misses,
	size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum clause_kind kind = explorer->query.clauses[misses[i].clause].kind;
		if (kind != CLAUSE_WORD && kind != CLAUSE_REGEX && kind != CLAUSE_FUZZY)
			return false;
	}
	return true;
}

/* Rows one filter away, each with the filter that keeps it out. */
void list_draw_near(const struct list_pane *pane, struct explorer *explorer, struct canvas *canvas,
	struct rect area, int from, struct arena *frame)
{
	struct near_miss misses[NEAR_MAX];
	uint32_t rows[NEAR_MAX], total;
	int room = area.y + area.height - from - 1;

	if (room < 3 || explorer->query.clause_count < 2) /* one filter away from everything */
		return;
	size_t count = query_run_near(explorer->run, misses,
		room - 1 < NEAR_MAX ? (size_t)room - 1 : NEAR_MAX, &total);
	if (fail_by_words(explorer, misses, count))
		return;
	canvas_format(canvas, area.x + BROWSE_GUTTER, from + 1, area.width - BROWSE_GUTTER,
		ROLE_HEADING, _("NEAR MISSES, one filter away: %u"), total);
	for (size_t i = 0; i < count; i++)
		rows[i] = misses[i].row;
	struct text *names = list_names(pane, explorer, rows, (uint32_t)count, frame);
	for (size_t i = 0; i < count; i++)
		list_draw_model(pane, explorer, canvas,
			(struct rect){ area.x, from + 2 + (int)i, area.width, 1 }, rows[i],
			names[i], &explorer->query.clauses[misses[i].clause]);
}
