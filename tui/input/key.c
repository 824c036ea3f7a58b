/* SPDX-License-Identifier: MIT */
#include "tui/input/key.h"

#include <stdio.h>
#include <string.h>

static const struct {
	enum key_code code;
	const char *name, *other;
} names[] = {
	{ KEY_CODE_ENTER, "Enter", "Return" },
	{ KEY_CODE_ESCAPE, "Esc", "Escape" },
	{ KEY_CODE_TAB, "Tab", NULL },
	{ KEY_CODE_BACKTAB, "Shift-Tab", "BackTab" },
	{ KEY_CODE_BACKSPACE, "Backspace", "BS" },
	{ KEY_CODE_DELETE, "Delete", "Del" },
	{ KEY_CODE_INSERT, "Insert", "Ins" },
	{ KEY_CODE_UP, "Up", NULL },
	{ KEY_CODE_DOWN, "Down", NULL },
	{ KEY_CODE_LEFT, "Left", NULL },
	{ KEY_CODE_RIGHT, "Right", NULL },
	{ KEY_CODE_HOME, "Home", NULL },
	{ KEY_CODE_END, "End", NULL },
	{ KEY_CODE_PAGE_UP, "PgUp", "PageUp" },
	{ KEY_CODE_PAGE_DOWN, "PgDn", "PageDown" },
};
enum { NAME_COUNT = sizeof(names) / sizeof(names[0]) };

static void add(char out[32], const char *part)
{
	size_t used = strlen(out);
	snprintf(out + used, 32 - used, "%s", part);
}

void key_print(struct key_event key, char out[32])
{
	out[0] = '\0';
	if (key.modifiers & KEY_CTRL)
		add(out, "Ctrl-");
	if (key.modifiers & KEY_ALT)
		add(out, "Alt-");
	if ((key.modifiers & KEY_SHIFT) && key.code != KEY_CODE_BACKTAB)
		add(out, "Shift-");
	if (key.code == KEY_CODE_CHARACTER) {
		char bytes[5] = "";
		bytes[text_encode(key.point, bytes)] = '\0';
		add(out, key.point == ' ' ? "Space" : bytes);
		return;
	}
	if (key.code >= KEY_CODE_F1 && key.code <= KEY_CODE_F12) {
		char number[8];
		snprintf(number, sizeof(number), "F%d", (int)(key.code - KEY_CODE_F1) + 1);
		add(out, number);
		return;
	}
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (names[i].code == key.code)
			add(out, names[i].name);
}

static struct text modifiers_parse(struct text name, uint8_t *modifiers)
{
	static const struct {
		const char *prefix;
		uint8_t bit;
	} prefixes[] = { { "Ctrl-", KEY_CTRL }, { "C-", KEY_CTRL }, { "Alt-", KEY_ALT },
		{ "M-", KEY_ALT }, { "Shift-", KEY_SHIFT } };

	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
			struct text prefix = text_of(prefixes[i].prefix);
			if (name.size > prefix.size &&
				text_equal_folded_ascii(text_slice(name, 0, prefix.size), prefix)) {
				*modifiers |= prefixes[i].bit;
				name = text_slice(name, prefix.size, name.size);
				again = true;
			}
		}
	}
	return name;
}

static bool code_find(struct text name, struct key_event *key)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (text_equal_folded_ascii(name, text_of(names[i].name)) ||
			(names[i].other &&
				text_equal_folded_ascii(name, text_of(names[i].other)))) {
			key->code = names[i].code;
			return true;
		}
	}
	if (name.size >= 2 && (name.bytes[0] == 'F' || name.bytes[0] == 'f')) {
		int number = 0;
		for (size_t i = 1; i < name.size && name.bytes[i] >= '0' && name.bytes[i] <= '9' &&
			number < 100;
			i++)
			number = number * 10 + (name.bytes[i] - '0');
		if (number >= 1 && number <= 12) {
			key->code = (enum key_code)(KEY_CODE_F1 + number - 1);
			return true;
		}
	}
	return false;
}

bool key_parse(struct text name, struct key_event *key)
{
	memset(key, 0, sizeof(*key));
	if (name.size > 2 && name.bytes[0] == '<' && name.bytes[name.size - 1] == '>')
		name = text_slice(name, 1, name.size - 2);
	if (code_find(name, key)) /* Shift-Tab is a name of its own */
		return true;
	name = modifiers_parse(name, &key->modifiers);
	if (code_find(name, key)) {
		if (key->code == KEY_CODE_TAB && key->modifiers == KEY_SHIFT) {
			key->code = KEY_CODE_BACKTAB;
			key->modifiers = 0;
		}
		return true;
	}
	key->code = KEY_CODE_CHARACTER;
	if (text_equal_folded_ascii(name, TEXT("Space"))) {
		key->point = ' ';
		return true;
	}
	size_t at = 0;
	key->point = text_decode(name, &at);
	if (name.size == 0 || at != name.size || key->point < ' ' || key->point == 0xfffd)
		return false;
	if ((key->modifiers & KEY_CTRL) && key->point >= 'A' && key->point <= 'Z')
		key->point += 'a' - 'A';
	return true;
}

size_t key_latin_of_hangul(uint32_t point, uint32_t out[5])
{
	char keys[TEXT_KEYS_MAX];
	size_t count = text_keys_of_hangul(point, keys);

	for (size_t i = 0; i < count; i++)
		out[i] = (uint32_t)(unsigned char)keys[i];
	if (count > 0)
		return count;
	if (point == 0x20a9) { /* the won sign stands on the ` key */
		out[0] = '`';
		return 1;
	}
	if (point == 0x3000) {
		out[0] = ' ';
		return 1;
	}
	if (point >= 0xff01 && point <= 0xff5e) {
		out[0] = point - 0xfee0;
		return 1;
	}
	return 0;
}
