/* SPDX-License-Identifier: MIT */
#include "catalog/base/worker.h"

#include "catalog/base/memory.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct worker {
	pid_t process, parent;
	int status;
	bool has_ended;
};

void *worker_memory_new(size_t size)
{
	void *memory = mmap(NULL, size > 0 ? size : 1, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void worker_memory_free(void *memory, size_t size)
{
	if (memory)
		munmap(memory, size > 0 ? size : 1);
}

size_t worker_count(size_t most)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (processors < 2)
		return 0;
	return (size_t)processors - 1 < most ? (size_t)processors - 1 : most;
}

struct worker *worker_start(void (*work)(const struct worker *worker, void *context), void *context)
{
	struct worker own = { .parent = getpid() };

	if (worker_count(1) == 0)
		return NULL;
	own.process = fork();
	if (own.process < 0)
		return NULL;
	if (own.process == 0) {
		work(&own, context);
		_exit(0); /* the terminal, the files and the rest are the parent's */
	}
	struct worker *worker = memory_get(sizeof(*worker));
	*worker = own;
	return worker;
}

bool worker_is_wanted(const struct worker *worker)
{
	return getppid() == worker->parent;
}

static void wait_for(struct worker *worker, int options)
{
	pid_t ended = -1;

	if (worker->has_ended)
		return;
	do
		ended = waitpid(worker->process, &worker->status, options);
	while (ended < 0 && errno == EINTR);
	if (ended < 0)
		worker->status = -1;
	worker->has_ended = ended != 0;
}

bool worker_has_ended(struct worker *worker)
{
	wait_for(worker, WNOHANG);
	if (!worker->has_ended) {
		nanosleep(&(struct timespec){ .tv_nsec = 2000000 }, NULL);
		wait_for(worker, WNOHANG);
	}
	return worker->has_ended;
}

bool worker_finish(struct worker *worker)
{
	if (!worker)
		return false;
	wait_for(worker, 0);
	int status = worker->status;
	free(worker);
	return status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void worker_stop(struct worker *worker)
{
	if (!worker)
		return;
	if (!worker->has_ended)
		kill(worker->process, SIGKILL);
	worker_finish(worker);
}
