/* SPDX-License-Identifier: MIT */
#include "bench/rows.h"

#include "catalog/base/file.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"

#include <stdlib.h>

const uint16_t rows_facets[ROWS_FACETS] = { FIELD_ARCHITECTURE, FIELD_CONTEXT, FIELD_INPUT,
	FIELD_ALIGNMENT, FIELD_LICENSE, FIELD_PARAMS, FIELD_RELEASED, FIELD_DEVELOPER };

enum result rows_save_lines(const struct store *store, const char *path, struct error *err)
{
	return file_save(path, store_search_arena(store), false, err);
}

static long long cell(const struct store *store, uint32_t row, const struct field *field)
{
	struct value value = store_value(store, row, field->id, NULL);

	if (value.state != VALUE_KNOWN)
		return -1;
	switch (field->kind) {
	case KIND_NUMBER: return (long long)value.is.number;
	case KIND_DATE: return value.is.date / 10000;
	case KIND_SET: return (long long)value.is.mask;
	case KIND_CHOICE: return value.is.choice;
	default: return -1;
	}
}

enum result rows_save_table(const struct store *store, const char *path, struct error *err)
{
	struct sink *sink;
	enum result result = sink_open_file(&sink, path, false, err);
	const struct column *developer = store_column(store, FIELD_DEVELOPER);

	if (result != RESULT_OK)
		return result;
	for (uint32_t row = 0; row < store_count(store); row++)
		for (int i = 0; i < ROWS_FACETS; i++) {
			const struct field *field = store_field(store, rows_facets[i]);
			long long code = field->id != FIELD_DEVELOPER
				? cell(store, row, field)
				: (long long)column_bits(developer, row);
			sink_add_format(sink, "%lld%c", code, i + 1 < ROWS_FACETS ? ',' : '\n');
		}
	return sink_close(sink, err);
}

void rows_sql_table(struct strbuf *sql, const char *csv_path)
{
	strbuf_add_string(sql, "create table m(");
	for (int i = 0; i < ROWS_FACETS; i++)
		strbuf_add_format(sql, "%s%s integer", i > 0 ? ", " : "",
			field_get((enum field_id)rows_facets[i])->key);
	strbuf_add_format(sql, ");\n.mode csv\n.import '%s' m\n.mode list\n", csv_path);
}

static void sql_counts(struct strbuf *sql, const struct field *field, const char *where)
{
	strbuf_add_string(sql, "select ");
	if (field->kind == KIND_SET) {
		for (int i = 0; i < field->member_count; i++)
			strbuf_add_format(sql, "%ssum(%s >= 0 and (%s >> %d & 1))",
				i > 0 ? ", " : "", field->key, field->key, i);
	} else if (field->kind == KIND_NUMBER) {
		for (int i = 0; i < field->threshold_count; i++)
			strbuf_add_format(sql, "%ssum(%s >= 0 and %s %s %.0f)", i > 0 ? ", " : "",
				field->key, field->key,
				field->is_at_most ? "<=" : ">=", field->thresholds[i]);
	} else {
		strbuf_add_format(sql, "%s, count(*)", field->key);
	}
	strbuf_add_format(sql, " from m where %s", where);
	if (field->kind != KIND_SET && field->kind != KIND_NUMBER)
		strbuf_add_format(sql, " and %s >= 0 group by 1 order by 1", field->key);
	strbuf_add_string(sql, ";\n");
}

void rows_sql_counts(struct strbuf *sql, const struct store *store, const char *const *where)
{
	for (int i = 0; i < ROWS_FACETS; i++)
		sql_counts(sql, store_field(store, rows_facets[i]), where[i]);
}

static int by_code(const void *a, const void *b)
{
	uint32_t one = ((const struct facet_value *)a)->code,
		 two = ((const struct facet_value *)b)->code;
	return one < two ? -1 : one > two;
}

void rows_print_counts(struct strbuf *out, const struct store *store, const struct facet *facets)
{
	for (int i = 0; i < ROWS_FACETS; i++) {
		const struct facet *facet = &facets[i];
		const struct field *field = store_field(store, facet->field);
		bool is_row = field->kind == KIND_SET || field->kind == KIND_NUMBER;
		if (!is_row)
			qsort(facet->values, facet->value_count, sizeof(*facet->values), by_code);
		for (size_t j = 0; j < facet->value_count; j++) {
			uint32_t count = facet->values[j].count + facet->values[j].reported;
			if (is_row)
				strbuf_add_format(out, "%s%u", j > 0 ? "|" : "", count);
			else if (count > 0)
				strbuf_add_format(out, "%u|%u\n", facet->values[j].code, count);
		}
		if (is_row)
			strbuf_add_char(out, '\n');
	}
	if (out->size > 0)
		out->bytes[--out->size] = '\0';
}
