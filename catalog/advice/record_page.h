/* SPDX-License-Identifier: MIT */
/* record_page.h - a decision record in its three dresses: headings, paragraphs, lists, tables. Layer: advice; private. */
#ifndef CATALOG_ADVICE_RECORD_PAGE_H
#define CATALOG_ADVICE_RECORD_PAGE_H
#include "catalog/advice/record.h"

enum { RECORD_TOP = 5, RECORD_SOURCES = 256, RECORD_CELLS = 12 };

struct record {
	struct sink *sink;
	struct ranker *ranker;
	const struct ranking *ranking;
	enum record_format format;
	int width; /* lines are wrapped for so many cells; 0: not at all */
	struct arena *arena;
	uint32_t sources[RECORD_SOURCES];
	size_t source_count;
	bool is_in_list;
};

void record_escape(struct record *record, struct text text); /* as the format wants it */
void record_begin(struct record *record, struct text title);
void record_end(struct record *record);
void record_heading(struct record *record, int level, struct text text);
void record_paragraph(struct record *record, struct text text);
void record_item(struct record *record, struct text text, uint32_t source); /* SOURCE_NONE: none */
/* "Command: llmatlas ...": an item that is copied, in one line. */
void record_code(struct record *record, const char *label, struct text text);
/* An item that ends with an address, which is a link where there are any. */
void record_reference(struct record *record, struct text text, struct text url);
void record_end_list(struct record *record);
/* rows * columns texts, the head first. */
void record_table(struct record *record, const struct text *cells, size_t columns, size_t rows);
#endif
