/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_areas.h"

#include "catalog/base/bounds.h"

enum {
	PANES_WIDTH = 24,
	PANES_ROOMY = 28, /* where nobody misses four cells */
	ROOMY = 160,
	PANES_MIN = 16,
	DETAIL_WIDTH = 36,
	DETAIL_MIN = 24,
	WIDE = 120,
	MEDIUM = 80
};

static int panes_width(const struct browse_areas *areas, int width)
{
	return areas->panes_width > 0 ? clamp(areas->panes_width, PANES_MIN, width / 3)
		: width >= ROOMY      ? PANES_ROOMY
				      : PANES_WIDTH;
}

static int detail_width(const struct browse_areas *areas, int width)
{
	if (areas->detail_width > 0)
		return clamp(areas->detail_width, DETAIL_MIN, width / 2);
	return DETAIL_WIDTH + (width > WIDE ? (width - WIDE) / 3 : 0);
}

void browse_areas_lay_out(struct browse_areas *areas, struct rect area, enum focus focus,
	bool shows_detail)
{
	struct rect none = { 0, 0, 0, 0 };
	int panes = panes_width(areas, area.width);
	bool is_detail = shows_detail || focus == FOCUS_DETAIL;

	for (int i = 0; i < FOCUS_COUNT; i++)
		areas->of[i] = none;
	if (area.width >= WIDE) {
		int right = detail_width(areas, area.width);
		areas->of[FOCUS_PANES] = (struct rect){ area.x, area.y, panes, area.height };
		areas->of[FOCUS_LIST] = (struct rect){ panes + 1, area.y,
			area.width - panes - 2 - right, area.height };
		areas->of[FOCUS_DETAIL] = (struct rect){ area.width - right, area.y, right,
			area.height };
	} else if (area.width >= MEDIUM) {
		struct rect rest = { panes + 1, area.y, area.width - panes - 1, area.height };
		areas->of[FOCUS_PANES] = (struct rect){ area.x, area.y, panes, area.height };
		areas->of[is_detail ? FOCUS_DETAIL : FOCUS_LIST] = rest;
	} else {
		areas->of[focus] = area;
	}
}

void browse_areas_draw_rules(const struct browse_areas *areas, struct canvas *canvas,
	struct rect area)
{
	if (area.width >= MEDIUM)
		canvas_rule_down(canvas, panes_width(areas, area.width), area.y, area.height);
	if (area.width >= WIDE)
		canvas_rule_down(canvas, area.width - detail_width(areas, area.width) - 1, area.y,
			area.height);
}

bool browse_areas_are_beside(const struct browse_areas *areas)
{
	return areas->of[FOCUS_LIST].width > 0 && areas->of[FOCUS_DETAIL].width > 0;
}

enum focus browse_areas_at(const struct browse_areas *areas, int x, int y)
{
	int i = 0;

	while (i < FOCUS_COUNT && !rect_has(areas->of[i], x, y))
		i++;
	return (enum focus)i;
}

void browse_areas_drag(struct browse_areas *areas, int from_x, int from_y, int x)
{
	const struct rect *panes = &areas->of[FOCUS_PANES], *detail = &areas->of[FOCUS_DETAIL];
	int right = detail->x + detail->width;

	if (from_y < panes->y || panes->width == 0)
		return;
	if (from_x == panes->x + panes->width)
		areas->panes_width = x > 0 ? x : 1;
	else if (browse_areas_are_beside(areas) && from_x == detail->x - 1)
		areas->detail_width = right - x - 1 > 0 ? right - x - 1 : 1;
}
