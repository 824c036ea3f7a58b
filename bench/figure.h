/* SPDX-License-Identifier: MIT */
/* figure.h - one line of the table: what was measured, how much, how much it may be. Layer: bench. */
#ifndef BENCH_FIGURE_H
#define BENCH_FIGURE_H
#include <stdbool.h>

enum figure_unit { FIGURE_MS, FIGURE_RATIO, FIGURE_MB, FIGURE_BYTES, FIGURE_COUNT };

void figure_head(const char *title);
/* target 0: none, the line only informs. Returns whether it holds. */
bool figure(const char *what, enum figure_unit unit, double value, double target);
/* ours / theirs, with both beside it. */
bool figure_ratio(const char *what, double ours_ms, double theirs_ms, double target);
/* A line about something that could not be measured, or an answer that is wrong. */
void figure_skip(const char *what, const char *reason);
void figure_wrong(const char *what, const char *ours, const char *theirs);
/* Number of lines over their target so far, wrong answers among them. */
int figure_over(void);
#endif
