/* SPDX-License-Identifier: MIT */
/* plot.h - models as points over two fields, and models counted by the values of one. Layer: tables.
 * What is drawn is decided here; a screen (tui/screen/chart.h) and the SVG writer only place it. Everything lives in the arena. */
#ifndef CATALOG_TABLES_PLOT_H
#define CATALOG_TABLES_PLOT_H
#include "catalog/base/sink.h"
#include "catalog/tables/plot_scale.h"
#include "catalog/tables/table.h"

struct plot_options {
	const struct field *x, *y; /* numbers or dates */
	enum plot_scaling x_scaling, y_scaling;
	bool has_others; /* models outside the query too */
};
struct plot_point {
	uint32_t row;
	double x, y;
	float x_place, y_place; /* 0..1 along the axes */
	bool is_matching;
	uint32_t frontier; /* its number on the frontier, from 1; 0: not on it */
};
struct plot {
	const struct store *store;
	struct query_run *run;
	const struct query *query;
	struct plot_options options;
	struct plot_scale x_scale, y_scale;
	struct plot_point *points; /* by x, then y, then row */
	size_t count, matching;
	bool has_frontier;  /* better is defined for both fields */
	uint32_t *frontier; /* indices into points, ascending x */
	size_t frontier_count;
	uint32_t without_x, without_y; /* of the matching models: no number to place */
};

/* Fields that can be an axis, in the order of the table; known: models with a value. */
bool plot_is_axis(const struct field *field);
enum result plot_new(struct plot **plot, const struct store *store, struct query_run *run,
	const struct query *query, const struct plot_options *options,
	const struct interrupt *interrupt, struct arena *arena);
/* Best y of the matching models whose x is at least as good; false when there is no frontier or no such model. */
bool plot_frontier_reach(const struct plot *plot, double x, double *y);
/* What an axis is called in a sentence: "price", "price in". */
enum { PLOT_NAME = 64 };
const char *plot_axis_name(const struct field *field, char out[PLOT_NAME]);
/* "Price, $ per 1M tokens, log": name, parameters of a computed field, unit, scale. query may be NULL. */
struct text plot_axis_title(const struct plot_scale *scale, const struct query *query,
	struct arena *arena);

struct plot_bar {
	struct text label, key; /* key: the same in every language */
	uint32_t count, total;  /* matching models, all models */
	uint32_t code;          /* of choice, set (member) and category, tags (term) */
	double low, high;       /* of a bin: low <= value < high */
	bool is_zero;           /* the bin of zero */
	bool is_unknown;
};
/* A member, a term or unknown has the models that the query with field:value lists; a model of whose offers some have a value and others do not say
 * stands in both. A number has each model once, by the value that the list shows. */
struct plot_histogram {
	const struct store *store;
	const struct query *query;
	const struct field *field;
	enum plot_scaling scaling; /* as asked for */
	bool is_log;
	struct plot_bar *bars; /* bins ascending; terms most frequent first; unknown last */
	size_t count;
	uint32_t matching, highest; /* highest: the largest total */
};
bool plot_is_countable(const struct field *field);
enum result plot_histogram_new(struct plot_histogram **histogram, const struct store *store,
	struct query_run *run, const struct query *query, const struct field *field,
	enum plot_scaling scaling, size_t bins, const struct interrupt *interrupt,
	struct arena *arena);

/* A marked model, with its letter. */
struct plot_mark {
	uint32_t row;
	char letter[4];
};
/* The matching points, or the bars, as a table for export; its picture is the SVG: one self-contained, titled, accessible document. */
struct table *plot_table(const struct plot *plot, const struct plot_mark *marks, size_t mark_count,
	struct arena *arena);
struct table *plot_histogram_table(const struct plot_histogram *histogram, struct arena *arena);
void plot_svg(const struct plot *plot, const struct plot_mark *marks, size_t mark_count,
	struct text command, struct sink *sink);
void plot_histogram_svg(const struct plot_histogram *histogram, struct text command,
	struct sink *sink);
#endif
