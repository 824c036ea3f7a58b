/* SPDX-License-Identifier: MIT */
/* json_keys.h - whether the keys of a JSON object differ, as they must. Layer: base; private to json_scan.c. */
#ifndef CATALOG_BASE_JSON_KEYS_H
#define CATALOG_BASE_JSON_KEYS_H
#include "catalog/base/json_scan.h"

struct json_key {
	struct text key; /* as it is written, between its quotes */
	size_t at;       /* where it stands */
};
enum { JSON_FEW_KEYS = 24 }; /* up to so many are compared one by one, and keep their order */
/* False: the scan has failed at a key that comes a second time; a lenient one notes it and goes on. Keys are compared as written: the same key in two
 * spellings of escapes is caught by no reader, and harms none. */
bool json_keys_differ(struct json_scan *scan, struct json_key *keys, size_t count);
#endif
