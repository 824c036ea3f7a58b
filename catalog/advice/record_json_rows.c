/* SPDX-License-Identifier: MIT */
/* A candidate of a ranking as JSON: its points, figures, reasons and open needs. */
#include "catalog/advice/record_json_parts.h"
#include "catalog/base/json.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"

#include <math.h>

void writing_put(struct writing *writing, const char *key, struct text value)
{
	json_write_string(writing->sink, text_of(key));
	sink_add_string(writing->sink, ": ");
	json_write_string(writing->sink, value);
}

void writing_put_number(struct writing *writing, const char *key, double value)
{
	json_write_string(writing->sink, text_of(key));
	sink_add_string(writing->sink, ": ");
	if (isnan(value))
		sink_add_string(writing->sink, "null");
	else
		json_write_number(writing->sink, value);
}

double writing_share(int32_t value)
{
	return (double)value / POINTS;
}

static void put_band(struct writing *writing, const char *key, struct band band)
{
	sink_add_format(writing->sink, "\"%s\": {", key);
	writing_put_number(writing, "lo", writing_share(band.lo));
	sink_add_string(writing->sink, ", ");
	writing_put_number(writing, "mid", writing_share(band.mid));
	sink_add_string(writing->sink, ", ");
	writing_put_number(writing, "hi", writing_share(band.hi));
	sink_add_char(writing->sink, '}');
}

static size_t cite(struct writing *writing, uint32_t source)
{
	if (source == SOURCE_NONE || source >= store_source_count(writing->ranking->store))
		return 0;
	for (size_t i = 0; i < writing->source_count; i++)
		if (writing->sources[i] == source)
			return i + 1;
	if (writing->source_count == sizeof(writing->sources) / sizeof(writing->sources[0]))
		return 0;
	writing->sources[writing->source_count++] = source;
	return writing->source_count;
}

static void put_lines(struct writing *writing, const char *key, const struct lines *lines)
{
	sink_add_format(writing->sink, "\"%s\": [", key);
	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->of[i];
		size_t source = cite(writing, line->source);
		sink_add_string(writing->sink, i > 0 ? ",\n      {" : "\n      {");
		writing_put(writing, "text", line->text);
		sink_add_string(writing->sink, ", ");
		writing_put(writing, "field", line->field);
		sink_add_string(writing->sink, ", ");
		writing_put(writing, "value", line->value);
		if (source > 0)
			sink_add_format(writing->sink, ", \"source\": %zu}", source);
		else
			sink_add_string(writing->sink, ", \"source\": null}");
	}
	sink_add_char(writing->sink, ']');
}

static void put_value(struct writing *writing, const struct field *field, const struct value *value)
{
	struct strbuf buf;

	if (value->state == VALUE_UNKNOWN) {
		sink_add_string(writing->sink, "null");
		return;
	}
	if (value->state == VALUE_KNOWN && field->kind == KIND_NUMBER) {
		json_write_number(writing->sink, value->is.number);
		return;
	}
	if (value->state == VALUE_KNOWN && field->kind == KIND_SET) {
		bool is_first = true;
		sink_add_char(writing->sink, '[');
		for (uint8_t i = 0; i < field->member_count; i++)
			if (value->is.mask >> i & 1) {
				sink_add_string(writing->sink, is_first ? "" : ", ");
				json_write_string(writing->sink, text_of(field->members[i].key));
				is_first = false;
			}
		sink_add_char(writing->sink, ']');
		return;
	}
	if (value->state == VALUE_KNOWN && field->kind == KIND_TAGS) {
		sink_add_char(writing->sink, '[');
		for (size_t i = 0; i < value->is.tags.count; i++) {
			sink_add_string(writing->sink, i > 0 ? ", " : "");
			json_write_string(writing->sink, value->is.tags.items[i]);
		}
		sink_add_char(writing->sink, ']');
		return;
	}
	strbuf_init(&buf);
	value_print_key(&buf, field, value);
	json_write_string(writing->sink,
		value->state == VALUE_UNDISCLOSED ? TEXT("undisclosed") : strbuf_text(&buf));
	strbuf_done(&buf);
}

/* Of the model, or of its host: never of an offer that fails a need. */
static struct value value_of(struct writing *writing, const struct candidate *one, uint32_t field)
{
	const struct store *store = writing->ranking->store;

	if (field_get((enum field_id)field)->scope != SCOPE_OFFER)
		return store_value(store, one->row, field, writing->arena);
	return one->host == UINT32_MAX ? (struct value){ .state = VALUE_UNKNOWN }
				       : store_offer_value(store, one->host, field, writing->arena);
}

static void put_cells(struct writing *writing, const struct candidate *one)
{
	static const uint16_t fields[] = { FIELD_NAME, FIELD_DEVELOPER, FIELD_RELEASED,
		FIELD_ARCHITECTURE, FIELD_PARAMS, FIELD_CONTEXT, FIELD_CONTEXT_SERVED, FIELD_INPUT,
		FIELD_OUTPUT, FIELD_CAN, FIELD_ALIGNMENT, FIELD_LICENSE, FIELD_COMMERCIAL,
		FIELD_CONDITION, FIELD_PROVIDER, FIELD_REGION, FIELD_DATA_TERMS, FIELD_PRICE_IN,
		FIELD_PRICE_OUT };

	sink_add_string(writing->sink, "\"cells\": {");
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const struct field *field = field_get((enum field_id)fields[i]);
		struct value value = value_of(writing, one, fields[i]);
		sink_add_format(writing->sink, "%s\"%s\": {\"value\": ", i > 0 ? ", " : "",
			field->key);
		put_value(writing, field, &value);
		sink_add_char(writing->sink, '}');
	}
	sink_add_char(writing->sink, '}');
}

void writing_put_needs(struct writing *writing, uint32_t mask, bool skips_kept)
{
	const struct ranking *ranking = writing->ranking;
	bool is_first = true;

	sink_add_char(writing->sink, '[');
	for (size_t i = 0; i < ranking->need_count; i++) {
		const struct need *need = &ranking->needs[i];
		if (!(mask >> i & 1) || (skips_kept && i > 0 && need->unknown == UNKNOWN_KEEP))
			continue;
		sink_add_string(writing->sink, is_first ? "" : ", ");
		json_write_string(writing->sink,
			need->question == NEED_BASE
				? TEXT("availability")
				: ranking->questionnaire->questions[need->question].id);
		is_first = false;
	}
	sink_add_char(writing->sink, ']');
}

static void put_host(struct writing *writing, const char *key, uint32_t offer)
{
	const struct store *store = writing->ranking->store;
	uint32_t code = offer == UINT32_MAX ? 0 : store_offer_provider(store, offer);

	sink_add_string(writing->sink, key);
	if (code > 0)
		json_write_string(writing->sink, store_term(store, FIELD_PROVIDER, code).key);
	else
		sink_add_string(writing->sink, "null");
}

static void put_month(struct writing *writing, const struct candidate *one)
{
	const struct ranking *ranking = writing->ranking;
	struct setting setting = setting_of(ranking->questionnaire, &ranking->answers);
	double tokens = setting.in + setting.out,
	       unit = setting.requests > 0 || tokens <= 0 ? 1 : 1e6 / tokens;
	bool is_month = setting.requests > 0;

	sink_add_string(writing->sink, is_month ? "\"month\": {" : "\"per_million\": {");
	writing_put_number(writing, "low", one->month_low * unit);
	sink_add_string(writing->sink, ", ");
	writing_put_number(writing, "high", one->month_high * unit);
	sink_add_string(writing->sink, ", ");
	writing_put_number(writing, "maker", one->maker_month * unit);
	put_host(writing, ", \"provider\": ", one->month_offer);
	sink_add_string(writing->sink, ", ");
	writing_put_number(writing, "cheapest", one->cheapest_month * unit);
	put_host(writing, ", \"cheapest_provider\": ", one->cheapest_offer);
	put_host(writing, ", \"free_within_limits\": ", one->trial_offer);
	sink_add_char(writing->sink, '}');
}

static void put_folded(struct writing *writing, uint32_t line)
{
	const struct ranking *ranking = writing->ranking;
	bool is_first = true;

	sink_add_string(writing->sink, "\"folded\": [");
	for (uint32_t i = ranking->lines; i < ranking->count && line < ranking->lines; i++)
		if (ranking->list[i].folded_into == line) {
			sink_add_string(writing->sink, is_first ? "" : ", ");
			json_write_string(writing->sink,
				store_id(ranking->store, ranking->list[i].row));
			is_first = false;
		}
	sink_add_char(writing->sink, ']');
}

void writing_put_row(struct writing *writing, const struct candidate *one, uint32_t line)
{
	static const char *const evidence[] = { "none", "elsewhere", "maker", "independent" };
	const struct ranking *ranking = writing->ranking;
	struct sink *sink = writing->sink;
	struct lines pro, con, open;

	ranking_explain(writing->ranker, ranking, one, writing->arena, &pro, &con, &open);
	sink_add_string(sink, "\n    {");
	writing_put(writing, "id", store_id(ranking->store, one->row));
	if (line < ranking->lines)
		sink_add_format(sink, ", \"rank\": %u, ", line + 1);
	else
		sink_add_string(sink, ", ");
	put_band(writing, "score", one->total);
	sink_add_string(sink, ", ");
	writing_put_number(writing, "cautious", (double)one->key / POINTS);
	sink_add_string(sink, ", ");
	writing_put_number(writing, "preference",
		ranking->draws ? (double)one->preference / ranking->draws : 0);
	sink_add_string(sink, ", ");
	writing_put_number(writing, "data",
		ranking->draws ? (double)one->data / ranking->draws : 0);
	sink_add_format(sink, ", \"pareto\": %s, \"trade_off\": %s, \"own_hardware\": %s,\n     ",
		one->is_pareto ? "true" : "false", one->is_traded ? "true" : "false",
		one->is_own ? "true" : "false");
	sink_add_string(sink, "\"quality\": {");
	writing_put_number(writing, "lo", round(one->quality_low * 1e4) / 1e4);
	sink_add_string(sink, ", ");
	writing_put_number(writing, "mid", round(one->quality * 1e4) / 1e4);
	sink_add_string(sink, ", ");
	writing_put_number(writing, "hi", round(one->quality_high * 1e4) / 1e4);
	sink_add_string(sink, ", ");
	writing_put_number(writing, "coverage", round(one->coverage * 1e4) / 1e4);
	sink_add_format(sink, ", \"evidence\": \"%s\"}, ", evidence[one->evidence]);
	put_month(writing, one);
	sink_add_string(sink, ",\n     \"points\": {");
	for (int i = 0; i < CRITERION_COUNT; i++) {
		sink_add_string(sink, i > 0 ? ", " : "");
		put_band(writing, criterion_key((enum criterion)i), one->of[i]);
	}
	sink_add_string(sink, "},\n     \"unknown_needs\": ");
	writing_put_needs(writing, one->is_marked || line >= ranking->lines ? one->unknown : 0,
		true);
	sink_add_string(sink, ",\n     ");
	put_lines(writing, "for", &pro);
	sink_add_string(sink, ",\n     ");
	put_lines(writing, "against", &con);
	sink_add_string(sink, ",\n     ");
	put_lines(writing, "unknown", &open);
	sink_add_string(sink, ",\n     ");
	put_folded(writing, line);
	sink_add_string(sink, ",\n     ");
	put_cells(writing, one);
	sink_add_char(sink, '}');
	arena_reset(writing->arena);
}
