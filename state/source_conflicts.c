/* SPDX-License-Identifier: MIT */
#include "state/source_conflicts.h"

#include "catalog/base/interrupt.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/store/store.h"

#include <stdlib.h>

enum { POLL_WORDS = 64 }; /* of 64 rows each */

static uint32_t count_bits(const uint64_t *bits, size_t words)
{
	uint32_t count = 0;

	for (size_t i = 0; i < words; i++)
		count += (uint32_t)__builtin_popcountll(bits[i]);
	return count;
}

/* By its name: an imported catalog is the only source of its records, facts files have sources of their own. */
static uint32_t line_of(const struct sources_line *lines, size_t count, const struct source *source)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < lines[i].title_count && lines[i].is_own == source->is_own;
			j++)
			if (text_equal(lines[i].titles[j], source->title))
				return (uint32_t)i + 1;
	return 0;
}

void source_conflicts_begin(struct source_conflicts *conflicts, const struct store *store,
	struct sources_line *lines, size_t line_count)
{
	uint32_t sources = store_source_count(store);
	size_t words = STORE_BITS(store_count(store));

	*conflicts = (struct source_conflicts){ .store = store,
		.lines = lines,
		.line_of = memory_get_zeroed(sources + 1, sizeof(uint32_t)),
		.last = memory_get_zeroed(line_count + 1, sizeof(uint32_t)),
		.bits = memory_get_zeroed(words, sizeof(uint64_t)),
		.word = words };
	arena_init(&conflicts->claims);
	for (size_t i = 0; i < line_count; i++)
		lines[i].conflicts = 0;
	for (uint32_t i = 0; i < sources; i++) {
		struct source source = store_source(store, i);
		conflicts->line_of[i] = line_of(lines, line_count, &source);
	}
	for (uint32_t field = 0; field < FIELD_COUNT; field++)
		if (store_conflicts(store, field, conflicts->bits))
			conflicts->facts += count_bits(conflicts->bits, words);
}

void source_conflicts_end(struct source_conflicts *conflicts)
{
	if (conflicts->store)
		arena_done(&conflicts->claims);
	free(conflicts->line_of);
	free(conflicts->last);
	free(conflicts->bits);
	*conflicts = (struct source_conflicts){ 0 };
}

bool source_conflicts_are_counted(const struct source_conflicts *conflicts)
{
	return conflicts->done == conflicts->facts;
}

/* The built-in catalog is the first line. What follows from other facts is nobody's. */
static uint32_t line_of_claim(const struct source_conflicts *conflicts, const struct claim *claim)
{
	switch (claim->origin) {
	case ORIGIN_BUILTIN_MODEL:
	case ORIGIN_BUILTIN_FAMILY:
	case ORIGIN_BUILTIN_PROVIDER: return 1;
	case ORIGIN_DERIVED: return 0;
	default: break;
	}
	return claim->source == SOURCE_NONE ? 0 : conflicts->line_of[claim->source];
}

/* Each source once, whatever else it says. */
static void count_fact(struct source_conflicts *conflicts, uint32_t row)
{
	const struct field *field = store_field(conflicts->store, conflicts->field);
	size_t count;

	conflicts->done++;
	arena_reset(&conflicts->claims);
	const struct claim *claims = store_claims(conflicts->store, row, conflicts->field,
		&conflicts->claims, &count);
	for (size_t i = 1; i < count; i++) {
		uint32_t line = line_of_claim(conflicts, &claims[i]);
		if (line == 0 || conflicts->last[line - 1] == conflicts->done ||
			!value_conflicts(field, &claims[0].value, &claims[i].value))
			continue;
		conflicts->last[line - 1] = conflicts->done;
		conflicts->lines[line - 1].conflicts++;
	}
}

static void count_word(struct source_conflicts *conflicts)
{
	for (uint64_t rest = conflicts->bits[conflicts->word]; rest != 0; rest &= rest - 1)
		count_fact(conflicts,
			(uint32_t)(conflicts->word * 64) + (uint32_t)__builtin_ctzll(rest));
	conflicts->word++;
}

/* The next field that has some; false: there is none. */
static bool begin_field(struct source_conflicts *conflicts)
{
	while (conflicts->field < FIELD_COUNT &&
		!store_conflicts(conflicts->store, conflicts->field, conflicts->bits))
		conflicts->field++;
	conflicts->word = 0;
	return conflicts->field < FIELD_COUNT;
}

enum result source_conflicts_count(struct source_conflicts *conflicts,
	const struct interrupt *interrupt)
{
	size_t words = STORE_BITS(store_count(conflicts->store));

	while (!source_conflicts_are_counted(conflicts)) {
		if (conflicts->word == words && !begin_field(conflicts))
			break;
		while (conflicts->word < words) {
			count_word(conflicts);
			if (conflicts->word % POLL_WORDS == 0 && conflicts->word < words &&
				interrupt_is_due(interrupt, conflicts->done, conflicts->facts))
				return RESULT_INTERRUPTED;
		}
		conflicts->field++;
	}
	return RESULT_OK;
}

struct text source_conflicts_sentence(const struct source_conflicts *conflicts, struct arena *arena)
{
	uint32_t models = store_count(conflicts->store),
		 offers = store_offer_count(conflicts->store), facts = conflicts->facts;

	return arena_format(arena, _("%.*s, %.*s; sources differ on %.*s"),
		TEXT_ARGS(arena_format(arena, P_("%u model", "%u models", models), models)),
		TEXT_ARGS(arena_format(arena, P_("%u offer", "%u offers", offers), offers)),
		TEXT_ARGS(arena_format(arena, P_("%u fact", "%u facts", facts), facts)));
}
