/* SPDX-License-Identifier: MIT */
/* Who of a list is beaten, held against the plain way: each against all. */
#include "tests/unit.h"

#include "catalog/advice/random.h"
#include "catalog/advice/rank_parts.h"

#include <string.h>

enum { LINES = 300, ROUNDS = 60 };

/* Few values, so that ties, equals and gaps come often; some rounds with narrow intervals, so that many are surely beaten. */
static void invent(struct ranking *ranking, struct candidate *list, struct random *random)
{
	uint32_t width = random_next(random) % 3, values = 2 + random_next(random) % 6;

	*ranking = (struct ranking){ .list = list, .count = LINES };
	for (int k = 0; k < CRITERION_COUNT; k++)
		ranking->weights[k] = (int32_t)(random_next(random) % 4) * 1000;
	for (uint32_t i = 0; i < LINES; i++) {
		list[i] = (struct candidate){ .is_marked = random_next(random) % 8 == 0,
			.evidence = (enum evidence_kind)(random_next(random) % 4),
			.beaten_by = UINT32_MAX };
		int32_t level = (int32_t)(random_next(random) % 3);
		for (int k = 0; k < CRITERION_COUNT; k++) {
			int32_t low = level + (int32_t)(random_next(random) % values);
			int32_t room = width > 0 ? (int32_t)(random_next(random) % width) : 0;
			list[i].of[k] = (struct band){ low, low + room, low + 2 * room };
			list[i].cautious[k] = low + room / 2;
		}
	}
}

static bool is_heavy(const struct ranking *ranking, int criterion)
{
	int before = 0;

	for (int k = 0; k < CRITERION_COUNT; k++)
		before += ranking->weights[k] > ranking->weights[criterion] ||
			(ranking->weights[k] == ranking->weights[criterion] && k < criterion);
	return ranking->weights[criterion] > 0 && before < 5;
}

static bool is_above(const struct ranking *ranking, const struct candidate *a,
	const struct candidate *b)
{
	bool is_more = false;

	for (int k = 0; k < CRITERION_COUNT; k++)
		if (is_heavy(ranking, k)) {
			if (a->of[k].mid < b->of[k].mid)
				return false;
			is_more = is_more || a->of[k].mid > b->of[k].mid;
		}
	return is_more;
}

static bool is_surely_above(const struct ranking *ranking, const struct candidate *a,
	const struct candidate *b)
{
	bool has_gap = false;

	for (int k = 0; k < CRITERION_COUNT; k++)
		if (ranking->weights[k] > 0) {
			if (a->of[k].lo < b->of[k].hi)
				return false;
			has_gap = has_gap || a->of[k].lo > b->of[k].hi;
		}
	return has_gap;
}

static void expect_frontier(const struct ranking *ranking)
{
	for (uint32_t i = 0; i < ranking->count; i++) {
		const struct candidate *one = &ranking->list[i];
		bool is_unbeaten = !one->is_marked;
		uint32_t first = UINT32_MAX;
		for (uint32_t j = ranking->count; j-- > 0;) {
			const struct candidate *other = &ranking->list[j];
			if (other->is_marked || j == i)
				continue;
			is_unbeaten = is_unbeaten && !is_above(ranking, other, one);
			first = is_surely_above(ranking, other, one) ? j : first;
		}
		assert_int_equal(one->is_pareto, is_unbeaten);
		assert_int_equal(one->beaten_by, first);
		assert_int_equal(one->is_beaten, first != UINT32_MAX);
	}
}

static void test_the_frontier_is_that_of_all_pairs(void **state)
{
	static struct candidate list[LINES];
	struct random random = random_new(5, 1);
	struct ranking ranking;
	uint32_t beaten = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		invent(&ranking, list, &random);
		rank_mark_frontier(&ranking, NULL);
		expect_frontier(&ranking);
		for (uint32_t i = 0; i < LINES; i++)
			beaten += list[i].is_beaten;
	}
	assert_true(beaten > 100); /* the rounds try something */
}

static bool is_hopeless_by_pairs(const struct ranking *ranking, uint32_t at, bool asks_evidence)
{
	const struct candidate *one = &ranking->list[at];

	if (asks_evidence && one->evidence < EVIDENCE_MAKER)
		return true;
	for (uint32_t j = 0; j < ranking->count; j++) {
		const struct candidate *other = &ranking->list[j];
		bool reaches = j != at && (!asks_evidence || other->evidence >= EVIDENCE_MAKER);
		for (int k = 0; k < CRITERION_COUNT && reaches; k++)
			reaches = other->cautious[k] >= one->cautious[k];
		bool is_equal = memcmp(other->cautious, one->cautious, sizeof(one->cautious)) == 0;
		if (reaches && (!is_equal || j < at))
			return true;
	}
	return false;
}

static void test_the_hopeless_are_those_of_all_pairs(void **state)
{
	static struct candidate list[LINES];
	bool is_hopeless[LINES];
	struct random random = random_new(6, 1);
	struct ranking ranking;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		invent(&ranking, list, &random);
		rank_mark_hopeless(&ranking, LINES, round % 2 == 0, is_hopeless, NULL);
		for (uint32_t i = 0; i < LINES; i++)
			assert_int_equal(is_hopeless[i],
				is_hopeless_by_pairs(&ranking, i, round % 2 == 0));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_frontier_is_that_of_all_pairs),
		cmocka_unit_test(test_the_hopeless_are_those_of_all_pairs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
