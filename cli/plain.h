/* SPDX-License-Identifier: MIT */
/* plain.h - the explorer as lines of text: for terminals that cannot place a cursor, and for screen readers. Layer: cli.
 * One thing a line, signs as words, nothing drawn, nothing moves. */
#ifndef CLI_PLAIN_H
#define CLI_PLAIN_H
#include "cli/context.h"
#include "tui/explorer.h"

enum { PLAIN_PAGE = 20 };

enum plain_kind {
	PLAIN_LIST,
	PLAIN_MODEL,
	PLAIN_EVIDENCE,
	PLAIN_COMPARISON,
	PLAIN_COST,
	PLAIN_FIT
};

struct plain {
	struct context *context;
	struct explorer explorer;
	uint32_t first;            /* of the page, from 0 */
	uint32_t shown;            /* the model whose details were printed last; UINT32_MAX: none */
	enum plain_kind last;      /* what was printed last, */
	const struct field *asked; /* and of which field the evidence was */
	const struct field *facets[64];
	size_t facet_count;
	struct arena arena; /* of one command */
};

/* Reads commands from stdin until q or the end. */
enum result plain_run(struct context *context);

/* plain_table.c: what was printed last; NULL: there are no models for it (any more). */
struct table *plain_table(struct plain *plain);

/* plain_print.c */
void plain_print_page(struct plain *plain);
void plain_print_model(struct plain *plain, uint32_t row);
void plain_print_evidence(struct plain *plain, struct text word);
void plain_print_comparison(struct plain *plain);
void plain_print_costs(struct plain *plain, struct text rest); /* plain_cost.c */
void plain_print_fit(struct plain *plain, struct text rest);
void plain_print_facets(struct plain *plain);
void plain_print_values(struct plain *plain, size_t facet);
#endif
