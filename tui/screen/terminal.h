/* SPDX-License-Identifier: MIT */
/* terminal.h - the one way to the person's terminal. Layer: tui/screen. terminal.c is the only file that includes curses;
 * tests/drive.c has another set of these functions for key scripts. Signals end in terminal_wait as events; the terminal is restored on every way out:
 * exit, error, TERM, HUP, INT, crash. */
#ifndef TUI_SCREEN_TERMINAL_H
#define TUI_SCREEN_TERMINAL_H
#include "catalog/base/error.h"
#include "tui/input/key.h"
#include "tui/screen/canvas.h"
#include "tui/screen/theme.h"

struct terminal;

struct terminal_options {
	const char *term;  /* TERM; for messages */
	bool has_no_color; /* NO_COLOR or --color never */
	bool has_mouse;
	int escape_delay_ms;  /* 25, or ESCDELAY */
	bool asks_background; /* at most 100 ms, for a terminal that answers nothing */
};

enum result terminal_open(struct terminal **terminal, const struct terminal_options *options,
	struct error *err);
void terminal_close(struct terminal *terminal);
void terminal_size(struct terminal *terminal, int *width, int *height);
void terminal_set_theme(struct terminal *terminal, const struct theme *theme,
	enum background background);
/* What the terminal says of its ground; unknown if it was not asked or does not say. */
enum background terminal_background(const struct terminal *terminal);
int terminal_colors(const struct terminal *terminal);
/* Shows the canvas: only what changed is sent. */
void terminal_paint(struct terminal *terminal, const struct canvas *canvas);
void terminal_repaint(struct terminal *terminal); /* Ctrl-L: everything anew at the next paint */
/* Next event; blocks without timeout when timeout_ms < 0. KEY_NONE when time is up. */
struct key_event terminal_wait(struct terminal *terminal, int timeout_ms);
/* True if input waits: long work asks this to stop. */
bool terminal_has_input(struct terminal *terminal);
/* OSC 52; at most 75,000 bytes of text. False if it is too long or the terminal cannot. */
bool terminal_copy(struct terminal *terminal, struct text text);
void terminal_set_mouse(struct terminal *terminal, bool is_on);
void terminal_suspend(struct terminal *terminal); /* Ctrl-Z: restore, stop, come back */
#endif
