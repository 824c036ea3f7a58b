/* SPDX-License-Identifier: MIT */
#include "catalog/sources/facts.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/derive.h"
#include "catalog/sources/facts_reader.h"
#include "catalog/sources/merge.h"
#include "catalog/store/store.h"

#include <stdlib.h>
#include <string.h>

void facts_init(struct facts *facts, struct arena *arena, enum origin origin)
{
	*facts = (struct facts){ .arena = arena, .origin = origin };
}

void facts_done(struct facts *facts)
{
	for (size_t i = 0; i < facts->file_count; i++) {
		json_free(facts->files[i].document);
		free(facts->files[i].name);
	}
	void *blocks[] = { facts->files, facts->sources, facts->developers, facts->providers,
		facts->licenses, facts->families, facts->family_places, facts->benchmarks,
		facts->lenses, facts->models, facts->model_files, facts->changes, facts->terms,
		facts->lessons, facts->sentences, facts->said, facts->warnings };
	for (size_t i = 0; i < COUNT_OF(blocks); i++)
		free(blocks[i]);
	facts_names_done(&facts->names);
	*facts = (struct facts){ 0 };
}

int facts_find_source(const struct facts *facts, uint32_t file, struct text key)
{
	for (size_t i = 0; i < facts->source_count; i++)
		if (facts->sources[i].file == file && text_equal(facts->sources[i].key, key))
			return (int)i;
	for (size_t i = 0; i < facts->source_count; i++)
		if (facts->files[facts->sources[i].file].is_shared &&
			text_equal(facts->sources[i].key, key))
			return (int)i;
	return -1;
}

bool facts_is_known(const struct facts *facts, enum field_id field, struct text id)
{
	if (!facts->known || id.size == 0)
		return false;
	uint32_t code = store_term_find(facts->known, field, id);
	return text_equal(store_term(facts->known, field, code).key, id);
}

bool facts_has_entity(const struct entity *items, size_t count, struct text id)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(items[i].id, id))
			return true;
	return false;
}

bool facts_is_catalog(const struct facts *facts)
{
	for (size_t i = 0; i < facts->file_count; i++)
		if (json_member(json_root(facts->files[i].document), "changes"))
			return true;
	return false;
}

static void read_source(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "title", JSON_STRING, true },
		{ "url", JSON_STRING, false }, { "date", JSON_STRING, false },
		{ "checked", JSON_STRING, true }, { "license", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct facts_source source = { .key = arena_copy(facts->arena, json_key(node)),
		.file = reader->file };
	const struct json *url = json_member(node, "url"), *checked = json_member(node, "checked");

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	source.source.title = reader_text(reader, node, "title");
	source.source.url = reader_text(reader, node, "url");
	source.source.license = reader_text(reader, node, "license");
	source.source.is_seen = text_equal_string(json_string(checked), "seen");
	source.source.is_own = facts->origin == ORIGIN_OVERLAY;
	if (json_is(checked, JSON_STRING) && !source.source.is_seen &&
		!text_equal_string(json_string(checked), "recalled"))
		reader_fail(reader, checked, "%s", _("expected \"seen\" or \"recalled\""));
	bool is_web = text_starts_with(source.source.url, TEXT("https://")) ||
		text_starts_with(source.source.url, TEXT("http://"));
	if (source.source.url.size > 0 && !is_web)
		reader_fail(reader, url, "%s", _("expected an address that begins with https://"));
	reader_past_date(reader, json_member(node, "date"), &source.source.date);
	if (!reader_keeps(reader))
		return;
	facts->sources = memory_grow(facts->sources, &facts->source_capacity,
		facts->source_count + 1, sizeof(*facts->sources));
	facts->sources[facts->source_count++] = source;
}

static void read_top(struct reader *reader, const struct json *root)
{
	static const struct known_key keys[] = { { "schema", JSON_STRING, true },
		{ "name", JSON_STRING, false }, { "date", JSON_STRING, false },
		{ "sources", JSON_OBJECT, false }, { "developers", JSON_ARRAY, false },
		{ "providers", JSON_ARRAY, false }, { "licenses", JSON_ARRAY, false },
		{ "families", JSON_ARRAY, false }, { "models", JSON_ARRAY, false },
		{ "benchmarks", JSON_ARRAY, false }, { "lenses", JSON_ARRAY, false },
		{ "changes", JSON_ARRAY, false }, { "terms", JSON_ARRAY, false },
		{ "lessons", JSON_ARRAY, false }, { "sentences", JSON_OBJECT, false },
		{ "notes", JSON_STRING, false } };
	const struct json *schema = json_member(root, "schema"), *date = json_member(root, "date");

	if (!reader_check_keys(reader, root, keys, COUNT_OF(keys)))
		return;
	if (json_is(schema, JSON_STRING) &&
		!text_equal_string(json_string(schema), "llmatlas-facts/1"))
		reader_fail(reader, schema, "%s", _("expected \"llmatlas-facts/1\""));
	if (json_member(root, "name"))
		reader->facts->name = reader_text(reader, root, "name");
	if (json_is(date, JSON_STRING))
		reader_date(reader, date, &reader->facts->date);
}

typedef void record_reader(struct reader *reader, const struct json *node);

static void count_record(const struct reader *reader, record_reader *read)
{
	struct facts_file *file = &reader->facts->files[reader->file];
	bool is_own = read != read_top && read != read_source; /* a record of what there is */

	if (reader->mistakes > 0)
		file->refused++;
	if (is_own && !reader->is_again && reader->mistakes == 0)
		file->records++;
	else if (is_own && reader->is_again && reader->mistakes > 0)
		file->records--; /* it was taken in before */
}

/* Whatever is wrong with one record is said, unless the read is strict; in a lenient read it is left out. */
static enum result read_record(struct reader *reader, record_reader *read, const struct json *node)
{
	reader->mistakes = 0;
	read(reader, node);
	reader->facts->refused_count += reader->mistakes > 0;
	count_record(reader, read);
	return reader->is_strict && reader->mistakes > 0 ? RESULT_BAD_DATA : RESULT_OK;
}

static enum result read_records(struct reader *reader, const char *key, record_reader *read)
{
	const struct json *list = json_member(json_root(reader->document), key);
	bool is_named = text_equal(text_of(key), TEXT("sources")) ||
		text_equal(text_of(key), TEXT("sentences"));
	enum result result = RESULT_OK;

	if (!json_is(list, is_named ? JSON_OBJECT : JSON_ARRAY))
		return RESULT_OK; /* said of the file itself, if it is there */
	for (const struct json *node = json_first(list); node && result == RESULT_OK;
		node = json_next(node))
		result = read_record(reader, read, node);
	return result;
}

enum result facts_read(struct facts *facts, const char *name, struct text bytes, bool is_strict,
	struct error *err)
{
	struct error own = { .result = RESULT_OK };
	struct reader reader = { .facts = facts,
		.file = (uint32_t)facts->file_count,
		.err = err ? err : &own,
		.is_strict = is_strict };
	enum result result = json_parse(&reader.document, name, bytes, reader.err);

	if (result != RESULT_OK && !is_strict) {
		facts->refused_count++;
		facts_warn(facts, text_of(reader.err->message));
		return RESULT_OK;
	}
	if (result != RESULT_OK)
		return result;
	facts->files = memory_grow(facts->files, &facts->file_capacity, facts->file_count + 1,
		sizeof(*facts->files));
	facts->files[facts->file_count++] = (struct facts_file){ .name = memory_copy_string(name),
		.document = reader.document,
		.is_shared = text_ends_with(text_of(name), TEXT("sources.json")) };
	result = read_record(&reader, read_top, json_root(reader.document));
	return result == RESULT_OK ? read_records(&reader, "sources", read_source) : result;
}

static enum result read_all(struct facts *facts, const char *key, record_reader *read,
	bool is_again, bool is_strict, struct error *err)
{
	enum result result = RESULT_OK;

	for (uint32_t file = 0; file < facts->file_count && result == RESULT_OK; file++) {
		struct reader reader = { .facts = facts,
			.document = facts->files[file].document,
			.file = file,
			.err = err,
			.is_strict = is_strict,
			.is_again = is_again };
		result = read_records(&reader, key, read);
	}
	return result;
}

/* A family that is left out may have been the base of another one. */
static enum result link_families(struct facts *facts, bool is_strict, struct error *err)
{
	enum result result;
	size_t before;

	do {
		before = facts->family_count;
		result = read_all(facts, "families", reader_family_link, true, is_strict, err);
	} while (result == RESULT_OK && facts->family_count < before);
	return result;
}

enum result facts_link(struct facts *facts, bool is_strict, struct error *err)
{
	static const struct {
		const char *key;
		record_reader *read;
	} parts[] = { { "developers", reader_developer }, { "providers", reader_provider },
		{ "licenses", reader_license }, { "benchmarks", reader_benchmark },
		{ "lenses", reader_lens }, { "families", reader_family }, { "families", NULL },
		{ "models", reader_model }, { "changes", reader_change }, { "terms", reader_term },
		{ "terms", reader_term_links }, { "lessons", reader_lesson },
		{ "sentences", reader_sentence } };
	struct error own = { .result = RESULT_OK };
	enum result result = RESULT_OK;

	err = err ? err : &own;
	for (size_t i = 0; i < COUNT_OF(parts) && result == RESULT_OK; i++)
		result = parts[i].read ? read_all(facts, parts[i].key, parts[i].read,
						 parts[i].read == reader_term_links, is_strict, err)
				       : link_families(facts, is_strict, err);
	facts_date_changes(facts);
	return result;
}

/* Claims of entities and drafts carry indices of facts->sources: here they become the builder's ids. */
static void map_sources(const uint32_t *map, const struct claim *claims, size_t count)
{
	for (size_t i = 0; i < count; i++) /* the claims are this module's own, lent as const */
		if (claims[i].source != SOURCE_NONE)
			((struct claim *)claims)[i].source = map[claims[i].source];
}

static void map_draft(const uint32_t *map, const struct draft *draft)
{
	map_sources(map, draft->claims, draft->claim_count);
	for (size_t i = 0; i < draft->offer_count; i++) {
		struct draft_offer *offer = (struct draft_offer *)&draft->offers[i];
		if (offer->source != SOURCE_NONE)
			offer->source = map[offer->source];
		if (offer->later.is_told && offer->later.source != SOURCE_NONE)
			offer->later.source = map[offer->later.source];
		map_sources(map, offer->claims, offer->claim_count);
	}
	for (size_t i = 0; i < draft->score_count; i++)
		((struct draft_score *)draft->scores)[i].source = map[draft->scores[i].source];
}

/* Known by its name there; its id is one more word that hubs have for it. */
static void build_license(struct facts *facts, struct builder *builder, const struct entity *entity)
{
	struct entity license = *entity;
	struct text *aliases = ARENA_ARRAY(facts->arena, struct text, entity->alias_count + 1);

	for (size_t i = 0; i < entity->alias_count; i++)
		aliases[i] = entity->aliases[i];
	aliases[entity->alias_count] = entity->id;
	license.id = entity->name;
	license.aliases = aliases;
	license.alias_count = entity->alias_count + 1;
	builder_add_entity(builder, FIELD_LICENSE_NAME, &license);
}

/* Results are kept by what they measure: that of the open catalog is named here, too. */
static void build_known_benchmarks(const struct facts *facts, struct builder *builder)
{
	for (size_t i = 0; facts->known && i < facts->model_count; i++)
		for (size_t j = 0; j < facts->models[i].score_count; j++) {
			struct text id = facts->models[i].scores[j].benchmark;
			int known = store_benchmark_find(facts->known, id);
			if (known < 0 || builder_has_benchmark(builder, id))
				continue;
			struct benchmark benchmark = store_benchmark(facts->known, (uint32_t)known);
			builder_add_benchmark(builder, &benchmark);
		}
}

static void build_entities(struct facts *facts, struct builder *builder)
{
	uint32_t *map = ARENA_ARRAY(facts->arena, uint32_t, facts->source_count + 1);

	for (size_t i = 0; i < facts->source_count; i++)
		map[i] = builder_add_source(builder, &facts->sources[i].source);
	for (size_t i = 0; i < facts->family_count; i++)
		map_sources(map, facts->families[i].claims, facts->families[i].claim_count);
	for (size_t i = 0; i < facts->provider_count; i++)
		map_sources(map, facts->providers[i].claims, facts->providers[i].claim_count);
	for (size_t i = 0; i < facts->license_count; i++)
		map_sources(map, facts->licenses[i].claims, facts->licenses[i].claim_count);
	for (size_t i = 0; i < facts->model_count; i++)
		map_draft(map, &facts->models[i]);
	for (size_t i = 0; i < facts->developer_count; i++)
		builder_add_entity(builder, FIELD_DEVELOPER, &facts->developers[i]);
	for (size_t i = 0; i < facts->provider_count; i++)
		builder_add_entity(builder, FIELD_PROVIDER, &facts->providers[i]);
	for (size_t i = 0; i < facts->license_count; i++)
		build_license(facts, builder, &facts->licenses[i]);
	for (size_t i = 0; i < facts->benchmark_count; i++)
		builder_add_benchmark(builder, &facts->benchmarks[i]);
	build_known_benchmarks(facts, builder);
	for (size_t i = 0; i < facts->lens_count; i++)
		builder_add_lens(builder, facts->lenses[i].id, facts->lenses[i].name_en,
			facts->lenses[i].name_ko, facts->lenses[i].shares,
			facts->lenses[i].share_count);
}

static int compare_models(const void *a, const void *b)
{
	return text_compare(((const struct draft *)a)->id, ((const struct draft *)b)->id);
}

static enum result build_models(struct facts *facts, const struct family_index *index,
	struct builder *builder, struct error *err)
{
	enum result result = RESULT_OK;

	if (facts->model_count > 0)
		qsort(facts->models, facts->model_count, sizeof(*facts->models), compare_models);
	for (size_t i = 0; i < facts->model_count && result == RESULT_OK; i++) {
		struct draft *draft = &facts->models[i];
		const struct family *family = draft->family.size > 0
			? family_get(index, draft->family)
			: family_find(index, draft->id);
		if (!family && draft->family.size > 0 && !facts->known)
			return error_set(err, RESULT_BAD_DATA,
				_("The model %.*s names the family %.*s, which is not there."),
				TEXT_ARGS(draft->id), TEXT_ARGS(draft->family));
		if (family)
			draft->family = family->id;
		derive_draft(draft, facts, facts->arena);
		merge_resolve(draft, family, facts->arena);
		derive_license(draft, facts, facts->arena);
		derive_dates(draft, facts, facts->arena);
		derive_after_merge(draft, facts->arena);
		result = builder_add_model(builder, draft, err);
	}
	return result;
}

static void add_family_rule(struct facts *facts, struct builder *builder,
	const struct family *family)
{
	struct strbuf stems;

	strbuf_init(&stems);
	for (size_t i = 0; i < family->stem_count; i++)
		strbuf_add_format(&stems, "%s%.*s", i > 0 ? "\n" : "", TEXT_ARGS(family->stems[i]));
	struct family_rule rule = { builder_term_code(builder, FIELD_FAMILY, family->id),
		family->developer, family->pattern, arena_copy(facts->arena, strbuf_text(&stems)),
		family->rank, family->is_derivative };
	builder_add_family_rule(builder, &rule);
	strbuf_done(&stems);
}

enum result facts_build(struct facts *facts, struct builder *builder, struct error *err)
{
	struct family_index *index = NULL;

	build_entities(facts, builder);
	enum result result = family_index_new(&index, facts->families, facts->family_count,
		facts->arena, err);
	if (result != RESULT_OK)
		return result;
	for (size_t i = 0; i < facts->family_count; i++) { /* with what they inherit */
		const struct family *family = &facts->families[i];
		struct entity entity = { .id = family->id,
			.name = family->name,
			.aliases = family->aliases,
			.alias_count = family->alias_count,
			.claims = family->claims,
			.claim_count = family->claim_count };
		builder_add_entity(builder, FIELD_FAMILY, &entity);
		add_family_rule(facts, builder, family);
	}
	result = build_models(facts, index, builder, err);
	for (size_t i = 0; i < facts->change_count; i++)
		builder_add_change(builder, &facts->changes[i]);
	for (size_t i = 0; i < facts->sentence_count; i++)
		builder_add_sentence(builder, facts->sentences[i].en, facts->sentences[i].ko);
	for (size_t i = 0; i < facts->warning_count; i++)
		builder_add_warning(builder, facts->warnings[i].sentence);
	family_index_free(index);
	return result;
}
