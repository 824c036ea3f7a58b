/* SPDX-License-Identifier: MIT */
/* With the other terminal_*.c the only file that includes curses: life and death of the screen, the clipboard, the mouse. */
#include "tui/screen/terminal.h"

#include "catalog/base/arena.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/screen/terminal_parts.h"
#include "tui/screen/terminal_signals.h"

#include <fcntl.h>
#include <ncursesw/curses.h>
#include <ncursesw/term.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { COPY_MAX = 75000, ANSWER_MS = 100 };

static void say(const char *sequence)
{
	putp(sequence);
	fflush(stdout);
}

static void modes_on(struct terminal *terminal)
{
	say("\x1b[?2004h");
	if (terminal->options.has_mouse)
		mousemask(MOUSE_EVENTS, &terminal->mouse);
}

static void modes_off(struct terminal *terminal)
{
	if (terminal->options.has_mouse)
		mousemask(0, NULL);
	say("\x1b[?2004l");
}

static bool has_capability(const char *name)
{
	const char *sequence = tigetstr(name);

	return sequence && sequence != (char *)-1;
}

static enum result check_terminal(const char *term, struct error *err)
{
	int found = 0;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(err, RESULT_USAGE, "%s",
			_("Not a terminal. Use 'llmatlas list'."));
	if (setupterm(NULL, STDOUT_FILENO, &found) != OK)
		return error_set(err, RESULT_USAGE,
			_("Unknown terminal TERM=%s. Install ncurses-term or set TERM=xterm-256color, or use "
			  "'llmatlas list'."),
			term ? term : "");
	bool can_place = has_capability("cup") && has_capability("clear");
	del_curterm(cur_term); /* newterm reads it again */
	if (!can_place)
		return error_set(err, RESULT_USAGE,
			_("The terminal TERM=%s cannot place a cursor. Use 'llmatlas list'."),
			term ? term : "");
	return RESULT_OK;
}

/* What newterm does to a terminal's modes, for a screen that was started elsewhere; raw() reads them and goes on. */
static void take_modes(int terminal)
{
	struct termios modes;

	def_shell_mode();
	if (tcgetattr(terminal, &modes) != 0)
		return;
	modes.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR);
	modes.c_oflag &= ~(tcflag_t)ONLCR;
	tcsetattr(terminal, TCSADRAIN, &modes);
}

/* Until a screen has been left once, ncurses writes at every movement of the cursor: a hundred times a frame instead of once. So it begins, and
 * leaves, where nobody sees it; then its descriptor becomes the terminal's, and the first paint takes the screen. Where there is no such place
 * the person sees it come twice. */
static bool start(struct terminal *terminal)
{
	FILE *out = fopen("/dev/null", "we");
	struct winsize size;

	terminal->out = out;
	terminal->screen = newterm(NULL, out ? out : stdout, stdin);
	if (!terminal->screen)
		return false;
	endwin();
	if (out) {
		if (dup2(STDOUT_FILENO, fileno(out)) < 0)
			return false;
		fcntl(fileno(out), F_SETFD, FD_CLOEXEC);
	}
	take_modes(STDOUT_FILENO);
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resize_term(size.ws_row, size.ws_col);
	return true;
}

enum result terminal_open(struct terminal **out, const struct terminal_options *options,
	struct error *err)
{
	enum result result = check_terminal(options->term, err);

	if (result != RESULT_OK)
		return result;
	result = terminal_signals_open(err);
	if (result != RESULT_OK)
		return result;
	struct terminal *terminal = memory_get_zeroed(1, sizeof(*terminal));
	terminal->options = *options;
	struct terminal_answer answer = { .background = BACKGROUND_UNKNOWN };
	if (options->asks_background)
		terminal_ask(&answer, ANSWER_MS);
	terminal->background = answer.background;
	arena_init(&terminal->paste_arena);
	canvas_init(&terminal->shown);
	if (!start(terminal)) {
		if (terminal->out)
			fclose(terminal->out);
		canvas_done(&terminal->shown);
		free(terminal);
		return error_set(err, RESULT_USAGE,
			_("Cannot start the screen for TERM=%s. Use 'llmatlas list'."),
			options->term);
	}
	terminal_signals_guard(true);
	set_escdelay(options->escape_delay_ms);
	raw(); /* Ctrl-C, Ctrl-Z and Ctrl-S are keys: the program leaves and stops by itself */
	noecho();
	nonl();
	terminal->input = newpad(1, 1);
	keypad(terminal->input, TRUE);
	meta(terminal->input, TRUE);
	nodelay(terminal->input, TRUE);
	mouseinterval(0);
	terminal_input_define();
	for (size_t i = answer.key_count; i > 0;
		i--) /* typed before the screen was there: read first */
		ungetch((unsigned char)answer.keys[i - 1]);
	terminal_signals_catch();
	if (!options->has_no_color && has_colors() && start_color() == OK) {
		terminal->colors = COLORS;
		if (use_default_colors() != OK || init_pair(DEFAULT_PAIR, -1, -1) != OK)
			terminal->colors = 0;
	}
	terminal->is_open = true;
	def_prog_mode(); /* that the first paint takes */
	modes_on(terminal);
	*out = terminal;
	return RESULT_OK;
}

void terminal_close(struct terminal *terminal)
{
	if (!terminal)
		return;
	if (terminal->is_open) {
		modes_off(terminal);
		curs_set(1);
		delwin(terminal->input);
		endwin();
		terminal_signals_guard(false);
		delscreen(terminal->screen);
		if (terminal->out)
			fclose(terminal->out);
	}
	arena_done(&terminal->paste_arena);
	canvas_done(&terminal->shown);
	terminal_signals_close();
	free(terminal);
}

void terminal_size(struct terminal *terminal, int *width, int *height)
{
	(void)terminal;
	getmaxyx(stdscr, *height, *width);
}

void terminal_take_size(struct terminal *terminal)
{
	struct winsize size;

	terminal->shown.width = 0; /* curses may have cut what it held */
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
}

enum background terminal_background(const struct terminal *terminal)
{
	return terminal->background;
}

int terminal_colors(const struct terminal *terminal)
{
	return terminal->colors;
}

static void base64(struct strbuf *out, struct text text)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < text.size; i += 3) {
		unsigned value = 0, left = (unsigned)(text.size - i);
		for (unsigned j = 0; j < 3; j++)
			value = value << 8 | (j < left ? (unsigned char)text.bytes[i + j] : 0);
		strbuf_add_char(out, digits[value >> 18]);
		strbuf_add_char(out, digits[value >> 12 & 63]);
		strbuf_add_char(out, left > 1 ? digits[value >> 6 & 63] : '=');
		strbuf_add_char(out, left > 2 ? digits[value & 63] : '=');
	}
}

bool terminal_copy(struct terminal *terminal, struct text text)
{
	struct strbuf out;

	(void)terminal;
	if (text.size > COPY_MAX)
		return false;
	strbuf_init(&out);
	strbuf_add_string(&out, "\x1b]52;c;");
	base64(&out, text);
	strbuf_add_char(&out, '\a');
	fwrite(out.bytes, 1, out.size, stdout);
	fflush(stdout);
	strbuf_done(&out);
	return true;
}

void terminal_set_mouse(struct terminal *terminal, bool is_on)
{
	terminal->options.has_mouse = is_on;
	mousemask(is_on ? MOUSE_EVENTS : 0, NULL);
}

void terminal_suspend(struct terminal *terminal)
{
	modes_off(terminal);
	curs_set(1);
	endwin();
	terminal_signals_guard(false);
	terminal_signals_stop();
	terminal_signals_guard(true);
	modes_on(terminal); /* the next paint takes the screen again */
	terminal->wants_repaint = true;
	terminal_take_size(terminal);
}
