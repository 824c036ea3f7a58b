/* SPDX-License-Identifier: MIT */
/* record_json_parts.h - the insides of a ranking as JSON: what is being written, and the row of a candidate. Layer: advice; private. */
#ifndef CATALOG_ADVICE_RECORD_JSON_PARTS_H
#define CATALOG_ADVICE_RECORD_JSON_PARTS_H
#include "catalog/advice/rank_parts.h"
#include "catalog/advice/record.h"

struct writing {
	struct sink *sink;
	struct ranker *ranker;
	const struct ranking *ranking;
	struct arena *arena;
	uint32_t sources[512]; /* cited, in order of appearance */
	size_t source_count;
};

/* record_json_rows.c */
void writing_put(struct writing *writing, const char *key, struct text value);
void writing_put_number(struct writing *writing, const char *key, double value);
double writing_share(int32_t value);
void writing_put_needs(struct writing *writing, uint32_t mask, bool skips_kept);
void writing_put_row(struct writing *writing, const struct candidate *one, uint32_t line);
#endif
