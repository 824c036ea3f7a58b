/* SPDX-License-Identifier: MIT */
#include "catalog/tables/detail_note.h"

#include "catalog/base/message.h"
#include "catalog/tables/offer_behind.h"
#include "catalog/tables/price_end.h"

/* "at Groq", where a model has several offers. */
static struct text host_note(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena)
{
	bool has_host = field->id == FIELD_PRICE || field->id == FIELD_SPEED ||
		field->id == FIELD_TTFT,
	     is_one = store_offers_from(table->store, row + 1) -
			store_offers_from(table->store, row) <
		2;
	uint32_t offer = has_host && !is_one
		? offer_behind(table->store, table->run, row, field, arena)
		: UINT32_MAX;

	return offer == UINT32_MAX ? TEXT_NONE : offer_at_host(table->store, offer, arena);
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
