/* SPDX-License-Identifier: MIT */
#include "catalog/query/standing.h"

#include <string.h>

static void add_source(struct standing *standing, uint32_t source)
{
	if (source == SOURCE_NONE || standing->source_count == STANDING_SOURCES)
		return;
	for (uint8_t i = 0; i < standing->source_count; i++)
		if (standing->sources[i] == source)
			return;
	standing->sources[standing->source_count++] = source;
}

static void add_offer(struct standing *standing, const struct claim *claim)
{
	standing->basis = claim->basis > standing->basis ? (enum basis)claim->basis
							 : standing->basis;
	add_source(standing, claim->source);
}

/* The offers that a row's number is made of: those that meet the query. */
static void count_standing(const struct store *store, struct query_run *run, uint32_t row,
	struct arena *arena, struct standing *standing)
{
	for (uint32_t offer = store_offers_from(store, row);
		offer < store_offers_from(store, row + 1); offer++) {
		if (run && !query_run_counts_offer(run, row, offer))
			continue;
		struct claim claim = store_offer_claim(store, offer, FIELD_PROVIDER, arena);
		if (claim.value.state != VALUE_UNKNOWN)
			add_offer(standing, &claim);
	}
}

/* An offer field stands on the offers whose values are shown: a price on one, a union on all that add to it, as weakly as the weakest. */
static void offer_standing(const struct store *store, struct query_run *run, uint32_t row,
	const struct field *field, const struct value *value, struct arena *arena,
	struct standing *standing)
{
	const struct field *of = field->is_computed ? field_get(FIELD_PRICE_IN) : field;
	uint32_t from = store_offers_from(store, row), to = store_offers_from(store, row + 1);
	bool is_of_price = of->unit == UNIT_USD_PER_MTOK || of->id == FIELD_PRICE_UNTIL;
	uint32_t price = run && is_of_price ? query_run_price_offer(run, row) : UINT32_MAX;
	/* that of which the value is not is said by others */
	bool is_one_of_many = of == field &&
		(field->kind == KIND_NUMBER || field->kind == KIND_TEXT);

	if (price >= from && price < to) {
		from = price;
		to = price + 1;
	}
	for (uint32_t offer = from; offer < to; offer++) {
		struct claim claim = store_offer_claim(store, offer, of->id, arena);
		if (claim.value.state == VALUE_UNKNOWN ||
			(is_one_of_many && !value_equal(field, &claim.value, value)))
			continue;
		add_offer(standing, &claim);
	}
}

/* Quality is computed of scores; a benchmark shows the first that there is. */
static void score_standing(const struct store *store, uint32_t row, const struct field *field,
	struct arena *arena, struct standing *standing)
{
	const struct draft_score *scores;
	bool is_quality = field->id == FIELD_QUALITY, is_first = !is_quality;
	struct text wanted = is_quality ? TEXT_NONE : text_slice(text_of(field->key), 6, SIZE_MAX);
	size_t count = store_scores(store, row, arena, &scores);

	for (size_t i = 0; i < count; i++) {
		if (!is_quality && !text_equal(scores[i].benchmark, wanted))
			continue;
		add_source(standing, scores[i].source);
		if (is_first && scores[i].by != SCORE_MAKER)
			standing->basis = BASIS_REPORTED;
		is_first = false;
	}
}

void standing_of(const struct store *store, struct query_run *run, uint32_t row,
	const struct field *field, const struct value *value, enum standing_depth depth,
	struct arena *arena, struct standing *standing)
{
	size_t count = 0;

	*standing = (struct standing){ .basis = BASIS_DISCLOSED };
	if (field->id == FIELD_OFFERS) {
		count_standing(store, run, row, arena, standing);
		return;
	}
	if (field->scope == SCOPE_OFFER) {
		offer_standing(store, run, row, field, value, arena, standing);
		return;
	}
	standing->basis = field->is_computed || store_is_inferred(store, row, field->id)
		? BASIS_INFERRED
		: store_is_reported(store, row, field->id) ? BASIS_REPORTED
							   : BASIS_DISCLOSED;
	if (field->id >= FIELD_COUNT || field->id == FIELD_QUALITY) {
		score_standing(store, row, field, arena, standing);
		return;
	}
	if (depth == STANDING_BASIS)
		return;
	const struct claim *claims = store_claims(store, row, field->id, arena, &count);
	if (count > 0)
		add_source(standing, claims[0].source);
}
