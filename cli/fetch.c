/* SPDX-License-Identifier: MIT */
/* llmatlas-fetch - one document of the network into one file: llmatlas-fetch [OPTION VALUE ...] URL FILE
 * The only program that links libcurl, so that the explorer starts without it. It says what happened in lines on standard output:
 *
 *   progress DONE TOTAL      bytes; TOTAL 0: not known
 *   etag WORD, modified WORD, type WORD, url WORD
 *   status 200 | status 304  the last line
 *   refused STATUS           instead of it: FILE has what the server says of another status
 *
 * A failure is one sentence on standard error and exit status 4. Options: --etag, --modified, --limit BYTES, --timeout SECONDS.
 * https only, except on this machine; certificates are verified; at most five redirects. */
#include "catalog/base/message.h"
#include "cli/fetch_reason.h"
#include "cli/fetch_words.h"

#include <curl/curl.h>

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

enum { REDIRECTS_MAX = 5, TIMEOUT_MAX = 86400 };

struct fetch {
	const char *file;
	int descriptor;
	uint64_t size, limit;
	bool is_too_large, cannot_write, has_stalled, is_alone; /* alone: who called is gone */
	int error_number;
	char etag[FETCH_WORD_SIZE], modified[FETCH_WORD_SIZE], type[FETCH_WORD_SIZE];
	curl_off_t
		wait; /* seconds after which the server wants to be asked again; 0: it does not say */
	curl_off_t told, seen; /* bytes */
	double seen_at;        /* when the last of them came */
	double told_at;        /* when it was said how many there are */
	long timeout;
};

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct fetch *fetch = context;
	size_t left = size * count;

	fetch->size += left;
	if (fetch->size > fetch->limit) { /* what is unpacked counts */
		fetch->is_too_large = true;
		return 0;
	}
	while (left > 0) {
		ssize_t written = write(fetch->descriptor, bytes, left);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0) {
			fetch->cannot_write = true;
			fetch->error_number = errno;
			return 0;
		}
		bytes += written;
		left -= (size_t)written;
	}
	return size * count;
}

static void keep(char out[FETCH_WORD_SIZE], const char *line, size_t size, size_t name)
{
	size_t kept = 0;

	for (size_t i = name; i < size && kept + 1 < FETCH_WORD_SIZE; i++) {
		bool is_plain = line[i] > ' ' && line[i] < 0x7f;
		if (is_plain || (line[i] == ' ' && kept > 0))
			out[kept++] = line[i];
	}
	out[kept] = '\0';
}

static size_t take_header(char *line, size_t size, size_t count, void *context)
{
	struct fetch *fetch = context;
	size_t length = size * count;

	if (length > 5 && strncasecmp(line, "etag:", 5) == 0)
		keep(fetch->etag, line, length, 5);
	if (length > 14 && strncasecmp(line, "last-modified:", 14) == 0)
		keep(fetch->modified, line, length, 14);
	if (length > 13 && strncasecmp(line, "content-type:", 13) == 0)
		keep(fetch->type, line, length, 13);
	return length;
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* libcurl calls this about once a second, whatever comes; it measures speeds over five seconds, in which a little that came first goes far. */
static int tell(void *context, curl_off_t total, curl_off_t done, curl_off_t up, curl_off_t up_done)
{
	struct fetch *fetch = context;

	if (done != fetch->seen) {
		fetch->seen = done;
		fetch->seen_at = seconds();
	}
	fetch->has_stalled = seconds() - fetch->seen_at >= (double)fetch->timeout;

	(void)up;
	(void)up_done;
	if (done - fetch->told >= 64 * 1024 || seconds() - fetch->told_at >= 1) {
		fetch->told = done;
		fetch->told_at = seconds();
		printf("progress %lld %lld\n", (long long)done, (long long)total);
		fetch->is_alone = fflush(stdout) != 0;
	}
	return fetch->has_stalled || fetch->is_alone;
}

struct request {
	const char *url, *file, *etag, *modified;
	uint64_t limit;
	long timeout;
};

static struct curl_slist *conditions(const struct request *request)
{
	struct curl_slist *list = NULL;
	char line[FETCH_WORD_SIZE + 32];

	if (request->etag) {
		snprintf(line, sizeof(line), "If-None-Match: %s", request->etag);
		list = curl_slist_append(list, line);
	}
	if (request->modified) {
		snprintf(line, sizeof(line), "If-Modified-Since: %s", request->modified);
		list = curl_slist_append(list, line);
	}
	return list;
}

/* Who signs for servers, where that is not whom the system trusts: the proxy of a company, as a rule. As curl has it. */
static const char *trusted(void)
{
	const char *bundle = getenv("CURL_CA_BUNDLE");

	if (!bundle || !bundle[0])
		bundle = getenv("SSL_CERT_FILE");
	return bundle && bundle[0] ? bundle : NULL;
}

static void set_up(CURL *curl, struct fetch *fetch, const struct request *request,
	struct curl_slist *headers)
{
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "llmatlas");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L); /* each step is looked at */
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	if (trusted())
		curl_easy_setopt(curl, CURLOPT_CAINFO, trusted());
	curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)fetch->limit);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT,
		request->timeout < 15           ? request->timeout
			: request->timeout < 30 ? 15L
						: request->timeout / 2);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 100L);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, request->timeout);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, request->timeout * 20);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, fetch);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, fetch);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, tell);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, fetch);
}

static int say_why(CURL *curl, const struct fetch *fetch, CURLcode code, const char *url,
	char *detail)
{
	static const char failed[] = N_("The download failed");
	const char *reason = fetch_reason(code);
	char number[32], words[96];
	long proxy_status = 0;

	curl_easy_getinfo(curl, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
	if (fetch->is_alone) /* nobody is there to be told */
		return FETCH_FAILED;

	if (fetch->is_too_large || code == CURLE_FILESIZE_EXCEEDED) {
		snprintf(number, sizeof(number), "%llu", (unsigned long long)fetch->limit);
		return fetch_fail_for(N_("The answer is too large"), N_("more than %s bytes"),
			number);
	}
	if (fetch->cannot_write)
		return fetch_cannot_write(fetch->error_number);
	if (fetch->has_stalled) {
		snprintf(number, sizeof(number), "%ld", fetch->timeout);
		return fetch_fail_for(failed, N_("nothing came for %s s"), number);
	}
	if (proxy_status >= 300) { /* it has not let the question through */
		snprintf(number, sizeof(number), "%ld", proxy_status);
		snprintf(words, sizeof(words), N_("the proxy answers with HTTP status %s"), number);
		return fetch_fail_for(failed, "%s: %s", words, url);
	}
	if (reason)
		return fetch_fail_for(failed, "%s: %s", reason, url);
	fetch_trim(detail);
	return fetch_fail(failed, detail[0] ? detail : curl_easy_strerror(code));
}

/* One step: the status, or 0 with the sentence said. *next: where it leads on. */
static long step(CURL *curl, struct fetch *fetch, const char *url, char **next)
{
	char detail[CURL_ERROR_SIZE] = "";
	const char *refusal = fetch_refusal(url);
	long status = 0;
	char *to = NULL;

	if (refusal) {
		fetch_fail(refusal, url);
		return 0;
	}
	fetch->size = 0;
	fetch->told = fetch->seen = 0;
	fetch->seen_at = fetch->told_at = seconds();
	fetch->etag[0] = fetch->modified[0] = fetch->type[0] = '\0';
	if (ftruncate(fetch->descriptor, 0) != 0 || lseek(fetch->descriptor, 0, SEEK_SET) != 0) {
		fetch_cannot_write(errno);
		return 0;
	}
	curl_easy_setopt(curl, CURLOPT_URL, url);
	/* what this machine gives in the open goes through no other one */
	curl_easy_setopt(curl, CURLOPT_PROXY, strncasecmp(url, "http:", 5) == 0 ? "" : NULL);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
	CURLcode code = curl_easy_perform(curl);
	if (code != CURLE_OK) {
		say_why(curl, fetch, code, url, detail);
		return 0;
	}
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &to);
	curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &fetch->wait);
	*next = to ? strdup(to) : NULL;
	return status;
}

static int finish(struct fetch *fetch, const struct request *request, long status, const char *url)
{
	bool is_asked = request->etag || request->modified; /* whether it has changed */
	char number[32], words[64], reason[FETCH_WORD_SIZE];

	if (status != 200 && (status != 304 || !is_asked)) {
		printf("refused %ld\n", status);
		snprintf(number, sizeof(number), "%ld", status);
		snprintf(words, sizeof(words), N_("HTTP status %s"), number);
		fetch_status_reason(reason, status, fetch->wait);
		return fetch_fail_for(N_("The server does not give it"), "%s: %s: %s", words,
			reason, url);
	}
	if (status == 200 && strncasecmp(fetch->type, "text/html", 9) == 0)
		return fetch_fail(N_("The server sends a web page (HTML), not data"), url);
	if (status == 200 && fetch->size == 0)
		return fetch_fail(N_("The answer is empty"), url);
	if (fsync(fetch->descriptor) != 0 || close(fetch->descriptor) != 0)
		return fetch_cannot_write(errno);
	if (fetch->etag[0])
		printf("etag %s\n", fetch->etag);
	if (fetch->modified[0])
		printf("modified %s\n", fetch->modified);
	printf("type %s\nurl %s\nstatus %ld\n", fetch->type, url, status);
	return fflush(stdout) == 0 ? 0 : FETCH_FAILED;
}

static int run(struct fetch *fetch, const struct request *request)
{
	CURL *curl = curl_easy_init();
	struct curl_slist *headers = conditions(request);
	char *url = strdup(request->url), *next = NULL;
	long status = 0;
	int redirects = 0, result = FETCH_FAILED;

	if (!curl || !url)
		return fetch_fail(N_("There is no memory for the download"), NULL);
	set_up(curl, fetch, request, headers);
	for (;;) {
		status = step(curl, fetch, url, &next);
		if (status == 0)
			break;
		if (status < 300 || status > 399 || !next) {
			result = finish(fetch, request, status, url);
			break;
		}
		free(url);
		url = next;
		next = NULL;
		if (++redirects > REDIRECTS_MAX) {
			result = fetch_fail(
				N_("The server leads from address to address without end"), url);
			break;
		}
	}
	free(url);
	curl_slist_free_all(headers);
	curl_easy_cleanup(curl);
	return result;
}

/* --help and --version, as every installed program answers them. */
static bool told_about(int count, char **arguments)
{
	if (count == 2 && strcmp(arguments[1], "--version") == 0)
		puts(PACKAGE_STRING);
	else if (count == 2 && strcmp(arguments[1], "--help") == 0)
		puts("usage: llmatlas-fetch [OPTION VALUE ...] URL FILE\n"
		     "One document into one file; llmatlas update calls it.\n"
		     "  --etag WORD, --modified WORD   only if it has changed since\n"
		     "  --limit BYTES                  give up above so many; 268435456\n"
		     "  --timeout SECONDS              give up when nothing comes for so long; 30");
	else
		return false;
	return true;
}

/* 0: it is none. */
static uint64_t number_of(const char *word)
{
	char *end;

	errno = 0;
	unsigned long long number = strtoull(word, &end, 10);
	return *word >= '0' && *word <= '9' && *end == '\0' && errno == 0 ? number : 0;
}

int main(int count, char **arguments)
{
	struct request request = { .limit = 256u << 20, .timeout = 30 };
	struct fetch fetch = { .descriptor = -1 };
	int at = 1;

	setlocale(LC_ALL, ""); /* what the system says of its own mistakes */
	signal(SIGPIPE, SIG_IGN);
	if (told_about(count, arguments))
		return 0;
	for (; at + 1 < count && arguments[at][0] == '-'; at += 2) {
		const char *name = arguments[at], *value = arguments[at + 1];
		if (strcmp(name, "--etag") == 0)
			request.etag = value;
		else if (strcmp(name, "--modified") == 0)
			request.modified = value;
		else if (strcmp(name, "--limit") == 0)
			request.limit = number_of(value);
		else if (strcmp(name, "--timeout") == 0)
			request.timeout = (long)number_of(value);
		else
			return fetch_fail("There is no such option", name);
	}
	if (count - at != 2 || request.limit < 1 || request.timeout < 1 ||
		request.timeout > TIMEOUT_MAX)
		return fetch_fail("usage: llmatlas-fetch [OPTION VALUE ...] URL FILE", NULL);
	request.url = arguments[at];
	fetch.file = arguments[at + 1];
	fetch.limit = request.limit;
	fetch.timeout = request.timeout;
	fetch.descriptor = open(fetch.file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fetch.descriptor < 0)
		return fetch_cannot_write(errno);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	int result = run(&fetch, &request);
	curl_global_cleanup();
	if (fetch.is_alone)
		unlink(fetch.file);
	return result;
}
