/* SPDX-License-Identifier: MIT */
/* decimal.h - a number as the shortest decimal that reads back as the same double, fast for those that people write. Layer: base. */
#ifndef CATALOG_BASE_DECIMAL_H
#define CATALOG_BASE_DECIMAL_H
#include <stddef.h>

enum { DECIMAL_SIZE = 40 };
/* number must be finite. Ends in a NUL that is not counted; returns the size. */
size_t decimal_print(double number, char out[DECIMAL_SIZE]);
#endif
