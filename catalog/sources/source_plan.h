/* SPDX-License-Identifier: MIT */
/* source_plan.h - lines of a dump that are written alike have the same things at the same places: each place with what its values become, so that a row
 * is made of a line at once. Layer: sources; private to source_*.c.
 *
 * Planned are ids and names that are shown as they are, whole numbers, days, and words that were met before; what such a word is, is learnt from the
 * record that was read the long way (source_records.c): a cell, the name of a license, nothing, or something of which no more than the number of
 * warnings is wanted any more. Any other line goes that way, as does one of which something would be told: both make the same row. */
#ifndef CATALOG_SOURCES_SOURCE_PLAN_H
#define CATALOG_SOURCES_SOURCE_PLAN_H
#include "catalog/base/json_tokens.h"

struct source_reader;

enum { PLAN_WORDS = 128, PLAN_PROBES = 16, PLAN_WORD_BYTES = 51 };

struct plan_word {      /* a word, or a list of words, as it is written */
	uint64_t bits;  /* its cell; of FIELD_LICENSE_NAME that is the word itself */
	uint16_t field; /* FIELD_COUNT: it says nothing */
	uint8_t told;   /* warnings about it */
	uint8_t size;   /* 0: none yet */
	char bytes[PLAN_WORD_BYTES];
};

struct plan_place {
	uint8_t kind;           /* enum plan_kind (source_plan.c) */
	uint16_t field, record; /* enum field_id, enum record_key */
	struct plan_word words[PLAN_WORDS];
};

struct source_plan {
	uint32_t shape; /* whose plan it is (json_tokens.h); 0: there is none */
	bool is_plain;  /* false: its lines go the long way */
	struct plan_place places[JSON_SHAPE_MAX];
};

/* True: the line became a row. False: nothing was done. */
bool source_plan_read(struct source_reader *reader, struct text line);
/* Of the record at hand, which was read the long way, with all its claims. */
void source_plan_learn(struct source_reader *reader);
#endif
