/* SPDX-License-Identifier: MIT */
/* reading.h - a file of a public catalog read into an open catalog, and its values as words, for tests of readers and of folding. */
#ifndef TESTS_READING_H
#define TESTS_READING_H
#include "catalog/base/strbuf.h"
#include "catalog/sources/source.h"
#include "catalog/store/store.h"
#include "tests/fixture.h"
#include "tests/unit.h"

struct read_source {
	struct source_import import;
	struct strbuf bytes;
	struct store *store; /* NULL unless result is RESULT_OK */
	struct error err;
	enum result result;
};
bool read_file(struct read_source *source, const char *path);    /* false: there is no such file */
void read_fixture(struct read_source *source, const char *name); /* must succeed */
void read_words(struct read_source *source, const char *words, size_t size);
void read_done(struct read_source *source);

struct text title(const struct store *store, const char *id);
/* The value of a field as the query language writes it: "128000", "" for unknown. Prices and limits come from the row's first offer. */
const char *value_of(const struct store *store, const char *id, enum field_id field);
/* Of the first offer. */
const char *offer_value(const struct store *store, const char *id, enum field_id field);
/* A warning has both in it. */
bool warns(const struct store *store, const char *place, const char *sentence);

/* Of what was read into source. */
#define IS(id, field, expected) assert_string_equal(value_of(source.store, id, field), expected)
#define OFFERS(id, field, expected) \
	assert_string_equal(offer_value(source.store, id, field), expected)
#endif
