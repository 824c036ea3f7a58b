/* SPDX-License-Identifier: MIT */
/* terminal_parts.h - the insides of the terminal. Layer: tui/screen; private to terminal*.c. */
#ifndef TUI_SCREEN_TERMINAL_PARTS_H
#define TUI_SCREEN_TERMINAL_PARTS_H
#include "catalog/base/arena.h"
#include "tui/screen/terminal.h"

#include <ncursesw/curses.h>

/* What a terminal says of itself before the screen starts, and the keys that were typed meanwhile. */
struct terminal_answer {
	enum background background;
	char keys[256];
	size_t key_count;
};
/* Presses, releases (a drag is a press here and a release there) and the wheel; motion is never asked for. */
#define MOUSE_EVENTS \
	(BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON1_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED)

/* Text in the terminal's own colours has a pair too: from pair 0 to another one and back costs curses a reset of all attributes each time. */
enum { DEFAULT_PAIR = 1 };

/* A look as curses takes it. */
struct drawn_look {
	attr_t attrs;
	int pair;
	int ground; /* -1: the terminal's own */
};

struct terminal {
	struct terminal_options options;
	SCREEN *screen;
	FILE *out;     /* that curses writes to; NULL: the standard output itself */
	WINDOW *input; /* a pad: reading from the screen's window would paint it first */
	struct drawn_look looks[ROLE_COUNT][3]; /* by selection: none, away, focused */
	struct canvas shown;                    /* what curses was told last */
	struct arena paste_arena;
	bool wants_repaint, is_open;
	int colors;
	enum background background;
	mmask_t mouse;
};

/* terminal.c: after a change of the window. */
void terminal_take_size(struct terminal *terminal);
/* terminal_background.c */
void terminal_ask(struct terminal_answer *answer, int timeout_ms);
/* terminal_input.c: the names that curses gives to what encloses a paste. */
void terminal_input_define(void);
#endif
