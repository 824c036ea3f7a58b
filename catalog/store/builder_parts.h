/* SPDX-License-Identifier: MIT */
/* builder_parts.h - the insides of the builder, shared by its files. Layer: store; private.
 *
 * Columns grow in the order of adding; builder_write.c puts rows in id order through a permutation. A column that never got a value
 * takes no bytes. Texts and dictionaries are interned by open addressing over text_quick_hash. */
#ifndef CATALOG_STORE_BUILDER_PARTS_H
#define CATALOG_STORE_BUILDER_PARTS_H
#include "catalog/base/arena.h"
#include "catalog/base/bits.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/builder.h"
#include "catalog/store/snapshot.h"
#include "catalog/store/snapshot_records.h"
#include "catalog/store/store.h"

#include <string.h>

struct intern_slot {
	uint32_t entry; /* index + 1 into whatever is indexed; 0: free */
	uint32_t
		hash; /* of its text, so that most others are passed over without looking at theirs */
};
struct intern {
	struct intern_slot *slots;
	size_t capacity, count;
};

/* Records of one size, each kept once: by their bytes. */
struct kept {
	void *items;
	size_t size; /* of one */
	size_t count, capacity;
	struct intern index; /* 1 + index into items */
};

struct bits {
	uint64_t *words;
	size_t capacity;
	bool is_used;
};

struct build_column {
	enum column_form form; /* category: CODE32 while building */
	bool is_used;
	size_t width; /* bytes of a cell */
	char *cells;
	size_t count, capacity; /* rows, those behind count are unknown; of cells */
	size_t held;            /* cells that somebody put there */
	bool is_sparse; /* only rows in `present` have one: cell n is that of the n-th of them */
	struct bits present;
	uint32_t *before; /* by word of `present`: how many cells come before it */
	size_t word_count, before_capacity;
	uint16_t *tags; /* TAGS: cell is 1 + start of "count, codes..." */
	size_t tag_count, tag_capacity;
	struct bits reported, inferred, conflict;
	struct bits implied; /* the only claim is the cell itself, from the row's origin */
};

/* The lowest bytes of a number, as cells are: 1, 2, 4 or 8 of them. */
static inline void cell_put(char *at, size_t width, uint64_t bits)
{
	switch (width) { /* little-endian, as the format is */
	case 1: *at = (char)bits; break;
	case 2: memcpy(at, &bits, 2); break;
	case 4: memcpy(at, &bits, 4); break;
	default: memcpy(at, &bits, 8);
	}
}

static inline uint64_t cell_get(const char *at, size_t width)
{
	uint64_t bits = 0;

	switch (width) {
	case 1: return (unsigned char)*at;
	case 2: memcpy(&bits, at, 2); break;
	case 4: memcpy(&bits, at, 4); break;
	default: memcpy(&bits, at, 8);
	}
	return bits;
}

/* Rows whose claims differ in some values only: what they have in common stands here once. */
struct form_fact {
	uint16_t field;
	uint8_t flags; /* enum shared_flag */
	bool is_known; /* it has a cell */
	uint32_t own;  /* 1 + which of the row's own values the cell is; 0: bits */
	uint64_t bits; /* of the cell */
};
struct form_record {
	struct claim_record record; /* without owner */
	uint32_t own;               /* its payload, likewise */
	bool is_shared; /* no claim on this fact has a value of the row's own: owner is the form */
};
struct build_form {
	struct form_fact *facts; /* in field order */
	struct form_record *records;
	size_t fact_count, record_count;
	struct own_fact { /* those of the facts that a row brings itself */
		uint16_t field;
		uint32_t own; /* 1 + which of its values */
	} * owns;
	size_t own_count;
	bool has_own_records; /* some are not shared */
	bool has_offers;      /* its rows have; what a row takes from them is its own */
	uint32_t origin;      /* as in row_origins */
};

/* builder_runs.c: rows come in runs in the order of their ids, but for strays. */
enum { RUNS_MAX = 64 };
struct build_runs {
	uint32_t starts[RUNS_MAX];
	size_t count;
	bool is_unordered; /* more runs than fit: nothing but `indexed_rows` means anything */
	bool is_behind; /* whether the id that was asked for last stands behind the run at hand */
	size_t size, lost;     /* of that run: its rows, and strays since it began */
	uint32_t last, former; /* its last row and the one before */
	size_t last_id_size;
	uint32_t *strays;
	size_t stray_count, stray_capacity;
	struct bits is_stray;                /* by row */
	size_t indexed_strays, indexed_rows; /* so many strays, and the others of the first rows */
	struct intern_slot asked;            /* where the id that was asked for last would stand */
};

enum { TERMS_RECENT = 16 };
struct build_terms { /* dictionary of one field; code = index + 1 */
	struct term_record *items;
	size_t count, capacity;
	struct intern index; /* by key */
	/* What was asked for last, by size and ends: rows of one developer come together, and have a few families. */
	uint32_t recent[TERMS_RECENT];
};

/* The words of a term that are not ASCII, by the place of all its words. */
enum { KOREAN_WORDS_KEPT = 64 };
struct korean_words {
	uint32_t aliases; /* 0: none yet */
	struct strbuf words;
};

struct builder {
	struct text name;
	uint32_t date;
	struct arena arena;          /* scratch of one call */
	struct strbuf text;          /* SNAPSHOT_TEXT */
	struct intern text_index;    /* by content; slots hold offsets */
	struct strbuf search;        /* rows in order of adding */
	struct strbuf names, folded; /* of the row at hand */
	struct korean_words korean[KOREAN_WORDS_KEPT];
	uint32_t *search_starts;
	size_t row_count, row_capacity;
	struct intern id_index; /* rows by id: those that are not found in the run at hand */
	struct build_runs runs;
	struct build_column columns[FIELD_COUNT];
	struct build_column offer_columns[FIELD_COUNT];
	struct build_terms terms[FIELD_COUNT];
	struct claim_record *claims;
	size_t claim_count, claim_capacity;
	struct kept origins; /* struct origin_record: where rows and claims come from */
	struct {
		uint32_t source, as_of, origin, code;
	} last_origin;    /* what was asked for last and is nobody's word; code 0: nothing yet */
	struct kept wide; /* uint64_t: what claims say in eight bytes */
	struct build_column row_origins; /* 1 + index into origins; 0: none */
	struct build_form *forms;
	size_t form_count, form_capacity;
	bool has_offered_forms; /* some of them have offers */
	size_t shared_from;     /* rows from which on columns may be shared */
	uint16_t *row_forms;    /* 1 + index into forms; 0: none */
	size_t row_form_count, row_form_capacity;
	struct claim_record *term_claims[FIELD_COUNT];
	size_t term_claim_count[FIELD_COUNT], term_claim_capacity[FIELD_COUNT];
	struct offer_record *offers;
	size_t offer_count, offer_capacity;
	struct claim_record *offer_claims; /* owner: the offer as it was added */
	size_t offer_claim_count, offer_claim_capacity;
	struct tier_record *tiers;
	size_t tier_count, tier_capacity;
	struct price_end_record *price_ends; /* offer: as it was added */
	size_t price_end_count, price_end_capacity;
	struct kept sources; /* struct source_record */
	struct score_record *scores;
	size_t score_count, score_capacity;
	struct benchmark_record *benchmarks;
	size_t benchmark_count, benchmark_capacity;
	struct lens_record *lenses;
	size_t lens_count, lens_capacity;
	struct share_record *shares;
	size_t share_count, share_capacity;
	struct listed_change_record *changes;
	size_t change_count, change_capacity;
	struct sentence_record *sentences;
	size_t sentence_count, sentence_capacity;
	struct family_record *families;
	size_t family_count, family_capacity;
	bool is_unranked, has_whole_columns;
	bool keeps_order;
	uint32_t *order; /* NULL, or by place the row as it was added */
	uint32_t refused_count, warned_count;
	uint32_t *warnings;
	size_t warning_count, warning_capacity;
};

uint32_t builder_text(struct builder *builder, struct text text); /* offset in SNAPSHOT_TEXT */
struct text builder_text_at(const struct builder *builder, uint32_t offset);
uint32_t builder_term(struct builder *builder, enum field_id field,
	struct text key);                                             /* code; made when new */
int builder_benchmark(const struct builder *builder, struct text id); /* index or -1 */

/* builder_intern.c: the entry with this text, or 0; then `missing`, given its entry, can be added. */
uint32_t intern_find(const struct intern *intern, struct text text,
	struct text (*content)(const struct builder *builder, size_t which, uint32_t entry),
	const struct builder *builder, size_t which, struct intern_slot *missing);
void intern_add(struct intern *intern, struct intern_slot slot);
/* The index of a record with these bytes, which is added if there was none. */
uint32_t kept_index(struct kept *kept, const void *record);

/* builder_cells.c */
uint64_t column_unknown(enum column_form form);
void column_put_odd(struct build_column *column, size_t row, uint64_t bits); /* any row */
/* Mostly of the row behind the last one that has a cell. */
static inline void column_put(struct build_column *column, size_t row, uint64_t bits)
{
	if (row != column->count || row >= column->capacity || column->is_sparse) {
		column_put_odd(column, row, bits);
		return;
	}
	cell_put(column->cells + row * column->width, column->width, bits);
	column->count++;
	column->held++;
}
void column_widen(struct build_column *column, size_t width); /* cells of more bytes */
void column_free(struct build_column *column);
static inline bool column_has(const struct build_column *column, size_t row)
{
	return row < column->count &&
		(!column->is_sparse ||
			(row / 64 < column->word_count && bit_has(column->present.words, row)));
}
/* Of a row that has a cell. */
static inline size_t column_place(const struct build_column *column, size_t row)
{
	if (!column->is_sparse)
		return row;
	uint64_t before = column->present.words[row / 64] & ((UINT64_C(1) << (row % 64)) - 1);

	return column->before[row / 64] + (size_t)__builtin_popcountll(before);
}
/* The cell of a row, or that of one that has none. */
static inline uint64_t column_own(const struct build_column *column, size_t row)
{
	return column_has(column, row)
		? cell_get(column->cells + column_place(column, row) * column->width, column->width)
		: column_unknown(column->form);
}
/* builder_columns.c */
enum column_form column_form_of(const struct field *field);
void column_begin(struct build_column *column, const struct field *field); /* it gets cells */
void column_set(struct builder *builder, struct build_column *column, const struct field *field,
	size_t index, const struct value *value);
void column_set_code(struct build_column *column, size_t index,
	uint32_t code); /* of a category; 0: none */
uint64_t column_cell(struct builder *builder, struct build_column *column,
	const struct field *field, const struct value *value); /* as its bits */
void bits_grow(struct bits *bits, size_t index);
static inline bool bits_has(const struct bits *bits, size_t index)
{
	return index / 64 < bits->capacity && bit_has(bits->words, index);
}
static inline void bits_set(struct bits *bits, size_t index)
{
	if (!bits->words || index / 64 >= bits->capacity)
		bits_grow(bits, index);
	bit_set(bits->words, index);
	bits->is_used = true;
}
struct claim_record claim_pack(struct builder *builder, uint32_t owner, const struct claim *claim);
uint32_t claim_payload(struct builder *builder, const struct field *field,
	const struct value *value);
uint32_t builder_wide(struct builder *builder, uint64_t bits); /* its index in `wide` */

/* builder_claims.c: the claims of one field, believed first, and the cell they give. */
void builder_add_claims(struct builder *builder, uint32_t row, const struct claim *claims,
	size_t count);
/* Flags of such claims on a model of this origin (0: none yet, it gets the claim's). */
uint8_t builder_judge_claims(struct builder *builder, const struct claim *claims, size_t count,
	uint32_t *origin);
uint32_t builder_origin(struct builder *builder, const struct claim *claim); /* 1 + its index */
void builder_set_origin(struct builder *builder, uint32_t row, uint32_t origin);
void builder_add_record(struct builder *builder, const struct claim_record *record);
/* builder_forms.c: the claims that forms share become claims of their rows. */
void builder_spread_forms(struct builder *builder);
/* builder_runs.c: the next row, or all rows of another catalog, which are in order: its id, or that of the first of them, was asked for last. */
void builder_note_row(struct builder *builder, struct text id);
void builder_note_rows(struct builder *builder, const struct store *from);
bool builder_is_behind_all(const struct builder *builder); /* that id is behind all others */
/* builder_names.c */
/* A row with its names, developer and family; the claims come next. */
enum result builder_add_names(struct builder *builder, const struct draft *draft, uint32_t *row,
	struct error *err);
uint32_t builder_add_named(struct builder *builder, const struct builder_line *line);

/* builder_offers.c: the model's offers, and what the model's own columns take from them. */
void builder_add_offers(struct builder *builder, uint32_t row, const struct draft *draft);
/* What a model has of them, and of nobody else. */
static inline bool builder_takes_from_offers(uint16_t field)
{
	return field_get((enum field_id)field)->scope == SCOPE_OFFER;
}
void builder_add_offer_at(struct builder *builder,
	const struct offer_record *offer); /* its row is there */
void builder_add_tier(struct builder *builder, const struct tier_record *tier);
void builder_add_offer_record(struct builder *builder, const struct claim_record *record);
void builder_add_price_end(struct builder *builder, const struct price_end_record *record);
#endif
