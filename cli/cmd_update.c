/* SPDX-License-Identifier: MIT */
/* update: the only command that touches the network, and only when asked. llmatlas-fetch gets the document; it is read and checked whole before
 * it takes the place of the former one. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/source.h"
#include "cli/catalogs.h"
#include "cli/context.h"
#include "cli/download.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct {
	const char *name, *url;
} known[] = {
	{ "models.dev", "https://models.dev/api.json" },
	{ "openrouter", "https://openrouter.ai/api/v1/models" },
	{ "litellm",
		"https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json" },
	{ "genai-prices",
		"https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json" }
};

enum { KNOWN_COUNT = sizeof(known) / sizeof(known[0]) };

const char *update_source(size_t index)
{
	return index < KNOWN_COUNT ? known[index].name : NULL;
}

bool update_knows(struct text name)
{
	for (size_t i = 0; i < KNOWN_COUNT; i++)
		if (text_equal_string(name, known[i].name))
			return true;
	return false;
}

/* --- one source ----------------------------------------------------------------------------------- */

struct wanted {
	struct text name; /* empty: the format names it */
	const char *url;
};

/* Bytes that were there before hold for the day that they held for: so what is made of them is what is there, and nothing is new. */
static enum result take_download(struct context *context, struct imports *imports,
	const struct wanted *wanted, const struct remembered *before, struct download *download)
{
	struct stream *stream;
	uint32_t date = 0;
	struct text name = wanted->name;
	enum result result = stream_open(&stream, download->file, &context->err);

	if (result != RESULT_OK)
		return result;
	stream_rename(stream, wanted->url);
	download->found.url = wanted->url;
	download->found.content = content_of(context, download->file);
	if (is_same_content(before, download->found.content))
		date = remembered_date(context, name);
	if (date == 0)
		date = date_of_day_number((long)(time(NULL) / 86400));
	result = import_stream(context, imports, stream, date, &download->found, &name);
	stream_close(stream);
	return result;
}

static enum result update_from(struct context *context, struct imports *imports,
	const struct wanted *wanted)
{
	struct remembered before = remember(context, wanted->name);
	struct download download_of = { .url = wanted->url, .found = { .arena = &context->arena } };
	const char *folder = paths_file(context->paths.data, "sources", &context->arena);

	if (!folder)
		return error_set(&context->err, RESULT_IO, "%s",
			_("There is no folder for your data: set HOME or XDG_DATA_HOME."));
	download_of.file = arena_format(&context->arena, "%s/" CATALOGS_DOWNLOAD "%ld", folder,
		(long)getpid())
				   .bytes;
	enum result result = file_make_folders(folder, &context->err);
	if (result != RESULT_OK)
		return result;
	download_of.has_former = wanted->name.size > 0 &&
		catalogs_is_sound(arena_format(&context->arena, "%s/%.*s.snapshot", folder,
			TEXT_ARGS(wanted->name))
					  .bytes); /* a damaged one is fetched anew */
	if (download_of.has_former && before.url && strcmp(before.url, wanted->url) == 0 &&
		!context->options.is_forced) {
		download_of.etag = before.etag;
		download_of.modified = before.modified;
	}
	result = download(context, &download_of);
	if (result == RESULT_OK && download_of.status == 304)
		say(_("%.*s: nothing new."), TEXT_ARGS(wanted->name));
	else if (result == RESULT_OK)
		result = take_download(context, imports, wanted, &before, &download_of);
	unlink(download_of.file);
	return result;
}

/* --- several, merged once ------------------------------------------------------------------------- */

static enum result update_one(struct context *context, struct imports *imports, size_t at,
	const void *wanted)
{
	return update_from(context, imports, (const struct wanted *)wanted + at);
}

static void tell_failure(struct context *context, size_t at, const void *all)
{
	const struct wanted *wanted = (const struct wanted *)all + at;
	struct text name = wanted->name.size > 0 ? wanted->name : text_of(wanted->url);

	say("llmatlas: %.*s: %s", TEXT_ARGS(name), context->err.message);
}

static enum result update_sources(struct context *context, const struct wanted *wanted,
	size_t count)
{
	size_t failed;
	enum result result = imports_each(context, count, wanted, update_one, tell_failure,
		&failed);

	return failed > 0 && count > 1
		? error_set(&context->err, result, _("%zu of %zu sources could not be updated."),
			  failed, count)
		: result;
}

/* Which sources have a catalog of before. */
static enum result tell_former(struct context *context)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_source *sources;
	struct strbuf names;
	size_t count;
	enum result result = catalogs_list(&catalogs, &sources, &count, &context->err);

	if (result != RESULT_OK)
		return result;
	strbuf_init(&names);
	for (size_t i = 0; i < count; i++)
		if (sources[i].has_former)
			strbuf_add_format(&names, "%s%.*s", names.size > 0 ? ", " : "",
				TEXT_ARGS(sources[i].name));
	result = names.size > 0
		? error_set(&context->err, RESULT_USAGE,
			  _("--rollback takes the name of one source. Sources with a former catalog: %.*s."),
			  TEXT_ARGS(strbuf_text(&names)))
		: error_set(&context->err, RESULT_USAGE, "%s",
			  _("--rollback takes the name of one source; no source has a former catalog yet."));
	strbuf_done(&names);
	return result;
}

static void tell_rollback(struct context *context, struct text name, const char *path)
{
	uint32_t models = 0;
	struct error own;

	store_file_count(path, &models, &own);
	say(_("%.*s: back to what it was before, the list of %.*s with %.*s. The same command once more takes that back."),
		TEXT_ARGS(name),
		TEXT_ARGS(date_text(remembered_date(context, name), &context->arena)),
		TEXT_ARGS(COUNTED(context, "%u model", "%u models", models)));
}

static enum result roll_back(struct context *context)
{
	struct catalogs catalogs = catalogs_of(context);

	if (context->options.word_count != 1)
		return tell_former(context);
	struct text name = text_of(context->options.words[0]);
	struct catalogs_source source;
	enum result result = catalogs_find(&catalogs, name, &source, &context->err);
	const struct remembered note = remember(context, name);
	struct remembered less = note;
	bool is_noted = result == RESULT_OK && source.has_former && (note.url || note.content);

	less.etag = less.modified = less.content = NULL; /* the next update fetches again */
	if (is_noted) /* first: killed in between, it does so needlessly at most */
		remembered_write(context, name, &less);
	result = catalogs_rollback(&catalogs, name, &context->err);
	if (result != RESULT_OK && is_noted)
		remembered_write(context, name, &note);
	if (result != RESULT_OK)
		return result;
	result = catalogs_merge_now(context, _("merging"), NULL, NULL, NULL);
	if (result == RESULT_OK)
		tell_rollback(context, name, source.path);
	return result;
}

/* The source that came from this address; empty: none yet, the format names it. */
static struct text name_of_url(struct context *context, const char *url)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_source *sources;
	size_t count;

	if (context->options.name)
		return text_of(context->options.name);
	if (catalogs_list(&catalogs, &sources, &count, &context->err) != RESULT_OK)
		return TEXT_NONE;
	for (size_t i = 0; i < count; i++) {
		struct remembered before = remember(context, sources[i].name);
		if (before.url && download_is_address(before.url) &&
			strcmp(download_address(context, before.url), url) == 0)
			return sources[i].name;
	}
	return TEXT_NONE;
}

/* What a word names: an address alone, or a source, which comes from where it came from before, from its own place at first. */
static enum result find_source(struct context *context, const char *word, struct wanted *wanted)
{
	*wanted = (struct wanted){ .name = text_of(word) };
	if (download_is_address(word)) {
		wanted->url = download_address(context, word);
		wanted->name = name_of_url(context, wanted->url);
	} else {
		wanted->url = remember(context, wanted->name).url;
	}
	for (size_t i = 0; i < KNOWN_COUNT && !wanted->url; i++)
		if (strcmp(word, known[i].name) == 0)
			wanted->url = known[i].url;
	if (wanted->url)
		return RESULT_OK;
	return error_set(&context->err, RESULT_USAGE,
		_("There is no source '%s' to update. Possible: models.dev, openrouter, litellm, genai-prices, an address (https://...; of this machine http://...), or a source that came from one."),
		word);
}

/* Every source that came from an address; models.dev, where there is none yet. */
static enum result update_all(struct context *context)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_source *sources;
	size_t count, found = 0;
	enum result result = catalogs_list(&catalogs, &sources, &count, &context->err);

	if (result != RESULT_OK)
		return result;
	struct wanted *wanted = ARENA_ARRAY(&context->arena, struct wanted, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct remembered before = remember(context, sources[i].name);
		if (before.url)
			wanted[found++] = (struct wanted){ sources[i].name, before.url };
	}
	if (found == 0)
		result = find_source(context, known[0].name, &wanted[found++]);
	return result == RESULT_OK ? update_sources(context, wanted, found) : result;
}

/* A word that is none is told before anything is fetched. */
static enum result update_words(struct context *context)
{
	const struct options *options = &context->options;
	struct wanted *wanted = ARENA_ARRAY(&context->arena, struct wanted, options->word_count);
	enum result result = RESULT_OK;

	if (options->name && options->word_count > 1)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("--name names one source: give one address with it."));
	for (size_t i = 0; i < options->word_count && result == RESULT_OK; i++)
		result = find_source(context, options->words[i], &wanted[i]);
	return result == RESULT_OK ? update_sources(context, wanted, options->word_count) : result;
}

static enum result run_update(struct context *context)
{
	if (context->options.name) {
		enum result result = catalogs_check_name(text_of(context->options.name),
			&context->err);
		if (result != RESULT_OK)
			return result;
	}
	if (context->options.wants_rollback)
		return roll_back(context);
	enum result result = download_check_options(context);
	if (result != RESULT_OK)
		return result;
	if (context->options.word_count == 0)
		return update_all(context);
	return update_words(context);
}

const struct command command_update = { "update", "update [SOURCE|URL ...]",
	N_("fetch models.dev, openrouter, litellm, genai-prices or an address; the only command that uses the network"),
	"name force rollback timeout limit-bytes", false, run_update };
