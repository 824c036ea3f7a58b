/* SPDX-License-Identifier: MIT */
/* learn_preview.h - the first models of a lesson's cell, with as many of their facts as there is room for. Layer: tui/views. */
#ifndef TUI_VIEWS_LEARN_PREVIEW_H
#define TUI_VIEWS_LEARN_PREVIEW_H
#include "tui/views/view.h"

struct learn_preview {
	struct text query;
	const uint32_t *models; /* the first ones */
	uint32_t count, total;
};
void learn_preview_draw(const struct learn_preview *preview, const struct explorer *explorer,
	struct canvas *canvas, struct rect area, struct arena *frame);
#endif
