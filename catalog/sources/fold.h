/* SPDX-License-Identifier: MIT */
/* fold.h - one catalog out of many: offers of all sources onto models, with what families know. Layer: sources.
 * A row lands on a model when their model keys are equal or one is an alias of the other (identity.h), and their developers do not
 * contradict each other; what lands nowhere becomes a model of its own. A wrong merge is worse than a duplicate.
 * Of the claims that many offers make, each value counts once: the developer's own first, then what most of them say. */
#ifndef CATALOG_SOURCES_FOLD_H
#define CATALOG_SOURCES_FOLD_H
#include "catalog/store/builder.h"

struct interrupt;
struct store;
struct strbuf;

/* Families of rows without offers, found by their ids while these are written down; of use where the built-in catalog alone knows families. NULL: there is
 * none, or no helper. Who writes goes on with the builder, the worker sees it as it was; when all is written, fold_families_settle tells where the rows
 * stand now. */
struct fold_families;
struct fold_families *fold_families_begin(const struct store *built_in, struct builder *builder);
void fold_families_settle(struct fold_families *families, struct builder *builder); /* NULL: fine */
void fold_families_stop(
	struct fold_families *families); /* what is found by now is enough; NULL is fine */
void fold_families_free(struct fold_families *families); /* NULL is fine */

enum { FOLD_SOURCE_MAX = 62 };

struct fold_input {
	const struct store *built_in;
	const struct store *const *sources; /* in any order: origins and dates decide */
	size_t source_count;                /* at most FOLD_SOURCE_MAX, or RESULT_USAGE */
	const struct store *overlay;        /* NULL: none. Its claims win over all. */
	/* Models of sources alone, and of those what sources say: facts, families and overlay only tell which model a row is, and what it is called. */
	bool is_apart;
	const struct fold_families *families; /* NULL, or found of the rows of the source ... */
	size_t families_of;                   /* ... at this place */
	const struct interrupt *interrupt;
	struct strbuf *landings; /* NULL, or one line a row: source TAB its id TAB the model's id */
};

struct fold_counts {
	uint32_t rows, landed, made; /* rows of sources; onto models that were there; new models */
};

enum result fold_too_many(struct error *err); /* says that there are more sources than that */
enum result fold_catalogs(struct builder *builder, const struct fold_input *input,
	struct fold_counts *counts, struct error *err);
#endif
