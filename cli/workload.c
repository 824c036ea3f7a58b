/* SPDX-License-Identifier: MIT */
#include "cli/workload.h"

#include "catalog/advice/computations.h"
#include "catalog/advice/hardware.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/edit.h"
#include "cli/news.h"
#include "state/workloads.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS_MOST = 200000, LIMIT = 20 };

struct parameters default_parameters(struct context *context)
{
	struct parameters parameters = parameters_default();
	struct error why;

	if (parameters_read(&parameters, context->config.values[CONFIG_PARAMETERS], &why) !=
		RESULT_OK)
		say(_("Settings: parameters: %s"), why.message);
	return parameters;
}

static enum result take_gpu(struct context *context, struct parameters *parameters)
{
	const struct hardware *card;
	double count;

	if (!context->options.gpu)
		return RESULT_OK;
	struct text words = text_clean(&context->arena, text_of(context->options.gpu), NULL);
	enum result result = hardware_find(words, &card, &count, &context->err);
	if (result != RESULT_OK)
		return result;
	parameters->memory_bytes = count * card->memory;
	parameters->bandwidth = count * card->bandwidth;
	if (card->watts > 0 && isnan(parameters->watts))
		parameters->watts = count * card->watts;
	parameters->given |= 1u << PARAMETER_MEMORY | 1u << PARAMETER_BANDWIDTH;
	say(_("%g x %s: %.1f GB that programs can use, %.0f GB/s. Source: %s"), count, card->name,
		parameters->memory_bytes / 1e9, parameters->bandwidth / 1e9, card->source);
	return RESULT_OK;
}

/* One of the program's, or one that the person kept. */
static enum result take_workload(struct context *context, struct parameters *parameters)
{
	const char *path = paths_file(context->paths.state, "workloads", &context->arena);
	struct text name = text_of(context->options.workload);
	int known = workload_find(name), kept;
	struct workloads saved;
	struct error why = { 0 };
	enum result result = RESULT_OK;

	if (known >= 0)
		return parameters_read(parameters, text_of(workload_get((size_t)known)->list),
			&context->err);
	workloads_init(&saved);
	if (path)
		result = workloads_load(&saved, path, &context->err);
	kept = workloads_find(&saved, name);
	if (result == RESULT_OK && kept < 0)
		result = error_set(&context->err, RESULT_USAGE,
			_("There is no workload '%.*s'. Possible: summaries, chatbot, batch, coding-agent, long-documents."),
			TEXT_ARGS(name));
	else if (result == RESULT_OK &&
		parameters_read(parameters, text_of(saved.items[kept].list), &why) != RESULT_OK)
		result = error_set(&context->err, RESULT_BAD_DATA, "%s: %.*s: %s", path,
			TEXT_ARGS(name), why.message);
	workloads_done(&saved);
	return result;
}

static enum result take_lists(struct context *context, struct parameters *parameters)
{
	const struct options *options = &context->options;
	struct error why = { 0 };

	if (options->workload) {
		enum result result = take_workload(context, parameters);
		if (result != RESULT_OK)
			return result;
	}
	if (options->with && parameters_read(parameters, text_of(options->with), &why) != RESULT_OK)
		return error_set(&context->err, RESULT_USAGE, "--with: %s", why.message);
	return RESULT_OK;
}

static enum result take_options(struct context *context, struct parameters *parameters)
{
	const struct options *options = &context->options;
	struct error why = { 0 };
	enum result result = take_lists(context, parameters);

	for (int i = 0; i < PARAMETER_LENS && result == RESULT_OK; i++) {
		const char *word = options->parameters[i];
		if (word &&
			parameter_read(parameters, (enum parameter)i, text_of(word), &why) !=
				RESULT_OK)
			return error_set(&context->err, RESULT_USAGE, _("'%s': expected %s."), word,
				why.message);
	}
	return result == RESULT_OK ? take_gpu(context, parameters) : result;
}

static enum result take_named(struct workload_models *models, struct context *context)
{
	const struct options *options = &context->options;
	uint32_t *rows = ARENA_ARRAY(&context->arena, uint32_t, options->word_count + 1);

	for (size_t i = 0; i < options->word_count; i++) {
		enum result result = find_model(context, options->words[i], &rows[i]);
		if (result != RESULT_OK)
			return result;
	}
	models->rows = rows;
	models->count = (uint32_t)options->word_count;
	return RESULT_OK;
}

static enum result take_queried(struct workload_models *models, struct context *context)
{
	uint32_t count = query_run_count(models->run);
	uint32_t *rows = ARENA_ARRAY(&context->arena, uint32_t, (size_t)count + 1);
	enum result result;

	count = count > ROWS_MOST ? ROWS_MOST : count;
	result = query_run_rows(models->run, 0, count, rows, &models->count, NULL);
	models->rows = rows;
	if (result == RESULT_OK && models->count == 0)
		return no_model_matches(context);
	return result;
}

enum result workload_models_open(struct workload_models *models, struct context *context)
{
	const struct options *options = &context->options;
	struct query_error error;
	struct parameters defaults = default_parameters(context);
	size_t count;
	const struct computation *list = computations(&count);

	*models = (struct workload_models){ .run = query_run_new(context->store, list, count) };
	if ((options->word_count == 0) == (options->query == NULL))
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("Name models, or give --query QUERY: one of the two."));
	if (!query_parse(&models->query, context->store, text_of(options->query), &defaults,
		    &context->arena, &error)) {
		context->err.column = error.column;
		return error_set(&context->err, RESULT_USAGE, "--query: %.*s",
			TEXT_ARGS(error.message));
	}
	models->parameters = models->query.parameters;
	models->parameters.given |= defaults.given;
	enum result result = take_options(context, &models->parameters);
	if (result == RESULT_OK)
		result = give_rows(context, models->run, &models->query);
	if (result == RESULT_OK)
		result = query_run_execute(models->run, &models->query, NULL, &context->err);
	if (result != RESULT_OK)
		return result;
	return options->query ? take_queried(models, context) : take_named(models, context);
}

void workload_models_close(struct workload_models *models)
{
	query_run_free(models->run);
	query_done(&models->query);
}

uint32_t workload_limit(struct context *context, enum result *result)
{
	const char *word = context->options.limit;
	char *end;

	if (!word)
		return LIMIT;
	unsigned long limit = strtoul(word, &end, 10);
	if (*end == '\0' && word[0] >= '0' && word[0] <= '9' && limit >= 1 && limit <= ROWS_MOST)
		return (uint32_t)limit;
	*result = error_set(&context->err, RESULT_USAGE,
		_("--limit takes a number from 1 to %d, not '%s'."), ROWS_MOST, word);
	return LIMIT;
}

void workload_label(struct workload_models *models, struct context *context, struct table *table)
{
	const struct options *options = &context->options;
	struct strbuf text, command;

	strbuf_init(&text);
	strbuf_init(&command);
	edit_parameters(&text, &models->query, context->store, &models->parameters);
	models->shown = models->query;
	models->shown.text = arena_copy(&context->arena, strbuf_text(&text));
	models->shown.parameters = models->parameters;
	table->query = &models->shown;
	if (options->query) {
		strbuf_add_format(&command, "llmatlas %s --query ",
			table->kind == TABLE_COST ? "cost" : "fit");
		export_shell_word(&command, models->shown.text);
		if (options->by)
			strbuf_add_format(&command, " --by %s", options->by);
		if (options->limit)
			strbuf_add_format(&command, " --limit %s", options->limit);
		table->command = arena_copy(&context->arena, strbuf_text(&command));
	}
	strbuf_done(&text);
	strbuf_done(&command);
}
