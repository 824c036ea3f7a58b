/* SPDX-License-Identifier: MIT */
/* One clause over a block of cells that hold members and terms: sets, categories and choices, tags. Built with -O3, as evaluate_blocks.c. */
#include "catalog/query/run_parts.h"
#include "catalog/query/wide.h"

#include <string.h>

struct mask_test {
	uint64_t wanted, silent, none;
	bool is_all;
	uint8_t unknown;
};

static struct mask_test mask_test_of(const struct clause *clause, const struct field *field,
	unsigned width)
{
	struct mask_test test = { .is_all = clause->is_all_of,
		.unknown = (uint8_t)clause_silent_answer(clause),
		.none = UINT64_C(1) << (width - 1) };
	int last = field->member_count - 1;

	for (size_t i = 0; i < clause->item_count; i++)
		if (!clause->items[i].is_unknown)
			test.wanted |= UINT64_C(1) << (clause->items[i].code & 63);
	if (last >= 0 && strcmp(field->members[last].key, "undisclosed") == 0)
		test.silent = UINT64_C(1) << last;
	return test;
}

/* Not applicable: no. Nothing known: unknown. Any or all of the wanted: yes. Undisclosed alone: unknown. */
#define MASK_LOOP(type) \
	do { \
		const type *restrict in = (const type *)cells; \
		const type wanted = (type)test.wanted, silent = (type)test.silent, \
			   none = (type)test.none, all = (type)(test.is_all ? wanted : 0); \
		for (uint32_t i = 0; i < count; i++) { \
			type hit = (type)(in[i] & wanted); \
			uint8_t yes = (uint8_t)((all != 0) ? hit == all : hit != 0); \
			uint8_t answer = in[i] == silent ? ANSWER_UNKNOWN : ANSWER_NO; \
			answer = yes ? ANSWER_YES : answer; \
			answer = in[i] == 0 ? test.unknown : answer; \
			out[i] = in[i] == none ? ANSWER_NO : answer; \
		} \
	} while (0)

WIDE void evaluate_masks(const struct clause *clause, const struct field *field,
	enum column_form form, const void *cells, uint32_t count, uint8_t *restrict out)
{
	unsigned width = form == COLUMN_MASK8 ? 8
		: form == COLUMN_MASK16       ? 16
		: form == COLUMN_MASK32       ? 32
					      : 64;
	struct mask_test test = mask_test_of(clause, field, width);

	switch (form) {
	case COLUMN_MASK8: MASK_LOOP(uint8_t); break;
	case COLUMN_MASK16: MASK_LOOP(uint16_t); break;
	case COLUMN_MASK32: MASK_LOOP(uint32_t); break;
	default: MASK_LOOP(uint64_t); break;
	}
}

/* Code of a cell that an item wants; 0 matches nothing. */
static uint64_t wanted_code(const struct clause_item *item, const struct field *field)
{
	if (item->is_unknown)
		return 0;
	return field->kind == KIND_CATEGORY ? item->code : (uint64_t)item->code + 1;
}

#define CODE_LOOP(type) \
	do { \
		const type *restrict in = (const type *)cells; \
		for (uint32_t i = 0; i < count; i++) \
			out[i] = in[i] == 0 ? unknown : ANSWER_NO; \
		for (size_t j = 0; j < clause->item_count; j++) { \
			uint64_t code = wanted_code(&clause->items[j], field); \
			const type wanted = (type)code; \
			if (code == 0 || code != wanted) \
				continue; \
			for (uint32_t i = 0; i < count; i++) \
				out[i] = in[i] == wanted ? ANSWER_YES : out[i]; \
		} \
	} while (0)

WIDE void evaluate_codes(const struct clause *clause, const struct field *field,
	enum column_form form, const void *cells, uint32_t count, uint8_t *restrict out)
{
	const uint8_t unknown = (uint8_t)clause_silent_answer(clause);

	switch (form) {
	case COLUMN_CODE8: CODE_LOOP(uint8_t); break;
	case COLUMN_CODE16: CODE_LOOP(uint16_t); break;
	default: CODE_LOOP(uint32_t); break;
	}
}

static enum answer answer_tags(const struct clause *clause, const uint16_t *codes, size_t count)
{
	size_t hits = 0, wanted = 0;

	if (count == 0)
		return clause_silent_answer(clause);
	for (size_t i = 0; i < clause->item_count; i++) {
		bool found = false;
		if (clause->items[i].is_unknown)
			continue;
		wanted++;
		for (size_t j = 0; j < count && !found; j++)
			found = clause->items[i].code != 0 && codes[j] == clause->items[i].code;
		hits += found;
	}
	return (clause->is_all_of ? hits == wanted : hits > 0) ? ANSWER_YES : ANSWER_NO;
}

void evaluate_tags(const struct clause *clause, const struct column *column, uint32_t from,
	uint32_t count, uint8_t *out)
{
	const uint32_t *starts = (const uint32_t *)column->cells + from;
	const uint8_t unknown = (uint8_t)clause_silent_answer(clause);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t a = starts[i], b = starts[i + 1];
		bool is_good = a < b && b <= column->tag_code_count && column->tag_codes;
		out[i] = is_good ? (uint8_t)answer_tags(clause, column->tag_codes + a, b - a)
				 : unknown;
	}
}
