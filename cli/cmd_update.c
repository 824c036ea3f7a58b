/* SPDX-License-Identifier: MIT */
/* update: the only command that touches the network, and only when asked. llmatlas-fetch gets the document; it is read and checked whole before
 * it takes the place of the former one. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/source.h"
#include "cli/catalogs.h"
#include "cli/context.h"
#include "cli/progress.h"
#include "cli/remembered.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef LIBEXECDIR
#define LIBEXECDIR "/usr/local/libexec"
#endif

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

/* --- the program that fetches --------------------------------------------------------------------- */

/* The folder of this program, where the other one is when it was not installed; NULL: not known. */
static const char *own_folder(struct context *context)
{
	char self[4096];
	ssize_t size = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (size <= 0)
		return NULL;
	self[size] = '\0';
	char *slash = strrchr(self, '/');
	if (slash)
		*slash = '\0';
	return arena_copy(&context->arena, text_of(self)).bytes;
}

static enum result find_fetch(struct context *context, const char **program)
{
	static const char installed[] = LIBEXECDIR "/llmatlas-fetch";
	const char *folder = own_folder(context);

	if (folder) {
		*program = arena_format(&context->arena, "%s/llmatlas-fetch", folder).bytes;
		if (access(*program, X_OK) == 0)
			return RESULT_OK;
	}
	*program = installed;
	if (access(installed, X_OK) == 0)
		return RESULT_OK;
	return error_set(&context->err, RESULT_IO,
		_("The program llmatlas-fetch, which downloads, is neither in %s nor in %s: it is installed with llmatlas, unless that was built with --disable-update. 'llmatlas import FILE' takes a file that you fetched."),
		folder ? folder : ".", LIBEXECDIR);
}

struct answer {
	int status; /* of HTTP; 0: none came */
	struct remembered found;
};

static void take_word(struct context *context, struct answer *answer, struct progress *progress,
	const char *line)
{
	long long done, total;
	struct text text = text_of(line);

	if (sscanf(line, "progress %lld %lld", &done, &total) == 2)
		progress->interrupt.poll(progress, (uint64_t)done, total > 0 ? (uint64_t)total : 0);
	else if (text_starts_with(text, TEXT("status ")))
		answer->status = atoi(line + 7);
	else
		remember_line(&answer->found, text_clean(&context->arena, text, NULL));
}

static enum result child_failed(struct context *context, const char *program, int status,
	const char *said)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return error_set(&context->err, RESULT_IO, _("Cannot run %s."), program);
	return error_set(&context->err, RESULT_IO, _("%s. The former catalog stays."),
		said[0] ? said : _("The download was stopped"));
}

static void read_answer(struct context *context, int out, struct answer *answer,
	struct progress *progress)
{
	FILE *lines = fdopen(out, "r");
	char line[1024];

	while (lines && fgets(line, sizeof(line), lines)) {
		line[strcspn(line, "\n")] = '\0';
		take_word(context, answer, progress, line);
	}
	if (lines)
		fclose(lines);
}

static void run_child(const char *const *arguments, int out, int err)
{
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	execv(arguments[0], (char *const *)arguments);
	_exit(127);
}

static enum result run_fetch(struct context *context, const char *const *arguments,
	struct answer *answer)
{
	struct progress progress;
	int out[2], err[2], status = 0;
	char said[512] = "";

	if (pipe(out) != 0 || pipe(err) != 0)
		return error_set_system(&context->err, errno, "%s", _("Cannot start the download"));
	progress_begin(&progress, _("downloading"));
	pid_t child = fork();
	if (child == 0) {
		close(out[0]);
		close(err[0]);
		run_child(arguments, out[1], err[1]);
	}
	close(out[1]);
	close(err[1]);
	read_answer(context, out[0], answer, &progress);
	ssize_t got = read(err[0], said, sizeof(said) - 1);
	said[got > 0 ? strcspn(said, "\n") : 0] = '\0';
	close(err[0]);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	progress_end(&progress);
	if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 && answer->status != 0)
		return RESULT_OK;
	return child_failed(context, arguments[0], status, said);
}

/* --- one source ----------------------------------------------------------------------------------- */

/* Bytes that were there before hold for the day that they held for: so what is made of them is what is there, and nothing is new. */
static enum result take_download(struct context *context, const char *file, struct text name,
	const struct remembered *before, struct answer *answer, const char *url)
{
	struct stream *stream;
	uint32_t date = 0;
	struct text given = name;
	enum result result = stream_open(&stream, file, &context->err);

	if (result != RESULT_OK)
		return result;
	stream_rename(stream, url);
	answer->found.url = url;
	answer->found.content = content_of(context, file);
	if (is_same_content(before, answer->found.content))
		date = remembered_date(context, name);
	if (date == 0)
		date = date_of_day_number((long)(time(NULL) / 86400));
	result = import_stream(context, stream, date, &answer->found, &given);
	stream_close(stream);
	return result;
}

static enum result update_from(struct context *context, struct text name, const char *url)
{
	struct remembered before = remember(context, name);
	struct answer answer = { .found = { .arena = &context->arena } };
	const char *arguments[16] = { NULL };
	size_t count = 1;
	const char *folder = paths_file(context->paths.data, "sources", &context->arena);

	if (!folder)
		return error_set(&context->err, RESULT_IO, "%s",
			_("There is no folder for your data: set HOME or XDG_DATA_HOME."));
	const char *file = arena_format(&context->arena, "%s/" CATALOGS_DOWNLOAD "%ld", folder,
		(long)getpid())
				   .bytes;
	enum result result = find_fetch(context, &arguments[0]);
	if (result == RESULT_OK)
		result = file_make_folders(folder, &context->err);
	if (result != RESULT_OK)
		return result;
	bool is_same = before.url && strcmp(before.url, url) == 0 && !context->options.is_forced;
	if (is_same && before.etag) {
		arguments[count++] = "--etag";
		arguments[count++] = before.etag;
	}
	if (is_same && before.modified) {
		arguments[count++] = "--modified";
		arguments[count++] = before.modified;
	}
	if (context->options.timeout) {
		arguments[count++] = "--timeout";
		arguments[count++] = context->options.timeout;
	}
	if (context->options.limit) {
		arguments[count++] = "--limit";
		arguments[count++] = context->options.limit;
	}
	arguments[count++] = url;
	arguments[count] = file;
	result = run_fetch(context, arguments, &answer);
	if (result == RESULT_OK && answer.status == 304)
		say(_("%.*s: nothing new."), TEXT_ARGS(name));
	else if (result == RESULT_OK)
		result = take_download(context, file, name, &before, &answer, url);
	unlink(file);
	return result;
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

static enum result roll_back(struct context *context)
{
	struct catalogs catalogs = catalogs_of(context);
	struct progress progress;

	if (context->options.word_count != 1)
		return tell_former(context);
	struct text name = text_of(context->options.words[0]);
	struct remembered note = remember(context, name);
	enum result result = catalogs_rollback(&catalogs, name, &context->err);

	if (result != RESULT_OK)
		return result;
	bool is_noted = note.url || note.content;
	note.etag = note.modified = note.content = NULL; /* the next update fetches again */
	if (is_noted)
		remembered_write(context, name, &note);
	progress_begin(&progress, _("merging"));
	result = catalogs_merge(&catalogs, NULL, &progress.interrupt, NULL, &context->err);
	progress_end(&progress);
	if (result == RESULT_OK)
		say(_("%.*s: back to what it was before the last update."), TEXT_ARGS(name));
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
		if (before.url && strcmp(before.url, url) == 0)
			return sources[i].name;
	}
	return TEXT_NONE;
}

/* What a word names: a source, or an address alone. */
static enum result find_source(struct context *context, const char *word, struct text *name,
	const char **url)
{
	*name = text_of(word);
	*url = NULL;
	for (size_t i = 0; i < KNOWN_COUNT; i++)
		if (strcmp(word, known[i].name) == 0)
			*url = known[i].url;
	if (!*url && (strncmp(word, "http://", 7) == 0 || strncmp(word, "https://", 8) == 0)) {
		*name = name_of_url(context, word);
		*url = word;
	}
	if (!*url)
		*url = remember(context, *name).url;
	if (*url)
		return RESULT_OK;
	return error_set(&context->err, RESULT_USAGE,
		_("There is no source '%s' to update. Possible: models.dev, openrouter, litellm, genai-prices, an address, or a source that came from one."),
		word);
}

static enum result update_word(struct context *context, const char *word)
{
	struct text name;
	const char *url;
	enum result result = find_source(context, word, &name, &url);

	return result == RESULT_OK ? update_from(context, name, url) : result;
}

/* Every source that came from an address. */
static enum result update_all(struct context *context)
{
	struct catalogs catalogs = catalogs_of(context);
	struct catalogs_source *sources;
	size_t count, updated = 0;
	enum result result = catalogs_list(&catalogs, &sources, &count, &context->err),
		    worst = RESULT_OK;

	for (size_t i = 0; result == RESULT_OK && i < count; i++) {
		struct remembered before = remember(context, sources[i].name);
		if (!before.url)
			continue;
		updated++;
		enum result one = update_from(context, sources[i].name, before.url);
		if (one != RESULT_OK && worst != RESULT_OK)
			say("llmatlas: %s", context->err.message);
		worst = one != RESULT_OK ? one : worst;
	}
	if (result == RESULT_OK && updated == 0)
		return update_word(context, "models.dev");
	return result != RESULT_OK ? result : worst;
}

/* A word that is none is told before anything is fetched. */
static enum result update_words(struct context *context)
{
	const struct options *options = &context->options;
	enum result result = RESULT_OK;
	struct text name;
	const char *url;

	if (options->name && options->word_count > 1)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("--name names one source: give one address with it."));
	for (size_t i = 0; i < options->word_count && result == RESULT_OK; i++)
		result = find_source(context, options->words[i], &name, &url);
	for (size_t i = 0; i < options->word_count && result == RESULT_OK; i++)
		result = update_word(context, options->words[i]);
	return result;
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
	if (context->options.word_count == 0)
		return update_all(context);
	return update_words(context);
}

const struct command command_update = { "update", "update [SOURCE|URL ...]",
	N_("fetch public catalogs; the only command that uses the network"),
	"name force rollback timeout limit-bytes", false, run_update };
