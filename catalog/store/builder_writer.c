/* SPDX-License-Identifier: MIT */
/* The bytes of a snapshot: blocks, sections, and the head that stands before them. */
#include "catalog/store/builder_writer.h"

#include "catalog/base/strbuf.h"

#include <stdlib.h>
#include <string.h>

void writer_flush(struct writer *writer)
{
	snapshot_hasher_add(&writer->hasher, writer->block, writer->block_size);
	sink_add(writer->sink, (struct text){ writer->block, writer->block_size });
	writer->block_size = 0;
}

void writer_put(struct writer *writer, const void *bytes, size_t size)
{
	const char *at = bytes;

	writer->size += size;
	while (size > 0) {
		if (writer->block_size == BLOCK_SIZE)
			writer_flush(writer);
		size_t part = BLOCK_SIZE - writer->block_size;
		part = part < size ? part : size;
		memcpy(writer->block + writer->block_size, at, part);
		writer->block_size += part;
		at += part;
		size -= part;
	}
}

/* A section begins at the next 64-byte border. */
void writer_begin(struct writer *writer, enum snapshot_kind kind, uint16_t field, uint32_t form)
{
	while (writer->size % SNAPSHOT_ALIGN != 0)
		writer_put(writer, "", 1);
	if (writer->section_count == SECTION_MAX)
		abort();
	writer->sections[writer->section_count] = (struct snapshot_section){ .kind = (uint16_t)kind,
		.field = field,
		.form = form,
		.offset = writer->head_size + writer->size };
}

void writer_end(struct writer *writer, uint64_t count)
{
	struct snapshot_section *section = &writer->sections[writer->section_count++];

	section->size = writer->head_size + writer->size - section->offset;
	section->count = count;
}

void writer_section(struct writer *writer, enum snapshot_kind kind, const void *bytes, size_t count,
	size_t size)
{
	writer_begin(writer, kind, 0xffff, 0);
	writer_put(writer, bytes, count * size);
	writer_end(writer, count);
}

void writer_kept(struct writer *writer, enum snapshot_kind kind, const struct kept *kept)
{
	writer_section(writer, kind, kept->items, kept->count, kept->size);
}

void writer_head_begin(struct writer *writer, size_t section_count)
{
	static const char zeros[SNAPSHOT_ALIGN];
	size_t size = sizeof(struct snapshot_header) +
		section_count * sizeof(struct snapshot_section);

	writer->expected_count = section_count;
	writer->head_size = (size + SNAPSHOT_ALIGN - 1) / SNAPSHOT_ALIGN * SNAPSHOT_ALIGN;
	for (size_t i = 0; i < writer->head_size; i += SNAPSHOT_ALIGN)
		sink_add(writer->sink, (struct text){ zeros, SNAPSHOT_ALIGN });
}

void writer_head_end(struct writer *writer)
{
	struct builder *builder = writer->builder;
	size_t table = writer->section_count * sizeof(struct snapshot_section);
	struct snapshot_header header = { .magic = SNAPSHOT_MAGIC,
		.version = SNAPSHOT_VERSION,
		.byte_order = SNAPSHOT_BYTE_ORDER,
		.section_count = (uint32_t)writer->section_count,
		.model_count = (uint32_t)builder->row_count,
		.offer_count = (uint32_t)builder->offer_count,
		.date = builder->date,
		.refused_count = builder->refused_count,
		.warned_count = builder->warned_count,
		.size = writer->head_size + writer->size,
		.payload_hash = snapshot_hasher_end(&writer->hasher) };
	struct strbuf front;

	if (writer->section_count != writer->expected_count)
		abort();
	strbuf_init(&front);
	strbuf_add_bytes(&front, &header, sizeof(header));
	strbuf_add_bytes(&front, writer->sections, table);
	header.header_hash = snapshot_header_hash(front.bytes, front.size);
	memcpy(front.bytes, &header, sizeof(header));
	sink_patch_front(writer->sink, strbuf_text(&front));
	strbuf_done(&front);
}
