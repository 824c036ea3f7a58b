/* SPDX-License-Identifier: MIT */
#include "catalog/store/snapshot.h"

#include "catalog/base/file.h"
#include "catalog/base/message.h"
#include "catalog/store/store.h"

#include <string.h>
#include <unistd.h>

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ (hash >> 29);
}

void snapshot_hasher_init(struct snapshot_hasher *hasher)
{
	*hasher = (struct snapshot_hasher){ .size = 0 };
	for (size_t i = 0; i < 4; i++)
		hasher->lanes[i] = UINT64_C(0x6c6c6d61746c6173) + i;
}

void snapshot_hasher_add(struct snapshot_hasher *hasher, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;
	uint64_t lanes[4], words[4];

	memcpy(lanes, hasher->lanes, sizeof(lanes));
	hasher->size += size;
	for (; size >= sizeof(words); size -= sizeof(words), at += sizeof(words)) {
		memcpy(words, at, sizeof(words));
		for (size_t i = 0; i < 4; i++) /* they do not wait for each other */
			lanes[i] = mix(lanes[i], words[i]);
	}
	if (size > 0) {
		memset(words, 0, sizeof(words));
		memcpy(words, at, size);
		for (size_t i = 0; i < 4; i++)
			lanes[i] = mix(lanes[i], words[i]);
	}
	memcpy(hasher->lanes, lanes, sizeof(lanes));
}

uint64_t snapshot_hasher_end(const struct snapshot_hasher *hasher)
{
	uint64_t hash = hasher->size;

	for (size_t i = 0; i < 4; i++)
		hash = mix(hash, hasher->lanes[i]);
	return hash;
}

uint64_t snapshot_hash(const void *bytes, size_t size)
{
	struct snapshot_hasher hasher;

	snapshot_hasher_init(&hasher);
	snapshot_hasher_add(&hasher, bytes, size);
	return snapshot_hasher_end(&hasher);
}

uint64_t snapshot_header_hash(const void *bytes, size_t size)
{
	struct snapshot_header header;
	size_t table = 0;

	memcpy(&header, bytes, sizeof(header));
	header.header_hash = 0;
	if (header.section_count <= (size - sizeof(header)) / sizeof(struct snapshot_section))
		table = header.section_count * sizeof(struct snapshot_section);
	return snapshot_hash(&header, sizeof(header)) ^
		snapshot_hash((const char *)bytes + sizeof(header), table);
}

uint64_t store_bytes_hash(const void *bytes, size_t size)
{
	struct snapshot_header header;

	if (size < sizeof(header) || memcmp(bytes, SNAPSHOT_MAGIC, 8) != 0)
		return 0;
	memcpy(&header, bytes, sizeof(header));
	return mix(header.payload_hash, header.header_hash);
}

/* The header alone; zeroed when the file is shorter. */
static enum result read_header(const char *path, struct snapshot_header *header, struct error *err)
{
	int descriptor;
	enum result result = file_open(&descriptor, path, err);

	if (result != RESULT_OK)
		return result;
	ssize_t got = read(descriptor, header, sizeof(*header));
	close(descriptor);
	if (got != (ssize_t)sizeof(*header))
		memset(header, 0, sizeof(*header));
	return RESULT_OK;
}

/* Why this program cannot read a file with such a head; NULL: it can. */
static const char *fault_of(const struct snapshot_header *header)
{
	if (memcmp(header->magic, SNAPSHOT_MAGIC, sizeof(header->magic)) != 0)
		return _("it does not begin like one");
	if (header->byte_order != SNAPSHOT_BYTE_ORDER)
		return _("it was made on a machine of the other byte order");
	if (header->version != SNAPSHOT_VERSION)
		return _(
			"it was made by another version of llmatlas, so import or update its catalog again");
	return NULL;
}

bool store_file_is_ours(const char *path)
{
	struct snapshot_header header;

	return read_header(path, &header, NULL) == RESULT_OK && !fault_of(&header);
}

enum result store_file_count(const char *path, uint32_t *models, struct error *err)
{
	struct snapshot_header header;
	enum result result = read_header(path, &header, err);

	*models = result == RESULT_OK ? header.model_count : 0;
	return result;
}

enum result store_file_hash(const char *path, uint64_t *hash, struct error *err)
{
	struct snapshot_header header;
	enum result result = read_header(path, &header, err);

	*hash = result == RESULT_OK ? store_bytes_hash(&header, sizeof(header)) : 0;
	return result;
}

static enum result refuse(struct error *err, const char *name, const char *reason)
{
	return error_set(err, RESULT_BAD_DATA, _("%s is no snapshot that can be used: %s."), name,
		reason);
}

enum result snapshot_check(const void *bytes, size_t size, const char *name, struct error *err)
{
	struct snapshot_header header = { .version = 0 };

	if (size >= sizeof(header))
		memcpy(&header, bytes, sizeof(header));
	const char *fault = fault_of(&header);
	if (fault)
		return refuse(err, name, fault);
	if (header.size != size)
		return refuse(err, name, _("it is cut short or something hangs behind it"));
	if (header.section_count > 1000 ||
		header.section_count > (size - sizeof(header)) / sizeof(struct snapshot_section))
		return refuse(err, name, _("its section table does not fit"));
	if (snapshot_header_hash(bytes, size) != header.header_hash)
		return refuse(err, name, _("its header is damaged"));
	const struct snapshot_section *sections = (const void *)((const char *)bytes +
		sizeof(header));
	for (uint32_t i = 0; i < header.section_count; i++) {
		const struct snapshot_section *section = &sections[i];
		if (section->offset % SNAPSHOT_ALIGN != 0 || section->offset > size ||
			section->size > size - section->offset)
			return refuse(err, name, _("a section lies outside the file"));
	}
	return RESULT_OK;
}
