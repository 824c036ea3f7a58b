/* SPDX-License-Identifier: MIT */
/* cost_workload.h - the workloads that people know by name and those that were kept: which one stands in with:, the next one, one taken out.
 * Layer: tui/views. */
#ifndef TUI_VIEWS_COST_WORKLOAD_H
#define TUI_VIEWS_COST_WORKLOAD_H
#include "tui/explorer.h"

const char *cost_workload_title(const struct explorer *explorer); /* NULL: it is none of them */
void cost_workload_walk(struct explorer *explorer, int step); /* to the next or the one before */
void cost_workload_forget(struct explorer *explorer);
#endif
