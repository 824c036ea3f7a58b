/* SPDX-License-Identifier: MIT */
/* cost: what a workload costs, at named models or at the cheapest offers of a query. */
#include "catalog/advice/cost_table.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "cli/workload.h"

static enum result cost_rows_of(struct context *context, bool has_query, enum cost_rows *how)
{
	const char *by = context->options.by;

	*how = has_query ? COST_ROWS_CHEAPEST : COST_ROWS_MODELS;
	if (!by)
		return RESULT_OK;
	if (text_equal_string(text_of(by), "offer"))
		*how = COST_ROWS_OFFERS;
	else if (text_equal_string(text_of(by), "cheapest"))
		*how = COST_ROWS_CHEAPEST;
	else if (text_equal_string(text_of(by), "model"))
		*how = COST_ROWS_MODELS;
	else if (!text_equal_string(text_of(by), "volume"))
		return error_set(&context->err, RESULT_USAGE,
			_("--by takes model, cheapest, offer or volume, not '%s'."), by);
	return RESULT_OK;
}

static struct table *make(struct context *context, const struct workload_models *models,
	enum cost_rows how)
{
	struct text by = text_of(context->options.by);

	if (text_equal_string(by, "volume"))
		return table_cost_volumes(context->store, models->run, models->rows, models->count,
			1000, &models->parameters, &context->arena);
	return table_cost(context->store, models->run, models->rows, models->count, how,
		&models->parameters, &context->arena);
}

static enum result run_cost(struct context *context)
{
	struct workload_models models;
	enum cost_rows how;
	enum result result = workload_models_open(&models, context);

	if (result == RESULT_OK)
		result = cost_rows_of(context, context->options.query != NULL, &how);
	if (result == RESULT_OK) {
		struct table *table = make(context, &models, how);
		uint32_t most = workload_limit(context, &result);
		bool is_sorted = how == COST_ROWS_CHEAPEST && context->options.query;
		if (result == RESULT_OK && is_sorted && table->row_count > most)
			table->row_count = most;
		workload_label(&models, context, table);
		if (result == RESULT_OK)
			result = output_table(context, table);
	}
	workload_models_close(&models);
	return result;
}

const struct command command_cost = { "cost", "cost MODEL... | cost --query QUERY",
	N_("print what a workload costs"),
	"format out-file force no-footer footer raw-csv bom query-models limit by workload with input output-tokens requests "
	"cached written batch thinking date budget rig years watts kwh busy",
	true, run_cost };
