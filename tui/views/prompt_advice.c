/* SPDX-License-Identifier: MIT */
/* What a line of the prompt may have meant: what is wrong with it, the nearest word that a name has, the filter that a word is. */
#include "catalog/base/message.h"
#include "catalog/query/search.h"
#include "tui/views/prompt.h"

#include <string.h>

void prompt_find_nearest(struct view_prompt *prompt)
{
	const struct explorer *explorer = prompt->view.explorer;
	struct text line = strbuf_text(&prompt->editor.line);
	size_t to = line.size;

	prompt->nearest = TEXT_NONE;
	if (prompt->is_query || explorer->has_error || query_run_model_count(explorer->run) > 0)
		return;
	while (to > 0 && prompt->nearest.size == 0) {
		struct text word = text_last_word(text_slice(line, 0, to));
		size_t from = to - word.size;
		prompt->nearest_of = (struct span){ (uint32_t)from, (uint32_t)word.size };
		prompt->nearest = search_nearest_word(explorer->store, word, &prompt->view.frame);
		to = from > 0 ? from - 1 : 0;
	}
}

bool prompt_is_unfinished(const struct view_prompt *prompt)
{
	const struct explorer *explorer = prompt->view.explorer;
	struct text line = strbuf_text(&prompt->editor.line);

	return explorer->has_error && explorer->error.instead.size == 0 &&
		prompt->editor.cursor == line.size && line.size > 0 &&
		strchr(":=<>,", line.bytes[line.size - 1]) &&
		explorer->error.span.from + explorer->error.span.size >= line.size;
}

void prompt_describe_mistake(const struct view_prompt *prompt, struct strbuf *out)
{
	const struct query_error *error = &prompt->view.explorer->error;

	if (error->instead.size == 0)
		strbuf_add(out, error->message);
	else
		strbuf_add_format(out, _("Nearest: %.*s%s. Column %d: expected %.*s."),
			TEXT_ARGS(error->instead), prompt->offers.count == 0 ? _(" (Tab)") : "",
			error->column, TEXT_ARGS(error->expected));
}

/* Of the words that are values too the last one: it has just been typed. */
static const struct query_offer *filter_of(const struct explorer *explorer)
{
	const struct query *query = &explorer->query;

	return !explorer->has_error && query->offer_count > 0
		? &query->offers[query->offer_count - 1]
		: NULL;
}

void prompt_draw_advice(const struct view_prompt *prompt, struct canvas *canvas)
{
	const struct explorer *explorer = prompt->view.explorer;
	const struct query_offer *filter = filter_of(explorer);
	struct text instead = prompt->nearest.size > 0 ? prompt->nearest
		: filter                               ? filter->replacement
						       : TEXT_NONE;
	bool has_instead = instead.size > 0 && prompt->offers.count == 0;
	struct strbuf line;

	if (explorer->message.size > 0 || (!explorer->has_error && !has_instead))
		return;
	bool is_wrong = explorer->has_error && !prompt_is_unfinished(prompt);
	strbuf_init(&line);
	if (explorer->has_error && !is_wrong)
		strbuf_add_format(&line, _("Next: %.*s"), TEXT_ARGS(explorer->error.expected));
	else if (is_wrong)
		prompt_describe_mistake(prompt, &line);
	else
		strbuf_add_format(&line, _("Tab: %.*s instead of the word"), TEXT_ARGS(instead));
	canvas_fill(canvas, (struct rect){ 0, canvas->height - 1, canvas->width, 1 }, ROLE_TEXT);
	canvas_text_cut(canvas, 1, canvas->height - 1, canvas->width - 2,
		is_wrong ? ROLE_ERROR : ROLE_INFO, strbuf_text(&line));
	strbuf_done(&line);
}

static void take_nearest(struct view_prompt *prompt)
{
	struct span of = prompt->nearest_of;

	strbuf_splice(&prompt->editor.line, of.from, of.size, prompt->nearest);
	prompt->editor.cursor = of.from + prompt->nearest.size;
}

/* The word becomes a filter of the whole query, with the cursor behind it. */
static void take_filter(struct view_prompt *prompt)
{
	const struct explorer *explorer = prompt->view.explorer;
	const struct query_offer *filter = filter_of(explorer);
	size_t end = filter->word.from + filter->replacement.size;
	struct strbuf edited;

	strbuf_init(&edited);
	strbuf_add(&edited, explorer->query.text);
	strbuf_splice(&edited, filter->word.from, filter->word.size, filter->replacement);
	prompt->is_query = true;
	line_editor_set(&prompt->editor, strbuf_text(&edited));
	prompt->editor.cursor = end;
	strbuf_done(&edited);
}

bool prompt_take_advice(struct view_prompt *prompt)
{
	const struct explorer *explorer = prompt->view.explorer;

	if (explorer->has_error && explorer->error.nearest.size > 0) {
		prompt->is_query = true;
		line_editor_set(&prompt->editor, explorer->error.nearest);
	} else if (prompt->nearest.size > 0) {
		take_nearest(prompt);
	} else if (filter_of(explorer)) {
		take_filter(prompt);
	} else {
		return false;
	}
	return true;
}
