/* SPDX-License-Identifier: MIT */
/* error.h - what a function that can fail returns, and the sentence that goes with it.
 * Layer: base. The result's value is the exit code of the program (see llmatlas(1)). */
#ifndef CATALOG_BASE_ERROR_H
#define CATALOG_BASE_ERROR_H
#include "catalog/base/text.h"
#include <stdarg.h>

enum result {
	RESULT_OK = 0,
	RESULT_NO_MATCH = 1,    /* asked and answered: nothing matches */
	RESULT_USAGE = 2,       /* an option, query or name is wrong */
	RESULT_BAD_DATA = 3,    /* a file's content is wrong */
	RESULT_IO = 4,          /* could not read, write or reach */
	RESULT_INTERRUPTED = 5, /* told to stop; never an exit code */
	RESULT_UNREAD = 6       /* whoever read the output has gone; never an exit code */
};

enum { ERROR_SIZE = 1024 };

/* One sentence: what happened, where (file, line, column or path), what was expected. Clean text. */
struct error {
	enum result result;
	int column; /* of a query, from 1 in code points; 0: none */
	char message[ERROR_SIZE];
};

/* Fills err (may be NULL) and returns result. The formatted text is cleaned; too long is cut at a character. */
enum result error_set(struct error *err, enum result result, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* As error_set with ": strerror(number)" behind it; RESULT_UNREAD for EPIPE, else RESULT_IO. */
enum result error_set_system(struct error *err, int number, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
#endif
