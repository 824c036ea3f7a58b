/* SPDX-License-Identifier: MIT */
/* The answers file, llmatlas-answers/1: reading with places for errors. */
#include "catalog/advice/answers_parts.h"

#include <math.h>
#include <stdlib.h>

static bool read_object(struct reading *reading, const struct json *object, struct answers *answers)
{
	const struct questionnaire *of = reading->questionnaire;

	if (!json_is(object, JSON_OBJECT))
		return answers_fail(reading, object, _("expected \"answers\": { ... }"));
	for (const struct json *one = json_first(object); one; one = json_next(one)) {
		const struct question *question = questionnaire_find(of, json_key(one));
		if (!question) {
			json_fail(reading->document, one, reading->err,
				_("there is no question \"%.*s\"; 'llmatlas guide --list' shows them"),
				TEXT_ARGS(json_key(one)));
			return false;
		}
		if (!answers_read_one(reading, one, question,
			    &answers->of[question_index(of, question)]))
			return false;
	}
	const struct question *by;
	int at = answers_contradiction(of, answers, false, &by);
	if (at < 0)
		return true;
	struct text id = of->questions[at].id;
	for (const struct json *one = json_first(object); one; one = json_next(one))
		if (text_equal(json_key(one), id))
			json_fail(reading->document, one, reading->err, "%s",
				contradiction_text(of, at, reading->arena).bytes);
	return false;
}

static bool read_weights(struct reading *reading, const struct json *node, struct answers *answers)
{
	double sum = 0;

	if (!node || json_is(node, JSON_NULL))
		return true;
	if (!json_is(node, JSON_OBJECT))
		return answers_fail(reading, node,
			_("expected {\"quality\": 50, \"cost\": 20, ...} or null"));
	for (const struct json *one = json_first(node); one; one = json_next(one)) {
		int at = criterion_find(json_key(one));
		double value = json_number(one);
		if (at < 0)
			return answers_fail(reading, one,
				_("no criterion of this name: expected one of Q C S X P O V E R A D or their names"));
		if (isnan(value) || value < 0 || value > 1e6)
			return answers_fail(reading, one, _("expected a weight of 0 or more"));
		answers->weights[at] = value;
		sum += value;
	}
	answers->has_weights = true;
	return sum > 0 ||
		answers_fail(reading, node, _("all weights are zero: nothing would decide"));
}

static bool read_ids(struct reading *reading, const struct json *list, struct text *to, size_t most,
	uint8_t *count)
{
	if (!list || json_is(list, JSON_NULL))
		return true;
	if (!json_is(list, JSON_ARRAY))
		return answers_fail(reading, list, _("expected a list of model ids"));
	for (const struct json *one = json_first(list); one; one = json_next(one)) {
		if (!json_is(one, JSON_STRING) || *count == most)
			return answers_fail(reading, one,
				_("expected a model id, and not that many"));
		to[(*count)++] = answers_text(reading, one);
	}
	return true;
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

enum result answers_read(struct answers *answers, const struct questionnaire *questionnaire,
	const char *file, struct text bytes, struct arena *arena, struct error *err)
{
	struct json_document *document;
	struct reading reading = { questionnaire, NULL, arena, err };
	enum result result = json_parse(&document, file, bytes, err);

	answers_clear(answers);
	if (result != RESULT_OK)
		return result;
	const struct json *root = json_root(document);
	bool is_export = json_member(root, "llmatlas") != NULL;
	reading.document = document;
	bool good = is_export ? check_record(&reading, root) : check_answers_file(&reading, root);
	good = good && read_object(&reading, json_member(root, "answers"), answers) &&
		read_weights(&reading, json_member(root, is_export ? "answers_weights" : "weights"),
			answers) &&
		read_ids(&reading, json_member(root, "pins"), answers->pins, 16,
			&answers->pin_count) &&
		read_ids(&reading, json_member(root, "hide"), answers->hide, 32,
			&answers->hide_count);
	json_free(document);
	return good ? RESULT_OK : RESULT_BAD_DATA;
}

enum result answers_from_preset(struct answers *answers, const struct questionnaire *questionnaire,
	const struct preset *preset, struct arena *arena, struct error *err)
{
	struct reading reading = { questionnaire, questionnaire->document, arena, err };

	answers_clear(answers);
	return read_object(&reading, preset->answers, answers) ? RESULT_OK : RESULT_BAD_DATA;
}
