/* SPDX-License-Identifier: MIT */
#include "catalog/sources/merge.h"

#include <string.h>

/* A row's own window and modalities beat its family's, from whatever source; but of a model that the facts have, what its maker disclosed stands before
 * what lists report: they tell what hosts serve. A family's claims on a field stay together, in the order of its file. */
static bool is_left_to_the_row(const struct claim *claim, const struct family *family,
	bool is_known)
{
	bool is_row_matter = claim->field == FIELD_CONTEXT || claim->field == FIELD_INPUT ||
		claim->field == FIELD_OUTPUT;

	if (claim->origin != ORIGIN_BUILTIN_FAMILY || !is_row_matter)
		return false;
	for (size_t i = 0; is_known && family && i < family->claim_count; i++)
		if (family->claims[i].field == claim->field &&
			family->claims[i].basis == BASIS_DISCLOSED)
			return false;
	return true;
}

/* That its developer has switched it off stays true whatever a list of a later day still has. */
static bool is_disclosed_end(const struct claim *claim)
{
	return is_retirement(claim) && claim->basis == BASIS_DISCLOSED &&
		claim->origin <= ORIGIN_BUILTIN_FAMILY;
}

static int origin_rank(const struct claim *claim, const struct family *family, bool is_known)
{
	const struct field *field = field_get((enum field_id)claim->field);

	if (claim->origin == ORIGIN_OVERLAY)
		return 0;
	if (field->policy == POLICY_VOLATILE)
		return is_disclosed_end(claim) ? 1 : 2; /* then the newest */
	return is_left_to_the_row(claim, family, is_known) ? ORIGIN_COUNT : (int)claim->origin;
}

static bool says_nothing(const struct claim *claim)
{
	return value_is_undisclosed(field_get((enum field_id)claim->field), &claim->value);
}

/* True if a is believed before b. Equal claims keep their order. */
static bool is_before(const struct claim *a, const struct claim *b, const struct family *family,
	bool is_known)
{
	const struct field *field = field_get((enum field_id)a->field);

	if (says_nothing(a) != says_nothing(b))
		return says_nothing(b); /* silence yields to what others report */
	int rank_a = origin_rank(a, family, is_known), rank_b = origin_rank(b, family, is_known);
	if (rank_a != rank_b)
		return rank_a < rank_b;
	if (field->policy == POLICY_VOLATILE && a->as_of != b->as_of)
		return a->as_of > b->as_of;
	if (a->origin != b->origin)
		return a->origin < b->origin;
	return false; /* the order of the file: the believed one first */
}

static void add(struct claim *claims, size_t *count, const struct claim *from, size_t size,
	const struct draft *draft)
{
	for (size_t i = 0; i < size; i++) {
		bool is_foreign = from[i].origin > ORIGIN_BUILTIN_PROVIDER &&
			from[i].origin != ORIGIN_DERIVED;
		if (draft->is_derivative && from[i].field == FIELD_ALIGNMENT && is_foreign)
			continue;
		claims[(*count)++] = from[i];
	}
}

static bool is_overridden(const struct draft *draft, const struct claim *of_family)
{
	for (size_t i = 0; i < draft->claim_count; i++)
		if (claim_stands_instead(&draft->claims[i], of_family))
			return true;
	return false;
}

void merge_resolve(struct draft *draft, const struct family *family, struct arena *arena)
{
	size_t family_count = family ? family->claim_count : 0, count = 0;
	struct claim *claims = ARENA_ARRAY(arena, struct claim,
		draft->claim_count + family_count + 1);

	if (family)
		draft->is_derivative = draft->is_derivative || family->is_derivative;
	for (size_t i = 0; i < draft->claim_count; i++) {
		const struct claim *claim = &draft->claims[i];
		bool is_flag = claim->origin > ORIGIN_BUILTIN_PROVIDER;
		if (is_flag && is_family_matter(claim->field) &&
			claim_find(family ? family->claims : NULL, family_count, claim->field))
			continue;
		add(claims, &count, claim, 1, draft);
	}
	for (size_t i = 0; i < family_count; i++)
		if (!is_overridden(draft, &family->claims[i]))
			add(claims, &count, &family->claims[i], 1, draft);
	/* insertion sort by field, then belief: stable, and the lists are short */
	for (size_t i = 1; i < count; i++) {
		struct claim moved = claims[i];
		size_t at = i;
		while (at > 0 &&
			(claims[at - 1].field > moved.field ||
				(claims[at - 1].field == moved.field &&
					is_before(&moved, &claims[at - 1], family,
						draft->is_known)))) {
			claims[at] = claims[at - 1];
			at--;
		}
		claims[at] = moved;
	}
	draft->claims = claims;
	draft->claim_count = count;
}
