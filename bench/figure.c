/* SPDX-License-Identifier: MIT */
#include "bench/figure.h"

#include <stdio.h>

static int over; /* lines over their target; the programs of bench/ have one table each */

void figure_head(const char *title)
{
	printf("\n%-62s %14s %14s\n", title, "figure", "target");
}

static void print_value(char out[32], enum figure_unit unit, double value)
{
	switch (unit) {
	case FIGURE_MS: snprintf(out, 32, value < 100 ? "%.2f ms" : "%.0f ms", value); break;
	case FIGURE_RATIO:
		snprintf(out, 32, value < 0.01 ? "1/%.0f" : "%.2f",
			value < 0.01 ? 1 / value : value);
		break;
	case FIGURE_MB: snprintf(out, 32, "%.1f MB", value); break;
	case FIGURE_BYTES: snprintf(out, 32, "%.0f bytes", value); break;
	case FIGURE_COUNT: snprintf(out, 32, "%.0f", value); break;
	}
}

bool figure(const char *what, enum figure_unit unit, double value, double target)
{
	char is[32], may[32] = "";
	bool holds = target == 0 || value <= target;

	print_value(is, unit, value);
	if (target > 0)
		print_value(may, unit, target);
	printf("  %-60s %14s %14s  %s\n", what, is, may, target == 0 ? "" : holds ? "ok" : "over");
	fflush(stdout);
	over += !holds;
	return holds;
}

bool figure_ratio(const char *what, double ours_ms, double theirs_ms, double target)
{
	char line[96];

	snprintf(line, sizeof(line), "%s: %.*f / %.*f ms", what, ours_ms < 100 ? 2 : 0, ours_ms,
		theirs_ms < 100 ? 2 : 0, theirs_ms);
	return figure(line, FIGURE_RATIO, ours_ms / theirs_ms, target);
}

void figure_skip(const char *what, const char *reason)
{
	printf("  %-60s skipped: %s\n", what, reason);
	fflush(stdout);
}

void figure_wrong(const char *what, const char *ours, const char *theirs)
{
	printf("  %-60s WRONG: %s, should be %s\n", what, ours, theirs);
	fflush(stdout);
	over++;
}

int figure_over(void)
{
	return over;
}
