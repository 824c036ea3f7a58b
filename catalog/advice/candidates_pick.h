/* SPDX-License-Identifier: MIT */
/* candidates_pick.h - which models of a large catalog are weighed: of too many the ones with the strongest evidence. Layer: advice; private to candidates*.c. */
#ifndef CATALOG_ADVICE_CANDIDATES_PICK_H
#define CATALOG_ADVICE_CANDIDATES_PICK_H
#include "catalog/base/arena.h"
#include "catalog/base/interrupt.h"
#include "catalog/store/store.h"

struct strength;
struct picking {
	const struct store *store;
	uint32_t most;
	struct on_record *on_record; /* NULL: not asked yet */
	uint32_t all, at;            /* how many are on record; how many of them were looked at */
	struct strength *strongest; /* of these, `most` at most: a heap with the weakest in front */
	uint32_t count;
	struct arena arena;
};

/* Rows of the store, ascending, to be freed. */
struct picked {
	uint32_t *rows, count;
	uint32_t *passed, passed_count; /* on record, but beyond the bound */
};

void picking_init(struct picking *picking, const struct store *store, uint32_t most);
/* RESULT_OK: `into` is filled, now or before. RESULT_INTERRUPTED keeps what is done, and another call goes on. */
enum result picking_go_on(struct picking *picking, struct picked *into,
	const struct interrupt *interrupt);
void picking_done(struct picking *picking);
/* Where a row stands among ascending ones; UINT32_MAX: nowhere. */
uint32_t picked_place(const uint32_t *rows, uint32_t count, uint32_t row);
#endif
