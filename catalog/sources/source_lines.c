/* SPDX-License-Identifier: MIT */
/* What formats of lines share: a file that ends in the middle of a record. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/source_reader.h"

#include <stdarg.h>

/* "tru" of true: a proper beginning. */
static bool begins_word(struct text rest)
{
	static const char *const words[] = { "true", "false", "null", "NaN", "Infinity",
		"-Infinity" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (rest.size < text_of(words[i]).size && text_starts_with(text_of(words[i]), rest))
			return true;
	return false;
}

bool source_is_unfinished(const struct json_tokens *tokens)
{
	struct text rest = text_slice(tokens->text, tokens->wrong_at, tokens->text.size);

	return text_trim(rest).size == 0 || begins_word(text_trim(rest));
}

enum result source_cut_off(struct source_reader *reader, const char *format, ...)
{
	struct source_import *import = reader->import;
	struct strbuf expected;
	va_list list;

	import->cut_line = source_line(reader);
	if (import->takes_cut)
		return RESULT_OK;
	strbuf_init(&expected);
	va_start(list, format);
	strbuf_add_format_list(&expected, format, list);
	va_end(list);
	enum result result = error_set(reader->err, RESULT_BAD_DATA,
		_("%s:%llu: the file is cut off in the middle of a record: expected %.*s."),
		stream_name(import->stream), (unsigned long long)import->cut_line,
		TEXT_ARGS(strbuf_text(&expected)));
	strbuf_done(&expected);
	return result;
}
