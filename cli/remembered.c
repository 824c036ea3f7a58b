/* SPDX-License-Identifier: MIT */
/* Lines of "key value" in NAME.snapshot.update. */
#include "cli/remembered.h"

#include "catalog/base/file.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/snapshot.h"
#include "catalog/store/store.h"
#include "state/lines.h"

#include <string.h>
#include <sys/stat.h>

enum {
	CONTENT_SIZE_MAX = 64 << 20
}; /* a dump that is larger takes longer to compare than it is worth */

static const char *path_of(struct context *context, struct text name, const char *ending)
{
	return arena_format(&context->arena, "%s/sources/%.*s.snapshot%s",
		context->paths.data ? context->paths.data : "", TEXT_ARGS(name), ending)
		.bytes;
}

void remember_line(struct remembered *remembered, struct text line)
{
	static const char *const keys[] = { "url ", "etag ", "modified ", "content " };
	const char **values[] = { &remembered->url, &remembered->etag, &remembered->modified,
		&remembered->content };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (text_starts_with(line, text_of(keys[i])))
			*values[i] = arena_copy(remembered->arena,
				text_slice(line, strlen(keys[i]), line.size))
					     .bytes;
}

static void take_line(void *context, struct text line)
{
	remember_line(context, line);
}

struct remembered remember(struct context *context, struct text name)
{
	struct remembered remembered = { .arena = &context->arena };
	struct error own;

	if (lines_load(path_of(context, name, ".update"), take_line, &remembered, &own) !=
			RESULT_OK ||
		!store_file_is_ours(path_of(context, name, "")))
		remembered.etag = remembered.modified = remembered.content = NULL;
	return remembered;
}

void remembered_write(struct context *context, struct text name, const struct remembered *of)
{
	const struct {
		const char *key, *value;
	} lines[] = { { "url", of->url }, { "etag", of->etag }, { "modified", of->modified },
		{ "content", of->content } };
	struct strbuf bytes;
	struct error own;

	strbuf_init(&bytes);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (lines[i].value)
			strbuf_add_format(&bytes, "%s %s\n", lines[i].key, lines[i].value);
	file_save(path_of(context, name, ".update"), strbuf_text(&bytes), false,
		&own); /* a lost note costs a download */
	strbuf_done(&bytes);
}

const char *content_of(struct context *context, const char *path)
{
	struct stat stat_of;
	struct snapshot_hasher hasher;
	struct file_map map;
	struct error own;

	if (stat(path, &stat_of) != 0 || !S_ISREG(stat_of.st_mode) ||
		stat_of.st_size > CONTENT_SIZE_MAX || file_map_open(&map, path, &own) != RESULT_OK)
		return NULL;
	snapshot_hasher_init(&hasher);
	snapshot_hasher_add(&hasher, map.bytes, map.size);
	const char *content = arena_format(&context->arena, "%016llx-%llu",
		(unsigned long long)snapshot_hasher_end(&hasher), (unsigned long long)map.size)
				      .bytes;
	file_map_close(&map);
	return content;
}

bool is_same_content(const struct remembered *before, const char *content)
{
	return before->content && content && strcmp(before->content, content) == 0;
}

uint32_t remembered_date(struct context *context, struct text name)
{
	struct file_map map;
	struct store *store;
	struct error own;
	uint32_t date = 0;

	if (file_map_open(&map, path_of(context, name, ""), &own) != RESULT_OK)
		return 0;
	if (store_open(&store, map.bytes, map.size, "", &own) == RESULT_OK) {
		date = store_date(store);
		store_close(store);
	}
	file_map_close(&map);
	return date;
}
