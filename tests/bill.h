/* SPDX-License-Identifier: MIT */
/* bill.h - models whose prices and shapes are exact (tests/fixtures/workloads.json), for tests of what they cost and what memory they need. */
#ifndef TESTS_BILL_H
#define TESTS_BILL_H
#include "catalog/query/parameters.h"
#include "catalog/tables/table.h"
#include "tests/fixture.h"
#include "tests/unit.h"

#include <math.h>

extern struct fixture fixture;
extern struct arena arena;
extern struct query_run *run;
extern struct query query;

int open_bill(void **state); /* setup and teardown of a group */
int close_bill(void **state);
uint32_t row_of(const char *id);
struct parameters with(const char *list); /* "in=2k,out=500" */
uint32_t count_of(const char *text, uint32_t *possible);
/* NULL: the table has no such column. */
const struct cell *cell_of(const struct table *table, uint32_t row, const char *key);

static inline bool is_near(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}
#define assert_near(a, b) \
	do { \
		double one_ = (a), two_ = (b); \
		if (!is_near(one_, two_)) \
			fail_msg("%.12g is not %.12g", one_, two_); \
	} while (0)
#endif
