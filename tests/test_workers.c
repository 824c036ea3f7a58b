/* SPDX-License-Identifier: MIT */
/* Workers: a child process computes into memory that both see, fails or is stopped. */
#include "tests/unit.h"

#include "catalog/base/worker.h"

#include <unistd.h>

static void fill(const struct worker *worker, void *numbers)
{
	for (int i = 0; i < 1000; i++)
		((int *)numbers)[i] = i + (worker_is_wanted(worker) ? 0 : 1000000);
}

static void fail_at_once(const struct worker *worker, void *context)
{
	(void)worker;
	(void)context;
	_exit(3);
}

static void wait_forever(const struct worker *worker, void *context)
{
	(void)context;
	while (worker_is_wanted(worker))
		pause();
}

static void a_worker_shares_its_memory(void **state)
{
	int *numbers = worker_memory_new(1000 * sizeof(int));

	(void)state;
	assert_non_null(numbers);
	struct worker *worker = worker_start(fill, numbers);
	if (worker) { /* there may be one processor */
		assert_true(worker_finish(worker));
		for (int i = 0; i < 1000; i++)
			assert_int_equal(numbers[i], i);
		assert_false(worker_finish(worker_start(fail_at_once, NULL)));
		worker_stop(worker_start(wait_forever, NULL));
	}
	assert_false(worker_finish(NULL));
	worker_stop(NULL);
	worker_memory_free(numbers, 1000 * sizeof(int));
	worker_memory_free(NULL, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_worker_shares_its_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
