/* SPDX-License-Identifier: MIT */
/* What stands around the rows of JSON: kind, query, parameters, catalogs, columns; the sources. */
#include "catalog/tables/export_json.h"

#include "catalog/base/json.h"
#include "catalog/base/strbuf.h"

static void add_key(struct export_job *job, const char *key)
{
	json_write_string(job->sink, text_of(key));
	sink_add_string(job->sink, ": ");
}

static void write_date(struct export_job *job, uint32_t date)
{
	if (date == 0)
		sink_add_string(job->sink, "null");
	else
		json_write_string(job->sink, date_text(date, &job->whole));
}

/* What changes are counted from. */
static void write_before(struct export_job *job)
{
	const struct table *table = job->table;

	sink_add_string(job->sink, ", \"before\": {\"name\": ");
	json_write_string(job->sink, store_name(table->before));
	sink_add_string(job->sink, ", \"date\": ");
	write_date(job, store_date(table->before));
	sink_add_string(job->sink, ", \"kept\": ");
	write_date(job, table->before_kept);
	sink_add_char(job->sink, '}');
}

static void write_catalog(struct export_job *job)
{
	const struct store *store = job->table->store;

	if (!store) {
		sink_add_string(job->sink, ", \"catalog\": null");
		return;
	}
	sink_add_string(job->sink, ", \"catalog\": {\"name\": ");
	json_write_string(job->sink, store_name(store));
	sink_add_string(job->sink, ", \"date\": ");
	write_date(job, store_date(store));
	sink_add_char(job->sink, '}');
}

static bool has_column(const struct table *table, enum field_id id)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].field && table->columns[i].field->id == id)
			return true;
	return false;
}

/* What figures are computed for stands in no query where it is the usual, or the settings say it. */
static void write_parameters(struct export_job *job)
{
	static const enum field_id computed[] = { FIELD_COST, FIELD_MEMORY };
	const struct table *table = job->table;
	const struct parameters *parameters = table->query ? &table->query->parameters
		: table->run                               ? query_run_parameters(table->run)
							   : NULL;
	struct strbuf list;

	strbuf_init(&list);
	strbuf_add(&list, table->parameters);
	for (size_t i = 0; table->parameters.size == 0 && parameters && i < 2; i++)
		if (has_column(table, computed[i]))
			parameters_write_for(&list, parameters, (uint16_t)computed[i]);
	if (list.size > 0) {
		sink_add_string(job->sink, ", \"parameters\": ");
		json_write_string(job->sink, strbuf_text(&list));
	}
	strbuf_done(&list);
}

void export_json_head(struct export_job *job)
{
	const struct table *table = job->table;

	sink_add_format(job->sink, "\"llmatlas\": 1, \"kind\": \"%s\", ",
		table_kind_name(table->kind));
	add_key(job, "query");
	json_write_string(job->sink, table->query ? table->query->text : TEXT_NONE);
	write_parameters(job);
	write_catalog(job);
	if (table->not_weighed.size > 0) {
		sink_add_string(job->sink, ", ");
		add_key(job, "not_weighed");
		json_write_string(job->sink, table->not_weighed);
	}
	if (table->before)
		write_before(job);
}

static struct text english_title(const struct table_column *column)
{
	if (column->field)
		return text_of(column->field->title[LANGUAGE_EN]);
	return column->english.size > 0 ? column->english : column->key;
}

void export_json_fields(struct export_job *job)
{
	const struct table *table = job->table;

	sink_add_string(job->sink, "\"fields\": [");
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		sink_add_string(job->sink, i > 0 ? ",\n  {" : "\n  {");
		add_key(job, "key");
		json_write_string(job->sink, column->key);
		sink_add_string(job->sink, ", ");
		add_key(job, "title");
		json_write_string(job->sink, english_title(column));
		sink_add_format(job->sink, ", \"kind\": \"%s\"",
			column->field               ? field_kind_name(column->field->kind)
				: column->is_number ? "number"
				: column->is_mixed  ? "mixed"
						    : "text");
		const char *unit = column->field ? unit_name(column->field->unit) : column->unit;
		if (unit && *unit)
			sink_add_format(job->sink, ", \"unit\": \"%s\"", unit);
		sink_add_char(job->sink, '}');
	}
	sink_add_string(job->sink, "]");
}

void export_json_sources(struct export_job *job)
{
	sink_add_string(job->sink, "\"sources\": [");
	for (size_t i = 0; i < job->sources.count; i++) {
		struct source source = store_source(job->table->store, job->sources.ids[i]);
		sink_add_format(job->sink, "%s{\"n\": %zu, \"title\": ", i > 0 ? ",\n  " : "\n  ",
			i + 1);
		json_write_string(job->sink, source.title);
		sink_add_string(job->sink, ", \"url\": ");
		json_write_string(job->sink, source.url);
		sink_add_string(job->sink, ", \"date\": ");
		write_date(job, source.date);
		sink_add_format(job->sink, ", \"checked\": \"%s\"%s}",
			source.is_seen ? "seen" : "recalled",
			source.is_own ? ", \"yours\": true" : "");
	}
	sink_add_char(job->sink, ']');
}
