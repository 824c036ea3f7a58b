/* SPDX-License-Identifier: MIT */
/* The real program and its terminal: it starts, resizes, shows what is selected at every depth, and gives the terminal back on every way out. */
#include "tests/probe.h"

#include <sys/ioctl.h>
#include <unistd.h>

static void it_starts_and_leaves(void **state)
{
	(void)state;
	probe_start(80, 24, "xterm-256color", NULL);
	probe_settle();
	assert_true(probe_shows("1 Browse"));
	assert_true(probe_shows("ARCHITECTURE"));
	assert_false(probe_wrote("\033[?1049l")); /* the screen is taken once, and kept */
	probe_send("/gpt-5\r");
	assert_true(probe_shows("GPT-5"));
	probe_send("q");
	int status = probe_finish();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_true(probe_wrote("\033[?1049l"));
	assert_true(probe_wrote("\033[?2004l"));
}

/* Bytes that are no characters, typed on a Latin-1 keyboard or pasted out of such a file, take nothing else with them. */
static void bytes_that_are_no_characters(void **state)
{
	(void)state;
	probe_start(80, 24, "xterm-256color", NULL);
	probe_settle();
	probe_send("\033[200~gpt-5\033[201~");
	assert_true(probe_shows("There is no field here to paste into"));
	probe_send("/qwe\351r\377\376t");
	assert_true(probe_shows("/ qwe�r��t "));
	probe_send("\025");
	probe_send("\033[200~pas\351 de\303(charge\033[201~");
	assert_true(probe_shows("/ pas� de�(charge "));
	probe_send("\025\353\262\204");
	assert_true(probe_shows("/ 버 "));
	probe_send("\033");
	probe_settle();
	probe_send("q");
	probe_finish();
}

/* The font of a console has neither daggers nor fine lines. */
static void a_console_gets_ascii(void **state)
{
	(void)state;
	probe_start(80, 24, "linux", NULL);
	probe_settle();
	assert_true(probe_shows("1 Browse"));
	assert_true(probe_is_there("----------"));
	assert_false(probe_wrote("\xe2"));
	probe_send("q");
	probe_finish();
}

static void leaves_on(int number)
{
	probe_start(80, 24, "xterm-256color", NULL);
	probe_settle();
	kill(probe.child, number);
	int status = probe_finish();
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == number);
	assert_true(probe_wrote("\033[?1049l")); /* the screen is given back */
	assert_true(probe_wrote("\033[?2004l"));
}

static void signals_restore_the_terminal(void **state)
{
	(void)state;
	leaves_on(SIGTERM);
	leaves_on(SIGHUP);
	leaves_on(SIGINT);
}

static void a_crash_restores_the_terminal(void **state)
{
	(void)state;
	if (getenv("ASAN_OPTIONS"))
		skip();
	probe_start(80, 24, "xterm-256color", NULL);
	probe_settle();
	kill(probe.child, SIGABRT);
	probe_finish();
	assert_true(probe_wrote("\033[?1049l"));
	assert_true(probe_wrote("\033[?25h"));
}

static void a_closed_terminal_ends_it(void **state)
{
	(void)state;
	probe_start(80, 24, "xterm-256color", NULL);
	probe_settle();
	vterm_free(probe.emulator);
	close(probe.master);
	int status = -1;
	for (int i = 0; i < 100 && waitpid(probe.child, &status, WNOHANG) == 0; i++)
		usleep(20 * 1000);
	assert_int_not_equal(status, -1);
}

static void resizes_keep_the_screen(void **state)
{
	char before[512], after[512];

	(void)state;
	probe_start(80, 24, "xterm-256color", NULL);
	probe_settle();
	probe_row(3, before);
	static const int sizes[][2] = { { 1, 1 }, { 200, 60 }, { 39, 9 }, { 120, 40 }, { 80, 24 } };
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct winsize size = { .ws_row = (unsigned short)sizes[i][1],
			.ws_col = (unsigned short)sizes[i][0] };
		int width = sizes[i][0] < 2 ? 2 : sizes[i][0];
		vterm_set_size(probe.emulator, sizes[i][1], width);
		ioctl(probe.master, TIOCSWINSZ, &size);
		probe_settle();
	}
	probe_row(3, after);
	assert_string_equal(before, after);
	probe_send("q");
	int status = probe_finish();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void no_color_means_none(void **state)
{
	(void)state;
	probe_start(80, 24, "xterm-256color", "1");
	probe_settle();
	assert_true(probe_shows("1 Browse"));
	static const char *const colors[] = { "\033[31m", "\033[36m", "\033[38;", "\033[48;",
		"\033[90m", "\033[1;36m" };
	for (size_t i = 0; i < sizeof(colors) / sizeof(colors[0]); i++)
		assert_false(probe_wrote(colors[i]));
	assert_true(probe_wrote("\033[7m") || probe_wrote("\033[0;7m") ||
		probe_wrote(";7m")); /* the selection still shows */
	probe_send("q");
	probe_finish();
}

/* No cell of the screen has a colour beyond so many, and a row stands out: by its ground, or reversed. */
static void shows_a_selection(const char *term, int colors)
{
	int most = 0;

	for (int y = 0; y < probe.rows; y++) {
		int standing_out = 0;
		for (int x = 0; x < probe.columns; x++) {
			VTermScreenCell cell;
			vterm_screen_get_cell(probe.screen, (VTermPos){ .row = y, .col = x },
				&cell);
			const VTermColor *both[] = { &cell.fg, &cell.bg };
			for (int i = 0; i < 2; i++) {
				bool is_own = VTERM_COLOR_IS_DEFAULT_FG(both[i]) ||
					VTERM_COLOR_IS_DEFAULT_BG(both[i]);
				if (!is_own &&
					(!VTERM_COLOR_IS_INDEXED(both[i]) ||
						both[i]->indexed.idx >= colors))
					fail_msg("%s: a colour beyond %d at %d,%d", term, colors, x,
						y);
			}
			standing_out += cell.attrs.reverse;
		}
		most = standing_out > most ? standing_out : most;
	}
	if (most < 20)
		fail_msg("%s: the selection does not show", term);
}

/* As the program finds them out by itself: the terminal's colours, and NO_COLOR. */
static void every_depth_shows_what_is_selected(void **state)
{
	static const struct {
		const char *term, *no_color;
		int colors;
	} rows[] = { { "xterm-256color", NULL, 256 }, { "xterm-256color", "1", 0 },
		{ "xterm", NULL, 8 }, { "vt100", NULL, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		probe_start(80, 24, rows[i].term, rows[i].no_color);
		probe_settle();
		shows_a_selection(rows[i].term, rows[i].colors);
		probe_send("5j");
		assert_true(probe_shows("1 of 6"));
		shows_a_selection(rows[i].term, rows[i].colors);
		probe_send("qq");
		assert_true(WIFEXITED(probe_finish()));
	}
}

/* The terminal is asked for its ground while somebody types: the answer is none of the keys, and the keys all count, in a lesson too
 * that is opened and walked before it was ever drawn. */
static void the_ground_is_asked_for_and_no_key_is_lost(void **state)
{
	static const char *const answers[] = { "\033]11;rgb:ffff/ffff/ffff\033\\\033[?62;22c",
		"\033]11;rgb:00/00/00\007\033[?6c" };
	static const char *const dims[] = { "\033[38;5;242m", "\033[38;5;245m" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		char all[128];
		probe_start(80, 24, "xterm-256color", NULL);
		snprintf(all, sizeof(all), "5nn%snjj", answers[i]);
		probe_send(all);
		assert_true(probe_wrote("\033]11;?"));
		assert_true(probe_shows("4 of 6"));
		assert_true(probe_shows("▌tune it"));
		assert_true(probe_wrote(dims[i]));
		probe_send("\033]11;rgb:1234/1234/1234\007"); /* a late one is swallowed whole */
		assert_true(probe_shows("▌tune it"));
		assert_true(probe_shows("next lesson"));
		probe_send("qq");
		int status = probe_finish();
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
}

static void poor_terminals_get_a_sentence(void **state)
{
	(void)state;
	probe_start(80, 24, "no-such-terminal", NULL);
	probe_settle();
	assert_true(probe_wrote("Unknown terminal TERM=no-such-terminal"));
	assert_true(probe_wrote("llmatlas list"));
	int status = probe_finish();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
}

/* Screen readers and braille displays follow the terminal's cursor, hidden or not. */
static void the_cursor_is_on_the_row_in_hand(void **state)
{
	VTermPos before, after;

	(void)state;
	probe_start(100, 30, "xterm-256color", NULL);
	probe_settle();
	vterm_state_get_cursorpos(vterm_obtain_state(probe.emulator), &before);
	probe_send("jj");
	vterm_state_get_cursorpos(vterm_obtain_state(probe.emulator), &after);
	assert_int_equal(after.row, before.row + 2);
	assert_int_equal(after.col, before.col);
	probe_send("q");
	probe_finish();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_starts_and_leaves),
		cmocka_unit_test(bytes_that_are_no_characters),
		cmocka_unit_test(a_console_gets_ascii),
		cmocka_unit_test(signals_restore_the_terminal),
		cmocka_unit_test(a_crash_restores_the_terminal),
		cmocka_unit_test(a_closed_terminal_ends_it),
		cmocka_unit_test(resizes_keep_the_screen),
		cmocka_unit_test(no_color_means_none),
		cmocka_unit_test(every_depth_shows_what_is_selected),
		cmocka_unit_test(the_ground_is_asked_for_and_no_key_is_lost),
		cmocka_unit_test(poor_terminals_get_a_sentence),
		cmocka_unit_test(the_cursor_is_on_the_row_in_hand),
	};

	return probe_is_possible() ? cmocka_run_group_tests(tests, probe_open, probe_close) : 77;
}
