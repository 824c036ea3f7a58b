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
	struct error *err;        /* of a strict read */
	bool is_strict, is_again; /* again: the records were read before */
	size_t mistakes;          /* in the record at hand */
};

/* A mistake of the record at hand, with its place; reading goes on. Who reads a part of which it was said already that it is missing or
 * of the wrong type is silent. */
void reader_fail(struct reader *reader, const struct json *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Whether the record at hand is taken in. */
bool reader_keeps(const struct reader *reader);

/* One key of an object that is allowed. */
struct known_key {
	const char *key;
	enum json_type type;
	bool is_required;
};
/* Refuses unknown keys, wrong types, missing ones; type JSON_NULL: any. False: it is no object. */
bool reader_check_keys(struct reader *reader, const struct json *object,
	const struct known_key *keys, size_t count);
/* Cleaned copies; an absent member gives TEXT_NONE. */
struct text reader_clean(struct reader *reader, const struct json *node);
struct text reader_text(struct reader *reader, const struct json *object, const char *key);
void reader_texts(struct reader *reader, const struct json *array, const struct text **out,
	size_t *count);
/* False, and 0: there is none. A day of the past: not behind facts->today. */
bool reader_date(struct reader *reader, const struct json *node, uint32_t *date);
void reader_past(struct reader *reader, const struct json *node, uint32_t date);
void reader_past_date(struct reader *reader, const struct json *node, uint32_t *date);
void reader_source(struct reader *reader, const struct json *object, uint32_t *source);
int reader_basis(struct reader *reader, const struct json *node); /* -1: none */
void reader_id(struct reader *reader, const struct json *object, bool has_slash, struct text *id);
void reader_taken(struct reader *reader, const struct json *node, struct text id);

/* facts_claims.c: an object of facts, field by field; claims of one field in the order of the file. */
void reader_claims(struct reader *reader, const struct json *facts, enum origin origin,
	const struct claim **claims, size_t *count);
/* Unknown where it has a mistake. */
void reader_value(struct reader *reader, const struct json *node, const struct field *field,
	struct value *value);
bool reader_number(struct reader *reader, const struct json *node, const struct field *field,
	double *number);
bool reader_in_range(struct reader *reader, const struct json *node, const char *name,
	const struct number_range *range, double number);

/* facts_together.c: facts that cannot be true beside each other */
struct text reader_decimal(struct reader *reader, double number);
void reader_model_together(struct reader *reader, const struct json *node,
	const struct draft *draft);
void reader_family_together(struct reader *reader, const struct json *node,
	const struct family *family);

/* facts_models.c */
void reader_model(struct reader *reader, const struct json *node);
/* facts_offers.c: the model's, into the draft */
void reader_offers(struct reader *reader, const struct json *list, struct draft *draft);
/* facts_changes.c */
void reader_change(struct reader *reader, const struct json *node);
/* facts_entities.c */
void reader_developer(struct reader *reader, const struct json *node);
void reader_provider(struct reader *reader, const struct json *node);
void reader_license(struct reader *reader, const struct json *node);
void reader_benchmark(struct reader *reader, const struct json *node);
void reader_lens(struct reader *reader, const struct json *node);
/* The developer that a record names, if it names one. False: there is none such. */
bool reader_maker(struct reader *reader, const struct json *node, struct text developer);
/* facts_families.c */
void reader_family(struct reader *reader, const struct json *node);
void reader_family_link(struct reader *reader, const struct json *node);
const struct family *facts_find_family(const struct facts *facts, struct text id); /* or NULL */
/* facts_words.c */
void reader_term(struct reader *reader, const struct json *node);
void reader_term_links(struct reader *reader, const struct json *node);
void reader_lesson(struct reader *reader, const struct json *node);

/* facts_sentences.c */
void reader_sentence(struct reader *reader, const struct json *node);
void reader_said(struct reader *reader, const struct json *node, struct text value,
	bool needs_korean);

/* The id of a term of the known catalog. */
bool facts_is_known(const struct facts *facts, enum field_id field, struct text id);
bool facts_has_entity(const struct entity *items, size_t count, struct text id);
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#endif
