/* SPDX-License-Identifier: MIT */
#include "tests/dump.h"

#include "catalog/base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char letters[ROLE_COUNT] = {
	[ROLE_TEXT] = '.',
	[ROLE_DIM] = 'd',
	[ROLE_STRONG] = 's',
	[ROLE_HEADING] = 'h',
	[ROLE_BORDER] = '-',
	[ROLE_ACCENT] = 'a',
	[ROLE_SELECTION] = '#',
	[ROLE_SELECTION_INACTIVE] = '~',
	[ROLE_MATCH] = 'm',
	[ROLE_LINK] = 'l',
	[ROLE_KEY_HINT] = 'k',
	[ROLE_INPUT] = 'i',
	[ROLE_PLACEHOLDER] = 'p',
	[ROLE_STATUS] = 't',
	[ROLE_OK] = 'o',
	[ROLE_INFO] = 'f',
	[ROLE_WARN] = 'w',
	[ROLE_ERROR] = 'e',
	[ROLE_NUMBER] = 'n',
	[ROLE_BEST] = 'B',
	[ROLE_MARK] = 'M',
	[ROLE_BAR] = 'r',
	[ROLE_CHOSEN] = 'c',
	[ROLE_EXCLUDED] = 'x',
	[ROLE_OPEN_SOURCE] = 'O',
	[ROLE_OPEN_WEIGHT] = 'W',
	[ROLE_CLOSED] = 'C',
};

void dump_letters(void)
{
	fputs("roles:", stdout);
	for (int role = 0; role < ROLE_COUNT; role++)
		printf(" %c %s%s", letters[role], role_name((enum role)role),
			role + 1 < ROLE_COUNT ? "," : "\n");
}

static const struct canvas_cell *cell_at(const struct canvas *canvas, int x, int y)
{
	return &canvas->cells[y * canvas->width + x];
}

static bool is_at(const struct canvas *canvas, int x, int y, const char *cluster)
{
	return x < canvas->width && y < canvas->height &&
		strcmp(cell_at(canvas, x, y)->cluster, cluster) == 0;
}

struct rect dump_rect(const struct canvas *canvas, bool is_box)
{
	struct rect rect = { 0, 0, canvas->width, canvas->height };

	if (!is_box)
		return rect;
	for (int at = 0; at < canvas->width * canvas->height; at++) {
		int x = at % canvas->width, y = at / canvas->width;
		if (!is_at(canvas, x, y, "┌"))
			continue;
		rect = (struct rect){ x, y, 1, 1 };
		while (x + rect.width < canvas->width && !is_at(canvas, x + rect.width - 1, y, "┐"))
			rect.width++;
		while (y + rect.height < canvas->height &&
			!is_at(canvas, x, y + rect.height - 1, "└"))
			rect.height++;
		return rect;
	}
	fputs("dump: no box is on the screen\n", stderr);
	exit(2);
}

/* Without blanks at the end. */
static void print_line(const char *head, struct strbuf *line)
{
	size_t size = line->size;

	while (size > 0 && line->bytes[size - 1] == ' ')
		size--;
	printf("%s%.*s\n", head, (int)size, size > 0 ? line->bytes : "");
	strbuf_clear(line);
}

static bool is_same_line(const struct canvas *canvas, struct rect rect, int y, int other)
{
	for (int x = rect.x; x < rect.x + rect.width; x++) {
		const struct canvas_cell *a = cell_at(canvas, x, y), *b = cell_at(canvas, x, other);
		if (strcmp(a->cluster, b->cluster) != 0 || a->role != b->role ||
			a->is_selected != b->is_selected)
			return false;
	}
	return true;
}

/* Says how many lines from y on are like the one before; 0 when they are few, and none is left out. */
static int print_repeats(const struct canvas *canvas, struct rect rect, int y)
{
	enum { FEW = 3 };
	int count = 0;

	while (y > rect.y && y + count < rect.y + rect.height &&
		is_same_line(canvas, rect, y - 1, y + count))
		count++;
	if (count <= FEW)
		return 0;
	printf("-- %d more like this\n", count);
	return count;
}

static void print_text(const char *head, const struct canvas *canvas, struct rect rect, int y)
{
	struct strbuf line;

	strbuf_init(&line);
	for (int x = rect.x; x < rect.x + rect.width; x++)
		strbuf_add_string(&line, cell_at(canvas, x, y)->cluster);
	print_line(head, &line);
	strbuf_done(&line);
}

void dump_text(const struct canvas *canvas, struct rect rect)
{
	enum { TALL = 60 };
	bool is_brief = canvas->height >= TALL || rect.height < canvas->height;

	for (int y = rect.y; y < rect.y + rect.height; y++) {
		y += is_brief ? print_repeats(canvas, rect, y) : 0;
		if (y < rect.y + rect.height)
			print_text("", canvas, rect, y);
	}
}

static char letter_of(const struct canvas_cell *cell)
{
	bool is_blank = strcmp(cell->cluster, " ") == 0;

	return is_blank && cell->role == ROLE_TEXT ? ' ' : letters[cell->role];
}

void dump_looks(const struct canvas *canvas, struct rect rect)
{
	struct strbuf roles, selected;

	strbuf_init(&roles);
	strbuf_init(&selected);
	for (int y = rect.y; y < rect.y + rect.height; y++) {
		bool has_roles = false, has_selected = false;
		y += print_repeats(canvas, rect, y);
		if (y == rect.y + rect.height)
			break;
		print_text("|", canvas, rect, y);
		for (int x = rect.x; x < rect.x + rect.width; x++) {
			const struct canvas_cell *cell = cell_at(canvas, x, y);
			strbuf_add_char(&roles, letter_of(cell));
			strbuf_add_char(&selected, " ~#"[cell->is_selected]);
			has_roles = has_roles ||
				(cell->role != ROLE_TEXT && cell->role != ROLE_BORDER);
			has_selected = has_selected || cell->is_selected;
		}
		if (has_roles)
			print_line(":", &roles);
		if (has_selected)
			print_line("=", &selected);
		strbuf_clear(&roles);
		strbuf_clear(&selected);
	}
	strbuf_done(&roles);
	strbuf_done(&selected);
}

static bool is_rule(const struct canvas *canvas, int y)
{
	for (int x = 0; x < canvas->width; x++)
		if (cell_at(canvas, x, y)->role != ROLE_BORDER)
			return false;
	return true;
}

static bool has_corner(const struct canvas *canvas)
{
	for (int at = 0; at < canvas->width * canvas->height; at++)
		if (strcmp(canvas->cells[at].cluster, "┌") == 0)
			return true;
	return false;
}

bool dump_is_whole(const struct canvas *canvas)
{
	enum { LOW = 10, NARROW = 40 };

	if (canvas->height < LOW || canvas->width < NARROW)
		return true; /* "too small" */
	if (!is_rule(canvas, 1) || !is_rule(canvas, canvas->height - 3))
		return false;
	if (!has_corner(canvas))
		return true;
	struct rect box = dump_rect(canvas, true);
	for (int y = box.y + 1; y < box.y + box.height - 1; y++)
		if (!is_at(canvas, box.x, y, "│") || !is_at(canvas, box.x + box.width - 1, y, "│"))
			return false;
	return is_at(canvas, box.x, box.y + box.height - 1, "└") &&
		is_at(canvas, box.x + box.width - 1, box.y + box.height - 1, "┘");
}
