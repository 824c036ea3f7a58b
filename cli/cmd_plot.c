/* SPDX-License-Identifier: MIT */
/* plot: models over two fields, or counted by one, as text, as a picture, or as the points behind it. */
#include "catalog/advice/computations.h"
#include "catalog/base/message.h"
#include "catalog/tables/plot.h"
#include "cli/context.h"
#include "cli/news.h"
#include "tui/screen/chart.h"

enum { BINS = 24, PICTURE_WIDTH = 100 };

/* The words: one or two fields, then the query. A second word that is no field of that kind begins the query. */
static enum result read_fields(struct context *context, const struct field **x,
	const struct field **y)
{
	struct options *options = &context->options;

	*x = *y = NULL;
	if (options->word_count == 0)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("Say what to plot: llmatlas plot X Y [QUERY], or llmatlas plot FIELD [QUERY]"));
	struct text word = text_of(options->words[0]);
	*x = store_field_named(context->store, word, &context->err);
	if (!*x)
		return RESULT_USAGE;
	if (options->word_count > 1)
		*y = store_field_find(context->store, text_of(options->words[1]));
	if (*y && (!plot_is_axis(*x) || !plot_is_axis(*y)))
		return error_set(&context->err, RESULT_USAGE,
			_("'%s' is no number and no date: it can be counted alone, not set against another field."),
			plot_is_axis(*x) ? (*y)->key : (*x)->key);
	if (!*y && !plot_is_countable(*x))
		return error_set(&context->err, RESULT_USAGE,
			_("'%s' is free text: it cannot be counted."), (*x)->key);
	options->words += *y ? 2 : 1;
	options->word_count -= *y ? 2 : 1;
	return RESULT_OK;
}

/* "log", "auto,log" */
static enum result read_scales(struct context *context, enum plot_scaling *x, enum plot_scaling *y)
{
	struct text rest = text_of(context->options.scale);
	enum plot_scaling *scales[] = { x, y };

	*x = *y = PLOT_AUTO;
	for (size_t i = 0; rest.size > 0; i++) {
		struct text word = text_next_part(&rest, ',');
		int found = i < 2 ? plot_scaling_find(word) : -1;
		if (found < 0)
			return error_set(&context->err, RESULT_USAGE,
				_("--scale takes auto, even or log, at most two with a comma between, not '%s'."),
				context->options.scale);
		*scales[i] = (enum plot_scaling)found;
	}
	return RESULT_OK;
}

static int picture_width(void)
{
	int width = output_width();
	return width > 0 ? width : PICTURE_WIDTH;
}

static enum result plot_points(struct context *context, struct query_run *run,
	const struct query *query, const struct field *x, const struct field *y)
{
	struct plot_options how = { .x = x, .y = y, .has_others = context->options.has_others };
	struct plot *plot;
	enum result result = read_scales(context, &how.x_scaling, &how.y_scaling);

	if (result != RESULT_OK)
		return result;
	result = plot_new(&plot, context->store, run, query, &how, NULL, &context->arena);

	if (result != RESULT_OK)
		return result;
	if (plot->matching == 0)
		return error_set(&context->err, RESULT_NO_MATCH,
			_("No model has both values: %u lack %s, %u lack %s."), plot->without_x,
			x->key, plot->without_y, y->key);
	struct table *table = plot_table(plot, NULL, 0, &context->arena);
	table->drawing = chart_text(plot, NULL, 0, picture_width(), context->is_ascii,
		&context->arena);
	return output_table(context, table);
}

static enum result plot_counts(struct context *context, struct query_run *run,
	const struct query *query, const struct field *field)
{
	struct plot_histogram *histogram;
	enum plot_scaling scaling, unused;
	enum result result = read_scales(context, &scaling, &unused);

	if (result != RESULT_OK)
		return result;
	result = plot_histogram_new(&histogram, context->store, run, query, field, scaling, BINS,
		NULL, &context->arena);

	if (result != RESULT_OK)
		return result;
	struct table *table = plot_histogram_table(histogram, &context->arena);
	table->drawing = chart_histogram_text(histogram, picture_width(), context->is_ascii,
		&context->arena);
	return output_table(context, table);
}

/* A word behind the field that is nearly a field was perhaps meant as one. */
static enum result no_match(struct context *context, const struct field *y)
{
	const struct options *options = &context->options;
	const struct field *nearest = y || options->word_count == 0
		? NULL
		: field_nearest(text_of(options->words[0]));

	if (nearest && plot_is_axis(nearest))
		return error_set(&context->err, RESULT_USAGE,
			_("No model matches '%s'. Did you mean the field '%s'?"), options->words[0],
			nearest->key);
	return no_model_matches(context);
}

static enum result run_plot(struct context *context)
{
	const struct field *x, *y;
	struct query query;
	size_t count;
	const struct computation *list = computations(&count);
	enum result result = read_fields(context, &x, &y);

	if (result == RESULT_OK)
		result = parse_words(context, &query);
	if (result != RESULT_OK)
		return result;
	struct query_run *run = query_run_new(context->store, list, count);
	result = give_rows(context, run, &query);
	if (result == RESULT_OK)
		result = query_run_execute(run, &query, NULL, &context->err);
	if (result == RESULT_OK && query_run_model_count(run) == 0)
		result = no_match(context, y);
	if (result == RESULT_OK && y)
		result = plot_points(context, run, &query, x, y);
	else if (result == RESULT_OK)
		result = plot_counts(context, run, &query, x);
	query_run_free(run);
	query_done(&query);
	return result;
}

const struct command command_plot = { "plot", "plot X [Y] [QUERY]",
	N_("draw models over two fields, or count them by one"), TABLE_OPTIONS " scale others",
	true, run_plot };
