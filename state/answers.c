/* SPDX-License-Identifier: MIT */
#include "state/answers.h"

#include "catalog/base/file.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool answers_load_last(struct answers *answers, const struct questionnaire *questionnaire,
	const char *path, struct arena *arena, struct error *err)
{
	char *bytes;
	size_t size;

	*err = (struct error){ .result = RESULT_OK };
	if (!path || !file_exists(path) ||
		file_load(path, 1u << 20, &bytes, &size, err) != RESULT_OK)
		return false;
	bool is_good = answers_read(answers, questionnaire, path, (struct text){ bytes, size },
			       arena, err) == RESULT_OK;
	free(bytes);
	if (!is_good)
		rename(path, arena_format(arena, "%s.bad", path).bytes);
	return is_good && !answers_is_empty(answers);
}

enum result answers_save_last(const struct answers *answers,
	const struct questionnaire *questionnaire, const char *path, struct error *err)
{
	struct strbuf buf;

	if (!path)
		return RESULT_OK;
	const char *slash = strrchr(path, '/');
	char *folder = slash && slash > path ? strndup(path, (size_t)(slash - path)) : NULL;
	if (folder) /* the first file that is kept makes it */
		file_make_folders(folder, NULL);
	free(folder);
	strbuf_init(&buf);
	struct sink *sink = sink_open_strbuf(&buf);
	answers_write(sink, answers, questionnaire);
	sink_close(sink, NULL);
	enum result result = file_save(path, strbuf_text(&buf), false, err);
	strbuf_done(&buf);
	return result;
}
