/* SPDX-License-Identifier: MIT */
/* Costs of a month as a table, from one volume to a hundred thousand times as much; own hardware beside them. */
#include "catalog/advice/cost_table.h"

#include "catalog/advice/column.h"
#include "catalog/base/strbuf.h"
#include "catalog/advice/cost.h"
#include "catalog/base/message.h"

#include <math.h>

enum { VOLUMES = 6 };
struct volumes_context {
	struct parameters parameters;
	const uint32_t *rows;
	uint32_t count;
	struct query_run *run;
	double volumes[VOLUMES];
	struct field fields[VOLUMES + 1];
};

static void volume_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct volumes_context *context = table->context;
	struct parameters parameters = context->parameters;
	bool is_rig = index == context->count;

	cells[0] = is_rig ? cell_word(text_of(_("own hardware")), TEXT("own-hardware"))
			  : cell_text(store_title(table->store, context->rows[index]));
	for (int i = 0; i < VOLUMES; i++) {
		const struct field *field = &context->fields[i + 1];
		parameters.requests = context->volumes[i];
		struct cost cost = { .offer = UINT32_MAX };
		if (is_rig) {
			double fixed = cost_break_even(&cost, &parameters).fixed_usd;
			cells[i + 1] = column_number(field, fixed, fixed, arena);
			continue;
		}
		cost = cost_model(table->store, context->rows[index], &parameters,
			context->run ? query_run_allowed(context->run, context->rows[index])
				     : NULL);
		cells[i + 1] = column_number(field, cost.month.low, cost.month.high, arena);
		if (cost.is_known)
			column_cite(&cells[i + 1], table->store, cost.offer, FIELD_PRICE_IN,
				cost_day(table->store, &parameters), arena);
	}
}

static struct text volume_id(const struct table *table, uint32_t index)
{
	const struct volumes_context *context = table->context;
	return index < context->count ? store_id(table->store, context->rows[index]) : TEXT_NONE;
}

static struct text volume_title(const struct table *table, uint32_t index)
{
	const struct volumes_context *context = table->context;
	return index < context->count ? store_title(table->store, context->rows[index])
				      : text_of(_("own hardware"));
}

static const struct table_ops volume_ops = { .row = volume_cells,
	.row_id = volume_id,
	.row_title = volume_title };

double table_cost_volume(const struct table *table, size_t index)
{
	const struct volumes_context *context = table->context;
	return context->volumes[index];
}

static struct text request_text(const struct parameters *parameters, struct arena *arena)
{
	struct strbuf out;

	strbuf_init(&out);
	parameters_print_request(&out, parameters);
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

struct table *table_cost_volumes(const struct store *store, struct query_run *run,
	const uint32_t *rows, uint32_t count, double least, const struct parameters *parameters,
	struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct volumes_context *context = arena_get(arena, sizeof(*context));

	context->parameters = *parameters;
	context->rows = rows;
	context->count = count;
	context->run = run;
	context->fields[0] = (struct field)COLUMN_MODEL_NAME;
	for (int i = 0; i < VOLUMES; i++) {
		context->volumes[i] = fmin(least * pow(10, i), 1e12);
		static const char title[] = N_("%.*s a month");
		struct text volume = cell_printed_number(UNIT_TOKENS, context->volumes[i], arena);
		context->fields[i + 1] = (struct field)
			COLUMN_MONEY(arena_format(arena, "month_%.0f", context->volumes[i]).bytes,
				arena_format(arena, title, TEXT_ARGS(volume)).bytes,
				arena_format(arena, _(title), TEXT_ARGS(volume)).bytes);
	}
	table->ops = &volume_ops;
	table->kind = TABLE_COST;
	table->store = store;
	table->run = run;
	table->context = context;
	table->columns = column_list(context->fields, VOLUMES + 1, arena);
	table->column_count = VOLUMES + 1;
	table->row_count = count + !isnan(parameters->rig_usd);
	table->model_count = count;
	struct parameters request = *parameters; /* the heads say how many a month */
	request.requests = (double)NAN;
	table->parameters = column_parameters(&request, FIELD_COST, arena);
	table->title = cost_heading(request_text(parameters, arena), parameters, arena);
	table->command = column_command(store, "cost", "volume",
		&(struct column_models){ rows, count, parameters }, arena);
	return table;
}
