/* SPDX-License-Identifier: MIT */
/* Any bytes are facts or get a sentence; what is accepted builds a sound snapshot. */
#include "tests/fuzz.h"

#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/facts.h"
#include "catalog/store/store.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct facts facts;
	struct error err;
	struct strbuf out;
	struct store *store;

	arena_init(&arena);
	strbuf_init(&out);
	facts_init(&facts, &arena, ORIGIN_BUILTIN_MODEL);
	struct text bytes = arena_copy(&arena, (struct text){ (const char *)data, size });
	if (facts_read(&facts, "fuzz.json", bytes, false, &err) == RESULT_OK &&
		facts_link(&facts, false, &err) == RESULT_OK) {
		struct builder *builder = builder_new(facts.name, facts.date);
		struct sink *sink = sink_open_strbuf(&out);
		bool is_built = facts_build(&facts, builder, &err) == RESULT_OK &&
			builder_finish(builder, sink, NULL, &err) == RESULT_OK;
		sink_close(sink, NULL);
		if (is_built) {
			if (store_open(&store, out.bytes, out.size, "fuzz", &err) != RESULT_OK ||
				store_verify(store, &err) != RESULT_OK)
				abort();
			store_close(store);
		}
		builder_free(builder);
	}
	facts_done(&facts);
	strbuf_done(&out);
	arena_done(&arena);
	return 0;
}
