/* SPDX-License-Identifier: MIT */
/* json_scan.h - the strict scanner of RFC 8259: checks a text and finds the places of its values. Layer: base; private to json.c. */
#ifndef CATALOG_BASE_JSON_SCAN_H
#define CATALOG_BASE_JSON_SCAN_H
#include "catalog/base/text.h"

enum { JSON_DEPTH_MAX = 64 };

struct json_tokens;

struct json_scan {
	struct text text;
	struct json_tokens *tokens; /* what is found; NULL: only checked */
	bool is_lenient; /* broken bytes in strings, NaN and keys that come twice pass: see json_tokens.h */
	size_t at;
	const char *wrong; /* what is wrong at `at`; NULL: nothing */
	int depth;
	size_t count;   /* values begun so far, in the order of the text */
	size_t *places; /* where each of them begins; NULL: nobody asks */
};

/* True if the whole text is one JSON value. json_scan_rest: with the tokens and leniency already set. places: room for all values, or NULL. */
bool json_scan_all(struct json_scan *scan, struct text text, size_t *places);
bool json_scan_rest(struct json_scan *scan);
void json_scan_place(struct text text, size_t at, int *line,
	int *column); /* from 1; columns in code points */
#endif
