/* SPDX-License-Identifier: MIT */
/* export_latex.h - how wide the columns of a LaTeX table are; shared by export_latex*.c. Layer: tables. */
#ifndef CATALOG_TABLES_EXPORT_LATEX_H
#define CATALOG_TABLES_EXPORT_LATEX_H
#include "catalog/tables/export.h"

/* Writes the size of the letters and "\begin{longtable}{...}": columns as wide as their texts where a page has room for them, else ones that wrap. */
void export_latex_columns(struct export_job *job);
#endif
