/* SPDX-License-Identifier: MIT */
/* Developers, providers, licenses, benchmarks and lenses of a facts file. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/sources/facts_reader.h"
#include "catalog/store/benchmark_unit.h"

#include <math.h>

bool reader_maker(struct reader *reader, const struct json *node, struct text developer)
{
	const struct facts *facts = reader->facts;

	if (developer.size == 0 ||
		facts_has_entity(facts->developers, facts->developer_count, developer) ||
		facts_is_known(facts, FIELD_DEVELOPER, developer))
		return true;
	reader_fail(reader, json_member(node, "developer"), _("there is no developer %.*s"),
		TEXT_ARGS(developer));
	return false;
}

static void read_entity(struct reader *reader, const struct json *node, struct entity *entity)
{
	reader_id(reader, node, false, &entity->id);
	entity->name = reader_text(reader, node, "name");
	entity->region = reader_text(reader, node, "region");
	entity->kind = reader_text(reader, node, "kind");
	entity->url = reader_text(reader, node, "url");
	reader_texts(reader, json_member(node, "aliases"), &entity->aliases, &entity->alias_count);
}

/* Files of one's own that stand for themselves name the same developers and hosts, and say no more of them. */
static bool is_named_again(const struct reader *reader, const struct entity *items, size_t count,
	const struct entity *entity)
{
	if (!reader->facts->known || entity->claim_count > 0)
		return false;
	for (size_t i = 0; i < count; i++)
		if (text_equal(items[i].id, entity->id))
			return text_equal(items[i].name, entity->name);
	return false;
}

/* Behind those that are there, if it has no mistake and none of them has its id. */
static void take_entity(struct reader *reader, const struct json *node, const struct entity *entity,
	struct entity **items, size_t *count, size_t *capacity)
{
	if (is_named_again(reader, *items, *count, entity))
		return;
	if (entity->id.size > 0 && facts_has_entity(*items, *count, entity->id))
		reader_taken(reader, node, entity->id);
	if (!reader_keeps(reader))
		return;
	*items = memory_grow(*items, capacity, *count + 1, sizeof(**items));
	(*items)[(*count)++] = *entity;
}

void reader_developer(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_STRING, true }, { "region", JSON_STRING, false },
		{ "aliases", JSON_ARRAY, false }, { "url", JSON_STRING, false },
		{ "notes", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct entity entity = { 0 };

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	read_entity(reader, node, &entity);
	take_entity(reader, node, &entity, &facts->developers, &facts->developer_count,
		&facts->developer_capacity);
}

void reader_provider(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_STRING, true }, { "kind", JSON_STRING, false },
		{ "aliases", JSON_ARRAY, false }, { "url", JSON_STRING, false },
		{ "developer", JSON_STRING, false }, { "headquarters", JSON_STRING, false },
		{ "facts", JSON_OBJECT, false }, { "notes", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct entity entity = { 0 };

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	read_entity(reader, node, &entity);
	reader_claims(reader, json_member(node, "facts"), ORIGIN_BUILTIN_PROVIDER, &entity.claims,
		&entity.claim_count);
	entity.region = reader_text(reader, node, "headquarters");
	entity.developer = reader_text(reader, node, "developer");
	reader_maker(reader, node, entity.developer);
	take_entity(reader, node, &entity, &facts->providers, &facts->provider_count,
		&facts->provider_capacity);
}

void reader_license(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_STRING, true }, { "aliases", JSON_ARRAY, false },
		{ "facts", JSON_OBJECT, true }, { "notes", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct entity entity = { 0 };

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	read_entity(reader, node, &entity);
	for (size_t i = 0; i < entity.alias_count; i++)
		if (text_find(entity.aliases[i], TEXT(" ")) >= 0)
			reader_fail(reader, json_member(node, "aliases"), "%s",
				_("expected single words, such as \"llama3.1\""));
	reader_claims(reader, json_member(node, "facts"), ORIGIN_BUILTIN_FAMILY, &entity.claims,
		&entity.claim_count);
	take_entity(reader, node, &entity, &facts->licenses, &facts->license_count,
		&facts->license_capacity);
}

static void read_unit(struct reader *reader, const struct json *node, uint8_t *unit)
{
	for (uint8_t i = 0; i < BENCHMARK_UNIT_COUNT; i++) {
		if (text_equal_string(json_string(node), benchmark_unit_name(i))) {
			*unit = i;
			return;
		}
	}
	if (json_is(node, JSON_STRING))
		reader_fail(reader, node, "%s",
			_("expected percent, fraction, index, elo, seconds or usd"));
}

static const struct benchmark *find_benchmark(const struct facts *facts, struct text id)
{
	for (size_t i = 0; i < facts->benchmark_count; i++)
		if (text_equal(facts->benchmarks[i].id, id))
			return &facts->benchmarks[i];
	return NULL;
}

static double read_number(const struct json *node, const char *key)
{
	return json_number(json_member(node, key));
}

void reader_benchmark(struct reader *reader, const struct json *node)
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

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	reader_id(reader, node, false, &benchmark.id);
	read_unit(reader, json_member(node, "unit"), &benchmark.unit);
	benchmark.name = reader_text(reader, node, "name");
	benchmark.measures = reader_text(reader, node, "measures");
	if (benchmark.measures.size > 0)
		reader_said(reader, json_member(node, "measures"), benchmark.measures, true);
	benchmark.url = reader_text(reader, node, "url");
	benchmark.is_lower_better = text_equal_string(json_string(json_member(node, "better")),
		"low");
	benchmark.chance = read_number(node, "chance");
	benchmark.ceiling = read_number(node, "ceiling");
	benchmark.middle = read_number(node, "middle");
	benchmark.spread = read_number(node, "spread");
	if (isnan(benchmark.middle) != isnan(benchmark.spread) || benchmark.spread <= 0)
		reader_fail(reader, node, "%s",
			_("expected \"middle\" and \"spread\" together, the spread above 0"));
	if (find_benchmark(facts, benchmark.id))
		reader_taken(reader, node, benchmark.id);
	if (!reader_keeps(reader))
		return;
	facts->benchmarks = memory_grow(facts->benchmarks, &facts->benchmark_capacity,
		facts->benchmark_count + 1, sizeof(benchmark));
	facts->benchmarks[facts->benchmark_count++] = benchmark;
}

static void read_shares(struct reader *reader, const struct json *shares, struct facts_lens *lens)
{
	struct facts *facts = reader->facts;
	struct lens_share *list = ARENA_ARRAY(facts->arena, struct lens_share,
		(size_t)json_count(shares) + 1);
	double sum = 0;

	for (const struct json *share = json_first(shares); share; share = json_next(share)) {
		if (!find_benchmark(facts, json_key(share)))
			reader_fail(reader, share, "%s", _("there is no benchmark of this id"));
		if (!json_is(share, JSON_NUMBER) || !(json_number(share) > 0))
			reader_fail(reader, share, "%s", _("expected a share above 0"));
		sum += json_number(share);
		list[lens->share_count++] = (struct lens_share){
			arena_copy(facts->arena, json_key(share)), json_number(share)
		};
	}
	lens->shares = list;
	if (fabs(sum - 1) > 1e-6)
		reader_fail(reader, shares, _("the shares add up to %g; expected 1"), sum);
}

void reader_lens(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_OBJECT, true }, { "shares", JSON_OBJECT, true },
		{ "notes", JSON_STRING, false } };
	struct facts *facts = reader->facts;
	struct facts_lens lens = { 0 };

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	reader_id(reader, node, false, &lens.id);
	if (json_is(json_member(node, "shares"), JSON_OBJECT))
		read_shares(reader, json_member(node, "shares"), &lens);
	lens.name_en = reader_text(reader, json_member(node, "name"), "en");
	lens.name_ko = reader_text(reader, json_member(node, "name"), "ko");
	if (!reader_keeps(reader))
		return;
	facts->lenses = memory_grow(facts->lenses, &facts->lens_capacity, facts->lens_count + 1,
		sizeof(lens));
	facts->lenses[facts->lens_count++] = lens;
}
