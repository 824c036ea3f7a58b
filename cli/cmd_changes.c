/* SPDX-License-Identifier: MIT */
/* changes: the change list that the built-in facts come with. */
#include "catalog/base/message.h"
#include "catalog/tables/change_list.h"
#include "cli/context.h"
#include "cli/resources.h"

static enum result run_changes(struct context *context)
{
	struct table *table;
	enum result result = table_change_list(&table, context->store,
		resource_text("catalog/facts/changes.json"), &context->arena, &context->err);

	return result == RESULT_OK ? output_table(context, table) : result;
}

const struct command command_changes = { "changes", "changes",
	N_("the change list of the built-in facts: new, gone, repriced, corrected"),
	"format output force no-footer raw-csv", true, run_changes };
