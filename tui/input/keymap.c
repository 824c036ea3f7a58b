/* SPDX-License-Identifier: MIT */
#include "tui/input/keymap.h"

#include "catalog/base/message.h"

#include <stdio.h>
#include <string.h>

bool key_is_same(struct key_event a, struct key_event b)
{
	return a.code == b.code && a.modifiers == b.modifiers &&
		(a.code != KEY_CODE_CHARACTER || a.point == b.point);
}

static void keymap_add(struct keymap *keymap, struct key_event key, enum action action, bool is_own)
{
	for (size_t i = 0; i < keymap->count; i++) {
		if (key_is_same(keymap->entries[i].key, key)) {
			keymap->entries[i].action = action;
			keymap->entries[i].is_own = is_own;
			return;
		}
	}
	if (keymap->count < KEYMAP_MAX)
		keymap->entries[keymap->count++] = (struct keymap_entry){ key, action, is_own };
}

void keymap_init(struct keymap *keymap)
{
	memset(keymap, 0, sizeof(*keymap));
	keymap->maps_hangul = true;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		struct text keys = text_of(action_row((enum action)i)->keys);
		while (keys.size > 0) {
			struct text word = text_next_part(&keys, ' ');
			struct key_event key;
			if (key_parse(word, &key))
				keymap_add(keymap, key, (enum action)i, false);
		}
	}
}

bool keymap_bind(struct keymap *keymap, struct text key_word, struct text action_word,
	struct arena *arena, struct text *warning)
{
	struct key_event key;
	int action = action_find(action_word);

	*warning = TEXT_NONE;
	if (!key_parse(key_word, &key)) {
		*warning = arena_format(arena,
			_("There is no key '%.*s'. Examples: x, Ctrl-x, PgDn, F2, Space."),
			TEXT_ARGS(key_word));
		return false;
	}
	if (action < 0) {
		*warning = arena_format(arena,
			_("There is no action '%.*s'. 'llmatlas keys' lists them."),
			TEXT_ARGS(action_word));
		return false;
	}
	enum action old = keymap_action(keymap, key);
	if (old != ACTION_NONE && old != (enum action)action)
		*warning = arena_format(arena, _("The key %s no longer means '%s'."),
			arena_copy(arena, key_word).bytes, action_row(old)->name);
	keymap_add(keymap, key, (enum action)action, true);
	return true;
}

enum action keymap_action(const struct keymap *keymap, struct key_event key)
{
	for (size_t i = 0; i < keymap->count; i++)
		if (key_is_same(keymap->entries[i].key, key))
			return keymap->entries[i].action;
	if (key.code == KEY_CODE_CHARACTER && (key.modifiers & KEY_SHIFT)) {
		key.modifiers &= (uint8_t)~KEY_SHIFT; /* Shift is in the character already */
		return keymap_action(keymap, key);
	}
	return ACTION_NONE;
}

void keymap_keys(const struct keymap *keymap, enum action action, char out[64])
{
	out[0] = '\0';
	for (size_t i = 0; i < keymap->count; i++) {
		char name[32];
		if (keymap->entries[i].action != action)
			continue;
		key_print(keymap->entries[i].key, name);
		size_t used = strlen(out);
		snprintf(out + used, 64 - used, "%s%s", used > 0 ? " " : "", name);
	}
}

void keymap_key(const struct keymap *keymap, enum action action, char out[32])
{
	const struct keymap_entry *best = NULL;

	out[0] = '\0';
	for (size_t i = 0; i < keymap->count; i++) {
		const struct keymap_entry *entry = &keymap->entries[i];
		if (entry->action == action && (!best || (entry->is_own && !best->is_own)))
			best = entry; /* the person's own binding comes first */
	}
	if (best)
		key_print(best->key, out);
}

void keymap_way(const struct keymap *keymap, enum action action, char out[64])
{
	char palette[32];

	keymap_keys(keymap, action, out);
	keymap_key(keymap, ACTION_PALETTE, palette);
	if (out[0] == '\0' && palette[0] != '\0')
		snprintf(out, 64, "%s %s", palette, action_row(action)->name);
}
