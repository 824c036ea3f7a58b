/* SPDX-License-Identifier: MIT */
/* role.h - what a cell means; themes say how it looks. And the signs, each with one meaning and an ASCII twin. Layer: tui/screen. */
#ifndef TUI_SCREEN_ROLE_H
#define TUI_SCREEN_ROLE_H
#include <stdbool.h>
#include <stdint.h>

enum role {
	ROLE_TEXT,
	ROLE_DIM,
	ROLE_STRONG,
	ROLE_HEADING,
	ROLE_BORDER,
	ROLE_ACCENT,
	ROLE_SELECTION,
	ROLE_SELECTION_INACTIVE,
	ROLE_MATCH,
	ROLE_LINK,
	ROLE_KEY_HINT,
	ROLE_INPUT,
	ROLE_PLACEHOLDER,
	ROLE_STATUS,
	ROLE_OK,
	ROLE_INFO,
	ROLE_WARN,
	ROLE_ERROR,
	ROLE_NUMBER,
	ROLE_BEST,
	ROLE_MARK,
	ROLE_BAR,
	ROLE_CHOSEN,
	ROLE_EXCLUDED,
	ROLE_OPEN_SOURCE,
	ROLE_OPEN_WEIGHT,
	ROLE_CLOSED,
	ROLE_COUNT
};
const char *role_name(enum role role); /* "selection-inactive", as in theme files */
int role_find(const char *name);       /* -1 if none */
enum role role_parent(
	enum role role); /* whose look is taken when a theme does not say; itself at the root */

enum sign {
	SIGN_CURSOR,         /* ▌ > */
	SIGN_CURSOR_AWAY,    /* ▏ > */
	SIGN_CHOSEN,         /* ● * */
	SIGN_EXCLUDED,       /* − - */
	SIGN_BEST,           /* ★ ! */
	SIGN_REPORTED,       /* † r */
	SIGN_INFERRED,       /* ‡ i */
	SIGN_CONFLICT,       /* ≠ # */
	SIGN_NOT_APPLICABLE, /* — - */
	SIGN_LEADS_ON,       /* › > */
	SIGN_CUT,            /* … ~ */
	SIGN_DOT,            /* · . : modality not there, and between items */
	SIGN_UP,
	SIGN_DOWN, /* ↑ ^  ↓ v : sorted column, more above or below */
	SIGN_RADIO_ON,
	SIGN_RADIO_OFF,
	SIGN_CHECK_ON,
	SIGN_CHECK_OFF, /* (●) (*), ( ), [x], [ ] */
	SIGN_COUNT
};
const char *sign_text(enum sign sign, bool is_ascii);
#endif
