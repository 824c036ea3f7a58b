/* SPDX-License-Identifier: MIT */
/* picture.c - a picture of the real program's screen: runs it in a pseudo-terminal behind an emulator, types keys, writes what is seen as SVG.
 * usage: picture 120x40 OUT.svg "Down Down Enter text:abc" PROGRAM [ARGUMENT ...] */
#include "catalog/base/strbuf.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

enum { CELL_WIDTH = 8, CELL_HEIGHT = 17, BASELINE = 13, MARGIN = 8, QUIET_MS = 150 };

struct picture {
	int rows, columns, master;
	pid_t child;
	VTerm *emulator;
	VTermScreen *screen;
};

/* Feeds the emulator until nothing has come for a while. */
static void settle(struct picture *picture)
{
	struct pollfd wait = { .fd = picture->master, .events = POLLIN };
	char bytes[65536];

	while (poll(&wait, 1, QUIET_MS) > 0) {
		ssize_t got = read(picture->master, bytes, sizeof(bytes));
		if (got <= 0)
			return;
		vterm_input_write(picture->emulator, bytes, (size_t)got);
	}
}

static void send(struct picture *picture, const char *bytes, size_t size)
{
	if (write(picture->master, bytes, size) != (ssize_t)size)
		exit(1);
	settle(picture);
}

static void press(struct picture *picture, struct text word)
{
	static const struct {
		const char *name, *bytes;
	} keys[] = { { "Enter", "\r" }, { "Esc", "\033" }, { "Tab", "\t" }, { "Space", " " },
		{ "Shift-Tab", "\033[Z" }, { "Up", "\033OA" }, { "Down", "\033OB" },
		{ "Right", "\033OC" }, { "Left", "\033OD" }, { "PgDn", "\033[6~" },
		{ "PgUp", "\033[5~" }, { "Home", "\033OH" }, { "End", "\033OF" } };

	if (text_starts_with(word, TEXT("text:"))) {
		send(picture, word.bytes + 5, word.size - 5);
		return;
	}
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (text_equal_string(word, keys[i].name)) {
			send(picture, keys[i].bytes, strlen(keys[i].bytes));
			return;
		}
	send(picture, word.bytes, word.size);
}

static void press_all(struct picture *picture, struct text words)
{
	while (words.size > 0) {
		ptrdiff_t blank = text_find(words, TEXT(" "));
		press(picture, blank < 0 ? words : text_slice(words, 0, (size_t)blank));
		words = blank < 0 ? TEXT_NONE : text_slice(words, (size_t)blank + 1, words.size);
	}
}

static void start(struct picture *picture, char **command)
{
	struct winsize size = { .ws_row = (unsigned short)picture->rows,
		.ws_col = (unsigned short)picture->columns };

	picture->child = forkpty(&picture->master, NULL, NULL, &size);
	if (picture->child == 0) {
		setenv("TERM", "xterm-256color", 1);
		execv(command[0], command);
		_exit(127);
	}
	picture->emulator = vterm_new(picture->rows, picture->columns);
	vterm_set_utf8(picture->emulator, 1);
	picture->screen = vterm_obtain_screen(picture->emulator);
	vterm_screen_enable_altscreen(picture->screen, 1);
	vterm_screen_reset(picture->screen, 1);
	settle(picture);
}

static unsigned rgb(const struct picture *picture, VTermColor color, unsigned fallback)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(&color) || VTERM_COLOR_IS_DEFAULT_BG(&color))
		return fallback;
	vterm_screen_convert_color_to_rgb(picture->screen, &color);
	return (unsigned)color.rgb.red << 16 | (unsigned)color.rgb.green << 8 | color.rgb.blue;
}

static void add_text(struct strbuf *out, const VTermScreenCell *cell)
{
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
		char bytes[4];
		uint32_t point = cell->chars[i];
		if (point == '<' || point == '>' || point == '&' || point == '"')
			strbuf_add_format(out, "&#%u;", point);
		else
			strbuf_add_bytes(out, bytes, text_encode(point, bytes));
	}
}

/* Block elements are drawn: fonts leave gaps between them. */
static bool draw_block(struct strbuf *out, uint32_t point, int x, int y, unsigned color)
{
	int eighths = point >= 0x2588 && point <= 0x258f ? 8 - (int)(point - 0x2588) : 0;

	if (eighths == 0)
		return false;
	strbuf_add_format(out, "<rect x='%d' y='%d' width='%d' height='%d' fill='#%06x'/>\n", x, y,
		CELL_WIDTH * eighths / 8 > 0 ? CELL_WIDTH * eighths / 8 : 1, CELL_HEIGHT, color);
	return true;
}

static void draw_cell(const struct picture *picture, struct strbuf *back, struct strbuf *front,
	int row, int column)
{
	VTermScreenCell cell;
	int x = MARGIN + column * CELL_WIDTH, y = MARGIN + row * CELL_HEIGHT;

	vterm_screen_get_cell(picture->screen, (VTermPos){ .row = row, .col = column }, &cell);
	unsigned fg = rgb(picture, cell.fg, 0xd0d0d0), bg = rgb(picture, cell.bg, 0x101014);
	if (cell.attrs.reverse) {
		unsigned kept = fg;
		fg = bg;
		bg = kept;
	}
	int width = cell.width > 1 ? 2 : 1;
	if (bg != 0x101014)
		strbuf_add_format(back,
			"<rect x='%d' y='%d' width='%d' height='%d' fill='#%06x'/>\n", x, y,
			width * CELL_WIDTH, CELL_HEIGHT, bg);
	if (cell.chars[0] == 0 || cell.chars[0] == ' ' || cell.chars[0] == (uint32_t)-1 ||
		draw_block(front, cell.chars[0], x, y, fg))
		return;
	strbuf_add_format(front, "<text x='%d' y='%d' fill='#%06x'%s%s>", x, y + BASELINE, fg,
		cell.attrs.bold ? " font-weight='bold'" : "",
		cell.attrs.underline ? " text-decoration='underline'" : "");
	add_text(front, &cell);
	strbuf_add_string(front, "</text>\n");
}

static int write_svg(const struct picture *picture, const char *path)
{
	struct strbuf back, front;
	int width = picture->columns * CELL_WIDTH + 2 * MARGIN,
	    height = picture->rows * CELL_HEIGHT + 2 * MARGIN;
	FILE *file = fopen(path, "w");

	if (!file)
		return 1;
	strbuf_init(&back);
	strbuf_init(&front);
	for (int row = 0; row < picture->rows; row++)
		for (int column = 0; column < picture->columns; column++)
			draw_cell(picture, &back, &front, row, column);
	fprintf(file,
		"<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d' "
		"font-family='DejaVu Sans Mono, Menlo, Consolas, Noto Sans Mono CJK KR, monospace' font-size='13'>\n"
		"<rect width='%d' height='%d' rx='6' fill='#101014'/>\n%s%s</svg>\n",
		width, height, width, height, width, height, back.bytes ? back.bytes : "",
		front.bytes ? front.bytes : "");
	strbuf_done(&back);
	strbuf_done(&front);
	return fclose(file) != 0;
}

int main(int count, char **arguments)
{
	struct picture picture = { 0 };

	if (count < 5 || sscanf(arguments[1], "%dx%d", &picture.columns, &picture.rows) != 2) {
		fputs("usage: picture 120x40 OUT.svg \"Down Down Enter text:abc\" PROGRAM [ARGUMENT ...]\n",
			stderr);
		return 2;
	}
	start(&picture, arguments + 4);
	press_all(&picture, text_of(arguments[3]));
	int failed = write_svg(&picture, arguments[2]);
	kill(picture.child, SIGTERM);
	waitpid(picture.child, NULL, 0);
	vterm_free(picture.emulator);
	return failed;
}
