/* SPDX-License-Identifier: MIT */
/* keymap.h - keys to actions: the defaults of actions.def with the person's bindings over them. Layer: tui/input. */
#ifndef TUI_INPUT_KEYMAP_H
#define TUI_INPUT_KEYMAP_H
#include "catalog/base/arena.h"
#include "tui/input/action.h"
#include "tui/input/key.h"

enum { KEYMAP_MAX = 256 };
struct keymap_entry {
	struct key_event key;
	enum action action;
	bool is_own;
};
struct keymap {
	struct keymap_entry entries[KEYMAP_MAX];
	size_t count;
	bool maps_hangul;
};
bool key_is_same(struct key_event a, struct key_event b); /* the same key, not the same place */
void keymap_init(struct keymap *keymap);                  /* defaults */
/* "Ctrl-x" "export"; false with a sentence if key or action is not known, or (as a warning, true) if it takes the key from another action. */
bool keymap_bind(struct keymap *keymap, struct text key, struct text action, struct arena *arena,
	struct text *warning);
enum action keymap_action(const struct keymap *keymap, struct key_event key);
/* Keys of an action for help: "Up k"; the first alone for key lines. */
void keymap_keys(const struct keymap *keymap, enum action action, char out[64]);
/* The same for reading: of an action without a key how it is had by its name ("Ctrl-p turn"). */
void keymap_way(const struct keymap *keymap, enum action action, char out[64]);
void keymap_key(const struct keymap *keymap, enum action action, char out[32]);
/* Every action with its keys. The keymap must outlive it. keymap_table.c */
struct table;
struct table *table_keys(const struct keymap *keymap, struct arena *arena);
#endif
