/* SPDX-License-Identifier: MIT */
/* Families: their rules, and whose they are. */
#include "catalog/store/store_parts.h"

uint32_t store_family_code(const struct store *store, uint32_t row)
{
	const struct column *column = store_column(store, FIELD_FAMILY);
	return column ? (uint32_t)column_bits(column, row) : 0;
}

size_t store_family_rule_count(const struct store *store)
{
	return store->families.count;
}

struct family_rule store_family_rule(const struct store *store, size_t index)
{
	if (index >= store->families.count)
		return (struct family_rule){ 0 };
	const struct family_record *record = (const struct family_record *)store->families.items +
		index;
	return (struct family_rule){ record->code, store_text(store, record->developer),
		store_text(store, record->pattern), store_text(store, record->stems), record->rank,
		record->is_derivative != 0 };
}

static struct family_rule rule_of_row(const struct store *store, uint32_t row)
{
	const struct family_record *records = store->families.items;
	uint32_t code = store_family_code(store, row);

	for (size_t i = 0; code > 0 && i < store->families.count; i++)
		if (records[i].code == code)
			return store_family_rule(store, i);
	return (struct family_rule){ 0 };
}

struct text store_family_developer(const struct store *store, uint32_t row)
{
	return rule_of_row(store, row).developer;
}

bool store_is_of_others(const struct store *store, uint32_t row)
{
	struct family_rule rule = rule_of_row(store, row);
	struct value maker = store_value(store, row, FIELD_DEVELOPER, NULL);

	return rule.code > 0 && !rule.is_derivative && maker.state == VALUE_KNOWN &&
		!text_equal(rule.developer, maker.is.text);
}
