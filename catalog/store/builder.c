/* SPDX-License-Identifier: MIT */
#include "catalog/store/builder.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/store/builder_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct text builder_text_at(const struct builder *builder, uint32_t offset)
{
	return snapshot_text_at(builder->text.bytes, builder->text.size, offset);
}

static void put_size(struct strbuf *texts, uint32_t size)
{
	strbuf_add_char(texts, (char)(size < SNAPSHOT_TEXT_LONG ? size : SNAPSHOT_TEXT_LONG));
	if (size >= SNAPSHOT_TEXT_LONG)
		strbuf_add_bytes(texts, &size, sizeof(size));
}

static struct text text_content(const struct builder *builder, size_t which, uint32_t entry)
{
	(void)which;
	return builder_text_at(builder, entry);
}

uint32_t builder_text(struct builder *builder, struct text text)
{
	struct intern_slot slot;

	if (text.size == 0)
		return 0;
	uint32_t found = intern_find(&builder->text_index, text, text_content, builder, 0, &slot);
	if (found != 0)
		return found;
	uint32_t offset = (uint32_t)builder->text.size;
	put_size(&builder->text, (uint32_t)text.size);
	strbuf_add(&builder->text, text);
	while (builder->text.size % SNAPSHOT_TEXT_ALIGN != 0)
		strbuf_add_char(&builder->text, '\0');
	slot.entry = offset;
	intern_add(&builder->text_index, slot);
	return offset;
}

static struct text term_content(const struct builder *builder, size_t which, uint32_t entry)
{
	return builder_text_at(builder, builder->terms[which].items[entry - 1].key);
}

uint32_t builder_term(struct builder *builder, enum field_id field, struct text key)
{
	struct build_terms *terms = &builder->terms[field];
	struct intern_slot slot;

	if (key.size == 0)
		return 0;
	uint32_t *recent = &terms->recent[(key.size * 5 + (unsigned char)key.bytes[0] * 3u +
						  (unsigned char)key.bytes[key.size - 1]) %
		TERMS_RECENT];
	if (*recent > 0 && text_equal(key, term_content(builder, field, *recent)))
		return *recent;
	uint32_t found = intern_find(&terms->index, key, term_content, builder, field, &slot);
	*recent = found;
	if (found != 0)
		return found;
	terms->items = memory_grow(terms->items, &terms->capacity, terms->count + 1,
		sizeof(*terms->items));
	uint32_t offset = builder_text(builder, key);
	terms->items[terms->count++] = (struct term_record){ .key = offset, .title = offset };
	slot.entry = (uint32_t)terms->count;
	intern_add(&terms->index, slot);
	return (uint32_t)terms->count;
}

struct builder *builder_new(struct text name, uint32_t date)
{
	struct builder *builder = memory_get_zeroed(1, sizeof(*builder));

	arena_init(&builder->arena);
	builder->date = date;
	builder->shared_from = BUILDER_SHARED_FROM;
	builder->origins.size = sizeof(struct origin_record);
	builder->wide.size = sizeof(uint64_t);
	builder->sources.size = sizeof(struct source_record);
	strbuf_init(&builder->text);
	strbuf_add_bytes(&builder->text, "\0\0\0\0\0\0\0\0", SNAPSHOT_TEXT_FIRST);
	strbuf_init(&builder->search);
	strbuf_init(&builder->names);
	strbuf_init(&builder->folded);
	for (size_t i = 0; i < KOREAN_WORDS_KEPT; i++)
		strbuf_init(&builder->korean[i].words);
	builder->name = builder_text_at(builder, 0);
	if (name.size > 0) {
		char *copy = memory_get(name.size);
		memcpy(copy, name.bytes, name.size);
		builder->name = (struct text){ copy, name.size };
	}
	return builder;
}

void builder_set_shared_from(struct builder *builder, size_t rows)
{
	builder->shared_from = rows;
}

struct text builder_name(const struct builder *builder)
{
	return builder->name;
}

uint32_t builder_date(const struct builder *builder)
{
	return builder->date;
}

void builder_free(struct builder *builder)
{
	if (!builder)
		return;
	column_free(&builder->row_origins);
	free(builder->runs.strays);
	free(builder->runs.is_stray.words);
	for (int i = 0; i < FIELD_COUNT; i++) {
		column_free(&builder->columns[i]);
		column_free(&builder->offer_columns[i]);
		free(builder->terms[i].items);
		free(builder->terms[i].index.slots);
		free(builder->term_claims[i]);
	}
	for (size_t i = 0; i < builder->form_count; i++) {
		free(builder->forms[i].facts);
		free(builder->forms[i].owns);
		free(builder->forms[i].records);
	}
	if (builder->name.size > 0)
		free((char *)builder->name.bytes);
	arena_done(&builder->arena);
	strbuf_done(&builder->text);
	strbuf_done(&builder->search);
	strbuf_done(&builder->names);
	strbuf_done(&builder->folded);
	for (size_t i = 0; i < KOREAN_WORDS_KEPT; i++)
		strbuf_done(&builder->korean[i].words);
	void *blocks[] = { builder->text_index.slots, builder->search_starts,
		builder->id_index.slots, builder->claims, builder->offer_claims, builder->offers,
		builder->tiers, builder->price_ends, builder->sources.items,
		builder->sources.index.slots, builder->scores, builder->benchmarks, builder->lenses,
		builder->shares, builder->warnings, builder->families, builder->changes,
		builder->origins.items, builder->origins.index.slots, builder->forms,
		builder->row_forms, builder->order, builder->sentences, builder->wide.items,
		builder->wide.index.slots };
	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		free(blocks[i]);
	free(builder);
}

uint32_t builder_add_source(struct builder *builder, const struct source *source)
{
	struct source_record record = { .date = source->date,
		.is_seen = (uint32_t)source->is_seen | (uint32_t)source->is_own << 1 };

	record.title = builder_text(builder, source->title);
	record.url = builder_text(builder, source->url);
	record.license = builder_text(builder, source->license);
	return kept_index(&builder->sources, &record);
}

/* Search words of a term: folded, with Hangul initials, blank-separated. */
static uint32_t alias_words(struct builder *builder, const struct text *aliases, size_t count)
{
	struct strbuf words;

	strbuf_init(&words);
	for (size_t i = 0; i < count; i++) {
		struct text folded = text_fold(&builder->arena, aliases[i]);
		struct text initials = text_initials(&builder->arena, folded);
		strbuf_add_format(&words, "%s%.*s", words.size > 0 ? " " : "", TEXT_ARGS(folded));
		if (!text_equal(folded, initials))
			strbuf_add_format(&words, " %.*s", TEXT_ARGS(initials));
	}
	uint32_t offset = builder_text(builder, strbuf_text(&words));
	strbuf_done(&words);
	return offset;
}

void builder_add_entity(struct builder *builder, enum field_id field, const struct entity *entity)
{
	uint32_t code = builder_term(builder, field, entity->id);
	struct term_record record = builder->terms[field].items[code - 1];

	record.title = builder_text(builder, entity->name.size > 0 ? entity->name : entity->id);
	record.aliases = alias_words(builder, entity->aliases, entity->alias_count);
	record.region = builder_text(builder, entity->region);
	record.kind = builder_text(builder, entity->kind);
	record.url = builder_text(builder, entity->url);
	record.developer = builder_text(builder, entity->developer);
	builder->terms[field].items[code - 1] = record;
	for (size_t i = 0; i < entity->claim_count; i++) {
		size_t at = builder->term_claim_count[field]++;
		builder->term_claims[field] = memory_grow(builder->term_claims[field],
			&builder->term_claim_capacity[field], at + 1, sizeof(struct claim_record));
		builder->term_claims[field][at] = claim_pack(builder, code, &entity->claims[i]);
	}
	arena_reset(&builder->arena);
}

int builder_benchmark(const struct builder *builder, struct text id)
{
	for (size_t i = 0; i < builder->benchmark_count; i++)
		if (text_equal(builder_text_at(builder, builder->benchmarks[i].id), id))
			return (int)i;
	return -1;
}

bool builder_has_benchmark(const struct builder *builder, struct text id)
{
	return builder_benchmark(builder, id) >= 0;
}

void builder_add_benchmark(struct builder *builder, const struct benchmark *benchmark)
{
	struct benchmark_record record = { .chance = benchmark->chance,
		.ceiling = benchmark->ceiling,
		.middle = benchmark->middle,
		.spread = benchmark->spread,
		.unit = benchmark->unit,
		.is_lower_better = benchmark->is_lower_better };

	record.id = builder_text(builder, benchmark->id);
	record.name = builder_text(builder, benchmark->name);
	record.measures = builder_text(builder, benchmark->measures);
	record.url = builder_text(builder, benchmark->url);
	builder->benchmarks = memory_grow(builder->benchmarks, &builder->benchmark_capacity,
		builder->benchmark_count + 1, sizeof(record));
	builder->benchmarks[builder->benchmark_count++] = record;
}

void builder_add_lens(struct builder *builder, struct text id, struct text name_en,
	struct text name_ko, const struct lens_share *shares, size_t count)
{
	struct lens_record record = { .share_from = (uint32_t)builder->share_count };

	record.id = builder_text(builder, id);
	record.name_en = builder_text(builder, name_en);
	record.name_ko = builder_text(builder, name_ko);
	for (size_t i = 0; i < count; i++) {
		int benchmark = builder_benchmark(builder, shares[i].benchmark);
		if (benchmark < 0)
			continue;
		builder->shares = memory_grow(builder->shares, &builder->share_capacity,
			builder->share_count + 1, sizeof(*builder->shares));
		builder->shares[builder->share_count++] = (struct share_record){
			.share = shares[i].share,
			.benchmark = (uint32_t)benchmark
		};
		record.share_count++;
	}
	builder->lenses = memory_grow(builder->lenses, &builder->lens_capacity,
		builder->lens_count + 1, sizeof(record));
	builder->lenses[builder->lens_count++] = record;
}

void builder_add_family_rule(struct builder *builder, const struct family_rule *rule)
{
	struct family_record record = { .code = rule->code,
		.rank = rule->rank,
		.is_derivative = rule->is_derivative };

	record.developer = builder_text(builder, rule->developer);
	record.pattern = builder_text(builder, rule->pattern);
	record.stems = builder_text(builder, rule->stems);
	builder->families = memory_grow(builder->families, &builder->family_capacity,
		builder->family_count + 1, sizeof(record));
	builder->families[builder->family_count++] = record;
}

void builder_leave_unranked(struct builder *builder)
{
	builder->is_unranked = true;
}

void builder_keep_columns_whole(struct builder *builder)
{
	builder->has_whole_columns = true;
}

void builder_keep_order(struct builder *builder)
{
	builder->keeps_order = true;
}

uint32_t *builder_take_order(struct builder *builder)
{
	uint32_t *order = builder->order;

	builder->order = NULL;
	return order;
}

void builder_set_losses(struct builder *builder, uint32_t refused, uint32_t warned)
{
	builder->refused_count = refused;
	builder->warned_count = warned;
}

void builder_add_warning(struct builder *builder, struct text sentence)
{
	builder->warnings = memory_grow(builder->warnings, &builder->warning_capacity,
		builder->warning_count + 1, sizeof(*builder->warnings));
	builder->warnings[builder->warning_count++] = builder_text(builder, sentence);
}

uint32_t builder_model_count(const struct builder *builder)
{
	return (uint32_t)builder->row_count;
}

static void add_scores(struct builder *builder, uint32_t row, const struct draft *draft)
{
	for (size_t i = 0; i < draft->score_count; i++) {
		const struct draft_score *score = &draft->scores[i];
		int benchmark = builder_benchmark(builder, score->benchmark);
		if (benchmark < 0)
			continue;
		builder->scores = memory_grow(builder->scores, &builder->score_capacity,
			builder->score_count + 1, sizeof(*builder->scores));
		builder->scores[builder->score_count++] = (struct score_record){
			.score = score->score,
			.row = row,
			.benchmark = (uint32_t)benchmark,
			.harness = builder_text(builder, score->harness),
			.version = builder_text(builder, score->version),
			.setting = builder_text(builder, score->setting),
			.date = score->date,
			.source = score->source,
			.by = score->by,
		};
	}
}

static void add_columns(struct builder *builder, uint32_t row, const struct draft *draft)
{
	for (size_t from = 0; from < draft->claim_count;) {
		size_t to = from + 1;
		while (to < draft->claim_count &&
			draft->claims[to].field == draft->claims[from].field)
			to++;
		if (draft->claims[from].field < FIELD_COUNT)
			builder_add_claims(builder, row, &draft->claims[from], to - from);
		from = to;
	}
}

enum result builder_add_model(struct builder *builder, const struct draft *draft, struct error *err)
{
	uint32_t row;
	enum result result = builder_add_names(builder, draft, &row, err);

	if (result != RESULT_OK)
		return result;
	add_columns(builder, row, draft);
	builder_add_offers(builder, row, draft);
	add_scores(builder, row, draft);
	arena_reset(&builder->arena);
	return RESULT_OK;
}
