/* SPDX-License-Identifier: MIT */
#include "catalog/tables/offer_behind.h"

#include "catalog/base/message.h"

uint32_t offer_behind_price(const struct store *store, const struct query_run *run, uint32_t row)
{
	uint32_t offer = run ? query_run_price_offer(run, row) : UINT32_MAX;

	return offer != UINT32_MAX ? offer : store_headline(store, row);
}

/* The first that says it; developer's own and cheap ones stand first. */
static uint32_t offer_with(const struct store *store, struct query_run *run, uint32_t row,
	const struct field *field, struct arena *arena)
{
	struct value value = run ? query_run_value(run, row, field->id, arena)
				 : store_value(store, row, field->id, arena);
	uint32_t to = store_offers_from(store, row + 1);

	for (uint32_t offer = store_offers_from(store, row);
		value.state == VALUE_KNOWN && offer < to; offer++) {
		struct value its = store_offer_value(store, offer, field->id, arena);
		if (its.state == VALUE_KNOWN && value_equal(field, &its, &value) &&
			(!run || query_run_counts_offer(run, row, offer)))
			return offer;
	}
	return UINT32_MAX;
}

uint32_t offer_behind(const struct store *store, struct query_run *run, uint32_t row,
	const struct field *field, struct arena *arena)
{
	if (field->unit == UNIT_USD_PER_MTOK && field->scope == SCOPE_OFFER)
		return offer_behind_price(store, run, row);
	return field->id == FIELD_SPEED || field->id == FIELD_TTFT
		? offer_with(store, run, row, field, arena)
		: UINT32_MAX;
}

struct text offer_at_host(const struct store *store, uint32_t offer, struct arena *arena)
{
	struct text host = store_term_title(store, FIELD_PROVIDER,
		store_offer_provider(store, offer));

	return arena_format(arena, _("at %.*s"), TEXT_ARGS(host));
}

bool offer_tries(const struct store *store, uint32_t offer, const struct field *field,
	const struct value *value)
{
	return field->unit == UNIT_USD_PER_MTOK && value->state == VALUE_KNOWN &&
		!(value->is.number > 0) && offer != UINT32_MAX &&
		store_offer_is_trial(store, offer);
}

void offer_tell_trial(struct cell *cell)
{
	cell->is_trial = true;
	cell->brief = text_of(C_("price", "trial"));
	cell->full = text_of(_("free within limits"));
}
