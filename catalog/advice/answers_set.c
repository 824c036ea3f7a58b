/* SPDX-License-Identifier: MIT */
/* Answers of a command line: words into what the answers file says. */
#include "catalog/advice/answers_parts.h"

#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/value.h"

#include <string.h>

/* "ko!,en" as a list, or as an object of "must" and "wish". */
static void json_of_list(struct sink *sink, struct text value, bool is_signed, bool is_object)
{
	sink_add_char(sink, is_object ? '{' : '[');
	for (bool is_first = true; value.size > 0; is_first = false) {
		struct text one = text_trim(text_next_part(&value, ','));
		bool is_must = is_signed && text_ends_with(one, TEXT("!"));
		if (is_must)
			one.size--;
		sink_add_string(sink, is_first ? "" : ", ");
		json_write_string(sink, one);
		if (is_object)
			sink_add_string(sink, is_must ? ": \"must\"" : ": \"wish\"");
	}
	sink_add_char(sink, is_object ? '}' : ']');
}

/* "acme,other" and "!acme,other": only these, and not these. */
static void json_of_makers(struct sink *sink, struct text value)
{
	bool is_not = value.bytes[0] == '!';

	sink_add_format(sink, "{\"%s\": ", is_not ? "not" : "only");
	json_of_list(sink, text_slice(value, is_not, value.size), false, false);
	sink_add_char(sink, '}');
}

/* "moe,!router": what is wanted, and what is refused. */
static void json_of_signed(struct sink *sink, struct text value)
{
	for (int side = 0; side < 2; side++) {
		struct text rest = value;
		bool is_first = true;
		sink_add_string(sink, side == 0 ? "{\"want\": [" : ", \"refuse\": [");
		while (rest.size > 0) {
			struct text one = text_trim(text_next_part(&rest, ','));
			bool is_refused = text_starts_with(one, TEXT("!"));
			if (is_refused != (side == 1))
				continue;
			sink_add_string(sink, is_first ? "" : ", ");
			json_write_string(sink, text_slice(one, is_refused, one.size));
			is_first = false;
		}
		sink_add_char(sink, ']');
	}
	sink_add_char(sink, '}');
}

/* "4k 500 20000 50%" (or with commas): tokens in, tokens out, requests a month, share that repeats. */
static bool json_of_work(struct sink *sink, struct text value, struct error *err)
{
	static const char *const keys[] = { "in", "out", "per_month", "repeat" };
	size_t count = 0;

	for (size_t at = 0; at < value.size;) {
		size_t end = at;
		struct number_span span;
		while (end < value.size && !strchr(" ,\t", value.bytes[end]))
			end++;
		struct text word = text_slice(value, at, end - at);
		at = end + 1;
		if (word.size == 0)
			continue;
		bool is_share = text_ends_with(word, TEXT("%"));
		if (is_share)
			word.size--;
		if (count == 4 ||
			value_parse_number(count < 2 ? UNIT_TOKENS : UNIT_COUNT, word, &span,
				err) != RESULT_OK)
			break;
		sink_add_format(sink, "%s\"%s\": ", count > 0 ? ", " : "{", keys[count]);
		json_write_number(sink, is_share ? span.value / 100 : span.value);
		count++;
	}
	sink_add_char(sink, '}');
	if (count >= 3)
		return true;
	error_set(err, RESULT_USAGE,
		_("'%.*s': expected tokens in, tokens out, requests a month and, if it repeats, a share: 4k 500 20000 50%%"),
		TEXT_ARGS(value));
	return false;
}

/* What is typed is neither what the question takes, for the reason why, nor one of its options. Always false. */
static bool no_answer(const struct question *question, const struct error *why, struct error *err)
{
	struct strbuf list;

	strbuf_init(&list);
	for (size_t i = 0; i < question->option_count; i++)
		strbuf_add_format(&list, "%s%.*s", i > 0 ? ", " : "",
			TEXT_ARGS(question->options[i].id));
	if (question->option_count == 0)
		error_set(err, RESULT_USAGE, "%.*s: %s", TEXT_ARGS(question->id), why->message);
	else
		error_set(err, RESULT_USAGE, _("%.*s: %s; or one of: %s"), TEXT_ARGS(question->id),
			why->message, list.bytes);
	strbuf_done(&list);
	return false;
}

/* One word of a command line as JSON, by what the question takes. */
static bool json_of_words(struct sink *sink, const struct question *question, struct text value,
	struct error *err)
{
	struct number_span span;
	struct error why;
	enum unit unit = question->shape == SHAPE_TOKENS ? UNIT_TOKENS
		: question->shape == SHAPE_MEMORY        ? UNIT_BYTES
							 : UNIT_USD;
	bool is_list = question->shape == SHAPE_SEVERAL || question->shape == SHAPE_REGIONS ||
		question->shape == SHAPE_LANGUAGES;

	if (question->shape == SHAPE_TOKENS || question->shape == SHAPE_MEMORY ||
		question->shape == SHAPE_BUDGET) {
		bool is_option = question_option(question, value) >= 0;
		if (is_option &&
			question->options[question_option(question, value)].number_count == 0) {
			json_write_string(sink, value);
			return true;
		}
		if (is_option)
			span.value =
				question->options[question_option(question, value)].numbers[0] *
				(unit == UNIT_BYTES ? 1e9 : 1);
		else if (value_parse_number(unit, value, &span, &why) != RESULT_OK)
			return no_answer(question, &why, err);
		if (unit == UNIT_BYTES && span.value < 1e6)
			span.value *= 1e9; /* a bare number is gigabytes */
		sink_add_string(sink,
			unit == UNIT_BYTES         ? "{\"gb\": "
				: unit == UNIT_USD ? "{\"usd\": "
						   : "");
		json_write_number(sink, unit == UNIT_BYTES ? span.value / 1e9 : span.value);
		sink_add_string(sink, unit == UNIT_TOKENS ? "" : "}");
		return true;
	}
	bool is_option = question_option(question, value) >= 0;
	if (question->shape == SHAPE_WORKLOAD && !is_option)
		return json_of_work(sink, value, &why) || no_answer(question, &why, err);
	if (question->shape == SHAPE_DATE && !is_option) {
		uint32_t date;
		if (value_parse_date(value, &date, &why) != RESULT_OK)
			return no_answer(question, &why, err);
		sink_add_string(sink, "{\"after\": ");
		json_write_string(sink, value);
		sink_add_char(sink, '}');
		return true;
	}
	if (question->shape == SHAPE_MAKERS)
		json_of_makers(sink, value);
	else if (question->shape == SHAPE_SIGNED)
		json_of_signed(sink, value);
	else if (is_list)
		json_of_list(sink, value, question->shape == SHAPE_LANGUAGES,
			question->shape == SHAPE_LANGUAGES);
	else
		json_write_string(sink, value);
	return true;
}

/* weights, pins and hide stand beside the answers of a file. */
static const char *const beside[] = { "weights", "pins", "hide" };

static int beside_of(struct text key)
{
	for (int i = 0; i < 3; i++)
		if (text_equal_string(key, beside[i]))
			return i;
	return -1;
}

/* Typed as in a file: what is no JSON is told by its place in what was typed. */
static bool is_json(const struct question *question, int other, struct text value,
	struct error *err)
{
	struct json_document *document;
	const char *name = question ? question->id.bytes : beside[other];

	if (json_parse(&document, name, value, err) != RESULT_OK)
		return false;
	json_free(document);
	return true;
}

/* The file that says just this. */
static bool file_of(struct strbuf *json, const struct question *question, int other,
	struct text value, struct error *err)
{
	struct sink *sink = sink_open_strbuf(json);
	bool good = true;

	sink_add_string(sink, "{\"schema\": \"llmatlas-answers/1\", \"answers\": {");
	if (question)
		sink_add_format(sink, "\"%.*s\": ", TEXT_ARGS(question->id));
	else
		sink_add_format(sink, "}, \"%s\": ", beside[other]);
	if (value.size == 0)
		sink_add_string(sink, "null");
	else if (strchr("{[\"", value.bytes[0])) {
		good = is_json(question, other, value, err);
		sink_add(sink, value);
	} else if (question)
		good = json_of_words(sink, question, value, err);
	else
		json_of_list(sink, value, false, false);
	sink_add_string(sink, question ? "}}" : "}");
	sink_close(sink, NULL);
	return good;
}

static void take_beside(struct answers *answers, int other, const struct answers *one)
{
	switch (other) {
	case 0:
		answers->has_weights = one->has_weights;
		memcpy(answers->weights, one->weights, sizeof(answers->weights));
		break;
	case 1:
		answers->pin_count = one->pin_count;
		memcpy(answers->pins, one->pins, sizeof(answers->pins));
		break;
	default:
		answers->hide_count = one->hide_count;
		memcpy(answers->hide, one->hide, sizeof(answers->hide));
	}
}

/* With the one that was perhaps meant: its id begins so or is spelled nearly so, or the screen calls it so. */
static enum result no_question(const struct questionnaire *questionnaire, struct text key,
	struct error *err)
{
	int best = 4;
	struct text nearest = TEXT_NONE;

	for (size_t i = 0; key.size > 0 && i < questionnaire->question_count; i++) {
		const struct question *one = &questionnaire->questions[i];
		bool is_called_so = text_starts_with(one->id, key) ||
			text_equal(questionnaire_text(one->brief), key);
		if (text_is_nearer(key, is_called_so ? key : one->id, &best))
			nearest = one->id;
	}
	if (nearest.size > 0)
		return error_set(err, RESULT_USAGE,
			_("There is no question '%.*s'. Nearest: %.*s. 'llmatlas guide --list' shows them."),
			TEXT_ARGS(key), TEXT_ARGS(nearest));
	return error_set(err, RESULT_USAGE,
		_("There is no question '%.*s'. 'llmatlas guide --list' shows them."),
		TEXT_ARGS(key));
}

enum result answers_set(struct answers *answers, const struct questionnaire *questionnaire,
	struct text assignment, struct arena *arena, struct error *err)
{
	ptrdiff_t equal = text_find(assignment, TEXT("="));
	size_t end = equal < 0 ? 0 : (size_t)equal;
	struct text key = text_trim(text_slice(assignment, 0, end)),
		    value = text_trim(text_slice(assignment, end + (equal >= 0), assignment.size));
	const struct question *question = questionnaire_find(questionnaire, key);
	int other = beside_of(key);
	enum result result = RESULT_USAGE;
	struct answers one;
	struct strbuf json;

	if (equal < 0)
		return error_set(err, RESULT_USAGE,
			_("'%.*s' sets nothing: expected QUESTION=ANSWER, such as use_case=coding"),
			TEXT_ARGS(assignment));
	if (!question && other < 0)
		return no_question(questionnaire, key, err);
	strbuf_init(&json);
	if (file_of(&json, question, other, value, err)) {
		result = answers_read_typed(&one, questionnaire, key,
			arena_copy(arena, strbuf_text(&json)), arena, err);
		if (result != RESULT_OK && err)
			err->result = RESULT_USAGE;
		result = result == RESULT_OK ? RESULT_OK : RESULT_USAGE;
	}
	if (result == RESULT_OK && question) {
		size_t at = question_index(questionnaire, question);
		answers->of[at] = one.of[at];
	} else if (result == RESULT_OK) {
		take_beside(answers, other, &one);
	}
	strbuf_done(&json);
	return result;
}
