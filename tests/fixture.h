/* SPDX-License-Identifier: MIT */
/* fixture.h - an open store made from a facts file, for the tests. */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H
#include "catalog/base/strbuf.h"
#include "catalog/store/store.h"

struct fixture {
	struct strbuf bytes;
	struct store *store;
};
/* name: a file of tests/fixtures. Ends the program with the reason when it cannot be built. */
void fixture_open(struct fixture *fixture, const char *name);
void fixture_open_text(struct fixture *fixture, const char *json);
/* The same as a catalog of thousands of models is written: columns by form, leading rows. */
void fixture_open_large(struct fixture *fixture, const char *json);
/* Rows by form, in a snapshot that shares their columns. */
void fixture_open_forms(struct fixture *fixture);
void fixture_close(struct fixture *fixture);
char *fixture_path(const char *name); /* yours */
#endif
