/* SPDX-License-Identifier: MIT */
/* The sections of a snapshot in their order. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_writer.h"

#include <stdlib.h>
#include <string.h>

static int compare_claims(const void *a, const void *b)
{
	const struct claim_record *one = *(const struct claim_record *const *)a,
				  *two = *(const struct claim_record *const *)b;

	if (one->owner != two->owner)
		return one->owner < two->owner ? -1 : 1;
	if (one->field != two->field)
		return one->field < two->field ? -1 : 1;
	return one < two ? -1 : one > two; /* order of adding: believed first */
}

/* As they mostly come. */
static bool are_in_order(const struct claim_record **claims, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (compare_claims(&claims[i - 1], &claims[i]) > 0)
			return false;
	return true;
}

void writer_claims(struct writer *writer, enum snapshot_kind kind, uint16_t field,
	const struct claim_record **claims, size_t count)
{
	if (!are_in_order(claims, count))
		qsort(claims, count, sizeof(*claims), compare_claims);
	writer_begin(writer, kind, field, 0);
	for (size_t i = 0; i < count; i++)
		writer_put(writer, claims[i], sizeof(**claims));
	writer_end(writer, count);
}

static void write_claims(struct writer *writer, enum snapshot_kind kind, uint16_t field,
	struct claim_record *claims, size_t count)
{
	const struct claim_record **order = memory_get_zeroed(count, sizeof(*order));

	for (size_t i = 0; i < count; i++)
		order[i] = &claims[i];
	writer_claims(writer, kind, field, order, count);
	free(order);
}

/* The first place behind rows that stand one behind the other as they were added. */
static size_t run_end(const struct writer *writer, size_t place)
{
	size_t count = writer->builder->row_count, end = place + 1;

	while (end < count && writer->row_order[end] == writer->row_order[end - 1] + 1)
		end += end % ROW_BLOCK == 0 && writer->row_runs[end / ROW_BLOCK] &&
				end + ROW_BLOCK <= count
			? ROW_BLOCK
			: 1;
	return end;
}

static void write_search(struct writer *writer)
{
	const struct builder *builder = writer->builder;
	const uint32_t *starts = builder->search_starts;
	uint32_t start = 0;

	writer_begin(writer, SNAPSHOT_SEARCH, 0xffff, 0);
	for (size_t from = 0, to; from < builder->row_count; from = to) {
		size_t row = writer->row_order[from];
		to = run_end(writer, from);
		writer_put(writer, builder->search.bytes + starts[row],
			starts[row + (to - from)] - starts[row]);
	}
	writer_end(writer, builder->search.size);
	writer_begin(writer, SNAPSHOT_SEARCH_STARTS, 0xffff, 0);
	for (size_t i = 0; i < builder->row_count; i++) {
		size_t row = writer->row_order[i];
		writer_put_bits(writer, start, sizeof(start));
		start += starts[row + 1] - starts[row];
	}
	writer_put_bits(writer, start, sizeof(start));
	writer_end(writer, builder->row_count + 1);
}

static void write_offers(struct writer *writer)
{
	struct builder *builder = writer->builder;
	size_t at = 0;

	writer_begin(writer, SNAPSHOT_OFFERS, 0xffff, 0);
	for (size_t i = 0; i < builder->offer_count; i++) {
		struct offer_record record = builder->offers[writer->offer_order[i]];
		record.row = writer->row_place[record.row];
		writer_put(writer, &record, sizeof(record));
	}
	writer_end(writer, builder->offer_count);
	writer_begin(writer, SNAPSHOT_OFFER_STARTS, 0xffff, 0);
	for (size_t place = 0; place <= builder->row_count; place++) {
		uint32_t start = (uint32_t)at;
		writer_put(writer, &start, 4);
		while (at < builder->offer_count &&
			writer->row_place[builder->offers[writer->offer_order[at]].row] == place)
			at++;
	}
	writer_end(writer, builder->row_count + 1);
	writer_section(writer, SNAPSHOT_TIERS, builder->tiers, builder->tier_count,
		sizeof(*builder->tiers));
	if (builder->price_end_count > 0)
		writer_section(writer, SNAPSHOT_PRICE_ENDS, builder->price_ends,
			builder->price_end_count, sizeof(*builder->price_ends));
	if (builder->offer_claim_count > 0)
		write_claims(writer, SNAPSHOT_OFFER_CLAIMS, 0xffff, builder->offer_claims,
			builder->offer_claim_count);
}

struct sentence {
	struct text en;
	size_t at; /* as it was added */
};

static int compare_sentences(const void *a, const void *b)
{
	const struct sentence *one = a, *two = b;
	int order = text_compare(one->en, two->en);

	return order != 0 ? order : one->at < two->at ? -1 : one->at > two->at;
}

/* In the order of the English; of two wordings the first. */
static void write_sentences(struct writer *writer)
{
	struct builder *builder = writer->builder;
	struct sentence *order = memory_get_zeroed(builder->sentence_count, sizeof(*order));
	size_t count = 0;

	for (size_t i = 0; i < builder->sentence_count; i++)
		order[i] = (struct sentence){ builder_text_at(builder, builder->sentences[i].en),
			i };
	qsort(order, builder->sentence_count, sizeof(*order), compare_sentences);
	writer_begin(writer, SNAPSHOT_SENTENCES, 0xffff, 0);
	for (size_t i = 0; i < builder->sentence_count; i++) {
		if (i > 0 && text_equal(order[i].en, order[i - 1].en))
			continue;
		writer_put(writer, &builder->sentences[order[i].at], sizeof(*builder->sentences));
		count++;
	}
	writer_end(writer, count);
	free(order);
}

static void write_records(struct writer *writer)
{
	struct builder *builder = writer->builder;

	write_claims(writer, SNAPSHOT_CLAIMS, 0xffff, builder->claims, builder->claim_count);
	writer_origins(writer);
	if (builder->wide.count > 0)
		writer_kept(writer, SNAPSHOT_WIDE, &builder->wide);
	writer_section(writer, SNAPSHOT_SCORES, builder->scores, builder->score_count,
		sizeof(*builder->scores));
	writer_kept(writer, SNAPSHOT_SOURCES, &builder->sources);
	writer_section(writer, SNAPSHOT_BENCHMARKS, builder->benchmarks, builder->benchmark_count,
		sizeof(*builder->benchmarks));
	writer_section(writer, SNAPSHOT_LENSES, builder->lenses, builder->lens_count,
		sizeof(*builder->lenses));
	writer_section(writer, SNAPSHOT_SHARES, builder->shares, builder->share_count,
		sizeof(*builder->shares));
	writer_section(writer, SNAPSHOT_WARNINGS, builder->warnings, builder->warning_count,
		sizeof(*builder->warnings));
	writer_section(writer, SNAPSHOT_FAMILIES, builder->families, builder->family_count,
		sizeof(*builder->families));
	writer_section(writer, SNAPSHOT_CHANGES, builder->changes, builder->change_count,
		sizeof(*builder->changes));
	if (builder->sentence_count > 0)
		write_sentences(writer);
}

static void write_terms(struct writer *writer)
{
	struct builder *builder = writer->builder;

	for (uint16_t field = 0; field < FIELD_COUNT; field++) {
		if (builder->terms[field].count == 0)
			continue;
		writer_begin(writer, SNAPSHOT_TERMS, field, 0);
		writer_put(writer, builder->terms[field].items,
			builder->terms[field].count * sizeof(struct term_record));
		writer_end(writer, builder->terms[field].count);
		writer_ranks(writer, (enum field_id)field);
		if (builder->term_claim_count[field] > 0)
			write_claims(writer, SNAPSHOT_TERM_CLAIMS, field,
				builder->term_claims[field], builder->term_claim_count[field]);
	}
}

static void put_line(struct writer *writer, const char *line)
{
	writer_put(writer, line, strlen(line));
	writer_put(writer, "\n", 1);
}

/* Keys of the fields, so that a file outlives renumbering of the table. */
static void write_fields(struct writer *writer)
{
	writer_begin(writer, SNAPSHOT_FIELDS, 0xffff, 0);
	for (int i = 0; i < FIELD_COUNT; i++)
		put_line(writer, field_get((enum field_id)i)->key);
	writer_end(writer, FIELD_COUNT);
}

static size_t count_sections(const struct writer *writer)
{
	enum { OF_THEIR_OWN = 18 };
	const struct builder *builder = writer->builder;
	size_t count = OF_THEIR_OWN + writer_column_sections(writer) + writer_form_sections(writer);

	for (int field = 0; field < FIELD_COUNT; field++)
		if (builder->terms[field].count > 0)
			count += 2 + (builder->term_claim_count[field] > 0);
	return count + (builder->origins.count > 0) + (builder->wide.count > 0) +
		(builder->offer_claim_count > 0) + (builder->price_end_count > 0) +
		(builder->sentence_count > 0) + !builder->is_unranked;
}

static void write_name_ranks(struct writer *writer)
{
	const struct builder *builder = writer->builder;

	if (builder->is_unranked)
		return;
	uint32_t *ranks = memory_get_zeroed(builder->row_count, sizeof(*ranks));
	writer_name_ranks(writer, ranks);
	writer_begin(writer, SNAPSHOT_RANKS, FIELD_NAME, 0);
	writer_put(writer, ranks, builder->row_count * sizeof(*ranks));
	writer_end(writer, builder->row_count);
	free(ranks);
}

static bool write_payload(struct writer *writer, uint32_t name, const struct interrupt *interrupt)
{
	struct builder *builder = writer->builder;

	write_fields(writer);
	write_terms(writer);
	if (!writer_columns(writer, interrupt))
		return false;
	write_search(writer);
	write_offers(writer);
	writer_forms(writer);
	write_records(writer);
	write_name_ranks(writer);
	writer_section(writer, SNAPSHOT_NAME, &name, 1, sizeof(name));
	writer_section(writer, SNAPSHOT_TEXT, builder->text.bytes, builder->text.size, 1);
	writer_flush(writer);
	return true;
}

enum result builder_finish(struct builder *builder, struct sink *sink,
	const struct interrupt *interrupt, struct error *err)
{
	struct writer *writer = memory_get_zeroed(1, sizeof(*writer));

	writer->builder = builder;
	writer->sink = sink;
	snapshot_hasher_init(&writer->hasher);
	uint32_t name = builder_text(builder, builder->name); /* the last text */
	writer->is_shared = !builder->has_whole_columns &&
		builder->row_count >= builder->shared_from;
	if (!writer->is_shared)
		builder_spread_forms(builder);
	writer_order(writer);
	writer_forms_begin(writer);
	writer_head_begin(writer, count_sections(writer));
	bool done = write_payload(writer, name, interrupt);
	if (done)
		writer_head_end(writer);
	writer_order_done(writer);
	writer_forms_done(writer);
	free(writer);
	return done
		? RESULT_OK
		: error_set(err, RESULT_INTERRUPTED, "%s", _("Stopped: no snapshot was written."));
}
