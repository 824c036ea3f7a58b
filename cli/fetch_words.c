/* SPDX-License-Identifier: MIT */
#include "cli/fetch_words.h"

#include "catalog/base/message.h"

#include <errno.h>
#include <stdarg.h>
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

const char *fetch_status_reason(long status)
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
	case 408:
	case 429: return N_("it has too much to do, try again later");
	default:
		return status >= 500 ? N_("it has trouble of its own, try again later")
				     : N_("that is no document");
	}
}
