/* SPDX-License-Identifier: MIT */
/* pty.h - a program in a pseudo-terminal, watched from outside. Layer: bench. */
#ifndef BENCH_PTY_H
#define BENCH_PTY_H
#include <stddef.h>
#include <sys/types.h>

struct pty {
	pid_t process;
	int descriptor;
	double started;   /* clock_ms at fork */
	size_t bytes;     /* written so far */
	int clears;       /* of the whole screen among them */
	int has_answered; /* the question which terminal this is */
	char tail[8];     /* last bytes, for sequences across reads */
};

/* What programs of the terminal are started with: 256 colours, UTF-8, a home of their own, no settings. */
void pty_environment(const char *home);
struct pty pty_start(const char *const *arguments, int columns, int rows);
/* Reads until the program is silent for a while; the time of its last byte (the time of the call, if there was none). */
double pty_settle(struct pty *pty);
/* Reads for so long. */
void pty_wait(struct pty *pty, double ms);
void pty_type(struct pty *pty, const char *keys);
void pty_resize(struct pty *pty, int columns, int rows);
double pty_cpu_ms(
	const struct pty *pty); /* computing so far, in steps of the kernel's clock tick */
void pty_kill(struct pty *pty);
long pty_wakes(const struct pty *pty); /* times it gave up the processor to wait */
double pty_memory(const struct pty *pty, const char *name); /* kB of a line of status */
double pty_private(const struct pty *pty);                  /* kB that no other process shares */
#endif
