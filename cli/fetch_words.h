/* SPDX-License-Identifier: MIT */
/* fetch_words.h - how llmatlas-fetch says that something failed. The parts of a sentence are known, with a %s for a number, to who translates
 * them (download.c). Layer: cli. */
#ifndef CLI_FETCH_WORDS_H
#define CLI_FETCH_WORDS_H

enum { FETCH_FAILED = 4, FETCH_WORD_SIZE = 512 };

/* "sentence: what" on standard error; what: NULL for none. Both return FETCH_FAILED. */
int fetch_fail(const char *sentence, const char *what);
int fetch_fail_for(const char *sentence, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* By errno: a full disk is told with what helps. */
int fetch_cannot_write(int number);
/* The server's answer in its own words, without the full stop and the blanks at their end: another sentence follows. */
void fetch_trim(char *words);
/* What an HTTP status other than 200 means for who waits for the document; wait: after how many seconds the server wants to be asked again, 0 when it
 * does not say. */
void fetch_status_reason(char words[FETCH_WORD_SIZE], long status, long long wait);
#endif
