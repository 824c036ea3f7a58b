/* SPDX-License-Identifier: MIT */
/* A ranking as JSON, kind "ranking" (llmatlas-json(5)). */
#include "catalog/advice/record.h"

#include "catalog/advice/rank_parts.h"
#include "catalog/base/json.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"

#include <math.h>

struct writing {
	struct sink *sink;
	struct ranker *ranker;
	const struct ranking *ranking;
	struct arena *arena;
	uint32_t sources[512]; /* cited, in order of appearance */
	size_t source_count;
};

static void put(struct writing *writing, const char *key, struct text value)
{
	json_write_string(writing->sink, text_of(key));
	sink_add_string(writing->sink, ": ");
	json_write_string(writing->sink, value);
}

static void put_number(struct writing *writing, const char *key, double value)
{
	json_write_string(writing->sink, text_of(key));
	sink_add_string(writing->sink, ": ");
	if (isnan(value))
		sink_add_string(writing->sink, "null");
	else
		json_write_number(writing->sink, value);
}

static double share(int32_t value)
{
	return (double)value / POINTS;
}

static void put_band(struct writing *writing, const char *key, struct band band)
{
	sink_add_format(writing->sink, "\"%s\": {", key);
	put_number(writing, "lo", share(band.lo));
	sink_add_string(writing->sink, ", ");
	put_number(writing, "mid", share(band.mid));
	sink_add_string(writing->sink, ", ");
	put_number(writing, "hi", share(band.hi));
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
		put(writing, "text", line->text);
		sink_add_string(writing->sink, ", ");
		put(writing, "field", line->field);
		sink_add_string(writing->sink, ", ");
		put(writing, "value", line->value);
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

/* Of the offers that count, or of the model: never of an offer that fails a need. */
static struct value value_of(struct writing *writing, const struct candidate *one, uint32_t field)
{
	const struct ranking *ranking = writing->ranking;
	const struct field *of = field_get((enum field_id)field);
	struct value all = { .state = VALUE_UNKNOWN };

	if (of->scope != SCOPE_OFFER)
		return store_value(ranking->store, one->row, field, writing->arena);
	if (one->is_own)
		return all;
	if (field == FIELD_DATA_TERMS) {
		for (uint32_t offer = store_offers_from(ranking->store, one->row);
			offer < store_offers_from(ranking->store, one->row + 1); offer++) {
			struct value value = store_offer_value(ranking->store, offer, field,
				writing->arena);
			if (!ranking->allowed[offer] || value.state != VALUE_KNOWN)
				continue;
			all.is.mask = (all.state == VALUE_KNOWN ? all.is.mask : 0) | value.is.mask;
			all.state = VALUE_KNOWN;
		}
		return all;
	}
	uint32_t offer = field == FIELD_CONTEXT_SERVED ? one->context_offer : one->month_offer;
	return offer == UINT32_MAX
		? all
		: store_offer_value(ranking->store, offer, field, writing->arena);
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

static void put_needs(struct writing *writing, uint32_t mask, bool skips_kept)
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

static void put_month(struct writing *writing, const struct candidate *one)
{
	struct value provider = value_of(writing, one, FIELD_PROVIDER);

	sink_add_string(writing->sink, "\"month\": {");
	put_number(writing, "low", one->month_low);
	sink_add_string(writing->sink, ", ");
	put_number(writing, "high", one->month_high);
	sink_add_string(writing->sink, ", \"provider\": ");
	if (provider.state == VALUE_KNOWN && provider.is.tags.count > 0)
		json_write_string(writing->sink, provider.is.tags.items[0]);
	else
		sink_add_string(writing->sink, "null");
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

static void put_row(struct writing *writing, const struct candidate *one, uint32_t line)
{
	static const char *const evidence[] = { "none", "maker", "independent" };
	const struct ranking *ranking = writing->ranking;
	struct sink *sink = writing->sink;
	struct lines pro, con, open;

	ranking_explain(writing->ranker, ranking, one, writing->arena, &pro, &con, &open);
	sink_add_string(sink, "\n    {");
	put(writing, "id", store_id(ranking->store, one->row));
	if (line < ranking->lines)
		sink_add_format(sink, ", \"rank\": %u, ", line + 1);
	else
		sink_add_string(sink, ", ");
	put_band(writing, "score", one->total);
	sink_add_string(sink, ", ");
	put_number(writing, "cautious", (double)one->key / POINTS);
	sink_add_string(sink, ", ");
	put_number(writing, "preference",
		ranking->draws ? (double)one->preference / ranking->draws : 0);
	sink_add_string(sink, ", ");
	put_number(writing, "data", ranking->draws ? (double)one->data / ranking->draws : 0);
	sink_add_format(sink, ", \"pareto\": %s, \"trade_off\": %s, \"own_hardware\": %s,\n     ",
		one->is_pareto ? "true" : "false", one->is_traded ? "true" : "false",
		one->is_own ? "true" : "false");
	sink_add_string(sink, "\"quality\": {");
	put_number(writing, "lo", round(one->quality_low * 1e4) / 1e4);
	sink_add_string(sink, ", ");
	put_number(writing, "mid", round(one->quality * 1e4) / 1e4);
	sink_add_string(sink, ", ");
	put_number(writing, "hi", round(one->quality_high * 1e4) / 1e4);
	sink_add_string(sink, ", ");
	put_number(writing, "coverage", round(one->coverage * 1e4) / 1e4);
	sink_add_format(sink, ", \"evidence\": \"%s\"}, ", evidence[one->evidence]);
	put_month(writing, one);
	sink_add_string(sink, ",\n     \"points\": {");
	for (int i = 0; i < CRITERION_COUNT; i++) {
		sink_add_string(sink, i > 0 ? ", " : "");
		put_band(writing, criterion_key((enum criterion)i), one->of[i]);
	}
	sink_add_string(sink, "},\n     \"unknown_needs\": ");
	put_needs(writing, one->is_marked || line >= ranking->lines ? one->unknown : 0, true);
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

static void put_need_list(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"needs\": [");
	for (size_t i = 0; i < ranking->need_count; i++) {
		const struct need *need = &ranking->needs[i];
		sink_add_string(writing->sink, i > 0 ? ",\n    {" : "\n    {");
		put(writing, "question",
			need->question == NEED_BASE
				? TEXT("availability")
				: ranking->questionnaire->questions[need->question].id);
		sink_add_string(writing->sink, ", ");
		put(writing, "text", need_text(ranking, i, writing->arena));
		sink_add_string(writing->sink, ", ");
		put(writing, "query", need->hosted);
		sink_add_string(writing->sink, ", ");
		put(writing, "query_own", need->own);
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "],\n  \"weights\": {");
	for (int i = 0; i < CRITERION_COUNT; i++) {
		sink_add_string(writing->sink, i > 0 ? ", " : "");
		put_number(writing, criterion_key((enum criterion)i), share(ranking->weights[i]));
	}
	sink_add_string(writing->sink, "},\n");
	arena_reset(writing->arena);
}

static void put_excluded(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;
	bool is_first = true;

	sink_add_string(writing->sink, "  \"excluded\": [");
	for (uint32_t row = 0; row < store_count(ranking->store); row++) {
		if (!ranking->failed[row])
			continue;
		sink_add_string(writing->sink, is_first ? "\n    {" : ",\n    {");
		is_first = false;
		put(writing, "id", store_id(ranking->store, row));
		sink_add_string(writing->sink, ", \"needs\": ");
		put_needs(writing, ranking->failed[row], false);
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_alternatives(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"alternatives\": [");
	for (size_t i = 0; i < ranking->alternative_count; i++) {
		const struct alternative *slot = &ranking->alternatives[i];
		sink_add_string(writing->sink, i > 0 ? ",\n    {" : "\n    {");
		put(writing, "kind", text_of(slot->kind));
		sink_add_string(writing->sink, ", \"id\": ");
		if (slot->at == UINT32_MAX)
			sink_add_string(writing->sink, "null");
		else
			json_write_string(writing->sink,
				store_id(ranking->store, ranking->list[slot->at].row));
		sink_add_string(writing->sink, ", ");
		put(writing, "reason", slot->at == UINT32_MAX ? slot->reason : slot->note);
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_answer(struct writing *writing, size_t question, const struct answer *answer)
{
	const struct question *of = &writing->ranking->questionnaire->questions[question];

	if (answer->is_given)
		answer_write(writing->sink, of, answer);
	else
		sink_add_string(writing->sink, "null");
}

static void put_what_ifs(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"what_if\": [");
	for (size_t i = 0; i < ranking->what_if_count; i++) {
		const struct what_if *one = &ranking->what_ifs[i];
		sink_add_string(writing->sink, i > 0 ? ",\n    {" : "\n    {");
		if (one->option < 0) {
			put(writing, "weight", text_of(criterion_key(one->weight)));
			sink_add_string(writing->sink, ", ");
			put_number(writing, "factor", one->factor);
		} else {
			put(writing, "question",
				ranking->questionnaire->questions[one->question].id);
			sink_add_string(writing->sink, ", \"from\": ");
			put_answer(writing, one->question, &ranking->answers.of[one->question]);
			sink_add_string(writing->sink, ", \"to\": ");
			put_answer(writing, one->question, &one->to);
		}
		sink_add_string(writing->sink, ", ");
		put(writing, "winner", store_id(ranking->store, one->winner));
		sink_add_format(writing->sink, ", \"certain\": %u}", one->certain);
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_relaxations(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"relaxations\": [");
	for (size_t i = 0; i < ranking->relaxation_count; i++) {
		const struct relaxation *one = &ranking->relaxations[i];
		uint32_t mask = 0;
		for (size_t j = 0; j < one->need_count; j++)
			mask |= UINT32_C(1) << one->needs[j];
		sink_add_string(writing->sink,
			i > 0 ? ",\n    {\"needs\": " : "\n    {\"needs\": ");
		put_needs(writing, mask, false);
		sink_add_string(writing->sink, ", \"change\": {");
		bool is_first = true;
		for (size_t j = 0; j < ranking->questionnaire->question_count; j++) {
			bool is_touched = false;
			for (size_t k = 0; k < one->need_count; k++)
				is_touched = is_touched ||
					ranking->needs[one->needs[k]].question == j;
			if (!is_touched)
				continue;
			sink_add_string(writing->sink, is_first ? "" : ", ");
			is_first = false;
			json_write_string(writing->sink, ranking->questionnaire->questions[j].id);
			sink_add_string(writing->sink, ": ");
			put_answer(writing, j, &one->to.of[j]);
		}
		sink_add_string(writing->sink, "}, ");
		put(writing, "text", one->change);
		sink_add_format(writing->sink,
			", \"gains\": %u, \"to_verify\": %u, \"only_if_policy_allows\": %s, ",
			one->gains, one->unknown_gains, one->is_policy ? "true" : "false");
		if (one->is_policy) {
			put(writing, "note", text_of(_("only if your policy allows")));
			sink_add_string(writing->sink, ", ");
		}
		put(writing, "winner", store_id(ranking->store, one->winner));
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_confirmations(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"if_confirmed\": [");
	for (size_t i = 0; i < ranking->confirmation_count; i++) {
		const struct confirmation *one = &ranking->confirmations[i];
		sink_add_string(writing->sink, i > 0 ? ", {\"needs\": " : "{\"needs\": ");
		put_needs(writing, UINT32_C(1) << one->need, false);
		sink_add_format(writing->sink, ", \"models\": %u, ", one->models);
		put(writing, "text",
			arena_format(writing->arena,
				P_("%u more model if this is confirmed: %.*s",
					"%u more models if this is confirmed: %.*s", one->models),
				one->models,
				TEXT_ARGS(need_open_text(ranking, one->need, writing->arena))));
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_rows(struct writing *writing)
{
	const struct ranking *ranking = writing->ranking;

	sink_add_string(writing->sink, "  \"rows\": [");
	for (uint32_t i = 0; i < ranking->lines; i++) {
		sink_add_string(writing->sink, i > 0 ? "," : "");
		put_row(writing, &ranking->list[i], i);
	}
	sink_add_string(writing->sink, "],\n  \"verify_first\": [");
	for (uint32_t i = 0; i < ranking->verify_count; i++) {
		sink_add_string(writing->sink, i > 0 ? "," : "");
		put_row(writing, &ranking->verify[i], UINT32_MAX);
	}
	sink_add_string(writing->sink, "],\n");
}

static void put_date(struct sink *sink, uint32_t date)
{
	if (date == 0)
		sink_add_string(sink, "null");
	else if (date % 10000 == 0)
		sink_add_format(sink, "\"%04u\"", date / 10000);
	else if (date % 100 == 0)
		sink_add_format(sink, "\"%04u-%02u\"", date / 10000, date / 100 % 100);
	else
		sink_add_format(sink, "\"%04u-%02u-%02u\"", date / 10000, date / 100 % 100,
			date % 100);
}

static void put_sources(struct writing *writing)
{
	sink_add_string(writing->sink, "  \"sources\": [");
	for (size_t i = 0; i < writing->source_count; i++) {
		struct source source = store_source(writing->ranking->store, writing->sources[i]);
		sink_add_format(writing->sink, "%s{\"n\": %zu, ", i > 0 ? ",\n    " : "\n    ",
			i + 1);
		put(writing, "title", source.title);
		sink_add_string(writing->sink, ", ");
		put(writing, "url", source.url);
		sink_add_string(writing->sink, ", \"date\": ");
		put_date(writing->sink, source.date);
		sink_add_char(writing->sink, '}');
	}
	sink_add_string(writing->sink, "]\n}\n");
}

static void put_head(struct writing *writing, struct text command)
{
	const struct ranking *ranking = writing->ranking;
	struct sink *sink = writing->sink;
	struct text notes[24];

	sink_add_string(sink, "{\n  \"llmatlas\": 1, \"kind\": \"ranking\",\n  ");
	put(writing, "query", ranking_query(ranking, writing->arena));
	sink_add_string(sink, ",\n  \"catalog\": {");
	put(writing, "name", store_name(ranking->store));
	sink_add_string(sink, ", \"date\": ");
	put_date(sink, store_date(ranking->store));
	sink_add_format(sink, ", \"hash\": \"%016llx\"},\n  ",
		(unsigned long long)store_hash(ranking->store));
	sink_add_format(sink, "\"rules\": {\"version\": ");
	json_write_string(sink, ranking->questionnaire->version);
	sink_add_format(sink, ", \"hash\": \"%016llx\", \"seed\": %llu, \"draws\": %u},\n  ",
		(unsigned long long)ranking->questionnaire->hash,
		(unsigned long long)ranking->questionnaire->seed, ranking->draws);
	sink_add_format(sink, "\"answers_hash\": \"%016llx\", \"answers\": {",
		(unsigned long long)answers_hash(&ranking->answers, ranking->questionnaire));
	bool is_first = true;
	for (size_t i = 0; i < ranking->questionnaire->question_count; i++) {
		if (!ranking->answers.of[i].is_given)
			continue;
		sink_add_string(sink, is_first ? "" : ", ");
		is_first = false;
		json_write_string(sink, ranking->questionnaire->questions[i].id);
		sink_add_string(sink, ": ");
		put_answer(writing, i, &ranking->answers.of[i]);
	}
	sink_add_string(sink, "},\n  ");
	if (command.size > 0) {
		put(writing, "command", command);
		sink_add_string(sink, ",\n  ");
	}
	put(writing, "headline", ranking_headline(ranking, writing->arena));
	sink_add_format(sink, ", \"firmness\": \"%s\",\n  \"notes\": [",
		ranking->firmness == FIRM_CLEAR             ? "clear"
			: ranking->firmness == FIRM_LEANING ? "leaning"
			: ranking->firmness == FIRM_TOSS_UP ? "toss-up"
							    : "none");
	size_t count = ranking_notes(ranking, writing->arena, notes, 24);
	for (size_t i = 0; i < count; i++) {
		sink_add_string(sink, i > 0 ? ",\n    " : "\n    ");
		json_write_string(sink, notes[i]);
	}
	sink_add_format(sink, "],\n  \"certain\": %u, \"to_verify\": %u, \"out\": %u,\n",
		ranking->certain, ranking->possible, ranking->out);
	arena_reset(writing->arena);
}

void record_write_json(struct sink *sink, struct ranker *ranker, const struct ranking *ranking,
	struct text command)
{
	struct arena arena;
	struct writing writing = { sink, ranker, ranking, &arena, { 0 }, 0 };

	arena_init(&arena);
	put_head(&writing, command);
	put_need_list(&writing);
	put_rows(&writing);
	put_alternatives(&writing);
	put_what_ifs(&writing);
	put_relaxations(&writing);
	put_confirmations(&writing);
	put_excluded(&writing);
	put_sources(&writing);
	arena_done(&arena);
}
