/* SPDX-License-Identifier: MIT */
/* export_json.h - the parts of a table in JSON that are no rows; shared by export_json*.c. Layer: tables; private. */
#ifndef CATALOG_TABLES_EXPORT_JSON_H
#define CATALOG_TABLES_EXPORT_JSON_H
#include "catalog/tables/export.h"

void export_json_head(struct export_job *job);
void export_json_fields(struct export_job *job); /* the columns */
void export_json_sources(struct export_job *job);
#endif
