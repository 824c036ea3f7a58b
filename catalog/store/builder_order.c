/* SPDX-License-Identifier: MIT */
/* The order of a snapshot: rows by id, offers by model, names by their letters. */
#include "catalog/base/memory.h"
#include "catalog/base/text_sort.h"
#include "catalog/store/builder_writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct text row_id(const struct builder *builder, size_t row)
{
	const char *bytes = builder->search.bytes + builder->search_starts[row];
	return (struct text){ bytes, (size_t)((const char *)rawmemchr(bytes, '\t') - bytes) };
}

static struct text id_of(const void *builder, uint32_t row)
{
	return row_id(builder, row);
}

static void order_rows(struct writer *writer)
{
	struct builder *builder = writer->builder;
	bool is_sorted = true;

	free(builder->id_index.slots); /* no more rows come */
	builder->id_index = (struct intern){ 0 };
	writer->row_order = memory_get_zeroed(builder->row_count, sizeof(uint32_t));
	writer->row_place = memory_get_zeroed(builder->row_count, sizeof(uint32_t));
	for (uint32_t i = 0; i < builder->row_count; i++) {
		writer->row_order[i] = i;
		is_sorted = is_sorted &&
			(i == 0 || text_compare(row_id(builder, i - 1), row_id(builder, i)) < 0);
	}
	if (!is_sorted)
		text_sort(&(struct text_sort){ .text = id_of, .context = builder },
			writer->row_order, builder->row_count);
	for (uint32_t i = 0; i < builder->row_count; i++)
		writer->row_place[writer->row_order[i]] = i;
}

struct offer_place {
	const struct builder *builder;
	const struct build_offer *offer;
	uint32_t place, index;
};

static int compare_offers(const void *a, const void *b)
{
	const struct offer_place *one = a, *two = b;
	double p = one->offer->price, q = two->offer->price;

	if (one->place != two->place)
		return one->place < two->place ? -1 : 1;
	if (one->offer->record.is_own != two->offer->record.is_own)
		return one->offer->record.is_own ? -1 : 1;
	if (isnan(p) != isnan(q))
		return isnan(p) ? 1 : -1;
	if (!isnan(p) && p != q)
		return p < q ? -1 : 1;
	int order = text_compare(
		builder_text_at(one->builder,
			one->builder->terms[FIELD_PROVIDER].items[one->offer->provider - 1].key),
		builder_text_at(two->builder,
			two->builder->terms[FIELD_PROVIDER].items[two->offer->provider - 1].key));
	return order != 0 ? order : (one->index > two->index) - (one->index < two->index);
}

static void order_offers(struct writer *writer)
{
	const struct builder *builder = writer->builder;
	struct offer_place *places = memory_get_zeroed(builder->offer_count, sizeof(*places));

	writer->offer_order = memory_get_zeroed(builder->offer_count, sizeof(uint32_t));
	for (size_t i = 0; i < builder->offer_count; i++)
		places[i] = (struct offer_place){ builder, &builder->offers[i],
			writer->row_place[builder->offers[i].record.row], (uint32_t)i };
	qsort(places, builder->offer_count, sizeof(*places), compare_offers);
	for (size_t i = 0; i < builder->offer_count; i++)
		writer->offer_order[i] = places[i].index;
	free(places);
}

/* The name of a row, or its id when that is its name. */
static struct text row_name(const struct builder *builder, size_t row)
{
	struct text id = row_id(builder, row);
	const char *from = id.bytes + id.size + 1;
	struct text name = { from, (size_t)((const char *)rawmemchr(from, '\t') - from) };

	return name.size > 0 ? name : id;
}

static struct text name_of(const void *context, uint32_t place)
{
	const struct writer *writer = context;

	return row_name(writer->builder, writer->row_order[place]);
}

/* By ASCII-folded bytes, so that every machine has the same order. */
static void rank_names(struct writer *writer)
{
	size_t count = writer->builder->row_count;
	uint32_t *places = memory_get_zeroed(count, sizeof(*places)), rank = 0;

	writer->name_ranks = memory_get_zeroed(count, sizeof(*writer->name_ranks));
	for (uint32_t i = 0; i < count; i++)
		places[i] = i;
	text_sort(&(struct text_sort){ .text = name_of, .context = writer, .folds_ascii = true },
		places, count);
	for (uint32_t i = 0; i < count; i++) {
		rank += i > 0 &&
			!text_equal_folded_ascii(name_of(writer, places[i - 1]),
				name_of(writer, places[i]));
		writer->name_ranks[places[i]] = rank;
	}
	free(places);
}

static int compare_scores(const void *a, const void *b)
{
	const struct score_record *one = a, *two = b;

	if (one->row != two->row)
		return one->row < two->row ? -1 : 1;
	if (one->benchmark != two->benchmark)
		return one->benchmark < two->benchmark ? -1 : 1;
	if (one->is_independent != two->is_independent)
		return one->is_independent ? -1 : 1;
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
	rank_names(writer);
}

void writer_order_done(struct writer *writer)
{
	free(writer->row_order);
	free(writer->row_place);
	free(writer->offer_order);
	free(writer->name_ranks);
}
