/* SPDX-License-Identifier: MIT */
/* store.h - the open catalog: frozen columns over the bytes of one snapshot. Layer: store.
 * Opening checks header and section table and parses nothing. Every accessor bounds codes, rows and offsets, so no
 * file can make a read stray: what is out of bounds reads as unknown or empty. All returned texts are borrowed from the snapshot. */
#ifndef CATALOG_STORE_STORE_H
#define CATALOG_STORE_STORE_H
#include "catalog/base/arena.h"
#include "catalog/store/builder.h"
#include "catalog/store/value.h"

struct store;

/* bytes must outlive the store. name is for messages. */
enum result store_open(struct store **store, const void *bytes, size_t size, const char *name,
	struct error *err);
void store_close(struct store *store);
/* Payload checksum and every code and offset: slow, for `check` and after writing. */
enum result store_verify(const struct store *store, struct error *err);

/* Of the content, as its header has it: the key under which what was made of it is found. */
uint64_t store_bytes_hash(const void *bytes, size_t size); /* 0: no snapshot */
/* By its head: whether this version of the program reads it. */
bool store_file_is_ours(const char *path);
enum result store_file_count(const char *path, uint32_t *models, struct error *err);
enum result store_file_hash(const char *path, uint64_t *hash, struct error *err);

struct text store_name(const struct store *store);
uint32_t store_date(const struct store *store);  /* "today" of every query */
uint32_t store_count(const struct store *store); /* models */
uint32_t store_offer_count(const struct store *store);
uint64_t store_hash(const struct store *store);          /* of the content */
uint32_t store_refused_count(const struct store *store); /* records that its source lost */
uint32_t store_warned_count(
	const struct store *store); /* warnings, also those of which there is no sentence */
uint32_t store_warning_count(const struct store *store);
struct text store_warning(const struct store *store, uint32_t index);

/* Fields: the static ones, and one per benchmark of this snapshot. */
uint32_t store_field_count(const struct store *store);
const struct field *store_field(const struct store *store,
	uint32_t id); /* NULL if id is out of range */
const struct field *store_field_find(const struct store *store, struct text word);
const struct field *store_field_nearest(const struct store *store, struct text word);
/* The same as store_field_find; NULL says in *err what was perhaps meant. */
const struct field *store_field_named(const struct store *store, struct text word,
	struct error *err);

/* Models. */
struct text store_id(const struct store *store, uint32_t row);
struct text store_title(const struct store *store, uint32_t row); /* display name */
/* Both at once, and the aliases, blank-separated. */
void store_names(const struct store *store, uint32_t row, struct text *id, struct text *title,
	struct text *aliases);
/* "id TAB name TAB aliases TAB folded", of one row; and the whole arena for scanning, rows ending in '\n'. */
struct text store_search_text(const struct store *store, uint32_t row);
struct text store_search_arena(const struct store *store);
const uint32_t *store_search_starts(
	const struct store *store); /* count + 1 offsets into the arena */
/* By row: its place in the order of names, equal names sharing one; NULL if the file has none. */
const uint32_t *store_name_ranks(const struct store *store);
bool store_find_id(const struct store *store, struct text id, uint32_t *row); /* exact */

/* Values. Tags need an arena for their list; text and category are borrowed. Computed fields are unknown here. */
struct value store_value(const struct store *store, uint32_t row, uint32_t field,
	struct arena *arena);
bool store_is_reported(const struct store *store, uint32_t row, uint32_t field);
bool store_is_inferred(const struct store *store, uint32_t row, uint32_t field);
bool store_has_conflict(const struct store *store, uint32_t row, uint32_t field);
/* That of all rows at once, as bits in STORE_BITS(store_count) words; false: sources differ nowhere, the words are left alone. */
#define STORE_BITS(rows) ((size_t)(rows) / 64 + 1)
bool store_conflicts(const struct store *store, uint32_t field, uint64_t *bits);

/* Offers of a model are neighbours: [store_offers_from(row), store_offers_from(row + 1)), developer's own first, as its
 * source has them, then others by blended price; equal ones as their source has them. */
uint32_t store_offers_from(const struct store *store, uint32_t row);
/* count + 1 starts; of a damaged file they may lie beyond the offers. */
const uint32_t *store_offer_starts(const struct store *store);
uint32_t store_offer_row(const struct store *store, uint32_t offer);
struct value store_offer_value(const struct store *store, uint32_t offer, uint32_t field,
	struct arena *arena);
/* Code of the offer's provider among the terms of that field; 0 if there is none. */
uint32_t store_offer_provider(const struct store *store, uint32_t offer);
uint32_t store_offer_source(const struct store *store, uint32_t offer);
uint32_t store_offer_as_of(const struct store *store, uint32_t offer);
enum basis store_offer_basis(const struct store *store, uint32_t offer);
bool store_offer_is_own(const struct store *store, uint32_t offer); /* the developer's */
/* For nothing, and so within limits that no work can be planned with: what the person's own list has for nothing is none. By the prices of the store's day:
 * what is announced to cost something later is no trial then, and what is announced to be for nothing is one, whoever says so. */
bool store_offer_is_trial(const struct store *store, uint32_t offer);
/* The offer that gives the model its prices on the store's day (headline.h), whatever a query asks of offers; UINT32_MAX: none has one. */
uint32_t store_headline(const struct store *store, uint32_t row);
/* Of two offers with known prices: one for work is better than one for trying, then the lower one. */
bool store_offer_is_cheaper(const struct store *store, uint32_t offer, double price, uint32_t than,
	double than_price);
/* Until when the prices of an offer hold, and what it costs then, if that is announced. */
struct price_end {
	uint32_t until; /* a date; 0: no end is announced */
	struct later_prices later;
};
struct price_end store_price_end(const struct store *store, uint32_t offer);
bool price_end_is_over(const struct price_end *end, uint32_t day); /* day 0: never */
/* From then on all prices are those of this day: values, claims, columns of models and offers. What is announced takes the place of what ended, as inferred;
 * what ended with nothing announced stays, as inferred, and keeps its end. 0, as at first: those that the file has. */
void store_set_day(struct store *store, uint32_t day);
uint32_t store_day(const struct store *store);
/* Of another day than the store's. */
struct value store_offer_value_on(const struct store *store, uint32_t offer, uint32_t field,
	uint32_t day, struct arena *arena);
bool store_offer_is_trial_on(const struct store *store, uint32_t offer, uint32_t day);
struct claim store_offer_claim_on(const struct store *store, uint32_t offer, uint32_t field,
	uint32_t day, struct arena *arena);
struct text store_offer_id(const struct store *store, uint32_t offer);
enum { OFFER_TIERS_MAX = 16 }; /* enough for whoever reckons with tiers */
size_t store_offer_tiers(const struct store *store, uint32_t offer, struct tier *out,
	size_t capacity);

/* Evidence: all claims on one fact of a model, believed first, its own before its family's. In the arena. */
const struct claim *store_claims(const struct store *store, uint32_t row, uint32_t field,
	struct arena *arena, size_t *count);
/* All claims of the model itself, without its family's, in field order, believed first. In the arena. */
const struct claim *store_own_claims(const struct store *store, uint32_t row, struct arena *arena,
	size_t *count);
/* Claims of a term: of a family or a provider, in field order. */
const struct claim *store_term_claims(const struct store *store, uint32_t field, uint32_t code,
	struct arena *arena, size_t *count);
/* The claim behind one value of an offer: one of its own; else its provider's, where the offer has the value from it; else what its price list says.
 * The price (three parts input, one output) stands on the weaker of its two. Unknown value: state VALUE_UNKNOWN. */
struct claim store_offer_claim(const struct store *store, uint32_t offer, uint32_t field,
	struct arena *arena);
/* Whether that is what its provider says of all its service, in one of several regions: it need not hold of this model. */
bool store_offer_is_at_large(const struct store *store, uint32_t offer, uint32_t field,
	struct arena *arena);
/* Whether the model's value is what one of its hosts states (derive.c marks it so): it holds of no other host. */
bool store_is_of_offers(const struct store *store, uint32_t row, uint32_t field);
/* False: the offer has none of its own on that field (of this program, not of a benchmark). */
bool store_offer_own_claim(const struct store *store, uint32_t offer, uint32_t field,
	struct arena *arena, struct claim *claim);
/* The models of which something is on record that a choice can rest on: an offer, a result of a benchmark, a fact of the built-in catalog or of the
 * person's own files. Of each how much; rows ascend. The caller frees them. */
struct on_record {
	uint32_t row;
	bool is_written; /* in the built-in catalog or the person's own files */
	uint16_t results, offers;
};
struct on_record *store_on_record(const struct store *store, uint32_t *count);
/* By what ids find their families: rules for catalog/sources/family.h. */
struct family_rule {
	uint32_t code;                         /* of the family's term */
	struct text developer, pattern, stems; /* stems: joined by newlines */
	int rank;
	bool is_derivative;
};
size_t store_family_rule_count(const struct store *store);
struct family_rule store_family_rule(const struct store *store, size_t index);
/* Id of who made the row's family; empty: it has none, or none that is known. */
struct text store_family_developer(const struct store *store, uint32_t row);
/* Whether the row's maker and its family's are not the same, of families that are not of derivatives. */
bool store_is_of_others(const struct store *store, uint32_t row);
/* The change list that the catalog carries, newest first. */
size_t store_change_count(const struct store *store);
struct listed_change store_change(const struct store *store, size_t index);
uint32_t store_source_count(const struct store *store);
struct source store_source(const struct store *store, uint32_t source);
size_t store_scores(const struct store *store, uint32_t row, struct arena *arena,
	const struct draft_score **scores);
uint32_t store_benchmark_count(const struct store *store);
struct benchmark store_benchmark(const struct store *store, uint32_t index);
int store_benchmark_find(const struct store *store, struct text id); /* its index; -1: none */
uint32_t store_lens_count(const struct store *store);
struct text store_lens(const struct store *store, uint32_t lens,
	enum language language); /* LANGUAGE_COUNT: its id */
size_t store_lens_shares(const struct store *store, uint32_t lens, struct arena *arena,
	const struct lens_share **shares);

/* Dictionaries of category and tags fields. Code 0 is unknown; codes run from 1 to store_term_count. */
struct term {
	struct text key, title, aliases; /* aliases: blank-separated search words, folded */
	struct text region, kind, url, developer;
	struct text
		written; /* the title as the catalog has it; that of tags the program knows is in the person's language */
};
uint32_t store_term_count(const struct store *store, uint32_t field);
struct term store_term(const struct store *store, uint32_t field, uint32_t code);
struct text store_term_title(const struct store *store, uint32_t field, uint32_t code);
/* All texts of the file, one behind the other with their sizes between: what is nowhere in it is in no text. */
struct text store_texts(const struct store *store);
/* By key or title, folded ASCII, then by alias; 0 if none. */
uint32_t store_term_find(const struct store *store, uint32_t field, struct text word);

/* A text value as people read it in that language: of fields of sentences the wording that the catalog has for it; any other text is its own. */
struct text store_wording(const struct store *store, const struct field *field, struct text value,
	enum language language);
/* A sentence of the facts in Korean; as it is where that is not known. */
struct text store_korean(const struct store *store, struct text sentence);
/* "high effort, no tools": under what settings a score holds, each part in that language where it is known. In the arena. */
struct text store_setting(const struct store *store, struct text setting, enum language language,
	struct arena *arena);
/* Those wordings, in the order of the English; false behind the last one. */
bool store_sentence(const struct store *store, size_t index, struct text *en, struct text *ko);

/* Raw columns, for the engines of the query floor. */
enum column_form {
	COLUMN_CODE8,
	COLUMN_CODE16,
	COLUMN_CODE32, /* category: term code; choice: member + 1; 0 unknown */
	COLUMN_MASK8,
	COLUMN_MASK16,
	COLUMN_MASK32,
	COLUMN_MASK64, /* set; 0 unknown */
	COLUMN_U32,    /* number or date */
	COLUMN_F32,
	COLUMN_F64,  /* number */
	COLUMN_TEXT, /* u32 offset into the text arena; 0 unknown */
	COLUMN_TAGS  /* u32 starts (count + 1) into tag_codes; empty = unknown */
};
size_t column_form_width(uint32_t form); /* bytes of a cell; 0: there is no such form */
/* Number states: U32 unknown 0xffffffff, undisclosed 0xfffffffe, not applicable 0xfffffffd; floats: NAN with payload
 * 0, 1, 2 (see column_number_state). Not applicable of a choice: 0xff.., of a set: the highest bit alone. */
struct column {
	uint16_t field;
	enum column_form form;
	uint32_t count;
	const void *cells;
	const uint16_t *tag_codes;
	uint32_t tag_code_count;
	const uint8_t *
		bins; /* number facets: 0 unknown, else 1 + number of thresholds <= value (at least),
	                                 * or 1 + number of thresholds < value (at most); NULL if the field has no thresholds.
	                                 * Dates: year - 1999, 0 unknown. */
	const uint64_t *reported, *inferred, *conflict; /* bit sets over rows, or NULL: none */
	const uint32_t *
		ranks; /* category, tags: rank of each term's title, by code; text: rank per row; else NULL */
};
/* The cell, zero-extended; of tags where its codes begin. The caller bounds the row. */
static inline uint64_t column_bits(const struct column *column, uint32_t row)
{
	switch (column->form) {
	case COLUMN_CODE8:
	case COLUMN_MASK8: return ((const uint8_t *)column->cells)[row];
	case COLUMN_CODE16:
	case COLUMN_MASK16: return ((const uint16_t *)column->cells)[row];
	case COLUMN_MASK64:
	case COLUMN_F64: return ((const uint64_t *)column->cells)[row];
	default: return ((const uint32_t *)column->cells)[row];
	}
}
/* NULL if nothing is known. Benchmarks have sparse scores, and fields that most rows have from their form, or not at all, have a column by form
 * (docs/snapshot.md): both are made into a column only when asked for, some bytes a row. store_has_column: whether there is one. */
const struct column *store_column(const struct store *store, uint32_t field);
bool store_has_column(const struct store *store, uint32_t field);
const struct column *store_offer_column(const struct store *store,
	uint32_t field); /* count = offers */
/* The rows with the greatest known cells of a number or a date, or with the least (is_ascending): best first, of equal ones the first; some
 * thousands. NULL: nobody wrote them down. The file may be damaged: bound the rows. */
const uint32_t *store_leaders(const struct store *store, uint32_t field, bool is_ascending,
	size_t *count);
enum value_state column_number_state(const struct column *column, uint32_t row, double *number);
/* How often each value occurs among all rows, by bucket, and how often it is only reported (NULL: never). Bucket 0 is for rows without a value; that of
 * a choice or of a set's members is the member + 1, of a category or tags the code, of a number or date the bin. NULL: nobody wrote them down. */
const uint32_t *store_totals(const struct store *store, uint32_t field, const uint32_t **reported);
size_t field_bucket_count(const struct field *field, size_t term_count); /* behind bucket 0 */
/* As the builder bins it. */
enum { BIN_NOT_APPLICABLE = 255 };
uint8_t field_bin(const struct field *field, enum value_state state, double number);
#endif
