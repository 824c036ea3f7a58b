/* SPDX-License-Identifier: MIT */
#include "catalog/base/worker.h"

#include "catalog/base/memory.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct worker {
	pid_t process, parent;
};

void *worker_memory_new(size_t size)
{
	void *memory = mmap(NULL, size > 0 ? size : 1, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void worker_memory_free(void *memory, size_t size)
{
	if (memory)
		munmap(memory, size > 0 ? size : 1);
}

struct worker *worker_start(void (*work)(const struct worker *worker, void *context), void *context)
{
	struct worker own = { .parent = getpid() };

	if (sysconf(_SC_NPROCESSORS_ONLN) < 2)
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

bool worker_finish(struct worker *worker)
{
	int status = 0;
	pid_t ended = -1;

	if (!worker)
		return false;
	do
		ended = waitpid(worker->process, &status, 0);
	while (ended < 0 && errno == EINTR);
	free(worker);
	return ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void worker_stop(struct worker *worker)
{
	if (!worker)
		return;
	kill(worker->process, SIGKILL);
	worker_finish(worker);
}
