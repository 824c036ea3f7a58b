/* SPDX-License-Identifier: MIT */
/* fetch_reason.h - why llmatlas-fetch fetches nothing, in words that download.c translates. Layer: cli. */
#ifndef CLI_FETCH_REASON_H
#define CLI_FETCH_REASON_H
#include <curl/curl.h>

/* NULL: it may be fetched; else the sentence that says why not. */
const char *fetch_refusal(const char *url);
/* NULL: libcurl says it better. */
const char *fetch_reason(CURLcode code);
#endif
