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

struct fold_input {
	const struct store *built_in;
	const struct store *const *sources; /* in any order: origins and dates decide */
	size_t source_count;
	const struct store *overlay; /* NULL: none. Its claims win over all. */
	const struct interrupt *interrupt;
	struct strbuf *landings; /* NULL, or one line a row: source TAB its id TAB the model's id */
};

struct fold_counts {
	uint32_t rows, landed, made; /* rows of sources; onto models that were there; new models */
};

enum result fold_catalogs(struct builder *builder, const struct fold_input *input,
	struct fold_counts *counts, struct error *err);
#endif
