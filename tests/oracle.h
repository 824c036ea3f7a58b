/* SPDX-License-Identifier: MIT */
/* oracle.h - a naive evaluator: row by row, clause by clause, from store_value alone. What the engine must agree with. */
#ifndef TESTS_ORACLE_H
#define TESTS_ORACLE_H
#include "catalog/query/query.h"

enum verdict { VERDICT_YES, VERDICT_UNKNOWN, VERDICT_NO };
enum verdict oracle_row(const struct store *store, const struct query *query, uint32_t row);
uint32_t oracle_count(const struct store *store, const struct query *query);
uint32_t oracle_possible(const struct store *store, const struct query *query);
#endif
