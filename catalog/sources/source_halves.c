/* SPDX-License-Identifier: MIT */
#include "catalog/sources/source_halves.h"

#include "catalog/base/interrupt.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/sink.h"
#include "catalog/base/worker.h"
#include "catalog/store/store.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Both read for the same time when the second, which also writes down what it found, has the smaller part. */
static const double first_part = 0.58;
enum { BYTES_FOR_A_WORKER = 16 << 20 };

/* At the front of the memory that both see; the snapshot of the second half follows. */
struct found {
	_Atomic uint64_t done; /* bytes read */
	uint64_t size;         /* of the snapshot; 0: there is none */
	uint32_t record_count, refused_count, warning_count;
};
enum { FOUND_SIZE = 4096 };

struct source_halves {
	struct source_reader *reader;
	enum result (*read)(struct source_reader *reader);
	const struct interrupt *interrupt; /* of the import */
	struct interrupt own;              /* which tells it how far both are */
	struct worker *worker;
	uint64_t place; /* where the second half begins */
	struct found *found;
	size_t size;
};

/* --- the worker ----------------------------------------------------------------------------------- */

struct watch {
	const struct worker *worker;
	struct found *found;
};

static bool is_left_alone(void *context, uint64_t done, uint64_t total)
{
	struct watch *watch = context;

	(void)total;
	atomic_store_explicit(&watch->found->done, done, memory_order_relaxed);
	return !worker_is_wanted(watch->worker);
}

static void write_down(const struct source_halves *halves, struct builder *builder)
{
	struct sink *sink = sink_open_memory((char *)halves->found + FOUND_SIZE,
		halves->size - FOUND_SIZE);

	builder_leave_unranked(builder);
	builder_set_shared_from(builder, SIZE_MAX); /* every column row by row */
	if (builder_finish(builder, sink, NULL, NULL) != RESULT_OK) {
		sink_drop(sink);
		return;
	}
	uint64_t size = sink_size(sink);
	if (sink_close(sink, NULL) == RESULT_OK)
		halves->found->size = size;
}

static void read_second(const struct worker *worker, void *context)
{
	struct source_halves *halves = context;
	struct source_reader *reader = halves->reader;
	struct source_import *import = reader->import;
	struct watch watch = { worker, halves->found };
	const struct interrupt own = { is_left_alone, &watch };
	const struct builder *first = import->builder;

	stream_begin_at(import->stream, halves->place);
	import->interrupt = &own;
	import->builder = builder_new(builder_name(first), builder_date(first));
	import->record_count = import->refused_count = import->warning_count = 0;
	source_add_own(reader);
	reader->line = 0;
	reader->line_from = halves->place;
	if (halves->read(reader) != RESULT_OK)
		return;
	halves->found->record_count = import->record_count;
	halves->found->refused_count = import->refused_count;
	halves->found->warning_count = import->warning_count;
	write_down(halves, import->builder);
}

/* --- the first half ------------------------------------------------------------------------------- */

static bool tell_of_both(void *context, uint64_t done, uint64_t total)
{
	const struct source_halves *halves = context;

	return interrupt_is_due(halves->interrupt,
		done + atomic_load_explicit(&halves->found->done, memory_order_relaxed), total);
}

struct source_halves *source_halves_begin(struct source_reader *reader,
	enum result (*read)(struct source_reader *reader))
{
	struct stream *stream = reader->import->stream;
	uint64_t place = stream_part(stream, BYTES_FOR_A_WORKER, first_part);

	if (place == 0)
		return NULL;
	struct source_halves *halves = memory_get_zeroed(1, sizeof(*halves));
	halves->reader = reader;
	halves->read = read;
	halves->place = place;
	halves->size = (size_t)(stream_total(stream) - place) * 2 + FOUND_SIZE;
	halves->found = worker_memory_new(halves->size);
	if (halves->found)
		halves->worker = worker_start(read_second, halves);
	if (!halves->worker) {
		source_halves_drop(halves, reader);
		return NULL;
	}
	stream_end_at(stream, place);
	halves->interrupt = reader->import->interrupt;
	halves->own = (struct interrupt){ tell_of_both, halves };
	reader->import->interrupt = &halves->own;
	return halves;
}

void source_halves_drop(struct source_halves *halves, struct source_reader *reader)
{
	if (!halves)
		return;
	if (halves->own.poll)
		reader->import->interrupt = halves->interrupt;
	worker_stop(halves->worker);
	worker_memory_free(halves->found, halves->size);
	free(halves);
}

static bool take_second(const struct source_halves *halves, struct source_reader *reader)
{
	struct source_import *import = reader->import;
	struct store *store;

	if (halves->found->size == 0 ||
		store_open(&store, (const char *)halves->found + FOUND_SIZE, halves->found->size,
			"", NULL) != RESULT_OK)
		return false;
	uint32_t told = import->warning_count < SOURCE_WARNINGS_MAX ? import->warning_count
								    : SOURCE_WARNINGS_MAX;
	bool is_taken = builder_append(import->builder, store, SOURCE_WARNINGS_MAX - told);
	store_close(store);
	if (is_taken) {
		import->record_count += halves->found->record_count;
		import->refused_count += halves->found->refused_count;
		import->warning_count += halves->found->warning_count;
	}
	return is_taken;
}

static enum result wait_for_second(struct source_halves *halves, struct source_reader *reader)
{
	const struct stream *stream = reader->import->stream;

	while (!worker_has_ended(halves->worker))
		if (!source_goes_on(reader, stream_done(stream), stream_total(stream)))
			return RESULT_INTERRUPTED;
	return RESULT_OK;
}

enum result source_halves_end(struct source_halves *halves, struct source_reader *reader)
{
	if (!halves)
		return RESULT_OK;
	enum result (*read)(struct source_reader * reader) = halves->read;
	enum result result = wait_for_second(halves, reader);
	bool is_taken = false;
	if (result == RESULT_OK) {
		is_taken = worker_finish(halves->worker) && take_second(halves, reader);
		halves->worker = NULL;
	}
	source_halves_drop(halves, reader);
	if (result != RESULT_OK || is_taken)
		return result;
	stream_end_at(reader->import->stream, UINT64_MAX);
	return read(reader);
}
