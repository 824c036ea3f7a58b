/* SPDX-License-Identifier: MIT */
/* Reads a questionnaire: everything but its questions. Every mistake names its place and what was expected. */
#include "catalog/advice/questionnaire.h"

#include "catalog/advice/questionnaire_form.h"

#include <math.h>
#include <string.h>

static bool read_list(struct form *form, const struct json *list,
	bool (*read)(struct form *, const struct json *))
{
	if (!list)
		return true;
	if (!json_is(list, JSON_ARRAY))
		return form_fail(form, list, _("expected a list [ ... ]"));
	for (const struct json *one = json_first(list); one; one = json_next(one))
		if (!read(form, one))
			return false;
	return true;
}

static bool read_prior(struct form *form, const struct json *object)
{
	struct questionnaire *to = form->to;

	if (to->prior_count == PRIOR_MAX)
		return form_fail(form, object, _("at most twelve classes of size"));
	struct prior *prior = &to->priors[to->prior_count++];
	prior->most_params = INFINITY;
	return form_keys(form, object, "most_params undisclosed small at_2025 per_year") &&
		form_number(form, object, "most_params", 0, 1e15, &prior->most_params) &&
		form_flag(form, object, "undisclosed", &prior->is_undisclosed) &&
		form_flag(form, object, "small", &prior->is_small) &&
		form_number(form, object, "at_2025", 0, 1, &prior->at_2025) &&
		form_number(form, object, "per_year", 0, 1, &prior->per_year);
}

/* {"gpqa-diamond": [-6.8, 108.7]}: floor and ceiling in the benchmark's unit. */
static bool read_scales(struct form *form, const struct json *object)
{
	struct questionnaire *to = form->to;

	if (object && !json_is(object, JSON_OBJECT))
		return form_fail(form, object, _("expected an object { ... }"));
	for (const struct json *one = object ? json_first(object) : NULL; one;
		one = json_next(one)) {
		const struct json *low = json_first(one), *high = low ? json_next(low) : NULL;
		if (!json_is(one, JSON_ARRAY) || isnan(json_number(low)) ||
			isnan(json_number(high)) || json_number(low) == json_number(high) ||
			to->scale_count == sizeof(to->scales) / sizeof(to->scales[0]))
			return form_fail(form, one,
				_("expected [floor, ceiling], two different numbers"));
		to->scales[to->scale_count++] = (struct scale){ text_clean(form->arena,
									json_key(one), NULL),
			json_number(low), json_number(high) };
	}
	return true;
}

static bool read_base(struct form *form, const struct json *object)
{
	struct questionnaire *to = form->to;

	if (to->base_count == sizeof(to->base) / sizeof(to->base[0]))
		return form_fail(form, object, _("at most eight needs that always hold"));
	struct base_need *base = &to->base[to->base_count++];
	return form_keys(form, object, "need why") &&
		form_string(form, object, "need", &base->need) &&
		form_texts(form, object, "why", true, base->why);
}

static bool read_note(struct form *form, const struct json *object)
{
	struct questionnaire *to = form->to;
	const struct question *of = questionnaire_find(to,
		json_string(json_member(object, "question")));

	if (!form_keys(form, object, "question options say"))
		return false;
	if (!of || to->note_count == sizeof(to->notes) / sizeof(to->notes[0]))
		return form_fail(form, object, _("\"question\" names no question"));
	struct note *note = &to->notes[to->note_count++];
	note->question = (uint8_t)question_index(to, of);
	const struct json *list = json_member(object, "options");
	for (const struct json *id = list ? json_first(list) : NULL; id; id = json_next(id)) {
		int option = question_option(of, json_string(id));
		if (option < 0)
			return form_fail(form, id, _("no option has this id"));
		note->options |= UINT64_C(1) << option;
	}
	return form_texts(form, object, "say", true, note->say);
}

static bool read_preset(struct form *form, const struct json *object)
{
	struct questionnaire *to = form->to;

	if (to->preset_count == PRESET_MAX)
		return form_fail(form, object, _("at most 24 presets"));
	struct preset *preset = &to->presets[to->preset_count];
	if (!form_keys(form, object, "id title note answers") ||
		!form_needed_id(form, object, &preset->id) ||
		!form_texts(form, object, "title", true, preset->title) ||
		!form_texts(form, object, "note", false, preset->note))
		return false;
	if (questionnaire_preset(to, preset->id))
		return form_fail(form, object, _("another preset has this id"));
	preset->answers = json_member(object, "answers");
	if (!json_is(preset->answers, JSON_OBJECT))
		return form_fail(form, object,
			_("\"answers\" is missing: expected an object { ... }"));
	to->preset_count++;
	return true;
}

static bool read_anchors(struct form *form, const struct json *object)
{
	struct questionnaire *to = form->to;

	to->quality_band = 0.20;
	to->common_band = 0.08;
	to->prior_band = 0.22;
	to->prior_weight = 0.1;
	to->prior_low = 0.05;
	to->prior_high = 0.85;
	to->cost_best = 0.02;
	to->cost_worst = 30;
	if (!object)
		return true;
	return form_keys(form, object,
		       "quality_band common_band prior_band prior_weight prior_low prior_high cost_best cost_worst small_names") &&
		form_number(form, object, "quality_band", 0, 1, &to->quality_band) &&
		form_number(form, object, "common_band", 0, 1, &to->common_band) &&
		form_number(form, object, "prior_band", 0, 1, &to->prior_band) &&
		form_number(form, object, "prior_weight", 0, 10, &to->prior_weight) &&
		form_number(form, object, "prior_low", 0, 1, &to->prior_low) &&
		form_number(form, object, "prior_high", 0, 1, &to->prior_high) &&
		form_number(form, object, "cost_best", 1e-6, 1e3, &to->cost_best) &&
		form_number(form, object, "cost_worst", 1e-3, 1e6, &to->cost_worst) &&
		form_string(form, object, "small_names", &to->small_names);
}

static bool read_all(struct form *form, const struct json *root)
{
	struct questionnaire *to = form->to;
	double seed = 20251105, draws = 2000;

	if (!form_keys(form, root,
		    "schema version seed draws anchors scales priors base questions notes presets"))
		return false;
	if (!text_equal_string(json_string(json_member(root, "schema")),
		    "llmatlas-questionnaire/1"))
		return form_fail(form, root,
			_("expected \"schema\": \"llmatlas-questionnaire/1\""));
	if (!form_string(form, root, "version", &to->version) ||
		!form_number(form, root, "seed", 0, 4294967295.0, &seed) ||
		!form_number(form, root, "draws", 100, 20000, &draws) ||
		!read_anchors(form, json_member(root, "anchors")) ||
		!read_scales(form, json_member(root, "scales")) ||
		!read_list(form, json_member(root, "priors"), read_prior) ||
		!read_list(form, json_member(root, "base"), read_base) ||
		!read_list(form, json_member(root, "questions"), form_question))
		return false;
	to->seed = (uint64_t)seed;
	to->draws = (uint32_t)draws;
	if (to->question_count == 0)
		return form_fail(form, root, _("there are no questions"));
	size_t at = 0;
	for (const struct json *one = json_first(json_member(root, "questions")); one;
		one = json_next(one))
		if (!form_rules(form, one, &to->questions[at++]))
			return false;
	return read_list(form, json_member(root, "notes"), read_note) &&
		read_list(form, json_member(root, "presets"), read_preset);
}

enum result questionnaire_read(struct questionnaire *questionnaire, const char *file,
	struct text bytes, struct arena *arena, struct error *err)
{
	struct form form = { questionnaire, arena, err };

	memset(questionnaire, 0, sizeof(*questionnaire));
	questionnaire->file = arena_copy(arena, text_of(file));
	questionnaire->hash = text_hash(bytes);
	enum result result = json_parse(&questionnaire->document, file, bytes, err);
	if (result != RESULT_OK)
		return result;
	if (read_all(&form, json_root(questionnaire->document)))
		return RESULT_OK;
	questionnaire_done(questionnaire);
	return RESULT_BAD_DATA;
}
