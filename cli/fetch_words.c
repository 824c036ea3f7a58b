/* SPDX-License-Identifier: MIT */
#include "cli/fetch_words.h"

#include "catalog/base/message.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

int fetch_fail(const char *sentence, const char *what)
{
	fprintf(stderr, "%s%s%s\n", sentence, what ? ": " : "", what ? what : "");
	return FETCH_FAILED;
}

int fetch_fail_for(const char *sentence, const char *format, ...)
{
	char what[FETCH_WORD_SIZE];
	va_list list;

	va_start(list, format);
	vsnprintf(what, sizeof(what), format, list);
	va_end(list);
	return fetch_fail(sentence, what);
}

int fetch_cannot_write(int number)
{
	static const char sentence[] = N_("Cannot write the download");

	if (number != ENOSPC && number != EDQUOT)
		return fetch_fail(sentence, strerror(number));
	return fetch_fail_for(sentence, "%s: %s", strerror(number),
		N_("make room there, then do the same again"));
}

void fetch_trim(char *words)
{
	size_t size = strlen(words);

	while (size > 0 && (words[size - 1] == '.' || words[size - 1] == ' '))
		words[--size] = '\0';
}

enum { WAIT_SIZE = 64 };

/* Empty: there is no such while. */
static void wait_words(char words[WAIT_SIZE], long long wait)
{
	enum { MINUTE = 60, HOUR = 60 * MINUTE, LONGEST = 999 };
	static const long long units[] = { 1, MINUTE, HOUR };
	size_t at = wait < 2 * MINUTE ? 0 : wait < 2 * HOUR ? 1 : 2;
	long long count = wait / units[at] + (wait % units[at] > 0);
	char number[32];

	words[0] = '\0';
	if (wait <= 0 || count > LONGEST)
		return;
	snprintf(number, sizeof(number), "%lld", count);
	if (at == 0)
		snprintf(words, WAIT_SIZE, N_("try again in %s s"), number);
	else if (at == 1)
		snprintf(words, WAIT_SIZE, N_("try again in %s min"), number);
	else
		snprintf(words, WAIT_SIZE, N_("try again in %s h"), number);
}

static const char *reason_of(long status)
{
	switch (status) {
	case 401:
	case 403:
		return N_(
			"it asks for a key or refuses this machine; what you fetch with your key goes to 'llmatlas import -'");
	case 402:
	case 407: return N_("it asks for a login or refuses this machine");
	case 404:
	case 410: return N_("there is no such page");
	default: return N_("that is no document");
	}
}

void fetch_status_reason(char words[FETCH_WORD_SIZE], long status, long long wait)
{
	bool is_busy = status == 408 || status == 429;
	char when[WAIT_SIZE];

	wait_words(when, wait);
	if (!is_busy && status < 500)
		snprintf(words, FETCH_WORD_SIZE, "%s", reason_of(status));
	else if (when[0] == '\0')
		snprintf(words, FETCH_WORD_SIZE, "%s",
			is_busy ? N_("it has too much to do, try again later")
				: N_("it has trouble of its own, try again later"));
	else
		snprintf(words, FETCH_WORD_SIZE, "%s: %s",
			is_busy ? N_("it has too much to do") : N_("it has trouble of its own"),
			when);
}
