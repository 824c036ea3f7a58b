/* SPDX-License-Identifier: MIT */
/* legend.c - how a theme draws each role, plain and in a selected row, at each number of colours: what tests/looks holds.
 * usage: legend NAME. A line is some roles and their look at each depth; grounds on which a theme looks the same share a table. */
#include "catalog/base/strbuf.h"
#include "cli/resources.h"
#include "tui/screen/color.h"
#include "tui/screen/theme.h"

#include <stdio.h>
#include <string.h>

enum { DEPTHS = 5, STATES = 3, LOOK_CELLS = 64 };

static const int depths[DEPTHS] = { 0x1000000, 256, 16, 8, 0 };
static const char *const background_names[BACKGROUND_COUNT] = { "not known", "dark", "light" };
static const char *const state_names[STATES] = { "", ", selected in another pane",
	", under the cursor" };

/* One role in one state: a word for each depth. */
struct looks_row {
	char words[DEPTHS][LOOK_CELLS];
};
struct legend {
	struct looks_row rows[STATES][ROLE_COUNT];
};

static void add_color(char out[LOOK_CELLS], int32_t color)
{
	static const char *const names[8] = { "black", "red", "green", "yellow", "blue", "magenta",
		"cyan", "white" };
	size_t used = strlen(out);

	if (color == COLOR_NONE)
		snprintf(out + used, LOOK_CELLS - used, "default");
	else if (color & COLOR_RGB)
		snprintf(out + used, LOOK_CELLS - used, "#%06x", color_rgb(color));
	else if (color < 16)
		snprintf(out + used, LOOK_CELLS - used, "%s%s", color < 8 ? "" : "bright-",
			names[color & 7]);
	else
		snprintf(out + used, LOOK_CELLS - used, "%d", color);
}

/* As a theme file spells it; "-" is the terminal's own text. */
static void spell(struct look look, char out[LOOK_CELLS])
{
	static const char *const flags[] = { "bold ", "dim ", "italic ", "underline ", "reverse " };

	out[0] = '\0';
	for (int i = 0; i < 5; i++)
		if (look.flags & 1 << i)
			strcat(out, flags[i]);
	if (look.fg != COLOR_NONE || look.bg != COLOR_NONE)
		add_color(out, look.fg);
	if (look.bg != COLOR_NONE) {
		strcat(out, " on ");
		add_color(out, look.bg);
	}
	if (out[0] == '\0')
		strcpy(out, "-");
	if (out[strlen(out) - 1] == ' ')
		out[strlen(out) - 1] = '\0';
}

static void legend_make(struct legend *legend, const struct theme *theme,
	enum background background)
{
	struct look looks[ROLE_COUNT][STATES];

	memset(legend, 0, sizeof(*legend));
	for (int depth = 0; depth < DEPTHS; depth++) {
		theme_looks(theme, depths[depth], background, looks);
		for (int state = 0; state < STATES; state++)
			for (int role = 0; role < ROLE_COUNT; role++)
				spell(looks[role][state], legend->rows[state][role].words[depth]);
	}
}

static bool is_same(const struct looks_row *a, const struct looks_row *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

/* Roles that look the same at every depth share a line; "=" is the look to the left of it. */
static void print_table(const struct looks_row rows[ROLE_COUNT])
{
	bool is_printed[ROLE_COUNT] = { false };

	for (int role = 0; role < ROLE_COUNT; role++) {
		if (is_printed[role])
			continue;
		for (int other = role; other < ROLE_COUNT; other++) {
			if (!is_same(&rows[role], &rows[other]))
				continue;
			printf("%s%s", other > role ? " " : "", role_name((enum role)other));
			is_printed[other] = true;
		}
		for (int depth = 0; depth < DEPTHS; depth++) {
			const char *word = rows[role].words[depth];
			bool is_left = depth > 0 && strcmp(word, rows[role].words[depth - 1]) == 0;
			printf("%s%s", depth == 0 ? ": " : " | ", is_left ? "=" : word);
		}
		putchar('\n');
	}
}

static void print_legend(const struct legend legends[BACKGROUND_COUNT])
{
	bool is_printed[BACKGROUND_COUNT] = { false };

	for (int i = 0; i < BACKGROUND_COUNT; i++) {
		struct strbuf grounds;
		if (is_printed[i])
			continue;
		strbuf_init(&grounds);
		for (int other = i; other < BACKGROUND_COUNT; other++) {
			if (memcmp(&legends[i], &legends[other], sizeof(legends[i])) != 0)
				continue;
			strbuf_add_format(&grounds, "%s%s", other > i ? ", " : "",
				background_names[other]);
			is_printed[other] = true;
		}
		for (int state = 0; state < STATES; state++) {
			printf("== ground %s%s\n", grounds.bytes, state_names[state]);
			print_table(legends[i].rows[state]);
		}
		strbuf_done(&grounds);
	}
}

/* What a theme inherits from. */
static struct text linked_in(void *context, struct text name)
{
	char path[128];

	(void)context;
	snprintf(path, sizeof(path), "themes/%.*s.theme", TEXT_ARGS(name));
	return resource_text(path);
}

int main(int count, char **arguments)
{
	static struct legend legends[BACKGROUND_COUNT];
	const struct theme_finder finder = { linked_in, NULL };
	struct theme theme;
	struct arena arena;
	struct text bytes = count == 2 ? linked_in(NULL, text_of(arguments[1])) : TEXT_NONE;

	if (!bytes.bytes) {
		fputs("usage: legend NAME, of a theme that is linked in\n", stderr);
		return 2;
	}
	arena_init(&arena);
	theme_parse(&theme, arguments[1], bytes, &finder, &arena);
	puts("roles: truecolor | 256 | 16 | 8 | mono");
	for (int i = 0; i < BACKGROUND_COUNT; i++)
		legend_make(&legends[i], &theme, (enum background)i);
	print_legend(legends);
	arena_done(&arena);
	return 0;
}
