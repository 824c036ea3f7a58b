/* SPDX-License-Identifier: MIT */
/* field_table.h - the rows of the field table, for field.c. Layer: store. */
#ifndef CATALOG_STORE_FIELD_TABLE_H
#define CATALOG_STORE_FIELD_TABLE_H
#include "catalog/store/field.h"

extern const struct field field_table[FIELD_COUNT];
#endif
