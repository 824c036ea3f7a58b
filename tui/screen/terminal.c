/* SPDX-License-Identifier: MIT */
/* The only file that includes curses. Painting, colours and life and death of the screen; keys are read in terminal_input.c's terms: curses' codes become
 * key events here and nowhere else.
 *
 * Signals: handlers only note the number and wake the loop through a pipe; the loop hears of it as KEY_CODE_SIGNAL. A crash writes a prebuilt string
 * and restores termios, then dies of the same signal. */
#include "tui/screen/terminal.h"

#include "catalog/base/arena.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <errno.h>
#include <fcntl.h>
#include <ncursesw/curses.h>
#include <ncursesw/term.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

enum { PASTE_BEGIN = 0x7001, PASTE_END, PASTE_MAX = 65536, COPY_MAX = 75000, EVENT_QUEUE = 8 };

struct terminal {
	struct terminal_options options;
	SCREEN *screen;
	struct look looks[ROLE_COUNT][3]; /* by selection: none, away, focused */
	struct arena paste_arena;
	bool wants_repaint, is_open;
	int colors;
	mmask_t mouse;
};

/* What signal handlers may touch. */
static struct {
	int pipe[2];
	struct termios saved;
	volatile sig_atomic_t has_saved, is_active;
} emergency = { .pipe = { -1, -1 } };

/* Leaves the alternate screen, shows the cursor, plain attributes, keypad, mouse, paste and synchronised modes off. */
static const char restore[] =
	"\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1006l\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h\x1b[?1l\x1b>";

static void on_signal(int number)
{
	int kept = errno;
	unsigned char byte = (unsigned char)number;

	if (write(emergency.pipe[1], &byte, 1) < 0)
		byte = 0; /* a full pipe has told already */
	errno = kept;
}

static void on_crash(int number)
{
	if (emergency.is_active) {
		if (write(STDOUT_FILENO, restore, sizeof(restore) - 1) < 0)
			emergency.is_active = 0;
		if (emergency.has_saved)
			tcsetattr(STDIN_FILENO, TCSANOW, &emergency.saved);
	}
	signal(number, SIG_DFL);
	raise(number);
}

static void catch (int number, void (*handler)(int), int flags)
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = flags };

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

static void signals_open(void)
{
	static const int ends[] = { SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP };
	static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };
	static char stack[32 * 1024];
	stack_t alternate = { .ss_sp = stack, .ss_size = sizeof(stack) };

	sigaltstack(&alternate, NULL);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		catch (ends[i], on_signal, SA_RESTART);
	for (size_t i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++)
		catch (crashes[i], on_crash, SA_ONSTACK | SA_RESETHAND);
	signal(SIGPIPE, SIG_IGN);
}

static void say(const char *sequence)
{
	putp(sequence);
	fflush(stdout);
}

static void modes_on(struct terminal *terminal)
{
	say("\x1b[?2004h");
	if (terminal->options.has_mouse)
		mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, &terminal->mouse);
}

static void modes_off(struct terminal *terminal)
{
	if (terminal->options.has_mouse)
		mousemask(0, NULL);
	say("\x1b[?2004l");
}

static bool pipe_open(void)
{
	if (pipe(emergency.pipe) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		fcntl(emergency.pipe[i], F_SETFL, O_NONBLOCK);
		fcntl(emergency.pipe[i], F_SETFD, FD_CLOEXEC);
	}
	return true;
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

static void keys_define(void)
{
	define_key("\x1b[200~", PASTE_BEGIN);
	define_key("\x1b[201~", PASTE_END);
}

enum result terminal_open(struct terminal **out, const struct terminal_options *options,
	struct error *err)
{
	enum result result = check_terminal(options->term, err);

	if (result != RESULT_OK)
		return result;
	if (!pipe_open())
		return error_set_system(err, errno, "%s", _("Cannot make a pipe"));
	emergency.has_saved = tcgetattr(STDIN_FILENO, &emergency.saved) == 0;
	struct terminal *terminal = memory_get_zeroed(1, sizeof(*terminal));
	terminal->options = *options;
	arena_init(&terminal->paste_arena);
	terminal->screen = newterm(NULL, stdout, stdin);
	if (!terminal->screen) {
		free(terminal);
		return error_set(err, RESULT_USAGE,
			_("Cannot start the screen for TERM=%s. Use 'llmatlas list'."),
			options->term);
	}
	emergency.is_active = 1;
	set_escdelay(options->escape_delay_ms);
	raw(); /* Ctrl-C, Ctrl-Z and Ctrl-S are keys: the program leaves and stops by itself */
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	meta(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	mouseinterval(0);
	keys_define();
	signals_open();
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
		endwin();
		emergency.is_active = 0;
		delscreen(terminal->screen);
	}
	arena_done(&terminal->paste_arena);
	close(emergency.pipe[0]);
	close(emergency.pipe[1]);
	free(terminal);
}

void terminal_size(struct terminal *terminal, int *width, int *height)
{
	(void)terminal;
	getmaxyx(stdscr, *height, *width);
}

int terminal_colors(const struct terminal *terminal)
{
	return terminal->colors;
}

void terminal_set_theme(struct terminal *terminal, const struct theme *theme,
	enum background background)
{
	for (int role = 0; role < ROLE_COUNT; role++) {
		struct look plain = theme_look(theme, (enum role)role, terminal->colors,
			background);
		terminal->looks[role][0] = plain;
		for (int selected = 1; selected <= 2; selected++) {
			struct look over = theme_look(theme,
				selected == 2 ? ROLE_SELECTION : ROLE_SELECTION_INACTIVE,
				terminal->colors, background);
			struct look look = plain;
			look.flags |= over.flags;
			if (over.fg != COLOR_NONE)
				look.fg = over.fg;
			if (over.bg != COLOR_NONE)
				look.bg = over.bg;
			if (over.flags &
				LOOK_REVERSE) /* one colour across the row: legible on every palette */
				look.fg = over.fg;
			terminal->looks[role][selected] = look;
		}
	}
	terminal->wants_repaint = true;
}

static void attributes(const struct terminal *terminal, const struct canvas_cell *cell,
	attr_t *attrs, int *pair)
{
	struct look look = terminal->looks[cell->role < ROLE_COUNT ? cell->role : 0]
					  [cell->is_selected > 2 ? 0 : cell->is_selected];

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
	attributes(terminal, cell, &attrs, &pair);
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
	curs_set(canvas->is_cursor_visible ? 1 : 0);
	move(canvas->cursor_y < height ? canvas->cursor_y : 0,
		canvas->cursor_x < width ? canvas->cursor_x : 0);
	refresh();
}

void terminal_repaint(struct terminal *terminal)
{
	terminal->wants_repaint = true;
}

/* Waits for a key, a signal or the time; false: time is up. */
static bool wait_input(int timeout_ms, bool *is_gone)
{
	struct pollfd waits[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = emergency.pipe[0], .events = POLLIN } };
	int ready = poll(waits, 2, timeout_ms);

	*is_gone = ready > 0 && (waits[0].revents & (POLLHUP | POLLERR | POLLNVAL)) &&
		!(waits[0].revents & POLLIN);
	return ready > 0;
}

static bool take_signal(struct terminal *terminal, struct key_event *event)
{
	unsigned char number;

	if (read(emergency.pipe[0], &number, 1) != 1)
		return false;
	if (number == SIGWINCH) {
		struct winsize size;
		if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
			size.ws_col > 0)
			resizeterm(size.ws_row, size.ws_col);
		event->code = KEY_CODE_RESIZE;
	} else if (number == SIGTSTP) {
		terminal_suspend(terminal);
		event->code = KEY_CODE_RESUME;
	} else {
		event->code = KEY_CODE_SIGNAL;
		event->point = number;
	}
	return true;
}

static struct key_event paste_event(struct terminal *terminal)
{
	struct strbuf raw;
	wint_t key;
	bool is_gone;

	strbuf_init(&raw);
	for (;;) {
		int kind = get_wch(&key);
		if (kind == ERR) {
			if (!wait_input(1000, &is_gone) || is_gone)
				break; /* the end never came: what came is the paste */
			continue;
		}
		if (kind == KEY_CODE_YES && key == PASTE_END)
			break;
		char bytes[4];
		if (kind == OK && raw.size < PASTE_MAX)
			strbuf_add_bytes(&raw, bytes, text_encode((uint32_t)key, bytes));
	}
	arena_reset(&terminal->paste_arena);
	struct text clean = arena_copy(&terminal->paste_arena,
		text_clean(&terminal->paste_arena, strbuf_text(&raw), NULL));
	strbuf_done(&raw);
	return (struct key_event){ .code = KEY_CODE_PASTE, .text = clean };
}

static struct key_event mouse_event(void)
{
	MEVENT mouse;
	struct key_event event = { .code = KEY_CODE_NONE };

	if (getmouse(&mouse) != OK)
		return event;
	event.x = mouse.x;
	event.y = mouse.y;
	if (mouse.bstate & BUTTON4_PRESSED)
		event.code = KEY_CODE_WHEEL_UP;
	else if (mouse.bstate & BUTTON5_PRESSED)
		event.code = KEY_CODE_WHEEL_DOWN;
	else if (mouse.bstate & BUTTON1_PRESSED)
		event.code = KEY_CODE_CLICK;
	return event;
}

static struct key_event named_key(struct terminal *terminal, wint_t key)
{
	static const struct {
		int curses;
		enum key_code code;
	} names[] = { { KEY_UP, KEY_CODE_UP }, { KEY_DOWN, KEY_CODE_DOWN },
		{ KEY_LEFT, KEY_CODE_LEFT }, { KEY_RIGHT, KEY_CODE_RIGHT },
		{ KEY_HOME, KEY_CODE_HOME }, { KEY_END, KEY_CODE_END },
		{ KEY_PPAGE, KEY_CODE_PAGE_UP }, { KEY_NPAGE, KEY_CODE_PAGE_DOWN },
		{ KEY_BACKSPACE, KEY_CODE_BACKSPACE }, { KEY_DC, KEY_CODE_DELETE },
		{ KEY_IC, KEY_CODE_INSERT }, { KEY_ENTER, KEY_CODE_ENTER },
		{ KEY_BTAB, KEY_CODE_BACKTAB } };

	if (key == KEY_MOUSE)
		return mouse_event();
	if (key == PASTE_BEGIN)
		return paste_event(terminal);
	if (key == KEY_RESIZE)
		return (struct key_event){ .code = KEY_CODE_RESIZE };
	if (key >= KEY_F(1) && key <= KEY_F(12))
		return (struct key_event){ .code = (enum key_code)(
						   KEY_CODE_F1 + (int)(key - KEY_F(1))) };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if ((int)key == names[i].curses)
			return (struct key_event){ .code = names[i].code };
	return (struct key_event){ .code = KEY_CODE_NONE };
}

static struct key_event plain_key(uint32_t point, uint8_t modifiers)
{
	struct key_event event = { .code = KEY_CODE_CHARACTER,
		.modifiers = modifiers,
		.point = point };

	switch (point) {
	case '\r':
	case '\n': event.code = KEY_CODE_ENTER; break;
	case '\t': event.code = KEY_CODE_TAB; break;
	case 0x7f:
	case 0x08: event.code = KEY_CODE_BACKSPACE; break;
	case 0x1b: event.code = KEY_CODE_ESCAPE; break;
	case 0:
		event.point = ' ';
		event.modifiers |= KEY_CTRL;
		break;
	default:
		if (point < 0x20) {
			event.point = point + (point <= 26 ? 'a' - 1 : '@');
			event.modifiers |= KEY_CTRL;
		}
	}
	return event;
}

/* Behind an ESC: a sequence that curses does not know is swallowed whole, a letter means Alt. */
static struct key_event escape_key(void)
{
	wint_t key;
	int kind = get_wch(&key);

	if (kind == ERR)
		return (struct key_event){ .code = KEY_CODE_ESCAPE };
	if (kind == OK && (key == '[' || key == 'O')) {
		do
			kind = get_wch(&key);
		while (kind == OK && (key < 0x40 || key > 0x7e));
		return (struct key_event){ .code = KEY_CODE_NONE };
	}
	if (kind == OK && key != 0x1b)
		return plain_key((uint32_t)key, KEY_ALT);
	return (struct key_event){ .code = KEY_CODE_ESCAPE };
}

static bool read_key(struct terminal *terminal, struct key_event *event)
{
	wint_t key;
	int kind = get_wch(&key);

	if (kind == ERR)
		return false;
	if (kind == KEY_CODE_YES)
		*event = named_key(terminal, key);
	else if (key == 0x1b)
		*event = escape_key();
	else
		*event = plain_key((uint32_t)key, 0);
	return true;
}

struct key_event terminal_wait(struct terminal *terminal, int timeout_ms)
{
	struct key_event event = { .code = KEY_CODE_NONE };
	bool is_gone;

	for (;;) {
		if (take_signal(terminal, &event))
			return event;
		if (read_key(terminal, &event)) {
			if (event.code == KEY_CODE_CHARACTER && event.modifiers == KEY_CTRL &&
				event.point == 'c')
				event = (struct key_event){ .code = KEY_CODE_SIGNAL,
					.point = SIGINT };
			return event;
		}
		if (!wait_input(timeout_ms, &is_gone))
			return (struct key_event){ .code = KEY_CODE_NONE };
		if (is_gone)
			return (struct key_event){ .code = KEY_CODE_END_OF_INPUT };
		if (!terminal_has_input(terminal))
			return (struct key_event){ .code = KEY_CODE_END_OF_INPUT };
	}
}

bool terminal_has_input(struct terminal *terminal)
{
	struct pollfd waits[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = emergency.pipe[0], .events = POLLIN } };
	int bytes = 0;

	(void)terminal;
	if (poll(waits, 2, 0) <= 0)
		return false;
	if (waits[1].revents & POLLIN)
		return true;
	return (waits[0].revents & POLLIN) && ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 &&
		bytes > 0;
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

void terminal_suspend(struct terminal *terminal)
{
	modes_off(terminal);
	curs_set(1);
	endwin();
	emergency.is_active = 0;
	signal(SIGTSTP, SIG_DFL);
	kill(0, SIGTSTP);
	catch (SIGTSTP, on_signal, SA_RESTART);
	emergency.is_active = 1;
	refresh();
	modes_on(terminal);
	terminal->wants_repaint = true;
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
}
