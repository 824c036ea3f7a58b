/* SPDX-License-Identifier: MIT */
/* Which two catalogs diff compares: files, sources, kept catalogs of earlier days, the built-in one. */
#include "cli/diff_sides.h"

#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/export.h"
#include "cli/catalogs.h"
#include "cli/context.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A side on its way. */
struct opened {
	struct catalog_side *side;
	bool is_source;            /* one source's own rows, not a whole catalog */
	enum source_format format; /* of a file; SOURCE_FORMAT_COUNT: a snapshot */
};

long diff_days_of(const char *word)
{
	static const struct {
		const char *unit;
		long days;
	} units[] = { { "d", 1 }, { "w", 7 }, { "mo", 30 }, { "y", 365 } };
	enum { DAYS_MAX = 36500 }; /* before that there was nothing to keep */
	char *end;
	long count = strtol(word, &end, 10);

	for (size_t i = 0; end != word && i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(end, units[i].unit) == 0)
			return count < DAYS_MAX / units[i].days ? count * units[i].days : DAYS_MAX;
	return 0;
}

/* Without the catalog of now, when that is what it is compared with. */
static size_t kept_before(struct context *context, struct catalogs_kept **kept)
{
	struct catalogs catalogs = catalogs_of(context);
	size_t count = catalogs_history(&catalogs, kept), left = 0;
	uint64_t hash;

	for (size_t i = 0; i < count; i++)
		if (context->options.word_count > 1 ||
			store_file_hash((*kept)[i].path, &hash, NULL) != RESULT_OK ||
			hash != store_hash(context->store))
			(*kept)[left++] = (*kept)[i];
	return left;
}

static size_t nearest(const struct catalogs_kept *kept, size_t count, long day)
{
	size_t found = 0;

	for (size_t i = 1; i < count; i++)
		if (labs(date_day_number(kept[i].date) - day) <= /* of one day: the oldest */
			labs(date_day_number(kept[found].date) - day))
			found = i;
	return found;
}

/* A damaged one is passed over. */
static enum result open_kept(struct context *context, struct catalog_side *side, long day)
{
	struct catalogs_kept *kept;
	size_t count = kept_before(context, &kept);

	while (count > 0) {
		size_t at = nearest(kept, count, day);
		if (catalog_side_open(context, side, kept[at].path) == RESULT_OK) {
			side->kept = kept[at].date;
			if (date_day_number(side->kept) != day)
				say(_("The nearest catalog that is kept is that of %.*s."),
					TEXT_ARGS(date_text(side->kept, &context->arena)));
			return RESULT_OK;
		}
		memmove(&kept[at], &kept[at + 1], (--count - at) * sizeof(*kept));
	}
	return catalog_side_before(context, side);
}

static bool is_snapshot(const char *path)
{
	uint64_t hash;
	return store_file_hash(path, &hash, NULL) == RESULT_OK && hash != 0;
}

/* What a source said last; RESULT_NO_MATCH: there is none of that name. */
static enum result find_source(struct context *context, const char *word,
	struct catalogs_source *source)
{
	struct catalogs catalogs = catalogs_of(context);
	return catalogs_find(&catalogs, text_of(word), source, &context->err);
}

static enum result open_snapshot(struct context *context, struct opened *opened, const char *path)
{
	enum result result = catalog_side_open(context, opened->side, path);

	/* every whole catalog has the rules by which families are found */
	opened->is_source = result == RESULT_OK &&
		store_family_rule_count(opened->side->store) == 0;
	return result;
}

/* A source goes first, also where there is a folder of that name; ./NAME is the file. */
static enum result open_file_or_source(struct context *context, struct opened *opened,
	const char *word)
{
	struct catalogs_source source;
	enum result result = find_source(context, word, &source);

	if (result == RESULT_OK)
		return open_snapshot(context, opened, source.path);
	if (result != RESULT_NO_MATCH)
		return result;
	if (strcmp(word, "-") != 0 && !file_exists(word))
		return error_set(&context->err, RESULT_USAGE,
			_("There is no file or source '%s'. A catalog is named by a file, a source ('llmatlas sources' lists them), built-in, a day or a span such as 10d."),
			word);
	if (is_snapshot(word))
		return open_snapshot(context, opened, word);
	opened->is_source = true;
	return catalog_open_source(context, word, &opened->side->bytes, &opened->format,
		&opened->side->store);
}

static enum result open_word(struct context *context, struct opened *opened, const char *word)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalog_side *side = opened->side;
	uint32_t date;
	long days = diff_days_of(word);

	if (strcmp(word, "built-in") == 0)
		return store_open(&side->store, catalogs.built_in.bytes, catalogs.built_in.size,
			_("the built-in catalog"), &context->err);
	if (days > 0)
		return open_kept(context, side, (long)(time(NULL) / 86400) - days);
	if (!file_exists(word) && value_parse_date(text_of(word), &date, NULL) == RESULT_OK)
		return open_kept(context, side, date_day_number(date_first_day(date)));
	return open_file_or_source(context, opened, word);
}

/* --- sources beside each other, and beside catalogs ------------------------------------------------ */

static struct text address_of(const struct store *store)
{
	return store_source_count(store) > 0 ? store_source(store, 0).url : TEXT_NONE;
}

/* Whether both call their models by the same ids. */
static bool are_alike(const struct opened *one, const struct opened *two)
{
	if (one->format != SOURCE_FORMAT_COUNT && two->format != SOURCE_FORMAT_COUNT)
		return one->format == two->format;
	return text_equal(address_of(one->side->store), address_of(two->side->store));
}

static enum result fold_side(struct context *context, struct catalog_side *side, bool is_apart)
{
	struct strbuf bytes;
	struct store *store = NULL;

	strbuf_init(&bytes);
	enum result result = catalog_fold(context, side->store, is_apart, &bytes, NULL, &store);
	if (result != RESULT_OK) {
		strbuf_done(&bytes);
		return result;
	}
	catalog_side_done(side);
	*side = (struct catalog_side){ .bytes = bytes, .store = store };
	return RESULT_OK;
}

static enum result settle(struct context *context, struct opened *one, struct opened *two)
{
	bool are_sources = one->is_source && two->is_source;
	enum result result = RESULT_OK;

	if (are_sources && are_alike(one, two))
		return RESULT_OK;
	if (one->is_source)
		result = fold_side(context, one->side, are_sources);
	if (result == RESULT_OK && two->is_source)
		result = fold_side(context, two->side, are_sources);
	return result;
}

/* --- the words ------------------------------------------------------------------------------------ */

static void name_sides(struct context *context, struct diff_sides *sides)
{
	const struct options *options = &context->options;
	const struct catalog_side *side[] = { &sides->before, &sides->after };
	struct strbuf words;

	strbuf_init(&words);
	for (size_t i = 0; i < options->word_count; i++) {
		struct text word = text_of(options->words[i]);
		strbuf_add_char(&words, ' ');
		if (side[i]->kept > 0)
			strbuf_add(&words, date_text(side[i]->kept, &context->arena));
		else
			export_shell_word(&words, text_clean(&context->arena, word, NULL));
	}
	sides->words = arena_copy(&context->arena, strbuf_text(&words));
	strbuf_done(&words);
}

/* A source by its name alone: what it says now against what it said before. */
static enum result open_source_pair(struct context *context, struct diff_sides *sides,
	const char *word, const struct catalogs_source *source)
{
	if (!source->has_former)
		return error_set(&context->err, RESULT_NO_MATCH,
			_("%s was brought in once: there is nothing to compare it with."), word);
	enum result result = catalog_side_open(context, &sides->before,
		arena_format(&context->arena, "%s.former", source->path).bytes);
	return result == RESULT_OK ? catalog_side_open(context, &sides->after, source->path)
				   : result;
}

enum result diff_sides_open(struct context *context, struct diff_sides *sides)
{
	const struct options *options = &context->options;
	struct opened one = { .side = &sides->before, .format = SOURCE_FORMAT_COUNT },
		      two = { .side = &sides->after, .format = SOURCE_FORMAT_COUNT };
	struct catalogs_source source;
	enum result result;

	if (options->word_count > 2)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("diff takes at most two catalogs: OLD and NEW."));
	if (options->word_count == 0)
		return catalog_side_before(context, &sides->before);
	result = options->word_count == 1 ? find_source(context, options->words[0], &source)
					  : RESULT_NO_MATCH;
	if (result == RESULT_OK)
		result = open_source_pair(context, sides, options->words[0], &source);
	else if (result == RESULT_NO_MATCH)
		result = open_word(context, &one, options->words[0]);
	if (result == RESULT_OK && options->word_count == 2)
		result = open_word(context, &two, options->words[1]);
	if (result == RESULT_OK)
		result = settle(context, &one, &two);
	if (result == RESULT_OK)
		name_sides(context, sides);
	return result;
}

void diff_sides_done(struct diff_sides *sides)
{
	catalog_side_done(&sides->before);
	catalog_side_done(&sides->after);
}
