/* SPDX-License-Identifier: MIT */
/* drive.c - the explorer behind its own terminal functions: reads a script of keys, prints the canvas where the script says so.
 * usage: drive SCRIPT. Lines: "fixture FILE", "size 80x24", "ascii", "language ko", "query TEXT", "key Down Enter ...", "text abc",
 * "click 3 4", "release 3 4", "wheel-up 3 4", "dump TITLE", "# comment". The first four come before the first key. */
#include "tests/fixture.h"

#include "catalog/advice/computations.h"
#include "catalog/base/file.h"
#include "catalog/base/message.h"
#include "cli/resources.h"
#include "tui/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct terminal {
	int width, height;
	const struct canvas *shown;
	struct strbuf clipboard;
};

static struct terminal screen = { .width = 80, .height = 24 };

void terminal_size(struct terminal *terminal, int *width, int *height)
{
	*width = terminal->width;
	*height = terminal->height;
}

void terminal_paint(struct terminal *terminal, const struct canvas *canvas)
{
	terminal->shown = canvas;
}

bool terminal_copy(struct terminal *terminal, struct text text)
{
	strbuf_clear(&terminal->clipboard);
	strbuf_add(&terminal->clipboard, text);
	return true;
}

void terminal_set_theme(struct terminal *terminal, const struct theme *theme,
	enum background background)
{
	(void)terminal;
	(void)theme;
	(void)background;
}

void terminal_repaint(struct terminal *terminal)
{
	(void)terminal;
}

void terminal_set_mouse(struct terminal *terminal, bool is_on)
{
	(void)terminal;
	(void)is_on;
}

void terminal_suspend(struct terminal *terminal)
{
	(void)terminal;
}

bool terminal_has_input(struct terminal *terminal)
{
	(void)terminal;
	return false;
}

struct key_event terminal_wait(struct terminal *terminal, int timeout_ms)
{
	(void)terminal;
	(void)timeout_ms;
	return (struct key_event){ .code = KEY_CODE_END_OF_INPUT };
}

/* A line of cells, without blanks at its end; '[' ']' around what is selected. */
static void print_row(const struct canvas *canvas, int y)
{
	struct strbuf row;
	size_t end = 0;

	strbuf_init(&row);
	for (int x = 0; x < canvas->width; x++) {
		const struct canvas_cell *cell = &canvas->cells[y * canvas->width + x];
		strbuf_add_string(&row, cell->cluster);
		if (cell->width > 0 && strcmp(cell->cluster, " ") != 0)
			end = row.size;
	}
	printf("%.*s\n", (int)end, row.bytes ? row.bytes : "");
	strbuf_done(&row);
}

static void dump(const char *title)
{
	const struct canvas *canvas = screen.shown;

	printf("== %s (%dx%d)\n", title, canvas->width, canvas->height);
	for (int y = 0; y < canvas->height; y++)
		print_row(canvas, y);
	if (canvas->is_cursor_visible)
		printf("-- cursor %d,%d\n", canvas->cursor_x, canvas->cursor_y);
}

static const struct text theme_names[] = { { "default", 7 }, { "mono", 4 }, { "night", 5 } };

static void load_theme(void *context, size_t index, struct theme *theme, struct arena *arena)
{
	(void)context;
	theme_parse(theme, "drive.theme", index == 2 ? TEXT("tex = red\n") : TEXT(""), NULL, arena);
	theme->name = theme->title = theme_names[index];
}

static const struct theme_shelf shelf = { theme_names, 3, load_theme, NULL };

struct session {
	struct fixture fixture;
	struct explorer explorer;
	struct keymap keymap;
	struct arena arena;
	struct app *app;
	const char *fixture_name;
	char query[256];
	bool is_ascii;
};

static void start(struct session *session)
{
	size_t count;
	const struct computation *list = computations(&count);

	if (session->app)
		return;
	fixture_open(&session->fixture, session->fixture_name);
	explorer_init(&session->explorer, session->fixture.store, list, count);
	words_init(&session->explorer.words, resource_text("catalog/facts/glossary.json"),
		resource_text("catalog/facts/lessons.json"));
	session->explorer.machine_root = "/nonexistent";
	explorer_preview_text(&session->explorer, text_of(session->query));
	keymap_init(&session->keymap);
	const struct resource *questions = resource_find("catalog/facts/questionnaire.json");
	struct app_options options = { .explorer = &session->explorer,
		.terminal = &screen,
		.keymap = &session->keymap,
		.themes = &shelf,
		.is_ascii = session->is_ascii,
		.guide = { .questionnaire = { questions->bytes, questions->size } },
		.korean = resource_text("po/ko.mo"),
		.catalog_labels = { "fixture catalog · 2026-11-01",
			"fixture 카탈로그 · 2026-11-01" } };
	session->app = app_new(&options);
	app_paint(session->app);
}

static void press(struct session *session, struct text name)
{
	struct key_event key;

	if (!key_parse(name, &key)) {
		fprintf(stderr, "drive: no key %.*s\n", TEXT_ARGS(name));
		exit(2);
	}
	if (!app_step(session->app, key))
		printf("== left\n");
}

static void press_all(struct session *session, struct text names)
{
	while (names.size > 0) {
		ptrdiff_t blank = text_find(names, TEXT(" "));
		press(session, blank < 0 ? names : text_slice(names, 0, (size_t)blank));
		names = blank < 0 ? TEXT_NONE : text_slice(names, (size_t)blank + 1, names.size);
	}
}

static void type(struct session *session, struct text text)
{
	for (size_t at = 0; at < text.size;)
		app_step(session->app,
			(struct key_event){ .code = KEY_CODE_CHARACTER,
				.point = text_decode(text, &at) });
}

/* "click 3 4", "release 3 4", "wheel-up 3 4", "wheel-down 3 4" */
static bool point(struct session *session, const char *word, const char *place)
{
	static const struct {
		const char *word;
		enum key_code code;
	} list[] = { { "click", KEY_CODE_CLICK }, { "release", KEY_CODE_RELEASE },
		{ "wheel-up", KEY_CODE_WHEEL_UP }, { "wheel-down", KEY_CODE_WHEEL_DOWN } };

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		struct key_event event = { .code = list[i].code };
		if (strcmp(word, list[i].word) != 0)
			continue;
		sscanf(place, "%d %d", &event.x, &event.y);
		app_step(session->app, event);
		return true;
	}
	return false;
}

static void resize(struct session *session, const char *size)
{
	sscanf(size, "%dx%d", &screen.width, &screen.height);
	if (session->app)
		app_step(session->app, (struct key_event){ .code = KEY_CODE_RESIZE });
}

static void speak(const char *language)
{
	const struct resource *korean = resource_find("po/ko.mo");

	if (strcmp(language, "ko") == 0 && korean)
		message_use(LANGUAGE_KO, korean->bytes, korean->size);
}

static void step(struct session *session, char *line)
{
	char *rest = strchr(line, ' ');

	if (rest)
		*rest++ = '\0';
	else
		rest = line + strlen(line);
	if (strcmp(line, "fixture") == 0)
		session->fixture_name = arena_copy_string(&session->arena, rest);
	else if (strcmp(line, "size") == 0)
		resize(session, rest);
	else if (strcmp(line, "ascii") == 0)
		session->is_ascii = true;
	else if (strcmp(line, "language") == 0)
		speak(rest);
	else if (strcmp(line, "query") == 0)
		snprintf(session->query, sizeof(session->query), "%s", rest);
	else if (strcmp(line, "clipboard") == 0)
		printf("== clipboard\n%.*s\n", TEXT_ARGS(strbuf_text(&screen.clipboard)));
	else {
		start(session);
		if (strcmp(line, "key") == 0)
			press_all(session, text_of(rest));
		else if (strcmp(line, "text") == 0)
			type(session, text_of(rest));
		else if (strcmp(line, "dump") == 0)
			dump(rest);
		else if (!point(session, line, rest))
			exit(2);
	}
}

int main(int count, char **arguments)
{
	struct session session = { .fixture_name = "small.json" };
	char *bytes, *line, *rest;
	size_t size;
	struct error err;

	if (count != 2 || file_load(arguments[1], 0, &bytes, &size, &err) != RESULT_OK) {
		fputs("usage: drive SCRIPT\n", stderr);
		return 2;
	}
	arena_init(&session.arena);
	for (rest = bytes; (line = strsep(&rest, "\n"));)
		if (*line && *line != '#')
			step(&session, line);
	if (session.app) {
		app_free(session.app);
		explorer_done(&session.explorer);
		fixture_close(&session.fixture);
	}
	strbuf_done(&screen.clipboard);
	arena_done(&session.arena);
	free(bytes);
	return 0;
}
