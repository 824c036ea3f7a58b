/* SPDX-License-Identifier: MIT */
#include "catalog/sources/source_plan.h"

#include "catalog/sources/source_reader.h"

#include <string.h>

enum plan_kind {
	PLAN_NOTHING, /* whatever it is */
	PLAN_EMPTY,   /* null, or an empty list */
	PLAN_ID,
	PLAN_NAME,
	PLAN_DEVELOPER,
	PLAN_NUMBER,
	PLAN_PRICE, /* or another number of an offer */
	PLAN_DAY,
	PLAN_WORD
};
enum { PRICES_MAX = 8 };

/* --- how a shape is planned ----------------------------------------------------------------------------- */

static enum plan_kind kind_of_field(const struct field *field)
{
	if (!field || field->id == FIELD_CUTOFF)
		return PLAN_EMPTY; /* a cutoff is checked against the release */
	if (field->scope == SCOPE_OFFER && field->kind == KIND_NUMBER)
		return PLAN_PRICE;
	if (field->scope != SCOPE_MODEL)
		return PLAN_EMPTY;
	if (field->id == FIELD_LICENSE_NAME)
		return PLAN_WORD;
	switch (field->kind) {
	case KIND_NUMBER: return PLAN_NUMBER;
	case KIND_DATE: return PLAN_DAY;
	case KIND_SET:
	case KIND_CHOICE: return PLAN_WORD;
	default: return PLAN_EMPTY;
	}
}

static void plan_place(struct plan_place *place, enum record_key key)
{
	const struct field *field = source_record_field(key);

	place->record = (uint16_t)key;
	place->field = field ? (uint16_t)field->id : FIELD_COUNT;
	switch (key) {
	case RECORD_ID: place->kind = PLAN_ID; break;
	case RECORD_NAME: place->kind = PLAN_NAME; break;
	case RECORD_DEVELOPER: place->kind = PLAN_DEVELOPER; break;
	case RECORD_IGNORED: place->kind = PLAN_NOTHING; break;
	case RECORD_CREATED:
		place->kind = PLAN_DAY;
		place->field = FIELD_RELEASED;
		break;
	case RECORD_IS_MOE:
		place->kind = PLAN_EMPTY;
		place->field = FIELD_ARCHITECTURE;
		break;
	default: place->kind = (uint8_t)kind_of_field(field);
	}
	if (place->field ==
		FIELD_LICENSE_NAME) /* where a license is asked for, its name may stand */
		place->field = FIELD_LICENSE;
}

/* Both say something of one thing, so what a word is cannot be seen in what came of it. */
static bool is_same_place(const struct plan_place *a, const struct plan_place *b)
{
	if (a->field != b->field || (a->kind <= PLAN_EMPTY && b->kind <= PLAN_EMPTY))
		return false;
	return a->field < FIELD_COUNT ||
		a->kind == b->kind; /* ids, names and developers have none */
}

/* Hubs say of a model by the keys alone that its weights are open, and by tags what else stands somewhere: no plan is made of those. */
static bool is_plain(const struct source_plan *plan, size_t count)
{
	bool has_id = false;

	for (size_t i = 0; i < count; i++) {
		const struct plan_place *place = &plan->places[i];
		has_id = has_id || place->kind == PLAN_ID;
		if (place->record >= RECORD_PIPELINE && place->record <= RECORD_CARD)
			return false;
		for (size_t j = 0; j < i; j++)
			if (is_same_place(place, &plan->places[j]))
				return false;
	}
	return has_id;
}

static void make_plan(struct source_reader *reader)
{
	struct source_plan *plan = &reader->plan;
	size_t count = reader->tokens.shape.count;

	_Static_assert((int)JSON_SHAPE_MAX <= (int)SOURCE_KEYS_KEPT, "the keys of all its places");

	*plan = (struct source_plan){ .shape = reader->tokens.shaped };
	for (size_t i = 0; i < count; i++)
		plan_place(&plan->places[i], (enum record_key)reader->keys[i].what);
	plan->is_plain = is_plain(plan, count);
}

/* --- words ------------------------------------------------------------------------------------------------ */

static bool is_word(uint8_t type, struct text word)
{
	return (type == JSON_STRING || type == JSON_ARRAY) && word.size > 0 &&
		word.size <= PLAN_WORD_BYTES;
}

/* Where it stands; or, *is_known false, where it may. */
static struct plan_word *word_at(struct plan_place *place, struct text word, bool *is_known)
{
	size_t first = text_quick_hash(word, false) % PLAN_WORDS;

	*is_known = false;
	for (size_t i = 0; i < PLAN_PROBES; i++) {
		struct plan_word *kept = &place->words[(first + i) % PLAN_WORDS];
		*is_known = kept->size == word.size &&
			memcmp(kept->bytes, word.bytes, word.size) == 0;
		if (*is_known || kept->size == 0)
			return kept;
	}
	return &place->words[first];
}

/* What became of it; false: something that is no cell. */
static bool take_meaning(struct source_reader *reader, const struct plan_place *place,
	struct text word, struct plan_word *meaning)
{
	const struct claim *claim = claim_find(reader->claims, reader->claim_count, place->field);

	if (!claim && place->field == FIELD_LICENSE)
		claim = claim_find(reader->claims, reader->claim_count, FIELD_LICENSE_NAME);
	if (!claim)
		return true;
	meaning->field = claim->field;
	if (claim->field == FIELD_LICENSE_NAME)
		return text_equal(claim->value.is.text, word);
	return builder_keeps(reader->import->builder, (enum field_id)claim->field, &claim->value,
		&meaning->bits);
}

static void learn_word(struct source_reader *reader, struct plan_place *place, uint32_t told,
	uint32_t token)
{
	const struct json_token *value = &reader->tokens.items[token];
	const struct text word = text_slice(reader->tokens.text, value->from, value->size);
	struct plan_word meaning = { .field = FIELD_COUNT, .told = (uint8_t)told };
	bool is_known;

	if (!is_word(value->type, word) || !text_is_plain(word) || told > UINT8_MAX ||
		!take_meaning(reader, place, word, &meaning))
		return;
	meaning.size = (uint8_t)word.size;
	memcpy(meaning.bytes, word.bytes, word.size);
	*word_at(place, word, &is_known) = meaning;
}

void source_plan_learn(struct source_reader *reader)
{
	const struct json_tokens *tokens = &reader->tokens;
	struct source_plan *plan = &reader->plan;
	size_t i = 0;

	if (plan->shape != tokens->shaped)
		make_plan(reader);
	if (!plan->is_plain)
		return;
	for (uint32_t key = json_token_first(tokens, 0); key != JSON_NO_TOKEN;
		key = json_token_next(tokens, 0, key), i++)
		if (plan->places[i].kind == PLAN_WORD)
			learn_word(reader, &plan->places[i], reader->keys[i].told, key + 1);
}

/* --- values ------------------------------------------------------------------------------------------------ */

/* The row at hand. */
struct planned {
	struct draft names;
	struct builder_cell cells[JSON_SHAPE_MAX];
	size_t count;
	struct claim prices[PRICES_MAX];
	size_t price_count;
	uint32_t told; /* warnings */
};

static bool is_nothing(const struct json_span *span)
{
	return span->type == JSON_NULL || (span->type == JSON_ARRAY && span->size == 2);
}

/* A text of which nothing is to be cut off or shown otherwise. */
static bool is_as_shown(const struct json_span *span, struct text text)
{
	return span->type == JSON_STRING && text.size > 0 && text_is_plain(text) &&
		text.bytes[0] != ' ' && text.bytes[text.size - 1] != ' ';
}

static bool take_text(struct text *out, const struct json_span *span, struct text text)
{
	*out = text;
	return is_as_shown(span, text);
}

static bool put(struct source_reader *reader, struct planned *row, const struct plan_place *place,
	const struct value *value)
{
	struct builder_cell *cell = &row->cells[row->count++];

	cell->field = place->field;
	cell->term = TEXT_NONE;
	return builder_keeps(reader->import->builder, (enum field_id)place->field, value,
		&cell->bits);
}

static bool take_number(struct source_reader *reader, struct planned *row,
	const struct plan_place *place, const struct json_span *span, struct text digits)
{
	const struct field *field = field_get((enum field_id)place->field);
	bool is_window = place->record == RECORD_CONTEXT;
	struct value value = { .state = VALUE_KNOWN };

	if (span->type != JSON_NUMBER || !json_short_number(digits, &value.is.number))
		return false;
	if (value.is.number == 0 && (is_window || place->record == RECORD_LIKES_OR_NONE))
		return true; /* how "not said" is written */
	bool can_be = is_window ? source_tokens_can_be(value.is.number, field->range.least)
				: source_number_can_be(field, value.is.number);
	return can_be && put(reader, row, place, &value);
}

static struct claim claim_of(const struct source_reader *reader)
{
	return (struct claim){ .basis = BASIS_REPORTED,
		.origin = (uint8_t)reader->origin,
		.source = reader->source,
		.as_of = reader->import->as_of };
}

static bool take_price(struct source_reader *reader, struct planned *row,
	const struct plan_place *place, const struct json_span *span, struct text digits)
{
	struct claim *claim = &row->prices[row->price_count];
	double number;

	if (span->type != JSON_NUMBER || row->price_count == PRICES_MAX ||
		!json_short_number(digits, &number) ||
		!source_number_can_be(field_get((enum field_id)place->field), number))
		return false;
	*claim = claim_of(reader);
	claim->field = place->field;
	claim->value = (struct value){ .state = VALUE_KNOWN, .is.number = number };
	row->price_count++;
	return true;
}

static bool take_day(struct source_reader *reader, struct planned *row,
	const struct plan_place *place, const struct json_span *span, struct text word)
{
	struct value value = { .state = VALUE_KNOWN };

	if (!is_as_shown(span, word) ||
		(place->record == RECORD_CREATED && source_is_earlier(word)) ||
		!source_word_day(&word, &value.is.date))
		return false;
	return put(reader, row, place, &value);
}

static bool take_word(struct planned *row, struct plan_place *place, const struct json_span *span,
	struct text word)
{
	bool is_known = false;
	const struct plan_word *kept = is_word(span->type, word) ? word_at(place, word, &is_known)
								 : NULL;

	if (!is_known)
		return false;
	row->told += kept->told;
	if (kept->field != FIELD_COUNT)
		row->cells[row->count++] = (struct builder_cell){ kept->field, kept->bits,
			kept->field == FIELD_LICENSE_NAME ? word : TEXT_NONE };
	return true;
}

static bool take(struct source_reader *reader, struct planned *row, struct plan_place *place,
	const struct json_span *span, struct text text)
{
	if (place->kind == PLAN_NOTHING || is_nothing(span))
		return true;
	switch ((enum plan_kind)place->kind) {
	case PLAN_ID: return take_text(&row->names.id, span, text);
	case PLAN_NAME: return take_text(&row->names.name, span, text);
	case PLAN_DEVELOPER: return take_text(&row->names.developer, span, text);
	case PLAN_NUMBER: return take_number(reader, row, place, span, text);
	case PLAN_PRICE: return take_price(reader, row, place, span, text);
	case PLAN_DAY: return take_day(reader, row, place, span, text);
	case PLAN_WORD: return take_word(row, place, span, text);
	default: return false;
	}
}

static bool can_be(const struct planned *row)
{
	if (row->price_count == 0)
		return true;
	const struct prices prices = source_prices_of(row->prices, row->price_count);
	return source_prices_can_be(&prices);
}

static bool add_row(struct source_reader *reader, struct planned *row)
{
	struct source_import *import = reader->import;
	const struct claim by = claim_of(reader);
	const struct draft_offer own = { .provider = reader->by, /* prices of one's own */
		.id = row->names.id,
		.source = by.source,
		.as_of = by.as_of,
		.basis = by.basis,
		.claims = row->prices,
		.claim_count = row->price_count };

	if (row->names.name.size == 0)
		row->names.name = row->names.id;
	row->names.offers = &own;
	row->names.offer_count = row->price_count > 0 && own.provider.size > 0;
	if (!builder_add_cells(import->builder, &row->names, &by, row->cells, row->count))
		return false;
	import->record_count++;
	import->warning_count += row->told;
	return true;
}

bool source_plan_read(struct source_reader *reader, struct text line)
{
	struct json_shape *shape = &reader->tokens.shape;
	struct source_plan *plan = &reader->plan;
	struct json_span spans[JSON_SHAPE_MAX];
	struct planned row;
	size_t end;

	if (!plan->is_plain || plan->shape != shape->number || !reader->is_of_models)
		return false;
	row.names = (struct draft){ 0 };
	row.count = row.price_count = row.told = 0; /* the cells are filled as they come */
	size_t count = json_shape_spans(shape, line, spans, &end);
	for (size_t i = 0; i < count; i++)
		if (!take(reader, &row, &plan->places[i], &spans[i],
			    text_slice(line, spans[i].from, spans[i].size)))
			return false;
	if (count == 0 || row.names.id.size == 0 || !can_be(&row))
		return false;
	if (row.told > 0 && reader->import->warning_count < SOURCE_WARNINGS_MAX)
		return false; /* they are still to be written */
	return add_row(reader, &row);
}
