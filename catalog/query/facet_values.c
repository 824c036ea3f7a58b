/* SPDX-License-Identifier: MIT */
/* From buckets to the values of a facet, in the order in which they are read. Built with -O3. */
#include "catalog/query/facet_parts.h"

#include <stdlib.h>
#include <string.h>

enum { RARE = 1024 }; /* counts below are sorted by counting, the few above by comparing */

static uint32_t total(const struct facet_value *value)
{
	return value->count + value->reported;
}

static int by_count(const void *a, const void *b)
{
	const struct facet_value *one = a, *two = b;

	if (total(one) != total(two))
		return total(one) > total(two) ? -1 : 1;
	return one->code < two->code ? -1 : one->code > two->code;
}

static struct facet_value value_of(const struct tally *tally, size_t bucket)
{
	uint32_t reported = tally->reported ? tally->reported[bucket] : 0;
	return (struct facet_value){ .count = tally->all[bucket] - reported, .reported = reported };
}

/* Codes of the terms that occur, in order; about half of them do, so that a branch would often be foreseen wrongly. */
static size_t occurring(const struct tally *tally, uint32_t *codes)
{
	const uint32_t *counts = tally->all;
	size_t found = 0;

	for (size_t code = 1; code <= tally->size; code++) {
		codes[found] = (uint32_t)code;
		found += counts[code] != 0;
	}
	return found;
}

/* Most frequent first, ties by code. A large catalog has a hundred thousand developers, most of whom have one or two models: places by count. */
static void terms_of(const struct tally *tally, struct arena *arena, struct facet *facet)
{
	/* The first holds the frequent ones. Four tables: most counts are one, and equal neighbours do not wait for each other. */
	uint32_t sizes[4][RARE] = { { 0 } }, places[RARE];
	uint32_t *codes = ARENA_ROOM(arena, uint32_t, tally->size + 1), place = 0;
	size_t found = occurring(tally, codes);

	for (size_t i = 0; i < found; i++) {
		uint32_t count = tally->all[codes[i]];
		sizes[i % 4][count < RARE ? count : 0]++;
	}
	for (size_t count = RARE; count > 0; count--) {
		places[count % RARE] = place;
		for (int i = 0; i < 4; i++)
			place += sizes[i][count % RARE];
	}
	uint32_t frequent = places[RARE - 1];
	facet->values = ARENA_ROOM(arena, struct facet_value, found + 1);
	facet->value_count = found;
	for (size_t i = 0; i < found; i++) {
		uint32_t count = tally->all[codes[i]];
		struct facet_value *value = &facet->values[places[count < RARE ? count : 0]++];
		*value = value_of(tally, codes[i]);
		value->code = codes[i];
	}
	if (frequent > 1)
		qsort(facet->values, frequent, sizeof(*facet->values), by_count);
}

/* A few of them, without the others in order. */
static void first_terms(const struct tally *tally, size_t most, struct arena *arena,
	struct facet *facet)
{
	struct facet_value *values = ARENA_ROOM(arena, struct facet_value, most + 1);
	uint32_t least = 0; /* that of the last one, when all places are taken */

	facet->values = values;
	for (size_t code = 1; code <= tally->size; code++) {
		if (tally->all[code] <= least)
			continue;
		size_t at = facet->value_count < most ? facet->value_count++ : most - 1;
		for (; at > 0 && total(&values[at - 1]) < tally->all[code]; at--)
			values[at] = values[at - 1];
		values[at] = value_of(tally, code);
		values[at].code = (uint32_t)code;
		if (facet->value_count == most)
			least = total(&values[most - 1]);
	}
}

static void thresholds_of(const struct tally *tally, struct facet *facet)
{
	const struct field *field = tally->field;

	for (uint8_t i = 0; i < field->threshold_count; i++) {
		struct facet_value *value = &facet->values[facet->value_count++];
		value->code = i;
		/* bin b (from 1): b - 1 thresholds lie at or below the value (at most: strictly below it) */
		for (unsigned bin = 1; bin <= field->threshold_count + 1u; bin++) {
			bool holds = field->is_at_most ? bin <= i + 1u : bin > i + 1u;
			struct facet_value of = value_of(tally, bin);
			value->count += holds ? of.count : 0;
			value->reported += holds ? of.reported : 0;
		}
	}
}

static void members_of(const struct tally *tally, struct facet *facet)
{
	for (size_t i = 1; i <= tally->size; i++) {
		facet->values[facet->value_count] = value_of(tally, i);
		facet->values[facet->value_count++].code = (uint32_t)i - 1;
	}
}

static void years_of(const struct tally *tally, struct facet *facet)
{
	for (size_t i = tally->size; i > 0; i--) { /* newest first */
		if (tally->all[i] == 0)
			continue;
		facet->values[facet->value_count] = value_of(tally, i);
		facet->values[facet->value_count++].code = (uint32_t)i + 1999;
	}
}

void facet_values(const struct tally *tally, size_t most, struct arena *arena, struct facet *facet)
{
	*facet = (struct facet){ .field = tally->field->id, .unknown = tally->all[0] };
	if (tally->field->kind == KIND_CATEGORY || tally->field->kind == KIND_TAGS) {
		if (most < tally->size)
			first_terms(tally, most, arena, facet);
		else
			terms_of(tally, arena, facet);
		return;
	}
	facet->values = ARENA_ARRAY(arena, struct facet_value, tally->size + 1);
	if (tally->field->kind == KIND_NUMBER)
		thresholds_of(tally, facet);
	else if (tally->field->kind == KIND_DATE)
		years_of(tally, facet);
	else
		members_of(tally, facet);
}
