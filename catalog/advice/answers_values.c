/* SPDX-License-Identifier: MIT */
/* What one answer of an answers file says, by the kind of its question. */
#include "catalog/advice/answers_parts.h"

#include "catalog/base/strbuf.h"
#include "catalog/store/value.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

void answers_keep_mistake(struct reading *reading, const struct error *mistake)
{
	struct answers_mistakes *all = reading->mistakes;

	if (reading->err && !reading->has_failed)
		*reading->err = *mistake;
	reading->has_failed = true;
	if (all && all->count < ANSWERS_MISTAKES_MAX)
		all->items[all->count++] = arena_copy(reading->arena, text_of(mistake->message));
}

/* names_itself: the sentence says which question it is about. */
static bool fail_with(struct reading *reading, const struct json *at, bool names_itself,
	struct text sentence)
{
	struct error mistake;

	if (reading->typed.size == 0)
		json_fail(reading->document, at, &mistake, "%.*s", TEXT_ARGS(sentence));
	else if (names_itself)
		error_set(&mistake, RESULT_USAGE, "%.*s", TEXT_ARGS(sentence));
	else
		error_set(&mistake, RESULT_USAGE, "%.*s: %.*s", TEXT_ARGS(reading->typed),
			TEXT_ARGS(sentence));
	answers_keep_mistake(reading, &mistake);
	return false;
}

bool answers_fail(struct reading *reading, const struct json *at, const char *format, ...)
{
	struct strbuf sentence;
	va_list list;

	strbuf_init(&sentence);
	va_start(list, format);
	strbuf_add_format_list(&sentence, format, list);
	va_end(list);
	fail_with(reading, at, false, strbuf_text(&sentence));
	strbuf_done(&sentence);
	return false;
}

static bool fail_options(struct reading *reading, const struct json *at,
	const struct question *question, struct text got)
{
	struct strbuf list;

	strbuf_init(&list);
	for (size_t i = 0; i < question->option_count; i++)
		strbuf_add_format(&list, "%s%.*s", i > 0 ? ", " : "",
			TEXT_ARGS(question->options[i].id));
	fail_with(reading, at, true,
		arena_format(reading->arena,
			_("\"%.*s\" is no answer to %.*s; expected one of: %s"), TEXT_ARGS(got),
			TEXT_ARGS(question->id), list.bytes ? list.bytes : ""));
	strbuf_done(&list);
	return false;
}

bool answers_take_option(struct reading *reading, const struct json *at, struct text id,
	const struct question *question, struct answer *answer)
{
	int option = id.size > 0 ? question_option(question, id) : -1;

	if (option < 0)
		return fail_options(reading, at, question, id);
	if (answer->chosen >> option & 1)
		return answers_fail(reading, at, _("this answer is given twice"));
	if (question->most > 0 && answer->order_count >= question->most)
		return answers_fail(reading, at, _("at most %d answers are expected here"),
			question->most);
	answer->order[answer->order_count++ % ANSWER_ORDER_MAX] = (uint8_t)option;
	if (answer->order_count > ANSWER_ORDER_MAX)
		answer->order_count = ANSWER_ORDER_MAX;
	answer->chosen |= UINT64_C(1) << option;
	answer->is_given = true;
	return true;
}

/* Clean and ours: the document goes when the answers are read. */
struct text answers_text(struct reading *reading, const struct json *node)
{
	return arena_copy(reading->arena, text_clean(reading->arena, json_string(node), NULL));
}

static bool take_list(struct reading *reading, const struct json *list,
	const struct question *question, struct answer *answer)
{
	if (!json_is(list, JSON_ARRAY))
		return answers_fail(reading, list, _("expected a list such as [\"...\"]"));
	bool good = true;
	for (const struct json *one = json_first(list); one; one = json_next(one))
		good = answers_take_option(reading, one, json_string(one), question, answer) &&
			good;
	return good;
}

static bool take_number(struct reading *reading, const struct json *object, const char *key,
	double low, double high, bool is_needed, double *to)
{
	const struct json *node = json_member(object, key);
	double value = json_number(node);

	if (!node && !is_needed)
		return true;
	if (isnan(value) || value < low || value > high)
		return answers_fail(reading, node ? node : object,
			_("\"%s\": expected a number from %g to %g"), key, low, high);
	*to = value;
	return true;
}

bool answers_only_keys(struct reading *reading, const struct json *object, const char *allowed)
{
	bool good = true;

	for (const struct json *one = json_first(object); one; one = json_next(one)) {
		struct text key = json_key(one);
		const char *at = allowed;
		bool found = false;
		while (*at && !found) {
			size_t size = strcspn(at, " ");
			found = key.size == size && memcmp(at, key.bytes, size) == 0;
			at += size + (at[size] == ' ');
		}
		if (!found)
			good = answers_fail(reading, one,
				_("unknown key \"%.*s\"; expected one of: %s"), TEXT_ARGS(key),
				allowed);
	}
	return good;
}

static bool read_tokens(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer)
{
	double number = json_number(node);

	if (isnan(number) || number < 1 || number > 1e12)
		return answers_fail(reading, node, _("expected a number of tokens, such as 32000"));
	answer_set_number(question, answer, number);
	return true;
}

static bool read_memory(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer)
{
	double gb = 0, bits = 4, users = 1;

	if (!json_is(node, JSON_OBJECT))
		return answers_fail(reading, node,
			_("expected {\"gb\": 80}, with \"bits\" and \"users\" if need be"));
	if (!answers_only_keys(reading, node, "gb bits users") ||
		!take_number(reading, node, "gb", 0.5, 1e6, true, &gb) ||
		!take_number(reading, node, "bits", 1, 32, false, &bits) ||
		!take_number(reading, node, "users", 1, 1e6, false, &users))
		return false;
	answer_set_number(question, answer, gb);
	answer->numbers[1] = bits;
	answer->numbers[2] = users;
	return true;
}

static bool read_workload(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer)
{
	double numbers[4] = { 0 };

	if (json_is(node, JSON_STRING)) {
		if (!answers_take_option(reading, node, json_string(node), question, answer))
			return false;
		answer_choose(question, answer, answer->order[0]);
		return true;
	}
	if (!json_is(node, JSON_OBJECT))
		return answers_fail(reading, node,
			_("expected \"small\" or {\"in\": 3000, \"out\": 400, \"per_month\": 50000, \"repeat\": 0.5}"));
	if (!answers_only_keys(reading, node, "in out per_month repeat") ||
		!take_number(reading, node, "in", 0, 1e10, true, &numbers[0]) ||
		!take_number(reading, node, "out", 0, 1e10, true, &numbers[1]) ||
		!take_number(reading, node, "per_month", 0, 1e12, true, &numbers[2]) ||
		!take_number(reading, node, "repeat", 0, 1, false, &numbers[3]))
		return false;
	answer->is_given = true;
	memcpy(answer->numbers, numbers, sizeof(numbers));
	return true;
}

static bool read_budget(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer)
{
	double usd = 0;

	if (json_is(node, JSON_STRING))
		return answers_take_option(reading, node, json_string(node), question, answer);
	const struct json *kind = json_member(node, "kind");
	bool is_kind = !kind || text_equal_string(json_string(kind), "hard") ||
		text_equal_string(json_string(kind), "wish");
	if (!json_is(node, JSON_OBJECT) || !is_kind)
		return answers_fail(reading, kind ? kind : node,
			_("expected \"none\" or {\"usd\": 100, \"kind\": \"hard\"} (or \"wish\")"));
	if (!answers_only_keys(reading, node, "usd kind") ||
		!take_number(reading, node, "usd", 0, 1e12, true, &usd))
		return false;
	answer_set_number(question, answer, usd);
	answer->is_hard = !kind || text_equal_string(json_string(kind), "hard");
	return true;
}

static bool read_languages(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer)
{
	if (json_is(node, JSON_ARRAY))
		return take_list(reading, node, question, answer);
	if (!json_is(node, JSON_OBJECT))
		return answers_fail(reading, node,
			_("expected {\"ko\": \"must\", \"en\": \"wish\"}"));
	bool good = true;
	for (const struct json *one = json_first(node); one; one = json_next(one)) {
		bool is_must = text_equal_string(json_string(one), "must");
		if (!is_must && !text_equal_string(json_string(one), "wish"))
			good = answers_fail(reading, one, _("expected \"must\" or \"wish\""));
		else if (!answers_take_option(reading, one, json_key(one), question, answer))
			good = false;
		else if (is_must)
			answer->strict |= UINT64_C(1) << answer->order[answer->order_count - 1];
	}
	return good;
}

static bool read_date(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer)
{
	uint32_t date;
	struct error ignored;

	if (json_is(node, JSON_STRING))
		return answers_take_option(reading, node, json_string(node), question, answer);
	struct text after = json_string(json_member(node, "after"));
	if (!json_is(node, JSON_OBJECT) || value_parse_date(after, &date, &ignored) != RESULT_OK)
		return answers_fail(reading, node,
			_("expected an option or {\"after\": \"2025-06\"}"));
	answer->is_given = true;
	answer->words[0] = arena_copy(reading->arena, after);
	answer->word_count = 1;
	return answers_only_keys(reading, node, "after");
}

static bool read_signed(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer)
{
	if (!json_is(node, JSON_OBJECT))
		return answers_fail(reading, node,
			_("expected {\"want\": [\"moe\"], \"refuse\": [\"router\"]}"));
	const struct json *want = json_member(node, "want"), *refuse = json_member(node, "refuse");
	if (!answers_only_keys(reading, node, "want refuse") ||
		(want && !take_list(reading, want, question, answer)))
		return false;
	uint64_t wanted = answer->chosen;
	if (refuse && !take_list(reading, refuse, question, answer))
		return false;
	answer->strict = answer->chosen & ~wanted;
	return true;
}

static bool read_makers(struct reading *reading, const struct json *node, struct answer *answer)
{
	const struct json *only = json_member(node, "only"), *none = json_member(node, "not"),
			  *list = only ? only : none;

	if (!json_is(node, JSON_OBJECT) || !list || (only && none) || !json_is(list, JSON_ARRAY))
		return answers_fail(reading, node,
			_("expected {\"only\": [\"...\"]} or {\"not\": [\"...\"]}"));
	answer->is_maker = none != NULL;
	for (const struct json *one = json_first(list); one; one = json_next(one)) {
		if (!json_is(one, JSON_STRING) || answer->word_count == ANSWER_WORD_MAX)
			return answers_fail(reading, one,
				_("expected at most twelve names of developers"));
		answer->words[answer->word_count++] = answers_text(reading, one);
	}
	answer->is_given = answer->word_count > 0;
	return answers_only_keys(reading, node, "only not");
}

bool answers_read_one(struct reading *reading, const struct json *node,
	const struct question *question, struct answer *answer)
{
	memset(answer, 0, sizeof(*answer));
	if (json_is(node, JSON_NULL))
		return true;
	switch (question->shape) {
	case SHAPE_ONE:
		if (!json_is(node, JSON_STRING))
			return answers_fail(reading, node, _("expected a word in quotes"));
		return answers_take_option(reading, node, json_string(node), question, answer);
	case SHAPE_SEVERAL: return take_list(reading, node, question, answer);
	case SHAPE_TOKENS: return read_tokens(reading, node, question, answer);
	case SHAPE_MEMORY: return read_memory(reading, node, question, answer);
	case SHAPE_WORKLOAD: return read_workload(reading, node, question, answer);
	case SHAPE_BUDGET: return read_budget(reading, node, question, answer);
	case SHAPE_REGIONS: return answers_read_regions(reading, node, question, answer);
	case SHAPE_LANGUAGES: return read_languages(reading, node, question, answer);
	case SHAPE_DATE: return read_date(reading, node, question, answer);
	case SHAPE_SIGNED: return read_signed(reading, node, question, answer);
	case SHAPE_MAKERS: return read_makers(reading, node, answer);
	case SHAPE_COUNT: break;
	}
	return false;
}
