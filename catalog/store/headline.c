/* SPDX-License-Identifier: MIT */
#include "catalog/store/headline.h"

#include <math.h>

double headline_price(double in, double out)
{
	return (3 * in + out) / 4;
}

bool headline_is_ahead(const struct headline_offer *a, const struct headline_offer *b)
{
	if (a->own != b->own)
		return a->own > b->own;
	if (a->is_trial != b->is_trial)
		return a->is_trial ? isnan(b->price) : !isnan(a->price);
	if (isnan(a->price) || isnan(b->price))
		return !isnan(a->price) && isnan(b->price);
	return a->own != OFFER_OWN && a->price < b->price;
}

enum worth { WORTH_NOTHING, WORTH_HALF, WORTH_TRIAL, WORTH_WORK };

static enum worth worth_of(const struct headline_offer *offer)
{
	if (offer->is_trial)
		return WORTH_TRIAL;
	return !isnan(offer->price) ? WORTH_WORK : offer->is_priced ? WORTH_HALF : WORTH_NOTHING;
}

bool headline_gives_way(const struct headline_offer *before, const struct headline_offer *next)
{
	enum worth former = before ? worth_of(before) : WORTH_NOTHING, worth = worth_of(next);

	if (worth == WORTH_NOTHING)
		return false;
	return former == worth ? headline_is_ahead(next, before) : worth > former;
}
