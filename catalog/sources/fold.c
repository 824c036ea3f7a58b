/* SPDX-License-Identifier: MIT */
/* Which row is which model. Rows of all catalogs are numbered through and chained by model: a million of them take 12 MB. */
#include "catalog/sources/fold.h"

#include "catalog/base/interrupt.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
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

void fold_table_put(struct fold_table *table, uint64_t hash, uint32_t number)
{
	if (fold_table_find(table, hash) != FOLD_NONE)
		return;
	if ((table->count + 1) * 4 > table->capacity * 3) {
		struct fold_table bigger = { .capacity = table->capacity > 0 ? table->capacity * 2
									     : 1024,
			.count = table->count };
		bigger.slots = memory_get(bigger.capacity * sizeof(*bigger.slots));
		memset(bigger.slots, 0xff, bigger.capacity * sizeof(*bigger.slots));
		for (size_t i = 0; i < table->capacity; i++)
			if (table->slots[i].number != FOLD_NONE)
				place(&bigger, table->slots[i].hash, table->slots[i].number);
		free(table->slots);
		*table = bigger;
	}
	place(table, hash, number);
	table->count++;
}

/* --- names ---------------------------------------------------------------------------------------- */

static uint64_t folded_hash(struct text word)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < word.size; i++) {
		unsigned char c = (unsigned char)word.bytes[i];
		hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * UINT64_C(0x100000001b3);
	}
	return hash ^ (hash >> 32);
}

static uint64_t key_hash(struct text id)
{
	struct strbuf key;

	strbuf_init(&key);
	identity_model_key(&key, id);
	uint64_t hash = folded_hash(strbuf_text(&key)) * 2; /* even: keys; odd: whole names */
	strbuf_done(&key);
	return hash;
}

static uint64_t whole_hash(struct text id)
{
	return folded_hash(id) * 2 + 1;
}

static void add_words(struct fold_table *table, struct text words, uint32_t code)
{
	while (words.size > 0) {
		ptrdiff_t blank = text_find(words, TEXT(" "));
		struct text word = blank < 0 ? words : text_slice(words, 0, (size_t)blank);
		if (word.size > 0)
			fold_table_put(table, folded_hash(word), code);
		words = blank < 0 ? TEXT_NONE : text_slice(words, (size_t)blank + 1, words.size);
	}
}

/* Developers by id, name and the organisation names among their aliases. */
static void learn_organisations(struct fold *fold)
{
	const struct store *store = fold->stores[0];
	uint32_t count = store_term_count(store, FIELD_DEVELOPER);

	for (uint32_t code = 1; code <= count; code++) {
		struct term term = store_term(store, FIELD_DEVELOPER, code);
		fold_table_put(&fold->organisations, folded_hash(term.key), code);
		fold_table_put(&fold->organisations, folded_hash(term.title), code);
	}
	for (uint32_t code = 1; code <= count; code++)
		add_words(&fold->organisations, store_term(store, FIELD_DEVELOPER, code).aliases,
			code);
}

uint32_t fold_developer_of(const struct fold *fold, struct text id)
{
	size_t from = 0, to = 0;

	for (size_t i = 0; i < id.size; i++)
		if (id.bytes[i] == '/') { /* the part before the last */
			from = to > 0 ? to + 1 : 0;
			to = i;
		}
	if (to > from && (id.bytes[from] == '~' || id.bytes[from] == '@'))
		from++; /* how routers mark names that move on */
	return to > from ? fold_table_find(&fold->organisations,
				   folded_hash(text_slice(id, from, to - from)))
			 : FOLD_NONE;
}

bool fold_is_hub_row(const struct store *store, uint32_t row)
{
	return store_offers_from(store, row) == store_offers_from(store, row + 1);
}

struct fold_row fold_row_of(const struct fold *fold, uint32_t number)
{
	size_t at = 0;

	while (number >= fold->first_row[at + 1])
		at++;
	return (struct fold_row){ fold->stores[at], at, number - fold->first_row[at] };
}

/* The name under which the source offers it: "anthropic/claude-opus-4.6" of openrouter. */
static struct text name_of(const struct store *store, uint32_t row)
{
	uint32_t offer = store_offers_from(store, row);
	struct text id = TEXT_NONE;

	if (!fold_is_hub_row(store, row))
		id = store_offer_id(store, offer);
	return id.size > 0 ? id : store_id(store, row);
}

/* --- models --------------------------------------------------------------------------------------- */

static uint32_t new_model(struct fold *fold)
{
	if (fold->model_count == fold->model_capacity) {
		size_t capacity = fold->model_capacity;
		fold->heads = memory_grow(fold->heads, &capacity, fold->model_count + 1,
			sizeof(*fold->heads));
		fold->tails = memory_resize(fold->tails, capacity * sizeof(*fold->tails));
		fold->model_capacity = capacity;
	}
	fold->heads[fold->model_count] = fold->tails[fold->model_count] = FOLD_NONE;
	return (uint32_t)fold->model_count++;
}

static void chain(struct fold *fold, uint32_t model, uint32_t number)
{
	if (fold->heads[model] == FOLD_NONE)
		fold->heads[model] = number;
	else
		fold->next[fold->tails[model]] = number;
	fold->tails[model] = number;
	fold->next[number] = FOLD_NONE;
}

static void put_aliases(struct fold *fold, const struct store *store, uint32_t row, uint32_t model)
{
	struct value aliases = store_value(store, row, FIELD_ALIASES, NULL);
	struct text words = aliases.state == VALUE_KNOWN ? aliases.is.text : TEXT_NONE;

	while (words.size > 0) {
		ptrdiff_t blank = text_find(words, TEXT(" "));
		struct text word = blank < 0 ? words : text_slice(words, 0, (size_t)blank);
		fold_table_put(&fold->keys, whole_hash(word), model);
		fold_table_put(&fold->keys, key_hash(word), model);
		words = blank < 0 ? TEXT_NONE : text_slice(words, (size_t)blank + 1, words.size);
	}
}

/* "nemotron-3-super-120b" for "nemotron-3-super-120b-a12b": hosts leave out the active parameters; the total names the model well enough. */
static void put_without_active(struct fold *fold, struct text id, uint32_t model)
{
	struct strbuf shorter;

	for (size_t i = 1; i + 2 < id.size; i++) {
		size_t to = i + 2;
		if (id.bytes[i] != '-' || (id.bytes[i + 1] | 0x20) != 'a')
			continue;
		while (to < id.size && id.bytes[to] >= '0' && id.bytes[to] <= '9')
			to++;
		if (to == i + 2 || to >= id.size || (id.bytes[to] | 0x20) != 'b' ||
			(to + 1 < id.size && id.bytes[to + 1] != '-'))
			continue;
		strbuf_init(&shorter);
		strbuf_add(&shorter, text_slice(id, 0, i));
		strbuf_add(&shorter, text_slice(id, to + 1, id.size));
		fold_table_put(&fold->keys, key_hash(strbuf_text(&shorter)), model);
		strbuf_done(&shorter);
		return;
	}
}

/* "gpt-52" for "gpt-5.2": some hosts take no dots. */
static void put_without_dots(struct fold *fold, struct text id, uint32_t model)
{
	struct strbuf plain;
	bool has_dot = false;

	strbuf_init(&plain);
	for (size_t i = 0; i < id.size; i++) {
		bool is_version = id.bytes[i] == '.' && i > 0 && i + 1 < id.size &&
			id.bytes[i - 1] >= '0' && id.bytes[i - 1] <= '9' &&
			id.bytes[i + 1] >= '0' && id.bytes[i + 1] <= '9' &&
			(i + 2 == id.size || id.bytes[i + 2] == '-');
		if (!is_version)
			strbuf_add_char(&plain, id.bytes[i]);
		has_dot = has_dot || is_version;
	}
	if (has_dot)
		fold_table_put(&fold->keys, key_hash(strbuf_text(&plain)), model);
	strbuf_done(&plain);
}

/* Models that are there from the start: of the built-in catalog, then of the overlay where the built-in one has none of that id. */
static void take_known(struct fold *fold, size_t at)
{
	const struct store *store = fold->stores[at];

	for (uint32_t row = 0; row < store_count(store); row++) {
		uint64_t whole = whole_hash(store_id(store, row));
		uint32_t model = fold_table_find(&fold->keys, whole);
		if (model == FOLD_NONE)
			model = new_model(fold);
		chain(fold, model, fold->first_row[at] + row);
		fold_table_put(&fold->keys, whole, model);
	}
	for (uint32_t row = 0; row < store_count(store); row++)
		fold_table_put(&fold->keys, key_hash(store_id(store, row)),
			fold_table_find(&fold->keys, whole_hash(store_id(store, row))));
	for (uint32_t row = 0; row < store_count(store); row++)
		put_aliases(fold, store, row,
			fold_table_find(&fold->keys, whole_hash(store_id(store, row))));
	for (uint32_t row = 0; row < store_count(store); row++) {
		struct text id = store_id(store, row);
		uint32_t model = fold_table_find(&fold->keys, whole_hash(id));
		put_without_active(fold, id, model);
		put_without_dots(fold, id, model);
	}
	fold->known_count = fold->model_count;
}

static uint32_t model_developer(const struct fold *fold, uint32_t model)
{
	struct fold_row first = fold_row_of(fold, fold->heads[model]);
	struct value value = store_value(first.store, first.row, FIELD_DEVELOPER, NULL);

	if (value.state == VALUE_KNOWN)
		return fold_table_find(&fold->organisations, folded_hash(value.is.text));
	return fold_developer_of(fold, name_of(first.store, first.row));
}

/* "nvidia/mistralai/mistral-nemotron" is nvidia's as much as mistralai's. */
static bool names_developer(const struct fold *fold, struct text name, uint32_t developer)
{
	while (name.size > 0) {
		ptrdiff_t slash = text_find(name, TEXT("/"));
		if (slash < 0)
			return false;
		if (fold_table_find(&fold->organisations,
			    folded_hash(text_slice(name, 0, (size_t)slash))) == developer)
			return true;
		name = text_slice(name, (size_t)slash + 1, name.size);
	}
	return false;
}

/* The model that this name is known by; FOLD_NONE if there is none, or one of another developer. */
static uint32_t find_model(const struct fold *fold, struct text name, struct text provider,
	bool is_hub)
{
	uint32_t model = fold_table_find(&fold->keys, whole_hash(name));

	if (model != FOLD_NONE)
		return model;
	model = fold_table_find(&fold->keys, key_hash(name));
	if (model == FOLD_NONE)
		return FOLD_NONE;
	uint32_t developer = fold_developer_of(fold, name), other = model_developer(fold, model);
	if (is_hub) /* anyone may upload weights under a name: only the developer's own are the model */
		return developer != FOLD_NONE && developer == other ? model : FOLD_NONE;
	return developer == FOLD_NONE || other == FOLD_NONE || names_developer(fold, name, other) ||
			fold_table_find(&fold->organisations, folded_hash(provider)) == other
		? model
		: FOLD_NONE;
}

/* What hosts put in front of a name: their own, the developer's, or what the offer is for. */
static bool is_decoration(const struct fold *fold, struct text word, struct text provider,
	uint32_t model)
{
	uint32_t developer = fold_table_find(&fold->organisations, folded_hash(word));

	if (word.size >= 3 && text_starts_with(provider, word))
		return true;
	return text_equal(word, TEXT("coding")) ||
		(developer != FOLD_NONE && developer == model_developer(fold, model));
}

/* "databricks-claude-sonnet-4", "zai-org-glm-5", "xai.grok-4.3", "anthropic.claude-opus-4-6-v1". What is left when such words are taken off
 * must be a model that the built-in catalog knows. */
static uint32_t find_decorated(const struct fold *fold, struct text name, struct text provider)
{
	size_t from = 0, begin = 0;

	for (size_t i = 0; i < name.size; i++)
		if (name.bytes[i] == '/')
			from = i + 1;
	struct text last = text_slice(name, from, name.size);
	if (text_ends_with(last, TEXT("-v1"))) {
		last.size -= 3;
		uint32_t model = fold_table_find(&fold->keys, key_hash(last));
		if (model < fold->known_count)
			return model;
	}
	for (size_t at = 0; at + 1 < last.size && at < 32; at++) {
		if (last.bytes[at] != '-' && last.bytes[at] != '.')
			continue;
		uint32_t model = fold_table_find(&fold->keys,
			key_hash(text_slice(last, at + 1, last.size)));
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

/* "llama-3.1-70b" named "Llama 3.1 70B Instruct", "deepseek.v3" named "DeepSeek-V3.1": a name that says more than the id is believed when it
 * names another model of this developer that the built-in catalog knows. */
static uint32_t more_exactly(const struct fold *fold, struct text title, uint32_t model)
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
	if (named.size > known.size && text_starts_with(strbuf_text(&named), strbuf_text(&known)))
		other = fold_table_find(&fold->keys, folded_hash(strbuf_text(&named)) * 2);
	strbuf_done(&known);
	strbuf_done(&named);
	return other < fold->known_count &&
			model_developer(fold, other) == model_developer(fold, model)
		? other
		: model;
}

static uint32_t land(struct fold *fold, const struct store *store, uint32_t row)
{
	struct text name = name_of(store, row), provider = TEXT_NONE;
	bool is_hub = fold_is_hub_row(store, row);
	struct value offered = { .state = VALUE_UNKNOWN };

	if (!is_hub)
		offered = store_offer_value(store, store_offers_from(store, row), FIELD_PROVIDER,
			&fold->model);
	if (offered.state == VALUE_KNOWN)
		provider = offered.is.tags.items[0];
	arena_reset(&fold->model); /* the text is the snapshot's */
	uint32_t model = find_model(fold, name, provider, is_hub);
	if (is_hub)
		return model;
	if (model == FOLD_NONE)
		model = find_decorated(fold, name, provider);
	if (model != FOLD_NONE)
		return more_exactly(fold, store_title(store, row), model);
	struct value aliases = store_value(store, row, FIELD_ALIASES,
		NULL); /* where the weights are */
	return aliases.state == VALUE_KNOWN ? find_model(fold, aliases.is.text, TEXT_NONE, true)
					    : FOLD_NONE;
}

static void note_landing(struct fold *fold, const struct store *store, uint32_t row, uint32_t model)
{
	if (!fold->input->landings)
		return;
	struct fold_row first = fold_row_of(fold, fold->heads[model]);
	strbuf_add_format(fold->input->landings, "%.*s\t%.*s\t%s%.*s\n",
		TEXT_ARGS(store_name(store)), TEXT_ARGS(store_id(store, row)),
		first.place == 0 ? "" : "new ", TEXT_ARGS(store_id(first.store, first.row)));
}

static enum result take_source(struct fold *fold, size_t at, struct fold_counts *counts,
	struct error *err)
{
	const struct store *store = fold->stores[at];
	uint32_t total = fold->first_row[fold->store_count];

	for (uint32_t row = 0; row < store_count(store); row++) {
		if (row % 16384 == 0 &&
			interrupt_is_due(fold->input->interrupt, (fold->first_row[at] + row) / 4,
				total))
			return error_set(err, RESULT_INTERRUPTED, "%s",
				_("Stopped: nothing was changed."));
		uint32_t model = land(fold, store, row);
		counts->rows++;
		counts->landed += model != FOLD_NONE;
		counts->made += model == FOLD_NONE;
		bool is_new = model == FOLD_NONE;
		if (is_new)
			model = new_model(fold);
		chain(fold, model, fold->first_row[at] + row);
		if (is_new) {
			struct text name = name_of(store, row);
			fold_table_put(&fold->keys, whole_hash(name), model);
			if (!fold_is_hub_row(store, row) ||
				fold_developer_of(fold, name) != FOLD_NONE)
				fold_table_put(&fold->keys, key_hash(name), model);
		}
		note_landing(fold, store, row, model);
	}
	return RESULT_OK;
}

/* --- what the built-in catalog knows -------------------------------------------------------------- */

static const struct claim *term_claims(struct fold *fold, size_t at, enum field_id field,
	uint32_t code, size_t *count)
{
	const struct claim *claims = store_term_claims(fold->stores[at], field, code, &fold->arena,
		count);

	for (size_t i = 0; i < *count; i++) /* the claims were made for us */
		if (claims[i].source != SOURCE_NONE)
			((struct claim *)claims)[i].source =
				fold->source_maps[at][claims[i].source];
	return claims;
}

static const struct text *split_lines(struct arena *arena, struct text lines, size_t *count)
{
	struct text *items = ARENA_ARRAY(arena, struct text, lines.size / 2 + 2);

	*count = 0;
	while (lines.size > 0) {
		ptrdiff_t end = text_find(lines, TEXT("\n"));
		items[(*count)++] = end < 0 ? lines : text_slice(lines, 0, (size_t)end);
		lines = end < 0 ? TEXT_NONE : text_slice(lines, (size_t)end + 1, lines.size);
	}
	return items;
}

static enum result learn_families(struct fold *fold, struct error *err)
{
	struct facts *known = &fold->known;

	for (size_t at = 0; at <= fold->overlay; at++) {
		const struct store *store = fold->stores[at];
		for (size_t i = 0; i < store_family_rule_count(store); i++) {
			struct family_rule rule = store_family_rule(store, i);
			struct term term = store_term(store, FIELD_FAMILY, rule.code);
			struct family family = { .id = term.key,
				.name = term.title,
				.developer = rule.developer,
				.pattern = rule.pattern,
				.rank = rule.rank,
				.is_derivative = rule.is_derivative };
			family.stems = split_lines(&fold->arena, rule.stems, &family.stem_count);
			family.claims = term_claims(fold, at, FIELD_FAMILY, rule.code,
				&family.claim_count);
			known->families = memory_grow(known->families, &known->family_capacity,
				known->family_count + 1, sizeof(family));
			known->families[known->family_count++] = family;
		}
		for (uint32_t code = 1; code <= store_term_count(store, FIELD_PROVIDER); code++) {
			struct entity provider = {
				.id = store_term(store, FIELD_PROVIDER, code).key
			};
			provider.claims = term_claims(fold, at, FIELD_PROVIDER, code,
				&provider.claim_count);
			known->providers = memory_grow(known->providers, &known->provider_capacity,
				known->provider_count + 1, sizeof(provider));
			known->providers[known->provider_count++] = provider;
		}
	}
	return family_index_new(&fold->families, known->families, known->family_count, &fold->arena,
		err);
}

static void copy_entities(struct fold *fold)
{
	for (size_t at = 0; at <= fold->overlay; at++) {
		for (int field = 0; field < FIELD_COUNT; field++)
			if (field_get((enum field_id)field)->kind == KIND_CATEGORY ||
				field_get((enum field_id)field)->kind == KIND_TAGS)
				builder_copy_terms(fold->builder, fold->stores[at],
					(enum field_id)field, fold->source_maps[at]);
		builder_copy_family_rules(fold->builder, fold->stores[at]);
	}
	builder_copy_benchmarks(fold->builder, fold->stores[0]);
}

/* --- the fold ------------------------------------------------------------------------------------- */

static enum result set_up(struct fold *fold, struct error *err)
{
	const struct fold_input *input = fold->input;

	fold->stores[fold->store_count++] = input->built_in;
	if (input->overlay) {
		fold->overlay = fold->store_count;
		fold->stores[fold->store_count++] = input->overlay;
	}
	for (size_t i = 0; i < input->source_count; i++) {
		if (fold->store_count == FOLD_INPUT_MAX)
			return error_set(err, RESULT_USAGE,
				_("There are more than %d sources; remove some with 'llmatlas sources --remove NAME'."),
				FOLD_INPUT_MAX - 2);
		fold->stores[fold->store_count++] = input->sources[i];
	}
	for (size_t i = 0; i < fold->store_count; i++) {
		fold->first_row[i + 1] = fold->first_row[i] + store_count(fold->stores[i]);
		fold->source_maps[i] = builder_copy_sources(fold->builder, fold->stores[i],
			&fold->arena);
	}
	fold->next = memory_get_zeroed((size_t)fold->first_row[fold->store_count] + 1,
		sizeof(*fold->next));
	learn_organisations(fold);
	copy_entities(fold);
	return learn_families(fold, err);
}

static enum result build_models(struct fold *fold, struct error *err)
{
	enum result result = RESULT_OK;

	for (uint32_t model = 0; model < fold->model_count && result == RESULT_OK; model++) {
		if (model % 4096 == 0 &&
			interrupt_is_due(fold->input->interrupt,
				fold->model_count / 4 + (uint64_t)model * 3 / 4, fold->model_count))
			return error_set(err, RESULT_INTERRUPTED, "%s",
				_("Stopped: nothing was changed."));
		result = fold_add_model(fold, model, err);
		arena_reset(&fold->model);
	}
	return result;
}

enum result fold_catalogs(struct builder *builder, const struct fold_input *input,
	struct fold_counts *counts, struct error *err)
{
	struct fold fold = { .input = input, .builder = builder };

	*counts = (struct fold_counts){ 0 };
	arena_init(&fold.arena);
	arena_init(&fold.model);
	facts_init(&fold.known, &fold.arena, ORIGIN_OTHER);
	enum result result = set_up(&fold, err);
	for (size_t at = 0; at <= fold.overlay && result == RESULT_OK; at++)
		take_known(&fold, at);
	for (size_t at = fold.overlay + 1; at < fold.store_count && result == RESULT_OK; at++)
		result = take_source(&fold, at, counts, err);
	if (result == RESULT_OK)
		result = build_models(&fold, err);
	family_index_free(fold.families);
	facts_done(&fold.known);
	free(fold.keys.slots);
	free(fold.organisations.slots);
	free(fold.next);
	free(fold.heads);
	free(fold.tails);
	arena_done(&fold.model);
	arena_done(&fold.arena);
	return result;
}
