/* SPDX-License-Identifier: MIT */
/* diff: what changed between two catalogs: files, kept catalogs of earlier days, or what a source said before its last update. */
#include "catalog/base/message.h"
#include "catalog/tables/change_list.h"
#include "catalog/tables/diff.h"
#include "cli/catalogs.h"
#include "cli/context.h"
#include "cli/news.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SIDE_COUNT = 2 };

/* "3w", "1mo", "10d", "1y": days; 0: no span of time. */
static long days_of(const char *word)
{
	static const struct {
		const char *unit;
		long days;
	} units[] = { { "d", 1 }, { "w", 7 }, { "mo", 30 }, { "y", 365 } };
	char *end;
	long count = strtol(word, &end, 10);

	for (size_t i = 0; end != word && i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(end, units[i].unit) == 0)
			return count * units[i].days;
	return 0;
}

static enum result open_kept(struct context *context, struct catalog_side *side, long day)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_kept *kept;
	size_t count = catalogs_history(&catalogs, &kept), nearest = 0;

	if (count == 0)
		return error_set(&context->err, RESULT_NO_MATCH, "%s",
			_("No earlier catalog is kept yet: imports and updates keep them."));
	for (size_t i = 1; i < count; i++)
		if (labs(date_day_number(kept[i].date) - day) <= /* of one day: the oldest */
			labs(date_day_number(kept[nearest].date) - day))
			nearest = i;
	return catalog_side_open(context, side, kept[nearest].path);
}

static bool is_snapshot(const char *path)
{
	uint64_t hash;
	return store_file_hash(path, &hash, NULL) == RESULT_OK && hash != 0;
}

static enum result open_word(struct context *context, struct catalog_side *side, const char *word)
{
	struct catalogs catalogs = catalogs_of(context);
	uint32_t date;
	long days = days_of(word);

	if (strcmp(word, "built-in") == 0)
		return store_open(&side->store, catalogs.built_in.bytes, catalogs.built_in.size,
			_("the built-in catalog"), &context->err);
	if (days > 0)
		return open_kept(context, side, (long)(time(NULL) / 86400) - days);
	if (!file_exists(word) && value_parse_date(text_of(word), &date, NULL) == RESULT_OK)
		return open_kept(context, side, date_day_number(date_first_day(date)));
	if (file_exists(word) && is_snapshot(word))
		return catalog_side_open(context, side, word);
	return catalog_open_folded(context, word, &side->bytes, NULL, &side->store);
}

/* A source by its name: what it says now against what it said before. */
static enum result open_source_pair(struct context *context, struct catalog_side *sides,
	const char *word, bool *is_source)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_source *sources;
	size_t count;
	enum result result = catalogs_list(&catalogs, &sources, &count, &context->err);

	*is_source = false;
	for (size_t i = 0; result == RESULT_OK && i < count; i++) {
		if (!text_equal_string(sources[i].name, word))
			continue;
		*is_source = true;
		if (!sources[i].has_former)
			return error_set(&context->err, RESULT_NO_MATCH,
				_("%s was brought in once: there is nothing to compare it with."),
				word);
		result = catalog_side_open(context, &sides[0],
			arena_format(&context->arena, "%s.former", sources[i].path).bytes);
		return result == RESULT_OK ? catalog_side_open(context, &sides[1], sources[i].path)
					   : result;
	}
	return result;
}

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

static enum result open_sides(struct context *context, struct catalog_side *sides)
{
	const struct options *options = &context->options;
	bool is_source = false;
	enum result result = RESULT_OK;

	if (options->word_count > 2)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("diff takes at most two catalogs: OLD and NEW."));
	if (options->word_count == 1)
		result = open_source_pair(context, sides, options->words[0], &is_source);
	if (result != RESULT_OK || is_source)
		return result;
	result = options->word_count == 0 ? catalog_side_before(context, &sides[0])
					  : open_word(context, &sides[0], options->words[0]);
	if (result != RESULT_OK)
		return result;
	if (options->word_count == 2)
		return open_word(context, &sides[1], options->words[1]);
	return RESULT_OK; /* the second one is the catalog that is open */
}

static enum result put_out(struct context *context, const struct table *table)
{
	enum result result = output_table(context, table);

	if (result == RESULT_OK && table->row_count == 0)
		return error_set(&context->err, RESULT_NO_MATCH, "%s", _("Nothing changed."));
	return result;
}

static enum result compare_sides(struct context *context, struct catalog_side *sides)
{
	uint32_t mask;
	enum result result = wanted_kinds(context, change_kind_find,
		"new, gone, renamed, cheaper, dearer, longer, shorter, relicensed, status", &mask);

	if (result == RESULT_OK)
		result = open_sides(context, sides);
	if (result != RESULT_OK)
		return result;
	struct changes changes;
	diff_catalogs(&changes, sides[0].store, sides[1].store ? sides[1].store : context->store,
		NULL, &context->arena);
	return put_out(context, table_changes(&changes, mask, &context->arena));
}

/* Nothing is kept to compare with, and nothing else was asked for than what changed, or changed since a day. */
static bool is_listed(struct context *context, uint32_t *since)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_kept *kept;
	const char *word = context->options.word_count == 1 ? context->options.words[0] : NULL;
	long days = word ? days_of(word) : 0;

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
	uint32_t mask;
	enum result result = wanted_kinds(context, listed_kind_find,
		"new, gone, repriced, corrected", &mask);

	if (result != RESULT_OK)
		return result;
	say("%s",
		_("The change list of the catalog: no earlier catalog is kept yet to compare with."));
	return put_out(context, table_change_list(context->store, since, mask, &context->arena));
}

static enum result run_diff(struct context *context)
{
	struct catalog_side sides[SIDE_COUNT] = { { .store = NULL } };
	uint32_t since;

	if (is_listed(context, &since))
		return run_list(context, since);
	for (int i = 0; i < SIDE_COUNT; i++)
		strbuf_init(&sides[i].bytes);
	enum result result = compare_sides(context, sides);
	for (int i = 0; i < SIDE_COUNT; i++)
		catalog_side_done(&sides[i]);
	return result;
}

const struct command command_diff = { "diff", "diff [OLD [NEW]]",
	N_("what changed: new, gone, renamed, dearer, cheaper, longer, relicensed"),
	"format output force no-footer raw-csv only-kinds", true, run_diff };
