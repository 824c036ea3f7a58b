/* SPDX-License-Identifier: MIT */
/* json.h - strict JSON with places for errors. The only user of cJSON.
 * Layer: base.
 *
 * A strict scanner (RFC 8259) reads the text first and refuses what cJSON lets pass: bytes behind the value, raw
 * control characters, invalid UTF-8, numbers such as 01, "\u0000", duplicate keys, a depth over 64. Then cJSON makes
 * the tree. Nodes know no place: the first mistake of a document finds path, line and column of all of them, walking
 * tree and text in step. */
#ifndef CATALOG_BASE_JSON_H
#define CATALOG_BASE_JSON_H
#include "catalog/base/error.h"
#include <stdbool.h>

struct sink;
struct strbuf;
struct json; /* a node, borrowed from its document */
struct json_document;

enum json_type {
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT
};

/* bytes must outlive the document (error places are found in them). file is for messages. */
enum result json_parse(struct json_document **document, const char *file, struct text bytes,
	struct error *err);
void json_free(struct json_document *document);
const struct json *json_root(const struct json_document *document);
/* Only checks: the scanner alone, no tree. */
enum result json_check(const char *file, struct text bytes, struct error *err);

enum json_type json_type(const struct json *node);
bool json_is(const struct json *node, enum json_type type); /* NULL is no type */
struct text json_string(const struct json *node);           /* TEXT_NONE if no string */
double json_number(const struct json *node);                /* NAN if no number */
const struct json *json_member(const struct json *object, const char *key); /* NULL if absent */
const struct json *json_first(const struct json *container);                /* child or NULL */
const struct json *json_next(const struct json *child);
struct text json_key(const struct json *child); /* key of an object's child */
int json_count(const struct json *container);

/* "FILE:LINE:COLUMN: $.models[3].facts.context: <sentence>"; result RESULT_BAD_DATA. */
enum result json_fail(struct json_document *document, const struct json *node, struct error *err,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
void json_place(struct json_document *document, const struct json *node, int *line, int *column,
	struct strbuf *path);

/* Writing: a quoted string with RFC 8259 escapes; U+2028 and U+2029 escaped too. */
void json_write_string(struct sink *sink, struct text text);
/* Shortest decimal form that reads back as the same double; integers below 2^53 without exponent. */
void json_write_number(struct sink *sink, double number);
#endif
