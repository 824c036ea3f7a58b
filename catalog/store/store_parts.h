/* SPDX-License-Identifier: MIT */
/* store_parts.h - the insides of the open store. Layer: store; private to store*.c. */
#ifndef CATALOG_STORE_STORE_PARTS_H
#define CATALOG_STORE_STORE_PARTS_H
#include "catalog/store/snapshot.h"
#include "catalog/store/snapshot_records.h"
#include "catalog/store/store.h"

struct span_of {
	const void *items;
	size_t count;
}; /* records of a section, counted by what really fits */

/* A column by form (docs/snapshot.md, Forms): cells of the forms, 0 for none, then those of the rows that have one of their own. */
struct shared_column {
	enum column_form form;
	size_t count; /* of cells; TAGS: of lists, one less than starts. 0: there is no such column */
	const void *cells;
	const uint8_t *flags; /* enum shared_flag, by cell */
	const uint32_t *rows; /* in order */
	size_t row_count, flag_count;
};

/* store_day.c: prices on a day after the announced end of others. NULL: no offer says of such an end. */
struct day_prices;

struct store {
	const char *bytes;
	size_t size;
	char *name;
	struct snapshot_header header;
	struct span_of text, search, starts, offers, offer_starts, tiers, claims, sources, scores,
		benchmarks, lenses, shares, warnings, families, changes, sentences;
	struct span_of origins;
	struct span_of wide, price_ends;
	struct day_prices *day_prices;
	struct column row_origins;            /* cells NULL: none */
	const uint64_t *implied[FIELD_COUNT]; /* bits by row; NULL: none */
	uint16_t implied_fields[FIELD_COUNT]; /* those that have some */
	size_t implied_count;
	struct text catalog_name;
	struct column columns[FIELD_COUNT], offer_columns[FIELD_COUNT];
	bool has_column[FIELD_COUNT], has_offer_column[FIELD_COUNT];
	struct {
		const uint32_t *rows;
		size_t count;
		bool is_ascending;
	} leaders[FIELD_COUNT];
	struct {
		const uint32_t *counts;
		size_t count;
		bool has_reported;
	} totals[FIELD_COUNT];
	struct span_of form_claims, offer_claims;
	struct column row_forms; /* cells NULL: no row has a form */
	struct shared_column shared[FIELD_COUNT];
	struct column **whole; /* shared columns, made when first asked for */
	struct span_of terms[FIELD_COUNT], term_claims[FIELD_COUNT];
	uint16_t field_of[FIELD_COUNT *
		2]; /* index in the file -> enum field_id; FIELD_NONE: a field that this program lacks */
	size_t field_count;
	uint16_t index_of
		[FIELD_COUNT]; /* enum field_id -> index in the file; FIELD_NONE: it has none */
	struct field *benchmark_fields;    /* made at open: as many as the file has benchmarks */
	struct column **benchmark_columns; /* dense, made when first asked for */
	struct arena benchmark_words;      /* theirs */
};

/* The score that a row shows on a benchmark, from its own records: who asks for one row makes no column of all. */
struct value benchmark_value(const struct store *store, uint32_t benchmark, uint32_t row);
struct text store_text(const struct store *store, uint64_t offset); /* bounded */
/* store_scores.c: benchmarks as fields, bench.ID. */
void store_benchmark_fields_new(struct store *store);
void store_benchmark_fields_free(struct store *store);
bool column_holds_date(uint32_t date); /* that it is one, and not what a damaged file has there */
/* store_families.c: of the row's family; 0: it has none. */
uint32_t store_family_code(const struct store *store, uint32_t row);
/* store_claims.c: 1 + index of the origin of a row's implied claims, 0: it has none; the claim that such an origin makes, without field and value. */
uint32_t store_origin_code(const struct store *store, uint32_t row);
struct claim store_origin_claim(const struct store *store, uint32_t code);
/* Whether somebody wrote it down for the built-in catalog, or for the person's own files. */
bool store_origin_is_of_facts(const struct store *store, uint32_t code);
/* First record of (owner, field) in a sorted span, field as the file numbers it; *count gets their number. */
const struct claim_record *store_find_claims(struct span_of span, uint32_t owner, uint16_t field,
	size_t *count);
struct claim store_claim_of(const struct store *store, uint16_t field,
	const struct claim_record *record, struct arena *arena);
/* Of claims whose values take eight bytes. */
static inline bool field_is_wide(const struct field *field)
{
	return field->kind == KIND_NUMBER || field->kind == KIND_SET;
}
static inline uint64_t store_wide(const struct store *store, uint32_t at)
{
	return at < store->wide.count ? ((const uint64_t *)store->wide.items)[at] : 0;
}
bool store_has_implied(const struct store *store, uint32_t row, uint32_t field);
bool store_has_records(const struct store *store, uint32_t row); /* claims of the row's own */
/* store_shared.c */
bool store_is_shared(const struct store *store, uint32_t field);
uint32_t store_form(const struct store *store, uint32_t row); /* 0: none */
/* enum shared_flag of a row's cell. */
uint8_t shared_flags(const struct store *store, uint32_t field, uint32_t row);
struct value shared_value(const struct store *store, uint32_t field, uint32_t row,
	struct arena *arena);
uint64_t shared_bits(const struct store *store, uint32_t field,
	uint32_t row); /* the cell of a choice or a category; 0 unknown */
bool shared_conflicts(const struct store *store, uint32_t field, uint64_t *bits);
const struct column *shared_whole(const struct store *store, uint32_t field);
void shared_close(struct store *store);
/* store_day.c: fields whose values depend on the day. */
static inline bool field_is_of_day(uint32_t field)
{
	return field >= FIELD_PRICE && field <= FIELD_PRICE_UNTIL;
}
void day_prices_open(struct store *store);
void day_prices_close(struct store *store);
/* The offer whose prices are the row's on the store's day; false: those of the file are. */
bool day_prices_offer(const struct store *store, uint32_t row, uint32_t *offer);
bool day_prices_any(const struct store *store); /* some row has other ones than the file says */
/* The column with what holds on that day; NULL: there is none. */
const struct column *day_prices_column(const struct store *store, uint32_t field);
const struct column *day_prices_offer_column(const struct store *store, uint32_t field);
struct value column_value(const struct store *store, const struct column *column,
	const struct field *field, uint32_t index, struct arena *arena);
#endif
