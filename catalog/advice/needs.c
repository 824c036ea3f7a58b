/* SPDX-License-Identifier: MIT */
/* Answers as needs, and what every model and offer answers to one: three-valued, cached by text. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/edit.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct answer *answer_of(const struct questionnaire *questionnaire,
	const struct answers *answers, const char *id)
{
	const struct question *question = questionnaire_find(questionnaire, text_of(id));
	const struct answer *answer = question
		? &answers->of[question_index(questionnaire, question)]
		: NULL;

	return answer && answer->is_given ? answer : NULL;
}

const struct option *chosen_option(const struct questionnaire *questionnaire,
	const struct answers *answers, const char *id)
{
	const struct answer *answer = answer_of(questionnaire, answers, id);

	if (!answer || answer->order_count == 0)
		return NULL;
	return &questionnaire_find(questionnaire, text_of(id))->options[answer->order[0]];
}

static void set_uses(struct setting *setting, const struct questionnaire *questionnaire,
	const struct answers *answers)
{
	const struct question *question = questionnaire_find(questionnaire, TEXT("use_case"));
	const struct answer *answer = answer_of(questionnaire, answers, "use_case");

	if (!question)
		return;
	for (size_t i = 0; answer && i < answer->order_count && i < 2; i++) {
		setting->uses[i] = question->options[answer->order[i]].use_case;
		setting->shares[i] = answer->order_count == 1 ? 1 : i == 0 ? 0.7 : 0.3;
	}
	int general = question_option(question, TEXT("general"));
	if (!setting->uses[0] && general >= 0) {
		setting->uses[0] = question->options[general].use_case;
		setting->shares[0] = 1;
	}
}

static void set_work(struct setting *setting, const struct questionnaire *questionnaire,
	const struct answers *answers)
{
	const struct answer *work = answer_of(questionnaire, answers, "workload"),
			    *length = answer_of(questionnaire, answers, "length"),
			    *machine = answer_of(questionnaire, answers, "hardware");

	setting->in = work ? work->numbers[0] : 3000;
	setting->out = work ? work->numbers[1] : 600;
	setting->requests = work ? work->numbers[2] : 0;
	setting->repeat = work ? work->numbers[3] : 0;
	setting->length = length ? length->numbers[0] : 0;
	setting->bits = machine && machine->numbers[1] > 0 ? machine->numbers[1] : 4;
	setting->users = machine && machine->numbers[2] > 0 ? machine->numbers[2] : 1;
}

struct setting setting_of(const struct questionnaire *questionnaire, const struct answers *answers)
{
	struct setting setting = { .target = 0.60,
		.caution = 0.5,
		.good = 5,
		.bad = 60,
		.first_priority = -1,
		.routes = ROUTE_HOSTED | ROUTE_UNSERVED };
	const struct option *stakes = chosen_option(questionnaire, answers, "stakes"),
			    *latency = chosen_option(questionnaire, answers, "latency"),
			    *first = chosen_option(questionnaire, answers, "priorities"),
			    *place = chosen_option(questionnaire, answers, "data_place");

	set_uses(&setting, questionnaire, answers);
	set_work(&setting, questionnaire, answers);
	if (stakes && stakes->target > 0) {
		setting.target = stakes->target;
		setting.caution = stakes->caution;
	}
	if (latency && latency->bad > latency->good) {
		setting.good = latency->good;
		setting.bad = latency->bad;
		setting.is_batch = latency->is_batch;
		setting.is_realtime = latency->good <= 1;
		setting.has_latency = true;
	}
	if (place && place->routes)
		setting.routes = place->routes;
	setting.is_region = answer_of(questionnaire, answers, "regions") != NULL;
	setting.first_priority = first ? first->criterion : -1;
	setting.tone = chosen_option(questionnaire, answers, "tone");
	setting.languages = questionnaire_find(questionnaire, TEXT("languages"));
	setting.language_answer = answer_of(questionnaire, answers, "languages");
	return setting;
}

/* "{n}" of a template. */
static struct text fill(struct arena *arena, struct text template, struct text with)
{
	struct strbuf buf;
	ptrdiff_t at = text_find(template, TEXT("{n}"));

	if (at < 0)
		return template;
	strbuf_init(&buf);
	strbuf_add(&buf, text_slice(template, 0, (size_t)at));
	strbuf_add(&buf, with);
	strbuf_add(&buf, text_slice(template, (size_t)at + 3, template.size));
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

static struct text number_text(const struct question *question, double number, struct arena *arena)
{
	if (question->shape == SHAPE_MEMORY)
		return arena_format(arena, "%.10gGB", number);
	return arena_format(arena, "%.15g", number);
}

static struct text months_before(uint32_t date, double months, struct arena *arena)
{
	long day = date_day_number(date) - (long)(months * 30.4375);
	uint32_t then = date_of_day_number(day);
	return arena_format(arena, "%04u-%02u", then / 10000, then / 100 % 100);
}

struct making {
	struct ranker *ranker;
	const struct answers *answers;
	struct need *needs;
	size_t count;
	struct arena *arena;
	struct error *err;
	bool has_failed;
};

static void add(struct making *making, const struct question *question, int option,
	struct text hosted, struct text own, struct text any, double number)
{
	if ((hosted.size == 0 && own.size == 0) || making->count == NEED_MAX)
		return;
	making->needs[making->count++] = (struct need){
		.question = (uint8_t)question_index(making->ranker->questionnaire, question),
		.option = (int8_t)option,
		.unknown = question->unknown,
		.relax = question->relax,
		.hosted = hosted,
		.own = own,
		.any = any,
		.number = number
	};
}

/* Regions are one need (any of them); the maker's seat another. */
static void add_regions(struct making *making, const struct question *question,
	const struct answer *answer)
{
	struct strbuf in, seat;
	bool is_free = false;

	strbuf_init(&in);
	strbuf_init(&seat);
	for (size_t i = 0; i < answer->order_count; i++) {
		const struct option *option = &question->options[answer->order[i]];
		ptrdiff_t from = text_find(option->need, TEXT(":")),
			  maker = text_find(option->match, TEXT(":"));
		is_free = is_free || option->need.size == 0;
		if (option->need.size == 0 || from < 0 || maker < 0)
			continue;
		strbuf_add_string(&in, in.size > 0 ? "," : "region:");
		strbuf_add(&in, text_slice(option->need, (size_t)from + 1, option->need.size));
		strbuf_add_string(&seat, seat.size > 0 ? "," : "developer_region:");
		strbuf_add(&seat, text_slice(option->match, (size_t)maker + 1, option->match.size));
	}
	struct text hosted = arena_copy(making->arena, strbuf_text(&in));
	if (!is_free)
		add(making, question, -1, hosted, TEXT_NONE, TEXT_NONE, 0);
	if (!is_free && answer->is_maker) {
		struct text of = arena_copy(making->arena, strbuf_text(&seat));
		add(making, question, -2, of, of, TEXT_NONE, 0);
	}
	strbuf_done(&in);
	strbuf_done(&seat);
}

static void add_date(struct making *making, const struct question *question,
	const struct answer *answer)
{
	struct text from = answer->word_count > 0 ? answer->words[0] : TEXT_NONE;
	const struct option *option = answer->order_count > 0 ? &question->options[answer->order[0]]
							      : NULL;

	if (option && option->months > 0)
		from = months_before(store_date(making->ranker->store), option->months,
			making->arena);
	if (option && option->need.size > 0) {
		add(making, question, answer->order[0], option->need, option->need_own, TEXT_NONE,
			0);
		return;
	}
	if (from.size > 0) {
		struct text need = fill(making->arena, question->need, from);
		add(making, question, -1, need, need, TEXT_NONE, 0);
	}
}

static void add_makers(struct making *making, const struct question *question,
	const struct answer *answer)
{
	struct strbuf buf, quoted;

	strbuf_init(&buf);
	strbuf_init(&quoted);
	for (size_t i = 0; i < answer->word_count; i++) {
		uint32_t code = store_term_find(making->ranker->store, FIELD_DEVELOPER,
			answer->words[i]);
		if (code == 0 && !making->has_failed) {
			making->has_failed = true;
			error_set(making->err, RESULT_USAGE,
				_("%.*s: there is no developer '%.*s' in this catalog."),
				TEXT_ARGS(question->id), TEXT_ARGS(answer->words[i]));
		}
		edit_quote(&quoted,
			code ? store_term(making->ranker->store, FIELD_DEVELOPER, code).key
			     : answer->words[i]);
		strbuf_add_string(&buf, i > 0 ? "," : "");
		strbuf_add(&buf, strbuf_text(&quoted));
	}
	struct text names = arena_copy(making->arena, strbuf_text(&buf));
	struct text need = fill(making->arena, question->need, names);
	if (answer->is_maker)
		need = arena_format(making->arena, "-%.*s", TEXT_ARGS(need));
	add(making, question, -1, need, need, TEXT_NONE, 0);
	strbuf_done(&quoted);
	strbuf_done(&buf);
}

static void add_options(struct making *making, const struct question *question,
	const struct answer *answer)
{
	for (size_t i = 0; i < answer->order_count; i++) {
		const struct option *option = &question->options[answer->order[i]];
		bool is_strict = answer->strict >> answer->order[i] & 1;
		if (question->shape == SHAPE_LANGUAGES && !is_strict)
			continue;
		struct text hosted = option->need, own = option->need_own;
		if (question->shape == SHAPE_SIGNED && is_strict)
			hosted = own = arena_format(making->arena, "-%.*s", TEXT_ARGS(hosted));
		add(making, question, answer->order[i], hosted, own, option->any, 0);
	}
}

static void add_number(struct making *making, const struct question *question,
	const struct answer *answer)
{
	struct text number = number_text(question, answer->numbers[0], making->arena);

	if (answer->numbers[0] <= 0 || (question->shape == SHAPE_BUDGET && !answer->is_hard))
		return;
	add(making, question, -1, fill(making->arena, question->need, number),
		fill(making->arena, question->need_own, number), TEXT_NONE, answer->numbers[0]);
}

static void add_question(struct making *making, const struct question *question,
	const struct answer *answer)
{
	switch (question->shape) {
	case SHAPE_REGIONS: add_regions(making, question, answer); break;
	case SHAPE_DATE: add_date(making, question, answer); break;
	case SHAPE_MAKERS: add_makers(making, question, answer); break;
	case SHAPE_TOKENS:
	case SHAPE_MEMORY:
	case SHAPE_BUDGET: add_number(making, question, answer); break;
	case SHAPE_WORKLOAD: break;
	default: add_options(making, question, answer);
	}
}

enum result needs_of(struct ranker *ranker, const struct answers *answers,
	struct need needs[NEED_MAX], size_t *count, struct arena *arena, struct error *err)
{
	const struct questionnaire *questionnaire = ranker->questionnaire;
	struct making making = { .ranker = ranker,
		.answers = answers,
		.needs = needs,
		.arena = arena,
		.err = err };
	const struct answer *out = answer_of(questionnaire, answers, "out");

	for (size_t i = 0; i < questionnaire->base_count; i++) {
		const struct base_need *base = &questionnaire->base[i];
		bool is_output = text_starts_with(base->need, TEXT("output:"));
		if (is_output && out) /* the person says what must come out */
			continue;
		needs[making.count++] = (struct need){ .question = NEED_BASE,
			.option = (int8_t)i,
			.unknown = UNKNOWN_KEEP,
			.relax = 10,
			.hosted = base->need,
			.own = base->need,
			.why = questionnaire_text(base->why) };
	}
	for (size_t i = 0; i < questionnaire->question_count; i++) {
		const struct question *question = &questionnaire->questions[i];
		if (answers->of[i].is_given && question_is_open(questionnaire, question, answers))
			add_question(&making, question, &answers->of[i]);
	}
	*count = making.count;
	return making.has_failed ? RESULT_USAGE : RESULT_OK;
}

/* Values that this catalog has no word for ("EU" where nobody serves there) are left out of a clause; a clause of which nothing is left is
 * met by nobody: its field goes to `absent`. Returns what is left of the clause. */
static struct text known_values(const struct store *store, struct text clause, uint16_t *absent,
	struct arena *arena)
{
	bool is_negated = text_starts_with(clause, TEXT("-"));
	ptrdiff_t colon = text_find(clause, TEXT(":"));
	const struct field *field = colon > 0
		? store_field_find(store,
			  text_slice(clause, is_negated, (size_t)colon - is_negated))
		: NULL;
	struct strbuf kept;
	bool has_any = false;

	*absent = FIELD_NONE;
	if (!field || (field->kind != KIND_TAGS && field->kind != KIND_CATEGORY))
		return clause;
	strbuf_init(&kept);
	strbuf_add(&kept, text_slice(clause, 0, (size_t)colon + 1));
	struct text rest = text_slice(clause, (size_t)colon + 1, clause.size);
	while (rest.size > 0) {
		ptrdiff_t comma = text_find(rest, TEXT(","));
		struct text value = comma < 0 ? rest : text_slice(rest, 0, (size_t)comma);
		struct text bare = value.size > 1 && value.bytes[0] == '"'
			? text_slice(value, 1, value.size - 2)
			: value;
		if (text_equal_string(bare, "unknown") ||
			store_term_find(store, field->id, bare) > 0) {
			strbuf_add_string(&kept, has_any ? "," : "");
			strbuf_add(&kept, value);
			has_any = true;
		}
		rest = comma < 0 ? TEXT_NONE : text_slice(rest, (size_t)comma + 1, rest.size);
	}
	struct text left = has_any ? arena_copy(arena, strbuf_text(&kept)) : TEXT_NONE;
	if (!has_any && !is_negated)
		*absent = field->id;
	strbuf_done(&kept);
	return left;
}

/* The text of a need with the words that this catalog has: what Browse can parse. */
struct text need_known_text(const struct store *store, struct text text, struct arena *arena)
{
	struct text known = TEXT_NONE;

	while (text.size > 0) {
		ptrdiff_t blank = text_find(text, TEXT(" "));
		uint16_t absent;
		struct text clause = known_values(store,
			blank < 0 ? text : text_slice(text, 0, (size_t)blank), &absent, arena);
		if (clause.size > 0)
			known = arena_format(arena, "%.*s%s%.*s", TEXT_ARGS(known),
				known.size > 0 ? " " : "", TEXT_ARGS(clause));
		text = blank < 0 ? TEXT_NONE : text_slice(text, (size_t)blank + 1, text.size);
	}
	return known;
}

/* Parses a need's text; *absent is a field whose wanted values this catalog does not have, or FIELD_NONE. */
enum result need_parse(const struct ranker *ranker, struct text text, struct query *query,
	uint16_t *absent, struct arena *arena, struct error *err)
{
	struct query_error error;
	struct strbuf kept;
	struct text rest = text;

	*absent = FIELD_NONE;
	strbuf_init(&kept);
	while (rest.size > 0) {
		ptrdiff_t blank = text_find(rest, TEXT(" "));
		uint16_t missing;
		struct text clause = known_values(ranker->store,
			blank < 0 ? rest : text_slice(rest, 0, (size_t)blank), &missing, arena);
		if (missing != FIELD_NONE)
			*absent = missing;
		strbuf_add_string(&kept, kept.size > 0 && clause.size > 0 ? " " : "");
		strbuf_add(&kept, clause);
		rest = blank < 0 ? TEXT_NONE : text_slice(rest, (size_t)blank + 1, rest.size);
	}
	bool is_good = query_parse(query, ranker->store, strbuf_text(&kept), NULL, arena, &error);
	strbuf_done(&kept);
	if (is_good)
		return RESULT_OK;
	return error_set(err, RESULT_USAGE, _("The need '%.*s' is no query: %.*s"), TEXT_ARGS(text),
		TEXT_ARGS(error.message));
}

static void worst(uint8_t *answer, bool is_known)
{
	uint8_t one = is_known ? JUDGED_NO : JUDGED_UNKNOWN;
	*answer = *answer > one ? *answer : one;
}

/* Nobody has the wanted values: who states others fails, who states nothing is unknown. */
static void judge_absent(const struct ranker *ranker, uint16_t field, uint8_t *rows,
	uint8_t *offers)
{
	struct arena arena;

	arena_init(&arena);
	if (field_get((enum field_id)field)->scope == SCOPE_OFFER) {
		for (uint32_t i = 0; offers && i < ranker->offer_count; i++)
			worst(&offers[i],
				store_offer_value(ranker->store, i, field, &arena).state ==
					VALUE_KNOWN);
	} else {
		for (uint32_t i = 0; rows && i < ranker->model_count; i++)
			worst(&rows[i],
				store_value(ranker->store, i, field, &arena).state == VALUE_KNOWN);
	}
	arena_done(&arena);
}

static bool is_of_offers(uint16_t field)
{
	return field != FIELD_NONE && field_get((enum field_id)field)->scope == SCOPE_OFFER;
}

enum result need_mask(struct ranker *ranker, struct text text, const uint8_t **rows,
	struct error *err)
{
	uint64_t key = text_hash(text);
	struct query query;
	struct arena arena;
	uint16_t absent;

	for (size_t i = 0; i < ranker->mask_count; i++)
		if (ranker->masks[i].key == key) {
			*rows = ranker->masks[i].rows;
			return RESULT_OK;
		}
	assert(ranker->mask_count < MASK_CACHE);
	arena_init(&arena);
	enum result result = need_parse(ranker, text, &query, &absent, &arena, err);
	if (result == RESULT_OK) {
		struct mask_column *mask = &ranker->masks[ranker->mask_count];
		mask->rows = memory_get_zeroed(ranker->model_count + 1, 1);
		mask->key = key;
		result = judge_query(ranker->run, &query, mask->rows, NULL, NULL, err);
		if (result == RESULT_OK) {
			if (absent != FIELD_NONE)
				judge_absent(ranker, absent, mask->rows, NULL);
			ranker->mask_count++;
			*rows = mask->rows;
		} else {
			free(mask->rows);
		}
		query_done(&query);
	}
	arena_done(&arena);
	return result;
}

static enum result judge_hosted(struct ranker *ranker, const struct need *need,
	struct need_column *column, struct error *err)
{
	struct query query;
	struct arena arena;
	uint16_t absent;

	arena_init(&arena);
	enum result result = need_parse(ranker, need->hosted, &query, &absent, &arena, err);
	if (result == RESULT_OK) {
		if (judge_asks_offers(&query) || is_of_offers(absent))
			column->offers = memory_get_zeroed(ranker->offer_count + 1, 1);
		result = judge_query(ranker->run, &query, column->rows, column->offers, NULL, err);
		if (result == RESULT_OK && absent != FIELD_NONE)
			judge_absent(ranker, absent, column->rows, column->offers);
		query_done(&query);
	}
	arena_done(&arena);
	return result;
}

static void judge_budget(struct ranker *ranker, const struct need *need,
	const struct setting *setting, struct need_column *column)
{
	double low, high;

	column->offers = memory_get_zeroed(ranker->offer_count + 1, 1);
	for (uint32_t offer = 0; offer < ranker->offer_count; offer++) {
		bool is_known = month_at_offer(ranker, offer, setting, 1, &low, &high);
		column->offers[offer] = !is_known ? JUDGED_UNKNOWN
			: low <= need->number     ? JUDGED_YES
						  : JUDGED_NO;
	}
}

static void judge_memory(struct ranker *ranker, const struct need *need,
	const struct setting *setting, struct need_column *column)
{
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		double low, high;
		memory_of(ranker, row, setting, &low, &high);
		column->own[row] = isnan(low)        ? JUDGED_UNKNOWN
			: high <= need->number * 1e9 ? JUDGED_YES
			: low > need->number * 1e9   ? JUDGED_NO
						     : JUDGED_UNKNOWN;
	}
}

/* A second way to meet the need: the better answer counts. */
static void judge_any(const struct ranker *ranker, const uint8_t *any, struct need_column *column)
{
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		if (any[row] < column->own[row])
			column->own[row] = any[row];
		if (!column->offers && any[row] < column->rows[row])
			column->rows[row] = any[row];
	}
	for (uint32_t offer = 0; column->offers && offer < ranker->offer_count; offer++) {
		uint8_t answer = any[store_offer_row(ranker->store, offer)];
		if (answer < column->offers[offer])
			column->offers[offer] = answer;
	}
}

/* Hosted routes must lie where the data may go: in the person's cloud account, when only that is open. */
static void judge_routes(struct ranker *ranker, const struct setting *setting,
	struct need_column *column)
{
	if (!column->offers)
		column->offers = memory_get_zeroed(ranker->offer_count + 1, 1);
	for (uint32_t offer = 0; offer < ranker->offer_count; offer++) {
		uint8_t answer = setting->routes & ROUTE_HOSTED ? JUDGED_YES
			: !(setting->routes & ROUTE_CLOUD)      ? JUDGED_NO
			: ranker->offers[offer].cloud > 0       ? JUDGED_YES
			: ranker->offers[offer].cloud < 0       ? JUDGED_UNKNOWN
								: JUDGED_NO;
		if (answer > column->offers[offer])
			column->offers[offer] = answer;
	}
}

static uint64_t column_key(const struct need *need, const struct setting *setting, bool is_budget,
	bool is_memory, bool is_place)
{
	uint64_t key = text_hash(need->hosted) * 31 + text_hash(need->own) * 131 +
		text_hash(need->any) * 17;
	double parts[8] = { need->number };

	if (is_budget) {
		double work[] = { setting->in, setting->out, setting->requests, setting->repeat,
			setting->is_batch };
		memcpy(parts + 1, work, sizeof(work));
	} else if (is_memory) {
		double work[] = { setting->length, setting->bits, setting->users };
		memcpy(parts + 1, work, sizeof(work));
	}
	parts[7] = is_place ? setting->routes + 1 : 0;
	return key ^ text_hash((struct text){ (const char *)parts, sizeof(parts) });
}

static void column_free(struct need_column *column)
{
	free(column->rows);
	free(column->offers);
	free(column->own);
}

void needs_make_room(struct ranker *ranker, bool is_all)
{
	if (is_all || ranker->column_count > COLUMN_CACHE - NEED_MAX) {
		for (size_t i = 0; i < ranker->column_count; i++)
			column_free(&ranker->columns[i]);
		ranker->column_count = 0;
	}
	if (is_all || ranker->mask_count > MASK_CACHE / 2) {
		for (size_t i = 0; i < ranker->mask_count; i++)
			free(ranker->masks[i].rows);
		ranker->mask_count = 0;
	}
}

enum result need_column_get(struct ranker *ranker, const struct need *need,
	const struct setting *setting, const struct need_column **out, struct error *err)
{
	const struct question *question = need->question == NEED_BASE
		? NULL
		: &ranker->questionnaire->questions[need->question];
	bool is_budget = question && question->shape == SHAPE_BUDGET,
	     is_memory = question && question->shape == SHAPE_MEMORY,
	     is_place = question && text_equal_string(question->id, "data_place");
	uint64_t key = column_key(need, setting, is_budget, is_memory, is_place);
	enum result result = RESULT_OK;
	const uint8_t *rows = NULL, *any = NULL;

	for (size_t i = 0; i < ranker->column_count; i++)
		if (ranker->columns[i].key == key) {
			*out = &ranker->columns[i];
			return RESULT_OK;
		}
	assert(ranker->column_count < COLUMN_CACHE); /* pass_run makes room before it asks */
	struct need_column *column = &ranker->columns[ranker->column_count];
	*column = (struct need_column){ .key = key,
		.rows = memory_get_zeroed(ranker->model_count + 1, 1),
		.own = memory_get_zeroed(ranker->model_count + 1, 1) };
	if (is_budget) {
		judge_budget(ranker, need, setting, column);
		memset(column->own, JUDGED_YES, ranker->model_count); /* nothing is billed */
	} else if (need->hosted.size > 0) {
		result = judge_hosted(ranker, need, column, err);
	}
	if (result == RESULT_OK && is_memory)
		judge_memory(ranker, need, setting, column);
	else if (result == RESULT_OK && need->own.size > 0 && !is_budget) {
		result = need_mask(ranker, need->own, &rows, err);
		if (result == RESULT_OK)
			memcpy(column->own, rows, ranker->model_count);
	}
	if (result == RESULT_OK && need->any.size > 0) {
		result = need_mask(ranker, need->any, &any, err);
		if (result == RESULT_OK)
			judge_any(ranker, any, column);
	}
	if (result == RESULT_OK && is_place)
		judge_routes(ranker, setting, column);
	if (result != RESULT_OK) {
		column_free(column);
		return result;
	}
	ranker->column_count++;
	*out = column;
	return RESULT_OK;
}
