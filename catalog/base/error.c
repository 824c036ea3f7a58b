/* SPDX-License-Identifier: MIT */
#include "catalog/base/error.h"

#include "catalog/base/arena.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

static void fill(struct error *err, struct strbuf *sentence)
{
	struct arena arena;

	arena_init(&arena);
	struct text clean = text_clean(&arena, strbuf_text(sentence), NULL);
	if (clean.size >= ERROR_SIZE) {
		size_t fits = 0;
		for (size_t at = 0; at < ERROR_SIZE - 1; text_decode(clean, &at))
			fits = at;
		clean.size = fits;
	}
	if (clean.size > 0)
		memcpy(err->message, clean.bytes, clean.size);
	err->message[clean.size] = '\0';
	arena_done(&arena);
}

enum result error_set(struct error *err, enum result result, const char *format, ...)
{
	struct strbuf sentence;
	va_list list;

	if (!err)
		return result;
	strbuf_init(&sentence);
	va_start(list, format);
	strbuf_add_format_list(&sentence, format, list);
	va_end(list);
	err->result = result;
	fill(err, &sentence);
	strbuf_done(&sentence);
	return result;
}

enum result error_set_system(struct error *err, int number, const char *format, ...)
{
	enum result result = number == EPIPE ? RESULT_UNREAD : RESULT_IO;
	struct strbuf sentence;
	char reason[128] = "";
	va_list list;

	if (!err)
		return result;
	strbuf_init(&sentence);
	va_start(list, format);
	strbuf_add_format_list(&sentence, format, list);
	va_end(list);
	/* the GNU form returns the text to use */
	strbuf_add_format(&sentence, ": %s", strerror_r(number, reason, sizeof(reason)));
	if (number == ENOSPC || number == EDQUOT)
		strbuf_add_format(&sentence, "; %s", _("make room there, then do the same again"));
	err->result = result;
	fill(err, &sentence);
	strbuf_done(&sentence);
	return result;
}
