/* SPDX-License-Identifier: MIT */
/* theme.h - looks by role, read from theme files (format: llmatlas-theme(5)). Layer: tui/screen; no curses.
 * Lines: `role = [fg] [on BG] [bold] [dim] [italic] [underline] [reverse]`; colours: default, the 16 names (black red green yellow blue magenta cyan
 * white bright-black ...), 0-255, #rrggbb. `[light]`, `[dark]`, `[mono]` begin sections that hold for that background or depth, `[both]` is for all backgrounds and alone for one that is not known; `inherits = NAME`.
 * A bad line is a warning with file and line; what is missing falls back to the role's parent. */
#ifndef TUI_SCREEN_THEME_H
#define TUI_SCREEN_THEME_H
#include "catalog/base/arena.h"
#include "tui/screen/role.h"

enum { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_ITALIC = 4, LOOK_UNDERLINE = 8, LOOK_REVERSE = 16 };
#define COLOR_NONE (-1)     /* the terminal's own */
#define COLOR_RGB 0x1000000 /* | rrggbb; below: palette index */
struct look {
	int32_t fg, bg;
	uint8_t flags;
	bool is_set;
};

enum background { BACKGROUND_UNKNOWN, BACKGROUND_DARK, BACKGROUND_LIGHT, BACKGROUND_COUNT };
struct theme {
	struct text name, title;
	struct look looks[BACKGROUND_COUNT][ROLE_COUNT], mono[ROLE_COUNT];
	struct text *warnings;
	size_t warning_count;
};
/* Finds theme bytes by name for `inherits`; NULL bytes: none. */
struct theme_finder {
	struct text (*find)(void *context, struct text name);
	void *context;
};
void theme_parse(struct theme *theme, const char *file, struct text bytes,
	const struct theme_finder *finder, struct arena *arena);
/* Final look of a role: colours 0 (mono), 8, 16, 256 or 0x1000000. A colour that a role does not state is that of text. RGB is mapped to
 * the nearest colour that can be shown (of 8 and 16: in hue) and is as legible (4.5:1 at most is asked for) on the ground it stands on; if
 * there is none, to the terminal's own. */
struct look theme_look(const struct theme *theme, enum role role, int colors,
	enum background background);
/* All of them, plain and in a selected row: 0 as theme_look, 1 selected in another pane, 2 under the cursor. */
void theme_looks(const struct theme *theme, int colors, enum background background,
	struct look looks[ROLE_COUNT][3]);
/* WCAG 2.2 contrast ratio of two colours (palette entries by the xterm defaults). */
double theme_contrast(int32_t a, int32_t b);
/* The least contrast of a look: on black or white where the ground is the terminal's own, on both when it is not known which. */
double theme_look_contrast(struct look look, enum background background);

/* The themes there are, by name; read when one is asked for. */
struct theme_shelf {
	const struct text *names;
	size_t count;
	/* Parses one into the arena; never fails: what cannot be read is a warning of an empty theme, which is legible. */
	void (*load)(void *context, size_t index, struct theme *theme, struct arena *arena);
	void *context;
};
/* The shelf must outlive its table. theme_table.c */
struct table;
struct table *table_themes(const struct theme_shelf *shelf, struct arena *arena);
struct table *table_roles(struct arena *arena); /* what a theme gives a look */
#endif
