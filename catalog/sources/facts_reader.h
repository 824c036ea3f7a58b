/* SPDX-License-Identifier: MIT */
/* facts_reader.h - reading the parts of a facts file; shared by facts*.c. Layer: sources; private. */
#ifndef CATALOG_SOURCES_FACTS_READER_H
#define CATALOG_SOURCES_FACTS_READER_H
#include "catalog/base/json.h"
#include "catalog/sources/facts.h"

struct reader {
	struct facts *facts;
	struct json_document *document;
	uint32_t file;
	struct error *err;
};

/* One key of an object that is allowed. */
struct known_key {
	const char *key;
	enum json_type type;
	bool is_required;
};
/* Refuses unknown keys, wrong types, missing ones; type JSON_NULL: any. */
enum result reader_check_keys(struct reader *reader, const struct json *object,
	const struct known_key *keys, size_t count);
/* Cleaned copies; an absent member gives TEXT_NONE. */
struct text reader_text(struct reader *reader, const struct json *object, const char *key);
enum result reader_texts(struct reader *reader, const struct json *array, const struct text **out,
	size_t *count);
enum result reader_date(struct reader *reader, const struct json *node, uint32_t *date);
enum result reader_source(struct reader *reader, const struct json *object, uint32_t *source);
enum result reader_id(struct reader *reader, const struct json *object, bool has_slash,
	struct text *id);

/* facts_claims.c: an object of facts, field by field; claims of one field in the order of the file. */
enum result reader_claims(struct reader *reader, const struct json *facts, enum origin origin,
	const struct claim **claims, size_t *count);
enum result reader_value(struct reader *reader, const struct json *node, const struct field *field,
	struct value *value);

/* facts_models.c */
enum result reader_model(struct reader *reader, const struct json *node);
/* facts_changes.c */
enum result reader_change(struct reader *reader, const struct json *node);
/* facts_entities.c */
enum result reader_developer(struct reader *reader, const struct json *node);
enum result reader_provider(struct reader *reader, const struct json *node);
enum result reader_license(struct reader *reader, const struct json *node);
enum result reader_family(struct reader *reader, const struct json *node);
enum result reader_benchmark(struct reader *reader, const struct json *node);
enum result reader_lens(struct reader *reader, const struct json *node);
/* facts_words.c */
enum result reader_term(struct reader *reader, const struct json *node);
enum result reader_term_links(struct reader *reader, const struct json *node);
enum result reader_lesson(struct reader *reader, const struct json *node);

/* facts_sentences.c */
enum result reader_sentence(struct reader *reader, const struct json *node);
void reader_said(struct reader *reader, const struct json *node, struct text value,
	bool needs_korean);

/* The id of a term of the known catalog. */
bool facts_is_known(const struct facts *facts, enum field_id field, struct text id);
bool facts_has_entity(const struct entity *items, size_t count, struct text id);
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#endif
