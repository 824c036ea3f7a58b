/* SPDX-License-Identifier: MIT */
/* name_search.h - models found by a part of a name, a developer or a family while one types, the closest first. Layer: tui. */
#ifndef TUI_NAME_SEARCH_H
#define TUI_NAME_SEARCH_H
#include "tui/explorer.h"

enum { NAME_SEARCH_MAX = 200 };
struct name_search {
	uint32_t rows[NAME_SEARCH_MAX];
	size_t count;
	uint32_t total; /* that have it; the closest are in rows */
};
/* All words must be found; no word finds nothing. */
void name_search_run(struct name_search *search, const struct store *store, struct text wanted);
/* Of the models in the list the first that is named so, else the first with this phrase in its name: "llama 4" also finds "Llama 3.3 49B". UINT32_MAX:
 * none, or beyond the first thousand. */
uint32_t name_search_listed(struct explorer *explorer, struct text wanted);
#endif
