/* SPDX-License-Identifier: MIT */
/* compare_parts.h - the insides of a comparison; shared by compare*.c. Layer: tables; private. */
#ifndef CATALOG_TABLES_COMPARE_PARTS_H
#define CATALOG_TABLES_COMPARE_PARTS_H
#include "catalog/tables/compare.h"

/* Of a model in one column: what is believed, and how sure that is. */
struct compare_value {
	struct value value;
	double half_width, low,
		high;           /* the truth lies in low..high; half_width of an estimate, else 0 */
	uint32_t source, offer; /* of a score or an offer; SOURCE_NONE, UINT32_MAX */
	struct text setting;    /* of a score: "high effort"; may be empty */
	bool is_reported;       /* a score or price of the maker's own is disclosed */
	bool is_foreign;        /* a score under another harness */
	bool is_trial; /* a price of what is free within limits: no better than one for work */
};

struct compare_column {
	struct compare_value *values; /* per model */
	struct value best;            /* unknown: no best */
	bool is_known, differs, is_benchmark, is_offer;
	struct text note; /* harness and version of a benchmark */
};

struct compare_context {
	const struct table_ops *models;       /* what the same table would show without comparing */
	uint32_t baseline;                    /* UINT32_MAX: none */
	const struct compare_column *columns; /* beside those of the table */
};

/* Values of a field, of a benchmark (its largest comparable group), of a provider's offers; and what follows from them (compare_look_at). */
void compare_read_field(struct compare_column *column, const struct table *table,
	const struct field *field, struct arena *arena);
void compare_read_offers(struct compare_column *column, const struct table *table,
	struct text provider, struct arena *arena);
/* field: of a benchmark. Only the values, the note and whether any two compare: compare_read_field looks at them. */
void compare_read_scores(struct compare_column *column, const struct table *table,
	const struct field *field, struct arena *arena);
/* What follows from the values of a column: whether any is known, whether they differ, which is best. */
void compare_look_at(struct compare_column *column, const struct table *table,
	const struct field *field);
/* Numbers are the same when they read the same: 1,000,000 and 1,048,576 tokens are both 1M. */
bool compare_is_same(const struct field *field, const struct value *a, const struct value *b);
/* Providers that serve one of the models: by how many they serve, then by name. */
size_t compare_providers(const struct table *table, struct arena *arena,
	const struct text **providers);
extern const struct table_ops compare_ops;
#endif
