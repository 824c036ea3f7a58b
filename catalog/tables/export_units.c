/* SPDX-License-Identifier: MIT */
/* In what the columns are measured whose cells do not say it: 0.26 of a price, 128k of a context, 54 of a score. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/benchmark_unit.h"
#include "catalog/tables/export.h"

static const char *benchmark_unit(const struct store *store, const struct field *field)
{
	switch ((enum benchmark_unit)store_benchmark(store, field->id - FIELD_COUNT).unit) {
	case BENCHMARK_PERCENT: return _("percent");
	case BENCHMARK_FRACTION: return _("0 to 1");
	case BENCHMARK_INDEX: return _("points of an index");
	case BENCHMARK_ELO: return _("Elo points");
	case BENCHMARK_SECONDS: return _("seconds");
	case BENCHMARK_USD: return _("USD");
	default: return "";
	}
}

/* Money of a workload and the like have fields of their own makers. */
static bool is_of_catalog(const struct store *store, const struct field *field)
{
	return field && field->id < store_field_count(store) &&
		store_field(store, field->id) == field;
}

/* "": the cells carry it (70B, 67 GB, $610), or there is none. */
static const char *unit_phrase(const struct store *store, const struct field *field)
{
	if (!is_of_catalog(store, field) || field->kind != KIND_NUMBER)
		return "";
	if (field->id >= FIELD_COUNT)
		return benchmark_unit(store, field);
	switch (field->unit) {
	case UNIT_TOKENS: return _("tokens");
	case UNIT_SCORE: return _("0 to 100");
	case UNIT_USD_PER_MTOK:
	case UNIT_TOKENS_PER_SECOND:
	case UNIT_SECONDS: return field_help(field); /* "USD per 1M input tokens" */
	default: return "";
	}
}

/* A comparison of offers has a column of prices for each host. */
static bool is_named_before(const struct table *table, size_t column)
{
	for (size_t i = 0; i < column; i++)
		if (table->columns[i].field == table->columns[column].field)
			return true;
	return false;
}

static bool is_percent_benchmark(const struct store *store, const struct field *field)
{
	return field->id >= FIELD_COUNT &&
		store_benchmark(store, field->id - FIELD_COUNT).unit == BENCHMARK_PERCENT;
}

/* All columns of one unit, named together; benchmarks in percent, which are many, by one word. */
static void add_group(struct strbuf *out, const struct table *table, size_t from,
	const char *phrase)
{
	bool is_first = true, has_benchmarks = false;

	strbuf_add_string(out, out->size > 0 ? message_wide_gap() : "");
	for (size_t i = from; i < table->column_count; i++) {
		const struct field *field = table->columns[i].field;
		if (!text_equal_string(text_of(unit_phrase(table->store, field)), phrase) ||
			is_named_before(table, i))
			continue;
		bool is_benchmark = is_percent_benchmark(table->store, field);
		if (is_benchmark && has_benchmarks)
			continue;
		has_benchmarks = has_benchmarks || is_benchmark;
		strbuf_add_format(out, "%s%s", is_first ? "" : ", ",
			is_benchmark ? _("benchmarks") : field_title(field));
		is_first = false;
	}
	strbuf_add_format(out, ": %s", phrase);
}

static bool is_said_before(const struct table *table, size_t column, const char *phrase)
{
	for (size_t i = 0; i < column; i++)
		if (text_equal_string(text_of(unit_phrase(table->store, table->columns[i].field)),
			    phrase))
			return true;
	return false;
}

struct text export_units(const struct table *table, struct arena *arena)
{
	struct strbuf out;

	strbuf_init(&out);
	for (size_t i = 0; i < table->column_count; i++) {
		const char *phrase = unit_phrase(table->store, table->columns[i].field);
		if (*phrase && !is_said_before(table, i, phrase))
			add_group(&out, table, i, phrase);
	}
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}
