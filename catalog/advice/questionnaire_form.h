/* SPDX-License-Identifier: MIT */
/* questionnaire_form.h - members of a JSON object as a questionnaire wants them; every mistake names its place and what was expected.
 * All return false then, with the form's error set. Layer: advice; private. */
#ifndef CATALOG_ADVICE_QUESTIONNAIRE_FORM_H
#define CATALOG_ADVICE_QUESTIONNAIRE_FORM_H
#include "catalog/advice/questionnaire.h"

struct form {
	struct questionnaire *to;
	struct arena *arena;
	struct error *err;
};

bool form_fail(struct form *form, const struct json *at, const char *sentence);
/* Every key of the object must be among the blank-separated ones. */
bool form_keys(struct form *form, const struct json *object, const char *allowed);
bool form_string(struct form *form, const struct json *object, const char *key, struct text *to);
bool form_number(struct form *form, const struct json *object, const char *key, double low,
	double high, double *to);
bool form_flag(struct form *form, const struct json *object, const char *key, bool *to);
/* {"en": "...", "ko": "..."}: both are needed when the text itself is. */
bool form_texts(struct form *form, const struct json *object, const char *key, bool is_needed,
	struct text to[LANGUAGE_COUNT]);
bool form_needed_id(struct form *form, const struct json *object, struct text *to);
bool form_one_of(struct form *form, const struct json *node, const char *const *words, int count,
	int *to);

/* questionnaire_question.c: adds the question to those of the form. */
bool form_question(struct form *form, const struct json *object);
/* All must hold for the question to be asked. Questions may be named before they come, so rules are read last. */
bool form_rules(struct form *form, const struct json *object, struct question *question);
#endif
