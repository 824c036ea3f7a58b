/* SPDX-License-Identifier: MIT */
/* One model out of its rows: claims with their votes, offers, what its family knows. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/sources/derive.h"
#include "catalog/sources/fold_parts.h"
#include "catalog/sources/merge.h"
#include "catalog/sources/source.h"

#include <stdlib.h>

struct ballot { /* one value of one field, as one origin has it */
	struct claim claim;
	uint32_t votes, index;
	bool is_own; /* the developer's own offer says it */
};

/* What is said of an offer, or follows from offers and is found anew. */
static bool is_passed_over(const struct claim *claim)
{
	return claim->origin == ORIGIN_DERIVED;
}

static void vote(struct ballot *ballots, size_t *count, const struct claim *claim, bool is_own)
{
	for (size_t i = 0; i < *count; i++) {
		struct claim *other = &ballots[i].claim;
		if (other->field != claim->field || other->origin != claim->origin ||
			other->source != claim->source ||
			!value_equal(field_get((enum field_id)claim->field), &other->value,
				&claim->value))
			continue;
		ballots[i].votes++;
		ballots[i].is_own = ballots[i].is_own || is_own;
		return;
	}
	ballots[*count] = (struct ballot){ *claim, 1, (uint32_t)*count, is_own };
	(*count)++;
}

static int compare_ballots(const void *a, const void *b)
{
	const struct ballot *one = a, *two = b;

	if (one->claim.field != two->claim.field)
		return one->claim.field < two->claim.field ? -1 : 1;
	if (one->claim.origin != two->claim.origin)
		return one->claim.origin < two->claim.origin ? -1 : 1;
	if (one->is_own != two->is_own)
		return one->is_own ? -1 : 1;
	if (one->votes != two->votes)
		return one->votes > two->votes ? -1 : 1;
	if (field_get((enum field_id)one->claim.field)->kind == KIND_NUMBER &&
		one->claim.value.is.number != two->claim.value.is.number)
		return one->claim.value.is.number > two->claim.value.is.number ? -1 : 1;
	return one->index < two->index ? -1 : 1;
}

/* A window that a host serves is a fact about the host, and so is the day on which it began: of those, one stands for the model. */
static bool is_one_enough(uint16_t field)
{
	return field == FIELD_CONTEXT || field == FIELD_RELEASED;
}

static size_t count_votes(struct fold *fold, struct ballot *ballots, size_t count,
	struct claim *claims)
{
	size_t kept = 0;

	if (count > 0)
		qsort(ballots, count, sizeof(*ballots), compare_ballots);
	for (size_t i = 0; i < count; i++) {
		bool is_first = i == 0 || ballots[i - 1].claim.field != ballots[i].claim.field ||
			ballots[i - 1].claim.origin != ballots[i].claim.origin;
		if (!is_first && is_one_enough(ballots[i].claim.field))
			continue;
		claims[kept] = ballots[i].claim;
		if (ballots[i].votes > 1)
			claims[kept].detail = arena_format(&fold->model, "said of %u offers",
				ballots[i].votes);
		kept++;
	}
	return kept;
}

void fold_map_claim(const struct fold *fold, size_t place, struct claim *claim)
{
	if (claim->source != SOURCE_NONE)
		claim->source = fold->source_maps[place][claim->source];
	if (fold->overlay > 0 && place == fold->overlay)
		claim->origin = ORIGIN_OVERLAY;
	if (claim->field == FIELD_LICENSE_NAME && claim->value.state == VALUE_KNOWN &&
		!fold_is_from_facts(fold, place))
		claim->value.is.text = fold_license_name(fold, claim->value.is.text);
}

static bool is_own_offer(struct fold *fold, const struct fold_row *row, struct text developer)
{
	if (fold_is_hub_row(row->store, row->row))
		return false;
	struct value provider = store_offer_value(row->store,
		store_offers_from(row->store, row->row), FIELD_PROVIDER, &fold->model);
	return provider.state == VALUE_KNOWN && text_equal(provider.is.tags.items[0], developer);
}

/* A status that the developer's own offer has is the model's. */
static void vote_status(struct fold *fold, const struct fold_row *row, struct ballot *ballots,
	size_t *count)
{
	uint32_t offer = store_offers_from(row->store, row->row);
	static const enum field_id fields[] = { FIELD_STATUS, FIELD_RETIRES };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct claim claim = { .field = (uint16_t)fields[i],
			.basis = BASIS_REPORTED,
			.origin = (uint8_t)source_origin(store_name(row->store)),
			.source = store_offer_source(row->store, offer),
			.as_of = store_date(row->store),
			.value = store_offer_value(row->store, offer, fields[i], &fold->model) };
		if (claim.value.state == VALUE_KNOWN) {
			fold_map_claim(fold, row->place, &claim);
			vote(ballots, count, &claim, true);
		}
	}
}

static void add_claims(struct fold *fold, const uint32_t *rows, size_t row_count,
	struct draft *draft)
{
	size_t capacity = 0, count = 0, ballot_count = 0;

	const struct claim **all = ARENA_ARRAY(&fold->model, const struct claim *, row_count + 1);
	size_t *counts = ARENA_ARRAY(&fold->model, size_t, row_count + 1);
	for (size_t i = 0; i < row_count; i++) {
		struct fold_row row = fold_row_of(fold, rows[i]);
		all[i] = store_own_claims(row.store, row.row, &fold->model, &counts[i]);
		capacity += counts[i] + 3;
	}
	struct claim *claims = ARENA_ARRAY(&fold->model, struct claim, capacity + 1);
	struct ballot *ballots = ARENA_ARRAY(&fold->model, struct ballot, capacity + 1);
	for (size_t i = 0; i < row_count; i++) {
		struct fold_row row = fold_row_of(fold, rows[i]);
		const struct claim *said = all[i];
		size_t own = counts[i];
		bool is_facts = fold_is_from_facts(fold, row.place);
		bool is_own = !is_facts && is_own_offer(fold, &row, draft->developer);
		for (size_t j = 0; j < own; j++) {
			struct claim claim = said[j];
			if (is_passed_over(&claim)) /* as its own catalog has it */
				continue;
			fold_map_claim(fold, row.place, &claim);
			if (is_facts)
				claims[count++] = claim;
			else
				vote(ballots, &ballot_count, &claim, is_own);
		}
		if (is_own)
			vote_status(fold, &row, ballots, &ballot_count);
	}
	count += count_votes(fold, ballots, ballot_count, claims + count);
	draft->claims = claims;
	draft->claim_count = count;
}

/* Weights that somebody else made of a family's: what the family's developer did to them, and his license, are not known to hold (store_claims.c leaves
 * them out of the evidence). */
static const struct family *for_others(struct fold *fold, const struct family *family)
{
	struct family *copy = arena_get(&fold->model, sizeof(*copy));
	struct claim *claims = ARENA_ARRAY(&fold->model, struct claim, family->claim_count + 1);
	size_t count = 0;

	*copy = *family;
	for (size_t i = 0; i < family->claim_count; i++)
		if (!is_makers_own(family->claims[i].field))
			claims[count++] = family->claims[i];
	copy->claims = claims;
	copy->claim_count = count;
	return copy;
}

/* What a hub says of a row just as the family does is said already, by those who know better. */
static void drop_echoes(struct draft *draft, const struct family *family)
{
	struct claim *claims = (struct claim *)draft->claims; /* made for us */
	size_t kept = 0;

	for (size_t i = 0; i < draft->claim_count; i++) {
		bool is_echo = false;
		for (size_t j = 0; j < family->claim_count && !is_echo; j++)
			is_echo = family->claims[j].field == claims[i].field &&
				value_equal(field_get((enum field_id)claims[i].field),
					&family->claims[j].value, &claims[i].value);
		if (!is_echo || claims[i].origin <= ORIGIN_BUILTIN_PROVIDER)
			claims[kept++] = claims[i];
	}
	draft->claim_count = kept;
}

/* form 0: the draft has the claims; else it has names alone. */
static enum result add_under_a_free_id(struct fold *fold, const struct fold_row *first,
	struct draft *draft, const struct fold_plain *plain, struct error *err)
{
	struct text wanted = draft->id;
	enum result result = RESULT_OK;

	for (int i = 2; i <= 100; i++) {
		result = plain && plain->form > 0
			? builder_add_row(fold->builder, draft, plain->form, plain->own, err)
			: builder_add_model(fold->builder, draft, err);
		if (result == RESULT_OK)
			return RESULT_OK;
		fold_rename_model(fold, first,
			arena_format(&fold->model, "%.*s-%d", TEXT_ARGS(wanted), i), draft);
	}
	return result;
}

static size_t rows_of(struct fold *fold, uint32_t first, const uint32_t **out)
{
	size_t count = 0;

	for (uint32_t at = first; at != FOLD_NONE; at = fold_next(fold, at))
		count++;
	uint32_t *rows = ARENA_ARRAY(&fold->model, uint32_t, count + 1);
	count = 0;
	for (uint32_t at = first; at != FOLD_NONE; at = fold_next(fold, at))
		rows[count++] = at;
	*out = rows;
	return count;
}

/* A model as its sources have it: no fact of the catalog beside it, and none of its family. */
static enum result add_apart(struct fold *fold, uint32_t number, struct error *err)
{
	struct draft draft = { 0 };
	const uint32_t *rows;
	size_t row_count = rows_of(fold, number, &rows), own = 0;
	struct fold_row first = fold_row_of(fold, rows[0]);
	uint32_t *said = ARENA_ARRAY(&fold->model, uint32_t, row_count + 1);

	for (size_t i = 0; i < row_count; i++)
		if (!fold_is_from_facts(fold, fold_row_of(fold, rows[i]).place))
			said[own++] = rows[i];
	if (own == 0)
		return RESULT_OK;
	fold_name_model(fold, &first, fold_family_of(fold, &first), &draft);
	draft.score_count = 0; /* those of the facts */
	add_claims(fold, said, own, &draft);
	fold_offers(fold, said, own, &draft);
	derive_draft(&draft, &fold->known, &fold->model);
	merge_resolve(&draft, NULL, &fold->model);
	derive_license(&draft, &fold->known, &fold->model);
	derive_after_merge(&draft, &fold->model);
	return add_under_a_free_id(fold, &first, &draft, NULL, err);
}

/* The row of one's own file on a model that begins with another one. False: there is none. */
static bool find_own_row(struct fold *fold, const uint32_t *rows, size_t count,
	struct fold_row *own)
{
	for (size_t i = 1; fold->overlay > 0 && i < count; i++) {
		*own = fold_row_of(fold, rows[i]);
		if (own->place == fold->overlay)
			return true;
	}
	return false;
}

enum result fold_add_model(struct fold *fold, uint32_t number, struct error *err)
{
	struct draft draft = { 0 };
	struct fold_plain plain;
	const uint32_t *rows;

	if (fold->input->is_apart)
		return add_apart(fold, number, err);
	if (fold_next(fold, number) == FOLD_NONE && fold_add_plain(fold, number, &plain))
		return RESULT_OK;
	size_t row_count = rows_of(fold, number, &rows);
	struct fold_row first = fold_row_of(fold, rows[0]), own;
	bool is_laid_over = find_own_row(fold, rows, row_count, &own);
	const struct family *family = fold_family_of(fold, is_laid_over ? &own : &first);
	bool is_facts = fold_is_from_facts(fold, first.place),
	     is_hub = row_count == 1 && fold_is_hub_row(first.store, first.row);

	draft.is_known = is_facts;
	fold_name_model(fold, &first, family, &draft);
	if (is_laid_over)
		fold_lay_over(fold, &own, &draft);
	bool is_for_others = !is_facts && fold_is_for_others(family, draft.developer);
	bool is_plain = row_count == 1 && !is_facts &&
		fold_read_plain(fold, &first, family, is_for_others, &plain);
	if (is_plain && plain.form > 0) {
		if (!is_hub)
			fold_offers(fold, rows, row_count, &draft);
		return add_under_a_free_id(fold, &first, &draft, &plain, err);
	}
	if (is_for_others)
		family = for_others(fold, family);
	if (is_plain) {
		draft.claims = plain.claims;
		draft.claim_count = plain.claim_count;
	} else {
		add_claims(fold, rows, row_count, &draft);
	}
	if (family && is_hub)
		drop_echoes(&draft, family);
	fold_offers(fold, rows, row_count, &draft);
	derive_draft(&draft, &fold->known, &fold->model);
	merge_resolve(&draft, family, &fold->model);
	derive_license(&draft, &fold->known, &fold->model);
	if (is_facts) /* nobody else is in the change list */
		derive_dates(&draft, &fold->known, &fold->model);
	derive_after_merge(&draft, &fold->model);
	if (is_plain)
		fold_learn_form(fold, &plain, &draft);
	return add_under_a_free_id(fold, &first, &draft, is_plain ? &plain : NULL, err);
}
