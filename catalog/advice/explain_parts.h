/* SPDX-License-Identifier: MIT */
/* explain_parts.h - sentences about one model of a ranking; shared by explain*.c. Layer: advice; private. */
#ifndef CATALOG_ADVICE_EXPLAIN_PARTS_H
#define CATALOG_ADVICE_EXPLAIN_PARTS_H
#include "catalog/advice/rank_parts.h"

struct telling {
	struct ranker *ranker;
	const struct ranking *ranking;
	const struct candidate *of;
	struct setting setting;
	struct arena *arena;
	bool is_plus; /* what is told speaks for the model: it is better than half of those that fit */
	bool is_minus; /* against it: half of those that fit are better */
};
/* What is on record, or that nothing is. */
struct line telling_line(struct telling *telling, enum criterion criterion);
struct line telling_quality(struct telling *telling);
struct line telling_fact(struct telling *telling, uint32_t field, struct text text);
/* Of the claim that is believed; SOURCE_NONE: there is none. */
uint32_t telling_source(struct telling *telling, uint32_t field);

/* explain_offers.c */
struct line telling_cost(struct telling *telling);
struct line telling_undercut(struct telling *telling); /* of one that candidate_is_undercut */
/* That the price it is reckoned with ends, or has ended; an empty text: it does not. */
struct line telling_end(struct telling *telling);
struct line telling_context(struct telling *telling);
struct line telling_speed(struct telling *telling);
struct line telling_privacy(struct telling *telling);
#endif
