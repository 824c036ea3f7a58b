/* SPDX-License-Identifier: MIT */
#include "tui/screen/chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { Y_LABEL_MAX = 12, X_TICK_CELLS = 9, Y_TICK_LINES = 3, CLOUD_CELLS = 5 };

/* Where the points lie within the area: what is left by labels and axes. */
struct frame {
	struct rect inner;
	int labels; /* cells of the labels at the left */
	struct plot_tick *x_ticks, *y_ticks;
	size_t x_count, y_count;
};

static struct frame lay_out(const struct plot *plot, struct rect area, struct arena *arena)
{
	struct frame frame = { .labels = 1 };

	frame.y_count = plot_scale_ticks(&plot->y_scale,
		(size_t)(area.height - 2 > 0 ? (area.height - 2) / Y_TICK_LINES + 1 : 0), arena,
		&frame.y_ticks);
	for (size_t i = 0; i < frame.y_count; i++) {
		int width = text_width(frame.y_ticks[i].label);
		frame.labels = width > frame.labels ? width : frame.labels;
	}
	if (frame.labels > Y_LABEL_MAX)
		frame.labels = Y_LABEL_MAX;
	int width = area.width - frame.labels - 3, height = area.height - 2;
	frame.inner = (struct rect){ area.x + frame.labels + 2, area.y, width > 0 ? width : 0,
		height > 0 ? height : 0 };
	frame.x_count = plot_scale_ticks(&plot->x_scale, (size_t)(frame.inner.width / X_TICK_CELLS),
		arena, &frame.x_ticks);
	return frame;
}

/* In parts of a Braille cell: two across, four down; a cell is where its part lies, so that dots, signs and cursor agree. */
static int part_across(const struct frame *frame, double place)
{
	return (int)(place * (frame->inner.width * 2 - 1) + 0.5);
}

static int part_down(const struct frame *frame, double place)
{
	int parts = frame->inner.height * 4;
	return parts - 1 - (int)(place * (parts - 1) + 0.5);
}

static int column_of(const struct frame *frame, double place)
{
	return part_across(frame, place) / 2;
}

static int line_of(const struct frame *frame, double place)
{
	return part_down(frame, place) / 4;
}

static const char *sign(const struct canvas *canvas, const char *unicode, const char *ascii)
{
	return canvas->is_ascii ? ascii : unicode;
}

static void draw_axes(const struct frame *frame, struct canvas *canvas)
{
	const struct rect *inner = &frame->inner;
	int axis = inner->x - 1, base = inner->y + inner->height, free_from = inner->x - 1;

	for (int y = 0; y < inner->height; y++)
		canvas_text(canvas, axis, inner->y + y, 1, ROLE_BORDER,
			text_of(sign(canvas, "│", "|")));
	canvas_text(canvas, axis, base, 1, ROLE_BORDER, text_of(sign(canvas, "└", "+")));
	for (int x = 0; x < inner->width; x++)
		canvas_text(canvas, inner->x + x, base, 1, ROLE_BORDER,
			text_of(sign(canvas, "─", "-")));
	for (size_t i = 0; i < frame->y_count; i++) {
		int y = inner->y + line_of(frame, frame->y_ticks[i].place);
		canvas_text_right(canvas, axis - 1 - frame->labels, y, frame->labels, ROLE_DIM,
			frame->y_ticks[i].label);
		canvas_text(canvas, axis, y, 1, ROLE_BORDER, text_of(sign(canvas, "┤", "+")));
	}
	for (size_t i = 0; i < frame->x_count; i++) {
		int x = inner->x + column_of(frame, frame->x_ticks[i].place),
		    width = text_width(frame->x_ticks[i].label), from = x - width / 2;
		if (from + width > inner->x + inner->width + 1)
			from = inner->x + inner->width + 1 - width;
		if (from < free_from)
			continue;
		canvas_text(canvas, x, base, 1, ROLE_BORDER, text_of(sign(canvas, "┬", "+")));
		canvas_text(canvas, from, base + 1, width, ROLE_DIM, frame->x_ticks[i].label);
		free_from = from + width + 2;
	}
}

/* Bits of a Braille cell: two columns of four dots. */
static int braille_bit(int x, int y)
{
	static const uint8_t bits[2][4] = { { 0x01, 0x02, 0x04, 0x40 },
		{ 0x08, 0x10, 0x20, 0x80 } };
	return bits[x & 1][y & 3];
}

struct dots { /* of a cell */
	uint8_t pattern;
	uint16_t points;
	bool has_other;
};

/* Few points stand each for itself, many as a cloud of Braille dots; in ASCII the sign says how many there are, as far as it matters. */
static void draw_dots(struct canvas *canvas, int x, int y, const struct dots *dots, bool is_cloud)
{
	char cluster[5] = { 0 };
	const char *ascii = dots->points > 9 ? "#" : dots->points > 1 ? "O" : "o";

	if (is_cloud)
		text_encode((uint32_t)(0x2800 + dots->pattern), cluster);
	else
		memcpy(cluster, "•", sizeof("•"));
	canvas_text(canvas, x, y, 1, dots->points > 1 && !is_cloud ? ROLE_STRONG : ROLE_TEXT,
		text_of(canvas->is_ascii ? ascii : cluster));
}

static void draw_points(const struct chart *chart, const struct frame *frame, struct canvas *canvas,
	struct arena *arena)
{
	const struct plot *plot = chart->plot;
	int width = frame->inner.width, height = frame->inner.height;
	bool is_cloud = plot->matching * CLOUD_CELLS > (size_t)width * (size_t)height;
	struct dots *cells = arena_get_array(arena, (size_t)width * (size_t)height, sizeof(*cells));

	for (size_t i = 0; i < plot->count; i++) {
		const struct plot_point *point = &plot->points[i];
		int x = part_across(frame, point->x_place), y = part_down(frame, point->y_place);
		struct dots *cell = &cells[(y / 4) * width + x / 2];
		if (!point->is_matching) {
			cell->has_other = true;
			continue;
		}
		cell->pattern = (uint8_t)(cell->pattern | braille_bit(x, y));
		cell->points += cell->points < UINT16_MAX;
	}
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			const struct dots *cell = &cells[y * width + x];
			if (cell->pattern)
				draw_dots(canvas, frame->inner.x + x, frame->inner.y + y, cell,
					is_cloud);
			else if (cell->has_other)
				canvas_put_sign(canvas, frame->inner.x + x, frame->inner.y + y,
					ROLE_DIM, SIGN_DOT);
		}
}

/* A marked model on the frontier: its letter stands for both, the legend says "A 1". */
static bool is_named_before(const struct chart *chart, size_t label)
{
	for (size_t i = 0; i < label; i++)
		if (chart->labels[i].point == chart->labels[label].point)
			return true;
	return false;
}

/* In its cell when no label stands there, else in a cell beside it; what finds no room is in the legend. */
static void draw_labels(const struct chart *chart, const struct frame *frame, struct canvas *canvas,
	struct arena *arena)
{
	static const int steps[][2] = { { 0, 0 }, { 1, 0 }, { -1, 0 }, { 0, -1 }, { 0, 1 } };
	int width = frame->inner.width, height = frame->inner.height;
	bool *taken = ARENA_ARRAY(arena, bool, (size_t)width *(size_t)height);

	for (size_t i = 0; i < chart->label_count; i++) {
		const struct chart_label *label = &chart->labels[i];
		const struct plot_point *point = &chart->plot->points[label->point];
		int cells = (int)strlen(label->text), column = column_of(frame, point->x_place),
		    line = line_of(frame, point->y_place);
		if (is_named_before(chart, i))
			continue;
		for (size_t s = 0; s < sizeof(steps) / sizeof(steps[0]); s++) {
			int x = column + steps[s][0] * (steps[s][0] > 0 ? 1 : cells),
			    y = line + steps[s][1];
			bool is_free = x >= 0 && y >= 0 && x + cells <= width && y < height;
			for (int c = -1; is_free && c <= cells; c++) /* two numbers never touch */
				is_free = x + c < 0 || x + c >= width || !taken[y * width + x + c];
			if (!is_free)
				continue;
			canvas_text(canvas, frame->inner.x + x, frame->inner.y + y, cells,
				label->role, text_of(label->text));
			for (int c = 0; c < cells; c++)
				taken[y * width + x + c] = true;
			break;
		}
	}
}

/* The cell is selected and both axes show where it is. */
static void draw_cursor(const struct chart *chart, const struct frame *frame, struct canvas *canvas)
{
	const struct rect *inner = &frame->inner;

	if (chart->cursor == CHART_NONE || (size_t)chart->cursor >= chart->plot->count)
		return;
	const struct plot_point *point = &chart->plot->points[chart->cursor];
	int x = inner->x + column_of(frame, point->x_place),
	    y = inner->y + line_of(frame, point->y_place);
	canvas_text(canvas, inner->x - 1, y, 1, ROLE_ACCENT, text_of(sign(canvas, "┝", ">")));
	canvas_text(canvas, x, inner->y + inner->height, 1, ROLE_ACCENT,
		text_of(sign(canvas, "┷", "^")));
	int cells = 1;
	for (size_t i = 0; i < chart->label_count; i++)
		if (chart->labels[i].point == (uint32_t)chart->cursor &&
			strncmp(canvas->cells[y * canvas->width + x].cluster, chart->labels[i].text,
				1) == 0)
			cells = (int)strlen(chart->labels[i].text);
	canvas_select(canvas, (struct rect){ x, y, cells, 1 }, true);
	canvas_cursor(canvas, x, y);
}

void chart_draw(const struct chart *chart, struct canvas *canvas, struct rect area,
	struct arena *arena)
{
	struct frame frame = lay_out(chart->plot, area, arena);

	if (frame.inner.width < 2 || frame.inner.height < 1)
		return;
	canvas_clip(canvas, area);
	draw_axes(&frame, canvas);
	draw_points(chart, &frame, canvas, arena);
	draw_labels(chart, &frame, canvas, arena);
	draw_cursor(chart, &frame, canvas);
	canvas_clip_none(canvas);
}

static bool is_reachable(const struct chart *chart, size_t point)
{
	if (chart->plot->points[point].is_matching)
		return true;
	for (size_t i = 0; i < chart->label_count; i++)
		if (chart->labels[i].point == point)
			return true;
	return false;
}

long chart_find(const struct chart *chart, struct rect area, int x, int y, struct arena *arena)
{
	struct frame frame = lay_out(chart->plot, area, arena);
	double best = INFINITY;
	long found = CHART_NONE;

	if (frame.inner.width < 2 || frame.inner.height < 1)
		return CHART_NONE;
	for (size_t i = 0; i < chart->plot->count; i++) {
		const struct plot_point *point = &chart->plot->points[i];
		double across = frame.inner.x + column_of(&frame, point->x_place) - x,
		       down = frame.inner.y + line_of(&frame, point->y_place) - y;
		double distance = across * across + 4 * down * down; /* a cell is twice as high */
		if (distance < best && is_reachable(chart, i)) {
			best = distance;
			found = (long)i;
		}
	}
	return found;
}

size_t chart_labels(const struct plot *plot, const struct plot_mark *marks, size_t mark_count,
	struct arena *arena, struct chart_label **labels)
{
	size_t count = 0;

	*labels = ARENA_ARRAY(arena, struct chart_label, mark_count + plot->frontier_count + 1);
	for (size_t m = 0; m < mark_count; m++)
		for (size_t i = 0; i < plot->count; i++) {
			if (plot->points[i].row != marks[m].row)
				continue;
			struct chart_label *label = &(*labels)[count++];
			label->point = (uint32_t)i;
			label->role = ROLE_MARK;
			snprintf(label->text, sizeof(label->text), "%s", marks[m].letter);
			break;
		}
	for (size_t i = 0; i < plot->frontier_count; i++) {
		struct chart_label *label = &(*labels)[count++];
		label->point = plot->frontier[i];
		label->role = ROLE_BEST;
		snprintf(label->text, sizeof(label->text), "%zu", (i + 1) % 100000);
	}
	return count;
}

/* The signs of a point in the legend: "A", "1", or "A 1" for a marked one on the frontier, which is named once. */
static bool legend_sign(const struct chart *chart, size_t label, char out[24])
{
	uint32_t point = chart->labels[label].point;
	uint32_t number = chart->plot->points[point].frontier;
	bool is_mark = chart->labels[label].role == ROLE_MARK;

	if (!is_mark && is_named_before(chart, label))
		return false;
	if (is_mark && number > 0)
		snprintf(out, 24, "%s %u", chart->labels[label].text, number);
	else
		snprintf(out, 24, "%s", chart->labels[label].text);
	return true;
}

int chart_legend(const struct chart *chart, struct canvas *canvas, struct rect area)
{
	int x = 0, y = 0;

	for (size_t i = 0; i < chart->label_count && area.height > 0; i++) {
		const struct chart_label *label = &chart->labels[i];
		struct text name = store_title(chart->plot->store,
			chart->plot->points[label->point].row);
		char signs[24];
		if (!legend_sign(chart, i, signs))
			continue;
		int sign_cells = (int)strlen(signs), cells = sign_cells + 1 + text_width(name);
		bool is_last_line = y == area.height - 1;
		size_t left = chart->label_count - i;
		int reserve = is_last_line && left > 1 ? 12 : 0; /* for how many more there are */
		if (x > 0 && x + cells > area.width - reserve) {
			if (is_last_line) {
				if (canvas)
					canvas_format(canvas, area.x + x, area.y + y,
						area.width - x, ROLE_DIM, _("%s %zu more"),
						canvas_sign(canvas, SIGN_CUT), left);
				return y + 1;
			}
			y++;
			x = 0;
		}
		if (canvas) {
			canvas_text(canvas, area.x + x, area.y + y, area.width - x, label->role,
				text_of(signs));
			canvas_text_cut(canvas, area.x + x + sign_cells + 1, area.y + y,
				area.width - x - sign_cells - 1, ROLE_TEXT, name);
		}
		x += cells + 3;
	}
	return chart->label_count > 0 && area.height > 0 ? y + 1 : 0;
}

static void draw_bar(const struct chart_bar *bar, struct canvas *canvas, struct rect line,
	int label_cells, int text_cells)
{
	int x = line.x + 2;
	int room = line.width - 2 - 3 - label_cells - 1 - text_cells - 2;

	canvas_text(canvas, x, line.y, 2, ROLE_MARK, text_of(bar->letter));
	canvas_text_cut(canvas, x + 3, line.y, label_cells, ROLE_TEXT, bar->label);
	x += 3 + label_cells + 1;
	canvas_text_right(canvas, x, line.y, text_cells, ROLE_NUMBER, bar->text);
	x += text_cells + 1;
	if (room < 2)
		return;
	if (!isnan(bar->share_all) && bar->share_all > 0) {
		int cells = (int)ceil(bar->share_all * room);
		for (int i = 0; i < cells && i < room; i++)
			canvas_put_sign(canvas, x + i, line.y, ROLE_DIM, SIGN_DOT);
	}
	if (!isnan(bar->share))
		canvas_bar(canvas, x, line.y, room, ROLE_BAR, bar->share);
}

void chart_bars(const struct chart_bar *bars, size_t count, size_t top, long cursor,
	struct canvas *canvas, struct rect area)
{
	int label_cells = 4, text_cells = 1;

	for (size_t i = 0; i < count; i++) {
		int label = text_width(bars[i].label), text = text_width(bars[i].text);
		label_cells = label > label_cells ? label : label_cells;
		text_cells = text > text_cells ? text : text_cells;
	}
	if (label_cells > area.width / 3)
		label_cells = area.width / 3;
	canvas_clip(canvas, area);
	for (int y = 0; y < area.height && top + (size_t)y < count; y++) {
		struct rect line = { area.x, area.y + y, area.width, 1 };
		draw_bar(&bars[top + (size_t)y], canvas, line, label_cells, text_cells);
		if (cursor != CHART_NONE && (size_t)cursor == top + (size_t)y)
			canvas_select_row(canvas, /* the bar keeps its colour */
				(struct rect){ line.x, line.y, 2 + 3 + label_cells + 1 + text_cells,
					1 },
				true);
	}
	canvas_clip_none(canvas);
}
