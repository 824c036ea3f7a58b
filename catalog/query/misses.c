/* SPDX-License-Identifier: MIT */
/* Answers of units become a byte a row. Built with -O3: loops over bytes, without branches. */
#include "catalog/query/run_parts.h"
#include "catalog/query/wide.h"

#include <string.h>

void misses_begin(struct misses *misses, uint32_t from, uint32_t to)
{
	memset(misses->miss + from, MISS_NONE, to - from);
}

WIDE void misses_set(struct misses *misses, size_t unit, const uint8_t *restrict answers,
	uint32_t from, uint32_t to)
{
	uint8_t *restrict miss = misses->miss + from;
	const uint8_t unknown = (uint8_t)unit, no = (uint8_t)(unit | MISS_NO);

	for (uint32_t i = 0; i < to - from; i++) {
		uint8_t failed = answers[i] == ANSWER_NO ? no : unknown;
		miss[i] = answers[i] == ANSWER_YES ? (uint8_t)MISS_NONE : failed;
	}
}

WIDE void misses_add(struct misses *misses, size_t unit, const uint8_t *restrict answers,
	uint32_t from, uint32_t to)
{
	uint8_t *restrict miss = misses->miss + from;
	const uint8_t number = (uint8_t)unit;

	for (uint32_t i = 0; i < to - from; i++) {
		uint8_t many = (uint8_t)((miss[i] & MISS_NO) | MISS_MANY);
		uint8_t failed = miss[i] == MISS_NONE ? number : many;
		failed |= answers[i] == ANSWER_NO ? (uint8_t)MISS_NO : 0;
		miss[i] = answers[i] == ANSWER_YES ? miss[i] : failed;
	}
}

WIDE void misses_worst(uint8_t *restrict into, const uint8_t *restrict answers, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		into[i] = into[i] > answers[i] ? into[i] : answers[i];
}

WIDE void misses_merge(struct misses *misses, const uint8_t *restrict other, uint32_t from,
	uint32_t to)
{
	uint8_t *restrict miss = misses->miss + from;

	for (uint32_t i = 0; i < to - from; i++) {
		uint8_t many = (uint8_t)(((miss[i] | other[i]) & MISS_NO) | MISS_MANY);
		uint8_t both = miss[i] == MISS_NONE ? other[i] : many;
		miss[i] = other[i] == MISS_NONE ? miss[i] : both;
	}
}

WIDE void misses_of_hits(uint8_t *restrict hits, uint32_t count, uint8_t missed)
{
	for (uint32_t i = 0; i < count; i++)
		hits[i] = hits[i] == missed ? ANSWER_NO : ANSWER_YES;
}
