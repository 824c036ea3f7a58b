/* SPDX-License-Identifier: MIT */
/* The guide over a catalog of more models than it weighs. */
#include "tests/guide.h"
#include "tests/unit.h"

#include "catalog/advice/candidates.h"

/* The same catalog with all its rows copied: what a choice rests on is on record of all. */
static void test_a_copy_answers_alike(void **state)
{
	struct guide whole, copied;
	struct random random = { 11 };
	struct error err = { 0 };

	(void)state;
	guide_open_built_in(&whole);
	guide_open_built_in(&copied);
	ranker_free(copied.ranker);
	assert_int_equal(ranker_new(&copied.ranker, copied.store, &copied.questionnaire, 1, &err),
		RESULT_OK);
	for (int round = 0; round < 12; round++) {
		struct answers answers = guide_random_answers(&whole, &random);
		struct answers same = { 0 };
		random.state = random.state * 1; /* the answers of both are made alike */
		same = answers;
		struct strbuf one = guide_json(&whole, guide_rank(&whole, &answers)),
			      other = guide_json(&copied, guide_rank(&copied, &same));
		assert_string_equal(one.bytes, other.bytes);
		strbuf_done(&one);
		strbuf_done(&other);
	}
	guide_close(&copied);
	guide_close(&whole);
}
