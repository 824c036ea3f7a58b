/* SPDX-License-Identifier: MIT */
#include "tui/views/cost_chart.h"

#include "catalog/advice/cost_table.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdio.h>

enum { LABEL = 13, ROWS_MAX = 26 };

struct chart {
	struct rect rect;
	double low, high; /* logarithms of USD */
	size_t volumes;
	const struct cell *cells; /* rows x columns; the first column is the name */
	size_t columns;
};

static double usd_at(const struct chart *chart, uint32_t row, size_t volume)
{
	const struct cell *cell = &chart->cells[row * chart->columns + 1 + volume];
	return cell->value.state == VALUE_KNOWN && cell->value.is.number > 0
		? log10(cell->value.is.number)
		: (double)NAN;
}

static int chart_y(const struct chart *chart, double usd)
{
	double share = (usd - chart->low) / (chart->high - chart->low);
	return chart->rect.y + chart->rect.height - 1 -
		(int)round(share * (chart->rect.height - 1));
}

static void set_range(struct chart *chart, uint32_t rows)
{
	chart->low = INFINITY;
	chart->high = -INFINITY;
	for (uint32_t row = 0; row < rows; row++)
		for (size_t i = 0; i < chart->volumes; i++) {
			double usd = usd_at(chart, row, i);
			if (isnan(usd))
				continue;
			chart->low = fmin(chart->low, floor(usd));
			chart->high = fmax(chart->high, ceil(usd));
		}
	if (chart->low == chart->high) /* one level line */
		chart->high++;
}

/* Between two volumes the line is straight: cost grows with the volume, or stays. */
static void draw_line(const struct chart *chart, struct canvas *canvas, uint32_t row,
	enum role role, const char *mark)
{
	for (int x = 0; x < chart->rect.width; x += 2) {
		double at = (double)x * (double)(chart->volumes - 1) / (chart->rect.width - 1);
		size_t left = (size_t)at < chart->volumes - 1 ? (size_t)at : chart->volumes - 2;
		double a = usd_at(chart, row, left), b = usd_at(chart, row, left + 1);
		if (isnan(a + b))
			continue;
		int y = chart_y(chart, a + (b - a) * (at - (double)left));
		canvas_text(canvas, chart->rect.x + x, y, 1, role, text_of(mark));
	}
}

static void draw_axes(const struct chart *chart, const struct table *table, struct canvas *canvas)
{
	int step = (int)ceil((chart->high - chart->low) / (chart->rect.height - 1));

	for (double power = chart->low; power <= chart->high; power += step > 1 ? step : 1) {
		struct strbuf word;
		strbuf_init(&word);
		number_print(&word, UNIT_USD, pow(10, power));
		canvas_text_right(canvas, chart->rect.x - LABEL, chart_y(chart, power), LABEL - 1,
			ROLE_DIM, strbuf_text(&word));
		strbuf_done(&word);
	}
	for (size_t i = 0; i < chart->volumes; i++) {
		struct strbuf volume;
		strbuf_init(&volume);
		number_print(&volume, UNIT_TOKENS, table_cost_volume(table, i));
		int x = chart->rect.x +
			(int)((double)(chart->rect.width - 1) * (double)i /
				(double)(chart->volumes - 1)),
		    width = text_width(strbuf_text(&volume));
		bool is_last = i + 1 == chart->volumes;
		canvas_text(canvas, is_last ? x - width + 1 : x, chart->rect.y + chart->rect.height,
			width, ROLE_DIM, strbuf_text(&volume));
		strbuf_done(&volume);
	}
}

void cost_chart_letter(const struct table *table, uint32_t row, char out[4])
{
	bool is_model = table->ops->row_id(table, row).size > 0;

	snprintf(out, 4, "%c", is_model ? (char)('a' + (int)(row % 26)) : '=');
}

void cost_chart_draw(const struct table *table, struct canvas *canvas, struct rect rect,
	bool (*letter)(void *context, uint32_t index, char out[4]), void *context,
	struct arena *frame)
{
	uint32_t rows = table->row_count < ROWS_MAX ? table->row_count : ROWS_MAX;
	struct cell *cells = ARENA_ARRAY(frame, struct cell, rows * table->column_count + 1);
	struct chart chart = { .rect = { rect.x + LABEL, rect.y, rect.width - LABEL - 2,
				       rect.height - 2 },
		.volumes = table->column_count - 1,
		.cells = cells,
		.columns = table->column_count };

	if (rect.height < COST_CHART_HEIGHT_MIN || chart.rect.width < 20 || chart.volumes < 2)
		return;
	for (uint32_t row = 0; row < rows; row++)
		table->ops->row(table, row, frame, cells + row * table->column_count);
	set_range(&chart, rows);
	if (!(chart.low < chart.high))
		return;
	draw_axes(&chart, table, canvas);
	for (uint32_t row = 0; row < rows; row++) {
		bool is_model = table->ops->row_id(table, row).size > 0;
		char mark[4];
		if (!letter(context, row, mark))
			cost_chart_letter(table, row, mark);
		draw_line(&chart, canvas, row, is_model ? ROLE_MARK : ROLE_BEST, mark);
	}
}
