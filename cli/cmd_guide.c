/* SPDX-License-Identifier: MIT */
/* guide: from answers to a short list, without a screen. */
#include "catalog/advice/computations.h"
#include "catalog/advice/record.h"
#include "catalog/base/file.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "cli/context.h"
#include "cli/guide_ask.h"
#include "cli/progress.h"
#include "cli/resources.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The built-in questionnaire, or the file of --questions. */
static enum result open_questionnaire(struct context *context, struct questionnaire *questionnaire)
{
	const char *path = context->options.questions;
	const struct resource *built_in = resource_find("catalog/facts/questionnaire.json");
	struct text bytes = { built_in->bytes, built_in->size };

	if (path) {
		char *loaded;
		enum result result = file_load_named(path, 8u << 20, &loaded, &bytes.size,
			&context->err);
		if (result != RESULT_OK)
			return result;
		bytes.bytes = loaded;
		bytes = arena_copy(&context->arena, bytes);
		free(loaded);
	}
	return questionnaire_read(questionnaire, path ? path : "questionnaire.json", bytes,
		&context->arena, &context->err);
}

static enum result no_preset(struct context *context, const struct questionnaire *questionnaire)
{
	struct strbuf list;

	strbuf_init(&list);
	for (size_t i = 0; i < questionnaire->preset_count; i++)
		strbuf_add_format(&list, "%s%.*s", i > 0 ? ", " : "",
			TEXT_ARGS(questionnaire->presets[i].id));
	enum result result = error_set(&context->err, RESULT_USAGE,
		_("There is no preset '%s'. Possible: %s"), context->options.preset,
		list.bytes ? list.bytes : "");
	strbuf_done(&list);
	return result;
}

static enum result read_file(struct context *context, const struct questionnaire *questionnaire,
	struct answers *answers)
{
	char *bytes;
	size_t size;
	enum result result = file_load_named(context->options.answers, 64u << 20, &bytes, &size,
		&context->err);

	if (result != RESULT_OK)
		return result;
	struct answers_mistakes mistakes;
	result = answers_read_all(answers, questionnaire, context->options.answers,
		(struct text){ bytes, size }, &context->arena, &mistakes);
	free(bytes);
	for (size_t i = 0; i < mistakes.count; i++) { /* the last one ends the program */
		if (i + 1 < mistakes.count)
			say("llmatlas: %.*s", TEXT_ARGS(mistakes.items[i]));
		else
			error_set(&context->err, result, "%.*s", TEXT_ARGS(mistakes.items[i]));
	}
	return result;
}

/* The preset, then the file, then what --set says: the later wins, question by question. */
static enum result read_answers(struct context *context, const struct questionnaire *questionnaire,
	struct answers *answers)
{
	const struct options *options = &context->options;
	enum result result = RESULT_OK;

	answers_clear(answers);
	if (options->preset) {
		const struct preset *preset = questionnaire_preset(questionnaire,
			text_of(options->preset));
		if (!preset)
			return no_preset(context, questionnaire);
		result = answers_from_preset(answers, questionnaire, preset, &context->arena,
			&context->err);
	}
	if (result == RESULT_OK && options->answers) {
		struct answers of_file;
		result = read_file(context, questionnaire, &of_file);
		if (result == RESULT_OK && !options->preset)
			*answers = of_file;
		for (size_t i = 0; result == RESULT_OK && options->preset && i < QUESTION_MAX; i++)
			if (of_file.of[i].is_given)
				answers->of[i] = of_file.of[i];
	}
	struct text rest = text_of(options->set);
	while (result == RESULT_OK && rest.size > 0) {
		ptrdiff_t end = text_find(rest, TEXT("\n"));
		struct text one = end < 0 ? rest : text_slice(rest, 0, (size_t)end);
		result = answers_set(answers, questionnaire, one, &context->arena, &context->err);
		rest = end < 0 ? TEXT_NONE : text_slice(rest, (size_t)end + 1, rest.size);
	}
	return result;
}

/* An answer that would be passed over in silence is a mistake, but what a preset brought along goes where another answer closes it. */
static enum result check_answers(struct context *context, const struct questionnaire *questionnaire,
	struct answers *answers)
{
	const struct options *options = &context->options;
	struct answers preset = { 0 };
	const struct question *by;

	if (options->preset)
		answers_from_preset(&preset, questionnaire,
			questionnaire_preset(questionnaire, text_of(options->preset)),
			&context->arena, &context->err);
	int at = answers_contradiction(questionnaire, answers, true, &by);
	while (at >= 0 && preset.of[at].is_given &&
		answer_equal(&preset.of[at], &answers->of[at])) {
		answers->of[at] = (struct answer){ 0 };
		at = answers_contradiction(questionnaire, answers, true, &by);
	}

	if (at < 0)
		return RESULT_OK;
	return error_set(&context->err, RESULT_USAGE, "%s",
		contradiction_text(questionnaire, at, &context->arena).bytes);
}

/* What is answered, for people; its name in a file of questions is another thing. */
static const char *answered_by(enum question_shape shape)
{
	switch (shape) {
	case SHAPE_SEVERAL: return C_("answered by", "several");
	case SHAPE_TOKENS: return C_("answered by", "tokens");
	case SHAPE_MEMORY: return C_("answered by", "memory");
	case SHAPE_WORKLOAD: return C_("answered by", "workload");
	case SHAPE_BUDGET: return C_("answered by", "budget");
	case SHAPE_REGIONS: return C_("answered by", "regions");
	case SHAPE_LANGUAGES: return C_("answered by", "languages");
	case SHAPE_DATE: return C_("answered by", "date");
	case SHAPE_SIGNED: return C_("answered by", "signed");
	case SHAPE_MAKERS: return C_("answered by", "makers");
	default: return C_("answered by", "one");
	}
}

static void print_questions(const struct questionnaire *questionnaire)
{
	for (size_t i = 0; i < questionnaire->question_count; i++) {
		const struct question *question = &questionnaire->questions[i];
		printf("%.*s  (%s)  %.*s\n", TEXT_ARGS(question->id), answered_by(question->shape),
			TEXT_ARGS(questionnaire_text(question->ask)));
		for (size_t j = 0; j < question->option_count; j++)
			printf("    %-16.*s %.*s\n", TEXT_ARGS(question->options[j].id),
				TEXT_ARGS(questionnaire_text(question->options[j].title)));
		if (question->shape == SHAPE_REGIONS)
			printf("    %-16s %s\n", "CH, SG, ...",
				_("another country, by its code of two letters"));
	}
	printf("\n%s\n", _("Presets"));
	for (size_t i = 0; i < questionnaire->preset_count; i++)
		printf("    %-16.*s %.*s\n", TEXT_ARGS(questionnaire->presets[i].id),
			TEXT_ARGS(questionnaire_text(questionnaire->presets[i].title)));
}

static struct table *questions_of(struct context *context,
	const struct questionnaire *questionnaire)
{
	struct table *table = table_questions(questionnaire, &context->arena);
	struct strbuf command;

	if (!context->options.questions)
		return table;
	strbuf_init(&command);
	strbuf_add_format(&command, "%.*s --questions ", TEXT_ARGS(table->command));
	export_shell_word(&command, text_of(context->options.questions));
	table->command = arena_copy(&context->arena, strbuf_text(&command));
	strbuf_done(&command);
	return table;
}

/* As it was typed, while it stands for itself; answers of a file are said in full. */
static struct text command_of(struct context *context, const struct ranking *ranking)
{
	const struct options *options = &context->options;
	const char *pairs[][2] = { { " --questions ", options->questions },
		{ " --preset ", options->preset } };
	bool is_typed = options->preset && !options->answers;
	struct strbuf buf;

	strbuf_init(&buf);
	if (is_typed)
		strbuf_add_string(&buf, "llmatlas guide");
	else
		strbuf_add(&buf,
			answers_command(&ranking->answers, ranking->questionnaire,
				&context->arena));
	for (int i = 0; i < 1 + is_typed; i++)
		if (pairs[i][1]) {
			strbuf_add_string(&buf, pairs[i][0]);
			export_shell_word(&buf, text_of(pairs[i][1]));
		}
	struct text rest = is_typed ? text_of(options->set) : TEXT_NONE;
	while (rest.size > 0) {
		ptrdiff_t end = text_find(rest, TEXT("\n"));
		strbuf_add_string(&buf, " --set ");
		export_shell_word(&buf, end < 0 ? rest : text_slice(rest, 0, (size_t)end));
		rest = end < 0 ? TEXT_NONE : text_slice(rest, (size_t)end + 1, rest.size);
	}
	struct text text = arena_copy(&context->arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

enum kind { KIND_OF_TABLE, KIND_OF_JSON, KIND_OF_MARKDOWN, KIND_OF_HTML, KIND_OF_TEXT };

static enum result kind_of(struct context *context, const char *format, const char *file,
	enum kind *kind)
{
	struct text path = text_of(file);
	bool is_json = format ? strcmp(format, "json") == 0 : text_ends_with(path, TEXT(".json"));
	bool is_html = format ? strcmp(format, "html") == 0 : text_ends_with(path, TEXT(".html"));
	bool is_markdown = format ? strcmp(format, "markdown") == 0 || strcmp(format, "md") == 0
				  : text_ends_with(path, TEXT(".md"));
	enum export_format ignored;

	*kind = is_json       ? KIND_OF_JSON
		: is_html     ? KIND_OF_HTML
		: is_markdown ? KIND_OF_MARKDOWN
			      : KIND_OF_TEXT;
	if (*kind != KIND_OF_TEXT || (!format && !file) || (format && strcmp(format, "text") == 0))
		return RESULT_OK;
	if (!format && text_ends_with(path, TEXT(".txt")))
		return RESULT_OK;
	*kind = KIND_OF_TABLE;
	return output_format(context, false, &ignored);
}

static enum result write_record(struct context *context, struct ranker *ranker,
	const struct ranking *ranking, enum kind kind, const char *path)
{
	struct sink *sink;
	struct text command = export_command_on(command_of(context, ranking),
		context->options.catalog, &context->arena);

	if (path) {
		enum result result = sink_open_file(&sink, path, !context->options.is_forced,
			&context->err);
		if (result != RESULT_OK)
			return result;
	} else {
		sink = sink_open_descriptor(STDOUT_FILENO, _("the output"));
	}
	if (kind == KIND_OF_JSON)
		record_write_json(sink, ranker, ranking, command);
	else
		record_write(sink, ranker, ranking,
			kind == KIND_OF_HTML               ? RECORD_HTML
				: kind == KIND_OF_MARKDOWN ? RECORD_MARKDOWN
							   : RECORD_TEXT,
			path ? 0 : output_width(), command);
	return sink_close(sink, &context->err);
}

/* Formats that have rows alone have no place for what is said beside them. */
static enum result write_table(struct context *context, const struct table *table)
{
	enum export_format format;
	enum result result = output_format(context, false, &format);
	bool has_rows_alone = format == EXPORT_CSV || format == EXPORT_TSV ||
		format == EXPORT_NDJSON || context->options.has_no_footer;

	if (result == RESULT_OK)
		result = output_table(context, table);
	if (result == RESULT_OK && has_rows_alone && table->not_weighed.size > 0)
		say("%.*s", TEXT_ARGS(table->not_weighed));
	return result;
}

static enum result print_ranking(struct context *context, struct ranker *ranker,
	const struct ranking *ranking)
{
	const struct options *options = &context->options;
	enum kind kind;
	enum result result = RESULT_OK;

	if (options->report) {
		result = kind_of(context, NULL, options->report, &kind);
		if (result == RESULT_OK && (kind == KIND_OF_TABLE || kind == KIND_OF_TEXT))
			result = error_set(&context->err, RESULT_USAGE,
				_("The ending of %s names no kind of record. Use .md, .html or .json."),
				options->report);
		if (result == RESULT_OK)
			result = write_record(context, ranker, ranking, kind, options->report);
	}
	if (result == RESULT_OK &&
		(!options->report || output_is_asked(context) || options->wants_table)) {
		kind = KIND_OF_TABLE;
		if (!options->wants_table)
			result = kind_of(context, options->format, options->output, &kind);
		if (result == RESULT_OK && kind == KIND_OF_TABLE)
			result = write_table(context,
				table_ranking(ranking, NULL, command_of(context, ranking),
					&context->arena));
		else if (result == RESULT_OK)
			result = write_record(context, ranker, ranking, kind, options->output);
	}
	if (result == RESULT_OK && ranking->certain == 0 && ranking->has_needs)
		result = error_set(&context->err, RESULT_NO_MATCH, "%s",
			_("No model surely meets every need. The smallest changes that help are listed."));
	return result;
}

/* Of a large catalog the models to weigh are gathered first. */
static enum result open_ranker(struct context *context, const struct questionnaire *questionnaire,
	struct ranker **ranker)
{
	struct progress progress;

	progress_begin(&progress, _("gathering the models to weigh"));
	enum result result = ranker_open(ranker, context->store, questionnaire, ranked_most,
		&progress.interrupt, &context->err);
	progress_end(&progress);
	return result == RESULT_INTERRUPTED
		? error_set(&context->err, result, "%s", _("Stopped: nothing was changed."))
		: result;
}

static enum result run_with(struct context *context, const struct questionnaire *questionnaire)
{
	const struct options *options = &context->options;
	struct answers answers;
	struct ranker *ranker = NULL;
	struct ranking *ranking = NULL;
	enum result result = read_answers(context, questionnaire, &answers);

	if (result == RESULT_OK)
		result = check_answers(context, questionnaire, &answers);
	if (result == RESULT_OK)
		result = open_ranker(context, questionnaire, &ranker);
	if ((options->format && strcmp(options->format, "json") == 0) ||
		(!options->format && options->output &&
			text_ends_with(text_of(options->output), TEXT(".json"))) ||
		(options->report && text_ends_with(text_of(options->report), TEXT(".json"))))
		message_use(LANGUAGE_EN, NULL, 0); /* JSON is the same for everyone */
	bool has_left = false;
	bool is_asked = !options->answers && !options->set && !options->preset;
	if (result == RESULT_OK && is_asked && (isatty(STDIN_FILENO) || options->is_plain))
		result = guide_ask(context, ranker, &answers, &has_left);
	if (result == RESULT_OK && !has_left)
		result = ranker_rank(ranker, &answers, RANK_EXPLORE, &context->arena, NULL,
			&ranking, &context->err);
	if (result == RESULT_OK && !has_left)
		result = print_ranking(context, ranker, ranking);
	ranker_free(ranker);
	return result;
}

static enum result run_guide(struct context *context)
{
	struct questionnaire *questionnaire = ARENA_ARRAY(&context->arena, struct questionnaire, 1);

	if (context->options.word_count > 0)
		return error_set(&context->err, RESULT_USAGE,
			_("'%s' is no option of guide. Answers are given as --set QUESTION=ANSWER."),
			context->options.words[0]);
	enum result result = open_questionnaire(context, questionnaire);
	if (result != RESULT_OK)
		return result;
	if (context->options.wants_list && output_is_asked(context))
		result = output_table(context, questions_of(context, questionnaire));
	else if (context->options.wants_list)
		print_questions(questionnaire);
	else
		result = run_with(context, questionnaire);
	questionnaire_done(questionnaire);
	return result;
}

const struct command command_guide = { "guide",
	"guide [--preset PRESET] [--answers FILE] [--set Q=A ...]",
	N_("from what you need to a short list you can defend"),
	TABLE_OPTIONS " answers set preset questions report list table", true, run_guide };
