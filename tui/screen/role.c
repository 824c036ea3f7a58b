/* SPDX-License-Identifier: MIT */
#include "tui/screen/role.h"

#include <string.h>

struct role_row {
	const char *name;
	enum role parent;
};

static const struct role_row rows[] = {
	[ROLE_TEXT] = { "text", ROLE_TEXT },
	[ROLE_DIM] = { "dim", ROLE_TEXT },
	[ROLE_STRONG] = { "strong", ROLE_TEXT },
	[ROLE_HEADING] = { "heading", ROLE_STRONG },
	[ROLE_BORDER] = { "border", ROLE_DIM },
	[ROLE_ACCENT] = { "accent", ROLE_STRONG },
	[ROLE_SELECTION] = { "selection", ROLE_STRONG },
	[ROLE_SELECTION_INACTIVE] = { "selection-inactive", ROLE_TEXT },
	[ROLE_MATCH] = { "match", ROLE_STRONG },
	[ROLE_LINK] = { "link", ROLE_TEXT },
	[ROLE_KEY_HINT] = { "key-hint", ROLE_STRONG },
	[ROLE_INPUT] = { "input", ROLE_TEXT },
	[ROLE_PLACEHOLDER] = { "placeholder", ROLE_DIM },
	[ROLE_STATUS] = { "status", ROLE_TEXT },
	[ROLE_OK] = { "ok", ROLE_TEXT },
	[ROLE_INFO] = { "info", ROLE_TEXT },
	[ROLE_WARN] = { "warn", ROLE_STRONG },
	[ROLE_ERROR] = { "error", ROLE_STRONG },
	[ROLE_NUMBER] = { "number", ROLE_TEXT },
	[ROLE_BEST] = { "best", ROLE_STRONG },
	[ROLE_MARK] = { "mark", ROLE_STRONG },
	[ROLE_BAR] = { "bar", ROLE_DIM },
	[ROLE_CHOSEN] = { "chosen", ROLE_STRONG },
	[ROLE_EXCLUDED] = { "excluded", ROLE_DIM },
	[ROLE_OPEN_SOURCE] = { "open-source", ROLE_TEXT },
	[ROLE_OPEN_WEIGHT] = { "open-weight", ROLE_TEXT },
	[ROLE_CLOSED] = { "closed", ROLE_TEXT },
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == ROLE_COUNT, "one row per role");

struct sign_row {
	const char *unicode, *ascii;
};

static const struct sign_row signs[] = {
	[SIGN_CURSOR] = { "▌", ">" },
	[SIGN_CURSOR_AWAY] = { "▏", ">" },
	[SIGN_CHOSEN] = { "●", "*" },
	[SIGN_EXCLUDED] = { "−", "-" },
	[SIGN_BEST] = { "★", "!" },
	[SIGN_REPORTED] = { "†", "r" },
	[SIGN_INFERRED] = { "‡", "i" },
	[SIGN_CONFLICT] = { "≠", "#" },
	[SIGN_NOT_APPLICABLE] = { "—", "-" },
	[SIGN_LEADS_ON] = { "›", ">" },
	[SIGN_CUT] = { "…", "~" },
	[SIGN_DOT] = { "·", "." },
	[SIGN_UP] = { "↑", "^" },
	[SIGN_DOWN] = { "↓", "v" },
	[SIGN_RADIO_ON] = { "(●)", "(*)" },
	[SIGN_RADIO_OFF] = { "( )", "( )" },
	[SIGN_CHECK_ON] = { "[x]", "[x]" },
	[SIGN_CHECK_OFF] = { "[ ]", "[ ]" },
};
_Static_assert(sizeof(signs) / sizeof(signs[0]) == SIGN_COUNT, "one row per sign");

const char *role_name(enum role role)
{
	return (unsigned)role < ROLE_COUNT ? rows[role].name : "text";
}

int role_find(const char *name)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		if (strcmp(rows[i].name, name) == 0)
			return i;
	return -1;
}

enum role role_parent(enum role role)
{
	return (unsigned)role < ROLE_COUNT ? rows[role].parent : ROLE_TEXT;
}

const char *sign_text(enum sign sign, bool is_ascii)
{
	if ((unsigned)sign >= SIGN_COUNT)
		return "";
	return is_ascii ? signs[sign].ascii : signs[sign].unicode;
}
