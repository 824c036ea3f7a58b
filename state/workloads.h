/* SPDX-License-Identifier: MIT */
/* workloads.h - workloads that the person gave a name. Layer: state.
 * File: one a line, "name TAB in=2k,out=500", read and written under a lock and merged with what another running copy wrote. */
#ifndef STATE_WORKLOADS_H
#define STATE_WORKLOADS_H
#include "catalog/base/error.h"

struct saved_workload {
	char *name, *list;
};
struct workloads {
	struct saved_workload *items;
	size_t count, capacity;
};
void workloads_init(struct workloads *workloads);
void workloads_done(struct workloads *workloads);
int workloads_find(const struct workloads *workloads, struct text name); /* -1: none */
void workloads_put(struct workloads *workloads, struct text name, struct text list);
enum result workloads_load(struct workloads *workloads, const char *path,
	struct error *err); /* missing file: empty */
/* Puts one into the file; an empty list takes it out. */
enum result workloads_keep(const char *path, struct text name, struct text list, struct error *err);
#endif
