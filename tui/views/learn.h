/* SPDX-License-Identifier: MIT */
/* learn.h - the insides of the lessons. Layer: tui/views; private to learn*.c. */
#ifndef TUI_VIEWS_LEARN_H
#define TUI_VIEWS_LEARN_H
#include "tui/views/learn_preview.h"
#include "tui/views/learn_table.h"

struct view_learn {
	struct view view;
	const struct lesson *lessons;
	size_t count, at;   /* lessons; the one that is open */
	size_t row, column; /* of the cursor; column 0 is the whole row */
	size_t top;         /* first line seen */
	int height;         /* lines of the body; 0: this lesson has not been laid out yet */
	bool wants_reveal;  /* the cursor has moved: it is to be seen */
	struct query_counts counts;
	struct learn_table table;
	struct text *row_counts;     /* per row, in the frame arena, as is the rest */
	struct rect body, preview;   /* preview.width 0: none */
	const uint32_t *models;      /* first ones of the query under the cursor */
	uint32_t model_count, total; /* shown; all */
	struct text query;
};

/* learn_draw.c */
void learn_draw(const struct view *view, struct canvas *canvas, struct rect area);
#endif
