/* SPDX-License-Identifier: MIT */
/* key.h - one key press, click or paste, and its name ("j", "Ctrl-d", "PgDn", "Space"). Layer: tui/input. */
#ifndef TUI_INPUT_KEY_H
#define TUI_INPUT_KEY_H
#include "catalog/base/text.h"

enum key_code {
	KEY_CODE_NONE,      /* time is up */
	KEY_CODE_CHARACTER, /* point */
	KEY_CODE_ENTER,
	KEY_CODE_ESCAPE,
	KEY_CODE_TAB,
	KEY_CODE_BACKTAB,
	KEY_CODE_BACKSPACE,
	KEY_CODE_DELETE,
	KEY_CODE_INSERT,
	KEY_CODE_UP,
	KEY_CODE_DOWN,
	KEY_CODE_LEFT,
	KEY_CODE_RIGHT,
	KEY_CODE_HOME,
	KEY_CODE_END,
	KEY_CODE_PAGE_UP,
	KEY_CODE_PAGE_DOWN,
	KEY_CODE_F1,
	KEY_CODE_F12 = KEY_CODE_F1 + 11,
	KEY_CODE_PASTE, /* text: clean, one line breaks as blanks; yours until the next wait */
	KEY_CODE_CLICK,
	KEY_CODE_RELEASE, /* of the button, where it was let go */
	KEY_CODE_WHEEL_UP,
	KEY_CODE_WHEEL_DOWN, /* x, y */
	KEY_CODE_RESIZE,
	KEY_CODE_RESUME,
	KEY_CODE_END_OF_INPUT, /* the terminal is gone */
	KEY_CODE_SIGNAL,       /* TERM, HUP or INT: point is the number */
	KEY_CODE_COUNT
};
enum { KEY_CTRL = 1, KEY_ALT = 2, KEY_SHIFT = 4 };
struct key_event {
	enum key_code code;
	uint8_t modifiers;
	uint32_t point;
	int x, y;
	struct text text;
};
/* "Ctrl-d"; NULL-terminated into out. */
void key_print(struct key_event key, char out[32]);
bool key_parse(struct text name, struct key_event *key); /* the same names; also <Enter>, <C-d> */
/* Hangul 2-set letters to the Latin keys under them: one character event becomes up to five; returns their number (0: no Hangul). */
size_t key_latin_of_hangul(uint32_t point, uint32_t out[5]);
#endif
