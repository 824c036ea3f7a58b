/* SPDX-License-Identifier: MIT */
/* fit: the memory that models need, and what fits into the memory there is. */
#include "catalog/advice/fit_table.h"

#include "catalog/base/message.h"
#include "cli/workload.h"
#include "state/machine.h"

#include <math.h>
#include <string.h>

/* Neither --memory nor --gpu: this machine. */
static void look_at_machine(struct context *context, struct parameters *parameters)
{
	struct machine machine;

	if (!isnan(parameters->memory_bytes))
		return;
	machine_detect(&machine, "", &context->arena);
	parameters->memory_bytes = machine_memory(&machine);
	parameters->bandwidth = machine_bandwidth(&machine);
	struct text sentence = machine_sentence(&machine, &context->arena);
	say(_("This machine: %.*s. --memory or --gpu asks for another."), TEXT_ARGS(sentence));
}

/* Of a query: what fits first, most parameters in it. */
static uint32_t keep_fitting(struct context *context, struct workload_models *models,
	uint32_t *rows)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < models->count; i++) {
		struct memory_need need = fit_memory(context->store, models->rows[i],
			&models->parameters);
		enum fit_answer answer = fit_answer(&need, models->parameters.memory_bytes);
		if (answer == FIT_YES || answer == FIT_MAYBE ||
			(isnan(models->parameters.memory_bytes) && need.is_known))
			rows[kept++] = models->rows[i];
	}
	return kept;
}

static enum result run_fit(struct context *context)
{
	struct workload_models models;
	enum result result = workload_models_open(&models, context);
	uint32_t *rows = NULL, count = 0, most = 0;

	if (result == RESULT_OK) {
		look_at_machine(context, &models.parameters);
		rows = ARENA_ARRAY(&context->arena, uint32_t, models.count + 1);
		count = models.count;
		memcpy(rows, models.rows, count * sizeof(*rows));
		most = workload_limit(context, &result);
	}
	if (result == RESULT_OK && context->options.query) {
		count = keep_fitting(context, &models, rows);
		count = count > most ? most : count;
		if (count == 0)
			result = error_set(&context->err, RESULT_NO_MATCH, "%s",
				_("None of these models is known to fit. Try fewer bits, a shorter context, or more memory."));
	}
	if (result == RESULT_OK) {
		struct table *table = table_fit(context->store, rows, count, &models.parameters,
			&context->arena);
		workload_label(&models, context, table);
		result = output_table(context, table);
	}
	workload_models_close(&models);
	return result;
}

const struct command command_fit = { "fit", "fit MODEL... | fit --query QUERY",
	N_("print the memory that models need, and what fits"),
	TABLE_OPTIONS " query-models limit with memory gpu context bits kv users overhead", true,
	run_fit };
