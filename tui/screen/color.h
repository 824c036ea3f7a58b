/* SPDX-License-Identifier: MIT */
/* color.h - colour words, the palette, and the nearest colour a terminal can show. Layer: tui/screen; private to theme.c and its tests.
 * The 256 palette is xterm's: 16 named, a 6x6x6 cube, 24 greys. Entries 0-15 belong to the person: RGB is mapped to 16-255 only. */
#ifndef TUI_SCREEN_COLOR_H
#define TUI_SCREEN_COLOR_H
#include "catalog/base/text.h"

bool color_parse(struct text word, int32_t *color);
int32_t color_map(int32_t color, int colors); /* for 8, 16, 256 or more colours */
long color_distance(int32_t a, int32_t b);    /* as the eye sees it, roughly */
uint32_t color_rgb(int32_t color);            /* 0xrrggbb; palette entries by xterm's defaults */
#endif
