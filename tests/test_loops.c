/* SPDX-License-Identifier: MIT */
/* Inner loops against the simplest ones that do the same, at every length about a vector's, for vectors of either width. */
#include "tests/unit.h"

#include "catalog/query/byte_counts.h"
#include "catalog/query/order_radix.h"

/* The loops that a processor without wide vectors uses. */
#define byte_counts_equal narrow_equal
#define byte_counts_at_least narrow_at_least
#define byte_counts_pass narrow_pass
#define byte_counts_few narrow_few
#define byte_counts_masks narrow_masks
#define byte_counts_wide_masks narrow_wide_masks
#define byte_counts_range narrow_range
uint32_t narrow_equal(const uint8_t *cells, uint32_t count, uint8_t value);
uint32_t narrow_at_least(const uint8_t *cells, uint32_t count, uint8_t value);
uint32_t narrow_pass(const uint8_t *miss, uint32_t count, uint8_t none, uint8_t unit, uint8_t but,
	uint8_t *mask);
void narrow_few(const uint8_t *cells, const uint8_t *mask, uint32_t count, bool is_all,
	unsigned values, uint32_t *counts);
uint32_t narrow_masks(const uint8_t *cells, const uint8_t *mask, uint32_t count, bool is_all,
	unsigned bits, uint32_t *counts);
uint32_t narrow_wide_masks(const uint16_t *cells, const uint8_t *mask, uint32_t count,
	unsigned bits, uint32_t *counts);
void narrow_range(const uint8_t *cells, const uint8_t *mask, uint32_t count, bool is_all,
	uint32_t counts[4][256]);
#define ONLY_NARROW
#include "catalog/query/byte_counts.c"
#undef byte_counts_equal
#undef byte_counts_at_least
#undef byte_counts_pass
#undef byte_counts_few
#undef byte_counts_masks
#undef byte_counts_wide_masks
#undef byte_counts_range

enum { SIZE = BYTE_COUNTS_MAX };

static uint8_t cells[SIZE], mask[SIZE];

static uint32_t random_next(void)
{
	static uint32_t state = 12345;

	state = state * 1664525 + 1013904223;
	return state >> 8;
}

/* Values below `values`; one row in `share` is masked, all with 1. */
static void fill(unsigned values, unsigned share)
{
	for (size_t i = 0; i < SIZE; i++) {
		cells[i] = (uint8_t)(random_next() % values);
		mask[i] = random_next() % share == 0 ? 0xff : 0;
	}
}

static const uint32_t sizes[] = { 0, 1, 15, 16, 17, 31, 32, 33, 254, 255, 256, 511, SIZE - 1,
	SIZE };

static uint32_t naive(uint32_t count, unsigned under, unsigned value)
{
	uint32_t found = 0;

	for (uint32_t i = 0; i < count; i++)
		found += mask[i] != 0 && (cells[i] & under) == value;
	return found;
}

static void values_are_counted(void **state)
{
	(void)state;
	for (unsigned share = 1; share < 8; share += 3)
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			uint32_t wide[BYTE_COUNTS_FEW] = { 0 }, narrow[BYTE_COUNTS_FEW] = { 0 };
			fill(BYTE_COUNTS_FEW, share);
			byte_counts_few(cells, mask, sizes[i], share == 1, BYTE_COUNTS_FEW, wide);
			narrow_few(cells, mask, sizes[i], share == 1, BYTE_COUNTS_FEW, narrow);
			for (unsigned value = 0; value < BYTE_COUNTS_FEW; value++) {
				assert_int_equal(wide[value], naive(sizes[i], 0xff, value));
				assert_int_equal(narrow[value], naive(sizes[i], 0xff, value));
			}
		}
}

static void bits_are_counted(void **state)
{
	(void)state;
	for (unsigned bits = 1; bits <= 8; bits++)
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			uint32_t wide[8] = { 0 }, narrow[8] = { 0 }, none;
			fill(1u << bits, bits % 2 ? 1 : 2);
			none = naive(sizes[i], 0xff, 0);
			assert_int_equal(byte_counts_masks(cells, mask, sizes[i], bits % 2, bits,
						 wide),
				none);
			assert_int_equal(narrow_masks(cells, mask, sizes[i], bits % 2, bits,
						 narrow),
				none);
			for (unsigned bit = 0; bit < bits; bit++) {
				uint32_t found = naive(sizes[i], 1u << bit, 1u << bit);
				assert_int_equal(wide[bit], found);
				assert_int_equal(narrow[bit], found);
			}
		}
}

static void bits_of_two_bytes_are_counted(void **state)
{
	static uint16_t words[SIZE];

	(void)state;
	for (unsigned bits = 1; bits <= 16; bits++)
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			uint32_t wide[16] = { 0 }, narrow[16] = { 0 }, each[16] = { 0 }, none = 0;
			fill(256, bits % 3 + 1);
			for (size_t at = 0; at < SIZE; at++)
				words[at] = (uint16_t)(at % 3 == 0
						? 0
						: random_next() & ((1u << bits) - 1));
			for (uint32_t at = 0; at < sizes[i]; at++) {
				none += mask[at] != 0 && words[at] == 0;
				for (unsigned bit = 0; bit < bits; bit++)
					each[bit] += mask[at] != 0 && words[at] >> bit & 1;
			}
			assert_int_equal(byte_counts_wide_masks(words, mask, sizes[i], bits, wide),
				none);
			assert_int_equal(narrow_wide_masks(words, mask, sizes[i], bits, narrow),
				none);
			assert_memory_equal(wide, each, sizeof(each));
			assert_memory_equal(narrow, each, sizeof(each));
		}
}

/* Values near each other, far from each other, 0xff among them. */
static void ranges_are_counted(void **state)
{
	static const struct {
		unsigned values, from;
	} of[] = { { 1, 0 }, { 8, 20 }, { 8, 247 }, { 8, 248 }, { 200, 3 }, { 256, 0 } };

	(void)state;
	for (size_t k = 0; k < sizeof(of) / sizeof(of[0]); k++)
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			uint32_t wide[4][256] = { { 0 } }, narrow[4][256] = { { 0 } };
			fill(of[k].values, k % 2 ? 1 : 2);
			for (size_t at = 0; at < SIZE; at++) /* some are unknown */
				cells[at] = at % 7 == 0 ? 0 : (uint8_t)(cells[at] + of[k].from);
			byte_counts_range(cells, mask, sizes[i], k % 2, wide);
			narrow_range(cells, mask, sizes[i], k % 2, narrow);
			for (unsigned value = 0; value < 256; value++) {
				uint32_t found = naive(sizes[i], 0xff, value), sums[2] = { 0, 0 };
				for (int table = 0; table < 4; table++) {
					sums[0] += wide[table][value];
					sums[1] += narrow[table][value];
				}
				assert_int_equal(sums[0], found);
				assert_int_equal(sums[1], found);
			}
		}
}

/* Misses of five units, half of them with a bit that does not matter: unit 2 passes with it and without, 4 only without. */
static void rows_that_pass_are_masked(void **state)
{
	static uint8_t wide[SIZE], narrow[SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		uint32_t found = 0, above = 0;
		fill(5, 1);
		for (uint32_t at = 0; at < sizes[i]; at++) {
			cells[at] |= random_next() % 2 ? 0x80 : 0;
			found += cells[at] == 4 || (cells[at] & 0x7f) == 2;
			above += cells[at] >= 0x80;
		}
		assert_int_equal(byte_counts_pass(cells, sizes[i], 4, 2, 0x80, wide), found);
		assert_int_equal(narrow_pass(cells, sizes[i], 4, 2, 0x80, narrow), found);
		assert_memory_equal(wide, narrow, sizes[i]);
		for (uint32_t at = 0; at < sizes[i]; at++)
			assert_int_equal(wide[at],
				cells[at] == 4 || (cells[at] & 0x7f) == 2 ? 0xff : 0);
		assert_int_equal(byte_counts_at_least(cells, sizes[i], 0x80), above);
		assert_int_equal(narrow_at_least(cells, sizes[i], 0x80), above);
		fill(5, 1);
		assert_int_equal(byte_counts_equal(cells, sizes[i], 3), naive(sizes[i], 0xff, 3));
		assert_int_equal(narrow_equal(cells, sizes[i], 3), naive(sizes[i], 0xff, 3));
	}
}

/* Keys of each number of bits, alone and with high bits that all share: rows come out by key, equal keys in the order in which they stood. */
static void rows_are_sorted_stably(void **state)
{
	enum { ROWS = 3000, ROW_BITS = 12 };
	static uint32_t rows[ROWS];
	static uint64_t keys[ROWS];

	(void)state;
	for (unsigned bits = 1; bits <= 64 - ROW_BITS; bits++) {
		struct radix radix = { .row_bits = ROW_BITS };
		uint64_t all = (UINT64_C(1) << bits) - 1, shared = bits > 20 ? all & ~all >> 3 : 0;
		radix_make(&radix, ROWS);
		for (int as_items = 0; as_items < 2; as_items++) {
			radix_begin(&radix, bits);
			for (uint32_t i = 0; i < ROWS; i++) {
				uint64_t random = (uint64_t)random_next() << 40 ^
					(uint64_t)random_next() << 20 ^ random_next();
				keys[i] = (random & (i % 3 ? all : 1)) | shared;
				radix.items[i] = keys[i] << ROW_BITS | i;
			}
			radix.count = ROWS;
			radix_count(&radix, 0, ROWS / 2);
			radix_count(&radix, ROWS / 2, ROWS);
			radix_sort(&radix, as_items ? NULL : rows);
			for (uint32_t i = 0; i < ROWS && as_items; i++)
				rows[i] = radix_row(&radix, radix.items[i]);
			for (uint32_t i = 1; i < ROWS; i++) {
				uint64_t before = keys[rows[i - 1]], after = keys[rows[i]];
				assert_true(before < after ||
					(before == after && rows[i - 1] < rows[i]));
			}
		}
		radix_free(&radix);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_counted),
		cmocka_unit_test(bits_are_counted),
		cmocka_unit_test(bits_of_two_bytes_are_counted),
		cmocka_unit_test(ranges_are_counted),
		cmocka_unit_test(rows_that_pass_are_masked),
		cmocka_unit_test(rows_are_sorted_stably),
	};
	return cmocka_run_group_tests_name("loops", tests, NULL, NULL);
}
