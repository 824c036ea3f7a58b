/* SPDX-License-Identifier: MIT */
/* message.h - the program's sentences in the person's language.
 * Layer: base. Reads the MO format of GNU gettext (gettext manual, "The Format of GNU MO Files") from memory.
 * The active table is the one piece of state that every layer shares; it is set at start, and when the person takes another language. */
#ifndef CATALOG_BASE_MESSAGE_H
#define CATALOG_BASE_MESSAGE_H
#include <stddef.h>

enum language { LANGUAGE_EN, LANGUAGE_KO, LANGUAGE_COUNT };

/* mo may be NULL (English). The bytes must outlive all use. A damaged table is refused: false, English stays. */
int message_use(enum language language, const void *mo, size_t size);
enum language message_language(void);
/* English until the end: what programs read is the same for everyone. */
void message_begin_english(void);
void message_end_english(void);
/* en, ko or the like from a locale name ("ko_KR.UTF-8"); LANGUAGE_EN if not known. */
enum language message_language_of(const char *locale);

const char *message_translate(const char *sentence) __attribute__((format_arg(1)));
const char *message_translate_context(const char *context, const char *sentence)
	__attribute__((format_arg(2)));
const char *message_translate_plural(const char *one, const char *many, unsigned long count)
	__attribute__((format_arg(1), format_arg(2)));

/* What stands between the items of a list, and between those that hold commas of their own: Korean has no semicolon. */
const char *message_gap(void);
const char *message_wide_gap(void);

#define _(sentence) message_translate(sentence)
#define C_(context, sentence) message_translate_context(context, sentence)
#define P_(one, many, count) message_translate_plural(one, many, count)
#define N_(sentence) sentence /* marked for translation, translated where it is shown */
#endif
