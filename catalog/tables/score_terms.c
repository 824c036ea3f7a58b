/* SPDX-License-Identifier: MIT */
#include "catalog/tables/score_terms.h"

#include "catalog/base/message.h"

struct text score_harness(const struct store *store, const struct draft_score *score,
	struct arena *arena)
{
	const struct text by = TEXT("measured by ");

	if (message_language() == LANGUAGE_EN)
		return score->harness;
	if (!text_starts_with(score->harness, by))
		return store_korean(store, score->harness);
	struct text who = text_slice(score->harness, by.size, SIZE_MAX);
	return arena_format(arena, _("measured by %.*s"), TEXT_ARGS(who));
}

static bool is_bare_number(struct text version)
{
	for (size_t i = 0; i < version.size; i++)
		if (version.bytes[i] != '.' && (version.bytes[i] < '0' || version.bytes[i] > '9'))
			return false;
	return version.size > 0;
}

struct text score_version(const struct draft_score *score, struct arena *arena)
{
	return is_bare_number(score->version)
		? arena_format(arena, _("version %.*s"), TEXT_ARGS(score->version))
		: score->version;
}
