/* SPDX-License-Identifier: MIT */
/* family.h - finds the family of an id among hundreds in under a microsecond. Layer: sources.
 * Only the patterns behind a stem that occurs are tried, most specific first. */
#ifndef CATALOG_SOURCES_FAMILY_H
#define CATALOG_SOURCES_FAMILY_H
#include "catalog/store/draft.h"
#include <stdbool.h>

struct family {
	struct text id, name, developer, base;
	const struct text *stems, *aliases, *match, *reject;
	size_t stem_count, alias_count, match_count, reject_count;
	struct text pattern; /* may be empty: the stem suffices */
	int rank;
	bool is_derivative;
	const struct claim *
		claims; /* by field, believed first; those of the base are merged in by family_index_new */
	size_t claim_count;
};

struct family_index;
/* Families are borrowed and must outlive the index. Fails on a bad pattern, a duplicate id, an unknown or circular base. */
enum result family_index_new(struct family_index **index, struct family *families, size_t count,
	struct arena *arena, struct error *err);
void family_index_free(struct family_index *index);
/* People upload one model's weights under one name by the dozen: for whoever looks for families by the million. What was found is kept, in memory that
 * workers started later share; where none is to be had, nothing is. */
void family_index_keep_names(struct family_index *index);
/* By the id of a model of any catalog; NULL if none matches. */
const struct family *family_find(const struct family_index *index, struct text model_id);
const struct family *family_get(const struct family_index *index, struct text family_id);
/* Runs every match and reject list: an entry of one of them, and the family that its id finds (NULL: none) against it. */
typedef void family_complaint(void *context, const struct family *family, bool is_match, size_t at,
	const struct family *found);
void family_check(const struct family_index *index, family_complaint *complain, void *context);
#endif
