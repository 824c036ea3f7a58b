/* SPDX-License-Identifier: MIT */
/* Signals that come while the program is on its way out, as a second hangup does: nothing that is written then may have a byte of theirs. */
#include "tests/unit.h"

#include "tui/screen/terminal_signals.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void one_that_comes_while_it_is_up_is_taken(void **state)
{
	(void)state;
	assert_int_equal(terminal_signals_open(NULL), RESULT_OK);
	terminal_signals_catch();
	raise(SIGHUP);
	assert_int_equal(terminal_signals_take(), SIGHUP);
	assert_int_equal(terminal_signals_take(), 0);
	terminal_signals_close();
}

static void one_that_comes_behind_it_writes_into_no_file(void **state)
{
	FILE *files[4]; /* one of them has the number that the pipe had */

	(void)state;
	assert_int_equal(terminal_signals_open(NULL), RESULT_OK);
	terminal_signals_catch();
	terminal_signals_close();
	for (size_t i = 0; i < 4; i++)
		assert_non_null(files[i] = tmpfile());
	raise(SIGHUP);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(lseek(fileno(files[i]), 0, SEEK_END), 0);
		fclose(files[i]);
	}
	assert_int_equal(terminal_signals_take(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_that_comes_while_it_is_up_is_taken),
		cmocka_unit_test(one_that_comes_behind_it_writes_into_no_file),
	};

	return cmocka_run_group_tests_name("signals", tests, NULL, NULL);
}
