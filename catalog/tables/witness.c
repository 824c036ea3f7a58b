/* SPDX-License-Identifier: MIT */
#include "catalog/tables/witness.h"

#include <math.h>

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/offer_behind.h"
#include "catalog/tables/price_end.h"
#include "catalog/tables/score_terms.h"
#include "catalog/tables/table.h"

static struct text developer_title(const struct store *store, struct text id)
{
	uint32_t code = store_term_find(store, FIELD_DEVELOPER, id);

	return code > 0 ? store_term(store, FIELD_DEVELOPER, code).title : id;
}

static struct text developer_of(const struct store *store, uint32_t row, struct arena *arena)
{
	struct value value = store_value(store, row, FIELD_DEVELOPER, arena);

	return value.state == VALUE_KNOWN ? developer_title(store, value.is.text) : TEXT_NONE;
}

/* Whose statement a disclosure is: that of a family is its developer's, whoever made the row of it. */
static struct text discloser_of(const struct store *store, uint32_t row, const struct claim *claim,
	struct arena *arena)
{
	struct text of_family = claim->origin == ORIGIN_BUILTIN_FAMILY
		? store_family_developer(store, row)
		: TEXT_NONE;

	return of_family.size > 0 ? developer_title(store, of_family)
				  : developer_of(store, row, arena);
}

/* Who says so: the reporter, or the developer itself. */
static struct text who_of(const struct store *store, uint32_t row, const struct claim *claim,
	struct arena *arena)
{
	if (claim->by.size > 0)
		return claim->by;
	bool is_silence = value_is_undisclosed(field_get((enum field_id)claim->field),
		&claim->value);
	if (claim->basis == BASIS_DISCLOSED || is_silence)
		return discloser_of(store, row, claim, arena);
	return claim->source == SOURCE_NONE ? TEXT_NONE : store_source(store, claim->source).title;
}

/* What the program itself infers (draft.h, fold_model.c). */
static struct text own_wording(struct text detail, struct arena *arena)
{
	const struct text own_words[] = { DETAIL_OWN_WEIGHTS, DETAIL_OFFERS, DETAIL_LISTED,
		DETAIL_GONE, DETAIL_AT_LARGE, DETAIL_ANNOUNCED, DETAIL_EXPECTED, DETAIL_ENDED };
	struct text before = TEXT("said of "), behind = TEXT(" offers");

	for (size_t i = 0; i < sizeof(own_words) / sizeof(own_words[0]); i++)
		if (text_equal(detail, own_words[i]))
			return text_of(_(own_words[i].bytes));
	if (!text_starts_with(detail, before) || !text_ends_with(detail, behind) ||
		detail.size < before.size + behind.size)
		return TEXT_NONE;
	struct text number = text_slice(detail, before.size, detail.size - behind.size);
	return arena_format(arena, _("said of %.*s offers"), TEXT_ARGS(number));
}

/* What a claim adds in its own words, in the person's language where it is known. */
static struct text wording(const struct store *store, struct text detail, struct arena *arena)
{
	if (detail.size == 0 || message_language() != LANGUAGE_KO)
		return detail;
	struct text own = own_wording(detail, arena);
	return own.size > 0 ? own : store_korean(store, detail);
}

static struct witnesses claim_witnesses(const struct store *store, uint32_t row,
	const struct field *field, struct arena *arena)
{
	size_t count;
	const struct claim *claims = store_claims(store, row, field->id, arena, &count);
	struct witnesses out = { ARENA_ARRAY(arena, struct witness, count + 1), count };

	for (size_t i = 0; i < count; i++)
		out.items[i] = (struct witness){
			.value = claims[i].value,
			.printed = table_value_cell(store, field, claims[i].value, arena).full,
			.basis = (enum basis)claims[i].basis,
			.who = who_of(store, row, &claims[i], arena),
			.detail = wording(store, claims[i].detail, arena),
			.detail_key = claims[i].detail,
			.source = claims[i].source,
			.as_of = claims[i].as_of,
		};
	return out;
}

/* What the catalog itself says: names, and what follows from them. */
static struct witnesses entry_witnesses(const struct store *store, uint32_t row,
	const struct field *field, struct arena *arena)
{
	static const char entry[] = N_("the model's entry in the catalog"),
			  names[] = N_("names under which the catalog's sources list it"),
			  developers[] = N_("the catalog's list of developers"),
			  changes[] = N_("the catalog's change list");
	struct value value = store_value(store, row, field->id, arena);
	struct witnesses out = { ARENA_ARRAY(arena, struct witness, 1), 0 };
	const char *who = field->id == FIELD_ALIASES                     ? names
		: field->id == FIELD_DEVELOPER_REGION                    ? developers
		: field->id == FIELD_ADDED || field->id == FIELD_CHANGED ? changes
									 : entry;

	if (value.state == VALUE_UNKNOWN)
		return out;
	out.items[out.count++] = (struct witness){ .value = value,
		.printed = table_value_cell(store, field, value, arena).full,
		.basis = BASIS_DISCLOSED,
		.who = text_of(_(who)),
		.who_key = text_of(who),
		.source = SOURCE_NONE };
	return out;
}

static struct text provider_title(const struct store *store, uint32_t offer)
{
	return store_term_title(store, FIELD_PROVIDER, store_offer_provider(store, offer));
}

static struct text source_title(const struct store *store, uint32_t source)
{
	return source == SOURCE_NONE ? TEXT_NONE : store_source(store, source).title;
}

/* "Groq: until the end of the year" */
static struct text joined(struct text at, struct text note, struct arena *arena)
{
	return note.size > 0 ? arena_format(arena, "%.*s: %.*s", TEXT_ARGS(at), TEXT_ARGS(note))
			     : at;
}

/* "trains by default; until the end of the year"; either may be empty. */
static struct text beside(struct text one, struct text other, struct arena *arena)
{
	return one.size == 0      ? other
		: other.size == 0 ? one
				  : arena_format(arena, "%.*s%s%.*s", TEXT_ARGS(one), message_gap(),
					    TEXT_ARGS(other));
}

/* "an introductory price; until 2026-11-30, then 4.00 / 20.00" */
static struct text end_note(const struct store *store, uint32_t offer, struct text note,
	struct arena *arena)
{
	return beside(note, price_end_text(store, offer, store_day(store), arena), arena);
}

/* Of offers [from, to). */
static struct witnesses offer_witnesses(const struct store *store, uint32_t from, uint32_t to,
	const struct field *field, struct arena *arena)
{
	struct witnesses out = { ARENA_ARRAY(arena, struct witness, to - from + 1), 0 };

	for (uint32_t offer = from; offer < to; offer++) {
		/* an end that has passed is told with what holds since */
		struct claim claim = store_offer_claim_on(store, offer, field->id,
			field->id == FIELD_PRICE_UNTIL ? 0 : store_day(store), arena);
		struct text at = provider_title(store, offer);
		if (claim.value.state == VALUE_UNKNOWN)
			continue;
		struct text who = claim.by.size > 0      ? claim.by
			: claim.basis == BASIS_DISCLOSED ? at
							 : source_title(store, claim.source);
		struct text note = wording(store, claim.detail, arena);
		bool is_trial = field->unit == UNIT_USD_PER_MTOK &&
			store_offer_is_trial(store, offer);
		if (note.size == 0 && is_trial)
			note = text_of(_("within limits"));
		if (field->id == FIELD_PRICE_UNTIL)
			note = end_note(store, offer, note, arena);
		note = beside(offer_apart(store, offer, field, arena), note, arena);
		out.items[out.count++] = (struct witness){
			.value = claim.value,
			.printed = table_value_cell(store, field, claim.value, arena).full,
			.basis = (enum basis)claim.basis,
			.who = who,
			.at = at,
			.note = note,
			.detail = joined(at, note, arena),
			.detail_key = joined(at, claim.detail, arena),
			.source = claim.source,
			.as_of = claim.as_of,
			.is_trial = is_trial,
		};
	}
	return out;
}

struct text witness_benchmark(const struct store *store, struct text id)
{
	int index = store_benchmark_find(store, id);

	return index < 0 ? id : store_benchmark(store, (uint32_t)index).name;
}

/* "share, quoted, setting, harness, version": what a score holds for, in the language of the parts. */
enum { SCORE_PARTS = 5 };
static struct text score_detail(const struct text parts[SCORE_PARTS], struct arena *arena)
{
	struct strbuf out;

	strbuf_init(&out);
	for (size_t i = 0; i < SCORE_PARTS; i++)
		if (parts[i].size > 0)
			strbuf_add_format(&out, "%s%.*s", out.size > 0 ? ", " : "",
				TEXT_ARGS(parts[i]));
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

/* share: of the lens that takes it, and then it is named; NAN: of no lens. */
static void add_score(struct witnesses *out, const struct store *store, uint32_t row,
	const struct draft_score *score, double share, struct arena *arena)
{
	static const char quoted[] = N_("the maker's figure, quoted"),
			  of_lens[] = N_("%.0f%% of the lens");
	bool is_maker = score->by == SCORE_MAKER, is_quoted = score->by == SCORE_QUOTED,
	     has_name = !isnan(share);
	struct text before = TEXT_NONE, before_key = TEXT_NONE;

	if (has_name) {
		before = arena_format(arena, _(of_lens), 100 * share);
		before_key = arena_format(arena, of_lens, 100 * share);
	}

	out->items[out->count++] = (struct witness){
		.value = { .state = VALUE_KNOWN, .is.number = score->score },
		.printed = has_name ? arena_format(arena, "%.*s %g",
					      TEXT_ARGS(witness_benchmark(store, score->benchmark)),
					      score->score)
				    : arena_format(arena, "%g", score->score),
		.basis = is_maker ? BASIS_DISCLOSED : BASIS_REPORTED,
		.who = is_maker ? developer_of(store, row, arena)
				: source_title(store, score->source),
		.detail = score_detail((struct text[SCORE_PARTS]){ before,
					       is_quoted ? text_of(_(quoted)) : TEXT_NONE,
					       store_setting(store, score->setting,
						       message_language(), arena),
					       score_harness(store, score, arena),
					       score_version(score, arena) },
			arena),
		.detail_key = score_detail((struct text[SCORE_PARTS]){ before_key,
						   is_quoted ? text_of(quoted) : TEXT_NONE,
						   score->setting, score->harness, score->version },
			arena),
		.source = score->source,
		.as_of = score->date,
	};
}

/* All scores of one benchmark: the one that is shown first. */
static struct witnesses score_witnesses(const struct store *store, uint32_t row,
	const struct field *field, struct arena *arena)
{
	const struct draft_score *scores;
	size_t count = store_scores(store, row, arena, &scores);
	struct witnesses out = { ARENA_ARRAY(arena, struct witness, count + 1), 0 };
	struct text wanted = text_slice(text_of(field->key), 6, SIZE_MAX);

	for (size_t i = 0; i < count; i++)
		if (text_equal(scores[i].benchmark, wanted))
			add_score(&out, store, row, &scores[i], (double)NAN, arena);
	return out;
}

/* The scores that the lens takes, heaviest first as the recipe has them; what it does not take stays out. */
static struct witnesses quality_witnesses(const struct store *store, uint32_t row, uint32_t lens,
	struct arena *arena)
{
	const struct draft_score *scores;
	const struct lens_share *shares;
	size_t count = store_scores(store, row, arena, &scores),
	       share_count = store_lens_shares(store, lens, arena, &shares);
	struct witnesses out = { ARENA_ARRAY(arena, struct witness, share_count + 1), 0 };

	for (size_t i = 0; i < share_count; i++) {
		for (size_t j = 0; j < count; j++) {
			if (!text_equal(scores[j].benchmark, shares[i].benchmark))
				continue;
			add_score(&out, store, row, &scores[j], shares[i].share, arena);
			break;
		}
	}
	return out;
}

/* The facts that a computed field is made of, ending in FIELD_NONE; NULL: none. */
static const uint16_t *ingredients_of(const struct field *field)
{
	static const uint16_t cost[] = { FIELD_PRICE_IN, FIELD_PRICE_OUT, FIELD_PRICE_CACHED,
		FIELD_PRICE_IN_BATCH, FIELD_PRICE_OUT_BATCH, FIELD_NONE };
	static const uint16_t memory[] = { FIELD_PARAMS, FIELD_LAYERS, FIELD_ATTENTION_LAYERS,
		FIELD_GLOBAL_LAYERS, FIELD_WINDOW, FIELD_KV_HEADS, FIELD_HEAD_DIM, FIELD_KV_RANK,
		FIELD_ROPE_DIM, FIELD_NONE };
	static const uint16_t age[] = { FIELD_RELEASED, FIELD_NONE };

	switch (field->id) {
	case FIELD_COST: return cost;
	case FIELD_MEMORY: return memory;
	case FIELD_AGE: return age;
	default: return NULL;
	}
}

static bool has_price(const struct store *store, uint32_t offer, uint32_t field)
{
	return offer != UINT32_MAX &&
		store_offer_value(store, offer, field, NULL).state == VALUE_KNOWN;
}

/* Whether this workload is billed by a price at all: cache and batch prices may stand beside a cost that knows neither. */
static bool counts(const struct store *store, uint32_t field, uint32_t offer,
	const struct parameters *parameters)
{
	bool is_all_batch = parameters && parameters->batch_share >= 1;

	switch (field) {
	case FIELD_PRICE_CACHED: return !parameters || parameters->cached_share > 0;
	case FIELD_PRICE_IN_BATCH:
	case FIELD_PRICE_OUT_BATCH: return parameters && parameters->batch_share > 0;
	case FIELD_PRICE_IN: return !is_all_batch || !has_price(store, offer, FIELD_PRICE_IN_BATCH);
	case FIELD_PRICE_OUT:
		return !is_all_batch || !has_price(store, offer, FIELD_PRICE_OUT_BATCH);
	default: return true;
	}
}

/* The believed value of each ingredient: "Layers 32". */
static struct witnesses computed_witnesses(const struct store *store, uint32_t row,
	const uint16_t *ingredients, const struct parameters *parameters, uint32_t offer,
	struct arena *arena)
{
	bool is_one = offer != UINT32_MAX;
	uint32_t from = is_one ? offer : store_offers_from(store, row),
		 to = is_one ? offer + 1 : store_offers_from(store, row + 1);
	size_t count = 0;

	while (ingredients[count] != FIELD_NONE)
		count++;
	struct witnesses out = { ARENA_ARRAY(arena, struct witness, count + 1), 0 };
	for (size_t i = 0; i < count; i++) {
		const struct field *field = field_get((enum field_id)ingredients[i]);
		if (!counts(store, field->id, offer, parameters))
			continue;
		struct witnesses of = field->scope == SCOPE_OFFER
			? offer_witnesses(store, from, to, field, arena)
			: claim_witnesses(store, row, field, arena);
		if (of.count == 0 || of.items[0].value.state == VALUE_UNKNOWN)
			continue;
		out.items[out.count] = of.items[0];
		out.items[out.count++].printed = arena_format(arena, "%s %.*s", field_title(field),
			TEXT_ARGS(of.items[0].printed));
	}
	return out;
}

struct witnesses witnesses_of(const struct store *store, uint32_t row, const struct field *field,
	const struct parameters *parameters, uint32_t offer, struct arena *arena)
{
	if (ingredients_of(field))
		return computed_witnesses(store, row, ingredients_of(field), parameters, offer,
			arena);
	if (field->id == FIELD_QUALITY)
		return quality_witnesses(store, row, parameters ? parameters->lens : 0, arena);
	if (field->id >= FIELD_COUNT)
		return score_witnesses(store, row, field, arena);
	if (field->scope == SCOPE_OFFER)
		return offer_witnesses(store, store_offers_from(store, row),
			store_offers_from(store, row + 1), field, arena);
	return field->from == FROM_FACTS ? claim_witnesses(store, row, field, arena)
					 : entry_witnesses(store, row, field, arena);
}
