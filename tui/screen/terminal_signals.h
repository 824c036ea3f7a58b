/* SPDX-License-Identifier: MIT */
/* terminal_signals.h - signals while the screen is up. Layer: tui/screen; private to terminal*.c.
 * Handlers only note the number and wake the loop through a pipe; a crash writes a prebuilt string, restores termios, then dies of the same signal. */
#ifndef TUI_SCREEN_TERMINAL_SIGNALS_H
#define TUI_SCREEN_TERMINAL_SIGNALS_H
#include "catalog/base/error.h"

#include <stdbool.h>

/* Keeps the terminal's modes as they are now, and makes the pipe. */
enum result terminal_signals_open(struct error *err);
void terminal_signals_close(void);
/* Sets the handlers; after curses, which sets its own. */
void terminal_signals_catch(void);
/* While true a crash gives the screen back. */
void terminal_signals_guard(bool is_on);
/* Readable when a signal has come; -1 before open. */
int terminal_signals_descriptor(void);
/* The next signal that has come, 0 if none. */
int terminal_signals_take(void);
/* Stops the program as the default action of SIGTSTP does, and catches it again when it goes on. */
void terminal_signals_stop(void);
#endif
