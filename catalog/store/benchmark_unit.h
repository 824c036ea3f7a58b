/* SPDX-License-Identifier: MIT */
/* benchmark_unit.h - in what benchmarks are measured, and what a score in it can be. Layer: store. */
#ifndef CATALOG_STORE_BENCHMARK_UNIT_H
#define CATALOG_STORE_BENCHMARK_UNIT_H
#include "catalog/store/field.h"

enum benchmark_unit {
	BENCHMARK_PERCENT,
	BENCHMARK_FRACTION,
	BENCHMARK_INDEX,
	BENCHMARK_ELO,
	BENCHMARK_SECONDS,
	BENCHMARK_USD,
	BENCHMARK_UNIT_COUNT
};

const char *benchmark_unit_name(enum benchmark_unit unit); /* "percent" */
const struct number_range *benchmark_unit_range(enum benchmark_unit unit);
#endif
