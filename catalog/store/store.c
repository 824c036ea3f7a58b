/* SPDX-License-Identifier: MIT */
/* What the open catalog is as a whole: its name and day, warnings, listed changes, fields. */
#include "catalog/store/store.h"

#include "catalog/base/message.h"
#include "catalog/store/store_parts.h"

struct text store_text(const struct store *store, uint64_t offset)
{
	return snapshot_text_at(store->text.items, store->text.count, offset);
}

enum result store_verify(const struct store *store, struct error *err)
{
	size_t table = sizeof(store->header) +
		store->header.section_count * sizeof(struct snapshot_section);
	size_t head = (table + SNAPSHOT_ALIGN - 1) / SNAPSHOT_ALIGN * SNAPSHOT_ALIGN;

	if (head > store->size ||
		snapshot_hash(store->bytes + head, store->size - head) !=
			store->header.payload_hash)
		return error_set(err, RESULT_BAD_DATA,
			_("%s is damaged: its content does not fit its checksum."), store->name);
	const uint32_t *starts = store_search_starts(store);
	for (uint32_t row = 0; row < store_count(store); row++)
		if (starts[row] > starts[row + 1] || starts[row + 1] > store->search.count)
			return error_set(err, RESULT_BAD_DATA,
				_("%s is damaged: row %u has no text."), store->name, row);
	return RESULT_OK;
}

struct text store_name(const struct store *store)
{
	return store->catalog_name;
}

uint32_t store_refused_count(const struct store *store)
{
	return store->header.refused_count;
}

uint32_t store_warned_count(const struct store *store)
{
	uint32_t told = store_warning_count(store);

	return store->header.warned_count > told ? store->header.warned_count : told;
}

uint32_t store_date(const struct store *store)
{
	return store->header.date;
}

uint32_t store_count(const struct store *store)
{
	return store->header.model_count;
}

uint32_t store_offer_count(const struct store *store)
{
	return store->header.offer_count;
}

uint64_t store_hash(const struct store *store)
{
	return store_bytes_hash(store->bytes, store->size);
}

uint32_t store_warning_count(const struct store *store)
{
	return (uint32_t)store->warnings.count;
}

struct text store_warning(const struct store *store, uint32_t index)
{
	return index < store->warnings.count
		? store_text(store, ((const uint32_t *)store->warnings.items)[index])
		: TEXT_NONE;
}

size_t store_change_count(const struct store *store)
{
	return store->changes.count;
}

struct listed_change store_change(const struct store *store, size_t index)
{
	if (index >= store->changes.count)
		return (struct listed_change){ 0 };
	const struct listed_change_record *record =
		(const struct listed_change_record *)store->changes.items + index;
	uint16_t field = record->field > 0 && record->field <= store->field_count
		? store->field_of[record->field - 1]
		: (uint16_t)FIELD_NONE;
	return (struct listed_change){ .model = store_text(store, record->model),
		.date = record->date,
		.kind = record->kind < LISTED_KIND_COUNT ? record->kind : (uint8_t)LISTED_CORRECTED,
		.field = field < FIELD_COUNT ? text_of(field_get((enum field_id)field)->key)
					     : TEXT_NONE,
		.provider = store_text(store, record->provider),
		.before = store_text(store, record->before),
		.after = store_text(store, record->after),
		.note = store_text(store, record->note) };
}

uint32_t store_field_count(const struct store *store)
{
	return FIELD_COUNT + (uint32_t)store->benchmarks.count;
}

const struct field *store_field(const struct store *store, uint32_t id)
{
	if (id < FIELD_COUNT)
		return field_get((enum field_id)id);
	return id - FIELD_COUNT < store->benchmarks.count
		? &store->benchmark_fields[id - FIELD_COUNT]
		: NULL;
}

const struct field *store_field_find(const struct store *store, struct text word)
{
	const struct field *field = field_find(word);

	for (size_t i = 0; !field && i < store->benchmarks.count; i++)
		if (text_equal_folded_ascii(word, text_of(store->benchmark_fields[i].key)))
			field = &store->benchmark_fields[i];
	return field;
}

const struct field *store_field_nearest(const struct store *store, struct text word)
{
	const struct field *nearest = field_nearest(word);
	int best = 4;

	if (!text_starts_with(word, TEXT("bench.")))
		return nearest;
	for (size_t i = 0; i < store->benchmarks.count; i++)
		if (text_is_nearer(word, text_of(store->benchmark_fields[i].key), &best))
			nearest = &store->benchmark_fields[i];
	return nearest;
}
