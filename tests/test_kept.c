/* SPDX-License-Identifier: MIT */
/* What the real program keeps from one start to the next, marks, answers and catalogs, and what it tells of changes. */
#include "tests/probe.h"

/* After two imports: what changed, where it comes from, what was left out. */
static void changes_and_sources_are_shown(void **state)
{
	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; files=\"$top_srcdir/tests/fixtures\"\n"
		"\"$PROGRAM\" import \"$files/models_dev.json\" --date 2026-11-01 2>/dev/null\n"
		"sed 's/\"input\": 2.5/\"input\": 1.25/' \"$files/models_dev.json\" >\"$HOME/new.json\"\n"
		"\"$PROGRAM\" import \"$HOME/new.json\" --name models.dev --date 2026-11-02 2>/dev/null\n"
		"\"$PROGRAM\"; rm -r \"$HOME\"";
	probe_start(110, 40, "xterm-256color", NULL);
	probe_settle();
	assert_true(probe_shows("models.dev catalog"));
	probe_send("6");
	assert_true(probe_shows("cheaper"));
	assert_true(probe_shows("2.50 \xe2\x86\x92 1.25"));
	probe_send("\x1b");
	probe_send("7");
	assert_true(probe_shows("2026-11-02"));
	probe_send("j\r");
	assert_true(probe_shows("film-1"));
	probe_send("\x1b");
	probe_send("\x1b");
	probe_send("q");
	probe_finish();
	probe_script = NULL;
}

/* More than is looked at before the first frame: it comes to an end while nobody presses a key. */
static void many_conflicts_are_counted_between_frames(void **state)
{
	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; cd \"$HOME\"\n"
		"rows() { awk -v p=$1 'BEGIN { for (i = 0; i < 6000; i++) printf \"{\\\"id\\\": \\\"acme/m%d\\\", \\\"params\\\": %d}\\n\", i, p }' >$2; }\n"
		"rows 1000000000 one.ndjson; rows 3000000000 two.ndjson\n"
		"\"$PROGRAM\" import one.ndjson 2>/dev/null; \"$PROGRAM\" import two.ndjson 2>/dev/null\n"
		"\"$PROGRAM\"; rm -r \"$HOME\"";
	probe_start(110, 40, "xterm-256color", NULL);
	probe_settle();
	probe_send("7");
	probe_settle();
	assert_true(probe_shows(" models, "));
	assert_true(probe_shows("6000"));
	assert_false(probe_shows("looking which"));
	probe_send("\x1b");
	probe_send("q");
	probe_finish();
	probe_script = NULL;
}

/* Each of one's own files is a line, and what was left out of it stands behind it. */
static void own_files_are_among_the_sources(void **state)
{
	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; own=\"$HOME/.config/llmatlas/catalog.d\"; mkdir -p \"$own\"\n"
		"printf '{\"schema\": \"llmatlas-facts/1\", \"models\": [{\"id\": \"openai/house\", \"name\": \"House\", \"developer\": \"openai\"}, {\"id\": \"openai/odd\", \"name\": 7, \"developer\": \"openai\"}]}' >\"$own/prices.json\"\n"
		"printf '{' >\"$own/with-a-long-name.json\"\n\"$PROGRAM\"; rm -r \"$HOME\"";
	probe_start(110, 40, "xterm-256color", NULL);
	probe_settle();
	probe_send("7");
	probe_settle();
	assert_true(probe_shows("yours/prices.json"));
	assert_true(probe_shows("yours/with-a-long-name.json"));
	probe_send("j"); /* below the built-in one */
	probe_send("\r");
	assert_true(probe_shows("prices.json:1:")); /* and not the other file's */
	assert_true(probe_shows("models[1].name"));
	assert_false(probe_is_there("with-a-long-name.json:1:"));
	probe_send("\x1b");
	probe_send("\x1b");
	probe_send("q");
	probe_finish();
	probe_script = NULL;
}

static void marked_models_that_changed_are_told_once(void **state)
{
	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; files=\"$top_srcdir/tests/fixtures\"\n"
		"\"$PROGRAM\" import \"$files/models_dev.json\" --date 2026-11-01 2>/dev/null\n"
		"\"$PROGRAM\"\n"
		"sed 's/\"input\": 2.5/\"input\": 1.25/' \"$files/models_dev.json\" >\"$HOME/new.json\"\n"
		"\"$PROGRAM\" import \"$HOME/new.json\" --name models.dev --date 2026-11-02 2>/dev/null\n"
		"\"$PROGRAM\"; \"$PROGRAM\"; rm -r \"$HOME\"";
	probe_start(110, 40, "xterm-256color", NULL);
	probe_settle();
	probe_send("/output cheaper\r");
	probe_send(" ");
	assert_true(probe_shows("1 marked"));
	probe_send("q");
	probe_settle();
	probe_settle();
	assert_true(probe_shows("Marked models changed (6 shows all): Output Cheaper: cheaper"));
	probe_send("q");
	probe_settle();
	assert_true(probe_shows("1 marked"));
	assert_false(probe_is_there("Marked models changed"));
	probe_send("q");
	probe_finish();
	probe_script = NULL;
}

/* A price that came or went is told in a word; of another one than those of input and output it is said which. */
static void marked_models_whose_prices_come_and_go_are_told(void **state)
{
	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; cd \"$HOME\"\n"
		"prices() { printf 'id,name,price_in,price_out,price_cached\\nacme/paid,Paid,%s\\n' \"$1\" >a.csv; \"$PROGRAM\" import a.csv 2>/dev/null; }\n"
		"prices 1,2,\n\"$PROGRAM\"\nprices ,,\n\"$PROGRAM\"\nprices 1,2,\n\"$PROGRAM\"\nprices 1,2,0.5\n\"$PROGRAM\"\n"
		"rm -r \"$HOME\"";
	probe_start(110, 40, "xterm-256color", NULL);
	probe_settle();
	probe_send("/paid\r ");
	assert_true(probe_shows("1 marked"));
	probe_send("q");
	probe_settle();
	assert_true(probe_shows("changed (6 shows all): Paid: unpriced"));
	probe_send("6");
	assert_true(probe_shows("Price in: 1.00 → unknown"));
	probe_send("\x1b");
	probe_send("q");
	probe_settle();
	assert_true(probe_shows("changed (6 shows all): Paid: priced"));
	probe_send("q");
	probe_settle();
	assert_true(probe_shows("changed (6 shows all): Paid: priced (Price cached)"));
	probe_send("q");
	probe_finish();
	probe_script = NULL;
}

/* Also if other catalogs came between, and if no marked model is left. */
static void marked_models_that_are_gone_are_told(void **state)
{
	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; cd \"$HOME\"\n"
		"line() { printf '{\"id\": \"%s\", \"name\": \"%s\", \"params\": 7e9}\\n' \"$1\" \"$2\"; }\n"
		"for i in 1 2 3 4 5; do line gone/m$i \"Gone $i\"; done >a.ndjson; \"$PROGRAM\" import a.ndjson 2>/dev/null\n"
		"\"$PROGRAM\"\n"
		"line there/other Other >a.ndjson; \"$PROGRAM\" import a.ndjson --force 2>/dev/null\n"
		"line there/third Third >b.ndjson; \"$PROGRAM\" import b.ndjson 2>/dev/null\n"
		"\"$PROGRAM\" pick; \"$PROGRAM\" --catalog built-in\n"
		"\"$PROGRAM\"; \"$PROGRAM\"; rm -r \"$HOME\"";
	probe_start(110, 40, "xterm-256color", NULL);
	probe_settle();
	probe_send("/gone\r");
	probe_send("     "); /* each goes on to the next */
	assert_true(probe_shows("5 marked"));
	probe_send("q");
	for (int i = 0; i < 2;
		i++) { /* a pick, and a start with another catalog, are none of these */
		probe_settle();
		assert_true(probe_shows("hidden"));
		probe_send("q");
	}
	probe_settle();
	probe_settle();
	assert_true(probe_shows("Marked models changed (6 shows all): Gone "));
	assert_true(probe_shows(": gone, and 2 more"));
	probe_send("q");
	probe_settle();
	assert_true(probe_shows("hidden"));
	assert_false(probe_is_there("Marked models changed"));
	probe_send("q");
	probe_finish();
	probe_script = NULL;
}

/* A mark is written down as soon as the hands rest: a machine that goes down takes none with it. */
static void marks_outlive_a_kill(void **state)
{
	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; marks=\"$HOME/.local/state/llmatlas/marks\"\n"
		"(while ! [ -s \"$marks\" ]; do sleep 0.1; done; pkill -9 -P $$ -f \"^$PROGRAM\") &\n"
		"\"$PROGRAM\"; stty sane; printf '\\033[?1049lkept '; cat \"$marks\"; rm -r \"$HOME\"";
	probe_start(110, 40, "xterm-256color", NULL);
	probe_settle();
	probe_send("/llama-4-scout\r");
	probe_send(" ");
	assert_true(probe_shows("kept meta/llama-4-scout"));
	probe_finish();
	probe_script = NULL;
}

/* What Choose marked for a comparison is nobody's shortlist, however the program ends. */
static void marks_of_a_comparison_are_given_back(void **state)
{
	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; marks=\"$HOME/.local/state/llmatlas/marks\"\n"
		"(while ! [ -s \"$marks\" ]; do sleep 0.1; done; pkill -TERM -P $$ -f \"^$PROGRAM\") &\n"
		"\"$PROGRAM\"; stty sane; printf '\\033[?1049lkept <'; cat \"$marks\"; echo '>'; rm -r \"$HOME\"";
	probe_start(110, 40, "xterm-256color", NULL);
	probe_settle();
	probe_send("2");
	probe_send("j\r"); /* the first preset */
	assert_true(probe_shows("Toss-up"));
	probe_send("c");
	assert_true(probe_shows("kept <>"));
	probe_finish();
	probe_script = NULL;
}

/* Nothing is lost: the next answers are written to another file. */
static void answers_that_cannot_be_read_are_kept(void **state)
{
	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; at=\"$HOME/.local/state/llmatlas\"; mkdir -p \"$at\"; printf '{bad' >\"$at/answers.json\"\n"
		"\"$PROGRAM\"; echo \"kept <$(cat \"$at/answers.json.bad\")>\"";
	probe_start(120, 30, "xterm-256color", NULL);
	probe_script = NULL;
	probe_settle();
	probe_send("2");
	assert_true(probe_shows("Your last answers cannot be used"));
	probe_send("q");
	probe_send("q");
	assert_true(probe_wrote("kept <{bad>"));
	probe_finish();
}

/* Pipes that nobody writes into: named, not waited for, at the start and at the end. */
static void pipes_are_not_waited_for(void **state)
{
	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; at=\"$HOME/.local/state/llmatlas\"; mkdir -p \"$at\" \"$HOME/.config/llmatlas\"\n"
		"mkfifo \"$HOME/.config/llmatlas/config\" \"$at/answers.json\"\n"
		"\"$PROGRAM\"; echo \"it ended with $?\"; rm -r \"$HOME\"";
	probe_start(120, 30, "xterm-256color", NULL);
	probe_script = NULL;
	probe_settle();
	assert_true(probe_shows("config: expected a regular file, not a pipe"));
	probe_send("2");
	assert_true(probe_shows("Your last answers cannot be read: "));
	probe_send("\r");
	probe_send("q");
	probe_send("q");
	assert_true(probe_wrote("it ended with"));
	probe_finish();
}

static void marks_that_cannot_be_kept_are_told(void **state)
{
	(void)state;
	probe_script =
		"HOME=$(mktemp -d); export HOME; mkdir -p \"$HOME/.local/state\"; : >\"$HOME/.local/state/llmatlas\"\n"
		"\"$PROGRAM\"; echo \"it ended with $?\"; rm -r \"$HOME\"";
	probe_start(110, 40, "xterm-256color", NULL);
	probe_settle();
	probe_send("/llama-4-scout\r");
	probe_send(" ");
	assert_true(probe_shows("are not kept"));
	probe_send("q");
	assert_true(probe_shows("it ended with 4"));
	assert_true(probe_is_there("marks.lock: Not a directory"));
	probe_finish();
	probe_script = NULL;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_and_sources_are_shown),
		cmocka_unit_test(many_conflicts_are_counted_between_frames),
		cmocka_unit_test(own_files_are_among_the_sources),
		cmocka_unit_test(marked_models_that_changed_are_told_once),
		cmocka_unit_test(marked_models_whose_prices_come_and_go_are_told),
		cmocka_unit_test(marked_models_that_are_gone_are_told),
		cmocka_unit_test(marks_outlive_a_kill),
		cmocka_unit_test(marks_of_a_comparison_are_given_back),
		cmocka_unit_test(answers_that_cannot_be_read_are_kept),
		cmocka_unit_test(pipes_are_not_waited_for),
		cmocka_unit_test(marks_that_cannot_be_kept_are_told),
	};

	return probe_is_possible() ? cmocka_run_group_tests(tests, probe_open, probe_close) : 77;
}
