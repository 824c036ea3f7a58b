/* SPDX-License-Identifier: MIT */
/* explore.h - the explorer on a terminal, for the command and for pick. Layer: cli. */
#ifndef CLI_EXPLORE_H
#define CLI_EXPLORE_H
#include "cli/context.h"
#include "tui/explorer.h"

/* pick: NULL, or whether one model or several are chosen; then context->picked holds what is printed
 * of them, if any: as the list shows it, by the filters and parameters of the query that they were chosen with. */
enum result explore_on_terminal(struct context *context, struct explorer_pick *pick);
#endif
