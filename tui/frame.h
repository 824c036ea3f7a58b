/* SPDX-License-Identifier: MIT */
/* frame.h - title line, rules, state line, key line. Layer: tui. */
#ifndef TUI_FRAME_H
#define TUI_FRAME_H
#include "tui/views/view.h"

enum { FRAME_WIDTH_MIN = 40, FRAME_HEIGHT_MIN = 10 };
/* The rows between the rules. */
struct rect frame_area(const struct canvas *canvas);
void frame_title(struct canvas *canvas, enum tab tab, const char *catalog_label);
int frame_tab_at(const struct canvas *canvas, enum tab tab,
	int x); /* of the title line; -1: none there */
/* The query, how many models match, and what the view, which is prepared, says beside that where nothing else gives way. */
void frame_state(struct canvas *canvas, const struct explorer *explorer, const struct view *view);
/* The rule above the state line; that line with a text of the view's own. */
void frame_state_rule(struct canvas *canvas);
void frame_state_text(struct canvas *canvas, const struct explorer *explorer, struct text text);
/* The action whose hint is drawn there; ACTION_NONE: none. */
enum action frame_key_at(const struct canvas *canvas, const struct keymap *keymap,
	const struct key_hint *hints, size_t count, int x);
void frame_keys(struct canvas *canvas, const struct explorer *explorer, const struct keymap *keymap,
	const struct key_hint *hints, size_t count);
/* What is being worked on and how far it is, over the keys. */
void frame_work(struct canvas *canvas, struct text what);
/* One sentence in the middle; draws whatever fits, down to 1x1. */
void frame_too_small(struct canvas *canvas);
#endif
