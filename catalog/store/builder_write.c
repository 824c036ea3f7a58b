/* SPDX-License-Identifier: MIT */
/* Puts rows in the order of their ids, offers in the order of their models, and writes the sections. */
#include "catalog/base/interrupt.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/sink.h"
#include "catalog/store/builder_parts.h"
#include "catalog/store/snapshot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SECTION_MAX = 1000 };

struct writer {
	struct builder *builder;
	struct strbuf payload;
	struct snapshot_section sections[SECTION_MAX];
	size_t section_count;
	uint32_t *row_order, *row_place; /* place -> added, added -> place */
	uint32_t *offer_order;
};

/* A section begins at the next 64-byte border; offsets count from the payload until the header is known. */
static void begin(struct writer *writer, enum snapshot_kind kind, uint16_t field, uint32_t form)
{
	while (writer->payload.size % SNAPSHOT_ALIGN != 0)
		strbuf_add_char(&writer->payload, '\0');
	if (writer->section_count == SECTION_MAX)
		abort();
	writer->sections[writer->section_count] = (struct snapshot_section){ .kind = (uint16_t)kind,
		.field = field,
		.form = form,
		.offset = writer->payload.size };
}

static void end(struct writer *writer, uint64_t count)
{
	struct snapshot_section *section = &writer->sections[writer->section_count++];

	section->size = writer->payload.size - section->offset;
	section->count = count;
}

static void section(struct writer *writer, enum snapshot_kind kind, const void *bytes, size_t count,
	size_t size)
{
	begin(writer, kind, 0xffff, 0);
	strbuf_add_bytes(&writer->payload, bytes, count * size);
	end(writer, count);
}

/* --- order --- */

struct id_place {
	struct text id;
	uint32_t row;
};

static int compare_ids(const void *a, const void *b)
{
	return text_compare(((const struct id_place *)a)->id, ((const struct id_place *)b)->id);
}

static struct text row_id(const struct builder *builder, size_t row)
{
	const char *bytes = builder->search.bytes + builder->search_starts[row];
	return (struct text){ bytes, (size_t)((const char *)rawmemchr(bytes, '\t') - bytes) };
}

static void order_rows(struct writer *writer)
{
	const struct builder *builder = writer->builder;
	struct id_place *places = memory_get_zeroed(builder->row_count, sizeof(*places));
	bool is_sorted = true;

	writer->row_order = memory_get_zeroed(builder->row_count, sizeof(uint32_t));
	writer->row_place = memory_get_zeroed(builder->row_count, sizeof(uint32_t));
	for (size_t i = 0; i < builder->row_count; i++) {
		places[i] = (struct id_place){ row_id(builder, i), (uint32_t)i };
		is_sorted = is_sorted &&
			(i == 0 || text_compare(places[i - 1].id, places[i].id) < 0);
	}
	if (!is_sorted)
		qsort(places, builder->row_count, sizeof(*places), compare_ids);
	for (size_t i = 0; i < builder->row_count; i++) {
		writer->row_order[i] = places[i].row;
		writer->row_place[places[i].row] = (uint32_t)i;
	}
	free(places);
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

/* --- columns --- */

static void write_unknown(struct writer *writer, const struct build_column *column)
{
	uint64_t bits = 0;

	if (column->form == COLUMN_U32)
		bits = 0xffffffffu;
	else if (column->form == COLUMN_F32)
		bits = 0x7fc00000u;
	else if (column->form == COLUMN_F64)
		bits = UINT64_C(0x7ff8000000000000);
	strbuf_add_bytes(&writer->payload, &bits, column->width);
}

static uint32_t code_at(const struct build_column *column, size_t index)
{
	uint32_t code = 0;

	if (index < column->count)
		memcpy(&code, column->cells + index * 4, 4);
	return code;
}

/* Category codes as narrow as the dictionary allows. */
static void write_codes(struct writer *writer, const struct build_column *column, size_t terms,
	const uint32_t *order, size_t count)
{
	size_t width = terms < 255 ? 1 : terms < 65535 ? 2 : 4;

	writer->sections[writer->section_count].form = width == 1 ? COLUMN_CODE8
		: width == 2                                      ? COLUMN_CODE16
								  : COLUMN_CODE32;
	for (size_t i = 0; i < count; i++) {
		uint32_t code = code_at(column, order[i]);
		strbuf_add_bytes(&writer->payload, &code, width);
	}
}

static void write_tags(struct writer *writer, const struct build_column *column, uint16_t field,
	bool is_offer, const uint32_t *order, size_t count)
{
	uint32_t start = 0;

	for (size_t i = 0; i <= count; i++) {
		strbuf_add_bytes(&writer->payload, &start, 4);
		uint32_t at = i < count ? code_at(column, order[i]) : 0;
		start += at > 0 ? column->tags[at - 1] : 0;
	}
	end(writer, count);
	begin(writer, is_offer ? SNAPSHOT_OFFER_TAG_CODES : SNAPSHOT_TAG_CODES, field, 0);
	for (size_t i = 0; i < count; i++) {
		uint32_t at = code_at(column, order[i]);
		if (at > 0)
			strbuf_add_bytes(&writer->payload, &column->tags[at],
				column->tags[at - 1] * sizeof(uint16_t));
	}
	end(writer, start);
}

/* Most catalogs come from a handful of places: a byte a row. */
static void write_origins(struct writer *writer)
{
	struct builder *builder = writer->builder;
	const struct build_column column = { .cells = (char *)builder->row_origins,
		.count = builder->row_origin_count };

	section(writer, SNAPSHOT_ORIGINS, builder->origins, builder->origin_count,
		sizeof(*builder->origins));
	if (builder->origin_count == 0)
		return;
	begin(writer, SNAPSHOT_ROW_ORIGINS, 0xffff, 0);
	write_codes(writer, &column, builder->origin_count, writer->row_order, builder->row_count);
	end(writer, builder->row_count);
}

static void write_column(struct writer *writer, uint16_t field, bool is_offer,
	const uint32_t *order, size_t count)
{
	struct builder *builder = writer->builder;
	const struct build_column *column = is_offer ? &builder->offer_columns[field]
						     : &builder->columns[field];

	begin(writer, is_offer ? SNAPSHOT_OFFER_COLUMN : SNAPSHOT_COLUMN, field, column->form);
	if (column->form == COLUMN_TAGS) {
		write_tags(writer, column, field, is_offer, order, count);
		return;
	}
	if (column->form == COLUMN_CODE32) {
		write_codes(writer, column, builder->terms[field].count, order, count);
	} else {
		for (size_t i = 0; i < count; i++) {
			if (order[i] < column->count)
				strbuf_add_bytes(&writer->payload,
					column->cells + order[i] * column->width, column->width);
			else
				write_unknown(writer, column);
		}
	}
	end(writer, count);
}

static double number_of_cell(const struct build_column *column, size_t index,
	enum value_state *state)
{
	struct column view = { .form = column->form,
		.count = (uint32_t)column->count,
		.cells = column->cells };
	double number = 0;

	*state = index < column->count ? column_number_state(&view, (uint32_t)index, &number)
				       : VALUE_UNKNOWN;
	return number;
}

static void write_bins(struct writer *writer, const struct field *field)
{
	struct builder *builder = writer->builder;
	const struct build_column *column = &builder->columns[field->id];

	if (field->facet == 0 || (field->kind != KIND_DATE && field->threshold_count == 0))
		return;
	begin(writer, SNAPSHOT_BINS, (uint16_t)field->id, 0);
	for (size_t i = 0; i < builder->row_count; i++) {
		enum value_state state;
		double number = number_of_cell(column, writer->row_order[i], &state);
		uint8_t bin = field_bin(field, state, number);
		strbuf_add_bytes(&writer->payload, &bin, 1);
	}
	end(writer, builder->row_count);
}

static void write_bits(struct writer *writer, enum snapshot_kind kind, uint16_t field,
	const struct bits *bits)
{
	const struct builder *builder = writer->builder;
	uint64_t word = 0;

	if (!bits->is_used)
		return;
	begin(writer, kind, field, 0);
	for (size_t i = 0; i < builder->row_count; i++) {
		size_t row = writer->row_order[i];
		if (row / 64 < bits->capacity && bits->words[row / 64] >> (row % 64) & 1)
			word |= UINT64_C(1) << (i % 64);
		if (i % 64 == 63 || i + 1 == builder->row_count) {
			strbuf_add_bytes(&writer->payload, &word, sizeof(word));
			word = 0;
		}
	}
	end(writer, (builder->row_count + 63) / 64);
}

struct ranked {
	struct text text;
	uint32_t code;
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *one = a, *two = b;
	int order = text_compare(one->text, two->text);

	return order != 0 ? order : (one->code > two->code) - (one->code < two->code);
}

/* Rank of each term by folded title; rank 0 for code 0. */
static void write_ranks(struct writer *writer, enum field_id field)
{
	struct builder *builder = writer->builder;
	const struct build_terms *terms = &builder->terms[field];
	struct ranked *ranked = memory_get_zeroed(terms->count, sizeof(*ranked));
	uint32_t *ranks = memory_get_zeroed(terms->count + 1, sizeof(*ranks));
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < terms->count; i++)
		ranked[i] = (struct ranked){
			text_fold(&arena, builder_text_at(builder, terms->items[i].title)),
			(uint32_t)i + 1
		};
	qsort(ranked, terms->count, sizeof(*ranked), compare_ranked);
	for (size_t i = 0; i < terms->count; i++)
		ranks[ranked[i].code] = (uint32_t)i + 1;
	begin(writer, SNAPSHOT_RANKS, (uint16_t)field, 0);
	strbuf_add_bytes(&writer->payload, ranks, (terms->count + 1) * sizeof(*ranks));
	end(writer, terms->count + 1);
	arena_done(&arena);
	free(ranked);
	free(ranks);
}

/* By ASCII-folded bytes, so that every machine has the same order. */
static int compare_names(struct text a, struct text b)
{
	size_t size = a.size < b.size ? a.size : b.size;

	for (size_t i = 0; i < size; i++) {
		unsigned char x = (unsigned char)a.bytes[i], y = (unsigned char)b.bytes[i];
		x = (unsigned char)(x >= 'A' && x <= 'Z' ? x + 32 : x);
		y = (unsigned char)(y >= 'A' && y <= 'Z' ? y + 32 : y);
		if (x != y)
			return x < y ? -1 : 1;
	}
	return (a.size > b.size) - (a.size < b.size);
}

static int compare_named_rows(const void *a, const void *b)
{
	const struct id_place *one = a, *two = b;
	int order = compare_names(one->id, two->id);

	return order != 0 ? order : (one->row > two->row) - (one->row < two->row);
}

/* The name of a row, or its id when that is its name. */
static struct text row_name(const struct builder *builder, size_t row)
{
	struct text id = row_id(builder, row);
	const char *from = id.bytes + id.size + 1;
	struct text name = { from, (size_t)((const char *)rawmemchr(from, '\t') - from) };

	return name.size > 0 ? name : id;
}

static void write_name_ranks(struct writer *writer)
{
	const struct builder *builder = writer->builder;
	struct id_place *places = memory_get_zeroed(builder->row_count, sizeof(*places));
	uint32_t *ranks = memory_get_zeroed(builder->row_count, sizeof(*ranks));
	uint32_t rank = 0;

	for (size_t i = 0; i < builder->row_count; i++)
		places[i] = (struct id_place){ row_name(builder, writer->row_order[i]),
			(uint32_t)i };
	if (builder->row_count > 0)
		qsort(places, builder->row_count, sizeof(*places), compare_named_rows);
	for (size_t i = 0; i < builder->row_count; i++) {
		rank += i > 0 && compare_names(places[i - 1].id, places[i].id) != 0;
		ranks[places[i].row] = rank;
	}
	begin(writer, SNAPSHOT_RANKS, FIELD_NAME, 0);
	strbuf_add_bytes(&writer->payload, ranks, builder->row_count * sizeof(*ranks));
	end(writer, builder->row_count);
	free(places);
	free(ranks);
}

/* --- records --- */

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

static void write_claims(struct writer *writer, enum snapshot_kind kind, uint16_t field,
	struct claim_record *claims, size_t count)
{
	const struct claim_record **order = memory_get_zeroed(count, sizeof(*order));

	for (size_t i = 0; i < count; i++)
		order[i] = &claims[i];
	qsort(order, count, sizeof(*order), compare_claims);
	begin(writer, kind, field, 0);
	for (size_t i = 0; i < count; i++)
		strbuf_add_bytes(&writer->payload, order[i], sizeof(**order));
	end(writer, count);
	free(order);
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

static void write_search(struct writer *writer)
{
	const struct builder *builder = writer->builder;
	uint32_t start = 0;

	begin(writer, SNAPSHOT_SEARCH, 0xffff, 0);
	for (size_t i = 0; i < builder->row_count; i++) {
		size_t row = writer->row_order[i];
		strbuf_add_bytes(&writer->payload,
			builder->search.bytes + builder->search_starts[row],
			builder->search_starts[row + 1] - builder->search_starts[row]);
	}
	end(writer, builder->search.size);
	begin(writer, SNAPSHOT_SEARCH_STARTS, 0xffff, 0);
	for (size_t i = 0; i <= builder->row_count; i++) {
		strbuf_add_bytes(&writer->payload, &start, 4);
		if (i < builder->row_count) {
			size_t row = writer->row_order[i];
			start += (uint32_t)(builder->search_starts[row + 1] -
				builder->search_starts[row]);
		}
	}
	end(writer, builder->row_count + 1);
}

static void write_offers(struct writer *writer)
{
	struct builder *builder = writer->builder;
	size_t at = 0;

	begin(writer, SNAPSHOT_OFFERS, 0xffff, 0);
	for (size_t i = 0; i < builder->offer_count; i++) {
		struct offer_record record = builder->offers[writer->offer_order[i]].record;
		record.row = writer->row_place[record.row];
		strbuf_add_bytes(&writer->payload, &record, sizeof(record));
	}
	end(writer, builder->offer_count);
	begin(writer, SNAPSHOT_OFFER_STARTS, 0xffff, 0);
	for (size_t place = 0; place <= builder->row_count; place++) {
		uint32_t start = (uint32_t)at;
		strbuf_add_bytes(&writer->payload, &start, 4);
		while (at < builder->offer_count &&
			writer->row_place[builder->offers[writer->offer_order[at]].record.row] ==
				place)
			at++;
	}
	end(writer, builder->row_count + 1);
	section(writer, SNAPSHOT_TIERS, builder->tiers, builder->tier_count,
		sizeof(*builder->tiers));
}

static void write_records(struct writer *writer)
{
	struct builder *builder = writer->builder;

	for (size_t i = 0; i < builder->claim_count; i++)
		builder->claims[i].owner = writer->row_place[builder->claims[i].owner];
	write_claims(writer, SNAPSHOT_CLAIMS, 0xffff, builder->claims, builder->claim_count);
	write_origins(writer);
	for (size_t i = 0; i < builder->score_count; i++)
		builder->scores[i].row = writer->row_place[builder->scores[i].row];
	if (builder->score_count > 0)
		qsort(builder->scores, builder->score_count, sizeof(*builder->scores),
			compare_scores);
	section(writer, SNAPSHOT_SCORES, builder->scores, builder->score_count,
		sizeof(*builder->scores));
	section(writer, SNAPSHOT_SOURCES, builder->sources, builder->source_count,
		sizeof(*builder->sources));
	section(writer, SNAPSHOT_BENCHMARKS, builder->benchmarks, builder->benchmark_count,
		sizeof(*builder->benchmarks));
	section(writer, SNAPSHOT_LENSES, builder->lenses, builder->lens_count,
		sizeof(*builder->lenses));
	section(writer, SNAPSHOT_SHARES, builder->shares, builder->share_count,
		sizeof(*builder->shares));
	section(writer, SNAPSHOT_WARNINGS, builder->warnings, builder->warning_count,
		sizeof(*builder->warnings));
}

static void write_terms(struct writer *writer)
{
	struct builder *builder = writer->builder;

	for (uint16_t field = 0; field < FIELD_COUNT; field++) {
		if (builder->terms[field].count == 0)
			continue;
		begin(writer, SNAPSHOT_TERMS, field, 0);
		strbuf_add_bytes(&writer->payload, builder->terms[field].items,
			builder->terms[field].count * sizeof(struct term_record));
		end(writer, builder->terms[field].count);
		write_ranks(writer, (enum field_id)field);
		if (builder->term_claim_count[field] > 0)
			write_claims(writer, SNAPSHOT_TERM_CLAIMS, field,
				builder->term_claims[field], builder->term_claim_count[field]);
	}
}

static bool write_columns(struct writer *writer, const struct interrupt *interrupt)
{
	struct builder *builder = writer->builder;

	for (uint16_t field = 0; field < FIELD_COUNT; field++) {
		const struct build_column *column = &builder->columns[field];
		if (interrupt_is_due(interrupt, field, FIELD_COUNT))
			return false;
		if (column->is_used) {
			write_column(writer, field, false, writer->row_order, builder->row_count);
			write_bins(writer, field_get((enum field_id)field));
			write_bits(writer, SNAPSHOT_REPORTED, field, &column->reported);
			write_bits(writer, SNAPSHOT_INFERRED, field, &column->inferred);
			write_bits(writer, SNAPSHOT_CONFLICT, field, &column->conflict);
			write_bits(writer, SNAPSHOT_IMPLIED, field, &column->implied);
		}
		if (builder->offer_columns[field].is_used)
			write_column(writer, field, true, writer->offer_order,
				builder->offer_count);
	}
	return true;
}

/* Keys of the fields, so that a file outlives renumbering of the table. */
static void write_fields(struct writer *writer)
{
	begin(writer, SNAPSHOT_FIELDS, 0xffff, 0);
	for (int i = 0; i < FIELD_COUNT; i++)
		strbuf_add_format(&writer->payload, "%s\n", field_get((enum field_id)i)->key);
	end(writer, FIELD_COUNT);
}

static void write_file(struct writer *writer, struct sink *sink)
{
	struct builder *builder = writer->builder;
	size_t table = writer->section_count * sizeof(struct snapshot_section);
	size_t head = (sizeof(struct snapshot_header) + table + SNAPSHOT_ALIGN - 1) /
		SNAPSHOT_ALIGN * SNAPSHOT_ALIGN;
	struct snapshot_header header = { .magic = SNAPSHOT_MAGIC,
		.version = SNAPSHOT_VERSION,
		.byte_order = SNAPSHOT_BYTE_ORDER,
		.section_count = (uint32_t)writer->section_count,
		.model_count = (uint32_t)builder->row_count,
		.offer_count = (uint32_t)builder->offer_count,
		.date = builder->date };
	struct strbuf front;

	header.size = head + writer->payload.size;
	header.payload_hash = snapshot_hash(writer->payload.bytes, writer->payload.size);
	for (size_t i = 0; i < writer->section_count; i++)
		writer->sections[i].offset += head;
	strbuf_init(&front);
	strbuf_add_bytes(&front, &header, sizeof(header));
	strbuf_add_bytes(&front, writer->sections, table);
	while (front.size < head)
		strbuf_add_char(&front, '\0');
	header.header_hash = snapshot_header_hash(front.bytes, front.size);
	memcpy(front.bytes, &header, sizeof(header));
	sink_add(sink, strbuf_text(&front));
	sink_add(sink, strbuf_text(&writer->payload));
	strbuf_done(&front);
}

enum result builder_finish(struct builder *builder, struct sink *sink,
	const struct interrupt *interrupt, struct error *err)
{
	struct writer *writer = memory_get_zeroed(1, sizeof(*writer));

	writer->builder = builder;
	strbuf_init(&writer->payload);
	order_rows(writer);
	order_offers(writer);
	uint32_t name = builder_text(builder, builder->name);
	write_fields(writer);
	write_terms(writer);
	bool done = write_columns(writer, interrupt);
	if (done) {
		write_name_ranks(writer);
		write_search(writer);
		write_offers(writer);
		write_records(writer);
		section(writer, SNAPSHOT_NAME, &name, 1, sizeof(name));
		section(writer, SNAPSHOT_TEXT, builder->text.bytes, builder->text.size, 1);
		write_file(writer, sink);
	}
	strbuf_done(&writer->payload);
	free(writer->row_order);
	free(writer->row_place);
	free(writer->offer_order);
	free(writer);
	return done
		? RESULT_OK
		: error_set(err, RESULT_INTERRUPTED, "%s", _("Stopped: no snapshot was written."));
}
