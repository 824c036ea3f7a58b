/* SPDX-License-Identifier: MIT */
/* bounds.h - the larger and the smaller of two numbers, and one kept between two. Layer: base. */
#ifndef CATALOG_BASE_BOUNDS_H
#define CATALOG_BASE_BOUNDS_H

static inline int larger(int a, int b)
{
	return a > b ? a : b;
}

static inline int smaller(int a, int b)
{
	return a < b ? a : b;
}

static inline int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}
#endif
