/* SPDX-License-Identifier: MIT */
/* drive.c - the explorer behind its own terminal functions: reads a script of keys, prints the canvas where the script says so.
 * usage: drive SCRIPT. Before the first key: "fixture FILE", "before FILE" (the catalog that changes are told from), "import FILE" (a
 * catalog brought in), "ascii", "first-run", "language ko", "query TEXT", "parameters LIST" (of the settings), "letters" (which role has which). Then "size 80x24",
 * "key Down Enter ...", "text abc", "click 3 4", "release 3 4", "wheel-up 3 4"; "dump TITLE", "box TITLE" (the dialog alone),
 * "part 60x12 at 140,0 TITLE", "looks TITLE" and "box-looks TITLE" (with the role of each cell), "clipboard", "whole TITLE" (fails,
 * and shows the screen, when something is drawn over a frame); "# comment". */
#include "tests/session.h"

#include "catalog/base/file.h"
#include "catalog/base/message.h"
#include "cli/resources.h"
#include "tests/dump.h"

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

static void print_title(const char *title)
{
	printf("== %s (%dx%d", title, screen.shown->width, screen.shown->height);
}

static void print_cursor(void)
{
	if (screen.shown->is_cursor_visible)
		printf("-- cursor %d,%d\n", screen.shown->cursor_x, screen.shown->cursor_y);
}

static void dump(const char *title, bool is_box, bool has_looks)
{
	struct rect rect = dump_rect(screen.shown, is_box);

	print_title(title);
	if (is_box)
		printf(", a box of %dx%d at %d,%d", rect.width, rect.height, rect.x, rect.y);
	puts(")");
	if (has_looks)
		dump_looks(screen.shown, rect);
	else
		dump_text(screen.shown, rect);
	print_cursor();
}

/* "60x12 at 140,0 TITLE" */
static void dump_part(const char *words)
{
	struct rect rect;
	int used = 0;

	if (sscanf(words, "%dx%d at %d,%d %n", &rect.width, &rect.height, &rect.x, &rect.y,
		    &used) != 4 ||
		rect.x + rect.width > screen.shown->width ||
		rect.y + rect.height > screen.shown->height) {
		fprintf(stderr, "drive: no such part: %s\n", words);
		exit(2);
	}
	print_title(words + used);
	printf(", %dx%d of it at %d,%d)\n", rect.width, rect.height, rect.x, rect.y);
	dump_text(screen.shown, rect);
	print_cursor();
}

static const struct text theme_names[] = { { "default", 7 }, { "mono", 4 }, { "night", 5 } };

static void load_theme(void *context, size_t index, struct theme *theme, struct arena *arena)
{
	(void)context;
	theme_parse(theme, "drive.theme", index == 2 ? TEXT("tex = red\n") : TEXT(""), NULL, arena);
	theme->name = theme->title = theme_names[index];
}

static const struct theme_shelf shelf = { theme_names, 3, load_theme, NULL };

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

/* What stands before the first key. */
static bool prepare(struct session *session, const char *word, const char *rest)
{
	char *kept = arena_copy_string(&session->arena, rest);

	if (strcmp(word, "fixture") == 0)
		session->fixture_name = kept;
	else if (strcmp(word, "before") == 0)
		session->before_name = kept;
	else if (strcmp(word, "import") == 0 && session->import_count < SESSION_IMPORTS_MAX)
		session->imports[session->import_count++] = kept;
	else if (strcmp(word, "many") == 0)
		session->many = (unsigned)strtoul(rest, NULL, 10);
	else if (strcmp(word, "stops") == 0) /* comparisons that a key stops */
		session->stops = (unsigned)strtoul(rest, NULL, 10);
	else if (strcmp(word, "first-run") == 0)
		session->is_first_run = true;
	else if (strcmp(word, "ascii") == 0)
		session->is_ascii = true;
	else if (strcmp(word, "letters") == 0)
		dump_letters();
	else if (strcmp(word, "query") == 0)
		snprintf(session->query, sizeof(session->query), "%s", rest);
	else if (strcmp(word, "parameters") == 0)
		snprintf(session->parameters, sizeof(session->parameters), "%s", rest);
	else
		return false;
	return true;
}

static bool show(const char *word, const char *rest)
{
	if (strcmp(word, "dump") == 0)
		dump(rest, false, false);
	else if (strcmp(word, "box") == 0)
		dump(rest, true, false);
	else if (strcmp(word, "part") == 0)
		dump_part(rest);
	else if (strcmp(word, "looks") == 0)
		dump(rest, false, true);
	else if (strcmp(word, "box-looks") == 0)
		dump(rest, true, true);
	else if (strcmp(word, "whole") == 0) {
		if (!dump_is_whole(screen.shown)) {
			dump(rest, false, false);
			exit(3);
		}
	} else if (strcmp(word, "clipboard") == 0)
		printf("== clipboard\n%.*s\n", TEXT_ARGS(strbuf_text(&screen.clipboard)));
	else
		return false;
	return true;
}

static void step(struct session *session, char *line)
{
	char *rest = strchr(line, ' ');

	if (rest)
		*rest++ = '\0';
	else
		rest = line + strlen(line);
	if (strcmp(line, "size") == 0)
		resize(session, rest);
	else if (strcmp(line, "language") == 0)
		speak(rest);
	else if (!prepare(session, line, rest)) {
		session_start(session);
		if (strcmp(line, "key") == 0 && !session_press(session, text_of(rest)))
			printf("== left\n");
		else if (strcmp(line, "text") == 0)
			session_type(session, text_of(rest));
		else if (strcmp(line, "rest") == 0) /* no key comes */
			app_work_on(session->app);
		else if (strcmp(line, "work") == 0)
			app_show_work(session->app, text_of(rest));
		else if (strcmp(line, "key") != 0 && !show(line, rest) &&
			!point(session, line, rest)) {
			fprintf(stderr, "drive: no such line: %s\n", line);
			exit(2);
		}
	}
}

int main(int count, char **arguments)
{
	struct session session;
	char *bytes, *line, *rest;
	size_t size;
	struct error err;

	if (count != 2 || file_load(arguments[1], 0, &bytes, &size, &err) != RESULT_OK) {
		fputs("usage: drive SCRIPT\n", stderr);
		return 2;
	}
	session_init(&session, &screen, &shelf);
	for (rest = bytes; (line = strsep(&rest, "\n"));)
		if (*line && *line != '#')
			step(&session, line);
	session_done(&session);
	strbuf_done(&screen.clipboard);
	free(bytes);
	return 0;
}
