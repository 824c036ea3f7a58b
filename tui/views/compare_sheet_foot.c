/* SPDX-License-Identifier: MIT */
/* The line below a comparison. */
#include "catalog/base/message.h"
#include "tui/views/compare_sheet.h"

void compare_sheet_draw_foot(const struct compare_sheet *sheet, bool is_only_differences,
	struct canvas *canvas, struct rect area)
{
	const struct table *table = sheet->table;
	const struct table_column *column = compare_sheet_column(sheet);
	struct arena *arena = sheet->arena;
	int y = area.y + area.height - 1;
	struct text left = TEXT_NONE,
		    right = arena_format(arena,
			    _("%s best  %s reported  %s inferred  %s sources differ"),
			    canvas_sign(canvas, SIGN_BEST), canvas_sign(canvas, SIGN_REPORTED),
			    canvas_sign(canvas, SIGN_INFERRED), canvas_sign(canvas, SIGN_CONFLICT));

	if (column && column->note.size > 0)
		left = arena_format(arena, "%.*s · %.*s", TEXT_ARGS(column->title),
			TEXT_ARGS(column->note));
	else if (is_only_differences)
		left = arena_format(arena,
			P_("%u equal row hidden · d shows it",
				"%u equal rows hidden · d shows them", table->hidden_equal),
			table->hidden_equal);
	else if (table->hidden_asked > 0)
		left = arena_format(arena,
			P_("%u row hidden · z shows it", "%u rows hidden · z shows them",
				table->hidden_asked),
			table->hidden_asked);
	size_t below = compare_sheet_hidden(sheet);
	if (below > 0 && table->is_transposed)
		left = arena_format(arena, "%s %zu%s%.*s", canvas_sign(canvas, SIGN_DOWN), below,
			left.size > 0 ? " · " : "", TEXT_ARGS(left));
	int room = area.width - 2, legend = text_width(right);
	int used = canvas_text_cut(canvas, area.x + 1, y, room, ROLE_DIM, left);
	if (legend + (used > 0 ? used + 2 : 0) <= room)
		canvas_text(canvas, area.x + 1 + room - legend, y, legend, ROLE_DIM, right);
}
