/* SPDX-License-Identifier: MIT */
#include "catalog/advice/questionnaire_form.h"

#include <math.h>
#include <string.h>

bool form_fail(struct form *form, const struct json *at, const char *sentence)
{
	json_fail(form->to->document, at, form->err, "%s", sentence);
	return false;
}

bool form_keys(struct form *form, const struct json *object, const char *allowed)
{
	if (!json_is(object, JSON_OBJECT))
		return form_fail(form, object, _("expected an object { ... }"));
	for (const struct json *one = json_first(object); one; one = json_next(one)) {
		struct text key = json_key(one);
		bool found = false;
		for (const char *at = allowed; *at && !found;) {
			size_t size = strcspn(at, " ");
			found = key.size == size && memcmp(key.bytes, at, size) == 0;
			at += size + (at[size] == ' ');
		}
		if (!found) {
			json_fail(form->to->document, one, form->err,
				_("unknown key \"%.*s\"; expected one of: %s"), TEXT_ARGS(key),
				allowed);
			return false;
		}
	}
	return true;
}

bool form_string(struct form *form, const struct json *object, const char *key, struct text *to)
{
	const struct json *node = json_member(object, key);

	if (!node)
		return true;
	if (!json_is(node, JSON_STRING))
		return form_fail(form, node, _("expected a text in quotes"));
	*to = text_clean(form->arena, json_string(node), NULL);
	return true;
}

bool form_number(struct form *form, const struct json *object, const char *key, double low,
	double high, double *to)
{
	const struct json *node = json_member(object, key);

	if (!node)
		return true;
	double value = json_number(node);
	if (isnan(value) || value < low || value > high) {
		json_fail(form->to->document, node, form->err, _("expected a number from %g to %g"),
			low, high);
		return false;
	}
	*to = value;
	return true;
}

bool form_flag(struct form *form, const struct json *object, const char *key, bool *to)
{
	const struct json *node = json_member(object, key);

	if (node && !json_is(node, JSON_TRUE) && !json_is(node, JSON_FALSE))
		return form_fail(form, node, _("expected true or false"));
	*to = json_is(node, JSON_TRUE);
	return true;
}

bool form_texts(struct form *form, const struct json *object, const char *key, bool is_needed,
	struct text to[LANGUAGE_COUNT])
{
	const struct json *node = json_member(object, key);

	if (!node && is_needed) {
		json_fail(form->to->document, object, form->err,
			_("\"%s\" is missing: expected {\"en\": \"...\", \"ko\": \"...\"}"), key);
		return false;
	}
	if (!node)
		return true;
	if (!form_keys(form, node, "en ko"))
		return false;
	if (!form_string(form, node, "en", &to[LANGUAGE_EN]) ||
		!form_string(form, node, "ko", &to[LANGUAGE_KO]))
		return false;
	if (to[LANGUAGE_EN].size == 0 || to[LANGUAGE_KO].size == 0)
		return form_fail(form, node,
			_("expected a text in English (en) and in Korean (ko)"));
	return true;
}

bool form_needed_id(struct form *form, const struct json *object, struct text *to)
{
	if (!form_string(form, object, "id", to))
		return false;
	if (to->size == 0)
		return form_fail(form, object, _("\"id\" is missing: expected a short word"));
	return true;
}

bool form_one_of(struct form *form, const struct json *node, const char *const *words, int count,
	int *to)
{
	for (int i = 0; i < count; i++)
		if (text_equal_string(json_string(node), words[i])) {
			*to = i;
			return true;
		}
	char list[256] = "";
	for (int i = 0; i < count; i++) {
		strncat(list, i > 0 ? ", " : "", sizeof(list) - strlen(list) - 1);
		strncat(list, words[i], sizeof(list) - strlen(list) - 1);
	}
	json_fail(form->to->document, node, form->err, _("expected one of: %s"), list);
	return false;
}
