/* SPDX-License-Identifier: MIT */
/* clock.h - time for measuring: milliseconds of a clock that never jumps, and the middle of many. Layer: bench. */
#ifndef BENCH_CLOCK_H
#define BENCH_CLOCK_H
#include <stddef.h>
#include <time.h>

double clock_ms(void);
/* Of this process alone: computing, without waiting for a core. */
double clock_cpu_ms(void);
double clock_read_ms(clockid_t clock);
/* Sorts the samples. */
double clock_median(double *samples, size_t count);
#endif
