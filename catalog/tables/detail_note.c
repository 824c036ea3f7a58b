/* SPDX-License-Identifier: MIT */
#include "catalog/tables/detail_note.h"

#include "catalog/base/message.h"
#include "catalog/tables/price_end.h"

/* The offer that the value is of, where a model has several; UINT32_MAX: it has one, or this is nothing that an offer decides. */
static uint32_t offer_of(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena)
{
	const uint32_t *offers;
	size_t count = query_run_offers(table->run, row, arena, &offers);

	if (field->id == FIELD_PRICE)
		return query_run_price_offer(table->run, row);
	if (field->id != FIELD_SPEED && field->id != FIELD_TTFT)
		return UINT32_MAX;
	struct value value = query_run_value(table->run, row, field->id, arena);
	for (size_t i = 0; i < count; i++) {
		struct value its = store_offer_value(table->store, offers[i], field->id, arena);
		if (its.state == VALUE_KNOWN && value_equal(field, &its, &value))
			return offers[i];
	}
	return UINT32_MAX;
}

/* "at Groq", "at OpenRouter, within limits". */
static struct text host_note(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena)
{
	uint32_t offer = offer_of(table, row, field, arena);
	bool is_one = store_offers_from(table->store, row + 1) -
			store_offers_from(table->store, row) <
		2;

	if (offer == UINT32_MAX)
		return TEXT_NONE;
	struct text host = store_term_title(table->store, FIELD_PROVIDER,
		store_offer_provider(table->store, offer));
	if (field->id == FIELD_PRICE && store_offer_is_trial(table->store, offer))
		return is_one ? text_of(_("within limits"))
			      : arena_format(arena, _("at %.*s, within limits"), TEXT_ARGS(host));
	return is_one ? TEXT_NONE : arena_format(arena, _("at %.*s"), TEXT_ARGS(host));
}

struct text detail_note(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena)
{
	if (field->is_computed) {
		const struct parameters own = query_row_parameters(query_run_parameters(table->run),
			table->store, row);
		return table_parameters_text(&own, field, arena);
	}
	if (field->scope != SCOPE_OFFER)
		return TEXT_NONE;
	struct text host = host_note(table, row, field, arena),
		    before = price_before_text(table->store, table->run, row, field, arena);
	return host.size > 0 && before.size > 0 ? arena_format(arena, "%.*s%s%.*s", TEXT_ARGS(host),
							  message_gap(), TEXT_ARGS(before))
		: host.size > 0                 ? host
						: before;
}
