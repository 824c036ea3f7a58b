/* SPDX-License-Identifier: MIT */
/* The order of a snapshot: rows by id, offers by model, names by their letters. */
#include "catalog/base/memory.h"
#include "catalog/base/text_sort.h"
#include "catalog/base/worker.h"
#include "catalog/store/builder_writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct text_run ids_of(const struct builder *builder)
{
	return (struct text_run){ .bytes = builder->search.bytes,
		.size = builder->search.size,
		.starts = builder->search_starts,
		.end = '\t' };
}

/* By the bytes of the id up to the tab behind it, which is lower than any of them. */
static bool is_before(const struct builder *builder, uint32_t a, uint32_t b)
{
	const char *one = builder->search.bytes + builder->search_starts[a],
		   *two = builder->search.bytes + builder->search_starts[b];

	while (*one == *two && *one != '\t') {
		one++;
		two++;
	}
	return (unsigned char)*one < (unsigned char)*two;
}

/* No more rows come, nor texts. */
static void forget_names(struct builder *builder)
{
	struct intern *indexes[FIELD_COUNT + 2] = { &builder->id_index, &builder->text_index };

	for (int field = 0; field < FIELD_COUNT; field++)
		indexes[field + 2] = &builder->terms[field].index;
	for (size_t i = 0; i < sizeof(indexes) / sizeof(indexes[0]); i++) {
		free(indexes[i]->slots);
		*indexes[i] = (struct intern){ 0 };
	}
}

enum { ROWS_FOR_A_WORKER = 50000 };

/* How many of these, which are in order, come before that row: at first looks one ahead, then two, four ... */
static size_t count_before(const struct builder *builder, const uint32_t *rows, size_t count,
	uint32_t row)
{
	size_t low = 0, step = 1;

	while (low + step <= count && is_before(builder, rows[low + step - 1], row)) {
		low += step;
		step *= 2;
	}
	size_t high = low + step <= count ? low + step - 1 : count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (is_before(builder, rows[middle], row))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Two neighbouring parts that are in order become one. */
static void merge_parts(const struct builder *builder, const uint32_t *from, uint32_t *to,
	const size_t ends[3])
{
	size_t left = ends[0], right = ends[1], at = ends[0];

	while (left < ends[1] && right < ends[2]) {
		size_t count = count_before(builder, from + right, ends[2] - right, from[left]);
		memcpy(to + at, from + right, count * sizeof(*to));
		at += count;
		right += count;
		if (right == ends[2])
			break;
		count = count_before(builder, from + left, ends[1] - left, from[right]);
		memcpy(to + at, from + left, count * sizeof(*to));
		at += count;
		left += count;
	}
	memcpy(to + at, from + left, (ends[1] - left) * sizeof(*to));
	at += ends[1] - left;
	memcpy(to + at, from + right, (ends[2] - right) * sizeof(*to));
}

/* Parts in order, each from its border on, become one. */
static void merge_all(const struct builder *builder, uint32_t *order, size_t *borders, size_t count)
{
	uint32_t *other = memory_get((builder->row_count + 1) * sizeof(*other));

	while (count > 1) {
		size_t kept = 0;
		for (size_t i = 0; i < count; i += 2) {
			size_t last = i + 2 <= count ? i + 2 : i + 1;
			merge_parts(builder, order, other,
				(size_t[3]){ borders[i], borders[i + 1], borders[last] });
			borders[kept++] = borders[i];
		}
		borders[kept] = builder->row_count;
		memcpy(order, other, builder->row_count * sizeof(*order));
		count = kept;
	}
	free(other);
}

/* The runs without their strays, and these, sorted. */
static void merge_runs(const struct builder *builder, uint32_t *order)
{
	const struct build_runs *runs = &builder->runs;
	const struct text_run ids = ids_of(builder);
	size_t borders[RUNS_MAX + 2], count = 0, at = 0;

	for (size_t i = 0; i < runs->count; i++) {
		size_t end = i + 1 < runs->count ? runs->starts[i + 1] : builder->row_count;
		borders[count++] = at;
		for (size_t row = runs->starts[i]; row < end; row++)
			if (!bits_has(&runs->is_stray, row))
				order[at++] = (uint32_t)row;
	}
	borders[count++] = at;
	memcpy(order + at, runs->strays, runs->stray_count * sizeof(*order));
	text_sort(&ids, order + at, runs->stray_count, NULL);
	borders[count] = builder->row_count;
	merge_all(builder, order, borders, count);
}

static void find_runs(struct writer *writer)
{
	size_t count = writer->builder->row_count;

	writer->row_runs = memory_get_zeroed(count / ROW_BLOCK + 1, sizeof(*writer->row_runs));
	for (size_t from = 0; from < count; from += ROW_BLOCK) {
		size_t to = from + ROW_BLOCK < count ? from + ROW_BLOCK : count, breaks = 0;
		for (size_t i = from + 1; i < to; i++)
			breaks += writer->row_order[i] != writer->row_order[i - 1] + 1;
		writer->row_runs[from / ROW_BLOCK] = breaks == 0;
	}
}

static void order_rows(struct writer *writer)
{
	struct builder *builder = writer->builder;

	forget_names(builder);
	writer->row_order = memory_get_zeroed(builder->row_count, sizeof(uint32_t));
	for (uint32_t i = 0; i < builder->row_count; i++)
		writer->row_order[i] = i;
	if (builder->runs.is_unordered) {
		const struct text_run ids = ids_of(builder);
		text_sort(&ids, writer->row_order, builder->row_count, NULL);
	} else if (builder->runs.count > 1 || builder->runs.stray_count > 0) {
		merge_runs(builder, writer->row_order);
	}
	writer->row_place = memory_get_zeroed(builder->row_count, sizeof(uint32_t));
	for (uint32_t i = 0; i < builder->row_count; i++)
		writer->row_place[writer->row_order[i]] = i;
	find_runs(writer);
}

struct offer_place {
	uint32_t place, index; /* of its model; of the offer, as builder_offers.c has them */
};

static int compare_offers(const void *a, const void *b)
{
	const struct offer_place *one = a, *two = b;

	if (one->place != two->place)
		return one->place < two->place ? -1 : 1;
	return (one->index > two->index) - (one->index < two->index);
}

static int compare_price_ends(const void *a, const void *b)
{
	const struct price_end_record *one = a, *two = b;

	return (one->offer > two->offer) - (one->offer < two->offer);
}

static void order_offers(struct writer *writer)
{
	struct builder *builder = writer->builder;
	struct offer_place *places = memory_get_zeroed(builder->offer_count, sizeof(*places));

	writer->offer_order = memory_get_zeroed(builder->offer_count, sizeof(uint32_t));
	for (size_t i = 0; i < builder->offer_count; i++)
		places[i] = (struct offer_place){ writer->row_place[builder->offers[i].row],
			(uint32_t)i };
	qsort(places, builder->offer_count, sizeof(*places), compare_offers);
	uint32_t *place_of = memory_get((builder->offer_count + 1) * sizeof(*place_of));
	for (size_t i = 0; i < builder->offer_count; i++) {
		writer->offer_order[i] = places[i].index;
		place_of[places[i].index] = (uint32_t)i;
	}
	for (size_t i = 0; i < builder->offer_claim_count; i++)
		builder->offer_claims[i].owner = place_of[builder->offer_claims[i].owner];
	for (size_t i = 0; i < builder->price_end_count; i++)
		builder->price_ends[i].offer = place_of[builder->price_ends[i].offer];
	if (builder->price_end_count > 0)
		qsort(builder->price_ends, builder->price_end_count, sizeof(*builder->price_ends),
			compare_price_ends);
	free(place_of);
	free(places);
}

/* The name of a row, or its id when that is its name. */
static uint32_t name_start(const struct builder *builder, uint32_t row)
{
	uint32_t start = builder->search_starts[row];
	const char *bytes = builder->search.bytes + start;
	const char *name = (const char *)rawmemchr(bytes, '\t') + 1;

	return *name == '\t' ? start : start + (uint32_t)(name - bytes);
}

/* By ASCII-folded bytes, so that every machine has the same order. */
static void rank_names(const struct writer *writer, uint32_t *ranks)
{
	const struct builder *builder = writer->builder;
	size_t count = builder->row_count;
	uint32_t *places = memory_get_zeroed(count, sizeof(*places)),
		 *starts = memory_get_zeroed(count, sizeof(*starts));
	const struct text_run names = { .bytes = builder->search.bytes,
		.size = builder->search.size,
		.starts = starts,
		.end = '\t',
		.folds_ascii = true };

	for (uint32_t i = 0; i < count; i++) {
		places[i] = i;
		starts[i] = name_start(builder, writer->row_order[i]);
	}
	text_sort(&names, places, count, ranks);
	free(places);
	free(starts);
}

static void rank_ahead(const struct worker *worker, void *writer)
{
	(void)worker;
	rank_names(writer, ((struct writer *)writer)->ranks_ahead);
}

/* The columns are written meanwhile, where there is a second processor. */
static void ranks_begin(struct writer *writer)
{
	size_t count = writer->builder->row_count;

	if (writer->builder->is_unranked || count < ROWS_FOR_A_WORKER)
		return;
	writer->ranks_ahead = worker_memory_new(count * sizeof(*writer->ranks_ahead));
	if (writer->ranks_ahead)
		writer->ranker = worker_start(rank_ahead, writer);
}

void writer_name_ranks(struct writer *writer, uint32_t *ranks)
{
	bool is_done = worker_finish(writer->ranker);

	writer->ranker = NULL;
	if (is_done)
		memcpy(ranks, writer->ranks_ahead, writer->builder->row_count * sizeof(*ranks));
	else
		rank_names(writer, ranks);
}

/* Which of several is shown first. */
static int trust(uint8_t by)
{
	return by == SCORE_INDEPENDENT ? 2 : by == SCORE_MAKER ? 1 : 0;
}

static int compare_scores(const void *a, const void *b)
{
	const struct score_record *one = a, *two = b;

	if (one->row != two->row)
		return one->row < two->row ? -1 : 1;
	if (one->benchmark != two->benchmark)
		return one->benchmark < two->benchmark ? -1 : 1;
	if (one->by != two->by)
		return trust(two->by) - trust(one->by);
	if (one->date != two->date)
		return one->date > two->date ? -1 : 1;
	return one->score > two->score ? -1 : one->score < two->score ? 1 : 0;
}

/* Rows get their places: claims and scores belong to places from here on. */
static void place_records(struct writer *writer)
{
	struct builder *builder = writer->builder;

	for (size_t i = 0; i < builder->claim_count; i++)
		builder->claims[i].owner = writer->row_place[builder->claims[i].owner];
	for (size_t i = 0; i < builder->score_count; i++)
		builder->scores[i].row = writer->row_place[builder->scores[i].row];
	if (builder->score_count > 0)
		qsort(builder->scores, builder->score_count, sizeof(*builder->scores),
			compare_scores);
}

void writer_order(struct writer *writer)
{
	order_rows(writer);
	order_offers(writer);
	place_records(writer);
	ranks_begin(writer);
}

void writer_order_done(struct writer *writer)
{
	if (writer->builder->keeps_order) {
		free(writer->builder->order);
		writer->builder->order = writer->row_order;
	} else {
		free(writer->row_order);
	}
	free(writer->row_place);
	free(writer->row_runs);
	free(writer->offer_order);
	worker_stop(writer->ranker);
	worker_memory_free(writer->ranks_ahead,
		writer->builder->row_count * sizeof(*writer->ranks_ahead));
}
