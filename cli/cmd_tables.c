/* SPDX-License-Identifier: MIT */
/* list, show, compare: the tables of the screen, for scripts. */
#include "catalog/advice/computations.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/search.h"
#include "catalog/tables/compare.h"
#include "catalog/tables/evidence.h"
#include "cli/context.h"
#include "cli/news.h"

#include <stdio.h>
#include <string.h>

static struct query_run *run_new(struct context *context)
{
	size_t count;
	const struct computation *list = computations(&count);

	return query_run_new(context->store, list, count);
}

enum result no_model_matches(struct context *context)
{
	return error_set(&context->err, RESULT_NO_MATCH, "%s",
		store_count(context->store) == 0
			? _("This catalog holds no models. '--catalog built-in' names the program's own, 'llmatlas import FILE' brings one in.")
			: _("No model matches. Take a filter out, or try 'llmatlas fields'."));
}

/* Nothing matched: the filter without which most would be there, or what else may have been meant. */
static enum result no_match(struct context *context, struct query_run *run,
	const struct query *query)
{
	const struct command *command = command_meant(context, 3);
	uint32_t most = 0;
	size_t at = 0;

	for (size_t i = 0; query->clause_count > 1 && i < query->clause_count; i++) {
		uint32_t without = query_run_without(run, i);
		if (without > most) {
			most = without;
			at = i;
		}
	}
	if (command)
		return error_set(&context->err, RESULT_NO_MATCH,
			_("No model matches '%s'. Did you mean the command 'llmatlas %s'?"),
			context->options.words[0], command->name);
	struct text nearest = query->clause_count == 1 && query->clauses[0].kind == CLAUSE_WORD
		? search_nearest_word(context->store, query->clauses[0].needle, &context->arena)
		: TEXT_NONE;
	if (nearest.size > 0)
		return error_set(&context->err, RESULT_NO_MATCH,
			_("No model matches '%.*s'. Nearest: %.*s"),
			TEXT_ARGS(query->clauses[0].needle), TEXT_ARGS(nearest));
	if (most == 0)
		return no_model_matches(context);
	struct span span = query->clauses[at].span;
	return error_set(&context->err, RESULT_NO_MATCH,
		_("No model matches. Without %.*s there would be %u."),
		TEXT_ARGS(text_slice(query->text, span.from, span.size)), most);
}

static enum result run_list(struct context *context)
{
	struct query query;
	enum result result = parse_words(context, &query);

	if (result != RESULT_OK)
		return result;
	struct query_run *run = run_new(context);
	result = give_rows(context, run, &query);
	if (result == RESULT_OK)
		result = query_run_execute(run, &query, NULL, &context->err);
	struct table *table = table_list(run, &query, context->store, &context->arena);
	if (context->options.has_all_fields)
		table_show_all(table, &context->arena);
	if (result == RESULT_OK)
		result = output_table(context, table);
	if (result == RESULT_OK && query_run_count(run) == 0)
		result = no_match(context, run, &query);
	query_run_free(run);
	query_done(&query);
	return result;
}

static enum result show_field(struct context *context, struct query_run *run, uint32_t row)
{
	struct text word = text_of(context->options.words[1]);
	const struct field *field = store_field_named(context->store, word, &context->err);
	enum export_format format;
	enum result result = field ? output_format(context, false, &format) : RESULT_USAGE;

	if (result != RESULT_OK)
		return result;
	if (field->id == FIELD_OFFERS || field->id == FIELD_PROVIDER)
		return output_table(context,
			table_offers(context->store, run, row,
				export_writer_get(format)->row != NULL, &context->arena));
	struct table *table = table_evidence(context->store, run, row, field, &context->arena);
	if (format == EXPORT_TEXT && !context->options.output) { /* the sentence, then the claims */
		printf("%.*s\n", TEXT_ARGS(table->title));
		for (uint32_t i = 0; i < table->row_count; i++) {
			struct cell cells[EVIDENCE_COUNT];
			table->ops->row(table, i, &context->arena, cells);
			struct text title = cells[EVIDENCE_TITLE].full,
				    date = cells[EVIDENCE_DATE].full,
				    url = cells[EVIDENCE_URL].full;
			printf("  [%u] %.*s · %.*s · %.*s%s%.*s%s%.*s\n", i + 1,
				TEXT_ARGS(cells[EVIDENCE_VALUE].full),
				TEXT_ARGS(cells[EVIDENCE_BASIS].full),
				TEXT_ARGS(title.size > 0 ? title : cells[EVIDENCE_WHO].full),
				date.size > 0 ? ", " : "", TEXT_ARGS(date), url.size > 0 ? " " : "",
				TEXT_ARGS(url));
		}
		return RESULT_OK;
	}
	return output_table(context, table);
}

/* The models are named, so what would choose others says nothing. */
static enum result check_figures_query(struct context *context, const struct query *query)
{
	struct text rest = compare_query_rest(query);

	if (rest.size == 0)
		return RESULT_OK;
	return error_set(&context->err, RESULT_USAGE,
		_("The models are those that are named; '%.*s' changes nothing there. --query takes filters on offers, with: and a lens of quality:."),
		TEXT_ARGS(rest));
}

static enum result run_show(struct context *context)
{
	const char *text = context->options.query ? context->options.query : "";
	struct query query;
	uint32_t row;

	if (context->options.word_count < 1)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("Say which model: llmatlas show MODEL [FIELD]"));
	if (context->options.word_count > 2)
		return error_set(&context->err, RESULT_USAGE,
			_("'llmatlas show' takes one model and one field: '%s' is too much."),
			context->options.words[2]);
	enum result result = find_model(context, context->options.words[0], &row);
	if (result == RESULT_OK)
		result = parse_text(context, text_of(text), &query);
	if (result != RESULT_OK)
		return result;
	struct query_run *run = run_new(context);
	result = check_figures_query(context, &query);
	if (result == RESULT_OK)
		result = query_run_execute(run, &query, NULL, &context->err);
	if (result == RESULT_OK && context->options.word_count == 2)
		result = show_field(context, run, row);
	else if (result == RESULT_OK)
		result = output_table(context,
			table_detail(context->store, run, row, false, &context->arena));
	query_run_free(run);
	query_done(&query);
	return result;
}

static enum result read_fields(struct context *context, uint16_t *fields, size_t *count)
{
	struct text rest = text_of(context->options.show);

	*count = 0;
	while (rest.size > 0 && *count < QUERY_SHOW_MAX) {
		struct text word = text_trim(text_next_part(&rest, ','));
		const struct field *field = store_field_named(context->store, word, &context->err);
		if (!field)
			return RESULT_USAGE;
		fields[(*count)++] = field->id;
	}
	return RESULT_OK;
}

static enum result read_models(struct context *context, uint32_t *rows, uint32_t *count,
	uint32_t *baseline)
{
	const struct options *options = &context->options;

	*baseline = UINT32_MAX;
	for (size_t i = 0; i < options->word_count; i++) {
		uint32_t row;
		enum result result = find_model(context, options->words[i], &row);
		if (result != RESULT_OK)
			return result;
		for (uint32_t j = 0; j < *count; j++)
			if (rows[j] == row)
				return error_set(&context->err, RESULT_USAGE,
					_("%.*s is named twice."),
					TEXT_ARGS(store_id(context->store, row)));
		rows[(*count)++] = row;
	}
	if (!options->baseline)
		return RESULT_OK;
	uint32_t row;
	enum result result = find_model(context, options->baseline, &row);
	for (uint32_t j = 0; result == RESULT_OK && j < *count; j++)
		if (rows[j] == row)
			*baseline = j;
	if (result == RESULT_OK && *baseline == UINT32_MAX)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("The baseline must be one of the compared models."));
	return result;
}

static enum result check_compare(struct context *context)
{
	const struct options *options = &context->options;

	if (options->word_count < 2 || options->word_count > COMPARE_MODELS_MAX)
		return error_set(&context->err, RESULT_USAGE,
			_("Name two to %d models: llmatlas compare MODEL MODEL ..."),
			COMPARE_MODELS_MAX);
	if (options->only && strcmp(options->only, "differences") != 0)
		return error_set(&context->err, RESULT_USAGE,
			_("--only takes 'differences', not '%s'."), options->only);
	return RESULT_OK;
}

static enum result run_compare(struct context *context)
{
	uint32_t rows[COMPARE_MODELS_MAX], count = 0;
	uint16_t fields[QUERY_SHOW_MAX];
	struct compare_options how = { .fields = fields,
		.is_only_differences = context->options.only != NULL,
		.has_offers = context->options.has_offers,
		.is_turned = context->options.is_turned };
	struct query query;
	enum result result = check_compare(context);

	if (result == RESULT_OK)
		result = read_models(context, rows, &count, &how.baseline);
	if (result == RESULT_OK && context->options.show)
		result = read_fields(context, fields, &how.field_count);
	if (result != RESULT_OK)
		return result;
	const char *text = context->options.query ? context->options.query : "";
	result = parse_text(context, text_of(text), &query);
	if (result != RESULT_OK)
		return result;
	struct query_run *run = run_new(context);
	how.query = &query;
	result = check_figures_query(context, &query);
	if (result == RESULT_OK)
		result = query_run_execute(run, &query, NULL, &context->err);
	if (result == RESULT_OK)
		result = output_table(context,
			table_compare(context->store, run, rows, count, &how, &context->arena));
	query_run_free(run);
	query_done(&query);
	return result;
}

const struct command command_list = { "list", "list [QUERY]", N_("print the models that match"),
	TABLE_OPTIONS " all-fields", true, run_list };
const struct command command_show = { "show", "show MODEL [FIELD]",
	N_("print a model, or why one of its facts is believed"), TABLE_OPTIONS " query", true,
	run_show };
const struct command command_compare = { "compare", "compare MODEL MODEL ...",
	N_("print models side by side"), TABLE_OPTIONS " only baseline show offers turned query",
	true, run_compare };
