/* SPDX-License-Identifier: MIT */
/* Keys, clicks, pastes and signals as key events: curses' codes are known here and nowhere else. */
#include "catalog/base/strbuf.h"
#include "tui/screen/terminal_parts.h"
#include "tui/screen/terminal_signals.h"

#include <limits.h>
#include <ncursesw/term.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

enum { PASTE_BEGIN = 0x7001, PASTE_END, PASTE_MAX = 65536 };

void terminal_input_define(void)
{
	define_key("\x1b[200~", PASTE_BEGIN);
	define_key("\x1b[201~", PASTE_END);
}

/* Waits for a key, a signal or the time. 1: something has come; 0: time is up; -1: a signal or a stop broke the wait. */
static int wait_input(int timeout_ms, bool *is_gone)
{
	struct pollfd waits[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = terminal_signals_descriptor(), .events = POLLIN } };
	int ready = poll(waits, 2, timeout_ms);

	*is_gone = ready > 0 && (waits[0].revents & (POLLHUP | POLLERR | POLLNVAL)) &&
		!(waits[0].revents & POLLIN);
	return ready > 0 ? 1 : ready == 0 ? 0 : -1;
}

static bool take_signal(struct terminal *terminal, struct key_event *event)
{
	int number = terminal_signals_take();

	if (number == 0)
		return false;
	if (number == SIGWINCH) {
		terminal_take_size(terminal);
		event->code = KEY_CODE_RESIZE;
	} else if (number == SIGTSTP) {
		terminal_suspend(terminal);
		event->code = KEY_CODE_RESUME;
	} else {
		event->code = KEY_CODE_SIGNAL;
		event->point = (uint32_t)number;
	}
	return true;
}

/* A character or a key, like wget_wch; but a byte that begins no character is one U+FFFD, and what follows it is not swallowed with it. */
static int next_key(struct terminal *terminal, wint_t *key)
{
	enum { PART_MS = 50 }; /* that the rest of a character may be late */
	char bytes[MB_LEN_MAX];
	size_t size = 0, used = (size_t)-2;
	bool is_gone;

	while (used == (size_t)-2 && size < sizeof(bytes)) {
		int next = wgetch(terminal->input);
		if (next == ERR && size > 0 && wait_input(PART_MS, &is_gone) > 0 && !is_gone)
			next = wgetch(terminal->input);
		if (next == ERR && size == 0)
			return ERR;
		if (next > 0xff && size == 0) {
			*key = (wint_t)next;
			return KEY_CODE_YES;
		}
		if (next > 0xff)
			ungetch(next);
		if (next == ERR || next > 0xff)
			break;
		bytes[size++] = (char)next;
		wchar_t wide;
		mbstate_t state = { 0 };
		used = mbrtowc(&wide, bytes, size, &state);
		if (used != (size_t)-1 && used != (size_t)-2) {
			*key = (wint_t)wide;
			return OK;
		}
	}
	for (; size > 1; size--)
		ungetch((unsigned char)bytes[size - 1]);
	*key = 0xfffd;
	return OK;
}

static struct key_event paste_event(struct terminal *terminal)
{
	struct strbuf raw;
	wint_t key;
	bool is_gone;

	strbuf_init(&raw);
	for (;;) {
		int kind = next_key(terminal, &key);
		if (kind == ERR) {
			if (wait_input(1000, &is_gone) == 0 || is_gone)
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
	else if (mouse.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED)) /* both in one read: a click */
		event.code = KEY_CODE_CLICK;
	else if (mouse.bstate & BUTTON1_RELEASED)
		event.code = KEY_CODE_RELEASE;
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
static struct key_event escape_key(struct terminal *terminal)
{
	wint_t key;
	int kind = next_key(terminal, &key);

	if (kind == ERR)
		return (struct key_event){ .code = KEY_CODE_ESCAPE };
	if (kind == OK && (key == '[' || key == 'O')) {
		do
			kind = next_key(terminal, &key);
		while (kind == OK && (key < 0x40 || key > 0x7e));
		return (struct key_event){ .code = KEY_CODE_NONE };
	}
	if (kind == OK &&
		key == ']') { /* a late answer of the terminal: to its end, BEL or ESC \ */
		wint_t before = 0;
		while ((kind = next_key(terminal, &key)) == OK && key != 0x07 &&
			!(key == '\\' && before == 0x1b))
			before = key;
		return (struct key_event){ .code = KEY_CODE_NONE };
	}
	if (kind == OK && key != 0x1b)
		return plain_key((uint32_t)key, KEY_ALT);
	return (struct key_event){ .code = KEY_CODE_ESCAPE };
}

static bool read_key(struct terminal *terminal, struct key_event *event)
{
	wint_t key;
	int kind = next_key(terminal, &key);

	if (kind == ERR)
		return false;
	if (kind == KEY_CODE_YES)
		*event = named_key(terminal, key);
	else if (key == 0x1b)
		*event = escape_key(terminal);
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
		int ready = wait_input(timeout_ms, &is_gone);
		if (ready == 0)
			return (struct key_event){ .code = KEY_CODE_NONE };
		if (ready < 0)
			continue;
		if (is_gone)
			return (struct key_event){ .code = KEY_CODE_END_OF_INPUT };
		if (!terminal_has_input(terminal))
			return (struct key_event){ .code = KEY_CODE_END_OF_INPUT };
	}
}

bool terminal_has_input(struct terminal *terminal)
{
	struct pollfd waits[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = terminal_signals_descriptor(), .events = POLLIN } };
	int bytes = 0;

	(void)terminal;
	if (poll(waits, 2, 0) <= 0)
		return false;
	if (waits[1].revents & POLLIN)
		return true;
	return (waits[0].revents & POLLIN) && ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 &&
		bytes > 0;
}
