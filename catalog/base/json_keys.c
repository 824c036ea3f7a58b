/* SPDX-License-Identifier: MIT */
#include "catalog/base/json_keys.h"

#include "catalog/base/json_tokens.h"
#include "catalog/base/message.h"

#include <stdlib.h>

static int compare_keys(const void *a, const void *b)
{
	const struct json_key *one = a, *two = b;
	int order = text_compare(one->key, two->key);

	return order != 0 ? order : (one->at > two->at) - (one->at < two->at);
}

static bool is_twice(struct json_scan *scan, size_t at)
{
	if (scan->is_lenient) {
		if (scan->tokens && scan->tokens->repeated_count < JSON_REPEATED_MAX)
			scan->tokens->repeated[scan->tokens->repeated_count] = (uint32_t)at;
		if (scan->tokens)
			scan->tokens->repeated_count++;
		return true;
	}
	scan->at = at;
	scan->wrong = scan->wrong ? scan->wrong : N_("the same key a second time");
	return false;
}

bool json_keys_differ(struct json_scan *scan, struct json_key *keys, size_t count)
{
	if (count <= JSON_FEW_KEYS) {
		uint32_t
			marks[JSON_FEW_KEYS]; /* most keys are told apart by size and last letter */
		for (size_t i = 0; i < count; i++) {
			struct text key = keys[i].key;
			unsigned char last = key.size > 0 ? (unsigned char)key.bytes[key.size - 1]
							  : 0;
			marks[i] = (uint32_t)key.size << 8 | last;
			for (size_t j = 0; j < i; j++)
				if (marks[j] == marks[i] && text_equal(keys[j].key, key) &&
					!is_twice(scan, keys[i].at))
					return false;
		}
		return true;
	}
	qsort(keys, count, sizeof(*keys), compare_keys);
	for (size_t i = 1; i < count; i++)
		if (text_equal(keys[i - 1].key, keys[i].key) && !is_twice(scan, keys[i].at))
			return false;
	return true;
}
