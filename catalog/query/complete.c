/* SPDX-License-Identifier: MIT */
#include "catalog/query/complete.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/edit.h"
#include "catalog/query/lex.h"
#include "catalog/query/quantization.h"

#include <string.h>

struct wish {
	const struct store *store;
	struct arena *arena;
	struct text word; /* what stands before the cursor */
	struct completion *out;
	size_t count, capacity;
};

static bool begins(struct text text, struct text word)
{
	return text.size >= word.size &&
		text_equal_folded_ascii(text_slice(text, 0, word.size), word);
}

static void add(struct wish *wish, struct text insert, struct text title, struct text hint)
{
	if (wish->count < wish->capacity)
		wish->out[wish->count++] = (struct completion){ arena_copy(wish->arena, insert),
			arena_copy(wish->arena, title), arena_copy(wish->arena, hint), FIELD_NONE,
			0 };
}

static void add_value(struct wish *wish, const struct field *field, uint32_t code,
	struct text insert, struct text title)
{
	size_t before = wish->count;

	add(wish, insert, title, TEXT_NONE);
	if (wish->count == before)
		return;
	wish->out[before].field = field->id;
	wish->out[before].code = code;
}

static void add_keys(struct wish *wish)
{
	static const char *const directives[] = { "sort:", "show:", "fold:family", "with:", "is:",
		"no:", "has:", "disclosed:", "reported:", "inferred:", "conflict:" };

	for (uint32_t i = 0; i < store_field_count(wish->store); i++) {
		const struct field *field = store_field(wish->store, i);
		if (!begins(text_of(field->key), wish->word) &&
			!begins(text_of(field_brief(field)), wish->word))
			continue;
		const char *op = field->kind == KIND_NUMBER
			? (field->is_at_most || field->better == BETTER_LOW ? "<=" : ">=")
			: ":";
		add(wish, arena_format(wish->arena, "%s%s", field->key, op),
			text_of(field_title(field)), text_of(field_help(field)));
	}
	for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++)
		if (begins(text_of(directives[i]), wish->word))
			add(wish, text_of(directives[i]), TEXT_NONE, TEXT_NONE);
}

static void add_members(struct wish *wish, const struct field *field)
{
	for (uint8_t i = 0; i < field->member_count; i++) {
		const struct member *member = &field->members[i];
		if (begins(text_of(member->key), wish->word) ||
			begins(text_of(member_brief(member)), wish->word))
			add_value(wish, field, i, text_of(member->key),
				text_of(member_title(member)));
	}
}

static void add_terms(struct wish *wish, const struct field *field)
{
	for (uint32_t code = 1; code <= store_term_count(wish->store, field->id); code++) {
		struct term term = store_term(wish->store, field->id, code);
		struct strbuf insert;
		if (!begins(term.key, wish->word) && !begins(term.title, wish->word))
			continue;
		strbuf_init(&insert);
		edit_quote(&insert, term.key);
		add_value(wish, field, code, strbuf_text(&insert), term.title);
		strbuf_done(&insert);
	}
}

static void add_steps(struct wish *wish, const struct field *field)
{
	for (uint8_t i = 0; i < field->threshold_count; i++) {
		struct strbuf word;
		strbuf_init(&word);
		if (field->unit == UNIT_BYTES)
			strbuf_add_format(&word, "%gGB", field->thresholds[i] / 1e9);
		else if (field->unit == UNIT_USD_PER_MTOK || field->unit == UNIT_SCORE)
			strbuf_add_format(&word, "%g", field->thresholds[i]);
		else
			number_print(&word, field->unit, field->thresholds[i]);
		if (begins(strbuf_text(&word), wish->word))
			add_value(wish, field, i, strbuf_text(&word), TEXT_NONE);
		strbuf_done(&word);
	}
}

static void add_fields(struct wish *wish)
{
	bool is_descending = wish->word.size > 0 && wish->word.bytes[0] == '-';
	struct text word = text_slice(wish->word, is_descending, wish->word.size);

	for (uint32_t i = 0; i < store_field_count(wish->store); i++) {
		const struct field *field = store_field(wish->store, i);
		if (begins(text_of(field->key), word))
			add(wish,
				arena_format(wish->arena, "%s%s", is_descending ? "-" : "",
					field->key),
				text_of(field_title(field)), TEXT_NONE);
	}
}

/* "in=", and behind "bits=" the names of quantizations. */
static void add_parameters(struct wish *wish)
{
	for (int i = 0; i < PARAMETER_LENS; i++) {
		struct text word = arena_format(wish->arena,
			"%s=", parameter_name((enum parameter)i));
		if (begins(word, wish->word))
			add(wish, word, text_of(parameter_help((enum parameter)i)), TEXT_NONE);
	}
	for (size_t i = 0; begins(wish->word, TEXT("bits=")) && i < quantization_count(); i++) {
		const struct quantization *one = quantization_get(i);
		struct text word = arena_format(wish->arena, "bits=%s", one->name);
		if (begins(word, wish->word))
			add(wish, word, arena_format(wish->arena, _("%g bits"), one->bits),
				TEXT_NONE);
	}
}

static void add_values(struct wish *wish, struct text key)
{
	static const char *const of_fields[] = { "sort", "show", "no", "has", "disclosed",
		"reported", "inferred", "conflict" };
	static const char *const states[] = { "free", "open", "local", "marked", "new", "changed" };
	const struct field *field = store_field_find(wish->store, key);

	for (size_t i = 0; i < sizeof(of_fields) / sizeof(of_fields[0]); i++)
		if (text_equal_string(key, of_fields[i])) {
			add_fields(wish);
			return;
		}
	for (size_t i = 0; text_equal_string(key, "is") && i < sizeof(states) / sizeof(states[0]);
		i++)
		if (begins(text_of(states[i]), wish->word))
			add(wish, text_of(states[i]), TEXT_NONE, TEXT_NONE);
	if (text_equal_string(key, "with"))
		add_parameters(wish);
	if (!field)
		return;
	for (uint32_t lens = 0; field->id == FIELD_QUALITY && lens < store_lens_count(wish->store);
		lens++)
		if (begins(store_lens(wish->store, lens, LANGUAGE_COUNT), wish->word))
			add(wish, store_lens(wish->store, lens, LANGUAGE_COUNT),
				store_lens(wish->store, lens, message_language()), TEXT_NONE);
	add_members(wish, field);
	if (field->kind == KIND_CATEGORY || field->kind == KIND_TAGS)
		add_terms(wish, field);
	add_steps(wish, field);
}

size_t complete(const struct store *store, struct text text, size_t cursor, struct arena *arena,
	struct span *span, struct completion *out, size_t capacity)
{
	struct wish wish = { .store = store, .arena = arena, .out = out, .capacity = capacity };
	struct text before = text_slice(text, 0, cursor);
	struct token token = { 0 };
	size_t at = 0, start = cursor;
	bool has_token = false;

	while (lex_next(before, &at, &token))
		has_token = at == before.size && (before.bytes[at - 1] != ' ');
	if (has_token && token.kind == TOKEN_KEYED) {
		start = token.values.from;
		for (size_t i = token.values.from; i < cursor; i++)
			if (before.bytes[i] == ',' || before.bytes[i] == '+')
				start = i + 1;
		wish.word = text_slice(before, start, cursor - start);
		add_values(&wish, span_text(before, token.key));
	} else if (!has_token || token.kind == TOKEN_WORD) {
		start = has_token ? token.body.from : cursor;
		wish.word = text_slice(before, start, cursor - start);
		if (wish.word.size > 0)
			add_keys(&wish);
	}
	*span = (struct span){ start, cursor - start };
	return wish.count;
}
