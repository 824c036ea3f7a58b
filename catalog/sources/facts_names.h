/* SPDX-License-Identifier: MIT */
/* facts_names.h - models of files of facts found by their id and by their aliases. Layer: sources; private to facts*.c. */
#ifndef CATALOG_SOURCES_FACTS_NAMES_H
#define CATALOG_SOURCES_FACTS_NAMES_H
#include "catalog/store/builder.h"

struct facts;

struct facts_names { /* begin with zeros */
	struct facts_name {
		uint64_t hash;
		uint32_t model; /* its index and one more; 0: the place is free */
	} * places;
	size_t count, capacity; /* a power of two */
};
void facts_names_done(struct facts_names *names);
/* The model of that index, as it is now; once more when it got aliases. */
void facts_names_add(struct facts *facts, uint32_t model);
struct draft *facts_find_model(const struct facts *facts, struct text id); /* NULL: none */
/* Another one than `but` that has this alias, whatever the case of its letters; NULL: none. */
const struct draft *facts_find_alias(const struct facts *facts, struct text alias,
	const struct draft *but);
#endif
