/* SPDX-License-Identifier: MIT */
/* rows.h - the rows of a catalog for the other programs: the lines that search reads, and a table of codes. Layer: bench. */
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H
#include "catalog/query/facet.h"
#include "catalog/store/store.h"

struct strbuf;

enum { ROWS_FACETS = 8 };
extern const uint16_t rows_facets[ROWS_FACETS]; /* the facets that are counted by both */

enum result rows_save_lines(const struct store *store, const char *path, struct error *err);
/* One integer column per facet; unknown is -1. */
enum result rows_save_table(const struct store *store, const char *path, struct error *err);
void rows_sql_table(struct strbuf *sql, const char *csv_path);
/* The statements that count the eight facets; where[i]: the condition of the others on facet i's count. */
void rows_sql_counts(struct strbuf *sql, const struct store *store, const char *const *where);
/* Facets as those statements print them. */
void rows_print_counts(struct strbuf *out, const struct store *store, const struct facet *facets);
#endif
