/* SPDX-License-Identifier: MIT */
/* Points and bars as tables: what a plot exports beside its picture. */
#include "catalog/base/strbuf.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/export.h"
#include "catalog/tables/plot.h"
#include "catalog/tables/same_as.h"

#include <math.h>

struct points_context {
	const struct plot *plot;
	const struct plot_mark *marks;
	size_t mark_count;
	const uint32_t *shown; /* indices of matching points, in the order of the plot */
};

static const struct plot_point *point_at(const struct table *table, uint32_t index)
{
	const struct points_context *context = table->context;
	return &context->plot->points[context->shown[index]];
}

static void point_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct plot_point *point = point_at(table, index);

	for (size_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].field)
			table_cell(table, point->row, table->columns[i].field, arena, &cells[i]);
		else if (point->frontier > 0)
			cells[i] = cell_count(point->frontier, arena);
		else
			cells[i] = (struct cell){ .share = (double)NAN,
				.value.state = VALUE_NOT_APPLICABLE };
	}
}

static struct text point_id(const struct table *table, uint32_t index)
{
	return store_id(table->store, point_at(table, index)->row);
}

static struct text point_title(const struct table *table, uint32_t index)
{
	return store_title(table->store, point_at(table, index)->row);
}

static const struct table_ops point_ops = { .row = point_cells,
	.row_id = point_id,
	.row_title = point_title };

/* options.y NULL: counts. Says what is not the default. */
static struct text plot_command(const struct plot_options *options, const struct query *query,
	struct arena *arena)
{
	struct strbuf command;

	strbuf_init(&command);
	strbuf_add_format(&command, "llmatlas plot %s", options->x->key);
	if (options->y)
		strbuf_add_format(&command, " %s", options->y->key);
	if (options->x_scaling != PLOT_AUTO || (options->y && options->y_scaling != PLOT_AUTO))
		strbuf_add_format(&command, " --scale %s%s%s",
			plot_scaling_name(options->x_scaling), options->y ? "," : "",
			options->y ? plot_scaling_name(options->y_scaling) : "");
	if (options->has_others)
		strbuf_add_string(&command, " --others");
	if (query && query->text.size > 0) {
		strbuf_add_char(&command, ' ');
		export_shell_word(&command, query->text);
	}
	struct text text = arena_copy(arena, strbuf_text(&command));
	strbuf_done(&command);
	return text;
}

static void draw_points(const struct table *table, struct sink *sink)
{
	const struct points_context *context = table->context;
	plot_svg(context->plot, context->marks, context->mark_count, table->command, sink);
}

struct table *plot_table(const struct plot *plot, const struct plot_mark *marks, size_t mark_count,
	struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct points_context *context = arena_get(arena, sizeof(*context));
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, 4);
	uint32_t *shown = ARENA_ARRAY(arena, uint32_t, plot->matching + 1);

	*context = (struct points_context){ plot, marks, mark_count, shown };
	for (size_t i = 0; i < plot->count; i++)
		if (plot->points[i].is_matching)
			shown[table->row_count++] = (uint32_t)i;
	columns[table->column_count++] = table_field_column(field_get(FIELD_NAME), NULL, arena);
	columns[table->column_count++] = table_field_column(plot->options.x, plot->query, arena);
	if (plot->options.y != plot->options.x)
		columns[table->column_count++] = table_field_column(plot->options.y, plot->query,
			arena);
	if (plot->has_frontier)
		columns[table->column_count++] = (struct table_column){ .key = TEXT("frontier"),
			.title = text_of(_("On the frontier")),
			.english = TEXT("On the frontier"),
			.brief = text_of(_("frontier")),
			.is_number = true,
			.alignment = ALIGN_RIGHT,
			.width = 8 };
	table->ops = &point_ops;
	table->kind = TABLE_PLOT;
	table->store = plot->store;
	table->run = plot->run;
	table->query = plot->query ? same_as_query(plot->query, columns, table->column_count, arena)
				   : NULL;
	table->columns = columns;
	table->context = context;
	table->command = plot_command(&plot->options, table->query, arena);
	table->picture = draw_points;
	return table;
}

struct bars_context {
	const struct plot_histogram *histogram;
};

static const struct plot_histogram *histogram_of(const struct table *table)
{
	const struct bars_context *context = table->context;
	return context->histogram;
}

static void bar_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct plot_bar *bar = &histogram_of(table)->bars[index];

	cells[0] = cell_text(bar->label);
	cells[0].key = bar->key;
	cells[1] = cell_count(bar->count, arena);
	cells[2] = cell_count(bar->total, arena);
}

static struct text bar_label(const struct table *table, uint32_t index)
{
	return histogram_of(table)->bars[index].label;
}

static struct text bar_id(const struct table *table, uint32_t index)
{
	(void)table;
	(void)index;
	return TEXT_NONE;
}

static const struct table_ops bar_ops = { .row = bar_cells,
	.row_id = bar_id,
	.row_title = bar_label };

static void draw_bars(const struct table *table, struct sink *sink)
{
	plot_histogram_svg(histogram_of(table), table->command, sink);
}

struct table *plot_histogram_table(const struct plot_histogram *histogram, struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct bars_context *context = arena_get(arena, sizeof(*context));
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, 3);

	context->histogram = histogram;
	columns[0] = (struct table_column){ .key = text_of(histogram->field->key),
		.title = text_of(field_title(histogram->field)),
		.english = text_of(histogram->field->title[LANGUAGE_EN]),
		.brief = text_of(field_brief(histogram->field)),
		.width = 24 };
	columns[1] = (struct table_column){ .key = TEXT("models"),
		.title = text_of(_("Models")),
		.english = TEXT("Models"),
		.brief = text_of(_("models")),
		.is_number = true,
		.alignment = ALIGN_RIGHT,
		.width = 8 };
	columns[2] = (struct table_column){ .key = TEXT("all"),
		.title = text_of(_("In the catalog")),
		.english = TEXT("In the catalog"),
		.brief = text_of(_("all")),
		.is_number = true,
		.alignment = ALIGN_RIGHT,
		.width = 8 };
	table->ops = &bar_ops;
	table->kind = TABLE_PLOT;
	table->store = histogram->store;
	const struct table_column counted = { .field = histogram->field };
	table->query = histogram->query ? same_as_query(histogram->query, &counted, 1, arena)
					: NULL;
	table->columns = columns;
	table->column_count = 3;
	table->row_count = (uint32_t)histogram->count;
	table->model_count = histogram->matching;
	table->context = context;
	const struct plot_options how = { .x = histogram->field, .x_scaling = histogram->scaling };
	table->command = plot_command(&how, table->query, arena);
	table->picture = draw_bars;
	return table;
}
