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

/* Whether another offer of the model at the same host has another value. */
static bool differs(const struct store *store, uint32_t offer, const struct field *field,
	const struct value *value, struct arena *arena)
{
	uint32_t row = store_offer_row(store, offer), host = store_offer_provider(store, offer);

	for (uint32_t other = store_offers_from(store, row);
		other < store_offers_from(store, row + 1); other++) {
		if (other == offer || store_offer_provider(store, other) != host)
			continue;
		struct value its = store_offer_value(store, other, field->id, arena);
		if (its.state != value->state || !value_equal(field, &its, value))
			return true;
	}
	return false;
}

struct text offer_apart(const struct store *store, uint32_t offer, const struct field *field,
	struct arena *arena)
{
	static const uint16_t telling[] = { FIELD_DATA_TERMS, FIELD_REGION, FIELD_STATUS,
		FIELD_CONTEXT_SERVED, FIELD_OUTPUT_LIMIT, FIELD_API };

	for (size_t i = 0; i < sizeof(telling) / sizeof(telling[0]); i++) {
		const struct field *of = field_get((enum field_id)telling[i]);
		struct value value = store_offer_value(store, offer, of->id, arena);
		if (value.state != VALUE_KNOWN || !differs(store, offer, of, &value, arena))
			continue;
		if (of == field)
			break;
		struct text printed = table_value_cell(store, of, value, arena).full;
		return of->kind == KIND_NUMBER
			? arena_format(arena, "%s %.*s", field_title(of), TEXT_ARGS(printed))
			: printed;
	}
	return TEXT_NONE;
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
