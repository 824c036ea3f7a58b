/* SPDX-License-Identifier: MIT */
/* browse_welcome.h - what can be done, in five lines: stands where the details will be until the first key. Layer: tui/views. */
#ifndef TUI_VIEWS_BROWSE_WELCOME_H
#define TUI_VIEWS_BROWSE_WELCOME_H
#include "tui/input/keymap.h"
#include "tui/screen/canvas.h"

void browse_welcome_draw(const struct keymap *keymap, struct canvas *canvas, struct rect area);
#endif
