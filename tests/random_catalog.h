/* SPDX-License-Identifier: MIT */
/* random_catalog.h - deterministic random facts and queries, for comparing the engine with the oracle. */
#ifndef TESTS_RANDOM_CATALOG_H
#define TESTS_RANDOM_CATALOG_H
#include "catalog/base/strbuf.h"
#include "catalog/store/store.h"

struct random {
	uint64_t state;
};
uint32_t random_below(struct random *random, uint32_t bound);
void random_facts(struct strbuf *json, struct random *random, int models);
/* A query that parses, of one to four clauses. */
void random_query(struct strbuf *text, struct random *random);
#endif
