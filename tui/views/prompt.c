/* SPDX-License-Identifier: MIT */
/* The prompt on the state line: '/' edits the bare words, ':' the whole query; the list follows while one types. Tab completes, Up and Down
 * walk the history, Enter keeps, Esc brings the former query back. */
#include "tui/views/prompt.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/name_search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct view_prompt *prompt_of(struct view *view)
{
	return (struct view_prompt *)view;
}

void prompt_preview(struct view_prompt *prompt)
{
	struct text line = strbuf_text(&prompt->editor.line);
	struct strbuf edited;

	if (prompt->is_query) {
		explorer_preview_text(prompt->view.explorer, line);
		return;
	}
	strbuf_init(&edited);
	edit_words(&edited, &prompt->base, text_trim(line));
	explorer_preview_text(prompt->view.explorer, strbuf_text(&edited));
	strbuf_done(&edited);
}

static bool is_operator(char byte)
{
	return byte == ':' || byte == '=' || byte == '<' || byte == '>';
}

/* What is offered are values, as an operator stands before them. */
static bool is_value(const struct view_prompt *prompt)
{
	size_t from = prompt->offers.span.from;

	return from > 0 && from <= prompt->editor.line.size &&
		strchr(":=<>,+", prompt->editor.line.bytes[from - 1]) != NULL;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_prompt *prompt = prompt_of(view);

	(void)area;
	prompt_offers_prepare(&prompt->offers, view->explorer, &prompt->editor,
		prompt->is_query ? NULL : &prompt->base, &view->frame);
	prompt_find_nearest(prompt);
	prompt->hidden = 0;
	if (!prompt->is_query && !prompt->is_asked && !is_value(prompt)) {
		prompt->hidden = prompt->offers.count;
		prompt->offers.count = 0;
	}
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_prompt *prompt = prompt_of((struct view *)view);
	const struct explorer *explorer = view->explorer;
	int y = canvas->height - 2;
	size_t from = 0, size = 0;

	(void)area;
	prompt_offers_draw(&prompt->offers, canvas);
	canvas_fill(canvas, (struct rect){ 0, y, canvas->width, 1 }, ROLE_INPUT);
	canvas_text(canvas, 1, y, 2, ROLE_ACCENT, prompt->is_query ? TEXT(":") : TEXT("/"));
	if (explorer->has_error && prompt->is_query && !prompt_is_unfinished(prompt)) {
		from = explorer->error.span.from;
		size = explorer->error.span.size > 0 ? explorer->error.span.size : 1;
	}
	char count[32];
	snprintf(count, sizeof(count), _("%u of %u"), query_run_model_count(explorer->run),
		store_count(explorer->store));
	int right = text_width(text_of(count));
	line_editor_draw(&prompt->editor, canvas, 3, y, canvas->width - right - 6, from, size);
	canvas_text_right(canvas, canvas->width - right - 1, y, right, ROLE_DIM, text_of(count));
	prompt_draw_advice(prompt, canvas);
}

static void take_offer(struct view_prompt *prompt)
{
	if (prompt->offers.count > 0) {
		struct text insert = prompt->offers.items[prompt->offers.at].insert;
		strbuf_splice(&prompt->editor.line, prompt->offers.span.from,
			prompt->offers.span.size, insert);
		prompt->editor.cursor = prompt->offers.span.from + insert.size;
		prompt->is_asked = false;
		while (prompt->completed < insert.size &&
			is_operator(insert.bytes[insert.size - 1 - prompt->completed]))
			prompt->completed++;
	} else if (!prompt_take_advice(prompt)) {
		if (prompt->hidden > 0)
			prompt->is_asked = true;
		else
			explorer_complain(prompt->view.explorer, "%s",
				_("There is nothing to complete here."));
		return;
	}
	prompt->offers.at = 0;
	prompt_preview(prompt);
}

/* Down goes into what is offered, Up out of it; above it lies the history. */
static void walk(struct view_prompt *prompt, int step)
{
	bool is_in_history = prompt->editor.history_at > 0;

	if (!is_in_history && step > 0 && prompt->offers.count > 0)
		prompt->offers.at = (prompt->offers.at + 1) % prompt->offers.count;
	else if (!is_in_history && step < 0 && prompt->offers.at > 0)
		prompt->offers.at--;
	else
		prompt_walk_history(prompt, step);
}

static void restore(struct view_prompt *prompt)
{
	explorer_take_back(prompt->view.explorer, strbuf_text(&prompt->before), prompt->here);
}

static struct outcome accept(struct view_prompt *prompt)
{
	struct explorer *explorer = prompt->view.explorer;
	struct strbuf text;

	strbuf_init(&text);
	if (explorer->has_error) {
		prompt_describe_mistake(prompt, &text);
		explorer_complain(explorer, _("Not kept (Esc goes back). %.*s"),
			TEXT_ARGS(strbuf_text(&text)));
		strbuf_done(&text);
		return STAY;
	}
	strbuf_add(&text, text_trim(strbuf_text(&explorer->text)));
	restore(prompt); /* so that undo leads to the query before the prompt */
	explorer_set_text(explorer, strbuf_text(&text), true);
	explorer->wants_list = true; /* what was found is there, not in the panes */
	if (!prompt->is_query &&
		!text_equal(strbuf_text(&prompt->editor.line), strbuf_text(&prompt->given)))
		explorer->first_row = name_search_listed(explorer,
			text_trim(strbuf_text(&prompt->editor.line)));
	history_add(prompt_history(prompt),
		prompt->is_query ? strbuf_text(&text) : strbuf_text(&prompt->editor.line));
	strbuf_done(&text);
	return POP;
}

/* Who types ":" behind the ":" that a completion put there means that one. */
static void type_over(struct view_prompt *prompt, struct key_event event)
{
	size_t size = prompt->completed;
	struct line_editor *editor = &prompt->editor;

	prompt->completed = 0;
	if (size == 0 || size > editor->cursor || event.code != KEY_CODE_CHARACTER ||
		event.modifiers & (KEY_CTRL | KEY_ALT) || event.point > 127 ||
		!is_operator((char)event.point))
		return;
	strbuf_splice(&editor->line, editor->cursor - size, size, TEXT_NONE);
	editor->cursor -= size;
}

/* Below what is looked for stands what was found: Down goes there, where it does not walk what is offered or typed before. */
static bool goes_to_list(const struct view_prompt *prompt)
{
	return !prompt->is_query && prompt->editor.history_at == 0 && prompt->offers.count == 0 &&
		prompt->editor.line.size > 0 && !prompt->view.explorer->has_error;
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_prompt *prompt = prompt_of(view);
	bool is_blank = prompt->begins_clause && event.code == KEY_CODE_CHARACTER &&
		event.point == ' ' && event.modifiers == 0;

	prompt->begins_clause = false;
	if (is_blank)
		return STAY; /* it is there */
	type_over(prompt, event);
	switch (line_editor_key(&prompt->editor, event)) {
	case LINE_CHANGED:
		prompt->offers.at = 0;
		prompt->is_asked = prompt->is_asked && event.point != ' ';
		prompt_preview(prompt);
		return STAY;
	case LINE_ACCEPTED: return accept(prompt);
	case LINE_CANCELLED: restore(prompt); return POP;
	case LINE_COMPLETE: take_offer(prompt); return STAY;
	case LINE_UP: walk(prompt, -1); return STAY;
	case LINE_DOWN:
		if (goes_to_list(prompt))
			return accept(prompt);
		walk(prompt, 1);
		return STAY;
	default: return STAY;
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	size_t count = 0;

	out[count++] = (struct key_hint){ ACTION_OPEN, _("keep") };
	if (goes_to_list((const struct view_prompt *)view))
		out[count++] = (struct key_hint){ ACTION_DOWN, _("list") };
	out[count++] = (struct key_hint){ ACTION_NEXT_PANE, _("complete") };
	out[count++] = (struct key_hint){ ACTION_UP, _("history") };
	out[count++] = (struct key_hint){ ACTION_BACK, _("back") };
	return count;
}

static void free_prompt(struct view *view)
{
	struct view_prompt *prompt = prompt_of(view);

	line_editor_done(&prompt->editor);
	strbuf_done(&prompt->before);
	strbuf_done(&prompt->given);
	query_done(&prompt->base);
	arena_done(&prompt->base_arena);
	prompt_offers_done(&prompt->offers);
	arena_done(&view->frame);
	free(prompt);
}

static const struct view_ops ops = { .title = N_("Prompt"),
	.is_dialog = true,
	.takes_text = true,
	.prepare = prepare,
	.draw = draw,
	.act = view_stay,
	.key = key,
	.hints = hints,
	.free = free_prompt };

/* The bare words of the query, to go on with. */
static void words_of(const struct query *query, struct strbuf *words)
{
	for (size_t i = 0; i < query->clause_count; i++) {
		const struct clause *clause = &query->clauses[i];
		if (clause->is_negated ||
			(clause->kind != CLAUSE_WORD && clause->kind != CLAUSE_REGEX &&
				clause->kind != CLAUSE_FUZZY))
			continue;
		strbuf_add_format(words, "%s%.*s", words->size > 0 ? " " : "",
			(int)clause->span.size, query->text.bytes + clause->span.from);
	}
}

struct view *view_prompt_new(struct explorer *explorer, bool is_query)
{
	struct view_prompt *prompt = memory_get_zeroed(1, sizeof(*prompt));
	struct query_error error;

	prompt->view = (struct view){ .ops = &ops, .explorer = explorer };
	prompt->is_query = is_query;
	prompt->here = explorer->here;
	strbuf_init(&prompt->before);
	strbuf_add(&prompt->before, strbuf_text(&explorer->text));
	prompt_offers_init(&prompt->offers);
	arena_init(&prompt->base_arena);
	if (!query_parse(&prompt->base, explorer->store, strbuf_text(&prompt->before),
		    &explorer->defaults, &prompt->base_arena, &error))
		query_parse(&prompt->base, explorer->store, TEXT(""), &explorer->defaults,
			&prompt->base_arena, &error);
	strbuf_init(&prompt->given);
	if (!is_query)
		words_of(&prompt->base, &prompt->given);
	else
		strbuf_add(&prompt->given, strbuf_text(&prompt->before));
	line_editor_init(&prompt->editor, strbuf_text(&prompt->given));
	prompt->begins_clause = is_query && prompt->given.size > 0 && !explorer->has_error;
	if (prompt->begins_clause) {
		strbuf_add_char(&prompt->editor.line, ' ');
		prompt->editor.cursor++;
	}
	return &prompt->view;
}
