/* SPDX-License-Identifier: MIT */
#include "catalog/advice/candidates.h"

#include "catalog/advice/candidates_pick.h"
#include "catalog/base/memory.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"

#include <stdlib.h>
#include <string.h>

/* Prices are copied as the file has them; the copy is then set to the day of the whole. */
enum { FILES_OWN_DAY = 0 };
enum { TABS_OF_NAMES = 3 };

/* One catalog on its way into a smaller one. */
struct copying {
	const struct store *from;
	struct builder *builder;
	uint32_t *sources; /* by number there */
	uint32_t at;       /* how many rows are copied */
	struct arena arena, row;
};

struct candidates {
	struct copying copying;
	struct strbuf bytes;
	struct store *store; /* NULL: not all is copied yet */
	struct picking picking;
	struct picked picked; /* rows of the whole */
};

static uint32_t code_at(const struct column *column, uint32_t row, uint32_t most)
{
	uint32_t code = (uint32_t)column_bits(column, row);

	return code <= most ? code : 0;
}

/* Developers come by the ten thousand where models come by the million: those of the rows are enough. */
static void copy_developers(struct copying *copying, const struct candidates *candidates)
{
	uint32_t count = store_term_count(copying->from, FIELD_DEVELOPER);
	const struct column *column = store_column(copying->from, FIELD_DEVELOPER);
	bool *is_used = ARENA_ARRAY(&copying->arena, bool, (size_t)count + 1);

	memset(is_used, 0, (size_t)count + 1);
	for (uint32_t i = 0; column && i < candidates->picked.count; i++)
		is_used[code_at(column, candidates->picked.rows[i], count)] = true;
	for (uint32_t code = 1; code <= count; code++)
		if (is_used[code])
			builder_copy_term(copying->builder, copying->from, FIELD_DEVELOPER, code,
				copying->sources);
}

static void copy_what_all_share(struct copying *copying, const struct candidates *candidates)
{
	struct builder *builder = copying->builder;

	copying->sources = builder_copy_sources(builder, copying->from, &copying->arena);
	for (int field = 0; field < FIELD_COUNT; field++) {
		enum field_kind kind = field_get((enum field_id)field)->kind;
		if (field == FIELD_DEVELOPER)
			copy_developers(copying, candidates);
		else if (kind == KIND_CATEGORY || kind == KIND_TAGS)
			builder_copy_terms(builder, copying->from, (enum field_id)field,
				copying->sources);
	}
	builder_copy_family_rules(builder, copying->from);
	builder_copy_sentences(builder, copying->from);
	builder_copy_benchmarks(builder, copying->from);
}

static uint32_t source_of(const struct copying *copying, uint32_t source)
{
	return source < store_source_count(copying->from) ? copying->sources[source] : SOURCE_NONE;
}

/* "id TAB name TAB aliases TAB", without what is folded behind it. */
static struct text line_of(const struct copying *copying, uint32_t row)
{
	struct text text = store_search_text(copying->from, row);
	size_t size = 0;

	for (int tabs = 0; size < text.size && tabs < TABS_OF_NAMES; size++)
		tabs += text.bytes[size] == '\t';
	return text_slice(text, 0, size);
}

static struct text term_of(const struct copying *copying, uint32_t row, enum field_id field)
{
	struct value value = store_value(copying->from, row, field, NULL);

	return value.state == VALUE_KNOWN ? value.is.text : TEXT_NONE;
}

/* In field order, believed first, as store_claims has them. */
static void copy_claims(struct copying *copying, uint32_t row, struct draft *draft)
{
	const struct claim *of[FIELD_COUNT];
	size_t counts[FIELD_COUNT], all = 0;

	for (uint32_t field = 0; field < FIELD_COUNT; field++) {
		of[field] = store_claims(copying->from, row, field, &copying->row, &counts[field]);
		all += counts[field];
	}
	struct claim *claims = ARENA_ARRAY(&copying->row, struct claim, all + 1);
	for (uint32_t field = 0; field < FIELD_COUNT; field++)
		for (size_t i = 0; i < counts[field]; i++) {
			claims[draft->claim_count] = of[field][i];
			claims[draft->claim_count++].source = source_of(copying,
				of[field][i].source);
		}
	draft->claims = claims;
}

/* What the builder makes of an offer's other values is left to it. */
static bool is_offer_fact(uint32_t field)
{
	return field != FIELD_PROVIDER && field != FIELD_PRICE &&
		!field_get((enum field_id)field)->is_computed;
}

/* What an offer does not say itself is its price list's or its provider's: both stand elsewhere. */
static struct claim offer_claim_of(struct copying *copying, uint32_t offer, uint32_t field,
	const struct draft_offer *of, struct value value)
{
	struct claim claim;

	if (store_offer_own_claim(copying->from, offer, field, &copying->row, &claim)) {
		claim.source = source_of(copying, claim.source);
		claim.value = value;
		return claim;
	}
	bool is_own = !store_offer_is_trial_on(copying->from, offer,
		FILES_OWN_DAY); /* what is free and no trial */
	return (struct claim){ .field = (uint16_t)field,
		.basis = of->basis,
		.origin = is_own ? (uint8_t)ORIGIN_OVERLAY : (uint8_t)ORIGIN_OTHER,
		.source = of->source,
		.as_of = of->as_of,
		.value = value };
}

static struct draft_offer copy_offer(struct copying *copying, uint32_t offer)
{
	const struct store *from = copying->from;
	uint32_t provider = store_offer_provider(from, offer);
	struct draft_offer out = { .id = store_offer_id(from, offer),
		.source = source_of(copying, store_offer_source(from, offer)),
		.as_of = store_offer_as_of(from, offer),
		.basis = (uint8_t)store_offer_basis(from, offer) };
	struct claim *claims = ARENA_ARRAY(&copying->row, struct claim, FIELD_COUNT);
	struct tier *tiers = ARENA_ARRAY(&copying->row, struct tier, OFFER_TIERS_MAX);

	if (provider > 0)
		out.provider = store_term(from, FIELD_PROVIDER, provider).key;
	for (uint32_t field = 0; field < FIELD_COUNT; field++) {
		if (!store_offer_column(from, field) || !is_offer_fact(field))
			continue;
		struct value value = store_offer_value_on(from, offer, field, FILES_OWN_DAY,
			&copying->row);
		if (value.state != VALUE_UNKNOWN)
			claims[out.claim_count++] = offer_claim_of(copying, offer, field, &out,
				value);
	}
	out.claims = claims;
	out.later = store_price_end(from, offer).later;
	out.later.source = source_of(copying, out.later.source);
	out.tier_count = store_offer_tiers(from, offer, tiers, OFFER_TIERS_MAX);
	out.tiers = tiers;
	return out;
}

static void copy_offers(struct copying *copying, uint32_t row, struct draft *draft)
{
	uint32_t from = store_offers_from(copying->from, row),
		 to = store_offers_from(copying->from, row + 1);
	struct draft_offer *offers = ARENA_ARRAY(&copying->row, struct draft_offer,
		(size_t)(to > from ? to - from : 0) + 1);

	for (uint32_t offer = from; offer < to; offer++)
		offers[draft->offer_count++] = copy_offer(copying, offer);
	draft->offers = offers;
}

static void copy_scores(struct copying *copying, uint32_t row, struct draft *draft)
{
	const struct draft_score *of;

	draft->score_count = store_scores(copying->from, row, &copying->row, &of);
	struct draft_score *scores = ARENA_ARRAY(&copying->row, struct draft_score,
		draft->score_count + 1);
	for (size_t i = 0; i < draft->score_count; i++) {
		scores[i] = of[i];
		scores[i].source = source_of(copying, of[i].source);
	}
	draft->scores = scores;
}

static enum result copy_row(struct copying *copying, uint32_t row, struct error *err)
{
	struct draft draft = { .id = store_id(copying->from, row),
		.name = store_title(copying->from, row),
		.line = line_of(copying, row),
		.developer = term_of(copying, row, FIELD_DEVELOPER),
		.family = term_of(copying, row, FIELD_FAMILY) };

	copy_claims(copying, row, &draft);
	copy_offers(copying, row, &draft);
	copy_scores(copying, row, &draft);
	enum result result = builder_add_model(copying->builder, &draft, err);
	arena_reset(&copying->row);
	return result;
}

struct candidates *candidates_begin(const struct store *store, struct weighed_most most)
{
	if (store_count(store) <= most.whole)
		return NULL;
	struct candidates *candidates = memory_get_zeroed(1, sizeof(*candidates));
	struct copying *copying = &candidates->copying;
	copying->from = store;
	arena_init(&copying->arena);
	arena_init(&copying->row);
	strbuf_init(&candidates->bytes);
	picking_init(&candidates->picking, store, most.candidates);
	return candidates;
}

static void end_copying(struct copying *copying)
{
	if (copying->builder)
		builder_free(copying->builder);
	arena_done(&copying->row);
	arena_done(&copying->arena);
	*copying = (struct copying){ .from = copying->from };
}

/* How much of the work is done when rows are picked, and when they are copied; the rest writes the catalog. */
enum { ROWS_A_POLL = 128, PERCENT_PICKED = 30, PERCENT_COPIED = 90 };

static enum result copy_rows(struct candidates *candidates, const struct interrupt *interrupt,
	struct error *err)
{
	struct copying *copying = &candidates->copying;
	struct interrupt_part rows;
	enum result result = RESULT_OK;

	if (!copying->builder) {
		copying->builder = builder_new(store_name(copying->from),
			store_date(copying->from));
		copy_what_all_share(copying, candidates);
	}
	interrupt_part(&rows, interrupt, PERCENT_PICKED, PERCENT_COPIED);
	while (copying->at < candidates->picked.count && result == RESULT_OK) {
		/* ids are in order: so are the rows made of them */
		result = copy_row(copying, candidates->picked.rows[copying->at++], err);
		if (result == RESULT_OK && copying->at % ROWS_A_POLL == 0 &&
			interrupt_is_due(&rows.own, copying->at, candidates->picked.count))
			return RESULT_INTERRUPTED;
	}
	return result;
}

static enum result write_catalog(struct candidates *candidates, struct error *err)
{
	struct sink *sink = sink_open_strbuf(&candidates->bytes);
	enum result result = builder_finish(candidates->copying.builder, sink, NULL, err);

	sink_close(sink, NULL);
	if (result == RESULT_OK)
		result = store_open(&candidates->store, candidates->bytes.bytes,
			candidates->bytes.size, "candidates", err);
	if (result == RESULT_OK)
		store_set_day(candidates->store, store_day(candidates->copying.from));
	return result;
}

enum result candidates_go_on(struct candidates *candidates, const struct interrupt *interrupt,
	struct error *err)
{
	struct interrupt_part picking;

	if (candidates->store)
		return RESULT_OK;
	interrupt_part(&picking, interrupt, 0, PERCENT_PICKED);
	enum result result = picking_go_on(&candidates->picking, &candidates->picked, &picking.own);
	if (result == RESULT_OK)
		result = copy_rows(candidates, interrupt, err);
	if (result == RESULT_OK)
		result = write_catalog(candidates, err);
	if (result != RESULT_INTERRUPTED)
		end_copying(&candidates->copying);
	return result;
}

void candidates_free(struct candidates *candidates)
{
	if (!candidates)
		return;
	end_copying(&candidates->copying);
	if (candidates->store)
		store_close(candidates->store);
	strbuf_done(&candidates->bytes);
	picking_done(&candidates->picking);
	free(candidates->picked.rows);
	free(candidates->picked.passed);
	free(candidates);
}

const struct store *candidates_store(const struct candidates *candidates)
{
	return candidates->store;
}

const uint32_t *candidates_rows(const struct candidates *candidates)
{
	return candidates->picked.rows;
}

uint32_t candidates_row(const struct candidates *candidates, uint32_t whole_row)
{
	return picked_place(candidates->picked.rows, candidates->picked.count, whole_row);
}

uint32_t candidates_passed_count(const struct candidates *candidates)
{
	return candidates->picked.passed_count;
}

bool candidates_passed(const struct candidates *candidates, uint32_t whole_row)
{
	return picked_place(candidates->picked.passed, candidates->picked.passed_count,
		       whole_row) != UINT32_MAX;
}
