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

/* --- models --------------------------------------------------------------------------------------- */

static void put_aliases(struct fold *fold, const struct store *store, uint32_t row, uint32_t model)
{
	struct value aliases = store_value(store, row, FIELD_ALIASES, NULL);
	struct text words = aliases.state == VALUE_KNOWN ? aliases.is.text : TEXT_NONE;

	while (words.size > 0) {
		struct text word = text_next_part(&words, ' ');
		fold_table_put(&fold->keys, fold_whole_hash(word), model);
		fold_table_put(&fold->keys, fold_key_hash(fold, word), model);
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
		fold_table_put(&fold->keys, fold_key_hash(fold, strbuf_text(&shorter)), model);
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
		fold_table_put(&fold->keys, fold_key_hash(fold, strbuf_text(&plain)), model);
	strbuf_done(&plain);
}

/* Models that are there from the start: of the built-in catalog, then of the overlay where the built-in one has none of that id. */
static void take_known(struct fold *fold, size_t at)
{
	const struct store *store = fold->stores[at];

	for (uint32_t row = 0; row < store_count(store); row++) {
		uint64_t whole = fold_whole_hash(store_id(store, row));
		uint32_t model = fold_table_find(&fold->keys, whole);
		if (model == FOLD_NONE)
			model = fold_new_model(fold);
		fold_chain(fold, model, fold->first_row[at] + row);
		fold_table_put(&fold->keys, whole, model);
	}
	for (uint32_t row = 0; row < store_count(store); row++)
		fold_table_put(&fold->keys, fold_key_hash(fold, store_id(store, row)),
			fold_table_find(&fold->keys, fold_whole_hash(store_id(store, row))));
	for (uint32_t row = 0; row < store_count(store); row++)
		put_aliases(fold, store, row,
			fold_table_find(&fold->keys, fold_whole_hash(store_id(store, row))));
	for (uint32_t row = 0; row < store_count(store); row++) {
		struct text id = store_id(store, row);
		uint32_t model = fold_table_find(&fold->keys, fold_whole_hash(id));
		put_without_active(fold, id, model);
		put_without_dots(fold, id, model);
		fold_learn_offers(fold, store, row, model);
	}
	fold->known_count = fold->model_count;
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

enum { FETCHED_AHEAD = 16 };

/* A row on its way: what it is looked for by, whose places in the table are fetched meanwhile. */
struct coming {
	struct text name;
	uint64_t whole, key;
	bool has_key;
};

static struct coming fetch(struct fold *fold, const struct store *store, uint32_t row)
{
	struct coming coming = { .name = fold_name_of(store, row) };

	coming.whole = fold_whole_hash(coming.name);
	fold_table_fetch(&fold->keys, coming.whole);
	coming.has_key = fold_developer_of(fold, coming.name) != FOLD_NONE;
	if (coming.has_key) {
		coming.key = fold_key_hash(fold, coming.name);
		fold_table_fetch(&fold->keys, coming.key);
	}
	return coming;
}

static enum result take_source(struct fold *fold, size_t at, struct fold_counts *counts,
	struct error *err)
{
	const struct store *store = fold->stores[at];
	uint32_t total = fold->first_row[fold->store_count], count = store_count(store);
	struct coming ahead[FETCHED_AHEAD]; /* of the next rows */

	for (uint32_t row = 0; row < count && row < FETCHED_AHEAD; row++)
		ahead[row] = fetch(fold, store, row);
	for (uint32_t row = 0; row < count; row++) {
		const struct coming now = ahead[row % FETCHED_AHEAD];
		if (row + FETCHED_AHEAD < count)
			ahead[row % FETCHED_AHEAD] = fetch(fold, store, row + FETCHED_AHEAD);
		if (row % 16384 == 0 &&
			interrupt_is_due(fold->input->interrupt, (fold->first_row[at] + row) / 4,
				total))
			return error_set(err, RESULT_INTERRUPTED, "%s",
				_("Stopped: the catalogs are merged at the next start."));
		if (now.has_key) {
			fold->keyed = now.name;
			fold->key_hash = now.key;
		}
		uint32_t model = fold_land(fold, store, row, now.name, now.whole);
		counts->rows++;
		counts->landed += model != FOLD_NONE;
		counts->made += model == FOLD_NONE;
		bool is_new = model == FOLD_NONE;
		if (is_new)
			model = fold_new_model(fold);
		fold_chain(fold, model, fold->first_row[at] + row);
		fold_learn_offers(fold, store, row, model);
		if (is_new) {
			fold_table_add(&fold->keys, now.whole, model);
			if (!fold_is_hub_row(store, row) || now.has_key)
				fold_table_put(&fold->keys, fold_known_key(fold, now.name), model);
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

static enum result learn_families(struct fold *fold, struct error *err)
{
	struct facts *known = &fold->known;

	for (size_t at = 0; at <= fold->overlay; at++) {
		const struct store *store = fold->stores[at];
		for (size_t i = 0; i < store_family_rule_count(store); i++) {
			struct family family = fold_family_of_rule(store, i, &fold->arena);
			uint32_t code = store_family_rule(store, i).code;
			family.claims = term_claims(fold, at, FIELD_FAMILY, code,
				&family.claim_count);
			known->families = memory_grow(known->families, &known->family_capacity,
				known->family_count + 1, sizeof(family));
			known->families[known->family_count++] = family;
		}
	}
	return family_index_new(&fold->families, known->families, known->family_count, &fold->arena,
		err);
}

/* Providers and licenses, with what they say of the offers and models that name them; the change list. */
static void learn_entities(struct fold *fold)
{
	struct facts *known = &fold->known;
	struct {
		enum field_id field;
		struct entity **items;
		size_t *count, *capacity;
	} const lists[] = { { FIELD_PROVIDER, &known->providers, &known->provider_count,
				    &known->provider_capacity },
		{ FIELD_LICENSE_NAME, &known->licenses, &known->license_count,
			&known->license_capacity } };

	for (size_t at = 0; at <= fold->overlay; at++) {
		const struct store *store = fold->stores[at];
		for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
			for (uint32_t code = 1; code <= store_term_count(store, lists[i].field);
				code++) {
				struct text key = store_term(store, lists[i].field, code).key;
				struct entity entity = { .id = key, .name = key };
				entity.claims = term_claims(fold, at, lists[i].field, code,
					&entity.claim_count);
				if (entity.claim_count == 0)
					continue;
				*lists[i].items = memory_grow(*lists[i].items, lists[i].capacity,
					*lists[i].count + 1, sizeof(entity));
				if (lists[i].field == FIELD_LICENSE_NAME)
					fold_learn_license(fold, store, code, *lists[i].count);
				(*lists[i].items)[(*lists[i].count)++] = entity;
			}
		for (size_t i = 0; i < store_change_count(store); i++) {
			known->changes = memory_grow(known->changes, &known->change_capacity,
				known->change_count + 1, sizeof(*known->changes));
			known->changes[known->change_count++] = store_change(store, i);
		}
	}
	facts_date_changes(known);
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
		builder_copy_changes(fold->builder, fold->stores[at]);
	}
	for (size_t at = fold->overlay + 1; at-- > 0;) /* a person's own wording stays */
		builder_copy_sentences(fold->builder, fold->stores[at]);
	for (size_t at = 0; at <= fold->overlay; at++)
		builder_copy_benchmarks(fold->builder, fold->stores[at]);
}

/* --- the fold ------------------------------------------------------------------------------------- */

enum result fold_too_many(struct error *err)
{
	return error_set(err, RESULT_USAGE,
		_("There are more than %d sources; remove some with 'llmatlas sources --remove NAME'."),
		FOLD_SOURCE_MAX);
}

static enum result set_up(struct fold *fold, struct error *err)
{
	const struct fold_input *input = fold->input;

	fold->stores[fold->store_count++] = input->built_in;
	if (input->overlay) {
		fold->overlay = fold->store_count;
		fold->stores[fold->store_count++] = input->overlay;
	}
	if (input->source_count > FOLD_SOURCE_MAX)
		return fold_too_many(err);
	for (size_t i = 0; i < input->source_count; i++)
		fold->stores[fold->store_count++] = input->sources[i];
	for (size_t i = 0; i < fold->store_count; i++) {
		fold->first_row[i + 1] = fold->first_row[i] + store_count(fold->stores[i]);
		fold->source_maps[i] = builder_copy_sources(fold->builder, fold->stores[i],
			&fold->arena);
	}
	fold->next = memory_get_zeroed((size_t)fold->first_row[fold->store_count] + 1,
		sizeof(*fold->next));
	fold_learn_organisations(fold);
	copy_entities(fold);
	learn_entities(fold);
	return learn_families(fold, err);
}

static enum result build_model(struct fold *fold, uint32_t first, uint64_t done, struct error *err)
{
	if (done % 4096 == 0 &&
		interrupt_is_due(fold->input->interrupt, fold->model_count / 4 + done * 3 / 4,
			fold->model_count))
		return error_set(err, RESULT_INTERRUPTED, "%s",
			_("Stopped: the catalogs are merged at the next start."));
	enum result result = fold_add_model(fold, first, err);
	arena_reset(&fold->model);
	return result;
}

/* Its id is mostly that of the row, so that such models come in the order of their catalog. */
static bool is_lone_weights(const struct fold *fold, uint32_t number)
{
	const struct fold_row row = fold_row_of(fold, number);

	return fold_next(fold, number) == FOLD_NONE && fold_is_hub_row(row.store, row.row);
}

/* Those that are known, then what hubs have by the million, then what hosts offer: each is in the order of its ids then (builder_runs.c). */
static enum result build_models(struct fold *fold, struct error *err)
{
	enum result result = RESULT_OK;
	uint64_t done = 0;
	uint32_t total = fold->first_row[fold->store_count];

	for (; done < fold->known_count && result == RESULT_OK; done++)
		result = build_model(fold, fold->heads[done], done, err);
	for (int is_offered = 0; is_offered < 2; is_offered++)
		for (uint32_t row = fold->first_row[fold->overlay + 1];
			row < total && result == RESULT_OK; row++) {
			if (!fold_begins(fold, row) || (!is_offered && !is_lone_weights(fold, row)))
				continue;
			result = build_model(fold, row, done++, err);
			fold_is_built(fold, row);
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
	strbuf_init(&fold.key);
	facts_init(&fold.known, &fold.arena, ORIGIN_OTHER);
	enum result result = set_up(&fold, err);
	if (result == RESULT_OK) {
		fold_forms_begin(&fold);
		fold_ahead_begin(&fold);
	}
	for (size_t at = 0; at <= fold.overlay && result == RESULT_OK; at++)
		take_known(&fold, at);
	fold_table_reserve(&fold.keys,
		fold.keys.count + fold.first_row[fold.store_count] -
			fold.first_row[fold.overlay + 1]);
	for (size_t at = fold.overlay + 1; at < fold.store_count && result == RESULT_OK; at++)
		result = take_source(&fold, at, counts, err);
	free(fold.keys.slots); /* all rows have landed: the memory is for the models now */
	free(fold.offers.slots);
	fold.keys = fold.offers = (struct fold_table){ 0 };
	if (result == RESULT_OK) {
		fold_settle_chains(&fold);
		result = build_models(&fold, err);
	}
	fold_ahead_done(&fold);
	family_index_free(fold.families);
	facts_done(&fold.known);
	free(fold.organisations.slots);
	free(fold.licenses.slots);
	strbuf_done(&fold.key);
	fold_forms_done(&fold);
	fold_chains_done(&fold);
	arena_done(&fold.model);
	arena_done(&fold.arena);
	return result;
}
