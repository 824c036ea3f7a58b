/* SPDX-License-Identifier: MIT */
/* All values of one facet with their counts, found while typing: for facets too long for a pane. A number facet takes any number that is typed. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/query/facet_words.h"
#include "catalog/query/search.h"
#include "tui/finds.h"
#include "tui/input/line_editor.h"
#include "tui/views/view.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Among what was found: the models of which nobody says it. */
#define UNKNOWN UINT32_MAX
enum { ROWS_MAX = 2000, WIDTH = 56, HEIGHT = 20, HEAD = 2 };

struct view_values {
	struct view view;
	const struct field *field;
	struct line_editor editor;
	struct facet facet; /* in the frame arena, as is: */
	uint32_t *found;    /* values that match what is typed, best first */
	double typed;       /* a number facet: what is typed, NAN if it is no number */
	struct scroll scroll;
	struct rect rect;
	int head; /* lines above the values */
};

static struct view_values *values_of(struct view *view)
{
	return (struct view_values *)view;
}

static bool is_number_typed(const struct view_values *values)
{
	return !isnan(values->typed);
}

/* "200k", also as it stands in a query: ">=200k". */
static struct text without_operator(struct text word)
{
	while (word.size > 0 &&
		(word.bytes[0] == '<' || word.bytes[0] == '>' || word.bytes[0] == '='))
		word = text_slice(word, 1, word.size);
	return word;
}

static double typed_number(const struct view_values *values)
{
	struct text word = without_operator(text_trim(strbuf_text(&values->editor.line)));
	struct number_span span;

	if (values->field->kind != KIND_NUMBER || word.size == 0 ||
		value_parse_number(values->field->unit, word, &span, NULL) != RESULT_OK)
		return (double)NAN;
	return span.value;
}

static int score_of(const struct view_values *values, struct text wanted, uint32_t at)
{
	struct facet_words words = facet_words(values->view.explorer->store, values->field,
		&values->facet.values[at]);
	int by_title = search_fuzzy_score(wanted, text_of(words.title)),
	    by_key = search_fuzzy_score(wanted, text_of(words.key));

	return by_title > by_key ? by_title : by_key;
}

/* Without words all, in the facet's order; with words the best first. */
static uint32_t find(struct view_values *values, struct arena *arena)
{
	struct text wanted = text_trim(strbuf_text(&values->editor.line));
	size_t most = values->facet.value_count < ROWS_MAX ? values->facet.value_count : ROWS_MAX;
	int *scores = ARENA_ARRAY(arena, int, most + 1);
	uint32_t count = 0;

	values->found = ARENA_ARRAY(arena, uint32_t, most + 2);
	for (uint32_t i = 0; i < most; i++) {
		bool is_all = wanted.size == 0 || values->field->kind == KIND_NUMBER;
		int score = is_all ? 1 : score_of(values, wanted, i);
		if (score == 0)
			continue;
		size_t at = finds_place(scores, values->found, sizeof(*values->found), count++,
			score);
		values->found[at] = i;
	}
	if (values->facet.unknown > 0 &&
		(wanted.size == 0 || search_fuzzy_score(wanted, text_of(_("unknown"))) > 0))
		values->found[count++] = UNKNOWN; /* last, as in the pane */
	return count;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_values *values = values_of(view);
	struct explorer *explorer = view->explorer;
	uint16_t id = values->field->id;

	if (facet_count(explorer->run, &id, 1, &view->frame, &values->facet, explorer->interrupt) !=
		RESULT_OK)
		values->facet = (struct facet){ .field = id };
	/* As high as all values need: it does not change while typing. */
	size_t needed = values->facet.value_count + (values->facet.unknown > 0) + HEAD + 3;
	values->rect = rect_centered(area, WIDTH, needed < HEIGHT ? (int)needed : HEIGHT);
	values->typed = typed_number(values);
	/* Few lines: no blank one, and what numbers ask for alone stands above. */
	bool is_low = values->rect.height < 8;
	values->head = is_low && values->field->kind != KIND_NUMBER ? 1 : HEAD;
	scroll_set(&values->scroll, find(values, &view->frame),
		values->rect.height - (is_low ? 2 : 3) - values->head);
}

static enum edit_mark mark_of(const struct view_values *values, const struct facet_value *value)
{
	const struct query *query = &values->view.explorer->query;

	if (values->field->kind == KIND_NUMBER)
		return edit_mark_threshold(query, values->field,
			values->field->thresholds[value->code]);
	return edit_mark_value(query, values->field, value->code);
}

static enum role role_of(enum edit_mark mark, uint32_t count)
{
	return mark == EDIT_MARK_CHOSEN      ? ROLE_CHOSEN
		: mark == EDIT_MARK_EXCLUDED ? ROLE_EXCLUDED
		: count == 0                 ? ROLE_DIM
					     : ROLE_TEXT;
}

static void draw_value(struct canvas *canvas, struct rect row, enum edit_mark mark,
	const char *title, struct facet_value counted)
{
	enum role role = role_of(mark, counted.count + counted.reported);
	char count[40];

	if (mark != EDIT_MARK_NONE)
		canvas_put_sign(canvas, row.x + 1, row.y, role,
			mark == EDIT_MARK_CHOSEN ? SIGN_CHOSEN : SIGN_EXCLUDED);
	if (counted.reported > 0)
		snprintf(count, sizeof(count), "%u +%u %s", counted.count, counted.reported,
			canvas_sign(canvas, SIGN_REPORTED));
	else
		snprintf(count, sizeof(count), "%u", counted.count);
	canvas_text_cut(canvas, row.x + 3, row.y, row.width - 20, role, text_of(title));
	canvas_text_right(canvas, row.x + row.width - 17, row.y, 16, ROLE_NUMBER, text_of(count));
}

static void draw_found(const struct view_values *values, struct canvas *canvas, struct rect row,
	uint32_t found)
{
	const struct explorer *explorer = values->view.explorer;

	if (found == UNKNOWN) {
		draw_value(canvas, row, edit_mark_unknown(&explorer->query, values->field),
			_("unknown"), (struct facet_value){ .count = values->facet.unknown });
		return;
	}
	const struct facet_value *value = &values->facet.values[found];
	struct facet_words words = facet_words(explorer->store, values->field, value);
	draw_value(canvas, row, mark_of(values, value), words.title, *value);
}

static void draw_question(const struct view_values *values, struct canvas *canvas, struct rect rect)
{
	struct text typed = text_trim(strbuf_text(&values->editor.line));
	struct strbuf sentence;

	strbuf_init(&sentence);
	if (values->field->kind == KIND_NUMBER && is_number_typed(values)) {
		strbuf_add_format(&sentence, "%s ",
			values->field->is_at_most ? _("Enter: at most") : _("Enter: at least"));
		number_print(&sentence, values->field->unit, values->typed);
	} else if (values->field->kind == KIND_NUMBER && without_operator(typed).size > 0) {
		strbuf_add_string(&sentence, _("This is no number. Examples: 128k, 1M, 0.5"));
	} else if (values->field->kind == KIND_NUMBER) {
		strbuf_add_string(&sentence, _("Type any number, or choose one below."));
	} else {
		strbuf_add_format(&sentence, _("%u of %zu values"), values->scroll.count,
			values->facet.value_count + (values->facet.unknown > 0));
	}
	canvas_text_cut(canvas, rect.x + 2, rect.y + 2, rect.width - 4, ROLE_DIM,
		strbuf_text(&sentence));
	strbuf_done(&sentence);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_values *values = values_of((struct view *)view);
	struct rect rect = values->rect;

	(void)area;
	canvas_box(canvas, rect, text_of(field_title(values->field)),
		text_of(_("Enter chooses, again: takes out · Esc back")));
	if (values->head == HEAD)
		draw_question(values, canvas, rect);
	for (int y = 0; y < values->scroll.height; y++) {
		size_t at = values->scroll.top + (size_t)y;
		struct rect row = { rect.x + 1, rect.y + 1 + values->head + y, rect.width - 2, 1 };
		if (at >= values->scroll.count)
			break;
		draw_found(values, canvas, row, values->found[at]);
		if (at == values->scroll.cursor && !is_number_typed(values))
			canvas_select(canvas, row, true);
	}
	line_editor_draw(&values->editor, canvas, rect.x + 2, rect.y + 1, rect.width - 4, 0, 0);
}

static struct outcome choose(struct view_values *values)
{
	struct explorer *explorer = values->view.explorer;

	if (is_number_typed(values)) {
		explorer_toggle_threshold(explorer, values->field, values->typed);
		return POP;
	}
	if (values->scroll.count == 0)
		return STAY;
	uint32_t found = values->found[values->scroll.cursor];
	if (found == UNKNOWN) {
		explorer_toggle_value(explorer, values->field, TEXT("unknown"), EDIT_ANY);
		line_editor_set(&values->editor, TEXT_NONE);
		return STAY;
	}
	const struct facet_value *value = &values->facet.values[found];
	if (values->field->kind == KIND_NUMBER) {
		explorer_toggle_threshold(explorer, values->field,
			values->field->thresholds[value->code]);
		return POP;
	}
	struct facet_words words = facet_words(explorer->store, values->field, value);
	explorer_toggle_value(explorer, values->field, text_of(words.key), EDIT_ANY);
	line_editor_set(&values->editor, TEXT_NONE); /* the next one can be typed at once */
	return STAY;
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_values *values = values_of(view);

	switch (line_editor_find_key(&values->editor, &values->scroll, event)) {
	case LINE_CANCELLED: return POP;
	case LINE_ACCEPTED: return choose(values);
	default: return STAY;
	}
}

static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct view_values *values = values_of(view);
	int line = y - values->rect.y - 1 - values->head;

	(void)x;
	(void)area;
	if (!scroll_has(&values->scroll, line))
		return STAY;
	scroll_point(&values->scroll, line);
	line_editor_set(&values->editor,
		TEXT_NONE); /* the value that was pointed at, not a number typed before */
	values->typed = (double)NAN;
	return choose(values);
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	(void)view;
	out[0] = (struct key_hint){ ACTION_OPEN, _("choose") };
	out[1] = (struct key_hint){ ACTION_BACK, _("back") };
	return 2;
}

static void free_values(struct view *view)
{
	line_editor_done(&values_of(view)->editor);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Values"),
	.is_dialog = true,
	.takes_text = true,
	.prepare = prepare,
	.draw = draw,
	.act = view_stay,
	.key = key,
	.click = click,
	.hints = hints,
	.free = free_values };

struct view *view_values_new(struct explorer *explorer, const struct field *field)
{
	struct view_values *values = memory_get_zeroed(1, sizeof(*values));

	values->view = (struct view){ .ops = &ops, .explorer = explorer };
	values->field = field;
	line_editor_init(&values->editor, TEXT_NONE);
	return &values->view;
}
