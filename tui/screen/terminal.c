/* SPDX-License-Identifier: MIT */
/* With terminal_input.c the only file that includes curses: painting, colours, and life and death of the screen. */
#include "tui/screen/terminal.h"

#include "catalog/base/arena.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/screen/terminal_parts.h"
#include "tui/screen/terminal_signals.h"

#include <ncursesw/curses.h>
#include <ncursesw/term.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

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
	terminal->screen = newterm(NULL, stdout, stdin);
	if (!terminal->screen) {
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
		if (use_default_colors() != OK)
			terminal->colors = 0;
	}
	terminal->is_open = true;
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
	}
	arena_done(&terminal->paste_arena);
	terminal_signals_close();
	free(terminal);
}

void terminal_size(struct terminal *terminal, int *width, int *height)
{
	(void)terminal;
	getmaxyx(stdscr, *height, *width);
}

enum background terminal_background(const struct terminal *terminal)
{
	return terminal->background;
}

int terminal_colors(const struct terminal *terminal)
{
	return terminal->colors;
}

static void look_attributes(const struct terminal *terminal, struct look look, attr_t *attrs,
	int *pair)
{
	*attrs = A_NORMAL;
	if (look.flags & LOOK_BOLD)
		*attrs |= A_BOLD;
	if (look.flags & LOOK_DIM)
		*attrs |= A_DIM;
	if (look.flags & LOOK_ITALIC)
		*attrs |= A_ITALIC;
	if (look.flags & LOOK_UNDERLINE)
		*attrs |= A_UNDERLINE;
	if (look.flags & LOOK_REVERSE)
		*attrs |= A_REVERSE;
	*pair = 0;
	if (terminal->colors >= 8 && (look.fg != COLOR_NONE || look.bg != COLOR_NONE)) {
		int fg = look.fg == COLOR_NONE ? -1 : look.fg & 0xffffff;
		int bg = look.bg == COLOR_NONE ? -1 : look.bg & 0xffffff;
		*pair = alloc_pair(fg, bg);
		if (*pair < 0)
			*pair = 0;
	}
}

/* What blank cells look like: a theme with a ground of its own paints all of the screen. */
static void ground_set(const struct terminal *terminal)
{
	cchar_t blank;
	attr_t attrs;
	int pair;

	look_attributes(terminal, terminal->looks[ROLE_TEXT][0], &attrs, &pair);
	setcchar(&blank, L" ", attrs, 0, &pair);
	bkgrndset(&blank);
}

void terminal_set_theme(struct terminal *terminal, const struct theme *theme,
	enum background background)
{
	for (int role = 0; role < ROLE_COUNT; role++) {
		for (int selected = 0; selected <= 2; selected++)
			terminal->looks[role][selected] = theme_look_selected(theme,
				(enum role)role, selected, terminal->colors, background);
	}
	ground_set(terminal);
	terminal->wants_repaint = true;
}

static void cell_paint(const struct terminal *terminal, int x, int y,
	const struct canvas_cell *cell)
{
	wchar_t wide[CCHARW_MAX + 1] = { 0 };
	cchar_t out;
	attr_t attrs;
	int pair, count = 0;
	struct text text = text_of(cell->cluster);

	for (size_t at = 0; at < text.size && count < CCHARW_MAX;)
		wide[count++] = (wchar_t)text_decode(text, &at);
	if (count == 0 || wcwidth(wide[0]) != cell->width)
		wcscpy(wide,
			cell->width == 2 ? L"\xff1f"
					 : L"?"); /* the C library knows no such character yet */
	look_attributes(terminal,
		terminal->looks[cell->role < ROLE_COUNT ? cell->role : 0]
			       [cell->is_selected > 2 ? 0 : cell->is_selected],
		&attrs, &pair);
	setcchar(&out, wide, attrs, 0, &pair);
	mvadd_wch(y, x, &out);
}

void terminal_paint(struct terminal *terminal, const struct canvas *canvas)
{
	int width, height;

	terminal_size(terminal, &width, &height);
	erase();
	for (int y = 0; y < canvas->height && y < height; y++) {
		for (int x = 0; x < canvas->width && x < width; x++) {
			const struct canvas_cell *cell =
				&canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
			if (cell->width == 0)
				continue;
			if (cell->cluster[0] == ' ' && cell->cluster[1] == '\0' &&
				cell->role == ROLE_TEXT && !cell->is_selected)
				continue;
			cell_paint(terminal, x, y, cell);
		}
	}
	if (terminal->wants_repaint) {
		clearok(stdscr, TRUE);
		terminal->wants_repaint = false;
	}
	curs_set(canvas->is_cursor_visible || canvas->shows_cursor ? 1 : 0);
	move(canvas->cursor_y < height ? canvas->cursor_y : 0,
		canvas->cursor_x < width ? canvas->cursor_x : 0);
	refresh();
}

void terminal_repaint(struct terminal *terminal)
{
	terminal->wants_repaint = true;
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
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
}
