/* SPDX-License-Identifier: MIT */
/* answers_parts.h - reading answers, shared by answers_file.c and answers_values.c. Layer: advice; private. */
#ifndef CATALOG_ADVICE_ANSWERS_PARTS_H
#define CATALOG_ADVICE_ANSWERS_PARTS_H
#include "catalog/advice/answers.h"
#include "catalog/base/json.h"

struct reading {
	const struct questionnaire *questionnaire;
	struct json_document *document;
	struct arena *arena;
	struct error *err;
};

/* Always false: the sentence is in reading->err. */
bool answers_fail(struct reading *reading, const struct json *at, const char *expected);
/* A cleaned copy. */
struct text answers_text(struct reading *reading, const struct json *node);
bool answers_only_keys(struct reading *reading, const struct json *object, const char *allowed);
/* The answer to one question, by the kind of the question. */
bool answers_read_one(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer);
#endif
