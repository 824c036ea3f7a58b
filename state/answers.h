/* SPDX-License-Identifier: MIT */
/* answers.h - the answers of the last guided choice, kept as an answers file. Layer: state. */
#ifndef STATE_ANSWERS_H
#define STATE_ANSWERS_H
#include "catalog/advice/answers.h"

/* False: none kept, or they no longer fit the questionnaire: then err says why, and the file is kept as PATH.bad, since the next answers are written to
 * PATH. path may be NULL. */
bool answers_load_last(struct answers *answers, const struct questionnaire *questionnaire,
	const char *path, struct arena *arena, struct error *err);
enum result answers_save_last(const struct answers *answers,
	const struct questionnaire *questionnaire, const char *path, struct error *err);
#endif
