/* SPDX-License-Identifier: MIT */
/* The real program in a pseudo-terminal behind an emulator: it starts, resizes, and gives the terminal back on every way out. */
#include "tests/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

struct probe {
	int master;
	pid_t child;
	VTerm *emulator;
	VTermScreen *screen;
	char bytes[1 << 20];
	size_t size;
	int rows, columns;
};

static struct probe probe;
static char home[] = "/tmp/llmatlas-pty-XXXXXX"; /* marks and history of the tests go there */

static char settings_folder[64]; /* XDG_CONFIG_HOME of the next start; empty: none */

static const char *script; /* run by a shell in place of the program; NULL: none */

static void start(int columns, int rows, const char *term, const char *no_color)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
	const char *top = getenv("top_builddir");
	char path[512];

	memset(&probe, 0, sizeof(probe));
	probe.rows = rows;
	probe.columns = columns;
	snprintf(path, sizeof(path), "%s/llmatlas", top ? top : ".");
	probe.child = forkpty(&probe.master, NULL, NULL, &size);
	if (probe.child == 0) {
		setenv("TERM", term, 1);
		setenv("HOME", home, 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		if (no_color)
			setenv("NO_COLOR", no_color, 1);
		if (settings_folder[0] != '\0')
			setenv("XDG_CONFIG_HOME", settings_folder, 1);
		if (script) {
			setenv("PROGRAM", path, 1);
			execl("/bin/sh", "sh", "-c", script, (char *)NULL);
		}
		execl(path, "llmatlas", (char *)NULL);
		_exit(127);
	}
	assert_true(probe.child > 0);
	fcntl(probe.master, F_SETFL, O_NONBLOCK);
	probe.emulator = vterm_new(rows, columns);
	vterm_set_utf8(probe.emulator, 1);
	probe.screen = vterm_obtain_screen(probe.emulator);
	vterm_screen_enable_altscreen(probe.screen, 1);
	vterm_screen_reset(probe.screen, 1);
}

/* Reads until it has been quiet for a while. */
static void settle(void)
{
	struct pollfd wait = { .fd = probe.master, .events = POLLIN };

	for (int quiet = 0; quiet < 3;) {
		if (poll(&wait, 1, 100) <= 0) {
			quiet += probe.size > 0;
			static int patience;
			if (probe.size == 0 && ++patience > 100)
				return;
			continue;
		}
		ssize_t got = read(probe.master, probe.bytes + probe.size,
			sizeof(probe.bytes) - probe.size - 1);
		if (got <= 0)
			return;
		vterm_input_write(probe.emulator, probe.bytes + probe.size, (size_t)got);
		probe.size += (size_t)got;
	}
}

static void row_text(int row, char out[512])
{
	VTermRect rect = { .start_row = row,
		.end_row = row + 1,
		.start_col = 0,
		.end_col = probe.columns };
	size_t size = vterm_screen_get_text(probe.screen, out, 511, rect);

	out[size < 511 ? size : 511] = '\0';
}

static bool is_there(const char *text)
{
	char row[512];

	for (int y = 0; y < probe.rows; y++) {
		row_text(y, row);
		if (strstr(row, text))
			return true;
	}
	return false;
}

/* Now, or before long: a busy machine is quiet in the middle of its work. */
static bool shows(const char *text)
{
	for (int i = 0; i < 50 && !is_there(text); i++)
		settle();
	return is_there(text);
}

static void send(const char *keys)
{
	assert_int_equal(write(probe.master, keys, strlen(keys)), (ssize_t)strlen(keys));
	settle();
}

static int finish(void)
{
	int status = -1;
	struct timespec pause = { 0, 20 * 1000 * 1000 };

	for (int i = 0; i < 250; i++) {
		char rest[4096];
		ssize_t got = read(probe.master, rest, sizeof(rest));
		if (got > 0 && probe.size + (size_t)got < sizeof(probe.bytes)) {
			memcpy(probe.bytes + probe.size, rest, (size_t)got);
			probe.size += (size_t)got;
		}
		if (waitpid(probe.child, &status, WNOHANG) == probe.child)
			break;
		nanosleep(&pause, NULL);
	}
	vterm_free(probe.emulator);
	close(probe.master);
	return status;
}

static bool wrote(const char *bytes)
{
	return memmem(probe.bytes, probe.size, bytes, strlen(bytes)) != NULL;
}

static void it_starts_and_leaves(void **state)
{
	(void)state;
	start(80, 24, "xterm-256color", NULL);
	settle();
	assert_true(shows("1 Browse"));
	assert_true(shows("ARCHITECTURE"));
	send("/gpt-5\r");
	assert_true(shows("GPT-5"));
	send("q");
	int status = finish();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_true(wrote("\033[?1049l"));
	assert_true(wrote("\033[?2004l"));
}

static void leaves_on(int number)
{
	start(80, 24, "xterm-256color", NULL);
	settle();
	kill(probe.child, number);
	int status = finish();
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == number);
	assert_true(wrote("\033[?1049l")); /* the screen is given back */
	assert_true(wrote("\033[?2004l"));
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
	start(80, 24, "xterm-256color", NULL);
	settle();
	kill(probe.child, SIGABRT);
	finish();
	assert_true(wrote("\033[?1049l"));
	assert_true(wrote("\033[?25h"));
}

static void a_closed_terminal_ends_it(void **state)
{
	(void)state;
	start(80, 24, "xterm-256color", NULL);
	settle();
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
	start(80, 24, "xterm-256color", NULL);
	settle();
	row_text(3, before);
	static const int sizes[][2] = { { 1, 1 }, { 200, 60 }, { 39, 9 }, { 120, 40 }, { 80, 24 } };
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct winsize size = { .ws_row = (unsigned short)sizes[i][1],
			.ws_col = (unsigned short)sizes[i][0] };
		int width = sizes[i][0] < 2 ? 2 : sizes[i][0];
		vterm_set_size(probe.emulator, sizes[i][1], width);
		ioctl(probe.master, TIOCSWINSZ, &size);
		settle();
	}
	row_text(3, after);
	assert_string_equal(before, after);
	send("q");
	int status = finish();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void no_color_means_none(void **state)
{
	(void)state;
	start(80, 24, "xterm-256color", "1");
	settle();
	assert_true(shows("1 Browse"));
	static const char *const colors[] = { "\033[31m", "\033[36m", "\033[38;", "\033[48;",
		"\033[90m", "\033[1;36m" };
	for (size_t i = 0; i < sizeof(colors) / sizeof(colors[0]); i++)
		assert_false(wrote(colors[i]));
	assert_true(wrote("\033[7m") || wrote("\033[0;7m") ||
		wrote(";7m")); /* the selection still shows */
	send("q");
	finish();
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
		start(80, 24, rows[i].term, rows[i].no_color);
		settle();
		shows_a_selection(rows[i].term, rows[i].colors);
		send("5j");
		assert_true(shows("1 of 6"));
		shows_a_selection(rows[i].term, rows[i].colors);
		send("qq");
		assert_true(WIFEXITED(finish()));
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
		start(80, 24, "xterm-256color", NULL);
		snprintf(all, sizeof(all), "5nn%snjj", answers[i]);
		send(all);
		assert_true(wrote("\033]11;?"));
		assert_true(shows("4 of 6"));
		assert_true(shows("▌tune it"));
		assert_true(wrote(dims[i]));
		send("\033]11;rgb:1234/1234/1234\007"); /* a late one is swallowed whole */
		assert_true(shows("▌tune it"));
		assert_true(shows("next lesson"));
		send("qq");
		int status = finish();
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
}

static void poor_terminals_get_a_sentence(void **state)
{
	(void)state;
	start(80, 24, "no-such-terminal", NULL);
	settle();
	assert_true(wrote("Unknown terminal TERM=no-such-terminal"));
	assert_true(wrote("llmatlas list"));
	int status = finish();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
}

/* Screen readers and braille displays follow the terminal's cursor, hidden or not. */
static void the_cursor_is_on_the_row_in_hand(void **state)
{
	VTermPos before, after;

	(void)state;
	start(100, 30, "xterm-256color", NULL);
	settle();
	vterm_state_get_cursorpos(vterm_obtain_state(probe.emulator), &before);
	send("jj");
	vterm_state_get_cursorpos(vterm_obtain_state(probe.emulator), &after);
	assert_int_equal(after.row, before.row + 2);
	assert_int_equal(after.col, before.col);
	send("q");
	finish();
}

static void a_dumb_terminal_gets_lines(void **state)
{
	(void)state;
	start(200, 150, "dumb", NULL);
	settle();
	assert_true(shows("? lists the commands"));
	send("/ llama-4-scout\r");
	send("1\r");
	assert_true(shows("WHY IT BEHAVES AS IT DOES"));
	send("why architecture\r");
	assert_true(shows("Meta [1]"));
	send("m 1\r");
	assert_true(shows("Marked A"));
	send("architecture:ssm params<3B\r"); /* a query needs no sign in front */
	assert_true(shows("Mamba"));
	size_t before = probe.size;
	send("architecture:nonsense\r"); /* the mistake is read out, the list of before is not */
	assert_true(shows("expected a value of architecture"));
	assert_null(memmem(probe.bytes + before, probe.size - before, "Mamba", 5));
	send("mark 1 2\r");
	assert_true(shows("Marked B"));
	send("compare\r");
	assert_true(wrote("Learned from"));
	send("guide\r");
	assert_true(shows("What will the model mainly do?"));
	send("q\r");
	send("nonsense\r");
	assert_true(shows("That is no command"));
	send("q\r");
	int status = finish();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_false(wrote("\033")); /* no escape sequence at all */
}

static void write_settings(const char *text)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/llmatlas", settings_folder);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/llmatlas/config", settings_folder);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* The settings file is read again while the program runs; what is wrong in it is said with its place. */
static void settings_are_read_again(void **state)
{
	(void)state;
	snprintf(settings_folder, sizeof(settings_folder), "%s/settings", home);
	mkdir(settings_folder, 0700);
	write_settings(
		"signs = unicode\ncolumns = name,price@9\nquery = license:open-source\nclipboard = off\n");
	start(100, 30, "xterm-256color", NULL);
	settle();
	assert_true(shows("│"));
	assert_true(shows("license:open-source show:name,price@9"));
	send("y");
	assert_true(shows("Copying is off in the settings"));
	write_settings("signs = ascii\nmouse = on\nbind F5 help\n");
	send("j");
	assert_true(shows("The settings have been read again."));
	assert_false(is_there("│"));
	send("\x1b[15~"); /* F5 */
	assert_true(shows("2 helps to choose"));
	send("\x1b");
	send("\x1b[<0;51;1M\x1b[<0;51;1m"); /* a click on the Plot tab */
	assert_true(shows("walk the points"));
	write_settings("bind x nothing\nbind F5 help\nbind F5 export\n");
	send("j");
	assert_true(shows("2 settings are wrong"));
	assert_true(shows("config:1: There is no action 'nothing'"));
	send("q");
	send("q");
	assert_true(WIFEXITED(finish()));
	settings_folder[0] = '\0';
}

static int drop(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

/* In $(...) the screen is the terminal and the output what was chosen. */
static void pick_prints_what_was_chosen(void **state)
{
	(void)state;
	script = "model=$(\"$PROGRAM\" pick id=openai/gpt-5); echo \"chose <$model> $?\"";
	start(100, 30, "xterm-256color", NULL);
	settle();
	assert_true(shows("GPT-5"));
	send("\r");
	assert_true(wrote("chose <openai/gpt-5> 0"));
	finish();
	script = "\"$PROGRAM\" pick --print name; echo \"left with $?\"";
	start(100, 30, "xterm-256color", NULL);
	settle();
	send("q");
	assert_true(wrote("Nothing was chosen"));
	assert_true(wrote("left with 1"));
	finish();
	script = NULL;
}

/* After two imports: what changed, where it comes from, what was left out. */
/* Nobody set a locale, Korean is asked for: it comes as UTF-8, with signs of ASCII. */
static void korean_needs_no_locale(void **state)
{
	(void)state;
	script = "LC_ALL=C exec \"$PROGRAM\" --lang ko";
	start(80, 24, "xterm-256color", NULL);
	script = NULL;
	settle();
	assert_true(shows("\xed\x83\x90\xec\x83\x89")); /* the word for Browse */
	assert_true(shows("|"));
	send("q");
	assert_int_equal(finish(), 0);
}

/* A theme that does not exist is said before the screen takes the terminal, what is wrong in the settings on it. */
static void wrong_settings_and_words_are_told(void **state)
{
	(void)state;
	script = "\"$PROGRAM\" --theme gruvbox; echo \"left with $?\"";
	start(100, 30, "xterm-256color", NULL);
	settle();
	assert_true(wrote("Nearest: gruvbox"));
	assert_true(wrote("left with 2"));
	assert_false(wrote("\033[?1049h"));
	finish();
	script = NULL;
	snprintf(settings_folder, sizeof(settings_folder), "%s/unknown", home);
	mkdir(settings_folder, 0700);
	write_settings("query = prize<1\n");
	start(100, 30, "xterm-256color", NULL);
	settle();
	assert_true(shows("The setting 'query' is left out. Column 1"));
	assert_true(shows("sort:-released"));
	send("q");
	finish();
	script = "\"$PROGRAM\" 'prize<1'"; /* on the command line: where it can be mended */
	start(100, 30, "xterm-256color", NULL);
	script = NULL;
	settle();
	assert_true(shows(": prize<1"));
	assert_true(shows("there is no 'prize'"));
	send("\t\r");
	assert_true(shows(" price<1 "));
	send("q");
	finish();
	write_settings("theme = nosuchtheme\n");
	start(100, 30, "xterm-256color", NULL);
	settle();
	assert_true(shows("no theme 'nosuchtheme'"));
	send("q");
	finish();
	settings_folder[0] = '\0';
}

static void changes_and_sources_are_shown(void **state)
{
	(void)state;
	script =
		"HOME=$(mktemp -d); export HOME; files=\"$top_srcdir/tests/fixtures\"\n"
		"\"$PROGRAM\" import \"$files/models_dev.json\" --date 2030-10-01 2>/dev/null\n"
		"sed 's/\"input\": 2.5/\"input\": 1.25/' \"$files/models_dev.json\" >\"$HOME/new.json\"\n"
		"\"$PROGRAM\" import \"$HOME/new.json\" --name models.dev --date 2030-10-02 2>/dev/null\n"
		"\"$PROGRAM\"; rm -r \"$HOME\"";
	start(110, 40, "xterm-256color", NULL);
	settle();
	assert_true(shows("models.dev catalog"));
	send("6");
	assert_true(shows("cheaper"));
	assert_true(shows("2.50 \xe2\x86\x92 1.25"));
	send("\x1b");
	send("7");
	assert_true(shows("2030-10-02"));
	send("j\r");
	assert_true(shows("film-1"));
	send("\x1b");
	send("\x1b");
	send("q");
	finish();
	script = NULL;
}

static void marked_models_that_changed_are_told_once(void **state)
{
	(void)state;
	script =
		"HOME=$(mktemp -d); export HOME; files=\"$top_srcdir/tests/fixtures\"\n"
		"\"$PROGRAM\" import \"$files/models_dev.json\" --date 2030-10-01 2>/dev/null\n"
		"\"$PROGRAM\"\n"
		"sed 's/\"input\": 2.5/\"input\": 1.25/' \"$files/models_dev.json\" >\"$HOME/new.json\"\n"
		"\"$PROGRAM\" import \"$HOME/new.json\" --name models.dev --date 2030-10-02 2>/dev/null\n"
		"\"$PROGRAM\"; \"$PROGRAM\"; rm -r \"$HOME\"";
	start(110, 40, "xterm-256color", NULL);
	settle();
	send("/output cheaper\r");
	send(" ");
	assert_true(shows("1 marked"));
	send("q");
	settle();
	settle();
	assert_true(shows("Marked models changed: Output Cheaper: cheaper."));
	send("q");
	settle();
	assert_true(shows("1 marked"));
	assert_false(is_there("Marked models changed"));
	send("q");
	finish();
	script = NULL;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pick_prints_what_was_chosen),
		cmocka_unit_test(changes_and_sources_are_shown),
		cmocka_unit_test(marked_models_that_changed_are_told_once),
		cmocka_unit_test(korean_needs_no_locale),
		cmocka_unit_test(wrong_settings_and_words_are_told),
		cmocka_unit_test(it_starts_and_leaves),
		cmocka_unit_test(signals_restore_the_terminal),
		cmocka_unit_test(a_crash_restores_the_terminal),
		cmocka_unit_test(a_closed_terminal_ends_it),
		cmocka_unit_test(resizes_keep_the_screen),
		cmocka_unit_test(no_color_means_none),
		cmocka_unit_test(every_depth_shows_what_is_selected),
		cmocka_unit_test(the_ground_is_asked_for_and_no_key_is_lost),
		cmocka_unit_test(settings_are_read_again),
		cmocka_unit_test(poor_terminals_get_a_sentence),
		cmocka_unit_test(the_cursor_is_on_the_row_in_hand),
		cmocka_unit_test(a_dumb_terminal_gets_lines),
	};
	int master, slave;

	signal(SIGPIPE, SIG_IGN);
	if (openpty(&master, &slave, NULL, NULL, NULL) != 0) {
		puts("no pseudo-terminal here: skipped");
		return 77;
	}
	close(master);
	close(slave);
	if (!mkdtemp(home))
		return 99;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	nftw(home, drop, 16, FTW_DEPTH | FTW_PHYS);
	return failed;
}
