/* SPDX-License-Identifier: MIT */
/* By what names models are found: hashes of keys and of whole names, the developers behind organisations, what hosts add to a name. */
#include "catalog/base/memory.h"
#include "catalog/sources/fold_parts.h"
#include "catalog/sources/identity.h"

#include <stdlib.h>
#include <string.h>

/* --- the table ------------------------------------------------------------------------------------ */

uint32_t fold_table_find(const struct fold_table *table, uint64_t hash)
{
	if (table->capacity == 0)
		return FOLD_NONE;
	for (size_t at = hash & (table->capacity - 1);; at = (at + 1) & (table->capacity - 1)) {
		if (table->slots[at].number == FOLD_NONE)
			return FOLD_NONE;
		if (table->slots[at].hash == hash)
			return table->slots[at].number;
	}
}

static void place(struct fold_table *table, uint64_t hash, uint32_t number)
{
	size_t at = hash & (table->capacity - 1);

	while (table->slots[at].number != FOLD_NONE)
		at = (at + 1) & (table->capacity - 1);
	table->slots[at].hash = hash;
	table->slots[at].number = number;
}

static void resize(struct fold_table *table, size_t capacity)
{
	struct fold_table bigger = { .capacity = capacity, .count = table->count };

	bigger.slots = memory_get(bigger.capacity * sizeof(*bigger.slots));
	memset(bigger.slots, 0xff, bigger.capacity * sizeof(*bigger.slots));
	for (size_t i = 0; i < table->capacity; i++)
		if (table->slots[i].number != FOLD_NONE)
			place(&bigger, table->slots[i].hash, table->slots[i].number);
	free(table->slots);
	*table = bigger;
}

void fold_table_reserve(struct fold_table *table, size_t count)
{
	size_t capacity = table->capacity > 0 ? table->capacity : 1024;

	while (count * 4 > capacity * 3)
		capacity *= 2;
	if (capacity > table->capacity)
		resize(table, capacity);
}

void fold_table_add(struct fold_table *table, uint64_t hash, uint32_t number)
{
	fold_table_reserve(table, table->count + 1);
	place(table, hash, number);
	table->count++;
}

void fold_table_put(struct fold_table *table, uint64_t hash, uint32_t number)
{
	if (fold_table_find(table, hash) == FOLD_NONE)
		fold_table_add(table, hash, number);
}

uint64_t fold_hash(struct text word)
{
	return text_quick_hash(word, true);
}

uint64_t fold_key_hash(struct fold *fold, struct text id)
{
	identity_model_key(&fold->key, id);
	return fold_hash(strbuf_text(&fold->key)) * 2; /* even: keys; odd: whole names */
}

uint64_t fold_known_key(struct fold *fold, struct text name)
{
	bool is_known = name.bytes == fold->keyed.bytes && name.size == fold->keyed.size;

	if (!is_known) {
		fold->keyed = name;
		fold->key_hash = fold_key_hash(fold, name);
	}
	return fold->key_hash;
}

uint64_t fold_whole_hash(struct text id)
{
	return fold_hash(id) * 2 + 1;
}

static void add_words(struct fold_table *table, struct text words, uint32_t code)
{
	while (words.size > 0) {
		struct text word = text_next_part(&words, ' ');
		if (word.size > 0)
			fold_table_put(table, fold_hash(word), code);
	}
}

/* Developers by id, name and the organisation names among their aliases. */
void fold_learn_organisations(struct fold *fold)
{
	const struct store *store = fold->stores[0];
	uint32_t count = store_term_count(store, FIELD_DEVELOPER);

	for (uint32_t code = 1; code <= count; code++) {
		struct term term = store_term(store, FIELD_DEVELOPER, code);
		fold_table_put(&fold->organisations, fold_hash(term.key), code);
		fold_table_put(&fold->organisations, fold_hash(term.title), code);
	}
	for (uint32_t code = 1; code <= count; code++)
		add_words(&fold->organisations, store_term(store, FIELD_DEVELOPER, code).aliases,
			code);
}

uint32_t fold_developer_of(struct fold *fold, struct text id)
{
	const char *last = id.size > 0 ? memrchr(id.bytes, '/', id.size) : NULL;
	size_t to = last ? (size_t)(last - id.bytes) : 0;
	const char *before = to > 0 ? memrchr(id.bytes, '/', to) : NULL;
	size_t from = before && before > id.bytes ? (size_t)(before - id.bytes) + 1 : 0;

	if (to > from && (id.bytes[from] == '~' || id.bytes[from] == '@'))
		from++; /* how routers mark names that move on */
	if (to <= from)
		return FOLD_NONE;
	struct text word = text_slice(id, from, to - from);
	if (!text_equal(word, fold->last_word)) { /* rows stand in the order of their ids */
		fold->last_word = word;
		fold->last_developer = fold_table_find(&fold->organisations, fold_hash(word));
	}
	return fold->last_developer;
}

bool fold_is_hub_row(const struct store *store, uint32_t row)
{
	return store_offer_count(store) == 0 ||
		store_offers_from(store, row) == store_offers_from(store, row + 1);
}

struct fold_row fold_row_of(const struct fold *fold, uint32_t number)
{
	size_t at = 0;

	while (number >= fold->first_row[at + 1])
		at++;
	return (struct fold_row){ fold->stores[at], at, number - fold->first_row[at], number };
}

/* The name under which the source offers it: "anthropic/claude-opus-4.6" of openrouter. */
struct text fold_name_of(const struct store *store, uint32_t row)
{
	uint32_t offer = store_offers_from(store, row);
	struct text id = TEXT_NONE;

	if (!fold_is_hub_row(store, row))
		id = store_offer_id(store, offer);
	return id.size > 0 ? id : store_id(store, row);
}

/* --- which model a row is -------------------------------------------------------------------------- */

static uint32_t developer_of(struct fold *fold, uint32_t model)
{
	struct fold_row first = fold_row_of(fold, fold->heads[model]);
	struct value value = store_value(first.store, first.row, FIELD_DEVELOPER, NULL);

	if (value.state == VALUE_KNOWN)
		return fold_table_find(&fold->organisations, fold_hash(value.is.text));
	return fold_developer_of(fold, fold_name_of(first.store, first.row));
}

/* "nvidia/mistralai/mistral-nemotron" is nvidia's as much as mistralai's. */
static bool names_developer(const struct fold *fold, struct text name, uint32_t developer)
{
	while (name.size > 0) {
		ptrdiff_t slash = text_find(name, TEXT("/"));
		if (slash < 0)
			return false;
		if (fold_table_find(&fold->organisations,
			    fold_hash(text_slice(name, 0, (size_t)slash))) == developer)
			return true;
		name = text_slice(name, (size_t)slash + 1, name.size);
	}
	return false;
}

/* The model whose key this name has; FOLD_NONE if there is none, or one of another developer. */
static uint32_t find_by_key(struct fold *fold, struct text name, struct text provider, bool is_hub)
{
	uint32_t developer = fold_developer_of(fold, name);

	if (is_hub && developer == FOLD_NONE)
		return FOLD_NONE; /* anyone may upload weights under a name: only the developer's own are the model */
	uint32_t model = fold_table_find(&fold->keys, fold_known_key(fold, name));
	if (model == FOLD_NONE)
		return FOLD_NONE;
	uint32_t other = developer_of(fold, model);
	if (is_hub)
		return developer == other ? model : FOLD_NONE;
	uint32_t host = fold_table_find(&fold->organisations, fold_hash(provider));
	return developer == FOLD_NONE || developer == host || other == FOLD_NONE ||
			names_developer(fold, name, other) || host == other
		? model
		: FOLD_NONE;
}

static uint32_t find_model(struct fold *fold, struct text name, uint64_t whole,
	struct text provider, bool is_hub)
{
	uint32_t model = fold_table_find(&fold->keys, whole);

	return model != FOLD_NONE ? model : find_by_key(fold, name, provider, is_hub);
}

/* What hosts put in front of a name: their own, the developer's, or what the offer is for. */
static bool is_decoration(struct fold *fold, struct text word, struct text provider, uint32_t model)
{
	uint32_t developer = fold_table_find(&fold->organisations, fold_hash(word));

	if (word.size >= 3 && text_starts_with(provider, word))
		return true;
	return text_equal(word, TEXT("coding")) ||
		(developer != FOLD_NONE && developer == developer_of(fold, model));
}

/* "databricks-claude-sonnet-4", "zai-org-glm-5", "xai.grok-4.3", "anthropic.claude-opus-4-6-v1". What is left when such words are taken off
 * must be a model that the built-in catalog knows. */
static uint32_t find_decorated(struct fold *fold, struct text name, struct text provider)
{
	size_t from = 0, begin = 0;

	for (size_t i = 0; i < name.size; i++)
		if (name.bytes[i] == '/')
			from = i + 1;
	struct text last = text_slice(name, from, name.size);
	if (text_ends_with(last, TEXT("-v1"))) {
		last.size -= 3;
		uint32_t model = fold_table_find(&fold->keys, fold_key_hash(fold, last));
		if (model < fold->known_count)
			return model;
	}
	for (size_t at = 0; at + 1 < last.size && at < 32; at++) {
		if (last.bytes[at] != '-' && last.bytes[at] != '.')
			continue;
		uint32_t model = fold_table_find(&fold->keys,
			fold_key_hash(fold, text_slice(last, at + 1, last.size)));
		struct text word = text_slice(last, begin, at - begin);
		if (model < fold->known_count &&
			(is_decoration(fold, word, provider, model) ||
				is_decoration(fold, text_slice(last, 0, at), provider, model)))
			return model;
		if (text_starts_with(provider, word) || text_equal(word, TEXT("coding")))
			begin = at + 1; /* one more may stand behind it */
	}
	return FOLD_NONE;
}

/* "5" behind "claudesonnet4.": another version, no more exact word for this one; a year is no version. */
static bool is_other_version(struct text named, size_t known)
{
	size_t digits = 0;

	if (known == 0 || named.bytes[known] != '.')
		return false;
	while (known + 1 + digits < named.size && named.bytes[known + 1 + digits] >= '0' &&
		named.bytes[known + 1 + digits] <= '9')
		digits++;
	return digits > 0 && digits < 4;
}

/* "llama-3.1-70b" named "Llama 3.1 70B Instruct": a name that says more than the id is believed when it names another model of this developer that the
 * built-in catalog knows; not when it says another version than the id does. */
static uint32_t more_exactly(struct fold *fold, struct text title, uint32_t model)
{
	struct fold_row first = fold_row_of(fold, fold->heads[model]);
	struct strbuf known, named;

	if (model >= fold->known_count)
		return model;
	strbuf_init(&known);
	strbuf_init(&named);
	identity_model_key(&known, store_id(first.store, first.row));
	identity_model_key(&named, title);
	uint32_t other = FOLD_NONE;
	if (named.size > known.size && text_starts_with(strbuf_text(&named), strbuf_text(&known)) &&
		!is_other_version(strbuf_text(&named), known.size))
		other = fold_table_find(&fold->keys, fold_hash(strbuf_text(&named)) * 2);
	strbuf_done(&known);
	strbuf_done(&named);
	return other < fold->known_count && developer_of(fold, other) == developer_of(fold, model)
		? other
		: model;
}

static uint64_t offer_hash(struct text provider, struct text id)
{
	return fold_hash(provider) * 3 + fold_hash(id);
}

void fold_learn_offers(struct fold *fold, const struct store *store, uint32_t row, uint32_t model)
{
	if (fold_is_hub_row(store, row))
		return;
	for (uint32_t at = store_offers_from(store, row); at < store_offers_from(store, row + 1);
		at++) {
		struct text id = store_offer_id(store, at);
		struct value provider = store_offer_value(store, at, FIELD_PROVIDER, &fold->model);
		if (id.size > 0 && provider.state == VALUE_KNOWN)
			fold_table_put(&fold->offers, offer_hash(provider.is.tags.items[0], id),
				model);
		arena_reset(&fold->model);
	}
}

uint32_t fold_land(struct fold *fold, const struct store *store, uint32_t row, struct text name,
	uint64_t whole)
{
	struct text provider = TEXT_NONE;
	bool is_hub = fold_is_hub_row(store, row);
	struct value offered = { .state = VALUE_UNKNOWN };

	if (!is_hub)
		offered = store_offer_value(store, store_offers_from(store, row), FIELD_PROVIDER,
			&fold->model);
	if (offered.state == VALUE_KNOWN)
		provider = offered.is.tags.items[0];
	arena_reset(&fold->model); /* the text is the snapshot's */
	uint32_t model = is_hub ? FOLD_NONE
				: fold_table_find(&fold->offers, offer_hash(provider, name));
	if (model != FOLD_NONE)
		return model;
	model = find_model(fold, name, whole, provider, is_hub);
	if (is_hub)
		return model;
	if (model == FOLD_NONE)
		model = find_decorated(fold, name, provider);
	if (model != FOLD_NONE)
		return more_exactly(fold, store_title(store, row), model);
	struct value aliases = store_value(store, row, FIELD_ALIASES,
		NULL); /* where the weights are */
	return aliases.state == VALUE_KNOWN
		? find_model(fold, aliases.is.text, fold_whole_hash(aliases.is.text), TEXT_NONE,
			  true)
		: FOLD_NONE;
}
