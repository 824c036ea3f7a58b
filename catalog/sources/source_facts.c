/* SPDX-License-Identifier: MIT */
/* A facts file as a source: read leniently, its models become rows with what their families say. */
#include "catalog/base/message.h"
#include "catalog/sources/facts.h"
#include "catalog/sources/source_reader.h"

enum result source_read_facts(struct source_reader *reader, struct text bytes)
{
	struct arena arena;
	struct facts facts;
	struct source_import *import = reader->import;

	arena_init(&arena);
	facts_init(&facts, &arena, ORIGIN_OTHER);
	facts.known = import->known;
	enum result result = facts_read(&facts, stream_name(import->stream), bytes, false,
		reader->err);
	if (result == RESULT_OK)
		result = facts_link(&facts, false, reader->err);
	import->refused_count = facts.refused_count;
	import->warning_count = (uint32_t)facts.warning_count;
	if (result == RESULT_OK)
		result = facts_build(&facts, import->builder, reader->err);
	import->record_count = builder_model_count(import->builder);
	facts_done(&facts);
	arena_done(&arena);
	return result;
}
