/* SPDX-License-Identifier: MIT */
/* session.h - the explorer on a fixture, for tests: what stands before the first key, then keys. */
#ifndef TESTS_SESSION_H
#define TESTS_SESSION_H
#include "catalog/tables/diff.h"
#include "state/catalogs.h"
#include "tests/fixture.h"
#include "tui/app.h"

enum { SESSION_IMPORTS_MAX = 4 };
struct session {
	/* Before session_start. */
	struct terminal *terminal;
	const struct theme_shelf *themes;
	const char *fixture_name;
	unsigned many; /* models of an invented catalog instead; that of before had one less */
	const char *before_name;                  /* a fixture: the catalog of before; NULL: none */
	const char *imports[SESSION_IMPORTS_MAX]; /* fixtures: catalogs brought in */
	size_t import_count;
	char query[256];
	char parameters[128]; /* that the settings give: "in=9k,out=900" */
	bool is_ascii, is_first_run;

	struct arena arena;
	struct fixture fixture, before;
	struct explorer explorer;
	struct keymap keymap;
	struct changes changes;
	unsigned stops; /* so many comparisons are stopped by a key */
	struct catalogs catalogs;
	char folder[32]; /* of what was brought in */
	struct app *app; /* NULL before session_start */
};
void session_init(struct session *session, struct terminal *terminal,
	const struct theme_shelf *themes);
void session_start(struct session *session); /* and paints; nothing the second time */
/* "Down x Ctrl-p"; false: the explorer was left. Ends the program at a name that is none. */
bool session_press(struct session *session, struct text names);
void session_type(struct session *session, struct text text);
void session_done(struct session *session);
#endif
