/* SPDX-License-Identifier: MIT */
/* terms: the glossary in the terminal, or as a table in any format. */
#include "catalog/advice/words.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "cli/context.h"
#include "cli/resources.h"

#include <stdio.h>

enum { NAME_CELLS = 30, LINE_CELLS = 78 };

static void print_line(const struct glossary_term *term)
{
	struct text name = words_text(&term->name), brief = words_text(&term->brief);
	int used = text_width(name);

	printf("%.*s%*s%.*s\n", TEXT_ARGS(name), used < NAME_CELLS ? NAME_CELLS - used : 2, "",
		TEXT_ARGS(brief));
}

static void print_wrapped(struct text text)
{
	size_t at = 0;

	for (struct text line = text_wrap(text, &at, LINE_CELLS); line.size > 0;
		line = text_wrap(text, &at, LINE_CELLS))
		printf("  %.*s\n", TEXT_ARGS(line));
}

static void print_list(const char *label, const struct text *items, size_t count)
{
	struct strbuf list;

	if (count == 0)
		return;
	strbuf_init(&list);
	strbuf_add_format(&list, "%s: ", label);
	for (size_t i = 0; i < count; i++)
		strbuf_add_format(&list, "%s%.*s", i > 0 ? ", " : "", TEXT_ARGS(items[i]));
	print_wrapped(strbuf_text(&list));
	strbuf_done(&list);
}

static void print_whole(struct context *context, struct words *words,
	const struct glossary_term *term)
{
	struct text *names = ARENA_ARRAY(&context->arena, struct text, term->see_count + 1);
	size_t count = 0;

	printf("%.*s\n", TEXT_ARGS(words_text(&term->name)));
	print_wrapped(arena_format(&context->arena, "%.*s.", TEXT_ARGS(words_text(&term->brief))));
	print_wrapped(words_text(&term->text));
	print_list(_("In a query"), term->fields, term->field_count);
	for (size_t i = 0; i < term->see_count; i++) {
		const struct glossary_term *other = words_term(words, term->see[i]);
		if (other)
			names[count++] = words_text(&other->name);
	}
	print_list(_("See also"), names, count);
}

static enum result no_term(struct context *context, struct words *words, struct text word)
{
	const struct glossary_term *nearest = words_nearest(words, word);

	if (nearest)
		return error_set(&context->err, RESULT_USAGE,
			_("There is no term '%.*s'. Nearest: %.*s"), TEXT_ARGS(word),
			TEXT_ARGS(nearest->id));
	return error_set(&context->err, RESULT_USAGE,
		_("There is no term '%.*s'. 'llmatlas terms' lists them all."), TEXT_ARGS(word));
}

static enum result print_terms(struct context *context, struct words *words)
{
	const struct glossary_term *terms, *only = NULL;
	size_t count = words_terms(words, &terms);

	if (context->options.word_count > 0) {
		struct strbuf name;
		strbuf_init(&name);
		for (size_t i = 0; i < context->options.word_count; i++)
			strbuf_add_format(&name, "%s%s", i > 0 ? " " : "",
				context->options.words[i]);
		struct text word = arena_copy(&context->arena,
			text_clean(&context->arena, strbuf_text(&name), NULL));
		strbuf_done(&name);
		only = words_find(words, word);
		if (!only)
			return no_term(context, words, word);
	}
	if (output_is_asked(context))
		return output_table(context,
			table_terms(words, only, context->store, &context->arena));
	for (size_t i = 0; i < count && !only; i++)
		print_line(&terms[i]);
	if (only)
		print_whole(context, words, only);
	return RESULT_OK;
}

static enum result run_terms(struct context *context)
{
	struct words words;

	words_init(&words, resource_text("catalog/facts/glossary.json"), TEXT_NONE);
	enum result result = print_terms(context, &words);
	words_done(&words);
	return result;
}

const struct command command_terms = { "terms", "terms [TERM]",
	N_("explain a term, a field or a value; without one list all terms"), TABLE_OPTIONS, true,
	run_terms };
