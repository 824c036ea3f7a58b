/* SPDX-License-Identifier: MIT */
/* snapshot.h - the file format of a frozen catalog: see docs/snapshot.md. Layer: store; private to builder and store.
 * Little-endian only: the byte-order mark refuses others. All offsets are from the start of the file. */
#ifndef CATALOG_STORE_SNAPSHOT_H
#define CATALOG_STORE_SNAPSHOT_H
#include "catalog/base/error.h"
#include "catalog/base/text.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SNAPSHOT_MAGIC "LLMATLAS"
enum { SNAPSHOT_VERSION = 8, SNAPSHOT_ALIGN = 64 };
#define SNAPSHOT_BYTE_ORDER 0x01020304u

struct snapshot_header { /* 64 bytes */
	char magic[8];
	uint32_t version, byte_order;
	uint32_t section_count, model_count;
	uint32_t offer_count, date;
	uint64_t size;          /* of the whole file */
	uint64_t payload_hash;  /* of all bytes behind the section table */
	uint64_t header_hash;   /* of this header with header_hash = 0, and of the section table */
	uint32_t refused_count; /* records of the source that were left out */
	uint32_t
		warned_count; /* values and records that were warned of; of the first of them there are sentences */
};

enum snapshot_kind {
	SNAPSHOT_TEXT =
		1, /* text arena: eight zeros, so that offset 0 is empty, then texts as snapshot_text_at reads them */
	SNAPSHOT_SEARCH,
	SNAPSHOT_SEARCH_STARTS,
	SNAPSHOT_COLUMN,
	SNAPSHOT_TAG_CODES,
	SNAPSHOT_BINS,
	SNAPSHOT_REPORTED,
	SNAPSHOT_INFERRED,
	SNAPSHOT_CONFLICT,
	SNAPSHOT_RANKS,
	SNAPSHOT_OFFER_COLUMN,
	SNAPSHOT_OFFER_TAG_CODES,
	SNAPSHOT_OFFER_STARTS,
	SNAPSHOT_OFFERS,
	SNAPSHOT_TIERS,
	SNAPSHOT_TERMS,
	SNAPSHOT_TERM_CLAIMS, /* claims of families and providers, by term code */
	SNAPSHOT_CLAIMS,      /* claims of models, by row */
	SNAPSHOT_SOURCES,
	SNAPSHOT_SCORES,
	SNAPSHOT_BENCHMARKS,
	SNAPSHOT_LENSES,
	SNAPSHOT_SHARES,
	SNAPSHOT_WARNINGS,
	SNAPSHOT_NAME,
	SNAPSHOT_ORIGINS,
	SNAPSHOT_ROW_ORIGINS, /* by row: 1 + index of its origin, 0 none; form: a width of codes */
	SNAPSHOT_IMPLIED, /* bits by row: the cell is the only claim on its fact and comes from the row's origin */
	SNAPSHOT_FIELDS, /* keys of the fields that sections name: the file outlives renumbering */
	SNAPSHOT_FAMILIES,     /* by what ids find their families */
	SNAPSHOT_CHANGES,      /* the change list, in the order of the facts */
	SNAPSHOT_ROW_FORMS,    /* by row: its form, 0 none; form: a width of codes */
	SNAPSHOT_FORM_CLAIMS,  /* claims of all rows of a form: owner is the form */
	SNAPSHOT_SHARED,       /* a column by form: its cells, then those of the rows below */
	SNAPSHOT_SHARED_FLAGS, /* u8 for each of those cells: enum shared_flag */
	SNAPSHOT_SHARED_ROWS,  /* u32: rows that have a cell of their own, in order */
	SNAPSHOT_OFFER_CLAIMS, /* claims of offers that say more than their offer does: owner is the offer */
	SNAPSHOT_LEADERS, /* u32: the rows that lead a column; form: 1 the least ones, 0 the greatest */
	SNAPSHOT_TOTALS, /* u32: rows by bucket of a facet; form 1: behind them those that are only reported */
	SNAPSHOT_SENTENCES, /* English sentences of text fields in Korean, in the order of the English */
	SNAPSHOT_WIDE,      /* u64: what claims say in eight bytes */
	SNAPSHOT_PRICE_ENDS /* offers whose prices end on an announced day, and what they cost then; by offer */
};

enum shared_flag {
	SHARED_REPORTED = 1,
	SHARED_INFERRED = 2,
	SHARED_CONFLICT = 4,
	SHARED_IMPLIED = 8,
	SHARED_OWN = 16 /* of a form: its rows are to be looked up among the rows */
};

/* A text of the arena: its size in a byte, from 255 on in the four behind a byte of 255; its bytes; zeros up to a multiple of four. */
enum { SNAPSHOT_TEXT_ALIGN = 4, SNAPSHOT_TEXT_FIRST = 8, SNAPSHOT_TEXT_LONG = 255 };
/* Empty at offset 0, or where the arena ends before the text does. */
static inline struct text snapshot_text_at(const char *arena, size_t arena_size, uint64_t offset)
{
	uint32_t size;
	size_t head = 1;

	if (offset == 0 || offset >= arena_size)
		return TEXT_NONE;
	size = (unsigned char)arena[offset];
	if (size == SNAPSHOT_TEXT_LONG) {
		head += sizeof(size);
		if (arena_size - offset < head)
			return TEXT_NONE;
		memcpy(&size, arena + offset + 1, sizeof(size));
	}
	if (size > arena_size - offset - head)
		return TEXT_NONE;
	return (struct text){ arena + offset + head, size };
}
/* The offset of the text behind that one, which is not empty. */
static inline uint64_t snapshot_text_end(const char *arena, struct text text)
{
	uint64_t end = (uint64_t)(text.bytes - arena) + text.size;

	return (end + SNAPSHOT_TEXT_ALIGN - 1) / SNAPSHOT_TEXT_ALIGN * SNAPSHOT_TEXT_ALIGN;
}

struct snapshot_section { /* 32 bytes */
	uint16_t kind;    /* enum snapshot_kind */
	uint16_t field;   /* index into SNAPSHOT_FIELDS; 0xffff none */
	uint32_t form;    /* enum column_form for columns */
	uint64_t offset, size;
	uint64_t count; /* elements */
};

/* Header, byte order, version, sizes, header hash, section bounds and alignment. */
enum result snapshot_check(const void *bytes, size_t size, const char *name, struct error *err);
uint64_t snapshot_hash(const void *bytes,
	size_t size); /* of payloads: four lanes of eight bytes, FNV-like, stable */
/* The same, part by part; all parts but the last are multiples of 32 bytes. */
struct snapshot_hasher {
	uint64_t lanes[4], size;
};
void snapshot_hasher_init(struct snapshot_hasher *hasher);
void snapshot_hasher_add(struct snapshot_hasher *hasher, const void *bytes, size_t size);
uint64_t snapshot_hasher_end(const struct snapshot_hasher *hasher);
uint64_t snapshot_header_hash(const void *bytes,
	size_t size); /* of header and section table, header_hash read as 0 */
#endif
