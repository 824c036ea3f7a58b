/* SPDX-License-Identifier: MIT */
/* hardware.h - common cards and machines: memory that programs can use, its bandwidth, power. Layer: advice. Figures and sources: hardware.c. */
#ifndef CATALOG_ADVICE_HARDWARE_H
#define CATALOG_ADVICE_HARDWARE_H
#include "catalog/tables/table.h"

struct hardware {
	const char *name;
	double memory;    /* bytes that programs can use */
	double bandwidth; /* bytes a second */
	double watts;     /* the maker's limit under load; 0: not stated for the card alone */
	const char *source;
};
size_t hardware_count(void);
const struct hardware *hardware_get(size_t index);
/* "RTX 4090", "2x rtx4090", "8 x H100": *count is 1 without a number. The error names what is near. */
enum result hardware_find(struct text words, const struct hardware **hardware, double *count,
	struct error *err);
/* The entry that a driver's name and memory mean ("NVIDIA A100-SXM4-80GB"); NULL if none. */
const struct hardware *hardware_recognize(struct text name, double memory_bytes);
struct table *table_cards(struct arena *arena); /* hardware_table.c */
#endif
