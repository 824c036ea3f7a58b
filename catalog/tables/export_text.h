/* SPDX-License-Identifier: MIT */
/* export_text.h - how wide the columns of a text table are; shared by export_text*.c. Layer: tables. */
#ifndef CATALOG_TABLES_EXPORT_TEXT_H
#define CATALOG_TABLES_EXPORT_TEXT_H
#include "catalog/tables/export.h"

enum { EXPORT_TEXT_GAP = 2 };

/* Fills widths, tails and is_brief of the job for a table whose lines are its rows. A width of 0: the terminal has no room for the column. */
void export_text_lay_out(struct export_job *job);
/* Where signs and numbers of sources begin behind a value: "2.15| †". */
size_t export_text_value_end(const struct export_job *job, struct text text);
/* The short name of its field, for a head that does not fit: "Arch". */
struct text export_text_short_head(struct export_job *job, const struct table_column *column,
	struct arena *arena);
#endif
