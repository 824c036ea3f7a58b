/* SPDX-License-Identifier: MIT */
#include "state/overlay.h"

#include "catalog/base/message.h"
#include "catalog/sources/source.h"
#include "catalog/store/store.h"

#include <stdlib.h>

enum { HEAD_SIZE = 1 << 16 };

/* Somebody's list is brought in, not laid among one's own files: hundreds of keys that are unknown here would hide that. */
static bool is_list(const char *path, struct text text, struct facts *facts)
{
	enum source_format format;
	struct error own;

	if (source_detect(text_slice(text, 0, text.size < HEAD_SIZE ? text.size : HEAD_SIZE), path,
		    &format, &own) != RESULT_OK ||
		!source_is_list(format))
		return false;
	facts_warn(facts,
		arena_format(facts->arena,
			_("%s has the shape of %s, not of a facts file: 'llmatlas import FILE' brings it in; then move it out of catalog.d."),
			path, source_format_name(format)));
	return true;
}

static void read_file(const struct catalogs *catalogs, struct overlay *overlay,
	struct overlay_file *file)
{
	struct facts *facts = &overlay->facts;
	char *bytes;
	size_t size;
	struct error own;

	file->place = (uint32_t)facts->file_count;
	file->said_from = facts->warning_count;
	if (file_load(file->path, OVERLAY_SIZE_MAX, &bytes, &size, &own) != RESULT_OK) {
		facts_warn(facts, text_of(own.message));
	} else {
		struct text text = arena_copy(catalogs->arena, (struct text){ bytes, size });
		free(bytes);
		if (!is_list(file->path, text, facts))
			facts_read(facts, file->path, text, false, &own);
	}
	file->said_to = facts->warning_count;
}

enum result overlay_read(const struct catalogs *catalogs, const struct store *known,
	struct overlay *overlay, struct error *err)
{
	const char **paths;
	size_t count = catalogs_overlay(catalogs, &paths);

	*overlay = (struct overlay){ .count = count,
		.files = ARENA_ARRAY(catalogs->arena, struct overlay_file, count + 1) };
	facts_init(&overlay->facts, catalogs->arena, ORIGIN_OVERLAY);
	overlay->facts.known = known;
	for (size_t i = 0; i < count; i++) {
		overlay->files[i] = (struct overlay_file){ .path = paths[i] };
		read_file(catalogs, overlay, &overlay->files[i]);
	}
	overlay->said = overlay->facts.warning_count;
	enum result result = count > 0 ? facts_link(&overlay->facts, false, err) : RESULT_OK;
	for (size_t i = 0; i < count; i++) { /* the files are where they stay */
		struct overlay_file *file = &overlay->files[i];
		bool is_read = file->place < overlay->facts.file_count &&
			(i + 1 == count || overlay->files[i + 1].place > file->place);
		file->facts = is_read ? &overlay->facts.files[file->place] : NULL;
	}
	return result;
}

void overlay_done(struct overlay *overlay)
{
	facts_done(&overlay->facts);
}

static bool is_of(const struct overlay *overlay, const struct overlay_file *file, size_t warning)
{
	if (warning < overlay->said)
		return warning >= file->said_from && warning < file->said_to;
	return file->facts && overlay->facts.warnings[warning].file == file->place;
}

const struct text *overlay_warnings(const struct overlay *overlay, const struct overlay_file *file,
	size_t *count)
{
	const struct facts *facts = &overlay->facts;
	struct text *out = ARENA_ARRAY(facts->arena, struct text, facts->warning_count + 1);

	*count = 0;
	for (size_t i = 0; i < facts->warning_count; i++)
		if (is_of(overlay, file, i))
			out[(*count)++] = facts->warnings[i].sentence;
	return out;
}
