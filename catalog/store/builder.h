/* SPDX-License-Identifier: MIT */
/* builder.h - makes the bytes of a snapshot from drafts. Layer: store.
 * Columns grow as rows come; builder_finish sorts, ranks, bins, and writes. The same calls give the same bytes.
 * Model rows end up in the order of their ids. */
#ifndef CATALOG_STORE_BUILDER_H
#define CATALOG_STORE_BUILDER_H
#include "catalog/store/draft.h"

struct arena;
struct builder;
struct sink;
struct interrupt;

struct source { /* texts borrowed during the call */
	struct text title, url, license;
	uint32_t date; /* 0 unknown */
	bool is_seen;  /* read, not only cited */
	bool is_own;   /* named in one of the person's own files */
};
struct benchmark {
	struct text id, name, measures, url;
	double chance, ceiling; /* the ends of its own scale; NAN unknown */
	double middle, spread;  /* on the scale that all share (quality.h); NAN: it is not on it */
	uint8_t unit;           /* enum benchmark_unit */
	bool is_lower_better;
};
struct lens_share {
	struct text benchmark;
	double share;
};
/* A named thing that a category or tags field points to: developer, provider, family. */
struct entity {
	struct text id, name;
	const struct text *aliases; /* search words, any language */
	size_t alias_count;
	struct text region; /* developer: ISO code; else empty */
	struct text kind;   /* provider: first-party, cloud, router, neutral, korean */
	struct text url;
	struct text developer; /* provider: whose own service it is, if its id does not say so */
	const struct claim *claims; /* family or provider facts, believed first per field */
	size_t claim_count;
};

struct builder *builder_new(struct text name, uint32_t date);
void builder_free(struct builder *builder);
struct text builder_name(const struct builder *builder); /* borrowed */
uint32_t builder_date(const struct builder *builder);
uint32_t builder_add_source(struct builder *builder,
	const struct source *source); /* equal ones are one */
void builder_add_entity(struct builder *builder, enum field_id field, const struct entity *entity);
void builder_add_benchmark(struct builder *builder, const struct benchmark *benchmark);
bool builder_has_benchmark(const struct builder *builder, struct text id);
void builder_add_lens(struct builder *builder, struct text id, struct text name_en,
	struct text name_ko, const struct lens_share *shares, size_t count);
/* A duplicate id is refused (RESULT_BAD_DATA). */
enum result builder_add_model(struct builder *builder, const struct draft *draft,
	struct error *err);
/* A model of a dump whose claims are its cells: each is the only one on its field, of the model itself, and its row's source makes it (`by`: source,
 * as_of, origin and basis). builder_keeps: whether the cell of a field gives such a value back (of words and tags none is asked), and what it is. names:
 * in ASCII, without aliases or a family; and its offers. The row is the one that builder_add_model makes; false: there is one of this id already. */
struct builder_cell {
	uint16_t field;
	uint64_t bits;
	struct text term; /* of a category: its key; the bits follow */
};
bool builder_keeps(struct builder *builder, enum field_id field, const struct value *value,
	uint64_t *bits);
bool builder_add_cells(struct builder *builder, const struct draft *names, const struct claim *by,
	const struct builder_cell *cells, size_t count);
/* Models by the hundred thousand whose claims are the same but for a few values: a form holds those claims, once (in the order of a draft;
 * claim.own says which of its values a row brings itself). 0: there are too many forms already, or a claim is on what rows take from their offers. A row
 * brings its draft's names, family and offers and its own values, whose states are those that the form was made with; it is the same row that
 * builder_add_model makes. */
enum { BUILDER_FORMS_MAX = 32768, BUILDER_OWN_MAX = 32, BUILDER_SHARED_FROM = 4096 };
/* Catalogs of fewer rows keep what forms share with every row: BUILDER_SHARED_FROM, unless said otherwise. */
void builder_set_shared_from(struct builder *builder, size_t rows);
uint32_t builder_add_form(struct builder *builder, const struct claim *claims, size_t count);
enum result builder_add_row(struct builder *builder, const struct draft *draft, uint32_t form,
	const struct value *own, struct error *err);
/* The same of a row whose names and values are known already: the line that search reads, up to what is folded; codes; cells as builder_cell gives them,
 * or as they stand in a column of another catalog (builder_cells_of; NULL: as its values alone), under the mask. `own`: where the form wants values as
 * well. No row may have its id yet. */
struct builder_line {
	struct text id, line;
	uint32_t developer, region, family;
};
struct store;
struct column;
bool builder_has_id(struct builder *builder, struct text id);
void builder_add_line(struct builder *builder, const struct builder_line *line, uint32_t form,
	const uint64_t *cells, const struct value *own);
uint64_t builder_cell(struct builder *builder, enum field_id field, const struct value *value);
const struct column *builder_cells_of(const struct store *store, uint32_t field, uint64_t *mask);
bool builder_form_wants_values(const struct builder *builder, uint32_t form);
struct family_rule;
uint32_t builder_region_code(struct builder *builder, uint32_t developer); /* where it is at home */
uint32_t builder_term_code(struct builder *builder, enum field_id field, struct text key);
/* All rows and offers of another catalog, and its first warnings, behind those that are there. False, and nothing is changed: it has more than them (scores,
 * forms), or one of its ids is here already. */
bool builder_append(struct builder *builder, const struct store *from, uint32_t warnings);
/* Sources of another catalog, by their numbers there; and its terms with all they say, benchmarks, lenses, family rules. */
uint32_t *builder_copy_sources(struct builder *builder, const struct store *from,
	struct arena *arena);
void builder_copy_terms(struct builder *builder, const struct store *from, enum field_id field,
	const uint32_t *source_map);
/* One of them, by its code there. */
void builder_copy_term(struct builder *builder, const struct store *from, enum field_id field,
	uint32_t of, const uint32_t *source_map);
void builder_copy_benchmarks(struct builder *builder, const struct store *from);
void builder_copy_family_rules(struct builder *builder, const struct store *from);
/* In the order in which they are to be listed. */
void builder_add_change(struct builder *builder, const struct listed_change *change);
void builder_copy_changes(struct builder *builder, const struct store *from);
/* What people read for an English sentence; the first wording of a sentence stays. */
void builder_add_sentence(struct builder *builder, struct text en, struct text ko);
void builder_copy_sentences(struct builder *builder, const struct store *from);
void builder_add_family_rule(struct builder *builder, const struct family_rule *rule);
/* For a catalog that is merged with others before anyone looks at it: names get no ranks, sorting by them compares. */
void builder_leave_unranked(struct builder *builder);
/* For one whose rows are appended to another: each column has a cell of every row. */
void builder_keep_columns_whole(struct builder *builder);
/* How many records the source lost, and of how many things it was warned: sentences there may be fewer. */
void builder_set_losses(struct builder *builder, uint32_t refused, uint32_t warned);
void builder_add_warning(struct builder *builder, struct text sentence);
uint32_t builder_model_count(const struct builder *builder);
struct text builder_row_id(const struct builder *builder,
	uint32_t row); /* of a row as it was added */
uint32_t builder_offer_count(const struct builder *builder);
uint32_t builder_offer_row(const struct builder *builder, uint32_t offer); /* both as added */
/* Called before builder_finish: then the rows as they were added, in the order in which they stand in the file, are to be had of it. Yours; NULL: not
 * kept, or nothing was written. */
void builder_keep_order(struct builder *builder);
uint32_t *builder_take_order(struct builder *builder);
enum result builder_finish(struct builder *builder, struct sink *sink,
	const struct interrupt *interrupt, struct error *err);
#endif
