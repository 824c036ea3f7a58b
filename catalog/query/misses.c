/* SPDX-License-Identifier: MIT */
/* Answers of units become two bytes a row. Built with -O3: loops over bytes, without branches. */
#include "catalog/query/run_parts.h"
#include "catalog/query/wide.h"

#include <string.h>

void misses_begin(struct misses *misses, uint32_t from, uint32_t to)
{
	memset(misses->miss + from, MISS_NONE, to - from);
	memset(misses->no + from, 0, to - from);
}

WIDE void misses_add(struct misses *misses, size_t unit, const uint8_t *restrict answers,
	uint32_t from, uint32_t to)
{
	uint8_t *restrict miss = misses->miss + from, *restrict no = misses->no + from;
	const uint8_t number = (uint8_t)unit;

	for (uint32_t i = 0; i < to - from; i++) {
		uint8_t failed = miss[i] == MISS_NONE ? number : (uint8_t)MISS_MANY;
		miss[i] = answers[i] == ANSWER_YES ? miss[i] : failed;
		no[i] = (uint8_t)(no[i] | (answers[i] == ANSWER_NO));
	}
}

WIDE void misses_worst(uint8_t *restrict into, const uint8_t *restrict answers, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		into[i] = into[i] > answers[i] ? into[i] : answers[i];
}

WIDE void misses_merge(struct misses *misses, const struct misses *answers, uint32_t from,
	uint32_t to)
{
	uint8_t *restrict miss = misses->miss + from, *restrict no = misses->no + from;
	const uint8_t *restrict other = answers->miss, *restrict other_no = answers->no;

	for (uint32_t i = 0; i < to - from; i++) {
		uint8_t both = miss[i] == MISS_NONE ? other[i] : (uint8_t)MISS_MANY;
		miss[i] = other[i] == MISS_NONE ? miss[i] : both;
		no[i] |= other_no[i];
	}
}

WIDE void misses_of_hits(uint8_t *restrict hits, uint32_t count, uint8_t missed)
{
	for (uint32_t i = 0; i < count; i++)
		hits[i] = hits[i] == missed ? ANSWER_NO : ANSWER_YES;
}
