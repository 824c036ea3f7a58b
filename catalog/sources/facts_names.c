/* SPDX-License-Identifier: MIT */
#include "catalog/sources/facts_names.h"

#include "catalog/base/memory.h"
#include "catalog/sources/facts.h"

#include <stdlib.h>

void facts_names_done(struct facts_names *names)
{
	free(names->places);
}

static uint64_t hash_of_id(struct text id)
{
	return text_quick_hash(id, false);
}

static uint64_t hash_of_alias(struct text alias)
{
	return text_quick_hash(alias, true);
}

/* The place of a name from `at` on; a free one ends the walk. */
static struct facts_name *place_from(const struct facts_names *names, size_t at)
{
	return &names->places[at & (names->capacity - 1)];
}

static size_t begin(const struct facts_names *names, uint64_t hash)
{
	return (size_t)(hash ^ hash >> 32) & (names->capacity - 1);
}

static void put(struct facts_names *names, struct facts_name name)
{
	size_t at = begin(names, name.hash);

	while (place_from(names, at)->model != 0)
		at++;
	*place_from(names, at) = name;
	names->count++;
}

static void grow(struct facts_names *names)
{
	struct facts_names former = *names;

	names->capacity = former.capacity > 0 ? former.capacity * 2 : 256;
	names->count = 0;
	names->places = memory_get_zeroed(names->capacity, sizeof(*names->places));
	for (size_t i = 0; i < former.capacity; i++)
		if (former.places[i].model != 0)
			put(names, former.places[i]);
	free(former.places);
}

static void know(struct facts_names *names, uint64_t hash, uint32_t model)
{
	if (names->count * 2 >= names->capacity)
		grow(names);
	size_t at = begin(names, hash);
	while (place_from(names, at)->model != 0) {
		const struct facts_name *name = place_from(names, at++);
		if (name->hash == hash && name->model == model + 1)
			return;
	}
	put(names, (struct facts_name){ hash, model + 1 });
}

void facts_names_add(struct facts *facts, uint32_t model)
{
	const struct draft *draft = &facts->models[model];

	know(&facts->names, hash_of_id(draft->id), model);
	for (size_t i = 0; i < draft->alias_count; i++)
		know(&facts->names, hash_of_alias(draft->aliases[i]), model);
}

struct draft *facts_find_model(const struct facts *facts, struct text id)
{
	uint64_t hash = hash_of_id(id);
	const struct facts_name *name;

	if (facts->names.capacity == 0)
		return NULL;
	for (size_t at = begin(&facts->names, hash);
		(name = place_from(&facts->names, at))->model != 0; at++) {
		struct draft *draft = &facts->models[name->model - 1];
		if (name->hash == hash && text_equal(draft->id, id))
			return draft;
	}
	return NULL;
}

static bool has_alias(const struct draft *draft, struct text alias)
{
	for (size_t i = 0; i < draft->alias_count; i++)
		if (text_equal_folded_ascii(draft->aliases[i], alias))
			return true;
	return false;
}

const struct draft *facts_find_alias(const struct facts *facts, struct text alias,
	const struct draft *but)
{
	uint64_t hash = hash_of_alias(alias);
	const struct facts_name *name;

	if (facts->names.capacity == 0)
		return NULL;
	for (size_t at = begin(&facts->names, hash);
		(name = place_from(&facts->names, at))->model != 0; at++) {
		const struct draft *draft = &facts->models[name->model - 1];
		if (name->hash == hash && draft != but && has_alias(draft, alias))
			return draft;
	}
	return NULL;
}
