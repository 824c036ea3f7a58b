/* SPDX-License-Identifier: MIT */
/* merge.h - decides which claim is believed. Layer: sources. The rules (those on other catalogs stand in docs/facts.md too):
 * volatile fields take the overlay, then a disclosed "retired", then the newest as-of date; lasting ones overlay, built-in model,
 * built-in family, then the other origins in the order of enum origin; a basis breaks ties inside an origin (disclosed, reported,
 * inferred). A claim "undisclosed" yields to a known claim that others report, which then shows as reported. Context and modalities
 * of the row itself beat its family's, save those that the maker disclosed of a model which the facts have (draft->is_known);
 * license, architecture, data and alignment never come from a row's flags where the family knows them.
 * A derivative does not take alignment from anything but its own family entry. What loses stays behind the winner, as a claim. */
#ifndef CATALOG_SOURCES_MERGE_H
#define CATALOG_SOURCES_MERGE_H
#include "catalog/base/arena.h"
#include "catalog/sources/family.h"

/* Replaces draft->claims by all claims of the draft and its family, grouped by field in field order, believed first. */
void merge_resolve(struct draft *draft, const struct family *family, struct arena *arena);
#endif
