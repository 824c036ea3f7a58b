/* SPDX-License-Identifier: MIT */
#include "bench/clock.h"

#include <stdlib.h>
#include <time.h>

double clock_read_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

double clock_ms(void)
{
	return clock_read_ms(CLOCK_MONOTONIC);
}

double clock_cpu_ms(void)
{
	return clock_read_ms(CLOCK_PROCESS_CPUTIME_ID);
}

static int by_value(const void *a, const void *b)
{
	double one = *(const double *)a, two = *(const double *)b;
	return (one > two) - (one < two);
}

double clock_median(double *samples, size_t count)
{
	qsort(samples, count, sizeof(*samples), by_value);
	if (count == 0)
		return 0;
	return count % 2 == 1 ? samples[count / 2]
			      : (samples[count / 2 - 1] + samples[count / 2]) / 2;
}
