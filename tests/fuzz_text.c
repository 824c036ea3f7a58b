/* SPDX-License-Identifier: MIT */
/* Clean text is valid, harmless and stable; cutting keeps within the cells. */
#include "tests/fuzz.h"

#include "catalog/base/arena.h"
#include "catalog/base/json.h"

#include <stdlib.h>

static void check_harmless(struct text text)
{
	for (size_t at = 0; at < text.size;) {
		uint32_t point = text_decode(text, &at);
		if (point < 0x20 || (point >= 0x7f && point < 0xa0) ||
			(point >= 0x202a && point <= 0x202e) ||
			(point >= 0x2066 && point <= 0x2069))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct json_document *document;
	struct text raw = { (const char *)data, size };

	arena_init(&arena);
	struct text clean = text_clean(&arena, raw, NULL);
	if (!text_is_valid_utf8(clean))
		abort();
	check_harmless(clean);
	for (int cells = 0; cells < 20; cells++)
		if (text_width(text_cut(&arena, clean, cells, false)) > cells ||
			text_width(text_cut_name(&arena, clean, cells, false)) > cells)
			abort();
	size_t at = 0;
	while (text_wrap(clean, &at, 7).size > 0)
		;
	if (json_parse(&document, "fuzz", raw, NULL) == RESULT_OK)
		json_free(document);
	arena_done(&arena);
	return 0;
}
