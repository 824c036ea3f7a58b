/* SPDX-License-Identifier: MIT */
/* Any bytes are a theme, with warnings, and every role gets a look. */
#include "tests/fuzz.h"

#include "tui/screen/theme.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int depths[] = { 0, 8, 16, 256, 0x1000000 };
	struct arena arena;
	struct theme theme;

	arena_init(&arena);
	theme_parse(&theme, "fuzz", (struct text){ (const char *)data, size }, NULL, &arena);
	for (size_t i = 0; i < sizeof(depths) / sizeof(depths[0]); i++)
		for (int role = 0; role < ROLE_COUNT; role++) {
			struct look look = theme_look(&theme, (enum role)role, depths[i],
				BACKGROUND_LIGHT);
			if (depths[i] < 0x1000000 && look.fg >= depths[i] && depths[i] > 0)
				abort();
		}
	arena_done(&arena);
	return 0;
}
