/* SPDX-License-Identifier: MIT */
/* Prices at one provider side by side, and which providers there are. */
#include "catalog/tables/compare_parts.h"

static size_t offers_of(const struct table *table, uint32_t model, struct arena *arena,
	const uint32_t **offers)
{
	uint32_t row = table->rows[model], from = store_offers_from(table->store, row),
		 to = store_offers_from(table->store, row + 1);

	if (table->run)
		return query_run_offers(table->run, row, arena, offers);
	uint32_t *all = ARENA_ARRAY(arena, uint32_t, to - from + 1);
	for (uint32_t i = from; i < to; i++)
		all[i - from] = i;
	*offers = all;
	return to - from;
}

static struct text provider_of(const struct table *table, uint32_t offer, struct arena *arena)
{
	struct value value = store_offer_value(table->store, offer, FIELD_PROVIDER, arena);
	return value.state == VALUE_KNOWN && value.is.tags.count > 0 ? value.is.tags.items[0]
								     : TEXT_NONE;
}

/* A price is better than none. */
static bool is_cheaper(const struct store *store, uint32_t offer, struct value price,
	const struct compare_value *than)
{
	if (price.state != VALUE_KNOWN || than->value.state != VALUE_KNOWN)
		return price.state == VALUE_KNOWN;
	return store_offer_is_cheaper(store, offer, price.is.number, than->offer,
		than->value.is.number);
}

void compare_read_offers(struct compare_column *column, const struct table *table,
	struct text provider, struct arena *arena)
{
	const struct field *price = field_get(FIELD_PRICE);

	column->is_offer = true;
	column->values = ARENA_ARRAY(arena, struct compare_value, table->row_count + 1);
	for (uint32_t model = 0; model < table->row_count; model++) {
		struct compare_value *into = &column->values[model];
		const uint32_t *offers;
		size_t count = offers_of(table, model, arena, &offers);
		*into = (struct compare_value){ .value.state = VALUE_NOT_APPLICABLE,
			.source = SOURCE_NONE,
			.offer = UINT32_MAX };
		for (size_t i = 0; i < count; i++) {
			if (!text_equal(provider_of(table, offers[i], arena), provider))
				continue;
			struct value value = store_offer_value(table->store, offers[i], FIELD_PRICE,
				arena);
			if (into->offer != UINT32_MAX &&
				!is_cheaper(table->store, offers[i], value, into))
				continue;
			into->value = value;
			into->offer = offers[i];
			into->is_trial = store_offer_is_trial(table->store, offers[i]);
			struct claim claim = store_offer_claim(table->store, offers[i],
				FIELD_PRICE_IN, arena);
			into->source = claim.source;
			into->is_reported = claim.basis == BASIS_REPORTED;
		}
	}
	compare_look_at(column, table, price);
}

struct provider_count {
	struct text provider;
	uint32_t models, last; /* last: model counted, plus one */
};

static bool goes_before(const struct provider_count *a, const struct provider_count *b)
{
	return a->models != b->models ? a->models > b->models
				      : text_compare(a->provider, b->provider) < 0;
}

size_t compare_providers(const struct table *table, struct arena *arena,
	const struct text **providers)
{
	size_t count = 0, room = store_term_count(table->store, FIELD_PROVIDER) + 1;
	struct provider_count *found = ARENA_ARRAY(arena, struct provider_count, room);

	for (uint32_t model = 0; model < table->row_count; model++) {
		const uint32_t *offers;
		size_t offer_count = offers_of(table, model, arena, &offers);
		for (size_t i = 0; i < offer_count; i++) {
			struct text provider = provider_of(table, offers[i], arena);
			size_t at = 0;
			while (at < count && !text_equal(found[at].provider, provider))
				at++;
			if (provider.size == 0 || at == room)
				continue;
			if (at == count)
				found[count++].provider = provider;
			found[at].models += found[at].last != model + 1;
			found[at].last = model + 1;
		}
	}
	struct text *list = ARENA_ARRAY(arena, struct text, count + 1);
	for (size_t i = 0; i < count; i++) {
		size_t first = i;
		for (size_t j = i + 1; j < count; j++)
			if (goes_before(&found[j], &found[first]))
				first = j;
		struct provider_count chosen = found[first];
		found[first] = found[i];
		found[i] = chosen;
		list[i] = chosen.provider;
	}
	*providers = list;
	return count;
}
