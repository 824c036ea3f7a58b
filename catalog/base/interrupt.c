/* SPDX-License-Identifier: MIT */
#include "catalog/base/interrupt.h"

#include <stddef.h>

bool interrupt_is_due(const struct interrupt *interrupt, uint64_t done, uint64_t total)
{
	return interrupt != NULL && interrupt->poll != NULL &&
		interrupt->poll(interrupt->context, done, total);
}
