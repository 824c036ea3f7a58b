/* SPDX-License-Identifier: MIT */
#include "tui/calculation.h"

bool calculation_is_low(struct rect area)
{
	return area.height < 16;
}

bool calculation_is_tiny(struct rect area)
{
	return area.height < 7;
}

struct rect calculation_list(struct rect area, int note_lines)
{
	int above = calculation_is_tiny(area) ? 2 : calculation_is_low(area) ? 3 : 5;
	int below = calculation_is_tiny(area) ? 1 : calculation_is_low(area) ? 2 : 2 + note_lines;

	return (struct rect){ area.x + 1, area.y + above, area.width - 3,
		area.height - above - below };
}
