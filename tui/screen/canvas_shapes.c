/* SPDX-License-Identifier: MIT */
/* Rules that join where they meet, boxes, bars. */
#include "tui/screen/canvas_parts.h"

#include <string.h>

/* Lines join where they meet: bits up 1, down 2, left 4, right 8. */
static const char *const joints[16] = {
	" ",
	"│",
	"│",
	"│",
	"─",
	"┘",
	"┐",
	"┤",
	"─",
	"└",
	"┌",
	"├",
	"─",
	"┴",
	"┬",
	"┼",
};

static int joint_of(const struct canvas_cell *cell)
{
	if (cell->cluster[0] != joints[3][0])
		return 0;
	for (int i = 3; i < 16; i++) /* 3: the plain vertical; 12: the plain horizontal */
		if (i != 4 && i != 8 && strcmp(cell->cluster, joints[i]) == 0)
			return i;
	return 0;
}

static void joint_put(struct canvas *canvas, int x, int y, int bits)
{
	if (!is_inside(canvas, x, y))
		return;
	if (canvas->is_ascii) {
		const char *old = cell_at(canvas, x, y)->cluster;
		bool crosses = (strcmp(old, "|") == 0 && (bits & 12)) ||
			(strcmp(old, "-") == 0 && (bits & 3));
		const char *line = crosses || strcmp(old, "+") == 0 ? "+" : bits & 3 ? "|" : "-";
		if ((bits & 3) && (bits & 12))
			line = "+";
		canvas_put(canvas, x, y, ROLE_BORDER, text_of(line), 1);
		return;
	}
	bits |= joint_of(cell_at(canvas, x, y));
	canvas_put(canvas, x, y, ROLE_BORDER, text_of(joints[bits & 15]), 1);
}

void canvas_rule(struct canvas *canvas, int x, int y, int cells)
{
	for (int i = 0; i < cells; i++)
		joint_put(canvas, x + i, y, 12);
}

void canvas_rule_down(struct canvas *canvas, int x, int y, int cells)
{
	/* The ends grow into a horizontal rule just outside, if there is one. */
	if (cells > 0 && is_inside(canvas, x, y - 1) && joint_of(cell_at(canvas, x, y - 1)) & 12)
		joint_put(canvas, x, y - 1, 2);
	if (cells > 0 && is_inside(canvas, x, y + cells) &&
		joint_of(cell_at(canvas, x, y + cells)) & 12)
		joint_put(canvas, x, y + cells, 1);
	for (int i = 0; i < cells; i++)
		joint_put(canvas, x, y + i, 3);
}

void canvas_box(struct canvas *canvas, struct rect rect, struct text title, struct text foot)
{
	if (rect.width < 2 || rect.height < 2)
		return;
	int right = rect.x + rect.width - 1, bottom = rect.y + rect.height - 1;

	struct rect ground = rect;
	if (rect.x == 1 && right == canvas->width - 2) /* nothing stands out of a box by a cell */
		ground = (struct rect){ 0, rect.y, canvas->width, rect.height };
	canvas_fill(canvas, ground, ROLE_TEXT);
	for (int x = rect.x + 1; x < right; x++) {
		joint_put(canvas, x, rect.y, 12);
		joint_put(canvas, x, bottom, 12);
	}
	for (int y = rect.y + 1; y < bottom; y++) {
		joint_put(canvas, rect.x, y, 3);
		joint_put(canvas, right, y, 3);
	}
	joint_put(canvas, rect.x, rect.y, 2 | 8);
	joint_put(canvas, right, rect.y, 2 | 4);
	joint_put(canvas, rect.x, bottom, 1 | 8);
	joint_put(canvas, right, bottom, 1 | 4);
	if (title.size > 0 && rect.width > 6) {
		int used = canvas_text_cut(canvas, rect.x + 2, rect.y, rect.width - 5, ROLE_STRONG,
			title);
		canvas_text(canvas, rect.x + 1, rect.y, 1, ROLE_BORDER, TEXT(" "));
		canvas_text(canvas, rect.x + 2 + used, rect.y, 1, ROLE_BORDER, TEXT(" "));
	}
	if (foot.size > 0 && rect.width > 6) {
		int used = canvas_text_cut(canvas, rect.x + 2, bottom, rect.width - 5, ROLE_DIM,
			foot);
		canvas_text(canvas, rect.x + 1, bottom, 1, ROLE_BORDER, TEXT(" "));
		canvas_text(canvas, rect.x + 2 + used, bottom, 1, ROLE_BORDER, TEXT(" "));
	}
}

void canvas_bar(struct canvas *canvas, int x, int y, int cells, enum role role, double share)
{
	static const char *const eighths[8] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };

	if (!(share > 0) || cells <= 0)
		return;
	int units = (int)((share > 1 ? 1 : share) * cells * 8 + 0.5);
	if (units == 0)
		units = 1;
	for (int i = 0; i < units / 8; i++)
		canvas_text(canvas, x + i, y, 1, role, canvas->is_ascii ? TEXT("#") : TEXT("█"));
	if (units % 8 != 0 && !canvas->is_ascii)
		canvas_text(canvas, x + units / 8, y, 1, role, text_of(eighths[units % 8]));
	else if (units < 8 && canvas->is_ascii)
		canvas_text(canvas, x, y, 1, role, TEXT("."));
}
