/* SPDX-License-Identifier: MIT */
/* Reads a questionnaire. Every mistake names its place and what was expected. */
#include "catalog/advice/questionnaire.h"

#include "catalog/advice/questionnaire_form.h"

#include <math.h>
#include <string.h>

static bool weights(struct form *form, const struct json *node, double to[CRITERION_COUNT])
{
	double sum = 0;

	if (!node)
		return true;
	if (!json_is(node, JSON_OBJECT))
		return form_fail(form, node, _("expected an object { ... }"));
	for (const struct json *one = json_first(node); one; one = json_next(one)) {
		int at = criterion_find(json_key(one));
		double value = json_number(one);
		if (at < 0)
			return form_fail(form, one,
				_("no criterion of this name: expected one of Q C S X P O V E R A D or their names"));
		if (isnan(value) || value < 0 || value > 1000)
			return form_fail(form, one, _("expected a weight from 0 to 1000"));
		to[at] = value;
		sum += value;
	}
	return sum > 0 || form_fail(form, node, _("all weights are zero"));
}

static bool shares(struct form *form, const struct json *node, struct use_case *to)
{
	double sum = 0;

	if (!json_is(node, JSON_OBJECT))
		return form_fail(form, node, _("expected an object { ... }"));
	for (const struct json *one = json_first(node); one; one = json_next(one)) {
		double value = json_number(one);
		if (to->share_count == SHARE_MAX)
			return form_fail(form, one, _("too many benchmarks for one use"));
		if (isnan(value) || value <= 0 || value > 1)
			return form_fail(form, one, _("expected a share above 0, at most 1"));
		to->shares[to->share_count++] = (struct share){
			text_clean(form->arena, json_key(one), NULL), value
		};
		sum += value;
	}
	return fabs(sum - 1) < 1e-6 || form_fail(form, node, _("the shares must sum to 1"));
}

static bool use_case(struct form *form, const struct json *object, struct option *option)
{
	const struct json *of = json_member(object, "weights"),
			  *results = json_member(object, "benchmarks");

	if (!of && !results)
		return true;
	struct use_case *made = ARENA_ARRAY(form->arena, struct use_case, 1);
	made->prior = 1;
	option->use_case = made;
	if (!of || !results)
		return form_fail(form, object,
			_("a use needs both \"weights\" and \"benchmarks\""));
	return weights(form, of, made->weights) && shares(form, results, made) &&
		form_number(form, object, "prior", 0.1, 2, &made->prior) &&
		form_string(form, object, "trained", &made->trained) &&
		form_string(form, object, "other", &made->other);
}

static bool routes(struct form *form, const struct json *object, uint8_t *to)
{
	static const char *const words[] = { "hosted", "cloud", "own", "unserved" };
	const struct json *list = json_member(object, "routes");

	if (list && !json_is(list, JSON_ARRAY))
		return form_fail(form, list, _("expected a list [ ... ]"));
	for (const struct json *one = list ? json_first(list) : NULL; one; one = json_next(one)) {
		int bit;
		if (!form_one_of(form, one, words, 4, &bit))
			return false;
		*to = (uint8_t)(*to | 1 << bit);
	}
	return true;
}

static bool numbers(struct form *form, const struct json *object, struct option *option)
{
	const struct json *list = json_member(object, "numbers");

	if (list && !json_is(list, JSON_ARRAY))
		return form_fail(form, list, _("expected a list [ ... ]"));
	for (const struct json *one = list ? json_first(list) : NULL; one; one = json_next(one)) {
		double value = json_number(one);
		if (isnan(value) || value < 0 || option->number_count == 4)
			return form_fail(form, one,
				_("expected at most four numbers, none below 0"));
		option->numbers[option->number_count++] = value;
	}
	return true;
}

static bool absent(struct form *form, const struct json *object, struct option *option)
{
	static const char *const words[] = { "no", "unknown" };
	const struct json *node = json_member(object, "absent");
	int which = 0;

	if (node && !form_one_of(form, node, words, 2, &which))
		return false;
	option->is_absent_open = which == 1;
	return true;
}

static bool read_option(struct form *form, const struct json *object, struct option *option)
{
	struct text criterion = TEXT_NONE;

	option->criterion = -1;
	option->likely = 1;
	for (int i = 0; i < CRITERION_COUNT; i++)
		option->multiply[i] = 1;
	if (!form_keys(form, object,
		    "id aliases title note need need_own any routes numbers multiply target caution good bad "
		    "months likely absent batch criterion match near opposite weights benchmarks prior trained other") ||
		!form_needed_id(form, object, &option->id) ||
		!form_texts(form, object, "title", true, option->title) ||
		!form_texts(form, object, "note", false, option->note))
		return false;
	bool good = form_string(form, object, "aliases", &option->aliases) &&
		form_string(form, object, "need", &option->need);
	option->need_own = option->need;
	good = good && form_string(form, object, "need_own", &option->need_own) &&
		form_string(form, object, "any", &option->any) &&
		form_string(form, object, "match", &option->match) &&
		form_string(form, object, "near", &option->near) &&
		form_string(form, object, "opposite", &option->opposite) &&
		form_string(form, object, "criterion", &criterion) &&
		form_number(form, object, "target", 0.05, 1, &option->target) &&
		form_number(form, object, "caution", 0, 1, &option->caution) &&
		form_number(form, object, "good", 0.01, 1e6, &option->good) &&
		form_number(form, object, "bad", 0.01, 1e7, &option->bad) &&
		form_number(form, object, "months", 0, 600, &option->months) &&
		form_number(form, object, "likely", 0.01, 100, &option->likely) &&
		form_flag(form, object, "batch", &option->is_batch) &&
		absent(form, object, option) && routes(form, object, &option->routes) &&
		numbers(form, object, option) &&
		weights(form, json_member(object, "multiply"), option->multiply) &&
		use_case(form, object, option);
	if (good && criterion.size > 0 && (option->criterion = criterion_find(criterion)) < 0)
		return form_fail(form, json_member(object, "criterion"),
			_("no criterion of this name: expected one of Q C S X P O V E R A D or their names"));
	return good;
}

static bool read_options(struct form *form, const struct json *object, struct question *question)
{
	const struct json *list = json_member(object, "options");

	if (!json_is(list, JSON_ARRAY) && list)
		return form_fail(form, list, _("expected a list [ ... ]"));
	int count = list ? json_count(list) : 0;
	if (count > OPTION_MAX)
		return form_fail(form, list, _("a question has at most 40 options"));
	question->options = ARENA_ARRAY(form->arena, struct option, (size_t)count + 1);
	for (const struct json *one = list ? json_first(list) : NULL; one; one = json_next(one)) {
		struct option *option = &question->options[question->option_count];
		if (!read_option(form, one, option))
			return false;
		if (question_option(question, option->id) >= 0)
			return form_fail(form, one, _("another option has this id"));
		question->option_count++;
	}
	return true;
}

static bool read_question(struct form *form, const struct json *object)
{
	static const char *const policies[] = { "mark", "verify", "keep" };
	const char *names[SHAPE_COUNT];
	struct questionnaire *to = form->to;
	double most = 0, relax = 5;
	int shape = SHAPE_ONE, policy = UNKNOWN_MARK;

	if (to->question_count == QUESTION_MAX)
		return form_fail(form, object, _("a questionnaire has at most 40 questions"));
	struct question *question = &to->questions[to->question_count];
	for (int i = 0; i < SHAPE_COUNT; i++)
		names[i] = question_shape_name((enum question_shape)i);
	question->ease = 0.9;
	question->effort = 1;
	if (!form_keys(form, object,
		    "id ask why brief place term shape unknown most ease effort relax expert first need need_own "
		    "while_known only_if not_if options") ||
		!form_needed_id(form, object, &question->id))
		return false;
	if (questionnaire_find(to, question->id))
		return form_fail(form, object, _("another question has this id"));
	const struct json *node = json_member(object, "shape");
	if (node && !form_one_of(form, node, names, SHAPE_COUNT, &shape))
		return false;
	if ((node = json_member(object, "unknown")) &&
		!form_one_of(form, node, policies, 3, &policy))
		return false;
	question->shape = (enum question_shape)shape;
	question->unknown = (enum unknown_policy)policy;
	bool good = form_texts(form, object, "ask", true, question->ask) &&
		form_texts(form, object, "why", true, question->why) &&
		form_texts(form, object, "brief", true, question->brief) &&
		form_texts(form, object, "place", false, question->place) &&
		form_string(form, object, "term", &question->term) &&
		form_string(form, object, "need", &question->need);
	question->need_own = question->need;
	good = good && form_string(form, object, "need_own", &question->need_own) &&
		form_string(form, object, "while_known", &question->clause_asked) &&
		form_number(form, object, "most", 0, 8, &most) &&
		form_number(form, object, "ease", 0, 1, &question->ease) &&
		form_number(form, object, "effort", 0.1, 10, &question->effort) &&
		form_number(form, object, "relax", 1, 10, &relax) &&
		form_flag(form, object, "expert", &question->is_expert) &&
		form_flag(form, object, "first", &question->is_first) &&
		read_options(form, object, question);
	question->most = (uint8_t)most;
	question->relax = (int)relax;
	to->question_count += good;
	return good;
}

/* {"data_place": ["own"]}: all must hold. Questions may be named before they come, so rules are read last. */
static bool read_rules(struct form *form, const struct json *object, struct question *question)
{
	static const char *const names[] = { "only_if", "not_if" };

	for (int kind = 0; kind < 2; kind++) {
		const struct json *rules = json_member(object, names[kind]);
		for (const struct json *one = rules ? json_first(rules) : NULL; one;
			one = json_next(one)) {
			const struct question *of = questionnaire_find(form->to, json_key(one));
			if (!of)
				return form_fail(form, one, _("no question has this id"));
			if (question->rule_count == 4 || !json_is(one, JSON_ARRAY))
				return form_fail(form, one,
					_("expected a list of option ids, in at most four rules"));
			struct rule rule = { .question = (uint8_t)question_index(form->to, of),
				.is_negated = kind == 1 };
			for (const struct json *id = json_first(one); id; id = json_next(id)) {
				int option = question_option(of, json_string(id));
				if (option < 0)
					return form_fail(form, id, _("no option has this id"));
				rule.options |= UINT64_C(1) << option;
			}
			question->rules[question->rule_count++] = rule;
		}
	}
	return true;
}

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
	to->prior_band = 0.22;
	to->prior_weight = 0.25;
	to->prior_low = 0.05;
	to->prior_high = 0.85;
	to->cost_best = 0.02;
	to->cost_worst = 30;
	if (!object)
		return true;
	return form_keys(form, object,
		       "quality_band prior_band prior_weight prior_low prior_high cost_best cost_worst small_names") &&
		form_number(form, object, "quality_band", 0, 1, &to->quality_band) &&
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
		!read_list(form, json_member(root, "questions"), read_question))
		return false;
	to->seed = (uint64_t)seed;
	to->draws = (uint32_t)draws;
	if (to->question_count == 0)
		return form_fail(form, root, _("there are no questions"));
	size_t at = 0;
	for (const struct json *one = json_first(json_member(root, "questions")); one;
		one = json_next(one))
		if (!read_rules(form, one, &to->questions[at++]))
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
