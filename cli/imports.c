/* SPDX-License-Identifier: MIT */
/* Several sources brought in one behind the other, and merged once. */
#include "catalog/base/message.h"
#include "cli/catalogs.h"

static enum result merge(struct context *context, struct imports *imports)
{
	struct fold_counts counts = { 0 };
	enum result result = RESULT_OK;

	if (imports->has_any)
		result = catalogs_merge_now(context, _("merging"), &imports->fresh,
			imports->has_changed ? &counts : NULL, NULL);
	if (result == RESULT_OK && imports->has_changed)
		say(_("All sources together: %.*s on known models, %.*s."),
			TEXT_ARGS(COUNTED(context, "%u record", "%u records", counts.landed)),
			TEXT_ARGS(COUNTED(context, "%u new model", "%u new models", counts.made)));
	catalogs_fresh_end(&imports->fresh);
	return result;
}

enum result imports_each(struct context *context, size_t count, const void *what,
	enum result (*bring)(struct context *, struct imports *, size_t at, const void *what),
	void (*tell)(struct context *, size_t at, const void *what), size_t *failed)
{
	struct imports imports = { .left = count };
	enum result worst = RESULT_OK;

	*failed = 0;
	for (size_t i = 0; i < count && worst != RESULT_INTERRUPTED; i++) {
		imports.left--;
		enum result result = bring(context, &imports, i, what);
		if (result == RESULT_OK)
			continue;
		if (count > 1)
			tell(context, i, what);
		worst = result > worst ? result : worst;
		++*failed;
	}
	struct error before = context->err;
	enum result merged = merge(context, &imports);
	if (merged != RESULT_OK) {
		*failed = 0;
		return merged;
	}
	context->err = before;
	return worst;
}
