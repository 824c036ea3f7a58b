/* SPDX-License-Identifier: MIT */
/* color.h - colour words, the palette, and the nearest colour a terminal can show. Layer: tui/screen; private to theme.c and its tests.
 * The 256 palette is xterm's: 16 named, a 6x6x6 cube, 24 greys. Entries 0-15 belong to the person: RGB is mapped to 16-255 only. */
#ifndef TUI_SCREEN_COLOR_H
#define TUI_SCREEN_COLOR_H
#include "catalog/base/text.h"

bool color_parse(struct text word, int32_t *color);
int32_t color_map(int32_t color, int colors); /* for 8, 16, 256 or more colours */
/* Oklab: light, and the plane of hue and chroma. https://bottosson.github.io/posts/oklab/ */
struct color_lab {
	double light, a, b;
};
struct color_lab color_lab(int32_t color);
/* The colours of a palette, made once for many questions. */
struct color_palette {
	int count; /* 0: not made yet */
	struct color_lab labs[256];
};
void color_palette_make(struct color_palette *palette, int colors);
/* How unlike the wanted colour one of the palette is, or INFINITY where that is not less than `bound`: with few colours the hue counts before the light;
 * a grey is never in the place of a colour, nor a colour in that of a grey. */
double color_unlikeness(const struct color_palette *palette, struct color_lab wanted, int32_t shown,
	double bound);
/* What may stand for it where the likeliest cannot be read is less unlike than this: pale ones have few relations. */
double color_akin(int32_t wanted);
uint32_t color_rgb(int32_t color); /* 0xrrggbb; palette entries by xterm's defaults */
#endif
