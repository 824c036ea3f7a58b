/* SPDX-License-Identifier: MIT */
/* Which columns of the list are seen, how wide they are and how far apart. */
#include "tui/views/browse_list.h"

enum {
	NAME_MIN = 15,
	NAME_GOOD = 20,
	NAME_ROOMY = 22,
	NAME_WHOLE = 24,
	NAME_MAX = 44,
	TERM_READ = 24,
	HEAD_READ = 12,
	FIGURE = 5 /* 1.05M, 16.00 */
};

bool list_is_name(const struct table_column *column)
{
	return column->field && column->field->id == FIELD_NAME;
}

int list_step(const struct list_pane *pane, size_t column)
{
	if (pane->widths[column] == 0)
		return 0;
	bool has_bar = pane->bar_cells > 0 && pane->table->columns[column].field == pane->bar.field;
	return pane->widths[column] + pane->gaps[column] + (has_bar ? pane->bar_cells + 1 : 0);
}

struct list_away list_columns_away(const struct list_pane *pane)
{
	struct list_away away = { 0 };

	for (size_t i = 0; pane->table && i < pane->table->column_count; i++) {
		if (pane->widths[i] > 0)
			continue;
		if (i < pane->first)
			away.left++;
		else
			away.right++;
	}
	return away;
}

/* Cells that the widest value takes, as far as the field says so: words of a choice, figures of a unit. Else all of the column. */
static int filled(const struct table_column *column, int width)
{
	const struct field *field = column->field;
	int widest = 0;

	if (column->is_sized || !field)
		return width;
	if (field->unit == UNIT_PARAMETERS && width < column->width) /* only of those on record */
		return FIGURE;
	if (field->id == FIELD_QUALITY) /* the place of a hundred is hardly ever taken */
		return width - 1;
	if (field->kind == KIND_NUMBER &&
		(field->unit == UNIT_TOKENS || field->unit == UNIT_SCORE ||
			field->unit == UNIT_USD_PER_MTOK))
		return width < FIGURE ? width : FIGURE;
	if (field->kind != KIND_CHOICE)
		return width;
	for (uint8_t i = 0; i < field->member_count; i++) {
		int cells = text_width(text_of(member_column(&field->members[i])));
		widest = cells > widest ? cells : widest;
	}
	return widest < width ? widest : width;
}

static size_t seen_after(const struct list_pane *pane, size_t column)
{
	size_t next = column + 1;

	while (next < pane->table->column_count && pane->widths[next] == 0)
		next++;
	return next;
}

static bool fills_head(const struct list_pane *pane, size_t at)
{
	return text_width(pane->table->columns[at].brief) >= pane->widths[at];
}

/* Cells behind the column that the list is sorted by, so that a blank is left between its arrow and the next head; 0: it leaves one itself. */
static int gap_of_arrow(const struct list_pane *pane, size_t at, size_t next)
{
	const struct table_column *columns = pane->table->columns;
	int head = list_head_cells(&columns[at]);

	if (!columns[at].field || columns[at].field->id != pane->sorted ||
		(columns[next].alignment == ALIGN_RIGHT && !fills_head(pane, next)))
		return 0;
	if (columns[at].alignment == ALIGN_RIGHT || head > pane->widths[at])
		head = pane->widths[at];
	return head + 2 - pane->widths[at];
}

/* In ASCII the sign is a letter, apart from the value by a blank. Where cells are few that blank is not set aside before figures: nearly all of
 * them leave it themselves. */
static int sign_cells(const struct list_pane *pane, size_t next)
{
	bool is_before_figures = pane->table->columns[next].alignment == ALIGN_RIGHT;

	return pane->is_ascii && (pane->has_letters_apart || !is_before_figures) ? 2 : 1;
}

/* Cells behind a column: the sign of its widest value stands there, and a blank before what the next column holds, unless figures leave that
 * blank themselves. The name has no sign. */
static int gap_behind(const struct list_pane *pane, size_t at)
{
	const struct table_column *columns = pane->table->columns, *column = &columns[at];
	size_t next = seen_after(pane, at);
	bool is_right = column->alignment == ALIGN_RIGHT;
	int least = pane->is_apart ? 2 : is_right || fills_head(pane, at);

	if (list_is_name(column) || next == pane->table->column_count)
		return pane->is_apart || (pane->is_ascii && !list_is_name(column)) ? 2 : 1;
	int arrow = gap_of_arrow(pane, at, next);
	least = arrow > least ? arrow : least;
	int taken = is_right ? pane->widths[at] : filled(column, pane->widths[at]);
	int blank_there = columns[next].alignment == ALIGN_RIGHT
		? pane->widths[next] - filled(&columns[next], pane->widths[next])
		: 0;
	int gap = taken + sign_cells(pane, next) + 1 - blank_there - pane->widths[at];
	return gap > least ? gap : least;
}

/* Sets the gaps; returns the cells that are left beside the name's least. */
static int measure(struct list_pane *pane)
{
	const struct table *table = pane->table;
	int left = pane->cells - BROWSE_GUTTER;

	for (size_t i = 0; i < table->column_count; i++) {
		pane->gaps[i] = gap_behind(pane, i);
		left -= pane->widths[i] > 0 ? pane->widths[i] + pane->gaps[i] : 0;
	}
	return left;
}

/* Modalities, and of the usual columns the architecture, which the pane beside the list tells too: they wait for the other columns, and of the
 * usual ones for names that can be read. Not where the person goes to them. */
static bool waits(const struct list_pane *pane, size_t column)
{
	const struct field *field = pane->table->columns[column].field;

	if (pane->first > 0 || !field || (column == pane->column && pane->is_usual))
		return false;
	return field->group == GROUP_MODALITY ||
		(field->id == FIELD_ARCHITECTURE && pane->is_usual);
}

/* Not of the usual columns: the order or a bound brought it. */
static bool is_brought(const struct list_pane *pane, size_t column)
{
	const struct field *field = pane->table->columns[column].field;
	const uint16_t *usual;
	size_t count = table_default_fields(&usual);

	if (!pane->is_usual || !field || (field->id != pane->sorted && field->id != pane->bounded))
		return false;
	for (size_t i = 0; i < count; i++)
		if (usual[i] == field->id)
			return false;
	return true;
}

/* Of a column that was brought no more than its head and its figures take. */
static int wished(const struct list_pane *pane, size_t at)
{
	const struct table_column *column = &pane->table->columns[at];
	int head = list_head_cells(column), figures = filled(column, column->width);

	if (!is_brought(pane, at) || column->is_sized)
		return column->width;
	if (column->field->unit == UNIT_PARAMETERS && column->field->id != pane->sorted)
		figures = FIGURE; /* a bound leaves out those whose makers do not say */
	if (head > HEAD_READ)
		head = HEAD_READ;
	return head > figures ? head : figures;
}

static void seat(struct list_pane *pane, size_t column, int for_name)
{
	pane->widths[column] = wished(pane, column);
	if (measure(pane) < for_name - NAME_MIN)
		pane->widths[column] = 0;
}

/* Whether it was not there before and is now. */
static bool seat_field(struct list_pane *pane, uint16_t field)
{
	for (size_t i = pane->first; i < pane->table->column_count; i++)
		if (pane->widths[i] == 0 && pane->table->columns[i].field &&
			pane->table->columns[i].field->id == field) {
			seat(pane, i, NAME_MIN);
			return pane->widths[i] > 0 && is_brought(pane, i);
		}
	return false;
}

/* Columns take their wished width from the left as long as there is room beside the name's least: that which the list is sorted by before all
 * others, then that which a bound was set to, and beside such a one others as long as names can be read; some wait for the others, and are the
 * first to go. */
static void choose_columns(struct list_pane *pane, size_t name_at)
{
	const struct table *table = pane->table;

	for (size_t i = 0; i < table->column_count; i++)
		pane->widths[i] = 0;
	if (name_at < table->column_count)
		pane->widths[name_at] = table->columns[name_at].is_sized
			? table->columns[name_at].width
			: NAME_MIN;
	bool is_narrowed = seat_field(pane, pane->sorted);
	is_narrowed = seat_field(pane, pane->bounded) || is_narrowed;
	for (int round = 0; round < 2; round++)
		for (size_t i = pane->first; i < table->column_count; i++)
			if (i != name_at && pane->widths[i] == 0 && waits(pane, i) == (round == 1))
				seat(pane, i,
					is_narrowed || (round == 1 && pane->is_usual) ? NAME_GOOD
										      : NAME_MIN);
}

static bool leaves_room(struct list_pane *pane)
{
	return measure(pane) >= NAME_ROOMY - NAME_MIN;
}

/* Where the name has room all columns stand further apart, or the letters of ASCII from figures at least. */
static void move_apart(struct list_pane *pane)
{
	pane->is_apart = pane->has_letters_apart = true;
	if (leaves_room(pane))
		return;
	pane->is_apart = false;
	if (leaves_room(pane))
		return;
	pane->has_letters_apart = false;
	measure(pane);
}

/* Cells that a column would like to have beside those of the field table: for its values, and for the whole name of a benchmark. */
static int wanted_more(const struct list_pane *pane, size_t at)
{
	const struct table_column *column = &pane->table->columns[at];
	const struct field *field = column->field;

	if (column->is_sized || !field || list_is_name(column) || field->group == GROUP_MODALITY ||
		pane->widths[at] == 0)
		return 0;
	if (field->unit == UNIT_SCORE)
		return list_head_cells(column) - pane->widths[at];
	return (field->kind == KIND_CATEGORY ? TERM_READ : field_value_width(field)) -
		pane->widths[at];
}

/* Values are not cut while there is room, nor against the person's will. Terms (whose model it is) and heads of benchmarks wait until most names
 * are whole, and take what there is. */
static void widen(struct list_pane *pane)
{
	for (size_t i = 0; i < pane->table->column_count; i++) {
		const struct field *field = pane->table->columns[i].field;
		bool is_term = field && (field->kind == KIND_CATEGORY || field->unit == UNIT_SCORE);
		int reserve = is_term ? NAME_WHOLE - NAME_MIN : 0, more = wanted_more(pane, i);
		if (is_term && more > measure(pane) - reserve)
			more = measure(pane) - reserve;
		if (more <= 0)
			continue;
		pane->widths[i] += more;
		if (measure(pane) < reserve)
			pane->widths[i] -= more;
	}
}

/* The name, which never scrolls away, gets what is left. */
void list_lay_out(struct list_pane *pane)
{
	const struct table *table = pane->table;
	size_t name_at = 0;

	while (name_at < table->column_count && !list_is_name(&table->columns[name_at]))
		name_at++;
	bool has_name = name_at < table->column_count && !table->columns[name_at].is_sized;
	pane->is_apart = pane->has_letters_apart = false;
	choose_columns(pane, name_at);
	move_apart(pane);
	widen(pane);
	int left = measure(pane);
	pane->bar_cells = 0;
	if (has_name && pane->bar.field && NAME_MIN + left - LIST_BAR_CELLS - 1 >= NAME_ROOMY) {
		pane->bar_cells = LIST_BAR_CELLS;
		left -= LIST_BAR_CELLS + 1;
	}
	if (has_name) {
		int name = pane->widths[name_at] + left;
		pane->widths[name_at] = name > NAME_MAX ? NAME_MAX : name;
	}
}
