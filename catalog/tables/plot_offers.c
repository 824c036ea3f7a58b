/* SPDX-License-Identifier: MIT */
#include "catalog/tables/plot_offers.h"

#include "catalog/base/message.h"
#include "catalog/tables/offer_behind.h"

static void join_tags(struct value *all, const struct value *one, struct arena *arena)
{
	size_t count = all->is.tags.count;
	struct text *items = ARENA_ARRAY(arena, struct text, count + one->is.tags.count + 1);

	for (size_t i = 0; i < count; i++)
		items[i] = all->is.tags.items[i];
	for (size_t i = 0; i < one->is.tags.count; i++) {
		bool is_there = false;
		for (size_t j = 0; j < count && !is_there; j++)
			is_there = text_equal(items[j], one->is.tags.items[i]);
		if (!is_there)
			items[count++] = one->is.tags.items[i];
	}
	all->is.tags.items = items;
	all->is.tags.count = count;
}

bool plot_offers_value(const struct store *store, const struct field *field, const uint32_t *offers,
	size_t count, struct arena *arena, struct value *all)
{
	bool has_silent = false;

	*all = (struct value){ .state = VALUE_UNKNOWN };
	for (size_t i = 0; i < count; i++) {
		struct value one = store_offer_value(store, offers[i], field->id, arena);
		has_silent = has_silent || one.state == VALUE_UNKNOWN;
		if (one.state != VALUE_KNOWN)
			continue;
		all->state = VALUE_KNOWN;
		if (field->kind == KIND_SET)
			all->is.mask |= one.is.mask;
		else
			join_tags(all, &one, arena);
	}
	return has_silent;
}

bool plot_is_trial(const struct store *store, struct query_run *run, uint32_t row,
	const struct field *field, const struct value *value, struct arena *arena)
{
	bool is_nothing = field->unit == UNIT_USD_PER_MTOK && value->state == VALUE_KNOWN &&
		!(value->is.number > 0);

	return is_nothing &&
		offer_tries(store, offer_behind(store, run, row, field, arena), field, value);
}

struct text plot_trial_label(bool is_all)
{
	return text_of(is_all ? C_("price", "trial") : _("free or trial"));
}
