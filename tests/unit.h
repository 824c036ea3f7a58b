/* SPDX-License-Identifier: MIT */
/* unit.h - what every unit test includes; texts compared with both shown on failure. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H
#include "catalog/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static inline void assert_text_at(struct text got, const char *expected, const char *file, int line)
{
	if (!text_equal_string(got, expected)) {
		print_error("got      \"%.*s\"\nexpected \"%s\"\n", TEXT_ARGS(got), expected);
		_fail(file, line);
	}
}
#define assert_text(got, expected) assert_text_at(got, expected, __FILE__, __LINE__)
#define assert_contains(string, part) assert_non_null(strstr(string, part))
#endif
