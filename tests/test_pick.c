/* SPDX-License-Identifier: MIT */
/* The program as another one asks it for a model: the screen is the terminal, what was chosen goes to the output. */
#include "tests/probe.h"

#include <unistd.h>

/* A command of the shell; NULL: the explorer. */
static void begin(const char *script)
{
	probe_script = script;
	probe_start(100, 30, "xterm-256color", NULL);
	probe_script = NULL;
	probe_settle();
}

/* In $(...) the screen is the terminal and the output what was chosen. */
static void pick_prints_what_was_chosen(void **state)
{
	(void)state;
	begin("model=$(\"$PROGRAM\" pick id=openai/gpt-5); echo \"chose <$model> $?\"");
	assert_true(probe_shows("GPT-5"));
	probe_send("\r");
	assert_true(probe_wrote("chose <openai/gpt-5> 0"));
	probe_finish();
	begin("model=$(\"$PROGRAM\" pick gpt-5); echo \"named <$model>\"");
	assert_true(probe_shows("Cerebras-GPT 590M"));
	probe_send("\r");
	assert_true(probe_wrote("named <openai/gpt-5>"));
	probe_finish();
	begin("\"$PROGRAM\" pick --print name; echo \"left with $?\"");
	probe_send("q");
	assert_true(probe_wrote("Nothing was chosen"));
	assert_true(probe_wrote("left with 1"));
	probe_finish();
}

/* The figure is the one that the list shows: of the offers that meet the query, computed for its parameters; the same that list prints. */
static void pick_prints_what_the_list_shows(void **state)
{
	static const char *const printed[][2] = {
		{ "memory", "id=openai/gpt-oss-120b with:bits=8,ctx=16k" },
		{ "cost", "id=openai/gpt-oss-120b with:in=1k,out=200,n=1k" },
		{ "price_in", "id=openai/gpt-oss-120b provider:groq" },
		{ "offers", "id=openai/gpt-oss-120b provider:groq" },
	};
	static char script[1024];

	(void)state;
	for (size_t i = 0; i < sizeof(printed) / sizeof(printed[0]); i++) {
		snprintf(script, sizeof(script),
			"listed=$(\"$PROGRAM\" list '%s show:%s' --no-footer --format csv | tr -d '\\r' | tail -n 1); "
			"picked=$(\"$PROGRAM\" pick --print %s '%s'); "
			"[ -n \"$picked\" ] && [ \"$listed\" = \"openai/gpt-oss-120b,$picked\" ] && echo same || echo \"other <$picked> <$listed>\"",
			printed[i][1], printed[i][0], printed[i][0], printed[i][1]);
		begin(script);
		probe_send("\r");
		assert_true(probe_wrote("same"));
		probe_finish();
	}
}

/* Who closed the input still has a terminal to choose on. */
static void pick_needs_no_input(void **state)
{
	(void)state;
	begin("model=$(\"$PROGRAM\" pick id=openai/gpt-5 <&-); echo \"chose <$model> $?\"");
	probe_send("\r");
	assert_true(probe_wrote("chose <openai/gpt-5> 0"));
	probe_finish();
}

/* The screen was there first, so what is chosen goes out by lines: one that is lost is told all the same. */
static void pick_tells_an_output_that_takes_nothing(void **state)
{
	(void)state;
	if (access("/dev/full", W_OK) != 0)
		skip();
	begin("\"$PROGRAM\" pick id=openai/gpt-5 >/dev/full; echo \"left with $?\"");
	assert_true(probe_shows("GPT-5"));
	probe_send("\r");
	assert_true(probe_wrote("Cannot write the output"));
	assert_true(probe_wrote("left with 4"));
	probe_finish();
}

/* Marks of the explorer are no choice of a pick, and a pick leaves them as they are; Esc steps out of it. */
static void pick_has_marks_of_its_own(void **state)
{
	static const char several[] =
		"models=$(\"$PROGRAM\" pick --multi --print name id=openai/gpt-5,openai/gpt-5-mini); "
		"echo chose \"<$models>\" $?";

	(void)state;
	begin(NULL);
	probe_send(":\x15id=openai/gpt-5\r ");
	assert_true(probe_shows("1 marked"));
	probe_send("q");
	probe_finish();
	begin(several);
	assert_true(probe_shows("2 of "));
	assert_false(probe_is_there("marked"));
	probe_send("/mini\r");
	assert_true(probe_shows("1 of "));
	probe_send("\"");
	assert_true(probe_shows("a pick keeps none"));
	probe_send(" \r");
	assert_true(probe_wrote("chose <GPT-5 Mini> 0"));
	probe_finish();
	begin(several);
	probe_send("/mini\r\x1b");
	assert_true(probe_shows("2 of ")); /* back to the query that it began with */
	probe_send("\x1b");
	assert_true(probe_wrote("chose <> 1"));
	probe_finish();
	begin(NULL);
	assert_true(probe_shows("1 marked"));
	probe_send(":\x15is:marked\r ");
	assert_true(probe_shows(
		"0 of ")); /* it was the one of the explorer, and is unmarked for the other tests */
	probe_send("q");
	probe_finish();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pick_prints_what_was_chosen),
		cmocka_unit_test(pick_prints_what_the_list_shows),
		cmocka_unit_test(pick_needs_no_input),
		cmocka_unit_test(pick_tells_an_output_that_takes_nothing),
		cmocka_unit_test(pick_has_marks_of_its_own),
	};

	return probe_is_possible() ? cmocka_run_group_tests(tests, probe_open, probe_close) : 77;
}
