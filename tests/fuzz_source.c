/* SPDX-License-Identifier: MIT */
/* Any bytes as a public catalog: they are read or refused with a sentence, and what was read makes a sound snapshot. */
#include "tests/fuzz.h"

#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/source.h"
#include "catalog/store/store.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct stream *stream = stream_of((struct text){ (const char *)data, size }, "fuzz");
	struct source_import import = { .stream = stream, .as_of = 20260101 };
	struct error err = { 0 };
	struct strbuf bytes;
	struct store *store = NULL;

	strbuf_init(&bytes);
	enum result result = source_read(&import, &err);
	if (result != RESULT_OK && err.message[0] == '\0')
		abort();
	if (result == RESULT_OK) {
		struct sink *sink = sink_open_strbuf(&bytes);
		if (builder_finish(import.builder, sink, NULL, &err) != RESULT_OK ||
			sink_close(sink, &err) != RESULT_OK ||
			store_open(&store, bytes.bytes, bytes.size, "fuzz", &err) != RESULT_OK ||
			store_verify(store, &err) != RESULT_OK)
			abort();
	}
	store_close(store);
	builder_free(import.builder);
	stream_close(stream);
	strbuf_done(&bytes);
	return 0;
}
