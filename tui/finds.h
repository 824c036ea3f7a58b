/* SPDX-License-Identifier: MIT */
/* finds.h - what is found while one types, the best first. Layer: tui. */
#ifndef TUI_FINDS_H
#define TUI_FINDS_H
#include <stddef.h>

/* Makes room in both lists, which have one item more to hold, for a find with this score: behind those that are as good. Returns its place,
 * where the caller puts it; the score is there. */
size_t finds_place(int *scores, void *items, size_t item_size, size_t count, int score);
#endif
