/* SPDX-License-Identifier: MIT */
/* source_conflicts.h - on how many facts sources differ, and which of them say something else than what is believed. Layer: state.
 * The number of facts takes some milliseconds on a million models; whose they are takes a look at the claims on each, so that goes in parts. */
#ifndef STATE_SOURCE_CONFLICTS_H
#define STATE_SOURCE_CONFLICTS_H
#include "state/sources_report.h"

struct interrupt;
struct store;

struct source_conflicts {
	uint32_t facts; /* on which sources differ */
	uint32_t done;  /* of those, looked at */
	/* Private. */
	const struct store *store;
	struct sources_line *lines;
	uint32_t *line_of;   /* of each source of the store: 1 + its line, 0: none */
	uint32_t *last;      /* of each line: 1 + the last fact that was counted */
	struct arena claims; /* of one fact */
	uint64_t *bits;      /* of the rows on whose `field` sources differ */
	size_t word;         /* those before it are done */
	uint32_t field;
};

/* Of the catalog that was merged from what the lines stand for; both must outlive it. The conflicts of the lines become 0. */
void source_conflicts_begin(struct source_conflicts *conflicts, const struct store *store,
	struct sources_line *lines, size_t line_count);
/* Counts into the lines, from where it stopped. RESULT_INTERRUPTED: it can go on. */
enum result source_conflicts_count(struct source_conflicts *conflicts,
	const struct interrupt *interrupt);
void source_conflicts_end(struct source_conflicts *conflicts); /* of zeros: nothing */
bool source_conflicts_are_counted(const struct source_conflicts *conflicts);
/* "12 models, 3 offers; sources differ on 5 facts", in the arena. */
struct text source_conflicts_sentence(const struct source_conflicts *conflicts,
	struct arena *arena);
#endif
