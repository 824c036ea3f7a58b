/* SPDX-License-Identifier: MIT */
#include "tui/frame.h"

#include "catalog/base/message.h"

#include <stdio.h>
#include <string.h>

struct rect frame_area(const struct canvas *canvas)
{
	int height = canvas->height - 5;
	return (struct rect){ 0, 2, canvas->width, height > 0 ? height : 0 };
}

static const char *tab_title(enum tab tab)
{
	static const char *const titles[TAB_COUNT] = {
		[TAB_BROWSE] = N_("Browse"),
		[TAB_CHOOSE] = N_("Choose"),
		[TAB_COMPARE] = N_("Compare"),
		[TAB_PLOT] = N_("Plot"),
		[TAB_LEARN] = N_("Learn"),
	};
	return _(titles[tab]);
}

/* Where the words of the title line stand. */
struct title_place {
	int from, cells; /* the title; its digit stands two cells before */
	bool is_shown;
};

static int place_titles(int width, enum tab tab, struct title_place places[TAB_COUNT])
{
	int gap = width >= 72 ? 3 : width >= 60 ? 2 : 1;
	int x = width >= 60 ? 1 + text_width(TEXT("llmatlas")) + gap : 1;

	for (int i = 0; i < TAB_COUNT; i++) {
		places[i] = (struct title_place){ x + 2,
			text_width(text_of(tab_title((enum tab)i))), width >= 60 || i == (int)tab };
		x += 2 + (places[i].is_shown ? places[i].cells : 0) + gap;
	}
	return x;
}

int frame_tab_at(const struct canvas *canvas, enum tab tab, int x)
{
	struct title_place places[TAB_COUNT];

	place_titles(canvas->width, tab, places);
	for (int i = 0; i < TAB_COUNT; i++) {
		int end = places[i].from + (places[i].is_shown ? places[i].cells : -1);
		if (x >= places[i].from - 2 && x < end)
			return i;
	}
	return -1;
}

void frame_title(struct canvas *canvas, enum tab tab, const char *catalog_label)
{
	int width = canvas->width;
	int label = text_width(text_of(catalog_label));
	struct title_place places[TAB_COUNT];
	int x = place_titles(width, tab, places);

	if (width >= 60)
		canvas_text(canvas, 1, 0, width - 1, ROLE_STRONG, TEXT("llmatlas"));
	for (int i = 0; i < TAB_COUNT; i++) {
		char digit[2] = { (char)('1' + i), '\0' };
		bool is_here = i == (int)tab;
		canvas_text(canvas, places[i].from - 2, 0, 1, is_here ? ROLE_ACCENT : ROLE_DIM,
			text_of(digit));
		if (places[i].is_shown)
			canvas_text(canvas, places[i].from, 0, places[i].cells,
				is_here ? ROLE_ACCENT : ROLE_TEXT, text_of(tab_title((enum tab)i)));
	}
	if (x + label + 1 > width) { /* the date alone */
		const char *date = strrchr(catalog_label, ' ');
		if (date)
			catalog_label = date + 1;
		label = text_width(text_of(catalog_label));
	}
	if (x + label + 1 <= width)
		canvas_text(canvas, width - label - 1, 0, label, ROLE_DIM, text_of(catalog_label));
	canvas_rule(canvas, 0, 1, width);
}

/* The number of models, marks, undo: as many of them as leave the query room. Returns their cells; 0: none fits. */
static int state_right(const struct explorer *explorer, int width, char out[128])
{
	enum { QUERY_LEAST = 12 };
	char marked[48] = "";
	const char *parts[] = { marked, explorer->undo.count > 0 ? _(" · u undo") : "" };

	if (explorer->marked_count > 0)
		snprintf(marked, sizeof(marked), _(" · %zu marked"), explorer->marked_count);
	for (int count = 2; count >= 0; count--) {
		snprintf(out, 128, _("%u of %u"), query_run_model_count(explorer->run),
			store_count(explorer->store));
		for (int i = 0; i < count; i++)
			snprintf(out + strlen(out), 128 - strlen(out), "%s", parts[i]);
		int cells = text_width(text_of(out));
		if (width >= cells + QUERY_LEAST)
			return cells;
	}
	return 0;
}

/* The end of a text that is too long: the newest clause is the one to see. It begins with a clause where one begins near. */
static struct text tail_of(struct text text, int cells)
{
	struct text tail = text_tail(text, cells);
	ptrdiff_t blank = text_find(tail, TEXT(" "));
	return blank >= 0 ? text_slice(tail, (size_t)blank, tail.size) : tail;
}

/* What was filtered last is what one looks for. */
static void state_query(struct canvas *canvas, const struct explorer *explorer, int y, int cells)
{
	struct text text = strbuf_text(&explorer->text);

	if (text.size == 0) {
		canvas_text_cut(canvas, 1, y, cells, ROLE_PLACEHOLDER,
			text_of(_("no filter: every model is shown")));
		return;
	}
	enum role role = explorer->has_error ? ROLE_ERROR : ROLE_STATUS;
	int cut = 0;
	if (text_width(text) > cells) {
		cut = canvas_put_sign(canvas, 1, y, ROLE_DIM, SIGN_CUT);
		text = tail_of(text, cells - cut);
	}
	canvas_text(canvas, 1 + cut, y, cells - cut, role, text);
}

/* " · > 2 more columns", where the query leaves it room. */
static struct text state_beside(const struct explorer *explorer, const struct view *view, int cells)
{
	struct text query = strbuf_text(&explorer->text);
	int room = cells -
		text_width(query.size > 0 ? query : text_of(_("no filter: every model is shown")));
	struct text text = view->ops->beside ? view->ops->beside(view, room - 3, view_scratch(view))
					     : TEXT_NONE;

	return text.size > 0 ? arena_format(view_scratch(view), " · %.*s", TEXT_ARGS(text)) : text;
}

void frame_state(struct canvas *canvas, const struct explorer *explorer, const struct view *view)
{
	int y = canvas->height - 2;
	char right[128];

	int width = state_right(explorer, canvas->width, right);
	if (width == 0) {
		state_query(canvas, explorer, y, canvas->width - 2);
		return;
	}
	state_query(canvas, explorer, y, canvas->width - width - 4);
	struct text beside = state_beside(explorer, view, canvas->width - width - 4);
	int more = text_width(beside), x = canvas->width - width - more - 1;
	canvas_text(canvas, x, y, width, ROLE_STATUS, text_of(right));
	canvas_text(canvas, x + width, y, more, ROLE_DIM, beside);
}

void frame_state_rule(struct canvas *canvas)
{
	canvas_rule(canvas, 0, canvas->height - 3, canvas->width);
}

void frame_state_text(struct canvas *canvas, const struct explorer *explorer, struct text text)
{
	int y = canvas->height - 2;
	char right[64] = "";
	if (explorer->marked_count > 0)
		snprintf(right, sizeof(right),
			P_("%zu marked", "%zu marked", explorer->marked_count),
			explorer->marked_count);
	int width = text_width(text_of(right));
	canvas_text_cut(canvas, 1, y, canvas->width - width - 3, ROLE_STATUS, text);
	canvas_text(canvas, canvas->width - width - 1, y, width, ROLE_STATUS, text_of(right));
}

static void message_line(struct canvas *canvas, struct text message, bool is_bad)
{
	canvas_text_cut(canvas, 1, canvas->height - 1, canvas->width - 2,
		is_bad ? ROLE_ERROR : ROLE_INFO, message);
}

static const char *hint_label(const struct key_hint *hint)
{
	return hint->label ? hint->label : _(action_row(hint->action)->title);
}

static int hint_width(const struct keymap *keymap, const struct key_hint *hint, char key[32])
{
	keymap_key(keymap, hint->action, key);
	return text_width(text_of(key)) + 1 + text_width(text_of(hint_label(hint)));
}

/* A key without a word of its own ("< > move") stands with the next one or not at all. */
static bool hint_fits(const struct keymap *keymap, const struct key_hint *hints, size_t count,
	size_t at, int room)
{
	char key[32];
	int width = hint_width(keymap, &hints[at], key);

	if (!*hint_label(&hints[at]) && at + 1 < count)
		width += hint_width(keymap, &hints[at + 1], key);
	return width <= room;
}

enum action frame_key_at(const struct canvas *canvas, const struct keymap *keymap,
	const struct key_hint *hints, size_t count, int x)
{
	int from = 1;
	char key[32];

	for (size_t i = 0; i < count; i++) {
		int width = hint_width(keymap, &hints[i], key);
		if (!hint_fits(keymap, hints, count, i, canvas->width - 1 - from))
			break;
		if (x >= from && x < from + width)
			return hints[i].action;
		from += width + (*hint_label(&hints[i]) ? 2 : 0);
	}
	return ACTION_NONE;
}

void frame_keys(struct canvas *canvas, const struct explorer *explorer, const struct keymap *keymap,
	const struct key_hint *hints, size_t count)
{
	int y = canvas->height - 1, x = 1;

	if (explorer->message.size > 0) {
		message_line(canvas, strbuf_text(&explorer->message), explorer->is_message_bad);
		return;
	}
	if (explorer->has_error) {
		message_line(canvas, explorer->error.message, true);
		return;
	}
	if (explorer->run_error.result != RESULT_OK) {
		message_line(canvas, text_of(explorer->run_error.message), true);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		char key[32];
		const char *label = hint_label(&hints[i]);
		if (!hint_fits(keymap, hints, count, i, canvas->width - 1 - x))
			break;
		keymap_key(keymap, hints[i].action, key);
		x += canvas_text(canvas, x, y, canvas->width - x, ROLE_KEY_HINT, text_of(key)) + 1;
		x += canvas_text(canvas, x, y, canvas->width - x, ROLE_DIM, text_of(label)) +
			(*label ? 2 : 0);
	}
}

void frame_too_small(struct canvas *canvas)
{
	char sentence[160];
	struct text text;
	size_t at = 0;
	int y = 0;

	snprintf(sentence, sizeof(sentence),
		_("The window is %dx%d. llmatlas needs at least %dx%d."), canvas->width,
		canvas->height, FRAME_WIDTH_MIN, FRAME_HEIGHT_MIN);
	text = text_of(sentence);
	for (struct text line = text_wrap(text, &at, canvas->width);
		line.size > 0 && y < canvas->height; line = text_wrap(text, &at, canvas->width))
		canvas_text(canvas, 0, y++, canvas->width, ROLE_TEXT, line);
}
