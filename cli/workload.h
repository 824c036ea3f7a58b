/* SPDX-License-Identifier: MIT */
/* workload.h - what cost and fit share: models named or queried, parameters from the settings, the query and the options. Layer: cli. */
#ifndef CLI_WORKLOAD_H
#define CLI_WORKLOAD_H
#include "cli/context.h"

struct workload_models {
	struct query query;
	struct query shown; /* with the parameters of the options in its text */
	struct query_run *run;
	const uint32_t *rows;
	uint32_t count;
	struct parameters
		parameters; /* the settings', under the query's with:, under the options */
};
/* Closing is due in either case. */
enum result workload_models_open(struct workload_models *models, struct context *context);
void workload_models_close(struct workload_models *models);
uint32_t workload_limit(struct context *context, enum result *result); /* --limit, else 20 */
/* Gives the table the query and the command that repeat it, parameters in with:. */
void workload_label(struct workload_models *models, struct context *context, struct table *table);
#endif
