/* SPDX-License-Identifier: MIT */
/* edit_parts.h - what edits of filters and of directives share. Layer: query; private to edit*.c. */
#ifndef CATALOG_QUERY_EDIT_PARTS_H
#define CATALOG_QUERY_EDIT_PARTS_H
#include "catalog/base/strbuf.h"
#include "catalog/query/query.h"

void edit_copy_text(struct strbuf *out, const struct query *query);
/* Takes a span out together with one blank beside it. */
void edit_cut_span(struct strbuf *out, struct span span);
/* At the end, a blank before it. */
void edit_append(struct strbuf *out, struct text text);
#endif
