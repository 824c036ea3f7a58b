/* SPDX-License-Identifier: MIT */
#include "catalog/base/decimal.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* From the right; at least `digits` of them, zeros in front. Returns where they begin. */
static char *print_integer(char *end, uint64_t number, int digits)
{
	for (; number > 0 || digits > 0; number /= 10, digits--)
		*--end = (char)('0' + number % 10);
	return end;
}

/* number * 10^k is whole and below 2^53: dividing back is exact to the last bit, so these digits read as the same number. */
static size_t print_scaled(double number, char out[DECIMAL_SIZE])
{
	static const double tens[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6 };
	double size = fabs(number);
	char digits[DECIMAL_SIZE], *end = digits + sizeof(digits);

	for (int k = 0; k < 7; k++) {
		double scaled = rint(size * tens[k]);
		if (scaled >= 9007199254740992.0)
			return 0;
		if (scaled / tens[k] != size)
			continue;
		uint64_t all = (uint64_t)scaled, scale = (uint64_t)tens[k];
		char *from = print_integer(end, all % scale, k);
		if (k > 0)
			*--from = '.';
		from = print_integer(from, all / scale, 1);
		if (number < 0)
			*--from = '-';
		size_t used = (size_t)(end - from);
		memcpy(out, from, used);
		out[used] = '\0';
		return used;
	}
	return 0;
}

size_t decimal_print(double number, char out[DECIMAL_SIZE])
{
	size_t used = print_scaled(number, out);

	if (used > 0)
		return used;
	for (int precision = 1; precision <= 17; precision++) {
		snprintf(out, DECIMAL_SIZE, "%.*g", precision, number);
		if (strtod(out, NULL) == number)
			break;
	}
	return strlen(out);
}
