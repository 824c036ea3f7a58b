/* SPDX-License-Identifier: MIT */
/* Developers, providers, families, benchmarks and lenses of a facts file. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/sources/facts_reader.h"

#include <math.h>

static enum result twice(struct reader *reader, const struct json *node, struct text id)
{
	return json_fail(reader->document, json_member(node, "id"), reader->err,
		_("the id %.*s is taken already"), TEXT_ARGS(id));
}

static enum result read_entity(struct reader *reader, const struct json *node,
	struct entity *entity)
{
	enum result result = reader_id(reader, node, false, &entity->id);

	if (result != RESULT_OK)
		return result;
	entity->name = reader_text(reader, node, "name");
	entity->region = reader_text(reader, node, "region");
	entity->kind = reader_text(reader, node, "kind");
	entity->url = reader_text(reader, node, "url");
	return reader_texts(reader, json_member(node, "aliases"), &entity->aliases,
		&entity->alias_count);
}

enum result reader_developer(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_STRING, true }, { "region", JSON_STRING, false },
		{ "aliases", JSON_ARRAY, false }, { "url", JSON_STRING, false },
		{ "notes", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct entity entity = { 0 };
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result == RESULT_OK)
		result = read_entity(reader, node, &entity);
	if (result != RESULT_OK)
		return result;
	if (facts_has_entity(facts->developers, facts->developer_count, entity.id))
		return twice(reader, node, entity.id);
	facts->developers = memory_grow(facts->developers, &facts->developer_capacity,
		facts->developer_count + 1, sizeof(entity));
	facts->developers[facts->developer_count++] = entity;
	return RESULT_OK;
}

enum result reader_provider(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_STRING, true }, { "kind", JSON_STRING, false },
		{ "aliases", JSON_ARRAY, false }, { "url", JSON_STRING, false },
		{ "developer", JSON_STRING, false }, { "headquarters", JSON_STRING, false },
		{ "facts", JSON_OBJECT, false }, { "notes", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct entity entity = { 0 };
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result == RESULT_OK)
		result = read_entity(reader, node, &entity);
	if (result == RESULT_OK)
		result = reader_claims(reader, json_member(node, "facts"), ORIGIN_BUILTIN_PROVIDER,
			&entity.claims, &entity.claim_count);
	if (result != RESULT_OK)
		return result;
	entity.region = reader_text(reader, node, "headquarters");
	entity.developer = reader_text(reader, node, "developer");
	if (entity.developer.size > 0 &&
		!facts_has_entity(facts->developers, facts->developer_count, entity.developer) &&
		!facts_is_known(facts, FIELD_DEVELOPER, entity.developer))
		return json_fail(reader->document, json_member(node, "developer"), reader->err,
			_("there is no developer %.*s"), TEXT_ARGS(entity.developer));
	if (facts_has_entity(facts->providers, facts->provider_count, entity.id))
		return twice(reader, node, entity.id);
	facts->providers = memory_grow(facts->providers, &facts->provider_capacity,
		facts->provider_count + 1, sizeof(entity));
	facts->providers[facts->provider_count++] = entity;
	return RESULT_OK;
}

enum result reader_license(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_STRING, true }, { "facts", JSON_OBJECT, true },
		{ "notes", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct entity entity = { 0 };
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result == RESULT_OK)
		result = reader_id(reader, node, false, &entity.id);
	if (result == RESULT_OK)
		result = reader_claims(reader, json_member(node, "facts"), ORIGIN_BUILTIN_FAMILY,
			&entity.claims, &entity.claim_count);
	if (result != RESULT_OK)
		return result;
	entity.name = reader_text(reader, node, "name");
	if (facts_has_entity(facts->licenses, facts->license_count, entity.id))
		return twice(reader, node, entity.id);
	facts->licenses = memory_grow(facts->licenses, &facts->license_capacity,
		facts->license_count + 1, sizeof(entity));
	facts->licenses[facts->license_count++] = entity;
	return RESULT_OK;
}

static enum result read_family(struct reader *reader, const struct json *node,
	struct family *family)
{
	enum result result = reader_id(reader, node, false, &family->id);

	family->name = reader_text(reader, node, "name");
	family->developer = reader_text(reader, node, "developer");
	family->base = reader_text(reader, node, "base");
	family->pattern = reader_text(reader, node, "pattern");
	if (json_member(node, "rank"))
		family->rank = (int)json_number(json_member(node, "rank"));
	family->is_derivative = json_is(json_member(node, "derivative"), JSON_TRUE);
	if (result == RESULT_OK)
		result = reader_texts(reader, json_member(node, "stems"), &family->stems,
			&family->stem_count);
	if (result == RESULT_OK)
		result = reader_texts(reader, json_member(node, "aliases"), &family->aliases,
			&family->alias_count);
	if (result == RESULT_OK)
		result = reader_texts(reader, json_member(node, "match"), &family->match,
			&family->match_count);
	if (result == RESULT_OK)
		result = reader_texts(reader, json_member(node, "reject"), &family->reject,
			&family->reject_count);
	if (result == RESULT_OK)
		result = reader_claims(reader, json_member(node, "facts"), ORIGIN_BUILTIN_FAMILY,
			&family->claims, &family->claim_count);
	return result;
}

enum result reader_family(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_STRING, true }, { "developer", JSON_STRING, false },
		{ "base", JSON_STRING, false }, { "stems", JSON_ARRAY, true },
		{ "pattern", JSON_STRING, false }, { "rank", JSON_NUMBER, false },
		{ "match", JSON_ARRAY, false }, { "reject", JSON_ARRAY, false },
		{ "aliases", JSON_ARRAY, false }, { "derivative", JSON_TRUE, false },
		{ "facts", JSON_OBJECT, false }, { "notes", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct family family = { 0 };
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result == RESULT_OK)
		result = read_family(reader, node, &family);
	if (result != RESULT_OK)
		return result;
	if (family.stem_count == 0)
		return json_fail(reader->document, json_member(node, "stems"), reader->err, "%s",
			_("expected at least one stem"));
	if (family.developer.size > 0 &&
		!facts_has_entity(facts->developers, facts->developer_count, family.developer) &&
		!facts_is_known(facts, FIELD_DEVELOPER, family.developer))
		return json_fail(reader->document, json_member(node, "developer"), reader->err,
			_("there is no developer %.*s"), TEXT_ARGS(family.developer));
	for (size_t i = 0; i < facts->family_count; i++)
		if (text_equal(facts->families[i].id, family.id))
			return twice(reader, node, family.id);
	facts->families = memory_grow(facts->families, &facts->family_capacity,
		facts->family_count + 1, sizeof(family));
	facts->families[facts->family_count++] = family;
	return RESULT_OK;
}

static enum result benchmark_unit_of(struct reader *reader, const struct json *node, uint8_t *unit)
{
	static const char *const names[] = { [BENCHMARK_PERCENT] = "percent",
		[BENCHMARK_FRACTION] = "fraction",
		[BENCHMARK_INDEX] = "index",
		[BENCHMARK_ELO] = "elo",
		[BENCHMARK_SECONDS] = "seconds",
		[BENCHMARK_USD] = "usd" };

	for (uint8_t i = 0; i < COUNT_OF(names); i++) {
		if (text_equal_string(json_string(node), names[i])) {
			*unit = i;
			return RESULT_OK;
		}
	}
	return json_fail(reader->document, node, reader->err, "%s",
		_("expected percent, fraction, index, elo, seconds or usd"));
}

enum result reader_benchmark(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_STRING, true }, { "measures", JSON_STRING, false },
		{ "unit", JSON_STRING, true }, { "better", JSON_STRING, false },
		{ "chance", JSON_NUMBER, false }, { "ceiling", JSON_NUMBER, false },
		{ "middle", JSON_NUMBER, false }, { "spread", JSON_NUMBER, false },
		{ "uses", JSON_ARRAY, false }, { "url", JSON_STRING, false },
		{ "source", JSON_STRING, false }, { "notes", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct benchmark benchmark = { 0 };
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result == RESULT_OK)
		result = reader_id(reader, node, false, &benchmark.id);
	if (result == RESULT_OK)
		result = benchmark_unit_of(reader, json_member(node, "unit"), &benchmark.unit);
	if (result != RESULT_OK)
		return result;
	benchmark.name = reader_text(reader, node, "name");
	benchmark.measures = reader_text(reader, node, "measures");
	if (benchmark.measures.size > 0)
		reader_said(reader, json_member(node, "measures"), benchmark.measures, true);
	benchmark.url = reader_text(reader, node, "url");
	benchmark.is_lower_better = text_equal_string(json_string(json_member(node, "better")),
		"low");
	benchmark.chance = json_number(json_member(node, "chance"));
	benchmark.ceiling = json_number(json_member(node, "ceiling"));
	benchmark.middle = json_number(json_member(node, "middle"));
	benchmark.spread = json_number(json_member(node, "spread"));
	if (isnan(benchmark.middle) != isnan(benchmark.spread) || benchmark.spread <= 0)
		return json_fail(reader->document, node, reader->err, "%s",
			_("expected \"middle\" and \"spread\" together, the spread above 0"));
	for (size_t i = 0; i < facts->benchmark_count; i++)
		if (text_equal(facts->benchmarks[i].id, benchmark.id))
			return twice(reader, node, benchmark.id);
	facts->benchmarks = memory_grow(facts->benchmarks, &facts->benchmark_capacity,
		facts->benchmark_count + 1, sizeof(benchmark));
	facts->benchmarks[facts->benchmark_count++] = benchmark;
	return RESULT_OK;
}

static bool has_benchmark(const struct facts *facts, struct text id)
{
	for (size_t i = 0; i < facts->benchmark_count; i++)
		if (text_equal(facts->benchmarks[i].id, id))
			return true;
	return false;
}

enum result reader_lens(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_OBJECT, true }, { "shares", JSON_OBJECT, true },
		{ "notes", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct facts_lens lens = { 0 };
	double sum = 0;
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result == RESULT_OK)
		result = reader_id(reader, node, false, &lens.id);
	if (result != RESULT_OK)
		return result;
	const struct json *shares = json_member(node, "shares");
	struct lens_share *list = ARENA_ARRAY(facts->arena, struct lens_share,
		(size_t)json_count(shares) + 1);
	for (const struct json *share = json_first(shares); share; share = json_next(share)) {
		if (!has_benchmark(facts, json_key(share)))
			return json_fail(reader->document, share, reader->err, "%s",
				_("there is no benchmark of this id"));
		if (!json_is(share, JSON_NUMBER) || !(json_number(share) > 0))
			return json_fail(reader->document, share, reader->err, "%s",
				_("expected a share above 0"));
		sum += json_number(share);
		list[lens.share_count++] = (struct lens_share){
			arena_copy(facts->arena, json_key(share)), json_number(share)
		};
	}
	if (fabs(sum - 1) > 1e-6)
		return json_fail(reader->document, shares, reader->err,
			_("the shares add up to %g; expected 1"), sum);
	lens.name_en = reader_text(reader, json_member(node, "name"), "en");
	lens.name_ko = reader_text(reader, json_member(node, "name"), "ko");
	lens.shares = list;
	facts->lenses = memory_grow(facts->lenses, &facts->lens_capacity, facts->lens_count + 1,
		sizeof(lens));
	facts->lenses[facts->lens_count++] = lens;
	return RESULT_OK;
}
