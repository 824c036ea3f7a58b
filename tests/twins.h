/* SPDX-License-Identifier: MIT */
/* twins.h - catalogs that are made in different ways and must say the same, row by row. */
#ifndef TESTS_TWINS_H
#define TESTS_TWINS_H
#include "catalog/base/strbuf.h"
#include "catalog/store/builder.h"
#include "catalog/store/store.h"
#include "tests/unit.h"

struct made {
	struct strbuf bytes;
	struct store *store;
};
/* Takes the builder. */
void made_open(struct made *made, struct builder *builder, const char *name);
void made_done(struct made *made);
/* Cells, marks and claims are the same, and a scan of the second one's columns sees them. */
void same_row(const struct store *one, uint32_t a, const struct store *two, uint32_t b);
/* So are the offers of a model, in their order, with what each of their values stands on. */
void same_offers(const struct store *one, uint32_t a, const struct store *two, uint32_t b);

extern uint32_t random_state;
uint32_t pick(uint32_t count); /* below it */
#endif
