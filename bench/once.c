/* SPDX-License-Identifier: MIT */
/* once.c - runs a program in a pseudo-terminal until its first frame stands, presses q, and waits for its end. Layer: bench. */
#include "bench/pty.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

int main(int count, char **arguments)
{
	int status;

	if (count < 4) {
		fputs("usage: once COLUMNS ROWS PROGRAM [ARGUMENT...]\n", stderr);
		return 2;
	}
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	struct pty pty = pty_start((const char *const *)arguments + 3, atoi(arguments[1]),
		atoi(arguments[2]));
	do /* a program under a debugger is slow: some silence is no end */
		pty_settle(&pty);
	while (pty.bytes < 2000 && waitpid(pty.process, &status, WNOHANG) == 0);
	pty_wait(&pty, 500);
	pty_type(&pty, "q");
	pty_wait(&pty, 200);
	for (int i = 0; i < 50 && waitpid(pty.process, &status, WNOHANG) == 0; i++)
		pty_wait(&pty, 200);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
