/* SPDX-License-Identifier: MIT */
#include "catalog/base/json.h"

#include "catalog/base/decimal.h"
#include "catalog/base/json_scan.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where a node stands: in the text, and in the tree. */
struct place {
	const cJSON *node, *parent; /* parent NULL: the root */
	int line, column;           /* from 1; columns in code points */
	int index;                  /* among its parent's children */
};

struct json_document {
	cJSON *root;
	char *file;
	struct text bytes;
	struct place *places; /* of all nodes, by address; made when the first place is asked for */
	size_t place_count, place_capacity;
};

static const cJSON *tree(const struct json *node)
{
	return (const cJSON *)(const void *)node;
}

static const struct json *wrap(const cJSON *node)
{
	return (const struct json *)(const void *)node;
}

enum result json_check(const char *file, struct text bytes, struct error *err)
{
	struct json_scan scan;
	int line, column;

	if (json_scan_all(&scan, bytes, NULL))
		return RESULT_OK;
	json_scan_place(bytes, scan.at, &line, &column);
	return error_set(err, RESULT_BAD_DATA, "%s:%d:%d: %s", file, line, column, _(scan.wrong));
}

enum result json_parse(struct json_document **out, const char *file, struct text bytes,
	struct error *err)
{
	enum result result = json_check(file, bytes, err);

	if (result != RESULT_OK)
		return result;
	cJSON *root = cJSON_ParseWithLength(bytes.bytes, bytes.size);
	if (!root)
		return error_set(err, RESULT_BAD_DATA, _("%s: cannot be read as JSON."), file);
	struct json_document *document = memory_get_zeroed(1, sizeof(*document));
	document->root = root;
	document->file = memory_copy_string(file);
	document->bytes = bytes;
	*out = document;
	return RESULT_OK;
}

void json_free(struct json_document *document)
{
	if (!document)
		return;
	cJSON_Delete(document->root);
	free(document->file);
	free(document->places);
	free(document);
}

const struct json *json_root(const struct json_document *document)
{
	return wrap(document->root);
}

enum json_type json_type(const struct json *node)
{
	switch (tree(node)->type & 0xff) {
	case cJSON_False: return JSON_FALSE;
	case cJSON_True: return JSON_TRUE;
	case cJSON_Number: return JSON_NUMBER;
	case cJSON_String: return JSON_STRING;
	case cJSON_Array: return JSON_ARRAY;
	case cJSON_Object: return JSON_OBJECT;
	default: return JSON_NULL;
	}
}

bool json_is(const struct json *node, enum json_type type)
{
	return node && json_type(node) == type;
}

struct text json_string(const struct json *node)
{
	return json_is(node, JSON_STRING) ? text_of(tree(node)->valuestring) : TEXT_NONE;
}

double json_number(const struct json *node)
{
	return json_is(node, JSON_NUMBER) ? tree(node)->valuedouble : (double)NAN;
}

const struct json *json_member(const struct json *object, const char *key)
{
	return json_is(object, JSON_OBJECT)
		? wrap(cJSON_GetObjectItemCaseSensitive(tree(object), key))
		: NULL;
}

const struct json *json_first(const struct json *container)
{
	return json_is(container, JSON_ARRAY) || json_is(container, JSON_OBJECT)
		? wrap(tree(container)->child)
		: NULL;
}

const struct json *json_next(const struct json *child)
{
	return wrap(tree(child)->next);
}

struct text json_key(const struct json *child)
{
	return text_of(tree(child)->string);
}

int json_count(const struct json *container)
{
	int count = 0;

	for (const struct json *child = json_first(container); child; child = json_next(child))
		count++;
	return count;
}

/* In the order of the text. */
static void list_nodes(struct json_document *document, const cJSON *node, const cJSON *parent,
	int index)
{
	document->places = memory_grow(document->places, &document->place_capacity,
		document->place_count + 1, sizeof(*document->places));
	document->places[document->place_count++] = (struct place){ .node = node,
		.parent = parent,
		.index = index };
	index = 0;
	for (const cJSON *child = node->child; child; child = child->next)
		list_nodes(document, child, node, index++);
}

static int compare_places(const void *a, const void *b)
{
	uintptr_t one = (uintptr_t)((const struct place *)a)->node,
		  two = (uintptr_t)((const struct place *)b)->node;
	return (one > two) - (one < two);
}

/* Once, for all mistakes that a file may have: tree and text in step. */
static void find_places(struct json_document *document)
{
	struct text text = document->bytes;
	struct json_scan scan;
	size_t at = 0;
	int line = 1, column = 1;

	list_nodes(document, document->root, NULL, 0);
	size_t count = document->place_count, *starts = memory_get_zeroed(count, sizeof(*starts));
	json_scan_all(&scan, text, starts);
	for (size_t i = 0; i < count; i++) {
		struct place *place = &document->places[i];
		for (; at < starts[i]; at++) {
			unsigned char c = (unsigned char)text.bytes[at];
			line += c == '\n';
			column = c == '\n' ? 1 : column + ((c & 0xc0) != 0x80);
		}
		place->line = line;
		place->column = column;
	}
	free(starts);
	qsort(document->places, count, sizeof(*document->places), compare_places);
}

static const struct place *place_of(const struct json_document *document, const cJSON *node)
{
	const struct place wanted = { .node = node };
	return bsearch(&wanted, document->places, document->place_count, sizeof(wanted),
		compare_places);
}

static void add_path(const struct json_document *document, const struct place *place,
	struct strbuf *path)
{
	const struct place *parent = place->parent ? place_of(document, place->parent) : NULL;

	if (!parent) {
		strbuf_add_char(path, '$');
		return;
	}
	add_path(document, parent, path);
	if ((parent->node->type & 0xff) == cJSON_Object)
		strbuf_add_format(path, ".%s", place->node->string);
	else
		strbuf_add_format(path, "[%d]", place->index);
}

void json_place(struct json_document *document, const struct json *node, int *line, int *column,
	struct strbuf *path)
{
	strbuf_clear(path);
	*line = *column = 1;
	if (node && !document->places)
		find_places(document);
	const struct place *place = node ? place_of(document, tree(node)) : NULL;
	if (!place) {
		strbuf_add_char(path, '$');
		return;
	}
	add_path(document, place, path);
	*line = place->line;
	*column = place->column;
}

enum result json_fail(struct json_document *document, const struct json *node, struct error *err,
	const char *format, ...)
{
	struct strbuf path, sentence;
	int line, column;
	va_list list;

	strbuf_init(&path);
	strbuf_init(&sentence);
	json_place(document, node, &line, &column, &path);
	va_start(list, format);
	strbuf_add_format_list(&sentence, format, list);
	va_end(list);
	error_set(err, RESULT_BAD_DATA, "%s:%d:%d: %.*s: %.*s", document->file, line, column,
		TEXT_ARGS(strbuf_text(&path)), TEXT_ARGS(strbuf_text(&sentence)));
	strbuf_done(&path);
	strbuf_done(&sentence);
	return RESULT_BAD_DATA;
}

static const char *escape_of(unsigned char c)
{
	switch (c) {
	case '"': return "\\\"";
	case '\\': return "\\\\";
	case '\n': return "\\n";
	case '\r': return "\\r";
	case '\t': return "\\t";
	default: return NULL;
	}
}

void json_write_string(struct sink *sink, struct text text)
{
	size_t from = 0;

	sink_add_char(sink, '"');
	for (size_t i = 0; i < text.size; i++) {
		unsigned char c = (unsigned char)text.bytes[i];
		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f && c != 0xe2)
			continue; /* nearly all */
		const char *escape = escape_of(c);
		bool is_separator = c == 0xe2 && i + 2 < text.size &&
			(unsigned char)text.bytes[i + 1] == 0x80 &&
			((unsigned char)text.bytes[i + 2] & 0xfe) == 0xa8;
		if (!escape && c >= 0x20 && c != 0x7f && !is_separator)
			continue;
		sink_add(sink, text_slice(text, from, i - from));
		if (is_separator) {
			sink_add_format(sink, "\\u202%x", (unsigned char)text.bytes[i + 2] & 0xf);
			i += 2;
		} else if (escape) {
			sink_add_string(sink, escape);
		} else {
			sink_add_format(sink, "\\u%04x", c);
		}
		from = i + 1;
	}
	sink_add(sink, text_slice(text, from, text.size));
	sink_add_char(sink, '"');
}

void json_write_number(struct sink *sink, double number)
{
	char digits[DECIMAL_SIZE];

	if (isfinite(number))
		sink_add(sink, (struct text){ digits, decimal_print(number, digits) });
	else
		sink_add_string(sink, "null");
}
