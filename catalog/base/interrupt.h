/* SPDX-License-Identifier: MIT */
/* interrupt.h - how long work asks whether to go on, and says how far it is.
 * Layer: base. Long loops call interrupt_is_due about every 16,000 rows. NULL means "never interrupted". */
#ifndef CATALOG_BASE_INTERRUPT_H
#define CATALOG_BASE_INTERRUPT_H
#include <stdbool.h>
#include <stdint.h>

struct interrupt {
	/* True: stop now. Called with the work done so far and its total (0: not known). */
	bool (*poll)(void *context, uint64_t done, uint64_t total);
	void *context;
};

bool interrupt_is_due(const struct interrupt *interrupt, uint64_t done, uint64_t total);

/* Work in parts, of which each counts from nothing to all: one of them, which takes from one per cent of the whole to another. */
struct interrupt_part {
	struct interrupt own;
	const struct interrupt *whole;
	unsigned from, to;
};
const struct interrupt *interrupt_part(struct interrupt_part *part, const struct interrupt *whole,
	unsigned from, unsigned to);
#endif
