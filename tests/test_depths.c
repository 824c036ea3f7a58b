/* SPDX-License-Identifier: MIT */
/* Colours that arrive: the explorer in a pseudo-terminal behind an emulator, at truecolor, 256, 16, 8 colours, none, and none wanted. Every cell
 * of some screens must look as tests/looks says of its role, with every theme on every ground; and what is selected must stand out.
 * A child draws; it leaves the canvas in memory that both share, and a mark in the stream behind each frame. */
#include "tests/unit.h"

#include "cli/resources.h"
#include "tests/session.h"
#include "tui/app_parts.h"
#include "tui/screen/color.h"

#include <errno.h>
#include <ftw.h>
#include <locale.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

enum { COLUMNS = 80, ROWS = 24, CELLS = COLUMNS * ROWS, THEMES_MOST = 64 };

/* A terminal of the test. The entries are made from what ncurses brings along: few machines know one of direct colour. */
struct depth {
	const char *term;
	int colors; /* that the program must find */
	bool has_no_color;
};
static const char entries[] =
	"llmatlas-direct|direct colour, colors#0x1000000, pairs#0x10000, RGB,\n"
	"\tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,\n"
	"\tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,\n"
	"\tuse=xterm-256color,\n"
	"llmatlas-16|sixteen colours, colors#16, pairs#256,\n"
	"\tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e9%p1%{8}%-%d%;m,\n"
	"\tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e10%p1%{8}%-%d%;m,\n"
	"\tuse=xterm-256color,\n";

/* What is drawn, each with every theme on every ground. */
static const struct {
	const char *name, *keys;
} screens[] = {
	{ "a list with marks", "z Space Down Space Down Down" },
	{ "panes with a value chosen", "Shift-Tab Down Space" },
	{ "a comparison", "Tab z c b Down Down" },
	{ "a dialog over it", "Ctrl-p Down" },
};
enum { SCREENS = sizeof(screens) / sizeof(screens[0]) };

static struct theme themes[THEMES_MOST];
static size_t theme_count;
static struct arena arena;
static char folder[] = "/tmp/llmatlas-depths-XXXXXX";
static bool has_entries;
static const char mark[] = "\033]7;frame\007";

/* Shared with the child. */
static struct frame {
	int colors;
	struct canvas_cell cells[CELLS];
} * frame;

static struct text linked_in(void *context, struct text name)
{
	char path[128];

	(void)context;
	snprintf(path, sizeof(path), "themes/%.*s.theme", TEXT_ARGS(name));
	return resource_text(path);
}

static void read_themes(void)
{
	const struct theme_finder finder = { linked_in, NULL };
	size_t count;
	const struct resource *list = resource_list(&count);

	for (size_t i = 0; i < count && theme_count < THEMES_MOST; i++) {
		struct theme *theme = &themes[theme_count];
		if (!text_starts_with(text_of(list[i].name), TEXT("themes/")))
			continue;
		theme_parse(theme, list[i].name, (struct text){ list[i].bytes, list[i].size },
			&finder, &arena);
		theme->name = text_of(list[i].name);
		theme_count++;
	}
}

static void load_theme(void *context, size_t index, struct theme *theme, struct arena *into)
{
	(void)context;
	(void)into;
	*theme = themes[index];
}

/* --- The child ---------------------------------------------------------------------------------------- */

/* Shows a frame, and waits until it has been looked at. */
static void show(const struct session *session, int go_ahead)
{
	char byte;

	memcpy(frame->cells, session->app->canvas.cells, sizeof(frame->cells));
	fputs(mark, stdout);
	fflush(stdout);
	if (read(go_ahead, &byte, 1) != 1)
		_exit(1);
}

static void draw_all(struct terminal *terminal, int go_ahead)
{
	static struct text names[THEMES_MOST];
	static const struct theme_shelf shelf = { names, 1, load_theme, NULL };
	struct session session;

	session_init(&session, terminal, &shelf);
	session_start(&session);
	frame->colors = terminal_colors(terminal);
	for (size_t screen = 0; screen < SCREENS; screen++) {
		session_press(&session, text_of(screens[screen].keys));
		for (size_t i = 0; i < theme_count * BACKGROUND_COUNT; i++) {
			terminal_set_theme(terminal, &themes[i / BACKGROUND_COUNT],
				(enum background)(i % BACKGROUND_COUNT));
			app_paint(session.app);
			show(&session, go_ahead);
		}
	}
	session_done(&session);
}

static void be_the_child(const struct depth *depth, int go_ahead)
{
	const struct terminal_options options = { .term = depth->term,
		.has_no_color = depth->has_no_color };
	struct terminal *terminal;
	struct error err;

	setlocale(LC_ALL, "C.UTF-8");
	setenv("TERM", depth->term, 1);
	if (has_entries)
		setenv("TERMINFO", folder, 1);
	if (terminal_open(&terminal, &options, &err) != RESULT_OK) {
		fputs(err.message, stdout);
		fflush(stdout);
		_exit(1);
	}
	draw_all(terminal, go_ahead);
	terminal_close(terminal);
	_exit(0);
}

/* --- The emulator ------------------------------------------------------------------------------------- */

struct screen {
	int master, go_ahead;
	pid_t child;
	VTerm *emulator;
	VTermScreen *cells;
	char kept[sizeof(mark)]; /* the end of what came before: a mark may come in pieces */
	size_t kept_size;
};

/* Reads until the mark has come. */
static void next_frame(struct screen *screen)
{
	char bytes[16384];

	for (;;) {
		memcpy(bytes, screen->kept, screen->kept_size);
		ssize_t got = read(screen->master, bytes + screen->kept_size,
			sizeof(bytes) - screen->kept_size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			fail_msg("the explorer ended early");
		vterm_input_write(screen->emulator, bytes + screen->kept_size, (size_t)got);
		size_t size = screen->kept_size + (size_t)got;
		if (memmem(bytes, size, mark, sizeof(mark) - 1)) {
			screen->kept_size = 0;
			return;
		}
		screen->kept_size = size < sizeof(mark) - 2 ? size : sizeof(mark) - 2;
		memmove(screen->kept, bytes + size - screen->kept_size, screen->kept_size);
	}
}

static void screen_open(struct screen *screen, const struct depth *depth)
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };
	int ends[2];

	*screen = (struct screen){ .kept_size = 0 };
	assert_int_equal(pipe(ends), 0);
	fflush(stdout);
	screen->child = forkpty(&screen->master, NULL, NULL, &size);
	assert_true(screen->child >= 0);
	if (screen->child == 0) {
		close(ends[1]);
		be_the_child(depth, ends[0]);
	}
	close(ends[0]);
	screen->go_ahead = ends[1];
	screen->emulator = vterm_new(ROWS, COLUMNS);
	vterm_set_utf8(screen->emulator, 1);
	screen->cells = vterm_obtain_screen(screen->emulator);
	vterm_screen_enable_altscreen(screen->cells, 1);
	vterm_screen_reset(screen->cells, 1);
}

static void screen_close(struct screen *screen)
{
	char rest[4096];
	int status;

	while (read(screen->master, rest, sizeof(rest)) > 0) {
	}
	assert_int_equal(waitpid(screen->child, &status, 0), screen->child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	vterm_free(screen->emulator);
	close(screen->master);
	close(screen->go_ahead);
}

/* --- What must have arrived ---------------------------------------------------------------------------- */

static bool is_color(const VTermColor *color, int32_t expected)
{
	if (expected == COLOR_NONE)
		return VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color);
	if (VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color))
		return false;
	if (expected & COLOR_RGB)
		return VTERM_COLOR_IS_RGB(color) &&
			color_rgb(expected) ==
			((uint32_t)color->rgb.red << 16 | (uint32_t)color->rgb.green << 8 |
				color->rgb.blue);
	return VTERM_COLOR_IS_INDEXED(color) && color->indexed.idx == expected;
}

/* Of a blank nothing is seen but its ground and its line; ink is seen when it is reversed. */
static bool looks_as(const VTermScreenCell *cell, struct look look, bool is_blank)
{
	bool is_reverse = look.flags & LOOK_REVERSE;

	if (!is_color(&cell->bg, look.bg) || cell->attrs.reverse != is_reverse ||
		(cell->attrs.underline != 0) != ((look.flags & LOOK_UNDERLINE) != 0))
		return false;
	if ((!is_blank || is_reverse) && !is_color(&cell->fg, look.fg))
		return false;
	return is_blank ||
		((cell->attrs.bold != 0) == ((look.flags & LOOK_BOLD) != 0) &&
			(cell->attrs.italic != 0) == ((look.flags & LOOK_ITALIC) != 0));
}

struct place {
	const struct depth *depth;
	const char *screen;
	const struct theme *theme;
	enum background background;
};

static void fail_at(const struct place *place, int x, int y, const char *what)
{
	fail_msg("%s%s, %.*s, ground %d, %s, cell %d,%d (%s): %s", place->depth->term,
		place->depth->has_no_color ? " without colour" : "", TEXT_ARGS(place->theme->name),
		(int)place->background, place->screen, x, y,
		role_name((enum role)frame->cells[y * COLUMNS + x].role), what);
}

static void check_frame(const struct screen *screen, const struct place *place)
{
	struct look looks[ROLE_COUNT][3];
	int selected = 0;

	theme_looks(place->theme, frame->colors, place->background, looks);
	for (int y = 0; y < ROWS; y++)
		for (int x = 0; x < COLUMNS; x++) {
			const struct canvas_cell *drawn = &frame->cells[y * COLUMNS + x];
			VTermScreenCell cell;
			size_t at = 0;
			if (drawn->width == 0)
				continue;
			vterm_screen_get_cell(screen->cells, (VTermPos){ .row = y, .col = x },
				&cell);
			uint32_t point = text_decode(text_of(drawn->cluster), &at);
			bool is_blank = point == ' ';
			if (is_blank ? cell.chars[0] != 0 && cell.chars[0] != ' '
				     : cell.chars[0] != point)
				fail_at(place, x, y, "another character arrived");
			if (!looks_as(&cell, looks[drawn->role][drawn->is_selected], is_blank))
				fail_at(place, x, y, "looks otherwise than its role");
			if (drawn->is_selected == 2 && !cell.attrs.reverse &&
				is_color(&cell.bg, looks[ROLE_TEXT][0].bg))
				fail_at(place, x, y, "the selection does not show");
			selected += drawn->is_selected > 0;
		}
	assert_true(selected > 0);
}

static void colors_arrive(const struct depth *depth)
{
	struct screen screen;

	screen_open(&screen, depth);
	for (size_t i = 0; i < SCREENS * theme_count * BACKGROUND_COUNT; i++) {
		const struct place place = { depth,
			screens[i / BACKGROUND_COUNT / theme_count].name,
			&themes[i / BACKGROUND_COUNT % theme_count],
			(enum background)(i % BACKGROUND_COUNT) };
		next_frame(&screen);
		assert_int_equal(frame->colors, depth->colors);
		check_frame(&screen, &place);
		assert_int_equal(write(screen.go_ahead, "", 1), 1);
	}
	screen_close(&screen);
}

static void with_entries(const struct depth *depth)
{
	if (!has_entries) {
		print_message("%s: tic is missing\n", depth->term);
		skip();
	}
	colors_arrive(depth);
}

static void direct_colors_arrive(void **state)
{
	(void)state;
	with_entries(&(struct depth){ "llmatlas-direct", 0x1000000, false });
}

static void the_256_colors_arrive(void **state)
{
	(void)state;
	colors_arrive(&(struct depth){ "xterm-256color", 256, false });
}

static void sixteen_colors_arrive(void **state)
{
	(void)state;
	with_entries(&(struct depth){ "llmatlas-16", 16, false });
}

static void eight_colors_arrive(void **state)
{
	(void)state;
	colors_arrive(&(struct depth){ "xterm", 8, false });
}

static void attributes_alone_arrive_without_colors(void **state)
{
	(void)state;
	colors_arrive(&(struct depth){ "vt100", 0, false });
}

static void no_color_arrives_where_none_is_wanted(void **state)
{
	(void)state;
	colors_arrive(&(struct depth){ "xterm-256color", 0, true });
}

static int make_entries(void **state)
{
	char command[256], path[64];

	(void)state;
	frame = mmap(NULL, sizeof(*frame), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		0);
	if (frame == MAP_FAILED || !mkdtemp(folder))
		return 1;
	snprintf(path, sizeof(path), "%s/entries", folder);
	FILE *file = fopen(path, "w");
	if (!file || fputs(entries, file) < 0 || fclose(file) != 0)
		return 1;
	snprintf(command, sizeof(command), "tic -x -o %s %s >/dev/null 2>&1", folder, path);
	has_entries = system(command) == 0;
	arena_init(&arena);
	read_themes();
	return theme_count < 12;
}

static int drop(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

static int drop_entries(void **state)
{
	(void)state;
	arena_done(&arena);
	return nftw(folder, drop, 16, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(direct_colors_arrive),
		cmocka_unit_test(the_256_colors_arrive),
		cmocka_unit_test(sixteen_colors_arrive),
		cmocka_unit_test(eight_colors_arrive),
		cmocka_unit_test(attributes_alone_arrive_without_colors),
		cmocka_unit_test(no_color_arrives_where_none_is_wanted),
	};
	int master, slave;

	if (openpty(&master, &slave, NULL, NULL, NULL) != 0) {
		puts("no pseudo-terminal here: skipped");
		return 77;
	}
	close(master);
	close(slave);
	return cmocka_run_group_tests(tests, make_entries, drop_entries);
}
