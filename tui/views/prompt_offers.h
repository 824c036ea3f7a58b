/* SPDX-License-Identifier: MIT */
/* prompt_offers.h - what could stand at the cursor of the prompt, with how many models each value would give. Layer: tui/views.
 * Counts are those of the query without the word being typed: half a word must not make them zero. */
#ifndef TUI_VIEWS_PROMPT_OFFERS_H
#define TUI_VIEWS_PROMPT_OFFERS_H
#include "catalog/query/complete.h"
#include "tui/input/line_editor.h"
#include "tui/views/view.h"

enum { PROMPT_OFFERS_MAX = 8 };
struct prompt_offers {
	struct completion
		*items;   /* in the frame arena; of terms those with the most models first */
	uint32_t *counts; /* UINT32_MAX: not counted */
	size_t count, at; /* at most PROMPT_OFFERS_MAX; at: the one that Tab takes */
	struct span span; /* of the line, that an offer replaces */
	struct query_run *counter; /* NULL: not needed so far */
	struct query counted;      /* what it ran */
	struct arena counted_arena;
	struct strbuf counted_text;
	bool is_counted; /* it holds the rows of `counted` */
};
void prompt_offers_init(struct prompt_offers *offers);
void prompt_offers_done(struct prompt_offers *offers);
/* base: the query whose words the line is; NULL: the line is the whole query. */
void prompt_offers_prepare(struct prompt_offers *offers, struct explorer *explorer,
	const struct line_editor *editor, const struct query *base, struct arena *frame);
void prompt_offers_draw(const struct prompt_offers *offers, struct canvas *canvas);
#endif
