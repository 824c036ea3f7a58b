/* SPDX-License-Identifier: MIT */
#include "cli/download.h"

#include "catalog/base/file.h"
#include "catalog/base/message.h"
#include "catalog/sources/refusal.h"
#include "cli/progress.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef LIBEXECDIR
#define LIBEXECDIR "/usr/local/libexec"
#endif

enum { ARGUMENTS_MAX = 16, TIMEOUT_MAX = 86400 };
static const long long LIMIT_MAX = 1000000000000; /* a terabyte */

/* --- options -------------------------------------------------------------------------------------- */

static bool is_number(const char *word, long long most)
{
	long long number = 0;

	for (; *word >= '0' && *word <= '9' && number <= most; word++)
		number = number * 10 + (*word - '0');
	return *word == '\0' && number >= 1 && number <= most;
}

enum result download_check_options(struct context *context)
{
	const struct options *options = &context->options;

	if (options->limit && !is_number(options->limit, LIMIT_MAX))
		return error_set(&context->err, RESULT_USAGE,
			_("--limit takes a whole number of bytes from 1 to %lld, such as 50000000, not '%s'."),
			LIMIT_MAX, options->limit);
	if (options->timeout && !is_number(options->timeout, TIMEOUT_MAX))
		return error_set(&context->err, RESULT_USAGE,
			_("--timeout takes a whole number of seconds from 1 to %d, such as 60, not '%s'."),
			TIMEOUT_MAX, options->timeout);
	return RESULT_OK;
}

/* --- addresses ------------------------------------------------------------------------------------ */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool download_is_address(const char *word)
{
	size_t size = 0;

	while (is_letter(word[size]))
		size++;
	return size > 1 && strncmp(word + size, "://", 3) == 0;
}

const char *download_address(struct context *context, const char *word)
{
	size_t scheme = (size_t)(strstr(word, "://") - word),
	       host = scheme + 3 + strcspn(word + scheme + 3, "/?#@"),
	       size = word[host] == '@' ? scheme : host; /* a name and a password before it */
	char *address = arena_copy_string(&context->arena, word);

	for (size_t i = 0; i < size; i++)
		if (address[i] >= 'A' && address[i] <= 'Z')
			address[i] = (char)(address[i] - 'A' + 'a');
	return address;
}

struct text download_citation(struct context *context, const char *address)
{
	size_t scheme = (size_t)(strstr(address, "://") - address) + 3;
	const char *host = address + scheme, *end = host + strcspn(host, "/?#");

	for (const char *at = end; at > host; at--)
		if (at[-1] == '@') {
			host = at;
			break;
		}
	return arena_format(&context->arena, "%.*s%.*s", (int)scheme, address,
		(int)strcspn(host, "?#"), host);
}

/* Who is waited for: the host, without a name and a password before it. */
static const char *waiting(struct context *context, const char *url)
{
	const char *host = strstr(url, "://");

	if (!host)
		return _("downloading");
	host += 3;
	size_t size = strcspn(host, "/?#");
	for (size_t i = size; i > 0; i--)
		if (host[i - 1] == '@') {
			host += i;
			size -= i;
			break;
		}
	return arena_format(&context->arena, "%s %.*s", _("downloading"), (int)size, host).bytes;
}

/* --- the program ---------------------------------------------------------------------------------- */

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

static size_t add_argument(const char **arguments, size_t count, const char *name,
	const char *value)
{
	if (!value)
		return count;
	arguments[count++] = name;
	arguments[count++] = value;
	return count;
}

static void make_arguments(const struct context *context, const struct download *download,
	const char **arguments)
{
	size_t count = 1; /* behind the program */

	count = add_argument(arguments, count, "--etag", download->etag);
	count = add_argument(arguments, count, "--modified", download->modified);
	count = add_argument(arguments, count, "--timeout", context->options.timeout);
	count = add_argument(arguments, count, "--limit", context->options.limit);
	arguments[count++] = download->url;
	arguments[count++] = download->file;
	arguments[count] = NULL;
}

static void run_child(const char *const *arguments, int out, int err)
{
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	execv(arguments[0], (char *const *)arguments);
	_exit(127);
}

/* --- what it says --------------------------------------------------------------------------------- */

static void take_word(struct context *context, struct download *download, struct progress *progress,
	const char *line)
{
	long long done, total;
	struct text text = text_of(line);

	if (sscanf(line, "progress %lld %lld", &done, &total) == 2)
		progress->interrupt.poll(progress, (uint64_t)done, total > 0 ? (uint64_t)total : 0);
	else if (text_starts_with(text, TEXT("status ")))
		download->status = atoi(line + 7);
	else if (text_starts_with(text, TEXT("refused ")))
		download->is_refused = true;
	else
		remember_line(&download->found, text_clean(&context->arena, text, NULL));
}

/* Also a signal that tells this process to stop ends it. */
static void read_answer(struct context *context, int out, struct download *download,
	struct progress *progress)
{
	FILE *lines = fdopen(out, "r");
	char line[1024];

	while (lines && fgets(line, sizeof(line), lines)) {
		line[strcspn(line, "\n")] = '\0';
		take_word(context, download, progress, line);
	}
	if (lines)
		fclose(lines);
}

/* Its sentences are English; their parts are known here, with %s where a number stands. */
static struct text translated_part(struct context *context, struct text part)
{
	size_t from = 0, to;

	while (from < part.size && (part.bytes[from] < '0' || part.bytes[from] > '9'))
		from++;
	for (to = from; to < part.size && part.bytes[to] >= '0' && part.bytes[to] <= '9';)
		to++;
	struct text number = text_slice(part, from, to - from);
	struct text key = arena_format(&context->arena, "%.*s%s%.*s",
		TEXT_ARGS(text_slice(part, 0, from)), number.size > 0 ? "%s" : "",
		TEXT_ARGS(text_slice(part, to, part.size)));
	const char *found = key.size > 0 ? message_translate(key.bytes) : key.bytes;
	if (found == key.bytes)
		return part;
	ptrdiff_t place = text_find(text_of(found), TEXT("%s"));
	if (number.size == 0 || place < 0)
		return text_of(found);
	return arena_format(&context->arena, "%.*s%.*s%s", (int)place, found, TEXT_ARGS(number),
		found + place + 2);
}

static const char *translated(struct context *context, const char *said)
{
	struct text rest = text_of(said), out = TEXT_NONE;

	while (rest.size > 0) {
		ptrdiff_t colon = text_find(rest, TEXT(": "));
		size_t size = colon < 0 ? rest.size : (size_t)colon;
		struct text part = translated_part(context, text_slice(rest, 0, size));
		out = arena_format(&context->arena, "%.*s%s%.*s", TEXT_ARGS(out),
			out.size > 0 ? ": " : "", TEXT_ARGS(part));
		rest = text_slice(rest, size + 2, rest.size);
	}
	return out.bytes;
}

/* What the server says itself, behind what is said of it. */
static const char *with_its_words(struct context *context, const char *why, const char *file)
{
	char *bytes = NULL;
	size_t size = 0;
	struct error own;

	if (file_load(file, REFUSAL_SIZE_MAX, &bytes, &size, &own) != RESULT_OK)
		return why;
	struct text words = refusal_words((struct text){ bytes, size }, &context->arena);
	free(bytes);
	return words.size > 0 ? arena_format(&context->arena, _("%s. The server says: '%.*s'"), why,
					TEXT_ARGS(words))
					.bytes
			      : why;
}

static enum result child_failed(struct context *context, const char *program, int status,
	const char *said, const struct download *download)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return error_set(&context->err, RESULT_IO, _("Cannot run %s."), program);
	const char *why = said[0] ? translated(context, said) : _("The download was stopped");
	if (download->is_refused)
		why = with_its_words(context, why, download->file);
	return download->has_former
		? error_set(&context->err, RESULT_IO, _("%s. The former catalog stays."), why)
		: error_set(&context->err, RESULT_IO, _("%s. Nothing was changed."), why);
}

static enum result end_child(struct context *context, pid_t child, const char *program, int err,
	const struct download *download)
{
	bool is_stopped = progress_is_stopped();
	char said[512] = "";
	int status = 0;

	if (is_stopped)
		kill(child, SIGTERM);
	ssize_t got = read(err, said, sizeof(said) - 1);
	said[got > 0 ? strcspn(said, "\n") : 0] = '\0';
	close(err);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (is_stopped)
		return error_set(&context->err, RESULT_INTERRUPTED, "%s",
			_("Stopped: nothing was changed."));
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && download->status != 0)
		return RESULT_OK;
	return child_failed(context, program, status, said, download);
}

enum result download(struct context *context, struct download *download)
{
	const char *arguments[ARGUMENTS_MAX];
	struct progress progress;
	int out[2], err[2];
	enum result result = find_fetch(context, &arguments[0]);

	if (result != RESULT_OK)
		return result;
	make_arguments(context, download, arguments);
	if (pipe(out) != 0 || pipe(err) != 0)
		return error_set_system(&context->err, errno, "%s", _("Cannot start the download"));
	progress_begin(&progress, waiting(context, download->url));
	pid_t child = fork();
	if (child == 0) {
		close(out[0]);
		close(err[0]);
		run_child(arguments, out[1], err[1]);
	}
	close(out[1]);
	close(err[1]);
	if (child < 0)
		result = error_set_system(&context->err, errno, "%s",
			_("Cannot start the download"));
	read_answer(context, out[0], download, &progress);
	if (child > 0)
		result = end_child(context, child, arguments[0], err[0], download);
	progress_end(&progress);
	return result;
}
