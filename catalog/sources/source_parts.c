/* SPDX-License-Identifier: MIT */
#include "catalog/sources/source_parts.h"

#include "catalog/base/interrupt.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/sink.h"
#include "catalog/base/worker.h"
#include "catalog/store/store.h"

#include <stdatomic.h>
#include <stdlib.h>

enum {
	WORKERS_MAX = 3,
	SMALL_PARTS = 12,
	PARTS = SMALL_PARTS + WORKERS_MAX,
	BYTES_FOR_WORKERS = 16 << 20,
	PAGE = 4096
};
static const double LARGE_SHARE = 0.8;

struct part {
	uint64_t from, to; /* its lines in the file */
	atomic_bool is_taken;
	uint32_t helper;    /* who read it; */
	size_t place, size; /* its snapshot, in the memory of that one; 0: there is none */
	uint32_t record_count, refused_count, warning_count;
	uint64_t cut_line;
};

/* All processes see it. */
struct plan {
	uint32_t count;
	struct part parts[PARTS];
};

/* At the front of the memory that a worker and this process see; snapshots follow. */
struct found {
	_Atomic uint64_t done; /* bytes read */
};

struct helper {
	struct source_parts *parts;
	struct worker *worker;
	struct found *found;
	size_t size;
};

struct source_parts {
	struct source_reader *reader;
	enum result (*read)(struct source_reader *reader);
	const struct interrupt *interrupt; /* of the import */
	struct plan *plan;
	struct helper helpers[WORKERS_MAX];
	size_t helper_count;
	uint64_t before; /* bytes in front of those that the stream counts */
};

static bool take(struct part *part)
{
	return !atomic_exchange_explicit(&part->is_taken, true, memory_order_relaxed);
}

static void begin_at(struct source_reader *reader, const struct part *part)
{
	stream_begin_at(reader->import->stream, part->from);
	stream_end_at(reader->import->stream, part->to);
	reader->line = 0;
	reader->line_from = part->from;
}

/* --- the workers ---------------------------------------------------------------------------------- */

struct watch {
	const struct worker *worker;
	struct found *found;
	uint64_t before;
};

static bool is_left_alone(void *context, uint64_t done, uint64_t total)
{
	struct watch *watch = context;

	(void)total;
	atomic_store_explicit(&watch->found->done, watch->before + done, memory_order_relaxed);
	return !worker_is_wanted(watch->worker);
}

/* Returns where the next snapshot may stand. */
static size_t write_down(struct builder *builder, struct helper *helper, struct part *part,
	size_t place)
{
	struct sink *sink = sink_open_memory((char *)helper->found + place, helper->size - place);

	builder_leave_unranked(builder);
	builder_keep_columns_whole(builder);
	if (builder_finish(builder, sink, NULL, NULL) != RESULT_OK) {
		sink_drop(sink);
		return place;
	}
	size_t size = (size_t)sink_size(sink);
	if (sink_close(sink, NULL) != RESULT_OK)
		return place;
	part->helper = (uint32_t)(helper - helper->parts->helpers);
	part->place = place;
	part->size = size;
	return (place + size + PAGE - 1) / PAGE * PAGE;
}

static bool read_part(struct helper *helper, struct part *part, struct builder *builder,
	size_t *place)
{
	struct source_reader *reader = helper->parts->reader;
	struct source_import *import = reader->import;

	begin_at(reader, part);
	import->builder = builder;
	import->record_count = import->refused_count = import->warning_count = 0;
	import->cut_line = 0;
	source_add_own(reader);
	if (helper->parts->read(reader) != RESULT_OK)
		return false;
	part->record_count = import->record_count;
	part->refused_count = import->refused_count;
	part->warning_count = import->warning_count;
	part->cut_line = import->cut_line;
	*place = write_down(builder, helper, part, *place);
	return true;
}

static void read_from_the_back(const struct worker *worker, void *context)
{
	struct helper *helper = context;
	struct plan *plan = helper->parts->plan;
	struct source_import *import = helper->parts->reader->import;
	const struct builder *first = import->builder;
	struct watch watch = { worker, helper->found, 0 };
	const struct interrupt own = { is_left_alone, &watch };
	size_t place = PAGE;
	bool goes_on = true;

	import->interrupt = &own;
	for (uint32_t i = plan->count; i-- > 0 && goes_on;) {
		if (!take(&plan->parts[i]))
			continue;
		struct builder *builder = builder_new(builder_name(first), builder_date(first));
		goes_on = read_part(helper, &plan->parts[i], builder, &place);
		builder_free(builder);
		watch.before += plan->parts[i].to - plan->parts[i].from;
	}
}

/* --- the one who asks ----------------------------------------------------------------------------- */

static bool tell_of_all(void *context, uint64_t done, uint64_t total)
{
	const struct source_parts *parts = context;
	uint64_t all = parts->before + done;

	for (size_t i = 0; i < parts->helper_count; i++)
		all += atomic_load_explicit(&parts->helpers[i].found->done, memory_order_relaxed);
	return interrupt_is_due(parts->interrupt, total > 0 && all > total ? total : all, total);
}

/* The share of the file that lies before the end of a part. A part costs a worker a catalog of its own, so each begins with a large one, and who is done
 * sooner takes more of the small ones before them. */
static double share_before_end(uint32_t part, size_t workers)
{
	double large = LARGE_SHARE / (double)(workers + 1), small = 1 - large * (double)workers;

	return part < SMALL_PARTS ? small * (part + 1) / SMALL_PARTS
				  : small + large * (part + 1 - SMALL_PARTS);
}

static bool plan_parts(struct source_parts *parts, size_t workers)
{
	const struct stream *stream = parts->reader->import->stream;
	uint64_t from = 0, total = stream_total(stream);
	uint32_t count = SMALL_PARTS + (uint32_t)workers;

	if (stream_part(stream, BYTES_FOR_WORKERS, 0.5) == 0)
		return false;
	parts->plan = worker_memory_new(sizeof(*parts->plan));
	for (uint32_t i = 0; i < count && parts->plan && from < total; i++) {
		uint64_t to = i + 1 < count ? stream_part(stream, 0, share_before_end(i, workers))
					    : 0;
		if (to == 0)
			to = total;
		if (to <= from)
			continue; /* a line as long as a part */
		struct part *part = &parts->plan->parts[parts->plan->count++];
		part->from = from;
		part->to = to;
		from = to;
	}
	if (parts->plan && parts->plan->count > 0) /* the file may grow meanwhile */
		parts->plan->parts[parts->plan->count - 1].to = UINT64_MAX;
	return parts->plan != NULL;
}

static void start_workers(struct source_parts *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct helper *helper = &parts->helpers[i];
		helper->parts = parts;
		helper->size = (size_t)stream_total(parts->reader->import->stream) * 2 + PAGE;
		helper->found = worker_memory_new(helper->size);
		if (helper->found)
			helper->worker = worker_start(read_from_the_back, helper);
		if (!helper->worker) {
			worker_memory_free(helper->found, helper->size);
			return;
		}
		parts->helper_count++;
	}
}

/* The first part that somebody else has is where the processes meet. */
static enum result read_from_the_front(struct source_parts *parts, uint32_t *met)
{
	enum result result = RESULT_OK;

	for (*met = 0; *met < parts->plan->count && result == RESULT_OK; ++*met) {
		struct part *part = &parts->plan->parts[*met];
		if (!take(part))
			break;
		stream_end_at(parts->reader->import->stream, part->to);
		result = parts->read(parts->reader);
	}
	return result;
}

static enum result wait_for_workers(struct source_parts *parts)
{
	const struct stream *stream = parts->reader->import->stream;

	for (size_t i = 0; i < parts->helper_count; i++) {
		while (!worker_has_ended(parts->helpers[i].worker))
			if (!source_goes_on(parts->reader, stream_done(stream),
				    stream_total(stream)))
				return RESULT_INTERRUPTED;
		worker_finish(parts->helpers[i].worker);
		parts->helpers[i].worker = NULL;
	}
	return RESULT_OK;
}

static bool take_over(const struct source_parts *parts, const struct part *part)
{
	struct source_import *import = parts->reader->import;
	struct store *store;

	if (part->size == 0 ||
		store_open(&store, (const char *)parts->helpers[part->helper].found + part->place,
			part->size, "", NULL) != RESULT_OK)
		return false;
	uint32_t told = import->warning_count < SOURCE_WARNINGS_MAX ? import->warning_count
								    : SOURCE_WARNINGS_MAX;
	bool is_taken = builder_append(import->builder, store, SOURCE_WARNINGS_MAX - told);
	store_close(store);
	if (is_taken) {
		import->record_count += part->record_count;
		import->refused_count += part->refused_count;
		import->warning_count += part->warning_count;
		import->cut_line = part->cut_line; /* of the last one */
	}
	return is_taken;
}

/* Those that a worker has read; or read now, where it did not come to it, or its rows cannot be taken as they are. */
static enum result take_parts(struct source_parts *parts, uint32_t from)
{
	enum result result = RESULT_OK;

	for (uint32_t i = from; i < parts->plan->count && result == RESULT_OK; i++) {
		const struct part *part = &parts->plan->parts[i];
		if (take_over(parts, part))
			continue;
		for (size_t j = 0; j < parts->helper_count; j++)
			atomic_store_explicit(&parts->helpers[j].found->done, 0,
				memory_order_relaxed);
		parts->before = part->from;
		begin_at(parts->reader, part);
		result = parts->read(parts->reader);
	}
	return result;
}

static void drop(struct source_parts *parts)
{
	for (size_t i = 0; i < parts->helper_count; i++) {
		worker_stop(parts->helpers[i].worker);
		worker_memory_free(parts->helpers[i].found, parts->helpers[i].size);
	}
	worker_memory_free(parts->plan, sizeof(*parts->plan));
}

enum result source_read_parts(struct source_reader *reader,
	enum result (*read)(struct source_reader *reader))
{
	struct source_parts parts = { .reader = reader, .read = read };
	size_t workers = worker_count(WORKERS_MAX);
	uint32_t met;

	if (workers == 0 || !plan_parts(&parts, workers))
		return read(reader);
	start_workers(&parts, workers);
	parts.interrupt = reader->import->interrupt;
	const struct interrupt own = { tell_of_all, &parts };
	reader->import->interrupt = &own;
	enum result result = read_from_the_front(&parts, &met);
	if (result == RESULT_OK)
		result = wait_for_workers(&parts);
	if (result == RESULT_OK)
		result = take_parts(&parts, met);
	reader->import->interrupt = parts.interrupt;
	drop(&parts);
	return result;
}
