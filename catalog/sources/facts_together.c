/* SPDX-License-Identifier: MIT */
/* Facts that cannot be true beside each other: what is active is a part of all, nobody knows of what comes after the release. */
#include "catalog/base/decimal.h"
#include "catalog/base/message.h"
#include "catalog/sources/facts_reader.h"
#include "catalog/store/store.h"

/* The first is never more, or later, than the second. */
struct order {
	enum field_id less, more;
};

static const struct order of_models[] = { { FIELD_ACTIVE, FIELD_PARAMS },
	{ FIELD_KV_HEADS, FIELD_HEADS }, { FIELD_EXPERTS_ACTIVE, FIELD_EXPERTS },
	{ FIELD_ATTENTION_LAYERS, FIELD_LAYERS }, { FIELD_GLOBAL_LAYERS, FIELD_LAYERS },
	{ FIELD_GLOBAL_LAYERS, FIELD_ATTENTION_LAYERS }, { FIELD_INPUT_LIMIT, FIELD_CONTEXT },
	{ FIELD_OUTPUT_LIMIT, FIELD_CONTEXT }, { FIELD_CUTOFF, FIELD_RELEASED },
	{ FIELD_RELEASED, FIELD_RETIRES } };
static const struct order of_offers[] = { { FIELD_PRICE_CACHED, FIELD_PRICE_IN },
	{ FIELD_PRICE_IN_BATCH, FIELD_PRICE_IN }, { FIELD_PRICE_OUT_BATCH, FIELD_PRICE_OUT },
	{ FIELD_INPUT_LIMIT, FIELD_CONTEXT_SERVED }, { FIELD_OUTPUT_LIMIT, FIELD_CONTEXT_SERVED } };
/* Of an offer that does not say how much it serves. */
static const struct order of_windows[] = { { FIELD_INPUT_LIMIT, FIELD_CONTEXT },
	{ FIELD_OUTPUT_LIMIT, FIELD_CONTEXT } };

enum { TELLERS_MAX = 5 };

/* Who says what: a record, then whoever speaks where it is silent. */
struct tellers {
	struct {
		const struct claim *claims;
		size_t count;
	} list[TELLERS_MAX];
	size_t count;
	bool is_offer; /* then the model speaks where it is silent, else the family does */
	const struct store *known; /* the last to be asked, if its row is that model */
	uint32_t row;
};

struct statement {
	struct value value;
	size_t teller; /* 0: the record itself */
};

static void add_teller(struct tellers *tellers, const struct claim *claims, size_t count)
{
	if (tellers->count == TELLERS_MAX)
		return;
	tellers->list[tellers->count].claims = claims;
	tellers->list[tellers->count++].count = count;
}

static void add_family(struct tellers *tellers, const struct facts *facts, struct text id)
{
	for (int i = 0; i < 3 && id.size > 0; i++) { /* it and its bases */
		const struct family *family = facts_find_family(facts, id);
		if (!family)
			return;
		add_teller(tellers, family->claims, family->claim_count);
		id = family->base;
	}
}

static struct statement stated(const struct tellers *tellers, enum field_id field)
{
	struct statement statement = { .teller = tellers->count };

	for (size_t i = 0; i < tellers->count; i++) {
		const struct claim *claim = claim_find(tellers->list[i].claims,
			tellers->list[i].count, field);
		if (claim)
			return (struct statement){ claim->value, i };
	}
	if (tellers->known && field_get(field)->policy == POLICY_LASTING)
		statement.value = store_value(tellers->known, tellers->row, field, NULL);
	return statement;
}

struct text reader_decimal(struct reader *reader, double number)
{
	char out[DECIMAL_SIZE];
	size_t size = decimal_print(number, out);

	return arena_copy(reader->facts->arena, (struct text){ out, size });
}

/* What is said, and by whom if not in this record. */
static struct text statement_text(struct reader *reader, const struct tellers *tellers,
	enum field_id field, const struct statement *statement)
{
	struct arena *arena = reader->facts->arena;
	struct text value = field_get(field)->kind == KIND_DATE
		? date_text(statement->value.is.date, arena)
		: reader_decimal(reader, statement->value.is.number);

	if (statement->teller == 0)
		return value;
	if (statement->teller == tellers->count)
		return arena_format(arena, _("%.*s in the built-in catalog"), TEXT_ARGS(value));
	return arena_format(arena,
		tellers->is_offer ? _("%.*s of the model") : _("%.*s of its family"),
		TEXT_ARGS(value));
}

/* The value of a fact, or a plain number of an offer. */
static const struct json *place_of(const struct json *record, enum field_id field)
{
	const char *key = field_get(field)->key;
	const struct json *fact = json_member(json_member(record, "facts"), key);

	if (!fact)
		return json_member(record, key);
	return json_member(json_is(fact, JSON_ARRAY) ? json_first(fact) : fact, "value");
}

/* A mistake of the record if it says one of the two. */
static void check_order(struct reader *reader, const struct json *node,
	const struct tellers *tellers, const struct order *order)
{
	struct statement less = stated(tellers, order->less), more = stated(tellers, order->more);
	bool is_date = field_get(order->less)->kind == KIND_DATE;

	if (less.value.state != VALUE_KNOWN || more.value.state != VALUE_KNOWN ||
		(less.teller > 0 && more.teller > 0))
		return;
	if (is_date ? date_first_day(less.value.is.date) <= date_last_day(more.value.is.date)
		    : less.value.is.number <= more.value.is.number)
		return;
	reader_fail(reader, place_of(node, less.teller == 0 ? order->less : order->more),
		is_date ? _("expected %s (%.*s) to be no later than %s (%.*s)")
			: _("expected %s (%.*s) to be at most %s (%.*s)"),
		field_get(order->less)->key,
		TEXT_ARGS(statement_text(reader, tellers, order->less, &less)),
		field_get(order->more)->key,
		TEXT_ARGS(statement_text(reader, tellers, order->more, &more)));
}

static void check_offer(struct reader *reader, const struct json *node,
	const struct draft_offer *offer, const struct draft *draft)
{
	struct tellers tellers = { .is_offer = true };

	add_teller(&tellers, offer->claims, offer->claim_count);
	for (size_t i = 0; i < COUNT_OF(of_offers); i++)
		check_order(reader, node, &tellers, &of_offers[i]);
	if (claim_find(offer->claims, offer->claim_count, FIELD_CONTEXT_SERVED))
		return;
	const struct claim *window = claim_find(draft->claims, draft->claim_count, FIELD_CONTEXT);
	if (window)
		add_teller(&tellers, window, 1);
	for (size_t i = 0; i < COUNT_OF(of_windows) && window; i++)
		check_order(reader, node, &tellers, &of_windows[i]);
}

void reader_model_together(struct reader *reader, const struct json *node,
	const struct draft *draft)
{
	const struct facts *facts = reader->facts;
	struct tellers tellers = { .count = 0 };
	const struct json *offer = json_first(json_member(node, "offers"));

	add_teller(&tellers, draft->claims, draft->claim_count);
	add_family(&tellers, facts, draft->family);
	/* What a person says of a model stands, whatever other catalogs say of it later: this is for those who ask. */
	if (facts->keeps_faulty && facts->known &&
		store_find_id(facts->known, draft->id, &tellers.row))
		tellers.known = facts->known;
	for (size_t i = 0; i < COUNT_OF(of_models); i++)
		check_order(reader, node, &tellers, &of_models[i]);
	for (size_t i = 0; i < draft->offer_count; i++, offer = json_next(offer))
		check_offer(reader, offer, &draft->offers[i], draft);
}

void reader_family_together(struct reader *reader, const struct json *node,
	const struct family *family)
{
	struct tellers tellers = { .count = 0 };

	add_teller(&tellers, family->claims, family->claim_count);
	add_family(&tellers, reader->facts, family->base);
	for (size_t i = 0; i < COUNT_OF(of_models); i++)
		check_order(reader, node, &tellers, &of_models[i]);
}
