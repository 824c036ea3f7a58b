/* SPDX-License-Identifier: MIT */
/* keys.c - what a person feels: cursor keys, keys held down, resizing, beside programs that people know. Layer: bench.
 * Programs run side by side and are asked in turns; times are of the clock on the wall, to the last byte before a silence. */
#include "bench/clock.h"
#include "bench/figure.h"
#include "bench/peer.h"
#include "bench/pty.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS_MAX = 201, PROGRAM_MAX = 5, HELD_KEYS = 30, HELD_GAP_MS = 33, RESIZES = 200 };

struct program {
	const char *name, *command; /* of the shell; command NULL: ours */
	const char *down, *up;
	struct pty pty;
	double samples[ROUNDS_MAX];
	size_t bytes;
};

struct bench {
	struct program programs[PROGRAM_MAX];
	size_t count, rounds;
	char commands[PROGRAM_MAX][700];
};

/* The command is `before`, a path, `after`. */
static void add(struct bench *bench, const char *name, const char *before, const char *path,
	const char *after, const char *down, const char *up)
{
	char *command = bench->commands[bench->count];

	if (bench->count > 0 && !peer_exists(name)) {
		figure_skip(name, "is not installed");
		return;
	}
	snprintf(command, sizeof(bench->commands[0]), "%s%s%s", before, path, after);
	bench->programs[bench->count++] =
		(struct program){ .name = name, .command = command, .down = down, .up = up };
}

static void start_all(struct bench *bench, int columns, int rows)
{
	for (size_t i = 0; i < bench->count; i++) {
		const char *const arguments[] = { "sh", "-c", bench->programs[i].command, NULL };
		bench->programs[i].pty = pty_start(arguments, columns, rows);
		pty_settle(&bench->programs[i].pty);
	}
}

static void stop_all(struct bench *bench)
{
	for (size_t i = 0; i < bench->count; i++)
		pty_kill(&bench->programs[i].pty);
}

/* The key before last goes down, the last one up, so that no list ends. */
static void press(struct program *program, size_t round)
{
	size_t before = program->pty.bytes;
	double from = clock_ms();

	pty_type(&program->pty, round % 2 ? program->up : program->down);
	program->samples[round] = pty_settle(&program->pty) - from;
	program->bytes += program->pty.bytes - before;
}

static double percentile(const double *sorted, size_t count, double share)
{
	size_t at = (size_t)((double)count * share);
	return sorted[at < count ? at : count - 1];
}

static void measure_cursor(struct bench *bench, int columns, int rows)
{
	char title[64], what[96];

	snprintf(title, sizeof(title), "Cursor key, %dx%d", columns, rows);
	figure_head(title);
	start_all(bench, columns, rows);
	for (size_t i = 0; i < bench->count; i++) {
		pty_type(&bench->programs[i].pty,
			bench->programs[i].down); /* the first one may say more */
		pty_settle(&bench->programs[i].pty);
		bench->programs[i].bytes = 0;
	}
	for (size_t round = 0; round < bench->rounds; round++)
		for (size_t i = 0; i < bench->count; i++)
			press(&bench->programs[i], round);
	stop_all(bench);
	struct program *ours = &bench->programs[0];
	double median = clock_median(ours->samples, bench->rounds); /* sorts them */
	figure("median to the last byte", FIGURE_MS, median, 1);
	figure("95th percentile", FIGURE_MS, percentile(ours->samples, bench->rounds, 0.95), 5);
	figure("bytes", FIGURE_BYTES, (double)ours->bytes / (double)bench->rounds,
		columns == 80 ? 350 : 0);
	for (size_t i = 1; i < bench->count; i++) {
		struct program *peer = &bench->programs[i];
		snprintf(what, sizeof(what), "  %s, which writes %zu bytes", peer->name,
			peer->bytes / bench->rounds);
		figure_ratio(what, median, clock_median(peer->samples, bench->rounds), 0);
	}
}

static void measure_held(const struct bench *bench)
{
	const char *const arguments[] = { "sh", "-c", bench->programs[0].command, NULL };
	struct pty pty = pty_start(arguments, 120, 40);
	double last = 0;

	figure_head("Keys held down, and resizing");
	pty_settle(&pty);
	for (int i = 0; i < HELD_KEYS; i++) {
		last = clock_ms();
		pty_type(&pty, "j");
		if (i + 1 < HELD_KEYS)
			pty_wait(&pty, HELD_GAP_MS);
	}
	figure("30 keys, 33 ms apart: the end behind the last", FIGURE_MS, pty_settle(&pty) - last,
		5);
	double before = pty_cpu_ms(&pty);
	for (int i = 0; i < RESIZES; i++) {
		pty_resize(&pty, 1 + i * 79 % 160, 1 + i * 31 % 50);
		pty_wait(&pty, 10);
	}
	pty_resize(&pty, 120, 40);
	pty_settle(&pty);
	figure("200 resizes in 2 s: computing", FIGURE_MS, pty_cpu_ms(&pty) - before, 150);
	size_t bytes = pty.bytes;
	pty_wait(&pty, 2000);
	figure("bytes in two idle seconds after it", FIGURE_BYTES, (double)(pty.bytes - bytes),
		0.5);
	pty_kill(&pty);
}

int main(int count, char **arguments)
{
	struct bench bench = { .rounds = 21 };
	const char *program, *folder;

	if (count != 4) {
		fputs("usage: keys PROGRAM FOLDER ROUNDS\n", stderr);
		return 2;
	}
	program = arguments[1];
	folder = arguments[2];
	bench.rounds = (size_t)atoi(arguments[3]) * 3;
	if (bench.rounds < 1 || bench.rounds > ROUNDS_MAX)
		bench.rounds = 63;
	pty_environment(folder);
	add(&bench, "llmatlas", "exec '", program, "'", "j", "k");
	add(&bench, "tig", "cd '", folder, "/repository' && exec tig", "j", "k");
	add(&bench, "fzf", "exec fzf <'", folder, "/lines-5000.txt'", "\x1b[A", "\x1b[B");
	add(&bench, "htop", "exec htop -d ", "100", "", "\x1bOB", "\x1bOA");
	add(&bench, "ncdu", "exec ncdu -0 '", folder, "/..' 2>/dev/null", "j", "k");
	measure_cursor(&bench, 80, 24);
	measure_cursor(&bench, 120, 40);
	measure_held(&bench);
	return figure_over() > 0;
}
