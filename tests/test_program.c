/* SPDX-License-Identifier: MIT */
/* The real program from its start to its end: its settings, what it tells, its lines for a dumb terminal. */
#include "tests/probe.h"

#include <sys/stat.h>
#include <unistd.h>

static void a_dumb_terminal_gets_lines(void **state)
{
	(void)state;
	probe_start(200, 150, "dumb", NULL);
	probe_settle();
	assert_true(probe_shows("? lists the commands"));
	probe_send("/ llama-4-scout\r");
	probe_send("1\r");
	assert_true(probe_shows("WHY IT BEHAVES AS IT DOES"));
	probe_send("why architecture\r");
	assert_true(probe_shows("Meta [1]"));
	probe_send("m 1\r");
	assert_true(probe_shows("Marked A"));
	probe_send("architecture:ssm params<3B\r"); /* a query needs no sign in front */
	assert_true(probe_shows("Mamba"));
	size_t before = probe.size;
	probe_send(
		"architecture:nonsense\r"); /* the mistake is read out, the list of before is not */
	assert_true(probe_shows("expected a value of architecture"));
	assert_null(memmem(probe.bytes + before, probe.size - before, "Mamba", 5));
	probe_send("mark 1 2\r");
	assert_true(probe_shows("Marked B"));
	probe_send("compare\r");
	assert_true(probe_wrote("Learned from"));
	probe_send("guide\r");
	assert_true(probe_shows("What will the model mainly do?"));
	probe_send("q\r");
	probe_send("nonsense\r");
	assert_true(probe_shows("That is no command"));
	probe_send("q\r");
	int status = probe_finish();
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_false(probe_wrote("\033")); /* no escape sequence at all */
}

/* What one reads first: no word is cut by the edge of the terminal. */
static void help_is_as_wide_as_the_terminal(void **state)
{
	(void)state;
	probe_script = "exec \"$PROGRAM\" --help";
	probe_start(80, 100, "xterm-256color", NULL);
	probe_settle();
	assert_true(probe_shows("catalog that"));
	assert_true(probe_is_there("                             shrank or is cut off"));
	assert_int_equal(probe_finish(), 0);
	probe_script = "exec \"$PROGRAM\" help update";
	probe_start(80, 40, "xterm-256color", NULL);
	probe_script = NULL;
	probe_settle();
	assert_true(probe_shows("address; the only"));
	assert_true(probe_is_there("command that uses the network"));
	assert_int_equal(probe_finish(), 0);
}

/* Words of the command line mean what the same words in the prompt mean. */
static void the_cursor_begins_on_the_named_model(void **state)
{
	(void)state;
	probe_script = "exec \"$PROGRAM\" gpt-5";
	probe_start(80, 24, "xterm-256color", NULL);
	probe_script = NULL;
	probe_settle();
	assert_true(probe_shows("▌   GPT-5  "));
	probe_send("q");
	assert_int_equal(probe_finish(), 0);
}

static void write_settings(const char *text)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/llmatlas", probe_settings);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/llmatlas/config", probe_settings);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* The settings file is read again while the program runs; what is wrong in it is said with its place. */
static void settings_are_read_again(void **state)
{
	(void)state;
	snprintf(probe_settings, sizeof(probe_settings), "%s/settings", probe_home);
	mkdir(probe_settings, 0700);
	write_settings(
		"signs = unicode\ncolumns = name,price@9\nquery = license:open-source\nclipboard = off\n");
	probe_start(100, 30, "xterm-256color", NULL);
	probe_settle();
	assert_true(probe_shows("│"));
	assert_true(probe_shows("license:open-source show:name,price@9"));
	probe_send("y");
	assert_true(probe_shows("Copying is off in the settings"));
	write_settings("signs = ascii\nmouse = on\nbind F5 help\n");
	probe_send("j");
	assert_true(probe_shows("The settings have been read again."));
	assert_false(probe_is_there("│"));
	probe_send("\x1b[15~"); /* F5 */
	assert_true(probe_shows("2 helps to choose"));
	probe_send("\x1b");
	probe_send("\x1b[<0;51;1M\x1b[<0;51;1m"); /* a click on the Plot tab */
	assert_true(probe_shows("axes, histogram"));
	write_settings("bind x nothing\nbind F5 help\nbind F5 export\n");
	probe_send("j");
	assert_true(probe_shows("2 settings are wrong"));
	assert_true(probe_shows("config:1: There is no action 'nothing'"));
	probe_send("q");
	probe_send("q");
	assert_true(WIFEXITED(probe_finish()));
	probe_settings[0] = '\0';
}

/* Nobody set a locale, Korean is asked for: it comes as UTF-8, with signs of ASCII. */
static void korean_needs_no_locale(void **state)
{
	(void)state;
	probe_script = "LC_ALL=C exec \"$PROGRAM\" --lang ko";
	probe_start(80, 24, "xterm-256color", NULL);
	probe_script = NULL;
	probe_settle();
	assert_true(probe_shows("\xed\x83\x90\xec\x83\x89")); /* the word for Browse */
	assert_true(probe_shows("|"));
	probe_send("q");
	assert_int_equal(probe_finish(), 0);
}

/* Somebody set a locale that is not installed here, as over ssh: its codes are those of his terminal. */
static void a_locale_that_is_not_installed_tells_the_codes(void **state)
{
	static const char *const settings[] = { "LC_ALL= LC_CTYPE= LANG=xx_XX.UTF-8",
		"LC_ALL= LC_CTYPE=C.UTF-8 LANG=xx_XX.UTF-8", "LC_ALL=xx_XX.utf8" };
	char script[160];

	(void)state;
	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
		snprintf(script, sizeof(script), "%s exec \"$PROGRAM\"", settings[i]);
		probe_script = script;
		probe_start(80, 24, "xterm-256color", NULL);
		probe_script = NULL;
		probe_settle();
		assert_true(probe_shows("\xe2\x94\x82")); /* a line of the box */
		probe_send("q");
		assert_int_equal(probe_finish(), 0);
	}
}

/* A theme that does not exist is said before the screen takes the terminal, what is wrong in the settings on it. */
static void wrong_settings_and_words_are_told(void **state)
{
	(void)state;
	probe_script = "\"$PROGRAM\" --theme gruvbox; echo \"left with $?\"";
	probe_start(100, 30, "xterm-256color", NULL);
	probe_settle();
	assert_true(probe_wrote("Nearest: gruvbox"));
	assert_true(probe_wrote("left with 2"));
	assert_false(probe_wrote("\033[?1049h"));
	probe_finish();
	probe_script = NULL;
	snprintf(probe_settings, sizeof(probe_settings), "%s/unknown", probe_home);
	mkdir(probe_settings, 0700);
	write_settings("query = prize<1\n");
	probe_start(100, 30, "xterm-256color", NULL);
	probe_settle();
	assert_true(
		probe_shows("config:1: query is left out: expected a field (there is no 'prize'"));
	assert_true(probe_shows("sort:-released"));
	probe_send("q");
	probe_finish();
	probe_script = "\"$PROGRAM\" 'prize<1'"; /* on the command line: where it can be mended */
	probe_start(100, 30, "xterm-256color", NULL);
	probe_script = NULL;
	probe_settle();
	assert_true(probe_shows(": prize<1"));
	assert_true(probe_shows("there is no 'prize'"));
	probe_send("\t\r");
	assert_true(probe_shows(" price<1 "));
	probe_send("q");
	probe_finish();
	write_settings("theme = nosuchtheme\n");
	probe_start(100, 30, "xterm-256color", NULL);
	probe_settle();
	assert_true(probe_shows("config:1: there is no theme 'nosuchtheme'"));
	probe_send("q");
	probe_finish();
	write_settings(
		"theme = nosuchtheme\nlanguage = xx\nfoo = bar\n"); /* the theme hides nothing */
	probe_start(100, 30, "xterm-256color", NULL);
	probe_settle();
	assert_true(probe_shows("3 settings are wrong"));
	probe_send("q");
	probe_finish();
	probe_settings[0] = '\0';
}

/* Ctrl-Z is the terminal's key, in a line that is typed into as well; what was typed is there afterwards. */
static void it_stops_in_a_field_too(void **state)
{
	(void)state;
	probe_script =
		"set -m; \"$PROGRAM\"; echo \"stopped with $?\"; fg >/dev/null; echo \"ended with $?\"";
	probe_start(80, 24, "xterm-256color", NULL);
	probe_settle();
	probe_send("/lla");
	probe_send("\x1a");
	assert_true(probe_wrote("stopped with 148"));
	assert_true(probe_shows("/ lla"));
	probe_send("\x1b");
	probe_send("q");
	probe_finish();
	assert_true(probe_wrote("ended with 0"));
	probe_script = NULL;
}

/* Keys that arrive in one read, as over a slow line, do what they do one by one. */
static void keys_that_come_at_once_are_not_lost(void **state)
{
	char row[512];

	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; unset XDG_STATE_HOME; \"$PROGRAM\"; rm -r \"$HOME\"";
	probe_start(80, 24, "xterm-256color", NULL);
	probe_settle();
	probe_send("/coder\rjj ");
	probe_row(5, row); /* the third of what was found, not of what stood there before */
	assert_non_null(strstr(row, " A "));
	assert_non_null(strcasestr(row, "coder"));
	probe_send(" ");
	probe_send("2\r");
	assert_true(probe_shows("question 1"));
	probe_send("1\x10theme\r");
	assert_true(probe_shows("Themes"));
	probe_send("\x1b");
	probe_send("5j\r");
	assert_true(probe_shows("architecture:moe"));
	probe_send("qq");
	probe_finish();
	probe_script = NULL;
}

/* More models than are weighed: Choose is there at once, says how many are left out, and tells of one by name. */
static void a_large_catalog_can_be_chosen_from(void **state)
{
	(void)state;
	probe_script =
		"awk 'BEGIN { for (i = 0; i < 10100; i++) printf \"{\\\"id\\\": \\\"hub/tower-%d\\\", \\\"params\\\": %d}\\n\", i, 1000000 + i }' | "
		"\"$PROGRAM\" import - --name towers >/dev/null 2>&1; exec \"$PROGRAM\"";
	probe_start(120, 40, "xterm-256color", NULL);
	probe_settle();
	assert_true(probe_shows("1 Browse"));
	probe_send("2");
	assert_true(probe_shows("What should I use?"));
	probe_send("v");
	assert_true(probe_shows("10100 not weighed"));
	probe_send("/tower-77");
	assert_true(probe_shows("not weighed: too little is on record"));
	assert_true(probe_shows("10100 models of this catalog are not weighed"));
	probe_send("\x1b");
	probe_send("q");
	probe_finish();
	probe_script = "exec \"$PROGRAM\" sources --remove towers";
	probe_start(120, 40, "xterm-256color", NULL);
	probe_settle();
	probe_finish();
	probe_script = NULL;
}

/* More offers than are weighed: the same, and who is passed over is told so. */
static void a_large_price_list_can_be_chosen_from(void **state)
{
	(void)state;
	probe_script =
		"awk 'BEGIN { for (i = 0; i < 10100; i++) printf \"{\\\"id\\\": \\\"hub/tower-%d\\\", \\\"price_in\\\": 1, \\\"price_out\\\": 2, \\\"downloads\\\": %d}\\n\", i, i }' | "
		"\"$PROGRAM\" import - --name towers >/dev/null 2>&1; exec \"$PROGRAM\"";
	probe_start(120, 40, "xterm-256color", NULL);
	probe_settle();
	assert_true(probe_shows("1 Browse"));
	probe_send("2");
	assert_true(probe_shows("What should I use?"));
	probe_send("v");
	probe_send("/tower-77");
	assert_true(probe_shows("not weighed: more is on record of others"));
	assert_true(probe_shows("the 5000 with the strongest evidence are"));
	probe_send("\x1b");
	probe_send("q");
	probe_finish();
	probe_script = "exec \"$PROGRAM\" sources --remove towers";
	probe_start(120, 40, "xterm-256color", NULL);
	probe_settle();
	probe_finish();
	probe_script = NULL;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(korean_needs_no_locale),
		cmocka_unit_test(a_locale_that_is_not_installed_tells_the_codes),
		cmocka_unit_test(wrong_settings_and_words_are_told),
		cmocka_unit_test(help_is_as_wide_as_the_terminal),
		cmocka_unit_test(the_cursor_begins_on_the_named_model),
		cmocka_unit_test(settings_are_read_again),
		cmocka_unit_test(a_dumb_terminal_gets_lines),
		cmocka_unit_test(it_stops_in_a_field_too),
		cmocka_unit_test(keys_that_come_at_once_are_not_lost),
		cmocka_unit_test(a_large_catalog_can_be_chosen_from),
		cmocka_unit_test(a_large_price_list_can_be_chosen_from),
	};

	return probe_is_possible() ? cmocka_run_group_tests(tests, probe_open, probe_close) : 77;
}
