/* SPDX-License-Identifier: MIT */
#include "tui/finds.h"

#include <string.h>

size_t finds_place(int *scores, void *items, size_t item_size, size_t count, int score)
{
	size_t at = count;

	while (at > 0 && scores[at - 1] < score)
		at--;
	char *place = (char *)items + at * item_size;
	memmove(place + item_size, place, (count - at) * item_size);
	memmove(&scores[at + 1], &scores[at], (count - at) * sizeof(*scores));
	scores[at] = score;
	return at;
}
