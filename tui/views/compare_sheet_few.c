/* SPDX-License-Identifier: MIT */
/* A comparison of fewer than two models: what to do. */
#include "catalog/base/message.h"
#include "tui/views/compare_sheet.h"

/* The line below the sentence. */
static int draw_wrapped(struct canvas *canvas, struct rect area, int y, enum role role,
	const char *sentence)
{
	struct text text = text_of(sentence);
	size_t at = 0;

	while (at < text.size && y < area.y + area.height)
		canvas_text(canvas, area.x + 2, y++, area.width - 3, role,
			text_wrap(text, &at, area.width - 3));
	return y;
}

void compare_draw_too_few(const struct table *table, struct canvas *canvas, struct rect area)
{
	int y = area.y + (area.height >= 9);

	y = draw_wrapped(canvas, area, y, ROLE_STRONG,
		_("Mark two or more models first. Space marks."));
	y = draw_wrapped(canvas, area, y, ROLE_DIM,
		_("1 goes back to the list; marked models carry A, B, C and stay marked."));
	y = draw_wrapped(canvas, area, y, ROLE_DIM, _("+ finds a model by name and adds it here."));
	if (table->row_count == 1)
		canvas_format(canvas, area.x + 2, y, area.width - 3, ROLE_TEXT,
			_("Marked so far: %.*s"), TEXT_ARGS(table->ops->row_title(table, 0)));
}
