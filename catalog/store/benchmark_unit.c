/* SPDX-License-Identifier: MIT */
#include "catalog/store/benchmark_unit.h"

static const struct {
	const char *name;
	struct number_range range;
} units[BENCHMARK_UNIT_COUNT] = {
	[BENCHMARK_PERCENT] = { "percent", { 0, 100, false, false } },
	[BENCHMARK_FRACTION] = { "fraction", { 0, 1, false, false } },
	[BENCHMARK_INDEX] = { "index",
		{ -1000, 1000, false, false } }, /* some count mistakes against one */
	[BENCHMARK_ELO] = { "elo", { 0, 5000, false, false } },
	[BENCHMARK_SECONDS] = { "seconds", { 0, 1e9, false, false } },
	[BENCHMARK_USD] = { "usd", { -1e9, 1e9, false, false } }, /* a shop can lose money */
};

const char *benchmark_unit_name(enum benchmark_unit unit)
{
	return unit < BENCHMARK_UNIT_COUNT ? units[unit].name : "";
}

const struct number_range *benchmark_unit_range(enum benchmark_unit unit)
{
	static const struct number_range any = { .is_any = true };

	return unit < BENCHMARK_UNIT_COUNT ? &units[unit].range : &any;
}
