/* SPDX-License-Identifier: MIT */
/* screen.c - the program in a pseudo-terminal, beside other programs of the terminal. Layer: bench.
 * A frame is complete with the last byte before a silence. Programs are started in turns; times are of the clock on the wall. */
#include "bench/clock.h"
#include "bench/figure.h"
#include "bench/peer.h"
#include "bench/pty.h"
#include "catalog/base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS_MAX = 101, SMALL_MODELS = 5000 };

struct bench {
	const char *program, *catalog, *folder;
	int rounds;
	char lines[512], fewer[512], repository[512];
};

static const char *const plain[] = { NULL };

static struct pty start(const struct bench *bench, const char *const *more, int columns, int rows)
{
	const char *arguments[8] = { bench->program };

	for (int i = 0; more[i] && i < 6; i++)
		arguments[i + 1] = more[i];
	return pty_start(arguments, columns, rows);
}

static double first_frame(struct pty pty)
{
	double took = pty_settle(&pty) - pty.started;

	pty_kill(&pty);
	return took;
}

static void measure_start(const struct bench *bench)
{
	double ours[ROUNDS_MAX], fzf[ROUNDS_MAX], tig[ROUNDS_MAX];
	char fzf_line[600], tig_line[600];
	bool has_fzf = peer_exists("fzf"), has_tig = bench->repository[0] && peer_exists("tig");
	size_t rounds = (size_t)bench->rounds;

	snprintf(fzf_line, sizeof(fzf_line), "exec fzf < '%s'", bench->lines);
	snprintf(tig_line, sizeof(tig_line), "cd '%s' && exec tig", bench->repository);
	const char *fzf_arguments[] = { "sh", "-c", fzf_line, NULL };
	const char *tig_arguments[] = { "sh", "-c", tig_line, NULL };
	for (size_t i = 0; i < rounds; i++) {
		ours[i] = first_frame(start(bench, plain, 120, 40));
		if (has_fzf)
			fzf[i] = first_frame(pty_start(fzf_arguments, 120, 40));
		if (has_tig)
			tig[i] = first_frame(pty_start(tig_arguments, 120, 40));
	}
	double median = clock_median(ours, rounds);
	figure_head("Start with the built-in catalog, 120x40");
	figure("exec to complete first frame", FIGURE_MS, median, 0);
	if (has_fzf)
		figure_ratio("  fzf with 5,000 lines", median, clock_median(fzf, rounds), 0.6);
	else
		figure_skip("  fzf with 5,000 lines", "fzf is not installed");
	if (has_tig)
		figure_ratio("  tig with 200 commits", median, clock_median(tig, rounds), 0.5);
	else
		figure_skip("  tig with 200 commits", "tig or git is not installed");
}

static void measure_keys(struct pty *pty, const char *size, int rounds)
{
	double samples[ROUNDS_MAX];
	char what[96];

	for (int i = 0; i < rounds; i++) {
		double from = clock_ms();
		pty_type(pty, i % 2 ? "k" : "j");
		samples[i] = pty_settle(pty) - from;
	}
	snprintf(what, sizeof(what), "cursor key to last byte, %s", size);
	figure(what, FIGURE_MS, clock_median(samples, (size_t)rounds), 1);
}

static void measure_screen(const struct bench *bench, int columns, int rows, double bytes)
{
	struct pty pty = start(bench, plain, columns, rows);
	char size[32], what[96];

	pty_settle(&pty);
	snprintf(size, sizeof(size), "%dx%d", columns, rows);
	snprintf(what, sizeof(what), "bytes of the first frame, %s", size);
	figure(what, FIGURE_BYTES, (double)pty.bytes, bytes);
	snprintf(what, sizeof(what), "times the screen is cleared, %s", size);
	figure(what, FIGURE_COUNT, pty.clears, 1);
	measure_keys(&pty, size, bench->rounds);
	if (columns == 120) {
		long before = pty_wakes(&pty);
		pty_wait(&pty, 1000);
		figure("times it wakes in a second without keys", FIGURE_COUNT,
			(double)(pty_wakes(&pty) - before), 0.5);
		figure("resident memory", FIGURE_MB, pty_memory(&pty, "VmRSS") / 1e3, 10);
	}
	pty_kill(&pty);
}

/* --- the large catalog --- */

static void measure_memory(const struct bench *bench)
{
	const char *const more[] = { "--catalog", bench->catalog, NULL };
	struct pty pty = start(bench, more, 120, 40);

	pty_settle(&pty);
	figure("private memory after the first frame", FIGURE_MB, pty_private(&pty) / 1e3, 40);
	static const char *const steps[] = { "G", "s", "G", "/instruct\r", "\x1b", "h", "jjj ",
		"jjjj ", "u", "u" };
	double most = 0;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		pty_type(&pty, steps[i]);
		pty_settle(&pty);
		double now = pty_private(&pty) / 1e3;
		most = now > most ? now : most;
	}
	figure("private memory after sorting, searching, filtering", FIGURE_MB, most, 40);
	pty_kill(&pty);
}

static void measure_large(const struct bench *bench)
{
	const char *const more[] = { "--catalog", bench->catalog, NULL };
	const char *const fewer[] = { "--catalog", bench->fewer, NULL };
	double frames[ROUNDS_MAX], small[ROUNDS_MAX], toggles[ROUNDS_MAX], cancels[ROUNDS_MAX];
	size_t rounds = (size_t)bench->rounds;

	for (size_t i = 0; i < rounds; i++) {
		small[i] = first_frame(start(bench, fewer, 120, 40));
		frames[i] = first_frame(start(bench, more, 120, 40));
	}
	figure_head("A million models on the screen, 120x40");
	figure_ratio("exec to complete first frame, beside 5,000 models",
		clock_median(frames, rounds), clock_median(small, rounds), 1.3);
	struct pty pty = start(bench, more, 120, 40);
	pty_settle(&pty);
	pty_type(&pty, "hj"); /* the second value of the first pane */
	pty_settle(&pty);
	for (size_t i = 0; i < rounds; i++) { /* on and off */
		double from = clock_ms();
		pty_type(&pty, " ");
		toggles[i] = pty_settle(&pty) - from;
	}
	figure("facet toggle: key to last byte of the frame", FIGURE_MS,
		clock_median(toggles, rounds), 16);
	measure_keys(&pty, "a million models", bench->rounds);
	for (size_t i = 0; i < rounds; i++) { /* a costly search, and Ctrl-u while it runs */
		pty_type(&pty, "/kimi");
		pty_settle(&pty);
		pty_type(&pty, "\x15/[a-z]+.*[0-9]+.*[a-z]+x/");
		pty_wait(&pty, 30);
		double from = clock_ms();
		pty_type(&pty, "\x15");
		cancels[i] = pty_settle(&pty) - from;
		pty_type(&pty, "\x1b");
		pty_settle(&pty);
	}
	figure("a key during a search: to the frame it asks for", FIGURE_MS,
		clock_median(cancels, rounds), 16);
	pty_kill(&pty);
	measure_memory(bench);
}

int main(int count, char **arguments)
{
	struct bench bench = { .rounds = 21 };

	if (count != 5) {
		fputs("usage: screen PROGRAM SNAPSHOT FOLDER ROUNDS\n", stderr);
		return 2;
	}
	bench.program = arguments[1];
	bench.catalog = arguments[2];
	bench.folder = arguments[3];
	bench.rounds = atoi(arguments[4]);
	if (bench.rounds < 1 || bench.rounds > ROUNDS_MAX)
		bench.rounds = 21;
	snprintf(bench.lines, sizeof(bench.lines), "%s/lines-%d.txt", bench.folder, SMALL_MODELS);
	snprintf(bench.fewer, sizeof(bench.fewer), "%s/models-%d.snapshot", bench.folder,
		SMALL_MODELS);
	snprintf(bench.repository, sizeof(bench.repository), "%s/repository", bench.folder);
	if (!peer_exists("git"))
		bench.repository[0] = '\0';
	pty_environment(bench.folder);
	measure_start(&bench);
	measure_screen(&bench, 80, 24, 5000);
	measure_screen(&bench, 120, 40, 10000);
	measure_large(&bench);
	return figure_over() > 0;
}
