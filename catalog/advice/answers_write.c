/* SPDX-License-Identifier: MIT */
/* Answers for others: as a file, as the command that gives them again, and what one set of answers changes in another. */
#include "catalog/advice/answers.h"

#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/export.h"

#include <string.h>

/* Words of one's own, such as regions that are no options, stand behind the options. */
static void write_ids(struct sink *sink, const struct question *question, uint64_t chosen,
	const struct answer *answer)
{
	bool is_first = true;

	sink_add_char(sink, '[');
	for (size_t i = 0; i < answer->order_count; i++) {
		if (!(chosen >> answer->order[i] & 1))
			continue;
		sink_add_string(sink, is_first ? "" : ", ");
		json_write_string(sink, question->options[answer->order[i]].id);
		is_first = false;
	}
	for (size_t i = 0; i < answer->word_count; i++, is_first = false) {
		sink_add_string(sink, is_first ? "" : ", ");
		json_write_string(sink, answer->words[i]);
	}
	sink_add_char(sink, ']');
}

static void write_words(struct sink *sink, const struct answer *answer)
{
	for (size_t i = 0; i < answer->word_count; i++) {
		sink_add_string(sink, i > 0 ? ", " : "");
		json_write_string(sink, answer->words[i]);
	}
}

static void write_numbers(struct sink *sink, const char *const *keys, const double *numbers,
	size_t count)
{
	for (size_t i = 0; i < count; i++) {
		sink_add_format(sink, "%s\"%s\": ", i > 0 ? ", " : "{", keys[i]);
		json_write_number(sink, numbers[i]);
	}
	sink_add_char(sink, '}');
}

static void write_budget(struct sink *sink, const struct question *question,
	const struct answer *answer)
{
	const struct option *option = answer->order_count > 0 ? &question->options[answer->order[0]]
							      : NULL;

	if (option && option->number_count == 0) {
		json_write_string(sink, option->id);
		return;
	}
	sink_add_string(sink, "{\"usd\": ");
	json_write_number(sink, answer->numbers[0]);
	sink_add_format(sink, ", \"kind\": \"%s\"}", answer->is_hard ? "hard" : "wish");
}

static void write_languages(struct sink *sink, const struct question *question,
	const struct answer *answer)
{
	for (size_t i = 0; i < answer->order_count; i++) {
		sink_add_string(sink, i > 0 ? ", " : "{");
		json_write_string(sink, question->options[answer->order[i]].id);
		sink_add_string(sink,
			answer->strict >> answer->order[i] & 1 ? ": \"must\"" : ": \"wish\"");
	}
	sink_add_char(sink, '}');
}

void answer_write(struct sink *sink, const struct question *question, const struct answer *answer)
{
	static const char *const memory[] = { "gb", "bits", "users" };
	static const char *const work[] = { "in", "out", "per_month", "repeat" };
	bool has_option = answer->order_count > 0;
	struct text first = has_option ? question->options[answer->order[0]].id : TEXT_NONE;

	switch (question->shape) {
	case SHAPE_TOKENS: json_write_number(sink, answer->numbers[0]); break;
	case SHAPE_MEMORY:
		write_numbers(sink, memory, answer->numbers, answer->numbers[1] > 0 ? 3 : 1);
		break;
	case SHAPE_WORKLOAD:
		if (has_option)
			json_write_string(sink, first);
		else
			write_numbers(sink, work, answer->numbers, 4);
		break;
	case SHAPE_BUDGET: write_budget(sink, question, answer); break;
	case SHAPE_SEVERAL: write_ids(sink, question, answer->chosen, answer); break;
	case SHAPE_REGIONS:
		sink_add_string(sink, "{\"in\": ");
		write_ids(sink, question, answer->chosen, answer);
		sink_add_format(sink, ", \"maker\": \"%s\"}", answer->is_maker ? "yes" : "no");
		break;
	case SHAPE_LANGUAGES: write_languages(sink, question, answer); break;
	case SHAPE_SIGNED:
		sink_add_string(sink, "{\"want\": ");
		write_ids(sink, question, answer->chosen & ~answer->strict, answer);
		sink_add_string(sink, ", \"refuse\": ");
		write_ids(sink, question, answer->strict, answer);
		sink_add_char(sink, '}');
		break;
	case SHAPE_MAKERS:
		sink_add_format(sink, "{\"%s\": [", answer->is_maker ? "not" : "only");
		write_words(sink, answer);
		sink_add_string(sink, "]}");
		break;
	case SHAPE_DATE:
		if (has_option) {
			json_write_string(sink, first);
			break;
		}
		sink_add_string(sink, "{\"after\": ");
		write_words(sink, answer);
		sink_add_char(sink, '}');
		break;
	default: json_write_string(sink, first);
	}
}

static void write_list(struct sink *sink, const struct text *ids, size_t count)
{
	sink_add_char(sink, '[');
	for (size_t i = 0; i < count; i++) {
		sink_add_string(sink, i > 0 ? ", " : "");
		json_write_string(sink, ids[i]);
	}
	sink_add_char(sink, ']');
}

static void write_weights(struct sink *sink, const void *of)
{
	const struct answers *answers = of;

	for (int i = 0; i < CRITERION_COUNT; i++) {
		sink_add_format(sink, "%s\"%s\": ", i > 0 ? ", " : "{",
			criterion_key((enum criterion)i));
		json_write_number(sink, answers->weights[i]);
	}
	sink_add_char(sink, '}');
}

void answers_write_beside(struct sink *sink, const struct answers *answers, const char *between)
{
	if (answers->has_weights)
		write_weights(sink, answers);
	else
		sink_add_string(sink, "null");
	sink_add_format(sink, "%s\"pins\": ", between);
	write_list(sink, answers->pins, answers->pin_count);
	sink_add_format(sink, "%s\"hide\": ", between);
	write_list(sink, answers->hide, answers->hide_count);
}

void answers_write(struct sink *sink, const struct answers *answers,
	const struct questionnaire *questionnaire)
{
	bool is_first = true;

	sink_add_string(sink, "{\n  \"schema\": \"llmatlas-answers/1\",\n  \"answers\": {");
	for (size_t i = 0; i < questionnaire->question_count; i++) {
		if (!answers->of[i].is_given)
			continue;
		sink_add_string(sink, is_first ? "\n    " : ",\n    ");
		is_first = false;
		json_write_string(sink, questionnaire->questions[i].id);
		sink_add_string(sink, ": ");
		answer_write(sink, &questionnaire->questions[i], &answers->of[i]);
	}
	sink_add_string(sink, is_first ? "},\n  \"weights\": " : "\n  },\n  \"weights\": ");
	answers_write_beside(sink, answers, ",\n  ");
	sink_add_string(sink, "\n}\n");
}

uint64_t answers_hash(const struct answers *answers, const struct questionnaire *questionnaire)
{
	struct strbuf buf;

	strbuf_init(&buf);
	struct sink *sink = sink_open_strbuf(&buf);
	answers_write(sink, answers, questionnaire);
	sink_close(sink, NULL);
	uint64_t hash = text_hash(strbuf_text(&buf));
	strbuf_done(&buf);
	return hash;
}

/* One answer as after --set: words where they suffice, else JSON. */
static void add_setting(struct strbuf *command, struct text key, struct text json,
	struct arena *arena)
{
	bool is_words = json.size > 2 && (json.bytes[0] == '"' || json.bytes[0] == '[') &&
		text_find(json, TEXT("\\")) < 0;
	struct strbuf value;

	strbuf_init(&value);
	strbuf_add(&value, key);
	strbuf_add_char(&value, '=');
	for (size_t i = 0; i < json.size; i++)
		if (!is_words || !strchr("[]\" ", json.bytes[i]))
			strbuf_add_char(&value, json.bytes[i]);
	strbuf_add_string(command, " --set ");
	export_shell_word(command, arena_copy(arena, strbuf_text(&value)));
	strbuf_done(&value);
}

static struct text json_of(void (*write)(struct sink *sink, const void *of), const void *of,
	struct arena *arena)
{
	struct strbuf json;

	strbuf_init(&json);
	struct sink *sink = sink_open_strbuf(&json);
	write(sink, of);
	sink_close(sink, NULL);
	struct text text = arena_copy(arena, strbuf_text(&json));
	strbuf_done(&json);
	return text;
}

struct one_answer {
	const struct question *question;
	const struct answer *answer;
};

static void write_one(struct sink *sink, const void *of)
{
	const struct one_answer *one = of;
	answer_write(sink, one->question, one->answer);
}

static void write_pins(struct sink *sink, const void *of)
{
	const struct answers *answers = of;
	write_list(sink, answers->pins, answers->pin_count);
}

static void write_hide(struct sink *sink, const void *of)
{
	const struct answers *answers = of;
	write_list(sink, answers->hide, answers->hide_count);
}

struct text answers_command(const struct answers *answers,
	const struct questionnaire *questionnaire, struct arena *arena)
{
	struct strbuf command;

	strbuf_init(&command);
	strbuf_add_string(&command, "llmatlas guide");
	for (size_t i = 0; i < questionnaire->question_count; i++) {
		struct one_answer one = { &questionnaire->questions[i], &answers->of[i] };
		if (answers->of[i].is_given)
			add_setting(&command, one.question->id, json_of(write_one, &one, arena),
				arena);
	}
	if (answers->has_weights)
		add_setting(&command, TEXT("weights"), json_of(write_weights, answers, arena),
			arena);
	if (answers->pin_count > 0)
		add_setting(&command, TEXT("pins"), json_of(write_pins, answers, arena), arena);
	if (answers->hide_count > 0)
		add_setting(&command, TEXT("hide"), json_of(write_hide, answers, arena), arena);
	struct text text = arena_copy(arena, strbuf_text(&command));
	strbuf_done(&command);
	return text;
}

struct text answers_changes(const struct questionnaire *questionnaire, const struct answers *from,
	const struct answers *to, struct arena *arena)
{
	struct strbuf buf;

	strbuf_init(&buf);
	for (size_t i = 0; i < questionnaire->question_count; i++) {
		if (answer_equal(&from->of[i], &to->of[i]))
			continue;
		strbuf_add_string(&buf, buf.size > 0 ? message_wide_gap() : "");
		strbuf_add(&buf, questionnaire_text(questionnaire->questions[i].brief));
		strbuf_add_string(&buf, ": ");
		answer_print(&buf, &questionnaire->questions[i], &to->of[i]);
	}
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}
