/* SPDX-License-Identifier: MIT */
/* cost_chart.h - cost against volume: models as lines, own hardware as a level one; where they cross it breaks even. Layer: tui/views. */
#ifndef TUI_VIEWS_COST_CHART_H
#define TUI_VIEWS_COST_CHART_H
#include "catalog/tables/table.h"
#include "tui/screen/canvas.h"

enum { COST_CHART_HEIGHT_MIN = 6 };
/* Of a row that has none of its own. */
void cost_chart_letter(const struct table *table, uint32_t row, char out[4]);
/* table: of table_cost_volumes; both axes are logarithmic. letter gives the mark of a row; rows without one are a, b, c ..., those without a model = . */
void cost_chart_draw(const struct table *table, struct canvas *canvas, struct rect rect,
	bool (*letter)(void *context, uint32_t index, char out[4]), void *context,
	struct arena *frame);
#endif
