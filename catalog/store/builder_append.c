/* SPDX-License-Identifier: MIT */
/* All rows of a catalog behind those that are there, column by column: what several processes read of one file becomes one catalog again. Texts and terms
 * come in the order in which they were met, so the bytes are those of one process that read it all. */
#include "catalog/base/bits.h"
#include "catalog/base/memory.h"
#include "catalog/store/builder_parts.h"
#include "catalog/store/store_parts.h"

#include <string.h>

struct append {
	struct builder *builder;
	struct arena arena;
	const struct store *from;
	uint32_t base;                /* the place of its first row */
	uint32_t first_offer;         /* and of its first offer */
	uint32_t *texts;              /* by offset / SNAPSHOT_TEXT_ALIGN: where that text is now */
	uint32_t *sources;            /* by number */
	uint32_t *origins;            /* by code */
	uint32_t *terms[FIELD_COUNT]; /* by code; NULL: none */
};

/* Scores and forms are what one makes of rows later on. */
static bool is_of_rows_and_offers(const struct store *from)
{
	size_t others = from->scores.count + from->benchmarks.count + from->lenses.count +
		from->families.count + from->changes.count + from->form_claims.count;

	for (size_t field = 0; field < FIELD_COUNT; field++)
		others += from->shared[field].count + from->term_claims[field].count;
	return others == 0 && !from->row_forms.cells;
}

static bool has_none_of(struct builder *builder, const struct store *from)
{
	if (store_count(from) == 0 || builder_has_id(builder, store_id(from, 0)))
		return store_count(from) == 0;
	if (builder_is_behind_all(builder))
		return true; /* and so are the others, which stand in order */
	for (uint32_t row = 0; row < store_count(from); row++)
		if (builder_has_id(builder, store_id(from, row)))
			return false;
	return true;
}

static uint32_t text_at(const struct append *append, uint64_t offset)
{
	return offset < append->from->text.count ? append->texts[offset / SNAPSHOT_TEXT_ALIGN] : 0;
}

/* Those of warnings that are not taken. */
static uint64_t *texts_left_out(struct append *append, uint32_t warnings)
{
	const struct store *from = append->from;
	const uint32_t *texts = from->warnings.items;
	size_t words = from->text.count / SNAPSHOT_TEXT_ALIGN / 64 + 1;
	uint64_t *left_out = ARENA_ARRAY(&append->arena, uint64_t, words);

	memset(left_out, 0, words * sizeof(*left_out));
	for (uint32_t i = store_warning_count(from); i-- > 0;) { /* the first ones are taken */
		size_t at = texts[i] / SNAPSHOT_TEXT_ALIGN;
		if (at / 64 < words && i < warnings)
			bit_clear(left_out, at);
		else if (at / 64 < words)
			bit_set(left_out, at);
	}
	return left_out;
}

/* In the order in which they were met. */
static void map_texts(struct append *append, uint32_t warnings)
{
	const uint64_t *left_out = texts_left_out(append, warnings);
	size_t count = append->from->text.count, places = count / SNAPSHOT_TEXT_ALIGN + 2;
	const char *arena = append->from->text.items;

	append->texts = ARENA_ARRAY(&append->arena, uint32_t, places);
	memset(append->texts, 0, places * sizeof(*append->texts));
	for (size_t at = SNAPSHOT_TEXT_FIRST; at < count;) {
		struct text text = store_text(append->from, at);
		if (text.size == 0)
			return;
		size_t place = at / SNAPSHOT_TEXT_ALIGN;
		if (!bit_has(left_out, place))
			append->texts[place] = builder_text(append->builder, text);
		at = snapshot_text_end(arena, text);
	}
}

static void map_terms(struct append *append)
{
	for (uint16_t field = 0; field < FIELD_COUNT; field++) {
		uint32_t count = store_term_count(append->from, field);
		if (count == 0)
			continue;
		builder_copy_terms(append->builder, append->from, (enum field_id)field,
			append->sources);
		append->terms[field] = ARENA_ARRAY(&append->arena, uint32_t, (size_t)count + 1);
		append->terms[field][0] = 0;
		for (uint32_t code = 1; code <= count; code++)
			append->terms[field][code] = builder_term(append->builder,
				(enum field_id)field, store_term(append->from, field, code).key);
	}
}

static void map_origins(struct append *append)
{
	size_t count = append->from->origins.count;

	append->origins = ARENA_ARRAY(&append->arena, uint32_t, count + 1);
	append->origins[0] = 0;
	for (uint32_t code = 1; code <= count; code++) {
		struct claim claim = store_origin_claim(append->from, code);
		if (claim.source != SOURCE_NONE)
			claim.source = append->sources[claim.source];
		append->origins[code] = builder_origin(append->builder, &claim);
	}
}

static uint32_t term_at(const struct append *append, uint16_t field, uint64_t code)
{
	return append->terms[field] && code <= store_term_count(append->from, field)
		? append->terms[field][code]
		: 0;
}

static void append_names(struct append *append)
{
	struct builder *builder = append->builder;
	const uint32_t *starts = store_search_starts(append->from);
	uint32_t count = store_count(append->from), size = (uint32_t)builder->search.size;

	if (count > 0) {
		builder_has_id(builder, store_id(append->from, 0));
		builder_note_rows(builder, append->from);
	}
	builder->search_starts = memory_grow(builder->search_starts, &builder->row_capacity,
		builder->row_count + count + 1, sizeof(*builder->search_starts));
	for (uint32_t row = 0; row <= count; row++)
		builder->search_starts[append->base + row] = size + (starts[row] - starts[0]);
	strbuf_add(&builder->search,
		text_slice(store_search_arena(append->from), starts[0], starts[count]));
	builder->row_count += count;
}

static uint64_t append_tags(struct append *append, struct build_column *to,
	const struct column *column, uint32_t row)
{
	const uint32_t *starts = column->cells;
	uint32_t from = starts[row], count = starts[row + 1] - from;
	size_t start = to->tag_count;

	if (starts[row + 1] <= from || starts[row + 1] > column->tag_code_count ||
		count > UINT16_MAX)
		return 0;
	to->tags = memory_grow(to->tags, &to->tag_capacity, start + count + 1, sizeof(*to->tags));
	to->tags[start] = (uint16_t)count;
	for (uint32_t i = 0; i < count; i++)
		to->tags[start + 1 + i] = (uint16_t)term_at(append, column->field,
			column->tag_codes[from + i]);
	to->tag_count += count + 1;
	return start + 1;
}

/* Behind the cells that are there: of rows or of offers, from that place on. */
static void append_column(struct append *append, uint16_t id, const struct column *column,
	struct build_column *to, uint32_t base)
{
	const struct field *field = field_get((enum field_id)id);

	if (!to->is_used)
		column_begin(to, field);
	uint64_t unknown = column_unknown(to->form);
	for (uint32_t row = 0; row < column->count; row++) {
		if (field->kind == KIND_CATEGORY) {
			column_set_code(to, base + row,
				term_at(append, id, column_bits(column, row)));
			continue;
		}
		uint64_t bits = to->form == COLUMN_TAGS ? append_tags(append, to, column, row)
							: column_bits(column, row);
		if (field->kind == KIND_TEXT)
			bits = text_at(append, bits);
		if (bits != unknown)
			column_put(to, base + row, bits);
	}
}

static void append_bits(struct append *append, struct bits *to, const uint64_t *from)
{
	for (uint32_t word = 0; from && word < (store_count(append->from) + 63) / 64; word++)
		for (uint64_t rest = from[word]; rest != 0; rest &= rest - 1)
			bits_set(to, append->base + word * 64 + (uint32_t)__builtin_ctzll(rest));
}

static void append_columns(struct append *append)
{
	const struct store *from = append->from;

	for (uint16_t field = 0; field < FIELD_COUNT; field++) {
		struct build_column *column = &append->builder->columns[field];
		if (from->has_offer_column[field])
			append_column(append, field, &from->offer_columns[field],
				&append->builder->offer_columns[field], append->first_offer);
		if (!from->has_column[field])
			continue;
		append_column(append, field, &from->columns[field], column, append->base);
		append_bits(append, &column->reported, from->columns[field].reported);
		append_bits(append, &column->inferred, from->columns[field].inferred);
		append_bits(append, &column->conflict, from->columns[field].conflict);
		append_bits(append, &column->implied, from->implied[field]);
	}
}

static void append_origins(struct append *append)
{
	for (uint32_t row = 0; row < store_count(append->from); row++) {
		uint32_t code = store_origin_code(append->from, row);
		if (code > 0)
			builder_set_origin(append->builder, append->base + row,
				append->origins[code]);
	}
}

/* As it is in the builder, of that row or offer. */
static struct claim_record record_at(const struct append *append, struct claim_record record,
	uint32_t base)
{
	const struct field *field = field_get((enum field_id)record.field);
	bool is_text = field->kind == KIND_TEXT || field->kind == KIND_CATEGORY ||
		field->kind == KIND_TAGS;

	record.owner += base;
	record.from = record.from <= append->from->origins.count ? append->origins[record.from] : 0;
	record.detail = text_at(append, record.detail);
	if (is_text)
		record.payload = text_at(append, record.payload);
	else if (record.state == VALUE_KNOWN && field_is_wide(field))
		record.payload = builder_wide(append->builder,
			store_wide(append->from, record.payload));
	return record;
}

static void append_records(struct append *append)
{
	const struct claim_record *records = append->from->claims.items,
				  *of_offers = append->from->offer_claims.items;

	for (size_t i = 0; i < append->from->claims.count; i++) {
		struct claim_record record = record_at(append, records[i], append->base);
		builder_add_record(append->builder, &record);
	}
	for (size_t i = 0; i < append->from->offer_claims.count; i++) {
		struct claim_record record = record_at(append, of_offers[i], append->first_offer);
		builder_add_offer_record(append->builder, &record);
	}
}

static void append_offers(struct append *append)
{
	const struct offer_record *offers = append->from->offers.items;
	const struct tier_record *tiers = append->from->tiers.items;
	const struct price_end_record *ends = append->from->price_ends.items;
	uint32_t first_tier = (uint32_t)append->builder->tier_count;

	for (size_t i = 0; i < append->from->tiers.count; i++)
		builder_add_tier(append->builder, &tiers[i]);
	for (size_t i = 0; i < append->from->price_ends.count; i++) {
		struct price_end_record end = ends[i];
		end.offer += append->first_offer;
		end.source = end.source < store_source_count(append->from)
			? append->sources[end.source]
			: SOURCE_NONE;
		builder_add_price_end(append->builder, &end);
	}
	for (size_t i = 0; i < append->from->offers.count; i++) {
		struct offer_record offer = offers[i];
		offer.row += append->base;
		offer.id = text_at(append, offer.id);
		offer.tier_from += first_tier;
		offer.source = offer.source < store_source_count(append->from)
			? append->sources[offer.source]
			: SOURCE_NONE;
		builder_add_offer_at(append->builder, &offer);
	}
}

bool builder_append(struct builder *builder, const struct store *from, uint32_t warnings)
{
	struct append append = { .builder = builder,
		.from = from,
		.base = (uint32_t)builder->row_count,
		.first_offer = (uint32_t)builder->offer_count };

	if (!is_of_rows_and_offers(from) || !has_none_of(builder, from))
		return false;
	arena_init(&append.arena);
	map_texts(&append, warnings);
	append.sources = builder_copy_sources(builder, from, &append.arena);
	map_origins(&append);
	map_terms(&append);
	append_names(&append);
	append_columns(&append);
	append_offers(&append);
	append_origins(&append);
	append_records(&append);
	for (uint32_t i = 0; i < store_warning_count(from) && i < warnings; i++)
		builder_add_warning(builder, store_warning(from, i));
	arena_done(&append.arena);
	return true;
}
