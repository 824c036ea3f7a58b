/* SPDX-License-Identifier: MIT */
/* probe.h - the real program in a pseudo-terminal behind an emulator: started, typed to, read, ended. */
#ifndef TESTS_PROBE_H
#define TESTS_PROBE_H
#include "tests/unit.h"

#include <signal.h>
#include <sys/wait.h>
#include <vterm.h>

struct probe {
	int master;
	pid_t child;
	VTerm *emulator;
	VTermScreen *screen;
	char bytes[1 << 20]; /* all that the program wrote */
	size_t size;
	int rows, columns;
};
extern struct probe probe;
extern char probe_home[];        /* marks and history of the tests go there */
extern char probe_settings[64];  /* XDG_CONFIG_HOME of the next start; empty: none */
extern const char *probe_script; /* run by a shell in place of the program; NULL: none */

bool probe_is_possible(void); /* false: says that there are no pseudo-terminals */
int probe_open(void **state); /* setup and teardown of a group */
int probe_close(void **state);

void probe_start(int columns, int rows, const char *term, const char *no_color);
/* Reads until it has been quiet for a while. */
void probe_settle(void);
void probe_row(int row, char out[512]);
bool probe_is_there(const char *text);
/* Now, or before long: a busy machine is quiet in the middle of its work. */
bool probe_shows(const char *text);
void probe_send(const char *keys); /* and settles */
int probe_finish(void);            /* the status of the child */
bool probe_wrote(const char *bytes);
#endif
