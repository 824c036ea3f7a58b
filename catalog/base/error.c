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

/* The usual reasons in the person's language, whatever locales the system has; NULL: another. */
static const char *reason_of(int number)
{
	switch (number) {
	case ENOENT: return _("No such file or directory");
	case EACCES: return _("Permission denied");
	case EPERM: return _("Operation not permitted");
	case EISDIR: return _("Is a directory");
	case ENOTDIR: return _("Not a directory");
	case EEXIST: return _("File exists");
	case ENOSPC: return _("No space left on device");
	case EROFS: return _("Read-only file system");
	case EFBIG: return _("File too large");
	case ENAMETOOLONG: return _("File name too long");
	case ELOOP: return _("Too many levels of symbolic links");
	case EMFILE: return _("Too many open files");
	case ENOMEM: return _("Cannot allocate memory");
	case EIO: return _("Input/output error");
	default: return NULL;
	}
}

enum result error_set_system(struct error *err, int number, const char *format, ...)
{
	enum result result = number == EPIPE ? RESULT_UNREAD : RESULT_IO;
	const char *reason = reason_of(number);
	struct strbuf failure, sentence;
	char other[128] = "";
	va_list list;

	if (!err)
		return result;
	if (!reason) /* the GNU form returns the text to use */
		reason = strerror_r(number, other, sizeof(other));
	strbuf_init(&failure);
	strbuf_init(&sentence);
	va_start(list, format);
	strbuf_add_format_list(&failure, format, list);
	va_end(list);
	/* translators: what failed, and why: "Cannot read models.csv: Permission denied" */
	strbuf_add_format(&sentence, C_("a failure and its reason", "%.*s: %s"),
		TEXT_ARGS(strbuf_text(&failure)), reason);
	if (number == ENOSPC || number == EDQUOT)
		strbuf_add_format(&sentence, "; %s", _("make room there, then do the same again"));
	err->result = result;
	fill(err, &sentence);
	strbuf_done(&failure);
	strbuf_done(&sentence);
	return result;
}
