/* SPDX-License-Identifier: MIT */
/* Sixty-four places a step, sixteen at a time: two bytes of the needle are compared with the hay at their distance, letters with the bit set that tells
 * lower from upper case. Only where both agree anywhere in the step are places looked at one by one. Built with -O3. */
#include "catalog/query/search_scan.h"

#include "catalog/query/run_parts.h"

#include <string.h>

typedef uint8_t lanes __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

/* AHEAD: this far the hay is fetched before it is looked at; the processor by itself stops at each page. */
enum { LANES = 16, STEP = 4 * LANES, AHEAD = 1024, SAMPLES = 16, SAMPLE_SIZE = 2048 };

static unsigned char lower(unsigned char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static uint8_t case_bit(const struct needle *needle, size_t at)
{
	unsigned char c = (unsigned char)needle->text.bytes[at];
	return needle->folds && c >= 'a' && c <= 'z' ? 0x20 : 0;
}

static void take_places(struct needle *needle, size_t first, size_t second)
{
	needle->first = first;
	needle->second = second;
	needle->first_bit = case_bit(needle, first);
	needle->second_bit = case_bit(needle, second);
}

struct needle needle_of(struct text text, bool folds)
{
	struct needle needle = { .text = text, .folds = folds };

	take_places(&needle, 0, text.size - 1);
	return needle;
}

void needle_suit(struct needle *needle, struct text hay)
{
	uint32_t often[256] = { 0 };
	size_t size = needle->text.size, best = 0, second;

	for (size_t sample = 0; sample < SAMPLES; sample++) {
		size_t from = hay.size / SAMPLES * sample;
		for (size_t i = from; i < hay.size && i < from + SAMPLE_SIZE; i++) {
			unsigned char c = (unsigned char)hay.bytes[i];
			often[needle->folds ? lower(c) : c]++;
		}
	}
	for (size_t i = 1; i < size; i++)
		if (often[(unsigned char)needle->text.bytes[i]] <
			often[(unsigned char)needle->text.bytes[best]])
			best = i;
	second = best == 0 ? size - 1 : 0;
	for (size_t i = 0; i < size; i++) /* another byte than the first, if there is one */
		if (i != best && needle->text.bytes[i] != needle->text.bytes[best] &&
			(second == best || needle->text.bytes[second] == needle->text.bytes[best] ||
				often[(unsigned char)needle->text.bytes[i]] <
					often[(unsigned char)needle->text.bytes[second]]))
			second = i;
	take_places(needle, best, second);
}

static bool is_at(const struct needle *needle, const char *at)
{
	if (!needle->folds)
		return memcmp(at, needle->text.bytes, needle->text.size) == 0;
	for (size_t i = 0; i < needle->text.size; i++)
		if (lower((unsigned char)at[i]) != (unsigned char)needle->text.bytes[i])
			return false;
	return true;
}

static lanes load(const char *from)
{
	lanes out;

	memcpy(&out, from, sizeof(out));
	return out;
}

static lanes spread(uint8_t value)
{
	return (lanes){ 0 } + value;
}

/* Places of the step at `hay` where both bytes stand, as bits. */
static inline uint64_t both_stand(const struct needle *needle, const char *hay, lanes first,
	lanes second)
{
	const lanes one = spread(needle->first_bit), two = spread(needle->second_bit);
	const char *a = hay + needle->first, *b = hay + needle->second;
	lanes hits[4], any;

	__builtin_prefetch(hay + AHEAD);
	for (int i = 0; i < 4; i++)
		hits[i] = (lanes)((load(a + i * LANES) | one) == first) &
			(lanes)((load(b + i * LANES) | two) == second);
	any = (hits[0] | hits[1]) | (hits[2] | hits[3]);
	if ((((halves)any)[0] | ((halves)any)[1]) == 0)
		return 0;
	uint8_t bytes[STEP];
	memcpy(bytes, hits, sizeof(bytes));
	return run_bits(bytes);
}

size_t needle_find(const struct needle *needle, struct text hay, size_t from)
{
	size_t size = needle->text.size, end = hay.size >= size ? hay.size - size + 1 : 0;
	const lanes first = spread((uint8_t)needle->text.bytes[needle->first]),
		    second = spread((uint8_t)needle->text.bytes[needle->second]);
	size_t at = from;

	for (; at + STEP <= end; at += STEP)
		for (uint64_t bits = both_stand(needle, hay.bytes + at, first, second); bits != 0;
			bits &= bits - 1) {
			size_t place = at + (size_t)__builtin_ctzll(bits);
			if (is_at(needle, hay.bytes + place))
				return place;
		}
	for (; at < end; at++)
		if (is_at(needle, hay.bytes + at))
			return at;
	return hay.size;
}
