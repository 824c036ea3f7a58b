/* SPDX-License-Identifier: MIT */
/* Evidence: claims of rows, of forms, of terms. */
#include "catalog/base/bits.h"
#include "catalog/store/store_parts.h"

#include <math.h>
#include <string.h>

static struct value payload_value(const struct store *store, const struct field *field,
	const struct claim_record *record, struct arena *arena)
{
	struct value value = { .state = record->state <= VALUE_NOT_APPLICABLE
			? (enum value_state)record->state
			: VALUE_UNKNOWN };

	if (value.state != VALUE_KNOWN)
		return value;
	if (field_is_wide(field) && record->payload >= store->wide.count)
		return (struct value){ .state = VALUE_UNKNOWN };
	switch (field->kind) {
	case KIND_NUMBER: {
		uint64_t bits = store_wide(store, record->payload);
		memcpy(&value.is.number, &bits, sizeof(value.is.number));
		if (!isfinite(value.is.number))
			value.state = VALUE_UNKNOWN;
		break;
	}
	case KIND_DATE: value.is.date = record->payload; break;
	case KIND_CHOICE:
		value.is.choice = record->payload;
		if (value.is.choice >= field->member_count)
			value.state = VALUE_UNKNOWN;
		break;
	case KIND_SET: value.is.mask = store_wide(store, record->payload); break;
	case KIND_TAGS: {
		struct text joined = store_text(store, record->payload);
		size_t count = joined.size > 0;
		for (size_t i = 0; i < joined.size; i++)
			count += joined.bytes[i] == '\n';
		struct text *items = ARENA_ARRAY(arena, struct text, count + 1);
		for (size_t i = 0; i < count; i++) {
			ptrdiff_t end = text_find(joined, TEXT("\n"));
			items[i] = end < 0 ? joined : text_slice(joined, 0, (size_t)end);
			joined = end < 0 ? TEXT_NONE
					 : text_slice(joined, (size_t)end + 1, joined.size);
		}
		value.is.tags.items = items;
		value.is.tags.count = count;
		break;
	}
	default: value.is.text = store_text(store, record->payload);
	}
	return value;
}

struct claim store_claim_of(const struct store *store, uint16_t field_id,
	const struct claim_record *record, struct arena *arena)
{
	const struct field *field = field_get((enum field_id)field_id);
	struct claim claim = record->from > 0 && record->from <= store->origins.count
		? store_origin_claim(store, record->from)
		: (struct claim){ .origin = ORIGIN_OTHER, .source = SOURCE_NONE };

	claim.field = field_id;
	claim.basis = record->basis < BASIS_COUNT ? record->basis : (uint8_t)BASIS_REPORTED;
	claim.value = payload_value(store, field, record, arena);
	claim.detail = store_text(store, record->detail);
	return claim;
}

const struct claim_record *store_find_claims(struct span_of span, uint32_t owner, uint16_t field,
	size_t *count)
{
	const struct claim_record *records = span.items;
	size_t low = 0, high = span.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct claim_record *record = &records[middle];
		if (record->owner < owner || (record->owner == owner && record->field < field))
			low = middle + 1;
		else
			high = middle;
	}
	*count = 0;
	if (span.count == 0)
		return NULL;
	while (low + *count < span.count && records[low + *count].owner == owner &&
		records[low + *count].field == field)
		(*count)++;
	return &records[low];
}

bool store_has_implied(const struct store *store, uint32_t row, uint32_t field)
{
	if (store_is_shared(store, field))
		return shared_flags(store, field, row) & SHARED_IMPLIED;
	return bit_has(store->implied[field], row);
}

uint32_t store_origin_code(const struct store *store, uint32_t row)
{
	uint64_t code = store->row_origins.cells ? column_bits(&store->row_origins, row) : 0;

	return code <= store->origins.count ? (uint32_t)code : 0;
}

struct claim store_origin_claim(const struct store *store, uint32_t code)
{
	const struct origin_record *origin = (const struct origin_record *)store->origins.items +
		(code - 1);

	return (struct claim){ .origin = origin->origin < ORIGIN_COUNT ? (uint8_t)origin->origin
								       : (uint8_t)ORIGIN_OTHER,
		.source = origin->source < store->sources.count ? origin->source : SOURCE_NONE,
		.as_of = origin->as_of,
		.by = store_text(store, origin->by) };
}

/* The claim that the cell itself is, if it is one: `claim` is that of the row's origin. False when claims are on record instead. */
static bool complete_implied(const struct store *store, uint32_t row, uint32_t field,
	struct arena *arena, struct claim *claim)
{
	if (!store_has_implied(store, row, field))
		return false;
	claim->field = (uint16_t)field;
	claim->basis = store_is_reported(store, row, field) ? (uint8_t)BASIS_REPORTED
		: store_is_inferred(store, row, field)      ? (uint8_t)BASIS_INFERRED
							    : (uint8_t)BASIS_DISCLOSED;
	claim->value = store_value(store, row, field, arena);
	if (follows_from_weights(field)) {
		claim->origin = ORIGIN_DERIVED;
		claim->as_of = 0;
		claim->by = TEXT_NONE;
		claim->detail = DETAIL_OWN_WEIGHTS;
	}
	return claim->value.state == VALUE_KNOWN;
}

static bool implied_claim(const struct store *store, uint32_t row, uint32_t field,
	struct arena *arena, struct claim *claim)
{
	uint32_t origin = store_origin_code(store, row);

	if (origin == 0)
		return false;
	*claim = store_origin_claim(store, origin);
	return complete_implied(store, row, field, arena, claim);
}

/* The cell tells which claim is believed, be it the row's own or its family's. */
static void believed_first(const struct field *field, struct value believed, struct claim *claims,
	size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!value_equal(field, &claims[i].value, &believed))
			continue;
		struct claim moved = claims[i];
		memmove(&claims[1], &claims[0], i * sizeof(*claims));
		claims[0] = moved;
		return;
	}
}

/* Whether the row says something itself that stands instead of a claim of its family: on the same field, or the name of its license. */
static bool is_overridden(const struct store *store, uint32_t row, const struct claim *of_family,
	const struct claim *mine, size_t count, struct arena *arena)
{
	bool stands = false;

	for (size_t i = 0; i < count; i++)
		stands = stands || claim_stands_instead(&mine[i], of_family);
	if (stands || !is_license_term(of_family->field))
		return stands;
	mine = store_claims(store, row, FIELD_LICENSE_NAME, arena, &count);
	for (size_t i = 0; i < count; i++)
		stands = stands || claim_stands_instead(&mine[i], of_family);
	return stands;
}

/* All records of an owner, in field order: their number. */
static size_t records_of(struct span_of span, uint32_t owner, const struct claim_record **records)
{
	const struct claim_record *all = span.items;
	size_t count = 0, none;

	*records = store_find_claims(span, owner, 0, &none);
	size_t from = *records && all ? (size_t)(*records - all) : span.count;
	while (from + count < span.count && (*records)[count].owner == owner)
		count++;
	return count;
}

bool store_origin_is_of_facts(const struct store *store, uint32_t code)
{
	return code > 0 && code <= store->origins.count &&
		store_origin_claim(store, code).origin <= ORIGIN_BUILTIN_MODEL;
}

static bool has_record_of_facts(const struct store *store, struct span_of span, uint32_t owner)
{
	const struct claim_record *records;
	size_t count = records_of(span, owner, &records);

	for (size_t i = 0; i < count; i++)
		if (records[i].field < store->field_count &&
			store->field_of[records[i].field] < FIELD_COUNT &&
			store_origin_is_of_facts(store, records[i].from))
			return true;
	return false;
}

/* Whether one of the row's own claims is of the built-in catalog or of the person's own files. Asked of each field of many rows: no claim is made. */
static bool has_facts(const struct store *store, uint32_t row, struct arena *arena)
{
	struct claim claim;
	uint32_t form = store_form(store, row);

	if (has_record_of_facts(store, store->claims, row) ||
		(form > 0 && has_record_of_facts(store, store->form_claims, form)))
		return true;
	if (!store_origin_is_of_facts(store, store_origin_code(store, row)))
		return false;
	for (size_t i = 0; i < store->implied_count; i++)
		if (implied_claim(store, row, store->implied_fields[i], arena, &claim) &&
			claim.origin <= ORIGIN_BUILTIN_MODEL)
			return true;
	return false;
}

/* Of weights that others made, the family's claims on its developer's own matters were left out (fold_model.c). Not so of a model that a file of one's own
 * puts into the family: then the cell has its value, or the row a claim of the facts. */
static bool is_left_out(const struct store *store, uint32_t row, uint32_t field,
	const struct claim *mine, size_t count, struct arena *arena)
{
	if (!is_makers_own(field) || !store_is_of_others(store, row))
		return false;
	struct value cell = store_value(store, row, field, arena);
	bool is_mine = cell.state == VALUE_UNKNOWN;
	for (size_t i = 0; i < count; i++)
		is_mine = is_mine || value_equal(store_field(store, field), &mine[i].value, &cell);
	if (!is_mine)
		return false;
	return !has_facts(store, row, arena);
}

const struct claim *store_claims(const struct store *store, uint32_t row, uint32_t field,
	struct arena *arena, size_t *count)
{
	size_t own = 0, shared = 0;
	uint16_t index = field < FIELD_COUNT ? store->index_of[field] : FIELD_NONE;

	*count = 0;
	if (row >= store_count(store) || index == FIELD_NONE)
		return NULL;
	const struct claim_record *mine = store_find_claims(store->claims, row, index, &own);
	uint32_t form = store_form(store, row);
	if (own == 0 && form > 0) /* those of its form, where none has a value of the row's own */
		mine = store_find_claims(store->form_claims, form, index, &own);
	uint32_t family = store_family_code(store, row);
	const struct claim_record *family_claims =
		store_find_claims(store->term_claims[FIELD_FAMILY], family, index, &shared);
	struct claim *claims = ARENA_ARRAY(arena, struct claim, own + shared + 2);
	*count = implied_claim(store, row, field, arena, &claims[0]);
	for (size_t i = 0; i < own; i++)
		claims[(*count)++] = store_claim_of(store, (uint16_t)field, &mine[i], arena);
	size_t of_row = *count;
	if (shared > 0 && is_left_out(store, row, field, claims, of_row, arena))
		shared = 0;
	for (size_t i = 0; i < shared; i++) {
		struct claim claim = store_claim_of(store, (uint16_t)field, &family_claims[i],
			arena);
		if (!is_overridden(store, row, &claim, claims, of_row, arena))
			claims[(*count)++] = claim;
	}
	believed_first(store_field(store, field), store_value(store, row, field, arena), claims,
		*count);
	return claims;
}

bool store_is_of_offers(const struct store *store, uint32_t row, uint32_t field)
{
	size_t count = 0;
	uint16_t index = field < FIELD_COUNT ? store->index_of[field] : FIELD_NONE;

	if (row >= store_count(store) || index == FIELD_NONE)
		return false;
	const struct claim_record *records = store_find_claims(store->claims, row, index, &count);
	if (count == 0 && store_form(store, row) > 0)
		records = store_find_claims(store->form_claims, store_form(store, row), index,
			&count);
	for (size_t i = 0; i < count; i++)
		if (text_equal(store_text(store, records[i].detail), DETAIL_OFFERS))
			return true;
	return false;
}

bool store_has_records(const struct store *store, uint32_t row)
{
	const struct claim_record *records;

	return store->claims.count > 0 && records_of(store->claims, row, &records) > 0;
}

/* As claims; those on fields of a later version are passed over. */
static size_t unpack_all(const struct store *store, const struct claim_record *records,
	size_t count, struct arena *arena, struct claim *claims)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		uint16_t index = records[i].field;
		uint16_t field = index < store->field_count ? store->field_of[index] : FIELD_NONE;
		if (field < FIELD_COUNT)
			claims[kept++] = store_claim_of(store, field, &records[i], arena);
	}
	return kept;
}

const struct claim *store_own_claims(const struct store *store, uint32_t row, struct arena *arena,
	size_t *count)
{
	const struct claim_record *own, *shared = NULL;
	size_t own_count, shared_count = 0, implied = 0;

	*count = 0;
	if (row >= store_count(store))
		return NULL;
	uint32_t form = store_form(store, row);
	for (size_t i = 0; i < store->implied_count; i++)
		implied += store_has_implied(store, row, store->implied_fields[i]);
	own_count = records_of(store->claims, row, &own);
	if (form > 0)
		shared_count = records_of(store->form_claims, form, &shared);
	struct claim *claims = ARENA_ARRAY(arena, struct claim,
		own_count + shared_count + implied + 1);
	*count = unpack_all(store, own, own_count, arena, claims);
	*count += unpack_all(store, shared, shared_count, arena, claims + *count);
	for (size_t i = 0; i < store->implied_count; i++)
		*count += implied_claim(store, row, store->implied_fields[i], arena,
			&claims[*count]);
	return claims;
}

const struct claim *store_term_claims(const struct store *store, uint32_t field, uint32_t code,
	struct arena *arena, size_t *count)
{
	const struct claim_record *records;

	*count = 0;
	if (field >= FIELD_COUNT)
		return NULL;
	size_t all = records_of(store->term_claims[field], code, &records);
	struct claim *claims = ARENA_ARRAY(arena, struct claim, all + 1);
	*count = unpack_all(store, records, all, arena, claims);
	return claims;
}
