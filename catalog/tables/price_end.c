/* SPDX-License-Identifier: MIT */
#include "catalog/tables/price_end.h"

#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/offer_behind.h"

static struct text date_words(uint32_t date, struct arena *arena)
{
	struct value value = { .state = VALUE_KNOWN, .is.date = date };

	return cell_printed(value_print_key, field_get(FIELD_PRICE_UNTIL), &value, arena);
}

/* "4.00 / 20.00": in and out. */
static struct text pair(double in, double out, struct arena *arena)
{
	struct text first = cell_printed_number(UNIT_USD_PER_MTOK, in, arena),
		    second = cell_printed_number(UNIT_USD_PER_MTOK, out, arena);

	return arena_format(arena, "%.*s / %.*s", TEXT_ARGS(first), TEXT_ARGS(second));
}

static struct text later_pair(const struct later_prices *later, struct arena *arena)
{
	return pair(later->prices[0], later->prices[FIELD_PRICE_OUT - FIELD_PRICE_IN], arena);
}

static struct text former_pair(const struct store *store, uint32_t offer, struct arena *arena)
{
	struct value in = store_offer_value_on(store, offer, FIELD_PRICE_IN, 0, arena),
		     out = store_offer_value_on(store, offer, FIELD_PRICE_OUT, 0, arena);

	return in.state == VALUE_KNOWN && out.state == VALUE_KNOWN
		? pair(in.is.number, out.is.number, arena)
		: TEXT("?");
}

static struct text text_behind(const struct store *store, uint32_t offer,
	const struct price_end *end, struct arena *arena)
{
	struct text day = date_words(end->until, arena);

	if (!end->later.is_told)
		return arena_format(arena,
			_("this price ended on %.*s: what it costs now is not on record"),
			TEXT_ARGS(day));
	struct text before = former_pair(store, offer, arena);
	return arena_format(arena,
		end->later.basis == BASIS_INFERRED
			? _("price as expected; before: %.*s until %.*s")
			: _("price as announced; before: %.*s until %.*s"),
		TEXT_ARGS(before), TEXT_ARGS(day));
}

struct text price_end_text(const struct store *store, uint32_t offer, uint32_t day,
	struct arena *arena)
{
	const struct price_end end = store_price_end(store, offer);

	if (end.until == 0)
		return TEXT_NONE;
	if (price_end_is_over(&end, day))
		return text_behind(store, offer, &end, arena);
	struct text until = date_words(end.until, arena);
	if (!end.later.is_told)
		return arena_format(arena, _("price until %.*s, later one not on record"),
			TEXT_ARGS(until));
	struct text then = later_pair(&end.later, arena);
	return arena_format(arena,
		end.later.basis == BASIS_INFERRED ? _("price until %.*s, then probably %.*s")
						  : _("price until %.*s, then %.*s"),
		TEXT_ARGS(until), TEXT_ARGS(then));
}

struct text price_end_cell_text(const struct store *store, uint32_t offer, struct arena *arena)
{
	const struct price_end end = store_price_end(store, offer);
	bool is_over = price_end_is_over(&end, store_day(store));

	if (end.until == 0)
		return TEXT_NONE;
	struct text day = date_words(end.until, arena);
	if (is_over && end.later.is_told)
		return arena_format(arena, _("%.*s, ended; before: %.*s"), TEXT_ARGS(day),
			TEXT_ARGS(former_pair(store, offer, arena)));
	if (is_over)
		return arena_format(arena, _("%.*s, ended; later price not on record"),
			TEXT_ARGS(day));
	if (!end.later.is_told)
		return day;
	struct text then = later_pair(&end.later, arena);
	return arena_format(arena,
		end.later.basis == BASIS_INFERRED ? _("%.*s, then probably %.*s")
						  : _("%.*s, then %.*s"),
		TEXT_ARGS(day), TEXT_ARGS(then));
}

struct text price_before_text(const struct store *store, const struct query_run *run, uint32_t row,
	const struct field *field, struct arena *arena)
{
	uint32_t offer = offer_behind_price(store, run, row);

	if (offer == UINT32_MAX || field->id < FIELD_PRICE || field->id >= FIELD_PRICE_UNTIL)
		return TEXT_NONE;
	const struct price_end end = store_price_end(store, offer);
	struct value before = store_offer_value_on(store, offer, field->id, 0, arena),
		     now = store_offer_value(store, offer, field->id, arena);
	if (!end.later.is_told || !price_end_is_over(&end, store_day(store)) ||
		before.state != VALUE_KNOWN || now.state != VALUE_KNOWN ||
		value_equal(field, &before, &now))
		return TEXT_NONE;
	struct text day = date_words(end.until, arena);
	return arena_format(arena, _("until %.*s it was %.*s"), TEXT_ARGS(day),
		TEXT_ARGS(cell_printed_number(field->unit, before.is.number, arena)));
}

bool price_end_of_row(const struct store *store, const struct query_run *run, uint32_t row,
	uint32_t *offer)
{
	*offer = offer_behind_price(store, run, row);
	return store_offer_value(store, *offer, FIELD_PRICE_UNTIL, NULL).state == VALUE_KNOWN;
}
