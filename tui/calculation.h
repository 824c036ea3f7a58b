/* SPDX-License-Identifier: MIT */
/* calculation.h - the box of a calculation, cost or memory: what it is of, a list, notes below it, by how many lines there are. Layer: tui. */
#ifndef TUI_CALCULATION_H
#define TUI_CALCULATION_H
#include "tui/screen/canvas.h"

bool calculation_is_low(struct rect area);  /* few lines: no blank ones, one line of notes */
bool calculation_is_tiny(struct rect area); /* fewer still: what the rows are of, and the rows */
/* Where the list stands, heads and rows, above so many lines of notes. */
struct rect calculation_list(struct rect area, int note_lines);
#endif
