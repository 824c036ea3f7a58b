/* SPDX-License-Identifier: MIT */
/* worker.h - a child process that computes something ahead, into memory that both processes see. Layer: base.
 * What it computes is the same as if nobody had helped: whoever wants a result that is not there yet makes it himself. So a worker that cannot be had,
 * or dies, costs nothing but time. */
#ifndef CATALOG_BASE_WORKER_H
#define CATALOG_BASE_WORKER_H
#include <stdbool.h>
#include <stddef.h>

struct worker;

/* Zeroed memory that a worker started later shares; NULL: there is none. */
void *worker_memory_new(size_t size);
void worker_memory_free(void *memory, size_t size); /* NULL is fine */
/* How many workers the machine has processors for, beside the one who asks: 0 to most. */
size_t worker_count(size_t most);
/* Runs `work` in a process of its own, which sees all memory as it is now. NULL: the machine has one processor, or there is no process to be had. */
struct worker *worker_start(void (*work)(const struct worker *worker, void *context),
	void *context);
/* In the worker, asked now and then: whether the one who started it still lives. */
bool worker_is_wanted(const struct worker *worker);
/* Whether it has ended; a wait of some milliseconds is in it. Then worker_finish does not wait. */
bool worker_has_ended(struct worker *worker);
/* Waits for it; true if it came to its end. Frees; NULL gives false. */
bool worker_finish(struct worker *worker);
void worker_stop(struct worker *worker); /* ends it at once, frees; NULL is fine */
#endif
