/* SPDX-License-Identifier: MIT */
#include "bench/clock.h"

#include <stdlib.h>
#include <time.h>

double clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
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
