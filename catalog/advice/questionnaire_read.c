/* SPDX-License-Identifier: MIT */
/* Reads a questionnaire. Every mistake names its place and what was expected. */
#include "catalog/advice/questionnaire.h"

#include <math.h>
#include <string.h>

struct reader {
	struct questionnaire *to;
	struct arena *arena;
	struct error *err;
};

static bool fail(struct reader *reader, const struct json *at, const char *sentence)
{
	json_fail(reader->to->document, at, reader->err, "%s", sentence);
	return false;
}

/* Every key of the object must be among the blank-separated ones. */
static bool keys(struct reader *reader, const struct json *object, const char *allowed)
{
	if (!json_is(object, JSON_OBJECT))
		return fail(reader, object, _("expected an object { ... }"));
	for (const struct json *one = json_first(object); one; one = json_next(one)) {
		struct text key = json_key(one);
		bool found = false;
		for (const char *at = allowed; *at && !found;) {
			size_t size = strcspn(at, " ");
			found = key.size == size && memcmp(key.bytes, at, size) == 0;
			at += size + (at[size] == ' ');
		}
		if (!found) {
			json_fail(reader->to->document, one, reader->err,
				_("unknown key \"%.*s\"; expected one of: %s"), TEXT_ARGS(key),
				allowed);
			return false;
		}
	}
	return true;
}

static bool string(struct reader *reader, const struct json *object, const char *key,
	struct text *to)
{
	const struct json *node = json_member(object, key);

	if (!node)
		return true;
	if (!json_is(node, JSON_STRING))
		return fail(reader, node, _("expected a text in quotes"));
	*to = text_clean(reader->arena, json_string(node), NULL);
	return true;
}

static bool number(struct reader *reader, const struct json *object, const char *key, double low,
	double high, double *to)
{
	const struct json *node = json_member(object, key);

	if (!node)
		return true;
	double value = json_number(node);
	if (isnan(value) || value < low || value > high) {
		json_fail(reader->to->document, node, reader->err,
			_("expected a number from %g to %g"), low, high);
		return false;
	}
	*to = value;
	return true;
}

static bool flag(struct reader *reader, const struct json *object, const char *key, bool *to)
{
	const struct json *node = json_member(object, key);

	if (node && !json_is(node, JSON_TRUE) && !json_is(node, JSON_FALSE))
		return fail(reader, node, _("expected true or false"));
	*to = json_is(node, JSON_TRUE);
	return true;
}

/* {"en": "...", "ko": "..."}: both are needed when the text itself is. */
static bool texts(struct reader *reader, const struct json *object, const char *key, bool is_needed,
	struct text to[LANGUAGE_COUNT])
{
	const struct json *node = json_member(object, key);

	if (!node && is_needed) {
		json_fail(reader->to->document, object, reader->err,
			_("\"%s\" is missing: expected {\"en\": \"...\", \"ko\": \"...\"}"), key);
		return false;
	}
	if (!node)
		return true;
	if (!keys(reader, node, "en ko"))
		return false;
	if (!string(reader, node, "en", &to[LANGUAGE_EN]) ||
		!string(reader, node, "ko", &to[LANGUAGE_KO]))
		return false;
	if (to[LANGUAGE_EN].size == 0 || to[LANGUAGE_KO].size == 0)
		return fail(reader, node, _("expected a text in English (en) and in Korean (ko)"));
	return true;
}

static bool needed_id(struct reader *reader, const struct json *object, struct text *to)
{
	if (!string(reader, object, "id", to))
		return false;
	if (to->size == 0)
		return fail(reader, object, _("\"id\" is missing: expected a short word"));
	return true;
}

static bool one_of(struct reader *reader, const struct json *node, const char *const *words,
	int count, int *to)
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
	json_fail(reader->to->document, node, reader->err, _("expected one of: %s"), list);
	return false;
}

static bool weights(struct reader *reader, const struct json *node, double to[CRITERION_COUNT])
{
	double sum = 0;

	if (!node)
		return true;
	if (!json_is(node, JSON_OBJECT))
		return fail(reader, node, _("expected an object { ... }"));
	for (const struct json *one = json_first(node); one; one = json_next(one)) {
		int at = criterion_find(json_key(one));
		double value = json_number(one);
		if (at < 0)
			return fail(reader, one,
				_("no criterion of this name: expected one of Q C S X P O V E R A D or their names"));
		if (isnan(value) || value < 0 || value > 1000)
			return fail(reader, one, _("expected a weight from 0 to 1000"));
		to[at] = value;
		sum += value;
	}
	return sum > 0 || fail(reader, node, _("all weights are zero"));
}

static bool shares(struct reader *reader, const struct json *node, struct use_case *to)
{
	double sum = 0;

	if (!json_is(node, JSON_OBJECT))
		return fail(reader, node, _("expected an object { ... }"));
	for (const struct json *one = json_first(node); one; one = json_next(one)) {
		double value = json_number(one);
		if (to->share_count == SHARE_MAX)
			return fail(reader, one, _("too many benchmarks for one use"));
		if (isnan(value) || value <= 0 || value > 1)
			return fail(reader, one, _("expected a share above 0, at most 1"));
		to->shares[to->share_count++] = (struct share){
			text_clean(reader->arena, json_key(one), NULL), value
		};
		sum += value;
	}
	return fabs(sum - 1) < 1e-6 || fail(reader, node, _("the shares must sum to 1"));
}

static bool use_case(struct reader *reader, const struct json *object, struct option *option)
{
	const struct json *of = json_member(object, "weights"),
			  *results = json_member(object, "benchmarks");

	if (!of && !results)
		return true;
	struct use_case *made = ARENA_ARRAY(reader->arena, struct use_case, 1);
	made->prior = 1;
	option->use_case = made;
	if (!of || !results)
		return fail(reader, object, _("a use needs both \"weights\" and \"benchmarks\""));
	return weights(reader, of, made->weights) && shares(reader, results, made) &&
		number(reader, object, "prior", 0.1, 2, &made->prior) &&
		string(reader, object, "trained", &made->trained) &&
		string(reader, object, "other", &made->other);
}

static bool routes(struct reader *reader, const struct json *object, uint8_t *to)
{
	static const char *const words[] = { "hosted", "cloud", "own", "unserved" };
	const struct json *list = json_member(object, "routes");

	if (list && !json_is(list, JSON_ARRAY))
		return fail(reader, list, _("expected a list [ ... ]"));
	for (const struct json *one = list ? json_first(list) : NULL; one; one = json_next(one)) {
		int bit;
		if (!one_of(reader, one, words, 4, &bit))
			return false;
		*to = (uint8_t)(*to | 1 << bit);
	}
	return true;
}

static bool numbers(struct reader *reader, const struct json *object, struct option *option)
{
	const struct json *list = json_member(object, "numbers");

	if (list && !json_is(list, JSON_ARRAY))
		return fail(reader, list, _("expected a list [ ... ]"));
	for (const struct json *one = list ? json_first(list) : NULL; one; one = json_next(one)) {
		double value = json_number(one);
		if (isnan(value) || value < 0 || option->number_count == 4)
			return fail(reader, one, _("expected at most four numbers, none below 0"));
		option->numbers[option->number_count++] = value;
	}
	return true;
}

static bool absent(struct reader *reader, const struct json *object, struct option *option)
{
	static const char *const words[] = { "no", "unknown" };
	const struct json *node = json_member(object, "absent");
	int which = 0;

	if (node && !one_of(reader, node, words, 2, &which))
		return false;
	option->is_absent_open = which == 1;
	return true;
}

static bool read_option(struct reader *reader, const struct json *object, struct option *option)
{
	struct text criterion = TEXT_NONE;

	option->criterion = -1;
	option->likely = 1;
	for (int i = 0; i < CRITERION_COUNT; i++)
		option->multiply[i] = 1;
	if (!keys(reader, object,
		    "id aliases title note need need_own any routes numbers multiply target caution good bad "
		    "months likely absent batch criterion match near opposite weights benchmarks prior trained other") ||
		!needed_id(reader, object, &option->id) ||
		!texts(reader, object, "title", true, option->title) ||
		!texts(reader, object, "note", false, option->note))
		return false;
	bool good = string(reader, object, "aliases", &option->aliases) &&
		string(reader, object, "need", &option->need);
	option->need_own = option->need;
	good = good && string(reader, object, "need_own", &option->need_own) &&
		string(reader, object, "any", &option->any) &&
		string(reader, object, "match", &option->match) &&
		string(reader, object, "near", &option->near) &&
		string(reader, object, "opposite", &option->opposite) &&
		string(reader, object, "criterion", &criterion) &&
		number(reader, object, "target", 0.05, 1, &option->target) &&
		number(reader, object, "caution", 0, 1, &option->caution) &&
		number(reader, object, "good", 0.01, 1e6, &option->good) &&
		number(reader, object, "bad", 0.01, 1e7, &option->bad) &&
		number(reader, object, "months", 0, 600, &option->months) &&
		number(reader, object, "likely", 0.01, 100, &option->likely) &&
		flag(reader, object, "batch", &option->is_batch) &&
		absent(reader, object, option) && routes(reader, object, &option->routes) &&
		numbers(reader, object, option) &&
		weights(reader, json_member(object, "multiply"), option->multiply) &&
		use_case(reader, object, option);
	if (good && criterion.size > 0 && (option->criterion = criterion_find(criterion)) < 0)
		return fail(reader, json_member(object, "criterion"),
			_("no criterion of this name: expected one of Q C S X P O V E R A D or their names"));
	return good;
}

static bool read_options(struct reader *reader, const struct json *object,
	struct question *question)
{
	const struct json *list = json_member(object, "options");

	if (!json_is(list, JSON_ARRAY) && list)
		return fail(reader, list, _("expected a list [ ... ]"));
	int count = list ? json_count(list) : 0;
	if (count > OPTION_MAX)
		return fail(reader, list, _("a question has at most 40 options"));
	question->options = ARENA_ARRAY(reader->arena, struct option, (size_t)count + 1);
	for (const struct json *one = list ? json_first(list) : NULL; one; one = json_next(one)) {
		struct option *option = &question->options[question->option_count];
		if (!read_option(reader, one, option))
			return false;
		if (question_option(question, option->id) >= 0)
			return fail(reader, one, _("another option has this id"));
		question->option_count++;
	}
	return true;
}

static bool read_question(struct reader *reader, const struct json *object)
{
	static const char *const policies[] = { "mark", "verify", "keep" };
	const char *names[SHAPE_COUNT];
	struct questionnaire *to = reader->to;
	double most = 0, relax = 5;
	int shape = SHAPE_ONE, policy = UNKNOWN_MARK;

	if (to->question_count == QUESTION_MAX)
		return fail(reader, object, _("a questionnaire has at most 40 questions"));
	struct question *question = &to->questions[to->question_count];
	for (int i = 0; i < SHAPE_COUNT; i++)
		names[i] = question_shape_name((enum question_shape)i);
	question->ease = 0.9;
	question->effort = 1;
	if (!keys(reader, object,
		    "id ask why brief place term shape unknown most ease effort relax expert first need need_own "
		    "while_known only_if not_if options") ||
		!needed_id(reader, object, &question->id))
		return false;
	if (questionnaire_find(to, question->id))
		return fail(reader, object, _("another question has this id"));
	const struct json *node = json_member(object, "shape");
	if (node && !one_of(reader, node, names, SHAPE_COUNT, &shape))
		return false;
	if ((node = json_member(object, "unknown")) && !one_of(reader, node, policies, 3, &policy))
		return false;
	question->shape = (enum question_shape)shape;
	question->unknown = (enum unknown_policy)policy;
	bool good = texts(reader, object, "ask", true, question->ask) &&
		texts(reader, object, "why", true, question->why) &&
		texts(reader, object, "brief", true, question->brief) &&
		texts(reader, object, "place", false, question->place) &&
		string(reader, object, "term", &question->term) &&
		string(reader, object, "need", &question->need);
	question->need_own = question->need;
	good = good && string(reader, object, "need_own", &question->need_own) &&
		string(reader, object, "while_known", &question->clause_asked) &&
		number(reader, object, "most", 0, 8, &most) &&
		number(reader, object, "ease", 0, 1, &question->ease) &&
		number(reader, object, "effort", 0.1, 10, &question->effort) &&
		number(reader, object, "relax", 1, 10, &relax) &&
		flag(reader, object, "expert", &question->is_expert) &&
		flag(reader, object, "first", &question->is_first) &&
		read_options(reader, object, question);
	question->most = (uint8_t)most;
	question->relax = (int)relax;
	to->question_count += good;
	return good;
}

/* {"data_place": ["own"]}: all must hold. Questions may be named before they come, so rules are read last. */
static bool read_rules(struct reader *reader, const struct json *object, struct question *question)
{
	static const char *const names[] = { "only_if", "not_if" };

	for (int kind = 0; kind < 2; kind++) {
		const struct json *rules = json_member(object, names[kind]);
		for (const struct json *one = rules ? json_first(rules) : NULL; one;
			one = json_next(one)) {
			const struct question *of = questionnaire_find(reader->to, json_key(one));
			if (!of)
				return fail(reader, one, _("no question has this id"));
			if (question->rule_count == 4 || !json_is(one, JSON_ARRAY))
				return fail(reader, one,
					_("expected a list of option ids, in at most four rules"));
			struct rule rule = { .question = (uint8_t)question_index(reader->to, of),
				.is_negated = kind == 1 };
			for (const struct json *id = json_first(one); id; id = json_next(id)) {
				int option = question_option(of, json_string(id));
				if (option < 0)
					return fail(reader, id, _("no option has this id"));
				rule.options |= UINT64_C(1) << option;
			}
			question->rules[question->rule_count++] = rule;
		}
	}
	return true;
}

static bool read_list(struct reader *reader, const struct json *list,
	bool (*read)(struct reader *, const struct json *))
{
	if (!list)
		return true;
	if (!json_is(list, JSON_ARRAY))
		return fail(reader, list, _("expected a list [ ... ]"));
	for (const struct json *one = json_first(list); one; one = json_next(one))
		if (!read(reader, one))
			return false;
	return true;
}

static bool read_prior(struct reader *reader, const struct json *object)
{
	struct questionnaire *to = reader->to;

	if (to->prior_count == PRIOR_MAX)
		return fail(reader, object, _("at most twelve classes of size"));
	struct prior *prior = &to->priors[to->prior_count++];
	prior->most_params = INFINITY;
	return keys(reader, object, "most_params undisclosed small at_2025 per_year") &&
		number(reader, object, "most_params", 0, 1e15, &prior->most_params) &&
		flag(reader, object, "undisclosed", &prior->is_undisclosed) &&
		flag(reader, object, "small", &prior->is_small) &&
		number(reader, object, "at_2025", 0, 1, &prior->at_2025) &&
		number(reader, object, "per_year", 0, 1, &prior->per_year);
}

/* {"gpqa-diamond": [-6.8, 108.7]}: floor and ceiling in the benchmark's unit. */
static bool read_scales(struct reader *reader, const struct json *object)
{
	struct questionnaire *to = reader->to;

	if (object && !json_is(object, JSON_OBJECT))
		return fail(reader, object, _("expected an object { ... }"));
	for (const struct json *one = object ? json_first(object) : NULL; one;
		one = json_next(one)) {
		const struct json *low = json_first(one), *high = low ? json_next(low) : NULL;
		if (!json_is(one, JSON_ARRAY) || isnan(json_number(low)) ||
			isnan(json_number(high)) || json_number(low) == json_number(high) ||
			to->scale_count == sizeof(to->scales) / sizeof(to->scales[0]))
			return fail(reader, one,
				_("expected [floor, ceiling], two different numbers"));
		to->scales[to->scale_count++] = (struct scale){ text_clean(reader->arena,
									json_key(one), NULL),
			json_number(low), json_number(high) };
	}
	return true;
}

static bool read_base(struct reader *reader, const struct json *object)
{
	struct questionnaire *to = reader->to;

	if (to->base_count == sizeof(to->base) / sizeof(to->base[0]))
		return fail(reader, object, _("at most eight needs that always hold"));
	struct base_need *base = &to->base[to->base_count++];
	return keys(reader, object, "need why") && string(reader, object, "need", &base->need) &&
		texts(reader, object, "why", true, base->why);
}

static bool read_note(struct reader *reader, const struct json *object)
{
	struct questionnaire *to = reader->to;
	const struct question *of = questionnaire_find(to,
		json_string(json_member(object, "question")));

	if (!keys(reader, object, "question options say"))
		return false;
	if (!of || to->note_count == sizeof(to->notes) / sizeof(to->notes[0]))
		return fail(reader, object, _("\"question\" names no question"));
	struct note *note = &to->notes[to->note_count++];
	note->question = (uint8_t)question_index(to, of);
	const struct json *list = json_member(object, "options");
	for (const struct json *id = list ? json_first(list) : NULL; id; id = json_next(id)) {
		int option = question_option(of, json_string(id));
		if (option < 0)
			return fail(reader, id, _("no option has this id"));
		note->options |= UINT64_C(1) << option;
	}
	return texts(reader, object, "say", true, note->say);
}

static bool read_preset(struct reader *reader, const struct json *object)
{
	struct questionnaire *to = reader->to;

	if (to->preset_count == PRESET_MAX)
		return fail(reader, object, _("at most 24 presets"));
	struct preset *preset = &to->presets[to->preset_count];
	if (!keys(reader, object, "id title note answers") ||
		!needed_id(reader, object, &preset->id) ||
		!texts(reader, object, "title", true, preset->title) ||
		!texts(reader, object, "note", false, preset->note))
		return false;
	if (questionnaire_preset(to, preset->id))
		return fail(reader, object, _("another preset has this id"));
	preset->answers = json_member(object, "answers");
	if (!json_is(preset->answers, JSON_OBJECT))
		return fail(reader, object,
			_("\"answers\" is missing: expected an object { ... }"));
	to->preset_count++;
	return true;
}

static bool read_anchors(struct reader *reader, const struct json *object)
{
	struct questionnaire *to = reader->to;

	to->quality_band = 0.20;
	to->prior_band = 0.22;
	to->prior_weight = 0.25;
	to->prior_low = 0.05;
	to->prior_high = 0.85;
	to->cost_best = 0.02;
	to->cost_worst = 30;
	if (!object)
		return true;
	return keys(reader, object,
		       "quality_band prior_band prior_weight prior_low prior_high cost_best cost_worst small_names") &&
		number(reader, object, "quality_band", 0, 1, &to->quality_band) &&
		number(reader, object, "prior_band", 0, 1, &to->prior_band) &&
		number(reader, object, "prior_weight", 0, 10, &to->prior_weight) &&
		number(reader, object, "prior_low", 0, 1, &to->prior_low) &&
		number(reader, object, "prior_high", 0, 1, &to->prior_high) &&
		number(reader, object, "cost_best", 1e-6, 1e3, &to->cost_best) &&
		number(reader, object, "cost_worst", 1e-3, 1e6, &to->cost_worst) &&
		string(reader, object, "small_names", &to->small_names);
}

static bool read_all(struct reader *reader, const struct json *root)
{
	struct questionnaire *to = reader->to;
	double seed = 20251105, draws = 2000;

	if (!keys(reader, root,
		    "schema version seed draws anchors scales priors base questions notes presets"))
		return false;
	if (!text_equal_string(json_string(json_member(root, "schema")),
		    "llmatlas-questionnaire/1"))
		return fail(reader, root, _("expected \"schema\": \"llmatlas-questionnaire/1\""));
	if (!string(reader, root, "version", &to->version) ||
		!number(reader, root, "seed", 0, 4294967295.0, &seed) ||
		!number(reader, root, "draws", 100, 20000, &draws) ||
		!read_anchors(reader, json_member(root, "anchors")) ||
		!read_scales(reader, json_member(root, "scales")) ||
		!read_list(reader, json_member(root, "priors"), read_prior) ||
		!read_list(reader, json_member(root, "base"), read_base) ||
		!read_list(reader, json_member(root, "questions"), read_question))
		return false;
	to->seed = (uint64_t)seed;
	to->draws = (uint32_t)draws;
	if (to->question_count == 0)
		return fail(reader, root, _("there are no questions"));
	size_t at = 0;
	for (const struct json *one = json_first(json_member(root, "questions")); one;
		one = json_next(one))
		if (!read_rules(reader, one, &to->questions[at++]))
			return false;
	return read_list(reader, json_member(root, "notes"), read_note) &&
		read_list(reader, json_member(root, "presets"), read_preset);
}

enum result questionnaire_read(struct questionnaire *questionnaire, const char *file,
	struct text bytes, struct arena *arena, struct error *err)
{
	struct reader reader = { questionnaire, arena, err };

	memset(questionnaire, 0, sizeof(*questionnaire));
	questionnaire->file = arena_copy(arena, text_of(file));
	questionnaire->hash = text_hash(bytes);
	enum result result = json_parse(&questionnaire->document, file, bytes, err);
	if (result != RESULT_OK)
		return result;
	if (read_all(&reader, json_root(questionnaire->document)))
		return RESULT_OK;
	questionnaire_done(questionnaire);
	return RESULT_BAD_DATA;
}
