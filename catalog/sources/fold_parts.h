/* SPDX-License-Identifier: MIT */
/* fold_parts.h - the insides of folding, shared by fold*.c. Layer: sources; private. */
#ifndef CATALOG_SOURCES_FOLD_PARTS_H
#define CATALOG_SOURCES_FOLD_PARTS_H
#include "catalog/base/arena.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/facts.h"
#include "catalog/sources/family.h"
#include "catalog/sources/fold.h"
#include "catalog/store/plain.h"
#include "catalog/store/store.h"

#include <stdatomic.h>

enum { FOLD_INPUT_MAX = FOLD_SOURCE_MAX + 2 }; /* the built-in catalog and one's own files too */
#define FOLD_NONE UINT32_MAX

/* Hash -> number: keys of models, names of organisations. */
struct fold_table {
	struct {
		uint64_t hash;
		uint32_t number;
	} * slots;
	size_t capacity, count;
};
uint32_t fold_table_find(const struct fold_table *table, uint64_t hash);       /* FOLD_NONE */
void fold_table_put(struct fold_table *table, uint64_t hash, uint32_t number); /* the first stays */
/* Fetches the place of a hash that is looked for soon. */
static inline void fold_table_fetch(const struct fold_table *table, uint64_t hash)
{
	if (table->capacity > 0)
		__builtin_prefetch(&table->slots[hash & (table->capacity - 1)]);
}
void fold_table_reserve(struct fold_table *table, size_t count); /* room for so many in all */
void fold_table_add(struct fold_table *table, uint64_t hash, uint32_t number); /* it is not there */

/* A row of a hub, or one with an offer that has no more than prices: all its claims are cells. Rows that are alike in all that decides which claims are
 * believed are of one form; what they are alike in is the key: family, origin and host, and a word a cell. Choices and names are part of it, other values
 * only by how they stand to those of the family. */
enum { FOLD_KEY_MAX = FIELD_COUNT + 4 };
struct fold_plain {
	struct plain_row row;
	struct value own[BUILDER_OWN_MAX];
	size_t own_count;
	uint64_t key[FOLD_KEY_MAX];
	size_t key_size;
	uint32_t form; /* 0: this is the first row of its form, and these are its claims: */
	struct claim claims[FIELD_COUNT]; /* in field order; claim.own names one of `own` */
	size_t claim_count;
};
/* A form of the builder, and by what its rows are known. The key names their catalog too, so what is a row's own is found in its columns. */
struct fold_form {
	const uint64_t *key;
	size_t key_size;
	uint32_t form;
	const struct family *family;
	struct fold_own {
		uint16_t field;
		const struct column
			*column; /* its cells are those of the builder; NULL: ask for the value */
		uint64_t mask;
	} * owns;
	size_t own_count;
};
struct fold_ahead; /* what a worker finds ahead (fold_ahead.c) */
/* The fields on which a family has claims, as a set. */
struct fold_family {
	bool is_known;
	uint64_t fields[(FIELD_COUNT + 63) / 64];
};

struct fold {
	const struct fold_input *input;
	struct builder *builder;
	struct arena arena;                         /* of the whole fold */
	struct arena model;                         /* of one model */
	const struct store *stores[FOLD_INPUT_MAX]; /* built-in, overlay if any, sources */
	uint32_t first_row[FOLD_INPUT_MAX + 1];     /* rows of all stores are numbered through */
	uint32_t *source_maps[FOLD_INPUT_MAX];
	struct plain_rows *plain[FOLD_INPUT_MAX]; /* of sources */
	size_t store_count, overlay;              /* overlay: its place, 0 none */
	struct fold_table keys, organisations;
	struct fold_table licenses; /* what hubs call them -> place in known.licenses */
	struct fold_table offers;   /* hash of host and id -> model */
	struct strbuf key;          /* of the name at hand */
	struct text keyed;          /* the name of a row that was looked for last, */
	uint64_t key_hash;          /* and the hash of its key */
	struct text last_word;      /* the organisation that was looked for last, */
	uint32_t last_developer;    /* and what it is */
	struct {
		struct text key;
		uint32_t developer, region;
	} last_codes;                  /* of the developer that came last, in the catalog to be */
	struct fold_table form_places; /* hash of a key -> place in forms */
	struct fold_form *forms;
	size_t form_count, form_capacity;
	struct fold_family *family_fields; /* by family of `known` */
	uint32_t *family_codes;            /* likewise: in the catalog to be; 0: not asked yet */
	uint32_t *next; /* fold_chains.c; by row: the next one of its model; FOLD_NONE ends */
	uint32_t *heads, *tails; /* by model: its first and last row; in the end of those known */
	struct fold_link {
		uint32_t row, next;
	} * links; /* when all rows have landed: those that have a next one, in their order */
	size_t link_count;
	uint64_t *has_next; /* a bit by row: whether it is among them */
	uint64_t
		*begins; /* then: a bit by row, whether a model that was not known begins with it */
	size_t model_count, model_capacity, known_count; /* known: of built-in and overlay */
	struct facts known; /* families and providers, as the other parts want them */
	struct family_index *families;
	struct fold_ahead *ahead; /* NULL: there is no worker */
};

struct fold_row {
	const struct store *store;
	size_t place; /* of the store */
	uint32_t row;
	uint32_t number; /* through all stores */
};
struct fold_row fold_row_of(const struct fold *fold, uint32_t number);
/* "meta" of "meta-llama/Llama-3"; FOLD_NONE: no developer that is known. Code in the built-in catalog. */
uint32_t fold_developer_of(struct fold *fold, struct text id);
/* fold_chains.c: a model without rows yet; one more row of it. */
uint32_t fold_new_model(struct fold *fold);
void fold_chain(struct fold *fold, uint32_t model, uint32_t number);
/* No more rows land; then: the next row of a model, and whether a model that was not known begins with this row. */
void fold_settle_chains(struct fold *fold);
uint32_t fold_next(const struct fold *fold, uint32_t number); /* FOLD_NONE: there is none */
bool fold_begins(const struct fold *fold, uint32_t number);
void fold_is_built(struct fold *fold, uint32_t number); /* none that is still to come does */
void fold_chains_done(struct fold *fold);
/* fold_find.c */
uint64_t fold_hash(struct text word);                      /* of a word, ASCII case folded */
uint64_t fold_key_hash(struct fold *fold, struct text id); /* of its model key; even */
uint64_t fold_known_key(struct fold *fold,
	struct
	text name); /* the same; that of the name asked for last is known, if its bytes are still there */
uint64_t fold_whole_hash(struct text id); /* of the id as it is; odd */
void fold_learn_organisations(struct fold *fold);
struct text fold_name_of(const struct store *store, uint32_t row); /* under which it is offered */
/* The model that a row of a source is; FOLD_NONE: none that is there. */
uint32_t fold_land(struct fold *fold, const struct store *store, uint32_t row, struct text name,
	uint64_t whole); /* name: fold_name_of the row; its hash */
/* What its host calls it is this model, in every catalog. */
void fold_learn_offers(struct fold *fold, const struct store *store, uint32_t row, uint32_t model);
bool fold_is_hub_row(const struct store *store, uint32_t row); /* weights in a hub: no offers */

/* Of the built-in catalog or of the overlay. */
static inline bool fold_is_from_facts(const struct fold *fold, size_t place)
{
	return place == 0 || (fold->overlay > 0 && place == fold->overlay);
}
/* fold_names.c: id, name, developer, family, aliases; scores of a model of the facts. */
void fold_name_model(struct fold *fold, const struct fold_row *first, const struct family *family,
	struct draft *draft);
/* What a row of one's own says of a model that the catalog has: its name, more aliases, results instead of the catalog's on the same benchmarks. */
void fold_lay_over(struct fold *fold, const struct fold_row *own, struct draft *draft);
void fold_rename_model(struct fold *fold, const struct fold_row *first, struct text id,
	struct draft *draft);
/* Whose it is, by what the row says or by its id. */
struct text fold_hub_developer(struct fold *fold, const struct fold_row *row, struct text id);
/* "Apache-2.0" for the "apache-2.0" of a hub: a license is known by its name, its id and its aliases; any other is called what the hub calls it. */
void fold_learn_license(struct fold *fold, const struct store *store, uint32_t code, size_t place);
struct text fold_license_name(const struct fold *fold, struct text said);
/* fold_families.c: a family as its rule has it; whether that of a row was found before the fold began. */
struct family fold_family_of_rule(const struct store *store, size_t at, struct arena *arena);
bool fold_families_know(const struct fold *fold, const struct fold_row *row,
	const struct family **family);
/* fold_ahead.c: the family of a row, as it says or by its id; NULL: none. Begins and ends the finding ahead. */
const struct family *fold_family_of(const struct fold *fold, const struct fold_row *row);
void fold_ahead_begin(struct fold *fold);
void fold_ahead_done(struct fold *fold);
/* Rows of one kind have one family, and if one of them is plain and of a form, all are. 0: nobody has looked yet. */
uint16_t fold_kind(const struct fold *fold, uint32_t number);
const struct fold_form *fold_form_of_kind(const struct fold *fold, uint16_t kind); /* or NULL */
void fold_learn_kind(struct fold *fold, uint16_t kind, const struct fold_form *form);

/* fold_model.c: a model from its rows into the builder; number: the first of them. */
enum result fold_add_model(struct fold *fold, uint32_t number, struct error *err);
void fold_map_claim(const struct fold *fold, size_t place,
	struct claim *claim); /* as this fold has it */
/* Whether somebody else made it of the family's weights. */
static inline bool fold_is_for_others(const struct family *family, struct text developer)
{
	return family && !family->is_derivative && !text_equal(family->developer, developer);
}
/* fold_plain.c: a model that is one row of a hub, if the row is plain and of a form that is known. False: nothing has been done. */
bool fold_add_plain(struct fold *fold, uint32_t number, struct fold_plain *plain);
/* fold_forms.c: what is needed for it; false if the row is not plain. is_for_others: the family is another developer's. */
void fold_forms_begin(struct fold *fold);
void fold_forms_done(struct fold *fold);
bool fold_read_plain(struct fold *fold, const struct fold_row *row, const struct family *family,
	bool is_for_others, struct fold_plain *plain);
bool fold_plain_key(struct fold *fold, const struct fold_row *row, const struct family *family,
	bool is_for_others, struct fold_plain *plain); /* its key and values alone */
const struct fold_form *fold_form_of_key(const struct fold *fold,
	const struct fold_plain *plain); /* or NULL */
static inline struct text fold_key_bytes(const uint64_t *key, size_t size)
{
	return (struct text){ (const char *)key, size * sizeof(*key) };
}
/* The resolved draft of the first row is what all rows of the form have; plain->form stays 0 if there are too many forms already. */
void fold_learn_form(struct fold *fold, struct fold_plain *plain, const struct draft *draft);
/* fold_offers.c: offers of all rows of a model as one list. */
void fold_offers(struct fold *fold, const uint32_t *rows, size_t row_count, struct draft *draft);
#endif
