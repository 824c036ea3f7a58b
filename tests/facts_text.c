/* SPDX-License-Identifier: MIT */
#include "tests/facts_text.h"

enum result read_all(const char *json, bool is_strict, struct facts *facts, struct arena *arena,
	struct error *err)
{
	facts_init(facts, arena, ORIGIN_BUILTIN_MODEL);
	enum result result = facts_read(facts, "f.json", text_of(json), is_strict, err);
	return result == RESULT_OK ? facts_link(facts, is_strict, err) : result;
}

void refuses(const char *json, const char *place, const char *sentence)
{
	struct arena arena;
	struct facts facts;
	struct error err = { 0 };

	arena_init(&arena);
	if (read_all(json, true, &facts, &arena, &err) != RESULT_BAD_DATA)
		fail_msg("accepted: %s", json);
	if (!strstr(err.message, place) || !strstr(err.message, sentence))
		fail_msg("%s\nexpected %s and %s", err.message, place, sentence);
	facts_done(&facts);
	arena_done(&arena);
}
