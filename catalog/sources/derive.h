/* SPDX-License-Identifier: MIT */
/* derive.h - what follows from other facts at build time. Layer: sources.
 * run = own-hardware where weights are public, api where an offer exists, and the tenancy of its providers; status and availability likewise. Arithmetic over offers (price, number, largest
 * window) is the builder's (builder_offers.c) and keeps the basis of the offer. */
#ifndef CATALOG_SOURCES_DERIVE_H
#define CATALOG_SOURCES_DERIVE_H
#include "catalog/base/arena.h"
#include "catalog/store/draft.h"

struct facts;
/* Before merging: the provider's facts to its offers, where the model runs by its offers. */
void derive_draft(struct draft *draft, const struct facts *facts, struct arena *arena);
/* After merging: what the text of the believed license says of use, where nothing nearer does. */
void derive_license(struct draft *draft, const struct facts *facts, struct arena *arena);
/* The day it was added and last changed, by the change list. */
void derive_dates(struct draft *draft, const struct facts *facts, struct arena *arena);
/* Then: whether it can be had, by its offers or its weights; own hardware, where the license opens the weights. */
void derive_after_merge(struct draft *draft, struct arena *arena);
#endif
