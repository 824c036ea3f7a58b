/* SPDX-License-Identifier: MIT */
/* plot_scale.h - where a value lies on an axis, and which values the axis names. Layer: tables.
 * Dates count in days. A logarithmic axis keeps a narrow band at its low end for what is not above zero (a price of zero is a value too). */
#ifndef CATALOG_TABLES_PLOT_SCALE_H
#define CATALOG_TABLES_PLOT_SCALE_H
#include "catalog/base/arena.h"
#include "catalog/store/value.h"

enum plot_scaling {
	PLOT_AUTO, /* logarithmic where the field says so */
	PLOT_LINEAR,
	PLOT_LOG
};

const char *plot_scaling_name(enum plot_scaling scaling); /* "auto", "even", "log" */
int plot_scaling_find(struct text name);                  /* -1 if none */

struct plot_scale {
	const struct field *field;
	bool is_log;
	bool has_zero;    /* the band of a logarithmic axis is there */
	bool is_empty;    /* no value at all */
	double low, high; /* ends of the axis, high > low; logarithmic: both > 0, the band apart */
};

struct plot_tick {
	double value, place; /* place: 0..1 along the axis */
	struct text label;
};

/* The number that stands for a value on an axis; false when it is not known or has none. */
bool plot_number(const struct field *field, const struct value *value, double *number);
/* Room for all values, a little more on both sides; equal ones stand in the middle. NANs do not count. */
void plot_scale_fit(struct plot_scale *scale, const struct field *field, enum plot_scaling scaling,
	const double *values, size_t count);
double plot_scale_place(const struct plot_scale *scale, double value); /* clamped to 0..1 */
/* At most `most` round values within the axis, ascending, in the arena. */
size_t plot_scale_ticks(const struct plot_scale *scale, size_t most, struct arena *arena,
	struct plot_tick **ticks);
/* Round values that enclose the axis, at most `most`: the edges of a histogram. */
size_t plot_scale_edges(const struct plot_scale *scale, size_t most, struct arena *arena,
	double **edges);
/* A number of the axis in words: 128k, free, 2025-04-05. */
struct text plot_number_text(const struct field *field, double number, struct arena *arena);
#endif
