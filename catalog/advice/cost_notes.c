/* SPDX-License-Identifier: MIT */
/* What must be said beside a price, in the person's language. */
#include "catalog/advice/cost.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/price_end.h"

#include <math.h>

static struct text over(const struct store *store, const struct cost *cost, enum cost_note note,
	const struct parameters *parameters, struct arena *arena)
{
	double asked = parameters->input_tokens, most;

	if (note == COST_OVER_INPUT) {
		most = cost_limit(store, cost->offer, FIELD_INPUT_LIMIT, FIELD_INPUT_LIMIT);
		return arena_format(arena, _("input %.*s exceeds the limit of %.*s"),
			TEXT_ARGS(cell_printed_number(UNIT_TOKENS, asked, arena)),
			TEXT_ARGS(cell_printed_number(UNIT_TOKENS, most, arena)));
	}
	if (note == COST_OVER_OUTPUT) {
		asked = parameters->output_tokens;
		most = cost_limit(store, cost->offer, FIELD_OUTPUT_LIMIT, FIELD_OUTPUT_LIMIT);
		return arena_format(arena, _("output %.*s exceeds the limit of %.*s"),
			TEXT_ARGS(cell_printed_number(UNIT_TOKENS, asked, arena)),
			TEXT_ARGS(cell_printed_number(UNIT_TOKENS, most, arena)));
	}
	asked += parameters->output_tokens;
	most = cost_limit(store, cost->offer, FIELD_CONTEXT_SERVED, FIELD_CONTEXT);
	return arena_format(arena, _("input and output, %.*s, exceed the context of %.*s"),
		TEXT_ARGS(cell_printed_number(UNIT_TOKENS, asked, arena)),
		TEXT_ARGS(cell_printed_number(UNIT_TOKENS, most, arena)));
}

static struct text no_price(const struct cost *cost)
{
	if (cost->offer != UINT32_MAX && isnan(cost->price_in) != isnan(cost->price_out))
		return text_of(isnan(cost->price_in) ? _("no price of input on record")
						     : _("no price of output on record"));
	return text_of(_("no price on record"));
}

static struct text trial_too(const struct store *store, const struct cost *cost, uint32_t day,
	struct arena *arena)
{
	uint32_t offer = cost_trial_offer(store, store_offer_row(store, cost->offer), day),
		 provider = offer == UINT32_MAX ? 0 : store_offer_provider(store, offer);

	return provider == 0
		? text_of(_("also free, within limits"))
		: arena_format(arena, _("also free, within limits, at %.*s"),
			  TEXT_ARGS(store_term_title(store, FIELD_PROVIDER, provider)));
}

struct text cost_note_text(const struct store *store, const struct cost *cost, enum cost_note note,
	const struct parameters *parameters, struct arena *arena)
{
	switch (note) {
	case COST_FREE: return text_of(_("free, limits may apply"));
	case COST_TRIAL: return text_of(_("free within limits: no price for work on record"));
	case COST_TRIAL_TOO: return trial_too(store, cost, cost_day(store, parameters), arena);
	case COST_TIER:
		return arena_format(arena, _("prices above %.*s of input, for the whole request"),
			TEXT_ARGS(cell_printed_number(UNIT_TOKENS, cost->above, arena)));
	case COST_OVER_CONTEXT:
	case COST_OVER_INPUT:
	case COST_OVER_OUTPUT: return over(store, cost, note, parameters, arena);
	case COST_NO_CACHE_PRICE:
		return text_of(_(
			"cache price not known: between a tenth of the input price and all of it"));
	case COST_NO_WRITE_PRICE:
		return text_of(_("price of cache writes not known: counted as input"));
	case COST_NO_BATCH_PRICE:
		return text_of(_("batch price not known: counted as plain requests"));
	case COST_THINKS: return text_of(_("thinking counts as output: thinking=1..2.5 adds it"));
	case COST_NO_PRICE: return no_price(cost);
	case COST_ENDS:
	case COST_ENDED:
		return price_end_text(store, cost->offer, cost_day(store, parameters), arena);
	case COST_LATER: return text_of(_("its price was recorded later"));
	case COST_UNRELEASED: return text_of(_("the model came out later"));
	case COST_NOTE_COUNT: break;
	}
	return TEXT_NONE;
}

struct text cost_notes_text(const struct store *store, const struct cost *cost,
	const struct parameters *parameters, struct arena *arena)
{
	struct strbuf buf;

	strbuf_init(&buf);
	for (int note = 0; note < COST_NOTE_COUNT; note++)
		if (cost->notes >> note & 1)
			strbuf_add_format(&buf, "%s%.*s", buf.size > 0 ? message_wide_gap() : "",
				TEXT_ARGS(cost_note_text(store, cost, (enum cost_note)note,
					parameters, arena)));
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}
