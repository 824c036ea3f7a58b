/* SPDX-License-Identifier: MIT */
/* Reads one question of a questionnaire: its options and what they do, the uses among them, and the rules by which it is asked. */
#include "catalog/advice/questionnaire_form.h"

#include <math.h>

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
		form_string(form, object, "made_for", &made->made_for) &&
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
		    "months likely absent batch criterion match near opposite weights benchmarks prior made_for trained other") ||
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

static bool is_one_clause(struct text need)
{
	return text_find(need, TEXT(":")) > 0 && text_find(need, TEXT(" ")) < 0 &&
		need.bytes[0] != '-';
}

/* Answers of which any will do are asked for in one clause, so each of them has one of its own. */
static bool joinable(struct form *form, const struct json *object, const struct question *question)
{
	const struct json *list = json_member(object, "options"),
			  *one = list ? json_first(list) : NULL;

	if (question->shape != SHAPE_SIGNED && question->shape != SHAPE_REGIONS)
		return true;
	for (size_t i = 0; i < question->option_count; i++, one = json_next(one)) {
		const struct option *option = &question->options[i];
		if (!is_one_clause(option->need))
			return form_fail(form, one,
				_("expected a \"need\" of one clause, such as \"region:KR\""));
		if (question->shape == SHAPE_REGIONS && !is_one_clause(option->match))
			return form_fail(form, one,
				_("expected a \"match\" of one clause, such as \"developer_region:KR\""));
	}
	return true;
}

bool form_question(struct form *form, const struct json *object)
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
		read_options(form, object, question) && joinable(form, object, question);
	question->most = (uint8_t)most;
	question->relax = (int)relax;
	to->question_count += good;
	return good;
}

/* {"data_place": ["own"]} */
bool form_rules(struct form *form, const struct json *object, struct question *question)
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
