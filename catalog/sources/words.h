/* SPDX-License-Identifier: MIT */
/* words.h - what the program explains: glossary terms and lessons, English and Korean side by side, as facts files hold them
 * (docs/facts.md). Layer: sources. Texts live in the arena of the facts they were read into; a query's node lives as long as the facts. */
#ifndef CATALOG_SOURCES_WORDS_H
#define CATALOG_SOURCES_WORDS_H
#include "catalog/base/arena.h"
#include "catalog/base/message.h"
#include <stdint.h>

struct json;

struct words_text {
	struct text in[LANGUAGE_COUNT];
};
struct text words_text(const struct words_text *text); /* in the active language */

struct glossary_term {
	struct text id;
	struct words_text name, brief,
		text;           /* "mixture of experts (MoE)"; one phrase; up to three sentences */
	const struct text *see; /* ids of related terms */
	size_t see_count;
	/* What opens it: a field "context", a member "architecture:moe", "bench.*", "basis:reported", "mark:unknown". */
	const struct text *fields;
	size_t field_count;
};

struct words_query {
	struct text text;        /* query language; empty: none */
	const struct json *node; /* its place, for mistakes */
	uint32_t file;
};
/* A cell, a row's head or a column's head. In the text, {QUERY} stands for the number of models that match, {} for those of the cell itself. */
struct lesson_cell {
	struct words_text text;
	struct words_query query;
	struct text term; /* id of the term that ? opens; may be empty */
};
struct lesson_row {
	struct lesson_cell head;
	const struct lesson_cell *cells; /* one per column */
};
struct lesson {
	struct text id;
	struct words_text title, lead;
	const struct lesson_cell *columns;
	size_t column_count;
	const struct lesson_row *rows;
	size_t row_count;
	const struct words_text *notes;
	size_t note_count;
};
enum { LESSON_COLUMNS_MAX = 6 };
#endif
