/* SPDX-License-Identifier: MIT */
/* diff: what changed between two catalogs: files, kept catalogs of earlier days, or what a source said before its last update. */
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/change_list.h"
#include "cli/catalogs.h"
#include "cli/context.h"
#include "cli/diff_sides.h"
#include "cli/progress.h"

#include <string.h>
#include <time.h>

/* A mask of the kinds after --only, which are those of a comparison or those of the change list. */
static enum result wanted_kinds(struct context *context, int (*find)(struct text word),
	const char *possible, uint32_t *mask)
{
	struct text rest = text_of(context->options.only);

	*mask = 0;
	while (rest.size > 0) {
		struct text word = text_trim(text_next_part(&rest, ','));
		int kind = find(word);
		if (kind < 0)
			return error_set(&context->err, RESULT_USAGE,
				_("There is no change '%.*s' here. Possible: %s."), TEXT_ARGS(word),
				possible);
		*mask |= 1u << kind;
	}
	return RESULT_OK;
}

/* With the words that name what was compared, the command makes the same table again. */
static struct text command_with(struct context *context, struct text command, struct text words)
{
	size_t name = strlen("llmatlas diff");

	return arena_format(&context->arena, "%.*s%.*s%.*s", (int)name, command.bytes,
		TEXT_ARGS(words), TEXT_ARGS(text_slice(command, name, SIZE_MAX)));
}

static enum result put_out(struct context *context, struct table *table, struct text words)
{
	table->command = command_with(context, table->command, words);
	enum result result = output_table(context, table);

	if (result == RESULT_OK && table->row_count == 0)
		return error_set(&context->err, RESULT_NO_MATCH, "%s", _("Nothing changed."));
	return result;
}

static enum result compare_sides(struct context *context, struct diff_sides *sides)
{
	uint32_t mask;

	store_set_day(context->store,
		0); /* what the catalogs say, on whatever day they are compared */
	enum result result = wanted_kinds(context, change_kind_find,
		"new, gone, renamed, cheaper, dearer, priced, unpriced, longer, shorter, relicensed, status, abilities",
		&mask);

	if (result == RESULT_OK)
		result = diff_sides_open(context, sides);
	if (result != RESULT_OK)
		return result;
	struct changes changes;
	struct progress progress;
	progress_begin(&progress, _("comparing"));
	result = diff_catalogs(&changes, sides->before.store,
		sides->after.store ? sides->after.store : context->store, &progress.interrupt,
		&context->arena);
	progress_end(&progress);
	if (result != RESULT_OK)
		return error_set(&context->err, result, "%s", _("Stopped: nothing was changed."));
	changes.kept = sides->before.kept;
	return put_out(context, table_changes(&changes, mask, &context->arena), sides->words);
}

/* Nothing is kept to compare with, and nothing else was asked for than what changed, or changed since a day. */
static bool is_listed(struct context *context, uint32_t *since)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_kept *kept;
	const char *word = context->options.word_count == 1 ? context->options.words[0] : NULL;
	long days = word ? diff_days_of(word) : 0;

	*since = 0;
	if (context->options.word_count > 1 || store_change_count(context->store) == 0 ||
		catalogs_history(&catalogs, &kept) > 0 || (word && file_exists(word)))
		return false;
	if (days > 0)
		*since = date_of_day_number((long)(time(NULL) / 86400) - days);
	else if (word && value_parse_date(text_of(word), since, NULL) == RESULT_OK)
		*since = date_first_day(*since);
	return !word || *since > 0;
}

static enum result run_list(struct context *context, uint32_t since)
{
	struct text words = TEXT_NONE;
	uint32_t mask;
	enum result result = wanted_kinds(context, listed_kind_find,
		"new, gone, repriced, corrected", &mask);

	if (result != RESULT_OK)
		return result;
	if (since > 0)
		words = arena_format(&context->arena, " %.*s",
			TEXT_ARGS(date_text(since, &context->arena)));
	say("%s",
		_("The change list of the catalog: no earlier catalog is kept yet to compare with."));
	return put_out(context, table_change_list(context->store, since, mask, &context->arena),
		words);
}

static enum result run_diff(struct context *context)
{
	struct diff_sides sides = { .words = TEXT_NONE };
	uint32_t since;

	if (is_listed(context, &since))
		return run_list(context, since);
	strbuf_init(&sides.before.bytes);
	strbuf_init(&sides.after.bytes);
	enum result result = compare_sides(context, &sides);
	diff_sides_done(&sides);
	return result;
}

const struct command command_diff = { "diff", "diff [OLD [NEW]]",
	N_("what changed between files, sources, days (2026-05-01) or since a span (1mo)"),
	TABLE_OPTIONS " only-kinds", true, run_diff };
