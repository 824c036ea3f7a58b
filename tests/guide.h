/* SPDX-License-Identifier: MIT */
/* guide.h - a catalog, the questionnaire of the program and a ranker over them, for the tests of the guide. */
#ifndef TESTS_GUIDE_H
#define TESTS_GUIDE_H
#include "tests/fixture.h"
#include "tests/random_catalog.h"

#include "catalog/advice/record.h"

struct guide {
	struct arena arena;
	struct questionnaire questionnaire;
	struct ranker *ranker;
	struct fixture fixture;
	struct store *store;
	bool is_built_in;
};
void guide_open_built_in(struct guide *guide);
void guide_open_text(struct guide *guide, const char *json); /* a facts file */
void guide_open_random(struct guide *guide, struct random *random, int models);
void guide_close(struct guide *guide);
/* "question=option" and so on, NULL behind the last. */
struct answers guide_answers(struct guide *guide, const char *const *sets);
#define ANSWERS(guide, ...) guide_answers(guide, (const char *const[]){ __VA_ARGS__, NULL })
/* A need on record for each preset and a random change of one answer: what the laws are tried on. */
struct answers guide_random_answers(struct guide *guide, struct random *random);
struct ranking *guide_rank(struct guide *guide, const struct answers *answers);
struct ranking *guide_list(struct guide *guide, const struct answers *answers); /* no other ones */
struct strbuf guide_json(struct guide *guide, const struct ranking *ranking);
#endif
