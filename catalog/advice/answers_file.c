/* SPDX-License-Identifier: MIT */
/* The answers file, llmatlas-answers/1: reading with places for errors. */
#include "catalog/advice/answers_parts.h"

#include <math.h>
#include <stdlib.h>

/* Answers that another one closes. */
static bool check_contradictions(struct reading *reading, const struct json *object,
	struct answers *answers)
{
	const struct questionnaire *of = reading->questionnaire;
	struct answers left = *answers; /* those that have not been told yet */
	const struct question *by;
	int at = answers_contradiction(of, &left, false, &by);
	bool good = at < 0;

	for (; at >= 0; at = answers_contradiction(of, &left, false, &by)) {
		left.of[at] = (struct answer){ 0 };
		for (const struct json *one = json_first(object); one; one = json_next(one))
			if (text_equal(json_key(one), of->questions[at].id))
				answers_fail(reading, one, "%s",
					contradiction_text(of, at, reading->arena).bytes);
	}
	return good;
}

static bool read_object(struct reading *reading, const struct json *object, struct answers *answers)
{
	const struct questionnaire *of = reading->questionnaire;
	bool good = true;

	if (!json_is(object, JSON_OBJECT))
		return answers_fail(reading, object, _("expected \"answers\": { ... }"));
	for (const struct json *one = json_first(object); one; one = json_next(one)) {
		const struct question *question = questionnaire_find(of, json_key(one));
		if (!question)
			good = answers_fail(reading, one,
				_("there is no question \"%.*s\"; 'llmatlas guide --list' shows them"),
				TEXT_ARGS(json_key(one)));
		else if (!answers_read_one(reading, one, question,
				 &answers->of[question_index(of, question)]))
			good = false;
	}
	return good && check_contradictions(reading, object, answers);
}

static bool read_weights(struct reading *reading, const struct json *node, struct answers *answers)
{
	double sum = 0;
	bool good = true;

	if (!node || json_is(node, JSON_NULL))
		return true;
	if (!json_is(node, JSON_OBJECT))
		return answers_fail(reading, node,
			_("expected {\"quality\": 50, \"cost\": 20, ...} or null"));
	for (const struct json *one = json_first(node); one; one = json_next(one)) {
		int at = criterion_find(json_key(one));
		double value = json_number(one);
		if (at < 0) {
			good = answers_fail(reading, one,
				_("no criterion of this name: expected one of Q C S X P O V E R A D or their names"));
		} else if (isnan(value) || value < 0 || value > 1e6) {
			good = answers_fail(reading, one, _("expected a weight of 0 or more"));
		} else {
			answers->weights[at] = value;
			sum += value;
		}
	}
	answers->has_weights = true;
	return good &&
		(sum > 0 ||
			answers_fail(reading, node,
				_("all weights are zero: nothing would decide")));
}

static bool read_ids(struct reading *reading, const struct json *list, struct text *to, size_t most,
	uint8_t *count)
{
	if (!list || json_is(list, JSON_NULL))
		return true;
	if (!json_is(list, JSON_ARRAY))
		return answers_fail(reading, list, _("expected a list of model ids"));
	bool good = true;
	for (const struct json *one = json_first(list); one; one = json_next(one)) {
		if (!json_is(one, JSON_STRING) || *count == most)
			good = answers_fail(reading, one,
				_("expected a model id, and not that many"));
		else
			to[(*count)++] = answers_text(reading, one);
	}
	return good;
}

static bool check_answers_file(struct reading *reading, const struct json *root)
{
	if (!json_is(root, JSON_OBJECT))
		return answers_fail(reading, root, _("expected an object { ... }"));
	if (!answers_only_keys(reading, root, "schema answers weights pins hide"))
		return false;
	return text_equal_string(json_string(json_member(root, "schema")), "llmatlas-answers/1") ||
		answers_fail(reading, root, _("expected \"schema\": \"llmatlas-answers/1\""));
}

/* A record of the guide (llmatlas-json(5)) holds the answers among much else; what the ranking weighs are its "weights", what was answered so
 * "answers_weights". */
static bool check_record(struct reading *reading, const struct json *root)
{
	const struct json *kind = json_member(root, "kind");

	return (text_equal_string(json_string(kind), "ranking") && json_member(root, "answers")) ||
		answers_fail(reading, kind ? kind : root,
			_("expected an answers file or a record of the guide (kind \"ranking\")"));
}

static enum result read_bytes(struct reading *reading, const char *file, struct text bytes,
	struct answers *answers)
{
	struct json_document *document;
	struct error unreadable;

	answers_clear(answers);
	if (json_parse(&document, file, bytes, &unreadable) != RESULT_OK) {
		answers_keep_mistake(reading, &unreadable);
		return unreadable.result;
	}
	const struct json *root = json_root(document);
	bool is_export = json_member(root, "llmatlas") != NULL;
	reading->document = document;
	bool good = is_export ? check_record(reading, root) : check_answers_file(reading, root);
	if (good) {
		const char *weights = is_export ? "answers_weights" : "weights";
		good = read_object(reading, json_member(root, "answers"), answers);
		good = read_weights(reading, json_member(root, weights), answers) && good;
		good = read_ids(reading, json_member(root, "pins"), answers->pins, 16,
			       &answers->pin_count) &&
			good;
		good = read_ids(reading, json_member(root, "hide"), answers->hide, 32,
			       &answers->hide_count) &&
			good;
	}
	json_free(document);
	return good ? RESULT_OK : RESULT_BAD_DATA;
}

enum result answers_read(struct answers *answers, const struct questionnaire *questionnaire,
	const char *file, struct text bytes, struct arena *arena, struct error *err)
{
	struct reading reading = { .questionnaire = questionnaire, .arena = arena, .err = err };

	return read_bytes(&reading, file, bytes, answers);
}

enum result answers_read_all(struct answers *answers, const struct questionnaire *questionnaire,
	const char *file, struct text bytes, struct arena *arena, struct answers_mistakes *mistakes)
{
	struct reading reading = { .questionnaire = questionnaire,
		.arena = arena,
		.mistakes = mistakes };

	mistakes->count = 0;
	return read_bytes(&reading, file, bytes, answers);
}

enum result answers_read_typed(struct answers *answers, const struct questionnaire *questionnaire,
	struct text key, struct text bytes, struct arena *arena, struct error *err)
{
	struct reading reading = { .questionnaire = questionnaire,
		.arena = arena,
		.err = err,
		.typed = key };

	return read_bytes(&reading, "", bytes, answers);
}

enum result answers_from_preset(struct answers *answers, const struct questionnaire *questionnaire,
	const struct preset *preset, struct arena *arena, struct error *err)
{
	struct reading reading = { .questionnaire = questionnaire,
		.document = questionnaire->document,
		.arena = arena,
		.err = err };

	answers_clear(answers);
	return read_object(&reading, preset->answers, answers) ? RESULT_OK : RESULT_BAD_DATA;
}
