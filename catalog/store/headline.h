/* SPDX-License-Identifier: MIT */
/* headline.h - in which order the offers of a model stand, and which of them gives the model its price: for the day a catalog is made of
 * (builder_offers.c) and for any other one (store_day.c). Layer: store. */
#ifndef CATALOG_STORE_HEADLINE_H
#define CATALOG_STORE_HEADLINE_H
#include "catalog/store/draft.h"

/* An offer as it stands among those of its model. Prices in USD per 1M tokens; NAN: not known. */
struct headline_offer {
	enum offer_own own;
	double price;   /* three parts input, one output */
	bool is_trial;  /* for nothing, and so within limits */
	bool is_priced; /* states what input or output costs */
};

double headline_price(double in, double out);
/* The developer's own as they come, since the first is the one that others are variants of; then its other services', then those of others, cheapest
 * first; behind all of each what is for trying, then those whose price is not known. What is equal keeps its order. */
bool headline_is_ahead(const struct headline_offer *a, const struct headline_offer *b);
/* Whether `next`, which stands behind `before`, gives the model its price in its stead; before NULL: none does so far. The first that states what input and
 * output cost, for work; else the first that is free, within limits; else the first that states one of them: the other is not known. */
bool headline_gives_way(const struct headline_offer *before, const struct headline_offer *next);
#endif
