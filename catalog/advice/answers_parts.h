/* SPDX-License-Identifier: MIT */
/* answers_parts.h - reading answers, shared by answers_file.c, answers_values.c and answers_regions.c. Layer: advice; private. */
#ifndef CATALOG_ADVICE_ANSWERS_PARTS_H
#define CATALOG_ADVICE_ANSWERS_PARTS_H
#include "catalog/advice/answers.h"
#include "catalog/base/json.h"

struct reading {
	const struct questionnaire *questionnaire;
	struct json_document *document;
	struct arena *arena;
	struct error *err;                 /* the first mistake; may be NULL */
	struct answers_mistakes *mistakes; /* all of them; may be NULL */
	bool has_failed;
	struct text
		typed; /* what was set on a command line: it stands before a sentence, in the place of file and line */
};

void answers_keep_mistake(struct reading *reading, const struct error *mistake);
/* Always false: the sentence is kept. */
bool answers_fail(struct reading *reading, const struct json *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* One setting of a command line that was made into a file: key names it. */
enum result answers_read_typed(struct answers *answers, const struct questionnaire *questionnaire,
	struct text key, struct text bytes, struct arena *arena, struct error *err);
/* A cleaned copy. */
struct text answers_text(struct reading *reading, const struct json *node);
bool answers_only_keys(struct reading *reading, const struct json *object, const char *allowed);
/* The option of this id; false: there is none, or it is given twice. */
bool answers_take_option(struct reading *reading, const struct json *at, struct text id,
	const struct question *question, struct answer *answer);
/* answers_regions.c */
bool answers_read_regions(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer);
/* The answer to one question, by the kind of the question. */
bool answers_read_one(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer);
#endif
