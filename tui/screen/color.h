/* SPDX-License-Identifier: MIT */
/* color.h - colour words, the palette, and the nearest colour a terminal can show. Layer: tui/screen; private to theme.c and its tests.
 * The 256 palette is xterm's: 16 named, a 6x6x6 cube, 24 greys. Entries 0-15 belong to the person: RGB is mapped to 16-255 only. */
#ifndef TUI_SCREEN_COLOR_H
#define TUI_SCREEN_COLOR_H
#include "catalog/base/text.h"

bool color_parse(struct text word, int32_t *color);
int32_t color_map(int32_t color, int colors); /* for 8, 16, 256 or more colours */
/* How unlike the wanted colour one of so many is: with few the hue counts before the light; INFINITY for a grey in the place of a colour or a
 * colour in the place of a grey. */
double color_unlikeness(int32_t wanted, int32_t shown, int colors);
/* What may stand for it where the likeliest cannot be read is less unlike than this: pale ones have few relations. */
double color_akin(int32_t wanted);
uint32_t color_rgb(int32_t color); /* 0xrrggbb; palette entries by xterm's defaults */
#endif
