/* SPDX-License-Identifier: MIT */
/* What a catalog takes over from another one as it is: sources, terms, benchmarks, lenses, the rules of families, the change list, sentences. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_parts.h"

#include <string.h>

uint32_t builder_term_code(struct builder *builder, enum field_id field, struct text key)
{
	return builder_term(builder, field, key);
}

uint32_t *builder_copy_sources(struct builder *builder, const struct store *from,
	struct arena *arena)
{
	uint32_t count = store_source_count(from);
	uint32_t *map = ARENA_ARRAY(arena, uint32_t, (size_t)count + 1);

	for (uint32_t i = 0; i < count; i++) {
		struct source source = store_source(from, i);
		map[i] = builder_add_source(builder, &source);
	}
	return map;
}

/* A term that is there already keeps what it says. */
static bool is_described(const struct build_terms *terms, uint32_t code)
{
	const struct term_record *record = &terms->items[code - 1];
	return record->aliases != 0 || record->region != 0 || record->kind != 0 ||
		record->url != 0 || record->title != record->key;
}

void builder_copy_terms(struct builder *builder, const struct store *from, enum field_id field,
	const uint32_t *source_map)
{
	uint32_t count = store_term_count(from, field);

	for (uint32_t i = 1; i <= count; i++) {
		struct term term = store_term(from, field, i);
		size_t before = builder->terms[field].count, claim_count;
		uint32_t code = builder_term(builder, field, term.key);
		if (code == 0 || (code <= before && is_described(&builder->terms[field], code)))
			continue;
		struct term_record record = builder->terms[field].items[code - 1];
		record.title = builder_text(builder, term.written);
		record.aliases = builder_text(builder, term.aliases);
		record.region = builder_text(builder, term.region);
		record.kind = builder_text(builder, term.kind);
		record.url = builder_text(builder, term.url);
		record.developer = builder_text(builder, term.developer);
		builder->terms[field].items[code - 1] = record;
		const struct claim *claims = store_term_claims(from, field, i, &builder->arena,
			&claim_count);
		for (size_t j = 0; j < claim_count; j++) {
			struct claim claim = claims[j];
			claim.source = claim.source == SOURCE_NONE ? SOURCE_NONE
								   : source_map[claim.source];
			size_t at = builder->term_claim_count[field]++;
			builder->term_claims[field] = memory_grow(builder->term_claims[field],
				&builder->term_claim_capacity[field], at + 1,
				sizeof(struct claim_record));
			builder->term_claims[field][at] = claim_pack(builder, code, &claim);
		}
		arena_reset(&builder->arena);
	}
}

static bool has_lens(const struct builder *builder, struct text id)
{
	for (size_t i = 0; i < builder->lens_count; i++)
		if (text_equal(builder_text_at(builder, builder->lenses[i].id), id))
			return true;
	return false;
}

void builder_copy_benchmarks(struct builder *builder, const struct store *from)
{
	for (uint32_t i = 0; i < store_benchmark_count(from); i++) {
		struct benchmark benchmark = store_benchmark(from, i);
		if (builder_benchmark(builder, benchmark.id) < 0)
			builder_add_benchmark(builder, &benchmark);
	}
	for (uint32_t i = 0; i < store_lens_count(from); i++) {
		const struct lens_share *shares = NULL;
		if (has_lens(builder, store_lens(from, i, LANGUAGE_COUNT)))
			continue;
		size_t count = store_lens_shares(from, i, &builder->arena, &shares);
		builder_add_lens(builder, store_lens(from, i, LANGUAGE_COUNT),
			store_lens(from, i, LANGUAGE_EN), store_lens(from, i, LANGUAGE_KO), shares,
			count);
	}
	arena_reset(&builder->arena);
}

void builder_copy_family_rules(struct builder *builder, const struct store *from)
{
	for (size_t i = 0; i < store_family_rule_count(from); i++) {
		struct family_rule rule = store_family_rule(from, i);
		struct term term = store_term(from, FIELD_FAMILY, rule.code);
		rule.code = builder_term(builder, FIELD_FAMILY, term.key);
		builder_add_family_rule(builder, &rule);
	}
}

void builder_add_change(struct builder *builder, const struct listed_change *change)
{
	const struct field *field = field_find(change->field);
	struct listed_change_record record = { .date = change->date,
		.kind = change->kind,
		.field = field && field->id < FIELD_COUNT ? (uint8_t)(field->id + 1) : 0 };

	record.model = builder_text(builder, change->model);
	record.provider = builder_text(builder, change->provider);
	record.before = builder_text(builder, change->before);
	record.after = builder_text(builder, change->after);
	record.note = builder_text(builder, change->note);
	builder->changes = memory_grow(builder->changes, &builder->change_capacity,
		builder->change_count + 1, sizeof(record));
	builder->changes[builder->change_count++] = record;
}

void builder_copy_changes(struct builder *builder, const struct store *from)
{
	for (size_t i = 0; i < store_change_count(from); i++) {
		struct listed_change change = store_change(from, i);
		builder_add_change(builder, &change);
	}
}

void builder_add_sentence(struct builder *builder, struct text en, struct text ko)
{
	struct sentence_record record = { builder_text(builder, en), builder_text(builder, ko) };

	builder->sentences = memory_grow(builder->sentences, &builder->sentence_capacity,
		builder->sentence_count + 1, sizeof(record));
	builder->sentences[builder->sentence_count++] = record;
}

void builder_copy_sentences(struct builder *builder, const struct store *from)
{
	struct text en, ko;

	for (size_t i = 0; store_sentence(from, i, &en, &ko); i++)
		builder_add_sentence(builder, en, ko);
}
