/* SPDX-License-Identifier: MIT */
/* snapshot_records.h - the fixed-size records inside sections; private to builder and store. Layer: store.
 * Texts are offsets into SNAPSHOT_TEXT (0: empty). */
#ifndef CATALOG_STORE_SNAPSHOT_RECORDS_H
#define CATALOG_STORE_SNAPSHOT_RECORDS_H
#include <stdint.h>

struct claim_record {   /* 20 bytes; sorted by owner, field, order of belief */
	uint32_t owner; /* row, or term code */
	uint8_t field;  /* index into SNAPSHOT_FIELDS */
	uint8_t state;  /* enum value_state */
	uint8_t basis, reserved;
	uint32_t from; /* 1 + index into SNAPSHOT_ORIGINS */
	uint32_t detail;
	uint32_t
		payload; /* index into SNAPSHOT_WIDE (of a number its double, of a set its mask), date, member, or text offset (tags: joined by '\n') */
};
struct origin_record { /* where claims come from, also those that SNAPSHOT_IMPLIED leaves out */
	uint32_t source, as_of, by, origin;
};
struct term_record {
	uint32_t key, title, aliases, region, kind, url, developer, reserved;
};
struct offer_record {
	uint32_t row, id, source, as_of, tier_from, tier_count;
	uint8_t basis, own, is_trial, reserved[5]; /* own: enum offer_own */
};
struct tier_record {
	uint32_t above;
	float price_in, price_out, price_cached;
};
struct price_end_record { /* in the order of offers */
	uint32_t offer, until, source, as_of;
	float prices[6]; /* from then on, from FIELD_PRICE_IN on; NAN: not told */
	uint8_t basis, is_told, reserved[6]; /* is_told: some price from then on is */
};
struct source_record {
	uint32_t title, url, license, date,
		is_seen; /* 1: seen; 2 more: of the person's own files */
};
struct score_record {
	double score;
	uint32_t row, benchmark, harness, version, setting, date, source;
	uint8_t by, reserved[3]; /* enum score_by */
};
struct benchmark_record {
	double chance, ceiling, middle, spread;
	uint32_t id, name, measures, url;
	uint8_t unit, is_lower_better, reserved[6];
};
struct lens_record {
	uint32_t id, name_en, name_ko, share_from, share_count, reserved;
};
struct share_record {
	double share;
	uint32_t benchmark, reserved;
};
struct family_record {                            /* of the term `code` */
	uint32_t code, developer, pattern, stems; /* stems: joined by '\n' */
	int32_t rank;
	uint32_t is_derivative;
};
struct listed_change_record {
	uint32_t date;
	uint8_t kind, field,
		reserved[2]; /* enum listed_kind; 1 + index into SNAPSHOT_FIELDS, 0: none */
	uint32_t model, provider, before, after, note; /* texts */
};
struct sentence_record {
	uint32_t en, ko;
};
_Static_assert(sizeof(struct sentence_record) == 8, "no padding");
_Static_assert(sizeof(struct family_record) == 24 && sizeof(struct listed_change_record) == 28,
	"no padding");
_Static_assert(sizeof(struct claim_record) == 20 && sizeof(struct term_record) == 32 &&
		sizeof(struct offer_record) == 32,
	"no padding");
_Static_assert(sizeof(struct score_record) == 40 && sizeof(struct benchmark_record) == 56 &&
		sizeof(struct source_record) == 20,
	"no padding");
_Static_assert(sizeof(struct origin_record) == 16 && sizeof(struct price_end_record) == 48,
	"no padding");
_Static_assert(sizeof(struct lens_record) == 24 && sizeof(struct share_record) == 16 &&
		sizeof(struct tier_record) == 16,
	"no padding");
#endif
