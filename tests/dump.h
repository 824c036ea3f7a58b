/* SPDX-License-Identifier: MIT */
/* dump.h - a canvas as lines of text: what golden screens hold. */
#ifndef TESTS_DUMP_H
#define TESTS_DUMP_H
#include "tui/screen/canvas.h"

/* The whole canvas, or what the outermost box on it encloses; ends the program if there is none. */
struct rect dump_rect(const struct canvas *canvas, bool is_box);
/* Many lines that are alike are counted, in a box or on a tall canvas. */
void dump_text(const struct canvas *canvas, struct rect rect);
/* Lines that begin with | are text, with : a letter for the role of each cell, with = what is selected: # under the cursor, ~ in another
 * pane. Plain text is a dot, or a blank where nothing stands; a line of it and of rules alone has no letters. What tests/looks says of the roles is how they look. */
void dump_looks(const struct canvas *canvas, struct rect rect);
/* Nothing is drawn over the frame of the screen, nor over that of a box. */
bool dump_is_whole(const struct canvas *canvas);
void dump_letters(void); /* which letter is which role */
#endif
