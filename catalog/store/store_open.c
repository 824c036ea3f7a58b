/* SPDX-License-Identifier: MIT */
/* Opening: the section table becomes spans and columns. What does not fit its section is left out, so that nothing behind this has to ask. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/store/store_parts.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static struct span_of span(const struct store *store, const struct snapshot_section *section,
	size_t size)
{
	size_t fits = section->size / size;
	return (struct span_of){ store->bytes + section->offset,
		section->count < fits ? section->count : fits };
}

static void map_fields(struct store *store, const struct snapshot_section *section)
{
	struct text keys = { store->bytes + section->offset, section->size };

	while (keys.size > 0 && store->field_count < FIELD_COUNT * 2) {
		ptrdiff_t end = text_find(keys, TEXT("\n"));
		struct text key = end < 0 ? keys : text_slice(keys, 0, (size_t)end);
		uint16_t id = FIELD_NONE;
		for (uint16_t i = 0; i < FIELD_COUNT && id == FIELD_NONE; i++)
			if (text_equal_string(key, field_get((enum field_id)i)->key))
				id = i;
		if (id != FIELD_NONE && store->index_of[id] == FIELD_NONE)
			store->index_of[id] = (uint16_t)store->field_count;
		store->field_of[store->field_count++] = id;
		keys = end < 0 ? TEXT_NONE : text_slice(keys, (size_t)end + 1, keys.size);
	}
}

static uint16_t field_of(const struct store *store, uint16_t index)
{
	return index < store->field_count ? store->field_of[index] : FIELD_NONE;
}

size_t column_form_width(uint32_t form)
{
	static const uint8_t widths[] = { [COLUMN_CODE8] = 1,
		[COLUMN_CODE16] = 2,
		[COLUMN_CODE32] = 4,
		[COLUMN_MASK8] = 1,
		[COLUMN_MASK16] = 2,
		[COLUMN_MASK32] = 4,
		[COLUMN_MASK64] = 8,
		[COLUMN_U32] = 4,
		[COLUMN_F32] = 4,
		[COLUMN_F64] = 8,
		[COLUMN_TEXT] = 4,
		[COLUMN_TAGS] = 4 };
	return form < sizeof(widths) ? widths[form] : 0;
}

/* The form must be one that the field's kind can have: everything behind this trusts it. */
static bool form_suits(const struct field *field, uint32_t form)
{
	switch (field->kind) {
	case KIND_TEXT: return form == COLUMN_TEXT;
	case KIND_CATEGORY:
	case KIND_CHOICE: return form <= COLUMN_CODE32;
	case KIND_SET: return form >= COLUMN_MASK8 && form <= COLUMN_MASK64;
	case KIND_TAGS: return form == COLUMN_TAGS;
	case KIND_DATE: return form == COLUMN_U32;
	case KIND_NUMBER: return form >= COLUMN_U32 && form <= COLUMN_F64;
	}
	return false;
}

static void map_column(struct store *store, const struct snapshot_section *section, bool is_offer)
{
	uint16_t id = field_of(store, section->field);
	uint32_t rows = is_offer ? store->header.offer_count : store->header.model_count;
	size_t width = column_form_width(section->form);

	if (id == FIELD_NONE || width == 0 ||
		!form_suits(field_get((enum field_id)id), section->form))
		return;
	if (section->size / width < (size_t)rows + (section->form == COLUMN_TAGS))
		return;
	struct column *column = is_offer ? &store->offer_columns[id] : &store->columns[id];
	column->field = id;
	column->form = (enum column_form)section->form;
	column->count = rows;
	column->cells = store->bytes + section->offset;
	(is_offer ? store->has_offer_column : store->has_column)[id] = true;
}

/* What belongs together is looked at when all sections are known: see settle_shared. */
static void map_shared(struct store *store, const struct snapshot_section *section)
{
	uint16_t id = field_of(store, section->field);
	size_t width = column_form_width(section->form);

	if (id == FIELD_NONE)
		return;
	struct shared_column *shared = &store->shared[id];
	if (section->kind == SNAPSHOT_SHARED_FLAGS) {
		shared->flags = (const uint8_t *)store->bytes + section->offset;
		shared->flag_count = section->size;
	} else if (section->kind == SNAPSHOT_SHARED_ROWS) {
		struct span_of rows = span(store, section, 4);
		shared->rows = rows.items;
		shared->row_count = rows.count;
	} else if (width > 0 && form_suits(field_get((enum field_id)id), section->form)) {
		size_t fits = section->size / width;
		bool is_tags = section->form == COLUMN_TAGS;
		shared->form = (enum column_form)section->form;
		shared->cells = store->bytes + section->offset;
		shared->count = fits > is_tags && section->count <= fits - is_tags ? section->count
										   : 0;
	}
}

static void settle_shared(struct store *store)
{
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		struct shared_column *shared = &store->shared[i];
		if (!shared->flags || !shared->rows || shared->flag_count < shared->count ||
			shared->count <= shared->row_count || shared->count > UINT32_MAX ||
			store->has_column[i])
			shared->count = 0;
	}
	store->whole = memory_get_zeroed(FIELD_COUNT, sizeof(struct column *));
}

static void map_companion(struct store *store, const struct snapshot_section *section)
{
	uint16_t id = field_of(store, section->field);
	size_t rows = store->header.model_count, count;
	const void *items = store->bytes + section->offset;

	if (id == FIELD_NONE)
		return;
	struct column *column = &store->columns[id];
	bool has_bits = section->size >= (rows + 63) / 64 * 8;
	switch (section->kind) {
	case SNAPSHOT_TAG_CODES:
	case SNAPSHOT_OFFER_TAG_CODES:
		if (section->kind == SNAPSHOT_OFFER_TAG_CODES)
			column = &store->offer_columns[id];
		column->tag_codes = items;
		column->tag_code_count = (uint32_t)(section->size / 2);
		break;
	case SNAPSHOT_BINS: column->bins = section->size >= rows ? items : NULL; break;
	case SNAPSHOT_REPORTED: column->reported = has_bits ? items : NULL; break;
	case SNAPSHOT_INFERRED: column->inferred = has_bits ? items : NULL; break;
	case SNAPSHOT_CONFLICT: column->conflict = has_bits ? items : NULL; break;
	case SNAPSHOT_IMPLIED: store->implied[id] = has_bits ? items : NULL; break;
	case SNAPSHOT_RANKS:
		count = id == FIELD_NAME ? rows : store->terms[id].count + 1;
		column->ranks = section->size / 4 >= count ? items : NULL;
		break;
	case SNAPSHOT_LEADERS:
		store->leaders[id].rows = items;
		store->leaders[id].count = section->size / 4;
		store->leaders[id].is_ascending = section->form == 1;
		break;
	case SNAPSHOT_TOTALS:
		store->totals[id].counts = items;
		store->totals[id].count = section->size / 4;
		store->totals[id].has_reported = section->form == 1;
		break;
	case SNAPSHOT_TERMS:
		store->terms[id] = span(store, section, sizeof(struct term_record));
		break;
	case SNAPSHOT_TERM_CLAIMS:
		store->term_claims[id] = span(store, section, sizeof(struct claim_record));
		break;
	default: break;
	}
}

static void map_codes(const struct store *store, struct column *column,
	const struct snapshot_section *section)
{
	size_t width = column_form_width(section->form);

	if (section->form > COLUMN_CODE32 || section->size / width < store->header.model_count)
		return;
	*column = (struct column){ .field = FIELD_NONE,
		.form = (enum column_form)section->form,
		.count = store->header.model_count,
		.cells = store->bytes + section->offset };
}

/* Sections that are records one behind the other. */
static bool map_records(struct store *store, const struct snapshot_section *section)
{
	static const struct {
		uint32_t kind;
		size_t place, size;
	} records[] = {
		{ SNAPSHOT_TEXT, offsetof(struct store, text), 1 },
		{ SNAPSHOT_SEARCH, offsetof(struct store, search), 1 },
		{ SNAPSHOT_SEARCH_STARTS, offsetof(struct store, starts), sizeof(uint32_t) },
		{ SNAPSHOT_OFFERS, offsetof(struct store, offers), sizeof(struct offer_record) },
		{ SNAPSHOT_OFFER_STARTS, offsetof(struct store, offer_starts), sizeof(uint32_t) },
		{ SNAPSHOT_PRICE_ENDS, offsetof(struct store, price_ends),
			sizeof(struct price_end_record) },
		{ SNAPSHOT_TIERS, offsetof(struct store, tiers), sizeof(struct tier_record) },
		{ SNAPSHOT_CLAIMS, offsetof(struct store, claims), sizeof(struct claim_record) },
		{ SNAPSHOT_SOURCES, offsetof(struct store, sources), sizeof(struct source_record) },
		{ SNAPSHOT_SCORES, offsetof(struct store, scores), sizeof(struct score_record) },
		{ SNAPSHOT_BENCHMARKS, offsetof(struct store, benchmarks),
			sizeof(struct benchmark_record) },
		{ SNAPSHOT_LENSES, offsetof(struct store, lenses), sizeof(struct lens_record) },
		{ SNAPSHOT_SHARES, offsetof(struct store, shares), sizeof(struct share_record) },
		{ SNAPSHOT_WARNINGS, offsetof(struct store, warnings), sizeof(uint32_t) },
		{ SNAPSHOT_CHANGES, offsetof(struct store, changes),
			sizeof(struct listed_change_record) },
		{ SNAPSHOT_SENTENCES, offsetof(struct store, sentences),
			sizeof(struct sentence_record) },
		{ SNAPSHOT_FAMILIES, offsetof(struct store, families),
			sizeof(struct family_record) },
		{ SNAPSHOT_ORIGINS, offsetof(struct store, origins), sizeof(struct origin_record) },
		{ SNAPSHOT_WIDE, offsetof(struct store, wide), sizeof(uint64_t) },
		{ SNAPSHOT_OFFER_CLAIMS, offsetof(struct store, offer_claims),
			sizeof(struct claim_record) },
		{ SNAPSHOT_FORM_CLAIMS, offsetof(struct store, form_claims),
			sizeof(struct claim_record) },
	};

	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++) {
		if (records[i].kind != section->kind)
			continue;
		struct span_of *into = (void *)((char *)store + records[i].place);
		*into = span(store, section, records[i].size);
		return true;
	}
	return false;
}

static void map_section(struct store *store, const struct snapshot_section *section)
{
	if (map_records(store, section))
		return;
	switch (section->kind) {
	case SNAPSHOT_ROW_ORIGINS: map_codes(store, &store->row_origins, section); break;
	case SNAPSHOT_ROW_FORMS: map_codes(store, &store->row_forms, section); break;
	case SNAPSHOT_SHARED:
	case SNAPSHOT_SHARED_FLAGS:
	case SNAPSHOT_SHARED_ROWS: map_shared(store, section); break;
	case SNAPSHOT_FIELDS: map_fields(store, section); break;
	case SNAPSHOT_COLUMN: map_column(store, section, false); break;
	case SNAPSHOT_OFFER_COLUMN: map_column(store, section, true); break;
	default: map_companion(store, section);
	}
}

enum result store_open(struct store **out, const void *bytes, size_t size, const char *name,
	struct error *err)
{
	enum result result = snapshot_check(bytes, size, name, err);

	if (result != RESULT_OK)
		return result;
	struct store *store = memory_get_zeroed(1, sizeof(*store));
	store->bytes = bytes;
	store->size = size;
	store->name = memory_copy_string(name);
	memcpy(&store->header, bytes, sizeof(store->header));
	memset(store->index_of, 0xff, sizeof(store->index_of));
	const struct snapshot_section *sections = (const void *)(store->bytes +
		sizeof(store->header));
	for (uint32_t i = 0; i < store->header.section_count; i++)
		map_section(store, &sections[i]);
	for (uint32_t i = 0; i < store->header.section_count; i++)
		if (sections[i].kind == SNAPSHOT_NAME && sections[i].size >= 4) {
			uint32_t offset;
			memcpy(&offset, store->bytes + sections[i].offset, 4);
			store->catalog_name = store_text(store, offset);
		}
	bool has_rows = store->starts.count > store->header.model_count &&
		store->offer_starts.count > store->header.model_count &&
		store->offers.count >= store->header.offer_count;
	if (!has_rows) {
		store_close(store);
		return error_set(err, RESULT_BAD_DATA,
			_("%s is no snapshot that can be used: sections are missing."), name);
	}
	settle_shared(store);
	for (uint16_t field = 0; field < FIELD_COUNT; field++)
		if (store->implied[field] || store_is_shared(store, field))
			store->implied_fields[store->implied_count++] = field;
	store_benchmark_fields_new(store);
	day_prices_open(store);
	*out = store;
	return RESULT_OK;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	store_benchmark_fields_free(store);
	day_prices_close(store);
	shared_close(store);
	free(store->name);
	free(store);
}
