/* SPDX-License-Identifier: MIT */
/* diff_parts.h - the insides of a comparison, shared by diff*.c. Layer: tables; private. */
#ifndef CATALOG_TABLES_DIFF_PARTS_H
#define CATALOG_TABLES_DIFF_PARTS_H
#include "catalog/base/interrupt.h"
#include "catalog/tables/diff.h"

struct column;

/* diff_cells.c: one field of both catalogs as cells, which tell without a look at what they say that it is the same. */
struct diff_cells {
	const struct column *old, *now, *old_offers, *now_offers; /* NULL: nothing is known */
	uint32_t *
		terms; /* of a category: by its code in the old one, the code there is now; 0: not known yet */
	uint32_t term_count;
	bool are_alike; /* written in the same form */
};
/* A column of few rows by form is made whole, so only for who walks over all rows. */
void diff_cells_open(struct diff_cells *cells, const struct store *old, const struct store *now,
	enum field_id field);
void diff_cells_close(struct diff_cells *cells);
struct diff_place { /* a row, and the offer that speaks for it (change_value); UINT32_MAX: none does */
	uint32_t row, offer;
};
struct diff_place diff_place_of(const struct store *store, uint32_t row);
/* True: what is compared is the same of both. False: one has to look. */
bool diff_cells_agree(struct diff_cells *cells, struct diff_place before, struct diff_place after);
/* Of two values that were looked at and are the same. */
void diff_cells_learn(struct diff_cells *cells, struct diff_place before, struct diff_place after);

enum { WATCHED_COUNT = 16 }; /* fields */
struct differ {
	struct changes *changes;
	struct change *items;
	size_t capacity;
	uint64_t *is_changed;
	const struct interrupt *interrupt;
	uint64_t polled; /* how far it was */
	bool is_stopped;
	bool has_cells;                 /* all rows are walked over */
	bool may_differ[WATCHED_COUNT]; /* somebody says something of it */
	struct diff_cells cells[WATCHED_COUNT];
	struct arena scratch;
};
/* diff.c */
bool differ_goes_on(struct differ *differ, uint64_t done, uint64_t total);
void differ_compare_rows(struct differ *differ, uint32_t row, uint32_t other);
/* diff_renamed.c: those that went and came back under another id. */
void differ_find_renamed(struct differ *differ);
#endif
