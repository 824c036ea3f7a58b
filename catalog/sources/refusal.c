/* SPDX-License-Identifier: MIT */
#include "catalog/sources/refusal.h"

#include "catalog/base/json.h"

enum { CELLS_MAX = 200 };

static struct text cut_clean(struct text said, struct arena *arena)
{
	struct text clean = text_clean(arena, arena_copy(arena, said), NULL); /* the body goes */

	return text_cut(arena, clean, CELLS_MAX, false);
}

/* {"detail": [{"msg": "..."}]}, {"errors": ["..."]}: of several the first. */
static struct text first_of(const struct json *list, const char *key)
{
	const struct json *first = json_is(list, JSON_ARRAY) ? json_first(list) : NULL;

	if (json_is(first, JSON_OBJECT))
		return text_trim(json_string(json_member(first, key)));
	return first ? text_trim(json_string(first)) : TEXT_NONE;
}

static struct text string_of(const struct json *object, const char *key)
{
	const struct json *member = json_member(object, key);

	return member ? text_trim(json_string(member)) : TEXT_NONE;
}

/* Sentences go before words: {"error": "Forbidden", "message": "Your plan has ended"}. */
static struct text message_in(const struct json *root)
{
	const struct json *error = json_member(root, "error");
	const struct text all[] = {
		json_is(error, JSON_OBJECT) ? string_of(error, "message") : TEXT_NONE,
		string_of(root, "message"),
		string_of(root, "error_description"),
		string_of(root, "detail"),
		first_of(json_member(root, "detail"), "msg"),
		first_of(json_member(root, "errors"), "message"),
		error ? text_trim(json_string(error)) : TEXT_NONE,
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i].size > 0)
			return all[i];
	return TEXT_NONE;
}

struct text refusal_message(struct text body, struct arena *arena)
{
	struct json_document *document;
	struct text said = TEXT_NONE;

	body = text_trim(text_without_mark(body));
	if (body.size > REFUSAL_SIZE_MAX ||
		(!text_starts_with(body, TEXT("{")) && !text_starts_with(body, TEXT("["))) ||
		json_parse(&document, "", body, NULL) != RESULT_OK)
		return TEXT_NONE;
	const struct json *root = json_root(document);
	if (json_is(root, JSON_ARRAY))
		root = json_first(root);
	if (json_is(root, JSON_OBJECT))
		said = cut_clean(message_in(root), arena);
	json_free(document);
	return said;
}

/* Words, not bytes of something else. */
static bool is_plain_text(struct text line)
{
	for (size_t i = 0; i < line.size; i++)
		if (line.bytes[i] == '\0')
			return false;
	return line.size > 0 && !strchr("<{[", line.bytes[0]) && text_is_valid_utf8(line);
}

struct text refusal_words(struct text body, struct arena *arena)
{
	struct text said = refusal_message(body, arena), rest = text_trim(text_without_mark(body)),
		    line = text_trim(text_next_part(&rest, '\n'));

	if (said.size > 0 || !is_plain_text(line))
		return said;
	return cut_clean(line, arena);
}
