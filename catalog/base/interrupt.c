/* SPDX-License-Identifier: MIT */
#include "catalog/base/interrupt.h"

#include <stddef.h>

bool interrupt_is_due(const struct interrupt *interrupt, uint64_t done, uint64_t total)
{
	return interrupt != NULL && interrupt->poll != NULL &&
		interrupt->poll(interrupt->context, done, total);
}

static bool poll_part(void *context, uint64_t done, uint64_t total)
{
	const struct interrupt_part *part = context;
	uint64_t least = done < total ? done : total;
	uint64_t share = total > 0 ? least * (part->to - part->from) / total : 0;

	return interrupt_is_due(part->whole, part->from + share, 100);
}

const struct interrupt *interrupt_part(struct interrupt_part *part, const struct interrupt *whole,
	unsigned from, unsigned to)
{
	*part = (struct interrupt_part){ { poll_part, part }, whole, from, to };
	return &part->own;
}
